using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.EmsaMas;

/// <summary>
/// A spectrum in the EMSA/MAS exchange format (ISO 22029): lines <c>#KEYWORD-unit : value</c>, the numbers after <c>#SPECTRUM</c>, and
/// <c>#ENDOFDATA</c> (README.md).
/// </summary>
public sealed class EmsaMasReader() : InstrumentReader("emsa-mas", "1", "EMSA/MAS spectral data (ISO 22029), .msa", "ISO", "XRF/EDS")
{
    public override bool Recognises(FileHead head) =>
        head.FirstLine.Length is > 0 and < 1000 && TrySplit(head.FirstLine, out var key, out _, out _) && key == "FORMAT"
        && (head.FirstLine.Contains("EMSA", StringComparison.OrdinalIgnoreCase) || head.FirstLine.Contains("MAS", StringComparison.OrdinalIgnoreCase));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var (notes, header, numbers) = (new Notes(), new List<HeaderEntry>(), new EmsaNumbers(text.Limits));
        var (data, ended) = (0, false);
        for (var line = 1; line <= text.LineCount; line++)
        {
            if (line % 4096 == 0) ct.ThrowIfCancellationRequested();
            var current = text[line].Trim();
            if (current.IsEmpty) continue;
            if (current[0] != '#')
            {
                if (data == 0 || ended) notes.Ignore(current.ToString());
                else numbers.Add(current, line);
                continue;
            }
            if (!TrySplit(current, out var key, out var whole, out var value)) throw Refuse(new(line), $"Expected a line '#KEYWORD : value' in line {line}, found {Quote(current)}.");
            if (key == "SPECTRUM" && data == 0) data = line + 1;
            else if (key == "ENDOFDATA") ended = true;
            else header.Add(new(whole, value, new(line)));
        }
        if (data == 0) throw Truncated(new(text.LineCount), $"Expected a line '#SPECTRUM', found none up to line {text.LineCount}.");
        if (numbers.Values.Count == 0) throw Truncated(new(data), $"Expected numbers below '#SPECTRUM' in line {data - 1}, found none.");
        if (!ended) notes.Warn(WarningCode.Truncated, $"Expected a line '#ENDOFDATA', found none up to line {text.LineCount}: the file may be cut.", new(text.LineCount));
        var run = RunOf(header, numbers, options, notes);
        return new ReadOutcome.Read([run], text.Encoding.Name, notes.Ignored);
    }

    private static InstrumentRun RunOf(List<HeaderEntry> header, EmsaNumbers numbers, ReadOptions options, Notes notes)
    {
        var type = Value(header, "DATATYPE").ToUpperInvariant();
        if (type is not ("Y" or "XY")) throw Refuse(Entry(header, "DATATYPE")?.Place, $"Expected 'Y' or 'XY' as DATATYPE, found {Quote(type)}.");
        double[] x, y;
        if (type == "XY")
        {
            if (numbers.Values.Count % 2 != 0) throw Truncated(new(numbers.LastLine), $"Expected pairs of x and y, found {numbers.Values.Count} numbers up to line {numbers.LastLine}.");
            x = [.. numbers.Values.Where((_, i) => i % 2 == 0)];
            y = [.. numbers.Values.Where((_, i) => i % 2 == 1)];
        }
        else
        {
            y = [.. numbers.Values];
            var (offset, step) = (Number(header, "OFFSET"), Number(header, "XPERCHAN"));
            if (step == 0) notes.Warn(WarningCode.Implausible, "XPERCHAN is 0: all points have the same abscissa.", Entry(header, "XPERCHAN")?.Place);
            x = new double[y.Length];
            for (var i = 0; i < x.Length; i++) x[i] = offset + (i * step);
            if (!double.IsFinite(x[^1])) throw Refuse(Entry(header, "XPERCHAN")?.Place, $"Expected steps that stay within numbers, found {step}.");
        }
        if (Entry(header, "NPOINTS") is { } points)
        {
            if (!NumberText.TryParse(points.Raw, '.', out double declared)) throw Refuse(points.Place, $"Expected a number as NPOINTS, found {Quote(points.Raw)}.");
            notes.Count("Points", (long)Math.Clamp(declared, 0, 1e15), y.Length, points.Place);
        }
        else notes.Warn(WarningCode.MayBeCut, $"The file declares no number of points (NPOINTS): {y.Length} were read.");
        var axis = Column.Of(Value(header, "XUNITS"));
        var unit = axis.Unit.Length > 0 ? axis.Unit : Ucum.CodeOf(axis.Name) ?? "";
        if (unit.Length == 0 && axis.Name.Length > 0) notes.Warn(WarningCode.UnknownUnit, $"The unit of the axis {Quote(axis.Name)} is not known.", Entry(header, "XUNITS")?.Place);
        // A label may repeat; the last one is the more exact in the standard's own examples.
        var xName = Last(header, "XLABEL") is { Length: > 0 } label ? label : axis.Unit.Length > 0 ? axis.Name : "Energy";
        var yName = Last(header, "YLABEL") is { Length: > 0 } written ? written : Value(header, "YUNITS");
        var signal = new Signal(yName.Length > 0 ? yName : "Intensity", xName, unit, Ucum.CodeOf(Value(header, "YUNITS")) ?? "", x, y, new(numbers.FirstLine)) { YName = yName };
        var when = $"{Value(header, "DATE")} {Value(header, "TIME")}".Trim();
        return new(string.Join(' ', header.Where(e => KeyOf(e) == "TITLE" && e.Raw.Length > 0).Select(e => e.Raw)), TechniqueOf(Value(header, "SIGNALTYPE")))
        {
            MeasuredAt = when.Length == 0 ? null : new FileDates(dayFirst: true, options).Read(when, Entry(header, "DATE")?.Place ?? new(1), notes),
            Operator = Value(header, "OWNER"),
            Header = header,
            Signals = [signal],
            Warnings = notes.Warnings,
        };
    }

    private static string TechniqueOf(string signalType) => signalType.ToUpperInvariant() switch
    {
        "" => "XRF/EDS",
        "ELS" => "EELS",
        var other => other,
    };

    private static string KeyOf(HeaderEntry entry) => KeyOf(entry.Key);

    private static HeaderEntry? Entry(List<HeaderEntry> header, string key) => header.Find(entry => KeyOf(entry) == key);

    private static string Value(List<HeaderEntry> header, string key) => header.Find(entry => KeyOf(entry) == key && entry.Raw.Length > 0)?.Raw ?? "";

    private static string Last(List<HeaderEntry> header, string key) => header.FindLast(entry => KeyOf(entry) == key && entry.Raw.Length > 0)?.Raw ?? "";

    private static double Number(List<HeaderEntry> header, string key)
    {
        if (Entry(header, key) is not { } entry) throw Refuse(null, $"Expected a keyword {key} for data of type Y, found none.");
        return NumberText.TryParse(entry.Raw, '.', out double value) ? value : throw Refuse(entry.Place, $"Expected a number as {key}, found {Quote(entry.Raw)}.");
    }

    /// <summary>
    /// Takes <c>#BEAMKV   -kV: 120.0</c> apart: the keyword, the keyword with its unit as written, and the value. A keyword of a user begins with a
    /// second <c>#</c>.
    /// </summary>
    private static bool TrySplit(ReadOnlySpan<char> line, out string key, out string whole, out string value)
    {
        (key, whole, value) = ("", "", "");
        line = line.Trim();
        var colon = line.IndexOf(':');
        if (colon < 0 || line[0] != '#') return false;
        var left = line[1..colon].Trim();
        (key, whole, value) = (KeyOf(left), left.ToString(), line[(colon + 1)..].Trim().ToString());
        return key.Length > 0;
    }

    private static string KeyOf(ReadOnlySpan<char> left)
    {
        var end = 0;
        while (end < left.Length && (char.IsAsciiLetterOrDigit(left[end]) || left[end] == '_' || (end == 0 && left[end] == '#'))) end++;
        return left[..end].ToString().ToUpperInvariant();
    }
}

/// <summary>The numbers of the data lines, with commas or blanks between them, however many a line has.</summary>
internal sealed class EmsaNumbers(ReadingLimits limits)
{
    public List<double> Values { get; } = [];

    public int FirstLine { get; private set; }

    public int LastLine { get; private set; }

    public void Add(ReadOnlySpan<char> line, int number)
    {
        if (FirstLine == 0) FirstLine = number;
        LastLine = number;
        foreach (var range in line.SplitAny([',', ' ', '\t', ';']))
        {
            var cell = line[range];
            if (cell.IsEmpty) continue;
            if (!NumberText.TryParse(cell, '.', out double value))
                throw Refuse(FilePlace.InLine(number, range.Start.Value + 1), $"Expected a number in line {number}, found {Quote(cell)}.");
            if (Values.Count >= 2L * limits.Points) throw Exceeded(new(number), $"Expected at most {limits.Points} points, found more.");
            Values.Add(value);
        }
    }
}
