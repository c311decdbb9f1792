namespace Lims.Metrology;

/// <summary>How a component was evaluated (GUM 2.3.2, 2.3.3).</summary>
public enum EvaluationType
{
    /// <summary>By statistics of observations.</summary>
    A,

    /// <summary>By other means: certificate, specification, experience.</summary>
    B,
}

/// <summary>The distribution a half width is turned into a standard uncertainty with (GUM 4.3.7 to 4.3.9).</summary>
public enum UncertaintyDistribution
{
    /// <summary>u is given itself.</summary>
    Normal,

    /// <summary>u = a/√3.</summary>
    Rectangular,

    /// <summary>u = a/√6.</summary>
    Triangular,

    /// <summary>U-shaped, as a temperature that cycles: u = a/√2.</summary>
    Arcsine,

    /// <summary>A rectangle with sloping ends, flat over β of its width: u = a √((1 + β²)/6) (GUM 4.3.9).</summary>
    Trapezoidal,
}

/// <summary>One line of an uncertainty budget.</summary>
/// <param name="Name">What it is; unique in its budget.</param>
/// <param name="Type">A or B.</param>
/// <param name="StandardUncertainty">u(x_i), in the unit of x_i, 0 or above.</param>
/// <param name="Sensitivity">c_i = ∂y/∂x_i, in unit of y per unit of x_i.</param>
/// <param name="DegreesOfFreedom">ν_i, at least 1, or infinite.</param>
/// <param name="Distribution">What u was made from.</param>
/// <param name="HalfWidth">a of the distribution, null for <see cref="UncertaintyDistribution.Normal"/>.</param>
public sealed record UncertaintyComponent(
    string Name,
    EvaluationType Type,
    double StandardUncertainty,
    double Sensitivity,
    double DegreesOfFreedom = double.PositiveInfinity,
    UncertaintyDistribution Distribution = UncertaintyDistribution.Normal,
    double? HalfWidth = null)
{
    /// <summary>c_i u(x_i), with its sign, in the unit of y.</summary>
    public double Contribution => Sensitivity * StandardUncertainty;

    /// <summary>From statistics: u = s/√n or a standard error, with its degrees of freedom.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="standardUncertainty">u.</param>
    /// <param name="degreesOfFreedom">ν, n - 1 for a mean.</param>
    /// <param name="sensitivity">c.</param>
    public static UncertaintyComponent TypeA(string name, double standardUncertainty, double degreesOfFreedom, double sensitivity = 1) =>
        new(name, EvaluationType.A, standardUncertainty, sensitivity, degreesOfFreedom);

    /// <summary>From a certificate that gives U and k: u = U/k (GUM 4.3.3).</summary>
    /// <param name="name">What it is.</param>
    /// <param name="expandedUncertainty">U.</param>
    /// <param name="k">The certificate's coverage factor, above 0.</param>
    /// <param name="sensitivity">c.</param>
    public static UncertaintyComponent FromExpanded(string name, double expandedUncertainty, double k, double sensitivity = 1) =>
        new(name, EvaluationType.B, expandedUncertainty / Require.Positive(k), sensitivity);

    /// <summary>From limits ± a: a/√3, a/√6 or a/√2 by distribution.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="halfWidth">a, 0 or above.</param>
    /// <param name="distribution">Rectangular, triangular or arcsine.</param>
    /// <param name="sensitivity">c.</param>
    /// <param name="degreesOfFreedom">ν, infinite when the limits are sure (GUM G.4.2).</param>
    /// <exception cref="ArgumentException">
    /// Normal: a half width of a normal distribution needs a k; use <see cref="FromExpanded"/>.
    /// </exception>
    public static UncertaintyComponent FromHalfWidth(
        string name,
        double halfWidth,
        UncertaintyDistribution distribution,
        double sensitivity = 1,
        double degreesOfFreedom = double.PositiveInfinity)
    {
        var divisor = distribution switch
        {
            UncertaintyDistribution.Rectangular => Math.Sqrt(3),
            UncertaintyDistribution.Triangular => Math.Sqrt(6),
            UncertaintyDistribution.Arcsine => Math.Sqrt(2),
            UncertaintyDistribution.Trapezoidal => throw new ArgumentException(
                "A trapezoidal distribution needs the width of its flat part; use FromTrapezoid.", nameof(distribution)),
            _ => throw new ArgumentException(
                $"A half width of a {distribution} distribution needs its coverage factor; use FromExpanded.", nameof(distribution)),
        };
        Require.NotNegative(halfWidth);
        return new(name, EvaluationType.B, halfWidth / divisor, sensitivity, degreesOfFreedom, distribution, halfWidth);
    }

    /// <summary>
    /// From limits ± a of which the middle part β is equally likely and the rest falls off: u = a √((1 + β²)/6) (GUM 4.3.9).
    /// </summary>
    /// <param name="name">What it is.</param>
    /// <param name="halfWidth">a, 0 or above.</param>
    /// <param name="flatPart">β, 0 (a triangle) to 1 (a rectangle).</param>
    /// <param name="sensitivity">c.</param>
    /// <param name="degreesOfFreedom">ν, infinite when the limits are sure.</param>
    /// <exception cref="ArgumentOutOfRangeException">a or β outside its range.</exception>
    public static UncertaintyComponent FromTrapezoid(
        string name, double halfWidth, double flatPart, double sensitivity = 1, double degreesOfFreedom = double.PositiveInfinity)
    {
        Require.NotNegative(halfWidth);
        Require.Between(0, 1, flatPart);
        var u = halfWidth * Math.Sqrt((1 + flatPart * flatPart) / 6);
        return new(name, EvaluationType.B, u, sensitivity, degreesOfFreedom, UncertaintyDistribution.Trapezoidal, halfWidth);
    }

    /// <summary>ν of a component of type B whose u is itself known to a relative uncertainty only: ν = ½ (Δu/u)⁻² (GUM G.4.2).</summary>
    /// <param name="relativeUncertaintyOfU">Δu/u: 0.25 gives 8; 0 gives infinity. At most √½, which gives 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside 0 to √½.</exception>
    public static double DegreesOfFreedomOf(double relativeUncertaintyOfU)
    {
        Require.Between(0, Math.Sqrt(0.5), relativeUncertaintyOfU);
        return Math.Max(1, 0.5 / (relativeUncertaintyOfU * relativeUncertaintyOfU));
    }

    /// <summary>From a measured input: its u and ν; type A when ν is finite, else B.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="input">The measured input.</param>
    /// <param name="sensitivity">c.</param>
    public static UncertaintyComponent Of(string name, Measured input, double sensitivity)
    {
        ArgumentNullException.ThrowIfNull(input);
        var type = double.IsFinite(input.DegreesOfFreedom) ? EvaluationType.A : EvaluationType.B;
        return new(name, type, input.StandardUncertainty, sensitivity, input.DegreesOfFreedom);
    }
}

