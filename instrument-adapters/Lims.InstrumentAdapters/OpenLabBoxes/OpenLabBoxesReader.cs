using System.Text;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.OpenLabBoxes;

/// <summary>
/// Reports of Agilent OpenLab CDS 2 printed as text with box drawing: cells wrap anywhere, even inside a number, and a row ends at the next rule
/// (README.md).
/// </summary>
public sealed class OpenLabBoxesReader() : InstrumentReader("agilent-openlab-boxes", "1", "OpenLab CDS 2 report as text with box drawing", "Agilent", "HPLC/GC")
{
    public override bool Recognises(FileHead head) => head.FirstLine.StartsWith('\u250C')
        && head.Lines.Any(line => line.TrimStart().StartsWith('\u2502') && (line.Contains("RT", StringComparison.Ordinal) || line.Contains("Sample", StringComparison.OrdinalIgnoreCase) || line.Contains("Signal", StringComparison.OrdinalIgnoreCase)));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        var boxes = Box.Of(text, notes);
        var evidence = new DecimalEvidence('\u2502');
        var tables = boxes.ToDictionary(box => box, box => TableOf(box, notes));
        foreach (var (box, table) in tables)
            foreach (var row in box.Rows.Skip(1))
                table?.See(row, evidence);
        var mark = evidence.Decide(options);
        var runs = new List<InstrumentRun>();
        var header = new List<HeaderEntry>();
        var peaks = new List<Peak>();
        var signal = "";
        foreach (var box in boxes)
        {
            if (tables[box] is { } table)
            {
                Peaks(box, table, signal, mark, notes, peaks);
                continue;
            }
            foreach (var row in box.Rows)
            {
                var key = row[0].Trimmed.TrimEnd(':').Trim();
                if (key == "Sample Name" && header.Exists(entry => entry.Key == "Sample Name")) Close();
                if (row.Count == 2 && key.Length > 0) header.Add(new(key, row[1].Trimmed, row[1].Place));
                else header.AddRange(row.Where(cell => !cell.IsEmpty).Select(cell => new HeaderEntry("Line", cell.Trimmed, cell.Place)));
                if (key == "Signal") signal = row.Count > 1 ? row[1].Trimmed : "";
            }
        }
        Close();
        var last = text.LineCount;
        while (last > 0 && text[last].IsWhiteSpace()) last--;
        Endings.Note(text, notes, certain: last > 0 && text[last].TrimStart() is ['\u2550', ..]);
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };

        void Close()
        {
            var dates = new FileDates(dayFirst: false, options);
            var injected = header.Entry("Injection Date", "Injection Date/Time", "Acquired", "Acq. Date", "Inj. Date");
            runs.Add(new(header.Value("Sample Name"), "HPLC/GC")
            {
                SampleId = header.Value("Sample ID", "Barcode"),
                MeasuredAt = injected is null ? null : dates.Read(injected.Raw, injected.Place, notes),
                Instrument = header.Value("Instrument", "Acq. Instrument"),
                Method = header.Value("Method", "Acq. Method", "Acq Method Name"),
                Operator = header.Value("Operator", "Acq. Operator"),
                Header = header,
                Peaks = peaks,
                Readings = [.. peaks.Where(peak => peak.Name.Length > 0 && peak.Amount is not null).Select(peak => Reported.Read(peak.Name, new(peak.Amount!.Value.Text, peak.Place.Line ?? 1, peak.Place.Column ?? 1, false), peak.AmountUnit, mark, notes))],
            });
            (header, peaks, signal) = ([], [], "");
        }
    }

    private static PeakTable? TableOf(Box box, Notes notes)
    {
        if (box.Rows.Count == 0 || box.Rows[0].Count < 3) return null;
        var table = new PeakTable([.. box.Rows[0].Select(cell => cell.Text)], [], box.Rows[0][0].Place, notes);
        return table.Has(PeakColumn.Time) && (table.Has(PeakColumn.Area) || table.Has(PeakColumn.Height) || table.Has(PeakColumn.Amount)) ? table : null;
    }

    private static void Peaks(Box box, PeakTable table, string signal, DecimalMark mark, Notes notes, List<Peak> peaks)
    {
        var (sum, area, summed) = (default(Cell?), 0.0, false);
        foreach (var row in box.Rows.Skip(1))
        {
            if (row.Any(cell => cell.Trimmed.TrimEnd(':') is "Sum" or "Total" or "Totals" or "Summe"))
            {
                summed = true;
                sum = table.Has(PeakColumn.Area) ? table.Cell(row, PeakColumn.Area) : null;
                continue;
            }
            var peak = table.Read(row, signal, mark, notes);
            area += peak.Area?.Value ?? 0;
            peaks.Add(peak);
        }
        if (!summed) notes.Warn(WarningCode.MayBeCut, $"The table in line {box.Line} has no row of sums: its last rows may be missing.", new(box.Line));
        if (sum is { } cell && mark.TryReadGrouped(cell.Trimmed, out double total) && Math.Abs(total - area) > 1e-5 * Math.Max(Math.Abs(total), Math.Abs(area)))
            notes.Warn(WarningCode.SumDiffers, $"The areas of {Quote(signal)} sum to {area}, the report says {Quote(cell.Trimmed)}.", cell.Place);
    }
}

