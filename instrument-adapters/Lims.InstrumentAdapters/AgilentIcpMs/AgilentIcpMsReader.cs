using System.Text.RegularExpressions;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.AgilentIcpMs;

/// <summary>
/// Time-resolved intensities of an Agilent ICP-MS as CSV: the data file, <c>Intensity Vs Time</c> with its unit, a line <c>Acquired</c>, headings with a
/// column an isotope, and a row a sweep (README.md).
/// </summary>
public sealed partial class AgilentIcpMsReader() : InstrumentReader("agilent-icp-ms-time-csv", "1", "ICP-MS intensity against time", "Agilent", "ICP-MS")
{
    private const int HeadingWithin = 30;

    public override bool Recognises(FileHead head) => head.Lines.Take(HeadingWithin).Any(line => line.TrimStart('"', ' ').StartsWith("Intensity Vs Time", StringComparison.OrdinalIgnoreCase))
        && HeadingRow.Find(head, HeadingWithin, IsHeading) is not null;

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var heading = HeadingRow.Find(text, 1, HeadingWithin, IsHeading) ?? throw Truncated(new(text.LineCount), $"Expected headings 'Time [Sec]' within {HeadingWithin} lines, found none.");
        var (notes, header, unit) = (new Notes(), new List<HeaderEntry>(), "");
        var (data, acquired) = ("", (HeaderEntry?)null);
        for (var line = 1; line < heading.Line; line++)
        {
            var row = Csv.Row(text, line, heading.Delimiter);
            if (row.IsBlank) continue;
            var first = row[0].Trimmed;
            if (first.StartsWith("Intensity Vs Time", StringComparison.OrdinalIgnoreCase))
            {
                unit = row[1].Trimmed;
                header.Add(new(first, unit, new(line)));
            }
            else if (first.StartsWith("Acquired", StringComparison.OrdinalIgnoreCase) && KeyValue.TrySplit(first, ':', line, out var entry))
            {
                acquired = entry;
                header.Add(entry);
            }
            else
            {
                if (data.Length == 0) data = first;
                header.Add(new(line == 1 ? "Data file" : "Text", first, new(line)));
            }
        }
        var names = HeadingRow.Cells(text[heading.Line].ToString(), heading.Delimiter).Reverse().SkipWhile(name => name.Length == 0).Reverse().ToArray();
        var last = heading.Line;
        while (last < text.LineCount && IsData(text[last + 1], heading.Delimiter)) last++;
        if (last == heading.Line) throw Truncated(new(heading.Line), $"Expected rows of intensities below line {heading.Line}, found none.");
        var (ended, mark) = (Tail(text, last + 1, header, notes), MarkOf(text, heading, last, options));
        var values = TableNumbers.Read(text, heading.Line + 1, last, heading.Delimiter, names.Length, mark, ct);
        var axis = Column.Of(names[0]);
        if (axis.Unit.Length == 0) notes.Warn(WarningCode.UnknownUnit, $"The unit of the axis {Quote(names[0])} is not known.", new(heading.Line));
        var code = Ucum.Of(unit, new(2), notes);
        if (!ended) notes.Add(TextEnd.Open(text, Text($"the time {values[0][^1]} in line {last}")));
        var match = Acquired().Match(acquired?.Raw ?? "");
        var run = new InstrumentRun(SampleOf(data), "ICP-MS")
        {
            SampleId = data,
            MeasuredAt = acquired is null ? null : new FileDates(dayFirst: false, options).Read(match.Success ? match.Groups["time"].Value : acquired.Raw, acquired.Place, notes),
            Instrument = "Agilent ICP-MS",
            Method = match.Success ? match.Groups["method"].Value : "",
            Header = header,
            Signals = [.. Enumerable.Range(1, names.Length - 1).Select(i => new Signal(names[i], axis.Name, axis.Unit, code, values[0], values[i], new(heading.Line + 1)) { YName = "Intensity" })],
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], text.Encoding.Name, notes.Ignored);
    }

    private static bool IsHeading(string[] cells) => cells.Length > 1 && cells[0].StartsWith("Time", StringComparison.OrdinalIgnoreCase) && Isotope().IsMatch(cells[1]);

    private static bool IsData(ReadOnlySpan<char> line, char delimiter)
    {
        var end = line.IndexOf(delimiter);
        var cell = (end < 0 ? line : line[..end]).Trim();
        return cell.Length > 0 && (char.IsAsciiDigit(cell[0]) || cell[0] is '-' or '.');
    }

    /// <summary>What stands below the rows; the line <c>Printed</c> is the end of the file.</summary>
    private static bool Tail(TextFile text, int from, List<HeaderEntry> header, Notes notes)
    {
        var ended = false;
        for (var line = from; line <= text.LineCount; line++)
        {
            var bare = text[line].Trim([' ', ',', ';', '\t']).ToString();
            if (bare.Length == 0) continue;
            if (bare.StartsWith("Printed", StringComparison.OrdinalIgnoreCase) && KeyValue.TrySplit(bare, ':', line, out var printed) && printed.Raw.Length > 0)
            {
                header.Add(printed);
                ended = text.EndsWithLineEnd;
            }
            else notes.Ignore(bare);
        }
        return ended;
    }

    private static DecimalMark MarkOf(TextFile text, HeadingRow heading, int last, ReadOptions options)
    {
        var evidence = new DecimalEvidence(heading.Delimiter, firstDecides: true);
        for (var line = heading.Line + 1; line <= last && !evidence.IsDecided; line++)
            for (var cells = new Cells(text[line], heading.Delimiter); cells.MoveNext();)
                evidence.See(cells.Current, line, cells.Start + 1);
        return evidence.Decide(options);
    }

    /// <summary>The sample is the data folder's name: <c>C:\…\AR5-8A.D</c>.</summary>
    private static string SampleOf(string path)
    {
        var name = path[(path.LastIndexOfAny(['\\', '/']) + 1)..];
        return name.EndsWith(".d", StringComparison.OrdinalIgnoreCase) ? name[..^2] : name;
    }

    [GeneratedRegex(@"^(?<time>.*?)\s+using\s+(?:AcqMethod|Batch|Method)\s+(?<method>.*)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Acquired();

    [GeneratedRegex("^(?:[A-Z][a-z]?[0-9]{1,3}|[0-9]{1,3}[A-Z][a-z]?)", RegexOptions.CultureInvariant)]
    private static partial Regex Isotope();
}
