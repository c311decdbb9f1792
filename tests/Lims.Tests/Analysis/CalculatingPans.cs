using CsCheck;
using Lims.Analysis;
using Lims.Kernel;
using Lims.Metrology;

namespace Lims.Tests.Analysis;

public class Calculating_the_degree_of_gelatinization_from_pans
{
    private static readonly MethodParameters Method = new()
    {
        Determinations = 2,
        Repeatability = 0.15,
        Calorimetry = new(50, 85, BaselineKind.Linear, 10, 1, EndothermSign.Negative, 0.01, 0.01, 5, 2),
    };

    private static readonly ReferenceLot Lot = new(
        Ids.New(), "CCL", "NR-1", "long grain", new Measured(11.2, 0.12, "J/g", Basis.DryMatter), new Measured(12.4, 0.1, "%", Basis.AsIs), "test");

    private static DscOutcome Evaluate(double[] sample, double[]? native = null, double[]? controls = null)
    {
        native ??= [11.15, 11.26];
        controls ??= [11.22, 5.61, 0.05];
        Pan[] pans =
        [
            .. sample.Select((enthalpy, i) => DscFiles.Pan(PanRole.Sample, enthalpy, i + 1)), .. native.Select((enthalpy, i) => DscFiles.Pan(PanRole.Native, enthalpy, i + 1)),
            .. controls.Zip([PanRole.Control0, PanRole.Control50, PanRole.Control100], (enthalpy, role) => DscFiles.Pan(role, enthalpy)),
        ];
        return DscCalculation.Evaluate(pans, new EndothermSettings(50, 85), Method, Lot);
    }

    [Fact]
    public void The_degree_is_one_less_the_residual_part_and_the_controls_stand_by()
    {
        var outcome = Evaluate([1.88, 1.93]);

        Assert.Empty(outcome.Refusals);
        Assert.Equal(100 * (1 - (1.905 / 11.205)), outcome.Degree!.Value, 0.2);
        Assert.Equal(["native rice", "50/50 mixture", "fully gelatinized rice"], outcome.Controls.Select(control => control.Material));
        Assert.All(outcome.Controls, control => Assert.InRange(control.Found - control.Expected, -1, 1));
    }

    [Fact]
    public void The_averaged_part_is_that_of_the_pans_and_falls_with_the_root_of_their_number()
    {
        var (two, four) = (Evaluate([1.88, 1.93]), Evaluate([1.88, 1.93, 1.88, 1.93]));

        Assert.Equal(two.AveragedPart!.Value / Math.Sqrt(2), four.AveragedPart!.Value, 3);
        Assert.True(two.AveragedPart < two.Degree!.StandardUncertainty);
        // What does not average is the same for both.
        Assert.Equal(Common(two), Common(four), 3);

        static double Common(DscOutcome outcome) => Math.Sqrt(Math.Pow(outcome.Degree!.StandardUncertainty, 2) - Math.Pow(outcome.AveragedPart!.Value, 2));
    }

    [Fact]
    public void The_enthalpy_calibration_common_to_both_cancels_in_their_ratio()
    {
        var outcome = Evaluate([5.6, 5.6]);

        // Alone it would be 1 % of 50 % in each of the two, 0.71 % of starch together; the covariance takes it away.
        var covariance = Assert.Single(outcome.Budget, row => row.Name.StartsWith("covariance", StringComparison.Ordinal));
        Assert.True(covariance.Share < 0);
        var sheet = outcome.Budget.Where(row => row.Of == "degree of gelatinization").Sum(row => row.Share);
        Assert.Equal(1, sheet, 9);
    }

    [Fact]
    public void Fewer_than_two_pans_or_a_missing_control_are_refused()
    {
        Assert.Contains("1 pan(s) of the sample: at least 2 expected.", Evaluate([1.9]).Refusals);
        Assert.Contains("1 pan(s) of the native reference: at least 2 expected.", Evaluate([1.9, 1.9], native: [11.2]).Refusals);
        Assert.Contains("0 pan(s) of the 100 % control: at least 1 expected.", Evaluate([1.9, 1.9], controls: [11.2, 5.6]).Refusals);
    }

    [Fact]
    public void Pans_further_apart_than_r_are_refused_with_both_numbers()
    {
        var refusal = Assert.Single(Evaluate([1.6, 2.3]).Refusals);
        Assert.Contains("r = 0.420 J/g", refusal, StringComparison.Ordinal);
        Assert.Contains("sample", refusal, StringComparison.Ordinal);
        Assert.Contains("native reference", Assert.Single(Evaluate([1.9, 1.9], native: [10.9, 11.5], controls: [11.2, 5.6, 0]).Refusals), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10.0, 5.61, 0.05, "native rice")]
    [InlineData(11.2, 4.5, 0.05, "50/50 mixture")]
    [InlineData(11.2, 5.61, 0.9, "fully gelatinized rice")]
    public void A_control_out_of_its_limits_refuses_the_batch(double native, double half, double none, string which)
    {
        var refusal = Assert.Single(Evaluate([1.9, 1.9], controls: [native, half, none]).Refusals);
        Assert.StartsWith($"The control {which} was found at", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_degree_above_100_is_kept_and_said()
    {
        var outcome = Evaluate([-0.30, -0.28]);

        Assert.Empty(outcome.Refusals);
        Assert.InRange(outcome.Degree!.Value, 102, 103.5);
        Assert.Contains(outcome.Warnings, warning => warning.Contains("outside 0 to 100 %", StringComparison.Ordinal));
    }

    [Fact]
    public void A_day_on_which_the_lot_is_not_itself_is_said()
    {
        var outcome = Evaluate([1.9, 1.9], native: [8.0, 8.1], controls: [8.05, 4.0, 0]);
        Assert.Contains(outcome.Warnings, warning => warning.Contains("lot NR-1 is known as 11.20 J/g", StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_the_pans_hold_the_degree_is_that_of_the_true_enthalpies() =>
        Gen.Select(Gen.Double[-0.5, 11.5], Gen.Double[9, 13]).Sample((sample, native) =>
        {
            var outcome = Evaluate([sample, sample + 0.02], [native, native + 0.05], [native, native / 2, 0]);
            Assert.Empty(outcome.Refusals);
            Assert.Equal(100 * (1 - ((sample + 0.01) / (native + 0.025))), outcome.Degree!.Value, 0.4);
        }, iter: 30);
}
