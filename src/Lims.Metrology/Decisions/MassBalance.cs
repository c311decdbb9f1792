namespace Lims.Metrology;

/// <summary>Constituents of one sample that add to no more than a whole: fibres to 100 %, an alloy to 100 %.</summary>
/// <remarks>
/// What was not measured is the whole less the sum; it may be one constituent of its own, so it takes part in "predominates" until it is
/// too small to matter. Constituents got by difference are correlated with the others: say so, or leave them out.
/// </remarks>
public sealed class MassBalance
{
    private readonly UncertaintyCorrelation[] correlations;
    private readonly double whole;
    private readonly string unit;
    private readonly string basis;

    /// <summary>A balance.</summary>
    /// <param name="constituents">Measured constituents by name; at least one, one unit and basis, names unique.</param>
    /// <param name="whole">What all add to, in that unit: 100 for "%", 1 for "1".</param>
    /// <param name="correlations">Pairs that are not independent.</param>
    /// <exception cref="ArgumentException">
    /// No constituent, a name twice, mixed units or bases, or an unknown name in a correlation.
    /// </exception>
    public MassBalance(
        IEnumerable<KeyValuePair<string, Measured>> constituents,
        double whole = 100,
        IEnumerable<UncertaintyCorrelation>? correlations = null)
    {
        ArgumentNullException.ThrowIfNull(constituents);
        Constituents = [.. constituents];
        this.correlations = [.. correlations ?? []];
        this.whole = Require.Positive(whole);
        if (Constituents.Count == 0)
            throw new ArgumentException("A balance needs at least one constituent.", nameof(constituents));
        (unit, basis) = (Constituents[0].Value.Unit, Constituents[0].Value.Basis);
        foreach (var (name, value) in Constituents)
        {
            Require.SameUnit(unit, value.Unit, $"'{name}'");
            if (!string.Equals(basis, value.Basis, StringComparison.Ordinal))
                throw new ArgumentException($"'{name}' is on basis '{value.Basis}', but '{basis}' was expected.", nameof(constituents));
        }

        var budget = new UncertaintyBudget(Constituents.Select(c => UncertaintyComponent.Of(c.Key, c.Value, 1)), this.correlations);
        Total = budget.Result(Constituents.Sum(c => c.Value.Value), unit, basis);
    }

    /// <summary>As given.</summary>
    public IReadOnlyList<KeyValuePair<string, Measured>> Constituents { get; }

    /// <summary>Σ x with its uncertainty.</summary>
    public Measured Total { get; }

    /// <summary>Whole less the sum, with the same uncertainty; may come out below 0.</summary>
    public Measured Remainder => Measured.Exact(whole, unit, basis).Minus(Total);

    /// <summary>Whether the sum agrees with the whole: |Σx - whole| ≤ U of the sum.</summary>
    /// <param name="coverageProbability">p of U.</param>
    public ClosureCheck Closure(double coverageProbability = 0.95)
    {
        var (difference, expanded) = (Total.Value - whole, Total.Expanded(coverageProbability));
        return new(difference, expanded, Math.Abs(difference) <= expanded.U);
    }

    /// <summary>Whether one constituent outweighs each of the others, known or not.</summary>
    /// <remarks>
    /// The probability that it exceeds all others lies between 1 - Σ(1 - p_i) and the smallest p_i (Bonferroni, Fréchet), whatever hangs
    /// together; the verdict holds for the whole range. The remainder counts as one constituent, which is the worst it can be; when it
    /// alone stands in the way, it is to be measured next.
    /// </remarks>
    /// <param name="name">The constituent.</param>
    /// <param name="rule">The decision rule.</param>
    /// <exception cref="ArgumentException">No constituent of that name.</exception>
    public PredominanceTest Predominates(string name, DecisionRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var candidate = Constituents.FirstOrDefault(c => string.Equals(c.Key, name, StringComparison.Ordinal));
        if (candidate.Key is null)
            throw new ArgumentException(
                $"There is no constituent '{name}'; {string.Join(", ", Constituents.Select(c => $"'{c.Key}'"))} were given.", nameof(name));
        var probabilities = Constituents.Where(c => c.Key != candidate.Key)
            .Select(c => rule.Compare(candidate.Value, Comparison.GreaterThan, c.Value,
                CorrelationOf(candidate.Key, c.Key)).Probability!.Value)
            .ToList();
        var (low, high) = (Math.Max(0, 1 - probabilities.Sum(p => 1 - p)), probabilities.DefaultIfEmpty(1).Min());
        var verdict = Joint(low, high);
        // x > whole - Σ, which is x + Σ > whole: the candidate counts twice.
        var twice = new UncertaintyBudget(
            Constituents.Select(c => UncertaintyComponent.Of(c.Key, c.Value, c.Key == candidate.Key ? 2 : 1)), correlations);
        var margin = twice.Result(candidate.Value.Value + Total.Value, unit, basis);
        var overRest = Limit.Of(Comparison.GreaterThan, whole, unit, basis).ConformanceProbability(margin);
        var withRest = Joint(Math.Max(0, low - (1 - overRest)), Math.Min(high, overRest));
        var decided = verdict == Verdict.Met && withRest != Verdict.Met ? Verdict.NotEvaluable : verdict;
        return new(decided, low, high, overRest);

        Verdict Joint(double from, double to) =>
            rule.VerdictOf(from) == rule.VerdictOf(to) ? rule.VerdictOf(from) : Verdict.Undecided;
    }

    private double CorrelationOf(string first, string second) => correlations.FirstOrDefault(c =>
        (c.First == first && c.Second == second) || (c.First == second && c.Second == first))?.Coefficient ?? 0;
}

/// <summary>A sum held against its whole.</summary>
/// <param name="Difference">Σx - whole.</param>
/// <param name="Expanded">U of the sum.</param>
/// <param name="Closes">|difference| ≤ U.</param>
public sealed record ClosureCheck(double Difference, ExpandedUncertainty Expanded, bool Closes);

/// <summary>Whether one constituent predominates.</summary>
/// <param name="Verdict">Not evaluable when only what was not measured stands in the way.</param>
/// <param name="Low">Smallest probability that it exceeds every measured constituent.</param>
/// <param name="High">Largest.</param>
/// <param name="ExceedsRemainder">Probability that it exceeds all that was not measured, taken as one.</param>
public sealed record PredominanceTest(Verdict Verdict, double Low, double High, double ExceedsRemainder);
