using System.Globalization;
using Lims.Metrology;

namespace Lims.Classification.Criteria;

/// <summary>Makes conditions of YAML, noting every fault; what it returns is used only when there was none.</summary>
/// <param name="facts">The vocabulary.</param>
/// <param name="thresholds">Thresholds of the criterion.</param>
/// <param name="defined">The condition of a criterion that defines a word; null where there is none.</param>
internal sealed class ConditionReader(Func<string, FactAsked?> facts, IReadOnlyList<ThresholdAsked> thresholds, Func<string, Condition?> defined)
{
    private static readonly (string Key, Comparison Is)[] Comparisons =
    [
        ("less-than", Comparison.LessThan), ("at-most", Comparison.LessOrEqual), ("more-than", Comparison.GreaterThan), ("at-least", Comparison.GreaterOrEqual),
    ];

    private static readonly string[] Nodes = ["all", "any", "not", "count", "fact", "quantity", "sum", "predominates", "defined"];

    /// <summary>A condition; an empty “all” in place of one that cannot be read.</summary>
    public Condition Read(YamlPart part)
    {
        var said = Nodes.Where(key => part[key].Exists || part[key].IsList).ToList();
        if (said.Count != 1)
        {
            part.Fault($"exactly one of {string.Join(", ", Nodes)} was expected, found {(said.Count == 0 ? "none" : string.Join(", ", said))}.");
            return new AllCondition([]);
        }
        var citation = part["citation"].Optional() ?? "";
        switch (said[0])
        {
            case "all":
                part.Only("all");
                return new AllCondition(Parts(part["all"]));
            case "any":
                part.Only("any");
                return new AnyCondition(Parts(part["any"]));
            case "not":
                part.Only("not");
                return new NotCondition(Read(part["not"]));
            case "count":
                part.Only("count", "at-least");
                return Count(part);
            case "defined":
                part.Only("defined");
                return Defined(part["defined"]);
            case "fact":
                part.Only("fact", "is", "citation");
                return Stated(part, citation);
            case "predominates":
                part.Only("predominates", "among", "citation");
                return Predominates(part, citation);
            case "sum":
                part.Only("sum", "less-than", "at-most", "more-than", "at-least", "exactly", "citation");
                return Sum(part, citation);
            default:
                part.Only("quantity", "less-than", "at-most", "more-than", "at-least", "exactly", "citation");
                return Quantity(part, citation);
        }
    }

    private List<Condition> Parts(YamlPart list)
    {
        var parts = list.List.Select(Read).ToList();
        if (parts.Count == 0) list.Fault("at least one part was expected.");
        return parts;
    }

    private CountCondition Count(YamlPart part)
    {
        var parts = Parts(part["count"]);
        var least = part["at-least"].Number();
        if (least is not { } n || n != decimal.Truncate(n) || n < 1 || n > parts.Count) part["at-least"].Fault($"a whole number from 1 to {parts.Count} was expected, found “{least}”.");
        return new((int)(least ?? 1), parts);
    }

    private DefinedCondition Defined(YamlPart part)
    {
        var id = part.Text();
        if (defined(id) is { } condition) return new(id, condition);
        part.Fault($"“{id}” is no criterion that defines a word and stands before this one.");
        return new(id, new AllCondition([]));
    }

    private LeafCondition Stated(YamlPart part, string citation)
    {
        var code = part["fact"].Text();
        var fact = facts(code);
        if (fact is null or { IsNumber: true }) part["fact"].Fault($"“{code}” is no inspected, declared or identified fact of the vocabulary.");
        var kinds = part["is"].Texts();
        if (fact is { Type: FactType.Kind } && kinds.Count == 0) part.Fault($"“{code}” is one of {string.Join(", ", fact.Kinds)}; “is” was expected with one or more of them.");
        if (kinds.Count == 0) return new FactCondition(code, citation);
        if (fact is { Type: FactType.Truth } && kinds is ["true"]) return new FactCondition(code, citation);
        foreach (var kind in kinds.Where(kind => fact is not null && !fact.Kinds.Contains(kind)))
            part["is"].Fault($"“{kind}” is no kind of {code}; {(fact!.Kinds.Count == 0 ? "it is true or false" : $"one of {string.Join(", ", fact.Kinds)} was expected")}.");
        return new CodedCondition(code, kinds, citation);
    }

