using System.Globalization;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.TotalChrom;

/// <summary>
/// The report of PerkinElmer TotalChrom as <c>.TX0</c>: quoted cells parted by commas, whose decimal commas stand unquoted in a few cells
/// (README.md).
/// </summary>
public sealed class TotalChromReader() : InstrumentReader("totalchrom-tx0", "1", "TotalChrom report TX0", "PerkinElmer", "HPLC/GC")
{
    public override bool Recognises(FileHead head) => head.Lines.Take(4).Any(line => line.TrimStart().StartsWith("\"Software Version:", StringComparison.Ordinal))
        && head.Lines.Take(40).Any(line => line.StartsWith("\"Sample", StringComparison.Ordinal) || line.Contains("\"Sample Name:\"", StringComparison.Ordinal));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        var rows = Csv.Rows(text, ',').Where(row => !row.IsBlank).ToList();
        var rulers = Enumerable.Range(0, rows.Count).Where(i => rows[i].Cells.All(cell => IsDashes(cell))).ToList();
        var header = new List<HeaderEntry>();
        var body = rulers.Count == 0 ? rows.Count : rulers[0] >= 2 && rows[rulers[0] - 2].Count == rows[rulers[0]].Count ? rulers[0] - 2 : Math.Max(rulers[0] - 1, 0);
        foreach (var row in rows.Take(body)) Keys(row, header);
        if (header.Count == 0) throw Truncated(new(1), $"Expected keys such as \"Sample Name:\", found {Quote(text.LineCount > 0 ? text[1] : "")}.");
        var (peaks, readings) = (new List<Peak>(), new List<Reading>());
        if (rulers.Count > 0) Table(text, rows, rulers, header, options, notes, peaks, readings);
        else notes.Warn(WarningCode.MayBeCut, $"Expected a table of peaks under a line of dashes, found none up to line {text.LineCount}, {Quote(text[text.LineCount])}.", new(text.LineCount));
        Endings.Note(text, notes, certain: rows[^1][0].Text.StartsWith("Report stored in ASCII file", StringComparison.Ordinal));
        var dates = new FileDates(dayFirst: true, options);
        foreach (var entry in header) dates.See(entry.Raw);
        var acquired = header.Entry("Data Acquisition Time");
        var run = new InstrumentRun(header.Value("Sample Name"), header.Value("Instrument Name").Contains("GC", StringComparison.Ordinal) ? "GC" : "HPLC/GC")
        {
            SampleId = header.Value("Sample Number"),
            MeasuredAt = acquired is null ? null : dates.Read(acquired.Raw, acquired.Place, notes),
            Instrument = header.Value("Instrument Name"),
            Method = header.Value("Inst Method").Split(",from,")[0],
            Operator = header.Value("Operator"),
            Header = header,
            Peaks = peaks,
            Readings = readings,
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], text.Encoding.Name, notes.Ignored);
    }

    private static bool IsDashes(Cell cell) => cell.Trimmed.Length > 2 && cell.Trimmed.Trim('-').Length == 0;

    /// <summary>A key ends with a colon; all cells up to the next key are its value, put together as they stand.</summary>
    private static void Keys(CsvRow row, List<HeaderEntry> header)
    {
        if (row[0].Trimmed.Trim('=').Length == 0) return;
        var key = -1;
        for (var i = 0; i <= row.Count; i++)
        {
            var isKey = i < row.Count && row[i].Quoted && row[i].Trimmed.EndsWith(':');
            if (i < row.Count && !isKey) continue;
            if (key >= 0)
            {
                var cells = row.Cells.Skip(key + 1).Take(i - key - 1).ToList();
                header.Add(new(row[key].Trimmed.TrimEnd(':').Trim(), string.Join(',', cells.Where(cell => !cell.IsEmpty).Select(cell => cell.Trimmed)), cells.Count > 0 ? cells[0].Place : row[key].Place));
            }
            else if (i > 0) header.Add(new("Line", string.Join(' ', row.Cells.Take(i).Select(cell => cell.Trimmed)).Trim(), row[0].Place));
            key = i;
        }
    }

    private static void Table(TextFile text, List<CsvRow> rows, List<int> rulers, List<HeaderEntry> header, ReadOptions options, Notes notes, List<Peak> peaks, List<Reading> readings)
    {
        var ruler = rulers[0];
        var width = rows[ruler].Count;
        if (ruler < 1) throw Refuse(new(rows[ruler].Line), $"Expected headings above the dashes in line {rows[ruler].Line}, found none.");
        var two = ruler >= 2 && rows[ruler - 2].Count == width;
        var (names, units) = two ? (rows[ruler - 2], rows[ruler - 1]) : (rows[ruler - 1], null);
        // The second row has units in brackets, and the second word of headings without a unit.
        var table = new PeakTable(
            [.. names.Cells.Select((cell, i) => units is null || units[i].Trimmed.StartsWith('[') ? cell.Text : $"{cell.Trimmed} {units[i].Trimmed}")],
            units is null ? [] : [.. units.Cells.Select(cell => cell.Trimmed.StartsWith('[') ? cell.Text : "")], new(names.Line), notes);
        var missing = rulers.Count > 1 ? MissingComponents(rows, rulers[^1]) : [];
        var body = new List<CsvRow>();
        var at = ruler + 1;
        // The line of dashes before the totals has empty cells among its dashes.
        for (; at < rows.Count && !(rows[at].Cells.Any(IsDashes) && rows[at].Cells.All(cell => cell.IsEmpty || IsDashes(cell))) && rows[at].Count >= 2; at++) body.Add(Joined(rows[at], width, text));
        CsvRow? total = at + 1 < rows.Count && rows[at].Count >= 2 ? Joined(rows[at + 1], width, text) : null;
        var evidence = new DecimalEvidence('\0');
        foreach (var row in body) table.See(row.Cells, evidence);
        var mark = evidence.Decide(options);
        foreach (var row in body)
        {
            var peak = table.Read(row.Cells, header.Value("Channel"), mark, notes);
            if (row[0].Trimmed.Trim('-').Length == 0)
            {
                // A component that was looked for and not found: its zeros are no result.
                var name = peak.Name.Length > 0 ? peak.Name : missing.GetValueOrDefault(table.Cell(row.Cells, PeakColumn.Time).Trimmed, "");
                readings.Add(new(name, row[0].Trimmed, null, table.Unit(PeakColumn.Amount), Qualifier.NotDetected, row[0].Place) { More = [new("Expected retention", table.Cell(row.Cells, PeakColumn.Time).Trimmed, row[0].Place)] });
                continue;
            }
            peaks.Add(peak);
            if (peak.Name.Length > 0 && table.Result(row.Cells, peak.Name, mark, notes) is { } result) readings.Add(result);
        }
        if (total is null) notes.Warn(WarningCode.MayBeCut, $"Expected a row of totals after the peaks, found none after line {rows[^1].Line}, {Quote(text[rows[^1].Line])}.", new(rows[^1].Line));
        else if (mark.TryReadGrouped(table.Cell(total.Cells, PeakColumn.Area).Text, out double area) && Math.Abs(area - peaks.Sum(peak => peak.Area?.Value ?? 0)) > Math.Max(0.02, 1e-6 * Math.Abs(area)))
            notes.Warn(WarningCode.SumDiffers, $"The areas sum to {peaks.Sum(peak => peak.Area?.Value ?? 0)}, the report says {Quote(table.Cell(total.Cells, PeakColumn.Area).Text)}.", table.Cell(total.Cells, PeakColumn.Area).Place);
        foreach (var row in rows.Skip(at + 2))
            if (!row.Cells.All(IsDashes) && !missing.ContainsValue(row[0].Trimmed))
                header.Add(new("Message", string.Join(' ', row.Cells.Select(cell => cell.Trimmed)).Trim(), row[0].Place));
    }

    /// <summary>Components that were expected and not found, by their expected retention as written.</summary>
    private static Dictionary<string, string> MissingComponents(List<CsvRow> rows, int ruler)
    {
        var missing = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!rows[ruler - 1].Cells.Any(cell => cell.Text.Contains("Expected", StringComparison.OrdinalIgnoreCase))) return missing;
        foreach (var row in rows.Skip(ruler + 1).TakeWhile(row => row.Count == rows[ruler].Count && !row[0].Trimmed.EndsWith(':'))) missing.TryAdd(row[1].Trimmed, row[0].Trimmed);
        return missing;
    }

    /// <summary>
    /// A row with more cells than its headings has numbers whose decimal comma stood unquoted: two unquoted neighbours of digits are one cell.
    /// Where more neighbours fit than cells are too many, nothing decides and the row is refused.
    /// </summary>
    private static CsvRow Joined(CsvRow row, int width, TextFile text)
    {
        var excess = row.Count - width;
        if (excess < 0)
            throw Refuse(new(row.Line), $"Expected {width} cells in line {row.Line}, found {row.Count}: {Quote(text[row.Line])}.", RefusalCode.Truncated);
        if (excess == 0) return row;
        var cells = new List<Cell>();
        var joined = 0;
        for (var i = 0; i < row.Count; i++)
        {
            if (i + 1 < row.Count && !row[i].Quoted && !row[i + 1].Quoted && IsWhole(row[i].Trimmed) && NumberText.Is(row[i + 1].Text, '\0') && char.IsAsciiDigit(row[i + 1].Trimmed[0]))
            {
                cells.Add(row[i] with { Text = row[i].Trimmed + "," + row[i + 1].Trimmed });
                joined++;
                i++;
            }
            else cells.Add(row[i]);
        }
        return joined == excess ? row with { Cells = cells }
            : throw Refuse(new(row.Line), $"Expected {width} cells in line {row.Line}, found {row.Count}, and the unquoted numbers can be put together in more than one way: {Quote(text[row.Line])}.", RefusalCode.AmbiguousNumber);
    }

    private static bool IsWhole(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
