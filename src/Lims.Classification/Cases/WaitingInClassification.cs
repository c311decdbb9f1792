using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Cases;

/// <summary>One kind of work that waits for this person.</summary>
/// <param name="Act">Code of the act that is waited for.</param>
/// <param name="Key">Key of its words in the resources.</param>
/// <param name="Count">How many.</param>
/// <param name="First">The oldest five.</param>
internal sealed record WaitingLine(string Act, string Key, int Count, IReadOnlyList<WaitingItem> First);

/// <summary>One case or ruling that waits.</summary>
internal sealed record WaitingItem(Guid Sample, string Number, string Goods, DateTimeOffset Since);

/// <summary>What waits in Classification for the acting person, oldest first; lines without anything are left out.</summary>
internal sealed class WaitingInClassificationHandler(Db<ClassificationDb> classification, Policy policy)
{
    private const int Lines = 5;

    public async Task<IReadOnlyList<WaitingLine>> Handle(CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.SeeWaiting);
        var (me, lab) = (db.Who.Person, db.Who.Laboratory);
        var cases = db.Cases.AsNoTracking().Where(item => item.PerformedBy == lab);
        var rulings = db.Rulings.AsNoTracking().Where(ruling => ruling.PerformedBy == lab);
        var evaluated = cases.Where(item => item.StateName == ClassificationCase.Evaluated);
        var lines = new List<WaitingLine>();
        await Add(ClassificationActs.SignOpinion, "waiting.opinion", Items(evaluated));
        await Add(ClassificationActs.RequestFurtherAnalysis, "waiting.undecided", Items(Where(db, evaluated, "undecided")));
        await Add(ClassificationActs.EvaluateAgain, "waiting.not-evaluable", Items(Where(db, evaluated, "not-evaluable")));
        await Add(ClassificationActs.DrawUpRuling, "waiting.ruling", Items(cases.Where(item => item.StateName == ClassificationCase.Opined || item.StateName == ClassificationCase.SentBack)));
        await Add(ClassificationActs.ConfirmRuling, "waiting.confirmation", Items(rulings.Where(ruling => ruling.StateName == Ruling.DrawnUp && ruling.DrawnUpBy != me)));
        await Add(ClassificationActs.NotifyDeclarant, "waiting.notice", Items(rulings.Where(ruling => ruling.StateName == Ruling.Issued)));
        return lines;

        async Task Add(Act act, string key, IQueryable<WaitingItem> items)
        {
            if (!policy.May(db.Who, act).Yes) return;
            var count = await items.CountAsync(ct);
            if (count > 0) lines.Add(new WaitingLine(act.Code, key, count, await items.Take(Lines).ToListAsync(ct)));
        }
    }

    private static IQueryable<ClassificationCase> Where(ClassificationDb db, IQueryable<ClassificationCase> cases, string state) =>
        cases.Where(item => db.Verdicts.Any(verdict => verdict.CaseId == item.Id && verdict.Round == item.Round && verdict.State == state));

    private static IQueryable<WaitingItem> Items(IQueryable<ClassificationCase> cases) =>
        cases.OrderBy(item => item.Since).ThenBy(item => item.Id).Select(item => new WaitingItem(item.Id, item.Number, item.Goods, item.Since));

    private static IQueryable<WaitingItem> Items(IQueryable<Ruling> rulings) =>
        rulings.OrderBy(ruling => ruling.Since).ThenBy(ruling => ruling.Id).Select(ruling => new WaitingItem(ruling.Sample, ruling.Number ?? ruling.SampleNumber, ruling.Goods, ruling.Since));
}
