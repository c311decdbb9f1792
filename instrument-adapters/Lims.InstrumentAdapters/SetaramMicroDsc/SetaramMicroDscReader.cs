using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.SetaramMicroDsc;

/// <summary>
/// Tab text of Setaram's micro-DSC: a title, a row of names, a row of units written <c>/°C</c>, then rows; each line ends with one
/// more tab (README.md).
/// </summary>
public sealed class SetaramMicroDscReader : IInstrumentFileReader
{
    private const int UnitsWithin = 40;

    public string Name => "setaram-micro-dsc-text";

    public string Version => "1";

    public bool Recognises(ReadOnlySpan<byte> head)
    {
        var named = false;
        for (var lines = TextLines.OfHead(head); lines.MoveNext() && lines.Number <= UnitsWithin;)
        {
            if (named && IsUnits(lines.Current)) return true;
            named = IsNames(lines.Current);
        }
        return false;
    }

    public ReadOutcome Read(ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        if (Limits.Check(file) is { } size) return size;
        var encoding = TextEncoding.Of(file.Span);
        var lines = new TextLines(file.Span, encoding);
        if (ReadHead(ref lines, out var head, out var names) is { } noHead) return noHead;
        if (ColumnsOf(names, ref lines, out var columns) is { } noColumns) return noColumns;
        if (DscRun.Check(columns, lines.Number - 1, names) is { } noDsc) return noDsc;
        if (DecimalMark.Decide(lines, '\t', out var mark) is { } doubt) return doubt;
        var rows = new TraceRows(new('\t', columns.Count, TrailingDelimiter: names.EndsWith('\t')), mark);
        if (rows.Read(ref lines, ct) is { } refused) return refused;

        var warnings = new List<string> { "No sample mass: this format has none." };
        var signals = DscRun.Signals(columns, rows, endothermic: null, warnings);
        warnings.Add(DscRun.NoEndMark(columns, rows));
        var sample = head.Find(e => e.Key == "Title")?.Raw ?? "";
        return new ReadOutcome.Read([new(sample, "DSC", null, head, signals, [], warnings)], encoding.Name, []);
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
        return lines.Fault ?? RefuseAt(Math.Max(lines.Number, 1),
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
