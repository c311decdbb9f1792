namespace Lims.Metrology;

/// <summary>The uncertainty of a mean of n replicates, split into what averages down and what does not: u(n)² = s_r²/n + u_c².</summary>
public sealed record ReplicateUncertainty
{
    /// <summary>A split uncertainty. Both parts are taken as known (validated), ν infinite.</summary>
    /// <param name="repeatability">s_r, 0 or above, unit of the result.</param>
    /// <param name="common">u_c of all that n replicates share: calibration, reference, moisture, bias, sampling. 0 or above.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public ReplicateUncertainty(double repeatability, double common) =>
        (Repeatability, Common) = (Require.NotNegative(repeatability), Require.NotNegative(common));

    /// <summary>s_r.</summary>
    public double Repeatability { get; }

    /// <summary>u_c.</summary>
    public double Common { get; }

    /// <summary>u(n) = √(s_r²/n + u_c²).</summary>
    /// <param name="replicates">n, at least 1.</param>
    public double Of(int replicates) =>
        Math.Sqrt(Repeatability * Repeatability / Require.AtLeast(1, replicates) + Common * Common);
}

/// <summary>What it would take to decide at a given value.</summary>
/// <param name="Now">The test with the replicates there are.</param>
/// <param name="LargestDecidingUncertainty">
/// Largest u that decides at this x, such that every smaller one does too; infinite when any u would; 0 when x lies on a limit.
/// </param>
/// <param name="ReplicatesNeeded">
/// Smallest total n that decides at this x; null when none does, because the common part alone is too large.
/// </param>
/// <param name="FurtherReplicates">ReplicatesNeeded less those there are, at least 0; null likewise.</param>
public sealed record DecisionOutlook(ConformityTest Now, double LargestDecidingUncertainty, int? ReplicatesNeeded, int? FurtherReplicates)
{
    /// <summary>Whether more replicates of the same kind can decide, if the mean stays where it is.</summary>
    public bool ReplicatesCanDecide => ReplicatesNeeded is not null;

    /// <summary>How small U = k u must be: k times <see cref="LargestDecidingUncertainty"/>, for the words a client reads.</summary>
    /// <param name="k">Coverage factor of the U that is reported, above 0.</param>
    public double LargestDecidingExpanded(double k = 2) => Require.Positive(k) * LargestDecidingUncertainty;
}

/// <summary>From an undecided result: how small u must be, and whether more replicates can make it so.</summary>
/// <remarks>
/// The answer holds for the value as it stands. The mean will move with new replicates; a plan to repeat must be fixed beforehand and
/// keep every result: see <see cref="TwoStageTest"/>.
/// </remarks>
public static class WhatWouldDecide
{
    /// <summary>The outlook at a value.</summary>
    /// <remarks>
    /// One limit: u ≤ |x - T|/z_c. An interval: the first u at which Φ((T_U - x)/u) - Φ((T_L - x)/u) passes c (x inside) or 1 - c
    /// (x outside), by root finding; n from s_r²/n + u_c² ≤ u².
    /// </remarks>
    /// <param name="value">x, unit of the limit.</param>
    /// <param name="replicates">n behind x, at least 1.</param>
    /// <param name="uncertainty">s_r and u_c.</param>
    /// <param name="limit">The condition.</param>
    /// <param name="rule">The rule.</param>
    /// <exception cref="ArgumentOutOfRangeException">x is not finite or n below 1.</exception>
    public static DecisionOutlook At(double value, int replicates, ReplicateUncertainty uncertainty, Limit limit, DecisionRule rule)
    {
        Require.Finite(value);
        ArgumentNullException.ThrowIfNull(uncertainty);
        ArgumentNullException.ThrowIfNull(limit);
        ArgumentNullException.ThrowIfNull(rule);
        var now = TestWith(uncertainty.Of(replicates));
        var largest = LargestUncertainty(value, limit, rule.Confidence);
        var needed = ReplicatesFor(largest, uncertainty);
        return new(now, largest, needed, needed is { } n ? Math.Max(0, n - replicates) : null);

        ConformityTest TestWith(double u) => rule.Test(limit, new Measured(value, u, limit.Unit, limit.Basis));
    }

    /// <summary>Largest u such that it and every smaller one decides at x; 0 on a limit, infinite when none fails to decide.</summary>
    private static double LargestUncertainty(double x, Limit limit, double confidence)
    {
        if (limit.Lower == x || limit.Upper == x)
            return 0;
        if (limit.Lower is not { } low || limit.Upper is not { } high)
            return Math.Abs(x - (limit.Lower ?? limit.Upper)!.Value) / CoverageFactor.OneSided(confidence);

        var (near, far) = (Math.Min(Math.Abs(low - x), Math.Abs(high - x)), Math.Max(Math.Abs(low - x), Math.Abs(high - x)));
        if (x > low && x < high)
        {
            // Inside: p falls from 1 to 0 as u grows. With only the nearer limit u would be at most near/z, so that brackets it.
            return Root.Bisect(u => Inside(u) - confidence, near * 1e-3, near / CoverageFactor.OneSided(confidence) * 1.0000001);
        }

        // Outside: p rises to its maximum at u² = (far² - near²)/(2 ln(far/near)) and falls again, when u is larger than the interval
        // itself. What would "decide" beyond the maximum is ignorance, not evidence, hence the first crossing.
        var widest = near == far ? near : Math.Sqrt((far * far - near * near) / (2 * Math.Log(far / near)));
        return Outside(widest) <= 1 - confidence
            ? double.PositiveInfinity
            : Root.Bisect(u => Outside(u) - (1 - confidence), near * 1e-3, widest);

        double Inside(double u) => CoverageFactor.Between((low - x) / u, (high - x) / u, double.PositiveInfinity);
        double Outside(double u) => CoverageFactor.Between(near / u, far / u, double.PositiveInfinity);
    }

    private static int? ReplicatesFor(double largest, ReplicateUncertainty uncertainty)
    {
        if (double.IsInfinity(largest))
            return 1;
        var room = largest * largest - uncertainty.Common * uncertainty.Common;
        if (uncertainty.Repeatability == 0)
            return largest > 0 && room >= 0 ? 1 : null;
        if (room <= 0)
            return null;
        var estimate = Math.Ceiling(uncertainty.Repeatability * uncertainty.Repeatability / room);
        if (estimate > int.MaxValue / 2)
            return null;
        // The closed form may be off by one where u(n) meets the bound in its last digit; u(n) itself has the word.
        var n = Math.Max(1, (int)estimate);
        while (n > 1 && uncertainty.Of(n - 1) <= largest)
            n--;
        while (uncertainty.Of(n) > largest)
            n++;
        return n;
    }
}
