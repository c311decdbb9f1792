namespace Lims.Ui;

/// <summary>
/// The theme a person has, kept in a cookie so that the first byte of a page already has it:
/// no flash of the other theme, no call to the browser.
/// </summary>
/// <remarks>
/// The cookie <see cref="Cookie"/> holds "light" or "dark" when chosen, "system-light" or "system-dark" when the computer decides;
/// <c>lims.js</c> writes it on the first page (sign-in) and whenever the computer's preference changes.
/// </remarks>
/// <param name="IsDark">For <c>MudThemeProvider.IsDarkMode</c>.</param>
/// <param name="IsChosen">Whether the person chose it, instead of the computer.</param>
public sealed record ThemeChoice(bool IsDark, bool IsChosen)
{
    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "lims-theme";

    /// <summary>Reads the cookie; anything but the four words, or no cookie, is light until lims.js has looked.</summary>
    public static ThemeChoice Read(string? cookie) => cookie switch
    {
        "light" => new ThemeChoice(IsDark: false, IsChosen: true),
        "dark" => new ThemeChoice(IsDark: true, IsChosen: true),
        "system-dark" => new ThemeChoice(IsDark: true, IsChosen: false),
        _ => new ThemeChoice(IsDark: false, IsChosen: false),
    };

    /// <summary>
    /// For <c>&lt;html data-theme="…"&gt;</c>. Null without a known cookie: lims.js, in the head, sets it before anything is painted.
    /// </summary>
    public static string? Attribute(string? cookie) => cookie switch
    {
        "light" or "system-light" => "light",
        "dark" or "system-dark" => "dark",
        _ => null,
    };
}
