using Lims.Classification.Criteria;
using Lims.Classification.Faces;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Cases;

/// <summary>Reads a case as a page shows it: the worksheet with its words, drawn and cited.</summary>
internal sealed class VerdictViews(
    Db<ClassificationDb> classification, VerdictWorksheetHandler worksheets, CriteriaCatalogue criteria, ITariffNames names, Policy policy, TimeProvider clock)
{
    /// <summary>By the sample's number, in any case, or by its key.</summary>
    public async Task<VerdictView> Find(string number, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.ReadVerdict);
        var typed = number.Trim().ToUpperInvariant();
        var key = Guid.TryParse(typed, out var id) ? id : Guid.Empty;
        var sample = await db.Cases.Where(item => item.Id == key || item.Number == typed).Select(item => (Guid?)item.Id).FirstOrDefaultAsync(ct)
            ?? throw new NoSuchRecord("case", number);
        return View(await worksheets.Handle(sample, ct), db.Who);
    }

    /// <summary>Another number whenever the case or its ruling changed.</summary>
    public async Task<long> Change(Guid sample, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.ReadVerdict);
        var item = await db.Cases.Where(there => there.Id == sample).Select(there => (long?)there.Revision).SingleOrDefaultAsync(ct) ?? throw new NoSuchRecord("case", sample.ToString());
        return item + await db.Rulings.Where(ruling => ruling.Sample == sample).Select(ruling => ruling.Revision).SingleOrDefaultAsync(ct);
    }

    /// <summary>Of the whole condition, in words: the value, or the bound that carries the verdict; null where it cannot be told.</summary>
    public static string? Probability(Evaluation evaluation) => evaluation.State switch
    {
        Metrology.Verdict.NotEvaluable => null,
        Metrology.Verdict.Met => (evaluation.Low == evaluation.High ? "" : "≥ ") + Words.Probability(evaluation.Low),
        Metrology.Verdict.NotMet => (evaluation.Low == evaluation.High ? "" : "≤ ") + Words.Probability(evaluation.High),
        _ => evaluation.Low == evaluation.High ? Words.Probability(evaluation.Low) : $"{Words.Probability(evaluation.Low)} – {Words.Probability(evaluation.High)}",
    };

    /// <summary>“p = 0.9981”, “p &gt; 0.9999”, for where there is no room for words.</summary>
    public static string Short(string probability) =>
        probability.StartsWith("more than ", StringComparison.Ordinal) ? "p > " + probability[10..]
        : probability.StartsWith("less than ", StringComparison.Ordinal) ? "p < " + probability[10..]
        : probability[0] is '≥' or '≤' ? "p " + probability : "p = " + probability;

    private VerdictView View(VerdictWorksheet sheet, Who who)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var shown = sheet.Verdicts.SelectMany(verdict => verdict.Evaluation.Leaves.Select(leaf => leaf.Result).Concat(verdict.Evaluation.Flagged.Select(flag => ResultOf(flag, sheet)))).OfType<Guid>()
            .ToHashSet();
        var why = sheet.May.Where(act => !act.Value.Yes).ToDictionary(act => act.Key, act => act.Value.Why, StringComparer.Ordinal);
        return new(
            sheet.Sample, sheet.Revision, sheet.Revision + (sheet.Ruling?.Revision ?? 0), sheet.Number, sheet.Goods, sheet.DeclaredCode, sheet.DeclaredPath, sheet.State, sheet.Since,
            sheet.Stage, sheet.Rule?.Code, sheet.Rule?.Confidence, sheet.Report, sheet.ReportNumber,
            [.. sheet.Verdicts.Select(verdict => Card(verdict, sheet, why.GetValueOrDefault(ClassificationActs.RequestFurtherAnalysis.Code), today))],
            [.. sheet.Earlier.Select(verdict => new EarlierVerdict(verdict.Id, verdict.Round, verdict.Stage, verdict.At, verdict.Evaluation.StateCode, verdict.Evaluation.Sentence))],
            [.. sheet.Results.Where(result => !shown.Contains(result.Result)).Select(result => new FoundLine(result.Result, result.MethodName, result.Reported, Method(result)))],
            sheet.Proposed, sheet.Proposed is { } proposed ? names.Path(proposed, today) : [],
            sheet.Opinion is { } opinion
                ? new(opinion.Id, opinion.Code, names.Path(opinion.Code, today), opinion.AgreesWithVerdict, opinion.Basis, opinion.SignedBy, opinion.At)
                : null,
            sheet.Ruling is { } ruling ? new(ruling.Id, ruling.Number, ruling.Code, ruling.State, ruling.DrawnUpBy, ruling.SentBackBecause) : null, why, who.Name);
    }

    private VerdictCard Card(VerdictRow verdict, VerdictWorksheet sheet, string? whyNotAsk, DateOnly today)
    {
        var evaluation = verdict.Evaluation;
        var criterion = criteria.Find(evaluation.Criterion, evaluation.Edition);
        IReadOnlyList<string> then = criterion?.Then.Codes ?? [], otherwise = criterion?.Else?.Codes ?? [sheet.DeclaredCode];
        var deciding = LimitLines.Deciding(evaluation);
        return new(
            verdict.Id, verdict.At, evaluation.Criterion, evaluation.Title, evaluation.Edition, ClassificationLook.Code(evaluation.Source), evaluation.Citation, evaluation.StateCode,
            Without(evaluation.Sentence, evaluation.Criterion), evaluation.Sentences, Probability(evaluation), LimitLines.Headline(evaluation, deciding),
            LimitLines.Of(evaluation, deciding, Words.List(then, "or"), Words.List(otherwise, "or")),
            [.. evaluation.Leaves.Select(leaf => new ConditionLine(
                leaf.Name, leaf.Asked, leaf.Found, leaf.Method, Words.Code(leaf.State), leaf.Value is null || leaf.Probability is not { } p ? null : Words.Probability(p), leaf.Citation,
                leaf.IsDemonstration, leaf.Result))],
            [.. evaluation.Flagged.Select(flag => new FlaggedLine(criterion?.Facts.FirstOrDefault(fact => fact.Code == flag.Fact)?.Name ?? flag.Fact, flag.Reported, flag.Method, flag.Why, ResultOf(flag, sheet)))],
            evaluation.Presumptions, [.. Codes(evaluation, then, otherwise, today)],
            [.. verdict.Ways.Select(way => Way(way, criterion, whyNotAsk))]);
    }

    private static string Method(Evidence result) => $"{result.Method} v{result.MethodVersion}";

    private static Guid? ResultOf(FlaggedResult flag, VerdictWorksheet sheet) =>
        sheet.Results.FirstOrDefault(result => result.Fact == flag.Fact && result.Reported == flag.Reported && Method(result) == flag.Method)?.Result;

    /// <summary>The codes the criterion speaks of, the one it leads to first.</summary>
    private IEnumerable<CodeLine> Codes(Evaluation evaluation, IReadOnlyList<string> then, IReadOnlyList<string> otherwise, DateOnly today) =>
        then.Concat(otherwise).Concat(evaluation.Codes).Distinct(StringComparer.Ordinal)
            .Select(code => new CodeLine(
                code, names.Path(code, today) is [.., var last] ? last.Name : "",
                code == evaluation.Proposed ? "proposed" : evaluation.Codes.Contains(code) ? "possible" : "excluded",
                evaluation.State == Metrology.Verdict.NotEvaluable || evaluation.Low != evaluation.High ? null : Words.Probability(Share(evaluation, then, code))))
            .OrderBy(line => line.Stands switch { "proposed" => 0, "possible" => 1, _ => 2 });

    /// <summary>Of all outcomes that name the code; verdicts kept before outcomes were told have one condition and its opposite.</summary>
    private static double Share(Evaluation evaluation, IReadOnlyList<string> then, string code) =>
        evaluation.Outcomes is { Count: > 2 } outcomes && outcomes.Any(share => share.Codes.Contains(code)) ? Math.Clamp(outcomes.Where(share => share.Codes.Contains(code)).Sum(share => share.Low), 0, 1)
        : then.Contains(code) ? evaluation.Low : 1 - evaluation.Low;

    private static WayLine Way(WayOffered way, Criterion? criterion, string? whyNotAsk) => new(
        way.Way, way.Why, way.UncertaintyNeeded is { } u ? LimitLines.Uncertainty(u, criterion?.Facts.FirstOrDefault(fact => fact.Code == way.Fact)?.Unit ?? "") : null,
        way.Determinations, way.Chance,
        way.Way == WaysToDecide.NotProven ? "It is given by the opinion, and the declared code stands."
            : !way.CanSucceed ? "It cannot decide at the value found." : whyNotAsk);

    private static string Without(string sentence, string criterion)
    {
        var words = sentence.StartsWith(criterion + ": ", StringComparison.Ordinal) ? sentence[(criterion.Length + 2)..] : sentence;
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
