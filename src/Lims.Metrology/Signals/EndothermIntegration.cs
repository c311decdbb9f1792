namespace Lims.Metrology;

/// <summary>The line under a peak.</summary>
public enum BaselineKind
{
    /// <summary>The straight line between the mean points just outside the two limits.</summary>
    Linear,

    /// <summary>
    /// From the left tangent to the right one in proportion to the area already passed, B = (1 - α) L₁ + α L₂ with
    /// α(T) = ∫(P - B)dT up to T over the whole; for a step of heat capacity under the peak.
    /// </summary>
    Sigmoidal,
}

/// <summary>How an endotherm is integrated. Part of the method; the same for sample and native reference.</summary>
/// <param name="LowerLimit">T₁, °C.</param>
/// <param name="UpperLimit">T₂, °C, above T₁.</param>
/// <param name="Baseline">Linear (default) or sigmoidal.</param>
/// <param name="BaselinePoints">
/// Points averaged (linear) or fitted (sigmoidal, noise) at each end: the last so many at or below T₁ and the first at or above T₂.
/// At least 3.
/// </param>
/// <param name="LimitShift">δ, K: how far each limit might as well have been set elsewhere; 0 leaves this part of u out.</param>
/// <param name="TangentWidth">K: width of the stretch that a flank's slope and the peak's top are fitted over.</param>
/// <param name="FewestPoints">Points the curve must have between the limits.</param>
public sealed record EndothermSettings(
    double LowerLimit,
    double UpperLimit,
    BaselineKind Baseline = BaselineKind.Linear,
    int BaselinePoints = 10,
    double LimitShift = 1,
    double TangentWidth = 1,
    int FewestPoints = 10);

/// <summary>Integrates the gelatinization endotherm (or any other) of a heating curve.</summary>
/// <remarks>
/// Area = (60/β) ∫ (P - B) dT by the trapezoid rule, in mJ for P in mW and β in K/min; ISO 11357-1 gives onset, peak and baseline terms.
/// Linear in the scale of the heat flow, and unchanged when a straight line is added to it. A sample without a peak has an area near 0,
/// below 0 perhaps, with its uncertainty: that is a result (fully gelatinized), not a fault.
/// </remarks>
public static class EndothermIntegration
{
    /// <summary>Integrates between the limits of the settings.</summary>
    /// <param name="curve">A heating segment.</param>
    /// <param name="settings">Limits and baseline.</param>
    /// <returns>
    /// The endotherm, or a refusal quoting what is wrong: limits outside the data or reversed, too few points between or beyond the limits
    /// (shifted limits included), a sigmoidal baseline that does not settle.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Settings that no curve could satisfy (fewer than 3 baseline points, a negative shift).
    /// </exception>
    public static Outcome<Endotherm> Integrate(DscCurve curve, EndothermSettings settings)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(settings);
        Require.AtLeast(3, settings.BaselinePoints);
        Require.AtLeast(1, settings.FewestPoints);
        Require.NotNegative(settings.LimitShift);
        Require.Positive(settings.TangentWidth);

        var (low, high, shift) = (settings.LowerLimit, settings.UpperLimit, settings.LimitShift);
        var area = EndothermArea.Between(curve, low, high, settings);
        if (!area.Succeeded)
            return Outcome.Refused<Endotherm>(area.Refusal);
        if (shift == 0)
            return Outcome.Of(Describe(area.Value, settings, 0));
        Outcome<EndothermArea>[] lower = [Moved(-shift, 0), area, Moved(shift, 0)];
        Outcome<EndothermArea>[] upper = [Moved(0, -shift), area, Moved(0, shift)];
        if (lower.Concat(upper).FirstOrDefault(a => !a.Succeeded) is { } outside)
            return Outcome.Because<Endotherm>($"With a limit moved by {shift} K: {outside.Refusal}");
        // Each limit may stand anywhere within ± its shift: a rectangular distribution for its effect (GUM 4.3.7).
        var placement = Math.Sqrt((Square(HalfRange(lower)) + Square(HalfRange(upper))) / 3);
        return Outcome.Of(Describe(area.Value, settings, placement));

