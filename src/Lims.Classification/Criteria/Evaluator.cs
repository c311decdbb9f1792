using Lims.Classification.Criteria.Reckoning;
using Lims.Classification.Tariff;
using Lims.Metrology;

namespace Lims.Classification.Criteria;

/// <summary>
/// Puts findings beside a criterion. The condition is one proposition with one probability (<see cref="Reckoner"/>); each thing asked is shown by itself
/// as well, but never decides by itself.
/// </summary>
internal sealed class Evaluator
{
    /// <summary>Rounding of sums must not turn a probability of exactly c into less.</summary>
    private const double Rounding = 1e-12;

    private readonly Criterion criterion;
    private readonly string declaredCode;
    private readonly RuleUsed rule;
    private readonly Dictionary<string, FactAsked> asked;
    private readonly List<IReadOnlyList<string>> groups = [];
    private readonly int[] groupOf;
    private Dictionary<string, Known>? known;

    public Evaluator(Criterion criterion, string declaredCode, IReadOnlyList<Finding> findings, IReadOnlyDictionary<string, ThresholdInForce> thresholds, RuleUsed rule)
    {
        (this.criterion, this.declaredCode, this.rule, Thresholds) = (criterion, declaredCode, rule, thresholds);
        asked = criterion.Facts.ToDictionary(fact => fact.Code, StringComparer.Ordinal);
        // What only the scope asks is presumed as the scope needs it; that a fact counts as absent elsewhere does not matter there.
        var inBranches = criterion.Branches.SelectMany(branch => branch.When.Facts).ToHashSet(StringComparer.Ordinal);
        Evidence = [.. criterion.Facts.Select(fact => UsableEvidence.Of(fact, findings)).Select(fact => inBranches.Contains(fact.Asked.Code) ? fact : fact with { Presumed = false })];
        // Branches that lead to the same codes are one outcome: their probabilities add.
        groupOf = [.. criterion.Branches.Select(branch =>
        {
            var there = groups.FindIndex(codes => codes.SequenceEqual(branch.Then.Codes));
            if (there >= 0) return there;
            groups.Add(branch.Then.Codes);
            return groups.Count - 1;
        })];
    }

    /// <summary>What is known of each fact asked for.</summary>
    public IReadOnlyList<UsableEvidence> Evidence { get; }

    public IReadOnlyDictionary<string, ThresholdInForce> Thresholds { get; }

    public RuleUsed Rule => rule;

    /// <summary>The state of the whole on another finding of one fact: what an offer to measure again is judged by.</summary>
    public Metrology.Verdict StateWith(Finding other)
    {
        var known = Knowledge(Evidence, rule.IsSimple);
        known[other.Fact] = KnownAs(asked[other.Fact], other, rule.IsSimple);
        return StateOf(Reckon(known).Reckon());
    }

    public Evaluation Evaluate()
    {
        var reckoner = Reckon(Knowledge(Evidence, rule.IsSimple));
        var reckoned = reckoner.Reckon();
        var state = StateOf(reckoned);
        var shown = rule.IsSimple ? Informative(reckoned) : reckoned;
        var (low, high) = Probability(shown, reckoned, state);
        var decided = state is Metrology.Verdict.Met or Metrology.Verdict.NotMet;
        List<string> missing = decided || !NothingWouldDecide(reckoned) ? [.. reckoned.Open] : [];
        if (decided) missing = [];
        var presumed = Evidence.Where(fact => fact.Presumed).Select(fact => fact.Asked.Code).Concat(reckoner.Presumed).Distinct(StringComparer.Ordinal).ToList();
        var applies = reckoned.Low[^1] < Limit - Rounding;
        var draft = new Evaluation(
            criterion.Id, criterion.Title, criterion.Edition, criterion.Source, criterion.Citation, state, low, high, rule.Code, rule.Confidence,
            applies ? CodesLeft(state, reckoned) : [], applies ? Proposed(state, reckoned) : TariffCode.WithPoints(declaredCode), [.. LeafOutcomes.Of(criterion, this)],
            [.. missing.Where(name => name[0] != '#')], [.. missing.Where(name => name[0] == '#').Select(name => name[1..]).Distinct(StringComparer.Ordinal)],
            decided ? [] : reckoned.Censored, [.. Evidence.SelectMany(fact => fact.Flagged)],
            [.. Presumed(reckoner), .. Evidence.SelectMany(fact => fact.Untold), .. criterion.Presumptions], "", [], [.. Shares(shown)], presumed, applies, [.. Evidence.SelectMany(fact => fact.Remarks)]);
        return Explanation.Of(criterion, declaredCode, draft, this);
    }

