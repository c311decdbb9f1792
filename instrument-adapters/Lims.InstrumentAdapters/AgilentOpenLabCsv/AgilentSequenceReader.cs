using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.AgilentOpenLabCsv;

/// <summary>
/// The summary of a sequence that Agilent OpenLab CDS exports as CSV: keys, the table of injections, then one table for each compound, with its heading
/// but without a blank line before (README.md).
/// </summary>
public sealed class AgilentSequenceReader() : InstrumentReader("agilent-openlab-sequence", "1", "OpenLab sequence summary, CSV", "Agilent", "HPLC")
{
    private const string Line = "line#";

    public override bool Recognises(FileHead head)
    {
        if (head.StartsWith("PK\u0003\u0004"u8)) return false;
        var keys = head.Lines.Take(60).Any(line => line.StartsWith("Sequence name:", StringComparison.OrdinalIgnoreCase));
        return keys && head.Lines.Any(line => line.StartsWith("Line#", StringComparison.OrdinalIgnoreCase));
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        var delimiter = Csv.Sniff(text, candidates: ",;\t");
        Endings.Note(text, notes);
        var outcome = Read(Csv.Rows(text, delimiter).ToList(), delimiter, options, notes);
        return new ReadOutcome.Read(outcome, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static List<InstrumentRun> Read(List<CsvRow> rows, char delimiter, ReadOptions options, Notes notes)
    {
        var keys = new List<HeaderEntry>();
        var injections = new List<(CsvRow Row, CsvRow Heading)>();
        var results = new List<(CsvRow Row, PeakTable Table)>();
        CsvRow? heading = null;
        PeakTable? table = null;
        var evidence = new DecimalEvidence(delimiter);
        foreach (var row in rows)
        {
            if (row.IsBlank) continue;
            if (Table.Key(row[0].Text) == Line)
            {
                heading = row;
                table = row.Cells.Any(cell => Table.Key(cell.Text) == "compound") ? new([.. row.Cells.Select(cell => cell.Text)], [], row[0].Place, notes) : null;
            }
            else if (heading is null) keys.Add(new(row[0].Trimmed.TrimEnd(':'), row[1].Trimmed, row[1].Place));
            else if (row.Count != heading.Count) throw Refuse(new(row.Line), $"Expected {heading.Count} cells in line {row.Line}, as its heading in line {heading.Line} has, found {row.Count}.");
            else if (table is null) injections.Add((row, heading));
            else
            {
                results.Add((row, table));
                table.See(row.Cells, evidence);
            }
        }
        if (heading is null) throw Truncated(rows.Count > 0 ? new(rows[^1].Line) : null, $"Expected a table that begins with 'Line#', found none.");
        var mark = evidence.Decide(options);
        var dates = new FileDates(dayFirst: false, options);
        foreach (var (row, of) in injections) dates.See(At(row, of, "Injection Date").Text);
        var runs = new List<InstrumentRun>();
        var known = new HashSet<(string, string)>();
        foreach (var (row, of) in injections)
        {
            var (number, sample) = (row[0].Trimmed, At(row, of, "Sample Name").Trimmed);
            known.Add((number, sample));
            runs.Add(Run(row, of, results.Where(result => Belongs(result.Row, result.Table, number, sample))));
        }
        // Results of injections that the sequence table does not list are kept, each under its own line and name.
        foreach (var rest in results.Where(result => !known.Contains((result.Row[0].Trimmed, Sample(result.Row, result.Table)))).GroupBy(result => (result.Row[0].Trimmed, Sample(result.Row, result.Table))))
        {
            notes.Warn(WarningCode.Missing, $"Line {rest.Key.Item1} ({Quote(rest.Key.Item2)}) has results but stands in no table of injections.", rest.First().Row[0].Place);
            runs.Add(Run(null, null, rest) with { SampleName = rest.Key.Item2 });
        }
        return runs;

        InstrumentRun Run(CsvRow? row, CsvRow? of, IEnumerable<(CsvRow Row, PeakTable Table)> own)
        {
            var header = new List<HeaderEntry>(keys);
            if (row is not null)
                for (var i = 0; i < row.Count; i++)
                    header.Add(new(of![i].Trimmed, row[i].Trimmed, row[i].Place));
            var (peaks, readings) = (new List<Peak>(), new List<Reading>());
            foreach (var (result, columns) in own)
            {
                var peak = columns.Read(result.Cells, "", mark, notes);
                peaks.Add(peak);
                if (columns.Result(result.Cells, peak.Name, mark, notes) is { } reading) readings.Add(reading);
            }
            var date = row is null ? default : At(row, of!, "Injection Date");
            return new(row is null ? "" : At(row, of!, "Sample Name").Trimmed, "HPLC")
            {
                MeasuredAt = row is null ? null : dates.Read(date.Text, date.Place, notes),
                Method = row is null ? "" : At(row, of!, "Acq Method Name").Trimmed,
                Operator = keys.Value("Acquired by"),
                Header = header,
                Peaks = peaks,
                Readings = readings,
            };
        }
    }

    private static Cell At(CsvRow row, CsvRow heading, string name) => heading.IndexOf(name) is >= 0 and var at ? row[at] : new("", row.Line, 1, false);

    private static bool Belongs(CsvRow row, PeakTable table, string number, string sample) => row[0].Trimmed == number && Sample(row, table) == sample;

    private static string Sample(CsvRow row, PeakTable table)
    {
        for (var i = 0; i < table.Width; i++)
            if (Table.Key(table.Heading(i)) == "samplename")
                return row[i].Trimmed;
        return "";
    }
}
