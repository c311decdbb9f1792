namespace Lims.Metrology;

/// <summary>The specific rotation of starch of one plant, as modified Ewers prescribes it.</summary>
/// <param name="Plant">"rice", "maize" …; "other" for mixtures and plants not listed.</param>
/// <param name="Rotation">[α]_D at 20 °C, "deg.mL/(g.dm)".</param>
/// <param name="Version">Source and edition.</param>
public sealed record StarchRotation(string Plant, Measured Rotation, string Version)
{
    private const string Edition = "Regulation (EC) No 152/2009, annex III L";

    /// <summary>Rice, 185.9.</summary>
    public static StarchRotation Rice { get; } = Printed("rice", 185.9);

    /// <summary>Potato, 185.4.</summary>
    public static StarchRotation Potato { get; } = Printed("potato", 185.4);

    /// <summary>Maize, 184.6.</summary>
    public static StarchRotation Maize { get; } = Printed("maize", 184.6);

    /// <summary>Wheat, 182.7.</summary>
    public static StarchRotation Wheat { get; } = Printed("wheat", 182.7);

    /// <summary>Barley, 181.5.</summary>
    public static StarchRotation Barley { get; } = Printed("barley", 181.5);

    /// <summary>Oats, 181.3.</summary>
    public static StarchRotation Oats { get; } = Printed("oats", 181.3);

    /// <summary>Other starch and mixtures, 184.0.</summary>
    public static StarchRotation Other { get; } = Printed("other", 184.0);

    // The law prints one decimal and no uncertainty; half of that digit is the least it can be. What a plant's starch really turns by is
    // not in it: the result is starch as the law defines it.
    private static StarchRotation Printed(string plant, double rotation) =>
        new(plant, new(rotation, 0.05 / Math.Sqrt(3), "deg.mL/(g.dm)"), Edition);
}

/// <summary>Ash and starch of cereals and their products on dry matter, which part Chapter 11 from residues of milling.</summary>
public static class CerealAnalyses
{
    /// <summary>The ash method.</summary>
    public static AnalyticalMethod AshMethod { get; } = new("ASH", "ash on dry matter, added minerals deducted", "ISO 2171");

    /// <summary>The starch method.</summary>
    public static AnalyticalMethod StarchMethod { get; } =
        new("STARCH-EWERS", "starch on dry matter, modified Ewers polarimetry", "Regulation (EC) No 152/2009, annex III L; ISO 10520");

    /// <summary>The method of starch by glucose.</summary>
    public static AnalyticalMethod StarchGlucoseMethod { get; } = new(
        "STARCH-GLUCOSE", "starch from glucose after enzymes", "glucose as anhydroglucose, printed as 0.90",
        "162.1406 and 180.1559 g/mol, CIAAW 2019");

    // Each molar mass is known to half of its last digit.
    private static readonly Measured GlucoseToStarch =
        new(162.1406 / 180.1559,
            162.1406 / 180.1559 * 0.00005 / Math.Sqrt(3) * Math.Sqrt(1 / (162.1406 * 162.1406) + 1 / (180.1559 * 180.1559)), "1");

    /// <summary>Ash = (100 m_a/m - a)/(1 - w): m_a residue, m portion, a added minerals (% as is), w moisture.</summary>
    /// <param name="portion">m as weighed, above 0.</param>
    /// <param name="residue">m_a after incineration, same unit, below m. May be below 0 by the balance; that is kept.</param>
    /// <param name="moisture">w of the same portion, "1" or "%".</param>
    /// <param name="addedMinerals">a: minerals added to the flour, % of it as is; none when null.</param>
    /// <returns>% on dry matter; or a refusal that quotes the mass or moisture that cannot be.</returns>
    /// <exception cref="ArgumentException">Units that differ.</exception>
    public static Outcome<MethodResult> Ash(Measured portion, Measured residue, Measured moisture, Measured? addedMinerals = null)
    {
        ArgumentNullException.ThrowIfNull(portion);
        ArgumentNullException.ThrowIfNull(residue);
        Require.SameUnit(portion.Unit, residue.Unit, "The residue");
        var added = addedMinerals ?? Measured.Exact(0, "%");
        Require.SameUnit("%", added.Unit, "The content of added minerals");
        if (portion.Value <= 0)
            return Outcome.Because<MethodResult>($"The portion is {portion.Value} {portion.Unit}, but a mass above 0 was expected.");
        if (residue.Value >= portion.Value)
        {
            return Outcome.Because<MethodResult>(
                $"The residue is {residue.Value} {residue.Unit}, but less than the portion's {portion.Value} {portion.Unit} was expected.");
        }

        if (added.Value < 0)
            return Outcome.Because<MethodResult>($"The added minerals are {added.Value} %, but 0 % or more was expected.");
        var m = portion.Value;
        var asIs = 100 * residue.Value / m;
        return OnDryMatter(
            AshMethod, asIs - added.Value, "%", moisture, residue.Replicates,
            new("residue", residue, 100 / m), new("portion", portion, -asIs / m), new("added minerals", added, -1));
    }

