using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class Ash_on_dry_matter
{
    private static Measured G(double value, double u = 0) => new(value, u, "g");

    private static Measured P(double value, double u = 0) => new(value, u, "%");

    [Fact]
    public void Is_the_residue_less_added_minerals_over_what_is_dry()
    {
        var ash = CerealAnalyses.Ash(G(5), new(0.05, 0, "g", replicates: 2), P(12.5)).Value;
        Numbers.Agree(1 / 0.875, ash.Result.Value);
        Assert.Equal(("ASH", "%", Basis.DryMatter, (int?)2), (ash.Method.Code, ash.Result.Unit, ash.Result.Basis, ash.Result.Replicates));
        Numbers.Agree(0.7 / 0.875, CerealAnalyses.Ash(G(5), G(0.05), P(12.5), P(0.3)).Value.Result.Value);
        Numbers.Agree(-0.02 / 0.875, CerealAnalyses.Ash(G(5), G(-0.001), P(12.5)).Value.Result.Value);
    }

    [Fact]
    public void Carries_every_uncertainty() => Propagation.Agrees(
        x => CerealAnalyses.Ash(x[0], x[1], x[2], x[3]).Value.Result, G(5, .01), G(.05, .001), P(12.5, .3), P(.3, .05));

    [Fact]
    public void Is_refused_for_masses_and_contents_that_cannot_be()
    {
        Assert.Equal("The portion is 0 g, but a mass above 0 was expected.", CerealAnalyses.Ash(G(0), G(-1), P(12)).Refusal);
        Assert.Equal("The residue is 5 g, but less than the portion's 5 g was expected.", CerealAnalyses.Ash(G(5), G(5), P(12)).Refusal);
        Assert.Equal(
            "The added minerals are -0.1 %, but 0 % or more was expected.", CerealAnalyses.Ash(G(5), G(.05), P(12), P(-.1)).Refusal);
        Numbers.Says("The moisture is 100 %", CerealAnalyses.Ash(G(5), G(.05), P(100)).Refusal);
        Assert.Throws<ArgumentException>(() => CerealAnalyses.Ash(G(5), new(50, 0, "mg"), P(12)));
        Assert.Throws<ArgumentException>(() => CerealAnalyses.Ash(G(5), G(.05), P(12), G(.1)));
    }
}

public sealed class Starch_by_modified_Ewers
{
    private static Measured Deg(double value, double u = 0) => new(value, u, "deg");

    private static readonly Measured Portion = new(2.5, 0.0005, "g"), Moisture = new(12, 0.1, "%");

    [Fact]
    public void Is_two_thousand_times_the_net_rotation_over_the_specific_one()
    {
        var starch = CerealAnalyses.Starch(Deg(7.4), Deg(0.2), Portion, Moisture, StarchRotation.Rice).Value;
        Numbers.Agree(2000 * 7.2 / 185.9 / 0.88, starch.Result.Value);
        Assert.Equal(("STARCH-EWERS", "%", Basis.DryMatter), (starch.Method.Code, starch.Result.Unit, starch.Result.Basis));
        Assert.Equal("Regulation (EC) No 152/2009, annex III L: rice", starch.Method.DataVersion);
        Numbers.Agree(
            2 * 2000 * 7.2 / 185.9 / 0.88,
            CerealAnalyses.Starch(Deg(7.4), Deg(0.2), Portion, Moisture, StarchRotation.Rice, 100).Value.Result.Value);
        Assert.True(CerealAnalyses.Starch(Deg(0.1), Deg(0.2), Portion, Moisture, StarchRotation.Rice).Value.Result.Value < 0);
    }

    [Fact]
    public void Knows_the_rotation_of_each_plant()
    {
        StarchRotation[] all = [
            StarchRotation.Rice, StarchRotation.Potato, StarchRotation.Maize, StarchRotation.Wheat, StarchRotation.Barley,
            StarchRotation.Oats,
            StarchRotation.Other];
        Assert.Equal([185.9, 185.4, 184.6, 182.7, 181.5, 181.3, 184.0], all.Select(r => r.Rotation.Value));
        Assert.Equal(["rice", "potato", "maize", "wheat", "barley", "oats", "other"], all.Select(r => r.Plant));
        Assert.All(all, r => Numbers.Agree(0.05 / Math.Sqrt(3), r.Rotation.StandardUncertainty));
    }

    [Fact]
    public void Carries_every_uncertainty() => Propagation.Agrees(
        x => CerealAnalyses.Starch(x[0], x[1], x[2], x[3], StarchRotation.Rice with { Rotation = x[4] }).Value.Result,
        Deg(7.4, .02), Deg(.2, .01), new(2.5, .01, "g"), new(12, .3, "%"), new(185.9, .5, "deg.mL/(g.dm)"));

    [Fact]
    public void Is_refused_without_a_portion_and_wants_its_units()
    {
        Assert.Equal(
            "The portion is 0 g, but a mass above 0 was expected.",
            CerealAnalyses.Starch(Deg(7), Deg(0), new(0, 0, "g"), Moisture, StarchRotation.Rice).Refusal);
        Assert.Throws<ArgumentException>(() => CerealAnalyses.Starch(Portion, Deg(0), Portion, Moisture, StarchRotation.Rice));
        Assert.Throws<ArgumentException>(() => CerealAnalyses.Starch(Deg(7), Portion, Portion, Moisture, StarchRotation.Rice));
        Assert.Throws<ArgumentException>(() => CerealAnalyses.Starch(Deg(7), Deg(0), Deg(1), Moisture, StarchRotation.Rice));
        Assert.Throws<ArgumentOutOfRangeException>(() => CerealAnalyses.Starch(Deg(7), Deg(0), Portion, Moisture, StarchRotation.Rice, 0));
    }

    [Fact]
    public void By_glucose_knows_the_water_taken_up()
    {
        var starch = CerealAnalyses.StarchFromGlucose(new(50, 0.4, "mg", Basis.DryMatter, replicates: 3));
        Numbers.Agree(50 * 162.1406 / 180.1559, starch.Result.Value);
        Assert.Equal(
            ("mg", Basis.DryMatter, (int?)3, "STARCH-GLUCOSE"),
            (starch.Result.Unit, starch.Result.Basis, starch.Result.Replicates, starch.Method.Code));
        Numbers.Agree(0.4 * 162.1406 / 180.1559, starch.Result.StandardUncertainty, 1e-6);
        var factor = starch.Budget.Components[1];
        Numbers.Agree(50, factor.Sensitivity);
        Numbers.Agree(
            162.1406 / 180.1559 * 0.00005 / Math.Sqrt(3) * Math.Sqrt(1 / (162.1406 * 162.1406) + 1 / (180.1559 * 180.1559)),
            factor.StandardUncertainty);
    }
}
