using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class A_number_of_thirty_two_digits
{
    private static readonly Gen<decimal> Any = Gen.Select(Gen.Long, Gen.Int[0, 18]).Select(
        (v, s) => v * new decimal(1, 0, 0, false, (byte)s));

    private static double Error(DoubleDouble found, decimal expected) =>
        Math.Abs((found - DoubleDouble.Of(expected)).ToDouble()) / Math.Max(1e-28, Math.Abs((double)expected));

    // a + b and a - b of 28 digits are exact in decimal when both have one scale.
    [Fact]
    public void Adds_and_subtracts_as_decimals_do() =>
        Gen.Select(Gen.Long[-1L << 60, 1L << 60], Gen.Long[-1L << 60, 1L << 60], Gen.Int[0, 18]).Sample(c =>
        {
            var unit = new decimal(1, 0, 0, false, (byte)c.Item3);
            decimal a = c.Item1 * unit, b = c.Item2 * unit;
            var (first, second, rest) = (DoubleDouble.Of(a), DoubleDouble.Of(b), 1e-30 * (double)(Math.Abs(a) + Math.Abs(b)));
            Assert.True((first + second - DoubleDouble.Of(a + b)).Abs().ToDouble() <= rest);
            Assert.True((first - second - DoubleDouble.Of(a - b)).Abs().ToDouble() <= rest);
        });

    [Fact]
    public void Multiplies_and_divides_to_thirty_digits() =>
        Gen.Select(Gen.Int, Gen.Int[1, int.MaxValue]).Sample(c =>
        {
            decimal a = c.Item1, b = c.Item2;
            Assert.True(Error(DoubleDouble.Of(a) * DoubleDouble.Of(b), a * b) < 1e-30);
            Assert.True(Error(DoubleDouble.Of(a) / DoubleDouble.Of(b) * DoubleDouble.Of(b), a) < 1e-30);
        });

    [Fact]
    public void Has_the_root_of_its_square() =>
        Any.Sample(a => Assert.True(Error(DoubleDouble.Sqrt(DoubleDouble.Of(a) * DoubleDouble.Of(a)), Math.Abs(a)) < 1e-30));

    [Fact]
    public void Takes_a_decimal_as_written()
    {
        // A third to 28 digits, three times over, and the words of 96 bits each.
        Assert.True(Math.Abs((DoubleDouble.Of(0.3333333333333333333333333333m) * 3.0 - DoubleDouble.One).ToDouble() + 1e-28) < 1e-31);
        Assert.Equal((double)decimal.MaxValue, DoubleDouble.Of(decimal.MaxValue).ToDouble());
        Assert.Equal(-0.1, DoubleDouble.Of(-0.1m).ToDouble());
        Assert.NotEqual(0, (DoubleDouble.Of(0.1m) - 0.1).ToDouble());
        Assert.Equal(4294967296.0, DoubleDouble.Of(4294967296m).ToDouble());
        Assert.Equal(0, DoubleDouble.Sqrt(-DoubleDouble.One).ToDouble());
        Assert.Equal(0, DoubleDouble.Sqrt(DoubleDouble.Zero).ToDouble());
    }
}
