namespace Lims.Classification.Criteria.Reckoning;

/// <summary>One thing asked, however often the condition asks it; a sum or comparison in terms of its facts.</summary>
internal sealed class Slot
{
    private Slot(string key, LeafCondition leaf, IReadOnlyList<(string Fact, int Factor)> terms, Bounds? bounds, string? threshold) =>
        (Key, Leaf, Terms, Bounds, Threshold) = (key, leaf, terms, bounds, threshold);

    public string Key { get; }

    public LeafCondition Leaf { get; }

    /// <summary>Facts with their factors; empty for what is no number.</summary>
    public IReadOnlyList<(string Fact, int Factor)> Terms { get; }

    /// <summary>Where the sum must lie; null for what is no number and for a limit that awaits its value.</summary>
    public Bounds? Bounds { get; }

    /// <summary>Code of the threshold that has no value.</summary>
    public string? Threshold { get; }

    public static Slot Of(LeafCondition leaf, IReadOnlyDictionary<string, ThresholdInForce> thresholds)
    {
        if (leaf is FactCondition fact) return new(fact.Fact, leaf, [], null, null);
        if (leaf is CodedCondition coded) return new($"{coded.Fact}={string.Join('|', coded.In)}", leaf, [], null, null);
        var linear = (LinearCondition)leaf;
        var within = linear.Within.Known(thresholds);
        var key = $"{string.Join('+', linear.Terms)} {(within is null ? linear.Within.Threshold + linear.Within.ThresholdIs : within)}";
        return new(key, leaf, linear.Terms, within, within is null ? linear.Within.Threshold : null);
    }

    /// <summary>The condition over numbered slots, each leaf once; comparisons within “predominates” are leaves of their own.</summary>
    public static Proposition Compile(Condition condition, Func<LeafCondition, Proposition> leafAs) => condition switch
    {
        PredominatesCondition predominates => Proposition.All([.. predominates.Each.Select(leafAs)]),
        LeafCondition leaf => leafAs(leaf),
        NotCondition not => Proposition.Not(Compile(not.Part, leafAs)),
        DefinedCondition defined => Compile(defined.Part, leafAs),
        AllCondition all => Proposition.All([.. all.Of.Select(part => Compile(part, leafAs))]),
        AnyCondition any => Proposition.Any([.. any.Of.Select(part => Compile(part, leafAs))]),
        CountCondition count => Proposition.AtLeast(count.AtLeast, [.. count.Of.Select(part => Compile(part, leafAs))]),
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType().Name}."),
    };
}

/// <summary>What one open fact may be: a truth, a kind, a value, or all that is left of the whole it is a part of.</summary>
internal readonly record struct State(bool Truth, string? Kind, double Value, bool IsRemainder);

/// <summary>A fact that is not known, with everything it may be as far as the condition can tell apart.</summary>
internal sealed record OpenFact(string Name, bool IsCensored, IReadOnlyList<State> States);
