using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class Standard_addition
{
    // Silver in a photographic waste (Miller and Miller): 0.3218/0.01864 = 17.3 with 0.75.
    [Fact]
    public void Follows_the_line_back_to_no_response()
    {
        double[] added = [0, 5, 10, 15, 20, 25, 30];
        double[] absorbance = [0.32, 0.41, 0.52, 0.60, 0.70, 0.77, 0.89];
        var result = StandardAddition.Evaluate(added, absorbance, "ug/mL").Value;
        Numbers.Near(17.26, result.Amount.Value, 0.02);
        Numbers.Near(0.748, result.Amount.StandardUncertainty, 5e-4);
        Assert.Equal(("ug/mL", 5.0), (result.Amount.Unit, result.Amount.DegreesOfFreedom));
        var line = result.Line;
        var mean = absorbance.Average();
        Numbers.Agree(line.Intercept / line.Slope, result.Amount.Value);
        Numbers.Agree(
            line.Fit.ResidualStandardDeviation / line.Slope * Math.Sqrt(1.0 / 7 + mean * mean / (line.Slope * line.Slope * 700)),
            result.Amount.StandardUncertainty);
    }

    [Fact]
    public void Is_refused_when_the_response_falls()
    {
        var refusal = StandardAddition.Evaluate([0, 1, 2], [3, 2, 1], "mg").Refusal;
        Assert.Equal("The response changes by -1 for each mg added; a rise was expected.", refusal);
        Assert.False(StandardAddition.Evaluate([0, 1], [3, 2], "mg").Succeeded);
    }
}

public sealed class An_internal_standard
{
    [Fact]
    public void Cancels_what_is_lost_of_both()
    {
        double[] amounts = [1, 2, 4, 8];
        double[] added = [2, 2, 2, 2];
        double[] recovered = [1, 0.7, 0.9, 0.5];
        double[] responses = [.. amounts.Select((m, i) => 30 * m * recovered[i])];
        double[] internalResponses = [.. added.Select((m, i) => 20 * m * recovered[i])];
        var curve = InternalStandard.Calibrate(amounts, added, responses, internalResponses, CalibrationModel.Line).Value;
        Numbers.Agree(1.5, curve.Slope, 1e-12);
        Assert.Equal("1", curve.Unit);
        var result = InternalStandard.AmountFor(curve, 30 * 3 * 0.6, 20 * 2 * 0.6, new Measured(2, 0.02, "ug", Basis.AsIs), 2).Value;
        Numbers.Agree(3, result.Result.Value, 1e-12);
        Numbers.Agree(0.03, result.Result.StandardUncertainty, 1e-9);
        Assert.Equal(("ug", Basis.AsIs), (result.Result.Unit, result.Result.Basis));
        Numbers.Agree(1.5, InternalStandard.ResponseFactor(60, 2, 40, 2));
    }

    [Fact]
    public void Carries_the_uncertainty_of_ratio_and_addition()
    {
        double[] x = [1, 2, 3, 4];
        var curve = InternalStandard.Calibrate(x, [1, 1, 1, 1], [1.1, 1.9, 3.2, 3.9], [1, 1, 1, 1], CalibrationModel.Line).Value;
        var ratio = curve.AmountFor(2.5, readings: 3).Value;
        var result = InternalStandard.AmountFor(curve, 5, 2, new Measured(4, 0.1, "ug"), 3).Value.Result;
        Numbers.Agree(4 * ratio.Value, result.Value);
        Numbers.Agree(Math.Sqrt(Math.Pow(4 * ratio.StandardUncertainty, 2) + Math.Pow(0.1 * ratio.Value, 2)), result.StandardUncertainty);
    }