/// <summary>One box: its rows, each of cells whose lines were put together.</summary>
internal sealed record Box(int Line, IReadOnlyList<IReadOnlyList<Cell>> Rows)
{
    public static List<Box> Of(TextFile text, Notes notes)
    {
        var boxes = new List<Box>();
        var rows = new List<IReadOnlyList<Cell>>();
        var row = new List<(StringBuilder Text, int Line, int Column)>();
        var open = 0;
        for (var number = 1; number <= text.LineCount; number++)
        {
            var line = text[number].Trim();
            if (line.IsEmpty) continue;
            if (line[0] == '\u2502')
            {
                if (open == 0) open = number;
                Append(text[number], number, row);
                continue;
            }
            if (line[0] is '\u250C' && open > 0) Flush();
            if (line[0] is '\u251C' or '\u2514' or '\u250C' or '\u255E' or '\u2560') End();
            if (line[0] is '\u2514') Flush();
            else if (line[0] is '\u250C' && open == 0) open = number;
            else if (line.TrimStart("\u2500\u2550").Length > 0 && line[0] is not ('\u251C' or '\u255E' or '\u2560' or '\u250C')) notes.Ignore(line.ToString());
        }
        if (open > 0)
        {
            // The last box may be closed by the double rule of the page instead of its own.
            var closed = text[text.LineCount].TrimStart() is ['\u2550', ..];
            if (!closed) notes.Warn(WarningCode.Truncated, $"Expected the box that begins in line {open} to be closed, found the end of the file.", new(open));
            Flush();
        }
        return boxes;

        void End()
        {
            if (row.Count > 0) rows.Add([.. row.Select(cell => new Cell(cell.Text.ToString(), cell.Line, cell.Column, false))]);
            row = [];
        }

        void Flush()
        {
            End();
            if (rows.Count > 0) boxes.Add(new(open, rows));
            (rows, open) = ([], 0);
        }
    }

    /// <summary>Adds one line to the cells of a row: their parts follow each other without a blank, since numbers are broken too.</summary>
    private static void Append(ReadOnlySpan<char> line, int number, List<(StringBuilder Text, int Line, int Column)> row)
    {
        var at = line.IndexOf('\u2502') + 1;
        for (var column = 0; at < line.Length; column++)
        {
            var length = line[at..].IndexOf('\u2502');
            var part = length < 0 ? line[at..] : line.Slice(at, length);
            if (length < 0 && part.IsWhiteSpace()) break;
            if (column == row.Count) row.Add((new(), number, at + 1 + part.Length - part.TrimStart().Length));
            if (row.Count > line.Length) break;
            row[column].Text.Append(part.Trim());
            if (length < 0) break;
            at += length + 1;
        }
    }
}
