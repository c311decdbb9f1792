using Lims.Metrology;
using static Lims.Metrology.RoundingMode;

namespace Lims.Tests.Metrology;

public sealed class A_measured_value
{
    [Fact]
    public void Expands_with_students_factor_for_its_degrees_of_freedom()
    {
        var few = new Measured(78.275, 0.4854122, "%", Basis.DryMatter, 3, 4).Expanded(0.95);
        Numbers.Agree(3.1824463052837095, few.K);
        Numbers.Agree(3.1824463052837095 * 0.4854122, few.U);
        Numbers.Agree(1.959963984540054, new Measured(1, 1, "%").Expanded(0.95).K);
    }

    [Theory]
    [InlineData(79.0178571, 1.4188161, "79.0", "2.8")]
    [InlineData(0.46123, 0.0508163, "0.46", "0.10")]
    [InlineData(0.46123, 0.0505, "0.461", "0.099")]
    [InlineData(1234.5, 63, "1230", "120")]
    [InlineData(-0.004, 0.03, "-0.004", "0.059")]
    [InlineData(-0.0004, 0.03, "0.000", "0.059")]
    public void Is_reported_to_the_place_of_two_digits_of_U(double value, double u, string x, string expanded)
    {
        var report = new Measured(value, u, "%").Report(HalfEven);
        Assert.Equal((x, expanded), (report.Value, report.ExpandedUncertainty));
    }

    [Fact]
    public void Names_factor_probability_and_basis_on_the_report() =>
        Assert.Equal(
            "79.0 ± 2.8 % (k = 1.96, 95 %, dry matter)",
            new Measured(79.0178571, 1.4188161, "%", Basis.DryMatter).Report(HalfAwayFromZero).ToString());

    [Fact]
    public void Keeps_full_precision_whatever_the_report_shows()
    {
        var measured = new Measured(79.01785714285714, 1.4188161477933685, "%");
        measured.Report(HalfEven, uncertaintyDigits: 1);
        Assert.Equal(79.01785714285714, measured.Value);
    }

    [Fact]
    public void That_is_exact_is_written_with_the_digits_it_has()
    {
        var report = Measured.Exact(0.5).Report(HalfEven);
        Assert.Equal(("0.5", "0"), (report.Value, report.ExpandedUncertainty));
        Assert.Equal("1200", Measured.Exact(1200).Report(HalfEven).Value);
    }

    [Fact]
    public void Less_another_carries_the_correlation_of_a_common_calibration()
    {
        Measured cotton = new(51, 0.8, "%"), polyester = new(49, 0.6, "%");
        Numbers.Agree(1, cotton.Minus(polyester).StandardUncertainty);
        Numbers.Agree(1.4, cotton.Minus(polyester, -1).StandardUncertainty);
        Assert.Equal(2, cotton.Minus(polyester).Value);
        Assert.Throws<ArgumentException>(() => cotton.Minus(new Measured(49, 0.6, "g")));
        Assert.Throws<ArgumentException>(() => cotton.Minus(new Measured(49, 0.6, "%", Basis.DryMatter)));
    }

    [Fact]
    public void Is_refused_when_a_number_makes_no_sense()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Measured(double.NaN, 1, "%"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Measured(1, -1, "%"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Measured(1, double.PositiveInfinity, "%"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Measured(1, 1, "%", degreesOfFreedom: 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Measured(1, 1, "%", replicates: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Measured(1, 1, "%").Report(HalfEven, uncertaintyDigits: 3));
    }
}

public sealed class Replicates_of_one_sample
{
    [Fact]
    public void Give_mean_spread_and_standard_error()
    {
        var replicates = new Replicates([77.1, 78.6, 79.4, 78.0]);
        Numbers.Agree(78.275, replicates.Mean);
        Numbers.Agree(0.9708243919473799, replicates.StandardDeviation);
        Numbers.Agree(0.48541219597368995, replicates.StandardErrorOfMean);
        Assert.Equal(3, replicates.DegreesOfFreedom);
        Numbers.Agree(78.3, replicates.Median);
        Numbers.Agree(2.3, replicates.Range);
        var measured = replicates.ToMeasured("%", Basis.DryMatter);
        Assert.Equal((3.0, 4, "dry matter"), (measured.DegreesOfFreedom, measured.Replicates, measured.Basis));
    }

    // NIST StRD NumAcc4, 1001 values: mean 10000000.2, s 0.1 exactly. Seven digits is what doubles of this size allow.
    [Fact]
    public void On_a_large_constant_keep_the_digits_a_double_can_hold()
    {
        var values = Enumerable.Range(0, 1001).Select(i => i == 0 ? 10000000.2 : i % 2 == 1 ? 10000000.1 : 10000000.3);
        var replicates = new Replicates(values);
        Numbers.Agree(10000000.2, replicates.Mean, 1e-15);
        Numbers.Agree(0.1, replicates.StandardDeviation, 1e-7);
    }

    [Theory]
    [InlineData(78.0, 80.8, true)]
    [InlineData(78.0, 80.81, false)]
    [InlineData(80.0, 78.0, true)]
    public void Two_agree_within_r_the_limit_itself_included(double first, double second, bool agree)
    {
        var check = new Replicates([first, second]).CheckRepeatability(1.0000000001);
        Assert.Equal(agree, check.Agrees);
        Assert.Equal(2.8, check.Factor);
    }

    [Fact]
    public void More_than_two_are_held_to_the_critical_range()
    {
        var check = new Replicates([77.1, 78.6, 79.4, 78.0]).CheckRepeatability(0.6);
        Numbers.Agree(3.6331595749006738 * 0.6, check.CriticalRange);
        Assert.False(check.Agrees);
        Assert.True(new Replicates([77.1, 78.6, 79.4, 78.0]).CheckRepeatability(0.7).Agrees);
    }

    // Studentized range for infinite degrees of freedom; ISO 5725-6 prints 2.8 3.3 3.6 3.9 4.0.
    [Theory]
    [InlineData(2, 2.7718076487008148)]
    [InlineData(3, 3.314493155400669)]
    [InlineData(4, 3.6331595749006738)]
    [InlineData(5, 3.8576555103782084)]
    [InlineData(6, 4.030092053179942)]
    [InlineData(8, 4.286309409350906)]
    [InlineData(10, 4.474124221726925)]
    public void The_critical_range_factor_is_computed_to_nine_digits(int n, double expected) =>
        Numbers.Agree(expected, CriticalRange.Factor(n));

    [Fact]
    public void The_limit_of_two_results_is_the_printed_one() => Numbers.Agree(0.588, CriticalRange.OfTwo(0.21));

    [Fact]
    public void The_mean_with_a_validated_repeatability_does_not_lean_on_a_handful_of_values()
    {
        var measured = new Replicates([78, 78]).ToMeasured(1.5, "%");
        Numbers.Agree(1.5 / Math.Sqrt(2), measured.StandardUncertainty);
        Assert.Equal(double.PositiveInfinity, measured.DegreesOfFreedom);
    }

    [Fact]
    public void One_alone_has_no_spread_and_none_no_mean()
    {
        Assert.Throws<ArgumentException>(() => new Replicates([]));
        Numbers.Says("Replicate 2", Assert.Throws<ArgumentException>(() => new Replicates([1, double.NaN])).Message);
        var one = new Replicates([78]);
        Assert.Throws<InvalidOperationException>(() => one.StandardDeviation);
        Assert.Throws<InvalidOperationException>(() => one.CheckRepeatability(1));
        Assert.Equal(78, one.Mean);
    }
}
