using Bunit;
using Lims.Classification.Tariff.Tree;
using Lims.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Tests.Nomenclature;

/// <summary>The tariff's pages without a browser, as an officer sees them.</summary>
internal sealed class TariffPages : BunitContext
{
    public static async Task<TariffPages> Of(TariffDesk desk)
    {
        var pages = new TariffPages();
        pages.Services.AddLocalization();
        pages.Services.AddSingleton<TimeProvider>(desk.House.Clock);
        pages.Services.AddSingleton(await desk.House.As<TariffTreeHandler>("officer"));
        pages.Services.AddSingleton(await desk.House.As<FindTariffLinesHandler>("officer"));
        pages.Services.AddSingleton(await desk.House.As<TariffChangesHandler>("officer"));
        pages.RenderTree.Add<CascadingValue<TimeZoneInfo>>(cascade => cascade.Add(value => value.Value, TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul")));
        return pages;
    }

    public NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();
}

public sealed class The_page_of_the_tariff
{
    private const string List = "section,code,description,unit,rate.general\nII,II,Plants,,\nII,10,Cereals,,\nII,1006,Rice,kg,\nII,1006.30,Milled rice,kg,5%\nII,1006.40,Broken rice,kg,6%\n";

    [Fact]
    public async Task Opens_at_a_code_with_the_way_down_its_duty_and_one_heading()
    {
        await using var desk = await TariffDesk.Open();
        await desk.Take(List);
        await using var pages = await TariffPages.Of(desk);

        var page = pages.Render<TariffPage>(parameters => parameters.Add(p => p.Code, "1006.40"));

        var here = page.WaitForElement(".here a");
        Assert.Equal("page", here.GetAttribute("aria-current"));
        Assert.Equal(["II", "10", "1006", "1006.30", "1006.40"], page.FindAll(".tree .code").Select(code => code.TextContent));
        Assert.Equal("Broken rice", page.FindAll("h1").Single().TextContent);
        Assert.Equal(["Tariff", "II", "10", "1006", "1006.40"], page.FindAll(".lims-crumbs li").Select(crumb => crumb.TextContent.Trim()));
        Assert.Contains("6%", page.Find(".line-panel").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_the_tariff_and_the_day_in_every_address()
    {
        await using var desk = await TariffDesk.Open();
        await desk.Take(List);
        await using var pages = await TariffPages.Of(desk);
        pages.Navigation.NavigateTo("/tariff/1006?tariff=KR-2026&on=2026-02-01");

        var page = pages.Render<TariffPage>(parameters => parameters.Add(p => p.Code, "1006"));

        Assert.Contains("/tariff/1006.30?on=2026-02-01&tariff=KR-2026", page.FindAll(".tree a").Select(link => link.GetAttribute("href")));
        Assert.Equal("/tariff/10?on=2026-02-01&tariff=KR-2026", page.Find(".here a").GetAttribute("href"));
    }

    [Fact]
    public async Task Finds_lines_by_words_and_marks_them()
    {
        await using var desk = await TariffDesk.Open();
        await desk.Take(List);
        await using var pages = await TariffPages.Of(desk);
        pages.Navigation.NavigateTo("/tariff?q=milled+ri");

        var page = pages.Render<TariffPage>();

        Assert.Equal("1 line found", page.Find("h1").TextContent);
        Assert.Equal("1006.30", page.Find(".hits .code").TextContent);
        Assert.Equal("10 Cereals › 1006 Rice", page.Find(".hits small").TextContent);
        Assert.NotEmpty(page.FindAll(".hits mark"));
    }

    [Fact]
    public async Task Says_what_is_not_there_and_opens_the_nearest_above()
    {
        await using var desk = await TariffDesk.Open();
        await desk.Take(List);
        await using var pages = await TariffPages.Of(desk);

        var page = pages.Render<TariffPage>(parameters => parameters.Add(p => p.Code, "1006.99"));

        Assert.Contains("There is no line 1006.99 on 24 Nov 2026; the nearest above it is 1006.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_how_to_load_one_where_there_is_none()
    {
        await using var desk = await TariffDesk.Open();
        await using var pages = await TariffPages.Of(desk);

        Assert.Contains("lims import-tariff FILE", pages.Render<TariffPage>().Find(".lims-empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_what_changed_between_two_days()
    {
        await using var desk = await TariffDesk.Open();
        await desk.Take(List);
        await desk.Take(List.Replace("6%", "7%", StringComparison.Ordinal), from: TariffDesk.Day);
        await using var pages = await TariffPages.Of(desk);
        pages.Navigation.NavigateTo("/tariff/changes?tariff=KR&from=2026-01-01&to=2026-04-01");

        var page = pages.Render<TariffChangesPage>();

        Assert.Equal("1 line changed", page.Find("h1").TextContent);
        Assert.Equal(["general: 6%", "general: 7%"], page.FindAll("td.said").Select(cell => cell.TextContent));
    }
}

public sealed class A_code_on_any_page : BunitContext
{
    [Fact]
    public void Leads_to_its_line_and_shows_the_whole_path()
    {
        var chip = Render<TariffCodeChip>(parameters => parameters.Add(c => c.Code, "1006.30").Add(c => c.Path, [new("10", "Cereals"), new("1006", "Rice"), new("1006.30", "Milled rice")]));

        Assert.Equal("/tariff/1006.30", chip.Find("a").GetAttribute("href"));
        Assert.Equal(chip.Find("[role=tooltip]").Id, chip.Find("a").GetAttribute("aria-describedby"));
        Assert.Equal(["10 Cereals", "1006 Rice", "1006.30 Milled rice"], chip.FindAll(".step").Select(step => step.TextContent));
    }
}

public sealed class The_search_box
{
    [Fact]
    public async Task Finds_lines_of_the_tariff_by_code_and_by_words()
    {
        await using var desk = await TariffDesk.Open();
        await desk.Take("code,description\n10,Cereals\n1006,Rice\n1006.30,Milled rice\n");
        var search = await desk.House.As<TariffSearch>("submitter");

        var byCode = await search.Find("1006.30", 5, Xunit.TestContext.Current.CancellationToken);
        var byWords = await search.Find("milled", 5, Xunit.TestContext.Current.CancellationToken);

        Assert.Equal(("1006.30", true, "/tariff/1006.30?tariff=KR-2026"), (byCode[0].Number, byCode[0].Exact, byCode[0].Href));
        Assert.Equal(("Milled rice · Rice", false), (Assert.Single(byWords).Words, byWords[0].Exact));
    }
}
