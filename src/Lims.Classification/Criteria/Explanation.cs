using Lims.Classification.Tariff;
using Lims.Metrology;

namespace Lims.Classification.Criteria;

/// <summary>
/// The verdict in sentences that a judge can read without knowing the laboratory: what was asked, what was found, what follows, and what the probability
/// is and is not.
/// </summary>
internal static class Explanation
{
    /// <summary>Outcomes less probable than this are not told one by one.</summary>
    private const double WorthTelling = 0.0005;

    public static Evaluation Of(Criterion criterion, string declaredCode, Evaluation draft, Evaluator evaluator)
    {
        var text = new Text(criterion, declaredCode, draft, evaluator);
        var sentence = $"{criterion.Id}: {text.Whole()}";
        return draft with { Sentence = sentence, Sentences = [.. text.All(sentence)] };
    }

    private sealed class Text(Criterion criterion, string declaredCode, Evaluation draft, Evaluator evaluator)
    {
        private readonly bool simple = evaluator.Rule.IsSimple;
        private readonly string then = criterion.Defines.Length > 0 ? criterion.Defines : Words.List(criterion.Then.Codes, "or");
        private readonly string declared = TariffCode.WithPoints(declaredCode);

        private bool IsOneQuestion => criterion.Branches.Count == 1;

        public IEnumerable<string> All(string sentence)
        {
            yield return Question();
            if (!draft.Applies)
            {
                yield return sentence;
                yield return Source();
                yield break;
            }
            foreach (var leaf in IsOneQuestion ? draft.Leaves.Select(Leaf) : Quantities().Concat(Outcomes())) yield return leaf;
            yield return Rule();
            yield return sentence;
            if (draft.State != Metrology.Verdict.NotEvaluable && draft.Leaves.Any(leaf => leaf.Limit is not null && leaf.StandardUncertainty is > 0)) yield return WhatItIs();
            if (SecondLook() is { } looks) yield return looks;
            foreach (var limit in Limits()) yield return limit;
            if (draft.State is Metrology.Verdict.Undecided or Metrology.Verdict.NotEvaluable) yield return criterion.NotProven;
            foreach (var flag in draft.Flagged)
                yield return $"Not used: {NameOf(flag.Fact)} {flag.Reported}{(flag.Method.Length == 0 ? "" : $" by {flag.Method}")}. {flag.Why}";
            foreach (var remark in draft.Remarks ?? []) yield return $"Flagged: {remark}";
            foreach (var presumption in draft.Presumptions) yield return $"Presumed: {presumption}";
            if (evaluator.Evidence.Count(fact => fact.Used is { StandardUncertainty: > 0 }) > 1) yield return Together();
            if (criterion.Remark.Length > 0) yield return $"Note: {criterion.Remark}";
            yield return Source();
        }

        private string Question()
        {
            var goods = declared.Length == 0 ? "the goods" : $"the goods, declared as {declared},";
            var asked = criterion.Defines.Length > 0 ? $"whether {goods} are what a note calls {criterion.Defines}"
                : criterion.Then.Codes.Count == 1 || IsOneQuestion ? $"whether {goods} fall under {then}" : $"which of {then} {goods} fall under";
            return $"The question was {asked}. {criterion.About}";
        }

        public string Whole()
        {
            if (!draft.Applies) return $"it does not apply, because the goods lie outside what it is about: {criterion.About}";
            return IsOneQuestion || draft.State == Metrology.Verdict.NotMet ? OneOutcome() : SeveralOutcomes();
        }

        private string OneOutcome() => draft.State switch
        {
            Metrology.Verdict.Met when simple => $"what is asked for {then} is met by the values as they are{Told()}.",
            Metrology.Verdict.Met => $"what is asked for {then} is proven met: the probability that all of it holds together is "
                + $"{AtLeast(draft.Low)}, and {Words.Number(draft.Confidence, "1")} is asked.",
            Metrology.Verdict.NotMet when simple => $"what is asked for {then} is not met by the values as they are{Told()}. {WhatElse()}",
            Metrology.Verdict.NotMet => $"what is asked for {then} is proven not met: the probability that all of it holds together is {AtMost(draft.High)}. {WhatElse()}",
            Metrology.Verdict.Undecided => $"it is not decided whether what is asked for {then} holds: the probability that all of it holds together is {Between()}.{Possible()}",
            _ => $"it cannot be told whether what is asked for {then} holds: {Lacking()}.{Possible()}",
        };

