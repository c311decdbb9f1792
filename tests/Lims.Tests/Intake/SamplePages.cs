using Bunit;
using Lims.Contracts;
using Lims.Intake;
using Lims.Kernel.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static Lims.Tests.Intake.IntakeHouse;

namespace Lims.Tests.Intake;

/// <summary>The pages without a browser, on a house with samples.</summary>
internal sealed class Pages : BunitContext
{
    public Pages(IntakeHouse house, Who who)
    {
        Services.AddLocalization();
        this.AddAuthorization().SetAuthorized(who.Name).SetPolicies("sample.submit", "sample.receive");
        Services.AddSingleton<TimeProvider>(house.Clock);
        Services.AddSingleton(house.As(who).ServiceProvider.GetRequiredService<SampleList>());
        Services.AddSingleton(house.As(who).ServiceProvider.GetRequiredService<SampleStory>());
        RenderTree.Add<CascadingValue<TimeZoneInfo>>(cascade => cascade.Add(value => value.Value, TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul")));
    }

    public NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();
}

public class The_page_of_samples
{
    [Fact]
    public async Task Without_samples_says_so()
    {
        await using var house = await Open();
        await using var pages = new Pages(house, Submitter);

        var page = pages.Render<SampleListPage>();

        Assert.Contains("There are no samples yet.", page.WaitForElement(".lims-empty").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("h1"));
    }

    [Fact]
    public async Task Shows_what_the_address_says()
    {
        await using var house = await Open();
        var (first, second) = (await house.Submit(), await house.Submit());
        await house.Receive(Forms.Reception(first.Sample));
        await using var pages = new Pages(house, Submitter);
        pages.Navigation.NavigateTo("/samples?state=received&q=rice");

        var page = pages.Render<SampleListPage>();

        var link = page.WaitForElement("tbody th a");
        Assert.Equal((first.Number, $"/samples/{first.Number}"), (link.TextContent, link.GetAttribute("href")));
        Assert.DoesNotContain(second.Number, page.Markup, StringComparison.Ordinal);
        Assert.Equal("rice", page.Find("#q").GetAttribute("value"));
        Assert.Contains("24 Nov 2026, 10:00 KST", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_what_is_looked_for_into_the_address()
    {
        await using var house = await Open();
        await house.Submit();
        await using var pages = new Pages(house, Submitter);
        var page = pages.Render<SampleListPage>();
        page.WaitForElement("tbody");

        page.Find("#q").Change("wheat & oats");
        page.Find("form").Submit();

        Assert.EndsWith("/samples?q=wheat%20%26%20oats", pages.Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("No sample fits", page.Markup, StringComparison.Ordinal));
    }
}

public class The_page_of_a_sample
{
    [Fact]
    public async Task Shows_its_whole_life()
    {
        await using var house = await Open();
        var sample = await house.Submit();
        await house.Receive(Forms.Reception(sample.Sample));
        foreach (var tell in Life.Of(sample.Sample, sample.Number).Told) await tell(house);
        await using var pages = new Pages(house, Submitter);

        var page = pages.Render<SampleStoryPage>(parameters => parameters.Add(p => p.Number, sample.Number.ToLowerInvariant()));

        Assert.Equal("Rice, long grain", page.WaitForElement("h1").TextContent);
        Assert.Equal("Ruled", page.Find(".lims-head .lims-state").TextContent);
        Assert.Equal(6, page.FindAll(".lims-stations li.done").Count);
        var story = page.FindAll(".lims-timeline .title").Select(title => title.TextContent.Trim()).ToList();
        Assert.Equal("Declarant notified of ruling R-2026-1", story[0]);
        Assert.Contains("Criterion CR-C01 evaluated: met", story);
        Assert.Contains("Degree of gelatinization by DSC: 83.2 % ± 3.4 % (k = 2.0)", story);
        Assert.Contains("KCS-1", page.Markup, StringComparison.Ordinal);
        Assert.Contains($"{sample.Number}-P1", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Semi-milled or wholly milled rice", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("story.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_a_return_with_its_reasons_in_words()
    {
        await using var house = await Open();
        var sample = await house.Submit();
        await house.Return(new ReturnSample(sample.Sample, 1, ["seal-broken", "too-little"], "Take 2 kg anew."));
        await house.Bring(await house.Said<SampleReturned>());
        await using var pages = new Pages(house, Submitter);

        var page = pages.Render<SampleStoryPage>(parameters => parameters.Add(p => p.Number, sample.Number));

        Assert.Contains("A seal is broken; Too little for the analysis", page.WaitForElement(".lims-note--bad").TextContent, StringComparison.Ordinal);
        Assert.Equal("Returned unopened: A seal is broken; Too little for the analysis", page.Find(".lims-timeline .title").TextContent.Trim());
        Assert.Single(page.FindAll(".lims-stations li.stopped"));
    }

    [Fact]
    public async Task Follows_what_happens_while_it_is_open_and_stops_when_it_is_left()
    {
        await using var house = await Open();
        var sample = await house.Submit();
        await using var pages = new Pages(house, Submitter);
        var page = pages.Render<SampleStoryPage>(parameters => parameters.Add(p => p.Number, sample.Number));
        page.WaitForElement("h1");
        await house.Receive(Forms.Reception(sample.Sample));

        house.Clock.Advance(TimeSpan.FromSeconds(2));

        page.WaitForAssertion(() => Assert.Equal("Received", page.Find(".lims-head .lims-state").TextContent), TimeSpan.FromSeconds(10));
        await pages.DisposeComponentsAsync();
        house.Clock.Advance(TimeSpan.FromSeconds(2)); // nobody looks any more, and nothing fails
    }

    [Fact]
    public async Task Of_another_laboratory_says_that_there_is_none()
    {
        await using var house = await Open();
        var sample = await house.Submit();
        await using var pages = new Pages(house, Neighbour);

        var page = pages.Render<SampleStoryPage>(parameters => parameters.Add(p => p.Number, sample.Number));

        Assert.Equal("No such sample", page.WaitForElement("h1").TextContent);
        Assert.DoesNotContain("Rice", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void And_their_list_are_for_whoever_may_see_samples() =>
        Assert.All([typeof(SampleListPage), typeof(SampleStoryPage)], page =>
            Assert.Equal("sample.read", Assert.IsType<AuthorizeAttribute>(Assert.Single(page.GetCustomAttributes(typeof(AuthorizeAttribute), true))).Policy));
}
