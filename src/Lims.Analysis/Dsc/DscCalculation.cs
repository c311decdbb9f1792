using Lims.Metrology;

namespace Lims.Analysis;

/// <summary>A pan, ready to be calculated.</summary>
/// <param name="Run">Its run.</param>
/// <param name="Name">The sample's name at the instrument.</param>
/// <param name="Role">What it held.</param>
/// <param name="Stage">The stage it belongs to.</param>
/// <param name="Curve">The first heating.</param>
/// <param name="EndothermIsPositive">Which way heat taken up points in the file.</param>
/// <param name="Mass">mg as weighed.</param>
/// <param name="Moisture">%.</param>
internal sealed record Pan(Guid Run, string Name, PanRole Role, int Stage, DscCurve Curve, bool EndothermIsPositive, Measured Mass, Measured Moisture);

/// <summary>A pan with what was found in it.</summary>
internal sealed record PanFound(Pan Pan, Endotherm Endotherm, Evaluated DryMass, Evaluated Enthalpy)
{
    public PanRow Row => new(
        Pan.Run, Pan.Name, Pan.Role, Pan.Stage, Pan.Mass.Value, Pan.Moisture.Value, DryMass.Result.Value, Pan.Curve.HeatingRate, Endotherm.Area.Value,
        Endotherm.Area.StandardUncertainty, Enthalpy.Result.Value, Enthalpy.Result.StandardUncertainty, Endotherm.OnsetTemperature, Endotherm.PeakTemperature,
        Endotherm.EndTemperature, Pan.EndothermIsPositive);
}

/// <summary>What the pans amount to. With refusals there is no result, and what was found so far is for the eye alone.</summary>
internal sealed record DscOutcome
{
    public IReadOnlyList<PanFound> Pans { get; init; } = [];

    /// <summary>Mean enthalpy of the sample, J/g of dry matter.</summary>
    public Measured? Sample { get; init; }

    public Measured? Native { get; init; }

    /// <summary>The degree of gelatinization, %.</summary>
    public Measured? Degree { get; init; }

    /// <summary>The part of its u that further pans of the sample make smaller, %.</summary>
    public double? AveragedPart { get; init; }

    public IReadOnlyList<ControlRow> Controls { get; init; } = [];

    public IReadOnlyList<RepeatabilityRow> Checks { get; init; } = [];

    public IReadOnlyList<BudgetRow> Budget { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public IReadOnlyList<LeftOutRun> LeftOut { get; init; } = [];

    public IReadOnlyList<string> Refusals { get; init; } = [];
}

/// <summary>
/// From pans to the degree of gelatinization: every pan is integrated over the same limits; pans of the sample and of the reference are checked against
/// the method's repeatability, the controls against the method's limits. The enthalpy calibration is common to sample and reference and cancels in their
/// ratio; what is common to the pans of one kind (moisture, placement of the baseline) is not made smaller by their number.
/// </summary>
internal static class DscCalculation
{
    public static DscOutcome Evaluate(IReadOnlyList<Pan> pans, EndothermSettings settings, MethodParameters method, ReferenceLot lot)
    {
        var dsc = method.Calorimetry!;
        var refusals = new List<string>();
        var warnings = new List<string>();
        var found = pans.Select(pan => Find(pan, settings, dsc, refusals)).OfType<PanFound>().ToList();
        Count(pans, dsc, refusals);
        if (refusals.Count > 0) return new DscOutcome { Pans = found, Refusals = refusals };

        var repeatability = method.Repeatability!.Value;
        var sample = MeanEnthalpy.Of([.. found.Where(pan => pan.Pan.Role == PanRole.Sample)], repeatability);
        var native = MeanEnthalpy.Of([.. found.Where(pan => pan.Pan.Role == PanRole.Native)], repeatability, lot.EnthalpyUncertainty);
        var checks = new[] { PanRole.Sample, PanRole.Native }.Select(role => Repeatability(role, found, repeatability)).ToList();
        refusals.AddRange(checks.Where(check => !check.Agrees).Select(check => FormattableString.Invariant(
            $"The {check.Pans} pans of the {check.Of} lie {check.Range:F3} J/g apart, more than r = {check.CriticalRange:F3} J/g (s_r = {repeatability} J/g): run another pan and evaluate all of them.")));
        CompareWithLot(native.Result, lot, warnings);

        var degree = DegreeOfGelatinization.ByCalorimetry(sample.Result, native.Result, dsc.Calibration);
        if (!degree.Succeeded) refusals.Add(degree.Refusal);
        var controls = Controls(found, native.Result, method, refusals);
        if (!degree.Succeeded)
            return new DscOutcome { Pans = found, Controls = controls, Checks = checks, Warnings = warnings, Refusals = refusals };

        var result = degree.Value.Result;
        if (result.Value is < 0 or > 100)
            warnings.Add(FormattableString.Invariant($"{result.Value:F1} % lies outside 0 to 100 %: it is kept as found, since it may show a fault of the measurement."));
        return new DscOutcome
        {
            Pans = found,
            Sample = sample.Result,
            Native = native.Result,
            Degree = result,
            AveragedPart = Math.Abs(degree.Value.Budget.Components[0].Sensitivity) * sample.AveragedPart,
            Controls = controls,
            Checks = checks,
            Budget =
            [
                .. BudgetRow.From("degree of gelatinization", degree.Value.Budget),
                .. BudgetRow.From("enthalpy of the sample", sample.Budget),
                .. BudgetRow.From("enthalpy of the native reference", native.Budget),
            ],
            Warnings = warnings,
            Refusals = refusals,
        };
    }

