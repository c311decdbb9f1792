using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.MettlerDsc;

/// <summary>
/// Text of Mettler Toledo's STARe: <c>Curve Name:</c>, <c>Curve Values:</c> with headings, a row of units and numbered rows, and further parts such as
/// <c>Sample:</c> and <c>Method:</c> (README.md). Each curve is a run.
/// </summary>
public sealed class MettlerReader() : InstrumentReader("mettler-stare-text", "1", "STARe curve text", "Mettler Toledo", "DSC")
{
    private const int ValuesWithin = 500;

    public override bool Recognises(FileHead head)
    {
        for (var i = 0; i < head.Lines.Count - 1 && i < ValuesWithin; i++)
            if (IsValues(head.Lines[i]))
                return head.Lines.Skip(i + 1).Take(4).Any(line => line.TrimStart().StartsWith("Index", StringComparison.Ordinal));
        return false;
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var (notes, runs, header, part) = (new Notes(), new List<InstrumentRun>(), new List<HeaderEntry>(), "Text");
        for (var line = 1; line <= text.LineCount; line++)
        {
            ct.ThrowIfCancellationRequested();
            var current = text[line];
            if (current.IsWhiteSpace()) continue;
            if (IsValues(current))
            {
                runs.Add(CurveOf(text, ref line, header, options, ct));
                (header, part) = ([], "Text");
                continue;
            }
            // A part's name ends with a colon and stands alone; what follows belongs to it.
            var bare = current.Trim();
            if (bare.EndsWith(":") && !char.IsWhiteSpace(current[0]))
            {
                part = bare[..^1].ToString();
                // A new curve begins: what came before belongs to the curve before.
                if (part == "Curve Name" && runs.Count > 0 && header.Count > 0)
                {
                    runs[^1] = Completed(runs[^1], header, options);
                    header = [];
                }
            }
            else header.Add(new(part, bare.ToString(), new(line)));
        }
        if (runs.Count == 0) throw Truncated(new(text.LineCount), $"Expected a part 'Curve Values:', found none up to line {text.LineCount}.");
        runs[^1] = Completed(runs[^1], header, options);
        notes.Add(TextEnd.Open(text, Text($"the curve {Quote(runs[^1].SampleName)} with {runs[^1].Signals[0].X.Length} points")));
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static bool IsValues(ReadOnlySpan<char> line) => line.Trim().Equals("Curve Values:", StringComparison.OrdinalIgnoreCase);

    private static InstrumentRun CurveOf(TextFile text, ref int line, List<HeaderEntry> header, ReadOptions options, CancellationToken ct)
    {
        var heading = line + 1;
        while (heading <= text.LineCount && text[heading].IsWhiteSpace()) heading++;
        var units = heading + 1;
        if (units > text.LineCount || !text[units].TrimStart().StartsWith("["))
            throw Truncated(new(Math.Min(heading, text.LineCount)), $"Expected headings 'Index t Ts …' and below them a row of units such as '[s]', found none below line {line}.");
        var columns = ColumnsOf(text[heading], text[units], heading);
        var first = units + 1;
        var last = first;
        while (last <= text.LineCount && text[last].TrimStart() is [var c, ..] && (char.IsAsciiDigit(c) || c == '-')) last++;
        last--;
        if (last < first) throw Truncated(new(units), $"Expected rows of numbers below line {units}, found none.");
        if (DecimalMark.Decide(text.Lines(first), ' ', options, out var mark) is { } doubt) throw new Refusal(doubt);
        var values = TableNumbers.Read(text, first, last, ' ', columns.Count, mark, ct);
        for (var i = 1; i < values[0].Length; i++)
            if (values[0][i] != values[0][i - 1] + 1) throw Refuse(new(first + i), $"Expected index {values[0][i - 1] + 1} in line {first + i}, found '{values[0][i]}': rows are missing or damaged.");
        var x = columns.FindIndex(column => column.Name == "Ts") is >= 0 and var sample ? sample : columns.FindIndex(column => column.Unit is "Cel" or "K") is >= 0 and var any ? any : 1;
        line = last;
        return new(header.Find(entry => entry.Key == "Curve Name")?.Raw ?? "", "DSC")
        {
            Instrument = "Mettler Toledo",
            Header = header,
            Signals = [.. Enumerable.Range(1, columns.Count - 1).Where(i => i != x).Reverse().Select(i => new Signal(columns[i].Name, NameOf(columns[x]), columns[x].Unit, columns[i].Unit, values[x], values[i], new(first)))],
        };
    }

    private static string NameOf(Column column) => column.Unit is "Cel" or "K" ? "Temperature" : column.Unit is "s" or "min" ? "Time" : column.Name;

    /// <summary>The index has no unit; every other heading has one below it, in order.</summary>
    private static List<Column> ColumnsOf(ReadOnlySpan<char> headings, ReadOnlySpan<char> units, int line)
    {
        var names = new List<string>();
        for (var cells = new Cells(headings, ' '); cells.MoveNext();) names.Add(cells.Current.ToString());
        var written = units.ToString().Split('[', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(']')[0].Trim()).Where((part, i) => i > 0 || part.Length > 0).ToList();
        if (names.Count < 3 || written.Count != names.Count - 1)
            throw Refuse(new(line), $"Expected an index and a unit for each other heading {Quote(headings)}, found {written.Count} units in line {line + 1}: {Quote(units)}.");
        return [.. names.Select((name, i) => new Column(name, i == 0 ? "" : Ucum.Of(written[i - 1])))];
    }

    /// <summary>The parts below the values; the sample's line ends with its mass: <c>PET 12, 5.2300 mg</c>.</summary>
    private static InstrumentRun Completed(InstrumentRun run, List<HeaderEntry> header, ReadOptions options)
    {
        var notes = new Notes();
        var all = run.Header.Concat(header).ToList();
        var (sample, readings) = (run.SampleName, new List<Reading>());
        if (all.Find(entry => entry.Key == "Sample") is { } written)
        {
            var comma = written.Raw.LastIndexOf(", ", StringComparison.Ordinal);
            sample = comma > 0 ? written.Raw[..comma].Trim() : written.Raw;
            if (comma > 0)
            {
                var evidence = new DecimalEvidence(' ');
                var mass = written with { Raw = written.Raw[(comma + 2)..].Trim() };
                evidence.See(mass.Raw.Split(' ')[0], written.Place.Line ?? 1, 1);
                if (evidence.TryDecide(options, out var mark) is null && MassReading.Read(mass, mark, notes, out var reading) is null) readings.Add(reading);
                else notes.Warn(WarningCode.Implausible, $"Expected a mass at the end of {Quote(written.Raw)}: it is kept as written.", written.Place);
            }
        }
        if (readings.Count == 0) notes.Warn(WarningCode.Missing, "No sample mass was read.");
        return run with { SampleName = sample, Header = all, Readings = readings, Warnings = notes.Warnings, MeasuredAt = TimeOf(all, options, notes) };
    }

    private static FileTime? TimeOf(List<HeaderEntry> header, ReadOptions options, Notes notes)
    {
        foreach (var entry in header.Where(entry => entry.Key is "Date" or "Measurement" or "Start" or "Performed"))
            if (new FileDates(dayFirst: true, options).Read(entry.Raw, entry.Place, notes) is { } time)
                return time;
        return null;
    }
}
