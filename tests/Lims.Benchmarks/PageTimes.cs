using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Lims.Benchmarks;

/// <summary>
/// How long a person waits for a page: first content and whole page over HTTP, from a server that runs on a folder <c>lims seed</c> has filled.
/// <c>dotnet run -c Release --project tests/Lims.Benchmarks -- pages http://localhost:5000 [times]</c>; aim: first content under 300 ms at the 95th percentile.
/// </summary>
internal static partial class PageTimes
{
    public static async Task Run(Uri server, int times)
    {
        using var handler = new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true };
        using var browser = new HttpClient(handler) { BaseAddress = server };
        await SignIn(browser, "coordinator");
        var samples = await browser.GetStringAsync("/samples");
        var walked = SamplePath().Matches(await browser.GetStringAsync("/samples?state=Ruled")).Select(match => match.Value).FirstOrDefault() ?? SamplePath().Match(samples).Value;
        var runs = RunPath().Match(await browser.GetStringAsync("/runs")).Value;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times} times each, one after the other, after five for warming up"));
        Console.WriteLine("| page | bytes | first content p50 | p95 | whole page p95 |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        foreach (var (name, path) in new[] { ("home", "/"), ("list of samples", "/samples"), ("list of samples, searched", "/samples?q=Hanmaru"), ("sample", walked), ("run", runs), ("rulings", "/rulings"), ("search", "/search?q=rice") })
        {
            if (path.Length == 0) throw new InvalidOperationException($"The server has no {name} to show: fill its folder with lims seed.");
            for (var round = 0; round < 5; round++) await browser.GetStringAsync(path);
            var (firsts, wholes, bytes) = (new List<double>(), new List<double>(), 0);
            for (var round = 0; round < times; round++)
            {
                var clock = Stopwatch.StartNew();
                using var answer = await browser.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
                answer.EnsureSuccessStatusCode();
                await using var body = await answer.Content.ReadAsStreamAsync();
                var buffer = new byte[16 * 1024];
                var read = await body.ReadAsync(buffer);
                firsts.Add(clock.Elapsed.TotalMilliseconds);
                for (bytes = read; (read = await body.ReadAsync(buffer)) > 0; bytes += read) { }
                wholes.Add(clock.Elapsed.TotalMilliseconds);
            }
            firsts.Sort();
            wholes.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {bytes} | {firsts[times / 2]:0} ms | {firsts[times * 95 / 100]:0} ms | {wholes[times * 95 / 100]:0} ms |"));
        }
    }

    private static async Task SignIn(HttpClient browser, string user)
    {
        var form = await browser.GetStringAsync("/sign-in");
        var fields = Hidden().Matches(form).Select(field => KeyValuePair.Create(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value))).ToList();
        var names = Named().Matches(form).Select(field => field.Groups[1].Value).ToList();
        fields.Add(KeyValuePair.Create(names.Single(name => name.Contains("user", StringComparison.OrdinalIgnoreCase)), user));
        fields.Add(KeyValuePair.Create(names.Single(name => name.Contains("password", StringComparison.OrdinalIgnoreCase)), "demonstration only"));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync("/sign-in", content);
        if (answer.RequestMessage!.RequestUri!.AbsolutePath.Contains("sign-in", StringComparison.Ordinal)) throw new InvalidOperationException($"{user} was not let in: is this a demonstration folder, and does the server run in Development?");
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("<input(?![^>]*hidden)[^>]* name=\"([^\"]+)\"")]
    private static partial Regex Named();

    [GeneratedRegex("/samples/[A-Z]{3}-20[0-9]{2}-[0-9]{6}-[0-9A-Z]")]
    private static partial Regex SamplePath();

    [GeneratedRegex("/runs/[0-9a-f-]{36}")]
    private static partial Regex RunPath();
}