    [Fact]
    public void That_is_lost_is_quoted()
    {
        var lost = InternalStandard.Calibrate([1, 2, 3], [1, 1, 1], [1, 2, 3], [1, 0, 1], CalibrationModel.Line);
        Assert.Equal("The response of the internal standard in solution 2 is 0, but a finite number above 0 was expected.", lost.Refusal);
        Assert.Equal(
            "The amount of internal standard in solution 3 is -1, but a finite number above 0 was expected.",
            InternalStandard.Calibrate([1, 2, 3], [1, 1, -1], [1, 2, 3], [1, 1, 1], CalibrationModel.Line).Refusal);
        Assert.Equal(
            "The value of solution 1 is NaN, but a finite number was expected.",
            InternalStandard.Calibrate([double.NaN, 2, 3], [1, 1, 1], [1, 2, 3], [1, 1, 1], CalibrationModel.Line).Refusal);
        Assert.Equal(
            "3 values, but 2 of the internal standard.",
            Assert.Throws<ArgumentException>(() =>
                InternalStandard.Calibrate([1, 2, 3], [1, 1], [1, 2, 3], [1, 1, 1], CalibrationModel.Line)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => InternalStandard.ResponseFactor(0, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => InternalStandard.ResponseFactor(1, 0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => InternalStandard.ResponseFactor(1, 1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => InternalStandard.ResponseFactor(1, 1, 1, 0));
    }
}

public sealed class A_deuterated_standard
{
    private static readonly LabelledStandard Standard = new(new Measured(10, 0.1, "ng"), 0.4, 1.2, 0.02, 0.005);

    [Fact]
    public void Is_told_apart_from_the_analyte_with_what_each_ion_has_of_the_other()
    {
        const double Analyte = 500, Labelled = 1000;
        var parts = Standard.Separate(Analyte + 0.02 * Labelled, Labelled + 0.005 * Analyte).Value;
        Numbers.Agree(Analyte, parts.Analyte, 1e-12);
        Numbers.Agree(Labelled, parts.Labelled, 1e-12);
    }

    [Fact]
    public void That_is_all_isotopes_of_the_analyte_is_no_standard() =>
        Assert.StartsWith(
            "The labelled standard has the response 5, ",
            Standard.Separate(1000, 5).Refusal,
            StringComparison.Ordinal);

    [Fact]
    public void Corrects_the_analyte_for_what_was_lost_of_both()
    {
        var found = new Measured(6, 0.12, "ng");
        var check = Standard.Recovery(found);
        Numbers.Agree(0.6, check.Recovery.Value);
        Numbers.Agree(0.6 * Math.Sqrt(0.02 * 0.02 + 0.01 * 0.01), check.Recovery.StandardUncertainty);
        Assert.Equal((true, "1", 0.4, 1.2), (check.Accepted, check.Recovery.Unit, check.Lowest, check.Highest));
        var corrected = Standard.Correct(new Measured(3, 0.06, "ng", Basis.DryMatter), found).Value;
        Numbers.Agree(5, corrected.Result.Value);
        Numbers.Agree(5 * Math.Sqrt(0.0004 + 0.0004 + 0.0001), corrected.Result.StandardUncertainty);
        Assert.Equal(("ng", Basis.DryMatter), (corrected.Result.Unit, corrected.Result.Basis));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(3.999, false)]
    [InlineData(12, true)]
    [InlineData(12.001, false)]
    public void Is_accepted_within_its_range_ends_included(double found, bool accepted)
    {
        var measured = new Measured(found, 0.1, "ng");
        Assert.Equal(accepted, Standard.Recovery(measured).Accepted);
        Assert.Equal(accepted, Standard.Correct(new Measured(1, 0.1, "ng"), measured).Succeeded);
    }

    [Fact]
    public void Recovered_beyond_its_range_corrects_nothing() =>
        Assert.Equal(
            "The labelled standard was recovered to 0.2; 0.4 to 1.2 was expected.",
            Standard.Correct(new Measured(1, 0.1, "ng"), new Measured(2, 0.1, "ng")).Refusal);

    [Fact]
    public void Is_misused_with_ranges_or_shares_that_cannot_be()
    {
        var found = new Measured(6, 0.1, "ng");
        Assert.Throws<ArgumentOutOfRangeException>(() => (Standard with { Added = new Measured(0, 0.1, "ng") }).Recovery(found));
        Assert.Throws<ArgumentOutOfRangeException>(() => (Standard with { LowestRecovery = 0 }).Recovery(found));
        Assert.Throws<ArgumentException>(() => (Standard with { HighestRecovery = 0.4 }).Recovery(found));
        Assert.Throws<ArgumentException>(() => (Standard with { HighestRecovery = double.PositiveInfinity }).Recovery(found));
        Assert.Throws<ArgumentOutOfRangeException>(() => (Standard with { UnlabelledShare = -1 }).Separate(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => (Standard with { IsotopeShare = -1 }).Separate(1, 1));
        Numbers.Says(
            "indistinguishable",
            Assert.Throws<ArgumentException>(() => (Standard with { UnlabelledShare = 2, IsotopeShare = 0.5 }).Separate(1, 1)).Message);
        Assert.Throws<ArgumentException>(() => Standard.Recovery(new Measured(6, 0.1, "ug")));
        Assert.Throws<ArgumentOutOfRangeException>(() => Standard.Separate(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Standard.Separate(1, double.NaN));
    }
}

public sealed class Bracketing
{
    private static readonly BracketingStandard Low = new(new Measured(10, 0.1, "mg/L"), 99, 101);
    private static readonly BracketingStandard High = new(new Measured(20, 0.2, "mg/L"), 201, 199);
    private static readonly Bracket Pair = new(Low, High, 2, 0.03);

    [Fact]
    public void Interpolates_between_the_mean_responses()
    {
        var result = Pair.AmountFor(125, readings: 4).Value.Result;
        Numbers.Agree(12.5, result.Value);
        // Parts 3/4 and 1/4; 0.1 mg/L a unit of response; readings 2/√4 and 2/√2.
        var u2 = Math.Pow(0.75 * 0.1, 2) + Math.Pow(0.25 * 0.2, 2) + 0.01 * (1 + 2 * Math.Pow(0.75, 2) + 2 * Math.Pow(0.25, 2));
        Numbers.Agree(Math.Sqrt(u2), result.StandardUncertainty);
        Assert.Equal(("mg/L", 4), (result.Unit, result.Replicates));
    }

    [Fact]
    public void Holds_at_its_ends_and_not_beyond()
    {
        Assert.Equal(10, Pair.AmountFor(100).Value.Result.Value);
        Assert.Equal(20, Pair.AmountFor(200).Value.Result.Value);
        Assert.Equal("The response 99.9 lies outside the bracket; 100 to 200 was expected.", Pair.AmountFor(99.9).Refusal);
        Assert.Equal("The response 200.1 lies outside the bracket; 100 to 200 was expected.", Pair.AmountFor(200.1).Refusal);
    }

    [Fact]
    public void Is_refused_when_a_standard_drifts_or_does_not_rise()
    {
        Assert.Equal(
            "The standard 10 mg/L drifted from 90 to 110, by 0.2 of its mean; at most 0.03 was expected.",
            (Pair with { Low = Low with { Before = 90, After = 110 } }).AmountFor(125).Refusal);
        Assert.StartsWith(
            "The standard 20 mg/L drifted from 210 to 190, by -0.1 of its mean",
            (Pair with { High = High with { Before = 210, After = 190 } }).AmountFor(125).Refusal,
            StringComparison.Ordinal);
        Assert.True((Pair with { PermittedDrift = 0.02 }).AmountFor(125).Succeeded);
        Assert.Equal(
            "The standards 20 and 10 mg/L have the responses 200 and 100; both were expected to rise.",
            (Pair with { Low = High, High = Low }).AmountFor(125).Refusal);
        Assert.False((Pair with { High = High with { Before = 100, After = 100 } }).AmountFor(100).Succeeded);
    }

    [Fact]
    public void Is_misused_with_other_units_or_numbers()
    {
        Assert.Throws<ArgumentException>(() => (Pair with { High = High with { Amount = new Measured(20, 0.2, "g/L") } }).AmountFor(125));
        Numbers.Says("basis 'dry matter', but ''", Assert.Throws<ArgumentException>(() =>
            (Pair with { High = High with { Amount = new Measured(20, 0.2, "mg/L", Basis.DryMatter) } }).AmountFor(125)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Pair.AmountFor(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pair.AmountFor(125, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => (Pair with { ReadingUncertainty = -1 }).AmountFor(125));
        Assert.Throws<ArgumentOutOfRangeException>(() => (Pair with { PermittedDrift = 0 }).AmountFor(125));
        Assert.Throws<ArgumentOutOfRangeException>(() => (Pair with { Low = Low with { Before = 0 } }).AmountFor(125));
        Assert.Throws<ArgumentOutOfRangeException>(() => (Pair with { Low = Low with { After = -1 } }).AmountFor(125));
    }
}

public sealed class A_spectrum_of_a_mixture
{
    private static readonly double[] Cocoa = Band(3, 1);
    private static readonly double[] Milk = Band(8, 2);
    private static readonly double[] Soy = Band(12, 1.5);

    private static readonly (string, IReadOnlyList<double>)[] References = [("cocoa", Cocoa), ("milk", Milk), ("soy", Soy)];

    private static double[] Band(double centre, double width) =>
        [.. Enumerable.Range(0, 16).Select(i => Math.Exp(-Math.Pow((i - centre) / width, 2) / 2))];

    private static double[] Mix(double cocoa, double milk, double soy, double noise = 0) =>
        [.. Enumerable.Range(0, 16).Select(i => cocoa * Cocoa[i] + milk * Milk[i] + soy * Soy[i] + (i % 2 == 0 ? noise : -noise))];

    [Fact]
    public void Comes_apart_into_what_it_was_made_of() =>
        Gen.Select(Gen.Double[0, 10], Gen.Double[0, 10], Gen.Double[0.1, 10]).Sample(c =>
        {
            var unmixed = SpectralUnmixing.Of(Mix(c.Item1, c.Item2, c.Item3), References, "%").Value;
            Numbers.Near(c.Item1, unmixed.Components[0].Amount.Value, 1e-9);
            Numbers.Near(c.Item2, unmixed.Components[1].Amount.Value, 1e-9);
            Numbers.Near(c.Item3, unmixed.Components[2].Amount.Value, 1e-9);
            Numbers.Agree(1, unmixed.Explained);
        });

    [Fact]
    public void Has_no_negative_part_and_fits_the_others_without_it()
    {
        var unmixed = SpectralUnmixing.Of(Mix(2, 3, -0.5), References, "%").Value;
        Assert.Equal(
            (true, 0.0, 0.0),
            (unmixed.Components[2].HeldAtZero, unmixed.Components[2].Amount.Value, unmixed.Components[2].Amount.StandardUncertainty));
        Assert.False(unmixed.Components[0].HeldAtZero);
        var two = LeastSquaresFit.Multiple([Cocoa, Milk], Mix(2, 3, -0.5), intercept: false).Value;
        Numbers.Agree(two.Coefficients[0].Value, unmixed.Components[0].Amount.Value);
        Numbers.Agree(two.Coefficients[1].Value, unmixed.Components[1].Amount.Value);
        Numbers.Agree(two.Coefficients[1].StandardError, unmixed.Components[1].Amount.StandardUncertainty);
        Assert.Equal(
            ("milk", "%", 14.0),
            (unmixed.Components[1].Name, unmixed.Components[1].Amount.Unit, unmixed.Components[1].Amount.DegreesOfFreedom));
        Numbers.Agree(two.ResidualStandardDeviation, unmixed.ResidualStandardDeviation);
        Assert.Equal(16, unmixed.Residual.Count);
    }

    // Karush-Kuhn-Tucker: no reference held at zero would lower the residual if raised, none in use would if moved.
    [Fact]
    public void Fits_as_well_as_amounts_above_zero_can() =>
        Gen.Int[-300, 300].Array[16].Sample(hundredths =>
        {
            double[] y = [.. hundredths.Select((h, i) => i == 0 ? 3.01 : h / 100.0)];
            var outcome = SpectralUnmixing.Of(y, References, "%");
            if (!outcome.Succeeded)
            {
                Assert.Equal("No reference fits the spectrum with an amount above 0.", outcome.Refusal);
                Assert.All(References, r => Assert.True(r.Item2.Zip(y, (a, b) => a * b).Sum() <= 1e-9));
                return;
            }

            for (var j = 0; j < 3; j++)
            {
                var gradient = References[j].Item2.Zip(outcome.Value.Residual, (a, b) => a * b).Sum();
                var component = outcome.Value.Components[j];
                Assert.True(component.HeldAtZero ? gradient <= 1e-9 : Math.Abs(gradient) <= 1e-9);
                Assert.True(component.HeldAtZero || component.Amount.Value >= 0);
            }
        });

    [Fact]
    public void Is_refused_without_signal_or_with_references_that_cannot_be_told_apart()
    {
        Assert.Equal(
            "The spectrum is 0 at every point; a signal was expected.", SpectralUnmixing.Of(new double[16], References, "%").Refusal);
        Assert.Equal(
            "No reference fits the spectrum with an amount above 0.", SpectralUnmixing.Of(Mix(-1, -1, -1), References, "%").Refusal);
        Assert.False(SpectralUnmixing.Of(Mix(1, 1, 1), [("a", Cocoa), ("b", [.. Cocoa.Select(v => 2 * v)])], "%").Succeeded);
        Assert.Throws<ArgumentException>(() => SpectralUnmixing.Of(Cocoa, [], "%"));
        Numbers.Says(
            "'milk' was given twice",
            Assert.Throws<ArgumentException>(() => SpectralUnmixing.Of(Cocoa, [("milk", Milk), ("milk", Soy)], "%")).Message);
        Assert.Throws<ArgumentException>(() => SpectralUnmixing.Of([1, 2], References, "%"));
    }
}
