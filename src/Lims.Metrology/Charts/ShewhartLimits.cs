namespace Lims.Metrology;

/// <summary>Limits set from a period in control, and kept: later points are judged by them and do not move them (ISO 7870-2).</summary>
/// <param name="Statistic">What is charted: "mean", "range", "standard deviation", "individual", "moving range".</param>
/// <param name="Period">Name of the period the limits come from, as "2026-01-05 to 2026-02-27, lot 17".</param>
/// <param name="Groups">How many subgroups, or single values, the period has.</param>
/// <param name="Size">Size of a subgroup; 1 for single values.</param>
/// <param name="Centre">Centre line.</param>
/// <param name="Sigma">Standard deviation of the charted statistic.</param>
/// <param name="Lower">Centre - 3 sigma; 0 where a range or a standard deviation could not lie below.</param>
/// <param name="Upper">Centre + 3 sigma.</param>
public sealed record ChartLimits(
    string Statistic, string Period, int Groups, int Size, double Centre, double Sigma, double Lower, double Upper)
{
    /// <summary>z = (x - centre)/sigma, for the rules.</summary>
    /// <param name="value">A value of the charted statistic.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number.</exception>
    public double Standardise(double value) => (Require.Finite(value) - Centre) / Sigma;

    /// <summary>z of a series.</summary>
    /// <param name="values">Values of the charted statistic.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is not a finite number.</exception>
    public double[] Standardise(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. values.Select(Standardise)];
    }

    /// <summary>Strictly beyond a limit: on the limit is in control.</summary>
    /// <param name="value">A value of the charted statistic.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number.</exception>
    public bool IsBeyond(double value) => Require.Finite(value) < Lower || value > Upper;

    internal static ChartLimits Of(string statistic, string period, int groups, int size, double centre, double sigma, bool notNegative)
    {
        var lower = centre - 3 * sigma;
        return new(statistic, period, groups, size, centre, sigma, notNegative ? Math.Max(0, lower) : lower, centre + 3 * sigma);
    }
}

/// <summary>Limits of a pair of charts: one for the level, one for the spread.</summary>
/// <param name="Level">Means or single values.</param>
/// <param name="Spread">Ranges, standard deviations or moving ranges.</param>
/// <param name="StandardDeviation">σ of a single result, from the spread within subgroups.</param>
public sealed record ShewhartLimits(ChartLimits Level, ChartLimits Spread, double StandardDeviation)
{
    /// <summary>X̄-R: x̿ ± 3 R̄/(d2 √n); R̄ ± 3 d3 R̄/d2.</summary>
    /// <param name="subgroups">Two or more subgroups of one size, 2 to 1000.</param>
    /// <param name="period">Name of the period.</param>
    /// <returns>Limits, or why there are none.</returns>
    public static Outcome<ShewhartLimits> MeanAndRange(IReadOnlyList<IReadOnlyList<double>> subgroups, string period) =>
        Subgroups(subgroups, period, "range", g => g.Max() - g.Min(), n =>
        {
            var d2 = ChartConstants.D2(n);
            return (d2, ChartConstants.D3(n) / d2);
        });

    /// <summary>X̄-s: x̿ ± 3 s̄/(c4 √n); s̄ ± 3 s̄ √(1 - c4²)/c4.</summary>
    /// <param name="subgroups">Two or more subgroups of one size, 2 to 1000.</param>
    /// <param name="period">Name of the period.</param>
    /// <returns>Limits, or why there are none.</returns>
    public static Outcome<ShewhartLimits> MeanAndStandardDeviation(IReadOnlyList<IReadOnlyList<double>> subgroups, string period) =>
        Subgroups(subgroups, period, "standard deviation", g => Summary.Of(g).Value.StandardDeviation!.Value, n =>
        {
            var c4 = ChartConstants.C4(n);
            return (c4, Math.Sqrt(1 - c4 * c4) / c4);
        });

