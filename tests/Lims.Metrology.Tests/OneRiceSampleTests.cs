using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class One_rice_sample_from_curve_to_verdict
{
    private const double Calibration = 0.01;
    private static readonly Measured Moisture = new(12.5, 0.15, "%");
    private static readonly EndothermSettings Window = new(48, 88);

    /// <summary>
    /// Sample and native reference as the instrument writes them: exo up, 10 K/min, native 11.20 J/g dry, sample 2.35 J/g dry.
    /// </summary>
    private static Evaluated Enthalpy(double joulePerGram, double milligram, int seed)
    {
        var area = joulePerGram * milligram * 0.875;
        var scale = area / 45.11930894335801;
        double[] flow = [.. Curves.Flow(scale, offset: 2, slope: 0.01, noise: 0.002, seed: seed).Select(p => -p)];
        double[] time = [.. Curves.Temperature.Select(t => (t - 30) * 6)];
        var dry = DryMatter.Mass(new Measured(milligram, 0.01, "mg", Basis.AsIs), Moisture).Value.Result;
        return DscCurve.FirstHeating(time, Curves.Temperature, flow, EndothermSign.Negative)
            .Then(curve => EndothermIntegration.Integrate(curve, Window))
            .Then(endotherm => endotherm.Enthalpy(dry, Calibration))
            .Value;
    }

    [Fact]
    public void Comes_out_with_the_value_that_went_in_and_an_uncertainty_that_covers_the_difference()
    {
        Evaluated sample = Enthalpy(2.35, 4, seed: 5), native = Enthalpy(11.20, 4, seed: 6);
        var dg = DegreeOfGelatinization.ByCalorimetry(sample.Result, native.Result, Calibration).Value;
        Numbers.Near(79.0178571, dg.Result.Value, 3 * dg.Result.StandardUncertainty);
        Assert.InRange(dg.Result.StandardUncertainty, 0.05, 1);
        Assert.Equal(("%", "dry matter"), (dg.Result.Unit, dg.Result.Basis));

        var rule = new DecisionRule();
        Assert.Equal(Verdict.NotMet, rule.Test(Limit.Of(Comparison.GreaterOrEqual, 85, "%", Basis.DryMatter), dg.Result).Verdict);
        Assert.Equal(Verdict.Met, rule.Test(Limit.Of(Comparison.GreaterOrEqual, 70, "%", Basis.DryMatter), dg.Result).Verdict);
    }

    [Fact]
    public void Has_the_uncertainty_that_a_simulation_of_all_inputs_gives()
    {
        const int N = 200_000;
        var random = new Random(17);
        var values = new double[N];
        for (var i = 0; i < N; i++)
        {
            var factor = 1 + 0.02 * Curves.Normal(random);
            var hs = (2.35 + 0.15 * Curves.Normal(random)) * factor;
            var hn = (11.20 + 0.25 * Curves.Normal(random)) * factor;
            values[i] = 100 * (1 - hs / hn);
        }

        Measured Whole(double h, double own) => new(h, Math.Sqrt(own * own + Math.Pow(0.02 * h, 2)), "J/g", Basis.DryMatter);
        var dg = DegreeOfGelatinization.ByCalorimetry(Whole(2.35, 0.15), Whole(11.20, 0.25), 0.02).Value.Result;
        Numbers.Agree(new Replicates(values).StandardDeviation, dg.StandardUncertainty, 0.01);
    }
}
