namespace Lims.Classification.Criteria;

/// <summary>Reads the worked cases beside a criterion.</summary>
internal sealed class CaseReader(YamlPart raw, Criterion criterion)
{
    public CriterionCase Read()
    {
        raw.Only("name", "declared", "thresholds", "facts", "values", "measured", "confidence", "gives", "probability", "codes");
        var gives = Words.State(raw["gives"].Optional() ?? "");
        if (gives is null) raw["gives"].Fault($"“{raw["gives"].Optional()}” was found; met, not-met, undecided or not-evaluable was expected.");
        var confidence = raw["confidence"].Number();
        if (confidence is { } c && c is not (> 0.5m and < 1)) raw["confidence"].Fault(FormattableString.Invariant($"{c} was found; a number above 0.5 and below 1 was expected."));
        List<Finding> results = [.. raw["facts"].Pairs.Select(Seen), .. raw["values"].Pairs.Select(Exact), .. raw["measured"].List.Select(Measured)];
        // Exact values without a word on their uncertainty can only be compared as they are.
        var rule = confidence is not null || raw["measured"].List.Any(part => part["u"].Exists) || !raw["values"].Exists
            ? new RuleUsed(false, (double)(confidence ?? 0.95m), "case", null)
            : RuleUsed.Simple;
        return new(
            raw["name"].Text(), raw["declared"].Optional() ?? "", Thresholds(), results, rule, gives ?? Metrology.Verdict.NotEvaluable, (double?)raw["probability"].Number(), [.. raw["codes"].Texts()]);
    }

    private Dictionary<string, ThresholdInForce> Thresholds()
    {
        var set = new Dictionary<string, ThresholdInForce>(StringComparer.Ordinal);
        foreach (var (code, part) in raw["thresholds"].Pairs)
        {
            if (criterion.Thresholds.FirstOrDefault(threshold => threshold.Code == code) is not { } asked) part.Fault($"“{code}” is no threshold of this criterion.");
            else set[code] = new(code, part.Number() ?? 0, asked.Unit, "taken in this case", true);
        }
        return set;
    }

    private Finding Seen((string Code, YamlPart Part) pair)
    {
        var (code, part) = pair;
        var asked = Asked(code, part);
        var text = part.Text();
        if (asked is { IsNumber: true }) return Number(asked, part, (double?)part.Number(), 0, "declared");
        if (asked is { Type: FactType.Kind } && !asked.Kinds.Contains(text)) part.Fault($"“{text}” is no kind of {code}; one of {string.Join(", ", asked.Kinds)} was expected.");
        return asked is { Type: FactType.Kind } ? Finding.Stated(code, text) : Finding.Stated(code, part.Truth() ?? false);
    }

    private Finding Exact((string Code, YamlPart Part) pair) => Number(Asked(pair.Code, pair.Part), pair.Part, (double?)pair.Part.Number(), null, "measured");

    private Finding Number(FactAsked? asked, YamlPart part, double? value, double? u, string kind)
    {
        if (asked is { IsNumber: false }) part.Fault($"“{asked.Code}” is no measured fact of this criterion.");
        if (value is null) part.Fault("a number was expected.");
        return Finding.Measured(asked?.Code ?? "", value ?? 0, u, asked?.Unit ?? "", asked?.Basis ?? "") with { Kind = kind, Method = asked?.Method };
    }

    private Finding Measured(YamlPart part)
    {
        part.Only("fact", "value", "qualifier", "u", "dof", "method", "unit", "basis", "correlated-with");
        var asked = Asked(part["fact"].Text(), part["fact"]);
        if (asked is { IsNumber: false }) part["fact"].Fault($"“{asked.Code}” is no measured fact of this criterion.");
        var qualifier = part["qualifier"].Optional() ?? "=";
        if (qualifier is not ("=" or "<" or ">")) part["qualifier"].Fault($"“{qualifier}” was found; =, < or > was expected.");
        var value = (double?)part["value"].Number();
        if (value is null) part["value"].Fault("a number was expected.");
        var (unit, basis) = (part["unit"].Optional() ?? asked?.Unit ?? "", part["basis"].Optional() ?? asked?.Basis ?? "");
        var found = qualifier == "="
            ? Finding.Measured(asked?.Code ?? "", value ?? 0, (double?)part["u"].Number(), unit, basis)
            : Finding.Censored(asked?.Code ?? "", qualifier, value ?? 0, unit, basis);
        return found with
        {
            DegreesOfFreedom = (double?)part["dof"].Number(),
            Method = part["method"].Optional() ?? asked?.Method,
            CorrelatedWith = part["correlated-with"].Pairs.ToDictionary(pair => pair.Key, pair => (double)(pair.Part.Number() ?? 0), StringComparer.Ordinal),
        };
    }

