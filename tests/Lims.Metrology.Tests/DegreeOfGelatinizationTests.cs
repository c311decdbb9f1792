using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class Calculating_to_dry_matter
{
    [Fact]
    public void Divides_by_what_is_left_without_moisture()
    {
        var dry = DryMatter.FromAsIs(new Measured(8.10, 0.1, "J/g", Basis.AsIs), new Measured(12.5, 0.2, "%")).Value.Result;
        Numbers.Agree(9.257142857142858, dry.Value);
        Assert.Equal(Basis.DryMatter, dry.Basis);
        // c = 1/(1 - w) and x/(1 - w)².
        Numbers.Agree(Math.Sqrt(Math.Pow(0.1 / 0.875, 2) + Math.Pow(8.10 * 0.002 / (0.875 * 0.875), 2)), dry.StandardUncertainty);
        Numbers.Agree(99.347061778001, DryMatter.FromAsIs(new Measured(98.90, 0, "%"), Measured.Exact(0.0045)).Value.Result.Value);
    }

    [Fact]
    public void Weighs_in_less_than_the_balance_shows()
    {
        var dry = DryMatter.Mass(new Measured(4, 0.01, "mg", Basis.AsIs), new Measured(0.125, 0.002, "1")).Value;
        Numbers.Agree(3.5, dry.Result.Value);
        Numbers.Agree(Math.Sqrt(Math.Pow(0.01 * 0.875, 2) + Math.Pow(4 * 0.002, 2)), dry.Result.StandardUncertainty);
    }

    [Fact]
    public void Refuses_moisture_that_leaves_nothing_and_a_second_correction()
    {
        Numbers.Says("100 %", DryMatter.FromAsIs(new Measured(8, 0.1, "J/g"), new Measured(100, 0.1, "%")).Refusal);
        Numbers.Says("-1 %", DryMatter.Mass(new Measured(8, 0.1, "mg"), new Measured(-1, 0.1, "%")).Refusal);
        Numbers.Says("-8 mg", DryMatter.Mass(new Measured(-8, 0.1, "mg"), new Measured(1, 0.1, "%")).Refusal);
        var dry = new Measured(8, 0.1, "J/g", Basis.DryMatter);
        Assert.Throws<ArgumentException>(() => DryMatter.FromAsIs(dry, new Measured(12, 0.1, "%")));
        Assert.Throws<ArgumentException>(() => DryMatter.FromAsIs(new Measured(8, 0.1, "J/g"), new Measured(12, 0.1, "g")));
    }
}

public sealed class The_degree_of_gelatinization
{
    private static Measured Enthalpy(double value, double u) => new(value, u, "J/g", Basis.DryMatter);

    private static Measured Absorbance(double value, double u = 0) => new(value, u, "1");

    private static Outcome<Evaluated> Glucoamylase(Measured sample, Measured blank, Measured total, Measured? dilution = null) =>
        DegreeOfGelatinization.ByGlucoamylase(sample, blank, total, dilution);

    [Fact]
    public void By_calorimetry_reaches_the_worked_example()
    {
        var dg = DegreeOfGelatinization.ByCalorimetry(Enthalpy(2.35, 0.15), Enthalpy(11.20, 0.25)).Value.Result;
        Numbers.Agree(79.01785714285714, dg.Value);
        Numbers.Agree(1.4188161477933685, dg.StandardUncertainty);
        var eighty = new DecisionRule().Test(Limit.Of(Comparison.GreaterOrEqual, 80, "%", Basis.DryMatter), dg);
        Numbers.Near(0.2443974, eighty.Probability!.Value, 5e-8);
        Assert.Equal(Verdict.Undecided, eighty.Verdict);
        Numbers.Agree(1.04e-10, Limit.Of(Comparison.LessThan, 70, "%", Basis.DryMatter).ConformanceProbability(dg), 0.005);
    }

    [Fact]
    public void By_calorimetry_is_free_of_a_calibration_factor_common_to_both_runs()
    {
        const double Shared = 0.02;
        Measured sample = Enthalpy(2.35, 2.35 * Shared), native = Enthalpy(11.20, 11.20 * Shared);
        Numbers.Near(0, DegreeOfGelatinization.ByCalorimetry(sample, native, Shared).Value.Result.StandardUncertainty, 1e-6);

        // With other parts beside the common one only those remain.
        var dg = DegreeOfGelatinization.ByCalorimetry(Whole(2.35, 0.15), Whole(11.20, 0.25), Shared).Value;
        Numbers.Agree(1.4188161477933685, dg.Result.StandardUncertainty);
        Assert.Contains(dg.Budget.Lines, l => l.Name.StartsWith("covariance", StringComparison.Ordinal) && l.Variance < 0);

        static Measured Whole(double value, double own) => Enthalpy(value, Math.Sqrt(own * own + Math.Pow(value * Shared, 2)));
    }

