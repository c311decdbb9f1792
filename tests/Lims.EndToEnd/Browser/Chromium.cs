using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Lims.EndToEnd.Browser;

/// <summary>Debian's Chromium without its window (the headless shell: the same engine, and half the work for two cores), driven by Playwright; every page it opens notes errors of the console and violations of the content policy.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    /// <summary>What no page may do: errors of the console, violations of the content policy among them.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    public static async Task<Chromium> Start()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium-headless-shell",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-features=SpareRendererForSitePerProcess"],
        });
        return new Chromium(playwright, browser);
    }

    /// <summary>A fresh person's browser.</summary>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="height">Of the window.</param>
    /// <param name="scheme">What the person's system prefers.</param>
    /// <param name="complaints">Where this person's complaints go, for a test that shares the browser with others.</param>
    public async Task<IPage> Page(int width = 1366, int height = 900, ColorScheme scheme = ColorScheme.Light, ConcurrentQueue<string>? complaints = null)
    {
        complaints ??= Complaints;
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme, Locale = "en-GB" });
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Enqueue($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Enqueue($"{page.Url}: {error}");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
