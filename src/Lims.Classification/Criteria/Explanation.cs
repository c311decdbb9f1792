using Lims.Classification.Tariff;
using Lims.Contracts;
using Lims.Metrology;

namespace Lims.Classification.Criteria;

/// <summary>
/// The verdict in sentences that a judge can read without knowing the laboratory: what was asked, what was found, what follows, and what the probability
/// is and is not.
/// </summary>
internal static class Explanation
{
    public static Evaluation Of(
        Criterion criterion, string declaredCode, Evaluation draft, IReadOnlyList<UsableEvidence> evidence, IReadOnlyDictionary<string, ThresholdInForce> thresholds,
        DecisionRuleFixed rule)
    {
        var then = Words.List(criterion.Then.Codes, "or");
        var declared = TariffCode.WithPoints(declaredCode);
        var sentence = $"{criterion.Id}: {Whole(criterion, draft, then, declared)}";
        var sentences = new List<string> { $"The question was whether the goods, declared as {declared}, fall under {then}. {criterion.Scope}" };
        sentences.AddRange(draft.Leaves.Select(Leaf));
        sentences.Add(sentence);
        if (draft.State != Metrology.Verdict.NotEvaluable && draft.Leaves.Any(leaf => leaf.Limit is not null && leaf.Found is not null)) sentences.Add(WhatItIs(draft));
        if (SecondLook(evidence, rule) is { } looks) sentences.Add(looks);
        sentences.AddRange(Limits(criterion, thresholds));
        if (draft.State is Metrology.Verdict.Undecided or Metrology.Verdict.NotEvaluable) sentences.Add(criterion.NotProven);
        sentences.AddRange(draft.Flagged.Select(flag => $"Not used: {NameOf(criterion, flag.Fact).ToLowerInvariant()} {flag.Reported} by {flag.Method}. {flag.Why}"));
        sentences.AddRange(draft.Presumptions.Select(presumption => $"Presumed: {presumption}"));
        if (draft.Leaves.Count(leaf => leaf.Probability is > 0 and < 1) > 1) sentences.Add("The measured facts are taken as independent "
            + "of one another.");
        sentences.Add($"Source: {criterion.Citation} ({criterion.Edition}; {Authority(criterion.Source)}).");
        return draft with { Sentence = sentence, Sentences = sentences };
    }

    private static string Whole(Criterion criterion, Evaluation draft, string then, string declared) => draft.State switch
    {
        Metrology.Verdict.Met => $"what is asked for {then} is proven met: the probability that all of it holds together is "
            + $"{AtLeast(draft)}, and {Words.Number(draft.Confidence, "1")} is asked.",
        Metrology.Verdict.NotMet => $"what is asked for {then} is proven not met: the probability that all of it holds together is {AtMost(draft)}. "
            + (criterion.Else is { } other ? other.Words : draft.Proposed is null ? "What the goods are instead it does not say." : $"That proves nothing more; the declared code {declared} stands."),
        Metrology.Verdict.Undecided => $"it is not decided whether what is asked for {then} holds: the probability that all of it holds "
            + $"together is {Between(criterion, draft)}.",
        _ => $"it cannot be told whether what is asked for {then} holds: {Lacking(criterion, draft)}.",
    };

    private static string Leaf(LeafOutcome leaf)
    {
        var found = leaf.Found is null ? "nothing usable was determined" : leaf.Method is null ? leaf.Found : $"{leaf.Found}, by {leaf.Method}";
        var p = leaf.Probability is { } probability && leaf.Value is not null
            ? $" By itself this has the probability {Words.Probability(probability)}."
            : "";
        return $"{leaf.Name}: {found}. Asked is {leaf.Asked} ({leaf.Citation}).{p}";
    }

    private static string WhatItIs(Evaluation draft) =>
        $"This probability is, given what was measured and its uncertainty, the chance that the test sample lies on the asked side of "
            + $"{(draft.Leaves.Count(leaf => leaf.Limit is not null) > 1 ? "every limit" : "the limit")}. "
        + "It is not the chance that the goods belong to the heading, and it says nothing of goods that were not sampled.";

