using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace Lims.Metrology;

/// <summary>
/// A limit of detection or quantification with the definition it was made by; two definitions differ by a factor of two and more.
/// </summary>
/// <param name="Name">"LOD", "LOQ", "x_c", "x_d".</param>
/// <param name="Value">The limit, in <paramref name="Unit"/>.</param>
/// <param name="Unit">UCUM code.</param>
/// <param name="Definition">Formula in words and signs: "3.3 s/b, s residual".</param>
/// <param name="Source">Document.</param>
public sealed record DetectionLimit(string Name, double Value, string Unit, string Definition, string Source);

/// <summary>Critical response, critical value and detection limit of ISO 11843-2.</summary>
/// <param name="CriticalResponse">y_c: above it something is there, with false alarms at α.</param>
/// <param name="CriticalAmount">x_c = (y_c - b0)/b1.</param>
/// <param name="Detectable">x_d ≈ 2 x_c, as the standard allows for α = β.</param>
/// <param name="DetectableExactly">x_d = x_c δ/t with δ of the noncentral t distribution: seen with probability 1 - β.</param>
public sealed record DetectionCapability(
    double CriticalResponse, DetectionLimit CriticalAmount, DetectionLimit Detectable, DetectionLimit DetectableExactly);

/// <summary>Limits of detection and quantification by their usual definitions, none of them "the" one.</summary>
public static class DetectionLimits
{
    private const string Ich = "ICH Q2(R1) 6.3, 7.3";
    private const string Eurachem = "Eurachem, The Fitness for Purpose of Analytical Methods (2014), 6.2";

    /// <summary>LOD = 3.3 s/b and LOQ = 10 s/b with the residual standard deviation of the line.</summary>
    /// <param name="line">A line, not through a curve of higher degree.</param>
    /// <exception cref="ArgumentException">The curve is no line, or falls.</exception>
    public static (DetectionLimit Detection, DetectionLimit Quantification) FromResiduals(CalibrationCurve line) =>
        Pair(line, Slope(line), line.Fit.ResidualStandardDeviation, "s", "residual standard deviation");

    /// <summary>LOD = 3.3 s(b0)/b and LOQ = 10 s(b0)/b with the standard error of the intercept.</summary>
    /// <param name="line">A line with an intercept.</param>
    /// <exception cref="ArgumentException">The curve is no line with an intercept, or falls.</exception>
    public static (DetectionLimit Detection, DetectionLimit Quantification) FromIntercept(CalibrationCurve line)
    {
        var slope = Slope(line);
        if (!line.Model.Intercept)
            throw new ArgumentException("A line through the origin has no intercept; a line with one was expected.", nameof(line));
        return Pair(line, slope, line.Fit.Coefficients[0].StandardError, "s(b0)", "standard error of the intercept");
    }

    /// <summary>LOD = 3.3 s_B/b and LOQ = 10 s_B/b with the standard deviation of blank responses.</summary>
    /// <param name="line">A line.</param>
    /// <param name="blankResponses">Responses of blanks, at least 2.</param>
    /// <exception cref="ArgumentException">The curve is no line, or falls, or fewer than 2 blanks.</exception>
    public static (DetectionLimit Detection, DetectionLimit Quantification) FromBlanks(
        CalibrationCurve line, IReadOnlyList<double> blankResponses) =>
        Pair(line, Slope(line), Spread(blankResponses), "s_B", "standard deviation of the blanks");

    /// <summary>
    /// LOD = 3 s0', LOQ = 10 s0' with s0' = s0/√n, or s0 √(1/n + 1/n_b) when the mean of n_b blanks is taken off every result.
    /// </summary>
    /// <param name="results">Results of blanks or of samples near the limit, in the unit of results, at least 2.</param>
    /// <param name="unit">UCUM code.</param>
    /// <param name="replicates">n replicates a reported result is the mean of.</param>
    /// <param name="blanks">n_b, when blanks are taken off; null when not.</param>
    /// <exception cref="ArgumentException">Fewer than 2 results, or a count below 1.</exception>
    public static (DetectionLimit Detection, DetectionLimit Quantification) Fitness(
        IReadOnlyList<double> results, string unit, int replicates = 1, int? blanks = null)
    {
        ArgumentNullException.ThrowIfNull(unit);
        Require.AtLeast(1, replicates);
        var share = 1.0 / replicates + (blanks is { } nb ? 1.0 / Require.AtLeast(1, nb, nameof(blanks)) : 0);
        var s = Spread(results) * Math.Sqrt(share);
        var how = blanks is null ? "s0' = s0/√n" : "s0' = s0 √(1/n + 1/n_b)";
        return (
            new("LOD", 3 * s, unit, $"3 s0', {how}", Eurachem),
            new("LOQ", 10 * s, unit, $"10 s0', {how}", Eurachem));
    }

