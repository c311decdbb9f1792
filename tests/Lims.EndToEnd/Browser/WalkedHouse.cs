using System.Collections.Concurrent;
using Lims.EndToEnd.Browser;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(WalkedHouse))]

namespace Lims.EndToEnd.Browser;

/// <summary>A folder that the walk has filled, and the server on it: started once, looked at by many tests.</summary>
public sealed class WalkedHouse : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lims-walked-");
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlySet<string>>>> pages = new(StringComparer.Ordinal);
    private LimsProgram? server;

    internal Chromium Browser { get; private set; } = null!;

    public string Address => server!.Address;

    /// <summary>What the walk told while it filled the folder.</summary>
    public string Told { get; private set; } = "";

    /// <summary>Every page an account reaches by links from its home, crawled once for all tests.</summary>
    internal Task<IReadOnlySet<string>> Pages(string account) => pages.GetOrAdd(account, name => new(() => Crawler.Pages(this, name))).Value;

    public async ValueTask InitializeAsync()
    {
        var (exit, output, errors) = await LimsProgram.Run(CancellationToken.None, "follow-one-sample", "--data", folder.FullName);
        if (exit != 0) throw new InvalidOperationException($"The walk failed:\n{output}{errors}");
        Told = output;
        server = await LimsProgram.Serve(folder.FullName, CancellationToken.None, ("ASPNETCORE_ENVIRONMENT", "Development"));
        Browser = await Chromium.Start();
    }

    internal async Task<IPage> SignIn(string userName, int width = 1366, ColorScheme scheme = ColorScheme.Light, ConcurrentQueue<string>? complaints = null)
    {
        var page = await Browser.Page(width, scheme: scheme, complaints: complaints);
        await page.GotoAsync(Address + "/sign-in");
        await page.FillAsync("#user", userName);
        await page.FillAsync("#password", "demonstration only");
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
