namespace Lims.Metrology;

/// <summary>Under what a surface tension was measured, and what a text prescribes.</summary>
/// <param name="Concentration">Of the surface-active agent in water, %.</param>
/// <param name="HoursStanding">Between mixing and measuring, h.</param>
/// <param name="Temperature">°C.</param>
/// <param name="Separated">Whether insoluble matter had separated.</param>
public sealed record SurfaceTensionConditions(double Concentration, double HoursStanding, double Temperature, bool Separated);

/// <summary>The conditions a text prescribes, with how far a measurement may be from them.</summary>
/// <param name="Concentration">%.</param>
/// <param name="ConcentrationTolerance">Either way, %.</param>
/// <param name="HoursStanding">h; the mixture stands at least so long.</param>
/// <param name="HoursTolerance">How much longer it may stand, h.</param>
/// <param name="Temperature">°C.</param>
/// <param name="TemperatureTolerance">Either way, K.</param>
/// <param name="Version">The text; the tolerances are the laboratory's.</param>
public sealed record PrescribedConditions(
    double Concentration,
    double ConcentrationTolerance,
    double HoursStanding,
    double HoursTolerance,
    double Temperature,
    double TemperatureTolerance,
    string Version)
{
    /// <summary>0.5 % in water, left for one hour, 20 °C, without separation (±0.01 %, up to 0.25 h longer, ±0.5 K).</summary>
    public static PrescribedConditions SurfaceActiveAgents { get; } =
        new(0.5, 0.01, 1, 0.25, 20, 0.5, "HS Chapter 34, Note 3: 0.5 %, one hour, 20 °C");

    internal string? Objection(SurfaceTensionConditions found)
    {
        var longest = HoursStanding + HoursTolerance;
        if (found.Separated)
            return "Insoluble matter had separated, but a clear or translucent liquid or a stable emulsion was expected.";
        if (!(Math.Abs(found.Concentration - Concentration) <= ConcentrationTolerance * Slack))
        {
            return FormattableString.Invariant(
                $"The concentration was {found.Concentration} %, but {Concentration} % ± {ConcentrationTolerance} % was expected.");
        }

        if (!(found.HoursStanding >= HoursStanding && found.HoursStanding <= longest))
        {
            return FormattableString.Invariant(
                $"The mixture stood for {found.HoursStanding} h, but {HoursStanding} h to {longest} h was expected.");
        }

        if (!(Math.Abs(found.Temperature - Temperature) <= TemperatureTolerance * Slack))
        {
            return FormattableString.Invariant(
                $"The temperature was {found.Temperature} °C, but {Temperature} °C ± {TemperatureTolerance} K was expected.");
        }

        return null;
    }

    // 0.51 - 0.5 is a little more than 0.01 in binary; on the limit is within it.
    private const double Slack = 1 + 1e-9;
}

/// <summary>A du Noüy ring.</summary>
/// <param name="Radius">R: mean radius of the ring, "mm".</param>
/// <param name="WireRadius">r: radius of the wire, "mm".</param>
public sealed record TensiometerRing(Measured Radius, Measured WireRadius);

/// <summary>Surface tension of a mixture with water, by plate or ring.</summary>
public static class SurfaceTension
{
    /// <summary>The plate method.</summary>
    public static AnalyticalMethod PlateMethod { get; } = new("SURFACE-TENSION-PLATE", "surface tension by plate", "EN 14370; ISO 304");

    /// <summary>The ring method.</summary>
    public static AnalyticalMethod RingMethod { get; } = new(
        "SURFACE-TENSION-RING", "surface tension by ring", "ISO 304; EN 14370",
        "Zuidema and Waters 1941, a fit of the tables of Harkins and Jordan 1930");