    /// <summary>Single values and moving ranges of two: x̄ ± 3 M̄R/d2(2); M̄R ± 3 d3(2) M̄R/d2(2).</summary>
    /// <param name="values">Values in the order they were measured, at least 3.</param>
    /// <param name="period">Name of the period.</param>
    /// <returns>Limits, or why there are none.</returns>
    public static Outcome<ShewhartLimits> Individuals(IReadOnlyList<double> values, string period)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentException.ThrowIfNullOrWhiteSpace(period);
        if (values.Count < 3)
            return Outcome.Because<ShewhartLimits>($"Limits need at least 3 values; the period '{period}' has {values.Count}.");
        var summary = Summary.Of(values);
        if (!summary.Succeeded)
            return Outcome.Refused<ShewhartLimits>(summary.Refusal);
        var range = MovingRanges(values).Average();
        if (range == 0)
            return Outcome.Because<ShewhartLimits>(
                $"All values of the period '{period}' are {values[0]}; values that differ were expected.");
        var (d2, d3) = (ChartConstants.D2(2), ChartConstants.D3(2));
        var sigma = range / d2;
        return Outcome.Of(new ShewhartLimits(
            ChartLimits.Of("individual", period, values.Count, 1, summary.Value.Mean, sigma, notNegative: false),
            ChartLimits.Of("moving range", period, values.Count - 1, 2, range, d3 * sigma, notNegative: true),
            sigma));
    }

    /// <summary>|x_i - x_(i-1)|, one fewer than there are values.</summary>
    /// <param name="values">Values in the order they were measured.</param>
    public static double[] MovingRanges(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. Enumerable.Range(1, Math.Max(0, values.Count - 1)).Select(i => Math.Abs(values[i] - values[i - 1]))];
    }

    /// <summary>Both charts by a mean spread: constants gives (spread/σ, σ of the spread/spread).</summary>
    private static Outcome<ShewhartLimits> Subgroups(
        IReadOnlyList<IReadOnlyList<double>> subgroups,
        string period,
        string statistic,
        Func<IReadOnlyList<double>, double> spread,
        Func<int, (double OfSpread, double Relative)> constants)
    {
        ArgumentNullException.ThrowIfNull(subgroups);
        ArgumentException.ThrowIfNullOrWhiteSpace(period);
        if (subgroups.Count < 2)
            return Outcome.Because<ShewhartLimits>($"Limits need at least 2 subgroups; the period '{period}' has {subgroups.Count}.");
        var n = subgroups[0].Count;
        if (n is < 2 or > 1000)
            return Outcome.Because<ShewhartLimits>($"The subgroups of the period '{period}' have {n} results; 2 to 1000 were expected.");
        for (var i = 0; i < subgroups.Count; i++)
        {
            if (subgroups[i].Count != n)
                return Outcome.Because<ShewhartLimits>(
                    $"Subgroup {i + 1} has {subgroups[i].Count} results; {n} were expected, as in the first.");
            if (subgroups[i].FirstOrDefault(v => !double.IsFinite(v)) is var bad && !double.IsFinite(bad))
                return Outcome.Because<ShewhartLimits>($"A result of subgroup {i + 1} is {bad}, but a finite number was expected.");
        }

        var mean = Summary.Of([.. subgroups.SelectMany(g => g)]).Value.Mean;
        var average = subgroups.Average(spread);
        if (average == 0)
            return Outcome.Because<ShewhartLimits>(
                $"The results within every subgroup of the period '{period}' are equal; a spread was expected.");
        var (ofSpread, relative) = constants(n);
        var sigma = average / ofSpread;
        return Outcome.Of(new ShewhartLimits(
            ChartLimits.Of("mean", period, subgroups.Count, n, mean, sigma / Math.Sqrt(n), notNegative: false),
            ChartLimits.Of(statistic, period, subgroups.Count, n, average, average * relative, notNegative: true),
            sigma));
    }
}
