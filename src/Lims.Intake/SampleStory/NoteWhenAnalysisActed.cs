using System.Globalization;
using Lims.Contracts;

namespace Lims.Intake;

internal sealed class NoteWhenTestsPlanned() : NoteInStory<TestsPlanned>(
    message => message.Sample, message => message.At,
    message => [string.Join(", ", message.Tests.Select(test => $"{test.MethodName} ({test.Method} v{test.MethodVersion})")), message.Rule.Code],
    (sample, message) => sample.NotePlanned(message.At));

internal sealed class NoteWhenInstrumentFileReceived() : NoteInStory<InstrumentFileReceived>(
    message => message.Sample, message => message.At, message => [message.Name, message.Sha256]);

internal sealed class NoteWhenInstrumentFileRefused() : NoteInStory<InstrumentFileRefused>(
    message => message.Sample, message => message.At, message => [message.Name, message.Reason]);

internal sealed class NoteWhenInstrumentRunRead() : NoteInStory<InstrumentRunRead>(
    message => message.Sample, message => message.At, message => [message.Technique, message.Name, message.Reader, message.ReaderVersion]);

internal sealed class NoteWhenResultApproved() : NoteInStory<ResultApproved>(
    message => message.Sample, message => message.At,
    message => [message.Result.MethodName, message.Result.Reported, message.ApprovedBy]);

internal sealed class NoteWhenAnalysisCompleted() : NoteInStory<AnalysisCompleted>(
    message => message.Sample, message => message.At,
    message => [message.Results.Count.ToString(CultureInfo.InvariantCulture), message.Stage.ToString(CultureInfo.InvariantCulture)],
    (sample, message) => sample.NoteCompleted(message.At));

internal sealed class NoteWhenReportIssued() : NoteInStory<ReportIssued>(
    message => message.Sample, message => message.At, message => [message.Number, message.Sha256]);