    /// <summary>The probability of one thing asked by itself: a range where something is open.</summary>
    public (double Low, double High, bool IsMissing) Alone(LeafCondition leaf)
    {
        known ??= Knowledge(Evidence, rule.IsSimple);
        if (leaf is CompareCondition compare && known[compare.Fact] is Known.Number number && compare.Bounds.Known(Thresholds) is { } within)
        {
            var p = number.Uncertainty > 0 ? Plain(number, within) : within.Contains((decimal)number.Value) ? 1 : 0;
            return (p, p, false);
        }
        var facts = leaf.Facts.Distinct(StringComparer.Ordinal).ToDictionary(code => code, code => asked[code], StringComparer.Ordinal);
        var reckoned = new Reckoner(null, [leaf], [0], facts, known, Thresholds, Correlation).Reckon();
        return (reckoned.AnyLow, reckoned.AnyHigh, reckoned.Open.Count > 0);
    }

    /// <summary>F((T_U - x)/u) - F((T_L - x)/u) (JCGM 106, 7), from the side where no digits are lost.</summary>
    private static double Plain(Known.Number number, Bounds within)
    {
        var from = within.Lower is { } low ? ((double)low - number.Value) / number.Uncertainty : double.NegativeInfinity;
        var to = within.Upper is { } high ? ((double)high - number.Value) / number.Uncertainty : double.PositiveInfinity;
        return from > 0
            ? CoverageFactor.Cumulative(-from, number.DegreesOfFreedom) - CoverageFactor.Cumulative(-to, number.DegreesOfFreedom)
            : CoverageFactor.Cumulative(to, number.DegreesOfFreedom) - CoverageFactor.Cumulative(from, number.DegreesOfFreedom);
    }

    /// <summary>r of two facts, as either of them tells it; 0 where neither does.</summary>
    public double Correlation(string a, string b)
    {
        var (first, second) = (Evidence.FirstOrDefault(fact => fact.Asked.Code == a)?.Used, Evidence.FirstOrDefault(fact => fact.Asked.Code == b)?.Used);
        return first?.CorrelatedWith.TryGetValue(b, out var r) == true ? r : second?.CorrelatedWith.TryGetValue(a, out r) == true ? r : 0;
    }

    /// <summary>What the rule asks of a probability; a simple rule knows only 0 and 1.</summary>
    private double Limit => rule.IsSimple ? 0.75 : rule.Confidence;

    private Reckoner Reckon(Dictionary<string, Known> known) =>
        new(criterion.Scope, [.. criterion.Branches.Select(branch => branch.When)], groupOf, asked, known, Thresholds, Correlation);

    private static Dictionary<string, Known> Knowledge(IReadOnlyList<UsableEvidence> evidence, bool asTheyAre) => evidence.ToDictionary(
        fact => fact.Asked.Code,
        fact => fact.Used is { } used ? KnownAs(fact.Asked, used, asTheyAre) : fact.Presumed ? new Known.Truth(fact.Asked.Presume!.Value) : Known.Nothing,
        StringComparer.Ordinal);

    private static Known KnownAs(FactAsked fact, Finding used, bool asTheyAre)
    {
        if (fact.Type == FactType.Truth) return new Known.Truth(used.Truth!.Value);
        if (fact.Type == FactType.Kind) return new Known.Kind(used.Text!);
        if (used.Qualifier == "<") return used.Bound is { } below ? new Known.Below(below, fact.Floor is { } floor && floor < below ? floor : null) : Known.Nothing;
        if (used.Qualifier == ">") return used.Bound is { } above ? new Known.Above(above, fact.Ceiling is { } ceiling && ceiling > above ? ceiling : null) : Known.Nothing;
        // What is counted, or declared as a formulation, has no uncertainty of measurement.
        var exact = asTheyAre || (used.StandardUncertainty is null && (used.Kind != "measured" || fact.Kind != FactKind.Measured));
        if (exact) return new Known.Number(used.Value!.Value, 0, double.PositiveInfinity);
        return used.StandardUncertainty is { } u ? new Known.Number(used.Value!.Value, u, used.DegreesOfFreedom ?? double.PositiveInfinity) : Known.Nothing;
    }

    private Metrology.Verdict StateOf(Reckoned reckoned)
    {
        var (none, outside) = (reckoned.Low.Length - 2, reckoned.Low.Length - 1);
        if (reckoned.Low[outside] >= Limit - Rounding) return Metrology.Verdict.NotEvaluable;
        if (reckoned.Low.Take(none).Any(p => p >= Limit - Rounding)) return Metrology.Verdict.Met;
        if (reckoned.High[outside] == 0 ? reckoned.AnyHigh <= 1 - Limit + Rounding : reckoned.Low[none] >= Limit - Rounding) return Metrology.Verdict.NotMet;
        return reckoned.Open.Count > 0 && !NothingWouldDecide(reckoned) ? Metrology.Verdict.NotEvaluable : Metrology.Verdict.Undecided;
    }