/// <summary>The correlation of two components of a budget: u(x_i, x_j) = r u(x_i) u(x_j) (GUM 5.2.2).</summary>
/// <param name="First">Name of a component.</param>
/// <param name="Second">Name of another.</param>
/// <param name="Coefficient">r, -1 to 1.</param>
public sealed record UncertaintyCorrelation(string First, string Second, double Coefficient);

/// <summary>One line of the table of contributions.</summary>
/// <param name="Name">Component, or "covariance of A and B".</param>
/// <param name="Contribution">c_i u_i with its sign; for a covariance 2 c_i c_j u_ij is the variance, and this is null.</param>
/// <param name="Variance">(c_i u_i)², or 2 c_i c_j u_ij, which may be negative. Unit of y squared.</param>
/// <param name="Share">Variance/u_c²; the shares add to 1. 0 when u_c = 0.</param>
public sealed record BudgetLine(string Name, double? Contribution, double Variance, double Share)
{
    /// <summary>100 times the share: percent of u_c².</summary>
    public double Percent => 100 * Share;
}

/// <summary>
/// An uncertainty budget: u_c² = Σ c_i² u_i² + 2 Σ c_i c_j u_ij (GUM 5.1.2, 5.2.2) and ν_eff by Welch and Satterthwaite (G.4.1).
/// </summary>
public sealed class UncertaintyBudget
{
    /// <summary>A budget.</summary>
    /// <param name="components">At least one line, names unique.</param>
    /// <param name="correlations">Pairs that are not independent; each pair once.</param>
    /// <exception cref="ArgumentException">
    /// No component, a name twice, an unknown name, |r| &gt; 1, or correlations that contradict each other (u_c² below 0).
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A negative u, ν below 1, or a sensitivity that is not finite.</exception>
    public UncertaintyBudget(IEnumerable<UncertaintyComponent> components, IEnumerable<UncertaintyCorrelation>? correlations = null)
    {
        ArgumentNullException.ThrowIfNull(components);
        Components = [.. components];
        Correlations = [.. correlations ?? []];
        if (Components.Count == 0)
            throw new ArgumentException("A budget needs at least one component.", nameof(components));
        var byName = new Dictionary<string, UncertaintyComponent>(StringComparer.Ordinal);
        foreach (var c in Components)
        {
            Require.NotNegative(c.StandardUncertainty, c.Name);
            Require.Finite(c.Sensitivity, c.Name);
            Require.DegreesOfFreedom(c.DegreesOfFreedom, c.Name);
            if (!byName.TryAdd(c.Name, c))
                throw new ArgumentException($"The component '{c.Name}' stands twice in the budget.", nameof(components));
        }

        var covariances = Correlations.Select(r => Covariance(r, byName)).ToList();
        var independent = Components.Sum(c => c.Contribution * c.Contribution);
        var variance = independent + covariances.Sum(c => c.Variance);
        // Full cancellation leaves a rounding residue around 0; anything further below 0 is a contradiction in the correlations.
        if (variance < -1e-12 * independent)
            throw new ArgumentException("The correlations contradict each other: the combined variance is below 0.", nameof(correlations));
        variance = Math.Max(0, variance);
        CombinedStandardUncertainty = Math.Sqrt(variance);
        EffectiveDegreesOfFreedom = WelchSatterthwaite(independent, variance);
        Lines = [
            .. Components.Select(c => Line(c.Name, c.Contribution, c.Contribution * c.Contribution)),
            .. covariances.Select(c => Line(c.Name, null, c.Variance))];

        BudgetLine Line(string name, double? contribution, double v) => new(name, contribution, v, variance == 0 ? 0 : v / variance);
    }

