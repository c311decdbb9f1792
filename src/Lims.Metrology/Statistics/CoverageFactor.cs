using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Lims.Metrology;

/// <summary>The normal and Student distributions as a laboratory uses them: probabilities and coverage factors.</summary>
/// <remarks>
/// Degrees of freedom that are not whole are truncated to the next lower integer (GUM G.4.1 note 1 and G.4.2), which errs on the safe
/// side; <see cref="double.PositiveInfinity"/> stands for the normal distribution. Accuracy is better than 1e-10 relative for
/// probabilities between 1e-12 and 1 - 1e-12.
/// </remarks>
public static class CoverageFactor
{
    // Above this the beta function's prefactor loses digits, and the normal approximation of order 1/nu^2 is better.
    private const double LargeDegreesOfFreedom = 1e5;

    /// <summary>k with P(-k ≤ t ≤ k) = p: the factor of an expanded uncertainty U = k u (GUM G.3.2, table G.2).</summary>
    /// <param name="coverageProbability">p, 0 &lt; p &lt; 1; 0.95 is usual.</param>
    /// <param name="degreesOfFreedom">ν, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">p or ν outside its range.</exception>
    public static double TwoSided(double coverageProbability, double degreesOfFreedom = double.PositiveInfinity)
    {
        Require.Probability(coverageProbability);
        return -Quantile((1 - coverageProbability) / 2, degreesOfFreedom);
    }

    /// <summary>k with P(t ≤ k) = p: the factor of a guard band for a specific risk 1 - p (JCGM 106, 8.3).</summary>
    /// <param name="probability">p, 0 &lt; p &lt; 1.</param>
    /// <param name="degreesOfFreedom">ν, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">p or ν outside its range.</exception>
    public static double OneSided(double probability, double degreesOfFreedom = double.PositiveInfinity)
    {
        Require.Probability(probability);
        return Quantile(probability, degreesOfFreedom);
    }

    /// <summary>P(t ≤ x) of Student's distribution with ν degrees of freedom, or of the normal distribution for ν = ∞.</summary>
    /// <param name="x">The standardised deviate, ±∞ allowed.</param>
    /// <param name="degreesOfFreedom">ν, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">x is not a number, or ν &lt; 1.</exception>
    public static double Cumulative(double x, double degreesOfFreedom = double.PositiveInfinity)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsNaN(x), true, nameof(x));
        var nu = Require.DegreesOfFreedom(degreesOfFreedom);
        if (double.IsInfinity(x))
            return x > 0 ? 1 : 0;
        if (double.IsPositiveInfinity(nu))
            return Normal.CDF(0, 1, x);
        nu = Math.Floor(nu);
        if (nu > LargeDegreesOfFreedom)
        {
            // Abramowitz and Stegun 26.7.8.
            return Normal.CDF(0, 1, x * (1 - 1 / (4 * nu)) / Math.Sqrt(1 + x * x / (2 * nu)));
        }

        var tail = 0.5 * SpecialFunctions.BetaRegularized(nu / 2, 0.5, nu / (nu + x * x));
        return x <= 0 ? tail : 1 - tail;
    }

    /// <summary>P(a ≤ t ≤ b), without the loss of digits that a difference of two probabilities near 1 has.</summary>
    internal static double Between(double a, double b, double degreesOfFreedom) =>
        a > 0
            ? Cumulative(-a, degreesOfFreedom) - Cumulative(-b, degreesOfFreedom)
            : Cumulative(b, degreesOfFreedom) - Cumulative(a, degreesOfFreedom);

    private static double Quantile(double p, double degreesOfFreedom)
    {
        var nu = Require.DegreesOfFreedom(degreesOfFreedom);
        if (p > 0.5)
            return -LowerQuantile(1 - p, nu);
        return LowerQuantile(p, nu);
    }

    private static double LowerQuantile(double p, double nu)
    {
        if (double.IsPositiveInfinity(nu))
            return Normal.InvCDF(0, 1, p);
        if (p == 0.5)
            return 0;
        // The tail function falls monotonically; bracket the root outwards, then close in. Working on the logarithm keeps far tails exact.
        var low = -1.0;
        while (Cumulative(low, nu) > p)
            low *= 2;
        var high = low == -1.0 ? 0.0 : low / 2;
        return Refine(p, nu, low, high);
    }

    /// <summary>Newton's method on ln F, six steps where halving takes fifty: every line of a worksheet asks for its k.</summary>
    private static double Refine(double p, double nu, double low, double high)
    {
        var logScale = SpecialFunctions.GammaLn((nu + 1) / 2) - SpecialFunctions.GammaLn(nu / 2) - Math.Log(nu * Math.PI) / 2;
        var x = (low + high) / 2;
        // A step that leaves the bracket is replaced by halving it, so that the root cannot be lost; 100 halvings exhaust a double.
        for (var i = 0; i < 100; i++)
        {
            var cumulative = Cumulative(x, nu);
            if (cumulative > p)
                high = x;
            else
                low = x;
            var density = Math.Exp(logScale - (nu + 1) / 2 * Math.Log(1 + x * x / nu));
            var next = x - cumulative / density * Math.Log(cumulative / p);
            if (!(next > low && next < high))
                next = (low + high) / 2;
            if (Math.Abs(next - x) <= 1e-15 * Math.Abs(next))
                return next;
            x = next;
        }

        return x;
    }
}
