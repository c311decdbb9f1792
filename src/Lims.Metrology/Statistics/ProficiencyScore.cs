namespace Lims.Metrology;

/// <summary>How a score of a proficiency test is read (ISO 13528, 9.4; ISO/IEC 17043).</summary>
public enum Performance
{
    /// <summary>|score| ≤ 2, |E_n| ≤ 1.</summary>
    Satisfactory,

    /// <summary>2 &lt; |score| &lt; 3: a warning signal.</summary>
    Questionable,

    /// <summary>|score| ≥ 3, |E_n| &gt; 1: an action signal.</summary>
    Unsatisfactory,
}

/// <summary>A score of a result x against an assigned value X.</summary>
/// <param name="Name">"z", "z'", "zeta" or "En".</param>
/// <param name="Value">The score.</param>
/// <param name="Performance">How it is read.</param>
public sealed record ProficiencyScore(string Name, double Value, Performance Performance)
{
    /// <summary>z = (x - X)/σ_pt (ISO 13528, 9.4.1).</summary>
    /// <param name="result">x.</param>
    /// <param name="assigned">X.</param>
    /// <param name="standardDeviation">σ_pt, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number that is not finite, or σ_pt not above 0.</exception>
    public static ProficiencyScore Z(double result, double assigned, double standardDeviation) =>
        Of("z", result, assigned, Require.Positive(standardDeviation));

    /// <summary>z' = (x - X)/√(σ_pt² + u²(X)), when u(X) is not negligible: above 0.3 σ_pt (ISO 13528, 9.5.1).</summary>
    /// <param name="result">x.</param>
    /// <param name="assigned">X with its u.</param>
    /// <param name="standardDeviation">σ_pt, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number that is not finite, or σ_pt not above 0.</exception>
    public static ProficiencyScore ZPrime(double result, Measured assigned, double standardDeviation)
    {
        ArgumentNullException.ThrowIfNull(assigned);
        return Of("z'", result, assigned.Value, Root(Require.Positive(standardDeviation), assigned.StandardUncertainty));
    }

    /// <summary>ζ = (x - X)/√(u²(x) + u²(X)) (ISO 13528, 9.6).</summary>
    /// <param name="result">x with its u.</param>
    /// <param name="assigned">X with its u, same unit and basis.</param>
    /// <exception cref="ArgumentException">Unit or basis differs, or both u are 0.</exception>
    public static ProficiencyScore Zeta(Measured result, Measured assigned)
    {
        Same(result, assigned);
        return Of("zeta", result.Value, assigned.Value, Root(result.StandardUncertainty, assigned.StandardUncertainty));
    }

    /// <summary>E_n = (x - X)/√(U²(x) + U²(X)) with expanded uncertainties of k = 2 (ISO 13528, 9.7).</summary>
    /// <param name="result">x with its u.</param>
    /// <param name="assigned">X with its u, same unit and basis.</param>
    /// <exception cref="ArgumentException">Unit or basis differs, or both u are 0.</exception>
    public static ProficiencyScore En(Measured result, Measured assigned)
    {
        Same(result, assigned);
        return En(result.Value, 2 * result.StandardUncertainty, assigned.Value, 2 * assigned.StandardUncertainty);
    }

    /// <summary>E_n from expanded uncertainties as the certificates print them.</summary>
    /// <param name="result">x.</param>
    /// <param name="resultExpanded">U(x), 0 or above.</param>
    /// <param name="assigned">X.</param>
    /// <param name="assignedExpanded">U(X), 0 or above, same coverage as U(x).</param>
    /// <exception cref="ArgumentException">Both U are 0, or a number outside its range.</exception>
    public static ProficiencyScore En(double result, double resultExpanded, double assigned, double assignedExpanded)
    {
        var u = Root(Require.NotNegative(resultExpanded), Require.NotNegative(assignedExpanded));
        var score = Of("En", result, assigned, u);
        return score with { Performance = Math.Abs(score.Value) <= 1 ? Performance.Satisfactory : Performance.Unsatisfactory };
    }

    private static ProficiencyScore Of(string name, double result, double assigned, double scale)
    {
        if (scale == 0)
            throw new ArgumentException($"The {name} score needs an uncertainty above 0.");
        var score = (Require.Finite(result) - Require.Finite(assigned)) / scale;
        var performance = Math.Abs(score) switch
        {
            <= 2 => Performance.Satisfactory,
            < 3 => Performance.Questionable,
            _ => Performance.Unsatisfactory,
        };
        return new(name, score, performance);
    }

    private static double Root(double a, double b) => Math.Sqrt(a * a + b * b);

    private static void Same(Measured result, Measured assigned)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(assigned);
        Require.SameUnit(assigned.Unit, result.Unit, "The result");
        if (!string.Equals(assigned.Basis, result.Basis, StringComparison.Ordinal))
            throw new ArgumentException($"The result is on basis '{result.Basis}', but '{assigned.Basis}' was expected.");
    }
}
