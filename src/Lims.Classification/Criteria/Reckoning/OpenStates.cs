namespace Lims.Classification.Criteria.Reckoning;

/// <summary>What a fact that is not known may be: one value in every stretch between the limits it is asked against, and the limits themselves.</summary>
internal static class OpenStates
{
    /// <summary>Stands for “as large as one likes” in a comparison of two.</summary>
    private const double Vast = 1e15;

    /// <param name="fact">The fact.</param>
    /// <param name="known">Nothing, or a bound.</param>
    /// <param name="slots">The slots that ask for it.</param>
    /// <param name="remainder">What the parts measured leave of the whole; null where it is part of none.</param>
    public static OpenFact Of(FactAsked fact, Known known, IReadOnlyList<Slot> slots, double? remainder)
    {
        var censored = known is Known.Below or Known.Above;
        if (fact.Type == FactType.Truth) return new(fact.Code, false, [new(true, null, 0, false), new(false, null, 0, false)]);
        if (fact.Type == FactType.Kind)
        {
            var named = slots.Select(slot => slot.Leaf).OfType<CodedCondition>().SelectMany(coded => coded.In).ToHashSet(StringComparer.Ordinal);
            // Kinds that no leaf names all answer alike.
            var other = fact.Kinds.FirstOrDefault(kind => !named.Contains(kind)) ?? "";
            return new(fact.Code, false, [.. named.Order(StringComparer.Ordinal).Append(other).Distinct().Where(kind => kind.Length > 0).Select(kind => new State(false, kind, 0, false))]);
        }
        var limits = slots.Where(slot => slot is { Terms.Count: 1, Bounds: not null }).SelectMany(slot => slot.Bounds!.Limits).Select(limit => (double)limit).Distinct().Order().ToList();
        var joined = slots.Any(slot => slot.Terms.Count > 1);
        var values = known switch
        {
            Known.Below below => Within(below.Floor ?? double.NegativeInfinity, below.Bound, true, false, limits, joined),
            Known.Above above => Within(above.Bound, above.Ceiling ?? double.PositiveInfinity, false, true, limits, joined),
            _ when remainder is { } left => Within(0, left, true, true, limits, joined),
            _ => Within(fact.Floor ?? double.NegativeInfinity, fact.Ceiling ?? double.PositiveInfinity, true, true, limits, joined),
        };
        var states = values.Select(value => new State(false, null, value, false)).ToList();
        if (!censored && remainder is > 0)
        {
            states.RemoveAll(state => state.Value >= remainder);
            states.Add(new(false, null, 0, true));
        }
        return new(fact.Code, censored, states);
    }

    private static IEnumerable<double> Within(double from, double to, bool fromIncluded, bool toIncluded, List<double> limits, bool joined)
    {
        if (to <= from) return [from];
        var inside = limits.Where(limit => limit > from && limit < to).ToList();
        var values = new List<double>(inside);
        var edges = new List<double> { from };
        edges.AddRange(inside);
        edges.Add(to);
        for (var i = 1; i < edges.Count; i++) values.Add(Middle(edges[i - 1], edges[i]));
        // An end is a state of its own where a limit lies on it, or where a sum or comparison feels how far out it is.
        if (!double.IsInfinity(from) && (joined || (fromIncluded && limits.Contains(from)))) values.Add(from);
        if (!double.IsInfinity(to) && (joined || (toIncluded && limits.Contains(to)))) values.Add(to);
        if (joined && double.IsInfinity(from)) values.Add(-Vast);
        if (joined && double.IsInfinity(to)) values.Add(Vast);
        return values.Distinct().Order();
    }

    private static double Middle(double a, double b) =>
        double.IsInfinity(a) ? double.IsInfinity(b) ? 0 : b - 1 : double.IsInfinity(b) ? a + 1 : (a + b) / 2;
}
