namespace Lims.Metrology;

/// <summary>How peaks are looked for; part of the method.</summary>
/// <param name="SmoothingWindow">Points of the smoothing window, odd.</param>
/// <param name="SmoothingOrder">Order of the smoothing polynomial.</param>
/// <param name="LeastProminence">How far a peak stands above the higher of the valleys beside it, signal unit, above 0.</param>
/// <param name="EdgeFraction">
/// A peak begins and ends where it has come down to this fraction of its height over the valley, 0 to below 1.
/// </param>
public sealed record PeakDetectionSettings(
    int SmoothingWindow, int SmoothingOrder, double LeastProminence, double EdgeFraction = 0.002);

/// <summary>A peak that was found.</summary>
/// <param name="Start">Time of its first point.</param>
/// <param name="Apex">Time of its highest point, smoothed.</param>
/// <param name="End">Time of its last point.</param>
/// <param name="Prominence">Height above the higher of the two valleys, smoothed.</param>
public sealed record DetectedPeak(double Start, double Apex, double End, double Prominence);

/// <summary>All peaks of a chromatogram.</summary>
/// <param name="Peaks">In the order of time; none is a result, not a fault.</param>
public sealed record DetectedPeaks(IReadOnlyList<DetectedPeak> Peaks);

/// <summary>Finds peaks by their prominence over the valleys beside them, in O(n).</summary>
public static class PeakDetection
{
    /// <summary>Smooths, takes every maximum that stands out far enough, and walks down both flanks to the edge or the valley.</summary>
    /// <param name="chromatogram">Equidistant to within a tenth of its mean step, or the smoothing means nothing.</param>
    /// <param name="settings">How.</param>
    /// <returns>The peaks; or a refusal: points not equidistant, or fewer than the window.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Settings outside their ranges.</exception>
    public static Outcome<DetectedPeaks> Find(Chromatogram chromatogram, PeakDetectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(chromatogram);
        ArgumentNullException.ThrowIfNull(settings);
        Require.Positive(settings.LeastProminence, "least prominence");
        if (!(settings.EdgeFraction is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(
                nameof(settings), settings.EdgeFraction, "An edge fraction from 0 to below 1 was expected.");
        var filter = new SavitzkyGolay(settings.SmoothingWindow, settings.SmoothingOrder);
        var t = chromatogram.Times;
        var unit = chromatogram.TimeUnit;
        var step = (t[^1] - t[0]) / (t.Length - 1);
        for (var i = 1; i < t.Length; i++)
        {
            if (Math.Abs(t[i] - t[i - 1] - step) > 0.1 * step)
            {
                return Outcome.Because<DetectedPeaks>(
                    $"From {t[i - 1]} to {t[i]} {unit} the step is not within a tenth of the mean {step}; equal steps were expected.");
            }
        }

        return filter.Apply(chromatogram.Signals).Then(s => Outcome.Of(new DetectedPeaks(Peaks(chromatogram.Time, [.. s.Values],
            settings))));
    }

    private static List<DetectedPeak> Peaks(IReadOnlyList<double> time, double[] y, PeakDetectionSettings settings)
    {
        var left = ValleysBefore(y);
        Array.Reverse(y);
        var right = ValleysBefore(y);
        Array.Reverse(right);
        Array.Reverse(y);
        var kept = new List<(int At, double Prominence)>();
        for (var i = 1; i < y.Length - 1; i++)
        {
            // A flat top counts once, at its first point.
            if (y[i] <= y[i - 1] || y[i] < y[i + 1])
                continue;
            var prominence = y[i] - Math.Max(left[i], right[i]);
            if (prominence >= settings.LeastProminence)
                kept.Add((i, prominence));
        }

        var peaks = new List<DetectedPeak>(kept.Count);
        for (var k = 0; k < kept.Count; k++)
        {
            var at = kept[k].At;
            var start = Edge(y, at, k == 0 ? 0 : kept[k - 1].At, settings.EdgeFraction);
            var end = Edge(y, at, k == kept.Count - 1 ? y.Length - 1 : kept[k + 1].At, settings.EdgeFraction);
            peaks.Add(new(time[start], time[at], time[end], kept[k].Prominence));
        }

        return peaks;
    }

    /// <summary>For every point the lowest value since the last higher one (or since the beginning).</summary>
    private static double[] ValleysBefore(double[] y)
    {
        var valleys = new double[y.Length];
        var higher = new Stack<int>();
        for (var i = 0; i < y.Length; i++)
        {
            var lowest = y[i];
            while (higher.Count > 0 && y[higher.Peek()] <= y[i])
                lowest = Math.Min(lowest, valleys[higher.Pop()]);
            valleys[i] = lowest;
            higher.Push(i);
        }

        return valleys;
    }

    /// <summary>From the apex towards the neighbour: the first point down at the edge fraction above the lowest point on the way.</summary>
    private static int Edge(double[] y, int apex, int towards, double fraction)
    {
        var step = Math.Sign(towards - apex);
        var valley = apex;
        for (var i = apex; i != towards + step; i += step)
        {
            if (y[i] < y[valley])
                valley = i;
        }

        var level = y[valley] + fraction * (y[apex] - y[valley]);
        var edge = apex;
        while (edge != valley && y[edge] > level)
            edge += step;
        return edge;
    }
}
