using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class A_detection_limit
{
    private static readonly CalibrationCurve Line = Cadmium.Line;

    [Fact]
    public void By_the_residuals_is_the_worked_one_and_names_its_definition()
    {
        var (lod, loq) = DetectionLimits.FromResiduals(Line);
        Numbers.Agree(0.07511464934890728, lod.Value);
        Numbers.Agree(0.22762014954214327, loq.Value);
        Assert.Equal(
            ("LOD", "mg/L", "3.3 s/b, s residual standard deviation", "ICH Q2(R1) 6.3, 7.3"), (
                lod.Name, lod.Unit, lod.Definition, lod.Source));
        Assert.Equal(("LOQ", "mg/L", "10 s/b, s residual standard deviation"), (loq.Name, loq.Unit, loq.Definition));
    }

    [Fact]
    public void By_the_intercept_or_by_blanks_is_another_one()
    {
        var (lod, loq) = DetectionLimits.FromIntercept(Line);
        Numbers.Agree(3.3 * 0.002876696823682436 / 0.241, lod.Value);
        Numbers.Agree(10 * 0.002876696823682436 / 0.241, loq.Value);
        Assert.Equal("3.3 s(b0)/b, s(b0) standard error of the intercept", lod.Definition);
        var blanks = DetectionLimits.FromBlanks(Line, [0.008, 0.010, 0.009]);
        Numbers.Agree(3.3 * 0.001 / 0.241, blanks.Detection.Value);
        Numbers.Agree(10 * 0.001 / 0.241, blanks.Quantification.Value);
        Assert.Equal("10 s_B/b, s_B standard deviation of the blanks", blanks.Quantification.Definition);
    }

    [Fact]
    public void By_Eurachem_counts_replicates_and_blanks()
    {
        double[] low = [1, 2, 3];
        var (lod, loq) = DetectionLimits.Fitness(low, "ug/kg", replicates: 4);
        Assert.Equal((1.5, 5.0), (lod.Value, loq.Value));
        Assert.Equal(("LOD", "ug/kg", "3 s0', s0' = s0/√n"), (lod.Name, lod.Unit, lod.Definition));
        var blanked = DetectionLimits.Fitness(low, "ug/kg", replicates: 4, blanks: 2);
        Numbers.Agree(3 * Math.Sqrt(0.75), blanked.Detection.Value);
        Assert.Equal(("LOQ", "10 s0', s0' = s0 √(1/n + 1/n_b)"), (blanked.Quantification.Name, blanked.Quantification.Definition));
        Assert.Equal("Eurachem, The Fitness for Purpose of Analytical Methods (2014), 6.2", lod.Source);
        Assert.Equal(
            (3.0, 10.0), (DetectionLimits.Fitness(low, "g").Detection.Value, DetectionLimits.Fitness(low, "g").Quantification.Value));
    }

    [Fact]
    public void By_ISO_11843_has_the_worked_critical_value()
    {
        var capability = DetectionLimits.Iso11843(Line, readings: 2);
        Numbers.Agree(0.017252258631506416, capability.CriticalResponse);
        Numbers.Agree(0.0354865503382009, capability.CriticalAmount.Value);
        Numbers.Agree(2 * 0.0354865503382009, capability.Detectable.Value);
        Assert.Equal(
            ("x_c", "(y_c - b0)/b1", "x_d", "2 x_c", "mg/L"),
            (
                capability.CriticalAmount.Name,
                capability.CriticalAmount.Definition,
                capability.Detectable.Name,
                capability.Detectable.Definition,
                capability.Detectable.Unit));
        // δ(13; 0.05, 0.05), a little below 2 t = 3.54.
        Numbers.Near(3.4787, capability.DetectableExactly.Value / capability.CriticalAmount.Value * 1.770933395986873, 1e-4);
        Assert.Equal(("x_d", "ISO 11843-2:2000, 5.3"), (capability.DetectableExactly.Name, capability.DetectableExactly.Source));
        Numbers.Says("noncentral t", capability.DetectableExactly.Definition);
        Assert.True(DetectionLimits.Iso11843(Line, 2, alpha: 0.01).CriticalAmount.Value > capability.CriticalAmount.Value);
    }

    // Seeded: t' = (z + δ)/s with δ exactly such that one in twenty stays below t.
    [Theory]
    [InlineData(3)]
    [InlineData(13)]
    [InlineData(60)]
    public void By_the_noncentral_t_is_missed_as_often_as_it_says(int nu)
    {
        var t = CoverageFactor.OneSided(0.95, nu);
        var delta = NoncentralT.Noncentrality(t, nu, 0.05);
        var random = new Random(nu);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        const int Trials = 100_000;
        var below = 0;
        for (var i = 0; i < Trials; i++)
        {
            var squares = 0.0;
            for (var k = 0; k < nu; k++)
                squares += Math.Pow(Normal(), 2);
            if (Normal() + delta <= t * Math.Sqrt(squares / nu))
                below++;
        }

        Numbers.Near(0.05, below / (double)Trials, 4 * Math.Sqrt(0.0475 / Trials));
        // Without noncentrality it is Student's distribution.
        Numbers.Agree(0.95, NoncentralT.Cumulative(t, nu, 0), 1e-9);
    }

    [Fact]
    public void Is_defined_for_a_line_that_rises_only()
    {
        var falling = CalibrationCurve.Of([1, 2, 3], [3, 2, 1.1], CalibrationModel.Line, "g").Value;
        Numbers.Says(
            "these limits are defined for a line that rises",
            Assert.Throws<ArgumentException>(() => DetectionLimits.FromResiduals(falling)).Message);
        var curve = CalibrationCurve.Of([1, 2, 3, 4], [1, 4, 9, 16.1], CalibrationModel.Quadratic, "g").Value;
        Numbers.Says("of degree 2", Assert.Throws<ArgumentException>(() => DetectionLimits.FromBlanks(curve, [1, 2])).Message);
        var origin = CalibrationCurve.Of([1, 2, 3], [1, 2, 3.1], CalibrationModel.LineThroughOrigin, "g").Value;
        Numbers.Says("has no intercept", Assert.Throws<ArgumentException>(() => DetectionLimits.FromIntercept(origin)).Message);
        Numbers.Says("unweighted line", Assert.Throws<ArgumentException>(() => DetectionLimits.Iso11843(origin, 1)).Message);
        var weighted = CalibrationCurve.Of([1, 2, 3], [1, 2, 3.1], CalibrationModel.Line, "g", [1, 2, 3]).Value;
        Numbers.Says("unweighted line", Assert.Throws<ArgumentException>(() => DetectionLimits.Iso11843(weighted, 1)).Message);
        Assert.True(DetectionLimits.FromResiduals(origin).Detection.Value > 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => DetectionLimits.Iso11843(Line, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DetectionLimits.Iso11843(Line, 1, 0.5));
        Numbers.Says("One value has no spread", Assert.Throws<ArgumentException>(() => DetectionLimits.FromBlanks(Line, [1])).Message);
        Numbers.Says("Value 2 is NaN", Assert.Throws<ArgumentException>(() => DetectionLimits.Fitness([1, double.NaN], "g")).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => DetectionLimits.Fitness([1, 2], "g", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DetectionLimits.Fitness([1, 2], "g", 1, 0));
    }
}
