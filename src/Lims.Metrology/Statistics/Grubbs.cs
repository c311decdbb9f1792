namespace Lims.Metrology;

/// <summary>Grubbs' tests of one outlying value and of the two largest or two smallest (ISO 5725-2, 7.3.4; Grubbs 1950).</summary>
public static class Grubbs
{
    /// <summary>
    /// Critical G of one value: ((n - 1)/√n) √(t²/(n - 2 + t²)) with t the 1 - α/(2n) quantile of Student's distribution, ν = n - 2.
    /// </summary>
    /// <param name="n">Number of values, at least 3.</param>
    /// <param name="alpha">α of both ends together, as ISO 5725-2 tables it: each end is tested at α/2. Between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">n below 3, or α not between 0 and 1.</exception>
    public static double CriticalValue(int n, double alpha)
    {
        Require.AtLeast(3, n);
        Require.Probability(alpha);
        var t = CoverageFactor.OneSided(alpha / (2.0 * n), n - 2);
        return (n - 1) / Math.Sqrt(n) * Math.Sqrt(t * t / (n - 2 + t * t));
    }

    /// <summary>G = max|x - x̄|/s: the value furthest from the mean.</summary>
    /// <param name="values">At least 3 values, not all equal.</param>
    /// <returns>The finding, or why there is none.</returns>
    public static Outcome<OutlierTest> One(IReadOnlyList<double> values)
    {
        if (OutlierData.Refusal(values, 3, "Grubbs' test") is { } refusal)
            return Outcome.Refused<OutlierTest>(refusal);
        var summary = Summary.Of(values).Value;
        var order = OutlierData.Ascending(values);
        var suspect = summary.Largest - summary.Mean >= summary.Mean - summary.Smallest ? order[^1] : order[0];
        var g = Math.Abs(values[suspect] - summary.Mean) / summary.StandardDeviation!.Value;
        var n = values.Count;
        return Outcome.Of(OutlierTest.Of("Grubbs' G", g, CriticalValue(n, 0.05), CriticalValue(n, 0.01), [suspect], values));
    }

    /// <summary>
    /// The two largest values: G = s²_(p-1,p)/s²₀, the sum of squares without them over the one with them. Small is suspicious.
    /// </summary>
    /// <param name="values">At least 4 values, not all equal.</param>
    /// <returns>The finding, or why there is none.</returns>
    public static Outcome<OutlierTest> TwoLargest(IReadOnlyList<double> values) => Two(values, largest: true);

    /// <summary>The two smallest values: G = s²_(1,2)/s²₀.</summary>
    /// <param name="values">At least 4 values, not all equal.</param>
    /// <returns>The finding, or why there is none.</returns>
    public static Outcome<OutlierTest> TwoSmallest(IReadOnlyList<double> values) => Two(values, largest: false);

    /// <summary>
    /// Critical ratio of two values: the c with P(ratio &lt; c) = α/2 at either end, by numerical integration (no table, no simulation).
    /// </summary>
    /// <remarks>ISO 5725-2 prints 0.0563 and 0.1101 for n = 8, 1 % and 5 %. Good to five digits; see <see cref="GrubbsPair"/>.</remarks>
    /// <param name="n">Number of values, 4 to 1000.</param>
    /// <param name="alpha">α of both ends together, as ISO 5725-2 tables it: each end is tested at α/2. Between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">n outside 4 to 1000, or α not between 0 and 1.</exception>
    public static double CriticalPairValue(int n, double alpha)
    {
        Require.AtLeast(4, n);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, 1000);
        Require.Probability(alpha);
        return GrubbsPair.Of(n).Quantile(alpha / 2);
    }

    private static Outcome<OutlierTest> Two(IReadOnlyList<double> values, bool largest)
    {
        if (OutlierData.Refusal(values, 4, "Grubbs' double test") is { } refusal)
            return Outcome.Refused<OutlierTest>(refusal);
        if (values.Count > 1000)
            return Outcome.Because<OutlierTest>($"Grubbs' double test is computed for up to 1000 values; {values.Count} were given.");
        var order = OutlierData.Ascending(values);
        int[] pair = largest ? [order[^1], order[^2]] : [order[0], order[1]];
        var rest = (largest ? order[..^2] : order[2..]).Select(i => values[i]).ToArray();
        var ratio = Summary.Of(rest).Value.SumOfSquares / Summary.Of(values).Value.SumOfSquares;
        var law = GrubbsPair.Of(values.Count);
        return Outcome.Of(OutlierTest.Of("Grubbs' ratio", ratio, law.Quantile(0.025), law.Quantile(0.005), pair, values, small: true));
    }
}
