using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class Every_method_of_gelatinization
{
    private static Measured X(double value, double u = 0, string unit = "1", string basis = "") => new(value, u, unit, basis);

    [Fact]
    public void Names_itself_by_its_code_and_source()
    {
        AnalyticalMethod[] all = [
            GelatinizationMethods.Glucoamylase, GelatinizationMethods.GlucoamylaseNativeCorrected,
            GelatinizationMethods.Amyloglucosidase2012,
            GelatinizationMethods.Amyloglucosidase2020, GelatinizationMethods.BetaAmylasePullulanase, GelatinizationMethods.JapanCustoms,
            GelatinizationMethods.Diastase, GelatinizationMethods.AlkaliIodine, GelatinizationMethods.Calorimetry,
            GelatinizationMethods.Diffraction, GelatinizationMethods.ViscosityIndex, GelatinizationMethods.ViscosityLossIndex,
            GelatinizationMethods.PolarisedLight, GelatinizationMethods.AlkaliSpreading, GelatinizationMethods.GelatinizationTime];
        Assert.Equal(
            ["DG-GA", "DG-GA0", "DG-AMG12", "DG-AMG20", "DG-BAP", "DG-JPC", "DG-DIA", "DG-IOD", "DG-DSC", "DG-XRD", "DG-RVA", "DG-RVA-LOSS",
                "DG-POL", "GT-ASV", "t90"],
            all.Select(m => m.Code));
        Assert.All(all, m => Assert.True(m.Name.Length > 10 && m.Source.Length > 5 && m.DataVersion.Length == 0));
    }

    [Fact]
    public void Gives_its_code_with_the_number()
    {
        Is("DG-GA", 75.14792899408285, "%", Gelatinization.Glucoamylase(X(.412), X(.031), X(.538)));
        Is("DG-GA", 150.2958579881657, "%", Gelatinization.Glucoamylase(X(.412), X(.031), X(.538), X(2)));
        Is("DG-GA0", 73.2484076433121, "%", Gelatinization.GlucoamylaseNativeCorrected(X(.412), X(.067), X(.538)));
        Is("DG-GA0", 36.62420382165605, "%", Gelatinization.GlucoamylaseNativeCorrected(X(.412), X(.067), X(.538), X(0.5)));
        Is("DG-AMG12", 75, "%", Gelatinization.Amyloglucosidase2012(X(30, 0, "mg"), X(40, 0, "mg")));
        Is("DG-AMG20", 80, "%", Gelatinization.Amyloglucosidase2020(X(.4), X(.5)));
        Is("DG-BAP", 50, "%", Gelatinization.BetaAmylasePullulanase(new(X(.35), X(.05), X(1)), new(X(.62), X(.02), X(1))));
        Is("DG-JPC", 50, "%", Gelatinization.JapanCustoms(X(.33), X(.03), X(.65), X(.05)));
        Is("DG-DIA", 60, "%", Gelatinization.Diastase(X(4), X(6), X(1)));
        Is("DG-IOD", 73.29317269076305, "%", Gelatinization.AlkaliIodine(X(.365), X(.498)));
        Is("DG-DSC", 80, "%", Gelatinization.Calorimetry(X(2, 0.1, "J/g"), X(10, 0.1, "J/g")));
        Is("DG-XRD", 79.26829268292683, "%", Gelatinization.Diffraction(X(5.1, 0, "%"), X(24.6, 0, "%")));
        Is("DG-XRD", 50, "%", Gelatinization.Diffraction(X(13, 0, "%"), X(24, 0, "%"), X(2, 0, "%")));
        Is("DG-RVA", 40, "{index}", Gelatinization.ViscosityIndex(X(40, 0, "mPa.s"), X(100, 0, "mPa.s")));
        Is("DG-RVA-LOSS", 60, "{index}", Gelatinization.ViscosityLossIndex(X(40, 0, "mPa.s"), X(100, 0, "mPa.s")));
        Is("DG-POL", 80, "%", Gelatinization.PolarisedLight(160, 200));

        static void Is(string code, double expected, string unit, Outcome<MethodResult> outcome)
        {
            Assert.Equal(code, outcome.Value.Method.Code);
            Numbers.Agree(expected, outcome.Value.Result.Value);
            Assert.Equal(unit, outcome.Value.Result.Unit);
            Assert.NotEmpty(outcome.Value.Budget.Components);
        }
    }

    [Fact]
    public void Keeps_what_lies_beyond_zero_and_hundred()
    {
        Numbers.Agree(120, Gelatinization.JapanCustoms(X(.63), X(.03), X(.55), X(.05)).Value.Result.Value);
        Numbers.Agree(-20, Gelatinization.Diastase(X(0), X(6), X(1)).Value.Result.Value);
        Numbers.Agree(-10, Gelatinization.Diffraction(X(27.06, 0, "%"), X(24.6, 0, "%")).Value.Result.Value);
    }

    [Fact]
    public void Carries_the_uncertainty_of_every_reading()
    {
        Propagation.Agrees(x => Gelatinization.Amyloglucosidase2012(x[0], x[1]).Value.Result, X(.31, .01), X(.42, .02));
        Propagation.Agrees(x => Gelatinization.JapanCustoms(x[0], x[1], x[2], x[3]).Value.Result, X(.33, .01), X(.03, .004), X(.65, .02),
            X(.05, .003));
        Propagation.Agrees(x => Gelatinization.Diastase(x[0], x[1], x[2]).Value.Result, X(4, .1), X(6, .2), X(1, .3));
        Propagation.Agrees(x => Gelatinization.Diffraction(x[0], x[1], x[2]).Value.Result, X(5.1, .4, "%"), X(24.6, .5, "%"),
            X(1.5, .3, "%"));
        Propagation.Agrees(x => Gelatinization.ViscosityLossIndex(x[0], x[1]).Value.Result, X(40, 2), X(100, 3));
        Propagation.Agrees(
            x => Gelatinization.BetaAmylasePullulanase(new(x[0], x[1], x[2]), new(x[3], x[4], x[5])).Value.Result,
            X(.388, .01), X(.02, .003), X(.921, .02), X(.512, .01), X(.03, .004), X(.934, .03));
    }

    [Fact]
    public void Counts_a_blank_common_to_both_terms_once()
    {
        var dg = Gelatinization.Diastase(X(4), X(6), X(1, .1)).Value;
        Assert.Single(dg.Budget.Components, c => c.Name == "blank");
        // N = 3, M = 5: 100 (N - M)/M² u = -8 u.
        Numbers.Agree(0.8, dg.Result.StandardUncertainty);
    }

    [Fact]
    public void Keeps_the_basis_and_the_replicates_of_the_sample()
    {
        var sample = new Measured(3, 0.1, "mg", Basis.DryMatter, replicates: 4);
        var dg = Gelatinization.Amyloglucosidase2012(sample, X(4, 0.1, "mg")).Value.Result;
        Assert.Equal((Basis.DryMatter, (int?)4), (dg.Basis, dg.Replicates));
        var hydrolysed = Gelatinization.BetaAmylasePullulanase(new(sample, X(0, 0, "mg"), X(4, 0, "mg")),
            new(X(4, 0, "mg"), X(0, 0, "mg"), X(4, 0, "mg")));
        Assert.Equal((Basis.DryMatter, (int?)4), (hydrolysed.Value.Result.Basis, hydrolysed.Value.Result.Replicates));
    }

    [Fact]
    public void Refuses_what_cannot_be_divided_by()
    {
        Assert.Equal(
            "DG-AMG20 needs something above 0 to divide by, but the absorbance after strong alkali (0 1) is not.",
            Gelatinization.Amyloglucosidase2020(X(.4), X(0)).Refusal);
        Assert.Equal(
            "DG-JPC needs something above 0 to divide by, but the sugar of the gelatinized portion (0.05 1) "
                + "less the blank of the gelatinized portion (0.05 1) is not.",
            Gelatinization.JapanCustoms(X(.4), X(0), X(.05), X(.05)).Refusal);
        Assert.Equal(
            "The native reference is crystalline to 20 %, but more than the amorphous one's 21 was expected.",
            Gelatinization.Diffraction(X(5, 0, "%"), X(20, 0, "%"), X(21, 0, "%")).Refusal);
        Assert.Equal(
            "The native reference is crystalline to 0 %, but more than the amorphous one's 0 was expected.",
            Gelatinization.Diffraction(X(5, 0, "%"), X(0, 0, "%")).Refusal);
        Numbers.Says("0.031", Gelatinization.Glucoamylase(X(.4), X(.031), X(.031)).Refusal);
        Hydrolysis good = new(X(.3), X(0), X(1)), empty = new(X(.3), X(0), X(0)), nothing = new(X(.3), X(.3), X(1));
        Assert.Equal(
            "The total sugar of the sample is 0 1, but more than 0 was expected.",
            Gelatinization.BetaAmylasePullulanase(empty, good).Refusal);
        Numbers.Says("gelatinized sample is 0 1", Gelatinization.BetaAmylasePullulanase(good, empty).Refusal);
        Assert.Equal(
            "The gelatinized sample set 0.3 1 of sugar free, but more than its blank's 0.3 was expected.",
            Gelatinization.BetaAmylasePullulanase(good, nothing).Refusal);
        Assert.True(Gelatinization.BetaAmylasePullulanase(nothing, good).Succeeded);
    }

    [Fact]
    public void Wants_readings_of_one_unit()
    {
        Numbers.Says(
            "The glucose of the total starch",
            Assert.Throws<ArgumentException>(() => Gelatinization.Amyloglucosidase2012(X(1, 0, "mg"), X(2, 0, "g"))).Message);
        Numbers.Says("The total sugar", Assert.Throws<ArgumentException>(() => new Hydrolysis(X(1), X(0), X(2, 0, "g"))).Message);
        Assert.Throws<ArgumentNullException>(() => new Hydrolysis(X(1), null!, X(2)));
    }

    [Theory]
    [InlineData(160, 200, 80, 2.8284271247461903)]
    [InlineData(1, 4, 25, 21.650635094610966)]
    public void By_polarised_light_has_the_spread_of_a_count(int lost, int counted, double share, double u)
    {
        var dg = Gelatinization.PolarisedLight(lost, counted).Value.Result;
        Numbers.Agree(share, dg.Value);
        Numbers.Agree(u, dg.StandardUncertainty);
    }

    [Fact]
    public void By_polarised_light_is_never_exact()
    {
        var none = Gelatinization.PolarisedLight(0, 98).Value.Result;
        var all = Gelatinization.PolarisedLight(98, 98).Value.Result;
        Assert.Equal((0.0, 100.0), (none.Value, all.Value));
        // p̃ = 1/100: 100 √(0.01·0.99/101).
        Numbers.Agree(100 * Math.Sqrt(0.01 * 0.99 / 101), none.StandardUncertainty);
        Numbers.Agree(none.StandardUncertainty, all.StandardUncertainty);
    }

    [Theory]
    [InlineData(0, 0, "0 grains were counted, but at least 1 was expected.")]
    [InlineData(5, -1, "-1 grains were counted, but at least 1 was expected.")]
    [InlineData(-1, 9, "-1 grains of 9 are said to have lost the cross, but a number from 0 to 9 was expected.")]
    [InlineData(10, 9, "10 grains of 9 are said to have lost the cross, but a number from 0 to 9 was expected.")]
    public void By_polarised_light_refuses_counts_that_cannot_be(int lost, int counted, string refusal) =>
        Assert.Equal(refusal, Gelatinization.PolarisedLight(lost, counted).Refusal);

    [Fact]
    public void Does_not_follow_the_scale_of_the_readings() =>
        Gen.Select(Gen.Double[0.1, 10], Gen.Double[0.2, 1], Gen.Double[0.01, 0.1], Gen.Double[1.1, 3]).Sample(c =>
        {
            var (scale, s, b, f) = c;
            var one = Gelatinization.Diastase(X(s), X(f), X(b)).Value.Result.Value;
            Numbers.Near(one, Gelatinization.Diastase(X(scale * s), X(scale * f), X(scale * b)).Value.Result.Value, 1e-9);
        });
}

