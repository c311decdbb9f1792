using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.TableProfile;

/// <summary>
/// Any table with headings, CSV, TSV or XLSX, by a mapping profile that says what its columns mean (README.md). Without a profile nothing is read: it recognises no file by
/// itself.
/// </summary>
public sealed class TableProfileReader() : InstrumentReader("table-profile", "1", "CSV, TSV or XLSX by a mapping profile", "any", "any")
{
    private const int MostHeadRows = 200;

    public override bool TakesProfile => true;

    public override bool Recognises(FileHead head) => false;

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var profile = Profile.Parse(options.Profile);
        var notes = new Notes();
        if (file.Span.StartsWith("PK\u0003\u0004"u8)) return Outcome(profile, WorkbookRows.Read(file, profile.Sheet, options), '\0', "binary", options, notes, ct);
        var text = TextFile.Open(file, options);
        var delimiter = profile.Delimiter is [var one] ? one : Csv.Sniff(text);
        Endings.Note(text, notes);
        return Outcome(profile, [.. Csv.Rows(text, delimiter)], delimiter, text.Encoding.Name, options, notes, ct);
    }

    private static ReadOutcome.Read Outcome(Profile profile, List<CsvRow> rows, char delimiter, string encoding, ReadOptions options, Notes notes, CancellationToken ct)
    {
        var at = HeadingOf(profile, rows);
        var columns = new ProfileColumns(profile, rows[at], profile.UnitRow && at + 1 < rows.Count ? rows[at + 1] : null, isWorkbook: delimiter == '\0');
        var body = rows.Skip(at + (profile.UnitRow ? 2 : 1)).Where(row => !row.IsBlank && !Table.IsStatistics(row) && !profile.Skip.Contains(row.Cells.First(cell => !cell.IsEmpty).Trimmed, StringComparer.OrdinalIgnoreCase)).ToList();
        var dates = profile.Dates is { } order ? new FileDates(order == "day-first", options with { Culture = order == "day-first" ? "en-GB" : "en-US" }) : new FileDates(dayFirst: true, options);
        foreach (var row in body) dates.See(columns.DateOf(row));
        var mark = MarkOf(profile, columns, body, delimiter, options);
        var runs = new List<InstrumentRun>();
        foreach (var row in body)
        {
            ct.ThrowIfCancellationRequested();
            if (row.Count < rows[at].Count && delimiter != '\0') notes.Warn(WarningCode.Truncated, $"Expected {rows[at].Count} cells in line {row.Line}, as the headings have, found {row.Count}: the row may be cut.", new(row.Line));
            if (row.Count > rows[at].Count && row.Cells.Skip(rows[at].Count).Any(cell => !cell.IsEmpty)) throw Refuse(row[rows[at].Count].Place, $"Expected at most {rows[at].Count} cells in line {row.Line}, found {row.Count}: {Quote(row[rows[at].Count].Text)} has no heading.");
            columns.Read(row, mark, dates, runs, notes);
        }
        foreach (var heading in columns.Unused) notes.Ignore(heading);
        var head = rows.Take(at).SelectMany(row => row.Cells.Where(cell => !cell.IsEmpty).Select(cell => new HeaderEntry(Text($"line {cell.Line}"), cell.Trimmed, cell.Place))).ToList();
        List<HeaderEntry> entries = [new("Profile", $"{profile.Name} {profile.Version}", default), .. head];
        return new([.. runs.Select(run => run with { Header = [.. entries, .. run.Header] })], encoding, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static int HeadingOf(Profile profile, List<CsvRow> rows)
    {
        var needed = profile.Headings().ToList();
        if (profile.HeadingRow is { } line)
        {
            var given = rows.FindIndex(row => row.Line == line);
            if (given < 0) throw Refuse(null, $"Expected the headings in line {line}, as the profile says, found no such line.");
            return Missing(rows[given], needed) is [] ? given : throw Refuse(new(line), $"Expected the columns {Quote(string.Join(", ", Missing(rows[given], needed)))} of the profile {Quote(profile.Name)}, found {Quote(string.Join(", ", rows[given].Cells.Select(cell => cell.Trimmed)))}.");
        }
        for (var i = 0; i < Math.Min(rows.Count, MostHeadRows); i++)
            if (Missing(rows[i], needed) is [])
                return i;
        var nearest = rows.Take(MostHeadRows).OrderBy(row => Missing(row, needed).Count).FirstOrDefault();
        throw Refuse(nearest is null ? null : new(nearest.Line), $"Expected a row with all columns of the profile {Quote(profile.Name)}; the nearest lacks {Quote(nearest is null ? "all" : string.Join(", ", Missing(nearest, needed)))}: expected {Quote(string.Join(", ", needed))}.");
    }

    private static List<string> Missing(CsvRow row, List<string> needed) => [.. needed.Where(heading => row.IndexOf(heading) < 0)];

    private static DecimalMark MarkOf(Profile profile, ProfileColumns columns, List<CsvRow> body, char delimiter, ReadOptions options)
    {
        var evidence = new DecimalEvidence(delimiter);
        if (profile.Mark is [var mark]) evidence.Declare(mark);
        foreach (var row in body)
            foreach (var cell in columns.Numbers(row))
                if (delimiter != '\0' || cell.Quoted)
                    evidence.See(cell.Text.AsSpan().TrimStart("<>=≤≥ "), cell.Line, cell.Column);
        return evidence.Decide(options);
    }
}
