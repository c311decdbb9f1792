using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace Lims.Metrology;

/// <summary>
/// Constants of control charts for normal subgroups, computed (ISO 7870-2 and ASTM E2587 print three to six digits of them).
/// </summary>
public static class ChartConstants
{
    // ∫ q P(range > q) dq: beyond 20 standard deviations nothing is left; ten panels of 20 points of Gauss give 14 digits.
    private const double Farthest = 20;
    private static readonly GaussLegendreRule Rule = new(-1, 1, 20);

    /// <summary>c4 = √(2/(n - 1)) Γ(n/2)/Γ((n - 1)/2): the expectation of s over σ.</summary>
    /// <param name="n">Size of a subgroup, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">n below 2.</exception>
    public static double C4(int n)
    {
        Require.AtLeast(2, n);
        return Math.Sqrt(2.0 / (n - 1)) * Math.Exp(SpecialFunctions.GammaLn(n / 2.0) - SpecialFunctions.GammaLn((n - 1) / 2.0));
    }

    /// <summary>d2: the expectation of the range over σ, ∫ P(R &gt; q) dq.</summary>
    /// <param name="n">Size of a subgroup, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">n below 2.</exception>
    public static double D2(int n) => Moment(Require.AtLeast(2, n), 1);

    /// <summary>d3: the standard deviation of the range over σ, √(2 ∫ q P(R &gt; q) dq - d2²).</summary>
    /// <param name="n">Size of a subgroup, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">n below 2.</exception>
    public static double D3(int n)
    {
        var mean = D2(n);
        return Math.Sqrt(Moment(n, 2) - mean * mean);
    }

    /// <summary>E(Rᵏ) = k ∫ q^(k-1) P(R &gt; q) dq.</summary>
    private static double Moment(int n, int k)
    {
        var sum = 0.0;
        const int Panels = 10;
        const double Half = Farthest / Panels / 2;
        for (var panel = 0; panel < Panels; panel++)
        {
            for (var i = 0; i < Rule.Order; i++)
            {
                var q = Half * (2 * panel + 1 + Rule.GetAbscissa(i));
                sum += Half * Rule.GetWeight(i) * (k == 1 ? 1 : 2 * q) * (1 - CriticalRange.RangeProbability(q, n));
            }
        }

        return sum;
    }
}
