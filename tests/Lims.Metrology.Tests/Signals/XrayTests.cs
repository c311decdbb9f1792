using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class Counting_X_rays
{
    [Fact]
    public void Has_the_uncertainty_of_the_count()
    {
        var rate = XrayFluorescence.CountRate(10_000, 50);
        Assert.Equal((200.0, 2.0, "{count}/s"), (rate.Value, rate.StandardUncertainty, rate.Unit));
        Assert.Equal((0.0, 0.02), (XrayFluorescence.CountRate(0, 50).Value, XrayFluorescence.CountRate(0, 50).StandardUncertainty));
        Assert.Throws<ArgumentOutOfRangeException>(() => XrayFluorescence.CountRate(-1, 50));
        Assert.Throws<ArgumentOutOfRangeException>(() => XrayFluorescence.CountRate(1, 0));
    }

    [Fact]
    public void Gives_back_what_was_lost_while_the_detector_was_dead()
    {
        Measured rate = new(50_000, 220, "{count}/s", replicates: 2), dead = new(2e-6, 1e-7, "s");
        var corrected = XrayFluorescence.CorrectDeadTime(rate, dead).Value.Result;
        Numbers.Agree(50_000 / 0.9, corrected.Value);
        Assert.Equal(("{count}/s", (int?)2), (corrected.Unit, corrected.Replicates));
        Numbers.Agree(Math.Sqrt(Math.Pow(220 / 0.81, 2) + Math.Pow(2.5e9 * 1e-7 / 0.81, 2)), corrected.StandardUncertainty);
        Numbers.Says("never be live", XrayFluorescence.CorrectDeadTime(new(500_000, 1, "{count}/s"), dead).Refusal);
        Assert.Equal(
            "The count rate is -1 per s and the dead time 2E-06 s, but neither below 0 was expected.",
            XrayFluorescence.CorrectDeadTime(new(-1, 1, "{count}/s"), dead).Refusal);
        Numbers.Says("dead time -1 s", XrayFluorescence.CorrectDeadTime(rate, new(-1, 0, "s")).Refusal);
        Assert.Equal(0, XrayFluorescence.CorrectDeadTime(new(0, 1, "{count}/s"), new(0, 0, "s")).Value.Result.Value);
        Assert.Throws<ArgumentException>(() => XrayFluorescence.CorrectDeadTime(dead, dead));
        Assert.Throws<ArgumentException>(() => XrayFluorescence.CorrectDeadTime(rate, rate));
    }

    [Fact]
    public void Tells_an_element_from_the_background_at_three_deviations()
    {
        Numbers.Agree(3.0 / 820 * Math.Sqrt(45.0 / 60), XrayFluorescence.LowerLimitOfDetection(820, 45, 60));
        Assert.Throws<ArgumentOutOfRangeException>(() => XrayFluorescence.LowerLimitOfDetection(0, 45, 60));
        Assert.Throws<ArgumentOutOfRangeException>(() => XrayFluorescence.LowerLimitOfDetection(820, 0, 60));
        Assert.Throws<ArgumentOutOfRangeException>(() => XrayFluorescence.LowerLimitOfDetection(820, 45, 0));
    }

    [Fact]
    public void Repeats_shots_for_their_spread()
    {
        var shots = XrayFluorescence.Shots([-10, -12], "%").Value;
        Numbers.Agree(100 * Math.Sqrt(2) / 11, shots.RelativeStandardDeviation);
        Assert.Equal(
            (-11.0, 1.0, "%", 1.0), (shots.Mean.Value, shots.Mean.StandardUncertainty, shots.Mean.Unit, shots.Mean.DegreesOfFreedom));
        Assert.Equal("There are 1 shots, but at least 2 were expected.", XrayFluorescence.Shots([1], "%").Refusal);
        Assert.Equal("Shot 2 is NaN, but a number was expected.", XrayFluorescence.Shots([1, double.NaN], "%").Refusal);
        Numbers.Says("The mean of 2 shots is 0 %", XrayFluorescence.Shots([1, -1], "%").Refusal);
    }
}

public sealed class Elements_as_oxides
{
    private static OxideInput Oxide(string name, double element, double factor, double u = 0, double uf = 0) =>
        new(name, new(element, u, "%", Basis.DryMatter), new(factor, uf, "1"));

    [Fact]
    public void Add_to_a_total_that_is_not_forced_to_hundred()
    {
        var total = Oxides.Sum([Oxide("SiO2", 30, 2.1393, .1, 1e-4), Oxide("Al2O3", 10, 1.8894, .2, 1e-4)]).Value.Result;
        Numbers.Agree(30 * 2.1393 + 18.894, total.Value);
        Assert.Equal(("%", Basis.DryMatter), (total.Unit, total.Basis));
        Numbers.Agree(Math.Sqrt(Math.Pow(.21393, 2) + Math.Pow(.37788, 2) + 9e-6 + 1e-6), total.StandardUncertainty);
    }

