using MathNet.Numerics;

namespace Lims.Metrology;

/// <summary>
/// Peak, onset and end of a curve above its baseline. On the difference P - B a tangent meets the baseline where it meets zero.
/// </summary>
internal static class EndothermShape
{
    /// <summary>What rises less than this many times the noise is not called a peak.</summary>
    private const double NoiseMultiple = 3;

    /// <summary>The top of a parabola through the points around the highest one; null when nothing stands out of the noise.</summary>
    public static CurvePoint? Peak(EndothermArea area, double width)
    {
        var top = 0;
        for (var k = 1; k < area.Temperature.Length; k++)
        {
            if (Above(area, k) > Above(area, top))
                top = k;
        }

        var height = Above(area, top);
        if (!(height > NoiseMultiple * area.NoiseRms))
            return null;
        var highest = new CurvePoint(area.Temperature[top], height);
        var (x, y) = Around(area, top, width);
        if (x.Distinct().Count() < 4)
            return highest;
        var c = Fit.Polynomial(x, y, 2);
        var vertex = -c[1] / (2 * c[2]);
        // A ragged top may give a parabola that opens upwards or peaks elsewhere; then the highest point is the better statement.
        return c[2] < 0 && Math.Abs(vertex) <= width / 2
            ? new CurvePoint(highest.Temperature + vertex, c[0] - c[1] * c[1] / (4 * c[2]))
            : highest;
    }

    public static double? Onset(EndothermArea area, double peak, double width) => TangentFoot(area, t => t < peak, width, 1);

    public static double? End(EndothermArea area, double peak, double width) => TangentFoot(area, t => t > peak, width, -1);

    /// <summary>
    /// Where the steepest tangent of one flank crosses zero; null when the flank has no point that rises towards the peak.
    /// </summary>
    private static double? TangentFoot(EndothermArea area, Func<double, bool> onFlank, double width, int direction)
    {
        double? foot = null;
        var steepest = 0.0;
        for (var k = 0; k < area.Temperature.Length; k++)
        {
            if (!onFlank(area.Temperature[k]))
                continue;
            var (x, y) = Around(area, k, width);
            if (x.Length < 3)
                continue;
            var line = StraightLine.Through(x, y);
            if (line.Slope * direction > steepest)
            {
                steepest = line.Slope * direction;
                foot = area.Temperature[k] + line.MeanX - line.MeanY / line.Slope;
            }
        }

        return foot;
    }

    private static double Above(EndothermArea area, int k) => area.HeatFlow[k] - area.Baseline[k];

    /// <summary>Points within half a width of point k, temperatures relative to it, and at least its two neighbours.</summary>
    private static (double[] X, double[] Y) Around(EndothermArea area, int k, double width)
    {
        var t = area.Temperature;
        var (from, to) = (Math.Max(0, k - 1), Math.Min(t.Length - 1, k + 1));
        while (from > 0 && t[from - 1] >= t[k] - width / 2)
            from--;
        while (to < t.Length - 1 && t[to + 1] <= t[k] + width / 2)
            to++;
        var indices = Enumerable.Range(from, to - from + 1);
        return ([.. indices.Select(i => t[i] - t[k])], [.. indices.Select(i => Above(area, i))]);
    }
}
