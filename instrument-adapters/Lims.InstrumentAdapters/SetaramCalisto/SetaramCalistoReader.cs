using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.SetaramCalisto;

/// <summary>
/// DSC text of Setaram's Calisto: a title, lines <c>key : value</c>, a heading that begins with <c>Index</c>, and numbered rows in
/// fixed blanks or with semicolons (README.md).
/// </summary>
public sealed class SetaramCalistoReader() : InstrumentReader("setaram-calisto-text", "1", "DSC text (Calisto)", "Setaram", "DSC")
{
    private const int HeadingWithin = 400;

    public override bool Recognises(FileHead head)
    {
        for (var i = 0; i < head.Lines.Count && i < HeadingWithin; i++)
            if (IsHeading(head.Lines[i]))
                return i > 0;
        return false;
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var lines = text.Lines();
        if (ReadHead(ref lines, out var head) is { } noHead) return noHead;
        var delimiter = lines.Current.Contains(';') ? ';' : ' ';
        var columns = ColumnsOf(lines.Current, delimiter, out var trailing);
        if (DscRun.Check(columns, lines, lines.Current) is { } noColumns) return noColumns;
        if (DecimalMark.Decide(lines, delimiter, options, out var mark) is { } doubt) return doubt;
        var rows = new TraceRows(new(delimiter, columns.Count, trailing), mark);
        if (rows.Read(ref lines, ct) is { } refused) return refused;
        if (CheckIndex(rows) is { } gap) return gap;

        var notes = new Notes();
        if (Masses(head, mark, notes, out var readings) is { } noMass) return noMass;
        var measuredAt = MeasuredAt(head, options, notes, out var sample);
        var signals = DscRun.Signals(columns, rows, endothermic: null, notes);
        notes.Add(DscRun.NoEndMark(columns, rows));
        var run = new InstrumentRun(sample, "DSC")
        {
            MeasuredAt = measuredAt,
            Instrument = head.Value("Instrument", "Device"),
            Operator = head.Value("Operator", "User"),
            Header = head,
            Signals = signals,
            Readings = readings,
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], text.Encoding.Name, ["Index"]);
    }

    private static bool IsHeading(ReadOnlySpan<char> line) =>
        line.StartsWith("Index", StringComparison.Ordinal) && line.Length > 5 && line[5] is ' ' or ';'
        && line.Contains("HeatFlow", StringComparison.OrdinalIgnoreCase);

    private static ReadOutcome.Refused? ReadHead(ref TextLines lines, out List<HeaderEntry> head)
    {
        head = [];
        while (lines.MoveNext() && lines.Number <= HeadingWithin)
        {
            var line = lines.Current;
            if (IsHeading(line))
            {
                head.Add(new("Columns", line.ToString(), new(lines.Number)));
                return null;
            }
            if (line.IsWhiteSpace()) continue;
            var colon = line.IndexOf(':');
            if (lines.Number == 1) head.Add(new("Title", line.Trim().ToString(), new(1)));
            else if (colon < 0) head.Add(new(line.Trim().ToString(), "", new(lines.Number)));
            else head.Add(new(line[..colon].Trim().ToString(), line[(colon + 1)..].Trim().ToString(), new(lines.Number)));
        }
        return RefuseAt(Math.Max(lines.Number, 1),
            $"Expected a heading 'Index Time(s) Sample Temperature(°C) HeatFlow(mW)' within {HeadingWithin} lines, "
            + $"found none up to line {lines.Number}.");
    }

    /// <summary>
    /// Columns with the index first, which has an empty name. In the blank form a name may hold blanks, and ends with its unit.
    /// </summary>
    private static List<Column> ColumnsOf(ReadOnlySpan<char> heading, char delimiter, out bool trailing)
    {
        var columns = new List<Column> { new("", "") };
        var rest = heading["Index".Length..].Trim();
        trailing = delimiter == ';' && rest.EndsWith(";");
        if (delimiter == ';') rest = rest.Trim(';');
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf(delimiter == ';' ? ';' : ')');
            var taken = end < 0 ? rest.Length : end + 1;
            columns.Add(Column.Of(rest[..taken].TrimEnd(';').ToString()));
            rest = rest[taken..].Trim();
        }
        return columns;
    }

    /// <summary>The rows are numbered: a gap shows rows that were lost.</summary>
    private static ReadOutcome.Refused? CheckIndex(TraceRows rows)
    {
        var index = rows[0].Span;
        for (var i = 1; i < index.Length; i++)
            if (index[i] != index[i - 1] + 1)
                return RefuseAt(rows.FirstLine + i,
                    $"Expected index {index[i - 1] + 1} in line {rows.FirstLine + i}, found '{index[i]}': rows are missing or damaged.");
        return null;
    }

    private static ReadOutcome.Refused? Masses(List<HeaderEntry> head, DecimalMark mark, Notes notes, out List<Reading> readings)
    {
        readings = [];
        foreach (var entry in head)
        {
            if (entry.Key != "Initial Mass") continue;
            if (MassReading.Read(entry, mark, notes, out var reading) is { } refused) return refused;
            readings.Add(reading);
        }
        if (readings.Count == 0) notes.Warn(WarningCode.Missing, "No sample mass: the file has no key Initial Mass.");
        if (readings.Count > 1)
            notes.Warn(WarningCode.Implausible, $"The file has {readings.Count} keys Initial Mass: which belongs to the heat flow is open.", readings[1].Place);
        return null;
    }

    /// <summary>The zone's start is when this trace began; the title only says when the experiment was set up.</summary>
    private static FileTime? MeasuredAt(List<HeaderEntry> head, ReadOptions options, Notes notes, out string sample)
    {
        var dates = new FileDates(dayFirst: true, options);
        var title = head.Find(e => e.Key == "Title")?.Raw ?? "";
        var split = SplitTitle(title, out sample);
        var zone = head.Find(e => e.Key == "Zone Start Time")?.Raw;
        foreach (var written in new[] { split, zone, head.Find(e => e.Key == "Creation Date")?.Raw })
            if (written is not null)
                dates.See(written);
        var used = zone ?? split;
        if (used is null) return null;
        var time = dates.Read(used);
        if (time is null)
            notes.Warn(WarningCode.UnknownDate, $"Expected a date such as '11/03/2021 15:29:38', found {Quote(used)}: the time of measurement is unknown.");
        notes.Add(FileDates.Warning(time, head.Entry("Zone Start Time", "Title")?.Place));
        return time;
    }

    /// <summary>
    /// Splits <c>AEM 11/03/2021 12:57:27</c> into the sample and the date; the whole title is the sample where no date ends it.
    /// </summary>
    private static string? SplitTitle(string title, out string sample)
    {
        sample = title;
        var parts = title.Split(' ');
        for (var words = 3; words >= 2; words--)
        {
            if (parts.Length < words) continue;
            var date = string.Join(' ', parts[^words..]);
            if (new FileDates(dayFirst: true).Read(date) is null && new FileDates(dayFirst: false).Read(date) is null) continue;
            sample = string.Join(' ', parts[..^words]).Trim();
            return date;
        }
        return null;
    }
}
