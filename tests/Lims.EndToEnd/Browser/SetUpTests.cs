using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Lims.EndToEnd.Browser;

public sealed partial class The_first_start_outside_development(WalkedHouse house)
{
    [Fact]
    public async Task Knows_nobody_and_makes_the_first_administrator_with_the_printed_token_once()
    {
        var folder = Directory.CreateTempSubdirectory("lims-first-");
        await using (var server = await LimsProgram.Serve(folder.FullName, TestContext.Current.CancellationToken, ("ASPNETCORE_ENVIRONMENT", "Production")))
        {
            for (var tries = 0; tries < 100 && !Token().IsMatch(server.Output); tries++) await Task.Delay(50, TestContext.Current.CancellationToken);
            var token = Token().Match(server.Output).Groups[1].Value;
            Assert.DoesNotContain("demonstration", server.Output, StringComparison.OrdinalIgnoreCase);
            var page = await house.Browser.Page();

            await SetUp(page, server.Address, "0000" + token[4..]);
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not the token");

            await SetUp(page, server.Address, token);
            await page.WaitForURLAsync("**/sign-in");
            await page.FillAsync("#user", "first");
            await page.FillAsync("#password", "a sentence nobody guesses");
            await page.ClickAsync("main button[type=submit]");
            await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
            Assert.DoesNotContain("sign-in", page.Url, StringComparison.Ordinal);

            await page.GotoAsync(server.Address + "/set-up");
            await Assertions.Expect(page.Locator("#token")).ToHaveCountAsync(0);
            await page.Context.CloseAsync();
        }
        folder.Delete(recursive: true);
    }

    private static async Task SetUp(IPage page, string address, string token)
    {
        await page.GotoAsync(address + "/set-up");
        foreach (var (field, text) in new[] { ("token", token), ("code", "CCL"), ("name", "Central Customs Laboratory"), ("zone", "Asia/Bangkok"), ("user", "first"), ("person", "First Person"), ("password", "a sentence nobody guesses") })
            await page.FillAsync("#" + field, text);
        await page.ClickAsync("main button[type=submit]");
    }

    [GeneratedRegex("once: ([0-9a-f]{32})")]
    private static partial Regex Token();
}
