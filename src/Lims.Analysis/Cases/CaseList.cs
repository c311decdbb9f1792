using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>One case of the list.</summary>
/// <remarks>
/// <c>State</c>: <c>proposed</c>, <c>planned</c>, <c>in work</c>, <c>completed</c>.
/// <c>Tests</c>: How many are planned.
/// <c>Approved</c>: How many of them are approved.
/// <c>Reported</c>: The report of the stage was issued.
/// </remarks>
public sealed record CaseLine(
    string Number, string Goods, string DeclaredCode, string SubmittedBy, string PerformedBy, string State, int Stage, int Tests, int Approved, bool Reported, DateTimeOffset ReceivedAt, bool Late);

/// <summary>A page of the list.</summary>
/// <param name="Rows">At most as many as asked.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record CaseLines(IReadOnlyList<CaseLine> Rows, string? Next);

/// <summary>What is looked for.</summary>
/// <param name="Text">In number, goods or declared code; empty for all.</param>
/// <param name="State">Name of a state; null for any.</param>
/// <param name="After">From <see cref="CaseLines.Next"/>.</param>
/// <param name="Size">Rows of a page, at most 200.</param>
internal sealed record CaseFilter(string? Text, CaseState? State, string? After, int Size = 50);

/// <summary>Cases of this person's laboratories, newest first, paged by key.</summary>
internal sealed class CaseListHandler(Db<AnalysisDb> analysis, Policy policy, TimeProvider clock)
{
    public async Task<CaseLines> Find(CaseFilter filter, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        policy.Demand(db.Who, AnalysisActs.Read);
        var size = Math.Clamp(filter.Size, 1, 200);
        var late = clock.GetUtcNow() - Lateness.After;
        var rows = await Query(db, filter).Take(size + 1).ToListAsync(ct);
        var next = rows.Count > size ? ListCursor.Of(rows[size - 1].ReceivedAt, rows[size - 1].Number) : null;
        return new CaseLines(
            [.. rows.Take(size).Select(row => new CaseLine(
                row.Number, row.Goods, row.DeclaredCode, row.SubmittedBy, row.PerformedBy, Case.Word(row.State), row.Stage, row.Tests, row.Approved, row.Reported, row.ReceivedAt,
                row.State != CaseState.Completed && row.ReceivedAt < late))], next);
    }

    internal static IQueryable<CaseFound> Query(AnalysisDb db, CaseFilter filter)
    {
        var cases = db.Cases.AsNoTracking();
        if (filter.State is { } state) cases = cases.Where(work => work.State == state);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var like = ListCursor.Like(filter.Text);
            cases = cases.Where(work => EF.Functions.Like(work.Number, like, "\\") || EF.Functions.Like(work.Goods, like, "\\") || EF.Functions.Like(work.DeclaredCode, like, "\\"));
        }
        if (ListCursor.Read(filter.After) is var (at, number) && number is not null)
        {
            // Compared by the database, in the order in which it sorts; no culture of this process is asked.
#pragma warning disable CA1309, CA1310
            cases = cases.Where(work => work.ReceivedAt < at || (work.ReceivedAt == at && string.Compare(work.Number, number) < 0));
#pragma warning restore CA1309, CA1310
        }
        return cases.OrderByDescending(work => work.ReceivedAt).ThenByDescending(work => work.Number).Select(work => new CaseFound(
            work.Number, work.Goods, work.DeclaredCode, work.SubmittedBy, work.PerformedBy, work.State, work.Stage, work.Tests.Count,
            work.Tests.Count(test => test.State == TestState.Approved), db.Reports.Any(report => report.Sample == work.Id && report.Stage == work.Stage), work.ReceivedAt));
    }

    internal sealed record CaseFound(
        string Number, string Goods, string DeclaredCode, string SubmittedBy, string PerformedBy, CaseState State, int Stage, int Tests, int Approved, bool Reported, DateTimeOffset ReceivedAt);
}

/// <summary>When work in the laboratory is late.</summary>
internal static class Lateness
{
    /// <summary>From the reception of the sample.</summary>
    public static readonly TimeSpan After = TimeSpan.FromDays(5);
}
