using Lims.Classification.Criteria;
using Lims.Contracts;
using Lims.Metrology;

namespace Lims.Classification.Cases;

/// <summary>One way out of an undecided verdict, judged before anybody measures.</summary>
/// <param name="Way"><c>smaller-uncertainty</c>, <c>second-stage</c>, <c>second-laboratory</c> or <c>not-proven</c>.</param>
/// <param name="Fact">Code of the fact to be known better; empty for <c>not-proven</c>.</param>
/// <param name="CanSucceed">Whether it decides at the value as it stands. The value will move with new results, so this is a forecast, not a promise.</param>
/// <param name="UncertaintyNeeded">The largest standard uncertainty that decides at this value; null where none does or none is known.</param>
/// <param name="Determinations">Further determinations, as the plan fixed them; 0 elsewhere.</param>
/// <param name="Why">In words.</param>
/// <param name="Chance">Chance that it decides, the value free to move as far as is known now; null where it cannot be told.</param>
internal sealed record WayOffered(string Way, string Fact, bool CanSucceed, double? UncertaintyNeeded, int Determinations, string Why, double? Chance = null);

/// <summary>
/// What would decide, in the order in which it should be chosen. Nothing here repeats a measurement until the answer suits: a second look exists only
/// where the plan fixed it before the first, and only once.
/// </summary>
internal static class WaysToDecide
{
    public const string SmallerUncertainty = "smaller-uncertainty";
    public const string SecondStage = "second-stage";
    public const string SecondLaboratory = "second-laboratory";
    public const string NotProven = "not-proven";

    /// <summary>Below this part of the present u no method is a serious offer: the value lies on the limit.</summary>
    private const double OnTheLimit = 1e-6;

    /// <summary>The ways out of this verdict; none where it is not undecided.</summary>
    public static IReadOnlyList<WayOffered> Offer(
        Criterion criterion, string declaredCode, IReadOnlyList<Evidence> results, IReadOnlyDictionary<string, ThresholdInForce> thresholds, DecisionRuleFixed rule,
        int stage, IReadOnlyList<string> used)
    {
        var evaluator = new Evaluator(criterion, declaredCode, [.. results.Select(Finding.Of)], thresholds, RuleUsed.Of(rule));
        var evaluation = evaluator.Evaluate();
        if (evaluation.State != Metrology.Verdict.Undecided) return [];
        var doubt = MostDoubtful(evaluator, evaluation);
        var offers = new List<WayOffered> { Smaller(evaluator, doubt) };
        if (rule.SecondStage is { } second && stage == 1 && !used.Contains(SecondStage)) offers.Add(Second(evaluator, second));
        offers.Add(Elsewhere(evaluator, doubt));
        offers.Add(new(NotProven, "", true, null, 0, criterion.NotProven));
        return [.. offers.Where(offer => !used.Contains(offer.Way))];
    }

    /// <summary>
    /// The fact whose better knowledge helps most: first one that alone can decide, of those the one nearest its limit.
    /// </summary>
    private static Doubt MostDoubtful(Evaluator evaluator, Evaluation evaluation)
    {
        var measured = evaluation.Leaves.Where(leaf => leaf.Probability is > 0 and < 1).OrderBy(leaf => Math.Abs(leaf.Probability!.Value - 0.5))
            .Select(leaf => evaluator.Evidence.First(fact => fact.Asked.Code == leaf.Fact)).Where(fact => fact.Used is { Qualifier: "=", StandardUncertainty: > 0 }).Distinct()
            .Select(fact => new Doubt(fact, LargestDecidingUncertainty(evaluator, fact))).ToList();
        return measured.Find(doubt => doubt.Largest is not null)
            ?? (evaluation.Censored.Count > 0 ? new Doubt(evaluator.Evidence.First(fact => fact.Asked.Code == evaluation.Censored[0]), null) : measured[0]);
    }

    /// <summary>The largest u of one fact at which the whole condition is decided, its value staying where it is; null when even an exact value would not decide.</summary>
    private static double? LargestDecidingUncertainty(Evaluator evaluator, UsableEvidence fact)
    {
        var now = fact.Used!.StandardUncertainty!.Value;
        if (!Decides(evaluator, fact, 0)) return null;
        if (Decides(evaluator, fact, now)) return now;
        var (decides, fails) = (0.0, now);
        for (var halving = 0; halving < 60; halving++)
        {
            var middle = (decides + fails) / 2;
            if (Decides(evaluator, fact, middle)) decides = middle;
            else fails = middle;
        }
        return decides > OnTheLimit * now ? decides : null;
    }

