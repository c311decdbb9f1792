using Lims.Classification;
using Lims.Classification.Rulings;
using Lims.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Lims.Tests.Classification;

public sealed class A_ruling_as_it_is_shown
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_whole_for_the_two_laboratories_and_an_extract_for_a_third()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = await When_a_ruling_is_made.Issued(house);

        var inside = await (await house.As<RulingViews>("submitter")).Find("r-2026-000001", Ct);
        var outside = await (await house.As<RulingViews>("stranger")).Find("R-2026-000001", Ct);

        Assert.Equal((sample, "1006.30"), (inside.Inside!.Sample, inside.Inside.DeclaredCode));
        Assert.Null(outside.Inside);
        Assert.Equal((inside.Code, inside.Goods, inside.Reasoning), (outside.Code, outside.Goods, outside.Reasoning));
        Assert.Equal(["Parboiled in the husk", "Cooking time", "Degree of gelatinization"], outside.Decided.Select(number => number.Name));
        await Assert.ThrowsAsync<NoSuchRecord>(async () => await (await house.As<RulingViews>("stranger")).Find("BUS-26-000001-K", Ct));
    }

    [Fact]
    public async Task Tells_what_was_done_to_it_and_whose_signature_binds_it()
    {
        await using var house = await ClassificationHouse.Open();
        await When_a_ruling_is_made.Issued(house);

        var inside = (await (await house.As<RulingViews>("officer")).Find("BUS-26-000001-K", Ct)).Inside!;

        Assert.Equal([("drawn up", "officer"), ("issued", "officer2")], inside.History.Select(line => (line.What, line.Who)));
        Assert.Equal([("approver", "Opinion", true), ("officer2", "Issued", true)], inside.Signatures.Select(signature => (signature.Person, signature.Meaning, signature.Binds)));
        Assert.Equal((30, true), (inside.AppealDays!.Value, inside.AppealDaysDemonstration));
        Assert.Null(inside.Appeal);
        Assert.False(inside.Why.ContainsKey("ruling.notify"));
        Assert.Contains("It is issued now", inside.Why["ruling.confirm"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_the_days_left_for_an_appeal_at_the_laboratory()
    {
        await using var house = await ClassificationHouse.Open();
        await When_a_ruling_is_made.Issued(house);
        var view = await (await house.As<RulingViews>("officer")).Find("R-2026-000001", Ct);
        await (await house.As<NotifyDeclarantHandler>("officer")).Handle(new NotifyDeclarant(view.Id, view.Revision, view.Inside!.Today, "letter 12"), Ct);

        Assert.Equal(30, await Left());
        house.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await Left());
        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(-1, await Left());

        async Task<int> Left() => (await (await house.As<RulingViews>("officer")).Find("R-2026-000001", Ct)).Inside!.Appeal!.DaysLeft;
    }
}

public sealed class The_search_of_rulings
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1904.90 rice", "1904.90", "rice")]
    [InlineData("19", "19", "")]
    [InlineData("cooked 12 minutes", null, "cooked 12 minutes")]
    [InlineData("R-2026-000001", null, "R-2026-000001")]
    [InlineData("  ", null, "")]
    public void One_box_holds_codes_and_words(string box, string? code, string words)
    {
        var form = FindRulings.Of(box);

        Assert.Equal((code, words), (form.Code, form.Words));
    }

    [Fact]
    public async Task Counts_what_the_answers_can_be_narrowed_by()
    {
        await using var house = await ClassificationHouse.Open();
        await When_a_ruling_is_made.Issued(house);
        await When_a_ruling_is_made.Issued(house, "1006.30");
        await When_a_ruling_is_made.Issued(house);
        var find = await house.As<FindRulingsHandler>("stranger");

        var all = await find.Facets(new FindRulings(), Ct);
        var narrowed = new FindRulings { Headings = ["1904"], Years = [2026], Laboratories = ["CCL"] };
        var facets = await find.Facets(narrowed, Ct);

        Assert.Equal([("1904", 2), ("1006", 1)], all.Headings.Select(choice => (choice.Value, choice.Count)));
        Assert.Equal("Rice", all.Headings[1].Name);
        Assert.Equal((2, 3, 2, 2), (facets.Total, facets.Headings.Sum(choice => choice.Count), Assert.Single(facets.Years).Count, Assert.Single(facets.Laboratories).Count));
        Assert.Equal(["R-2026-000003", "R-2026-000001"], (await find.Handle(narrowed, Ct)).Rows.Select(row => row.Number));
        Assert.Empty((await find.Handle(narrowed with { Years = [2025] }, Ct)).Rows);
        Assert.Equal(3, (await find.Handle(FindRulings.Of("cooking time 8"), Ct)).Rows.Count);
    }

    [Fact]
    public void Is_the_same_query_on_SQL_Server_with_every_filter()
    {
        using var db = new ClassificationDbSqlServer(new DbContextOptionsBuilder<ClassificationDbSqlServer>().UseSqlServer("Server=none").Options);

        var sql = FindRulingsHandler.Query(db, new FindRulings { Headings = ["1904", "1006"], Laboratories = ["CCL"], Years = [2026] })
            .GroupBy(ruling => ruling.CodeDigits.Substring(0, 4)).Select(group => new { group.Key, Count = group.Count() }).ToQueryString();

        Assert.Contains("SUBSTRING", sql, StringComparison.Ordinal);
        Assert.Contains("GROUP BY", sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_everything_names_the_number_that_was_typed_first()
    {
        await using var house = await ClassificationHouse.Open();
        await When_a_ruling_is_made.Issued(house);
        await When_a_ruling_is_made.Issued(house);
        var search = await house.As<ClassificationSearch>("stranger");

        var hit = (await search.Find("r-2026-000001", 5, Ct))[0];
        Assert.Equal(("hit.ruling", "R-2026-000001", "/rulings/R-2026-000001", true), (hit.Kind, hit.Number, hit.Href, hit.Exact));
        Assert.Equal("/criteria/CR-C01", (await search.Find("cr-c01", 5, Ct))[0].Href);
        Assert.Equal(2, (await search.Find("1904", 5, Ct)).Count);
        Assert.Empty(await search.Find("BUS-26-000001-K", 5, Ct));
    }
}

public sealed class The_form_of_a_ruling
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Begins_with_what_opinion_and_verdict_say_and_leaves_the_grounds_to_the_officer()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = await When_an_opinion_is_signed.Judged(house);
        await When_an_opinion_is_signed.Sign(house, sample, "approver", "1904.90", "");

        var form = await (await house.As<RulingFormHandler>("officer")).Handle("BUS-26-000001-K", Ct);

        Assert.Equal("1904.90", form.Typed.Code);
        Assert.Equal([("GRI 1", "1904", ""), ("GRI 6", "1904.90", "")], form.Typed.Steps.Select(step => (step.Rule, step.Outcome, step.Grounds)));
        Assert.Equal(["opinion", "report", "verdict"], form.Evidence.Where(one => form.Typed.Evidence.Contains(one.Id.ToString())).Select(one => one.Kind).Order(StringComparer.Ordinal));
        Assert.Null(form.WhyNot);
    }

    [Fact]
    public async Task Comes_back_as_it_was_when_the_second_officer_sent_it_back()
    {
        await using var house = await ClassificationHouse.Open();
        await When_a_ruling_is_made.DrawnUp(house);
        var view = await (await house.As<RulingViews>("officer2")).Find("BUS-26-000001-K", Ct);
        await (await house.As<SendBackRulingHandler>("officer2")).Handle(new SendBackRuling(view.Id, view.Revision, "Say which note excludes 1006."), Ct);

        var form = await (await house.As<RulingFormHandler>("officer")).Handle("BUS-26-000001-K", Ct);

        Assert.Equal((view.Id, "Say which note excludes 1006."), (form.Typed.Key, form.SentBackBecause));
        Assert.Equal("Chapter 19 Note 4", form.Typed.Steps[0].Notes[0].Reference);
        Assert.Equal("sent back", (await (await house.As<RulingViews>("officer")).Find("BUS-26-000001-K", Ct)).Inside!.History[^1].What);
    }
}
