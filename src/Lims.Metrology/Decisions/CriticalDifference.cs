namespace Lims.Metrology;

/// <summary>
/// How far results may lie apart, or from a limit, before they differ at 95 %, from the s_r and s_R of a collaborative study (ISO 5725-6,
/// 4.2).
/// </summary>
/// <remarks>s_r and s_R are taken as known. With the study's few laboratories they are not, but the standard takes them so.</remarks>
public sealed record MethodPrecision
{
    /// <summary>The precision of a method.</summary>
    /// <param name="repeatability">s_r, above 0.</param>
    /// <param name="reproducibility">s_R, not below s_r, same unit.</param>
    /// <exception cref="ArgumentException">s_R below s_r.</exception>
    public MethodPrecision(double repeatability, double reproducibility)
    {
        Repeatability = Require.Positive(repeatability);
        Reproducibility = Require.Positive(reproducibility);
        if (reproducibility < repeatability)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"s_R is {reproducibility}, below s_r = {repeatability}; a reproducibility includes the repeatability."),
                    nameof(reproducibility));
        }
    }

    /// <summary>s_r.</summary>
    public double Repeatability { get; }

    /// <summary>s_R.</summary>
    public double Reproducibility { get; }

    /// <summary>r = 2.8 s_r.</summary>
    public double RepeatabilityLimit => CriticalRange.OfTwo(Repeatability);

    /// <summary>R = 2.8 s_R.</summary>
    public double ReproducibilityLimit => CriticalRange.OfTwo(Reproducibility);

    /// <summary>
    /// CD of the mean of n results of one laboratory from a reference value or limit: z √(s_R² - s_r² (1 - 1/n)) (ISO 5725-6, 4.2.3).
    /// </summary>
    /// <param name="n">Results, at least 1.</param>
    /// <param name="probability">p, two-sided; 0.95 in the standard.</param>
    public double FromReference(int n, double probability = 0.95) => CoverageFactor.TwoSided(probability) * OfMean(n);

    /// <summary>The same with the standard's 2.8: (1/√2) √((2.8 s_R)² - (2.8 s_r)² (1 - 1/n)).</summary>
    /// <param name="n">Results, at least 1.</param>
    public double FromReferenceAsPrinted(int n) => CriticalRange.PrintedDuplicateFactor / Math.Sqrt(2) * OfMean(n);

    /// <summary>
    /// CD of the means of two laboratories: z √(2 s_R² - 2 s_r² (1 - 1/(2n₁) - 1/(2n₂))) (ISO 5725-6, 4.2.2).
    /// </summary>
    /// <param name="firstCount">n₁, at least 1.</param>
    /// <param name="secondCount">n₂, at least 1.</param>
    /// <param name="probability">p, two-sided.</param>
    public double BetweenLaboratories(int firstCount, int secondCount, double probability = 0.95)
    {
        var (a, b) = (OfMean(firstCount), OfMean(secondCount));
        return CoverageFactor.TwoSided(probability) * Math.Sqrt(a * a + b * b);
    }

    /// <summary>CD of two means in one laboratory under repeatability conditions: z s_r √(1/n₁ + 1/n₂) (ISO 5725-6, 4.2.1).</summary>
    /// <param name="firstCount">n₁, at least 1.</param>
    /// <param name="secondCount">n₂, at least 1.</param>
    /// <param name="probability">p, two-sided.</param>
    public double WithinLaboratory(int firstCount, int secondCount, double probability = 0.95) =>
        CoverageFactor.TwoSided(probability) * Repeatability
        * Math.Sqrt(1.0 / Require.AtLeast(1, firstCount) + 1.0 / Require.AtLeast(1, secondCount));

    /// <summary>A mean of n results against one limit or an interval: beyond it by more than CD, or not.</summary>
    /// <param name="mean">x̄ with the method's own precision as its u: √(s_R² - s_r² (1 - 1/n)), ν infinite.</param>
    /// <param name="n">Results, at least 1.</param>
    /// <param name="unit">UCUM code.</param>
    /// <param name="basis">Basis.</param>
    public Measured ToMeasured(double mean, int n, string unit, string basis = "") => new(mean, OfMean(n), unit, basis, replicates: n);

    /// <summary>Whether the mean of n results differs from a limit: |x̄ - m₀| &gt; CD.</summary>
    /// <param name="mean">x̄.</param>
    /// <param name="n">Results, at least 1.</param>
    /// <param name="reference">m₀, same unit.</param>
    /// <param name="probability">p, two-sided.</param>
    /// <returns>The difference and CD; exactly CD apart does not differ.</returns>
    public DifferenceCheck Check(double mean, int n, double reference, double probability = 0.95)
    {
        var difference = Require.Finite(mean) - Require.Finite(reference);
        var critical = FromReference(n, probability);
        return new(difference, critical, Math.Abs(difference) > critical);
    }

    private double OfMean(int n) => Math.Sqrt(
        Reproducibility * Reproducibility - Repeatability * Repeatability * (1 - 1.0 / Require.AtLeast(1, n)));
}

/// <summary>A difference held against a critical difference.</summary>
/// <param name="Difference">x̄ - m₀.</param>
/// <param name="Critical">CD.</param>
/// <param name="Differs">|x̄ - m₀| &gt; CD.</param>
public sealed record DifferenceCheck(double Difference, double Critical, bool Differs);
