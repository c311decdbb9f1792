namespace Lims.Metrology;

/// <summary>Results of one sample under repeatability conditions (VIM 2.20): mean, spread and the check against the method's s_r.</summary>
public sealed class Replicates
{
    /// <summary>A set of replicates; the order is kept.</summary>
    /// <param name="values">One or more finite results.</param>
    /// <exception cref="ArgumentException">None, or one that is not a finite number (quoted with its position).</exception>
    public Replicates(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = [.. values];
        if (Values.Count == 0)
            throw new ArgumentException("There are no replicates; at least one result was expected.", nameof(values));
        for (var i = 0; i < Values.Count; i++)
        {
            if (!double.IsFinite(Values[i]))
                throw new ArgumentException(
                    FormattableString.Invariant($"Replicate {i + 1} is {Values[i]}, but a finite number was expected."), nameof(values));
        }

        // Two passes, the second correcting the first: NIST's NumAcc sets show what a single pass loses on large constants.
        var first = Values.Sum() / Values.Count;
        Mean = first + Values.Sum(v => v - first) / Values.Count;
        SumOfSquares = Values.Sum(v => (v - Mean) * (v - Mean));
    }

    /// <summary>The results in their order.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>n.</summary>
    public int Count => Values.Count;

    /// <summary>x̄ = Σx/n.</summary>
    public double Mean { get; }

    /// <summary>
    /// The middle value, or the mean of the two middle ones: the final result of ISO 5725-6 5.2.2 when replicates disagree.
    /// </summary>
    public double Median
    {
        get
        {
            var sorted = Values.Order().ToList();
            return Count % 2 == 1 ? sorted[Count / 2] : (sorted[Count / 2 - 1] + sorted[Count / 2]) / 2;
        }
    }

    /// <summary>n - 1.</summary>
    public int DegreesOfFreedom => Count - 1;

    /// <summary>s = √(Σ(x - x̄)²/(n - 1)) (GUM 4.2.2).</summary>
    /// <exception cref="InvalidOperationException">One replicate has no standard deviation.</exception>
    public double StandardDeviation => Math.Sqrt(SumOfSquares / Several());

    /// <summary>s/√n, the standard uncertainty of the mean from its spread alone (GUM 4.2.3).</summary>
    /// <exception cref="InvalidOperationException">One replicate has no standard deviation.</exception>
    public double StandardErrorOfMean => StandardDeviation / Math.Sqrt(Count);

    /// <summary>Largest less smallest; 0 for one replicate.</summary>
    public double Range => Values.Max() - Values.Min();

    private double SumOfSquares { get; }

    /// <summary>x̄ with u = s/√n and ν = n - 1. Repeatability only: calibration, recovery and sampling must be added in a budget.</summary>
    /// <param name="unit">UCUM code.</param>
    /// <param name="basis">Basis of the results.</param>
    /// <exception cref="InvalidOperationException">One replicate.</exception>
    public Measured ToMeasured(string unit, string basis = "") =>
        new(Mean, StandardErrorOfMean, unit, basis, DegreesOfFreedom, Count);

    /// <summary>x̄ with u = s_r/√n from the validated repeatability, which a handful of replicates cannot improve on.</summary>
    /// <param name="repeatability">s_r of the method, unit of the results, above 0.</param>
    /// <param name="unit">UCUM code.</param>
    /// <param name="basis">Basis of the results.</param>
    /// <param name="degreesOfFreedom">ν of s_r in the validation; infinite when taken as known.</param>
    public Measured ToMeasured(double repeatability, string unit, string basis = "", double degreesOfFreedom = double.PositiveInfinity) =>
        new(Mean, Require.Positive(repeatability) / Math.Sqrt(Count), unit, basis, degreesOfFreedom, Count);

    /// <summary>
    /// Whether the replicates agree as the method promises: range ≤ r = 2.8 s_r for two, ≤ f(n) s_r for more (ISO 5725-6, 5.2).
    /// </summary>
    /// <param name="repeatability">s_r, unit of the results, above 0.</param>
    /// <returns>Exactly on the limit agrees.</returns>
    /// <exception cref="InvalidOperationException">One replicate agrees with nothing.</exception>
    public RepeatabilityCheck CheckRepeatability(double repeatability)
    {
        Several();
        Require.Positive(repeatability);
        var factor = Count == 2 ? CriticalRange.PrintedDuplicateFactor : CriticalRange.Factor(Count);
        return new(Range, factor * repeatability, factor, Range <= factor * repeatability);
    }

    private int Several() =>
        Count > 1 ? DegreesOfFreedom : throw new InvalidOperationException("One replicate has no spread; at least two were expected.");
}

/// <summary>The outcome of a repeatability check.</summary>
/// <param name="Range">Largest less smallest.</param>
/// <param name="CriticalRange">What it may be at most.</param>
/// <param name="Factor">CriticalRange/s_r.</param>
/// <param name="Agrees">Range ≤ CriticalRange.</param>
public sealed record RepeatabilityCheck(double Range, double CriticalRange, double Factor, bool Agrees);

/// <summary>
/// Critical ranges: how far apart n results under repeatability conditions may lie with probability 0.95 (ISO 5725-6, 5.2).
/// </summary>
public static class CriticalRange
{
    /// <summary>
    /// 2.8, as ISO 5725-6 prints it for two results: r = 2.8 s_r. The exact factor is <see cref="Factor"/>(2) = 2.771808.
    /// </summary>
    public const double PrintedDuplicateFactor = 2.8;

    /// <summary>f(n): the p-quantile of the range of n standard normal results (studentized range, ν = ∞).</summary>
    /// <param name="n">Number of results, at least 2.</param>
    /// <param name="probability">p, 0.95 in the standard.</param>
    /// <remarks>
    /// P(R ≤ q) = n ∫ φ(z) [Φ(z) - Φ(z - q)]ⁿ⁻¹ dz, solved for q. The standard prints one decimal: 2.8, 3.3, 3.6, 3.9, 4.0.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">n below 2 or p not between 0 and 1.</exception>
    public static double Factor(int n, double probability = 0.95)
    {
        Require.AtLeast(2, n);
        Require.Probability(probability);
        var high = 1.0;
        while (RangeProbability(high, n) < probability)
            high *= 2;
        return Root.Bisect(q => RangeProbability(q, n) - probability, 0, high);
    }

    /// <summary>r = 2.8 s_r, or R = 2.8 s_R: the limit for the difference of two results (ISO 5725-6, 4.1.4).</summary>
    /// <param name="standardDeviation">s_r or s_R, above 0.</param>
    public static double OfTwo(double standardDeviation) => PrintedDuplicateFactor * Require.Positive(standardDeviation);

    internal static double RangeProbability(double q, int n)
    {
        // The trapezoid rule converges faster than any power of the step for an analytic integrand that dies away at both ends.
        const double Step = 1.0 / 16;
        var sum = 0.0;
        for (var z = -9.0; z <= 9.0; z += Step)
            sum += Math.Exp(-z * z / 2) * Math.Pow(CoverageFactor.Between(z - q, z, double.PositiveInfinity), n - 1);
        return n * sum * Step / Math.Sqrt(2 * Math.PI);
    }
}
