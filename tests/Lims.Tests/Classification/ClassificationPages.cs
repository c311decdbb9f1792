using Bunit;
using Lims.Classification.Cases;
using Lims.Classification.Criteria;
using Lims.Classification.Opinions;
using Lims.Classification.Rulings;
using Lims.Classification.Thresholds;
using Lims.Contracts;
using Lims.Kernel.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Tests.Classification;

/// <summary>The module's pages without a browser, as one person sees them.</summary>
internal sealed class ClassificationPages : BunitContext
{
    public static async Task<ClassificationPages> Of(ClassificationHouse house, string who)
    {
        var pages = new ClassificationPages();
        pages.Services.AddLocalization();
        pages.Services.AddSingleton<TimeProvider>(house.Clock);
        pages.Services.AddSingleton(house.Get<ITariffNames>());
        await Add<VerdictListHandler>();
        await Add<VerdictViews>();
        await Add<RequestFurtherAnalysisHandler>();
        await Add<EvaluateAgainHandler>();
        await Add<SignOpinionHandler>();
        await Add<RulingFormHandler>();
        await Add<DrawUpRulingHandler>();
        await Add<Drafts>();
        await Add<RulingViews>();
        await Add<ConfirmRulingHandler>();
        await Add<SendBackRulingHandler>();
        await Add<NotifyDeclarantHandler>();
        await Add<FindRulingsHandler>();
        await Add<CriterionViews>();
        await Add<SetThresholdHandler>();
        pages.RenderTree.Add<CascadingValue<TimeZoneInfo>>(cascade => cascade.Add(value => value.Value, TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul")));
        return pages;

        async Task Add<T>()
            where T : class => pages.Services.AddSingleton(await house.As<T>(who));
    }

    public NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();
}

public sealed class The_page_of_a_verdict
{
    [Fact]
    public async Task Says_the_news_in_one_sentence_and_marks_what_is_no_law()
    {
        await using var house = await ClassificationHouse.Open();
        await The_worklist_of_verdicts.Complete(house, "BUS-26-000001-A", 90, 0);
        await using var pages = await ClassificationPages.Of(house, "approver");

        var page = pages.Render<VerdictPage>(parameters => parameters.Add(p => p.Number, "BUS-26-000001-A"));

        var sentence = page.WaitForElement("h2.sentence").TextContent;
        Assert.StartsWith("Degree of gelatinization 90 % ± 2.8 % is above 80 %: 1904.90 Other cereals in grain form", sentence, StringComparison.Ordinal);
        Assert.EndsWith("rule: proven at 95 %.", sentence, StringComparison.Ordinal);
        Assert.Contains("demonstration, not law", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Sign the opinion 1904.90", page.Find(".lims-head-primary button").TextContent);
        Assert.Single(page.FindAll("h1"));
        Assert.Empty(page.FindAll("[data-label*='.']"));
    }

    [Fact]
    public async Task Keeps_what_was_typed_when_a_signature_is_refused_and_signs_it_then()
    {
        await using var house = await ClassificationHouse.Open();
        await The_worklist_of_verdicts.Complete(house, "BUS-26-000001-A", 90, 0);
        await using var pages = await ClassificationPages.Of(house, "approver");
        var page = pages.Render<VerdictPage>(parameters => parameters.Add(p => p.Number, "BUS-26-000001-A"));
        page.WaitForElement(".lims-head-primary button").Click();

        page.Find("#Code").Change("1006.30");
        page.Find("#sign-password").Change(ClassificationHouse.PasswordOf("approver"));
        page.Find("#sign-form").Submit();
        page.WaitForAssertion(() => Assert.Contains("The worksheet leads to 1904.90", page.Find("#Basis-error").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Equal("1006.30", page.Find("#Code").GetAttribute("value"));
        page.Find("#Basis").Change("Compact grains under the microscope.");
        page.Find("#sign-password").Change(ClassificationHouse.PasswordOf("approver"));
        page.Find("#sign-form").Submit();

        page.WaitForAssertion(() => Assert.Equal("Opinion signed", page.Find(".lims-head .lims-state").TextContent), TimeSpan.FromSeconds(10));
        Assert.Contains("other than the worksheet", page.Find("#opinion").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offers_what_would_decide_and_greys_what_cannot()
    {
        await using var house = await ClassificationHouse.Open();
        await The_worklist_of_verdicts.Complete(house, "BUS-26-000001-A", 79.4, 0);
        await using var pages = await ClassificationPages.Of(house, "officer");
        var page = pages.Render<VerdictPage>(parameters => parameters.Add(p => p.Number, "BUS-26-000001-A"));
        page.WaitForElement(".ways");

        Assert.Equal([null, "true", "true"], page.FindAll(".ways button").Select(button => button.GetAttribute("aria-disabled")));
        page.Find(".ways button").Click();
        page.Find("#ask-title");
        page.Find("dialog .lims-button--primary").Click();

        page.WaitForAssertion(() => Assert.Equal("Awaiting further analysis", page.Find(".lims-head .lims-state").TextContent), TimeSpan.FromSeconds(10));
        Assert.Equal("smaller-uncertainty", Assert.Single(await house.Told<FurtherAnalysisRequested>()).Way);
    }

    [Fact]
    public async Task Of_another_laboratory_says_that_there_is_none()
    {
        await using var house = await ClassificationHouse.Open();
        await The_worklist_of_verdicts.Complete(house, "BUS-26-000001-A", 90, 0);
        await using var pages = await ClassificationPages.Of(house, "stranger");

        var page = pages.Render<VerdictPage>(parameters => parameters.Add(p => p.Number, "BUS-26-000001-A"));

        Assert.Equal("No such case", page.WaitForElement("h1").TextContent);
        Assert.DoesNotContain("Rice", page.Markup, StringComparison.Ordinal);
    }
}

public sealed class The_page_where_a_ruling_is_drawn_up
{
    [Fact]
    public async Task Keeps_a_draft_names_every_fault_at_its_field_and_leads_to_the_ruling()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = await When_an_opinion_is_signed.Judged(house);
        await When_an_opinion_is_signed.Sign(house, sample, "approver", "1904.90", "");
        await using (var first = await ClassificationPages.Of(house, "officer"))
        {
            var begun = first.Render<DrawUpRulingPage>(parameters => parameters.Add(p => p.Number, "BUS-26-000001-K"));
            begun.WaitForElement("#Steps-0-Grounds").Change("The terms of heading 1904.");
            house.Clock.Advance(TimeSpan.FromSeconds(1.1));
            begun.WaitForAssertion(() => Assert.Contains("Saved", begun.Find(".lims-saved").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        }
        await using var pages = await ClassificationPages.Of(house, "officer");
        var page = pages.Render<DrawUpRulingPage>(parameters => parameters.Add(p => p.Number, "BUS-26-000001-K"));
        Assert.Equal("The terms of heading 1904.", page.WaitForElement("#Steps-0-Grounds").GetAttribute("value"));

        page.Find("form.draw").Submit();
        page.WaitForAssertion(() => Assert.Equal("Rule 2, Why it leads there", Assert.Single(page.FindAll(".lims-errors a")).TextContent), TimeSpan.FromSeconds(10));
        Assert.Equal("Steps-1-Grounds", page.Find(".lims-errors a").GetAttribute("data-lims-focus"));
        page.Find("#Steps-1-Grounds").Change("Other than swelled, flaked or bulgur.");
        page.Find("form.draw").Submit();

        page.WaitForAssertion(() => Assert.Contains("/rulings/", pages.Navigation.Uri, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Null(await (await house.As<Drafts>("officer")).Find<TypedRuling>($"ruling/{sample}", Xunit.TestContext.Current.CancellationToken));
    }
}

public sealed class The_page_of_a_ruling
{
    [Fact]
    public async Task Is_confirmed_by_the_second_officer_and_says_why_not_to_the_first()
    {
        await using var house = await ClassificationHouse.Open();
        await When_a_ruling_is_made.DrawnUp(house);
        await using var first = await ClassificationPages.Of(house, "officer");
        await using var second = await ClassificationPages.Of(house, "officer2");
        var own = first.Render<RulingPage>(parameters => parameters.Add(p => p.Number, "BUS-26-000001-K"));
        Assert.Contains("You did “ruling.draw-up” on it yourself", own.WaitForElement(".lims-head-primary .lims-tip").TextContent, StringComparison.Ordinal);
        var page = second.Render<RulingPage>(parameters => parameters.Add(p => p.Number, "BUS-26-000001-K"));

        page.WaitForElement(".lims-head-primary button").Click();
        page.Find("#confirm-password").Change(ClassificationHouse.PasswordOf("officer2"));
        page.Find("#confirm-form").Submit();

        page.WaitForAssertion(() => Assert.Equal("Issued", page.Find(".lims-head .lims-state").TextContent), TimeSpan.FromSeconds(10));
        Assert.Contains("R-2026-000001", page.Markup, StringComparison.Ordinal);
        house.Clock.Advance(TimeSpan.FromSeconds(2.1));
        own.WaitForAssertion(() => Assert.Equal("Issued", own.Find(".lims-head .lims-state").TextContent), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Takes_the_notice_with_a_day_nobody_can_read_two_ways()
    {
        await using var house = await ClassificationHouse.Open();
        await When_a_ruling_is_made.Issued(house);
        await using var pages = await ClassificationPages.Of(house, "officer");
        var page = pages.Render<RulingPage>(parameters => parameters.Add(p => p.Number, "R-2026-000001"));
        page.WaitForElement(".lims-head-primary button").Click();
        Assert.Equal("25 Nov 2026", page.Find("#NotifiedOn").GetAttribute("value"));

        page.Find("#NotifiedOn").Change("25/11/2026");
        page.Find("#How").Change("letter 12");
        page.Find("dialog .lims-button--primary").Click();
        page.WaitForAssertion(() => Assert.Contains("“25/11/2026” is no day", page.Find("#NotifiedOn-error").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        page.Find("#NotifiedOn").Change("2026-11-25");
        page.Find("dialog .lims-button--primary").Click();

        page.WaitForAssertion(() => Assert.Contains("30 days left for an appeal", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }
}

public sealed class The_pages_of_rulings_and_criteria
{
    [Fact]
    public async Task The_search_marks_the_words_previews_the_first_and_writes_all_into_the_address()
    {
        await using var house = await ClassificationHouse.Open();
        await When_a_ruling_is_made.Issued(house);
        await When_a_ruling_is_made.Issued(house);
        await using var pages = await ClassificationPages.Of(house, "stranger");
        pages.Navigation.NavigateTo("/rulings?q=rice");

        var page = pages.Render<RulingSearchPage>();

        Assert.Equal("2 rulings answer", page.WaitForElement("h1").TextContent);
        Assert.Equal("Rice", page.Find(".hit mark").TextContent);
        Assert.Contains("R-2026-000002", page.Find(".preview h2").TextContent, StringComparison.Ordinal);
        page.FindAll(".hit input")[1].Change(true);
        page.WaitForAssertion(() => Assert.Contains("R-2026-000001", page.Find(".preview h2").TextContent, StringComparison.Ordinal));
        Assert.Contains("on=R-2026-000001", pages.Navigation.Uri, StringComparison.Ordinal);
        Assert.Contains("heading=1904", page.Find(".facet a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_that_finds_nothing_says_so()
    {
        await using var house = await ClassificationHouse.Open();
        await using var pages = await ClassificationPages.Of(house, "stranger");
        pages.Navigation.NavigateTo("/rulings?q=wheat");

        Assert.Contains("No ruling fits.", pages.Render<RulingSearchPage>().WaitForElement(".lims-empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_are_shown_empty_and_filled()
    {
        await using var house = await ClassificationHouse.Open();
        await using var pages = await ClassificationPages.Of(house, "officer");
        Assert.Contains("Nothing waits here.", pages.Render<VerdictListPage>().WaitForElement(".lims-empty").TextContent, StringComparison.Ordinal);
        await The_worklist_of_verdicts.Complete(house, "BUS-26-000001-A", 79.4, 0);

        var page = pages.Render<VerdictListPage>();
        Assert.Equal("Verdicts: 1 waiting, 1 not decided", page.WaitForElement("h1").TextContent);
        Assert.Contains("choose what could decide", page.Markup, StringComparison.Ordinal);
        Assert.Contains("10 of 10 pass", pages.Render<CriteriaPage>().WaitForElement("tbody").TextContent, StringComparison.Ordinal);
        Assert.Contains("at least 80 %", pages.Render<CriterionPage>(parameters => parameters.Add(p => p.Id, "CR-C01")).WaitForElement(".tree").TextContent, StringComparison.Ordinal);
    }
}
