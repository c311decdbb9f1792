using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Lims.EndToEnd.Browser;

/// <summary>Follows every link from an account's home page, as a person with patience would.</summary>
internal static partial class Crawler
{
    private const int MostPages = 200;

    // A tariff has thousands of pages of one kind, and the eighth tells nothing new.
    private const int MostOfAKind = 8;

    /// <summary>Paths with their query, of pages that answered; not of the interface, and nothing of the framework.</summary>
    public static async Task<IReadOnlySet<string>> Pages(WalkedHouse house, string account)
    {
        var page = await house.SignIn(account);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (path, _, _) in Visit(page, house.Address)) seen.Add(path);
        await page.Context.CloseAsync();
        return seen;
    }

    /// <summary>Every page that the person signed in reaches from the home page, with what it answered.</summary>
    public static async IAsyncEnumerable<(string Path, int Status, string Text)> Visit(IPage signedIn, string address)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kinds = new Dictionary<string, int>(StringComparer.Ordinal);
        var waiting = new Queue<string>(["/"]);
        for (var pages = 0; waiting.Count > 0 && pages < MostPages;)
        {
            var path = waiting.Dequeue();
            if (!seen.Add(path)) continue;
            if ((kinds[Kind(path)] = kinds.GetValueOrDefault(Kind(path)) + 1) > MostOfAKind) continue;
            pages++;
            var answer = await signedIn.APIRequest.GetAsync(address + path, new() { MaxRedirects = 0 });
            var text = (answer.Headers.GetValueOrDefault("content-type") ?? "").StartsWith("text/html", StringComparison.Ordinal) ? await answer.TextAsync() : "";
            yield return (path, answer.Status, text);
            foreach (Match link in Link().Matches(text))
            {
                var target = System.Net.WebUtility.HtmlDecode(link.Groups[1].Value).Split('#')[0];
                if (!target.StartsWith("/_", StringComparison.Ordinal) && !target.StartsWith("/api", StringComparison.Ordinal)) waiting.Enqueue(target);
            }
        }
    }

    /// <summary>The kind of page a path leads to: keys and numbers taken out, and the query.</summary>
    public static string Kind(string path) => Key().Replace(path.Split('?')[0], "/*");

    [GeneratedRegex("href=\"(/[^\"]*)\"")]
    private static partial Regex Link();

    // A part with a digit in it is a key: a sample's number, a record's id, a criterion, a tariff code; a section of the tariff has a Roman one.
    [GeneratedRegex("/[^/]*[0-9][^/]*|(?<=^/tariff)/[IVXL]+$")]
    private static partial Regex Key();
}
