using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class The_polarisation_of_sugar
{
    private static Measured Z(double value, double u = 0) => new(value, u, "{degZ}");

    [Fact]
    public void Is_hundred_for_the_normal_solution()
    {
        var green = SugarPolarisation.FromAngle(new(40.777, 0.002, "deg"), new(20, 0, "Cel"), SugarScale.MercuryGreen).Value;
        Numbers.Agree(100, green.Result.Value);
        Assert.Equal(("{degZ}", Basis.AsIs), (green.Result.Unit, green.Result.Basis));
        Numbers.Says("ICUMSA SPS-1 (1998), international sugar scale, mercury green", green.Method.DataVersion);
        Numbers.Agree(
            100, SugarPolarisation.FromAngle(new(34.626, 0, "deg"), new(20, 0, "Cel"), SugarScale.SodiumYellow).Value.Result.Value);
        Assert.Equal((546.2271, 589.4400), (SugarScale.MercuryGreen.Wavelength, SugarScale.SodiumYellow.Wavelength));
    }

    [Fact]
    public void Is_carried_to_twenty_degrees_and_no_further_than_it_may()
    {
        static Outcome<MethodResult> At(double t) => SugarPolarisation.FromAngle(new(40, 0, "deg"), new(t, 0, "Cel"),
            SugarScale.MercuryGreen);
        Numbers.Agree(100 * 40 / 40.777 * (1 + 1.84e-4 * 0.5), At(20.5).Value.Result.Value);
        Numbers.Agree(100 * 40 / 40.777 * (1 - 1.84e-4 * 0.5), At(19.5).Value.Result.Value);
        Assert.Equal("The solution was read at 21 °C, but 20 °C within 0.5 K was expected.", At(21).Refusal);
        Assert.False(At(19.4).Succeeded);
    }

    [Fact]
    public void Is_corrected_by_the_quartz_plate()
    {
        var p = SugarPolarisation.FromScale(Z(98.80), Z(99.90), Z(100)).Value;
        Numbers.Agree(98.80 * 100 / 99.90, p.Result.Value);
        Assert.Equal(Basis.AsIs, p.Result.Basis);
        Assert.Equal(
            "The quartz plate reads 0 °Z, but a value above 0 was expected.", SugarPolarisation.FromScale(Z(98), Z(0), Z(100)).Refusal);
        Numbers.Says("is certified at -1 °Z", SugarPolarisation.FromScale(Z(98), Z(100), Z(-1)).Refusal);
    }

    [Fact]
    public void Carries_every_uncertainty()
    {
        Propagation.Agrees(x => SugarPolarisation.FromScale(x[0], x[1], x[2]).Value.Result, Z(98.8, .03), Z(99.9, .02), Z(100, .01));
        Propagation.Agrees(
            x => SugarPolarisation.FromAngle(x[0], x[1], SugarScale.MercuryGreen with { RotationAt100 = x[2] }).Value.Result,
            new(40.2, 0.004, "deg"), new(20.2, 0.1, "Cel"), new(40.777, 0.001, "deg"));
        Numbers.Agree(0.001, SugarScale.MercuryGreen.RotationAt100.StandardUncertainty);
        Numbers.Agree(0.001, SugarScale.SodiumYellow.RotationAt100.StandardUncertainty);
    }

    [Fact]
    public void In_the_dry_state_is_what_parts_raw_sugar()
    {
        var asIs = SugarPolarisation.FromScale(Z(98.90, 0.03), Z(100), Z(100)).Value.Result;
        var dry = SugarPolarisation.InTheDryState(asIs, new(0.45, 0.02, "%")).Value;
        Numbers.Agree(99.347061778001, dry.Result.Value);
        Assert.Equal((Basis.DryMatter, "SUGAR-POL"), (dry.Result.Basis, dry.Method.Code));
        Numbers.Says("100 %", SugarPolarisation.InTheDryState(asIs, new(100, 0, "%")).Refusal);
        Assert.Throws<ArgumentException>(() => SugarPolarisation.InTheDryState(dry.Result, new(0.45, 0.02, "%")));
    }

    [Fact]
    public void Wants_its_units()
    {
        Measured c = new(20, 0, "Cel"), angle = new(40, 0, "deg"), one = new(1, 0, "1");
        Assert.Throws<ArgumentException>(() => SugarPolarisation.FromAngle(one, c, SugarScale.MercuryGreen));
        Assert.Throws<ArgumentException>(() => SugarPolarisation.FromAngle(angle, one, SugarScale.MercuryGreen));
        Assert.Throws<ArgumentException>(() => SugarPolarisation.FromScale(one, Z(100), Z(100)));
        Assert.Throws<ArgumentException>(() => SugarPolarisation.FromScale(Z(98), one, Z(100)));
        Assert.Throws<ArgumentException>(() => SugarPolarisation.FromScale(Z(98), Z(100), one));
    }
}

public sealed class The_brix_value
{
    private static Outcome<MethodResult> Of(double n, double u = 0) => Brix.FromRefractiveIndex(new(n, u, "1"));

    [Theory]
    [InlineData(0, 1.33299)]
    [InlineData(5, 1.34026)]
    [InlineData(10, 1.34782)]
    [InlineData(15, 1.35568)]
    [InlineData(20, 1.36384)]
    [InlineData(25, 1.37233)]
    [InlineData(30, 1.38115)]
    [InlineData(40, 1.39986)]
    [InlineData(50, 1.42009)]
    [InlineData(60, 1.44193)]
    [InlineData(65, 1.45348)]
    [InlineData(70, 1.46546)]
    [InlineData(80, 1.49071)]
    [InlineData(85, 1.50398)]
    public void Is_the_printed_one_both_ways(double brix, double n)
    {
        Numbers.Near(brix, Of(n).Value.Result.Value, 1e-9);
        Numbers.Agree(n, BrixScale.RefractiveIndex(brix));
    }

    [Fact]
    public void Rises_smoothly_over_the_whole_scale()
    {
        // A mistyped digit of the table would show as a jump of the step.
        for (var b = 1; b < 85; b++)
        {
            var bend = BrixScale.RefractiveIndex(b + 1) - 2 * BrixScale.RefractiveIndex(b) + BrixScale.RefractiveIndex(b - 1);
            Assert.InRange(bend, -1.5e-5, 4.5e-5);
        }
    }

    [Fact]
    public void Lies_on_the_line_between_two_points()
    {
        var half = Of((1.36384 + 1.36551) / 2, 1e-4).Value;
        Numbers.Agree(20.5, half.Result.Value);
        var slope = 1 / (1.36551 - 1.36384);
        Numbers.Agree(slope * Math.Sqrt(1e-8 + 1e-10 / 3), half.Result.StandardUncertainty);
        Assert.Equal(("{degBrix}", BrixScale.Version), (half.Result.Unit, half.Method.DataVersion));
        Numbers.Agree(1.364675, BrixScale.RefractiveIndex(20.5));
    }

    [Fact]
    public void Is_refused_off_the_scale()
    {
        Assert.Equal("The refractive index is 1.3329, but 1.33299 (water) to 1.50398 (85 °Brix) was expected.", Of(1.3329).Refusal);
        Numbers.Says("1.504", Of(1.504).Refusal);
        Assert.Throws<ArgumentException>(() => Brix.FromRefractiveIndex(new(20, 0, "{degBrix}")));
        Numbers.Says("brix is 85.1", Assert.Throws<ArgumentOutOfRangeException>(() => BrixScale.RefractiveIndex(85.1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => BrixScale.RefractiveIndex(-0.1));
    }
}
