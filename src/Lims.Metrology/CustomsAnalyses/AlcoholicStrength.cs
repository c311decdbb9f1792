namespace Lims.Metrology;

/// <summary>What was put into the density meter.</summary>
public enum AlcoholMatrix
{
    /// <summary>Ethanol and water alone: a distillate made up to the volume it was taken from, or a spirit without extract.</summary>
    EthanolAndWater,

    /// <summary>As drunk, with sugar or other extract; the formula of ethanol and water does not hold for it.</summary>
    WithExtract,
}

/// <summary>Alcoholic strength by volume at 20 °C from density.</summary>
public static class AlcoholicStrength
{
    /// <summary>The method.</summary>
    public static AnalyticalMethod Method { get; } = new(
        "ALCOHOL-DENSITY",
        "alcoholic strength by volume at 20 °C, by density",
        "OIV-MA-AS312-01; Regulation (EC) No 2870/2000; OIML R 22",
        AlcoholTable.Version);

    /// <summary>q from ρ at t: p by inversion of ρ(p, t), then q = 100 p ρ(p, 20)/ρ(1, 20).</summary>
    /// <remarks>
    /// ∂q/∂ρ = q'(p)/ρ_p, ∂q/∂t = -q'(p) ρ_t/ρ_p. The density is one in vacuum: a hydrometer's or pycnometer's value is corrected for
    /// buoyancy before. A density above water's by measurement noise is refused, not called 0 % vol.
    /// </remarks>
    /// <param name="density">ρ in kg/m³.</param>
    /// <param name="temperature">t of the density, "Cel", -20 to 40.</param>
    /// <param name="matrix">What was measured; with extract the result is refused: distil first.</param>
    /// <returns>Strength in "%{vol}" at 20 °C; or a refusal.</returns>
    /// <exception cref="ArgumentException">A unit other than kg/m3 and Cel.</exception>
    public static Outcome<MethodResult> ByDensity(Measured density, Measured temperature, AlcoholMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(density);
        ArgumentNullException.ThrowIfNull(temperature);
        Require.SameUnit("kg/m3", density.Unit, "The density");
        Require.SameUnit("Cel", temperature.Unit, "The temperature");
        if (matrix != AlcoholMatrix.EthanolAndWater)
        {
            return Outcome.Because<MethodResult>(
                $"The density of {density.Value} kg/m3 is that of a liquid with extract, but a distillate was expected; distil first.");
        }

        if (temperature.Value is < AlcoholTable.LowestTemperature or > AlcoholTable.HighestTemperature)
        {
            return Outcome.Because<MethodResult>(
                $"The density was measured at {temperature.Value} °C, but a temperature from -20 °C to 40 °C was expected.");
        }

        var (rho, t) = (density.Value, temperature.Value);
        if (AlcoholTable.MassFractionOf(rho, t) is not { } p)
        {
            var (water, ethanol) = (AlcoholTable.Density(0, t), AlcoholTable.Density(1, t));
            return Outcome.Because<MethodResult>(
                $"No ethanol and water has {rho} kg/m3 at {t} °C; {ethanol:F2} kg/m3 (ethanol) to {water:F2} kg/m3 (water) was expected.");
        }

        var (byDensity, byTemperature) = AlcoholTable.Sensitivities(p, t);
        return Outcome.Of(MethodResult.Of(Method, Formula.Of(
            AlcoholTable.StrengthByVolume(p), "%{vol}", "", density.Replicates,
            new("density", density, byDensity), new("temperature", temperature, byTemperature))));
    }
}