    /// <summary>Starch = 10⁶ (P - P')/(l m [α])/(1 - w) for 100 mL: 2000 (P - P')/[α] for 2.5 g in 200 mm, then on dry matter.</summary>
    /// <remarks>
    /// l in mm as the regulation has it (10⁶ = 100 % × 100 mL × 100 mm/dm). P' is the rotation of what 40 % ethanol dissolves, read at the
    /// same concentration: without it sugar and amino acids count as starch.
    /// </remarks>
    /// <param name="total">P: total rotation, "deg".</param>
    /// <param name="blank">P': rotation of the substances soluble in 40 % ethanol, "deg".</param>
    /// <param name="portion">m in 100 mL, "g", above 0; 2.5 g in the regulation.</param>
    /// <param name="moisture">w of the same sample, "1" or "%".</param>
    /// <param name="rotation">[α] of the plant; its version goes into the result.</param>
    /// <param name="tubeLength">l, mm, above 0.</param>
    /// <returns>% on dry matter, below 0 kept; or a refusal.</returns>
    /// <exception cref="ArgumentException">Units that differ.</exception>
    public static Outcome<MethodResult> Starch(
        Measured total, Measured blank, Measured portion, Measured moisture, StarchRotation rotation, double tubeLength = 200)
    {
        ArgumentNullException.ThrowIfNull(total);
        ArgumentNullException.ThrowIfNull(blank);
        ArgumentNullException.ThrowIfNull(portion);
        ArgumentNullException.ThrowIfNull(rotation);
        Require.Positive(tubeLength);
        Require.SameUnit("deg", total.Unit, "The total rotation");
        Require.SameUnit("deg", blank.Unit, "The rotation of the blank");
        Require.SameUnit("g", portion.Unit, "The portion");
        if (portion.Value <= 0)
            return Outcome.Because<MethodResult>($"The portion is {portion.Value} g, but a mass above 0 was expected.");
        var perDegree = 1e6 / (tubeLength * portion.Value * rotation.Rotation.Value);
        var starch = perDegree * (total.Value - blank.Value);
        return OnDryMatter(
            StarchMethod with { DataVersion = $"{rotation.Version}: {rotation.Plant}" },
            starch, "%", moisture, total.Replicates,
            new("total rotation", total, perDegree),
            new("rotation of the blank", blank, -perDegree),
            new("portion", portion, -starch / portion.Value),
            new("specific rotation", rotation.Rotation, -starch / rotation.Rotation.Value));
    }

    /// <summary>
    /// Starch = f × glucose, f = M(C6H10O5)/M(C6H12O6) = 162.1406/180.1559: what an enzyme method weighs as glucose was starch.
    /// </summary>
    /// <param name="glucose">Glucose, any unit of mass or mass fraction; below 0 by the blank is kept.</param>
    /// <returns>Starch in the unit and basis of the glucose.</returns>
    public static MethodResult StarchFromGlucose(Measured glucose)
    {
        ArgumentNullException.ThrowIfNull(glucose);
        var f = GlucoseToStarch.Value;
        return MethodResult.Of(StarchGlucoseMethod, Formula.Of(
            f * glucose.Value, glucose.Unit, glucose.Basis, glucose.Replicates,
            new("glucose", glucose, f), new("molar masses", GlucoseToStarch, glucose.Value)));
    }

    /// <summary>The inputs of a value as is, carried to dry matter in one budget.</summary>
    private static Outcome<MethodResult> OnDryMatter(
        AnalyticalMethod method, double asIs, string unit, Measured moisture, int? replicates, params ReadOnlySpan<Input> inputs)
    {
        var dry = DryMatter.FromAsIs(new Measured(asIs, 0, unit, Basis.AsIs), moisture);
        if (!dry.Succeeded)
            return Outcome.Refused<MethodResult>(dry.Refusal);
        var factor = dry.Value.Budget.Components[0].Sensitivity;
        var all = new Input[inputs.Length + 1];
        for (var i = 0; i < inputs.Length; i++)
            all[i] = inputs[i] with { Sensitivity = inputs[i].Sensitivity * factor };
        var w = dry.Value.Budget.Components[1];
        all[^1] = new(w.Name, new(0, w.StandardUncertainty, "1", "", w.DegreesOfFreedom), w.Sensitivity);
        return Outcome.Of(MethodResult.Of(method, Formula.Of(dry.Value.Result.Value, unit, Basis.DryMatter, replicates, all)));
    }
}
