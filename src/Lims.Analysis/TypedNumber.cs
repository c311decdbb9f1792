using System.Globalization;
using System.Text.RegularExpressions;
using Lims.Contracts.Readings;

namespace Lims.Analysis;

/// <summary>
/// A number as an analyst typed it: a sign, digits, one point, with <c>&lt;</c> or <c>&gt;</c> before it where only a bound is known. Read the same in every
/// culture. <c>1,234</c> is one and a quarter in Berlin and one thousand in Seoul, so a comma is refused and never guessed.
/// </summary>
/// <param name="Raw">The text as typed, kept for ever.</param>
/// <param name="Value">The number with its decimals as typed.</param>
/// <param name="Qualifier">None, LessThan or GreaterThan.</param>
internal sealed partial record TypedNumber(string Raw, decimal Value, Qualifier Qualifier)
{
    /// <summary>Longest text that is a number; anything longer is something else in the wrong field.</summary>
    private const int Longest = 40;

    /// <summary>Whether only a bound is known.</summary>
    public bool IsBound => Qualifier is not Qualifier.None;

    /// <summary>The number, or null with the reason, which quotes the text.</summary>
    public static TypedNumber? Read(string? text, out string? reason)
    {
        var raw = text ?? "";
        var trimmed = raw.Trim();
        reason = trimmed switch
        {
            "" => "Nothing was typed: a number is expected, such as 12.4 or <0.5.",
            { Length: > Longest } => $"“{trimmed[..Longest]}…” is too long for a number: something like 12.4 or <0.5 is expected.",
            _ when trimmed.Contains(',', StringComparison.Ordinal) =>
                $"“{trimmed}” could be read in two ways: a point as the decimal sign and no separator of thousands are expected, such as 1.234 or 1234.",
            _ when !Shape().IsMatch(trimmed) => $"“{trimmed}” is no number: something like 12.4, -0.03 or <0.5 is expected.",
            _ => null,
        };
        if (reason is not null) return null;
        var qualifier = trimmed[0] switch { '<' => Qualifier.LessThan, '>' => Qualifier.GreaterThan, _ => Qualifier.None };
        var digits = trimmed.TrimStart('<', '>', ' ').Replace('\u2212', '-');
        if (!decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            reason = $"“{trimmed}” has more digits than a measurement can have: something like 12.4 is expected.";
            return null;
        }
        return new TypedNumber(raw, value, qualifier);
    }

    // ASCII digits alone: \d would take Thai and Arabic ones, which the next reader of the raw text might not. The minus of a keyboard and of print.
    [GeneratedRegex(@"^[<>]? ?[-+\u2212]?[0-9]+(\.[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