    /// <summary>The components as given.</summary>
    public IReadOnlyList<UncertaintyComponent> Components { get; }

    /// <summary>The correlations as given.</summary>
    public IReadOnlyList<UncertaintyCorrelation> Correlations { get; }

    /// <summary>u_c(y), unit of y.</summary>
    public double CombinedStandardUncertainty { get; }

    /// <summary>ν_eff = u_c⁴/Σ((c_i u_i)⁴/ν_i), not truncated; infinite when every ν_i is (or u_c is 0).</summary>
    /// <remarks>
    /// The formula holds for independent components. With correlations the smaller of the values with and without the covariances is
    /// taken, and never less than the smallest ν_i: a convention on the safe side, the GUM gives none.
    /// </remarks>
    public double EffectiveDegreesOfFreedom { get; }

    /// <summary>Components, then covariances, with their share of the variance.</summary>
    public IReadOnlyList<BudgetLine> Lines { get; }

    /// <summary>The same lines, the largest share first: where an effort to lower u_c pays. A covariance counts by its size.</summary>
    public IReadOnlyList<BudgetLine> Ranked => [.. Lines.OrderByDescending(l => Math.Abs(l.Variance))];

    /// <summary>U = k u_c with k for ν_eff truncated to an integer.</summary>
    /// <param name="coverageProbability">p, between 0 and 1.</param>
    public ExpandedUncertainty Expanded(double coverageProbability = 0.95)
    {
        var k = CoverageFactor.TwoSided(coverageProbability, EffectiveDegreesOfFreedom);
        return new(k * CombinedStandardUncertainty, k, coverageProbability);
    }

    /// <summary>The measurand with this budget's u_c and ν_eff.</summary>
    /// <param name="value">y.</param>
    /// <param name="unit">UCUM code of y.</param>
    /// <param name="basis">Basis of y.</param>
    /// <param name="replicates">Replicates behind y, if recorded.</param>
    public Measured Result(double value, string unit, string basis = "", int? replicates = null) =>
        new(value, CombinedStandardUncertainty, unit, basis, EffectiveDegreesOfFreedom, replicates);

    private static (string Name, double Variance) Covariance(UncertaintyCorrelation r, Dictionary<string, UncertaintyComponent> byName)
    {
        if (!byName.TryGetValue(r.First, out var a) || !byName.TryGetValue(r.Second, out var b) || a == b)
            throw new ArgumentException($"The correlation of '{r.First}' and '{r.Second}' does not name two components of the budget.");
        if (!(Math.Abs(r.Coefficient) <= 1))
            throw new ArgumentException(FormattableString.Invariant(
                $"The correlation of '{r.First}' and '{r.Second}' is {r.Coefficient}, but -1 to 1 was expected."));
        return ($"covariance of {r.First} and {r.Second}", 2 * r.Coefficient * a.Contribution * b.Contribution);
    }

    private double WelchSatterthwaite(double independent, double variance)
    {
        var uncertain = Components.Where(c => c.Contribution != 0).ToList();
        var denominator = uncertain.Sum(c => Math.Pow(c.Contribution, 4) / c.DegreesOfFreedom);
        if (denominator == 0 || variance == 0)
            return double.PositiveInfinity;
        var smaller = Math.Min(independent, variance);
        return Math.Max(uncertain.Min(c => c.DegreesOfFreedom), smaller * smaller / denominator);
    }
}

/// <summary>A result and the budget that explains its uncertainty.</summary>
/// <param name="Result">y, u(y), ν_eff.</param>
/// <param name="Budget">Where u(y) comes from.</param>
public sealed record Evaluated(Measured Result, UncertaintyBudget Budget);
