using System.Globalization;
using CsCheck;
using Lims.Metrology;
using static Lims.Metrology.RoundingMode;

namespace Lims.Tests.Metrology;

public sealed class Rounding_a_value
{
    [Theory]
    [InlineData(0.0996, 2, "0.10", "0.10")]
    [InlineData(0.996, 1, "1.0", "1.0")]
    [InlineData(9.995, 2, "10.00", "10.00")]
    [InlineData(9.985, 2, "9.98", "9.99")]
    [InlineData(1.005, 2, "1.00", "1.01")]
    [InlineData(2.5, 0, "2", "3")]
    [InlineData(3.5, 0, "4", "4")]
    [InlineData(-2.5, 0, "-2", "-3")]
    [InlineData(-0.04, 1, "0.0", "0.0")]
    [InlineData(0.5, 0, "0", "1")]
    [InlineData(0.05, 0, "0", "0")]
    [InlineData(2.50000001, 0, "3", "3")]
    [InlineData(1234.5, -2, "1200", "1200")]
    [InlineData(1250, -2, "1200", "1300")]
    [InlineData(50, -2, "0", "100")]
    [InlineData(40, -2, "0", "0")]
    [InlineData(1.5E-30, 30, "0.000000000000000000000000000002", "0.000000000000000000000000000002")]
    [InlineData(0, 2, "0.00", "0.00")]
    [InlineData(12, 3, "12.000", "12.000")]
    public void Goes_as_on_paper_by_both_rules_for_a_half(double value, int decimals, string even, string away)
    {
        Assert.Equal(even, Rounding.Format(value, decimals, HalfEven));
        Assert.Equal(away, Rounding.Format(value, decimals, HalfAwayFromZero));
    }

    [Theory]
    [InlineData(0.0996, 2, 0.1)]
    [InlineData(0.0994, 2, 0.099)]
    [InlineData(99.6, 2, 100)]
    [InlineData(-123.456, 4, -123.5)]
    [InlineData(0, 2, 0)]
    public void To_significant_digits_carries_over(double value, int digits, double expected) =>
        Assert.Equal(expected, Rounding.ToSignificantDigits(value, digits, HalfEven));

    [Theory]
    [InlineData(0.0996, 2)]
    [InlineData(0.0994, 3)]
    [InlineData(0.996, 1)]
    [InlineData(99.6, -1)]
    [InlineData(12.3, 0)]
    [InlineData(1.4188, 1)]
    public void The_place_of_two_significant_digits_is_found_after_rounding(double value, int decimals) =>
        Assert.Equal(decimals, Rounding.DecimalsForSignificantDigits(value, 2, HalfEven));

    [Fact]
    public void A_decimal_follows_the_same_two_rules()
    {
        Assert.Equal(9.98m, Rounding.ToDecimals(9.985m, 2, HalfEven));
        Assert.Equal(9.99m, Rounding.ToDecimals(9.985m, 2, HalfAwayFromZero));
    }

    [Fact]
    public void Text_follows_the_culture_it_is_asked_for() =>
        Assert.Equal("-0,13", Rounding.Format(-0.125, 2, HalfAwayFromZero, CultureInfo.GetCultureInfo("de-DE").NumberFormat));

    [Fact]
    public void What_is_not_a_number_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.ToDecimals(double.NaN, 2, HalfEven));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.ToSignificantDigits(1, 0, HalfEven));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.DecimalsForSignificantDigits(0, 2, HalfEven));
    }

    private static readonly Gen<(double X, int Decimals, RoundingMode Mode)> Cases =
        Gen.Select(Gen.Double[-1e9, 1e9], Gen.Int[-4, 12], Gen.Enum<RoundingMode>());

    [Fact]
    public void Twice_is_as_once() => Cases.Sample(c =>
    {
        var once = Rounding.ToDecimals(c.X, c.Decimals, c.Mode);
        return Rounding.ToDecimals(once, c.Decimals, c.Mode) == once;
    });

    [Fact]
    public void Significant_digits_twice_are_as_once_over_all_magnitudes() =>
        Gen.Select(Gen.Double, Gen.Int[1, 15], Gen.Enum<RoundingMode>()).Where(c => double.IsFinite(c.Item1)).Sample(c =>
        {
            var once = Rounding.ToSignificantDigits(c.Item1, c.Item2, c.Item3);
            return !double.IsFinite(once) || Rounding.ToSignificantDigits(once, c.Item2, c.Item3) == once;
        });

    [Fact]
    public void Moves_by_at_most_half_a_place_and_keeps_the_order() => Cases.Sample(c =>
    {
        var rounded = Rounding.ToDecimals(c.X, c.Decimals, c.Mode);
        var above = Rounding.ToDecimals(c.X + 0.37 * Math.Pow(10, -c.Decimals), c.Decimals, c.Mode);
        return Math.Abs(rounded - c.X) <= 0.5 * Math.Pow(10, -c.Decimals) * (1 + 1e-9) + Math.Abs(c.X) * 1e-15 && above >= rounded;
    });

    [Fact]
    public void Agrees_with_decimal_arithmetic() =>
        Gen.Select(Gen.Int[-1_000_000, 1_000_000], Gen.Int[0, 4], Gen.Enum<RoundingMode>()).Sample(c =>
        {
            var value = c.Item1 / 10000m;
            return (decimal)Rounding.ToDecimals((double)value, c.Item2, c.Item3) == Rounding.ToDecimals(value, c.Item2, c.Item3);
        });
}
