using System.Globalization;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.PanalyticalMp2;

/// <summary>
/// Spectrum of a PANalytical Epsilon as text (<c>.mp2</c>): lines <c>key : value</c>, headings that begin with the energy, and a row a channel
/// (README.md).
/// </summary>
public sealed class PanalyticalMp2Reader() : InstrumentReader("panalytical-mp2-spectrum", "1", "Epsilon spectrum (.mp2)", "PANalytical", "XRF")
{
    private const int HeadingWithin = 500;

    public override bool Recognises(FileHead head) =>
        head.FirstLine.StartsWith("SampleIdent", StringComparison.Ordinal) && head.FirstLine.Contains(':', StringComparison.Ordinal)
        && head.Lines.Take(HeadingWithin).Any(line => IsHeading(line));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var (notes, header, heading) = (new Notes(), new List<HeaderEntry>(), 0);
        for (var line = 1; line <= text.LineCount && line <= HeadingWithin && heading == 0; line++)
        {
            if (IsHeading(text[line])) heading = line;
            else if (KeyValue.TrySplit(text[line], ':', line, out var entry)) header.Add(entry);
            else if (!text[line].IsWhiteSpace()) notes.Ignore(text.Trimmed(line));
        }
        if (heading == 0) throw Truncated(new(text.LineCount), $"Expected a row of headings 'Energy (keV)', 'Counts' within {HeadingWithin} lines, found none.");
        var columns = new List<Column>();
        for (var cells = new Cells(text[heading], '\t'); cells.MoveNext();)
            if (!cells.Current.IsWhiteSpace())
                columns.Add(Column.Of(cells.Current.ToString()));
        if (columns.Count < 2 || columns[0].Unit.Length == 0)
            throw Refuse(new(heading), $"Expected an energy with its unit and at least one column of counts, found {Quote(text[heading])}.");
        if (DecimalMark.Decide(text.Lines(heading + 1), '\t', options, out var mark) is { } doubt) return doubt;
        var values = TableNumbers.Read(text, heading + 1, text.LineCount, '\t', columns.Count, mark, ct);
        if (values[0].Length == 0) throw Truncated(new(heading), $"Expected rows of channels below line {heading}, found none.");

        if (header.Entry("NrOfChannels") is { } channels && int.TryParse(channels.Raw, NumberStyles.None, CultureInfo.InvariantCulture, out var declared))
            notes.Count("Channels", declared, values[0].Length, channels.Place);
        else notes.Warn(WarningCode.MayBeCut, "The file declares no number of channels: a file cut after a whole row looks complete.");
        notes.Add(TextEnd.Unended(text));
        var signals = new List<Signal>();
        for (var i = 1; i < columns.Count; i++)
            signals.Add(new(columns[i].Name, columns[0].Name, columns[0].Unit, "{counts}", values[0], values[i], new(heading + 1)) { YName = columns[i].Name });
        var dates = new FileDates(dayFirst: true, options);
        var run = new InstrumentRun(header.Value("SampleIdent"), "XRF")
        {
            MeasuredAt = header.Entry("TimeMeasured") is { } time ? dates.Read(time.Raw, time.Place, notes) : null,
            Instrument = string.Join(' ', new[] { header.Value("Instrument"), header.Value("InstrumentSerial") }.Where(part => part.Length > 0)),
            Method = string.Join(' ', new[] { header.Value("Application"), header.Value("ConditionSet") }.Where(part => part.Length > 0)),
            Header = header,
            Signals = signals,
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], text.Encoding.Name, notes.Ignored);
    }

    private static bool IsHeading(ReadOnlySpan<char> line) => line.StartsWith("Energy", StringComparison.Ordinal) && line.Contains('\t') && line.Contains("Counts", StringComparison.OrdinalIgnoreCase);
}
