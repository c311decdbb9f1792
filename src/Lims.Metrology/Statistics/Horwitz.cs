namespace Lims.Metrology;

/// <summary>What a HorRat says of a collaborative study (AOAC, Horwitz and Albert 2006).</summary>
public enum HorRatClass
{
    /// <summary>Below 0.5: better than laboratories do; were they independent, were the data averaged or selected?</summary>
    SuspiciouslyGood,

    /// <summary>0.5 to 2.</summary>
    Acceptable,

    /// <summary>Above 2.</summary>
    Unacceptable,
}

/// <summary>The ratio of the reproducibility found to the one predicted.</summary>
/// <param name="Value">RSD_R/PRSD_R.</param>
/// <param name="Class">Below 0.5, 0.5 to 2 (both included), above 2.</param>
public sealed record HorRat(double Value, HorRatClass Class);

/// <summary>
/// The reproducibility to expect of any method at a mass fraction, from thousands of collaborative studies (Horwitz 1980; Thompson 2000).
/// </summary>
public static class Horwitz
{
    /// <summary>Below this mass fraction Thompson takes a constant relative standard deviation of 22 %.</summary>
    public const double ThompsonLow = 1.2e-7;

    /// <summary>Above this mass fraction Thompson takes 0.01 √C.</summary>
    public const double ThompsonHigh = 0.138;

    /// <summary>PRSD_R = 2^(1 - 0.5 log₁₀ C), in percent of the mean.</summary>
    /// <param name="massFraction">C, above 0 and at most 1 (1 mg/kg is 1e-6).</param>
    /// <exception cref="ArgumentOutOfRangeException">C outside its range.</exception>
    public static double PredictedRelativeStandardDeviation(double massFraction) =>
        Math.Pow(2, 1 - 0.5 * Math.Log10(Fraction(massFraction)));

    /// <summary>σ_H = 0.02 C^0.8495, as a mass fraction: the rounded form that ISO 13528 and IUPAC print.</summary>
    /// <param name="massFraction">C, above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">C outside its range.</exception>
    public static double StandardDeviation(double massFraction) => 0.02 * Math.Pow(Fraction(massFraction), 0.8495);

    /// <summary>Thompson's σ: 0.22 C below 1.2e-7, 0.01 √C above 0.138, 0.02 C^0.8495 between (both limits included).</summary>
    /// <param name="massFraction">C, above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">C outside its range.</exception>
    public static double ThompsonStandardDeviation(double massFraction) => Fraction(massFraction) switch
    {
        < ThompsonLow => 0.22 * massFraction,
        > ThompsonHigh => 0.01 * Math.Sqrt(massFraction),
        _ => StandardDeviation(massFraction),
    };

    /// <summary>HorRat = (100 s_R/x̄)/PRSD_R.</summary>
    /// <param name="reproducibility">s_R, as a mass fraction, 0 or above.</param>
    /// <param name="mean">x̄, as a mass fraction, above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static HorRat Ratio(double reproducibility, double mean)
    {
        var ratio = 100 * Require.NotNegative(reproducibility) / mean / PredictedRelativeStandardDeviation(mean);
        return new(ratio, ratio < 0.5 ? HorRatClass.SuspiciouslyGood : ratio <= 2 ? HorRatClass.Acceptable : HorRatClass.Unacceptable);
    }

    private static double Fraction(double massFraction) =>
        Require.Positive(massFraction) <= 1
            ? massFraction
            : throw new ArgumentOutOfRangeException(
                nameof(massFraction), massFraction, "A mass fraction above 0 and at most 1 was expected (1 mg/kg is 1e-6).");
}
