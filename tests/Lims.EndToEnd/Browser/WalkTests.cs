using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Lims.EndToEnd.Browser;

/// <summary>One sample of rice is walked through the pages with the mouse.</summary>
public sealed class One_sample_is_walked_with_the_mouse() : WalkThroughThePages(new Mouse())
{
    /// <summary>Before anything is there, every page of every role opens and says that nothing is there.</summary>
    private protected override async Task BeforeTheWalk()
    {
        var pages = 0;
        foreach (var account in new[] { "submitter", "coordinator", "analyst", "reviewer", "approver", "officer", "quality", "administrator", "auditor" })
        {
            await foreach (var (path, status, text) in Crawler.Visit(await Desk(account), Address))
            {
                Assert.True(status is 200 or 302, $"{path} answered {status} to {account} in an empty house.");
                Assert.True(text.Length == 0 || text.Contains("</h1>", StringComparison.Ordinal), $"{path} has no heading for {account} in an empty house.");
                pages++;
            }
        }
        Assert.True(pages > 60, $"Only {pages} pages were opened.");
    }
}

/// <summary>The same by the keyboard alone.</summary>
public sealed class One_sample_is_walked_by_the_keyboard() : WalkThroughThePages(new Keys());

/// <summary>
/// One sample of rice from its submission to its ruling, on the pages alone, by seven people in seven browsers. The house is a fresh one: nothing
/// was there before.
/// </summary>
public abstract class WalkThroughThePages
{
    private const string Password = "demonstration only";

    private readonly Dictionary<string, IPage> desks = [];
    private readonly Hands hands;
    private LimsProgram server = null!;
    private Chromium browser = null!;

    private static readonly IReadOnlyList<(string File, string Role)> Pans =
    [
        ("sample-pan-1.ta.txt", "Sample"), ("sample-pan-2.ta.txt", "Sample"), ("native-pan-1.calisto.txt", "Native"), ("native-pan-2.calisto.txt", "Native"),
        ("control-000.ta.txt", "Control0"), ("control-050.ta.txt", "Control50"), ("control-100.ta.txt", "Control100"),
    ];

    private protected WalkThroughThePages(Hands hands) => this.hands = hands;

