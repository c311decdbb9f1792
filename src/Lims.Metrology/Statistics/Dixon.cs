using MathNet.Numerics.Distributions;
using MathNet.Numerics.RootFinding;

namespace Lims.Metrology;

/// <summary>Dixon's ratios r_jk = (x_n - x_(n-j))/(x_n - x_k+1), written for a suspect largest value (Dixon 1951).</summary>
public enum DixonRatio
{
    /// <summary>Q: the gap to the next value over the range. Up to 7 values.</summary>
    R10,

    /// <summary>The gap over the range without the other end. 8 to 10 values.</summary>
    R11,

    /// <summary>The gap over the range without the two values of the other end.</summary>
    R12,

    /// <summary>The distance to the value after the next, over the range.</summary>
    R20,

    /// <summary>The distance to the value after the next, over the range without the other end. 11 to 13 values.</summary>
    R21,

    /// <summary>
    /// The distance to the value after the next, over the range without the two values of the other end. 14 values and more.
    /// </summary>
    R22,
}

/// <summary>Dixon's test of one outlying value, with computed critical values (Dixon 1951; the integral: McBane 2006).</summary>
/// <remarks>
/// P(r &gt; q) = n!/((i-1)!(n-i-1)!) ∬ φ(x) φ(x-v) Φ(x-v)^(i-1) W dv dx over the largest x and its distance v to the i-th smallest, where W
/// is the probability that of the k = n-i-1 values between at most j - 1 lie in the gap: Aᵏ, and + k Aᵏ⁻¹B for j = 2. Both integrals by the
/// trapezoid rule, v = eᵗ. The printed tables (Rorabacher 1991) came from interpolation and differ in the third decimal here and there.
/// </remarks>
public static class Dixon
{
    private const int Most = 30;

    /// <summary>The ratio Dixon recommends: r10 for 3 to 7 values, r11 for 8 to 10, r21 for 11 to 13, r22 from 14.</summary>
    /// <param name="n">Number of values, 3 to 30.</param>
    /// <exception cref="ArgumentOutOfRangeException">n outside 3 to 30.</exception>
    public static DixonRatio RatioFor(int n)
    {
        Count(n, 3);
        return n switch { <= 7 => DixonRatio.R10, <= 10 => DixonRatio.R11, <= 13 => DixonRatio.R21, _ => DixonRatio.R22 };
    }

    /// <summary>The ratio a suspect value at either end exceeds with probability α when nothing is wrong (each end at α/2).</summary>
    /// <param name="n">Number of values, from 3 (r10), 4 (r11, r20), 5 (r12, r21) or 6 (r22) to 30.</param>
    /// <param name="alpha">α of both ends, between 0 and 1.</param>
    /// <param name="ratio">Which ratio.</param>
    /// <exception cref="ArgumentOutOfRangeException">n or α outside its range.</exception>
    public static double CriticalValue(int n, double alpha, DixonRatio ratio = DixonRatio.R10)
    {
        var (j, k) = Indices(ratio);
        Count(n, j + k + 2);
        Require.Probability(alpha);
        return Brent.FindRoot(q => Exceeds(q, n, j, k + 1) - alpha / 2, 0, 1, 1e-13, 200);
    }

    /// <summary>The ratio of the more suspect end against its critical values at 5 % and 1 %.</summary>
    /// <param name="values">3 to 30 values, not all equal.</param>
    /// <param name="ratio">Which ratio; null for the one recommended for that many values.</param>
    /// <returns>The finding, or why there is none.</returns>
    public static Outcome<OutlierTest> Test(IReadOnlyList<double> values, DixonRatio? ratio = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (j, k) = ratio is { } asked ? Indices(asked) : (1, 0);
        if (OutlierData.Refusal(values, j + k + 2, "Dixon's test") is { } refusal)
            return Outcome.Refused<OutlierTest>(refusal);
        var n = values.Count;
        if (n > Most)
            return Outcome.Because<OutlierTest>($"Dixon's test is computed for up to {Most} values; {n} were given.");
        var used = ratio ?? RatioFor(n);
        (j, k) = Indices(used);
        var order = OutlierData.Ascending(values);
        double X(int i) => values[order[i]];
        if (X(n - 1) == X(k) || X(n - 1 - k) == X(0))
            return Outcome.Because<OutlierTest>($"{n - k} values are {X(k)}; Dixon's test needs values that differ.");
        var above = (X(n - 1) - X(n - 1 - j)) / (X(n - 1) - X(k));
        var below = (X(j) - X(0)) / (X(n - 1 - k) - X(0));
        var suspect = above >= below ? order[n - 1] : order[0];
        return Outcome.Of(OutlierTest.Of(
            $"Dixon's r{j}{k}", Math.Max(above, below), CriticalValue(n, 0.05, used), CriticalValue(n, 0.01, used), [suspect], values));
    }

    private static void Count(int n, int fewest)
    {
        Require.AtLeast(fewest, n);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, Most);
    }

    private static (int J, int K) Indices(DixonRatio ratio) => ratio switch
    {
        DixonRatio.R10 => (1, 0),
        DixonRatio.R11 => (1, 1),
        DixonRatio.R12 => (1, 2),
        DixonRatio.R20 => (2, 0),
        DixonRatio.R21 => (2, 1),
        DixonRatio.R22 => (2, 2),
        _ => throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "One of Dixon's six ratios was expected."),
    };

    private static double Exceeds(double q, int n, int j, int i)
    {
        const double StepX = 0.2;
        const double StepT = 0.1;
        var between = n - i - 1;
        var sum = 0.0;
        for (var x = -8.0; x <= 8.0; x += StepX)
        {
            var top = Normal.CDF(0, 1, x);
            var inner = 0.0;
            for (var t = -16.0; t <= 3; t += StepT)
            {
                var v = Math.Exp(t);
                var far = Normal.CDF(0, 1, x - v);
                if (far == 0)
                    break;
                var near = Normal.CDF(0, 1, x - q * v);
                var room = Math.Max(0, near - far);
                var inside = Math.Pow(room, between);
                if (j == 2)
                    inside += between * Math.Pow(room, between - 1) * (top - near);
                inner += v * Math.Exp(-(x - v) * (x - v) / 2) * Math.Pow(far, i - 1) * inside;
            }

            sum += Math.Exp(-x * x / 2) * inner;
        }

        var ways = (double)n;
        // n!/((i-1)!(n-i-1)!) = n (n-1) … with i = 1, 2, 3: n(n-1), n(n-1)(n-2), n(n-1)(n-2)(n-3)/2.
        for (var f = 1; f <= i; f++)
            ways *= n - f;
        return ways / (i == 3 ? 2 : 1) * sum * StepX * StepT / (2 * Math.PI);
    }
}