public sealed class Tests_on_whole_kernels
{
    [Theory]
    [InlineData(new[] { 6, 7, 7 }, GelatinizationTemperature.Low)]
    [InlineData(new[] { 5, 6 }, GelatinizationTemperature.Low)]
    [InlineData(new[] { 5, 5, 6 }, GelatinizationTemperature.Intermediate)]
    [InlineData(new[] { 3, 4 }, GelatinizationTemperature.Intermediate)]
    [InlineData(new[] { 3, 3, 4 }, GelatinizationTemperature.High)]
    [InlineData(new[] { 1, 2 }, GelatinizationTemperature.High)]
    public void Class_the_gelatinization_temperature_by_spreading(int[] scores, GelatinizationTemperature expected)
    {
        var result = KernelTests.AlkaliSpreading(scores).Value;
        Assert.Equal(expected, result.Class);
        Assert.Equal(("GT-ASV", "{score}"), (result.Method.Code, result.Score.Unit));
        Numbers.Agree(scores.Average(), result.Score.Value);
    }

    [Fact]
    public void Refuse_scores_that_are_none()
    {
        Assert.Equal("1 kernels were scored, but at least 2 were expected.", KernelTests.AlkaliSpreading([4]).Refusal);
        Assert.Equal(
            "Kernel 2 has an alkali spreading value of 0, but a whole number from 1 to 7 was expected.",
            KernelTests.AlkaliSpreading([1, 0]).Refusal);
        Numbers.Says("Kernel 1 has an alkali spreading value of 8", KernelTests.AlkaliSpreading([8, 7]).Refusal);
    }

