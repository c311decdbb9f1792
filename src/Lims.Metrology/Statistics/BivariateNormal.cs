using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;

namespace Lims.Metrology;

/// <summary>Rectangle probabilities of two standard normal variables with correlation r, by conditioning on the first.</summary>
internal static class BivariateNormal
{
    // Beyond this a standard normal has less than 1e-19 left.
    private const double Far = 9;
    private static readonly GaussLegendreRule Rule = new(-1, 1, 20);

    /// <summary>P(a₁ ≤ Z₁ ≤ b₁, a₂ ≤ Z₂ ≤ b₂) = ∫ φ(z) [Φ((b₂ - r z)/s) - Φ((a₂ - r z)/s)] dz, s = √(1 - r²).</summary>
    public static double Rectangle(double a1, double b1, double a2, double b2, double r)
    {
        if (!(a1 < b1) || !(a2 < b2))
            return 0;
        var s = Math.Sqrt(Math.Max(0, (1 - r) * (1 + r)));
        if (s < 1e-8)
        {
            // Z₂ = ± Z₁: the rectangle is an interval of one variable.
            var (low, high) = r > 0 ? (a2, b2) : (-b2, -a2);
            var (from, to) = (Math.Max(a1, low), Math.Min(b1, high));
            return from < to ? Phi(from, to) : 0;
        }

        if (r == 0)
            return Phi(a1, b1) * Phi(a2, b2);
        var sum = 0.0;
        var edges = Panels(Math.Max(a1, -Far), Math.Min(b1, Far), a2 / r, b2 / r, s / Math.Abs(r));
        for (var i = 1; i < edges.Count; i++)
        {
            var (centre, half) = ((edges[i] + edges[i - 1]) / 2, (edges[i] - edges[i - 1]) / 2);
            for (var k = 0; k < Rule.Order; k++)
            {
                var z = centre + half * Rule.GetAbscissa(k);
                sum += half * Rule.GetWeight(k) * Normal.PDF(0, 1, z) * Phi((a2 - r * z) / s, (b2 - r * z) / s);
            }
        }

        return sum;
    }

    /// <summary>Unit steps, and finer ones where the inner probability switches within a width of s/|r|.</summary>
    private static List<double> Panels(double from, double to, double firstSwitch, double secondSwitch, double width)
    {
        if (!(from < to))
            return [];
        var edges = new SortedSet<double> { from, to };
        for (var z = -Far; z <= Far; z++)
            Add(z);
        foreach (var at in new[] { firstSwitch, secondSwitch }.Where(double.IsFinite))
        {
            for (var k = -8; k <= 8; k++)
                Add(at + k * width);
        }

        return [.. edges];

        void Add(double z)
        {
            if (z > from && z < to)
                edges.Add(z);
        }
    }

    private static double Phi(double from, double to) => CoverageFactor.Between(from, to, double.PositiveInfinity);
}
