using System.Globalization;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Intake;

/// <summary>One line of the list. Public, as are all that a page keeps between prerendering and its circuit.</summary>
public sealed record SampleRow(
    string Number, string Goods, string DeclaredCode, string Basis, string SubmittedBy, string PerformedBy, SampleState State, string Urgency,
    DateTimeOffset SubmittedAt, string? RulingCode);

/// <summary>A page of the list, newest first.</summary>
/// <param name="Rows">At most as many as asked.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record SampleRows(IReadOnlyList<SampleRow> Rows, string? Next);

/// <summary>What is looked for.</summary>
/// <param name="Text">In number, goods, code, basis or importer; empty for all.</param>
/// <param name="State">Null for any.</param>
/// <param name="After">From <see cref="SampleRows.Next"/>; anything else begins at the newest.</param>
/// <param name="Size">Rows of a page, at most 200.</param>
internal sealed record SampleFilter(string? Text, SampleState? State, string? After, int Size = 50);

/// <summary>Samples of this person's laboratory, paged by key: the hundredth page costs what the first does.</summary>
internal sealed class SampleList(Db<IntakeDb> intake, Policy policy)
{
    public async Task<SampleRows> Find(SampleFilter filter, CancellationToken ct)
    {
        await using var db = await intake.Open(ct);
        policy.Demand(db.Who, IntakeActs.Read);
        var size = Math.Clamp(filter.Size, 1, 200);
        var rows = await Query(db, filter).Take(size + 1).ToListAsync(ct);
        return rows.Count > size
            ? new SampleRows(rows[..size], Cursor(rows[size - 1]))
            : new SampleRows(rows, null);
    }

    /// <summary>The one statement behind the list.</summary>
    internal static IQueryable<SampleRow> Query(IntakeDb db, SampleFilter filter)
    {
        var samples = db.Samples.AsNoTracking();
        if (filter.State is { } state) samples = samples.Where(sample => sample.State == state);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var like = Like(filter.Text);
            var code = Like(WithPoints(filter.Text.Trim()));
            samples = samples.Where(sample =>
                EF.Functions.Like(sample.Number, like, "\\") || EF.Functions.Like(sample.Goods, like, "\\")
                || EF.Functions.Like(sample.DeclaredCode, code, "\\")
                || EF.Functions.Like(sample.Basis, like, "\\") || EF.Functions.Like(sample.Importer, like, "\\"));
        }
        if (ReadCursor(filter.After) is var (at, number) && number is not null)
        {
            // Compared by the database, in the order in which it sorts; no culture of this process is asked.
#pragma warning disable CA1309, CA1310
            samples = samples.Where(sample => sample.SubmittedAt < at || (sample.SubmittedAt == at && string.Compare(sample.Number, number) < 0));
#pragma warning restore CA1309, CA1310
        }
        return samples.OrderByDescending(sample => sample.SubmittedAt).ThenByDescending(sample => sample.Number)
            .Select(sample => new SampleRow(
                sample.Number, sample.Goods, sample.DeclaredCode, sample.Basis, sample.SubmittedBy, sample.PerformedBy, sample.State, sample.Urgency,
                sample.SubmittedAt, sample.RulingCode));
    }

    private static string Cursor(SampleRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.SubmittedAt.UtcTicks}~{row.Number}");

    /// <summary>An address may be cut or invented; then the list begins anew.</summary>
    private static (DateTimeOffset At, string? Number) ReadCursor(string? text)
    {
        var parts = text?.Split('~') ?? [];
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? (new DateTimeOffset(ticks, TimeSpan.Zero), parts[1])
            : (default, null);
    }

    /// <summary>Codes are kept with points: 100630 and 1006.30 find the same.</summary>
    private static string WithPoints(string text) =>
        text.Length > 4 && text.All(char.IsAsciiDigit) ? string.Join('.', text[4..].Chunk(2).Select(pair => new string(pair)).Prepend(text[..4])) : text;

    private static string Like(string text) => "%" + text.Trim().Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal) + "%";
}
