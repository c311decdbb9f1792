using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

/// <summary>Curves made by formula: a Gaussian on a line, sampled every 0.05 K from 30 to 110 °C.</summary>
internal static class Curves
{
    public const double Step = 0.05, Centre = 68, Sigma = 2.5, Height = 1.2;

    public static readonly double[] Temperature = [.. Enumerable.Range(0, 1601).Select(i => 30 + Step * i)];

    public static double[] Flow(double scale = 1, double offset = 0, double slope = 0, double noise = 0, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Temperature.Select(t => scale * Gaussian(t) + offset + slope * (t - 30) + noise * Normal(random))];
    }

    public static double Gaussian(double t) => Height * Math.Exp(-(t - Centre) * (t - Centre) / (2 * Sigma * Sigma));

    public static DscCurve Curve(double[] flow, double rate = 10) => DscCurve.Create(Temperature, flow, rate, EndothermSign.Positive).Value;

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

public sealed class Integrating_a_gelatinization_endotherm
{
    private static readonly EndothermSettings Window = new(48, 88);

    private static Endotherm Integrated(double[] flow, EndothermSettings? settings = null, double rate = 10) =>
        EndothermIntegration.Integrate(Curves.Curve(flow, rate), settings ?? Window).Value;

    // 1.2 mW, sigma 2.5 K, 10 K/min, 3.5 mg dry: 1.2·2.5·√(2π) mW·K = 7.519885, over 10/60 K/s.
    [Theory]
    [InlineData(BaselineKind.Linear)]
    [InlineData(BaselineKind.Sigmoidal)]
    public void Of_gaussian_shape_gives_the_worked_area_and_enthalpy(BaselineKind baseline)
    {
        var endotherm = Integrated(Curves.Flow(), Window with { Baseline = baseline });
        Numbers.Agree(45.11930894335801, endotherm.Area.Value);
        var enthalpy = endotherm.Enthalpy(new Measured(3.5, 0.01, "mg", Basis.DryMatter)).Value;
        Numbers.Agree(45.11930894335801 / 3.5, enthalpy.Result.Value);
        Numbers.Near(12.89123, enthalpy.Result.Value, 5e-6);
        Assert.Equal(("J/g", "dry matter"), (enthalpy.Result.Unit, enthalpy.Result.Basis));
    }

    [Fact]
    public void Finds_peak_and_onset_and_end_where_tangents_say()
    {
        var endotherm = Integrated(Curves.Flow(offset: 3, slope: -0.02));
        Numbers.Near(Curves.Centre, endotherm.PeakTemperature!.Value, 1e-6);
        Numbers.Near(Curves.Height, endotherm.PeakHeight!.Value, 1e-3);
        // The tangent at the inflection of a Gaussian meets the base line two sigmas from the centre.
        Numbers.Near(Curves.Centre - 2 * Curves.Sigma, endotherm.OnsetTemperature!.Value, 0.03);
        Numbers.Near(Curves.Centre + 2 * Curves.Sigma, endotherm.EndTemperature!.Value, 0.03);
    }

    [Fact]
    public void Draws_the_baseline_from_limit_to_limit()
    {
        var baseline = Integrated(Curves.Flow(offset: 3, slope: -0.02)).Baseline;
        Assert.Equal((48.0, 88.0), (baseline[0].Temperature, baseline[^1].Temperature));
        Numbers.Agree(3 - 0.02 * 18, baseline[0].HeatFlow);
        Numbers.Agree(3 - 0.02 * 58, baseline[^1].HeatFlow);
    }

    [Fact]
    public void Over_a_step_of_heat_capacity_needs_the_sigmoidal_baseline()
    {
        const double Jump = 0.3;
        var passed = 0.0;
        var flow = new double[Curves.Temperature.Length];
        var whole = Curves.Height * Curves.Sigma * Math.Sqrt(2 * Math.PI);
        for (var i = 0; i < flow.Length; i++)
        {
            var here = Curves.Gaussian(Curves.Temperature[i]);
            passed += i == 0 ? 0 : (here + Curves.Gaussian(Curves.Temperature[i - 1])) / 2 * Curves.Step;
            flow[i] = here + Jump * passed / whole;
        }

        Numbers.Agree(45.11930894335801, Integrated(flow, Window with { Baseline = BaselineKind.Sigmoidal }).Area.Value, 1e-6);
        var skewed = EndothermIntegration.Integrate(Curves.Curve(flow), new(58, 88)).Value.Area.Value;
        Assert.True(Math.Abs(skewed - 45.1193) > 1);
    }

