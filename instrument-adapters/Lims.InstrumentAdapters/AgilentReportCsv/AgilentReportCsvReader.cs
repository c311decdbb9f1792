using System.Globalization;
using System.Text.RegularExpressions;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.AgilentReportCsv;

/// <summary>
/// The report of Agilent ChemStation as CSV: <c>Report00.CSV</c> has keys and the names of the columns, <c>REPORTnn.CSV</c> the peaks of signal
/// nn without any heading. Either is read, with what lies beside it (README.md).
/// </summary>
public sealed partial class AgilentReportCsvReader() : InstrumentReader("agilent-chemstation-csv", "1", "ChemStation Report00.CSV and REPORTnn.CSV", "Agilent", "HPLC/GC")
{
    private const int MostSignals = 99;

    public override bool Recognises(FileHead head) => IsHead(head.FirstLine, head.Text) || PeakRow().IsMatch(head.FirstLine);

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        var first = text.LineCount == 0 ? "" : text[1].ToString();
        if (IsHead(first, text.All))
        {
            var report = new ReportKeys(text, notes);
            Endings.Note(text, notes, certain: report.IsWhole);
            if (!report.IsWhole) notes.Warn(WarningCode.CountDiffers, $"The file declares {report.Declared} columns, {report.Columns.Count} were read: it may be cut.");
            var peaks = new List<Peak>();
            for (var signal = 1; signal <= Math.Min(report.SignalCount, MostSignals); signal++)
            {
                if (options.Beside?.Invoke(NameOf(signal)) is not { } beside)
                {
                    notes.Warn(WarningCode.Missing, $"The peaks of signal {signal} stand in {NameOf(signal)}, which does not lie beside this file.");
                    continue;
                }
                Rows(TextFile.Open(beside, options), report, report.Signal(signal), options, notes, peaks, signal);
            }
            return Outcome(report, peaks, text, notes, options);
        }
        if (!PeakRow().IsMatch(first)) throw Refuse(new(1), $"Expected keys, or a row such as '1,2.83,\"BB  \",0.08,20515.5,3544.2,99.6', found {Quote(first)}.");
        var keys = options.Beside?.Invoke("Report00.CSV") is { } companion ? new ReportKeys(TextFile.Open(companion, options), notes) : null;
        if (keys is null) notes.Warn(WarningCode.Missing, "The names of the columns and the sample stand in Report00.CSV, which does not lie beside this file: the usual columns are taken.");
        var number = NumberAmong(text, options);
        if (number == 0) notes.Warn(WarningCode.Missing, "Which signal these peaks belong to is said by the file's name alone.");
        var own = new List<Peak>();
        Rows(text, keys, number > 0 && keys is not null ? keys.Signal(number) : "", options, notes, own, 0);
        Endings.Note(text, notes);
        return Outcome(keys, own, text, notes, options);
    }

    private static bool IsHead(string first, string text) => (first.StartsWith('"') || first.StartsWith("Sample Name", StringComparison.Ordinal))
        && Table.Key(first.Split(',', ';')[0]) == "samplename" && text.Contains("Number of Signals", StringComparison.OrdinalIgnoreCase);

    private static string NameOf(int signal) => $"REPORT{signal.ToString("00", CultureInfo.InvariantCulture)}.CSV";

    private static ReadOutcome.Read Outcome(ReportKeys? keys, List<Peak> peaks, TextFile text, Notes notes, ReadOptions options)
    {
        var run = new InstrumentRun(keys?.Value("Sample Name") ?? "", "HPLC/GC")
        {
            MeasuredAt = keys?.InjectedAt(options, notes),
            Instrument = keys?.Value("Acq. Instrument") ?? "",
            Method = keys?.Method ?? "",
            Operator = keys?.Value("Acq. Operator") ?? "",
            Header = keys?.Header ?? [],
            Peaks = peaks,
            Readings = [.. peaks.Where(peak => peak.Name.Length > 0 && peak.Amount is not null).Select(peak => new Reading(peak.Name, peak.Amount!.Value.Text, decimal.TryParse(peak.Amount.Value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : null, peak.AmountUnit, Qualifier.None, peak.Place))],
            Warnings = notes.Warnings,
        };
        return new([run], text.Encoding.Name, notes.Ignored);
    }

    private static void Rows(TextFile text, ReportKeys? keys, string signal, ReadOptions options, Notes notes, List<Peak> peaks, int file)
    {
        var rows = Csv.Rows(text, Csv.Sniff(text, candidates: ",;\t")).Where(row => !row.IsBlank).ToList();
        var table = keys is { Columns.Count: > 0 }
            ? new PeakTable([.. keys.Columns.Select(column => column.Name)], [.. keys.Columns.Select(column => column.Unit)], new(1), notes)
            : new PeakTable(["Peak Number", "Retention Time", "Peak Type", "Peak Width", "Area", "Height", "Area %"], ["", "min", "", "min", "", "", ""], new(1), notes);
        var evidence = new DecimalEvidence(Csv.Sniff(text, candidates: ",;\t"));
        foreach (var row in rows) table.See(row.Cells, evidence);
        var mark = evidence.Decide(options);
        foreach (var row in rows)
        {
            // A row of another width is cut, or was made with other columns: neither can be read by these names.
            if (row.Count != table.Width)
                throw Refuse(new(row.Line), $"Expected {table.Width} cells, as {(keys is null ? "these files usually have" : "Report00.CSV names")}, found {row.Count} in line {row.Line}: {Quote(text[row.Line])}.");
            var peak = table.Read(row.Cells, signal, mark, notes);
            peaks.Add(file == 0 ? peak : peak with { More = [.. peak.More, new("File", NameOf(file), peak.Place)] });
        }
    }

    /// <summary>The number in the file's own name, found by looking for its contents among the files beside it; 0 where it is not there.</summary>
    private static int NumberAmong(TextFile text, ReadOptions options)
    {
        if (options.Beside is null) return 0;
        for (var signal = 1; signal <= MostSignals; signal++)
        {
            if (options.Beside(NameOf(signal)) is not { } beside) return 0;
            var other = TextFile.Open(beside, options);
            if (other.LineCount == text.LineCount && Enumerable.Range(1, text.LineCount).All(line => other[line].SequenceEqual(text[line]))) return signal;
        }
        return 0;
    }

    [GeneratedRegex("^1[,;]\\s*[0-9]+[.,]?[0-9]*(?:[eE][-+]?[0-9]+)?[,;]\\s*\"[A-Za-z]{1,3}[A-Za-z0-9 +]{0,4}\"[,;]\\s*[0-9.,;eE+\" -]+$", RegexOptions.CultureInvariant)]
    private static partial Regex PeakRow();
}

