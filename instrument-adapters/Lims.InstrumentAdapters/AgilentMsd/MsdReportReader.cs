using System.Globalization;
using System.Text.RegularExpressions;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.AgilentMsd;

/// <summary>
/// <c>rteres.txt</c>, the printed area percent report of Agilent MSD ChemStation: keys, a table whose type column may be empty or hold blanks, and
/// the sum of areas (README.md).
/// </summary>
public sealed partial class MsdReportReader() : InstrumentReader("agilent-msd-report", "1", "MSD ChemStation rteres.txt", "Agilent", "GC-MS")
{
    private const int LongestLine = 2_000;

    public override bool Recognises(FileHead head) => head.FirstLine is "Area Percent Report" or "Area Percent / Library Search Report"
        && head.Lines.Take(30).Any(line => line.TrimStart().StartsWith("Data Path", StringComparison.Ordinal) || line.TrimStart().StartsWith("Data File", StringComparison.Ordinal));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        var header = new List<HeaderEntry>();
        var rows = new List<(Match Row, int Line, string Signal)>();
        var sums = new List<(string Text, FilePlace Place, int Rows)>();
        var evidence = new DecimalEvidence(' ');
        var signal = "";
        for (var line = 1; line <= text.LineCount; line++)
        {
            var written = text[line].ToString();
            if (written.Length > LongestLine) throw Exceeded(new(line), $"Expected lines of at most {LongestLine} characters in a report, found {Quote(written)}.");
            if (Row().Match(written) is { Success: true } row)
            {
                rows.Add((row, line, signal));
                foreach (var name in new[] { "rt", "max", "total" }) evidence.See(row.Groups[name].Value, line, row.Groups[name].Index + 1);
            }
            else if (RowLike().IsMatch(written)) throw Refuse(new(line), $"Expected a peak with number, time, scans, type, height, area and shares in line {line}, found {Quote(written)}.");
            else if (Sum().Match(written) is { Success: true } sum) sums.Add((sum.Groups["sum"].Value, FilePlace.InLine(line, sum.Groups["sum"].Index + 1), rows.Count));
            else if (Key().Match(written) is { Success: true } key) Keys(key, line, header, ref signal);
            else if (written.Trim().Length > 0 && line > 1 && !Heading().IsMatch(written)) header.Add(new("Line", written.Trim(), new(line)));
        }
        if (header.Count == 0) throw Truncated(new(1), $"Expected keys such as 'Data File :', found {Quote(text.LineCount > 0 ? text[1] : "")}.");
        var mark = evidence.Decide(options);
        var peaks = rows.Select(row => PeakOf(row.Row, row.Line, row.Signal, mark)).ToList();
        if (sums.Count == 0) notes.Warn(WarningCode.MayBeCut, $"Expected 'Sum of corrected areas:' after the peaks, found none up to line {text.LineCount}, {Quote(text[Math.Max(1, text.LineCount)])}.", new(text.LineCount));
        var from = 0;
        foreach (var (written, place, count) in sums)
        {
            // Printed areas are rounded, so that the sum may differ by half a count for each.
            var total = peaks.Skip(from).Take(count - from).Sum(peak => peak.Area?.Value ?? 0);
            if (mark.TryReadGrouped(written, out double declared) && Math.Abs(declared - total) > 1 + (0.5 * (count - from)))
                notes.Warn(WarningCode.SumDiffers, $"The areas sum to {total}, the report says {Quote(written)}.", place);
            from = count;
        }
        // The method and the time of printing stand below the sum, at the end of the page.
        Endings.Note(text, notes, certain: sums.Count > 0 && header[^1] is { Key: "Line" } end && end.Place.Line > sums[^1].Place.Line);
        var dates = new FileDates(dayFirst: false, options);
        var acquired = header.Entry("Acq On");
        var run = new InstrumentRun(header.Value("Sample", "Sample Name"), "GC-MS")
        {
            MeasuredAt = acquired is null ? null : dates.Read(acquired.Raw, acquired.Place, notes),
            Method = header.Value("Method"),
            Operator = header.Value("Operator"),
            Header = header,
            Peaks = peaks,
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], text.Encoding.Name, notes.Ignored);
    }

    private static void Keys(Match key, int line, List<HeaderEntry> header, ref string signal)
    {
        var value = key.Groups["value"].Value;
        if (Second().Match(value) is { Success: true } second)
        {
            header.Add(new(second.Groups["key"].Value, second.Groups["value"].Value.Trim(), new(line)));
            value = value[..second.Index];
        }
        var name = key.Groups["key"].Value.Trim();
        if (name == "Signal") signal = value.Trim().Split(':')[0];
        header.Add(new(name, value.Trim(), FilePlace.InLine(line, key.Groups["value"].Index + 1)));
    }

    private static Peak PeakOf(Match row, int line, string signal, DecimalMark mark)
    {
        List<HeaderEntry> more = [Entry("first", "First scan"), Entry("apex", "Max scan"), Entry("last", "Last scan"), Entry("max", "% of max.")];
        if (row.Groups["type"].Value.Trim().Length > 0) more.Insert(3, Entry("type", "Type"));
        return new(FilePlace.InLine(line, row.Groups["n"].Index + 1))
        {
            Number = int.Parse(row.Groups["n"].Value, NumberStyles.None, CultureInfo.InvariantCulture),
            Signal = signal,
            RetentionTime = mark.Figure(row.Groups["rt"].Value),
            RetentionTimeUnit = "min",
            Height = mark.Figure(row.Groups["height"].Value),
            Area = mark.Figure(row.Groups["area"].Value),
            AreaPercent = mark.Figure(row.Groups["total"].Value),
            More = more,
        };

        HeaderEntry Entry(string group, string name) => new(name, row.Groups[group].Value.Trim(), FilePlace.InLine(line, row.Groups[group].Index + 1));
    }

    [GeneratedRegex(@"^\s*(?<n>[0-9]{1,6})\s+(?<rt>[0-9.,]+)\s+(?<first>[0-9]+)\s+(?<apex>[0-9]+)\s+(?<last>[0-9]+)\s+(?<type>(?:[A-Za-z]\S*\s+){0,3}(?:[0-9]{1,2}\s+)?)(?<height>-?[0-9]+)\s+(?<area>-?[0-9]+)\s+(?<max>[0-9.,]+)\s?%\s+(?<total>[0-9.,]+)\s?%\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\s*[0-9]+\s+[0-9.,]+\s+[0-9]+\s.*%\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex RowLike();

    [GeneratedRegex(@"^\s*Sum of corrected areas:\s*(?<sum>[0-9.,]+)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Sum();

    [GeneratedRegex(@"^\s*(?<key>[A-Za-z][\w ]{0,25}?)\s*:(?:\s(?<value>.*)|(?<value>))$", RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    [GeneratedRegex(@"\s{2,}(?<key>[A-Z][\w ]{0,25}?)\s*:\s(?<value>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Second();

    [GeneratedRegex(@"^\s*(?:peak\s+R\.T|#\s+min|-+(?:\s+-+)+)", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();
}
