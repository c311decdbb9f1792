using System.Globalization;

namespace Lims.Metrology;

/// <summary>What happens to a value exactly half-way between two neighbours. Part of a decision rule, so it is declared.</summary>
public enum RoundingMode
{
    /// <summary>To the even neighbour: 2.5 → 2, 3.5 → 4 (ISO 80000-1 B.3 rule A, ASTM E29).</summary>
    HalfEven,

    /// <summary>Away from zero: 2.5 → 3, -2.5 → -3 (ISO 80000-1 B.3 rule B; usual in tariff and trade texts).</summary>
    HalfAwayFromZero,
}

/// <summary>Decimal rounding as a person does it on paper.</summary>
/// <remarks>
/// A double is taken as the shortest decimal number that reads back as the same double: 9.995 is exactly half-way between 9.99 and 10.00,
/// although the binary number behind it is 9.9949999…. Rounding is idempotent. Results are values, what is stored keeps full precision.
/// </remarks>
public static class Rounding
{
    /// <summary>The value rounded to a number of digits after the decimal point.</summary>
    /// <param name="value">A finite value.</param>
    /// <param name="decimals">Digits after the point; negative for tens (-1), hundreds (-2) …</param>
    /// <param name="mode">What to do with a half.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public static double ToDecimals(double value, int decimals, RoundingMode mode) =>
        DecimalDigits.Of(Require.Finite(value)).RoundAt(-decimals, mode).ToDouble();

    /// <summary>The value rounded to a number of significant digits: 0.0996 to two is 0.10.</summary>
    /// <param name="value">A finite value; 0 stays 0.</param>
    /// <param name="digits">Significant digits, at least 1.</param>
    /// <param name="mode">What to do with a half.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite, or digits below 1.</exception>
    public static double ToSignificantDigits(double value, int digits, RoundingMode mode)
    {
        Require.AtLeast(1, digits);
        return DecimalDigits.Of(Require.Finite(value)).RoundToSignificant(digits, mode).ToDouble();
    }

    /// <summary>The decimal rounded to digits after the point, for legal limits and reported values.</summary>
    /// <param name="value">The value.</param>
    /// <param name="decimals">Digits after the point, 0 to 28.</param>
    /// <param name="mode">What to do with a half.</param>
    /// <exception cref="ArgumentOutOfRangeException">decimals outside 0 to 28.</exception>
    public static decimal ToDecimals(decimal value, int decimals, RoundingMode mode) =>
        Math.Round(value, decimals, mode == RoundingMode.HalfEven ? MidpointRounding.ToEven : MidpointRounding.AwayFromZero);

    /// <summary>
    /// The rounded value as text with its trailing zeros, so that the number of digits shows: 10 to one decimal is "10.0".
    /// </summary>
    /// <param name="value">A finite value.</param>
    /// <param name="decimals">Digits after the point; negative for tens, hundreds …</param>
    /// <param name="mode">What to do with a half.</param>
    /// <param name="format">Decimal separator and minus sign; null for the invariant culture.</param>
    public static string Format(double value, int decimals, RoundingMode mode, NumberFormatInfo? format = null) =>
        DecimalDigits.Of(Require.Finite(value)).RoundAt(-decimals, mode)
            .ToText(Math.Max(0, decimals), format ?? NumberFormatInfo.InvariantInfo);

    /// <summary>The decimal place at which a value has the given number of significant digits, after rounding it there.</summary>
    /// <remarks>0.0996 to two digits becomes 0.10, so the place is 2 decimals, not 3.</remarks>
    /// <param name="value">A finite value other than 0.</param>
    /// <param name="digits">Significant digits, at least 1.</param>
    /// <param name="mode">What to do with a half.</param>
    /// <returns>Digits after the point; negative when the place is tens, hundreds …</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is 0 (it has no significant digit) or not finite.</exception>
    public static int DecimalsForSignificantDigits(double value, int digits, RoundingMode mode)
    {
        Require.AtLeast(1, digits);
        Require.Positive(Math.Abs(value), nameof(value));
        var rounded = DecimalDigits.Of(value).RoundToSignificant(digits, mode);
        return digits - 1 - rounded.LeadingExponent;
    }
}
