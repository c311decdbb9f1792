using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Cases;

/// <summary>The officer's choice among the ways a verdict offers.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Revision">Of its case, as seen.</param>
/// <param name="Verdict">The undecided verdict.</param>
/// <param name="Way"><c>smaller-uncertainty</c>, <c>second-stage</c> or <c>second-laboratory</c>.</param>
internal sealed record RequestFurtherAnalysis(Guid Sample, long Revision, Guid Verdict, string Way);

internal sealed class RequestFurtherAnalysisHandler(Db<ClassificationDb> classification, Policy policy, TimeProvider clock)
{
    public async Task Handle(RequestFurtherAnalysis form, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        var item = await db.Cases.SingleOrDefaultAsync(there => there.Id == form.Sample, ct) ?? throw new NoSuchRecord("case", form.Sample.ToString());
        policy.Demand(db.Who, ClassificationActs.RequestFurtherAnalysis, item);
        item.MustBeAt(form.Revision);
        if (item.WaysUsed.Contains(form.Way)) throw new RuleBroken("way-already-used", $"“{form.Way}” was asked for once already; "
            + "asking until the answer suits is no evidence.");
        var verdict = await db.Verdicts.SingleOrDefaultAsync(there => there.Id == form.Verdict && there.CaseId == item.Id && there.Round == item.Round, ct)
            ?? throw new NoSuchRecord("present verdict", form.Verdict.ToString());
        var offer = Chosen(verdict, form.Way);
        var now = clock.GetUtcNow();
        item.Ask(offer.Way, now);
        db.Publish(new FurtherAnalysisRequested(item.Id, offer.Way, offer.Fact, offer.Determinations, offer.UncertaintyNeeded, offer.Why, now));
        await db.SaveChangesAsync(ct);
    }

    private static WayOffered Chosen(Verdict verdict, string way)
    {
        if (verdict.State != "undecided") throw new RuleBroken("already-decided", $"The verdict is {verdict.State}: there is nothing "
            + "left for further analysis to decide.");
        if (way == WaysToDecide.NotProven) throw new RuleBroken("way-is-an-answer", "“Not proven” is an answer, not an analysis: it is "
            + "given by the opinion, and the declared code stands.");
        var offered = verdict.Ways.FirstOrDefault(there => there.Way == way);
        if (offered is null)
        {
            var those = string.Join(", ", verdict.Ways.Where(there => there.Way != WaysToDecide.NotProven).Select(there => there.Way));
            throw new RuleBroken(way == WaysToDecide.SecondStage ? "second-stage-not-planned" : "way-not-offered", way == WaysToDecide.SecondStage
                ? "The plan fixed no second stage before the first result was known, so that none can be added now."
                : $"“{way}” is not offered here; it is {those}.");
        }
        return offered.CanSucceed ? offered : throw new RuleBroken("way-cannot-succeed", $"It cannot decide: {offered.Why}");
    }
}
