using System.Globalization;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Cases;

/// <summary>One case of the worklist. Public, as are all that a page keeps between prerendering and its circuit.</summary>
/// <param name="Number">Of the sample.</param>
/// <param name="Goods">As declared.</param>
/// <param name="DeclaredCode">As declared.</param>
/// <param name="State">Of the case.</param>
/// <param name="Since">When it came into this state.</param>
/// <param name="Late">Waits for somebody longer than three days.</param>
/// <param name="Verdicts">Of the present round.</param>
/// <param name="RulingNumber">The ruling's number, once issued.</param>
public sealed record CaseLine(
    string Number, string Goods, string DeclaredCode, string State, DateTimeOffset Since, bool Late, IReadOnlyList<VerdictBrief> Verdicts, string? RulingNumber);

/// <summary>A verdict in a few words.</summary>
/// <param name="Criterion">Code of the criterion.</param>
/// <param name="State"><c>met</c>, <c>not-met</c>, <c>undecided</c> or <c>not-evaluable</c>.</param>
/// <param name="Proposed">The code it leads to; null for none.</param>
/// <param name="Probability">Of the whole condition, in words; null where it cannot be told.</param>
public sealed record VerdictBrief(string Criterion, string State, string? Proposed, string? Probability);

/// <summary>A page of the worklist.</summary>
/// <param name="Rows">Not decided first, then by how long they wait.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record CaseLines(IReadOnlyList<CaseLine> Rows, string? Next);

/// <summary>What is looked for.</summary>
/// <param name="State">A state of the case; <c>waiting</c> for those in which somebody here has to act; null for all.</param>
/// <param name="After">From <see cref="CaseLines.Next"/>; anything else begins at the first.</param>
/// <param name="Size">Rows of a page, 1 to 100.</param>
internal sealed record CaseFilter(string? State, string? After, int Size = 50);

/// <summary>Cases of this person's laboratory as a worklist: what is not decided first, what waits longest first; paged by key.</summary>
internal sealed class VerdictListHandler(Db<ClassificationDb> classification, Policy policy, TimeProvider clock)
{
    public const string Waiting = "waiting";

    /// <summary>States in which an officer or an approver has to act.</summary>
    public static readonly IReadOnlyList<string> ToDo =
        [ClassificationCase.Evaluated, ClassificationCase.Opined, ClassificationCase.SentBack, ClassificationCase.RulingDrawnUp];

    /// <summary>All states a person may ask for.</summary>
    public static readonly IReadOnlyList<string> States = [.. ToDo, ClassificationCase.FurtherAnalysis, ClassificationCase.Ruled];

    public async Task<CaseLines> Handle(CaseFilter filter, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.ReadVerdict);
        var size = Math.Clamp(filter.Size, 1, 100);
        var found = await Query(db, filter).Take(size + 1).ToListAsync(ct);
        var page = found.Take(size).ToList();
        var ids = page.Select(row => row.Id).ToList();
        var verdicts = await db.Verdicts.AsNoTracking().Where(verdict => ids.Contains(verdict.CaseId) && verdict.Round == verdict.Case.Round)
            .Select(verdict => new { verdict.CaseId, verdict.Criterion, verdict.State, verdict.Evaluation }).ToListAsync(ct);
        var briefs = verdicts.OrderBy(verdict => verdict.Criterion, StringComparer.Ordinal)
            .ToLookup(verdict => verdict.CaseId, verdict => new VerdictBrief(verdict.Criterion, verdict.State, verdict.Evaluation.Proposed, VerdictViews.Probability(verdict.Evaluation)));
        var late = clock.GetUtcNow() - WaitingInClassificationHandler.LateAfter;
        return new(
            [.. page.Select(row => new CaseLine(
                row.Number, row.Goods, row.DeclaredCode, row.State, row.Since, row.Since < late && ToDo.Contains(row.State), [.. briefs[row.Id]], row.RulingNumber))],
            found.Count > size ? Cursor(page[^1]) : null);
    }

    /// <summary>The one statement behind the list.</summary>
    internal static IQueryable<Line> Query(ClassificationDb db, CaseFilter filter)
    {
        var cases = db.Cases.AsNoTracking().Where(item => item.Number != "");
        if (filter.State == Waiting) cases = cases.Where(item => ToDo.Contains(item.StateName));
        else if (!string.IsNullOrEmpty(filter.State)) cases = cases.Where(item => item.StateName == filter.State);
        var lines = cases.Select(item => new Line
        {
            Id = item.Id,
            Number = item.Number,
            Goods = item.Goods,
            DeclaredCode = item.DeclaredCode,
            State = item.StateName,
            Since = item.Since,
            RulingNumber = db.Rulings.Where(ruling => ruling.Id == item.Ruling).Select(ruling => ruling.Number).FirstOrDefault(),
            Decided = item.StateName == ClassificationCase.Evaluated
                && db.Verdicts.Any(verdict => verdict.CaseId == item.Id && verdict.Round == item.Round && (verdict.State == "undecided" || verdict.State == "not-evaluable")) ? 0 : 1,
        });
        if (ReadCursor(filter.After) is var (decided, since, number) && number is not null)
        {
            // Compared by the database, in the order in which it sorts; no culture of this process is asked.
#pragma warning disable CA1309, CA1310
            lines = lines.Where(line => line.Decided > decided
                || (line.Decided == decided && (line.Since > since || (line.Since == since && string.Compare(line.Number, number) > 0))));
#pragma warning restore CA1309, CA1310
        }
        return lines.OrderBy(line => line.Decided).ThenBy(line => line.Since).ThenBy(line => line.Number);
    }

    private static string Cursor(Line line) => string.Create(CultureInfo.InvariantCulture, $"{line.Decided}~{line.Since.UtcTicks}~{line.Number}");

    /// <summary>An address may be cut or invented; then the list begins anew.</summary>
    private static (int Decided, DateTimeOffset Since, string? Number) ReadCursor(string? text)
    {
        var parts = text?.Split('~') ?? [];
        return parts is ["0" or "1", _, _] && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? (parts[0] == "0" ? 0 : 1, new DateTimeOffset(ticks, TimeSpan.Zero), parts[2])
            : (0, default, null);
    }

    /// <summary>A row as the database gives it.</summary>
    internal sealed class Line
    {
        public Guid Id { get; init; }

        public string Number { get; init; } = "";

        public string Goods { get; init; } = "";

        public string DeclaredCode { get; init; } = "";

        public string State { get; init; } = "";

        public DateTimeOffset Since { get; init; }

        public string? RulingNumber { get; init; }

        /// <summary>0 while it is not decided, else 1.</summary>
        public int Decided { get; init; }
    }
}
