using System.Globalization;
using Lims.Contracts;

namespace Lims.Intake;

internal sealed class NoteWhenVerdictReached() : NoteInStory<VerdictReached>(
    message => message.Sample, message => message.At, message => [message.Criterion, message.State, message.Sentence],
    (sample, message) => sample.NoteJudged(message.Sentence, message.At));

internal sealed class NoteWhenFurtherAnalysisRequested() : NoteInStory<FurtherAnalysisRequested>(
    message => message.Sample, message => message.At, message => [message.Way, message.Why],
    (sample, message) => sample.NoteFurtherAsked(message.At));

internal sealed class NoteWhenOpinionSigned() : NoteInStory<OpinionSigned>(
    message => message.Sample, message => message.At, message => [message.Code, message.Basis, message.SignedBy]);

internal sealed class NoteWhenRulingIssued() : NoteInStory<RulingIssued>(
    message => message.Sample, message => message.At, message => [message.Number, message.Code, message.DeclaredCode, message.Reasoning],
    (sample, message) => sample.NoteRuled(message.Number, message.Code, message.At));

internal sealed class NoteWhenAppealClockStarted() : NoteInStory<AppealClockStarted>(
    message => message.Sample, message => message.At,
    message => [message.Number, Day(message.NotifiedOn), Day(message.Until)])
{
    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
