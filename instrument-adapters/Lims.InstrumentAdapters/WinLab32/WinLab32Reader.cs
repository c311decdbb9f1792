using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.WinLab32;

/// <summary>
/// Results of PerkinElmer's WinLab32 (and Syngistix in the same layout) as CSV: a row an analyte of a sample; which columns there are the user chose
/// (README.md).
/// </summary>
public sealed class WinLab32Reader() : InstrumentReader("perkinelmer-winlab32-csv", "1", "WinLab32 results, a row an analyte", "PerkinElmer", "ICP-OES")
{
    private const int HeadingWithin = 20;

    public override bool Recognises(FileHead head) => HeadingRow.Find(head, HeadingWithin, IsHeading) is not null;

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var heading = HeadingRow.Find(text, 1, HeadingWithin, IsHeading) ?? throw Refuse(null, $"Expected headings 'Sample ID', 'Analyte Name' and a concentration, found none.");
        var headings = Csv.Row(text, heading.Line, heading.Delimiter);
        var rows = Csv.Rows(text, heading.Delimiter, heading.Line + 1).Where(row => !row.IsBlank).ToList();
        if (rows.Count == 0) throw Truncated(new(heading.Line), $"Expected rows of analytes below line {heading.Line}, found none.");
        var notes = new Notes();
        var (sample, analyte, date, time) = (HeadingRow.Required(headings, "Sample ID"), HeadingRow.Required(headings, "Analyte Name"), headings.IndexOf("Date"), headings.IndexOf("Time"));
        var (value, unit, deviation) = ValueOf(headings, heading.Line, notes);
        var mark = TableNumbers.MarkOf(rows, i => i == value || i == deviation, heading.Delimiter, options);
        string When(CsvRow row) => date < 0 ? "" : $"{row[date].Trimmed} {(time < 0 ? "" : row[time].Trimmed)}".Trim();
        var (dates, runs) = (new FileDates(dayFirst: true, options), new List<InstrumentRun>());
        foreach (var row in rows) dates.See(When(row));
        int[] keys = [sample, headings.IndexOf("A/S Location"), headings.IndexOf("Initial Sample Wt"), headings.IndexOf("Method Name"), headings.IndexOf("Analyst Name"), date, time];
        foreach (var group in RowGroups.Of(rows, keys))
        {
            ct.ThrowIfCancellationRequested();
            var (own, first) = (new Notes(), group[0]);
            var header = RowGroups.Header(first, headings, keys);
            var readings = new List<Reading>();
            foreach (var row in group)
            {
                if (row.Count < headings.Count) own.Warn(WarningCode.Missing, $"Line {row.Line} has {row.Count} cells and the headings {headings.Count}: the last ones are missing.", new(row.Line));
                var reading = Reported.Read(row[analyte].Trimmed, row[value], unit < 0 ? "" : Ucum.Of(row[unit].Trimmed, row[unit].Place, own), mark, own);
                if (deviation >= 0 && mark.TryReadGrouped(row[deviation].Text, out decimal sd)) reading = reading with { Error = sd, ErrorKind = "sd" };
                readings.Add(reading with
                {
                    More = [.. Enumerable.Range(0, row.Count).Where(i => i != value && i != unit && i != analyte && (i != deviation || reading.Error is null) && !keys.Contains(i) && !row[i].IsEmpty)
                        .Select(i => new HeaderEntry(headings[i].IsEmpty ? Text($"column {i + 1}") : headings[i].Trimmed, row[i].Trimmed, row[i].Place))],
                });
            }
            runs.Add(new(first[sample].Trimmed, "ICP-OES")
            {
                MeasuredAt = date < 0 ? null : dates.Read(When(first), first[date].Place, own),
                Instrument = "PerkinElmer ICP-OES",
                Method = header.Value("Method Name"),
                Operator = header.Value("Analyst Name"),
                Header = header,
                Readings = readings,
                Warnings = own.Warnings,
            });
        }
        notes.Add(TextEnd.Open(text, Text($"{Quote(runs[^1].SampleName)} in line {rows[^1].Line}")));
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static bool IsHeading(string[] cells) => HeadingRow.Has(cells, "Sample ID") && HeadingRow.Has(cells, "Analyte Name") && Array.Exists(cells, IsConcentration);

    private static bool IsConcentration(string cell) => cell.Contains("Conc", StringComparison.OrdinalIgnoreCase) && !cell.StartsWith("Conc Units", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The concentration in the sample where there is one, else that in the calibrated solution; with the unit and deviation of the same. A unit of the other is
    /// taken with a warning.
    /// </summary>
    private static (int Value, int Unit, int Deviation) ValueOf(CsvRow headings, int line, Notes notes)
    {
        var names = headings.Cells.Select(cell => cell.Trimmed).ToList();
        foreach (var basis in new[] { "(Samp)", "(Calib)", "" })
        {
            bool Of(string name) => name.EndsWith(basis, StringComparison.OrdinalIgnoreCase);
            var value = names.FindIndex(name => IsConcentration(name) && name.StartsWith("Reported", StringComparison.OrdinalIgnoreCase) && Of(name));
            if (value < 0) value = names.FindIndex(name => IsConcentration(name) && Of(name));
            if (value < 0) continue;
            var unit = names.FindIndex(name => name.Contains("Units", StringComparison.OrdinalIgnoreCase) && Of(name));
            if (unit < 0 && names.FindIndex(name => name.Contains("Units", StringComparison.OrdinalIgnoreCase)) is >= 0 and var other)
            {
                unit = other;
                notes.Warn("unit-of-another-basis", $"The value is {Quote(names[value])} and the only unit is {Quote(names[other])}: whether they belong together the file does not say.", headings[other].Place);
            }
            if (unit < 0) notes.Warn(WarningCode.UnknownUnit, $"The file has no column of units for {Quote(names[value])}.", headings[value].Place);
            return (value, unit, names.FindIndex(name => (name.StartsWith("SD", StringComparison.Ordinal) || name.StartsWith("Std. Dev", StringComparison.OrdinalIgnoreCase)) && Of(name)));
        }
        throw Refuse(new(line), $"Expected a column with a concentration in line {line}, found {Quote(string.Join(", ", names))}.");
    }
}
