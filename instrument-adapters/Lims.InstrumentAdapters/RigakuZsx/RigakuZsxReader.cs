using System.Globalization;
using System.Text.RegularExpressions;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.RigakuZsx;

/// <summary>
/// Results of Rigaku's ZSX software (Supermini, Primus) as CSV: a row of analytes, a row of their units, a row a sample, and statistics below
/// (README.md).
/// </summary>
public sealed partial class RigakuZsxReader() : InstrumentReader("rigaku-zsx-csv", "1", "ZSX results table with units in a second row", "Rigaku", "XRF")
{
    private static readonly HashSet<string> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        "mass%", "mass %", "wt%", "wt.%", "%", "ppm", "ppb", "at%", "mol%", "kcps", "cps", "mg/cm2", "ug/cm2", "um", "nm",
    };

    private static readonly HashSet<string> Statistics = new(StringComparer.OrdinalIgnoreCase)
    {
        "Number", "Average", "Maximum", "Minimum", "Range", "Std dev.", "Std. dev.", "Std dev", "RSD(%)", "RSD (%)", "RSD", "Mean",
    };

    /// <summary>Columns before the first analyte, which the software leaves without headings.</summary>
    private static readonly string[] Labels = ["Label", "Application", "Total", "Date"];

    public override bool Recognises(FileHead head)
    {
        foreach (var delimiter in ",;\t")
        {
            if (head.Lines.Count < 3 || !head.Lines[0].Contains(delimiter, StringComparison.Ordinal)) continue;
            var (analytes, units) = (HeadingRow.Cells(head.Lines[0], delimiter), HeadingRow.Cells(head.Lines[1], delimiter));
            if (IsPair(analytes, units)) return true;
        }
        return false;
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        if (text.LineCount < 3) throw Truncated(new(text.LineCount), $"Expected a row of analytes, a row of units and samples, found {text.LineCount} lines.");
        var delimiter = ",;\t".FirstOrDefault(c => IsPair(HeadingRow.Cells(text[1].ToString(), c), HeadingRow.Cells(text[2].ToString(), c)));
        if (delimiter == '\0') throw Refuse(new(2), $"Expected units such as 'mass%' below the analytes, found {Quote(text[2])}.");
        var rows = Csv.Rows(text, delimiter).Where(row => !row.IsBlank).ToList();
        if (rows.Count < 3) throw Truncated(new(text.LineCount), $"Expected rows of samples below the units, found {rows.Count} rows that are not blank.");
        var (analytes, units) = (rows[0], rows[1]);
        var first = Enumerable.Range(0, units.Count).FirstOrDefault(i => !units[i].IsEmpty);
        var named = Enumerable.Range(first, Math.Max(0, Math.Max(analytes.Count, units.Count) - first)).Where(i => !analytes[i].IsEmpty).ToHashSet();
        if (first == 0 || named.Count == 0) throw Refuse(new(units.Line), $"Expected a label before the analytes and units below them, found {Quote(text[units.Line])}.");
        var samples = rows.Skip(2).TakeWhile(row => !Statistics.Contains(row[0].Trimmed)).ToList();
        var notes = new Notes();
        foreach (var row in rows.Skip(2 + samples.Count)) Leave(row, samples.Count, first, notes);
        if (samples.Count == 0) throw Truncated(new(2), $"Expected rows of samples below line 2, found none.");
        var mark = TableNumbers.MarkOf(samples, i => named.Contains(i), delimiter, options);
        var date = Enumerable.Range(1, first - 1).Where(i => samples.TrueForAll(row => row[i].IsEmpty || DateText.Parse(row[i].Trimmed) is not null) && !samples.TrueForAll(row => row[i].IsEmpty))
            .DefaultIfEmpty(-1).First();
        var dates = new FileDates(dayFirst: true, options);
        if (date >= 0) samples.ForEach(row => dates.See(row[date].Trimmed));
        var runs = new List<InstrumentRun>();
        foreach (var row in samples)
        {
            ct.ThrowIfCancellationRequested();
            runs.Add(RunOf(row, analytes, units, named, first, date, dates, mark));
        }
        notes.Add(TextEnd.Open(text, Text($"{Quote(text[rows[^1].Line].Trim())} in line {rows[^1].Line}")));
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static InstrumentRun RunOf(CsvRow row, CsvRow analytes, CsvRow units, HashSet<int> named, int first, int date, FileDates dates, DecimalMark mark)
    {
        var (notes, header, readings) = (new Notes(), new List<HeaderEntry>(), new List<Reading>());
        for (var i = 0; i < Math.Max(row.Count, analytes.Count); i++)
        {
            if (named.Contains(i)) readings.Add(Reported.Read(analytes[i].Trimmed, row[i], Ucum.Of(units[i].Trimmed, units[i].Place, notes), mark, notes));
            else if (!row[i].IsEmpty)
                header.Add(new(!analytes[i].IsEmpty ? analytes[i].Trimmed : first == Labels.Length && i < first ? Labels[i] : Text($"column {i + 1}"), row[i].Trimmed, row[i].Place));
        }
        var last = named.Max();
        if (row.Count <= last) notes.Warn(WarningCode.Missing, $"Line {row.Line} has {row.Count} cells and the headings {analytes.Count}: the last ones are missing.", new(row.Line));
        return new(row[0].Trimmed, "XRF")
        {
            MeasuredAt = date < 0 ? null : dates.Read(row[date].Trimmed, row[date].Place, notes),
            Instrument = "Rigaku",
            Method = header.Value("Application"),
            Header = header,
            Readings = readings,
            Warnings = notes.Warnings,
        };
    }

    /// <summary>A row of statistics is no sample; its number of samples is a check of their rows.</summary>
    private static void Leave(CsvRow row, int samples, int first, Notes notes)
    {
        notes.Ignore(Text($"statistics {row[0].Trimmed} (line {row.Line})"));
        if (!row[0].Trimmed.Equals("Number", StringComparison.OrdinalIgnoreCase)) return;
        if (int.TryParse(row[first].Trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var declared)) notes.Count("Samples", declared, samples, row[first].Place);
    }

    private static bool IsPair(string[] analytes, string[] units)
    {
        var written = Enumerable.Range(0, units.Length).Where(i => units[i].Length > 0).ToList();
        return written.Count > 0 && written[0] > 0 && written.TrueForAll(i => Units.Contains(units[i]) && i < analytes.Length && analytes[i].Length <= 24 && Formula().IsMatch(analytes[i]));
    }

    [GeneratedRegex(@"^(?:(?:\(?[A-Z][a-z]?[0-9.]*(?:\)[0-9.]*)?){1,12}|LOI|L\.O\.I\.|Total|Balance|LE)$", RegexOptions.CultureInvariant)]
    private static partial Regex Formula();
}
