namespace Lims.Metrology;

/// <summary>Calculation to dry matter: rice is compared, and its limits are written, without its moisture (ISO 712 gives w).</summary>
/// <remarks>Moisture w is a mass fraction: unit "1" (0.125) or "%" (12.5). 0 ≤ w &lt; 1 is required.</remarks>
public static class DryMatter
{
    /// <summary>m_dry = m (1 - w); c_m = 1 - w, c_w = -m.</summary>
    /// <param name="mass">m as weighed, any unit of mass.</param>
    /// <param name="moisture">w, unit "1" or "%".</param>
    /// <returns>
    /// Mass in the unit of <paramref name="mass"/>, basis dry matter; or a refusal when m ≤ 0 or w is outside 0 to below 1.
    /// </returns>
    /// <exception cref="ArgumentException">Moisture in another unit, or a mass that is on dry matter already.</exception>
    public static Outcome<Evaluated> Mass(Measured mass, Measured moisture)
    {
        NotDryYet(mass);
        var w = Fraction(moisture);
        if (mass.Value <= 0)
            return Outcome.Because<Evaluated>($"The mass is {mass.Value} {mass.Unit}, but a mass above 0 was expected.");
        if (OutOfRange(w, moisture) is { } refusal)
            return refusal;
        var budget = new UncertaintyBudget(
            [UncertaintyComponent.Of("mass", mass, 1 - w.Value), UncertaintyComponent.Of("moisture", w, -mass.Value)]);
        return Outcome.Of(new Evaluated(budget.Result(mass.Value * (1 - w.Value), mass.Unit, Basis.DryMatter, mass.Replicates), budget));
    }

    /// <summary>
    /// x_db = x_asis/(1 - w); c_x = 1/(1 - w), c_w = x/(1 - w)². For anything per mass: enthalpy, ash, starch, polarisation.
    /// </summary>
    /// <param name="asIs">x as is.</param>
    /// <param name="moisture">w of the same portion, unit "1" or "%".</param>
    /// <returns>x on dry matter in the same unit; or a refusal when w is outside 0 to below 1.</returns>
    /// <exception cref="ArgumentException">Moisture in another unit, or x on dry matter already (it would be corrected twice).</exception>
    public static Outcome<Evaluated> FromAsIs(Measured asIs, Measured moisture)
    {
        NotDryYet(asIs);
        var w = Fraction(moisture);
        if (OutOfRange(w, moisture) is { } refusal)
            return refusal;
        var dry = 1 - w.Value;
        var budget = new UncertaintyBudget(
            [UncertaintyComponent.Of("value as is", asIs, 1 / dry), UncertaintyComponent.Of("moisture", w, asIs.Value / (dry * dry))]);
        return Outcome.Of(new Evaluated(budget.Result(asIs.Value / dry, asIs.Unit, Basis.DryMatter, asIs.Replicates), budget));
    }

    /// <summary>x_asis = x_db (1 - w), back again; c_x = 1 - w, c_w = -x.</summary>
    /// <param name="dry">x on dry matter.</param>
    /// <param name="moisture">w of the portion as is, unit "1" or "%".</param>
    /// <returns>x as is in the same unit; or a refusal when w is outside 0 to below 1.</returns>
    /// <exception cref="ArgumentException">Moisture in another unit, or x not on dry matter.</exception>
    public static Outcome<Evaluated> ToAsIs(Measured dry, Measured moisture)
    {
        ArgumentNullException.ThrowIfNull(dry);
        if (!string.Equals(dry.Basis, Basis.DryMatter, StringComparison.Ordinal))
            throw new ArgumentException($"The value is on basis '{dry.Basis}', but '{Basis.DryMatter}' was expected.");
        var w = Fraction(moisture);
        if (OutOfRange(w, moisture) is { } refusal)
            return refusal;
        var budget = new UncertaintyBudget(
            [UncertaintyComponent.Of("value on dry matter", dry, 1 - w.Value), UncertaintyComponent.Of("moisture", w, -dry.Value)]);
        return Outcome.Of(new Evaluated(budget.Result(dry.Value * (1 - w.Value), dry.Unit, Basis.AsIs, dry.Replicates), budget));
    }

    private static void NotDryYet(Measured value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (string.Equals(value.Basis, Basis.DryMatter, StringComparison.Ordinal))
            throw new ArgumentException("The value is on dry matter already; correcting it again would count the moisture twice.");
    }

    private static Measured Fraction(Measured moisture)
    {
        ArgumentNullException.ThrowIfNull(moisture);
        return moisture.Unit switch
        {
            "1" => moisture,
            "%" => new(
                moisture.Value / 100, moisture.StandardUncertainty / 100, "1", moisture.Basis, moisture.DegreesOfFreedom),
            _ => throw new ArgumentException($"Moisture is in '{moisture.Unit}', but '1' or '%' was expected."),
        };
    }

    private static Outcome<Evaluated>? OutOfRange(Measured w, Measured asGiven) =>
        w.Value is >= 0 and < 1
            ? null
            : Outcome.Because<Evaluated>(
                $"The moisture is {asGiven.Value} {asGiven.Unit}, but a mass fraction from 0 to below 100 % was expected.");
}
