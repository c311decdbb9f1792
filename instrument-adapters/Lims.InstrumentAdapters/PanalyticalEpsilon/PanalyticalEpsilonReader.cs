using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.PanalyticalEpsilon;

/// <summary>
/// Results table of PANalytical's Epsilon spectrometers: a row of elements, a row of headings that repeats intensity, concentration and unit below each
/// element, and a row a measurement (README.md).
/// </summary>
public sealed class PanalyticalEpsilonReader() : InstrumentReader("panalytical-epsilon-table", "1", "Epsilon results table", "PANalytical", "XRF")
{
    private const int HeadingWithin = 40;

    public override bool Recognises(FileHead head) => HeadingRow.Find(head, HeadingWithin, IsHeading) is { Line: > 1 };

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var heading = HeadingRow.Find(text, 2, HeadingWithin, IsHeading) ?? throw Refuse(null, $"Expected a row of headings with 'Ident', 'Inet', 'C' and 'Unit', found none.");
        var headings = Csv.Row(text, heading.Line, heading.Delimiter);
        var groups = ElementGroup.Of(Csv.Row(text, heading.Line - 1, heading.Delimiter), headings);
        var rows = Csv.Rows(text, heading.Delimiter, heading.Line + 1).Where(row => !row.IsBlank).ToList();
        var first = groups[0].From;
        var mark = TableNumbers.MarkOf(rows, i => i >= first && !groups.Exists(g => g.Unit == i), heading.Delimiter, options);
        var (ident, time) = (HeadingRow.Required(headings, "Ident"), headings.IndexOf("Time"));
        var (dates, notes, runs) = (new FileDates(dayFirst: true, options), new Notes(), new List<InstrumentRun>());
        foreach (var row in rows)
            if (time >= 0)
                dates.See(row[time].Trimmed);
        for (var line = 1; line < heading.Line - 1; line++) notes.Ignore(text.Trimmed(line));
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            // Averages that a spreadsheet adds below have no identification of their own.
            if (row[ident].IsEmpty)
            {
                notes.Ignore(Text($"line {row.Line} without an identification: {Quote(text[row.Line].Trim())}"));
                continue;
            }
            runs.Add(RunOf(row, headings, groups, mark, dates, (ident, time)));
        }
        if (runs.Count == 0) throw Refuse(new(heading.Line), $"Expected rows of measurements below line {heading.Line}, found none.");
        notes.Add(TextEnd.Open(text, Text($"{Quote(runs[^1].SampleName)} in line {rows[^1].Line}")));
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static bool IsHeading(string[] cells) => HeadingRow.Has(cells, "Ident") && HeadingRow.Has(cells, "Inet", "Iraw") && HeadingRow.Has(cells, "C", "Conc", "Conc.");

    private static InstrumentRun RunOf(CsvRow row, CsvRow headings, List<ElementGroup> groups, DecimalMark mark, FileDates dates, (int Ident, int Time) at)
    {
        var notes = new Notes();
        var header = new List<HeaderEntry>();
        for (var i = 0; i < groups[0].From; i++)
            if (!row[i].IsEmpty)
                header.Add(new(headings[i].IsEmpty ? Text($"column {i + 1}") : headings[i].Trimmed, row[i].Trimmed, row[i].Place));
        var readings = new List<Reading>();
        foreach (var group in groups)
        {
            var unit = group.Unit < 0 ? "" : Ucum.Of(row[group.Unit].Trimmed, row[group.Unit].Place, notes);
            var value = row[group.Value] with { Text = row[group.Value].Trimmed };
            readings.Add(Reported.Read(group.Element, value, unit, mark, notes) with
            {
                More = [.. group.Others.Where(i => !row[i].IsEmpty).Select(i => new HeaderEntry(headings[i].Trimmed, row[i].Trimmed, row[i].Place))],
            });
        }
        if (row.Count <= groups[^1].Value) notes.Warn(WarningCode.Missing, $"Line {row.Line} has {row.Count} cells and the headings {headings.Count}: the last ones are missing.", new(row.Line));
        return new(row[at.Ident].Trimmed, "XRF")
        {
            MeasuredAt = at.Time < 0 ? null : dates.Read(row[at.Time].Trimmed, row[at.Time].Place, notes),
            Instrument = "PANalytical Epsilon",
            Header = header,
            Readings = readings,
            Warnings = notes.Warnings,
        };
    }
}

/// <summary>The columns of one element: its name stands above the first of them.</summary>
internal sealed record ElementGroup(string Element, int From, int Value, int Unit, IReadOnlyList<int> Others)
{
    /// <exception cref="Refusal">There is no element, or one without a concentration.</exception>
    public static List<ElementGroup> Of(CsvRow elements, CsvRow headings)
    {
        var groups = new List<ElementGroup>();
        for (var i = 0; i < elements.Count; i++)
        {
            if (elements[i].IsEmpty) continue;
            var to = i + 1;
            while (to < headings.Count && (to >= elements.Count || elements[to].IsEmpty)) to++;
            var columns = Enumerable.Range(i, to - i).Where(c => !headings[c].IsEmpty).ToList();
            int One(params string[] names) => columns.FindIndex(c => names.Contains(headings[c].Trimmed, StringComparer.OrdinalIgnoreCase)) is >= 0 and var at ? columns[at] : -1;
            var (value, unit) = (One("C", "Conc", "Conc."), One("Unit"));
            if (value < 0) throw Refuse(elements[i].Place, $"Expected a concentration 'C' below the element {Quote(elements[i].Trimmed)}, found {Quote(string.Join(", ", columns.Select(c => headings[c].Trimmed)))}.");
            groups.Add(new(elements[i].Trimmed, i, value, unit, [.. columns.Where(c => c != value && c != unit)]));
        }
        return groups.Count > 0 ? groups : throw Refuse(new(elements.Line), $"Expected a row of elements in line {elements.Line}, found none.");
    }
}
