using System.Globalization;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.PanalyticalXrd;

/// <summary>
/// A diffraction scan of PANalytical's X'Pert software as CSV: <c>[Measurement conditions]</c> with <c>key,value</c>, and <c>[Scan points]</c> with a row a
/// point (README.md).
/// </summary>
public sealed class PanalyticalXrdCsvReader() : InstrumentReader("panalytical-xrd-csv", "1", "X'Pert scan, [Scan points]", "PANalytical", "XRD")
{
    private const int PointsWithin = 1_000;

    public override bool Recognises(FileHead head) => head.Lines.Take(PointsWithin).Any(line => IsSection(line, "[Scan points]"))
        && head.Lines.Take(20).Any(line => IsSection(line, "[Measurement conditions]"));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var points = Enumerable.Range(1, Math.Min(text.LineCount, PointsWithin)).FirstOrDefault(line => IsSection(text[line], "[Scan points]"));
        if (points == 0) throw Truncated(new(text.LineCount), $"Expected a section '[Scan points]', found none up to line {text.LineCount}.");
        var heading = HeadingRow.Find(text, points + 1, points + 5, cells => cells.Length > 1 && HeadingRow.Has(cells, "Angle", "Position", "Pos. [°2Th.]"))
            ?? throw Truncated(new(points), $"Expected headings 'Angle,Intensity' below line {points}, found none.");
        var (notes, header) = (new Notes(), new List<HeaderEntry>());
        for (var line = 1; line < points; line++)
        {
            if (text[line].IsWhiteSpace() || IsSection(text[line], "[Measurement conditions]")) continue;
            var row = Csv.Row(text, line, heading.Delimiter);
            header.Add(new(row[0].Trimmed, string.Join(heading.Delimiter, row.Cells.Skip(1).Select(cell => cell.Trimmed)), new(line)));
        }
        var names = HeadingRow.Cells(text[heading.Line].ToString(), heading.Delimiter).Where(name => name.Length > 0).ToArray();
        if (names.Length < 2) throw Refuse(new(heading.Line), $"Expected an angle and an intensity in line {heading.Line}, found {Quote(text[heading.Line])}.");
        if (DecimalMark.Decide(text.Lines(heading.Line + 1), heading.Delimiter, options, out var mark) is { } doubt) return doubt;
        var values = TableNumbers.Read(text, heading.Line + 1, text.LineCount, heading.Delimiter, names.Length, mark, ct);
        if (values[0].Length == 0) throw Truncated(new(heading.Line), $"Expected rows of points below line {heading.Line}, found none.");
        if (header.Entry("No. of points") is { } count && int.TryParse(count.Raw, NumberStyles.None, CultureInfo.InvariantCulture, out var declared))
        {
            notes.Count("Points", declared, values[0].Length, count.Place);
            notes.Add(TextEnd.Unended(text));
        }
        else notes.Add(TextEnd.Open(text, Text($"the angle {values[0][^1]} in line {text.LineCount}")));
        notes.Warn(WarningCode.UnknownUnit, "The file does not say whether intensities are counts or counts per second.", new(heading.Line));
        var axis = header.Value("Scan axis");
        var run = new InstrumentRun(header.Value("Sample identification"), "XRD")
        {
            MeasuredAt = header.Entry("File date and time") is { Raw.Length: > 0 } date ? new FileDates(dayFirst: true, options).Read(date.Raw, date.Place, notes) : null,
            Instrument = "PANalytical X'Pert",
            Header = header,
            // Angles of this software are in degrees; a scan of the goniometer is printed as 2Theta.
            Signals = [.. Enumerable.Range(1, names.Length - 1).Select(i => new Signal(names[i], axis is "" or "Gonio" or "2Theta" or "2Theta-Omega" ? "2Theta" : axis, "deg", "", values[0], values[i], new(heading.Line + 1)))],
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], text.Encoding.Name, notes.Ignored);
    }

    private static bool IsSection(ReadOnlySpan<char> line, string name) => line.Trim([' ', ',', ';', '\t', '"']).Equals(name, StringComparison.OrdinalIgnoreCase);
}
