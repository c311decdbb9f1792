using Lims.Metrology;

namespace Lims.Classification.Criteria;

/// <summary>Each thing a criterion asks beside what was found, once, in the order of the text.</summary>
internal static class LeafOutcomes
{
    public static IEnumerable<LeafOutcome> Of(Criterion criterion, Evaluator evaluator) => criterion.Branches.SelectMany(branch => branch.When.Leaves())
        .DistinctBy(pair => Key(pair.Leaf)).Select(pair => Of(criterion, evaluator, pair.Leaf, pair.Asked));

    private static string Key(LeafCondition leaf) => leaf switch
    {
        LinearCondition linear => $"{string.Join('+', linear.Terms)} {linear.Within}",
        CodedCondition coded => $"{coded.Fact}={string.Join('|', coded.In)}",
        PredominatesCondition predominates => $"{predominates.Member}>{string.Join('|', predominates.Among)}",
        _ => leaf.Facts[0],
    };

    private static LeafOutcome Of(Criterion criterion, Evaluator evaluator, LeafCondition leaf, bool asked)
    {
        var evidence = leaf.Facts.Select(code => evaluator.Evidence.First(there => there.Asked.Code == code)).ToList();
        var fact = evidence[0];
        var citation = leaf.Citation.Length > 0 ? leaf.Citation : criterion.Citation;
        var method = fact.Used is { ByMethod.Length: > 0 } by ? by.ByMethod : null;
        var (low, high, missing) = evaluator.Alone(leaf);
        var probability = Math.Abs(high - low) > 1e-9 ? (double?)null : asked ? low : 1 - low;
        var state = State(evaluator.Rule, asked ? (low, high) : (1 - high, 1 - low), missing);
        if (leaf is FactCondition or CodedCondition)
        {
            var found = fact.Presumed ? "not stated; presumed" : fact.Used?.Reported;
            return new(fact.Asked.Code, fact.Asked.Name, Words.Asked(leaf, null, fact.Asked, asked), found, method, null, null, null, "", null, state, probability, citation, Result: fact.Used?.Result);
        }
        var linear = leaf as LinearCondition ?? Closest((PredominatesCondition)leaf, evaluator);
        var within = linear.Within.Known(evaluator.Thresholds);
        var (value, u, dof) = Sum(linear, evaluator);
        var limit = within is null ? null : Nearest(within, value);
        var guard = limit is null || u is null ? (double?)null
            : evaluator.Rule.IsSimple ? 0 : new DecisionRule(evaluator.Rule.Confidence).GuardBand(u.Value, dof);
        return new(
            fact.Asked.Code, Words.Quantity(leaf, code => evaluator.Evidence.First(there => there.Asked.Code == code).Asked), Words.Asked(leaf, within, fact.Asked, asked), Found(linear, evaluator), method,
            value, u, (double?)limit, fact.Asked.Unit, guard, state, probability, citation, limit is null ? Above(linear.Within, asked) : limit == within!.Lower == asked,
            linear.Within.Threshold, linear.Within.Threshold is { } code && evaluator.Thresholds.TryGetValue(code, out var set) && set.IsDemonstration,
            double.IsPositiveInfinity(dof) ? null : dof, linear.Terms.Count == 1 ? fact.Used?.Result : null);
    }

    private static bool? Above(Bounds bounds, bool asked) =>
        bounds.Threshold is null ? null : bounds.ThresholdIs is Comparison.GreaterThan or Comparison.GreaterOrEqual == asked;

    private static Metrology.Verdict State(RuleUsed rule, (double Low, double High) range, bool missing)
    {
        var c = rule.IsSimple ? 0.75 : rule.Confidence;
        return range.Low >= c ? Metrology.Verdict.Met : range.High <= 1 - c ? Metrology.Verdict.NotMet : missing ? Metrology.Verdict.NotEvaluable : Metrology.Verdict.Undecided;
    }

    /// <summary>Of “predominates”, the comparison with the largest of the others.</summary>
    private static RelationCondition Closest(PredominatesCondition predominates, Evaluator evaluator) =>
        predominates.Each.MaxBy(each => evaluator.Evidence.First(there => there.Asked.Code == each.Second).Used?.Value ?? -1)!;

    private static decimal? Nearest(Bounds bounds, double? value) => value is { } x ? bounds.Limits.MinBy(limit => Math.Abs((double)limit - x)) : bounds.Lower ?? bounds.Upper;

    /// <summary>The sum with its uncertainty; nothing where a part of it is no plain number.</summary>
    private static (double? Value, double? U, double Dof) Sum(LinearCondition linear, Evaluator evaluator)
    {
        var parts = linear.Terms.Select(term => (term.Fact, term.Factor, evaluator.Evidence.First(there => there.Asked.Code == term.Fact).Used)).ToList();
        if (parts.Exists(part => part.Used is not { Qualifier: "=", Value: not null })) return (null, null, double.PositiveInfinity);
        var value = (double)parts.Sum(part => part.Factor * (decimal)part.Used!.Value!.Value);
        if (parts.Count == 1) return (value, parts[0].Used!.StandardUncertainty, parts[0].Used!.DegreesOfFreedom ?? double.PositiveInfinity);
        if (parts.Exists(part => part.Used!.StandardUncertainty is null)) return (value, null, double.PositiveInfinity);
        var variance = parts.Sum(a => parts.Sum(b => a.Factor * b.Factor * a.Used!.StandardUncertainty!.Value * b.Used!.StandardUncertainty!.Value * (a.Fact == b.Fact ? 1 : evaluator.Correlation(a.Fact, b.Fact))));
        var u = Math.Sqrt(Math.Max(0, variance));
        var spread = parts.Sum(part => Math.Pow(part.Used!.StandardUncertainty!.Value, 4) / (part.Used!.DegreesOfFreedom ?? double.PositiveInfinity));
        return (value, u, spread == 0 ? double.PositiveInfinity : Math.Max(1, Math.Pow(u, 4) / spread));
    }

    private static string? Found(LinearCondition linear, Evaluator evaluator)
    {
        var found = linear.Terms.Select(term => (term.Factor, evaluator.Evidence.First(there => there.Asked.Code == term.Fact))).Where(pair => pair.Item2.Used is not null).ToList();
        if (found.Count == 0) return null;
        return linear.Terms.Count == 1 ? found[0].Item2.Used!.Reported
            : string.Join(linear is RelationCondition ? " against " : ", ", found.Select(pair => $"{pair.Item2.Asked.InSentence} {pair.Item2.Used!.Reported}"));
    }
}
