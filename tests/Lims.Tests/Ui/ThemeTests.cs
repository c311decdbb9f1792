using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Bunit;
using Lims.Ui;
using MudBlazor;
using MudBlazor.Utilities;

namespace Lims.Tests.Ui;

public partial class The_two_themes : UiTest
{
    private static readonly Dictionary<string, string> LightCss = Block(":root, :root[data-theme=\"light\"] {");
    private static readonly Dictionary<string, string> DarkCss = Block(":root[data-theme=\"dark\"] {");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Are_the_same_in_MudBlazor_and_in_the_style_sheet(bool dark)
    {
        Palette palette = dark ? LimsTheme.Theme.PaletteDark : LimsTheme.Theme.PaletteLight;
        var css = dark ? DarkCss : LightCss;
        (string Property, MudColor Colour)[] pairs =
        [
            ("ground", palette.Background), ("surface", palette.Surface), ("surface-2", palette.BackgroundGray),
            ("sunken", palette.GrayLighter),
            ("line", palette.LinesDefault), ("line-strong", palette.LinesInputs), ("text", palette.TextPrimary),
            ("text-2", palette.TextSecondary),
            ("text-3", palette.TextDisabled), ("accent", palette.Primary), ("accent-strong", palette.PrimaryDarken),
            ("accent-soft", palette.PrimaryLighten), ("on-accent", palette.PrimaryContrastText), ("bar", palette.AppbarBackground),
            ("bar-text", palette.AppbarText), ("wait-fg", palette.Warning), ("wait-bg", palette.WarningLighten), ("work-fg", palette.Info),
            ("work-bg", palette.InfoLighten), ("good-fg", palette.Success), ("good-bg", palette.SuccessLighten), ("bad-fg", palette.Error),
            ("bad-bg", palette.ErrorLighten),
        ];

        Assert.All(pairs, pair => Assert.Equal(css[pair.Property], pair.Colour.ToString(MudColorOutputFormats.Hex), ignoreCase: true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Have_text_at_four_and_a_half_to_one_on_every_ground(bool dark)
    {
        var css = dark ? DarkCss : LightCss;
        string[] grounds = ["ground", "surface", "surface-2", "accent-soft"];
        string[] inks = ["text", "text-2", "text-3", "accent", "accent-strong", "wait-fg", "work-fg", "good-fg", "bad-fg"];
        (string Ink, string Ground)[] more =
        [
            ("wait-fg", "wait-bg"), ("work-fg", "work-bg"), ("good-fg", "good-bg"), ("bad-fg", "bad-bg"), ("on-accent", "accent"),
            ("on-accent", "accent-strong"), ("bar-text", "bar"), ("bar-text-2", "bar"), ("bar-text-2", "bar-2"), ("text-2", "sunken"),
            ("text-3", "sunken"),
        ];

        Assert.All(
            grounds.SelectMany(ground => inks.Select(ink => (Ink: ink, Ground: ground))).Concat(more),
            pair => Assert.True(
                Contrast(css[pair.Ink], css[pair.Ground]) >= 4.5, $"{pair}: {Contrast(css[pair.Ink], css[pair.Ground]):F2}"));
        Assert.True(Contrast(css["line-strong"], css["surface"]) >= 3);
    }

    [Theory]
    [InlineData("light", false, true, "light")]
    [InlineData("dark", true, true, "dark")]
    [InlineData("system-dark", true, false, "dark")]
    [InlineData("system-light", false, false, "light")]
    [InlineData(null, false, false, null)]
    [InlineData("\"><script>", false, false, null)]
    public void Are_chosen_by_a_cookie(string? cookie, bool isDark, bool isChosen, string? attribute)
    {
        Assert.Equal(new ThemeChoice(isDark, isChosen), ThemeChoice.Read(cookie));
        Assert.Equal(attribute, ThemeChoice.Attribute(cookie));
    }

    [Fact]
    public void Are_switched_by_a_button_that_says_which_comes()
    {
        var dark = false;
        var button = Render<ThemeSwitch>(p => p.Add(s => s.IsDark, false).Add(s => s.IsDarkChanged, next => dark = next)).Find("button");

        Assert.Equal("Light theme; switch to dark", button.GetAttribute("aria-label"));
        Assert.Equal("toggle", button.GetAttribute("data-lims-theme"));
        button.Click();
        Assert.True(dark);
    }

    private static Dictionary<string, string> Block(string head)
    {
        var css = File.ReadAllText(Path.Combine(UiFolder(), "wwwroot", "lims.css"));
        var start = css.IndexOf(head, StringComparison.Ordinal) + head.Length;
        return Declaration().Matches(css[start..css.IndexOf('}', start)])
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    internal static string UiFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Lims.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("No folder above holds Lims.sln."), "src", "Lims.Ui");
    }

    /// <summary>WCAG 2.2, "contrast ratio".</summary>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var c = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }

    [GeneratedRegex("--lims-([a-z0-9-]+): (#[0-9A-Fa-f]{6,8});")]
    private static partial Regex Declaration();
}

public partial class The_words_of_the_components
{
    [Fact]
    public void Are_all_in_the_resources()
    {
        var resources = new ResourceManager("Lims.Ui.Resources.UiTexts", typeof(UiTexts).Assembly);
        var used = Directory.GetFiles(The_two_themes.UiFolder(), "*.razor")
            .SelectMany(file => Indexer().Matches(File.ReadAllText(file)).SelectMany(match => Literal().Matches(match.Value).Take(2)))
            .Select(match => match.Groups[1].Value).Distinct().ToArray();

        Assert.Contains("Where this is", used);
        Assert.All(used, key => Assert.True(resources.GetString(key, CultureInfo.InvariantCulture) is not null, key));
        Assert.All(Enum.GetNames<StationKind>(), key => Assert.NotNull(resources.GetString(key, CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex("""Texts\[(?:[^"\]]*\? "[^"]+" : "[^"]+"|"[^"]+")""")]
    private static partial Regex Indexer();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Literal();
}

public class Scripts_of_the_components
{
    /// <summary>The policy is script-src 'self': an inline script or handler would silently do nothing.</summary>
    [Fact]
    public void Are_never_inline() => Assert.All(
        Directory.GetFiles(The_two_themes.UiFolder(), "*.razor"),
        file => Assert.DoesNotMatch(@"<script|\son[a-z]+=|javascript:", File.ReadAllText(file)));
}
