using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.TaNanoDsc;

/// <summary>
/// Text of TA Instruments' NanoDSC: blocks of a line <c>scan</c> with number and date glued together, a row of names, and tab rows. Each
/// block is a run (README.md).
/// </summary>
public sealed class TaNanoDscReader() : InstrumentReader("ta-nano-dsc-text", "1", "NanoDSC tab text, several scans", "TA Instruments", "DSC")
{
    private const string Scan = "scan ";

    public override bool Recognises(FileHead head) =>
        head.Lines is [var scan, var heading, ..] && scan.StartsWith(Scan, StringComparison.Ordinal) && scan.Contains('/', StringComparison.Ordinal) && IsHeading(heading);

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var dates = DatesOf(text, options);
        var lines = text.Lines();
        if (DecimalMark.Decide(lines, '\t', options, out var mark) is { } doubt) return doubt;
        if (!lines.MoveNext()) return RefuseAt(1, $"Expected a line '{Scan}1…', found nothing.");
        var runs = new List<InstrumentRun>();
        int? scan = null;
        for (var another = true; another;)
        {
            if (runs.Count == options.Limits.Runs)
                return RefuseAt(lines.Number, $"Expected at most {options.Limits.Runs} scans, found one more in line {lines.Number}.", RefusalCode.Limit);
            if (ReadRun(ref lines, mark, dates, ref scan, ct, out var run, out another) is { } refused) return refused;
            runs.Add(run!);
        }
        return new ReadOutcome.Read(runs, text.Encoding.Name, []);
    }

    private static bool IsHeading(ReadOnlySpan<char> line) =>
        line.StartsWith("temp(", StringComparison.OrdinalIgnoreCase) && line.Contains('\t');

    private static FileDates DatesOf(TextFile text, ReadOptions options)
    {
        var dates = new FileDates(dayFirst: false, options);
        int? scan = null;
        for (var lines = text.Lines(); lines.MoveNext();)
            if (lines.Current.StartsWith(Scan, StringComparison.Ordinal) && ScanTitle.Split(lines.Current.ToString(), scan) is { } title)
            {
                scan = title.Number;
                dates.See(title.Date);
            }
        return dates;
    }

    private static ReadOutcome.Refused? ReadRun(ref TextLines lines, DecimalMark mark, FileDates dates, ref int? scan, CancellationToken ct,
        out InstrumentRun? run, out bool another)
    {
        run = null;
        another = false;
        var written = lines.Current.TrimEnd().ToString();
        if (!lines.Ended || !written.StartsWith(Scan, StringComparison.Ordinal) || ScanTitle.Split(written, scan) is not { } title)
            return RefuseAt(lines.Number,
                $"Expected a whole line such as '{Scan}110/28/20203:56:03 PM' in line {lines.Number}, found {Quote(written)}.");
        scan = title.Number;
        var head = new List<HeaderEntry> { new("scan", written[Scan.Length..], new(lines.Number)) };
        if (!lines.MoveNext() || !IsHeading(lines.Current))
            return RefuseAt(lines.Number, $"Expected a row of names from 'temp(°C)' on below the scan, found {Quote(lines.Current)}.");
        head.Add(new("Columns", lines.Current.ToString(), new(lines.Number)));
        var columns = new List<Column>();
        for (var cells = new Cells(lines.Current, '\t'); cells.MoveNext();) columns.Add(Column.Of(cells.Current.ToString()));
        if (DscRun.Check(columns, lines, lines.Current) is { } noColumns) return noColumns;
        if (columns.Exists(c => c.Name.Length == 0))
            return RefuseAt(lines.Number, $"Expected a name for every column, found {Quote(lines.Current)}.");
        var rows = new TraceRows(new('\t', columns.Count, NextBlock: Scan), mark);
        if (rows.Read(ref lines, ct) is { } refused) return refused;

        another = rows.NextBlockFollows;
        var notes = new Notes();
        notes.Warn(WarningCode.Missing, "No sample mass: this format has none.");
        var measuredAt = dates.Read(title.Date);
        if (measuredAt is null)
            notes.Warn(WarningCode.UnknownDate, Text($"Expected a date such as '10/28/2020 3:56:03 PM', found {Quote(title.Date)}: ")
                + "the time of measurement is unknown.", head[0].Place);
        if (title.Doubt is { } open) notes.Warn(WarningCode.Implausible, open, head[0].Place);
        notes.Add(FileDates.Warning(measuredAt, head[0].Place));
        var signals = DscRun.Signals(columns, rows, endothermic: null, notes);
        if (!another) notes.Add(DscRun.NoEndMark(columns, rows));
        run = new("", "DSC") { MeasuredAt = measuredAt, Header = head, Signals = signals, Warnings = notes.Warnings };
        return null;
    }
}
