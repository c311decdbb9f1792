using System.Globalization;

namespace Lims.Metrology;

/// <summary>What stands before, or instead of, the number of a written result.</summary>
public enum Qualifier
{
    /// <summary>Nothing: the number is the result.</summary>
    None,

    /// <summary>"&lt;": below the number.</summary>
    LessThan,

    /// <summary>"≤": the number or below.</summary>
    LessOrEqual,

    /// <summary>"&gt;": above the number.</summary>
    GreaterThan,

    /// <summary>"≥": the number or above.</summary>
    GreaterOrEqual,

    /// <summary>"not detected", "n.d.": below the detection limit, which the text may not name.</summary>
    NotDetected,

    /// <summary>"trace": detected, below the quantification limit.</summary>
    Trace,
}

/// <summary>A result as it was written: qualifier, number, and the digits it was written with. "12.30" is not "12.3".</summary>
/// <remarks>
/// "Not determined", "not detected" and "0" are three different things (the first is no result at all, and is refused). A text with
/// thousands separators is refused: "1,234" is twelve hundred in one country and one and a bit in another.
/// </remarks>
public sealed record WrittenResult
{
    // Spellings of forms and instruments, in lower case, without blanks.
    private static readonly Dictionary<string, Qualifier> Words = new(StringComparer.Ordinal)
    {
        ["nd"] = Qualifier.NotDetected,
        ["n.d."] = Qualifier.NotDetected,
        ["n.d"] = Qualifier.NotDetected,
        ["notdetected"] = Qualifier.NotDetected,
        ["<lod"] = Qualifier.NotDetected,
        ["trace"] = Qualifier.Trace,
        ["traces"] = Qualifier.Trace,
        ["tr"] = Qualifier.Trace,
        ["tr."] = Qualifier.Trace,
        ["<loq"] = Qualifier.Trace,
    };

    // Longest first, so that "<=" is not read as "<".
    private static readonly (string Sign, Qualifier Qualifier)[] Signs =
    [
        ("<=", Qualifier.LessOrEqual),
        (">=", Qualifier.GreaterOrEqual),
        ("≤", Qualifier.LessOrEqual),
        ("≥", Qualifier.GreaterOrEqual),
        ("<", Qualifier.LessThan),
        (">", Qualifier.GreaterThan),
    ];

    private WrittenResult(string text, Qualifier qualifier, double? value, int? decimals, int? significantDigits) =>
        (Text, Qualifier, Value, Decimals, SignificantDigits) = (text, qualifier, value, decimals, significantDigits);

    /// <summary>The text as it came, without blanks at the ends.</summary>
    public string Text { get; }

    /// <summary>What stands before or instead of the number.</summary>
    public Qualifier Qualifier { get; }

    /// <summary>The number; null for "not detected" and "trace".</summary>
    public double? Value { get; }

    /// <summary>
    /// Digits after the decimal point as written: 2 for "12.30", 5 for "1.20E-3", negative for "1.2E3" (tens, hundreds …).
    /// </summary>
    public int? Decimals { get; }

    /// <summary>Significant digits as written: 4 for "12.30"; leading zeros do not count. 1 for "0".</summary>
    public int? SignificantDigits { get; }

    /// <summary>Reads a result.</summary>
    /// <param name="text">"12.30", "&lt; 0.0010", "≥ 95", "1.2E-3", "n.d.", "trace".</param>
    /// <param name="format">Decimal separator and signs; null for the invariant culture. A typographic minus is always read.</param>
    /// <returns>The result; or a refusal that quotes the text and what was expected.</returns>
    public static Outcome<WrittenResult> Parse(string text, NumberFormatInfo? format = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var culture = format ?? NumberFormatInfo.InvariantInfo;
        var written = text.Trim();
        var word = written.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        if (Words.TryGetValue(word, out var qualifier))
            return Outcome.Of(new WrittenResult(written, qualifier, null, null, null));
        var sign = Signs.FirstOrDefault(s => written.StartsWith(s.Sign, StringComparison.Ordinal));
        var number = (sign.Sign is null ? written : written[sign.Sign.Length..].TrimStart()).Replace('−', '-');
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!double.TryParse(number, Plain, culture, out var value) || !double.IsFinite(value))
        {
            return Outcome.Refused<WrittenResult>(
                $"'{text}' is not a result: a number with the decimal sign '{culture.NumberDecimalSeparator}' and without thousands "
                + "separators was expected, with or without '<', '≤', '>' or '≥' before it, or 'not detected' or 'trace'.");
        }

