using System.Globalization;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.TaInstruments;

/// <summary>
/// DSC text of TA Instruments (2920 and its successors, exported by Universal Analysis): key, tab, value until <c>StartOfData</c>,
/// then rows. A row with time -1 is no point but the mark that closes a segment (README.md).
/// </summary>
public sealed class TaInstrumentsReader() : InstrumentReader(
    "ta-instruments-dsc-text", "1", "DSC text (2920, Universal Analysis)", "TA Instruments", "DSC")
{
    private const string StartOfData = "StartOfData";
    private const double SegmentMark = -1.0;

    /// <summary>English months; years up to 49 are of this century on every machine (Windows would let its user choose).</summary>
    private static readonly DateTimeFormatInfo MonthNames = new() { Calendar = new GregorianCalendar { TwoDigitYearMax = 2049 } };

    public override bool Recognises(FileHead head)
    {
        bool count = false, heatFlow = false;
        foreach (var line in head.Lines)
        {
            count |= line.StartsWith("Nsig\t", StringComparison.Ordinal);
            heatFlow |= line.StartsWith("Sig", StringComparison.Ordinal) && line.Contains("Heat Flow", StringComparison.OrdinalIgnoreCase);
            if (line == StartOfData) return count && heatFlow;
        }
        return false;
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var encoding = EncodingOf(file.Span, options);
        var lines = TextFile.Open(file, options, encoding).Lines();
        if (ReadHead(ref lines, out var head) is { } noHead) return noHead;
        if (Columns(head, lines, out var columns) is { } noColumns) return noColumns;
        if (DecimalMark.Decide(lines, ' ', options, out var mark) is { } doubt) return doubt;
        var rows = new TraceRows(new(' ', columns.Count, Marker: SegmentMark), mark);
        if (rows.Read(ref lines, ct) is { } refused) return refused;

        var notes = new Notes();
        if (!rows.EndsWithMarker)
            notes.Warn(WarningCode.MayBeCut, Text($"The last row (line {rows.LastLine}) is not the segment mark -1 with which these files end: ")
                + "the file may be cut after a whole row.", new(rows.LastLine));
        var readings = new List<Reading>();
        if (head.Find(e => e.Key == "Size") is { } mass)
        {
            if (MassReading.Read(mass, mark, notes, out var reading) is { } noMass) return noMass;
            readings.Add(reading);
        }
        else
            notes.Warn(WarningCode.Missing, "No sample mass: the file has no key Size.");
        var signals = DscRun.Signals(columns, rows, Endothermic(head, notes), notes);
        var run = new InstrumentRun(Value(head, "Sample"), "DSC")
        {
            MeasuredAt = MeasuredAt(head, notes),
            Instrument = Value(head, "Instrument"),
            Operator = Value(head, "Operator"),
            Header = head,
            Signals = signals,
            Readings = readings,
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], encoding.Name, rows.Markers > 0 ? ["segment mark rows (time -1)"] : []);
    }

    /// <summary>
    /// The controllers of these instruments ran under DOS: their degree sign is F8, which in Windows-1252 would read as ø. Where the
    /// heading of a signal shows it, the whole file is of that code page.
    /// </summary>
    private static TextEncoding EncodingOf(ReadOnlySpan<byte> file, ReadOptions options)
    {
        var encoding = TextEncoding.Of(file, options);
        return encoding.IsWindows1252 && file.IndexOf<byte>([(byte)'(', 0xF8, (byte)'C', (byte)')']) >= 0 ? TextEncoding.Ibm850 : encoding;
    }

    private static ReadOutcome.Refused? ReadHead(ref TextLines lines, out List<HeaderEntry> head)
    {
        head = [];
        while (lines.MoveNext())
        {
            if (lines.Number > lines.Limits.HeadLines)
                return RefuseAt(lines.Number,
                    $"Expected the line {StartOfData} within {lines.Limits.HeadLines} lines, found {Quote(lines.Current)}.", RefusalCode.Limit);
            var line = lines.Current;
            var tab = line.IndexOf('\t');
            var key = (tab < 0 ? line : line[..tab]).Trim().ToString();
            if (key.Length > 0) head.Add(new(key, tab < 0 ? "" : line[(tab + 1)..].ToString(), new(lines.Number)));
            if (key == StartOfData) return null;
        }
        return RefuseAt(Math.Max(lines.Number, 1),
            $"Expected the line {StartOfData} after the keys, found the end of the file after line {lines.Number}.", RefusalCode.Truncated);
    }

    private static ReadOutcome.Refused? Columns(List<HeaderEntry> head, TextLines lines, out List<Column> columns)
    {
        var line = lines.Number;
        columns = [];
        var declared = Value(head, "Nsig");
        if (!int.TryParse(declared, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > 10_000)
            return RefuseAt(line, $"Expected the number of signals in Nsig, found {Quote(declared)}.");
        foreach (var entry in head)
            if (IsSignal(entry.Key))
                columns.Add(Column.Of(entry.Raw));
        var headings = string.Join(", ", columns.Take(10).Select(c => c.Name));
        if (columns.Count != count)
            return RefuseAt(line, $"Expected {count} signals, as Nsig says, found {columns.Count}: {Quote(headings)}.");
        if (!columns[0].IsTime)
            return RefuseAt(line, $"Expected Sig1 to be the time, whose -1 marks segments, found {Quote(columns[0].Name)}.");
        return DscRun.Check(columns, lines, headings);
    }

    private static bool IsSignal(string key) =>
        key.Length > 3 && key.StartsWith("Sig", StringComparison.Ordinal) && key.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool? Endothermic(List<HeaderEntry> head, Notes notes)
    {
        switch (Value(head, "Exotherm"))
        {
            case "Up": return false;
            case "Down": return true;
            case var other:
                notes.Warn(WarningCode.Missing, $"Expected Exotherm to be Up or Down, found {Quote(other)}: the direction of heat flow is unknown.",
                    head.Entry("Exotherm")?.Place);
                return null;
        }
    }

    private static FileTime? MeasuredAt(List<HeaderEntry> head, Notes notes)
    {
        var raw = $"{Value(head, "Date")} {Value(head, "Time")}".Trim();
        if (raw.Length == 0) return null;
        string[] forms = ["d-MMM-yy H:mm", "d-MMM-yy H:mm:ss", "d-MMM-yyyy H:mm", "d-MMM-yyyy H:mm:ss"];
        if (DateTime.TryParseExact(raw, forms, MonthNames, DateTimeStyles.None, out var at))
            return new(raw, at, null, false);
        notes.Warn(WarningCode.UnknownDate, $"Expected a date and time such as '25-Jan-17 17:45', found {Quote(raw)}: the time of measurement is unknown.",
            head.Entry("Date", "Time")?.Place);
        return null;
    }

    private static string Value(List<HeaderEntry> head, string key) => head.Find(e => e.Key == key)?.Raw.Trim() ?? "";
}
