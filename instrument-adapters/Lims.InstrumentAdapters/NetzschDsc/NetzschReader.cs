using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.NetzschDsc;

/// <summary>
/// Text of NETZSCH Proteus: lines <c>#KEY:;value</c>, headings that begin with <c>##</c> with the unit after a slash, and rows (README.md).
/// </summary>
public sealed class NetzschReader() : InstrumentReader("netzsch-proteus-text", "1", "Proteus DSC/STA text", "NETZSCH", "DSC")
{
    private const int HeadingWithin = 500;

    public override bool Recognises(FileHead head) => head.FirstLine.StartsWith('#') && head.Lines.Take(HeadingWithin).Any(line => IsHeading(line));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var heading = Enumerable.Range(1, Math.Min(text.LineCount, HeadingWithin)).FirstOrDefault(line => IsHeading(text[line]));
        if (heading == 0) throw Truncated(new(text.LineCount), $"Expected headings '##Temp./°C;Time/min;…' within {HeadingWithin} lines, found none.");
        var header = HeaderOf(text, heading);
        var delimiter = DelimiterOf(text[heading]);
        var columns = new List<Column>();
        for (var cells = new Cells(text[heading].Trim()[2..], delimiter); cells.MoveNext();)
            if (!cells.Current.IsWhiteSpace())
                columns.Add(ColumnOf(cells.Current.Trim().ToString()));
        var at = text.Lines(heading);
        at.MoveNext();
        if (DscRun.Check(columns, at, text[heading]) is { } noDsc) return noDsc;
        var declared = header.Value("DECIMAL");
        DecimalMark mark;
        if (declared.Equals("COMMA", StringComparison.OrdinalIgnoreCase)) mark = DecimalMark.Comma;
        else if (declared.Equals("POINT", StringComparison.OrdinalIgnoreCase)) mark = DecimalMark.Point;
        else if (DecimalMark.Decide(at, delimiter, options, out mark) is { } doubt) return doubt;
        var trailing = heading < text.LineCount && Cells.Count(text[heading + 1], delimiter) == columns.Count + 1;
        var rows = new TraceRows(new(delimiter, columns.Count, trailing), mark);
        if (rows.Read(ref at, ct) is { } refused) return refused;

        var (notes, readings) = (new Notes(), new List<Reading>());
        foreach (var entry in header.Where(entry => entry.Key.StartsWith("SAMPLE MASS", StringComparison.OrdinalIgnoreCase)))
        {
            // The unit stands in the key: 'SAMPLE MASS /mg'.
            var slash = entry.Key.IndexOf('/', StringComparison.Ordinal);
            if (MassReading.Read(entry with { Raw = slash < 0 ? entry.Raw : $"{entry.Raw} {entry.Key[(slash + 1)..]}" }, mark, notes, out var mass) is { } noMass) return noMass;
            readings.Add(mass with { Raw = entry.Raw });
        }
        if (readings.Count == 0) notes.Warn(WarningCode.Missing, "No sample mass: the file has no key SAMPLE MASS.");
        var signals = DscRun.Signals(columns, rows, endothermic: null, notes);
        notes.Add(DscRun.NoEndMark(columns, rows));
        var run = new InstrumentRun(header.Value("SAMPLE", "IDENTITY"), "DSC")
        {
            SampleId = header.Value("IDENTITY"),
            MeasuredAt = header.Entry("DATE/TIME", "DATE") is { Raw.Length: > 0 } date ? new FileDates(dayFirst: true, options).Read(date.Raw, date.Place, notes) : null,
            Instrument = header.Value("INSTRUMENT"),
            Method = header.Value("RANGE", "PROJECT"),
            Operator = header.Value("OPERATOR"),
            Header = header,
            Signals = signals,
            Readings = readings,
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], text.Encoding.Name, notes.Ignored);
    }

    // A unit follows the name; "##TIME=" and "##TEMPERATURE=" are labels of JCAMP-DX, which begins its lines alike.
    private static bool IsHeading(ReadOnlySpan<char> line)
    {
        var heading = line.TrimStart();
        return heading.StartsWith("##Temp./", StringComparison.OrdinalIgnoreCase) || heading.StartsWith("##Temp/", StringComparison.OrdinalIgnoreCase) || heading.StartsWith("##Time/", StringComparison.OrdinalIgnoreCase);
    }

    private static char DelimiterOf(ReadOnlySpan<char> heading) => heading.Contains(';') ? ';' : heading.Contains('\t') ? '\t' : ',';

    /// <summary><c>#KEY:;value</c>; what parts key and value is what parts the columns, or a blank.</summary>
    private static List<HeaderEntry> HeaderOf(TextFile text, int heading)
    {
        var header = new List<HeaderEntry>();
        for (var line = 1; line < heading; line++)
        {
            var bare = text[line].Trim().TrimStart('#');
            if (bare.IsEmpty) continue;
            // The key may hold a colon of its own only inside the value: the first ends it.
            var colon = bare.IndexOf(':');
            header.Add(colon < 0 ? new("Text", bare.ToString(), new(line)) : new(bare[..colon].Trim().ToString(), bare[(colon + 1)..].Trim([' ', ';', ',', '\t']).ToString(), new(line)));
        }
        header.Add(new("Columns", text[heading].ToString(), new(heading)));
        return header;
    }

    /// <summary><c>Temp./°C</c>, <c>DSC/(mW/mg)</c>, <c>Segment</c>; an unknown unit stays in the name.</summary>
    private static Column ColumnOf(string heading)
    {
        var slash = heading.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && Ucum.CodeOf(heading[(slash + 1)..].Trim('(', ')')) is { } unit ? new(heading[..slash].TrimEnd(), unit) : new(heading, "");
    }
}
