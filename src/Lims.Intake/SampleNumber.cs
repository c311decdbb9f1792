using System.Globalization;
using System.Text.RegularExpressions;

namespace Lims.Intake;

/// <summary>
/// A sample's number, <c>BUS-2026-000123-A</c>: laboratory, year, running number of that laboratory and year, check character.
/// It is written on bags and read over the telephone, so a slip must show: the check character (ISO 7064, MOD 37,36) finds every single
/// wrong character and nearly every swap of two neighbours.
/// </summary>
internal sealed partial record SampleNumber
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private SampleNumber(string laboratory, int year, int running) => (Laboratory, Year, Running) = (laboratory, year, running);

    /// <summary>Code of the laboratory that submitted the sample: two to four capitals.</summary>
    public string Laboratory { get; }

    /// <summary>The year of submission in that laboratory's zone.</summary>
    public int Year { get; }

    /// <summary>From 1; six digits are written, more where a year needs them.</summary>
    public int Running { get; }

    /// <summary>The check character over all that stands before it, without hyphens.</summary>
    public char Check => CheckOf(string.Create(CultureInfo.InvariantCulture, $"{Laboratory}{Year:D4}{Running:D6}"));

    /// <summary>Makes a number.</summary>
    /// <exception cref="ArgumentException">A part that no number can hold.</exception>
    public static SampleNumber Of(string laboratory, int year, int running)
    {
        if (laboratory.Length is < 2 or > 4 || !laboratory.All(char.IsAsciiLetterUpper))
            throw new ArgumentException($"“{laboratory}” is no laboratory code.", nameof(laboratory));
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 2000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(running, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(running, 999_999_999);
        return new SampleNumber(laboratory, year, running);
    }

    /// <summary>Reads a number as typed or scanned; small letters and spaces around it are forgiven.</summary>
    /// <returns>The number, or the reason why it is none, quoting what was typed.</returns>
    public static (SampleNumber? Number, string? Reason) Read(string text)
    {
        var typed = text.Trim().ToUpperInvariant();
        var parts = Form().Match(typed);
        if (!parts.Success) return (null, $"“{Shortened(typed)}” is no sample number; one like {Of("BUS", 2026, 123)} is expected.");
        var number = new SampleNumber(
            parts.Groups["lab"].Value,
            int.Parse(parts.Groups["year"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture),
            int.Parse(parts.Groups["run"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));
        return parts.Groups["check"].ValueSpan[0] == number.Check
            ? (number, null)
            : (null, $"“{typed}” holds a slip: its last character does not fit the rest. Compare it with the label, character by character.");
    }

    /// <summary>The check character of ISO 7064, MOD 37,36 (hybrid system), over digits and capitals.</summary>
    public static char CheckOf(string characters)
    {
        var product = 36;
        foreach (var character in characters)
        {
            var sum = (product + Alphabet.IndexOf(character, StringComparison.Ordinal)) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        return Alphabet[(37 - product) % 36];
    }

    /// <summary>As it is written everywhere.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Laboratory}-{Year:D4}-{Running:D6}-{Check}");

    private static string Shortened(string text) => text.Length > 40 ? text[..40] + "…" : text;

    // A seventh digit is written only when needed: otherwise one number could be written in two ways.
    [GeneratedRegex("^(?<lab>[A-Z]{2,4})-(?<year>[2-9][0-9]{3})-(?<run>[1-9][0-9]{6,8}|(?!000000)[0-9]{6})-(?<check>[0-9A-Z])$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
