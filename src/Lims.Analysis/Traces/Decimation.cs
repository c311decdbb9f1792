namespace Lims.Analysis;

/// <summary>
/// Thins a trace to what a screen can show: of the points that fall into one column of pixels, the lowest and the highest stay, so that no apex
/// is lost however narrow it is, and with them the first and the last point of each segment. Points stay in file order and are never averaged.
/// </summary>
internal static class Decimation
{
    /// <summary>The points to draw between two axis values.</summary>
    /// <param name="trace">The whole trace; the axis may fall (a cooling segment).</param>
    /// <param name="segments">First point of each segment; begins with 0.</param>
    /// <param name="from">Lower end of the window, in the axis unit.</param>
    /// <param name="to">Upper end, above <paramref name="from"/>.</param>
    /// <param name="pixels">Columns of the window, at least 1.</param>
    /// <returns>At most 2 × pixels + 2 points a segment; all of them where there are no more than that.</returns>
    public static Trace MinMax(Trace trace, IReadOnlyList<int> segments, double from, double to, int pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels, 1);
        if (!(from < to)) throw new ArgumentOutOfRangeException(nameof(to), to, "The window's upper end must lie above its lower one.");
        var kept = new List<int>();
        for (var s = 0; s < segments.Count; s++)
        {
            var end = s + 1 < segments.Count ? segments[s + 1] : trace.X.Length;
            Keep(trace, segments[s], end, from, to, pixels, kept);
        }
        return new Trace([.. kept.Select(i => trace.X[i])], [.. kept.Select(i => trace.Y[i])]);
    }

    private static void Keep(Trace trace, int start, int end, double from, double to, int pixels, List<int> kept)
    {
        var inside = new List<int>();
        for (var i = start; i < end; i++)
        {
            if (trace.X[i] >= from && trace.X[i] <= to) inside.Add(i);
        }
        if (inside.Count <= 2 * pixels + 2)
        {
            kept.AddRange(inside);
            return;
        }
        var lowest = new int[pixels];
        var highest = new int[pixels];
        Array.Fill(lowest, -1);
        Array.Fill(highest, -1);
        foreach (var i in inside)
        {
            var column = Math.Min(pixels - 1, (int)((trace.X[i] - from) / (to - from) * pixels));
            // A gap in the signal (NaN) compares with nothing: it must neither hide an apex nor be taken for one.
            if (double.IsNaN(trace.Y[i])) continue;
            if (lowest[column] < 0 || trace.Y[i] < trace.Y[lowest[column]]) lowest[column] = i;
            if (highest[column] < 0 || trace.Y[i] > trace.Y[highest[column]]) highest[column] = i;
        }
        kept.AddRange(lowest.Concat(highest).Where(i => i >= 0).Append(inside[0]).Append(inside[^1]).Distinct().Order());
    }
}
