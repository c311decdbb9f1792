using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Lims.EndToEnd.Browser;

/// <summary>
/// Every kind of page an account reaches by links, once each: in both themes no barrier axe finds (WCAG 2.2 A and AA), at 390 px no wider than the
/// screen, no complaint in the console, and a picture of each kept in <c>artifacts/pictures</c>.
/// </summary>
public sealed class Every_page(WalkedHouse house)
{
    private static readonly AxeRunOptions Everything = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } };

    // The dark theme is the same page in other colours, and a narrow one in other places.
    private static readonly AxeRunOptions Colours = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"] } };
    private static readonly AxeRunContext Foreign = new() { Exclude = [new AxeSelector("#app")] };
    private static readonly DirectoryInfo Pictures = Directory.CreateDirectory(Path.Combine(LimsProgram.RepositoryRoot, "artifacts", "pictures"));

    /// <summary>Pages for nobody in particular, then what each account reaches; the first who reaches a kind of page looks at it.</summary>
    private static readonly string[] Accounts = ["coordinator", "analyst", "officer", "administrator", "submitter", "quality"];

    [Fact]
    public async Task Is_within_reach_of_everybody_in_both_themes_and_on_a_telephone()
    {
        var faults = new List<string>();
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var account in Accounts)
        {
            var complaints = new ConcurrentQueue<string>();
            var page = await house.SignIn(account, complaints: complaints);
            string[] paths = [.. await house.Pages(account), "/me", "/me/password", "/api"];
            foreach (var path in paths.Where(path => !path.StartsWith("/sign-", StringComparison.Ordinal)))
            {
                if (!kinds.Add(Crawler.Kind(path) + (path.Contains('?', StringComparison.Ordinal) ? "?" : ""))) continue;
                if (path.Contains('?', StringComparison.Ordinal) && kinds.Contains(Crawler.Kind(path))) continue;
                faults.AddRange(await Look(page, account, path));
            }
            faults.AddRange(complaints);
            await page.Context.CloseAsync();
        }
        var nobody = await house.Browser.Page();
        foreach (var path in new[] { "/sign-in", "/check" })
        {
            faults.AddRange(await Look(nobody, "nobody", path));
        }
        await nobody.Context.CloseAsync();
        Assert.True(kinds.Count > 20, $"Only {kinds.Count} kinds of page were reached: {string.Join(", ", kinds)}");
        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults.Take(60))}");
    }

    [Fact]
    public async Task With_a_barrier_would_be_found_out()
    {
        var page = await house.Browser.Page();
        await page.GotoAsync(house.Address + "/sign-in");
        await page.EvaluateAsync("() => document.querySelector('main').insertAdjacentHTML('beforeend', '<div style=\"width:900px;color:#aaa;background:#fff\">pale and wide <img src=\"/favicon.ico\"><input></div>')");
        var faults = await LookAt(page, "nobody", "/sign-in-with-barriers");
        foreach (var rule in new[] { "image-alt", "label", "color-contrast", "wider" }) Assert.Contains(faults, fault => fault.Contains(rule, StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }

    private async Task<IReadOnlyList<string>> Look(IPage page, string account, string path)
    {
        var answer = await page.GotoAsync(house.Address + path);
        // A page of a circuit is looked at when it is alive.
        if ((await answer!.TextAsync()).Contains("\"type\":\"server\"", StringComparison.Ordinal)) await Assertions.Expect(page.Locator("#content[data-alive]")).ToBeAttachedAsync();
        return await LookAt(page, account, path);
    }

    private static async Task<IReadOnlyList<string>> LookAt(IPage page, string account, string path)
    {
        var faults = new List<string>();
        var name = $"{account}{Crawler.Kind(path).Replace('/', '-').Replace("*", "key", StringComparison.Ordinal)}".TrimEnd('-');
        foreach (var (scheme, rules, width) in new[] { (ColorScheme.Light, Everything, 1366), (ColorScheme.Dark, Colours, 390) })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await page.SetViewportSizeAsync(width, 900);
            await page.WaitForTimeoutAsync(200);
            // The documentation of the interface is Scalar's, its heading too: its markup is not ours to mend.
            var found = path == "/api" ? await page.RunAxe(Foreign, rules) : await page.RunAxe(rules);
            foreach (var violation in found.Violations.Where(violation => path != "/api" || violation.Id != "page-has-heading-one"))
                faults.Add($"{path} ({account}, {scheme}): {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html is { Length: > 160 } html ? html[..160] : node.Html))}");
            if (!await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth")) faults.Add($"{path} ({account}) is wider than {width} px");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures.FullName, $"{name}-{width}-{scheme}.png".ToLowerInvariant()), FullPage = true });
        }
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(1366, 900);
        return faults;
    }
}
