using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class Coverage_factors
{
    private const double Normal = double.PositiveInfinity;

    // Computed to 40 digits, 17 kept.
    [Theory]
    [InlineData(0.90, Normal, 1.2815515655446004)]
    [InlineData(0.95, Normal, 1.6448536269514726)]
    [InlineData(0.99, Normal, 2.326347874040841)]
    [InlineData(0.999, Normal, 3.0902323061678136)]
    [InlineData(0.95, 3, 2.3533634348018238)]
    [InlineData(0.95, 5, 2.0150483733330242)]
    [InlineData(0.95, 9, 1.8331129326562372)]
    [InlineData(0.95, 13, 1.770933395986873)]
    [InlineData(0.75, 1, 1)]
    public void Of_one_side_agree_with_the_tables_to_nine_digits(double p, double nu, double expected) =>
        Numbers.Agree(expected, CoverageFactor.OneSided(p, nu));

    [Theory]
    [InlineData(0.95, 3, 3.1824463052837095)]
    [InlineData(0.95, 5, 2.5705818356363155)]
    [InlineData(0.95, 8, 2.3060041352041667)]
    [InlineData(0.95, 19, 2.0930240544083096)]
    [InlineData(0.95, 50, 2.008559112100761)]
    [InlineData(0.95, Normal, 1.959963984540054)]
    [InlineData(0.95, 8.738275, 2.3060041352041667)]
    public void Of_two_sides_truncate_degrees_of_freedom(double p, double nu, double expected) =>
        Numbers.Agree(expected, CoverageFactor.TwoSided(p, nu));

    // The tables print 95.45 %, the golden values are of 2Φ(2) - 1.
    [Theory]
    [InlineData(3, 3.3068)]
    [InlineData(5, 2.6487)]
    [InlineData(19, 2.1405)]
    [InlineData(50, 2.0513)]
    public void For_two_standard_deviations_agree_with_the_table_of_the_guide(double nu, double expected) =>
        Numbers.Near(expected, CoverageFactor.TwoSided(0.9544997361036416, nu), 1e-4);

    [Fact]
    public void Undo_the_cumulative_probability() =>
        Gen.Select(Gen.Double[1e-10, 1 - 1e-10], Gen.OneOf(Gen.Double[1, 300], Gen.Double[1e4, 1e7], Gen.Const(Normal))).Sample(c =>
            Numbers.Agree(c.Item1, CoverageFactor.Cumulative(CoverageFactor.OneSided(c.Item1, c.Item2), c.Item2), 1e-9));

    [Fact]
    public void Go_over_into_the_normal_ones_without_a_step()
    {
        Numbers.Agree(CoverageFactor.OneSided(0.95, 100_000), CoverageFactor.OneSided(0.95, 100_001), 1e-9);
        Numbers.Agree(CoverageFactor.OneSided(0.95), CoverageFactor.OneSided(0.95, 1e9), 1e-8);
    }

    [Theory]
    [InlineData(0.0, 5)]
    [InlineData(1.0, 5)]
    [InlineData(double.NaN, 5)]
    [InlineData(0.95, 0.5)]
    [InlineData(0.95, double.NaN)]
    public void Refuse_what_is_no_probability_or_no_degrees_of_freedom(double p, double nu)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CoverageFactor.OneSided(p, nu));
        Assert.Throws<ArgumentOutOfRangeException>(() => CoverageFactor.TwoSided(p, nu));
    }
}
