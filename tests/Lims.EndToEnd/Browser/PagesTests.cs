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
        house.Browser.Complaints.Clear();
        var page = await house.SignIn(account);
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        await page.GotoAsync(house.Address + "/samples");
        var link = page.Locator("main a[href*='/samples/BUS-']").First;
        await Assertions.Expect(link).ToBeVisibleAsync();
        await link.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("1904.90");
        await Assertions.Expect(page.Locator("h1")).ToHaveCountAsync(1);
        Assert.Empty(house.Browser.Complaints);
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

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1366, ColorScheme.Light)]
    [InlineData(1366, ColorScheme.Dark)]
    public async Task No_page_is_wider_than_the_screen_and_each_leaves_its_picture(int width, ColorScheme scheme)
    {
        var pictures = Directory.CreateDirectory(Path.Combine(LimsProgram.RepositoryRoot, "artifacts", "pictures"));
        var sign = await house.Browser.Page(width, scheme: scheme);
        await sign.GotoAsync(house.Address + "/sign-in");
        await Look(sign, "sign-in");
        await sign.Context.CloseAsync();
        var page = await house.SignIn("coordinator", width, scheme);
        await Look(page, "home");
        await page.GotoAsync(house.Address + "/samples");
        await Assertions.Expect(page.Locator("main a[href*='/samples/BUS-']").First).ToBeVisibleAsync();
        await Look(page, "samples");
        await page.Locator("main a[href*='/samples/BUS-']").First.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("1904.90");
        await Look(page, "sample");
        await page.Context.CloseAsync();

        async Task Look(IPage shown, string name)
        {
            await shown.WaitForTimeoutAsync(300);
            await shown.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(pictures.FullName, $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png"), FullPage = true });
            Assert.True(await shown.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), $"{name} is wider than {width} px");
        }
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
