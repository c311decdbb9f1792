namespace Lims.Metrology;

/// <summary>The area between one pair of limits, and how much each point of the curve weighs in it.</summary>
internal sealed class EndothermArea
{
    private const int MostIterations = 500;

    // Temperatures and heat flows from limit to limit; the ends are interpolated.
    public required double[] Temperature { get; init; }

    public required double[] HeatFlow { get; init; }

    public required double[] Baseline { get; init; }

    public required double Millijoule { get; init; }

    public required double NoiseRms { get; init; }

    public required int NoiseDegreesOfFreedom { get; init; }

    public required double NoiseUncertainty { get; init; }

    public static Outcome<EndothermArea> Between(DscCurve curve, double low, double high, EndothermSettings settings)
    {
        var t = curve.Temperatures;
        var p = curve.HeatFlows;
        var n = settings.BaselinePoints;
        if (!(low < high))
            return Outcome.Because<EndothermArea>($"The limits are {low} °C and {high} °C, but the lower before the upper was expected.");
        if (low < t[0] || high > t[^1])
        {
            return Outcome.Because<EndothermArea>(
                $"The limits {low} °C to {high} °C lie outside the data, which run from {t[0]} °C to {t[^1]} °C.");
        }

        // below: points at or below the lower limit; above: index of the first point at or above the upper one.
        var below = UpperBound(t, low);
        var above = LowerBound(t, high);
        if (below < n)
            return TooFew(below, n, "at or below", low);
        if (t.Length - above < n)
            return TooFew(t.Length - above, n, "at or above", high);
        if (above - below < settings.FewestPoints)
        {
            return Outcome.Because<EndothermArea>(
                $"Between {low} °C and {high} °C there are {above - below} points, but at least {settings.FewestPoints} were expected.");
        }

        var left = StraightLine.Through(t.Slice(below - n, n), p.Slice(below - n, n));
        var right = StraightLine.Through(t.Slice(above, n), p.Slice(above, n));
        if (settings.Baseline == BaselineKind.Sigmoidal && (left.Sxx == 0 || right.Sxx == 0))
            return Outcome.Because<EndothermArea>($"The temperature stands still beyond {low} °C or {high} °C; no tangent can be drawn.");

        var nodes = Nodes.Of(t, p, low, high, below, above);
        var fraction = settings.Baseline == BaselineKind.Linear
            ? [.. nodes.Temperature.Select(x => (x - left.MeanX) / (right.MeanX - left.MeanX))]
            : Converted(nodes, left, right);
        if (fraction is null)
        {
            return Outcome.Because<EndothermArea>(
                $"The sigmoidal baseline between {low} °C and {high} °C does not settle in {MostIterations} rounds; use a linear one.");
        }

        var tangents = settings.Baseline == BaselineKind.Sigmoidal;
        var baseline = new double[fraction.Length];
        for (var k = 0; k < fraction.Length; k++)
        {
            var x = nodes.Temperature[k];
            baseline[k] = (1 - fraction[k]) * (tangents ? left.At(x) : left.MeanY) + fraction[k] * (tangents ? right.At(x) : right.MeanY);
        }

        var toMillijoule = 60 / curve.HeatingRate;
        var degreesOfFreedom = 2 * n - 4;
        var noise = Math.Sqrt((left.ResidualSumOfSquares + right.ResidualSumOfSquares) / degreesOfFreedom);
        var weights = Weights(nodes, fraction, left, right, t, n, tangents);
        return Outcome.Of(new EndothermArea
        {
            Temperature = nodes.Temperature,
            HeatFlow = nodes.HeatFlow,
            Baseline = baseline,
            Millijoule = toMillijoule * nodes.Area(baseline),
            NoiseRms = noise,
            NoiseDegreesOfFreedom = degreesOfFreedom,
            NoiseUncertainty = toMillijoule * noise * Math.Sqrt(weights.Sum(w => w * w)),
        });

        static Outcome<EndothermArea> TooFew(int found, int expected, string where, double limit) => Outcome.Because<EndothermArea>(
            $"The curve has {found} points {where} {limit} °C, but the baseline needs {expected}.");
    }