    [Fact]
    public void Turn_phosphorus_into_its_oxide_over_a_limit()
    {
        var factor = StoichiometricFactor.Between("P", "P2O5").Value.Factor;
        Numbers.Near(35.05723, Oxides.Of(new("P2O5", new(15.3, 0.05, "%"), factor)).Value.Result.Value, 5e-5);
    }

    [Fact]
    public void Are_refused_a_factor_that_is_none()
    {
        Assert.Equal("The factor of CaO is 0, but one above 0 was expected.", Oxides.Of(Oxide("CaO", 1, 0)).Refusal);
        Assert.Throws<ArgumentException>(() => Oxides.Sum([]));
        Assert.Throws<ArgumentException>(() => Oxides.Sum([Oxide("CaO", 1, 1.4), Oxide("CaO", 1, 1.4)]));
        Assert.Throws<ArgumentException>(() => Oxides.Sum([Oxide("CaO", 1, 1.4), new("MgO", new(1, 0, "mg/kg"), new(1, 0, "1"))]));
        Assert.Throws<ArgumentException>(() => Oxides.Sum([Oxide("CaO", 1, 1.4), new("MgO", new(1, 0, "%"), new(1, 0, "1"))]));
        Assert.Throws<ArgumentException>(() => Oxides.Of(new("MgO", new(1, 0, "%"), new(1, 0, "%"))));
    }
}

public sealed class Relative_crystallinity
{
    private static Measured Area(double value, double u = 0, string unit = "{count}.deg") => new(value, u, unit);

    [Fact]
    public void Is_the_crystalline_part_of_the_whole()
    {
        var x = Crystallinity.FromAreas(Area(246, 3), Area(754, 5)).Value.Result;
        Numbers.Agree(24.6, x.Value);
        Numbers.Agree(100 * Math.Sqrt(Math.Pow(754 * 3, 2) + Math.Pow(246 * 5, 2)) / 1e6, x.StandardUncertainty);
        Numbers.Agree(-25, Crystallinity.FromAreas(Area(-1), Area(5)).Value.Result.Value);
        Assert.Equal(
            "The crystalline area is -5 and the amorphous one 5 {count}.deg, but more than 0 together was expected.",
            Crystallinity.FromAreas(Area(-5), Area(5)).Refusal);
        Assert.Throws<ArgumentException>(() => Crystallinity.FromAreas(Area(1), Area(1, 0, "1")));
    }

    [Fact]
    public void Comes_from_a_pattern_over_its_halo_and_background()
    {
        // Background 10, a triangular halo of area 6·30/2·... and a triangular reflection on it, all on a grid of 1°.
        double[] angle = [.. Enumerable.Range(2, 41).Select(i => (double)i)];
        double[] halo = [.. angle.Select(t => 10 + Math.Max(0, 20 - Math.Abs(t - 22)))];
        double[] counts = [.. angle.Zip(halo, (t, h) => h + Math.Max(0, 50 - 10 * Math.Abs(t - 18)))];
        var x = Crystallinity.FromPattern(angle, counts, halo, 4, 40).Value;
        // Halo from 4 to 40 over the line between 12 and 12: 18·18; reflection 5·50.
        Numbers.Agree(100 * 250.0 / (250 + 324), x.Result.Value);
        var variance = Enumerable.Range(2, 37).Sum(i => counts[i] * (i is 2 or 38 ? 0.25 : 1));
        Numbers.Agree(100 * 324 / (574.0 * 574) * Math.Sqrt(variance), x.Result.StandardUncertainty);
    }

    [Fact]
    public void Is_refused_a_pattern_that_does_not_tell()
    {
        double[] angle = [4, 5, 6], counts = [1, 1, 1], halo = [0, 0, 0];
        static string? Refusal(double[] a, double[] c, double[] h, double from = 4, double to = 40) => Crystallinity.FromPattern(a, c, h,
            from, to).Refusal;
        Assert.Null(Refusal(angle, counts, halo));
        Assert.Equal("From 5° to 40° there are 2 points, but at least 3 were expected.", Refusal(angle, counts, halo, 5));
        Numbers.Says("there are 0 points", Refusal(angle, counts, halo, 50, 60));
        Assert.Equal("The angle of point 2 is 4°, but one above the last was expected.", Refusal([4, 4, 5], counts, halo));
        Numbers.Says("point 1 is NaN°", Refusal([double.NaN, 4, 5], counts, halo));
        Numbers.Says("Point 3 has -1 counts over a halo of 0", Refusal(angle, [1, 1, -1], halo));
        Numbers.Says("a halo of NaN", Refusal(angle, counts, [0, double.NaN, 0]));
        Assert.Throws<ArgumentException>(() => Refusal(angle, counts, halo, 40, 4));
        Assert.Throws<ArgumentException>(() => Refusal(angle, [1], halo));
        Assert.Throws<ArgumentException>(() => Refusal(angle, counts, [1]));
    }
}
