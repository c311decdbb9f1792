using Lims.Contracts;

namespace Lims.Classification.Criteria;

/// <summary>
/// A tariff criterion: which facts, under which conditions, lead to which code, and the text that says so. Read from a chapter's file; the same
/// edition of a criterion never changes.
/// </summary>
/// <param name="Id"><c>CR-C01</c>.</param>
/// <param name="Title">In words.</param>
/// <param name="Question">Code of what is asked of the laboratory: <c>rice.prepared-or-milled</c>; empty where no plan asks it by a name.</param>
/// <param name="Edition">Edition of the nomenclature and of the overlay; every verdict keeps the edition it used.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day; null while it stands.</param>
/// <param name="Source">Where its authority comes from.</param>
/// <param name="Citation">Notes with their edition.</param>
/// <param name="CheckedAgainst">The text the limits were checked against.</param>
/// <param name="About">The goods the question is about, in words.</param>
/// <param name="Facts">The facts it asks for.</param>
/// <param name="Thresholds">Limits the laboratory or the authority sets; the file never holds their values.</param>
/// <param name="Branches">What leads where: the first that is met wins.</param>
/// <param name="Else">What follows when none is met; null where failing a test proves nothing more.</param>
/// <param name="NotProven">What follows when nothing is proven: national data, with its citation.</param>
/// <param name="Presumptions">What is presumed, in words.</param>
/// <param name="Cases">Worked cases on both sides of every limit and exactly on it.</param>
internal sealed record Criterion(
    string Id, string Title, string Question, string Edition, DateOnly ValidFrom, DateOnly? ValidTo, SourceStatus Source, string Citation, string CheckedAgainst,
    string About, IReadOnlyList<FactAsked> Facts, IReadOnlyList<ThresholdAsked> Thresholds, IReadOnlyList<Branch> Branches, CriterionOutcome? Else,
    string NotProven, IReadOnlyList<string> Presumptions, IReadOnlyList<CriterionCase> Cases)
{
    /// <summary>Chapter of the file it stands in.</summary>
    public int Chapter { get; init; }

    /// <summary>The overlay it belongs to (<c>EU</c>, <c>US</c>, <c>national</c>); empty for the Harmonized System itself, which is always on.</summary>
    public string Overlay { get; init; } = "";

    /// <summary>What the question takes as settled: false, and the criterion does not apply; unknown, and it is presumed and said. Null for none.</summary>
    public Condition? Scope { get; init; }

    /// <summary>The word a note gives a meaning; empty for a criterion that leads to codes.</summary>
    public string Defines { get; init; } = "";

    /// <summary>Its place among criteria that are tried in order; null for none.</summary>
    public CascadeStep? Cascade { get; init; }

    /// <summary>Whether the order of the branches matters because they overlap.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>What else a reader must know; empty for nothing.</summary>
    public string Remark { get; init; } = "";

    /// <summary>Whether it is in force on a day.</summary>
    public bool InForce(DateOnly on) => ValidFrom <= on && (ValidTo is null || on <= ValidTo);

    /// <summary>The whole condition: any of the branches.</summary>
    public Condition When => Branches is [var only] ? only.When : new AnyCondition([.. Branches.Select(branch => branch.When)]);

    /// <summary>What follows when a branch is met, all taken together.</summary>
    public CriterionOutcome Then => Branches is [var only] ? only.Then
        : new([.. Branches.SelectMany(branch => branch.Then.Codes).Distinct(StringComparer.Ordinal)], "");

    /// <summary>Every code it names, those of the branches first.</summary>
    public IEnumerable<string> Codes => Then.Codes.Concat(Else?.Codes ?? []).Distinct(StringComparer.Ordinal);

    /// <summary>The same criterion asking something else: for tests and drafts.</summary>
    public Criterion Asking(Condition when) => this with { Branches = [new(when, Branches[0].Then)] };

    /// <summary>
    /// What the evidence says under the rule fixed beforehand: pure, so that the same evidence gives the same verdict at any time.
    /// </summary>
    /// <param name="declaredCode">As declared, with points; it stands when nothing is proven.</param>
    /// <param name="results">All results there are; those the criterion cannot use are named with the reason.</param>
    /// <param name="thresholds">Values in force, by code; a threshold without one awaits the authority.</param>
    /// <param name="rule">The decision rule of the plan.</param>
    public Evaluation Evaluate(
        string declaredCode, IReadOnlyList<Evidence> results, IReadOnlyDictionary<string, ThresholdInForce> thresholds, DecisionRuleFixed rule) =>
        new Evaluator(this, declaredCode, [.. results.Select(Finding.Of)], thresholds, RuleUsed.Of(rule)).Evaluate();
}

/// <summary>A condition with what follows from it.</summary>
internal sealed record Branch(Condition When, CriterionOutcome Then);

/// <summary>A place among criteria that are tried in order.</summary>
/// <param name="Name">Of the cascade: <c>2710</c>, <c>copper</c>.</param>
/// <param name="Order">From 1.</param>
internal sealed record CascadeStep(string Name, int Order);

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

/// <summary>A worked case beside the criterion.</summary>
/// <param name="Name">The situation.</param>
/// <param name="Declared">The declared code.</param>
/// <param name="Thresholds">Thresholds taken in the case.</param>
/// <param name="Results">The evidence.</param>
/// <param name="Rule">Simple where the case gives exact values without uncertainty, else proven.</param>
/// <param name="Gives">The right state.</param>
/// <param name="Probability">The right probability to 1e-6; null where the case does not say.</param>
/// <param name="Codes">The codes still possible.</param>
internal sealed record CriterionCase(
    string Name, string Declared, IReadOnlyDictionary<string, ThresholdInForce> Thresholds, IReadOnlyList<Finding> Results, RuleUsed Rule,
    Metrology.Verdict Gives, double? Probability, IReadOnlyList<string> Codes)
{
    /// <summary>What the criterion gives.</summary>
    public Evaluation Evaluate(Criterion criterion) => new Evaluator(criterion, Declared, Results, Thresholds, Rule).Evaluate();

    /// <summary>Why the criterion does not give what the case says; null when it does.</summary>
    public string? Failure(Criterion criterion)
    {
        var evaluation = Evaluate(criterion);
        if (evaluation.State != Gives) return $"“{Name}” gives {evaluation.State}, not {Gives}.";
        var codes = Declared.Length == 0 ? [.. evaluation.Codes.Intersect(criterion.Codes)] : evaluation.Codes;
        if (!codes.Order(StringComparer.Ordinal).SequenceEqual(Codes.Order(StringComparer.Ordinal)))
            return $"“{Name}” leaves {string.Join(", ", codes)}, not {string.Join(", ", Codes)}.";
        return Probability is { } p && !(Math.Abs(p - (evaluation.Probability ?? double.NaN)) <= 1e-6) ? FormattableString.Invariant($"“{Name}” has probability {evaluation.Probability}, not {p}.") : null;
    }
}
