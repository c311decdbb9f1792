namespace Lims.Metrology;

/// <summary>One laboratory's pair of results on two similar samples, as a point of Youden's plot.</summary>
/// <param name="First">x, result on the first sample.</param>
/// <param name="Second">y, result on the second.</param>
/// <param name="Systematic">Distance along the 45° line from the centre, ((x - x̄) + (y - ȳ))/√2: the laboratory's own bias.</param>
/// <param name="Random">Distance from the 45° line, ((x - x̄) - (y - ȳ))/√2.</param>
/// <param name="Outside">Beyond the circle of 95 %.</param>
public sealed record YoudenPoint(double First, double Second, double Systematic, double Random, bool Outside);

/// <summary>
/// Youden's two-sample statistics (Youden and Steiner 1975; NIST e-Handbook 1.3.3.31): what laboratories differ by, beyond their scatter.
/// </summary>
/// <param name="Points">The laboratories, in the order given.</param>
/// <param name="MeanFirst">x̄.</param>
/// <param name="MeanSecond">ȳ.</param>
/// <param name="RepeatabilityStandardDeviation">s_r = s(x - y)/√2, ν = p - 1.</param>
/// <param name="TotalStandardDeviation">s_T = s(x + y)/√2, ν = p - 1: scatter and twice the bias together.</param>
/// <param name="BetweenStandardDeviation">s_L = √((s_T² - s_r²)/2), 0 when that is negative.</param>
/// <param name="F">s_T²/s_r²; null when s_r is 0.</param>
/// <param name="PValue">P(F or more) were there no bias; null with F.</param>
/// <param name="CircleRadius">√(-2 ln 0.05) s_r = 2.4477 s_r: 95 % of laboratories without bias lie within.</param>
public sealed record YoudenPlot(
    IReadOnlyList<YoudenPoint> Points,
    double MeanFirst,
    double MeanSecond,
    double RepeatabilityStandardDeviation,
    double TotalStandardDeviation,
    double BetweenStandardDeviation,
    double? F,
    double? PValue,
    double CircleRadius)
{
    /// <summary>Of the results of at least 3 laboratories on two similar samples.</summary>
    /// <param name="first">x of each laboratory.</param>
    /// <param name="second">y of each, in the same order.</param>
    /// <returns>A refusal for fewer, or one that is not finite.</returns>
    /// <exception cref="ArgumentException">The series differ in length.</exception>
    public static Outcome<YoudenPlot> Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var p = first.Count;
        if (second.Count != p)
            throw new ArgumentException(FormattableString.Invariant($"{p} results on the first sample, but {second.Count} on the second."));
        if (p < 3)
            return Outcome.Because<YoudenPlot>($"A Youden plot needs at least 3 laboratories; {p} were given.");
        for (var i = 0; i < p; i++)
        {
            if (!double.IsFinite(first[i]) || !double.IsFinite(second[i]))
                return Outcome.Because<YoudenPlot>(
                    $"The results of laboratory {i + 1} are {first[i]} and {second[i]}, but finite numbers were expected.");
        }

        var meanX = Summary.Of(first).Value.Mean;
        var meanY = Summary.Of(second).Value.Mean;
        var differences = new double[p];
        var totals = new double[p];
        for (var i = 0; i < p; i++)
        {
            differences[i] = (first[i] - meanX - (second[i] - meanY)) / Math.Sqrt(2);
            totals[i] = (first[i] - meanX + (second[i] - meanY)) / Math.Sqrt(2);
        }

        var repeatability = Summary.Of(differences).Value.StandardDeviation!.Value;
        var total = Summary.Of(totals).Value.StandardDeviation!.Value;
        var radius = Math.Sqrt(-2 * Math.Log(0.05)) * repeatability;
        var between = Math.Sqrt(Math.Max(0, (total * total - repeatability * repeatability) / 2));
        double? f = repeatability == 0 ? null : Math.Pow(total / repeatability, 2);
        double? probability = f is { } ratio ? FisherTail.Upper(ratio, p - 1, p - 1) : null;
        var points = new YoudenPoint[p];
        for (var i = 0; i < p; i++)
        {
            var outside = Math.Sqrt(totals[i] * totals[i] + differences[i] * differences[i]) > radius;
            points[i] = new(first[i], second[i], totals[i], differences[i], outside);
        }

        return Outcome.Of(new YoudenPlot(points, meanX, meanY, repeatability, total, between, f, probability, radius));
    }
}