    private static PanFound? Find(Pan pan, EndothermSettings settings, CalorimetryParameters dsc, List<string> refusals)
    {
        var endotherm = EndothermIntegration.Integrate(pan.Curve, settings);
        var dryMass = DryMatter.Mass(pan.Mass, pan.Moisture);
        var enthalpy = endotherm.Then(peak => dryMass.Then(mass => peak.Enthalpy(mass.Result, dsc.Calibration)));
        if (enthalpy.Succeeded) return new PanFound(pan, endotherm.Value, dryMass.Value, enthalpy.Value);
        refusals.Add($"“{pan.Name}”: {enthalpy.Refusal}");
        return null;
    }

    private static void Count(IReadOnlyList<Pan> pans, CalorimetryParameters dsc, List<string> refusals)
    {
        foreach (var (role, what, fewest) in new[]
        {
            (PanRole.Sample, "of the sample", dsc.FewestPans), (PanRole.Native, "of the native reference", dsc.FewestPans),
            (PanRole.Control0, "of the 0 % control", 1), (PanRole.Control50, "of the 50 % control", 1), (PanRole.Control100, "of the 100 % control", 1),
        })
        {
            var count = pans.Count(pan => pan.Role == role);
            if (count < fewest) refusals.Add($"{count} pan(s) {what}: at least {fewest} expected.");
        }
    }

    private static RepeatabilityRow Repeatability(PanRole role, List<PanFound> found, double repeatability)
    {
        var check = new Replicates(found.Where(pan => pan.Pan.Role == role).Select(pan => pan.Enthalpy.Result.Value)).CheckRepeatability(repeatability);
        return new RepeatabilityRow(role == PanRole.Sample ? "sample" : "native reference", found.Count(pan => pan.Pan.Role == role), check.Range, check.CriticalRange, check.Agrees);
    }

    private static List<ControlRow> Controls(List<PanFound> found, Measured native, MethodParameters method, List<string> refusals)
    {
        var (rows, dsc) = (new List<ControlRow>(), method.Calorimetry!);
        foreach (var (role, control) in new[]
        {
            (PanRole.Control0, ControlCheck.NativeRice(dsc.ControlDeviation)), (PanRole.Control50, ControlCheck.HalfMixture(dsc.ControlDeviation)),
            (PanRole.Control100, ControlCheck.GelatinizedRice(dsc.ControlDeviation)),
        })
        {
            var pans = MeanEnthalpy.Of([.. found.Where(pan => pan.Pan.Role == role)], method.Repeatability!.Value);
            var degree = DegreeOfGelatinization.ByCalorimetry(pans.Result, native, dsc.Calibration);
            if (!degree.Succeeded) continue; // The native reference is at fault, and that is said once already.
            var check = control.Check(degree.Value.Result);
            rows.Add(new ControlRow(control.Material, control.Expected, check.Result.Value, control.PermittedDeviation, check.WithinLimit));
            if (!check.WithinLimit)
                refusals.Add(FormattableString.Invariant($"The control {control.Material} was found at {check.Result.Value:F1} %: {control.Expected} ± {control.PermittedDeviation} % is expected. Nothing of this batch is used until the cause is found."));
        }
        return rows;
    }

    /// <summary>The lot's own value is a check of the day's calibration; the result rests on the pans of the day.</summary>
    private static void CompareWithLot(Measured native, ReferenceLot lot, List<string> warnings)
    {
        var difference = native.Minus(lot.AsEnthalpy);
        if (Math.Abs(difference.Value) > difference.Expanded().U)
            warnings.Add(FormattableString.Invariant($"The native reference was found at {native.Value:F2} J/g; lot {lot.Lot} is known as {lot.Enthalpy:F2} J/g, further away than both uncertainties explain."));
    }
}
