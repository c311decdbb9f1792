namespace Lims.Classification.Criteria;

/// <summary>A condition tree as indented sentences a chemist reads from top to bottom.</summary>
internal static class ConditionSentences
{
    /// <summary>The lines; a “not” before one thing asked is said in its own line, since “parboiled in the husk: no” is what a person checks.</summary>
    public static IEnumerable<SentenceLine> Of(Criterion criterion, IReadOnlyDictionary<string, ThresholdInForce> thresholds)
    {
        return Lines(criterion.When, 0, true);

        IEnumerable<SentenceLine> Lines(Condition node, int depth, bool asked) => node switch
        {
            LeafCondition leaf => [Leaf(leaf, depth, asked)],
            NotCondition { Part: LeafCondition or NotCondition } not => Lines(not.Part, depth, !asked),
            NotCondition not => [new SentenceLine(depth, "not", "", "", "", null), .. Lines(not.Part, depth + 1, true)],
            AllCondition all => [new SentenceLine(depth, "all", "", "", "", null), .. all.Parts.SelectMany(part => Lines(part, depth + 1, asked))],
            AnyCondition any => [new SentenceLine(depth, "any", "", "", "", null), .. any.Parts.SelectMany(part => Lines(part, depth + 1, asked))],
            _ => throw new InvalidOperationException($"Unknown condition {node.GetType().Name}."),
        };

        SentenceLine Leaf(LeafCondition leaf, int depth, bool asked)
        {
            var fact = criterion.Facts.First(there => there.Code == leaf.Fact);
            if (leaf is not CompareCondition compare) return new(depth, "fact", fact.Name, asked ? "yes" : "no", leaf.Citation, null);
            var set = compare.Threshold is { } code ? thresholds.GetValueOrDefault(code) : null;
            var value = compare.Limit ?? set?.Value;
            var limit = value is { } number ? Metrology.Limit.Of(compare.Is, (double)number, fact.Unit, fact.Basis) : null;
            return new(depth, "compare", fact.Name, Words.Asked(compare, limit, fact, asked), leaf.Citation, compare.Threshold is null ? null : ThresholdSource.Of(set));
        }
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