/// <summary>The keys of <c>Report00.CSV</c>: rows of key, value and unit, and among them the columns of the other files.</summary>
internal sealed class ReportKeys
{
    public ReportKeys(TextFile text, Notes notes)
    {
        foreach (var row in Csv.Rows(text, Csv.Sniff(text, candidates: ",;\t")))
        {
            if (row.IsBlank) continue;
            var key = row[0].Trimmed;
            var value = row[1].Trimmed;
            if (key.StartsWith("Column ", StringComparison.Ordinal)) Columns.Add((value, row[2].Trimmed));
            // A path is written in two cells, folder and file; anything else has its unit in the third.
            var third = row[2].Trimmed;
            Header.Add(new(key, third.Length == 0 ? value : value.EndsWith('\\') || value.EndsWith('/') ? value + third : value + " " + third, row[1].Place));
        }
        if (Header.Count == 0) notes.Warn(WarningCode.Missing, "Report00.CSV has no keys.");
    }

    public List<HeaderEntry> Header { get; } = [];

    public List<(string Name, string Unit)> Columns { get; } = [];

    public int Declared => Whole("Number of Columns");

    public int SignalCount => Whole("Number of Signals");

    /// <summary>The columns are the last keys, and counted before.</summary>
    public bool IsWhole => Declared > 0 && Declared == Columns.Count;

    public string Method => Value("Acq. Method", "Analysis Method");

    public string Value(params ReadOnlySpan<string> keys) => Header.Value(keys);

    public string Signal(int number) => Header.Value(Text($"Signal {number}")).TrimEnd(' ', ',');

    public FileTime? InjectedAt(ReadOptions options, Notes notes)
    {
        if (Header.Entry("Injection Date") is not { } entry) return null;
        var dates = new FileDates(dayFirst: false, options);
        foreach (var other in Header) dates.See(other.Raw);
        return dates.Read(entry.Raw, entry.Place, notes);
    }

    private int Whole(string key) => int.TryParse(Header.Value(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
