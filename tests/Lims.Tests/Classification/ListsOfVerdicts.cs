using Lims.Classification;
using Lims.Classification.Cases;
using Lims.Contracts;
using Lims.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Lims.Tests.Classification;

public sealed class The_worklist_of_verdicts
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_what_is_not_decided_first_and_then_what_waits_longest()
    {
        await using var house = await ClassificationHouse.Open();
        await Complete(house, "BUS-26-000001-A", 90, daysAgo: 1);
        await Complete(house, "BUS-26-000002-B", 79.4, daysAgo: 0);
        await Complete(house, "BUS-26-000003-C", 50, daysAgo: 5);
        var list = await house.As<VerdictListHandler>("officer");

        var page = await list.Handle(new CaseFilter(VerdictListHandler.Waiting, null), Ct);

        Assert.Equal(["BUS-26-000002-B", "BUS-26-000003-C", "BUS-26-000001-A"], page.Rows.Select(row => row.Number));
        Assert.Equal(["undecided", "not-met", "met"], page.Rows.Select(row => Assert.Single(row.Verdicts).State));
        Assert.Equal([false, true, false], page.Rows.Select(row => row.Late));
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Goes_on_where_a_page_ended_and_begins_anew_at_a_place_nobody_knows()
    {
        await using var house = await ClassificationHouse.Open();
        for (var i = 1; i <= 5; i++) await Complete(house, $"BUS-26-00000{i}-X", i % 2 == 0 ? 79.4 : 90, daysAgo: 0);
        var list = await house.As<VerdictListHandler>("officer");

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await list.Handle(new CaseFilter(null, after, Size: 2), Ct);
            seen.AddRange(page.Rows.Select(row => row.Number));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(["BUS-26-000002-X", "BUS-26-000004-X", "BUS-26-000001-X", "BUS-26-000003-X", "BUS-26-000005-X"], seen);
        Assert.Equal(seen[0], (await list.Handle(new CaseFilter(null, "7~x~", Size: 1), Ct)).Rows[0].Number);
    }

    [Fact]
    public async Task Holds_only_the_state_asked_for_and_nothing_of_another_laboratory()
    {
        await using var house = await ClassificationHouse.Open();
        await Complete(house, "BUS-26-000001-A", 90, daysAgo: 0);

        Assert.Empty((await (await house.As<VerdictListHandler>("officer")).Handle(new CaseFilter(ClassificationCase.Ruled, null), Ct)).Rows);
        Assert.Empty((await (await house.As<VerdictListHandler>("stranger")).Handle(new CaseFilter(null, null), Ct)).Rows);
    }

    [Fact]
    public void Is_the_same_query_on_SQL_Server()
    {
        using var db = new ClassificationDbSqlServer(new DbContextOptionsBuilder<ClassificationDbSqlServer>().UseSqlServer("Server=none").Options);

        var sql = VerdictListHandler.Query(db, new CaseFilter(VerdictListHandler.Waiting, "0~638000000000000000~BUS-26-000001-A")).ToQueryString();

        Assert.Contains("ORDER BY", sql, StringComparison.Ordinal);
        Assert.Contains("CASE", sql, StringComparison.Ordinal);
    }

    internal static async Task<Guid> Complete(ClassificationHouse house, string number, double gelatinized, int daysAgo)
    {
        var sample = Ids.New();
        await house.Tell(Rice.Completed(sample, 1, house.Clock.GetUtcNow().AddDays(-daysAgo), Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(gelatinized)) with { Number = number });
        await house.Tell(new ReportIssued(Ids.New(), sample, "TR-2026-000001", "ab12", house.Clock.GetUtcNow()));
        return sample;
    }
}

public sealed class A_verdict_as_it_is_shown
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(82.8, "above", "proposed")]
    [InlineData(50, "below", "excluded")]
    [InlineData(79.4, "near", "possible")]
    public async Task Says_first_where_the_value_lies_and_what_follows(double gelatinized, string relation, string stands)
    {
        await using var house = await ClassificationHouse.Open();
        await The_worklist_of_verdicts.Complete(house, "BUS-26-000001-A", gelatinized, 0);

        var verdict = Assert.Single((await (await house.As<VerdictViews>("officer")).Find("bus-26-000001-a", Ct)).Verdicts);

        Assert.Equal((relation, "Degree of gelatinization", "80 %"), (verdict.Headline!.Relation, verdict.Headline.Name, verdict.Headline.Limit));
        Assert.Equal(stands, verdict.Codes.Single(line => line.Code == "1904.90").Stands);
        Assert.True(verdict.Lines[0].IsDemonstration);
        Assert.Equal("demonstration", verdict.Source);
    }

    [Fact]
    public async Task Names_the_yes_or_no_that_disproves_it()
    {
        await using var house = await ClassificationHouse.Open();
        await house.Tell(Rice.Completed(Ids.New(), 1, house.Clock.GetUtcNow(), Rice.Husk(true), Rice.Cooks(8), Rice.Gelatinized(90)) with { Number = "BUS-26-000001-A" });

        var verdict = Assert.Single((await (await house.As<VerdictViews>("officer")).Find("BUS-26-000001-A", Ct)).Verdicts);

        Assert.Equal(new Headline("fact", "Parboiled in the husk", "yes", "no"), verdict.Headline);
    }

    [Theory]
    [InlineData(82.296)]
    [InlineData(82.304)]
    [InlineData(77.70)]
    public async Task Is_never_drawn_on_another_side_of_the_guard_band_than_it_was_judged(double gelatinized)
    {
        await using var house = await ClassificationHouse.Open();
        await The_worklist_of_verdicts.Complete(house, "BUS-26-000001-A", gelatinized, 0);

        var verdict = Assert.Single((await (await house.As<VerdictViews>("officer")).Find("BUS-26-000001-A", Ct)).Verdicts);

        var line = verdict.Lines.Single(line => line.Name == "Degree of gelatinization");
        var leaf = verdict.Conditions.Single(condition => condition.Name == line.Name);
        Assert.Equal(leaf.State != "undecided", Math.Abs(line.Value - line.Limit) >= line.Guard);
    }

    [Fact]
    public async Task Says_of_each_act_why_it_may_not_be_done()
    {
        await using var house = await ClassificationHouse.Open();
        await The_worklist_of_verdicts.Complete(house, "BUS-26-000001-A", 90, 0);

        var officer = await (await house.As<VerdictViews>("officer")).Find("BUS-26-000001-A", Ct);
        var approver = await (await house.As<VerdictViews>("approver")).Find("BUS-26-000001-A", Ct);

        Assert.Equal("That is for an approver. It needs an authorisation for “opinion”, which you do not hold today.", officer.Why["opinion.sign"]);
        Assert.False(approver.Why.ContainsKey("opinion.sign"));
        Assert.Contains("It is evaluated now", officer.Why["ruling.draw-up"], StringComparison.Ordinal);
        await Assert.ThrowsAsync<NoSuchRecord>(async () => await (await house.As<VerdictViews>("stranger")).Find("BUS-26-000001-A", Ct));
    }
}