    private PredominatesCondition Predominates(YamlPart part, string citation)
    {
        var member = Measured(part["predominates"], null);
        var among = part["among"].List.Select(each => Measured(each, member)?.Code ?? "").ToList();
        if (among.Count == 0) part["among"].Fault("at least one other constituent was expected.");
        if (member is not null && among.Contains(member.Code)) part["among"].Fault($"“{member.Code}” cannot predominate over itself.");
        return new(member?.Code ?? "", among, citation);
    }

    private SumCondition Sum(YamlPart part, string citation)
    {
        FactAsked? first = null;
        var members = new List<string>();
        foreach (var each in part["sum"].List)
        {
            members.Add(each.Optional() ?? "");
            first = Measured(each, first) ?? first;
        }
        if (members.Count < 2) part["sum"].Fault("at least two constituents were expected.");
        return new(members, Within(part), citation);
    }

    private LinearCondition Quantity(YamlPart part, string citation)
    {
        var fact = Measured(part["quantity"], null);
        foreach (var (key, comparison) in Comparisons)
        {
            // A word in the place of a number is another quantity, or a limit that is set elsewhere.
            if (part[key].Optional() is not { } text || decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) continue;
            if (thresholds.FirstOrDefault(there => there.Code == text) is { } threshold)
            {
                if (fact is not null && threshold.Unit != fact.Unit) part[key].Fault($"“{text}” is in “{threshold.Unit}”, but {fact.Code} is measured in “{fact.Unit}”.");
                return new CompareCondition(fact?.Code ?? "", Bounds.Of(comparison, text), citation);
            }
            if (facts(text) is not { IsNumber: true })
            {
                part[key].Fault($"“{text}” is no number, no threshold of this criterion and no measured fact of the vocabulary.");
                return new CompareCondition(fact?.Code ?? "", Bounds.Of(comparison, 0), citation);
            }
            Measured(part[key], fact);
            return new RelationCondition(fact?.Code ?? "", comparison, text, citation);
        }
        return new CompareCondition(fact?.Code ?? "", Within(part), citation);
    }

    private Bounds Within(YamlPart part)
    {
        var (less, most, more, least) = (part["less-than"].Number(), part["at-most"].Number(), part["more-than"].Number(), part["at-least"].Number());
        if (part["exactly"].Number() is { } exact) return new(exact, true, exact, true);
        if (less is not null && most is not null) part.Fault("less-than and at-most cannot both stand.");
        if (more is not null && least is not null) part.Fault("more-than and at-least cannot both stand.");
        var bounds = new Bounds(more ?? least, least is not null, less ?? most, most is not null);
        if (bounds is { Lower: null, Upper: null }) part.Fault("a limit was expected: less-than, at-most, more-than, at-least or exactly.");
        if (bounds.Lower is { } low && bounds.Upper is { } high && (low > high || (low == high && !(bounds.LowerIncluded && bounds.UpperIncluded))))
            part.Fault(FormattableString.Invariant($"no value lies between {low} and {high}."));
        return bounds;
    }

    private FactAsked? Measured(YamlPart part, FactAsked? like)
    {
        var code = part.Text();
        var fact = facts(code);
        if (fact is not { IsNumber: true }) part.Fault($"“{code}” is no measured fact of the vocabulary.");
        else if (like is not null && (fact.Unit != like.Unit || fact.Basis != like.Basis))
            part.Fault($"{code} is in “{fact.Unit}” ({fact.Basis}), but {like.Code} in “{like.Unit}” ({like.Basis}); the two cannot be put together.");
        return fact is { IsNumber: true } ? fact : null;
    }
}