        Outcome<EndothermArea> Moved(double first, double second) => EndothermArea.Between(curve, low + first, high + second, settings);
    }

    private static double HalfRange(Outcome<EndothermArea>[] areas) =>
        (areas.Max(a => a.Value.Millijoule) - areas.Min(a => a.Value.Millijoule)) / 2;

    private static double Square(double x) => x * x;

    private static Endotherm Describe(EndothermArea area, EndothermSettings settings, double placement)
    {
        var peak = EndothermShape.Peak(area, settings.TangentWidth);
        var budget = new UncertaintyBudget([
            UncertaintyComponent.TypeA("noise", area.NoiseUncertainty, area.NoiseDegreesOfFreedom),
            new("baseline placement", EvaluationType.B, placement, 1)]);
        return new Endotherm(
            settings,
            budget.Result(area.Millijoule, "mJ"),
            area.NoiseRms,
            area.NoiseDegreesOfFreedom,
            area.NoiseUncertainty,
            placement,
            peak?.Temperature,
            peak?.HeatFlow,
            peak is null ? null : EndothermShape.Onset(area, peak.Value.Temperature, settings.TangentWidth),
            peak is null ? null : EndothermShape.End(area, peak.Value.Temperature, settings.TangentWidth),
            [.. area.Temperature.Zip(area.Baseline, (t, b) => new CurvePoint(t, b))]);
    }
}

/// <summary>An integrated endotherm.</summary>
/// <param name="Settings">How it was integrated.</param>
/// <param name="Area">mJ, with u from noise and baseline placement; signed.</param>
/// <param name="NoiseRms">mW, scatter about straight lines through the baseline points outside the limits.</param>
/// <param name="NoiseDegreesOfFreedom">ν of <paramref name="NoiseRms"/>, 2n - 4.</param>
/// <param name="NoiseUncertainty">
/// mJ: √(Σ w²) times the rms, w the weight of each point in the area. Taken as white noise; an instrument that smooths needs the
/// replicates to show the rest.
/// </param>
/// <param name="PlacementUncertainty">mJ: half range of the area when each limit moves by the shift, over √3, both limits.</param>
/// <param name="PeakTemperature">°C; null when nothing rises above 3 times the noise.</param>
/// <param name="PeakHeight">mW above the baseline; null likewise.</param>
/// <param name="OnsetTemperature">
/// °C, where the tangent of the leading flank meets the baseline (ISO 11357-1 T_ei); null without a peak.
/// </param>
/// <param name="EndTemperature">°C, the same for the trailing flank (T_ef).</param>
/// <param name="Baseline">The baseline from limit to limit, for display.</param>
public sealed record Endotherm(
    EndothermSettings Settings,
    Measured Area,
    double NoiseRms,
    int NoiseDegreesOfFreedom,
    double NoiseUncertainty,
    double PlacementUncertainty,
    double? PeakTemperature,
    double? PeakHeight,
    double? OnsetTemperature,
    double? EndTemperature,
    IReadOnlyList<CurvePoint> Baseline)
{
    /// <summary>ΔH = area/m_dry, J/g of dry matter, with the budget: noise, baseline placement, calibration, mass.</summary>
    /// <param name="dryMass">m_dry in mg, basis dry matter, above 0.</param>
    /// <param name="relativeCalibrationUncertainty">
    /// u of the calorimeter's enthalpy factor over the factor; shared by every run of it.
    /// </param>
    /// <returns>J/g, or a refusal when the mass is not above 0.</returns>
    /// <exception cref="ArgumentException">The mass is not in mg or not on dry matter.</exception>
    public Outcome<Evaluated> Enthalpy(Measured dryMass, double relativeCalibrationUncertainty = 0)
    {
        ArgumentNullException.ThrowIfNull(dryMass);
        Require.SameUnit("mg", dryMass.Unit, "The dry mass");
        Require.NotNegative(relativeCalibrationUncertainty);
        if (!string.Equals(dryMass.Basis, Metrology.Basis.DryMatter, StringComparison.Ordinal))
            throw new ArgumentException($"The mass is on basis '{dryMass.Basis}', but '{Metrology.Basis.DryMatter}' was expected.");
        if (dryMass.Value <= 0)
            return Outcome.Because<Evaluated>($"The dry mass is {dryMass.Value} mg, but a mass above 0 was expected.");
        var enthalpy = Area.Value / dryMass.Value;
        var budget = new UncertaintyBudget([
            UncertaintyComponent.TypeA("noise", NoiseUncertainty, NoiseDegreesOfFreedom, 1 / dryMass.Value),
            new("baseline placement", EvaluationType.B, PlacementUncertainty, 1 / dryMass.Value),
            new("enthalpy calibration", EvaluationType.B, relativeCalibrationUncertainty, enthalpy),
            UncertaintyComponent.Of("dry mass", dryMass, -enthalpy / dryMass.Value)]);
        return Outcome.Of(new Evaluated(budget.Result(enthalpy, "J/g", Metrology.Basis.DryMatter), budget));
    }
}