        private string SeveralOutcomes() => draft.State switch
        {
            Metrology.Verdict.Met when simple => $"what is asked for {Words.List(draft.Codes, "or")} is met by the values as they are{Told()}.",
            Metrology.Verdict.Met => $"what is asked for {Words.List(draft.Codes, "or")} is proven met: the probability is {AtLeast(draft.Low)}, and {Words.Number(draft.Confidence, "1")} is asked.",
            Metrology.Verdict.Undecided => $"it is not decided which of {Words.List(draft.Codes)} it is: none of them is proven.{(draft.Censored.Count == 0 ? "" : $" {Names(draft.Censored)} is known only as a bound.")}",
            _ => $"it cannot be told which of {then} it is: {Lacking()}.{Possible()}",
        };

        private string WhatElse() => criterion.Else is { Words.Length: > 0 } other ? other.Words
            : criterion.Else is { } codes ? $"So it falls under {Words.List(codes.Codes, "or")}."
            : declared.Length == 0 || draft.Proposed is null ? "What the goods are instead it does not say."
            : $"That proves nothing more; the declared code {declared} stands.";

        private string Told() => draft.Probability is { } p and > 0 and < 1 ? $" (its probability is {Words.Probability(p)}; under this rule it decides nothing)" : "";

        private string Possible() => draft.Codes.Count == 0 ? "" : $" Still possible: {Words.List(draft.Codes)}.";

        private string Leaf(LeafOutcome leaf)
        {
            var found = leaf.Found is null ? "nothing usable was determined" : leaf.Method is null ? leaf.Found : $"{leaf.Found}, by {leaf.Method}";
            var p = leaf.Probability is { } probability && leaf.StandardUncertainty is > 0 && !simple ? $" By itself this has the probability {Words.Probability(probability)}." : "";
            var guard = leaf.GuardBand is { } band and > 0 ? $" The guard band is {Words.Number(Rounded(band), leaf.Unit)}: a value nearer to the limit than that proves nothing." : "";
            return $"{leaf.Name}: {found}. Asked is {leaf.Asked} ({leaf.Citation}).{p}{guard}";
        }

        /// <summary>Of a criterion with several branches: each quantity once, then each outcome with what it asks.</summary>
        private IEnumerable<string> Quantities() => evaluator.Evidence
            .Where(fact => fact.Used is not null || draft.Missing.Contains(fact.Asked.Code))
            .Select(fact => $"{fact.Asked.Name}: {(fact.Used is null ? "nothing usable was determined" : fact.Used.Reported)}{(fact.Used is { ByMethod.Length: > 0 } used ? $", by {used.ByMethod}" : "")}.{Guard(fact)}");

        private static double Rounded(double band) => Rounding.ToSignificantDigits(band, 3, RoundingMode.HalfEven);

        private string Guard(UsableEvidence fact)
        {
            var band = draft.Leaves.FirstOrDefault(leaf => leaf.Name == fact.Asked.Name && leaf.GuardBand is > 0)?.GuardBand;
            return band is { } w ? $" The guard band beside each limit is {Words.Number(Rounded(w), fact.Asked.Unit)}." : "";
        }

        private IEnumerable<string> Outcomes()
        {
            foreach (var share in draft.Outcomes!.Where(share => share.High > WorthTelling))
            {
                var p = share.Low == share.High || Math.Abs(share.High - share.Low) < 1e-9 ? Words.Probability(share.Low) : $"from {Words.Probability(share.Low)} to {Words.Probability(share.High)}";
                if (share.IsElse)
                {
                    yield return $"That none of {then} is met has the probability {p}{(share.Codes.Count == 0 ? "; what the goods are then the criterion does not say" : $", and leads to {Words.List(share.Codes, "or")}")}.";
                    continue;
                }
                var asks = string.Join("; or ", criterion.Branches.Where(branch => branch.Then.Codes.SequenceEqual(share.Codes)).Select(branch => Words.Clause(branch.When, Fact, evaluator.Thresholds)));
                var first = criterion.IsOrdered && criterion.Branches[0].Then.Codes.SequenceEqual(share.Codes) is false ? ", none that comes before it being met" : "";
                yield return $"{Words.List(share.Codes, "or")} asks for {asks}{first}: probability {p}.";
            }
        }

        private string Rule() => simple
            ? "Rule: simple acceptance. Values are compared with the limits as they are, at full precision; for a value beside a limit the risk of a wrong statement may reach one half."
            : $"Rule: {(evaluator.Rule.Code.Length == 0 ? "proven" : evaluator.Rule.Code)}. A thing is proven when its probability is at least {Words.Number(draft.Confidence, "1")}, disproven when it is at most {Words.Number(Math.Round(1 - draft.Confidence, 12), "1")}, and otherwise undecided; values are compared at full precision.";

