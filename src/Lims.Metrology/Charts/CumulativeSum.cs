namespace Lims.Metrology;

/// <summary>One point of a tabular CUSUM.</summary>
/// <param name="Upper">S⁺ = max(0, S⁺ + (x - μ) - K).</param>
/// <param name="Lower">S⁻ = max(0, S⁻ - (x - μ) - K).</param>
/// <param name="UpperSince">
/// Where S⁺ &gt; H signals: position (from 0) of the first point since S⁺ was 0, where the rise began; else null.
/// </param>
/// <param name="LowerSince">The same of S⁻, where the fall began. After a wide swing both can signal.</param>
public readonly record struct CusumPoint(double Upper, double Lower, int? UpperSince, int? LowerSince);

/// <summary>Tabular CUSUM: small shifts add up until they show (Page 1954; NIST e-Handbook 6.3.2.3; ISO 7870-4).</summary>
/// <remarks>The sums go on after a signal; the analyst decides when to start anew.</remarks>
public sealed record CumulativeSum
{
    /// <summary>A chart.</summary>
    /// <param name="target">μ.</param>
    /// <param name="allowance">K, half of the shift to be found, in the unit of x; 0 or above.</param>
    /// <param name="decision">H, usually 4 or 5 sigma, in the unit of x; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public CumulativeSum(double target, double allowance, double decision) =>
        (Target, Allowance, Decision) = (Require.Finite(target), Require.NotNegative(allowance), Require.Positive(decision));

    /// <summary>μ.</summary>
    public double Target { get; }

    /// <summary>K.</summary>
    public double Allowance { get; }

    /// <summary>H.</summary>
    public double Decision { get; }

    /// <summary>μ, K = k σ, H = h σ from frozen limits; k = 0.5 and h = 4 or 5 find a shift of one sigma.</summary>
    /// <param name="limits">Limits of the charted statistic.</param>
    /// <param name="k">Allowance in sigma.</param>
    /// <param name="h">Decision in sigma.</param>
    public static CumulativeSum From(ChartLimits limits, double k = 0.5, double h = 5)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new(limits.Centre, k * limits.Sigma, h * limits.Sigma);
    }

    /// <summary>Both sums of a series, from 0.</summary>
    /// <param name="values">x, in the order measured.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value that is not finite.</exception>
    public IReadOnlyList<CusumPoint> Evaluate(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var points = new CusumPoint[values.Count];
        var (upper, lower, upperSince, lowerSince) = (0.0, 0.0, 0, 0);
        for (var i = 0; i < points.Length; i++)
        {
            var off = Require.Finite(values[i], nameof(values)) - Target;
            upper = Math.Max(0, upper + off - Allowance);
            lower = Math.Max(0, lower - off - Allowance);
            if (upper == 0)
                upperSince = i + 1;
            if (lower == 0)
                lowerSince = i + 1;
            points[i] = new(upper, lower, upper > Decision ? upperSince : null, lower > Decision ? lowerSince : null);
        }

        return points;
    }
}
