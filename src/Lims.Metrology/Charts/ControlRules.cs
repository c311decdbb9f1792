namespace Lims.Metrology;

/// <summary>A rule of a control chart on standardised values z; every comparison is strict.</summary>
public enum ControlRule
{
    /// <summary>Westgard 1-2s: |z| &gt; 2, a warning that asks for the other rules.</summary>
    W12s,

    /// <summary>Westgard 1-3s: |z| &gt; 3.</summary>
    W13s,

    /// <summary>Westgard 2-2s: two in a row beyond 2 on one side.</summary>
    W22s,

    /// <summary>Westgard R-4s: two in a row, one above +2 and one below -2.</summary>
    WR4s,

    /// <summary>Westgard 4-1s: four in a row beyond 1 on one side.</summary>
    W41s,

    /// <summary>Westgard 10x: ten in a row on one side of the centre.</summary>
    W10x,

    /// <summary>Nelson 1: |z| &gt; 3.</summary>
    Nelson1,

    /// <summary>Nelson 2: nine in a row on one side of the centre.</summary>
    Nelson2,

    /// <summary>Nelson 3: six in a row, each above the one before, or each below.</summary>
    Nelson3,

    /// <summary>Nelson 4: fourteen in a row, up and down by turns.</summary>
    Nelson4,

    /// <summary>Nelson 5: two of three in a row beyond 2 on one side, the last of them included.</summary>
    Nelson5,

    /// <summary>Nelson 6: four of five in a row beyond 1 on one side, the last of them included.</summary>
    Nelson6,

    /// <summary>Nelson 7: fifteen in a row within 1, on either side.</summary>
    Nelson7,

    /// <summary>Nelson 8: eight in a row beyond 1, on both sides among them.</summary>
    Nelson8,
}

/// <summary>A rule that fired.</summary>
/// <param name="Rule">Which.</param>
/// <param name="At">Position (from 0) of the point it fired at: the last of them.</param>
/// <param name="Points">Positions of all points that made it fire, in order.</param>
public sealed record RuleFiring(ControlRule Rule, int At, IReadOnlyList<int> Points);

/// <summary>Westgard's multi-rules (Westgard et al. 1981) and Nelson's eight tests (Nelson 1984) on standardised values.</summary>
/// <remarks>
/// A rule fires at every point at which its pattern is complete: a run of eleven on one side fires 10x twice. A point on a line lies
/// on neither side of it, so a value on the centre ends a run.
/// </remarks>
public static class ControlRules
{
    /// <summary>Westgard's six.</summary>
    public static IReadOnlyList<ControlRule> Westgard { get; } =
        [ControlRule.W12s, ControlRule.W13s, ControlRule.W22s, ControlRule.WR4s, ControlRule.W41s, ControlRule.W10x];

    /// <summary>Nelson's eight.</summary>
    public static IReadOnlyList<ControlRule> Nelson { get; } =
        [
            ControlRule.Nelson1, ControlRule.Nelson2, ControlRule.Nelson3, ControlRule.Nelson4,
            ControlRule.Nelson5, ControlRule.Nelson6, ControlRule.Nelson7, ControlRule.Nelson8,
        ];

    /// <summary>Applies rules to a series.</summary>
    /// <param name="z">(x - centre)/sigma, in the order measured; see <see cref="ChartLimits.Standardise(IReadOnlyList{double})"/>.</param>
    /// <param name="rules">Which rules.</param>
    /// <returns>What fired, by position and then in the order of the rules.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A z that is not finite, or an unknown rule.</exception>
    public static IReadOnlyList<RuleFiring> Evaluate(IReadOnlyList<double> z, IReadOnlyList<ControlRule> rules)
    {
        ArgumentNullException.ThrowIfNull(z);
        ArgumentNullException.ThrowIfNull(rules);
        foreach (var value in z)
            Require.Finite(value, nameof(z));
        var fired = new List<RuleFiring>();
        for (var at = 0; at < z.Count; at++)
        {
            foreach (var rule in rules)
            {
                if (Fires(rule, z, at) is { Length: > 0 } points)
                    fired.Add(new(rule, at, points));
            }
        }

        return fired;
    }

    private static int[] Fires(ControlRule rule, IReadOnlyList<double> z, int at) => rule switch
    {
        ControlRule.W12s => Beyond(z, at, 1, 1, 2),
        ControlRule.W13s or ControlRule.Nelson1 => Beyond(z, at, 1, 1, 3),
        ControlRule.W22s => Beyond(z, at, 2, 2, 2),
        ControlRule.WR4s => Run(z, at, 2, w => Math.Min(w(0), w(1)) < -2 && Math.Max(w(0), w(1)) > 2),
        ControlRule.W41s => Beyond(z, at, 4, 4, 1),
        ControlRule.W10x => Beyond(z, at, 10, 10, 0),
        ControlRule.Nelson2 => Beyond(z, at, 9, 9, 0),
        ControlRule.Nelson3 => Run(z, at, 6, w => Steps(5, i => w(i + 1) > w(i)) || Steps(5, i => w(i + 1) < w(i))),
        ControlRule.Nelson4 => Run(z, at, 14, w => Steps(12, i => (w(i + 1) - w(i)) * (w(i + 2) - w(i + 1)) < 0)),
        ControlRule.Nelson5 => Beyond(z, at, 3, 2, 2),
        ControlRule.Nelson6 => Beyond(z, at, 5, 4, 1),
        ControlRule.Nelson7 => Run(z, at, 15, w => Steps(15, i => Math.Abs(w(i)) < 1)),
        ControlRule.Nelson8 => Run(z, at, 8, w =>
            Steps(8, i => Math.Abs(w(i)) > 1) && !Steps(8, i => w(i) > 0) && !Steps(8, i => w(i) < 0)),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "One of the rules of Westgard or Nelson was expected."),
    };

    /// <summary>
    /// At least k of the last n beyond a line on one side, the last among them; a window cut short by the start counts what it has.
    /// </summary>
    private static int[] Beyond(IReadOnlyList<double> z, int at, int n, int k, double line)
    {
        if (!(Math.Abs(z[at]) > line))
            return [];
        var side = Math.Sign(z[at]);
        var points = new List<int>(k);
        for (var i = Math.Max(0, at - n + 1); i <= at; i++)
        {
            if (side * z[i] > line)
                points.Add(i);
        }

        return points.Count >= k ? [.. points] : [];
    }

    private static int[] Run(IReadOnlyList<double> z, int at, int n, Func<Func<int, double>, bool> pattern)
    {
        var first = at - n + 1;
        return first >= 0 && pattern(i => z[first + i]) ? [.. Enumerable.Range(first, n)] : [];
    }

    private static bool Steps(int count, Func<int, bool> holds)
    {
        for (var i = 0; i < count; i++)
        {
            if (!holds(i))
                return false;
        }

        return true;
    }
}