    /// <summary>α of the sigmoidal baseline by iteration from a straight one; null when it does not settle.</summary>
    private static double[]? Converted(Nodes nodes, StraightLine left, StraightLine right)
    {
        var t = nodes.Temperature;
        var straight = t.Select(x => (x - t[0]) / (t[^1] - t[0])).ToArray();
        var alpha = straight.ToArray();
        var above = new double[t.Length];
        for (var round = 0; round < MostIterations; round++)
        {
            for (var k = 0; k < t.Length; k++)
                above[k] = nodes.HeatFlow[k] - (1 - alpha[k]) * left.At(t[k]) - alpha[k] * right.At(t[k]);
            var passed = new double[t.Length];
            for (var k = 1; k < t.Length; k++)
                passed[k] = passed[k - 1] + (above[k] + above[k - 1]) / 2 * (t[k] - t[k - 1]);
            // Without a peak there is no degree of conversion; the straight transition is then as good as any.
            if (passed[^1] <= 0)
                return straight;
            var change = 0.0;
            for (var k = 0; k < t.Length; k++)
            {
                var next = Math.Clamp(passed[k] / passed[^1], 0, 1);
                // Half steps after the first rounds, so that a noisy curve does not swing between two baselines.
                if (round > 10)
                    next = (next + alpha[k]) / 2;
                change = Math.Max(change, Math.Abs(next - alpha[k]));
                alpha[k] = next;
            }

            if (change < 1e-12)
                return alpha;
        }

        return null;
    }

    /// <summary>∂(∫(P - B)dT)/∂P for every point of the curve that the area depends on, α held.</summary>
    private static double[] Weights(
        Nodes nodes, double[] fraction, StraightLine left, StraightLine right, ReadOnlySpan<double> t, int n, bool tangents)
    {
        var weights = new double[t.Length];
        var (below, above) = (nodes.Below, nodes.Above);
        for (var k = 0; k < fraction.Length; k++)
        {
            var w = nodes.TrapezoidWeight(k);
            var (from, share) = k == 0 ? (below - 1, nodes.LowShare)
                : k == fraction.Length - 1 ? (above - 1, nodes.HighShare)
                : (below + k - 1, 0);
            weights[from] += w * (1 - share);
            if (share > 0)
                weights[from + 1] += w * share;
            var x = nodes.Temperature[k];
            for (var j = 0; j < n; j++)
            {
                var (l, r) = (below - n + j, above + j);
                weights[l] -= w * (1 - fraction[k]) * Leverage(left, t[l], x);
                weights[r] -= w * fraction[k] * Leverage(right, t[r], x);
            }
        }

        return weights;

        double Leverage(StraightLine line, double at, double x) =>
            1.0 / n + (tangents ? (at - line.MeanX) * (x - line.MeanX) / line.Sxx : 0);
    }

    private static int UpperBound(ReadOnlySpan<double> sorted, double value)
    {
        var i = 0;
        while (i < sorted.Length && sorted[i] <= value)
            i++;
        return i;
    }

    private static int LowerBound(ReadOnlySpan<double> sorted, double value)
    {
        var i = 0;
        while (i < sorted.Length && sorted[i] < value)
            i++;
        return i;
    }

    /// <summary>The curve from limit to limit: an interpolated point at each limit and the measured ones between.</summary>
    private sealed record Nodes(double[] Temperature, double[] HeatFlow, int Below, int Above, double LowShare, double HighShare)
    {
        public static Nodes Of(ReadOnlySpan<double> t, ReadOnlySpan<double> p, double low, double high, int below, int above)
        {
            var lowShare = Share(t, below - 1, low);
            var highShare = Share(t, above - 1, high);
            double[] temperature = [low, .. t[below..above], high];
            double[] flow = [Mix(p, below - 1, lowShare), .. p[below..above], Mix(p, above - 1, highShare)];
            return new(temperature, flow, below, above, lowShare, highShare);

            static double Share(ReadOnlySpan<double> t, int i, double x) => t[i + 1] == t[i] ? 0 : (x - t[i]) / (t[i + 1] - t[i]);
            static double Mix(ReadOnlySpan<double> p, int i, double share) => p[i] + share * (p[i + 1] - p[i]);
        }

        public double TrapezoidWeight(int k) =>
            (Temperature[Math.Min(k + 1, Temperature.Length - 1)] - Temperature[Math.Max(k - 1, 0)]) / 2;

        public double Area(double[] baseline)
        {
            var sum = 0.0;
            for (var k = 0; k < baseline.Length; k++)
                sum += TrapezoidWeight(k) * (HeatFlow[k] - baseline[k]);
            return sum;
        }
    }
}
