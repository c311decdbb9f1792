using Lims.Classification.Tariff;
using Lims.Contracts;
using Lims.Metrology;

namespace Lims.Classification.Criteria;

/// <summary>
/// Puts evidence beside a criterion. The condition is one proposition with one probability (<see cref="JointCondition"/>); each thing asked is
/// shown by itself as well, but never decides by itself.
/// </summary>
internal sealed class Evaluator
{
    private readonly Criterion criterion;
    private readonly string declaredCode;
    private readonly DecisionRuleFixed fixedRule;
    private readonly DecisionRule rule;
    private readonly Dictionary<string, string> awaiting = new(StringComparer.Ordinal);
    private readonly JointCondition condition;

    public Evaluator(
        Criterion criterion, string declaredCode, IReadOnlyList<Evidence> results, IReadOnlyDictionary<string, ThresholdInForce> thresholds, DecisionRuleFixed rule)
    {
        (this.criterion, this.declaredCode, fixedRule, Thresholds) = (criterion, declaredCode, rule, thresholds);
        this.rule = new DecisionRule(rule.Confidence);
        Evidence = [.. criterion.Facts.Select(fact => UsableEvidence.Of(fact, results))];
        Known = Evidence.ToDictionary(fact => fact.Asked.Code, fact => fact.Known, StringComparer.Ordinal);
        condition = criterion.When.Joint(LeafAs);
    }

    /// <summary>What is known of each fact asked for.</summary>
    public IReadOnlyList<UsableEvidence> Evidence { get; }

    /// <summary>The same by code, as Metrology takes it.</summary>
    public IReadOnlyDictionary<string, Fact> Known { get; }

    public IReadOnlyDictionary<string, ThresholdInForce> Thresholds { get; }

    /// <summary>The whole condition on other knowledge of one fact: what an offer to measure again is judged by.</summary>
    public JointTest TestWith(string fact, Fact known) => condition.Test(new Dictionary<string, Fact>(Known, StringComparer.Ordinal) { [fact] = known }, rule);

    public Evaluation Evaluate()
    {
        var test = condition.Test(Known, rule);
        var draft = new Evaluation(
            criterion.Id, criterion.Title, criterion.Edition, criterion.Source, criterion.Citation, test.Verdict, test.Low, test.High, fixedRule.Code, rule.Confidence,
            CodesLeft(test.Verdict), Proposed(test.Verdict), [.. criterion.When.Leaves().Select(leaf => Outcome(leaf.Leaf, leaf.Asked))],
            [.. test.Missing.Where(name => !awaiting.ContainsKey(name))], [.. test.Missing.Where(awaiting.ContainsKey).Select(name => awaiting[name]).Distinct(StringComparer.Ordinal)],
            test.Censored, [.. Evidence.SelectMany(fact => fact.Flagged)], [.. Presumed(), .. criterion.Presumptions], "", []);
        return Explanation.Of(criterion, declaredCode, draft, Evidence, Thresholds, fixedRule);
    }

    /// <summary>
    /// A limit that awaits its value is an open question like a fact nobody knows, one for each place it stands in: it matters only if it can change
    /// the answer.
    /// </summary>
    private JointCondition LeafAs(LeafCondition leaf)
    {
        if (leaf is not CompareCondition compare) return JointCondition.Holds(leaf.Fact);
        if (LimitOf(compare) is { } limit) return JointCondition.Within(leaf.Fact, limit);
        var open = $"{compare.Threshold} #{awaiting.Count + 1}";
        awaiting[open] = compare.Threshold!;
        return JointCondition.Holds(open);
    }

    private Limit? LimitOf(CompareCondition compare)
    {
        var asked = criterion.Facts.First(fact => fact.Code == compare.Fact);
        var value = compare.Limit ?? (compare.Threshold is { } code && Thresholds.TryGetValue(code, out var there) ? there.Value : null);
        return value is { } number ? Limit.Of(compare.Is, (double)number, asked.Unit, asked.Basis) : null;
    }

