using System.Globalization;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.BrukerTracer;

/// <summary>
/// Spectrum of a Bruker handheld (S1PXRF, Tracer) as CSV: a title, lines <c>key,value</c>, the headings <c>Channel#,Intensity</c>, and a row a channel
/// (README.md).
/// </summary>
public sealed class BrukerTracerReader() : InstrumentReader("bruker-s1pxrf-csv", "1", "S1PXRF/Tracer spectrum", "Bruker", "XRF")
{
    private const int HeadingWithin = 200;

    public override bool Recognises(FileHead head)
    {
        var known = false;
        for (var i = 0; i < head.Lines.Count && i < HeadingWithin; i++)
        {
            known |= head.Lines[i].Contains("Bruker", StringComparison.OrdinalIgnoreCase) || head.Lines[i].Contains("eV per channel", StringComparison.OrdinalIgnoreCase);
            if (IsHeading(head.Lines[i])) return known;
        }
        return false;
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var heading = Enumerable.Range(1, Math.Min(text.LineCount, HeadingWithin)).FirstOrDefault(line => IsHeading(text[line]));
        if (heading == 0) throw Truncated(new(text.LineCount), $"Expected headings 'Channel#,Intensity' within {HeadingWithin} lines, found none.");
        var delimiter = text[heading]["Channel#".Length..].Trim().TrimStart('"')[0];
        var (notes, header) = (new Notes(), new List<HeaderEntry>());
        for (var line = 1; line < heading; line++)
        {
            var row = Csv.Row(text, line, delimiter);
            if (row.IsBlank) continue;
            if (row.Count > 1) header.Add(new(row[0].Trimmed, string.Join(delimiter, row.Cells.Skip(1).Select(cell => cell.Text)).Trim(), row[1].Place));
            else header.Add(new("Title", row[0].Trimmed, new(line)));
        }
        var mark = MarkOf(header, delimiter, options);
        var last = text.LineCount;
        var values = TableNumbers.Read(text, heading + 1, last, delimiter, 2, mark, ct);
        if (values[0].Length == 0) throw Truncated(new(heading), $"Expected rows of channels below line {heading}, found none.");
        if (values[0][0] is not (>= 0 and < 1_000_000)) throw Refuse(new(heading + 1), $"Expected the number of a channel in line {heading + 1}, found '{values[0][0]}'.");
        for (var i = 1; i < values[0].Length; i++)
            if (values[0][i] != values[0][i - 1] + 1)
                throw Refuse(new(heading + 1 + i), $"Expected channel {values[0][i - 1] + 1} in line {heading + 1 + i}, found '{values[0][i]}': rows are missing or damaged.");

        if (header.Entry("Number of Channels") is { } channels && int.TryParse(channels.Raw, NumberStyles.None, CultureInfo.InvariantCulture, out var declared))
            notes.Count("Channels", declared, values[0].Length, channels.Place);
        else notes.Add(TextEnd.Open(text, Text($"channel {values[0][^1]}")));
        if (notes.Warnings.All(warning => warning.Code != WarningCode.MayBeCut)) notes.Add(TextEnd.Unended(text));
        double[] calibration = [];
        if (header.Entry("eV per channel") is not { } gain) notes.Warn(WarningCode.Missing, "The file has no key 'eV per channel': the axis is the number of the channel.");
        else if (mark.TryRead(gain.Raw, out double width)) calibration = [0, width];
        else throw Refuse(gain.Place, $"Expected a number as 'eV per channel', {mark.WhyNot(gain.Raw)}.");
        var dates = new FileDates(dayFirst: false, options);
        var run = new InstrumentRun(header.Value("Label", "Sample", "Sample Name"), "XRF")
        {
            MeasuredAt = header.Entry("Date", "Time", "Date/Time") is { } date ? dates.Read(date.Raw, date.Place, notes) : null,
            Instrument = header.Value("Title"),
            Operator = header.Value("Operator", "User"),
            Header = header,
            Signals = [ChannelSpectrum.Of("Intensity", values[1], calibration, "eV", new(heading + 1), (int)values[0][0])],
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], text.Encoding.Name, notes.Ignored);
    }

    private static bool IsHeading(ReadOnlySpan<char> line)
    {
        line = line.Trim().TrimStart('"');
        return line.StartsWith("Channel#", StringComparison.OrdinalIgnoreCase) && line.Contains("Intensity", StringComparison.OrdinalIgnoreCase) && line["Channel#".Length..].Trim().TrimStart('"') is [',' or ';' or '\t', ..];
    }

    /// <summary>The counts are whole numbers: only the values above them show the decimal mark.</summary>
    private static DecimalMark MarkOf(List<HeaderEntry> header, char delimiter, ReadOptions options)
    {
        var evidence = new DecimalEvidence(delimiter);
        foreach (var entry in header)
            if (entry.Key is not ("Title" or "Label"))
                evidence.See(entry.Raw, entry.Place.Line ?? 1, entry.Place.Column ?? 1);
        return evidence.Decide(options);
    }
}
