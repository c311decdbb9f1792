namespace Lims.Metrology;

/// <summary>
/// The international sugar scale at one wavelength: the rotation of the normal solution (26.0000 g in 100 mL, 200 mm, 20 °C) is 100 °Z.
/// </summary>
/// <param name="Name">Which light.</param>
/// <param name="Wavelength">Vacuum wavelength, nm.</param>
/// <param name="RotationAt100">Rotation of the normal sucrose solution, "deg", with its uncertainty.</param>
/// <param name="TemperatureCoefficient">Relative change of the rotation of sucrose per kelvin.</param>
/// <param name="Version">Source and edition.</param>
public sealed record SugarScale(
    string Name, double Wavelength, Measured RotationAt100, double TemperatureCoefficient, string Version)
{
    private const string Edition = "ICUMSA SPS-1 (1998), international sugar scale";

    /// <summary>Mercury green, 546.2271 nm: 40.777° ± 0.001°.</summary>
    public static SugarScale MercuryGreen { get; } = new("mercury green", 546.2271, new(40.777, 0.001, "deg"), -1.84e-4, Edition);

    /// <summary>Sodium yellow, 589.4400 nm: 34.626° ± 0.001°.</summary>
    public static SugarScale SodiumYellow { get; } = new("sodium yellow", 589.4400, new(34.626, 0.001, "deg"), -1.84e-4, Edition);
}

/// <summary>Sucrose of sugar by polarisation, °Z (% of the normal solution), as is and in the dry state.</summary>
public static class SugarPolarisation
{
    /// <summary>How far from 20 °C a reading may be taken and still be corrected, K.</summary>
    public const double LargestTemperatureDeviation = 0.5;

    /// <summary>The method.</summary>
    public static AnalyticalMethod Method { get; } =
        new("SUGAR-POL", "polarisation of sugar at 20 °C", "ICUMSA GS1/2/3/9-1 (2011), GS2/1/3/9-15");

    /// <summary>P = 100 α/α₁₀₀ (1 - c (t - 20)): from an angle to 20 °C, c the relative temperature coefficient of the rotation.</summary>
    /// <param name="angle">α of the normal solution in 200 mm, "deg", the water blank deducted.</param>
    /// <param name="temperature">t, "Cel", within 0.5 K of 20.</param>
    /// <param name="scale">The scale of the light used; its version goes into the result.</param>
    /// <returns>P in "{degZ}", as is; or a refusal when the solution was not at 20 °C.</returns>
    /// <exception cref="ArgumentException">Another unit.</exception>
    public static Outcome<MethodResult> FromAngle(Measured angle, Measured temperature, SugarScale scale)
    {
        ArgumentNullException.ThrowIfNull(angle);
        ArgumentNullException.ThrowIfNull(temperature);
        ArgumentNullException.ThrowIfNull(scale);
        Require.SameUnit("deg", angle.Unit, "The angle");
        Require.SameUnit("Cel", temperature.Unit, "The temperature");
        if (Math.Abs(temperature.Value - 20) > LargestTemperatureDeviation)
        {
            return Outcome.Because<MethodResult>(
                $"The solution was read at {temperature.Value} °C, but 20 °C within {LargestTemperatureDeviation} K was expected.");
        }

        var full = scale.RotationAt100.Value;
        var correction = 1 - scale.TemperatureCoefficient * (temperature.Value - 20);
        var uncorrected = 100 * angle.Value / full;
        return Outcome.Of(MethodResult.Of(Method with { DataVersion = $"{scale.Version}, {scale.Name}" }, Formula.Of(
            uncorrected * correction, "{degZ}", Basis.AsIs, angle.Replicates,
            new("angle", angle, 100 * correction / full),
            new("rotation at 100 °Z", scale.RotationAt100, -uncorrected * correction / full),
            new("temperature", temperature, -uncorrected * scale.TemperatureCoefficient))));
    }

    /// <summary>P = R Q_c/Q_r: a saccharimeter's reading, corrected by a quartz plate read beside it.</summary>
    /// <param name="reading">R, "{degZ}", the water blank deducted.</param>
    /// <param name="quartzReading">Q_r: the plate as read, above 0.</param>
    /// <param name="quartzCertified">Q_c: its certificate, at the temperature it was read at, above 0.</param>
    /// <returns>P in "{degZ}", as is; or a refusal when the plate reads or is certified at 0 or below.</returns>
    /// <exception cref="ArgumentException">Another unit.</exception>
    public static Outcome<MethodResult> FromScale(Measured reading, Measured quartzReading, Measured quartzCertified)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(quartzReading);
        ArgumentNullException.ThrowIfNull(quartzCertified);
        Require.SameUnit("{degZ}", reading.Unit, "The reading");
        Require.SameUnit("{degZ}", quartzReading.Unit, "The reading of the quartz plate");
        Require.SameUnit("{degZ}", quartzCertified.Unit, "The certified value of the quartz plate");
        foreach (var (what, plate) in new[] { ("reads", quartzReading), ("is certified at", quartzCertified) })
        {
            if (plate.Value <= 0)
                return Outcome.Because<MethodResult>($"The quartz plate {what} {plate.Value} °Z, but a value above 0 was expected.");
        }

        var ratio = quartzCertified.Value / quartzReading.Value;
        return Outcome.Of(MethodResult.Of(Method, Formula.Of(
            reading.Value * ratio, "{degZ}", Basis.AsIs, reading.Replicates,
            new("reading", reading, ratio),
            new("reading of the quartz plate", quartzReading, -reading.Value * ratio / quartzReading.Value),
            new("certified quartz plate", quartzCertified, reading.Value / quartzReading.Value))));
    }

    /// <summary>P_dry = P/(1 - w): the dry state, in which the nomenclature parts raw sugar from other sugar.</summary>
    /// <param name="asIs">A polarisation as is.</param>
    /// <param name="moisture">w of the same portion, "1" or "%".</param>
    public static Outcome<MethodResult> InTheDryState(Measured asIs, Measured moisture) =>
        MethodResult.Of(Method, DryMatter.FromAsIs(asIs, moisture));
}