    [Theory]
    [InlineData(BaselineKind.Linear)]
    [InlineData(BaselineKind.Sigmoidal)]
    public void Grows_with_the_scale_and_ignores_a_straight_line_beneath(BaselineKind baseline)
    {
        var settings = Window with { Baseline = baseline };
        var area = Integrated(Curves.Flow(), settings).Area.Value;
        Gen.Select(Gen.Double[0.05, 50], Gen.Double[-20, 20], Gen.Double[-0.3, 0.3]).Sample(
            c => Numbers.Agree(c.Item1 * area, Integrated(Curves.Flow(c.Item1, c.Item2, c.Item3), settings).Area.Value, 1e-7), iter: 50);
    }

    [Fact]
    public void Does_not_depend_on_the_heating_rate_but_through_time()
    {
        Numbers.Agree(2 * 45.11930894335801, Integrated(Curves.Flow(), rate: 5).Area.Value);
    }

    [Fact]
    public void Interpolates_at_limits_between_two_points()
    {
        // On a triangle the trapezoid rule is exact wherever the limits cut it.
        double[] flow = [.. Curves.Temperature.Select(t => Math.Max(0, 10 - Math.Abs(t - 70)))];
        Numbers.Agree(6 * 100, Integrated(flow, new(50.013, 89.987, LimitShift: 0)).Area.Value);
    }

    [Trait("Speed", "slow")]
    [Fact]
    public void Tells_the_noise_of_the_area_as_repeated_runs_show_it()
    {
        const double Noise = 0.01;
        var settings = Window with { BaselinePoints = 40, LimitShift = 0 };
        var runs = Enumerable.Range(1, 400).Select(seed => Integrated(Curves.Flow(noise: Noise, seed: seed), settings)).ToList();
        var scatter = new Replicates(runs.Select(r => r.Area.Value)).StandardDeviation;
        var told = runs.Average(r => r.Area.StandardUncertainty);
        Numbers.Agree(Noise, Math.Sqrt(runs.Average(r => r.NoiseRms * r.NoiseRms)), 0.02);
        // 400 runs know their own scatter to 3.5 %.
        Numbers.Agree(scatter, told, 0.12);
        Numbers.Agree(45.11930894335801, runs.Average(r => r.Area.Value), 0.001);
    }

    [Fact]
    public void Tells_the_noise_of_a_sigmoidal_area_too()
    {
        var settings = Window with { Baseline = BaselineKind.Sigmoidal, BaselinePoints = 100, LimitShift = 0 };
        var runs = Enumerable.Range(1, 200).Select(seed => Integrated(Curves.Flow(noise: 0.01, seed: seed), settings)).ToList();
        var scatter = new Replicates(runs.Select(r => r.Area.Value)).StandardDeviation;
        Numbers.Agree(scatter, runs.Average(r => r.NoiseUncertainty), 0.25);
    }

    [Fact]
    public void Counts_where_a_limit_could_have_stood_on_a_curved_ground()
    {
        Assert.Equal(0, Integrated(Curves.Flow(), Window with { LimitShift = 0 }).PlacementUncertainty);
        double[] curved = [.. Curves.Temperature.Select(t => Curves.Gaussian(t) + 0.0004 * (t - 60) * (t - 60))];
        // ∫ of the parabola over a chord of length L is 0.0004 L³/6; a limit moved by 1 K moves it by about 0.0004 L²/2 · 6 s/K.
        var placement = Integrated(curved, Window with { BaselinePoints = 3 }).PlacementUncertainty;
        Numbers.Agree(0.0004 * 40 * 40 / 2 * 6 * Math.Sqrt(2.0 / 3), placement, 0.05);
    }

