namespace Lims.Classification.Criteria;

/// <summary>A condition tree as indented sentences a chemist reads from top to bottom.</summary>
internal static class ConditionSentences
{
    /// <summary>The lines; a “not” before one thing asked is said in its own line, since “parboiled in the husk: no” is what a person checks.</summary>
    public static IEnumerable<SentenceLine> Of(Criterion criterion, IReadOnlyDictionary<string, ThresholdInForce> thresholds)
    {
        if (criterion.Branches is [var only]) return Lines(only.When, 0, true);
        return criterion.Branches.SelectMany(branch => new[] { new SentenceLine(0, "branch", Words.List(branch.Then.Codes, "or"), "", "", null) }.Concat(Lines(branch.When, 1, true)));

        IEnumerable<SentenceLine> Lines(Condition node, int depth, bool asked) => node switch
        {
            LeafCondition leaf => [Leaf(leaf, depth, asked)],
            NotCondition { Part: LeafCondition or NotCondition } not => Lines(not.Part, depth, !asked),
            NotCondition not => [new SentenceLine(depth, "not", "", "", "", null), .. Lines(not.Part, depth + 1, true)],
            DefinedCondition defined => Lines(defined.Part, depth, asked),
            AllCondition => [new SentenceLine(depth, "all", "", "", "", null), .. node.Parts.SelectMany(part => Lines(part, depth + 1, asked))],
            AnyCondition => [new SentenceLine(depth, "any", "", "", "", null), .. node.Parts.SelectMany(part => Lines(part, depth + 1, asked))],
            CountCondition count => [new SentenceLine(depth, "count", FormattableString.Invariant($"{count.AtLeast}"), "", "", null), .. node.Parts.SelectMany(part => Lines(part, depth + 1, asked))],
            _ => throw new InvalidOperationException($"Unknown condition {node.GetType().Name}."),
        };

        SentenceLine Leaf(LeafCondition leaf, int depth, bool asked)
        {
            var fact = Fact(leaf.Facts[0]);
            if (leaf is not LinearCondition linear)
                return new(depth, leaf is PredominatesCondition ? "compare" : "fact", Words.Quantity(leaf, Fact), Words.Asked(leaf, null, fact, asked), leaf.Citation, null);
            var set = linear.Within.Threshold is { } code ? thresholds.GetValueOrDefault(code) : null;
            return new(depth, "compare", Words.Quantity(leaf, Fact), Words.Asked(leaf, linear.Within.Known(thresholds), fact, asked), leaf.Citation, linear.Within.Threshold is null ? null : ThresholdSource.Of(set));
        }

        FactAsked Fact(string code) => criterion.Facts.First(there => there.Code == code);
    }
}

/// <summary>Where a threshold's value has its authority from.</summary>
internal static class ThresholdSource
{
    public static string Of(ThresholdInForce? set) => Of(set?.IsDemonstration);

    /// <summary>Null for a threshold without value.</summary>
    public static string Of(bool? isDemonstration) => isDemonstration switch
    {
        null => "awaiting-authority-value",
        true => "demonstration",
        _ => "national-authority",
    };
}
