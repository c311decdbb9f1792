namespace Lims.Classification.Criteria;

/// <summary>
/// Asks of a criterion, before it is used: can every branch be reached, and do branches that are not declared as ordered exclude one another? Values are
/// tried on and between all limits; sums and comparisons of two are taken as free, so that nothing possible is called impossible.
/// </summary>
internal sealed class Reachability
{
    private readonly Dictionary<string, List<object>> choices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object> chosen = new(StringComparer.Ordinal);
    private readonly List<string> names;
    private long left = 400_000;

    private Reachability(IEnumerable<Condition> conditions, IReadOnlyList<FactAsked> facts)
    {
        var leaves = conditions.SelectMany(condition => condition.Leaves()).Select(pair => pair.Leaf).SelectMany(leaf => leaf is PredominatesCondition p ? p.Each.Cast<LeafCondition>() : [leaf]).ToList();
        foreach (var group in leaves.GroupBy(Variable, StringComparer.Ordinal)) choices[group.Key] = Values([.. group], facts);
        // Facts asked most often settle most when they are tried first.
        names = [.. leaves.GroupBy(Variable, StringComparer.Ordinal).OrderByDescending(group => group.Count()).Select(group => group.Key)];
    }

    public static void Check(Criterion criterion, YamlPart raw)
    {
        var branches = criterion.Branches;
        for (var i = 0; i < branches.Count; i++)
        {
            List<Condition> earlier = criterion.IsOrdered || branches.Count == 1 ? [.. branches.Take(i).Select(branch => (Condition)new NotCondition(branch.When))] : [];
            Condition[] all = [.. criterion.Scope is { } scope ? [scope] : Array.Empty<Condition>(), .. earlier, branches[i].When];
            if (!Possible(all, criterion.Facts)) Branch(raw, i, branches.Count).Fault("nothing can ever reach it: its condition contradicts itself, the scope or an earlier branch.");
            for (var j = 0; j < i && !criterion.IsOrdered; j++)
            {
                if (Possible([.. criterion.Scope is { } within ? [within] : Array.Empty<Condition>(), branches[j].When, branches[i].When], criterion.Facts))
                    Branch(raw, i, branches.Count).Fault($"it overlaps branches[{j}], and the branches are not declared as “ordered: true”.");
            }
        }
    }

    private static YamlPart Branch(YamlPart raw, int i, int count) => count == 1 && !raw["branches"].Exists ? raw["when"] : raw["branches"].List.ElementAtOrDefault(i) ?? raw;

    private static bool Possible(Condition[] all, IReadOnlyList<FactAsked> facts) => new Reachability(all, facts).Search(new AllCondition(all), 0);

    /// <summary>Tries values until the whole is true; a budget ends hopeless searches in favour of the author.</summary>
    private bool Search(Condition condition, int at)
    {
        if (left-- <= 0) return true;
        switch (Value(condition))
        {
            case true: return true;
            case false: return false;
        }
        if (at == names.Count) return false;
        foreach (var value in choices[names[at]])
        {
            chosen[names[at]] = value;
            if (Search(condition, at + 1)) return true;
        }
        chosen.Remove(names[at]);
        return false;
    }

    private bool? Value(Condition condition)
    {
        switch (condition)
        {
            case NotCondition not: return !Value(not.Part);
            case AllCondition all: return Joined(all.Of, false);
            case AnyCondition any: return Joined(any.Of, true);
            case DefinedCondition defined: return Value(defined.Part);
            case CountCondition count:
                var (holds, open) = (0, 0);
                foreach (var part in count.Of)
                {
                    var value = Value(part);
                    holds += value == true ? 1 : 0;
                    open += value is null ? 1 : 0;
                }
                return holds >= count.AtLeast ? true : holds + open < count.AtLeast ? false : null;
            case PredominatesCondition predominates: return Joined([.. predominates.Each], false);
            case FactCondition fact: return chosen.TryGetValue(fact.Fact, out var truth) ? (bool)truth : null;
            case CodedCondition coded: return chosen.TryGetValue(coded.Fact, out var kind) ? coded.In.Contains((string)kind) : null;
            case CompareCondition { Bounds.Threshold: null } compare: return chosen.TryGetValue(compare.Fact, out var number) ? compare.Bounds.Contains((decimal)number) : null;
            case LeafCondition free: return chosen.TryGetValue(Variable(free), out var holding) ? (bool)holding : null;
            default: throw new InvalidOperationException($"Unknown condition {condition.GetType().Name}.");
        }
    }

    private bool? Joined(IReadOnlyList<Condition> parts, bool settling)
    {
        var open = false;
        foreach (var part in parts)
        {
            var value = Value(part);
            if (value == settling) return settling;
            open |= value is null;
        }
        return open ? null : !settling;
    }

    private static string Variable(LeafCondition leaf) => leaf switch
    {
        CompareCondition { Bounds.Threshold: null } or FactCondition or CodedCondition => leaf.Facts[0],
        LinearCondition linear => $"{string.Join("+", linear.Terms)}:{linear.Within}",
        _ => throw new InvalidOperationException($"Unknown leaf {leaf.GetType().Name}."),
    };

    private static List<object> Values(List<LeafCondition> leaves, IReadOnlyList<FactAsked> facts)
    {
        if (leaves[0] is CodedCondition) return [.. facts.First(fact => fact.Code == leaves[0].Facts[0]).Kinds];
        if (leaves[0] is not CompareCondition { Bounds.Threshold: null }) return [true, false];
        var limits = leaves.Cast<CompareCondition>().SelectMany(compare => compare.Bounds.Limits).Distinct().Order().ToList();
        var asked = facts.FirstOrDefault(fact => fact.Code == leaves[0].Facts[0]);
        var (floor, ceiling) = ((decimal?)asked?.Floor, (decimal?)asked?.Ceiling);
        List<object> values = [floor is { } low && low < limits[0] ? (low + limits[0]) / 2 : limits[0] - 1];
        for (var i = 0; i < limits.Count; i++)
        {
            values.Add(limits[i]);
            values.Add(i + 1 < limits.Count ? (limits[i] + limits[i + 1]) / 2 : ceiling is { } high && high > limits[i] ? (limits[i] + high) / 2 : limits[i] + 1);
        }
        return [.. values.Where(value => (floor is not { } least || (decimal)value >= least) && (ceiling is not { } most || (decimal)value <= most))];
    }
}
