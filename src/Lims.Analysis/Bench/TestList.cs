using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>One test that waits.</summary>
/// <remarks>
/// <c>LastBy</c>: Who did the last act on it.
/// <c>WhyNot</c>: Why this person may not do what it waits for; null where it may be done.
/// </remarks>
public sealed record TestLine(
    Guid Id, string Number, string Goods, string Method, int MethodVersion, string MethodName, string State, int Stage, string? ReturnedBecause, string? Reported, string? LastBy,
    DateTimeOffset ReceivedAt, bool Late, string? WhyNot);

/// <summary>A page of the list, the oldest sample first: late ones lead.</summary>
/// <param name="Rows">At most as many as asked.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record TestLines(IReadOnlyList<TestLine> Rows, string? Next);

/// <summary>What is looked for.</summary>
/// <param name="States">Any of these.</param>
/// <param name="After">From <see cref="TestLines.Next"/>.</param>
/// <param name="Size">Rows of a page, at most 200.</param>
internal sealed record TestFilter(IReadOnlyList<TestState> States, string? After, int Size = 50);

/// <summary>Tests this laboratory performs that wait for somebody, paged by key.</summary>
internal sealed class TestListHandler(Db<AnalysisDb> analysis, Policy policy, TimeProvider clock)
{
    public async Task<TestLines> Find(TestFilter filter, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        policy.Demand(db.Who, AnalysisActs.Read);
        var size = Math.Clamp(filter.Size, 1, 200);
        var late = clock.GetUtcNow() - Lateness.After;
        var found = await Query(db, filter).Take(size + 1).ToListAsync(ct);
        var rows = found.Take(size).ToList();
        var standing = await StandingResults.Of(db, rows, ct);
        return new TestLines(
            [.. rows.Select(test => new TestLine(
                test.Id, test.Case.Number, test.Case.Goods, test.Method.Code, test.Method.Version, test.Method.Name, test.StateName, test.Stage, test.ReturnedBecause,
                standing.GetValueOrDefault(test.Id)?.Reported, test.Doings.Count == 0 ? null : test.Doings[^1].Name, test.Case.ReceivedAt, test.Case.ReceivedAt < late, WhyNot(db.Who, test)))],
            found.Count > size ? ListCursor.Of(rows[^1].Case.ReceivedAt, rows[^1].Id.ToString()) : null);
    }

    internal static IQueryable<Test> Query(AnalysisDb db, TestFilter filter)
    {
        var laboratory = db.Who.Laboratory;
        var tests = db.Tests.AsNoTracking().Where(test => test.PerformedBy == laboratory && filter.States.Contains(test.State));
        if (ListCursor.Read(filter.After) is var (at, key) && Guid.TryParse(key, out var id))
            tests = tests.Where(test => test.Case.ReceivedAt > at || (test.Case.ReceivedAt == at && test.Id.CompareTo(id) > 0));
        return tests.Include(test => test.Case).Include(test => test.Method).OrderBy(test => test.Case.ReceivedAt).ThenBy(test => test.Id);
    }

    private string? WhyNot(Who who, Test test)
    {
        Act[] next = test.State switch
        {
            TestState.Waiting => [test.Method.Technique == Technique.Calorimetry ? AnalysisActs.Evaluate : AnalysisActs.Record],
            TestState.Recorded or TestState.Returned => [AnalysisActs.Submit],
            TestState.Submitted => [AnalysisActs.Review],
            TestState.Reviewed => [AnalysisActs.Approve],
            _ => [],
        };
        return next.Select(act => policy.May(who, act, test)).FirstOrDefault(may => !may.Yes)?.Why;
    }
}
