using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.OlympusVanta;

/// <summary>
/// Chemistry of an Olympus/Evident Vanta as CSV: a row a reading; for each element its concentration and error, and its compound where one was
/// computed (README.md).
/// </summary>
public sealed class OlympusVantaReader() : InstrumentReader("olympus-vanta-csv", "1", "Vanta chemistry, a row a reading", "Evident (Olympus)", "XRF")
{
    private const int HeadingWithin = 20;

    public override bool Recognises(FileHead head) => HeadingRow.Find(head, HeadingWithin, IsHeading) is not null;

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var heading = HeadingRow.Find(text, 1, HeadingWithin, IsHeading) ?? throw Refuse(null, $"Expected headings 'Reading #' and '… Concentration', found none.");
        var headings = Csv.Row(text, heading.Line, heading.Delimiter);
        var elements = VantaElement.Of(headings);
        var rows = Csv.Rows(text, heading.Delimiter, heading.Line + 1).Where(row => !row.IsBlank).ToList();
        if (rows.Count == 0) throw Truncated(new(heading.Line), $"Expected rows of readings below line {heading.Line}, found none.");
        var numeric = elements.SelectMany(e => new[] { e.Value, e.Error, e.Level, e.LevelError }).ToHashSet();
        var mark = TableNumbers.MarkOf(rows, numeric.Contains, heading.Delimiter, options);
        var (date, time) = (headings.IndexOf("Date"), headings.IndexOf("Time"));
        // The instrument writes month first, or the ISO form, as its region is set.
        var (dates, notes, runs) = (new FileDates(dayFirst: false, options), new Notes(), new List<InstrumentRun>());
        string When(CsvRow row) => date < 0 ? "" : $"{row[date].Trimmed} {(time < 0 ? "" : row[time].Trimmed)}".Trim();
        foreach (var row in rows) dates.See(When(row));
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            var own = new Notes();
            var header = HeaderOf(row, headings, elements);
            var unit = Ucum.Of(header.Value("Units", "Unit"), new(row.Line), own);
            var readings = elements.SelectMany(element => element.Read(row, headings, unit, mark, own)).ToList();
            if (readings.TrueForAll(reading => reading.Qualifier == Qualifier.Missing)) own.Warn(WarningCode.Missing, $"Reading {header.Value("Reading #")} has no concentration.", new(row.Line));
            if (row.Count < headings.Count) own.Warn(WarningCode.Missing, $"Line {row.Line} has {row.Count} cells and the headings {headings.Count}: the last ones are missing.", new(row.Line));
            if (readings.Find(reading => reading is { Value: 0, Error: > 0 }) is { } zero)
                own.Warn(WarningCode.Implausible, $"{zero.Name} is written as 0 with an error of {zero.Error}: some exports write 0 for what is below the limit of detection.", zero.Place);
            runs.Add(new(header.Value("Sample ID", "Sample Name", "SampleID", "Sample", "Test Label"), "XRF")
            {
                SampleId = header.Value("Test Label"),
                MeasuredAt = date < 0 ? null : dates.Read(When(row), row[date].Place, own),
                Instrument = string.Join(' ', new[] { "Vanta", header.Value("Instrument Serial Num") }.Where(part => part.Length > 0)),
                Method = header.Value("Method Name"),
                Operator = header.Value("Operator"),
                Header = header,
                Readings = readings,
                Warnings = own.Warnings,
            });
        }
        notes.Add(TextEnd.Open(text, Text($"reading {Quote(runs[^1].Header.Value("Reading #"))} in line {rows[^1].Line}")));
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static bool IsHeading(string[] cells) => HeadingRow.Has(cells, "Reading #", "Instrument Serial Num") && Array.Exists(cells, cell => cell.EndsWith(" Concentration", StringComparison.Ordinal));

    private static List<HeaderEntry> HeaderOf(CsvRow row, CsvRow headings, List<VantaElement> elements)
    {
        var taken = elements.SelectMany(e => e.Columns).ToHashSet();
        var header = new List<HeaderEntry>();
        for (var i = 0; i < row.Count; i++)
            if (!taken.Contains(i) && !row[i].IsEmpty)
                header.Add(new(headings[i].IsEmpty ? Text($"column {i + 1}") : headings[i].Trimmed, row[i].Trimmed, row[i].Place));
        return header;
    }
}

/// <summary>The columns of one element; -1 where there is none of a kind.</summary>
internal sealed record VantaElement(string Name, int Value, int Error, string ErrorKind, int Compound, int Level, int LevelError)
{
    public IEnumerable<int> Columns => [Value, Error, Compound, Level, LevelError];

    public static List<VantaElement> Of(CsvRow headings)
    {
        var elements = new List<VantaElement>();
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < headings.Count; i++) columns.TryAdd(headings[i].Trimmed, i);
        int At(string heading) => columns.GetValueOrDefault(heading, -1);
        for (var i = 0; i < headings.Count; i++)
        {
            var heading = headings[i].Trimmed;
            if (!heading.EndsWith(" Concentration", StringComparison.Ordinal)) continue;
            var name = heading[..^" Concentration".Length].Trim();
            var (error, kind) = ErrorOf(At, name);
            elements.Add(new(name, i, error, kind, At(name + " Compound"), At(name + " Compound Level"), At(name + " Compound Error")));
        }
        return elements;
    }

    /// <summary>
    /// The concentration, and the compound's level where one was computed. Below the limit of detection the error's column holds the limit.
    /// </summary>
    public IEnumerable<Reading> Read(CsvRow row, CsvRow headings, string unit, DecimalMark mark, Notes notes)
    {
        var reading = Reported.Read(Name, row[Value], unit, mark, notes);
        var error = Error >= 0 && mark.TryReadGrouped(row[Error].Text, out decimal number) ? number : (decimal?)null;
        if (reading.Qualifier == Qualifier.BelowLimit) reading = reading with { Limit = error };
        else if (error is not null && reading is { Qualifier: Qualifier.None, Value: not null }) reading = reading with { Error = error, ErrorKind = ErrorKind };
        else if (Error >= 0 && !row[Error].IsEmpty) reading = reading with { More = [new(headings[Error].Trimmed, row[Error].Trimmed, row[Error].Place)] };
        yield return reading;
        if (Compound < 0 || Level < 0 || (row[Compound].IsEmpty && row[Level].IsEmpty)) yield break;
        var level = Reported.Read(row[Compound].IsEmpty ? Name + " compound" : row[Compound].Trimmed, row[Level], unit, mark, notes);
        if (LevelError >= 0 && mark.TryReadGrouped(row[LevelError].Text, out decimal of)) level = level.Qualifier == Qualifier.BelowLimit ? level with { Limit = of } : level with { Error = of };
        else if (LevelError >= 0 && !row[LevelError].IsEmpty) level = level with { More = [new(headings[LevelError].Trimmed, row[LevelError].Trimmed, row[LevelError].Place)] };
        yield return level;
    }

    private static (int Column, string Kind) ErrorOf(Func<string, int> at, string name)
    {
        foreach (var sigma in new[] { "1s", "2s", "3s" })
            foreach (var heading in new[] { $"{name} Error{sigma}", $"{name} Error {sigma}" })
                if (at(heading) is >= 0 and var column)
                    return (column, sigma);
        return (at(name + " Error"), "");
    }
}
