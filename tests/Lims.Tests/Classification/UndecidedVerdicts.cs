using Lims.Classification.Cases;
using Lims.Contracts;
using Lims.Kernel;

namespace Lims.Tests.Classification;

public sealed class When_the_verdict_is_undecided
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly Evidence[] Near = [Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(82, 1.4, averaged: 1.35)];

    [Fact]
    public async Task The_officer_asks_for_the_second_stage_of_the_plan_once_and_never_again()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = Ids.New();
        await house.Tell(Rice.Completed(sample, 1, house.Clock.GetUtcNow(), Near));
        await Ask(house, sample, "second-stage");

        var asked = Assert.Single(await house.Told<FurtherAnalysisRequested>());
        Assert.Equal(("second-stage", "rice.gelatinization-degree", 2), (asked.Way, asked.Fact, asked.Determinations));
        Assert.True(asked.UncertaintyNeeded > 0);

        // Pooled, and still not decided: the second stage is spent.
        await house.Tell(Rice.Completed(sample, 2, house.Clock.GetUtcNow(), Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(80.5, 1.0, determinations: 4)));
        var sheet = await (await house.As<VerdictWorksheetHandler>("officer")).Handle(sample, Ct);
        Assert.Equal("undecided", sheet.Verdicts[0].Evaluation.StateCode);
        Assert.DoesNotContain(sheet.Verdicts[0].Ways, way => way.Way == "second-stage");
        var again = await Assert.ThrowsAsync<RuleBroken>(() => Ask(house, sample, "second-stage"));
        Assert.Equal("way-already-used", again.Code);
    }

    [Fact]
    public async Task A_way_that_cannot_succeed_is_refused_with_the_forecast()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = Ids.New();
        await house.Tell(Rice.Completed(sample, 1, house.Clock.GetUtcNow(), Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(82, 1.4, averaged: 0.3)));

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => Ask(house, sample, "second-stage"));
        Assert.Equal("way-cannot-succeed", refused.Code);
        Assert.Contains("does not decide", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await house.Told<FurtherAnalysisRequested>());
    }

    [Fact]
    public async Task A_second_stage_the_plan_did_not_fix_is_refused_and_not_proven_is_no_analysis()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = Ids.New();
        await house.Tell(Rice.Completed(sample, 1, house.Clock.GetUtcNow(), Near) with { Rule = Rice.Proven95 });

        Assert.Equal("second-stage-not-planned", (await Assert.ThrowsAsync<RuleBroken>(() => Ask(house, sample, "second-stage"))).Code);
        Assert.Equal("way-is-an-answer", (await Assert.ThrowsAsync<RuleBroken>(() => Ask(house, sample, "not-proven"))).Code);
        Assert.Equal("way-not-offered", (await Assert.ThrowsAsync<RuleBroken>(() => Ask(house, sample, "toss-a-coin"))).Code);
    }

    [Fact]
    public async Task An_older_stage_that_arrives_late_changes_nothing()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = Ids.New();
        await house.Tell(Rice.Completed(sample, 2, house.Clock.GetUtcNow(), Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(90, determinations: 4)));
        await house.Tell(Rice.Completed(sample, 1, house.Clock.GetUtcNow(), Near));

        Assert.Equal("met", Assert.Single(await house.Told<VerdictReached>()).State);
    }

    [Fact]
    public async Task It_waits_for_the_officer_and_for_the_one_who_may_sign_an_opinion()
    {
        await using var house = await ClassificationHouse.Open();
        await house.Tell(Rice.Completed(Ids.New(), 1, house.Clock.GetUtcNow(), Near));

        var officer = await (await house.As<WaitingInClassificationHandler>("officer")).Find(Ct);
        var approver = await (await house.As<WaitingInClassificationHandler>("approver")).Find(Ct);
        var stranger = await (await house.As<WaitingInClassificationHandler>("stranger")).Find(Ct);

        Assert.Equal(("waiting.undecided", 1), (Assert.Single(officer).Key, officer[0].Count));
        Assert.Equal("waiting.opinion", Assert.Single(approver).Key);
        Assert.Equal("BUS-26-000001-K", Assert.Single(approver[0].Lines).Number);
        Assert.Empty(stranger);
    }

    private static async Task Ask(ClassificationHouse house, Guid sample, string way)
    {
        var sheet = await (await house.As<VerdictWorksheetHandler>("officer")).Handle(sample, Ct);
        await (await house.As<RequestFurtherAnalysisHandler>("officer")).Handle(new RequestFurtherAnalysis(sample, sheet.Revision, sheet.Verdicts[0].Id, way), Ct);
    }
}