    [Fact]
    public void Without_a_peak_is_a_result_around_zero_and_has_no_onset()
    {
        var endotherm = Integrated(Curves.Flow(scale: 0, noise: 0.01), Window with { BaselinePoints = 40 });
        Assert.InRange(endotherm.Area.Value, -4 * endotherm.Area.StandardUncertainty, 4 * endotherm.Area.StandardUncertainty);
        var flat = Integrated(Curves.Flow(scale: 0, offset: 2));
        Assert.Null(flat.PeakTemperature);
        Assert.Null(flat.OnsetTemperature);
        Numbers.Near(0, flat.Area.Value, 1e-9);
    }

    [Fact]
    public void Keeps_the_sign_of_an_exotherm() => Numbers.Agree(-45.11930894335801, Integrated(Curves.Flow(scale: -1)).Area.Value);

    [Fact]
    public void Puts_calibration_and_mass_into_the_enthalpys_budget()
    {
        var enthalpy = Integrated(Curves.Flow()).Enthalpy(new Measured(3.5, 0.035, "mg", Basis.DryMatter), 0.02).Value;
        Numbers.Agree(Math.Sqrt(0.01 * 0.01 + 0.02 * 0.02), enthalpy.Result.RelativeUncertainty, 1e-6);
        Numbers.Agree(0.2, enthalpy.Budget.Lines.Single(l => l.Name == "dry mass").Share, 1e-6);
    }

    [Theory]
    [InlineData(20, 88, "The limits 20 °C to 88 °C lie outside the data, which run from 30 °C to 110 °C.")]
    [InlineData(88, 48, "The limits are 88 °C and 48 °C, but the lower before the upper was expected.")]
    [InlineData(30.2, 88, "The curve has 5 points at or below 30.2 °C, but the baseline needs 10.")]
    [InlineData(48, 109.8, "The curve has 5 points at or above 109.8 °C, but the baseline needs 10.")]
    [InlineData(60, 60.3, "Between 60 °C and 60.3 °C there are 5 points, but at least 10 were expected.")]
    [InlineData(31, 88, "With a limit moved by 1 K: The curve has 1 points at or below 30 °C, but the baseline needs 10.")]
    public void With_limits_the_curve_cannot_serve_says_which(double low, double high, string refusal) =>
        Assert.Equal(refusal, EndothermIntegration.Integrate(Curves.Curve(Curves.Flow()), new(low, high)).Refusal);

    [Fact]
    public void Refuses_a_mass_that_cannot_be_one()
    {
        var endotherm = Integrated(Curves.Flow());
        Numbers.Says("0 mg", endotherm.Enthalpy(new Measured(0, 0.1, "mg", Basis.DryMatter)).Refusal);
        Assert.Throws<ArgumentException>(() => endotherm.Enthalpy(new Measured(3.5, 0.1, "mg", Basis.AsIs)));
        Assert.Throws<ArgumentException>(() => endotherm.Enthalpy(new Measured(3.5, 0.1, "g", Basis.DryMatter)));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => EndothermIntegration.Integrate(Curves.Curve(Curves.Flow()), Window with { BaselinePoints = 2 }));
    }
}

public sealed class A_heating_curve
{
    [Fact]
    public void Drawn_exo_up_is_turned() =>
        Assert.Equal([-1, -2, -3], DscCurve.Create([30, 31, 32], [1, 2, 3], 10, EndothermSign.Negative).Value.HeatFlow);

    [Fact]
    public void That_does_not_fit_is_refused_with_the_offending_point()
    {
        Assert.Equal(
            "The temperature falls from 32 °C to 31.5 °C at point 3; it may not.",
            DscCurve.Create([31, 32, 31.5], [0, 0, 0], 10, EndothermSign.Positive).Refusal);
        Numbers.Says("heat flow of point 2 is NaN", DscCurve.Create([31, 32, 33], [0, double.NaN, 0], 10, EndothermSign.Positive).Refusal);
        Numbers.Says("temperature of point 1", DscCurve.Create([double.NaN, 32, 33], [0, 0, 0], 10, EndothermSign.Positive).Refusal);
        Numbers.Says("0 K/min", DscCurve.Create([31, 32, 33], [0, 0, 0], 0, EndothermSign.Positive).Refusal);
        Numbers.Says("2 points", DscCurve.Create([31, 32], [0, 0], 10, EndothermSign.Positive).Refusal);
        Assert.Throws<ArgumentException>(() => DscCurve.Create([31, 32, 33], [0, 0], 10, EndothermSign.Positive));
    }

