namespace Lims.Metrology;

/// <summary>A robust mean and standard deviation: results far out count, but not for more than 1.5 s* (ISO 13528:2022, C.3.1).</summary>
/// <param name="Mean">x*.</param>
/// <param name="StandardDeviation">s*.</param>
/// <param name="StandardUncertainty">u(x*) = 1.25 s*/√p (ISO 13528, 7.7.3).</param>
/// <param name="Count">p, the number of results.</param>
/// <param name="Iterations">Steps until x* and s* stood still.</param>
public sealed record RobustEstimate(double Mean, double StandardDeviation, double StandardUncertainty, int Count, int Iterations)
{
    /// <summary>Algorithm A: start at the median and 1.483 MAD; pull results to x* ± 1.5 s*; x* = mean, s* = 1.134 s; repeat.</summary>
    /// <remarks>Repeated until neither changes by more than 1e-12 of s*, not in the third digit as the standard is content with.</remarks>
    /// <param name="results">Results of at least 3 participants.</param>
    /// <returns>
    /// A refusal for fewer, for one that is not finite, or when more than half are equal, which leaves no scale to start from.
    /// </returns>
    public static Outcome<RobustEstimate> AlgorithmA(IReadOnlyList<double> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var p = results.Count;
        if (p < 3)
            return Outcome.Because<RobustEstimate>($"Algorithm A needs at least 3 results; {p} were given.");
        for (var i = 0; i < p; i++)
        {
            if (!double.IsFinite(results[i]))
                return Outcome.Because<RobustEstimate>($"Result {i + 1} is {results[i]}, but a finite number was expected.");
        }

        var (x, s) = Start(results);
        // Equal but for the rounding of a conversion is equal too.
        if (s <= 1e-12 * (results.Max() - results.Min()))
            return Outcome.Because<RobustEstimate>(
                $"Half of the {p} results or more are {x}; the median deviation is 0 and Algorithm A has no scale to start from.");
        var pulled = new DoubleDouble[p];
        // The steps shrink at least by half in practice; 1000 is beyond any data a double can hold.
        for (var iteration = 1; iteration <= 1000; iteration++)
        {
            var delta = 1.5 * s;
            for (var i = 0; i < p; i++)
                pulled[i] = Math.Clamp(results[i], x - delta, x + delta);
            var (mean, squares) = Summary.Moments(pulled);
            var (nextX, nextS) = (mean.ToDouble(), 1.134 * Math.Sqrt(squares.ToDouble() / (p - 1)));
            // Far from zero the last digits of x* are coarser than 1e-12 of s*.
            var rest = 1e-12 * s + 1e-15 * Math.Abs(x);
            var still = Math.Abs(nextX - x) <= rest && Math.Abs(nextS - s) <= rest;
            (x, s) = (nextX, nextS);
            if (still)
                return Outcome.Of(new RobustEstimate(x, s, 1.25 * s / Math.Sqrt(p), p, iteration));
        }

        return Outcome.Because<RobustEstimate>($"Algorithm A did not come to rest on {p} results (x* = {x}, s* = {s}).");
    }

    /// <summary>The values Algorithm A starts from: median and 1.483 times the median absolute deviation from it.</summary>
    internal static (double Median, double ScaledDeviation) Start(IReadOnlyList<double> results)
    {
        var median = new Replicates(results).Median;
        return (median, 1.483 * new Replicates(results.Select(r => Math.Abs(r - median))).Median);
    }
}