    [Fact]
    public void By_calorimetry_is_not_clipped()
    {
        Numbers.Agree(102, DegreeOfGelatinization.ByCalorimetry(Enthalpy(-0.2, 0.1), Enthalpy(10, 0.2)).Value.Result.Value);
        Numbers.Agree(-5, DegreeOfGelatinization.ByCalorimetry(Enthalpy(10.5, 0.1), Enthalpy(10, 0.2)).Value.Result.Value);
    }

    [Fact]
    public void By_glucoamylase_reaches_the_worked_examples()
    {
        Numbers.Agree(75.14792899408285, Glucoamylase(Absorbance(.412), Absorbance(.031), Absorbance(.538)).Value.Result.Value);
        var corrected = DegreeOfGelatinization.ByGlucoamylaseNativeCorrected(Absorbance(.412), Absorbance(.067), Absorbance(.538)).Value;
        Numbers.Agree(73.2484076433121, corrected.Result.Value);
        var diluted = Glucoamylase(Absorbance(.412), Absorbance(.031), Absorbance(.538), Absorbance(2)).Value;
        Numbers.Agree(150.2958579881657, diluted.Result.Value);
    }

    [Fact]
    public void By_glucoamylase_carries_uncertainty_as_differences_show_it()
    {
        double[] x = [.412, .031, .538, 1.1], u = [.004, .002, .005, .01];
        static Measured Dg(double[] v, double[] u) => Glucoamylase(
            Absorbance(v[0], u[0]), Absorbance(v[1], u[1]), Absorbance(v[2], u[2]), Absorbance(v[3], u[3])).Value.Result;
        var expected = Math.Sqrt(Enumerable.Range(0, 4).Sum(i =>
        {
            double[] up = [.. x], down = [.. x];
            (up[i], down[i]) = (x[i] + 1e-6, x[i] - 1e-6);
            return Math.Pow((Dg(up, u).Value - Dg(down, u).Value) / 2e-6 * u[i], 2);
        }));
        Numbers.Agree(expected, Dg(x, u).StandardUncertainty, 1e-6);
    }

    [Fact]
    public void Does_not_change_with_the_scale_of_the_signal() =>
        Gen.Select(Gen.Double[0.1, 10], Gen.Double[0.01, 2], Gen.Double[1.1, 20], Gen.Double[0.01, 0.2]).Sample(c =>
        {
            var (scale, sample, native, u) = c;
            var (one, other) = (Dg(1), Dg(scale));
            Numbers.Near(one.Value, other.Value, 1e-10);
            Numbers.Agree(one.StandardUncertainty, other.StandardUncertainty);

            Measured Dg(double k) =>
                DegreeOfGelatinization.ByCalorimetry(Enthalpy(k * sample, k * u), Enthalpy(k * native, k * u)).Value.Result;
        });

    [Fact]
    public void Is_refused_without_a_reference_that_stands_above_nothing()
    {
        Assert.Equal(
            "The native reference has an enthalpy of 0 J/g, but one above 0 was expected.",
            DegreeOfGelatinization.ByCalorimetry(Enthalpy(2, 0.1), Enthalpy(0, 0.1)).Refusal);
        Numbers.Says("0.031", Glucoamylase(Absorbance(.4), Absorbance(.031), Absorbance(.031)).Refusal);
        Numbers.Says("dilution", Glucoamylase(Absorbance(.4), Absorbance(.03), Absorbance(.5), Absorbance(0)).Refusal);
        Numbers.Says(
            "shared uncertainty of the sample",
            DegreeOfGelatinization.ByCalorimetry(Enthalpy(2, 0.01), Enthalpy(11, 0.3), 0.02).Refusal);
        Measured asIs = new(2, 0.1, "J/g", Basis.AsIs), area = new(2, 0.1, "mJ", Basis.DryMatter);
        Assert.Throws<ArgumentException>(() => DegreeOfGelatinization.ByCalorimetry(asIs, Enthalpy(11, 0.1)));
        Assert.Throws<ArgumentException>(() => DegreeOfGelatinization.ByCalorimetry(area, Enthalpy(11, 0.1)));
    }

    [Theory]
    [InlineData(-2.5, true)]
    [InlineData(3, true)]
    [InlineData(3.01, false)]
    public void Of_native_rice_must_be_near_zero(double found, bool within)
    {
        var outcome = ControlCheck.NativeRice(3).Check(new Measured(found, 1, "%"));
        Assert.Equal(within, outcome.WithinLimit);
        Assert.Equal(found, outcome.Deviation);
    }

    [Fact]
    public void Of_the_other_controls_must_be_near_fifty_and_hundred()
    {
        Assert.True(ControlCheck.HalfMixture(4).Check(new Measured(53, 1, "%")).WithinLimit);
        Assert.False(ControlCheck.GelatinizedRice(4).Check(new Measured(106, 1, "%")).WithinLimit);
        Assert.Throws<ArgumentException>(() => ControlCheck.NativeRice(3).Check(new Measured(0.01, 0.01, "1")));
    }
}