    private LeafOutcome Outcome(LeafCondition leaf, bool asked)
    {
        var fact = Evidence.First(there => there.Asked.Code == leaf.Fact);
        var used = fact.Used;
        var citation = leaf.Citation.Length > 0 ? leaf.Citation : criterion.Citation;
        var method = used is null ? null : $"{used.Method} v{used.MethodVersion}";
        var found = fact.Presumed ? "not stated; presumed" : used?.Reported;
        if (leaf is FactCondition)
        {
            bool? holds = used?.Truth ?? (fact.Presumed ? fact.Asked.Presume : null);
            var state = holds is null ? Metrology.Verdict.NotEvaluable : holds == asked ? Metrology.Verdict.Met : Metrology.Verdict.NotMet;
            return new(leaf.Fact, fact.Asked.Name, asked ? "yes" : "no", found, method, null, null, null, "", null, state, holds is null ? null : holds == asked ? 1 : 0, citation, Result: used?.Result);
        }
        var compare = (CompareCondition)leaf;
        var limit = LimitOf(compare);
        var test = limit is null ? null : Test(limit, fact);
        var words = Words.Asked(compare, limit, fact.Asked, asked);
        var probability = test?.Probability is { } p ? asked ? p : 1 - p : (double?)null;
        var guard = limit is not null && used is { Qualifier: "=", StandardUncertainty: { } u } ? rule.GuardBand(u, used.DegreesOfFreedom ?? double.PositiveInfinity) : (double?)null;
        return new(leaf.Fact, fact.Asked.Name, words, found, method, used?.Value, used?.StandardUncertainty, limit?.Lower ?? limit?.Upper, fact.Asked.Unit, guard,
            asked ? test?.Verdict ?? Metrology.Verdict.NotEvaluable : Turned(test?.Verdict), probability, citation, compare.AskedAbove == asked, compare.Threshold,
            compare.Threshold is { } code && Thresholds.TryGetValue(code, out var set) && set.IsDemonstration, used?.DegreesOfFreedom, used?.Result);
    }

    private ConformityTest? Test(Limit limit, UsableEvidence fact) => fact.Used switch
    {
        null => null,
        { Qualifier: "=", StandardUncertainty: null } => rule.WithoutUncertainty(limit),
        { Qualifier: "=" } used => rule.Test(limit, UsableEvidence.MeasuredAs(used, used.StandardUncertainty.Value, used.DegreesOfFreedom)),
        { Qualifier: "<" } used => rule.Test(limit, Censored.Below(used.Bound!.Value, used.Unit, used.Basis)),
        var used => rule.Test(limit, Censored.Above(used.Bound!.Value, used.Unit, used.Basis)),
    };

    private static Metrology.Verdict Turned(Metrology.Verdict? verdict) => verdict switch
    {
        Metrology.Verdict.Met => Metrology.Verdict.NotMet,
        Metrology.Verdict.NotMet => Metrology.Verdict.Met,
        { } same => same,
        null => Metrology.Verdict.NotEvaluable,
    };

    private bool DeclaredIsThen => criterion.Then.Codes.Any(code => TariffCode.Same(code, declaredCode));

    private List<string> CodesLeft(Metrology.Verdict state)
    {
        IEnumerable<string> otherwise = criterion.Else?.Codes ?? (DeclaredIsThen ? [] : [TariffCode.WithPoints(declaredCode)]);
        IEnumerable<string> left = state switch
        {
            Metrology.Verdict.Met => criterion.Then.Codes,
            Metrology.Verdict.NotMet => otherwise,
            _ => otherwise.Concat(criterion.Then.Codes),
        };
        return [.. left.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Met: what follows. Not proven: the declared code stands. Disproven: so too, unless it is the very code that was disproven.</summary>
    private string? Proposed(Metrology.Verdict state) => state switch
    {
        Metrology.Verdict.Met => One(criterion.Then.Codes),
        Metrology.Verdict.NotMet when criterion.Else is { } other => One(other.Codes),
        Metrology.Verdict.NotMet when DeclaredIsThen => null,
        _ => TariffCode.WithPoints(declaredCode),
    };

    private static string? One(IReadOnlyList<string> codes) => codes.Count == 1 ? codes[0] : null;

    private IEnumerable<string> Presumed() => Evidence.Where(fact => fact.Presumed)
        .Select(fact => $"{fact.Asked.Name}: nobody states it; “{(fact.Asked.Presume!.Value ? "yes" : "no")}” is presumed.");
}
