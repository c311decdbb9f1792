namespace Lims.Metrology;

/// <summary>Mean, standard deviation and lag-1 autocorrelation of a series, with all the digits its numbers hold.</summary>
/// <remarks>
/// Sums are carried with 32 digits and rounded once, so that the result is that of exact arithmetic on the numbers given (NIST StRD
/// NumAcc1 to NumAcc4). A decimal series is taken as written: 10000000.1 has no double, and the double nearest to it costs a standard
/// deviation of 0.1 half of its digits.
/// </remarks>
public sealed record Summary
{
    private Summary(int count, DoubleDouble mean, DoubleDouble sumOfSquares, DoubleDouble laggedProducts, double smallest, double largest)
    {
        Count = count;
        Mean = mean.ToDouble();
        SumOfSquares = sumOfSquares.ToDouble();
        Smallest = smallest;
        Largest = largest;
        StandardDeviation = count < 2 ? null : DoubleDouble.Sqrt(sumOfSquares / (count - 1)).ToDouble();
        Lag1Autocorrelation = SumOfSquares == 0 ? null : (laggedProducts / sumOfSquares).ToDouble();
    }

    /// <summary>n.</summary>
    public int Count { get; }

    /// <summary>x̄ = Σx/n, unit of the series.</summary>
    public double Mean { get; }

    /// <summary>Σ(x - x̄)², unit squared.</summary>
    public double SumOfSquares { get; }

    /// <summary>s = √(Σ(x - x̄)²/(n - 1)) (GUM 4.2.2); null for one value, which has no spread.</summary>
    public double? StandardDeviation { get; }

    /// <summary>r₁ = Σ(x_i - x̄)(x_(i+1) - x̄)/Σ(x - x̄)² (NIST e-Handbook 1.3.5.12); null when all values are equal.</summary>
    public double? Lag1Autocorrelation { get; }

    /// <summary>The smallest value.</summary>
    public double Smallest { get; }

    /// <summary>The largest value.</summary>
    public double Largest { get; }

    /// <summary>
    /// x̄ ± t s/√n, t of Student's distribution with n - 1 degrees of freedom: where the expectation lies with probability p.
    /// </summary>
    /// <param name="probability">p, between 0 and 1; 0.95 is usual.</param>
    /// <returns>An interval, or a refusal for one value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">p is not between 0 and 1.</exception>
    public Outcome<ConfidenceInterval> ConfidenceOfMean(double probability = 0.95)
    {
        Require.Probability(probability);
        if (StandardDeviation is not { } s)
            return Outcome.Because<ConfidenceInterval>($"One value ({Mean}) has no spread; at least two were expected.");
        var half = CoverageFactor.TwoSided(probability, Count - 1) * s / Math.Sqrt(Count);
        return Outcome.Of(new ConfidenceInterval(Mean - half, Mean + half, probability));
    }

    /// <summary>Of doubles.</summary>
    /// <param name="values">One or more finite numbers, in the order they were measured.</param>
    /// <returns>A refusal that quotes a value which is not a finite number, or says that there is none.</returns>
    public static Outcome<Summary> Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var numbers = new DoubleDouble[values.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                return Outcome.Because<Summary>($"Value {i + 1} is {values[i]}, but a finite number was expected.");
            numbers[i] = values[i];
        }

        return Of(numbers);
    }

    /// <summary>Of decimal numbers as written.</summary>
    /// <param name="values">One or more numbers, in the order they were measured.</param>
    /// <returns>A refusal when there is none.</returns>
    public static Outcome<Summary> Of(IReadOnlyList<decimal> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var numbers = new DoubleDouble[values.Count];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = DoubleDouble.Of(values[i]);
        return Of(numbers);
    }

    private static Outcome<Summary> Of(DoubleDouble[] values)
    {
        if (values.Length == 0)
            return Outcome.Refused<Summary>("The series has no values; at least one was expected.");
        var (mean, squares) = Moments(values);
        var lagged = DoubleDouble.Zero;
        for (var i = 1; i < values.Length; i++)
            lagged += (values[i] - mean) * (values[i - 1] - mean);
        return Outcome.Of(new Summary(
            values.Length, mean, squares, lagged, values.Min(v => v.ToDouble()), values.Max(v => v.ToDouble())));
    }

    internal static (DoubleDouble Mean, DoubleDouble SumOfSquares) Moments(ReadOnlySpan<DoubleDouble> values)
    {
        var sum = DoubleDouble.Zero;
        foreach (var v in values)
            sum += v;
        var mean = sum / values.Length;
        var squares = DoubleDouble.Zero;
        foreach (var v in values)
            squares += (v - mean) * (v - mean);
        return (mean, squares);
    }
}

/// <summary>An interval that holds the quantity with a stated probability.</summary>
/// <param name="Lower">Lower end.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="Probability">p.</param>
public sealed record ConfidenceInterval(double Lower, double Upper, double Probability);
