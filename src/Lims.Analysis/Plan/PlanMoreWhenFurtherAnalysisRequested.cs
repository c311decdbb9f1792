using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>
/// Opens the second stage that the plan fixed: so many further determinations, pooled with the first, none dropped. A second stage that was not fixed
/// beforehand is not opened, since replicating until the answer suits proves nothing. The other ways are noted on the case for a person to act on.
/// </summary>
internal sealed class PlanMoreWhenFurtherAnalysisRequested : ModuleConsumer<AnalysisDb, FurtherAnalysisRequested>
{
    protected override async Task Handle(AnalysisDb db, FurtherAnalysisRequested message, Envelope<FurtherAnalysisRequested> envelope, CancellationToken ct)
    {
        // It speaks of evidence that came from here, so the case is there; where it is not, the message waits among the failed ones for a person.
        var work = await db.Cases.Include(work => work.Tests).ThenInclude(test => test.Method).SingleOrDefaultAsync(work => work.Id == message.Sample, ct)
            ?? throw new NoSuchRecord("sample", message.Sample.ToString());
        var by = envelope.OnBehalfOf ?? envelope.ActorName;
        if (message.Way != "second-stage")
        {
            work.Note("further-analysis", $"{Words(message.Way)} was asked for on {message.Fact}: {message.Why}{Needed(message)}", by, message.At);
            return;
        }
        if (work.Rule?.SecondStage is not { } planned || planned.Fact != message.Fact)
        {
            work.Note("further-analysis", $"A second stage was asked for on {message.Fact}, and the plan fixed none: nothing more is measured.", by, message.At);
            return;
        }
        if (work.Stage > 1)
        {
            work.Note("further-analysis", "A second stage was asked for again: the plan has two stages, and both were opened.", by, message.At);
            return;
        }
        var test = work.Tests.Single(test => test.Method.Code == work.SecondStageMethod);
        test.OpenSecondStage();
        work.OpenSecondStage();
        work.Note("further-analysis", $"The second stage is open: {planned.Determinations} further determinations by {test.Method.Code}, pooled with the first. {message.Why}", by, message.At, test.Id);
    }

    private static string Words(string way) => way switch
    {
        "smaller-uncertainty" => "A method with a smaller uncertainty",
        "second-laboratory" => "A second laboratory",
        _ => $"“{way}”",
    };

    private static string Needed(FurtherAnalysisRequested message) =>
        message.UncertaintyNeeded is { } u ? FormattableString.Invariant($" It decides if u is at most {u:G3}.") : "";
}
