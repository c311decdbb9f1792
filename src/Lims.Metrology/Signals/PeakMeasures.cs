namespace Lims.Metrology;

/// <summary>The numbers a chromatographic system is judged by (USP 621, Ph. Eur. 2.2.46).</summary>
/// <remarks>Formulas on numbers already checked: a width, height or time not above 0 is misuse and throws.</remarks>
public static class PeakMeasures
{
    // 8 ln 2; the pharmacopoeias print 5.54.
    private const double HalfHeightPlates = 5.545177444479562;

    // √(2 ln 2) = 1.1774, as the pharmacopoeias print it.
    private const double HalfHeightResolution = 1.18;

    /// <summary>S/N = 2H/h: H the height of the peak, h the peak-to-peak noise.</summary>
    /// <param name="height">H, above 0.</param>
    /// <param name="peakToPeakNoise">h, above 0: over a stretch of blank as long as 5 (Ph. Eur. 20) widths at half height.</param>
    public static double SignalToNoise(double height, double peakToPeakNoise) =>
        2 * Require.Positive(height) / Require.Positive(peakToPeakNoise);

    /// <summary>R_s = 2(t₂ - t₁)/(W₁ + W₂) with widths at the base, where the tangents of the flanks meet it (4σ for a Gaussian).</summary>
    /// <param name="firstTime">t₁, above 0.</param>
    /// <param name="secondTime">t₂, not below t₁.</param>
    /// <param name="firstBase">W₁, above 0.</param>
    /// <param name="secondBase">W₂, above 0.</param>
    public static double Resolution(double firstTime, double secondTime, double firstBase, double secondBase) =>
        2 * Distance(firstTime, secondTime) / (Require.Positive(firstBase) + Require.Positive(secondBase));

    /// <summary>R_s = 1.18(t₂ - t₁)/(W_h1 + W_h2) with widths at half height.</summary>
    /// <param name="firstTime">t₁, above 0.</param>
    /// <param name="secondTime">t₂, not below t₁.</param>
    /// <param name="firstHalf">W_h1, above 0.</param>
    /// <param name="secondHalf">W_h2, above 0.</param>
    public static double ResolutionAtHalfHeight(double firstTime, double secondTime, double firstHalf, double secondHalf) =>
        HalfHeightResolution * Distance(firstTime, secondTime) / (Require.Positive(firstHalf) + Require.Positive(secondHalf));

    /// <summary>T = W₀.₀₅/(2f): width at 5 % of the height over twice its front; 1 is symmetric.</summary>
    /// <param name="widthAtFivePercent">W₀.₀₅, above 0.</param>
    /// <param name="front">f: from the leading flank to the apex at 5 %, above 0.</param>
    public static double Tailing(double widthAtFivePercent, double front) =>
        Require.Positive(widthAtFivePercent) / (2 * Require.Positive(front));

    /// <summary>N = 8 ln 2 (t_R/W_h)² (printed as 5.54).</summary>
    /// <param name="retentionTime">t_R, above 0.</param>
    /// <param name="widthAtHalfHeight">W_h, above 0.</param>
    public static double Plates(double retentionTime, double widthAtHalfHeight)
    {
        var ratio = Require.Positive(retentionTime) / Require.Positive(widthAtHalfHeight);
        return HalfHeightPlates * ratio * ratio;
    }

    /// <summary>k' = (t_R - t₀)/t₀.</summary>
    /// <param name="retentionTime">t_R, not below t₀.</param>
    /// <param name="holdUpTime">t₀: time of a substance that is not retained, above 0.</param>
    public static double RetentionFactor(double retentionTime, double holdUpTime) =>
        Distance(holdUpTime, retentionTime) / holdUpTime;

    /// <summary>α = k'₂/k'₁, the later over the earlier.</summary>
    /// <param name="firstRetentionFactor">k'₁, above 0.</param>
    /// <param name="secondRetentionFactor">k'₂, above 0.</param>
    public static double Selectivity(double firstRetentionFactor, double secondRetentionFactor) =>
        Require.Positive(secondRetentionFactor) / Require.Positive(firstRetentionFactor);

    /// <summary>W = 2σ √(2 ln(1/f)): width of a Gaussian peak at a fraction of its height; 2.3548σ at half, 4.8955σ at 5 %.</summary>
    /// <param name="sigma">σ, above 0.</param>
    /// <param name="fraction">f, above 0 and below 1.</param>
    public static double GaussianWidth(double sigma, double fraction) =>
        2 * Require.Positive(sigma) * Math.Sqrt(-2 * Math.Log(Require.Probability(fraction)));

    private static double Distance(double first, double second)
    {
        Require.Positive(first);
        Require.Positive(second);
        return second >= first
            ? second - first
            : throw new ArgumentOutOfRangeException(nameof(second), second,
                FormattableString.Invariant($"A time not before {first} was expected, but it is {second}."));
    }
}
