using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.SetaramMicroDsc;

/// <summary>
/// Tab text of Setaram's micro-DSC: a title, a row of names, a row of units written <c>/°C</c>, then rows; each line ends with one
/// more tab (README.md).
/// </summary>
public sealed class SetaramMicroDscReader() : InstrumentReader("setaram-micro-dsc-text", "1", "micro-DSC tab text", "Setaram", "DSC")
{
    private const int UnitsWithin = 40;

    public override bool Recognises(FileHead head)
    {
        var named = false;
        foreach (var line in head.Lines.Take(UnitsWithin))
        {
            if (named && IsUnits(line)) return true;
            named = IsNames(line);
        }
        return false;
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var lines = text.Lines();
        if (ReadHead(ref lines, out var head, out var names) is { } noHead) return noHead;
        if (ColumnsOf(names, ref lines, out var columns) is { } noColumns) return noColumns;
        if (DscRun.Check(columns, lines, names) is { } noDsc) return noDsc;
        if (DecimalMark.Decide(lines, '\t', options, out var mark) is { } doubt) return doubt;
        var rows = new TraceRows(new('\t', columns.Count, TrailingDelimiter: names.EndsWith('\t')), mark);
        if (rows.Read(ref lines, ct) is { } refused) return refused;

        var notes = new Notes();
        notes.Warn(WarningCode.Missing, "No sample mass: this format has none.");
        var signals = DscRun.Signals(columns, rows, endothermic: null, notes);
        notes.Add(DscRun.NoEndMark(columns, rows));
        var run = new InstrumentRun(head.Value("Title"), "DSC") { Header = head, Signals = signals, Warnings = notes.Warnings };
        return new ReadOutcome.Read([run], text.Encoding.Name, []);
    }

    private static bool IsNames(ReadOnlySpan<char> line) =>
        line.Contains('\t') && line.Contains("HeatFlow", StringComparison.OrdinalIgnoreCase)
        && line.Contains("temperature", StringComparison.OrdinalIgnoreCase);

    private static bool IsUnits(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith("/")) return false;
        for (var cells = new Cells(line, '\t'); cells.MoveNext();)
            if (!cells.Current.IsWhiteSpace() && !cells.Current.StartsWith("/"))
                return false;
        return true;
    }

    private static ReadOutcome.Refused? ReadHead(ref TextLines lines, out List<HeaderEntry> head, out string names)
    {
        head = [];
        names = "";
        while (lines.MoveNext() && lines.Number <= UnitsWithin)
        {
            var line = lines.Current;
            if (names.Length > 0 && IsUnits(line))
            {
                head.Add(new("Units", line.ToString(), new(lines.Number)));
                return null;
            }
            names = IsNames(line) ? line.ToString() : "";
            if (line.IsWhiteSpace()) continue;
            var key = names.Length > 0 ? "Columns" : lines.Number == 1 ? "Title" : "Text";
            head.Add(new(key, key == "Columns" ? names : line.Trim().ToString(), new(lines.Number)));
        }
        return RefuseAt(Math.Max(lines.Number, 1),
            $"Expected a row of names with temperature and HeatFlow and below it a row of units '/°C', "
            + $"found none up to line {lines.Number}.");
    }

    private static ReadOutcome.Refused? ColumnsOf(string names, ref TextLines lines, out List<Column> columns)
    {
        columns = [];
        if (Cells.Count(names, '\t') != Cells.Count(lines.Current, '\t'))
            return RefuseAt(lines.Number,
                $"Expected as many units as names {Quote(names)} in line {lines.Number}, found {Quote(lines.Current)}.");
        var units = new Cells(lines.Current, '\t');
        for (var cells = new Cells(names, '\t'); cells.MoveNext();)
        {
            units.MoveNext();
            if (cells.Current.IsWhiteSpace() && names.EndsWith('\t') && columns.Count == Cells.Count(names, '\t') - 1) break;
            columns.Add(Column.Of($"{cells.Current.Trim()} ({units.Current.Trim().TrimStart('/')})"));
        }
        return null;
    }
}
