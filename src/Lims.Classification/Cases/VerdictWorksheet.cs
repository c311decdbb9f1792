using Lims.Classification.Criteria;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Cases;

/// <summary>All that stands about a sample in Classification: what the scientist signs an opinion on and the officer rules on.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Revision">Of its case; forms carry it back.</param>
/// <param name="Number">Its number.</param>
/// <param name="Goods">As declared.</param>
/// <param name="DeclaredCode">As declared.</param>
/// <param name="DeclaredPath">The code's words; empty where the code is unknown.</param>
/// <param name="State">The case's state.</param>
/// <param name="Since">When it came into this state.</param>
/// <param name="Stage">Of the analysis.</param>
/// <param name="Rule">Fixed with the plan.</param>
/// <param name="Results">All approved results, used or not.</param>
/// <param name="Report">The report's key; null before it is issued.</param>
/// <param name="ReportNumber">Its number.</param>
/// <param name="Verdicts">Of the present round, one a criterion; empty where no criterion speaks to the question.</param>
/// <param name="Earlier">Of earlier rounds, newest first.</param>
/// <param name="Proposed">The code the verdicts lead to; null where they lead to none or to several.</param>
/// <param name="Opinion">The opinion, once signed.</param>
/// <param name="Ruling">The ruling, once drawn up.</param>
/// <param name="May">For each act on the case, by its code: yes, or the reasons why not.</param>
internal sealed record VerdictWorksheet(
    Guid Sample, long Revision, string Number, string Goods, string DeclaredCode, IReadOnlyList<TariffName> DeclaredPath, string State, DateTimeOffset Since,
    int Stage, DecisionRuleFixed? Rule,
    IReadOnlyList<Evidence> Results, Guid? Report, string? ReportNumber, IReadOnlyList<VerdictRow> Verdicts, IReadOnlyList<VerdictRow> Earlier, string? Proposed,
    OpinionRow? Opinion, RulingRow? Ruling, IReadOnlyDictionary<string, Answer> May);

/// <summary>A verdict with what would decide it.</summary>
internal sealed record VerdictRow(Guid Id, int Round, int Stage, Evaluation Evaluation, IReadOnlyList<WayOffered> Ways, DateTimeOffset At);

/// <summary>The opinion as signed.</summary>
internal sealed record OpinionRow(Guid Id, string Code, bool AgreesWithVerdict, string Basis, string SignedBy, DateTimeOffset At);

/// <summary>The ruling as it stands, with its hold.</summary>
internal sealed record RulingRow(
    Guid Id, long Revision, string? Number, string Code, string Reasoning, IReadOnlyList<GriStep> Steps, IReadOnlyList<EvidenceReference> Evidence, string State, string DrawnUpBy,
    string? ConfirmedBy, string? SentBackBecause, DateTimeOffset? IssuedAt, DateOnly? NotifiedOn, DateOnly? AppealUntil, DateOnly? HeldUntil, string? HoldWhy,
    IReadOnlyDictionary<string, Answer> May);

internal sealed class VerdictWorksheetHandler(Db<ClassificationDb> classification, Policy policy, ITariffNames names, TimeProvider clock)
{
    public async Task<VerdictWorksheet> Handle(Guid sample, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.ReadVerdict);
        var item = await db.Cases.AsNoTracking().SingleOrDefaultAsync(there => there.Id == sample, ct) ?? throw new NoSuchRecord("case", sample.ToString());
        var verdicts = (await db.Verdicts.AsNoTracking().Where(verdict => verdict.CaseId == sample).ToListAsync(ct))
            .OrderByDescending(verdict => verdict.Round).ThenBy(verdict => verdict.Criterion, StringComparer.Ordinal)
            .Select(verdict => new VerdictRow(verdict.Id, verdict.Round, verdict.Stage, verdict.Evaluation, verdict.Ways, verdict.At)).ToList();
        var opinion = await db.Opinions.AsNoTracking().Where(there => there.Id == item.Opinion)
            .Select(there => new OpinionRow(there.Id, there.Code, there.AgreesWithVerdict, there.Basis, there.SignedByName, there.At)).SingleOrDefaultAsync(ct);
        var ruling = await db.Rulings.AsNoTracking().SingleOrDefaultAsync(there => there.Id == item.Ruling, ct);
        var present = verdicts.Where(verdict => verdict.Round == item.Round).ToList();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return new(
            item.Id, item.Revision, item.Number, item.Goods, item.DeclaredCode, names.Path(item.DeclaredCode, today), item.StateName, item.Since, item.Stage, item.Rule,
            item.Results, item.Report, item.ReportNumber, present, [.. verdicts.Except(present)], Proposed(present.Select(verdict => verdict.Evaluation)), opinion,
            ruling is null ? null : Row(ruling, db.Who),
            Answers(db.Who, item, ClassificationActs.RequestFurtherAnalysis, ClassificationActs.EvaluateAgain, ClassificationActs.SignOpinion, ClassificationActs.DrawUpRuling));
    }

    /// <summary>The one code all verdicts lead to.</summary>
    public static string? Proposed(IEnumerable<Evaluation> evaluations)
    {
        var codes = evaluations.Select(evaluation => evaluation.Proposed).Distinct(StringComparer.Ordinal).ToList();
        return codes.Count == 1 ? codes[0] : null;
    }

    private RulingRow Row(Ruling ruling, Who who) => new(
        ruling.Id, ruling.Revision, ruling.Number, ruling.Code, ruling.Reasoning, ruling.Steps, ruling.Evidence, ruling.StateName, ruling.DrawnUpByName, ruling.ConfirmedByName,
        ruling.SentBackBecause, ruling.IssuedAt, ruling.NotifiedOn, ruling.AppealUntil, ruling.HeldUntil, ruling.HoldWhy,
        Answers(who, ruling, ClassificationActs.ConfirmRuling, ClassificationActs.SendBackRuling, ClassificationActs.NotifyDeclarant));

    private Dictionary<string, Answer> Answers(Who who, object record, params IReadOnlyList<Act> acts) =>
        acts.ToDictionary(act => act.Code, act => policy.May(who, act, record), StringComparer.Ordinal);
}