    [Fact]
    public async Task From_the_first_form_to_the_ruling()
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        var folder = Directory.CreateTempSubdirectory("lims-pages-");
        await using (server = await LimsProgram.Serve(folder.FullName, TestContext.Current.CancellationToken, ("ASPNETCORE_ENVIRONMENT", "Development")))
        await using (browser = await Chromium.Start())
        {
            try
            {
                await BeforeTheWalk();
                await Walk();
            }
            catch
            {
                await KeepPictures();
                throw;
            }
            Assert.Empty(browser.Complaints);
        }
        folder.Delete(recursive: true);
    }

    private protected string Address => server.Address;

    private protected virtual Task BeforeTheWalk() => Task.CompletedTask;

    private async Task Walk()
    {
        var number = await Submit();
        await Receive(number);
        await Plan(number);
        await TypeResults(number);
        await Evaluate(number);
        await Release(number);
        await Report(number);
        await Opinion(number);
        var ruling = await Rule(number);
        await Read(number, ruling);
    }

    /// <summary>What everybody had in front of them when it went wrong, and what the server said.</summary>
    private async Task KeepPictures()
    {
        var pictures = Directory.CreateDirectory(Path.Combine(LimsProgram.RepositoryRoot, "artifacts", "pictures"));
        await File.WriteAllTextAsync(Path.Combine(pictures.FullName, $"stopped-{hands.GetType().Name}-server.txt".ToLowerInvariant()), server.Output);
        foreach (var (account, page) in desks) await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(pictures.FullName, $"stopped-{hands.GetType().Name}-{account}.png".ToLowerInvariant()), FullPage = true });
    }

    private async Task<string> Submit()
    {
        var page = await Desk("submitter");
        await Open(page, "/samples");
        await Do(page, "Submit a sample");
        await page.WaitForURLAsync("**/samples/new");
        // First with almost nothing: what is wrong is said at its fields, and nothing typed is lost.
        await hands.Type(page.Locator("#BasisNumber"), "40215-26-1187");
        await Do(page, "Send to the laboratory");
        await Assertions.Expect(page.Locator("#BasisNumber-error")).ToContainTextAsync("“40215-26-1187” is no declaration number");
        await Assertions.Expect(page.Locator("#BasisNumber")).ToHaveValueAsync("40215-26-1187");
        await hands.Type(page.Locator("#BasisNumber"), "40215-26-118734M");
        await hands.Type(page.Locator("#BasisItem"), "1");
        await hands.Type(page.Locator("#Importer"), "Hanmaru Foods Co.");
        await Do(page, "Go on");
        await hands.Type(page.Locator("#Goods"), "Rice, long grain, milled");
        await hands.Type(page.Locator("#DeclaredCode"), "1006.30");
        await hands.Type(page.Locator("#Origin"), "TH");
        await hands.Type(page.Locator("#Consignment"), "1 container, 24 000 kg");
        await hands.Type(page.Locator("#Packaging"), "960 polypropylene sacks of 25 kg");
        await Do(page, "Go on");
        await hands.Type(page.Locator("#SampledBy"), "Jiho Baek, Busan Customs");
        await hands.Type(page.Locator("#SampledAt"), "2 Jan 2026, 10:20");
        await hands.Type(page.Locator("#SamplingMethod"), "Sacks drawn at random, trier, reduced by riffle divider");
        await hands.Type(page.Locator("#Seal-Laboratory"), "KCS-554101");
        await hands.Type(page.Locator("#Keeper-Laboratory"), "Busan Local Customs Laboratory");
        await hands.Type(page.Locator("#Seal-CounterSample"), "KCS-554102");
        await hands.Type(page.Locator("#Keeper-CounterSample"), "Busan Customs, sample store");
        await Do(page, "Go on");
        await hands.Tick(page.Locator("#Asked input").First);
        await hands.Press(page.Locator("#content").GetByRole(AriaRole.Button, new() { Name = "Send to the laboratory" }).Last);
        await page.WaitForURLAsync(new Regex("/samples/BUS-"));
        return page.Url[(page.Url.LastIndexOf('/') + 1)..];
    }

    private async Task Receive(string number)
    {
        var page = await Desk("coordinator");
        // The home page says that it waits, and its line opens the work.
        await Open(page, "/");
        await hands.Press(page.Locator($"main a[href='/samples/{number}/receive']"));
        await page.WaitForURLAsync($"**/samples/{number}/receive");
        await hands.Type(page.Locator("#Seal-Laboratory"), "KCS-554101");
        await hands.Type(page.Locator("#Condition"), "One sealed bag, dry, undamaged");
        await hands.Type(page.Locator("#Grams"), "2000");
        await hands.Type(page.Locator("#CounterSampleGrams"), "1000");
        await hands.Type(page.Locator("#MoistureGrams"), "150");
        await Do(page, "Receive it");
        await page.WaitForURLAsync($"**/samples/{number}");
    }

    private async Task Plan(string number)
    {
        var page = await Desk("coordinator");
        await OpenWhenThere(page, $"/cases/{number}", "#rule");
        await hands.Choose(page.Locator("#second"), "DG-DSC");
        await hands.Press(page.Locator("#plan form button[type=submit]"));
        await Assertions.Expect(page.Locator("header.lims-head .lims-state").First).ToContainTextAsync("Planned");
    }

    private async Task TypeResults(string number)
    {
        var page = await Desk("analyst");
        await OpenTest(page, number, "RICE-HUSK");
        await hands.Tick(page.Locator("#answer input[value=no]"));
        await Recorded(page);
        await OpenTest(page, number, "RICE-CT");
        await Cells(page, "8.5", "9.0", "8.5");
        await Recorded(page);
        await OpenTest(page, number, "MOI-130");
        await Cells(page, "12.41", "12.38");
        await Recorded(page);
        await OpenTest(page, number, "DG-GA");
        for (var column = 0; column < 3; column++) await hands.Type(page.Locator($"#grid-0-{column}"), new[] { "0.449", "0.031", "0.538" }[column]);
        await Recorded(page);
    }

    private async Task Evaluate(string number)
    {
        var page = await Desk("analyst");
        await Open(page, $"/cases/{number}");
        var files = Path.Combine(LimsProgram.RepositoryRoot, "src", "Lims.Web", "Demonstration", "dsc");
        await hands.GiveFiles(page.Locator("#upload"), Pans.Select(pan => Path.Combine(files, pan.File)));
        await Assertions.Expect(page.Locator("#files a[href^='/runs/']")).ToHaveCountAsync(Pans.Count, new() { Timeout = 60_000 });
        // The run shows its curve and the file beside it.
        await hands.Press(page.Locator("#files a[href^='/runs/']").First);
        await page.WaitForURLAsync("**/runs/*");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("SHA-256");
        await OpenTest(page, number, "DG-DSC");
        foreach (var (file, role) in Pans) await hands.Choose(page.GetByLabel(new Regex($"\\b{Regex.Escape(file)}")).And(page.Locator("select[id^=pan-]")), role);
        await hands.Choose(page.Locator("#lot"), await page.Locator("#lot option").Nth(1).GetAttributeAsync("value") ?? "");
        await Do(page, "Keep this evaluation");
        await Assertions.Expect(page.Locator("header.lims-head .lims-state").First).ToContainTextAsync("Recorded");
        await Submitted(page);
        foreach (var method in new[] { "RICE-HUSK", "RICE-CT", "MOI-130", "DG-GA" })
        {
            await OpenTest(page, number, method);
            await Submitted(page);
        }
    }

    private async Task Release(string number)
    {
        var reviewer = await Desk("reviewer");
        await OpenTest(reviewer, number, "RICE-CT");
        await Do(reviewer, "Send back");
        await hands.Type(reviewer.Locator("#return-reason"), "Was the white core looked for in ten kernels each time?");
        await hands.Press(reviewer.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Send back" }));
        await Assertions.Expect(reviewer.Locator("dialog[open]")).ToHaveCountAsync(0);

        var analyst = await Desk("analyst");
        await OpenTest(analyst, number, "RICE-CT");
        await Do(analyst, "Submit for review");
        await hands.Type(analyst.Locator("#answer-text"), "Ten kernels were pressed at each half minute.");
        await hands.Press(analyst.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Submit for review" }));
        await Assertions.Expect(analyst.Locator("dialog[open]")).ToHaveCountAsync(0);

        foreach (var method in Methods)
        {
            await OpenTest(reviewer, number, method);
            await Do(reviewer, "Accept");
            await Assertions.Expect(reviewer.Locator("header.lims-head .lims-state").First).ToContainTextAsync("To approve");
        }
        var approver = await Desk("approver");
        foreach (var method in Methods)
        {
            await OpenTest(approver, number, method);
            await Do(approver, "Approve and sign");
            await Sign(approver, "sign");
            await Assertions.Expect(approver.Locator("header.lims-head .lims-state").First).ToContainTextAsync("Approved");
        }
    }

    private async Task Report(string number)
    {
        var page = await Desk("approver");
        await Open(page, $"/cases/{number}");
        await Do(page, "Issue the report");
        await Sign(page, "issue");
        await page.WaitForURLAsync("**/reports/*");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(number);
    }

    private async Task Opinion(string number)
    {
        var page = await Desk("approver");
        await OpenWhenThere(page, $"/verdicts/{number}", "header.lims-head button:has-text('Sign the opinion 1904.90')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("demonstration", new() { IgnoreCase = true });
        await Do(page, "Sign the opinion 1904.90");
        await Sign(page, "sign");
        await Assertions.Expect(page.Locator("#opinion")).ToBeVisibleAsync();
    }

    private async Task<string> Rule(string number)
    {
        var first = await Desk("officer");
        await OpenWhenThere(first, $"/verdicts/{number}", $"a[href='/verdicts/{number}/ruling']");
        await Open(first, $"/verdicts/{number}/ruling");
        await hands.Type(first.Locator("#Code"), "1904.90");
        if (await first.Locator("#Steps-0-Rule").CountAsync() == 0) await Do(first, "Try another rule");
        await hands.Choose(first.Locator("#Steps-0-Rule"), "GRI 1");
        await hands.Type(first.Locator("#Steps-0-Outcome"), "1904");
        await hands.Type(first.Locator("#Steps-0-Grounds"), "The terms of headings 1006 and 1904 with the notes to Chapters 10 and 19 decide.");
        await hands.Type(first.Locator("#Steps-0-Notes-0"), "Chapter 19 Note 4");
        await hands.Type(first.Locator("#Steps-0-Notes-0-Edition"), "HS 2022");
        if (await first.Locator("#Steps-1-Rule").CountAsync() == 0) await Do(first, "Try another rule");
        await hands.Choose(first.Locator("#Steps-1-Rule"), "GRI 6");
        await hands.Type(first.Locator("#Steps-1-Outcome"), "1904.90");
        await hands.Type(first.Locator("#Steps-1-Grounds"), "Among the subheadings of 1904 the goods are covered by 1904.90.");
        await hands.Type(first.Locator("#Reasoning"), "The rice was pre-cooked: its degree of gelatinization by calorimetry and its cooking time show it.");
        var evidence = first.Locator("#Evidence input");
        for (var at = 0; at < await evidence.CountAsync(); at++) await hands.Tick(evidence.Nth(at));
        await Do(first, "Draw up for confirmation");
        await first.WaitForURLAsync("**/rulings/*");
        var address = first.Url;

        // The officer who drew it up is told why not.
        await Assertions.Expect(first.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).First).ToHaveAttributeAsync("aria-disabled", "true");
        var second = await Desk("officer2");
        await Open(second, new Uri(address).AbsolutePath);
        await Do(second, "Confirm");
        await Sign(second, "confirm");
        await Assertions.Expect(second.Locator("header.lims-head .lims-state").First).ToContainTextAsync("Issued");
        await Do(second, "Notify the declarant");
        await hands.Type(second.Locator("#How"), "Registered letter RR 118 734 911 KR");
        await hands.Press(second.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Start the appeal clock" }));
        await Assertions.Expect(second.Locator("dialog[open]")).ToHaveCountAsync(0);
        return await second.Locator("header.lims-head .lims-number-text").First.InnerTextAsync();
    }

    private async Task Read(string number, string ruling)
    {
        var page = await Desk("submitter");
        // By the one search box: the number and Enter lead there, once the new page has put the focus on its heading.
        await Open(page, "/");
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+K");
        await Assertions.Expect(page.Locator("[data-lims-search] input")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(number);
        await Assertions.Expect(page.Locator("#search-hits a").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**/samples/{number}");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(ruling, new() { Timeout = 20_000 });
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("1904.90");
    }

    private static readonly string[] Methods = ["RICE-HUSK", "RICE-CT", "MOI-130", "DG-GA", "DG-DSC"];

    private async Task Cells(IPage page, params string[] texts)
    {
        for (var row = 0; row < texts.Length; row++)
        {
            if (await page.Locator($"#grid-{row}-0").CountAsync() == 0) await Do(page, "row");
            await hands.Type(page.Locator($"#grid-{row}-0"), texts[row]);
        }
    }

    private async Task Recorded(IPage page)
    {
        await hands.Press(page.Locator("#content").GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }));
        await Assertions.Expect(page.Locator("header.lims-head .lims-state").First).ToContainTextAsync("Recorded");
    }

    private async Task Submitted(IPage page)
    {
        await Do(page, "Submit for review");
        await Assertions.Expect(page.Locator("header.lims-head .lims-state").First).ToContainTextAsync("To review");
    }

    private async Task Sign(IPage page, string dialog)
    {
        await hands.Type(page.Locator($"#{dialog}-password"), Password);
        await hands.Press(page.Locator("dialog[open] button[type=submit]"));
        await Assertions.Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
    }

    private async Task OpenTest(IPage page, string number, string method)
    {
        await Open(page, $"/cases/{number}");
        await hands.Press(page.Locator("main tr").Filter(new() { HasText = method }).Locator("a[href^='/tests/']"));
        await page.WaitForURLAsync("**/tests/*");
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        await Alive(page);
    }

    /// <summary>Presses the button or link of the page with these words.</summary>
    private Task Do(IPage page, string words) => hands.Press(page.Locator("#content")
        .Locator("button, a.lims-button").Filter(new() { HasTextRegex = new Regex($"^\\s*{Regex.Escape(words)}|{Regex.Escape(words)}\\s*$") }).First);

    private async Task Open(IPage page, string path)
    {
        await page.GotoAsync(server.Address + path);
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        await Alive(page);
    }

    /// <summary>Messages take their time between the modules; a page that is not there yet is opened again.</summary>
    private async Task OpenWhenThere(IPage page, string path, string sign)
    {
        for (var since = System.Diagnostics.Stopwatch.StartNew(); ;)
        {
            await Open(page, path);
            if (await page.Locator(sign).CountAsync() > 0) return;
            if (since.Elapsed > TimeSpan.FromSeconds(60)) Assert.Fail($"{path} did not show {sign} within 60 s; it shows: {await page.Locator("main").InnerTextAsync()}");
            await page.WaitForTimeoutAsync(500);
        }
    }

    /// <summary>The circuit stands: before that a click would be lost.</summary>
    private static Task Alive(IPage page) => Assertions.Expect(page.Locator("#content[data-alive=yes]")).ToBeAttachedAsync();

    private protected async Task<IPage> Desk(string account)
    {
        if (desks.TryGetValue(account, out var known)) return known;
        var page = await browser.Page();
        page.SetDefaultTimeout(40_000);
        await page.GotoAsync(server.Address + "/sign-in");
        for (var since = System.Diagnostics.Stopwatch.StartNew(); page.Url.Contains("sign-in", StringComparison.Ordinal);)
        {
            // Seeding follows the greeting of the server.
            if (since.Elapsed > TimeSpan.FromSeconds(60)) Assert.Fail($"“{account}” could not sign in within 60 s.");
            await page.FillAsync("#user", account);
            await page.FillAsync("#password", Password);
            await page.ClickAsync("main button[type=submit]");
            await page.WaitForLoadStateAsync();
            await page.WaitForTimeoutAsync(200);
        }
        return desks[account] = page;
    }
}