    /// <summary>
    /// y_c = b0 + t s √(1/K + 1/N + x̄²/S_xx), x_c = (y_c - b0)/b1, x_d with α = β (ISO 11843-2, constant standard deviation).
    /// </summary>
    /// <param name="line">An unweighted line with an intercept.</param>
    /// <param name="readings">K readings of the sample, at least 1.</param>
    /// <param name="alpha">α = β, above 0 and below 0.5; 0.05 in the standard.</param>
    /// <exception cref="ArgumentException">The curve is no unweighted line with an intercept, or falls.</exception>
    public static DetectionCapability Iso11843(CalibrationCurve line, int readings, double alpha = 0.05)
    {
        var slope = Slope(line);
        Require.AtLeast(1, readings);
        Require.Confidence(1 - alpha, nameof(alpha));
        if (!line.Model.Intercept || line.Fit.Weights.Any(w => w != 1))
            throw new ArgumentException(
                "ISO 11843-2 with constant standard deviation needs an unweighted line with an intercept.", nameof(line));
        var nu = line.Fit.DegreesOfFreedom;
        var t = CoverageFactor.OneSided(1 - alpha, nu);
        var s = line.Fit.ResidualStandardDeviation;
        var root = Math.Sqrt(1.0 / readings + 1.0 / line.Amounts.Count
            + line.MeanAmount * line.MeanAmount / line.SumOfSquaresOfAmounts);
        var critical = t * s * root / slope;
        DetectionLimit Limit(string name, double value, string definition) => new(
            name, value, line.Unit, definition, "ISO 11843-2:2000, 5.3");
        return new(
            line.Intercept + t * s * root,
            Limit("x_c", critical, "(y_c - b0)/b1"),
            Limit("x_d", 2 * critical, "2 x_c"),
            Limit(
                "x_d",
                NoncentralT.Noncentrality(t, nu, alpha) * s * root / slope,
                "δ s √(1/K + 1/N + x̄²/S_xx)/b1, δ of the noncentral t"));
    }

    private static (DetectionLimit Detection, DetectionLimit Quantification) Pair(
        CalibrationCurve line, double slope, double s, string sign, string what) => (
        new("LOD", 3.3 * s / slope, line.Unit, $"3.3 {sign}/b, {sign} {what}", Ich),
        new("LOQ", 10 * s / slope, line.Unit, $"10 {sign}/b, {sign} {what}", Ich));

    private static double Slope(CalibrationCurve line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Model.Degree != 1)
            throw new ArgumentException(FormattableString.Invariant(
                $"The calibration is of degree {line.Model.Degree}; these limits are defined for a line."), nameof(line));
        return line.Slope > 0 ? line.Slope : throw new ArgumentException(FormattableString.Invariant(
            $"The slope is {line.Slope}; these limits are defined for a line that rises."), nameof(line));
    }

    private static double Spread(IReadOnlyList<double> values)
    {
        var summary = Summary.Of(values);
        return summary.Succeeded && summary.Value.StandardDeviation is { } s
            ? s
            : throw new ArgumentException(summary.Refusal ?? "One value has no spread; at least two were expected.", nameof(values));
    }
}

/// <summary>The noncentral t distribution, as far as ISO 11843 asks for it.</summary>
internal static class NoncentralT
{
    /// <summary>δ with P(T ≤ t; ν, δ) = β.</summary>
    public static double Noncentrality(double t, double nu, double beta) =>
        Brent.FindRoot(delta => Cumulative(t, nu, delta) - beta, 0, 10 * (t + 10), 1e-12, 200);

    /// <summary>P(T ≤ t) = ∫ Φ(t s - δ) f(s) ds, s = √(χ²_ν/ν), by the trapezoid rule in ln s.</summary>
    public static double Cumulative(double t, double nu, double delta)
    {
        // f(s) ds = C s^(ν-1) e^(-ν s²/2) ds with C = 2 (ν/2)^(ν/2)/Γ(ν/2).
        var logC = Math.Log(2) + nu / 2 * Math.Log(nu / 2) - SpecialFunctions.GammaLn(nu / 2);
        var step = Math.Min(0.1, 0.5 / Math.Sqrt(nu));
        var sum = 0.0;
        for (var k = -(int)(40 / nu / step) - (int)(10 / step); k <= (int)(3 / step); k++)
        {
            var logS = k * step;
            var s = Math.Exp(logS);
            sum += Math.Exp(logC + nu * (logS - s * s / 2)) * CoverageFactor.Cumulative(t * s - delta);
        }

        return sum * step;
    }
}