        var (decimals, significant) = DigitsOf(number, culture);
        return Outcome.Of(new WrittenResult(written, sign.Qualifier, value, decimals, significant));
    }

    /// <summary>The number with an uncertainty.</summary>
    /// <param name="standardUncertainty">u, in the unit, 0 or above.</param>
    /// <param name="unit">UCUM code.</param>
    /// <param name="basis">Basis, or empty.</param>
    /// <param name="degreesOfFreedom">ν.</param>
    /// <returns>The measured value; or a refusal when a qualifier says that the number is not the result.</returns>
    public Outcome<Measured> ToMeasured(
        double standardUncertainty, string unit, string basis = "", double degreesOfFreedom = double.PositiveInfinity) =>
        Qualifier == Qualifier.None
            ? Outcome.Of(new Measured(Value!.Value, standardUncertainty, unit, basis, degreesOfFreedom))
            : Outcome.Because<Measured>($"'{Text}' bounds the result and does not give it; a number without a qualifier was expected.");

    /// <summary>What the text says when the number is not the result: where the quantity lies.</summary>
    /// <remarks>
    /// "Not detected" and "trace" say "below the detection limit" and "below the quantification limit"; the method knows the number. "≤ b"
    /// and "≥ b" include b itself, which <see cref="Censored"/> does not: the neighbouring number is taken as the bound.
    /// </remarks>
    /// <param name="unit">UCUM code.</param>
    /// <param name="basis">Basis, or empty.</param>
    /// <param name="floor">Smallest value the quantity can have, for an upper bound.</param>
    /// <param name="ceiling">Largest value the quantity can have, for a lower bound.</param>
    /// <param name="limitOfMethod">The detection limit for "not detected", the quantification limit for "trace".</param>
    /// <returns>The censored value; or a refusal: no qualifier, no limit of the method where one is needed, or bounds that cross.</returns>
    public Outcome<Censored> ToCensored(
        string unit,
        string basis = "",
        double floor = double.NegativeInfinity,
        double ceiling = double.PositiveInfinity,
        double? limitOfMethod = null)
    {
        var bound = Qualifier is Qualifier.NotDetected or Qualifier.Trace ? limitOfMethod : Value;
        if (bound is not { } b)
            return Outcome.Because<Censored>($"'{Text}' names no number; the limit of the method was expected beside it.");
        switch (Qualifier)
        {
            case Qualifier.None:
                return Outcome.Because<Censored>($"'{Text}' is the result itself; '<', '>' or a word such as 'not detected' was expected.");
            case Qualifier.GreaterThan or Qualifier.GreaterOrEqual:
                b = Qualifier == Qualifier.GreaterOrEqual ? Math.BitDecrement(b) : b;
                return ceiling > b
                    ? Outcome.Of(Censored.Above(b, unit, basis, ceiling))
                    : Outcome.Because<Censored>($"'{Text}' lies above {ceiling} {unit}, the largest value there can be.");
            default:
                b = Qualifier == Qualifier.LessOrEqual ? Math.BitIncrement(b) : b;
                return floor < b
                    ? Outcome.Of(Censored.Below(b, unit, basis, floor))
                    : Outcome.Because<Censored>($"'{Text}' lies below {floor} {unit}, the smallest value there can be.");
        }
    }

    private static (int Decimals, int Significant) DigitsOf(string number, NumberFormatInfo culture)
    {
        var e = number.IndexOfAny(['e', 'E']);
        var power = e < 0 ? 0 : int.Parse(number.AsSpan(e + 1), NumberStyles.AllowLeadingSign, culture);
        var mantissa = e < 0 ? number : number[..e];
        var point = mantissa.IndexOf(culture.NumberDecimalSeparator, StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : mantissa.Length - point - culture.NumberDecimalSeparator.Length;
        var digits = string.Concat(mantissa.Where(char.IsAsciiDigit)).TrimStart('0');
        return (decimals - power, Math.Max(1, digits.Length));
    }
}