    private FactAsked? Asked(string code, YamlPart part)
    {
        var asked = criterion.Facts.FirstOrDefault(fact => fact.Code == code);
        if (asked is null) part.Fault($"“{code}” is no fact that this criterion asks for.");
        return asked;
    }
}

/// <summary>Sees that the cases stand below, exactly on and above every limit, and show every fact true and false.</summary>
internal static class CaseCoverage
{
    private static readonly bool[] Truths = [true, false];
    private static readonly (int Side, string Word)[] SidesOfALimit = [(-1, "below"), (0, "exactly on"), (1, "above")];

    public static void Check(Criterion criterion, YamlPart at)
    {
        foreach (var leaf in criterion.Branches.SelectMany(branch => branch.When.Leaves()).Select(pair => pair.Leaf).SelectMany(Single).DistinctBy(Key))
        {
            foreach (var lacking in Lacking(criterion, leaf)) at.Fault($"no case {lacking}.");
        }
    }

    private static IEnumerable<LeafCondition> Single(LeafCondition leaf) => leaf is PredominatesCondition predominates ? predominates.Each : [leaf];

    private static string Key(LeafCondition leaf) => leaf switch
    {
        LinearCondition linear => $"{string.Join("+", linear.Terms)}:{linear.Within}",
        CodedCondition coded => $"{coded.Fact}={string.Join("|", coded.In)}",
        _ => leaf.Facts[0],
    };

    private static IEnumerable<string> Lacking(Criterion criterion, LeafCondition leaf) => leaf switch
    {
        LinearCondition linear => Sides(criterion, linear),
        CodedCondition coded => coded.In.Where(kind => !criterion.Cases.Any(one => one.Results.Any(result => result.Fact == coded.Fact && result.Text == kind)))
            .Select(kind => $"has {coded.Fact} “{kind}”"),
        // What is asked only to be absent, and presumed so, is absent in every case that says nothing of it.
        _ => Truths.Where(truth => criterion.Facts.First(fact => fact.Code == leaf.Facts[0]).Presume != truth
                && !criterion.Cases.Any(one => one.Results.Any(result => result.Fact == leaf.Facts[0] && result.Truth == truth)))
            .Select(truth => $"has {leaf.Facts[0]} {(truth ? "true" : "false")}"),
    };

    private static IEnumerable<string> Sides(Criterion criterion, LinearCondition linear)
    {
        var name = string.Join(" ", linear.Terms.Select((term, i) => i == 0 ? term.Fact : (term.Factor > 0 ? "+ " : "- ") + term.Fact));
        var (limits, awaited) = linear.Within.Threshold is { } code ? ([0m], code) : (linear.Within.Limits.ToList(), (string?)null);
        foreach (var limit in limits)
        {
            var seen = criterion.Cases.Select(one => Side(one, linear, awaited, limit)).OfType<int>().ToHashSet();
            foreach (var (_, word) in SidesOfALimit.Where(pair => !seen.Contains(pair.Side)))
                yield return FormattableString.Invariant($"stands {word} the limit of {name} ({(awaited is null ? limit : awaited)})");
        }
    }

    private static int? Side(CriterionCase one, LinearCondition linear, string? threshold, decimal limit)
    {
        var at = threshold is null ? limit : one.Thresholds.TryGetValue(threshold, out var set) ? set.Value : (decimal?)null;
        var sum = linear.Terms.Aggregate((decimal?)0m, (total, term) => total + term.Factor * (decimal?)one.Results.FirstOrDefault(result => result.Fact == term.Fact)?.Value);
        return at is { } a && sum is { } s ? Math.Sign(s - a) : null;
    }
}
