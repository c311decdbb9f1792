using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.AgilentReport;

/// <summary>
/// <c>Report.TXT</c>, the printed report of Agilent ChemStation: a head of keys, then for each signal a table whose columns are given by a ruler
/// of dashes and bars (README.md).
/// </summary>
public sealed class AgilentReportReader() : InstrumentReader("agilent-chemstation-report", "1", "ChemStation Report.TXT", "Agilent", "HPLC/GC")
{
    private const string EndOfReport = "*** End of Report ***";

    public override bool Recognises(FileHead head) => head.FirstLine.StartsWith("Data File ", StringComparison.Ordinal)
        && head.Lines.Take(30).Any(line => line.StartsWith("Sample Name", StringComparison.Ordinal))
        && head.Lines.Any(line => line.StartsWith("=====", StringComparison.Ordinal) || line.StartsWith("Acq. Operator", StringComparison.Ordinal));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        var header = ReportHead.Read(text, notes);
        var tables = ReportTables.Find(text, notes, ct);
        var evidence = new DecimalEvidence(' ');
        foreach (var table in tables)
            foreach (var row in table.Rows)
                table.Columns.See(row, evidence);
        var mark = evidence.Decide(options);
        var peaks = new List<Peak>();
        var readings = new List<Reading>();
        foreach (var table in tables) table.Read(mark, notes, peaks, readings);
        foreach (var (number, name, place) in ReportTables.Signals(text)) header.Add(new(Text($"Signal {number}"), name, place));

        var ends = false;
        for (var line = 1; line <= text.LineCount; line++) ends |= text[line].Contains(EndOfReport, StringComparison.OrdinalIgnoreCase);
        if (!ends) notes.Warn(WarningCode.MayBeCut, $"Expected the line '{EndOfReport}', found none: the report may be cut inside or after line {text.LineCount}, {Quote(text[Math.Max(text.LineCount, 1)])}.", new(text.LineCount));

        var dates = new FileDates(dayFirst: false, options);
        foreach (var entry in header) dates.See(entry.Raw);
        var injected = header.Entry("Injection Date", "Acquired", "Injection Date/Time", "Acq. Date");
        var run = new InstrumentRun(header.Value("Sample Name"), Detectors.TechniqueOf(string.Join(' ', header.Where(entry => entry.Key.StartsWith("Signal ", StringComparison.Ordinal)).Select(entry => entry.Raw))))
        {
            SampleId = header.Value("Sample ID", "Barcode", "LIMS ID"),
            MeasuredAt = injected is null ? null : dates.Read(injected.Raw, injected.Place, notes),
            Instrument = header.Value("Acq. Instrument", "Instrument"),
            Method = header.Value("Acq. Method", "Method", "Analysis Method"),
            Operator = header.Value("Acq. Operator", "Operator"),
            Header = header,
            Peaks = peaks,
            Readings = readings,
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], text.Encoding.Name, notes.Ignored);
    }
}
