namespace Lims.Metrology;

/// <summary>What is taken off the signal before a peak is measured.</summary>
public enum PeakBaseline
{
    /// <summary>The straight line from the signal at the start to the signal at the end.</summary>
    Straight,

    /// <summary>Nothing: the signal is free of its baseline already.</summary>
    None,
}

/// <summary>A measured peak.</summary>
public sealed class ChromatographicPeak
{
    private readonly double[] time;
    private readonly double[] height;
    private readonly int apex;

    internal ChromatographicPeak(double[] time, double[] height, Measured area, PeakBaseline baseline)
    {
        (this.time, this.height, Area, Baseline) = (time, height, area, baseline);
        for (var i = 1; i < height.Length; i++)
        {
            if (height[i] > height[apex])
                apex = i;
        }

        (RetentionTime, Height) = Vertex();
    }

    /// <summary>Where it was measured from.</summary>
    public double Start => time[0];

    /// <summary>Where it was measured to.</summary>
    public double End => time[^1];

    /// <summary>What was taken off.</summary>
    public PeakBaseline Baseline { get; }

    /// <summary>∫ (y - b) dt by the trapezoid rule, signal unit times time unit, signed; u from the noise given.</summary>
    public Measured Area { get; }

    /// <summary>t_R: vertex of the parabola through the highest point and its neighbours.</summary>
    public double RetentionTime { get; }

    /// <summary>h above the baseline, of the same parabola.</summary>
    public double Height { get; }

    /// <summary>
    /// Width at a fraction of the height, by the line between points: 0.5 for plates, 0.05 for tailing, 0.1 for asymmetry.
    /// </summary>
    /// <param name="fraction">Above 0 and below 1.</param>
    /// <returns>The width; or a refusal: no height, or a flank that does not come down to the fraction within the limits.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fraction outside its range.</exception>
    public Outcome<PeakWidth> WidthAt(double fraction)
    {
        Require.Probability(fraction);
        if (!(Height > 0))
            return Outcome.Because<PeakWidth>($"The peak is {Height} high, but a height above 0 was expected.");
        var level = fraction * Height;
        var left = apex;
        while (left > 0 && height[left] > level)
            left--;
        var right = apex;
        while (right < height.Length - 1 && height[right] > level)
            right++;
        if (height[left] > level || height[right] > level)
        {
            return Outcome.Because<PeakWidth>(
                $"The peak at {RetentionTime} does not come down to {100 * fraction} % of its height between {Start} and {End}.");
        }

        return Outcome.Of(new PeakWidth(fraction, Crossing(left, left + 1), Crossing(right - 1, right), RetentionTime));

        double Crossing(int a, int b) => height[a] == height[b]
            ? time[a]
            : time[a] + (level - height[a]) / (height[b] - height[a]) * (time[b] - time[a]);
    }

    private (double Time, double Height) Vertex()
    {
        if (apex == 0 || apex == height.Length - 1)
            return (time[apex], height[apex]);
        // Newton's form through the three points, uneven spacing allowed.
        var (t0, t1, t2) = (time[apex - 1], time[apex], time[apex + 1]);
        var rise = (height[apex] - height[apex - 1]) / (t1 - t0);
        var curvature = ((height[apex + 1] - height[apex]) / (t2 - t1) - rise) / (t2 - t0);
        if (!(curvature < 0))
            return (t1, height[apex]);
        var at = (t0 + t1) / 2 - rise / (2 * curvature);
        return (at, height[apex - 1] + rise * (at - t0) + curvature * (at - t0) * (at - t1));
    }
}

/// <summary>A width of a peak.</summary>
/// <param name="Fraction">Of the height.</param>
/// <param name="Left">Where the leading flank crosses.</param>
/// <param name="Right">Where the trailing flank crosses.</param>
/// <param name="Apex">t_R.</param>
public sealed record PeakWidth(double Fraction, double Left, double Right, double Apex)
{
    /// <summary>W.</summary>
    public double Width => Right - Left;

    /// <summary>f: from the leading flank to the apex.</summary>
    public double Front => Apex - Left;

    /// <summary>From the apex to the trailing flank.</summary>
    public double Tail => Right - Apex;
}

/// <summary>Area between limits set by hand or by <see cref="PeakDetection"/>.</summary>
public static class PeakIntegration
{
    /// <summary>A = Σ (y_i + y_(i+1))/2 Δt after the baseline; limits between two points are interpolated.</summary>
    /// <remarks>
    /// u(A) = σ √(Σ w²), w the weight of each point in A: with a straight baseline the points at the limits carry the line and most of it.
    /// The noise is taken as white.
    /// </remarks>
    /// <param name="chromatogram">The signal.</param>
    /// <param name="start">First limit, within the data.</param>
    /// <param name="end">Second limit, after the first.</param>
    /// <param name="baseline">What is taken off.</param>
    /// <param name="noise">σ of the signal, 0 or above.</param>
    /// <returns>The peak; or a refusal: limits reversed, outside the data, or without a point between them.</returns>
    public static Outcome<ChromatographicPeak> Integrate(
        Chromatogram chromatogram, double start, double end, PeakBaseline baseline, double noise)
    {
        ArgumentNullException.ThrowIfNull(chromatogram);
        Require.NotNegative(noise);
        var t = chromatogram.Times;
        var y = chromatogram.Signals;
        var unit = chromatogram.TimeUnit;
        if (!(start < end))
        {
            return Outcome.Because<ChromatographicPeak>(
                $"The limits are {start} and {end} {unit}, but the earlier before the later was expected.");
        }

        if (start < t[0] || end > t[^1])
        {
            return Outcome.Because<ChromatographicPeak>(
                $"The limits {start} to {end} {unit} lie outside the data, which run from {t[0]} to {t[^1]} {unit}.");
        }

        var (first, last) = (chromatogram.SegmentOf(start), chromatogram.SegmentOf(end));
        // Points strictly between the limits.
        var from = first + 1;
        var to = t[last] < end ? last : last - 1;
        if (to < from)
            return Outcome.Because<ChromatographicPeak>($"Between {start} and {end} {unit} there is no point; at least 1 was expected.");
        double[] time = [start, .. t[from..(to + 1)], end];
        double[] height = [Between(t, y, first, start), .. y[from..(to + 1)], Between(t, y, last, end)];
        var (left, right, span) = (height[0], height[^1], end - start);
        var straight = baseline == PeakBaseline.Straight;
        double area = 0, squares = 0;
        for (var i = 0; i < time.Length; i++)
        {
            if (straight)
                height[i] -= left + (right - left) * (time[i] - start) / span;
            var weight = (time[Math.Min(i + 1, time.Length - 1)] - time[Math.Max(i - 1, 0)]) / 2;
            area += weight * height[i];
            if (straight && (i == 0 || i == time.Length - 1))
                weight -= span / 2;
            squares += weight * weight;
        }

        var u = noise * Math.Sqrt(squares);
        return Outcome.Of(new ChromatographicPeak(time, height, new(area, u, $"{chromatogram.SignalUnit}.{unit}"), baseline));
    }

    private static double Between(ReadOnlySpan<double> t, ReadOnlySpan<double> y, int i, double at) =>
        y[i] + (at - t[i]) / (t[i + 1] - t[i]) * (y[i + 1] - y[i]);
}
