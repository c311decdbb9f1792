using Lims.Contracts;
using Lims.Metrology;

namespace Lims.Classification.Criteria;

/// <summary>
/// A tariff criterion: which facts, under which conditions, lead to which code, and the text that says so. Read from a chapter's file; the same
/// edition of a criterion never changes.
/// </summary>
/// <param name="Id"><c>CR-C01</c>.</param>
/// <param name="Title">In words.</param>
/// <param name="Question">Code of what is asked of the laboratory: <c>rice.prepared-or-milled</c>.</param>
/// <param name="Edition">Edition of the nomenclature and of the overlay; every verdict keeps the edition it used.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day; null while it stands.</param>
/// <param name="Source">Where its authority comes from.</param>
/// <param name="Citation">Notes with their edition.</param>
/// <param name="CheckedAgainst">The text the limits were checked against.</param>
/// <param name="Scope">What the question takes as settled.</param>
/// <param name="Facts">The facts it asks for.</param>
/// <param name="Thresholds">Limits the laboratory or the authority sets; the file never holds their values.</param>
/// <param name="When">The condition.</param>
/// <param name="Then">What follows when it is met.</param>
/// <param name="Else">What follows when it is not; null where failing a test proves nothing more.</param>
/// <param name="NotProven">What follows when nothing is proven: national data, with its citation.</param>
/// <param name="Presumptions">What is presumed, in words.</param>
/// <param name="Cases">Worked cases on both sides of every limit and exactly on it.</param>
internal sealed record Criterion(
    string Id, string Title, string Question, string Edition, DateOnly ValidFrom, DateOnly? ValidTo, SourceStatus Source, string Citation, string CheckedAgainst,
    string Scope, IReadOnlyList<FactAsked> Facts, IReadOnlyList<ThresholdAsked> Thresholds, Condition When, CriterionOutcome Then, CriterionOutcome? Else,
    string NotProven, IReadOnlyList<string> Presumptions, IReadOnlyList<CriterionCase> Cases)
{
    /// <summary>Whether it is in force on a day.</summary>
    public bool InForce(DateOnly on) => ValidFrom <= on && (ValidTo is null || on <= ValidTo);

    /// <summary>
    /// What the evidence says under the rule fixed beforehand: pure, so that the same evidence gives the same verdict at any time.
    /// </summary>
    /// <param name="declaredCode">As declared, with points; it stands when nothing is proven.</param>
    /// <param name="results">All results there are; those the criterion cannot use are named with the reason.</param>
    /// <param name="thresholds">Values in force, by code; a threshold without one awaits the authority.</param>
    /// <param name="rule">The decision rule of the plan.</param>
    public Evaluation Evaluate(
        string declaredCode, IReadOnlyList<Evidence> results, IReadOnlyDictionary<string, ThresholdInForce> thresholds, DecisionRuleFixed rule) =>
        new Evaluator(this, declaredCode, results, thresholds, rule).Evaluate();
}

/// <summary>Where a criterion or a limit has its authority from.</summary>
internal enum SourceStatus
{
    /// <summary>Legal text: headings, section and chapter notes.</summary>
    Law,

    /// <summary>Explanatory note: not binding, followed unless a court says otherwise.</summary>
    ExplanatoryNote,

    /// <summary>A national administration's notice.</summary>
    NationalAuthority,

    /// <summary>Made up for a demonstration.</summary>
    Demonstration,

    /// <summary>It exists, but its value is not known here; nobody invents one.</summary>
    AwaitingAuthorityValue,
}

/// <summary>A fact a criterion asks for.</summary>
/// <param name="Code">Code of the fact.</param>
/// <param name="Name">As sentences begin with it.</param>
/// <param name="Kind">Measured, or true or false by inspection or declaration.</param>
/// <param name="Unit">UCUM code, for a measured fact.</param>
/// <param name="Basis">Basis the limit is written on; empty asks nothing.</param>
/// <param name="Method">The prescribed method; null where any validated method will do.</param>
/// <param name="Floor">Smallest value the quantity can have, for results below a reporting limit.</param>
/// <param name="Ceiling">Largest.</param>
/// <param name="Presume">What is presumed, and said, when nobody states the fact; null presumes nothing.</param>
internal sealed record FactAsked(string Code, string Name, FactKind Kind, string Unit, string Basis, string? Method, double? Floor, double? Ceiling, bool? Presume);

/// <summary>How a fact is established.</summary>
internal enum FactKind
{
    Measured,
    Inspected,
    Declared,
}

/// <summary>A limit that is not in the file: the laboratory sets it with its citation.</summary>
/// <param name="Code"><c>rice.gelatinization-degree.minimum</c>.</param>
/// <param name="Name">In words.</param>
/// <param name="Unit">UCUM code, that of the fact.</param>
/// <param name="Status">Why the file holds no value.</param>
internal sealed record ThresholdAsked(string Code, string Name, string Unit, SourceStatus Status);

