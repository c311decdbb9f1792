using MathNet.Numerics;
using MathNet.Numerics.Integration;
using MathNet.Numerics.RootFinding;

namespace Lims.Metrology;

/// <summary>
/// The distribution of Grubbs' ratio of the two largest of n normal values, by recursion over the number of values (after Grubbs 1950).
/// </summary>
/// <remarks>
/// <para>Let m = n - 2 values remain, g = (largest - mean)/√SS of them, ν = m - 1. The two removed values, referred to the mean and √SS
/// of the rest, are a point of the plane with density (ν/2π)(1 + r²)^(-(ν+2)/2); the ratio is 1/(1 + r²), and both values lie above the
/// rest when r A cos ψ &gt; g with A² = (m + 1)/m. So P(ratio &lt; c) = C(n, 2) ∫ W(g) dH_m(g), where W integrates the tail
/// (1 + r²)^(-ν/2) over the angle from r = max(ρ, g/(A cos ψ)), ρ² = (1 - c)/c.</para>
/// <para>H_m, the law of g, follows from H_(m-1): the largest value has a Student's deviate, and the others must lie below it. With
/// g = √((m-1)/m) sin φ its density is m cos^(m-3) φ/B(1/2, (m-2)/2) · H_(m-1) at tan φ √(m/(m-2)); where that is beyond the end of
/// H_(m-1), H_m = 1 - m (tail of φ) exactly. Between, cubic Hermite interpolation, which has the exact density for its slopes, on cells
/// that narrow towards both ends, where the law has roots.</para>
/// </remarks>
internal sealed class GrubbsPair
{
    private const int Cells = 512;
    private static readonly GaussLegendreRule Angle = new(-1, 1, 16);
    private readonly int n;
    private readonly List<(double G, double Weight)> law;

    private GrubbsPair(int n)
    {
        this.n = n;
        law = n == 4 ? [(Math.Sqrt(0.5), 1)] : Largest.Of(n - 2).Nodes();
    }

    public static GrubbsPair Of(int n) => new(n);

    /// <summary>P(ratio &lt; c).</summary>
    public double Cumulative(double c)
    {
        var rho = Math.Sqrt((1 - c) / c);
        var sum = 0.0;
        foreach (var (g, weight) in law)
            sum += weight * Window(g, rho);
        return n * (n - 1) / 2.0 * sum;
    }

    /// <summary>The c with P(ratio &lt; c) = α; on the logarithm, for it is near 0 for few values.</summary>
    public double Quantile(double alpha)
    {
        var log = Brent.FindRoot(c => Cumulative(Math.Exp(c)) - alpha, -600, -1e-9, 1e-12, 200);
        return Math.Exp(log);
    }

    private double Window(double g, double rho)
    {
        var m = n - 2;
        var nu = m - 1;
        var a = Math.Sqrt((m + 1.0) / m);
        var from = Math.Atan(Math.Sqrt(m / (m + 2.0)));
        var edge = g / (a * rho);
        var turn = edge < 1 ? Math.Max(from, Math.Acos(edge)) : from;
        var sum = (turn - from) * Math.Pow(1 + rho * rho, -nu / 2.0);
        var (centre, half) = ((Math.PI / 2 + turn) / 2, (Math.PI / 2 - turn) / 2);
        for (var k = 0; k < Angle.Order; k++)
        {
            var r = g / (a * Math.Cos(centre + half * Angle.GetAbscissa(k)));
            sum += half * Angle.GetWeight(k) * Math.Pow(1 + r * r, -nu / 2.0);
        }

        return sum / Math.PI;
    }

    /// <summary>H_m on a grid in φ.</summary>
    private sealed class Largest
    {
        private readonly int m;
        private readonly double low;
        private readonly double high;
        private readonly double scale;
        private readonly Largest? before;
        private readonly double[] value = new double[Cells + 1];
        private readonly double[] slope = new double[Cells + 1];

