namespace Lims.Metrology;

/// <summary>What a simulation found (JCGM 101, 7.6, 7.7).</summary>
public sealed class MonteCarloResult
{
    internal MonteCarloResult(Sample sample, MonteCarloSettings settings, bool converged)
    {
        (Value, StandardUncertainty, Trials) = (sample.Mean, sample.StandardDeviation, sample.Count);
        (Symmetric, Shortest) = (sample.Symmetric, sample.Shortest);
        (Settings, Converged) = (settings, converged);
    }

    /// <summary>y: the mean of the trials. It differs from f(x) where the model is curved.</summary>
    public double Value { get; }

    /// <summary>u(y): the standard deviation of the trials.</summary>
    public double StandardUncertainty { get; }

    /// <summary>The interval with equal probability beyond either end.</summary>
    public CoverageInterval Symmetric { get; }

    /// <summary>The shortest interval with the coverage probability; the one to state when y is not symmetric.</summary>
    public CoverageInterval Shortest { get; }

    /// <summary>How many trials were made.</summary>
    public int Trials { get; }

    /// <summary>False when an adaptive run ended by the number of trials and not by stability.</summary>
    public bool Converged { get; }

    /// <summary>Seed, coverage probability and number of trials asked for.</summary>
    public MonteCarloSettings Settings { get; }

    /// <summary>y and u as a measured value; ν is infinite, because the distribution itself was propagated.</summary>
    /// <param name="unit">UCUM code of y.</param>
    /// <param name="basis">Basis of y.</param>
    public Measured ToMeasured(string unit, string basis = "") => new(Value, StandardUncertainty, unit, basis);

    /// <summary>Whether the law of propagation may be used for this model and models like it (JCGM 101, 8.1).</summary>
    /// <remarks>
    /// d_low = |y - U_p - y_low|, d_high = |y + U_p - y_high| with U_p of the law of propagation at the same p; validated when both are at
    /// most δ, the numerical tolerance of its u. The symmetric interval is compared. The simulation should be adaptive with a tolerance
    /// divided by 5 (8.2), or its own scatter decides.
    /// </remarks>
    /// <param name="propagated">y, u, ν by <see cref="MeasurementModel.Propagate"/>.</param>
    /// <param name="uncertaintyDigits">1 or 2: the significant digits of u that count.</param>
    public PropagationCheck Compare(Measured propagated, int uncertaintyDigits = 2)
    {
        ArgumentNullException.ThrowIfNull(propagated);
        Require.AtLeast(1, uncertaintyDigits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(uncertaintyDigits, 2);
        var expanded = propagated.Expanded(Settings.CoverageProbability).U;
        var tolerance = NumericalTolerance(propagated.StandardUncertainty, uncertaintyDigits);
        var low = Math.Abs(propagated.Value - expanded - Symmetric.Low);
        var high = Math.Abs(propagated.Value + expanded - Symmetric.High);
        return new(low, high, tolerance, low <= tolerance && high <= tolerance);
    }

    /// <summary>δ = ½ 10^l, where u = c 10^l with c a whole number of so many digits (7.9.2); 0 for u = 0.</summary>
    internal static double NumericalTolerance(double u, int digits) =>
        u == 0 ? 0 : 0.5 * Math.Pow(10, -Rounding.DecimalsForSignificantDigits(u, digits, RoundingMode.HalfEven));
}

/// <summary>The law of propagation against the simulation (JCGM 101, clause 8).</summary>
/// <param name="LowDifference">d_low, unit of y.</param>
/// <param name="HighDifference">d_high, unit of y.</param>
/// <param name="Tolerance">δ, unit of y.</param>
/// <param name="Validated">Both at most δ.</param>
public sealed record PropagationCheck(double LowDifference, double HighDifference, double Tolerance, bool Validated);
