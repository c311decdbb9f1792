namespace Lims.Metrology;

/// <summary>A density and where it comes from: a table, a handbook, a measurement. A result that rests on it names it.</summary>
/// <param name="Value">ρ with its uncertainty, any unit of mass per volume.</param>
/// <param name="Temperature">Temperature it holds for, °C.</param>
/// <param name="Source">"OIML R 22", "pycnometer, run 12" …; not empty.</param>
public sealed record Density(Measured Value, double Temperature, string Source);

/// <summary>A result converted between mass and volume, with what was used.</summary>
/// <param name="Result">The converted quantity.</param>
/// <param name="Budget">What each input adds.</param>
/// <param name="Used">The densities and their sources, in words for the record.</param>
public sealed record MassVolumeResult(Measured Result, UncertaintyBudget Budget, string Used);

/// <summary>
/// Mass fraction w and volume fraction φ of one constituent, through the densities of the constituent and of the mixture.
/// </summary>
/// <remarks>
/// φ = w ρ_mix/ρ_pure, w = φ ρ_pure/ρ_mix. Volumes do not add (ethanol and water contract), so ρ_mix is measured or taken from a table of
/// the mixture, never computed from the parts. Both densities are for one temperature; alcoholic strength by volume is at 20 °C.
/// </remarks>
public static class MassAndVolume
{
    /// <summary>Unit of a percentage by volume: UCUM's annotation keeps it apart from a percentage by mass.</summary>
    public const string PercentByVolume = "%{vol}";

    /// <summary>φ from w.</summary>
    /// <param name="massFraction">w in "%", "1", "g/kg" or another unit of mass per mass; 0 to 1.</param>
    /// <param name="pure">Density of the constituent.</param>
    /// <param name="mixture">Density of the mixture.</param>
    /// <returns>φ in "%{vol}"; or a refusal: not a fraction, not a density, two temperatures, a source without a name.</returns>
    public static Outcome<MassVolumeResult> ToVolumeFraction(Measured massFraction, Density pure, Density mixture)
    {
        ArgumentNullException.ThrowIfNull(massFraction);
        return massFraction.In("1").Then(w => Convert(w, mixture, pure, "1", 100, PercentByVolume));
    }

    /// <summary>w from φ.</summary>
    /// <param name="volumeFraction">φ in "%{vol}"; 0 to 100.</param>
    /// <param name="pure">Density of the constituent.</param>
    /// <param name="mixture">Density of the mixture.</param>
    /// <returns>w in "%"; or a refusal as in <see cref="ToVolumeFraction"/>.</returns>
    public static Outcome<MassVolumeResult> ToMassFraction(Measured volumeFraction, Density pure, Density mixture)
    {
        ArgumentNullException.ThrowIfNull(volumeFraction);
        return volumeFraction.In("1{vol}").Then(phi => Convert(phi, pure, mixture, "1{vol}", 100, "%"));
    }

    /// <summary>Mass concentration c = w ρ_mix.</summary>
    /// <param name="massFraction">w, 0 to 1.</param>
    /// <param name="mixture">Density of the mixture.</param>
    /// <param name="unit">UCUM code of a mass per volume, "g/L".</param>
    /// <returns>c; or a refusal.</returns>
    public static Outcome<MassVolumeResult> ToConcentration(Measured massFraction, Density mixture, string unit)
    {
        ArgumentNullException.ThrowIfNull(massFraction);
        return massFraction.In("1").Then(w =>
            Checked(w, "1").Then(_ => InGramsPerLitre(mixture).Then(rho => UnitConversion.Between("g/L", unit).Then(c =>
        {
            var factor = c.Difference(1);
            var budget = new UncertaintyBudget([
                UncertaintyComponent.Of("mass fraction", w, factor * rho.Value),
                UncertaintyComponent.Of("density of the mixture", rho, factor * w.Value)]);
            return Outcome.Of(new MassVolumeResult(budget.Result(factor * w.Value * rho.Value, unit, massFraction.Basis), budget,
                Words(mixture, "mixture")));
        }))));
    }

    private static Outcome<MassVolumeResult> Convert(
        Measured fraction, Density above, Density below, string unit, double scale, string resultUnit)
    {
        if (above.Temperature != below.Temperature)
        {
            return Outcome.Because<MassVolumeResult>(
                $"One density is for {above.Temperature} °C, the other for {below.Temperature} °C; one temperature was expected.");
        }

        return Checked(fraction, unit).Then(x => InGramsPerLitre(above).Then(a => InGramsPerLitre(below).Then(b =>
        {
            var y = scale * x.Value * a.Value / b.Value;
            var toVolume = string.Equals(resultUnit, PercentByVolume, StringComparison.Ordinal);
            var (nameAbove, nameBelow) = toVolume ? ("mixture", "constituent") : ("constituent", "mixture");
            var budget = new UncertaintyBudget([
                UncertaintyComponent.Of("fraction", x, scale * a.Value / b.Value),
                UncertaintyComponent.Of($"density of the {nameAbove}", a, scale * x.Value / b.Value),
                UncertaintyComponent.Of($"density of the {nameBelow}", b, -y / b.Value)]);
            return Outcome.Of(new MassVolumeResult(
                budget.Result(y, resultUnit, fraction.Basis), budget, $"{Words(above, nameAbove)}; {Words(below, nameBelow)}"));
        })));
    }

    private static Outcome<Measured> Checked(Measured fraction, string unit) => fraction.Value is >= 0 and <= 1
        ? Outcome.Of(fraction)
        : Outcome.Because<Measured>($"The fraction is {fraction.Value} ({unit}), but 0 to 1 was expected.");

    private static Outcome<Measured> InGramsPerLitre(Density density)
    {
        ArgumentNullException.ThrowIfNull(density);
        if (string.IsNullOrWhiteSpace(density.Source))
            return Outcome.Because<Measured>(
                $"The density {density.Value.Value} {density.Value.Unit} names no source; a table or a measurement was expected.");
        return density.Value.In("g/L").Then(rho => rho.Value > 0
            ? Outcome.Of(rho)
            : Outcome.Because<Measured>($"The density is {density.Value.Value} {density.Value.Unit}, but a density above 0 was expected."));
    }

    private static string Words(Density density, string of) => FormattableString.Invariant(
        $"density of the {of} {density.Value.Value} {density.Value.Unit} at {density.Temperature} °C ({density.Source})");
}