    [Fact]
    public void Tell_the_time_of_ninety_per_cent_on_the_line_between_two_counts()
    {
        // 80 % at 16 min, 96 % at 18 min: 16 + 2·10/16.
        var t90 = KernelTests.GelatinizationTime([new(14, 10, 25), new(16, 20, 25), new(18, 24, 25), new(20, 25, 25)], 0.1).Value;
        Numbers.Agree(17.25, t90.Result.Value);
        Assert.Equal(("t90", "min"), (t90.Method.Code, t90.Result.Unit));
        double u1 = Math.Sqrt(.8 * .2 / 25), u2 = Math.Sqrt(.96 * .04 / 25);
        Numbers.Agree(
            Math.Sqrt(Math.Pow(2 * -.06 / (.16 * .16) * u1, 2) + Math.Pow(2 * .1 / (.16 * .16) * u2, 2) + 0.01),
            t90.Result.StandardUncertainty);
        Numbers.Agree(18, KernelTests.GelatinizationTime([new(16, 20, 25), new(18, 9, 10)], 0).Value.Result.Value);
    }

    [Fact]
    public void Refuse_a_boiling_that_does_not_tell()
    {
        static string? Refusal(params BoiledKernels[] counts) => KernelTests.GelatinizationTime(counts, 0.1).Refusal;
        Assert.Equal("There are counts at 1 times, but at least 2 were expected.", Refusal(new BoiledKernels(16, 9, 10)));
        Assert.Equal("Count 2 was taken at 16 min, but a later time than before was expected.", Refusal(new(16, 1, 10), new(16, 9, 10)));
        Numbers.Says("Count 1 was taken at -1 min", Refusal(new(-1, 1, 10), new(16, 9, 10)));
        Numbers.Says("Count 2 was taken at NaN min", Refusal(new(1, 1, 10), new(double.NaN, 9, 10)));
        Assert.Equal(
            "At 16 min 11 of 10 kernels are gelatinized, but 0 to all of them was expected.",
            Refusal(new(14, 1, 10), new(16, 11, 10)));
        Numbers.Says("At 14 min -1 of 10", Refusal(new(14, -1, 10), new(16, 9, 10)));
        Numbers.Says("At 14 min 0 of 0", Refusal(new(14, 0, 0), new(16, 9, 10)));
        Assert.Equal(
            "After 18 min 89 of 100 kernels are gelatinized, less than 90 %; boil longer.", Refusal(new(14, 1, 10), new(18, 89, 100)));
        Assert.Equal(
            "At the first count, 14 min, 90 % of the kernels are gelatinized already; count earlier.",
            Refusal(new(14, 9, 10), new(18, 10, 10)));
        Assert.Throws<ArgumentOutOfRangeException>(() => KernelTests.GelatinizationTime([new(0, 0, 1), new(1, 1, 1)], -1));
    }
}
