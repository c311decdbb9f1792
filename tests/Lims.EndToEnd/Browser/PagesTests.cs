using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Lims.EndToEnd.Browser;

public sealed class In_the_browser(WalkedHouse house)
{
    /// <summary>Who has no part in the walk through the pages, which signs in as everybody else.</summary>
    public static TheoryData<string> Accounts => ["quality", "administrator", "auditor"];

    [Theory]
    [MemberData(nameof(Accounts))]
    public async Task Each_account_signs_in_sees_its_home_the_sample_and_its_story(string account)
    {
        var complaints = new ConcurrentQueue<string>();
        var page = await house.SignIn(account, complaints: complaints);
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        await page.GotoAsync(house.Address + "/samples");
        var link = page.Locator("main a[href*='/samples/BUS-']").First;
        await Assertions.Expect(link).ToBeVisibleAsync();
        await link.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("1904.90");
        await Assertions.Expect(page.Locator("h1")).ToHaveCountAsync(1);
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_wrong_password_is_refused_without_saying_what_was_wrong()
    {
        var page = await house.Browser.Page();
        await page.GotoAsync(house.Address + "/");
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
        foreach (var name in new[] { "submitter", "nobody" })
        {
            await page.FillAsync("#user", name);
            await page.FillAsync("#password", "not the password");
            await page.ClickAsync("main button[type=submit]");
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("do not go together");
            await Assertions.Expect(page.Locator("#user")).ToHaveValueAsync(name);
        }
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        var page = await house.SignIn("analyst");
        await page.ClickAsync("header form button[type=submit]");
        await page.WaitForURLAsync("**/sign-in");
        await page.GotoAsync(house.Address + "/samples");
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_address_nobody_knows_says_so()
    {
        var page = await house.SignIn("analyst");
        var answer = await page.GotoAsync(house.Address + "/no/such/page");
        Assert.Equal(404, answer!.Status);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("no page at this address");
        await page.Context.CloseAsync();
    }
}
