using System.Globalization;
using System.Text.RegularExpressions;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.InficonFusion;

/// <summary>
/// The results of Inficon Micro GC Fusion as CSV: a row of groups (concentration, area, retention time), a row of detectors, a row of compounds, and a
/// row for each analysis (README.md).
/// </summary>
public sealed partial class FusionCsvReader() : InstrumentReader("inficon-fusion-csv", "1", "Micro GC Fusion results CSV", "Inficon", "GC")
{
    private const int MostHeadLines = 20;

    public override bool Recognises(FileHead head) => head.Lines.Take(MostHeadLines).Any(line => Groups().IsMatch(line))
        && head.Lines.Take(MostHeadLines).Any(line => line.StartsWith("Detectors", StringComparison.Ordinal)) && head.Lines.Take(MostHeadLines).Any(line => Times().IsMatch(line));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        var rows = Csv.Rows(text, ',').Where(row => !row.IsBlank).ToList();
        var at = rows.FindIndex(row => row[1].Trimmed == "SampleName" && row.Count > 2);
        if (at < 0 || at + 2 >= rows.Count || !rows[at + 1][0].Trimmed.StartsWith("Detectors", StringComparison.Ordinal))
            throw Truncated(rows.Count > 0 ? new(rows[^1].Line) : null, $"Expected rows of groups, detectors and compounds, found {Quote(text.LineCount > 0 ? text[1] : "")}.");
        var (groups, detectors, compounds) = (rows[at], rows[at + 1], rows[at + 2]);
        var zone = Times().Match(compounds[0].Trimmed) is { Success: true } match ? TimeSpan.FromMinutes(int.Parse(match.Groups["minutes"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)) : (TimeSpan?)null;
        var columns = Columns(groups, detectors, compounds);
        var runs = new List<InstrumentRun>();
        foreach (var row in rows.Skip(at + 3))
        {
            if (DateText.Parse(row[0].Trimmed) is null)
            {
                // Statistics over the analyses stand below them.
                notes.Ignore(row[0].Trimmed);
                continue;
            }
            if (row.Count < columns.Count && row.Cells.Skip(2).Any(cell => !cell.IsEmpty))
                throw Refuse(new(row.Line), $"Expected {columns.Count} cells in line {row.Line}, as the headings have, found {row.Count}.");
            runs.Add(Analysis(row, groups, columns, zone, notes));
        }
        Endings.Note(text, notes);
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static List<(string Group, string Detector, string Compound)> Columns(CsvRow groups, CsvRow detectors, CsvRow compounds)
    {
        var columns = new List<(string, string, string)>();
        var (group, detector) = ("", "");
        for (var i = 0; i < compounds.Count; i++)
        {
            if (i > 1 && !groups[i].IsEmpty) group = groups[i].Trimmed;
            if (i > 1 && !detectors[i].IsEmpty) detector = detectors[i].Trimmed;
            columns.Add((i > 1 ? group : "", detector, compounds[i].Trimmed));
        }
        return columns;
    }

    private static InstrumentRun Analysis(CsvRow row, CsvRow groups, List<(string Group, string Detector, string Compound)> columns, TimeSpan? zone, Notes notes)
    {
        var (peaks, readings) = (new List<Peak>(), new List<Reading>());
        foreach (var (detector, compound) in columns.Where(column => column.Group.Length > 0).Select(column => (column.Detector, column.Compound)).Distinct())
        {
            var (concentration, area, time) = (Cell("Concentration"), Cell("Area"), Cell("RT"));
            var unit = columns.FirstOrDefault(column => Table.Key(column.Group) == "rt").Group is { } heading && heading.Contains('(', StringComparison.Ordinal) ? Ucum.Of(heading[(heading.IndexOf('(', StringComparison.Ordinal) + 1)..].TrimEnd(')')) : "";
            var more = columns.Select((column, i) => (column, i)).Where(entry => entry.column.Detector == detector && entry.column.Compound == compound && Table.Key(entry.column.Group) is not ("concentration" or "area" or "rt") && !row[entry.i].IsEmpty)
                .Select(entry => new HeaderEntry(entry.column.Group, row[entry.i].Trimmed, row[entry.i].Place)).ToList();
            // An area of 0 is a compound whose peak was not found; its concentration of 0 is no result.
            var absent = area is { IsEmpty: false } && DecimalMark.Point.Figure(area.Value.Text) is { Value: 0 };
            if (!absent && area is { IsEmpty: false })
                peaks.Add(new(area.Value.Place)
                {
                    Signal = detector,
                    Name = compound,
                    RetentionTime = FigureOf(time),
                    RetentionTimeUnit = unit,
                    Area = FigureOf(area),
                    Amount = FigureOf(concentration),
                    More = more,
                });
            if (concentration is not { } cell) continue;
            var reading = Reported.Read(compound, cell with { Text = cell.Trimmed }, "", DecimalMark.Point, notes) with { More = [new("Detector", detector, cell.Place), .. more] };
            readings.Add(absent && reading.Value is 0 ? reading with { Value = null, Qualifier = Qualifier.NotDetected } : reading);

            Cell? Cell(string group) => columns.FindIndex(column => column.Detector == detector && column.Compound == compound && Table.Key(column.Group) == Table.Key(group)) is >= 0 and var i ? row[i] : null;
        }
        var at = new FileDates(dayFirst: false).Read(row[0].Trimmed, row[0].Place, notes);
        return new(row[1].Trimmed, "GC")
        {
            MeasuredAt = at is { Offset: null } && zone is not null ? at with { Offset = zone } : at,
            Method = groups[0].Trimmed,
            Header = [new("Method", groups[0].Trimmed, groups[0].Place), new("Time", row[0].Trimmed, row[0].Place), new("SampleName", row[1].Trimmed, row[1].Place)],
            Peaks = peaks,
            Readings = readings,
        };

        Figure? FigureOf(Cell? cell)
        {
            if (cell is not { } one || Reported.IsMissing(one.Text)) return null;
            if (DecimalMark.Point.Figure(one.Text) is { } figure) return figure;
            notes.Warn(WarningCode.Implausible, $"Expected a number in line {one.Line}, found {Quote(one.Text)}.", one.Place);
            return null;
        }
    }

    [GeneratedRegex(@"^[^,]*,SampleName,(?:.*,)?\s*Concentration", RegexOptions.CultureInvariant)]
    private static partial Regex Groups();

    [GeneratedRegex(@"^Time \(GMT (?<minutes>[+-]?[0-9]{1,3}) mins\)", RegexOptions.CultureInvariant)]
    private static partial Regex Times();
}
