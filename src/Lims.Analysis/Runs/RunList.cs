using System.Globalization;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>One run of the list.</summary>
public sealed record RunLine(
    Guid Id, int Number, string File, string SampleName, string Technique, string? Measured, DateTimeOffset ReadAt, string Reader, int Warnings, string? Sample, string PerformedBy);

/// <summary>A file that gave no runs: being read, or refused with its reason.</summary>
public sealed record FileLine(Guid Id, string Name, string State, string? Reason, DateTimeOffset At, string By, string? Sample);

/// <summary>A page of the list, newest first.</summary>
/// <param name="Rows">At most as many as asked.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
/// <param name="Unread">The newest files without runs; on the first page alone.</param>
public sealed record RunLines(IReadOnlyList<RunLine> Rows, string? Next, IReadOnlyList<FileLine> Unread);

/// <summary>What is looked for.</summary>
/// <param name="Text">In the names of file and sample, and in the sample's number; empty for all.</param>
/// <param name="Technique">Such as DSC; empty for any.</param>
/// <param name="After">From <see cref="RunLines.Next"/>.</param>
/// <param name="Size">Rows of a page, at most 200.</param>
internal sealed record RunFilter(string? Text, string? Technique, string? After, int Size = 50);

/// <summary>Runs of this person's laboratories, paged by key.</summary>
internal sealed class RunListHandler(Db<AnalysisDb> analysis, Policy policy)
{
    private const int MostUnread = 20;

    public async Task<RunLines> Find(RunFilter filter, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        policy.Demand(db.Who, AnalysisActs.Read);
        var size = Math.Clamp(filter.Size, 1, 200);
        var found = await Query(db, filter).Take(size + 1).ToListAsync(ct);
        var rows = found.Take(size).Select(run => new RunLine(
            run.Run.Id, run.Run.Number, run.File, run.Run.SampleName, run.Run.Technique, run.Run.MeasuredAt?.Raw, run.Run.ReadAt, run.Run.Reader, run.Run.Warnings.Count, run.Sample,
            run.Run.PerformedBy)).ToList();
        var unread = filter.After is null
            ? await db.Files.AsNoTracking().Where(file => file.State != FileState.Read).OrderByDescending(file => file.UploadedAt).Take(MostUnread)
                .Select(file => new FileLine(file.Id, file.Name, file.State == FileState.Refused ? "refused" : "received", file.Reason, file.UploadedAt, file.UploadedByName,
                    db.Cases.Where(work => work.Id == file.Sample).Select(work => work.Number).FirstOrDefault())).ToListAsync(ct)
            : [];
        return new RunLines(rows, found.Count > size ? ListCursor.Of(rows[^1].ReadAt, rows[^1].Id.ToString()) : null, unread);
    }

    internal static IQueryable<RunFound> Query(AnalysisDb db, RunFilter filter)
    {
        var runs = db.Runs.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(filter.Technique)) runs = runs.Where(run => run.Technique == filter.Technique);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var like = ListCursor.Like(filter.Text);
            runs = runs.Where(run => EF.Functions.Like(run.SampleName, like, "\\") || EF.Functions.Like(run.File.Name, like, "\\")
                || db.Cases.Any(work => work.Id == run.Sample && EF.Functions.Like(work.Number, like, "\\")));
        }
        if (ListCursor.Read(filter.After) is var (at, key) && Guid.TryParse(key, out var id))
            runs = runs.Where(run => run.ReadAt < at || (run.ReadAt == at && run.Id.CompareTo(id) < 0));
        return runs.OrderByDescending(run => run.ReadAt).ThenByDescending(run => run.Id)
            .Select(run => new RunFound(run, run.File.Name, db.Cases.Where(work => work.Id == run.Sample).Select(work => work.Number).FirstOrDefault()));
    }

    internal sealed record RunFound(Run Run, string File, string? Sample);
}

/// <summary>Where a page of a list begins, as text for an address: a moment and a key.</summary>
internal static class ListCursor
{
    public static string Of(DateTimeOffset at, string key) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks}~{key}");

    /// <summary>An address may be cut or invented; then the list begins anew.</summary>
    public static (DateTimeOffset At, string? Key) Read(string? text)
    {
        var parts = text?.Split('~') ?? [];
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? (new DateTimeOffset(ticks, TimeSpan.Zero), parts[1])
            : (default, null);
    }

    /// <summary>A text anywhere in another; its own wildcards stand for themselves.</summary>
    public static string Like(string text) => "%" + text.Trim().Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal) + "%";
}