/// <summary>A threshold's value, as the laboratory has set it.</summary>
/// <param name="Code">Code of the threshold.</param>
/// <param name="Value">Full precision.</param>
/// <param name="Unit">UCUM code.</param>
/// <param name="Citation">Where the value stands.</param>
/// <param name="IsDemonstration">True for a value that is no law anywhere.</param>
internal sealed record ThresholdInForce(string Code, decimal Value, string Unit, string Citation, bool IsDemonstration);

/// <summary>What follows from a condition.</summary>
/// <param name="Codes">Tariff codes.</param>
/// <param name="Words">In words.</param>
internal sealed record CriterionOutcome(IReadOnlyList<string> Codes, string Words);

/// <summary>A condition tree.</summary>
internal abstract record Condition
{
    /// <summary>Every leaf with whether it is asked as it stands (true) or under an odd number of “not”, in the order of the text.</summary>
    public IEnumerable<(LeafCondition Leaf, bool Asked)> Leaves(bool asked = true) => this switch
    {
        LeafCondition leaf => [(leaf, asked)],
        NotCondition not => not.Part.Leaves(!asked),
        AllCondition all => all.Parts.SelectMany(part => part.Leaves(asked)),
        AnyCondition any => any.Parts.SelectMany(part => part.Leaves(asked)),
        _ => throw new InvalidOperationException($"Unknown condition {GetType().Name}."),
    };

    /// <summary>As one proposition of Metrology, each leaf as the caller says.</summary>
    public JointCondition Joint(Func<LeafCondition, JointCondition> leafAs) => this switch
    {
        LeafCondition leaf => leafAs(leaf),
        NotCondition not => JointCondition.Not(not.Part.Joint(leafAs)),
        AllCondition all => JointCondition.All(all.Parts.Select(part => part.Joint(leafAs))),
        AnyCondition any => JointCondition.Any(any.Parts.Select(part => part.Joint(leafAs))),
        _ => throw new InvalidOperationException($"Unknown condition {GetType().Name}."),
    };
}

internal sealed record AllCondition(IReadOnlyList<Condition> Parts) : Condition;

internal sealed record AnyCondition(IReadOnlyList<Condition> Parts) : Condition;

internal sealed record NotCondition(Condition Part) : Condition;

/// <summary>One thing asked of one fact.</summary>
/// <param name="Fact">Code of the fact.</param>
/// <param name="Citation">The text that asks it; that of the criterion where empty.</param>
internal abstract record LeafCondition(string Fact, string Citation) : Condition;

/// <summary>The fact is true.</summary>
internal sealed record FactCondition(string Fact, string Citation) : LeafCondition(Fact, Citation);

/// <summary>The quantity stands so to a limit, which is a number of the text or a threshold set elsewhere.</summary>
internal sealed record CompareCondition(string Fact, Comparison Is, decimal? Limit, string? Threshold, string Citation) : LeafCondition(Fact, Citation)
{
    /// <summary>Whether the values asked for lie above the limit.</summary>
    public bool AskedAbove => Is is Comparison.GreaterThan or Comparison.GreaterOrEqual;
}

/// <summary>A worked case beside the criterion.</summary>
/// <param name="Name">The situation.</param>
/// <param name="Declared">The declared code.</param>
/// <param name="Thresholds">Thresholds taken in the case.</param>
/// <param name="Results">The evidence.</param>
/// <param name="Confidence">Of the rule.</param>
/// <param name="Gives">The right state.</param>
/// <param name="Probability">The right probability to 1e-6; null where the case does not say.</param>
/// <param name="Codes">The codes still possible.</param>
internal sealed record CriterionCase(
    string Name, string Declared, IReadOnlyDictionary<string, ThresholdInForce> Thresholds, IReadOnlyList<Evidence> Results, double Confidence,
    Metrology.Verdict Gives, double? Probability, IReadOnlyList<string> Codes)
{
    /// <summary>Why the criterion does not give what the case says; null when it does.</summary>
    public string? Failure(Criterion criterion)
    {
        var evaluation = criterion.Evaluate(Declared, Results, Thresholds, new DecisionRuleFixed("case", Confidence, null));
        if (evaluation.State != Gives) return $"“{Name}” gives {evaluation.State}, not {Gives}.";
        if (!evaluation.Codes.SequenceEqual(Codes)) return $"“{Name}” leaves {string.Join(", ", evaluation.Codes)}, not {string.Join(", ", Codes)}.";
        return Probability is { } p && !(Math.Abs(p - (evaluation.Probability ?? double.NaN)) <= 1e-6) ? FormattableString.Invariant($"“{Name}” has probability {evaluation.Probability}, not {p}.") : null;
    }
}