        private Largest(int m, Largest? before)
        {
            (this.m, this.before) = (m, before);
            scale = m / SpecialFunctions.Beta(0.5, (m - 2) / 2.0);
            low = Math.Asin(1.0 / (m - 1));
            // From here the others need not be asked: two values cannot both lie so far out. Many values end by the width of the law.
            high = Math.Min(Math.Atan(Math.Sqrt((m - 2.0) / m)), Math.Atan(12 / Math.Sqrt(m)));
            for (var i = 0; i <= Cells; i++)
                slope[i] = Density(Phi(i)) * PhiSlope(i);
            // Simpson's rule on each cell, scaled to end on the exact value.
            for (var i = 1; i <= Cells; i++)
                value[i] = value[i - 1] + (slope[i - 1] + 4 * Density(Phi(i - 0.5)) * PhiSlope(i - 0.5) + slope[i]) / (6 * Cells);
            var correction = value[Cells] > 0 ? Beyond(high) / value[Cells] : 1;
            for (var i = 0; i <= Cells; i++)
                (value[i], slope[i]) = (value[i] * correction, slope[i] * correction);
        }

        public static Largest Of(int m)
        {
            Largest? law = null;
            for (var k = 3; k <= m; k++)
                law = new(k, law);
            return law!;
        }

        /// <summary>Nodes and weights of ∫ … dH_m: three points of Gauss in each cell, and on to the end.</summary>
        public List<(double G, double Weight)> Nodes()
        {
            var nodes = new List<(double, double)>();
            var rule = new GaussLegendreRule(-1, 1, 3);
            const int Coarse = Cells / 4;
            for (var i = 0; i < Coarse; i++)
            {
                for (var k = 0; k < rule.Order; k++)
                {
                    var at = (i + (1 + rule.GetAbscissa(k)) / 2) * (Cells / Coarse);
                    nodes.Add((G(Phi(at)), rule.GetWeight(k) / (2.0 * Coarse) * Density(Phi(at)) * PhiSlope(at)));
                }
            }

            // Beyond the turning point, in the same clustered variable.
            var span = Math.PI / 2 - high;
            for (var i = 0; i < Coarse; i++)
            {
                for (var k = 0; k < rule.Order; k++)
                {
                    var s = (i + (1 + rule.GetAbscissa(k)) / 2) / Coarse;
                    var phi = high + span * (1 - Math.Cos(Math.PI * s)) / 2;
                    var width = span * Math.PI * Math.Sin(Math.PI * s) / 2;
                    nodes.Add((G(phi), rule.GetWeight(k) / (2.0 * Coarse) * scale * Math.Pow(Math.Cos(phi), m - 3) * width));
                }
            }

            return nodes;
        }

        private double G(double phi) => Math.Sqrt((m - 1.0) / m) * Math.Sin(phi);

        private double Phi(double cell) => low + (high - low) * (1 - Math.Cos(Math.PI * cell / Cells)) / 2;

        private double PhiSlope(double cell) => (high - low) * Math.PI * Math.Sin(Math.PI * cell / Cells) / 2;

        private double Density(double phi) => scale * Math.Pow(Math.Cos(phi), m - 3) * Others(phi);

        private double Others(double phi)
        {
            var sine = Math.Tan(phi) * Math.Sqrt(m / (m - 2.0));
            if (sine >= 1)
                return 1;
            // Three values: the other two are ±1/√2, always.
            return before is null ? 0 : before.At(Math.Asin(sine));
        }

        /// <summary>1 - m (tail of one value) = 1 - (m/2) I_(cos² φ)((m-2)/2, 1/2).</summary>
        private double Beyond(double phi) =>
            1 - m / 2.0 * SpecialFunctions.BetaRegularized((m - 2) / 2.0, 0.5, Math.Pow(Math.Cos(phi), 2));

        private double At(double phi)
        {
            if (phi <= low)
                return 0;
            if (phi >= high)
                return Beyond(phi);
            var cell = Math.Acos(1 - 2 * (phi - low) / (high - low)) / Math.PI * Cells;
            var i = Math.Min((int)cell, Cells - 1);
            var t = cell - i;
            const double Width = 1.0 / Cells;
            var (t2, t3) = (t * t, t * t * t);
            return (2 * t3 - 3 * t2 + 1) * value[i] + (t3 - 2 * t2 + t) * Width * slope[i]
                + (3 * t2 - 2 * t3) * value[i + 1] + (t3 - t2) * Width * slope[i + 1];
        }
    }
}
