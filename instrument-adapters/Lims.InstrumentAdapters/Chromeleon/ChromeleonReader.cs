using System.Globalization;
using System.Text.RegularExpressions;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.Chromeleon;

/// <summary>
/// Text exports of Thermo (Dionex) Chromeleon 6.8 and 7: groups of keys and values parted by tabs, then the chromatogram as time, step and value;
/// or the table of integration results (README.md).
/// </summary>
public sealed partial class ChromeleonReader() : InstrumentReader("chromeleon-text", "1", "Chromeleon 6.8 and 7 text", "Thermo Fisher Scientific", "HPLC")
{
    public override bool Recognises(FileHead head) => head.Lines.Any(line => TraceHeading().IsMatch(line))
        || (head.Lines.Any(line => PeakHeading().IsMatch(line)) && head.Lines.Take(60).Any(line => KeyOfResults().IsMatch(line)));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        var header = new List<HeaderEntry>();
        var heading = 0;
        var isTrace = false;
        for (var line = 1; line <= text.LineCount && heading == 0; line++)
        {
            if (line > text.Limits.HeadLines) throw Exceeded(new(line), $"Expected a heading such as 'Time (min)' within {text.Limits.HeadLines} lines, found {Quote(text[line])}.");
            var row = text[line].ToString();
            isTrace = TraceHeading().IsMatch(row);
            if (isTrace || PeakHeading().IsMatch(row)) heading = line;
            else if (row.Trim().Length > 0) Keys(row, line, header);
        }
        if (heading == 0) throw Truncated(new(Math.Max(1, text.LineCount)), $"Expected a heading such as 'Time (min)', 'Step (s)', 'Value (mAU)', found none up to line {text.LineCount}.");
        var dates = new FileDates(dayFirst: true, options);
        foreach (var entry in header) dates.See(entry.Raw);
        var run = new InstrumentRun(header.Value("Sample", "Injection", "Injection Name", "Sample Name"), "HPLC")
        {
            SampleId = header.Value("Sample ID", "Barcode"),
            MeasuredAt = MeasuredAt(header, dates, notes),
            Instrument = header.Value("Instrument", "Datasource", "Driver Name"),
            Method = header.Value("PGM file", "Instrument Method"),
            Operator = header.Value("Operator"),
            Header = header,
        };
        run = isTrace ? Trace(run, text, heading, options, notes, ct) : Results(run, text, heading, options, notes);
        return new ReadOutcome.Read([run with { Warnings = notes.Warnings }], text.Encoding.Name, notes.Ignored);
    }

    private static void Keys(string row, int line, List<HeaderEntry> header)
    {
        var cells = row.Split('\t');
        // Result sheets have two pairs in a row with empty cells between; data files have one pair, whose value may be empty.
        var filled = cells.Select((cell, i) => (Text: cell.Trim(), Column: cells.Take(i).Sum(before => before.Length + 1) + 1)).Where(cell => cell.Text.Length > 0).ToList();
        if (filled.Count == 1) header.Add(new(filled[0].Text.TrimEnd(':'), "", FilePlace.InLine(line, filled[0].Column)));
        for (var i = 0; i + 1 < filled.Count; i += 2) header.Add(new(filled[i].Text.TrimEnd(':'), filled[i + 1].Text, FilePlace.InLine(line, filled[i + 1].Column)));
        if (filled.Count > 2 && filled.Count % 2 == 1) header.Add(new(filled[^1].Text.TrimEnd(':'), "", FilePlace.InLine(line, filled[^1].Column)));
    }

    private static FileTime? MeasuredAt(List<HeaderEntry> header, FileDates dates, Notes notes)
    {
        if (header.Entry("Injection Date/Time", "Injection Date and Time", "Recording Time", "Inject Time") is { Raw.Length: > 0 } whole) return dates.Read(whole.Raw, whole.Place, notes);
        var (date, time) = (header.Entry("Injection Date", "Date"), header.Entry("Injection Time", "Time"));
        return date is null ? null : dates.Read($"{date.Raw} {time?.Raw}".Trim(), date.Place, notes);
    }

    private static InstrumentRun Trace(InstrumentRun run, TextFile text, int heading, ReadOptions options, Notes notes, CancellationToken ct)
    {
        var columns = new List<Column>();
        for (var cells = new Cells(text[heading], '\t'); cells.MoveNext();)
            if (!cells.Current.IsWhiteSpace())
                columns.Add(Column.Of(cells.Current.ToString()));
        var evidence = new DecimalEvidence('\t', firstDecides: true);
        for (var line = heading + 1; line <= text.LineCount && !evidence.IsDecided; line++)
            for (var cells = new Cells(text[line], '\t'); cells.MoveNext();)
                evidence.See(cells.Current, line, cells.Start + 1);
        var mark = evidence.Decide(options);
        var rows = XyRows.Read(text, heading + 1, text.LineCount, '\t', columns.Count, mark, ct);
        var unit = ValueUnit().Match(text[heading].ToString().TrimEnd()) is { Success: true } match ? match.Groups["unit"].Value : run.Header.Value("Signal Unit", "Signal Dimension");
        if (run.Header.Entry("Data Points") is { } points && int.TryParse(points.Raw, NumberStyles.None, CultureInfo.InvariantCulture, out var declared)) notes.Count("Data Points", declared, rows.Count, points.Place);
        Endings.Note(text, notes, certain: run.Header.Entry("Data Points") is not null && rows.Count > 0);
        if (rows.Count == 0) throw Truncated(new(heading), $"Expected rows of numbers below line {heading}, found none.");
        Check("Signal Max.", Most(rows[columns.Count - 1].Span));
        Check("Signal Min.", -Most(rows[columns.Count - 1].Span, -1));
        var signal = new Signal(run.Header.Value("Channel", "Channel Name"), "Time", columns[0].Unit, Ucum.Of(unit, new(heading), notes), rows[0], rows[columns.Count - 1], new(rows.FirstLine)) { YName = run.Header.Value("Signal Unit") is "Absorbance" ? "Absorbance" : "" };
        var signals = new List<Signal> { signal };
        for (var i = 1; i < columns.Count - 1; i++)
            if (!Step().IsMatch(columns[i].Name)) signals.Add(signal with { Name = columns[i].Name, YUnit = columns[i].Unit, Y = rows[i], YName = "" });
        if (columns.Count > 2) notes.Ignore(columns[1].Name);
        return run with { Signals = signals };

        void Check(string key, double found)
        {
            if (run.Header.Entry(key) is not { } entry || !mark.TryReadGrouped(entry.Raw, out double value)) return;
            if (Math.Abs(value - found) > 1e-5 * Math.Max(1, Math.Abs(value)))
                notes.Warn(WarningCode.SumDiffers, $"{key} is {Quote(entry.Raw)}, of the points read it is {found}: points may be missing.", entry.Place);
        }
    }

    private static double Most(ReadOnlySpan<double> values, int sign = 1)
    {
        var most = double.NegativeInfinity;
        foreach (var value in values)
            if (value * sign > most)
                most = value * sign;
        return most;
    }

    private static InstrumentRun Results(InstrumentRun run, TextFile text, int heading, ReadOptions options, Notes notes)
    {
        var names = Csv.Row(text, heading, '\t');
        var units = heading < text.LineCount ? Csv.Row(text, heading + 1, '\t') : names;
        var hasUnits = units[0].IsEmpty && units.Cells.Any(cell => Ucum.CodeOf(cell.Text) is not null);
        var table = new PeakTable([.. names.Cells.Select(cell => cell.Text)], hasUnits ? [.. units.Cells.Select(cell => cell.Trimmed == "n.a." ? "" : cell.Text)] : [], new(heading), notes);
        var rows = Csv.Rows(text, '\t', heading + (hasUnits ? 2 : 1)).Where(row => !row.IsBlank).ToList();
        var end = rows.FindIndex(row => row[0].Trimmed.StartsWith("Total", StringComparison.OrdinalIgnoreCase) || row[0].Trimmed.StartsWith("Summe", StringComparison.OrdinalIgnoreCase) || row[1].Trimmed.StartsWith("Total", StringComparison.OrdinalIgnoreCase));
        var body = end < 0 ? rows : rows[..end];
        var evidence = new DecimalEvidence('\t');
        foreach (var row in body) table.See(row.Cells, evidence);
        var mark = evidence.Decide(options);
        var (peaks, readings) = (new List<Peak>(), new List<Reading>());
        foreach (var row in body)
        {
            if (row.Count > table.Width && row.Cells.Skip(table.Width).Any(cell => !cell.IsEmpty)) throw Refuse(new(row.Line), $"Expected {table.Width} cells in line {row.Line}, found {row.Count}: {Quote(text[row.Line])}.");
            var peak = table.Read(row.Cells, run.Header.Value("Channel", "Channel Name"), mark, notes);
            if (peak.Area is not null || peak.Height is not null) peaks.Add(peak);
            if (peak.Name.Length > 0 && peak.Name != "n.a." && table.Result(row.Cells, peak.Name, mark, notes) is { } reading)
                readings.Add(peak.Area is null && reading.Value is null ? reading with { Qualifier = Qualifier.NotDetected } : reading);
        }
        if (end < 0) notes.Warn(WarningCode.MayBeCut, $"Expected a row 'Total:' after the peaks, found none: rows may be missing after line {text.LineCount}, {Quote(text[text.LineCount])}.", new(text.LineCount));
        else
        {
            var cell = table.Cell(rows[end].Cells, PeakColumn.Area);
            var sum = peaks.Sum(peak => peak.Area?.Value ?? 0);
            if (mark.TryReadGrouped(cell.Text, out double total) && Math.Abs(total - sum) > 1e-3 * Math.Max(Math.Abs(total), Math.Abs(sum)))
                notes.Warn(WarningCode.SumDiffers, $"The areas sum to {sum}, the report says {Quote(cell.Text)}.", cell.Place);
            foreach (var row in rows.Skip(end + 1)) notes.Ignore(string.Join(' ', row.Cells.Select(part => part.Trimmed)).Trim());
        }
        Endings.Note(text, notes, certain: end >= 0);
        return run with { Peaks = peaks, Readings = readings };
    }

    [GeneratedRegex(@"^(?:Time|Zeit|Tijd|Temps|Tiempo) ?\(min\)\t(?:(?:Step|Schritt|Stap|Pas|Paso) ?\(s(?:ec|ek)?\.?\)\t)(?:Value|Wert|Waarde|Valeur|Valor) ?\(.*\)\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex TraceHeading();

    [GeneratedRegex(@"\((?<unit>[^()]*)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex ValueUnit();

    [GeneratedRegex(@"^(?:Step|Schritt|Stap|Pas|Paso)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Step();

    [GeneratedRegex(@"^(?:Peak )?(?:No\.|Nr\.)\s*\t(?=.*(?:Ret))(?=.*(?:Area|Fl.che|Height)).*$", RegexOptions.CultureInvariant)]
    private static partial Regex PeakHeading();

    [GeneratedRegex(@"^(?:Injection|Sample|Sequence|Channel|Processing|Inj\.|Chromeleon|Probe|Kanal|Integration)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex KeyOfResults();
}
