namespace Lims.Metrology;

/// <summary>One point of an EWMA chart.</summary>
/// <param name="Value">z_i = λ x_i + (1 - λ) z_(i-1).</param>
/// <param name="Lower">Lower limit at i.</param>
/// <param name="Upper">Upper limit at i.</param>
/// <param name="Signal">+1 above, -1 below, 0 within; on the limit is within.</param>
public readonly record struct MovingAveragePoint(double Value, double Lower, double Upper, int Signal);

/// <summary>Exponentially weighted moving average (Roberts 1959; NIST e-Handbook 6.3.2.4; ISO 7870-6).</summary>
public sealed record MovingAverage
{
    /// <summary>A chart.</summary>
    /// <param name="target">μ, where z starts.</param>
    /// <param name="standardDeviation">σ of a single x, above 0.</param>
    /// <param name="weight">λ, above 0 and at most 1.</param>
    /// <param name="width">L, above 0; 3 is usual.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public MovingAverage(double target, double standardDeviation, double weight = 0.2, double width = 3)
    {
        (Target, StandardDeviation, Width) = (Require.Finite(target), Require.Positive(standardDeviation), Require.Positive(width));
        Weight = Require.Positive(weight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weight, 1);
    }

    /// <summary>μ.</summary>
    public double Target { get; }

    /// <summary>σ.</summary>
    public double StandardDeviation { get; }

    /// <summary>λ.</summary>
    public double Weight { get; }

    /// <summary>L.</summary>
    public double Width { get; }

    /// <summary>L σ √(λ/(2 - λ)): half the distance of the limits after many points.</summary>
    public double AsymptoticHalfWidth => Width * StandardDeviation * Math.Sqrt(Weight / (2 - Weight));

    /// <summary>μ ± L σ √(λ/(2 - λ) (1 - (1 - λ)^(2i))): the limits at the i-th point.</summary>
    /// <param name="point">i, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">i below 1.</exception>
    public double HalfWidthAt(int point) =>
        AsymptoticHalfWidth * Math.Sqrt(1 - Math.Pow(1 - Weight, 2.0 * Require.AtLeast(1, point)));

    /// <summary>The chart of a series.</summary>
    /// <param name="values">x, in the order measured.</param>
    /// <param name="exactLimits">Limits that widen with i (true), or the asymptotic ones from the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value that is not finite.</exception>
    public IReadOnlyList<MovingAveragePoint> Evaluate(IReadOnlyList<double> values, bool exactLimits = true)
    {
        ArgumentNullException.ThrowIfNull(values);
        var points = new MovingAveragePoint[values.Count];
        var z = Target;
        for (var i = 0; i < points.Length; i++)
        {
            z += Weight * (Require.Finite(values[i], nameof(values)) - z);
            var half = exactLimits ? HalfWidthAt(i + 1) : AsymptoticHalfWidth;
            points[i] = new(z, Target - half, Target + half, z > Target + half ? 1 : z < Target - half ? -1 : 0);
        }

        return points;
    }
}