        private string WhatItIs() =>
            $"This probability is, given what was measured and its uncertainty, the chance that the test sample lies on the asked side of "
                + $"{(draft.Leaves.Count(leaf => leaf.Limit is not null) > 1 ? "every limit" : "the limit")}. "
            + "It is not the chance that the goods belong to the heading, and it says nothing of goods that were not sampled.";

        private string Together()
        {
            var correlated = evaluator.Evidence.Where(fact => fact.Used?.CorrelatedWith.Values.Any(r => r != 0) == true).Select(fact => fact.Asked.InSentence).ToList();
            return correlated.Count == 0 ? "The measured facts are taken as independent of one another." : $"The correlation told for {Words.List(correlated)} is taken into account; other measured facts are taken as independent.";
        }

        /// <summary>Two looks have more than one chance to be wrong (ISO 10576-1): the rule is applied as it was fixed, and its true rate is told.</summary>
        private string? SecondLook()
        {
            if (evaluator.Rule.SecondStage is not { } second || evaluator.Evidence.FirstOrDefault(fact => fact.Asked.Code == second.Fact) is not { Used: { } used, Asked: var asked }) return null;
            if (Replication.Of(used) is not { } split || used.StandardUncertainty is not > 0 || used.Determinations < 1) return null;
            var rate = new TwoStageTest(used.Determinations, second.Determinations, split).FalseDecisionRate(evaluator.Rule.Confidence);
            return $"The plan fixed {second.Determinations} further determinations of the {asked.InSentence} for the case that the first ones do not decide. With two looks, a true value exactly on the limit would be stated to lie on one side of it with the probability {Words.Probability(rate)}, not {Words.Number(Math.Round(1 - evaluator.Rule.Confidence, 12), "1")}.";
        }

        private IEnumerable<string> Limits() => criterion.Thresholds.Select(asked =>
            !evaluator.Thresholds.TryGetValue(asked.Code, out var set) ? $"{asked.Name}: no value is set; it awaits the authority's."
            : set.IsDemonstration ? $"{asked.Name}: {Words.Number((double)set.Value, set.Unit)} is a demonstration and not law ({set.Citation})."
            : $"{asked.Name}: {Words.Number((double)set.Value, set.Unit)} ({set.Citation}).");

        private string Lacking()
        {
            var facts = draft.Missing.Select(code => evaluator.Evidence.First(fact => fact.Asked.Code == code)).Select(fact => fact switch
            {
                { Used: { Qualifier: "=", StandardUncertainty: null } } => $"{fact.Asked.InSentence} is known without its uncertainty, which this rule needs",
                { Used: { Bound: null, Qualifier: not "=" } } => $"{fact.Asked.InSentence} was not detected, but nobody says down to what content",
                { Flagged.Count: > 0 } => $"{fact.Asked.InSentence} is not known as the criterion needs it",
                { Asked.IsNumber: true } => $"{fact.Asked.InSentence} is not determined",
                _ => $"{fact.Asked.InSentence} is not stated",
            });
            var limits = draft.Awaiting.Select(code => $"“{criterion.Thresholds.First(threshold => threshold.Code == code).Name}” awaits the authority's value");
            return $"{Words.List([.. facts, .. limits])}, and that could change the answer";
        }

        private string Between() => draft.Low == draft.High
            ? $"{Words.Probability(draft.Low)}{(simple ? "" : $", and it takes {Words.Number(draft.Confidence, "1")} to prove it and {Words.Number(Math.Round(1 - draft.Confidence, 12), "1")} to disprove it")}"
            : $"anything from {Words.Probability(draft.Low)} to {Words.Probability(draft.High)}"
                + (draft.Censored.Count > 0 ? $", because {Names(draft.Censored)} is known only as a bound" : ", whatever the facts not determined are");

        private string Names(IEnumerable<string> codes) => Words.List([.. codes.Select(NameOf)]);

        private string NameOf(string code) => Fact(code).InSentence;

        private FactAsked Fact(string code) => criterion.Facts.First(fact => fact.Code == code);

        private string AtLeast(double p) => (draft.Low == draft.High ? "" : "at least ") + Words.Probability(p);

        private string AtMost(double p) => (draft.Low == draft.High ? "" : "at most ") + Words.Probability(p);

        private string Source() => $"Source: {criterion.Citation} ({criterion.Edition}; {Authority(criterion.Source)}).";
    }

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
    public static ReplicateUncertainty? Of(Finding result)
    {
        if (result is not { StandardUncertainty: { } u, AveragedPart: { } averaged, Determinations: >= 1 }) return null;
        // The two parts come from one budget; a last digit may put the part above the whole.
        return new ReplicateUncertainty(averaged * Math.Sqrt(result.Determinations), Math.Sqrt(Math.Max(0, u * u - averaged * averaged)));
    }
}