    /// <summary>Two looks have more than one chance to be wrong (ISO 10576-1): the rule is applied as it was fixed, and its true rate is told.</summary>
    private static string? SecondLook(IReadOnlyList<UsableEvidence> evidence, DecisionRuleFixed rule)
    {
        if (rule.SecondStage is not { } second || evidence.FirstOrDefault(fact => fact.Asked.Code == second.Fact) is not { Used: { } used, Asked: var asked }) return null;
        if (Replication.Of(used) is not { } split || used.StandardUncertainty is not > 0 || used.Determinations < 1) return null;
        var rate = new TwoStageTest(used.Determinations, second.Determinations, split).FalseDecisionRate(rule.Confidence);
        return $"The plan fixed {second.Determinations} further determinations of the {asked.Name.ToLowerInvariant()} for the case that the first ones do not decide. With two looks, a true value exactly on the limit would be stated to lie on one side of it with the probability {Words.Probability(rate)}, not {Words.Number(Math.Round(1 - rule.Confidence, 12), "1")}.";
    }

    private static IEnumerable<string> Limits(Criterion criterion, IReadOnlyDictionary<string, ThresholdInForce> thresholds) => criterion.Thresholds.Select(asked =>
        !thresholds.TryGetValue(asked.Code, out var set) ? $"{asked.Name}: no value is set; it awaits the authority's."
        : set.IsDemonstration ? $"{asked.Name}: {Words.Number((double)set.Value, set.Unit)} is a demonstration and not law ({set.Citation})."
        : $"{asked.Name}: {Words.Number((double)set.Value, set.Unit)} ({set.Citation}).");

    private static string Lacking(Criterion criterion, Evaluation draft)
    {
        var facts = draft.Missing.Select(code => $"{NameOf(criterion, code).ToLowerInvariant()} is not known with its uncertainty by a method the criterion accepts");
        var limits = draft.Awaiting.Select(code => $"“{criterion.Thresholds.First(threshold => threshold.Code == code).Name}” awaits "
            + "the authority's value");
        return $"{Words.List([.. facts, .. limits])}, and that could change the answer";
    }

    private static string Between(Criterion criterion, Evaluation draft) => draft.Low == draft.High
        ? $"{Words.Probability(draft.Low)}, and it takes {Words.Number(draft.Confidence, "1")} to prove it and "
            + $"{Words.Number(Math.Round(1 - draft.Confidence, 12), "1")} to disprove it"
        : $"anything from {Words.Probability(draft.Low)} to {Words.Probability(draft.High)}, because {Words.List([.. draft.Censored.Select(code => NameOf(criterion, code).ToLowerInvariant())])} is known only as a bound";

    private static string NameOf(Criterion criterion, string code) => criterion.Facts.First(fact => fact.Code == code).Name;

    private static string AtLeast(Evaluation draft) => (draft.Low == draft.High ? "" : "at least ") + Words.Probability(draft.Low);

    private static string AtMost(Evaluation draft) => (draft.Low == draft.High ? "" : "at most ") + Words.Probability(draft.High);

    private static string Authority(SourceStatus source) => source switch
    {
        SourceStatus.Law => "law",
        SourceStatus.ExplanatoryNote => "explanatory note",
        SourceStatus.NationalAuthority => "national authority",
        SourceStatus.Demonstration => "a demonstration, not law",
        _ => "awaiting the authority's value",
    };
}

/// <summary>Splits the uncertainty of a mean into what more determinations reduce and what they do not.</summary>
internal static class Replication
{
    /// <summary>s_r = √n · (part that shrinks), u_c from the rest; null where the laboratory has not said which part shrinks.</summary>
    public static ReplicateUncertainty? Of(Evidence result)
    {
        if (result is not { StandardUncertainty: { } u, AveragedPart: { } averaged, Determinations: >= 1 }) return null;
        // The two parts come from one budget; a last digit may put the part above the whole.
        return new ReplicateUncertainty(averaged * Math.Sqrt(result.Determinations), Math.Sqrt(Math.Max(0, u * u - averaged * averaged)));
    }
}