    /// <summary>
    /// Hold at 25 °C for 60 s, 10 K/min to 110 °C, hold 30 s, cool at 20 K/min, heat again at 10 K/min; a point a second.
    /// </summary>
    private static (double[] Time, double[] Temperature) Program()
    {
        var temperature = new List<double>();
        temperature.AddRange(Enumerable.Repeat(25.0, 60));
        temperature.AddRange(Enumerable.Range(0, 511).Select(i => 25 + i / 6.0));
        temperature.AddRange(Enumerable.Repeat(110.0, 30));
        temperature.AddRange(Enumerable.Range(1, 255).Select(i => 110 - i / 3.0));
        temperature.AddRange(Enumerable.Range(1, 510).Select(i => 25 + i / 6.0));
        return ([.. Enumerable.Range(0, temperature.Count).Select(i => (double)i)], [.. temperature]);
    }

    [Fact]
    public void Is_the_first_heating_of_a_program_with_its_own_rate()
    {
        var (time, temperature) = Program();
        var flow = time.Select(t => t < 600 ? 1.0 : 2.0).ToArray();
        var curve = DscCurve.FirstHeating(time, temperature, flow, EndothermSign.Positive).Value;
        Numbers.Agree(10, curve.HeatingRate);
        Assert.InRange(curve.Temperature[0], 25.5, 25.8);
        Assert.InRange(curve.Temperature[^1], 109.3, 109.5);
        Assert.All(curve.HeatFlow, h => Assert.Equal(1, h));
    }

    [Fact]
    public void Is_found_behind_a_hold_that_flickers()
    {
        var (time, temperature) = Program();
        for (var i = 0; i < 60; i++)
            temperature[i] += i % 2 == 0 ? 0.05 : -0.05;
        var curve = DscCurve.FirstHeating(time, temperature, new double[time.Length], EndothermSign.Positive).Value;
        Numbers.Agree(10, curve.HeatingRate);
    }

    [Fact]
    public void Is_found_behind_a_warming_that_was_broken_off()
    {
        // 25 to 33 °C, back to 28 °C, then the ramp at 10 K/min to 90 °C.
        double[] temperature = [
            .. Enumerable.Range(0, 49).Select(i => 25 + i / 6.0), .. Enumerable.Range(1, 30).Select(i => 33 - i / 6.0),
            .. Enumerable.Range(1, 372).Select(i => 28 + i / 6.0)];
        double[] time = [.. Enumerable.Range(0, temperature.Length).Select(i => (double)i)];
        var curve = DscCurve.FirstHeating(time, temperature, new double[time.Length], EndothermSign.Positive).Value;
        Assert.InRange(curve.Temperature[0], 28.5, 28.8);
        Numbers.Agree(10, curve.HeatingRate);
    }

    [Fact]
    public void Is_not_found_where_nothing_was_heated()
    {
        double[] time = [0, 1, 2, 3], cooling = [110, 100, 90, 80];
        Assert.Equal(
            "No heating segment of at least 10 K was found in 4 points.",
            DscCurve.FirstHeating(time, cooling, new double[4], EndothermSign.Positive).Refusal);
        Assert.False(DscCurve.FirstHeating([], [], [], EndothermSign.Positive).Succeeded);
    }

    [Fact]
    public void With_a_clock_that_stands_still_is_refused()
    {
        var (time, temperature) = Program();
        time[300] = time[299];
        var stuck = DscCurve.FirstHeating(time, temperature, new double[time.Length], EndothermSign.Positive);
        Numbers.Says("time does not rise", stuck.Refusal);
    }
}
