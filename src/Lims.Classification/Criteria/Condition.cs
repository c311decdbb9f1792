using Lims.Metrology;

namespace Lims.Classification.Criteria;

/// <summary>A condition tree: what a note asks, in the words of the note and not of a program.</summary>
internal abstract record Condition
{
    /// <summary>The parts directly under it; empty for one thing asked.</summary>
    public virtual IReadOnlyList<Condition> Parts => [];

    /// <summary>Every leaf with whether it is asked as it stands (true) or under an odd number of “not”, in the order of the text.</summary>
    public IEnumerable<(LeafCondition Leaf, bool Asked)> Leaves(bool asked = true) => this switch
    {
        LeafCondition leaf => [(leaf, asked)],
        NotCondition not => not.Part.Leaves(!asked),
        _ => Parts.SelectMany(part => part.Leaves(asked)),
    };

    /// <summary>Codes of the facts asked for, each once, in the order of the text.</summary>
    public IEnumerable<string> Facts => Leaves().SelectMany(leaf => leaf.Leaf.Facts).Distinct(StringComparer.Ordinal);
}

/// <summary>Every part holds.</summary>
internal sealed record AllCondition(IReadOnlyList<Condition> Of) : Condition
{
    public override IReadOnlyList<Condition> Parts => Of;
}

/// <summary>At least one part holds.</summary>
internal sealed record AnyCondition(IReadOnlyList<Condition> Of) : Condition
{
    public override IReadOnlyList<Condition> Parts => Of;
}

/// <summary>At least so many parts hold: “two or more of the following”.</summary>
internal sealed record CountCondition(int AtLeast, IReadOnlyList<Condition> Of) : Condition
{
    public override IReadOnlyList<Condition> Parts => Of;
}

/// <summary>The part does not hold.</summary>
internal sealed record NotCondition(Condition Part) : Condition
{
    public override IReadOnlyList<Condition> Parts => [Part];
}

/// <summary>What another criterion defines: a note that gives a word its meaning and has no code of its own.</summary>
/// <param name="Criterion">Its id.</param>
/// <param name="Part">Its condition.</param>
internal sealed record DefinedCondition(string Criterion, Condition Part) : Condition
{
    public override IReadOnlyList<Condition> Parts => [Part];
}

/// <summary>One thing asked.</summary>
/// <param name="Citation">The text that asks it; that of the criterion where empty.</param>
internal abstract record LeafCondition(string Citation) : Condition
{
    /// <summary>Codes of the facts it is asked of.</summary>
    public new abstract IReadOnlyList<string> Facts { get; }
}

/// <summary>The fact is true.</summary>
internal sealed record FactCondition(string Fact, string Citation) : LeafCondition(Citation)
{
    public override IReadOnlyList<string> Facts => [Fact];
}

/// <summary>The fact is one of these kinds.</summary>
internal sealed record CodedCondition(string Fact, IReadOnlyList<string> In, string Citation) : LeafCondition(Citation)
{
    public override IReadOnlyList<string> Facts => [Fact];
}

/// <summary>A sum of measured quantities, each times its factor, lies within bounds. All numeric leaves are of this one kind underneath.</summary>
internal abstract record LinearCondition(string Citation) : LeafCondition(Citation)
{
    /// <summary>Fact and factor.</summary>
    public abstract IReadOnlyList<(string Fact, int Factor)> Terms { get; }

    /// <summary>Where the sum must lie.</summary>
    public abstract Bounds Within { get; }

    public override IReadOnlyList<string> Facts => [.. Terms.Select(term => term.Fact)];
}

/// <summary>The quantity stands so to a limit, which is a number of the text or a threshold set elsewhere.</summary>
internal sealed record CompareCondition(string Fact, Bounds Bounds, string Citation) : LinearCondition(Citation)
{
    public override IReadOnlyList<(string Fact, int Factor)> Terms => [(Fact, 1)];

    public override Bounds Within => Bounds;
}

/// <summary>Several constituents together: “MgO, CaO and Cr2O3, together”.</summary>
internal sealed record SumCondition(IReadOnlyList<string> Members, Bounds Bounds, string Citation) : LinearCondition(Citation)
{
    public override IReadOnlyList<(string Fact, int Factor)> Terms => [.. Members.Select(member => (member, 1))];

    public override Bounds Within => Bounds;
}

/// <summary>Two measured values beside each other: “the tin exceeds the zinc”. Decided on their difference.</summary>
internal sealed record RelationCondition(string First, Comparison Is, string Second, string Citation) : LinearCondition(Citation)
{
    public override IReadOnlyList<(string Fact, int Factor)> Terms => [(First, 1), (Second, -1)];

    public override Bounds Within => Bounds.Of(Is, 0);
}

/// <summary>By mass, one constituent exceeds each of the others; the others may be known, unknown or none.</summary>
internal sealed record PredominatesCondition(string Member, IReadOnlyList<string> Among, string Citation) : LeafCondition(Citation)
{
    public override IReadOnlyList<string> Facts => [Member, .. Among];

    /// <summary>The same as comparisons of two.</summary>
    public IEnumerable<RelationCondition> Each => Among.Select(other => new RelationCondition(Member, Comparison.GreaterThan, other, Citation));
}

/// <summary>A stretch of numbers as a text bounds it; decimal, because a legal limit is what is printed.</summary>
/// <param name="Lower">Null where there is none.</param>
/// <param name="LowerIncluded">Whether the lower limit itself is in (“not less than”).</param>
/// <param name="Upper">Null where there is none.</param>
/// <param name="UpperIncluded">Whether the upper limit itself is in (“not more than”).</param>
internal sealed record Bounds(decimal? Lower, bool LowerIncluded, decimal? Upper, bool UpperIncluded)
{
    /// <summary>Code of the threshold whose value bounds it on the side of <see cref="ThresholdIs"/>; null where the text gives numbers.</summary>
    public string? Threshold { get; init; }

    /// <summary>How the quantity must lie to the threshold.</summary>
    public Comparison ThresholdIs { get; init; }

    /// <summary>One limit.</summary>
    public static Bounds Of(Comparison comparison, decimal limit) => comparison switch
    {
        Comparison.LessThan => new(null, false, limit, false),
        Comparison.LessOrEqual => new(null, false, limit, true),
        Comparison.GreaterThan => new(limit, false, null, false),
        _ => new(limit, true, null, false),
    };

    /// <summary>A limit that is set elsewhere.</summary>
    public static Bounds Of(Comparison comparison, string threshold) => new(null, false, null, false) { Threshold = threshold, ThresholdIs = comparison };

    /// <summary>With the threshold's value put in; null while it has none.</summary>
    public Bounds? Known(IReadOnlyDictionary<string, ThresholdInForce> thresholds) =>
        Threshold is null ? this : thresholds.TryGetValue(Threshold, out var set) ? Of(ThresholdIs, set.Value) : null;

    /// <summary>Every limit it has.</summary>
    public IEnumerable<decimal> Limits => new[] { Lower, Upper }.OfType<decimal>().Distinct();

    /// <summary>Whether an exact value lies within.</summary>
    public bool Contains(decimal value) =>
        (Lower is not { } low || value > low || (LowerIncluded && value == low)) && (Upper is not { } high || value < high || (UpperIncluded && value == high));

    /// <summary>Whether it is one value and nothing beside it.</summary>
    public bool IsOneValue => Lower is not null && Lower == Upper;
}
