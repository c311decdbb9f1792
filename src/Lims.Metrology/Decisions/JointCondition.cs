namespace Lims.Metrology;

/// <summary>
/// A condition made of several by "and", "or" and "not": one proposition with one probability. Two leaves of 0.96 joined by "and" have
/// 0.92, two of 0.84 joined by "or" 0.97; testing leaf by leaf gives neither.
/// </summary>
/// <remarks>
/// <para>Independent facts are multiplied exactly. A fact that stands in several leaves is one quantity and is treated as such. Two
/// correlated
/// facts are integrated as a bivariate normal; three or more that hang together are simulated with a seed, and the standard error is told.
/// With finite ν the correlation is that of a Gaussian copula.</para>
/// <para>Logic is three-valued: a fact that is not known matters only if it can change the answer. The result is then a range of
/// probabilities,
/// over all the missing facts may be.</para>
/// </remarks>
public abstract record JointCondition
{
    private protected JointCondition()
    {
    }

    /// <summary>The names of the facts asked for, each once, in their order.</summary>
    public IReadOnlyList<string> Facts => [.. Leaves().Select(l => l.Fact).Distinct(StringComparer.Ordinal)];

    /// <summary>Met when every part is.</summary>
    /// <param name="parts">One or more.</param>
    /// <exception cref="ArgumentException">No part.</exception>
    public static JointCondition All(params IEnumerable<JointCondition> parts) => new AllOf(Some(parts));

    /// <summary>Met when at least one part is.</summary>
    /// <param name="parts">One or more.</param>
    /// <exception cref="ArgumentException">No part.</exception>
    public static JointCondition Any(params IEnumerable<JointCondition> parts) => new AnyOf(Some(parts));

    /// <summary>Met when the part is not.</summary>
    /// <param name="part">The part.</param>
    public static JointCondition Not(JointCondition part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return new NotOf(part);
    }

    /// <summary>Met when the quantity satisfies the limit.</summary>
    /// <param name="fact">Name of a measured or censored fact.</param>
    /// <param name="limit">The limit.</param>
    public static JointCondition Within(string fact, Limit limit)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fact);
        ArgumentNullException.ThrowIfNull(limit);
        return new Leaf(fact, limit);
    }

    /// <summary>Met when the fact is true.</summary>
    /// <param name="fact">Name of a fact that is true, false or unknown.</param>
    public static JointCondition Holds(string fact)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fact);
        return new Leaf(fact, null);
    }

    /// <summary>The probability of the whole, and the verdict by a rule.</summary>
    /// <param name="facts">What is known, by name; a fact that is not there is unknown.</param>
    /// <param name="rule">The decision rule.</param>
    /// <param name="correlations">Pairs of measured facts that are not independent; null or empty when all are.</param>
    /// <param name="seed">Of the simulation, where one is needed; the same seed gives the same answer.</param>
    /// <param name="draws">Of the simulation, at least 1000.</param>
    /// <exception cref="ArgumentException">
    /// A limit for a fact that is true or false (or the reverse), another unit or basis, a correlation that names no fact, or correlations
    /// that cannot exist together.
    /// </exception>
    public JointTest Test(
        IReadOnlyDictionary<string, Fact> facts,
        DecisionRule rule,
        IEnumerable<UncertaintyCorrelation>? correlations = null,
        int seed = 1,
        int draws = 200_000)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(rule);
        Require.AtLeast(1000, draws);
        return new JointProbability(this, facts, [.. correlations ?? []], seed, draws).Test(rule);
    }

    internal IEnumerable<Leaf> Leaves() => this switch
    {
        Leaf leaf => [leaf],
        NotOf not => not.Part.Leaves(),
        AllOf all => all.Parts.SelectMany(p => p.Leaves()),
        AnyOf any => any.Parts.SelectMany(p => p.Leaves()),
        _ => throw new InvalidOperationException($"Unknown condition {GetType().Name}."),
    };

    private static JointCondition[] Some(IEnumerable<JointCondition> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var some = parts.ToArray();
        if (some.Length == 0)
            throw new ArgumentException("At least one part was expected.", nameof(parts));
        return some;
    }

    internal sealed record AllOf(JointCondition[] Parts) : JointCondition;

    internal sealed record AnyOf(JointCondition[] Parts) : JointCondition;

    internal sealed record NotOf(JointCondition Part) : JointCondition;

    internal sealed record Leaf(string Fact, Limit? Limit) : JointCondition;
}

/// <summary>What is known about one fact of a condition.</summary>
public sealed record Fact
{
    private Fact(Measured? measured, Censored? censored, bool? truth, bool withoutUncertainty) =>
        (Measured, Censored, Truth, IsWithoutUncertainty) = (measured, censored, truth, withoutUncertainty);

    /// <summary>Nothing is known.</summary>
    public static Fact Unknown { get; } = new(null, null, null, false);

    /// <summary>There is a value, but nobody knows its uncertainty: as good as unknown for a decision.</summary>
    public static Fact WithoutUncertainty { get; } = new(null, null, null, true);

    internal Measured? Measured { get; }

    internal Censored? Censored { get; }

    internal bool? Truth { get; }

    internal bool IsWithoutUncertainty { get; }

    /// <summary>A measured value.</summary>
    /// <param name="measured">x, u, ν.</param>
    public static Fact Of(Measured measured) => new(measured ?? throw new ArgumentNullException(nameof(measured)), null, null, false);

    /// <summary>A result below or above a reporting limit.</summary>
    /// <param name="censored">"&lt; 0.0010".</param>
    public static Fact Of(Censored censored) => new(null, censored ?? throw new ArgumentNullException(nameof(censored)), null, false);

    /// <summary>A fact seen or declared, certain.</summary>
    /// <param name="truth">True or false.</param>
    public static Fact Of(bool truth) => new(null, null, truth, false);
}

/// <summary>The outcome of a joint condition.</summary>
/// <param name="Verdict">
/// Met or not met when every probability of the range says so; undecided when measurement uncertainty or censoring leaves it open;
/// not evaluable when a missing fact could change the verdict.
/// </param>
/// <param name="Low">Smallest probability over all that missing and censored facts may be.</param>
/// <param name="High">Largest; equal to <paramref name="Low"/> when nothing is open.</param>
/// <param name="StandardError">Of the simulation; 0 when the probability is exact.</param>
/// <param name="Missing">Facts unknown or without uncertainty that can change the probability; to be measured next.</param>
/// <param name="Censored">Censored facts that can change the probability; a method with a lower reporting limit would tell.</param>
/// <param name="Confidence">c of the rule.</param>
public sealed record JointTest(
    Verdict Verdict,
    double Low,
    double High,
    double StandardError,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Censored,
    double Confidence);
