using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class A_method_between_laboratories
{
    [Theory]
    [InlineData(2, 2.7718076487008148)]
    [InlineData(3, 3.314493155400669)]
    [InlineData(4, 3.6331595749006738)]
    [InlineData(5, 3.8576555103782084)]
    [InlineData(6, 4.030092053179942)]
    [InlineData(8, 4.286309409350906)]
    [InlineData(10, 4.474124221726925)]
    public void Has_the_worked_critical_range_of_n_results(int n, double f) => Numbers.Agree(f, CriticalRange.Factor(n));

    [Fact]
    public void Has_repeatability_and_reproducibility_limits_of_two_results()
    {
        Numbers.Agree(0.588, CriticalRange.OfTwo(0.21));
        Numbers.Agree(0.98, CriticalRange.OfTwo(0.35));
        Numbers.Agree(2.771807648699356, CriticalRange.Factor(2));
    }

    [Theory]
    [InlineData(1, 2, 0.02)]
    [InlineData(0.5, 2.2199312500066357, 0.01109954086188143)]
    [InlineData(0.1, 2.8284271247461903, 0.0028284271247461903)]
    [InlineData(0.01, 4, 4e-4)]
    [InlineData(1e-3, 5.656854249492381, 5.656854249492381e-5)]
    [InlineData(1e-6, 16, 1.5996685100140569e-07)]
    [InlineData(1e-9, 45.254833995939045, 4.524077079539241e-10)]
    public void Is_expected_to_scatter_as_Horwitz_found(double c, double prsd, double sigma)
    {
        Numbers.Agree(prsd, Horwitz.PredictedRelativeStandardDeviation(c));
        // The exponent 0.8495 is rounded from 1 - 0.5 log₁₀ 2 = 0.84949.
        Numbers.Agree(sigma, Horwitz.StandardDeviation(c), c is 0.1 or 0.01 or 1e-3 ? 2e-4 : 1e-9);
    }

    [Fact]
    public void Is_expected_to_scatter_as_Thompson_amended_it_at_both_ends()
    {
        Numbers.Agree(2.2e-10, Horwitz.ThompsonStandardDeviation(1e-9));
        Numbers.Agree(0.005, Horwitz.ThompsonStandardDeviation(0.25));
        Numbers.Agree(1.5996685100140569e-07, Horwitz.ThompsonStandardDeviation(1e-6));
        // On the limits the middle form holds.
        Assert.Equal(Horwitz.StandardDeviation(1.2e-7), Horwitz.ThompsonStandardDeviation(1.2e-7));
        Assert.Equal(Horwitz.StandardDeviation(0.138), Horwitz.ThompsonStandardDeviation(0.138));
        Assert.Equal((1.2e-7, 0.138), (Horwitz.ThompsonLow, Horwitz.ThompsonHigh));
        foreach (var c in new[] { 0, -1, 1.0001, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>(() => Horwitz.ThompsonStandardDeviation(c));
        Assert.Contains(
            "1 mg/kg is 1e-6",
            Assert.Throws<ArgumentOutOfRangeException>(() => Horwitz.StandardDeviation(2)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Is_judged_by_its_HorRat()
    {
        var horRat = Horwitz.Ratio(0.0035, 0.62);
        Numbers.Agree(0.2626625733364769, horRat.Value);
        Assert.Equal(HorRatClass.SuspiciouslyGood, horRat.Class);
        // At C = 1 the prediction is 2 %.
        Assert.Equal(new HorRat(0.5, HorRatClass.Acceptable), Horwitz.Ratio(0.01, 1));
        Assert.Equal(new HorRat(2, HorRatClass.Acceptable), Horwitz.Ratio(0.04, 1));
        Assert.Equal(HorRatClass.Unacceptable, Horwitz.Ratio(0.0401, 1).Class);
        Assert.Equal(HorRatClass.SuspiciouslyGood, Horwitz.Ratio(0.0099, 1).Class);
        Assert.Throws<ArgumentOutOfRangeException>(() => Horwitz.Ratio(-0.1, 0.5));
    }

    [Fact]
    public void Has_a_robust_mean_that_one_gross_error_cannot_pull_far()
    {
        double[] results = [4.5, 4.9, 5.6, 4.2, 6.2, 5.2, 9.9];
        var (median, deviation) = RobustEstimate.Start(results);
        Numbers.Agree(5.2, median);
        Numbers.Agree(1.0381, deviation);
        var robust = RobustEstimate.AlgorithmA(results).Value;
        Numbers.Agree(5.386489230095654, robust.Mean);
        Numbers.Agree(1.1459569203826137, robust.StandardDeviation);
        Numbers.Agree(0.5414137543796144, robust.StandardUncertainty);
        Assert.Equal(7, robust.Count);
        Assert.InRange(robust.Iterations, 5, 100);
        // Plain statistics of the same results.
        Numbers.Agree(5.785714285714286, Summary.Of(results).Value.Mean);
        Numbers.Agree(1.933415433396361, Summary.Of(results).Value.StandardDeviation!.Value);
        // Beyond 1.5 s* it no longer matters how far out the error lies.
        Numbers.Agree(robust.Mean, RobustEstimate.AlgorithmA([4.5, 4.9, 5.6, 4.2, 6.2, 5.2, 9900]).Value.Mean);
    }

    [Fact]
    public void Has_no_robust_mean_without_a_scale_to_start_from()
    {
        Assert.Equal("Algorithm A needs at least 3 results; 2 were given.", RobustEstimate.AlgorithmA([1, 2]).Refusal);
        Assert.Equal(
            "Half of the 4 results or more are 5; the median deviation is 0 and Algorithm A has no scale to start from.",
            RobustEstimate.AlgorithmA([5, 5, 5, 9]).Refusal);
        Assert.False(RobustEstimate.AlgorithmA([5, 5 + 1e-13, 5 - 1e-13, 9]).Succeeded);
        Assert.Equal("Result 1 is NaN, but a finite number was expected.", RobustEstimate.AlgorithmA([double.NaN, 1, 2]).Refusal);
        Assert.True(RobustEstimate.AlgorithmA([1, 2, 3]).Succeeded);
    }

    [Fact]
    public void Has_a_robust_mean_that_moves_and_stretches_with_the_results() =>
        Gen.Select(Gen.Int[-1000, 1000].Array[5, 20], Gen.Double[0.1, 10], Gen.Double[-50, 50]).Sample(c =>
        {
            var (hundredths, scale, shift) = c;
            double[] x = [.. hundredths.Select(h => h / 100.0)];
            var before = RobustEstimate.AlgorithmA(x);
            var after = RobustEstimate.AlgorithmA([.. x.Select(v => -scale * v + shift)]);
            Assert.Equal(before.Succeeded, after.Succeeded);
            if (!before.Succeeded)
                return;
            Numbers.Near(-scale * before.Value.Mean + shift, after.Value.Mean, 1e-7);
            Numbers.Near(scale * before.Value.StandardDeviation, after.Value.StandardDeviation, 1e-7);
        });

    // By hand: differences -1, 1, 0, 0 and totals of x + y: 21, 21, 24, 18 (means 10.5 and 10.5).
    [Fact]
    public void Shows_bias_and_scatter_apart_on_Youdens_plot()
    {
        var plot = YoudenPlot.Of([10, 11, 12, 9], [11, 10, 12, 9]).Value;
        Numbers.Agree(Math.Sqrt(2.0 / 3) / Math.Sqrt(2), plot.RepeatabilityStandardDeviation, 1e-14);
        Numbers.Agree(Math.Sqrt(18.0 / 3) / Math.Sqrt(2), plot.TotalStandardDeviation, 1e-14);
        Numbers.Agree(Math.Sqrt((3 - 1.0 / 3) / 2), plot.BetweenStandardDeviation, 1e-14);
        Numbers.Agree(9, plot.F!.Value, 1e-13);
        // F(3, 3) above 9.
        Numbers.Near(0.05205, plot.PValue!.Value, 5e-5);
        Assert.Equal((10.5, 10.5), (plot.MeanFirst, plot.MeanSecond));
        Numbers.Agree(2.447746830680816 * plot.RepeatabilityStandardDeviation, plot.CircleRadius, 1e-12);
        var third = plot.Points[2];
        Assert.Equal((12.0, 12.0, true), (third.First, third.Second, third.Outside));
        Numbers.Agree(3 / Math.Sqrt(2), third.Systematic, 1e-14);
        Numbers.Near(0, third.Random, 1e-14);
        Numbers.Agree(-1 / Math.Sqrt(2), plot.Points[0].Random, 1e-14);
        Assert.False(plot.Points[0].Outside);
    }

    [Fact]
    public void Without_bias_has_none_on_Youdens_plot()
    {
        var plot = YoudenPlot.Of([10, 11, 12, 9], [10, 9, 8, 11.5]).Value;
        Assert.Equal(0, plot.BetweenStandardDeviation);
        var same = YoudenPlot.Of([10, 11, 12], [20, 21, 22]).Value;
        Assert.Equal((null, null, 0.0), (same.F, same.PValue, same.RepeatabilityStandardDeviation));
        Assert.Equal("A Youden plot needs at least 3 laboratories; 2 were given.", YoudenPlot.Of([1, 2], [1, 2]).Refusal);
        Assert.Equal(
            "The results of laboratory 2 are 2 and NaN, but finite numbers were expected.",
            YoudenPlot.Of([1, 2, 3], [1, double.NaN, 3]).Refusal);
        Assert.Equal(
            "The results of laboratory 3 are NaN and 3, but finite numbers were expected.",
            YoudenPlot.Of([1, 2, double.NaN], [1, 2, 3]).Refusal);
        Assert.Equal(
            "3 results on the first sample, but 2 on the second.",
            Assert.Throws<ArgumentException>(() => YoudenPlot.Of([1, 2, 3], [1, 2])).Message);
    }
}

public sealed class A_proficiency_score
{
    private static readonly Measured Assigned = new(10.0, 0.15, "mg/kg");
    private static readonly Measured Reported = new(10.8, 0.3, "mg/kg");

    [Fact]
    public void Of_the_worked_result_is_the_worked_score()
    {
        Score("z", 1.6, ProficiencyScore.Z(10.8, 10, 0.5));
        Score("z'", 1.5325220563538422, ProficiencyScore.ZPrime(10.8, Assigned, 0.5));
        Score("zeta", 2.3851391759997758, ProficiencyScore.Zeta(Reported, Assigned), Performance.Questionable);
        Score("En", 1.1925695879998879, ProficiencyScore.En(Reported, Assigned), Performance.Unsatisfactory);
        Score("En", 1.1925695879998879, ProficiencyScore.En(10.8, 0.6, 10, 0.3), Performance.Unsatisfactory);
        Score("z", -1.6, ProficiencyScore.Z(9.2, 10, 0.5));

        static void Score(string name, double value, ProficiencyScore score, Performance performance = Performance.Satisfactory)
        {
            Numbers.Agree(value, score.Value);
            Assert.Equal((name, performance), (score.Name, score.Performance));
        }
    }

    [Theory]
    [InlineData(2, Performance.Satisfactory)]
    [InlineData(2.001, Performance.Questionable)]
    [InlineData(2.999, Performance.Questionable)]
    [InlineData(3, Performance.Unsatisfactory)]
    [InlineData(-2, Performance.Satisfactory)]
    [InlineData(-3, Performance.Unsatisfactory)]
    public void Is_read_by_its_distance_from_zero(double z, Performance performance) =>
        Assert.Equal(performance, ProficiencyScore.Z(z, 0, 1).Performance);

    [Fact]
    public void En_of_one_is_satisfactory_and_beyond_is_not()
    {
        Assert.Equal(Performance.Satisfactory, ProficiencyScore.En(5, 3, 0, 4).Performance);
        Assert.Equal(Performance.Unsatisfactory, ProficiencyScore.En(-5.01, 3, 0, 4).Performance);
        Assert.Equal(Performance.Unsatisfactory, ProficiencyScore.En(12.5, 3, 0, 4).Performance);
    }

    [Fact]
    public void Needs_a_scale_and_one_unit()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ProficiencyScore.Z(1, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProficiencyScore.Z(double.NaN, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProficiencyScore.Z(0, double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProficiencyScore.ZPrime(1, Assigned, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProficiencyScore.En(1, -1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProficiencyScore.En(1, 1, 0, -1));
        Assert.Equal(
            "The zeta score needs an uncertainty above 0.",
            Assert.Throws<ArgumentException>(() => ProficiencyScore.Zeta(Measured.Exact(1, "g"), Measured.Exact(1, "g"))).Message);
        Numbers.Says("'g/kg'", Assert.Throws<ArgumentException>(() => ProficiencyScore.Zeta(new(1, 1, "g/kg"), Assigned)).Message);
        Assert.Equal(
            "The result is on basis 'dry matter', but '' was expected.",
            Assert.Throws<ArgumentException>(() => ProficiencyScore.En(new(1, 1, "mg/kg", Basis.DryMatter), Assigned)).Message);
    }
}
