using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Lims.EndToEnd.Browser;

/// <summary>
/// What one laboratory submitted, another never sees: a crawler walks through the house as the people of the centre and of the submitting laboratory,
/// then asks for every address it saw as the submitter of a third laboratory.
/// </summary>
public sealed partial class Two_laboratories(WalkedHouse house)
{
    /// <summary>Words of the walked sample that stand in nothing that is public: importer and seals.</summary>
    private static readonly string[] Secrets = ["Hanmaru", "KCS-5541"];

    [Fact]
    public async Task Find_nothing_of_each_other_on_any_page_list_search_or_interface_and_hear_the_same_of_what_never_was()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var account in new[] { "submitter", "coordinator", "officer" }) seen.UnionWith(await house.Pages(account));
        var numbers = seen.Select(path => SampleNumber().Match(path).Value).Where(number => number.Length > 0).Distinct().ToList();
        Assert.NotEmpty(numbers);
        Assert.Contains(seen, path => path.StartsWith("/tests/", StringComparison.Ordinal));
        Assert.Contains(seen, path => path.StartsWith("/reports/", StringComparison.Ordinal));
        Assert.Contains(seen, path => path.StartsWith("/runs/", StringComparison.Ordinal));

        var stranger = await house.SignIn("submitter2");
        string[] asked = [.. seen, .. seen.Select(path => "/api/v1" + path), .. numbers.Select(number => $"/search?q={number}"), "/search?q=Hanmaru", "/api/v1/samples?q=Hanmaru"];
        var told = new List<string>();
        foreach (var path in asked)
        {
            var answer = await stranger.APIRequest.GetAsync(house.Address + path, new() { MaxRedirects = 0 });
            var text = await answer.TextAsync();
            // An answer may repeat the question, and nothing else.
            var query = Uri.UnescapeDataString(path);
            foreach (var number in numbers.Where(number => query.Contains(number, StringComparison.OrdinalIgnoreCase))) text = text.Replace(number, "", StringComparison.OrdinalIgnoreCase);
            told.AddRange(Secrets.Concat(numbers).Where(secret => !query.Contains(secret, StringComparison.Ordinal) && text.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(secret => $"{path} tells “{secret}”"));
        }
        Assert.Empty(told);

        // A record of the other and one that never was are answered alike.
        var different = new List<string>();
        var compared = 0;
        foreach (var path in seen.Where(path => Key().IsMatch(path) && !path.StartsWith("/rulings/", StringComparison.Ordinal) && !path.Contains('?', StringComparison.Ordinal)))
        {
            foreach (var address in new[] { path, "/api/v1" + path })
            {
                var key = Key().Match(address).Value;
                var unknown = Guid.TryParse(key, out _) ? Guid.NewGuid().ToString() : "BUS-2026-000998-7";
                var (foreign, never) = (await Ask(stranger, address, key), await Ask(stranger, address.Replace(key, unknown, StringComparison.Ordinal), unknown));
                compared++;
                if (foreign != never) different.Add($"{address}: {foreign.Status} and {never.Status}");
            }
        }
        Assert.True(compared > 10, $"Only {compared} addresses were compared.");
        Assert.Empty(different);
        await stranger.Context.CloseAsync();
    }

    [Fact]
    public async Task Hear_nothing_of_each_other_over_the_wire_of_a_live_page()
    {
        var stranger = await house.SignIn("submitter2");
        var (own, frames) = (await house.SignIn("submitter"), new ConcurrentQueue<byte[]>());
        var heard = new ConcurrentQueue<byte[]>();
        stranger.WebSocket += (_, wire) => wire.FrameReceived += (_, frame) => frames.Enqueue(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
        own.WebSocket += (_, wire) => wire.FrameReceived += (_, frame) => heard.Enqueue(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
        foreach (var page in new[] { own, stranger })
        {
            foreach (var path in new[] { "/samples", "/", "/search?q=Hanmaru", "/rulings" })
            {
                await page.GotoAsync(house.Address + path);
                await Assertions.Expect(page.Locator("#content[data-alive]")).ToBeAttachedAsync();
            }
            // Something that only the wire can answer: a search that is typed.
            await page.GotoAsync(house.Address + "/samples");
            await Assertions.Expect(page.Locator("#content[data-alive]")).ToBeAttachedAsync();
            await page.Keyboard.PressAsync("Control+k");
            await page.Keyboard.TypeAsync("Hanmaru");
            await page.WaitForTimeoutAsync(1500);
        }
        // The submitting laboratory hears of its importer, so that silence means something.
        Assert.Contains(heard, frame => Encoding.UTF8.GetString(frame).Contains("Hanmaru", StringComparison.Ordinal));
        Assert.NotEmpty(frames);
        Assert.DoesNotContain(frames, frame => Secrets.Where(secret => secret != "Hanmaru").Append("Hanmaru Foods").Any(secret => Encoding.UTF8.GetString(frame).Contains(secret, StringComparison.Ordinal)));
        await own.Context.CloseAsync();
        await stranger.Context.CloseAsync();
    }

    private async Task<(int Status, string Text)> Ask(IPage page, string path, string key)
    {
        var answer = await page.APIRequest.GetAsync(house.Address + path, new() { MaxRedirects = 0 });
        var text = (await answer.TextAsync()).Replace(key, "KEY", StringComparison.OrdinalIgnoreCase);
        // Prerendered pages carry a sealed state of changing length, forms a token, problems a trace id: none of them says anything of a record.
        text = Sealed().Replace(text, "");
        var main = Inside().Match(text);
        return (answer.Status, main.Success ? main.Value : text);
    }

    [GeneratedRegex("[A-Z]{3}-20[0-9]{2}-[0-9]{6}-[0-9A-Z]")]
    private static partial Regex SampleNumber();

    [GeneratedRegex("[A-Z]{3}-20[0-9]{2}-[0-9]{6}-[0-9A-Z]|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Key();

    [GeneratedRegex("<!--.*?-->|\"traceId\":\"[^\"]*\"|<input[^>]*__RequestVerificationToken[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Sealed();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex Inside();
}
