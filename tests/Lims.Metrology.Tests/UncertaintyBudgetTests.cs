using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class An_uncertainty_budget
{
    [Fact]
    public void Combines_and_counts_degrees_of_freedom_as_the_guide_does()
    {
        var budget = new UncertaintyBudget([
            UncertaintyComponent.TypeA("a", 0.5, 4), UncertaintyComponent.TypeA("b", 0.3, 9), new("c", EvaluationType.B, 0.2, 1)]);
        Numbers.Near(0.6164414, budget.CombinedStandardUncertainty, 5e-8);
        Numbers.Near(8.738275, budget.EffectiveDegreesOfFreedom, 5e-7);
        var expanded = budget.Expanded(0.95);
        Numbers.Agree(2.3060041352041667, expanded.K);
        Numbers.Agree(2.3060041352041667 * Math.Sqrt(0.38), expanded.U);
        Numbers.Agree(1, budget.Lines.Sum(l => l.Share));
        Numbers.Agree(0.25 / 0.38, budget.Lines[0].Share);
    }

    // EURACHEM/CITAC QUAM A1, cadmium standard, at full precision.
    [Fact]
    public void Of_a_cadmium_standard_reaches_the_worked_example()
    {
        var volume = new UncertaintyBudget([
            UncertaintyComponent.FromHalfWidth("flask", 0.1, UncertaintyDistribution.Triangular),
            UncertaintyComponent.TypeA("repeatability", 0.02, double.PositiveInfinity),
            UncertaintyComponent.FromHalfWidth("temperature", 100 * 4 * 2.1e-4, UncertaintyDistribution.Rectangular)]);
        Numbers.Agree(0.04849742261192856, volume.Components[2].StandardUncertainty);
        Numbers.Agree(0.06647305218407432, volume.CombinedStandardUncertainty);

        const double M = 100.28, P = 0.9999, V = 100, C = 1000 * M * P / V;
        var purity = UncertaintyComponent.FromHalfWidth("purity", 0.0001, UncertaintyDistribution.Rectangular, C / P);
        Numbers.Agree(5.773502691896258e-05, purity.StandardUncertainty);
        var budget = new UncertaintyBudget([
            new("mass", EvaluationType.B, 0.05, C / M),
            purity,
            new("volume", EvaluationType.B, volume.CombinedStandardUncertainty, -C / V)]);
        Numbers.Agree(1002.69972, C);
        Numbers.Agree(0.8351992267684393, budget.CombinedStandardUncertainty);
        Assert.Equal("1002.7 ± 1.6 mg/L (k = 1.96, 95 %)", budget.Result(C, "mg/L").Report(RoundingMode.HalfEven).ToString());
    }

    [Fact]
    public void With_full_correlation_adds_contributions_or_cancels_them()
    {
        UncertaintyComponent a = new("a", EvaluationType.B, 0.3, 1), b = new("b", EvaluationType.B, 0.4, 1);
        UncertaintyComponent minus = new("b", EvaluationType.B, 0.3, -1);
        Numbers.Agree(0.7, new UncertaintyBudget([a, b], [new("a", "b", 1)]).CombinedStandardUncertainty);
        Numbers.Agree(0.1, new UncertaintyBudget([a, b], [new("a", "b", -1)]).CombinedStandardUncertainty);
        Assert.Equal(0, new UncertaintyBudget([a, minus], [new("a", "b", 1)]).CombinedStandardUncertainty);
    }

    [Fact]
    public void Shows_a_covariance_as_a_line_of_its_own()
    {
        var budget = new UncertaintyBudget([new("a", EvaluationType.B, 3, 1), new("b", EvaluationType.B, 4, -1)], [new("a", "b", 0.5)]);
        Assert.Equal(Math.Sqrt(13), budget.CombinedStandardUncertainty, 12);
        var covariance = budget.Lines[2];
        Assert.Equal("covariance of a and b", covariance.Name);
        Assert.Null(covariance.Contribution);
        Assert.Equal(-12, covariance.Variance, 12);
        Numbers.Agree(1, budget.Lines.Sum(l => l.Share));
    }

    // With u² = 2 uncorrelated and 4 with r = 1 the formula gives 8 or 32; the smaller stands.
    [Fact]
    public void Claims_no_more_degrees_of_freedom_because_its_components_are_correlated() =>
        Numbers.Agree(8, new UncertaintyBudget(
            [UncertaintyComponent.TypeA("a", 1, 4), UncertaintyComponent.TypeA("b", 1, 4)], [new("a", "b", 1)]).EffectiveDegreesOfFreedom);

    [Fact]
    public void Never_has_fewer_degrees_of_freedom_than_its_poorest_component_nor_more_than_all_together() =>
        Gen.Select(Gen.Double[0.01, 10], Gen.Int[1, 30]).Array[1, 6].Sample(parts =>
        {
            var budget = new UncertaintyBudget(parts.Select((p, i) => UncertaintyComponent.TypeA(i.ToString("D", null), p.Item1, p.Item2)));
            var nu = budget.EffectiveDegreesOfFreedom;
            return nu >= parts.Min(p => p.Item2) * (1 - 1e-12) && nu <= parts.Sum(p => p.Item2) * (1 + 1e-12);
        });

    [Theory]
    [InlineData(UncertaintyDistribution.Rectangular, 3)]
    [InlineData(UncertaintyDistribution.Triangular, 6)]
    [InlineData(UncertaintyDistribution.Arcsine, 2)]
    public void Divides_a_half_width_by_the_root_its_distribution_asks(UncertaintyDistribution distribution, double divisor) =>
        Numbers.Agree(1 / Math.Sqrt(divisor), UncertaintyComponent.FromHalfWidth("a", 1, distribution).StandardUncertainty);

    [Fact]
    public void Refuses_what_cannot_be_a_budget()
    {
        UncertaintyComponent a = new("a", EvaluationType.B, 1, 1), b = a with { Name = "b" }, c = a with { Name = "c" };
        Assert.Throws<ArgumentException>(() => new UncertaintyBudget([]));
        Assert.Throws<ArgumentException>(() => new UncertaintyBudget([a, a]));
        Assert.Throws<ArgumentException>(() => new UncertaintyBudget([a, b], [new("a", "x", 0.5)]));
        Assert.Throws<ArgumentException>(() => new UncertaintyBudget([a, b], [new("a", "b", 1.5)]));
        Assert.Throws<ArgumentException>(() => new UncertaintyBudget([a, b, c], [new("a", "b", -1), new("b", "c", -1), new("a", "c", -1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new UncertaintyBudget([a with { StandardUncertainty = -1 }]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new UncertaintyBudget([a with { DegreesOfFreedom = 0 }]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new UncertaintyBudget([a with { Sensitivity = double.NaN }]));
        Assert.Throws<ArgumentException>(() => UncertaintyComponent.FromHalfWidth("a", 1, UncertaintyDistribution.Normal));
    }
}
