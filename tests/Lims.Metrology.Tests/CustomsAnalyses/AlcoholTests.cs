using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class The_international_alcohol_table
{
    // Printed values of the table: density at 20 °C for whole strengths, kg/m³, and the mass fraction in %.
    [Theory]
    [InlineData(0, 998.20, 0)]
    [InlineData(10, 984.71, 8.015)]
    [InlineData(12, 982.35, 9.641)]
    [InlineData(40, 948.05, 33.300)]
    [InlineData(50, 930.14, 42.426)]
    [InlineData(70, 885.56, 62.386)]
    [InlineData(96, 807.42, 93.838)]
    [InlineData(100, 789.24, 100)]
    public void Gives_the_printed_densities_and_mass_fractions(double strength, double density, double massPercent)
    {
        var p = AlcoholTable.MassFraction(strength);
        Numbers.Near(density, AlcoholTable.Density(p, 20), 0.005);
        Numbers.Near(massPercent, 100 * p, 0.0005);
    }

    // Worked out from the formula as printed, power by power.
    [Theory]
    [InlineData(0.25, 0, 970.9830872)]
    [InlineData(0.25, 40, 949.8258755)]
    [InlineData(0.75, -20, 888.4400679)]
    [InlineData(1, 15, 793.5057283)]
    [InlineData(1, 40, 771.9323113)]
    [InlineData(0, 4, 999.9688082)]
    [InlineData(0, 40, 992.2134921)]
    public void Gives_the_formula_away_from_twenty_degrees(double p, double t, double density) =>
        Numbers.Agree(density, AlcoholTable.Density(p, t));

    [Fact]
    public void Comes_back_from_every_density() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[-20, 40]).Sample((p, t) =>
        {
            var found = AlcoholicStrength.ByDensity(
                new(AlcoholTable.Density(p, t), 0, "kg/m3"), new(t, 0, "Cel"), AlcoholMatrix.EthanolAndWater).Value.Result.Value;
            Numbers.Near(AlcoholTable.StrengthByVolume(p), found, 1e-8);
        });

    [Fact]
    public void Falls_with_every_drop_of_ethanol()
    {
        for (var t = -20.0; t <= 40; t += 2.5)
        {
            for (var p = 0.001; p <= 1; p += 0.001)
                Assert.True(AlcoholTable.Density(p, t) < AlcoholTable.Density(p - 0.001, t));
        }
    }

    [Theory]
    [InlineData(-0.01, 20, "massFraction is -0.01, but 0 to 1 was expected.")]
    [InlineData(1.01, 20, "massFraction is 1.01, but 0 to 1 was expected.")]
    [InlineData(0.5, -20.1, "temperature is -20.1, but -20 to 40 was expected.")]
    [InlineData(0.5, 40.1, "temperature is 40.1, but -20 to 40 was expected.")]
    [InlineData(double.NaN, 20, "massFraction is NaN")]
    public void Ends_where_the_formula_does(double p, double t, string message) =>
        Numbers.Says(message, Assert.Throws<ArgumentOutOfRangeException>(() => AlcoholTable.Density(p, t)).Message);

    [Fact]
    public void Has_no_strength_beyond_hundred()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AlcoholTable.MassFraction(100.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlcoholTable.MassFraction(-0.01));
        Assert.Equal((0.0, 1.0), (AlcoholTable.MassFraction(0), AlcoholTable.MassFraction(100)));
    }
}

public sealed class Alcoholic_strength_by_density
{
    private static Outcome<MethodResult> Strength(Measured density, Measured temperature,
        AlcoholMatrix matrix = AlcoholMatrix.EthanolAndWater) =>
        AlcoholicStrength.ByDensity(density, temperature, matrix);

    [Fact]
    public void Is_told_at_twenty_degrees_whatever_the_meter_had()
    {
        var q = Strength(new(948.0451528782869, 0.02, "kg/m3", replicates: 3), new(20, 0.02, "Cel")).Value;
        Numbers.Agree(40, q.Result.Value);
        Numbers.Agree(40, Strength(new(951.3285844613262, 0.02, "kg/m3"), new(15, 0, "Cel")).Value.Result.Value);
        Numbers.Agree(40, Strength(new(944.6652016827364, 0.02, "kg/m3"), new(25, 0, "Cel")).Value.Result.Value);
        Assert.Equal(("%{vol}", (int?)3, "OIML R 22 (1975), general formula"), (q.Result.Unit, q.Result.Replicates, q.Method.DataVersion));
    }

    [Fact]
    public void Carries_the_uncertainty_of_density_and_temperature()
    {
        Propagation.Agrees(x => Strength(x[0], x[1]).Value.Result, new(948, 0.05, "kg/m3"), new(22, 0.1, "Cel"));
        Propagation.Agrees(x => Strength(x[0], x[1]).Value.Result, new(806, 0.05, "kg/m3"), new(12, 0.1, "Cel"));
    }

    [Fact]
    public void Is_refused_for_what_is_not_ethanol_and_water()
    {
        Measured t = new(20, 0, "Cel");
        Assert.Equal(
            "The density of 1010 kg/m3 is that of a liquid with extract, but a distillate was expected; distil first.",
            Strength(new(1010, 0, "kg/m3"), t, AlcoholMatrix.WithExtract).Refusal);
        Assert.Equal(
            "No ethanol and water has 998.3 kg/m3 at 20 °C; 789.24 kg/m3 (ethanol) to 998.20 kg/m3 (water) was expected.",
            Strength(new(998.3, 0, "kg/m3"), t).Refusal);
        Numbers.Says("789 kg/m3 at 20 °C", Strength(new(789, 0, "kg/m3"), t).Refusal);
        Assert.Equal(
            "The density was measured at 41 °C, but a temperature from -20 °C to 40 °C was expected.",
            Strength(new(950, 0, "kg/m3"), new(41, 0, "Cel")).Refusal);
        Numbers.Says("-21 °C", Strength(new(950, 0, "kg/m3"), new(-21, 0, "Cel")).Refusal);
        Assert.True(Strength(new(950, 0, "kg/m3"), new(40, 0, "Cel")).Succeeded);
        Assert.True(Strength(new(950, 0, "kg/m3"), new(-20, 0, "Cel")).Succeeded);
        Assert.Throws<ArgumentException>(() => Strength(new(0.95, 0, "g/mL"), t));
        Assert.Throws<ArgumentException>(() => Strength(new(950, 0, "kg/m3"), new(293, 0, "K")));
    }
}
