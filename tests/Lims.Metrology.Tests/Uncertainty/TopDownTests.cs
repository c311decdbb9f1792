using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class Uncertainty_from_quality_control
{
    // Ammonium, the handbook's kind of example: six rounds of a proficiency test, relative biases in %, s_R/√n = 1.5 %; control sample
    // s = 1.67 %.
    private static readonly double[] Biases = [2.4, 2.7, 1.9, 1.4, 1.8, 2.9];

    [Fact]
    public void Combines_control_sample_and_proficiency_tests()
    {
        var bias = TopDown.Bias(Biases.Select(b => BiasResult.FromProficiencyTest(b, 9, 36)));
        Numbers.Agree(Math.Sqrt(30.27 / 6), bias[0].StandardUncertainty);
        Numbers.Agree(1.5, bias[1].StandardUncertainty);
        var budget = TopDown.Combine(UncertaintyComponent.TypeA("within-laboratory reproducibility", 1.67, 50), bias);
        var u = Math.Sqrt(1.67 * 1.67 + 30.27 / 6 + 2.25);
        Numbers.Agree(u, budget.CombinedStandardUncertainty);
        Assert.Equal("6", Rounding.Format(2 * u, 0, RoundingMode.HalfEven));
        Assert.Equal(["within-laboratory reproducibility", "bias", "reference value"], budget.Lines.Select(l => l.Name));
    }

    [Fact]
    public void Takes_a_control_sample_by_its_standard_deviation_over_days()
    {
        var component = TopDown.WithinLaboratory(new Replicates([77.1, 78.6, 79.4, 78.0]));
        Numbers.Agree(0.9708243919473799, component.StandardUncertainty);
        Assert.Equal((3.0, EvaluationType.A, 1.0), (component.DegreesOfFreedom, component.Type, component.Sensitivity));
    }

    [Fact]
    public void Pools_duplicates_and_adds_what_happens_between_days()
    {
        var duplicates = new DuplicateSeries([0.3, -0.4, 0, 0.5]);
        Numbers.Agree(0.25, duplicates.StandardDeviation);
        // Mean range 0.3 over d₂ = 1.128379.
        Numbers.Agree(0.3 / 1.1283791670955126, duplicates.FromMeanRange);
        var component = TopDown.WithinLaboratory(duplicates, 0.6);
        Numbers.Agree(0.65, component.StandardUncertainty);
        Assert.Equal((4.0, 4, EvaluationType.A), (component.DegreesOfFreedom, duplicates.DegreesOfFreedom, component.Type));
        Numbers.Agree(0.25, TopDown.WithinLaboratory(duplicates, 0).StandardUncertainty);
        Assert.Equal([0.3, -0.4, 0, 0.5], duplicates.Differences);
    }

    [Fact]
    public void Takes_one_reference_material_with_the_spread_of_what_was_found()
    {
        var found = new Replicates([10.1, 10.3, 10.2]);
        var bias = TopDown.Bias([BiasResult.FromCertificate(-0.2, 0.08)], found);
        Assert.Equal(["bias", "reference value", "mean found on the reference material"], bias.Select(b => b.Name));
        Numbers.Agree(0.2, bias[0].StandardUncertainty);
        Numbers.Agree(0.04, bias[1].StandardUncertainty);
        Numbers.Agree(0.1 / Math.Sqrt(3), bias[2].StandardUncertainty);
        Assert.Equal((2.0, EvaluationType.A), (bias[2].DegreesOfFreedom, bias[2].Type));
        Numbers.Agree(0.02, BiasResult.FromCertificate(0, 0.06, 3).ReferenceUncertainty);
    }

    [Fact]
    public void Takes_several_by_the_root_mean_square_and_the_mean_of_their_uncertainties()
    {
        var bias = TopDown.Bias([new(3, 1), new(-4, 2)]);
        Numbers.Agree(Math.Sqrt(12.5), bias[0].StandardUncertainty);
        Numbers.Agree(1.5, bias[1].StandardUncertainty);
        Assert.Equal(2, bias.Count);
        Numbers.Agree(1.25 * 0.8 / 5, BiasResult.FromProficiencyTest(1, 0.8, 25, robust: true).ReferenceUncertainty);
    }

    [Fact]
    public void Takes_recoveries_against_100_percent()
    {
        var bias = TopDown.BiasFromRecoveries([95, 98, 97, 96, 99, 96], 0.9);
        Assert.Equal(["recovery", "amount added"], bias.Select(b => b.Name));
        Numbers.Agree(Math.Sqrt((25 + 4 + 9 + 16 + 1 + 16) / 6.0), bias[0].StandardUncertainty);
        Assert.Equal(0.9, bias[1].StandardUncertainty);
    }

    [Fact]
    public void Is_refused_where_there_is_nothing_to_go_by()
    {
        var found = new Replicates([1, 2]);
        Numbers.Says("at least one comparison", Assert.Throws<ArgumentException>(() => TopDown.Bias([])).Message);
        Numbers.Says("1 comparisons were given", Assert.Throws<ArgumentException>(() => TopDown.Bias([new(1, 1)])).Message);
        Numbers.Says("2 comparisons were given",
            Assert.Throws<ArgumentException>(() => TopDown.Bias([new(1, 1), new(2, 1)], found)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => TopDown.Bias([new(double.NaN, 1), new(1, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => TopDown.Bias([new(1, -1), new(1, 1)]));
        Numbers.Says("at least one recovery", Assert.Throws<ArgumentException>(() => TopDown.BiasFromRecoveries([], 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => TopDown.BiasFromRecoveries([double.NaN], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => TopDown.BiasFromRecoveries([99], -1));
        Numbers.Says("at least one pair", Assert.Throws<ArgumentException>(() => new DuplicateSeries([])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DuplicateSeries([double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => TopDown.WithinLaboratory(new DuplicateSeries([1]), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BiasResult.FromCertificate(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BiasResult.FromCertificate(1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BiasResult.FromProficiencyTest(1, -1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => BiasResult.FromProficiencyTest(1, 1, 0));
    }
}
