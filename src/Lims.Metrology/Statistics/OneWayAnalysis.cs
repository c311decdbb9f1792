namespace Lims.Metrology;

/// <summary>
/// One-way analysis of variance, and the precision it gives when the groups are laboratories, days or analysts (ISO 5725-2, 7.4).
/// </summary>
/// <remarks>
/// s_r² = MS_within; s_L² = (MS_between - MS_within)/n̄ with n̄ = (N - Σn_i²/N)/(p - 1), 0 when that is negative; s_R² = s_L² + s_r².
/// Groups may differ in size. Sums are carried with 32 digits (NIST StRD SmLs01 to SmLs09).
/// </remarks>
public sealed record OneWayAnalysis
{
    private OneWayAnalysis(int groups, int count, double grandMean, DoubleDouble between, DoubleDouble within, DoubleDouble averageSize)
    {
        (Groups, Count, GrandMean) = (groups, count, grandMean);
        DegreesOfFreedomBetween = groups - 1;
        DegreesOfFreedomWithin = count - groups;
        SumOfSquaresBetween = between.ToDouble();
        SumOfSquaresWithin = within.ToDouble();
        var meanBetween = between / DegreesOfFreedomBetween;
        var meanWithin = within / DegreesOfFreedomWithin;
        MeanSquareBetween = meanBetween.ToDouble();
        MeanSquareWithin = meanWithin.ToDouble();
        AverageGroupSize = averageSize.ToDouble();
        RSquared = SumOfSquaresBetween + SumOfSquaresWithin == 0 ? null : (between / (between + within)).ToDouble();
        if (MeanSquareWithin > 0)
        {
            F = (meanBetween / meanWithin).ToDouble();
            PValue = FisherTail.Upper(F.Value, DegreesOfFreedomBetween, DegreesOfFreedomWithin);
        }

        var component = (meanBetween - meanWithin) / averageSize;
        BetweenIsNegative = component.High < 0;
        var betweenVariance = BetweenIsNegative ? DoubleDouble.Zero : component;
        RepeatabilityStandardDeviation = DoubleDouble.Sqrt(meanWithin).ToDouble();
        BetweenStandardDeviation = DoubleDouble.Sqrt(betweenVariance).ToDouble();
        ReproducibilityStandardDeviation = DoubleDouble.Sqrt(betweenVariance + meanWithin).ToDouble();
    }

    /// <summary>p, the number of groups.</summary>
    public int Groups { get; }

    /// <summary>N, the number of results.</summary>
    public int Count { get; }

    /// <summary>The mean of all results.</summary>
    public double GrandMean { get; }

    /// <summary>p - 1.</summary>
    public int DegreesOfFreedomBetween { get; }

    /// <summary>N - p.</summary>
    public int DegreesOfFreedomWithin { get; }

    /// <summary>Σ n_i (x̄_i - x̄)².</summary>
    public double SumOfSquaresBetween { get; }

    /// <summary>ΣΣ (x_ij - x̄_i)².</summary>
    public double SumOfSquaresWithin { get; }

    /// <summary>The sum of squares between groups over p - 1.</summary>
    public double MeanSquareBetween { get; }

    /// <summary>The sum of squares within groups over N - p.</summary>
    public double MeanSquareWithin { get; }

    /// <summary>F = MS_between/MS_within; null when the results within every group are equal.</summary>
    public double? F { get; }

    /// <summary>P(F or more) when all groups have one expectation; null with <see cref="F"/>.</summary>
    public double? PValue { get; }

    /// <summary>The part of the total sum of squares that lies between groups; null when all results are equal.</summary>
    public double? RSquared { get; }

    /// <summary>n̄ = (N - Σn_i²/N)/(p - 1): the common group size, or what stands for it.</summary>
    public double AverageGroupSize { get; }

    /// <summary>s_r.</summary>
    public double RepeatabilityStandardDeviation { get; }

    /// <summary>s_L, 0 when the groups differ by less than their own spread lets expect.</summary>
    public double BetweenStandardDeviation { get; }

    /// <summary>s_R.</summary>
    public double ReproducibilityStandardDeviation { get; }

    /// <summary>True when MS_between &lt; MS_within and s_L was set to 0 (ISO 5725-2, 7.4.5.3).</summary>
    public bool BetweenIsNegative { get; }

    /// <summary>r = 2.8 s_r: two results of one laboratory differ by no more, with probability 0.95.</summary>
    public double RepeatabilityLimit => CriticalRange.PrintedDuplicateFactor * RepeatabilityStandardDeviation;

    /// <summary>R = 2.8 s_R: single results of two laboratories differ by no more, with probability 0.95.</summary>
    public double ReproducibilityLimit => CriticalRange.PrintedDuplicateFactor * ReproducibilityStandardDeviation;

    /// <summary>Of doubles.</summary>
    /// <param name="groups">Two or more groups of one or more results, at least one of them with two.</param>
    /// <returns>A refusal that names the group.</returns>
    public static Outcome<OneWayAnalysis> Of(IReadOnlyList<IReadOnlyList<double>> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var numbers = new DoubleDouble[groups.Count][];
        for (var g = 0; g < numbers.Length; g++)
        {
            numbers[g] = new DoubleDouble[groups[g].Count];
            for (var i = 0; i < numbers[g].Length; i++)
            {
                var value = groups[g][i];
                if (!double.IsFinite(value))
                    return Outcome.Because<OneWayAnalysis>(
                        $"Result {i + 1} of group {g + 1} is {value}, but a finite number was expected.");
                numbers[g][i] = value;
            }
        }

        return Of(numbers);
    }

    /// <summary>Of decimal numbers as written, not of the doubles nearest to them.</summary>
    /// <param name="groups">Two or more groups of one or more results, at least one of them with two.</param>
    /// <returns>A refusal that names the group.</returns>
    public static Outcome<OneWayAnalysis> Of(IReadOnlyList<IReadOnlyList<decimal>> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return Of(groups.Select(g => g.Select(DoubleDouble.Of).ToArray()).ToArray());
    }

    private static Outcome<OneWayAnalysis> Of(DoubleDouble[][] groups)
    {
        if (groups.Length < 2)
            return Outcome.Because<OneWayAnalysis>($"There are {groups.Length} groups; at least two were expected.");
        if (Array.FindIndex(groups, g => g.Length == 0) is >= 0 and var empty)
            return Outcome.Because<OneWayAnalysis>($"Group {empty + 1} has no results; at least one was expected.");
        var count = groups.Sum(g => g.Length);
        if (count == groups.Length)
            return Outcome.Refused<OneWayAnalysis>("Every group has one result; replicates in at least one group were expected.");

        var total = DoubleDouble.Zero;
        var means = new DoubleDouble[groups.Length];
        var within = DoubleDouble.Zero;
        for (var g = 0; g < groups.Length; g++)
        {
            (means[g], var squares) = Summary.Moments(groups[g]);
            within += squares;
            total += means[g] * groups[g].Length;
        }

        var grand = total / count;
        var between = DoubleDouble.Zero;
        var squaredSizes = 0.0;
        for (var g = 0; g < groups.Length; g++)
        {
            between += (means[g] - grand) * (means[g] - grand) * groups[g].Length;
            squaredSizes += (double)groups[g].Length * groups[g].Length;
        }

        var averageSize = (count - (DoubleDouble)squaredSizes / count) / (groups.Length - 1);
        return Outcome.Of(new OneWayAnalysis(groups.Length, count, grand.ToDouble(), between, within, averageSize));
    }
}
