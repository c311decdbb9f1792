using MudBlazor;

namespace Lims.Ui;

/// <summary>
/// The one look of the product: petrol accent, neutral greys, four states, in light and dark.
/// </summary>
/// <remarks>
/// The accent never means a state and a state never stands without icon and word, so colour carries no meaning alone (WCAG 2.2, 1.4.1).
/// What MudTheme has no place for (grounds of states, plot inks) is in <c>wwwroot/lims.css</c>; a test holds the two together.
/// </remarks>
public static class LimsTheme
{
    private static readonly string[] SystemFonts =
    [
        "Segoe UI", "Noto Sans", "Noto Sans KR", "Noto Sans CJK KR", "Noto Sans JP", "Noto Sans CJK JP",
        "Noto Sans SC", "Noto Sans CJK SC", "Noto Sans Thai", "system-ui", "sans-serif",
    ];

    /// <summary>Give it to <c>MudThemeProvider.Theme</c>; one instance serves every circuit.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = LimsPalettes.Light(),
        PaletteDark = LimsPalettes.Dark(),
        Typography = Type(),
        LayoutProperties = new LayoutProperties
        {
            DefaultBorderRadius = "4px",
            AppbarHeight = "48px",
            DrawerWidthLeft = "200px",
            DrawerMiniWidthLeft = "52px",
        },
        Shadows = Flat(),
    };

    private static Typography Type() => new()
    {
        Default = Of<DefaultTypography>("14px", "20px"),
        H1 = Of<H1Typography>("22px", "28px", "600"),
        H2 = Of<H2Typography>("15px", "20px", "600"),
        H3 = Of<H3Typography>("14px", "20px", "600"),
        H4 = Of<H4Typography>("22px", "28px", "600"),
        H5 = Of<H5Typography>("18px", "26px", "600"),
        H6 = Of<H6Typography>("15px", "20px", "600"),
        Subtitle1 = Of<Subtitle1Typography>("14px", "20px"),
        Subtitle2 = Of<Subtitle2Typography>("13px", "18px", "600"),
        Body1 = Of<Body1Typography>("14px", "20px"),
        Body2 = Of<Body2Typography>("13px", "18px"),
        Button = Of<ButtonTypography>("14px", "18px", "500"),
        Caption = Of<CaptionTypography>("12px", "16px"),
        Overline = Of<OverlineTypography>("12px", "16px", "600"),
    };

    private static T Of<T>(string size, string line, string weight = "400")
        where T : BaseTypography, new() => new()
        {
            FontFamily = SystemFonts,
            FontSize = size,
            LineHeight = line,
            FontWeight = weight,
            LetterSpacing = "normal",
            TextTransform = "none",
        };

    /// <summary>Panels have a line; only what floats (menu, tip, dialog: elevation 4 and above) has a shadow.</summary>
    private static Shadow Flat()
    {
        var shadow = new Shadow();
        for (var level = 0; level < shadow.Elevation.Length; level++)
            shadow.Elevation[level] = level < 4 ? "none" : "var(--lims-shadow)";
        return shadow;
    }
}
