using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>What waits for a person, by the person's roles.</summary>
/// <param name="Key"><c>to-plan</c>, <c>to-measure</c>, <c>returned</c>, <c>to-review</c>, <c>to-approve</c>, <c>to-report</c>.</param>
/// <param name="Count">How many.</param>
/// <param name="First">The oldest of them.</param>
internal sealed record WaitingPile(string Key, int Count, IReadOnlyList<WaitingLine> First);

/// <summary>One line of a pile.</summary>
internal sealed record WaitingLine(Guid Case, Guid? Test, string Number, string Goods, string? Method, DateTimeOffset Since);

/// <summary>Counts what waits, for the home page; only what this person may do something about.</summary>
internal sealed class WaitingInAnalysisHandler(Db<AnalysisDb> analysis)
{
    private const int Lines = 5;

    public async Task<IReadOnlyList<WaitingPile>> Handle(CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var (who, piles) = (db.Who, new List<WaitingPile>());
        var mine = db.Tests.AsNoTracking().Where(test => test.PerformedBy == who.Laboratory);
        var cases = db.Cases.AsNoTracking().Where(work => work.PerformedBy == who.Laboratory);
        if (who.Is(Role.Coordinator)) piles.Add(await Cases("to-plan", cases.Where(work => work.State == CaseState.Proposed), ct));
        if (who.Is(Role.Analyst))
        {
            piles.Add(await Tests("to-measure", mine.Where(test => test.State == TestState.Waiting || test.State == TestState.Recorded), ct));
            piles.Add(await Tests("returned", mine.Where(test => test.State == TestState.Returned), ct));
        }
        if (who.Is(Role.Reviewer)) piles.Add(await Tests("to-review", mine.Where(test => test.State == TestState.Submitted), ct));
        if (who.Is(Role.Approver))
        {
            piles.Add(await Tests("to-approve", mine.Where(test => test.State == TestState.Reviewed), ct));
            piles.Add(await Cases("to-report", cases.Where(work => work.State == CaseState.Completed
                && !db.Reports.Any(report => report.Sample == work.Id && report.Stage == work.Stage)), ct));
        }
        return piles;
    }

    private static async Task<WaitingPile> Cases(string key, IQueryable<Case> cases, CancellationToken ct) => new(
        key, await cases.CountAsync(ct),
        await cases.OrderBy(work => work.ReceivedAt).Take(Lines).Select(work => new WaitingLine(work.Id, null, work.Number, work.Goods, null, work.ReceivedAt)).ToListAsync(ct));

    private static async Task<WaitingPile> Tests(string key, IQueryable<Test> tests, CancellationToken ct) => new(
        key, await tests.CountAsync(ct),
        await tests.OrderBy(test => test.Case.ReceivedAt).ThenBy(test => test.Method.Code).Take(Lines)
            .Select(test => new WaitingLine(test.CaseId, test.Id, test.Case.Number, test.Case.Goods, test.Method.Code, test.Case.ReceivedAt)).ToListAsync(ct));
}