    /// <summary>Whether the measured values alone keep it undecided, whatever the missing facts are.</summary>
    private bool NothingWouldDecide(Reckoned reckoned) => reckoned.High.All(p => p < Limit - Rounding);

    /// <summary>Under the simple rule the probability decides nothing; it is told where every value came with its uncertainty.</summary>
    private Reckoned Informative(Reckoned asTheyAre)
    {
        var measured = Evidence.Where(fact => fact is { Used.Value: not null, Asked.IsNumber: true }).ToList();
        return measured.Exists(fact => fact.Used!.StandardUncertainty is not null) && measured.TrueForAll(fact => KnownAs(fact.Asked, fact.Used!, false) is Known.Number)
            ? Reckon(Knowledge(Evidence, false)).Reckon() : asTheyAre;
    }

    private static (double Low, double High) Probability(Reckoned shown, Reckoned deciding, Metrology.Verdict state)
    {
        var none = deciding.Low.Length - 2;
        if (state is Metrology.Verdict.NotMet) return Range(shown.AnyLow, shown.AnyHigh);
        var leading = Enumerable.Range(0, none).MaxBy(k => deciding.Low[k] + deciding.High[k]);
        return none == 1 ? Range(shown.AnyLow, shown.AnyHigh) : Range(shown.Low[leading], shown.High[leading]);

        static (double, double) Range(double low, double high) => Math.Abs(high - low) < 1e-9 ? (low, low) : (low, high);
    }

    private IEnumerable<OutcomeShare> Shares(Reckoned reckoned)
    {
        var none = reckoned.Low.Length - 2;
        return [.. groups.Select((codes, k) => new OutcomeShare(codes, false, reckoned.Low[k], reckoned.High[k])), new(criterion.Else?.Codes ?? [], true, reckoned.Low[none], reckoned.High[none])];
    }

    private bool DeclaredIsThen => criterion.Then.Codes.Any(code => TariffCode.Same(code, declaredCode));

    private IEnumerable<string> Otherwise => criterion.Else?.Codes ?? (DeclaredIsThen || TariffCode.Digits(declaredCode).Length == 0 ? [] : [TariffCode.WithPoints(declaredCode)]);

    private List<string> CodesLeft(Metrology.Verdict state, Reckoned reckoned)
    {
        var none = reckoned.Low.Length - 2;
        IEnumerable<string> left = state switch
        {
            Metrology.Verdict.Met => groups[Proven(reckoned)],
            Metrology.Verdict.NotMet => Otherwise,
            _ => Enumerable.Range(0, none).Where(Possible).SelectMany(k => groups[k]).Concat(Possible(none) ? Otherwise : []),
        };
        return [.. left.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        bool Possible(int k) => reckoned.High[k] > 1 - Limit + Rounding;
    }

    private static int Proven(Reckoned reckoned) => Enumerable.Range(0, reckoned.Low.Length - 2).MaxBy(k => reckoned.Low[k]);

    /// <summary>Met: what follows. Not proven: the declared code stands. Disproven: so too, unless it is the very code that was disproven.</summary>
    private string? Proposed(Metrology.Verdict state, Reckoned reckoned) => state switch
    {
        Metrology.Verdict.Met => One(groups[Proven(reckoned)]),
        Metrology.Verdict.NotMet when criterion.Else is { } other => One(other.Codes),
        Metrology.Verdict.NotMet when DeclaredIsThen => null,
        _ => TariffCode.WithPoints(declaredCode),
    };

    private static string? One(IReadOnlyList<string> codes) => codes.Count == 1 ? codes[0] : null;

    private IEnumerable<string> Presumed(Reckoner reckoner)
    {
        return Evidence.Where(fact => fact.Presumed).Select(fact => $"{fact.Asked.Name}: nobody states it; “{(fact.Asked.Presume!.Value ? "yes" : "no")}” is presumed.")
            .Concat(Untold() is { Count: > 0 } untold ? [$"Nobody says on which basis {Words.List(untold)} {(untold.Count == 1 ? "was" : "were")} determined; the one the criterion is written on is presumed."] : [])
            .Concat(reckoner.Presumed.Count == 0 ? [] : [$"The question takes as settled what nobody states here, and it is presumed as the question needs it: {Words.List([.. reckoner.Presumed.Select(Settled)])}."]);

        // “A CFC present” by itself would read as if it were there.
        string Settled(string code) => asked[code].Type == FactType.Truth ? $"{asked[code].InSentence} ({(reckoner.PresumedAbsent.Contains(code) ? "no" : "yes")})" : asked[code].InSentence;
    }

    private List<string> Untold() => [.. Evidence.Where(fact => fact.BasisIsUntold).Select(fact => $"{fact.Asked.InSentence} (“{fact.Asked.Basis}”)")];
}
