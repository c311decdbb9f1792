namespace Lims.Metrology;

/// <summary>One capsaicinoid found in a sample.</summary>
/// <param name="Name">"capsaicin", "dihydrocapsaicin", "nordihydrocapsaicin" …</param>
/// <param name="Content">Mass fraction, "mg/kg".</param>
public sealed record Capsaicinoid(string Name, Measured Content);

/// <summary>How many Scoville heat units a milligram of capsaicinoids in a kilogram makes. A convention.</summary>
/// <param name="UnitsPerMilligramPerKilogram">SHU per mg/kg, above 0.</param>
/// <param name="Version">Source.</param>
public sealed record ScovilleFactor(double UnitsPerMilligramPerKilogram, string Version)
{
    /// <summary>16 SHU per mg/kg of the sum: pure capsaicin is 16 million.</summary>
    public static ScovilleFactor Sixteen { get; } = new(16, "16 SHU per mg/kg of total capsaicinoids");
}

/// <summary>What came of a comparison with a limit that only an authority can set.</summary>
/// <param name="Verdict">Undecided with <paramref name="Probability"/> null: the authority's limit is not known.</param>
/// <param name="Probability">Probability that the condition is met.</param>
/// <param name="Reason">In words, quoting value and limit.</param>
public sealed record AuthorityComparison(Verdict Verdict, double? Probability, string Reason);

/// <summary>Capsaicinoids of peppers and pepper preparations.</summary>
public static class Capsaicinoids
{
    /// <summary>The method.</summary>
    public static AnalyticalMethod Method { get; } = new("CAPSAICINOIDS", "sum of the capsaicinoids", "ISO 7543-2");

    /// <summary>The sum in mg/kg with u² = Σu² + 2 r Σ u_i u_j.</summary>
    /// <param name="found">At least one, each name once, on one basis.</param>
    /// <param name="correlation">r between any two, 0 to 1: usually one standard calibrates them all, which makes r near 1.</param>
    /// <returns>The sum; or a refusal of a content below 0.</returns>
    /// <exception cref="ArgumentException">No content, a name twice, another unit than mg/kg, bases that differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">r outside 0 to 1.</exception>
    public static Outcome<MethodResult> Sum(IReadOnlyList<Capsaicinoid> found, double correlation)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (!(correlation is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "A correlation from 0 to 1 was expected.");
        if (found.Count == 0)
            throw new ArgumentException("No capsaicinoid is given; at least one was expected.", nameof(found));
        foreach (var one in found)
        {
            Require.SameUnit("mg/kg", one.Content.Unit, $"The {one.Name}");
            if (!string.Equals(one.Content.Basis, found[0].Content.Basis, StringComparison.Ordinal))
                throw new ArgumentException(
                    $"The {one.Name} is on basis '{one.Content.Basis}', but '{found[0].Content.Basis}' was expected.");
            if (one.Content.Value < 0)
                return Outcome.Because<MethodResult>($"The {one.Name} is {one.Content.Value} mg/kg, but 0 mg/kg or more was expected.");
        }

        var pairs = new List<UncertaintyCorrelation>();
        for (var i = 0; i < found.Count && correlation > 0; i++)
        {
            for (var j = i + 1; j < found.Count; j++)
                pairs.Add(new(found[i].Name, found[j].Name, correlation));
        }

        var budget = new UncertaintyBudget(found.Select(c => UncertaintyComponent.Of(c.Name, c.Content, 1)), pairs);
        return Outcome.Of(new MethodResult(
            Method, budget.Result(found.Sum(c => c.Content.Value), "mg/kg", found[0].Content.Basis, found[0].Content.Replicates), budget));
    }

    /// <summary>SHU = factor × sum; the factor is a convention and exact.</summary>
    /// <param name="sum">A sum in mg/kg.</param>
    /// <param name="factor">The factor; its version goes into the result.</param>
    /// <exception cref="ArgumentException">Another unit.</exception>
    public static MethodResult ScovilleHeat(Measured sum, ScovilleFactor factor)
    {
        ArgumentNullException.ThrowIfNull(sum);
        ArgumentNullException.ThrowIfNull(factor);
        Require.SameUnit("mg/kg", sum.Unit, "The sum of the capsaicinoids");
        var f = Require.Positive(factor.UnitsPerMilligramPerKilogram);
        return MethodResult.Of(
            Method with { Code = "SCOVILLE", Name = "Scoville heat units from the sum of the capsaicinoids", DataVersion = factor.Version },
            Formula.Of(f * sum.Value, "{SHU}", sum.Basis, sum.Replicates, new Input("sum of the capsaicinoids", sum, f)));
    }

    /// <summary>Whether a sum satisfies an authority's limit for pepper preparations. The limit is national and none stands here.</summary>
    /// <param name="sum">A sum.</param>
    /// <param name="limit">The authority's limit; null when it is not known, which leaves the question undecided.</param>
    /// <param name="rule">The decision rule.</param>
    /// <exception cref="ArgumentException">Unit or basis of the limit differs.</exception>
    public static AuthorityComparison Compare(Measured sum, Limit? limit, DecisionRule rule)
    {
        ArgumentNullException.ThrowIfNull(sum);
        ArgumentNullException.ThrowIfNull(rule);
        if (limit is null)
        {
            return new(Verdict.Undecided, null, FormattableString.Invariant(
                $"{sum.Value} {sum.Unit} was found, but the authority's limit is not known."));
        }

        var test = rule.Test(limit, sum);
        return new(test.Verdict, test.Probability, FormattableString.Invariant(
            $"{sum.Value} {sum.Unit} (u = {sum.StandardUncertainty}) against {limit}: p = {test.Probability:F4}."));
    }
}
