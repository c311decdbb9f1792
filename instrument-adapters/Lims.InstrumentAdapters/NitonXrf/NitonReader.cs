using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.NitonXrf;

/// <summary>
/// Results of a Thermo Niton handheld as a table: a row a reading, and for each element a column with its name and one with its error
/// (README.md).
/// </summary>
public sealed class NitonReader() : InstrumentReader("thermo-niton-csv", "1", "Niton results, a row a reading", "Thermo Scientific", "XRF")
{
    private const int HeadingWithin = 30;

    public override bool Recognises(FileHead head) => HeadingRow.Find(head, HeadingWithin, IsHeading) is not null;

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var heading = HeadingRow.Find(text, 1, HeadingWithin, IsHeading) ?? throw Refuse(null, $"Expected headings 'Reading No' and elements with 'Error', found none.");
        var headings = Csv.Row(text, heading.Line, heading.Delimiter);
        var pairs = ElementPair.Of(headings);
        if (pairs.Count == 0) throw Refuse(new(heading.Line), $"Expected an element with its error in line {heading.Line}, found {Quote(text[heading.Line])}.");
        var rows = Csv.Rows(text, heading.Delimiter, heading.Line + 1).Where(row => !row.IsBlank).ToList();
        if (rows.Count == 0) throw Truncated(new(heading.Line), $"Expected rows of readings below line {heading.Line}, found none.");
        var numeric = pairs.SelectMany(pair => new[] { pair.Value, pair.Error }).ToHashSet();
        var mark = TableNumbers.MarkOf(rows, numeric.Contains, heading.Delimiter, options);
        var notes = new Notes();
        for (var line = 1; line < heading.Line; line++) notes.Ignore(text.Trimmed(line));
        var (date, time) = (headings.IndexOf("Date"), headings.IndexOf("Time"));
        string When(CsvRow row) => $"{(date < 0 ? "" : row[date].Trimmed)} {(time < 0 ? "" : row[time].Trimmed)}".Trim();
        var dates = new FileDates(dayFirst: false, options);
        foreach (var row in rows) dates.See(When(row));
        var runs = new List<InstrumentRun>();
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            runs.Add(RunOf(row, headings, pairs, numeric, mark, dates, When(row), time >= 0 ? time : date));
        }
        notes.Add(TextEnd.Open(text, Text($"the reading in line {rows[^1].Line}")));
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static bool IsHeading(string[] cells)
    {
        if (!HeadingRow.Has(cells, "Reading No", "Reading No.", "Reading Number", "Reading #")) return false;
        var all = cells.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return cells.Any(cell => cell.Length is > 0 and <= 3 && char.IsAsciiLetterUpper(cell[0]) && all.Contains(cell + " Error"));
    }

    private static InstrumentRun RunOf(CsvRow row, CsvRow headings, List<ElementPair> pairs, HashSet<int> numeric, DecimalMark mark, FileDates dates, string when, int timeColumn)
    {
        var (notes, header) = (new Notes(), new List<HeaderEntry>());
        for (var i = 0; i < row.Count; i++)
            if (!numeric.Contains(i) && !row[i].IsEmpty)
                header.Add(new(headings[i].IsEmpty ? Text($"column {i + 1}") : headings[i].Trimmed, row[i].Trimmed, row[i].Place));
        var written = header.Value("Units", "Unit");
        if (written.Length == 0) notes.Warn(WarningCode.UnknownUnit, $"Line {row.Line} names no unit for its concentrations.", new(row.Line));
        var unit = Ucum.Of(written, new(row.Line), notes);
        // The number of standard deviations that the instrument was set to report.
        var sigma = header.Value("Sigma Value", "Sigma").TrimEnd('0').TrimEnd('.', ',');
        var readings = new List<Reading>();
        foreach (var pair in pairs)
        {
            var reading = Reported.Read(pair.Name, row[pair.Value], unit, mark, notes);
            var error = row[pair.Error];
            if (reading.Qualifier == Qualifier.None && mark.TryReadGrouped(error.Text, out decimal number)) reading = reading with { Error = number, ErrorKind = sigma.Length > 0 ? sigma + "s" : "" };
            else if (!error.IsEmpty) reading = reading with { More = [new(headings[pair.Error].Trimmed, error.Trimmed, error.Place)] };
            readings.Add(reading);
        }
        if (row.Count <= pairs.Max(pair => pair.Error)) notes.Warn(WarningCode.Missing, $"Line {row.Line} has {row.Count} cells and the headings {headings.Count}: the last ones are missing.", new(row.Line));
        if (readings.Find(r => r.Qualifier == Qualifier.BelowLimit && r.More.Count > 0) is { } below)
            notes.Warn("limit-not-stated", $"{below.Name} is below the limit of detection, and the file does not say whether {Quote(below.More[0].Raw)} in the error's column is that limit: it is kept as written.", below.More[0].Place);
        return new(header.Value("Sample", "Sample Name", "Sample ID", "SAMPLE", "User1", "Name"), "XRF")
        {
            SampleId = header.Value("Reading No", "Reading No.", "Reading Number", "Reading #"),
            MeasuredAt = dates.Read(when, row[timeColumn < 0 ? 0 : timeColumn].Place, notes),
            Instrument = string.Join(' ', new[] { "Niton", header.Value("Instrument", "Serial Number", "Instrument Serial Number") }.Where(part => part.Length > 0)),
            Method = header.Value("Type", "Mode", "Method"),
            Operator = header.Value("Operator", "Inspector", "User Login"),
            Header = header,
            Readings = readings,
            Warnings = notes.Warnings,
        };
    }
}

/// <summary>Two columns of one element: <c>Pb</c> and <c>Pb Error</c>.</summary>
internal sealed record ElementPair(string Name, int Value, int Error)
{
    public static List<ElementPair> Of(CsvRow headings)
    {
        var errors = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < headings.Count; i++)
            if (headings[i].Trimmed.EndsWith(" Error", StringComparison.OrdinalIgnoreCase))
                errors.TryAdd(headings[i].Trimmed[..^" Error".Length].Trim(), i);
        var pairs = new List<ElementPair>();
        for (var i = 0; i < headings.Count; i++)
            if (errors.Remove(headings[i].Trimmed, out var error))
                pairs.Add(new(headings[i].Trimmed, i, error));
        return pairs;
    }
}