    private static bool Decides(Evaluator evaluator, UsableEvidence fact, double u) =>
        evaluator.StateWith(fact.Used! with { StandardUncertainty = u, DegreesOfFreedom = null }) is Metrology.Verdict.Met or Metrology.Verdict.NotMet;

    private static WayOffered Smaller(Evaluator evaluator, Doubt doubt)
    {
        var (asked, used) = (doubt.Fact.Asked, doubt.Fact.Used!);
        var method = asked.Method is { } prescribed ? $" It has to be {prescribed}: the criterion uses no other." : "";
        if (used.Qualifier != "=")
            return new(SmallerUncertainty, asked.Code, true, null, 0, $"{asked.Name} is known only as {used.Reported}. A method with a "
                + $"reporting limit on the other side of what is asked would tell.{method}");
        if (doubt.Largest is not { } largest)
            return new(SmallerUncertainty, asked.Code, false, null, 0, $"No method can decide at the value found: {asked.Name} "
                + $"{used.Reported} lies on the limit, or other facts leave it open.{method}");
        var chance = ChanceToDecide.ByAnother(evaluator, doubt.Fact, largest);
        return new(SmallerUncertainty, asked.Code, true, largest, 0, $"A result for the {asked.InSentence} with a standard uncertainty of at most {Shown(largest, asked.Unit)} would decide if the value stays where it is; it is {Shown(used.StandardUncertainty!.Value, asked.Unit)} now.{method}", chance);
    }

    private static WayOffered Second(Evaluator evaluator, SecondStageFixed second)
    {
        var fact = evaluator.Evidence.FirstOrDefault(there => there.Asked.Code == second.Fact);
        var plan = $"The plan fixed {second.Determinations} further determinations of the {fact?.Asked.InSentence ?? second.Fact}, pooled with the first, none dropped.";
        if (fact?.Used is not { Qualifier: "=", StandardUncertainty: > 0 } used)
            return new(SecondStage, second.Fact, false, null, second.Determinations, $"{plan} There is no value of it they could be pooled with.");
        if (Replication.Of(used) is not { } split)
            return new(SecondStage, second.Fact, false, null, second.Determinations, $"{plan} The laboratory has not said which part of "
                + "the uncertainty they would reduce, so that nobody can say they would decide.");
        var u = split.Of(used.Determinations + second.Determinations);
        var decides = Decides(evaluator, fact, u);
        return new(SecondStage, second.Fact, decides, LargestDecidingUncertainty(evaluator, fact), second.Determinations,
            $"{plan} The standard uncertainty would go from {Shown(used.StandardUncertainty!.Value, used.Unit)} to "
                + $"{Shown(u, used.Unit)}, which {(decides ? "decides" : "does not decide")} if the mean stays where it is.",
            ChanceToDecide.ByPooling(evaluator, fact, split, second.Determinations));
    }

    /// <summary>A second laboratory shares nothing with the first, so that all of the uncertainty averages, as over two replicates.</summary>
    private static WayOffered Elsewhere(Evaluator evaluator, Doubt doubt)
    {
        var (asked, used) = (doubt.Fact.Asked, doubt.Fact.Used!);
        if (used.Qualifier != "=")
            return new(SecondLaboratory, asked.Code, true, null, 0, $"A second laboratory with another reporting limit of {asked.InSentence} would tell.");
        var u = new ReplicateUncertainty(used.StandardUncertainty!.Value, 0).Of(2);
        var decides = Decides(evaluator, doubt.Fact, u);
        return new(SecondLaboratory, asked.Code, decides, doubt.Largest, 0,
            $"If a second laboratory, independent of this one, finds the same {asked.InSentence} with the same uncertainty, the mean of both has the standard uncertainty {Shown(u, asked.Unit)}, which {(decides ? "decides" : "does not decide")}.",
            ChanceToDecide.ByMeanOfTwo(evaluator, doubt.Fact));
    }

    private static string Shown(double u, string unit) => Words.Number(Rounding.ToSignificantDigits(u, 3, RoundingMode.HalfEven), unit);

    private sealed record Doubt(UsableEvidence Fact, double? Largest);
}
