using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class A_control_chart
{
    [Theory]
    [InlineData(2, 0.7978845608028654)]
    [InlineData(3, 0.88622692545275801)]
    [InlineData(4, 0.9213177319235613)]
    [InlineData(6, 0.9515328619481446)]
    [InlineData(10, 0.9726592741215883)]
    [InlineData(20, 0.9869342675246553)]
    public void Knows_the_expectation_of_the_standard_deviation(int n, double c4) => Numbers.Agree(c4, ChartConstants.C4(n));

    [Theory]
    [InlineData(2, 1.1283791670955123)]
    [InlineData(3, 1.6925687506432685)]
    [InlineData(4, 2.0587507460079277)]
    [InlineData(5, 2.3259289472810383)]
    [InlineData(6, 2.5344127212229415)]
    [InlineData(10, 3.077505461670344)]
    public void Knows_the_expectation_of_the_range(int n, double d2) => Numbers.Agree(d2, ChartConstants.D2(n));

    // d3(2) = √(2 - 4/π); the others as ASTM and ISO print them.
    [Fact]
    public void Knows_the_standard_deviation_of_the_range()
    {
        Numbers.Agree(Math.Sqrt(2 - 4 / Math.PI), ChartConstants.D3(2));
        Numbers.Near(0.8884, ChartConstants.D3(3), 5e-5);
        Numbers.Near(0.8641, ChartConstants.D3(5), 5.1e-5);
        Numbers.Near(0.7971, ChartConstants.D3(10), 5e-5);
        Assert.Throws<ArgumentOutOfRangeException>(() => ChartConstants.D3(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChartConstants.D2(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChartConstants.C4(1));
    }

    private static readonly double[][] Period = [[10.1, 10.3, 9.9], [10.0, 10.4, 10.2], [9.8, 10.0, 10.2], [10.5, 10.1, 10.3]];

    [Fact]
    public void Of_means_and_ranges_has_limits_from_its_named_period()
    {
        var limits = ShewhartLimits.MeanAndRange(Period, "2026-W02, lot 17").Value;
        const double Mean = 10.15, Range = 0.4;
        var sigma = Range / 1.6925687506432685;
        Numbers.Agree(sigma, limits.StandardDeviation);
        Numbers.Agree(Mean, limits.Level.Centre);
        Numbers.Agree(Mean + 3 * sigma / Math.Sqrt(3), limits.Level.Upper);
        Numbers.Agree(Mean - 3 * sigma / Math.Sqrt(3), limits.Level.Lower);
        Numbers.Agree(Range, limits.Spread.Centre);
        Numbers.Agree(Range * (1 + 3 * ChartConstants.D3(3) / ChartConstants.D2(3)), limits.Spread.Upper);
        Assert.Equal(0, limits.Spread.Lower);
        Assert.Equal(
            ("mean", "2026-W02, lot 17", 4, 3), (limits.Level.Statistic, limits.Level.Period, limits.Level.Groups, limits.Level.Size));
        Assert.Equal(("range", 3), (limits.Spread.Statistic, limits.Spread.Size));
    }

    [Fact]
    public void Of_means_and_standard_deviations_has_limits_by_c4()
    {
        var limits = ShewhartLimits.MeanAndStandardDeviation(Period, "p").Value;
        var s = Period.Average(g => Summary.Of(g).Value.StandardDeviation!.Value);
        const double C4 = 0.88622692545275801;
        Numbers.Agree(s / C4, limits.StandardDeviation);
        Numbers.Agree(10.15 + 3 * s / C4 / Math.Sqrt(3), limits.Level.Upper);
        Numbers.Agree(s * (1 + 3 * Math.Sqrt(1 - C4 * C4) / C4), limits.Spread.Upper);
        Assert.Equal("standard deviation", limits.Spread.Statistic);
        // Many results a subgroup: the lower limit of s leaves 0.
        double[] Large(int k) => [.. Enumerable.Range(0, 30).Select(i => (double)((i * 7 + k) % 11))];
        double[][] large = [Large(0), Large(1), Large(2)];
        Assert.True(ShewhartLimits.MeanAndStandardDeviation(large, "p").Value.Spread.Lower > 0);
    }

    [Fact]
    public void Of_single_values_has_limits_by_moving_ranges()
    {
        double[] values = [10, 10.4, 10.1, 9.9];
        var limits = ShewhartLimits.Individuals(values, "p").Value;
        Assert.Equal(3, ShewhartLimits.MovingRanges(values).Length);
        const double Range = 0.9 / 3;
        var sigma = Range / 1.1283791670955123;
        Numbers.Agree(sigma, limits.StandardDeviation);
        Numbers.Agree(10.1, limits.Level.Centre);
        Numbers.Agree(10.1 + 3 * sigma, limits.Level.Upper);
        Numbers.Agree(10.1 - 3 * sigma, limits.Level.Lower);
        // 3.267 M̄R, as every table has it.
        Numbers.Near(3.2665, limits.Spread.Upper / Range, 5e-5);
        var (level, spread) = (limits.Level, limits.Spread);
        Assert.Equal(("individual", 4, 1), (level.Statistic, level.Groups, level.Size));
        Assert.Equal(("moving range", 3, 2, 0.0), (spread.Statistic, spread.Groups, spread.Size, spread.Lower));
        Assert.Empty(ShewhartLimits.MovingRanges([]));
        Assert.Empty(ShewhartLimits.MovingRanges([1]));
        // A period around zero may have limits below it.
        Assert.True(ShewhartLimits.Individuals([-1, 1, -1], "p").Value.Level.Lower < 0);
    }

    [Fact]
    public void Is_frozen_and_judges_later_points_strictly()
    {
        var limits = new ChartLimits("individual", "p", 20, 1, 100, 2, 94, 106);
        Assert.False(limits.IsBeyond(106));
        Assert.False(limits.IsBeyond(94));
        Assert.True(limits.IsBeyond(106.01));
        Assert.True(limits.IsBeyond(93.99));
        Assert.Equal(1.5, limits.Standardise(103));
        Assert.Equal([-1, 0.5], limits.Standardise([98, 101]));
        Assert.Throws<ArgumentOutOfRangeException>(() => limits.IsBeyond(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => limits.Standardise(double.NaN));
    }

    [Fact]
    public void Has_no_limits_from_a_period_that_cannot_give_them()
    {
        Assert.Equal("Limits need at least 2 subgroups; the period 'p' has 1.", ShewhartLimits.MeanAndRange([[1, 2]], "p").Refusal);
        Assert.Equal(
            "The subgroups of the period 'p' have 1 results; 2 to 1000 were expected.",
            ShewhartLimits.MeanAndRange([[1], [2]], "p").Refusal);
        double[] many = new double[1001];
        Assert.Equal(
            "The subgroups of the period 'p' have 1001 results; 2 to 1000 were expected.",
            ShewhartLimits.MeanAndRange([many, many], "p").Refusal);
        Assert.Equal(
            "Subgroup 2 has 3 results; 2 were expected, as in the first.", ShewhartLimits.MeanAndRange([[1, 2], [1, 2, 3]], "p").Refusal);
        Assert.Equal(
            "A result of subgroup 2 is NaN, but a finite number was expected.",
            ShewhartLimits.MeanAndRange([[1, 2], [1, double.NaN]], "p").Refusal);
        Assert.Equal(
            "The results within every subgroup of the period 'p' are equal; a spread was expected.",
            ShewhartLimits.MeanAndStandardDeviation([[1, 1], [2, 2]], "p").Refusal);
        Assert.Equal("Limits need at least 3 values; the period 'p' has 2.", ShewhartLimits.Individuals([1, 2], "p").Refusal);
        Assert.Equal(
            "All values of the period 'p' are 5; values that differ were expected.", ShewhartLimits.Individuals([5, 5, 5], "p").Refusal);
        Assert.Equal("Value 2 is NaN, but a finite number was expected.", ShewhartLimits.Individuals([5, double.NaN, 5], "p").Refusal);
        Assert.Throws<ArgumentException>(() => ShewhartLimits.Individuals([1, 2, 3], " "));
        Assert.Throws<ArgumentException>(() => ShewhartLimits.MeanAndRange(Period, ""));
    }

    [Fact]
    public void Moves_with_its_values_and_stretches_with_their_unit() =>
        Gen.Select(Gen.Int[0, 1000].Array[4].Array[2, 6], Gen.Double[0.1, 10], Gen.Double[-50, 50]).Sample(c =>
        {
            var (hundredths, scale, shift) = c;
            double[][] groups = [.. hundredths.Select(g => g.Select((h, i) => i == 0 ? 10.5 : h / 100.0).ToArray())];
            var before = ShewhartLimits.MeanAndRange(groups, "p").Value;
            var after = ShewhartLimits.MeanAndRange([.. groups.Select(g => g.Select(v => scale * v + shift).ToArray())], "p").Value;
            Numbers.Near(scale * before.Level.Upper + shift, after.Level.Upper, 1e-9);
            Numbers.Near(scale * before.Spread.Upper, after.Spread.Upper, 1e-9);
        });
}

public sealed class A_cumulative_sum
{
    // The series of the NIST e-Handbook 6.3.2.3.
    private static readonly double[] Handbook = [
        324.925, 324.675, 324.725, 324.350, 325.350, 325.225, 324.125, 324.525, 325.225, 324.600,
        324.625, 325.150, 328.325, 327.250, 327.829, 328.500, 326.675, 327.775, 326.875, 328.350];

    [Fact]
    public void Of_the_handbooks_series_has_the_worked_sums_and_signals_where_it_does()
    {
        var points = new CumulativeSum(325, 0.3175, 4.1959).Evaluate(Handbook);
        double[] lower = [0, 0.0075, 0, 0.3325, 0, 0, 0.5575, 0.715, 0.1725, 0.255, 0.3125, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        double[] upper = [0, 0, 0, 0, 0.0325, 0, 0, 0, 0, 0, 0, 0, 3.0075, 4.94, 7.4515, 10.634, 11.9915, 14.449, 16.0065, 19.039];
        for (var i = 0; i < 20; i++)
        {
            Numbers.Near(lower[i], points[i].Lower, 1e-9);
            Numbers.Near(upper[i], points[i].Upper, 1e-9);
            Assert.Null(points[i].LowerSince);
            Assert.Equal(i < 13 ? null : 12, points[i].UpperSince);
        }
    }

    [Fact]
    public void Signals_beyond_its_decision_limit_only_and_says_since_when()
    {
        var chart = new CumulativeSum(0, 0.5, 2);
        Assert.Equal([null, null, null, 1], chart.Evaluate([0.5, 1.5, 1.5, 1.6]).Select(p => p.UpperSince));
        Assert.Equal([null, null, 1, 1], chart.Evaluate([-0.5, -1.75, -1.75, -1.6]).Select(p => p.LowerSince));
        // Exactly on H is no signal.
        Assert.Null(chart.Evaluate([2.5])[0].UpperSince);
        Assert.Null(chart.Evaluate([-2.5])[0].LowerSince);
        Assert.Equal(0, chart.Evaluate([2.6])[0].UpperSince);
        Assert.Equal(0, chart.Evaluate([-2.6])[0].LowerSince);
        // After a wide swing both.
        var both = chart.Evaluate([10, -5])[1];
        Assert.Equal((0, 1, 4.0, 4.5), (both.UpperSince!.Value, both.LowerSince!.Value, both.Upper, both.Lower));
    }

    [Fact]
    public void Takes_its_numbers_from_frozen_limits()
    {
        var chart = CumulativeSum.From(new ChartLimits("mean", "p", 20, 5, 100, 2, 94, 106));
        Assert.Equal((100.0, 1.0, 10.0), (chart.Target, chart.Allowance, chart.Decision));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CumulativeSum(double.NaN, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CumulativeSum(0, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CumulativeSum(0, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => chart.Evaluate([double.NaN]));
    }

    [Fact]
    public void Of_the_mirror_image_has_its_sides_changed() =>
        Gen.Double[-3, 3].Array[1, 30].Sample(x =>
        {
            var chart = new CumulativeSum(0, 0.5, 4);
            var (points, mirror) = (chart.Evaluate(x), chart.Evaluate([.. x.Select(v => -v)]));
            Assert.Equal(points, mirror.Select(p => new CusumPoint(p.Lower, p.Upper, p.LowerSince, p.UpperSince)));
        });
}

public sealed class A_moving_average
{
    // The series of the NIST e-Handbook 6.3.2.4, s = 2.0539, λ = 0.3.
    private static readonly double[] Handbook = [
        52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];

    private static readonly MovingAverage Chart = new(50, 2.0539, 0.3);

    [Fact]
    public void Of_the_handbooks_series_has_the_worked_values_and_limits()
    {
        var points = Chart.Evaluate(Handbook, exactLimits: false);
        double[] first = [50.6, 49.52, 50.564, 50.1848, 50.15936];
        for (var i = 0; i < 5; i++)
            Numbers.Agree(first[i], points[i].Value, 1e-12);
        Numbers.Near(51.98824, points[19].Value, 1e-5);
        Assert.All(points, p => Assert.Equal(0, p.Signal));
        Numbers.Agree(52.588431738126616, points[0].Upper);
        Numbers.Agree(100 - 52.588431738126616, points[19].Lower);
        Numbers.Agree(2.588431738126616, Chart.AsymptoticHalfWidth);
    }

    [Fact]
    public void Has_limits_that_widen_to_the_asymptotic_ones()
    {
        Numbers.Agree(51.84851, Chart.Evaluate(Handbook)[0].Upper);
        Numbers.Agree(48.15149, Chart.Evaluate(Handbook)[0].Lower);
        Numbers.Agree(2.588431738126616 * Math.Sqrt(1 - Math.Pow(0.7, 4)), Chart.HalfWidthAt(2));
        Numbers.Agree(Chart.AsymptoticHalfWidth, Chart.HalfWidthAt(100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Chart.HalfWidthAt(0));
    }

    [Fact]
    public void Of_all_weight_on_the_last_is_the_chart_of_single_values()
    {
        var chart = new MovingAverage(0, 1, 1);
        var points = chart.Evaluate([1, 3, 3.01, -3, -3.01]);
        Assert.Equal([1, 3, 3.01, -3, -3.01], points.Select(p => p.Value));
        Assert.Equal([0, 0, 1, 0, -1], points.Select(p => p.Signal));
        Assert.Equal((0.2, 3.0, 5.0, 2.0), (
            new MovingAverage(5, 2).Weight,
            new MovingAverage(5, 2).Width,
            new MovingAverage(5, 2).Target,
            new MovingAverage(5, 2).StandardDeviation));
    }

    [Fact]
    public void Is_misused_by_numbers_outside_their_range()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MovingAverage(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MovingAverage(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MovingAverage(0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MovingAverage(0, 1, 1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MovingAverage(0, 1, 0.2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Chart.Evaluate([double.NaN]));
    }

    [Fact]
    public void Moves_and_stretches_with_its_values() =>
        Gen.Select(Gen.Double[-3, 3].Array[1, 20], Gen.Double[0.1, 10], Gen.Double[-50, 50]).Sample(c =>
        {
            var (x, scale, shift) = c;
            var before = new MovingAverage(0, 1).Evaluate(x);
            var after = new MovingAverage(shift, scale).Evaluate([.. x.Select(v => -scale * v + shift)]);
            for (var i = 0; i < x.Length; i++)
            {
                Numbers.Near(-scale * before[i].Value + shift, after[i].Value, 1e-9);
                Numbers.Near(scale * (before[i].Upper - before[i].Lower), after[i].Upper - after[i].Lower, 1e-9);
            }
        });
}
