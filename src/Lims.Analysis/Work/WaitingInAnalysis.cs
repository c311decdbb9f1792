using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>Counts what waits, for the home page; only what this person may do something about.</summary>
internal sealed class WaitingInAnalysisHandler(Db<AnalysisDb> analysis, TimeProvider clock) : IWorkWaiting
{
    private const int Lines = 10;

    public async Task<IReadOnlyList<WaitingGroup>> Find(CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var (who, piles) = (db.Who, new List<WaitingGroup>());
        var late = clock.GetUtcNow() - Lateness.After;
        var mine = db.Tests.AsNoTracking().Where(test => test.PerformedBy == who.Laboratory);
        var cases = db.Cases.AsNoTracking().Where(work => work.PerformedBy == who.Laboratory);
        if (who.Is(Role.Coordinator)) piles.Add(await Cases("to-plan", 100, cases.Where(work => work.State == CaseState.Proposed), late, ct));
        if (who.Is(Role.Analyst))
        {
            piles.Add(await Tests("to-measure", 110, mine.Where(test => test.State == TestState.Waiting || test.State == TestState.Recorded), late, ct));
            piles.Add(await Tests("sent-back", 120, mine.Where(test => test.State == TestState.Returned), late, ct));
        }
        if (who.Is(Role.Reviewer)) piles.Add(await Tests("to-review", 130, mine.Where(test => test.State == TestState.Submitted), late, ct));
        if (who.Is(Role.Approver))
        {
            piles.Add(await Tests("to-approve", 140, mine.Where(test => test.State == TestState.Reviewed), late, ct));
            piles.Add(await Cases("to-report", 150, cases.Where(work => work.State == CaseState.Completed
                && !db.Reports.Any(report => report.Sample == work.Id && report.Stage == work.Stage)), late, ct));
        }
        return [.. piles.Where(pile => pile.Count > 0)];
    }

    private static async Task<WaitingGroup> Cases(string key, int order, IQueryable<Case> cases, DateTimeOffset late, CancellationToken ct) => new(
        "waiting." + key, await cases.CountAsync(ct),
        await cases.OrderBy(work => work.ReceivedAt).Take(Lines).Select(work => new WaitingLine(work.Number, "/cases/" + work.Number, work.Goods, work.ReceivedAt, work.ReceivedAt < late)).ToListAsync(ct), order);

    private static async Task<WaitingGroup> Tests(string key, int order, IQueryable<Test> tests, DateTimeOffset late, CancellationToken ct) => new(
        "waiting." + key, await tests.CountAsync(ct),
        await tests.OrderBy(test => test.Case.ReceivedAt).ThenBy(test => test.Method.Code).Take(Lines)
            .Select(test => new WaitingLine(test.Case.Number, "/tests/" + test.Id, test.Method.Code + " · " + test.Case.Goods, test.Case.ReceivedAt, test.Case.ReceivedAt < late)).ToListAsync(ct), order);
}
