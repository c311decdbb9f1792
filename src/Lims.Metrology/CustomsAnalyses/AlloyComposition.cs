namespace Lims.Metrology;

/// <summary>
/// A table of limits for the elements of an alloy, as a note of the nomenclature has it. Given by the caller: no limit stands here.
/// </summary>
/// <param name="Version">The note and its edition.</param>
/// <param name="Named">Limit of each element the note names, by symbol.</param>
/// <param name="EachOther">Limit of "each other element"; null when the note has none.</param>
/// <param name="NotCounted">Elements that never count under "each other element" (S, P, C, N in steel), by symbol.</param>
public sealed record ElementLimits(
    string Version, IReadOnlyDictionary<string, Limit> Named, Limit? EachOther, IReadOnlyCollection<string> NotCounted);

/// <summary>One element against its limit.</summary>
/// <param name="Element">Symbol.</param>
/// <param name="Content">What was found; null when it was not determined, which is not the same as none.</param>
/// <param name="Limit">Its limit.</param>
/// <param name="Probability">Probability that the content satisfies the limit; null when not determined.</param>
/// <param name="Verdict">Met, not met, undecided; not evaluable when not determined.</param>
public sealed record ElementFinding(string Element, Measured? Content, Limit Limit, double? Probability, Verdict Verdict);

/// <summary>An alloy against a table of limits.</summary>
/// <param name="Limits">The table.</param>
/// <param name="Elements">Every element the table names, then the others found, most probable first among equals by symbol.</param>
/// <param name="AnyAtOrAbove">The whole condition "at least one": one probability, over all that was not determined.</param>
public sealed record AlloyFinding(ElementLimits Limits, IReadOnlyList<ElementFinding> Elements, JointTest AnyAtOrAbove);

/// <summary>Compares the composition of an alloy with a table of limits.</summary>
public static class AlloyComposition
{
    /// <summary>Which elements satisfy their limits, each and jointly ("at least one of").</summary>
    /// <remarks>
    /// An element that the method cannot see (C, B and N by X-ray fluorescence) is left out of <paramref name="found"/>: it is then not
    /// determined, and leaves the joint condition open unless another element settles it. Two elements at 80 % each make 96 % jointly,
    /// which leaf by leaf never shows.
    /// </remarks>
    /// <param name="found">Content by symbol, unit of the limits.</param>
    /// <param name="limits">The table.</param>
    /// <param name="rule">The decision rule.</param>
    /// <param name="correlations">Pairs of elements that are not independent (one calibration, contents that add to 100).</param>
    /// <exception cref="ArgumentException">A table without a limit, or unit or basis that differs.</exception>
    public static AlloyFinding Compare(
        IReadOnlyDictionary<string, Measured> found,
        ElementLimits limits,
        DecisionRule rule,
        IEnumerable<UncertaintyCorrelation>? correlations = null)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(rule);
        var counted = limits.Named.Select(n => (Element: n.Key, Limit: n.Value)).ToList();
        if (limits.EachOther is { } other)
        {
            counted.AddRange(found.Keys
                .Where(e => !limits.Named.ContainsKey(e) && !limits.NotCounted.Contains(e))
                .Select(e => (e, other)));
        }

        if (counted.Count == 0)
            throw new ArgumentException($"The table '{limits.Version}' has no limit for any element found.", nameof(limits));
        var findings = counted
            .Select(c =>
            {
                if (!found.TryGetValue(c.Element, out var content))
                    return new ElementFinding(c.Element, null, c.Limit, null, Verdict.NotEvaluable);
                var test = rule.Test(c.Limit, content);
                return new ElementFinding(c.Element, content, c.Limit, test.Probability, test.Verdict);
            })
            .OrderByDescending(f => f.Probability ?? -1)
            .ThenBy(f => f.Element, StringComparer.Ordinal)
            .ToList();
        var condition = JointCondition.Any(findings.Select(f => JointCondition.Within(f.Element, f.Limit)));
        var facts = findings.Where(f => f.Content is not null).ToDictionary(f => f.Element, f => Fact.Of(f.Content!),
            StringComparer.Ordinal);
        return new(limits, findings, condition.Test(facts, rule, correlations));
    }
}
