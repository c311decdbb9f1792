namespace Lims.Metrology;

/// <summary>A reading of a distillation.</summary>
/// <param name="Temperature">Thermometer, °C, as read.</param>
/// <param name="Recovered">Volume in the receiver, % of the charge.</param>
public readonly record struct DistillationReading(double Temperature, double Recovered);

/// <summary>What was read besides temperatures and volumes.</summary>
/// <param name="Loss">Observed loss, %: 100 less recovery and residue; not below 0.</param>
/// <param name="Pressure">Barometric pressure during the run, "kPa".</param>
/// <param name="TemperatureUncertainty">u of a temperature, K: thermometer, its immersion and lag.</param>
/// <param name="VolumeUncertainty">u of a recovered volume, % of the charge.</param>
/// <param name="LossUncertainty">u of the loss, % of the charge.</param>
public sealed record DistillationConditions(
    double Loss, Measured Pressure, double TemperatureUncertainty, double VolumeUncertainty, double LossUncertainty);

/// <summary>Distillation at atmospheric pressure: how much has evaporated at a temperature, losses included.</summary>
public static class Distillation
{
    /// <summary>Standard pressure, kPa, as ISO 3405 rounds it.</summary>
    public const double StandardPressure = 101.3;

    private const double Young = 0.00012;
    private const double IcePoint = 273;
    private const double Lowest = 70;
    private const double Highest = 110;

    /// <summary>The method.</summary>
    public static AnalyticalMethod Method { get; } = new(
        "DISTILLATION", "volume evaporated at a temperature, losses included", "ISO 3405 (ASTM D86)", "Sydney Young correction, 0.00012/K");

    /// <summary>
    /// C = 0.00012 (101.3 - P)(273 + t): what is added to a reading at pressure P (kPa) to have it at 101.3 kPa (Sydney Young).
    /// </summary>
    /// <param name="temperature">t, °C, as read.</param>
    /// <param name="pressure">P, kPa, above 0.</param>
    public static double BarometricCorrection(double temperature, double pressure) =>
        Young * (StandardPressure - Require.Positive(pressure)) * (IcePoint + Require.Finite(temperature));

    /// <summary>L_c = 0.5 + (L - 0.5)/(1 + (101.3 - P)/8.00): the loss as it would have been at 101.3 kPa (ISO 3405, ASTM D86).</summary>
    /// <param name="loss">L, %.</param>
    /// <param name="pressure">P, kPa, from 70 to 110.</param>
    public static double CorrectedLoss(double loss, double pressure)
    {
        if (!(pressure is >= Lowest and <= Highest))
            throw new ArgumentOutOfRangeException(
                nameof(pressure), pressure,
                FormattableString.Invariant($"pressure is {pressure} kPa, but {Lowest} to {Highest} was expected."));
        // The printed denominator reaches 0 at 109.3 kPa and is meant for pressures below the standard one.
        return pressure >= StandardPressure ? loss : 0.5 + (loss - 0.5) / (1 + (StandardPressure - pressure) / 8.00);
    }

    /// <summary>
    /// Evaporated = recovered + loss at T: recovered by the line between the two readings, corrected to 101.3 kPa, that embrace T.
    /// </summary>
    /// <remarks>
    /// r = r₁ + (T - t₁)(r₂ - r₁)/(t₂ - t₁). With the slope s = (r₂ - r₁)/(t₂ - t₁) and the place a = (T - t₁)/(t₂ - t₁): ∂/∂r₁ = 1 - a,
    /// ∂/∂r₂ = a, ∂/∂t = -s (the thermometer's error is common to both), ∂/∂P = s 0.00012 (273 + T).
    /// </remarks>
    /// <param name="readings">In the order of the run; neither temperature nor volume falls, at least two.</param>
    /// <param name="temperature">T, °C: 210, 250, 300, 350 in the nomenclature.</param>
    /// <param name="conditions">Loss, pressure and uncertainties.</param>
    /// <returns>
    /// % of the charge, unit "%{vol}", not clipped; or a refusal: readings that fall, T outside them, a loss or pressure that cannot
    /// be.
    /// </returns>
    /// <exception cref="ArgumentException">Pressure in another unit than kPa.</exception>
    public static Outcome<MethodResult> EvaporatedAt(
        IReadOnlyList<DistillationReading> readings, double temperature, DistillationConditions conditions)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(conditions);
        Require.Finite(temperature);
        Require.SameUnit("kPa", conditions.Pressure.Unit, "The pressure");
        var pressure = conditions.Pressure.Value;
        if (pressure is < Lowest or > Highest)
            return Outcome.Because<MethodResult>($"The pressure is {pressure} kPa, but {Lowest} kPa to {Highest} kPa was expected.");
        if (!(conditions.Loss is >= 0 and <= 100))
            return Outcome.Because<MethodResult>($"The loss is {conditions.Loss} %, but 0 % to 100 % was expected.");
        if (readings.Count < 2)
            return Outcome.Because<MethodResult>($"There are {readings.Count} readings, but at least 2 were expected.");
        for (var i = 0; i < readings.Count; i++)
        {
            var r = readings[i];
            if (!double.IsFinite(r.Temperature) || !(r.Recovered is >= 0 and <= 100))
            {
                return Outcome.Because<MethodResult>(
                    $"Reading {i + 1} is {r.Recovered} % at {r.Temperature} °C, but 0 % to 100 % at a temperature was expected.");
            }

            if (i > 0 && (r.Temperature < readings[i - 1].Temperature || r.Recovered < readings[i - 1].Recovered))
            {
                return Outcome.Because<MethodResult>(
                    $"Reading {i + 1} ({r.Recovered} % at {r.Temperature} °C) falls behind the one before; it may not.");
            }
        }

        var (lowest, highest) = (Standard(readings[0]), Standard(readings[^1]));
        var second = 0;
        while (second < readings.Count && Standard(readings[second]) < temperature)
            second++;
        if (second == readings.Count || (second == 0 && lowest > temperature))
        {
            return Outcome.Because<MethodResult>(
                $"The readings run from {lowest:F1} °C to {highest:F1} °C at {StandardPressure} kPa, but {temperature} °C was asked for.");
        }

        second = Math.Max(second, 1);
        var (a, b) = (readings[second - 1], readings[second]);
        var (t1, t2) = (Standard(a), Standard(b));
        var span = t2 - t1;
        // Two readings at one temperature: the vapour stood still, and the later volume is what had come over at it.
        var (place, slope) = span == 0 ? (1.0, 0.0) : ((temperature - t1) / span, (b.Recovered - a.Recovered) / span);
        var recovered = a.Recovered + place * (b.Recovered - a.Recovered);
        var volume = new Measured(0, conditions.VolumeUncertainty, "%{vol}");
        return Outcome.Of(MethodResult.Of(Method, Formula.Of(
            recovered + conditions.Loss, "%{vol}", "", null,
            new("volume before", volume, 1 - place),
            new("volume after", volume, place),
            new("thermometer", new(0, conditions.TemperatureUncertainty, "Cel"), -slope),
            new("pressure", conditions.Pressure, slope * Young * (IcePoint + temperature)),
            new("loss", new(conditions.Loss, conditions.LossUncertainty, "%{vol}"), 1))));

        double Standard(DistillationReading r) => r.Temperature + BarometricCorrection(r.Temperature, pressure);
    }
}
