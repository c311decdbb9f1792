using System.Text.RegularExpressions;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.ShimadzuBatch;

/// <summary>
/// The summary of the quantitative browser of Shimadzu LabSolutions and GCMSsolution: a block for each compound with a row for each data file,
/// closed by statistics (README.md). The same samples stand in every block; each becomes one run.
/// </summary>
public sealed partial class ShimadzuBatchReader() : InstrumentReader("shimadzu-batch-summary", "1", "LabSolutions and GCMSsolution quantitative browser", "Shimadzu", "HPLC/GC")
{
    private static readonly string[] SampleKeys = ["Data Filename", "Sample Name", "Sample ID", "Sample Type", "Level#", "Vial#", "Tray", "Dilution Factor", "Sample Amount", "Date Acquired"];

    public override bool Recognises(FileHead head) => IsSummary(head.Lines) || IsWithoutHeadings(head.Lines);

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        var delimiter = Csv.Sniff(text, candidates: "\t,;");
        var first = Enumerable.Range(1, Math.Min(text.LineCount, 10)).Select(line => text[line].ToString()).ToList();
        if (IsWithoutHeadings(first))
            throw Refuse(new(2), $"Expected a row that names the columns, such as 'Data Filename', found {Quote(text[2])}: what the columns mean is known from their export settings alone. Export with headings, or use a mapping profile.", RefusalCode.Unsupported);
        var runs = Blocks(text, delimiter, options, notes, ct);
        Endings.Note(text, notes);
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static bool IsSummary(IReadOnlyList<string> lines)
    {
        for (var i = 0; i < Math.Min(lines.Count, 30); i++)
            if (HeadingLine().IsMatch(lines[i]))
                return i > 0 && lines.Take(i).Any(line => NameLine().IsMatch(line));
        return false;
    }

    /// <summary>A name alone in its row, then rows that begin with data files.</summary>
    private static bool IsWithoutHeadings(IReadOnlyList<string> lines) => lines.Count > 2 && LoneName().IsMatch(lines[0]) && DataFile().IsMatch(lines[1]) && !NameLine().IsMatch(lines[0]);

    private static List<InstrumentRun> Blocks(TextFile text, char delimiter, ReadOptions options, Notes notes, CancellationToken ct)
    {
        var rows = Csv.Rows(text, delimiter).ToList();
        var tables = new List<(string Compound, IReadOnlyList<HeaderEntry> Keys, CsvRow Heading, PeakTable Table, List<CsvRow> Rows)>();
        var keys = new List<HeaderEntry>();
        var evidence = new DecimalEvidence(delimiter);
        (string Compound, IReadOnlyList<HeaderEntry> Keys, CsvRow Heading, PeakTable Table, List<CsvRow> Rows)? open = null;
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            if (row.IsBlank) continue;
            if (row.IndexOf("Data Filename") >= 0 || (row[0].IsEmpty && row.IndexOf("Data File Name") >= 0))
            {
                open = (keys.Value("Name"), keys, row, new([.. row.Cells.Select(cell => cell.Text)], [], new(row.Line), notes) { TimeUnit = "min" }, []);
                tables.Add(open.Value);
                keys = [];
            }
            else if (row[0].Trimmed is "ID#" or "Name" or "Type" or "ISTD" || open is null)
            {
                open = row[0].Trimmed == "ID#" ? null : open;
                keys.Add(new(row[0].Trimmed, string.Join(delimiter, row.Cells.Skip(1).Select(cell => cell.Trimmed)).TrimEnd(delimiter), row[1].Place));
            }
            else if (row[0].IsEmpty && Table.IsStatistics(row)) continue;
            else
            {
                if (row.Count > open.Value.Table.Width) throw Refuse(new(row.Line), $"Expected {open.Value.Table.Width} cells in line {row.Line}, as its headings in line {open.Value.Heading.Line} have, found {row.Count}.");
                if (row.Count < open.Value.Table.Width)
                    notes.Warn(WarningCode.Truncated, $"Expected {open.Value.Table.Width} cells in line {row.Line}, found {row.Count}: the row may be cut.", new(row.Line));
                open.Value.Rows.Add(row);
                open.Value.Table.See(row.Cells, evidence);
            }
        }
        if (tables.Count == 0) throw Truncated(new(Math.Max(text.LineCount, 1)), $"Expected a row of headings with 'Data Filename', found none.");
        return Runs(tables, evidence.Decide(options), options, notes);
    }

    private static List<InstrumentRun> Runs(List<(string Compound, IReadOnlyList<HeaderEntry> Keys, CsvRow Heading, PeakTable Table, List<CsvRow> Rows)> tables, DecimalMark mark, ReadOptions options, Notes notes)
    {
        var dates = new FileDates(dayFirst: false, options);
        foreach (var (_, _, heading, _, rows) in tables)
            foreach (var row in rows)
                if (heading.IndexOf("Date Acquired") is >= 0 and var date)
                    dates.See(row[date].Text);
        var order = new List<(string, string, string, string)>();
        var runs = new Dictionary<(string, string, string, string), (InstrumentRun Run, List<Peak> Peaks, List<Reading> Readings)>();
        foreach (var (compound, keys, heading, table, rows) in tables)
            foreach (var row in rows)
            {
                // The running number parts injections that share their names.
                var key = (row[0].Trimmed, At("Data Filename"), At("Sample Name"), At("Sample ID"));
                if (!runs.TryGetValue(key, out var run))
                {
                    order.Add(key);
                    var date = heading.IndexOf("Date Acquired") is >= 0 and var column ? row[column] : default;
                    run = (new(At("Sample Name"), heading.IndexOf("m/z") >= 0 && At("Data Filename").EndsWith(".qgd", StringComparison.OrdinalIgnoreCase) ? "GC-MS" : "HPLC/GC")
                    {
                        SampleId = At("Sample ID"),
                        MeasuredAt = date.Text is null || Reported.IsMissing(date.Text) ? null : dates.Read(date.Text, date.Place, notes),
                        Header = [.. SampleKeys.Where(name => heading.IndexOf(name) >= 0).Select(name => new HeaderEntry(name, At(name), row[heading.IndexOf(name)].Place))],
                    }, [], []);
                    runs[key] = run;
                }
                var peak = table.Read(row.Cells, "", mark, notes) with { Name = compound, Number = null };
                if (peak.Area is not null || peak.RetentionTime is not null) run.Peaks.Add(peak);
                if (table.Result(row.Cells, compound, mark, notes) is { } reading)
                    run.Readings.Add(reading with { More = [.. keys.Where(entry => entry.Key is not "Name"), .. peak.Area is null ? peak.More : []] });

                string At(string name) => heading.IndexOf(name) is >= 0 and var at ? row[at].Trimmed : "";
            }
        return [.. order.Select(key => runs[key].Run with { Peaks = runs[key].Peaks, Readings = runs[key].Readings })];
    }

    [GeneratedRegex(@"^\s*""?Name""?[\t,;]", RegexOptions.CultureInvariant)]
    private static partial Regex NameLine();

    [GeneratedRegex(@"^""?[^\t,;]{0,10}""?[\t,;]""?Data File ?name""?[\t,;]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex HeadingLine();

    [GeneratedRegex(@"^[^\t]+\t+\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex LoneName();

    [GeneratedRegex(@"^[^\t]+\.(?:qgd|lcd|gcd)\t", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DataFile();
}
