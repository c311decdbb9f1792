using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Cases;

/// <summary>What waits in Classification for the acting person, oldest first; lines without anything are left out.</summary>
internal sealed class WaitingInClassificationHandler(Db<ClassificationDb> classification, Policy policy, TimeProvider clock) : IWorkWaiting
{
    private const int Lines = 10;
    public static readonly TimeSpan LateAfter = TimeSpan.FromDays(3);

    public async Task<IReadOnlyList<WaitingGroup>> Find(CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        var (me, lab) = (db.Who.Person, db.Who.Laboratory);
        var cases = db.Cases.AsNoTracking().Where(item => item.PerformedBy == lab);
        var rulings = db.Rulings.AsNoTracking().Where(ruling => ruling.PerformedBy == lab);
        var evaluated = cases.Where(item => item.StateName == ClassificationCase.Evaluated);
        var late = clock.GetUtcNow() - LateAfter;
        var lines = new List<WaitingGroup>();
        await Add(ClassificationActs.SignOpinion, "waiting.opinion", 200, Items(evaluated, late));
        await Add(ClassificationActs.RequestFurtherAnalysis, "waiting.undecided", 210, Items(Where(db, evaluated, "undecided"), late));
        await Add(ClassificationActs.EvaluateAgain, "waiting.not-evaluable", 220, Items(Where(db, evaluated, "not-evaluable"), late));
        await Add(ClassificationActs.DrawUpRuling, "waiting.ruling", 230, ToRule(cases.Where(item => item.StateName == ClassificationCase.Opined || item.StateName == ClassificationCase.SentBack), late));
        await Add(ClassificationActs.ConfirmRuling, "waiting.confirmation", 240, Items(rulings.Where(ruling => ruling.StateName == Ruling.DrawnUp && ruling.DrawnUpBy != me), late));
        await Add(ClassificationActs.NotifyDeclarant, "waiting.notice", 250, Items(rulings.Where(ruling => ruling.StateName == Ruling.Issued), late));
        return lines;

        async Task Add(Act act, string key, int order, IQueryable<WaitingLine> items)
        {
            if (!policy.May(db.Who, act).Yes) return;
            var count = await items.CountAsync(ct);
            if (count > 0) lines.Add(new WaitingGroup(key, count, await items.Take(Lines).ToListAsync(ct), order));
        }
    }

    private static IQueryable<ClassificationCase> Where(ClassificationDb db, IQueryable<ClassificationCase> cases, string state) =>
        cases.Where(item => db.Verdicts.Any(verdict => verdict.CaseId == item.Id && verdict.Round == item.Round && verdict.State == state));

    private static IQueryable<WaitingLine> Items(IQueryable<ClassificationCase> cases, DateTimeOffset late) =>
        cases.OrderBy(item => item.Since).ThenBy(item => item.Id).Select(item => new WaitingLine(item.Number, "/verdicts/" + item.Number, item.Goods, item.Since, item.Since < late));

    /// <summary>Leads to the form itself.</summary>
    private static IQueryable<WaitingLine> ToRule(IQueryable<ClassificationCase> cases, DateTimeOffset late) =>
        cases.OrderBy(item => item.Since).ThenBy(item => item.Id).Select(item => new WaitingLine(item.Number, "/verdicts/" + item.Number + "/ruling", item.Goods, item.Since, item.Since < late));

    private static IQueryable<WaitingLine> Items(IQueryable<Ruling> rulings, DateTimeOffset late) =>
        rulings.OrderBy(ruling => ruling.Since).ThenBy(ruling => ruling.Id).Select(ruling => new WaitingLine(ruling.Number ?? ruling.SampleNumber, "/rulings/" + (ruling.Number ?? ruling.SampleNumber), ruling.Goods, ruling.Since, ruling.Since < late));
}