    /// <summary>γ = F/(L cos θ): force over wetted length.</summary>
    /// <remarks>∂γ/∂F = 1/(L cos θ), ∂γ/∂L = -γ/L, ∂γ/∂θ = γ tan θ (θ in rad).</remarks>
    /// <param name="force">F, "mN", buoyancy deducted, above 0.</param>
    /// <param name="perimeter">L: wetted perimeter of the plate, "mm", above 0.</param>
    /// <param name="contactAngle">θ, "deg", 0 to below 90; exactly 0 (roughened platinum) when null.</param>
    /// <param name="conditions">How it was measured.</param>
    /// <param name="prescribed">What the text prescribes.</param>
    /// <returns>mN/m; or a refusal that says which condition was not kept.</returns>
    /// <exception cref="ArgumentException">Another unit.</exception>
    public static Outcome<MethodResult> ByPlate(
        Measured force,
        Measured perimeter,
        Measured? contactAngle,
        SurfaceTensionConditions conditions,
        PrescribedConditions prescribed)
    {
        ArgumentNullException.ThrowIfNull(force);
        ArgumentNullException.ThrowIfNull(perimeter);
        ArgumentNullException.ThrowIfNull(conditions);
        ArgumentNullException.ThrowIfNull(prescribed);
        var angle = contactAngle ?? Measured.Exact(0, "deg");
        Require.SameUnit("mN", force.Unit, "The force");
        Require.SameUnit("mm", perimeter.Unit, "The wetted perimeter");
        Require.SameUnit("deg", angle.Unit, "The contact angle");
        if (prescribed.Objection(conditions) is { } objection)
            return Outcome.Refused<MethodResult>(objection);
        if (force.Value <= 0)
            return Outcome.Because<MethodResult>($"The force is {force.Value} mN, but one above 0 was expected.");
        if (perimeter.Value <= 0)
            return Outcome.Because<MethodResult>($"The wetted perimeter is {perimeter.Value} mm, but one above 0 was expected.");
        if (!(angle.Value is >= 0 and < 90))
            return Outcome.Because<MethodResult>($"The contact angle is {angle.Value}°, but 0° to below 90° was expected.");
        var radian = Math.PI / 180;
        var perForce = 1000 / (perimeter.Value * Math.Cos(angle.Value * radian));
        var tension = force.Value * perForce;
        return Outcome.Of(MethodResult.Of(PlateMethod with { DataVersion = prescribed.Version }, Formula.Of(
            tension, "mN/m", "", force.Replicates,
            new("force", force, perForce),
            new("wetted perimeter", perimeter, -tension / perimeter.Value),
            new("contact angle", angle, tension * Math.Tan(angle.Value * radian) * radian))));
    }

    /// <summary>
    /// γ = P f, f = 0.7250 + √(0.01452 P/(C² Δρ) + 0.04534 - 1.679 r/R): Zuidema and Waters' correction of the ring's pull.
    /// </summary>
    /// <remarks>
    /// P in mN/m is the scale reading (greatest force over twice the circumference), C = 2πR in cm, Δρ in g/cm³. Derivatives follow from
    /// f - 0.7250 = √s: ∂f/∂x = (∂s/∂x)/(2√s).
    /// </remarks>
    /// <param name="reading">P, "mN/m", above 0.</param>
    /// <param name="ring">The ring.</param>
    /// <param name="densityDifference">Δρ between liquid and air, "g/cm3", above 0.</param>
    /// <param name="conditions">How it was measured.</param>
    /// <param name="prescribed">What the text prescribes.</param>
    /// <returns>mN/m; or a refusal: a condition not kept, or a ring the correction does not hold for.</returns>
    /// <exception cref="ArgumentException">Another unit.</exception>
    public static Outcome<MethodResult> ByRing(
        Measured reading,
        TensiometerRing ring,
        Measured densityDifference,
        SurfaceTensionConditions conditions,
        PrescribedConditions prescribed)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(ring);
        ArgumentNullException.ThrowIfNull(densityDifference);
        ArgumentNullException.ThrowIfNull(conditions);
        ArgumentNullException.ThrowIfNull(prescribed);
        Require.SameUnit("mN/m", reading.Unit, "The reading");
        Require.SameUnit("mm", ring.Radius.Unit, "The radius of the ring");
        Require.SameUnit("mm", ring.WireRadius.Unit, "The radius of the wire");
        Require.SameUnit("g/cm3", densityDifference.Unit, "The difference of density");
        if (prescribed.Objection(conditions) is { } objection)
            return Outcome.Refused<MethodResult>(objection);
        var (p, big, wire, density) = (reading.Value, ring.Radius.Value, ring.WireRadius.Value, densityDifference.Value);
        foreach (var (name, value, unit) in new[]
        {
            ("reading", p, "mN/m"), ("radius of the ring", big, "mm"), ("radius of the wire", wire, "mm"),
            ("difference of density", density, "g/cm3"),
        })
        {
            if (value <= 0)
                return Outcome.Because<MethodResult>($"The {name} is {value} {unit}, but one above 0 was expected.");
        }

        var circumference = 2 * Math.PI * big / 10;
        var pull = 0.01452 * p / (circumference * circumference * density);
        var s = pull + 0.04534 - 1.679 * wire / big;
        if (!(s > 0))
        {
            return Outcome.Because<MethodResult>(
                $"The ring has a wire of {wire} mm for a radius of {big} mm, too thick for the correction by Zuidema and Waters.");
        }

        var root = Math.Sqrt(s);
        var f = 0.7250 + root;
        var half = p / (2 * root);
        return Outcome.Of(MethodResult.Of(
            RingMethod with { DataVersion = $"{RingMethod.DataVersion}; {prescribed.Version}" },
            Formula.Of(
                p * f, "mN/m", "", reading.Replicates,
                new("reading", reading, f + half * pull / p),
                new("radius of the ring", ring.Radius, half * (-2 * pull + 1.679 * wire / big) / big),
                new("radius of the wire", ring.WireRadius, half * -1.679 / big),
                new("difference of density", densityDifference, half * -pull / density))));
    }
}
