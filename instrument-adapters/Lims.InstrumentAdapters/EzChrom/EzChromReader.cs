using System.Globalization;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.EzChrom;

/// <summary>
/// <c>.asc</c> of EZChrom Elite and EZStart: keys with a value for each channel, then one number a line, all points of the first channel and
/// then those of the next (README.md).
/// </summary>
public sealed class EzChromReader() : InstrumentReader("ezchrom-asc", "1", "EZChrom Elite and EZStart .asc", "Agilent, Shimadzu", "HPLC/GC")
{
    private const int MostChannels = 64;

    public override bool Recognises(FileHead head) => head.FirstLine.StartsWith("Version:", StringComparison.Ordinal)
        && head.Lines.Take(20).Any(line => line.StartsWith("Maxchannels:", StringComparison.OrdinalIgnoreCase));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        var header = new List<HeaderEntry>();
        var first = Head(text, header, out var delimiter);
        var declaredChannels = header.Value("Maxchannels");
        if (!int.TryParse(declaredChannels, NumberStyles.None, CultureInfo.InvariantCulture, out var channels) || channels is < 1 or > MostChannels)
            throw Refuse(header.Entry("Maxchannels")?.Place ?? new(1), $"Expected the number of channels in Maxchannels, found {Quote(declaredChannels)}.");
        var points = new int[channels];
        for (var i = 0; i < channels; i++)
        {
            var (written, place) = Cell(header, "Total Data Points", i, channels, delimiter, hasUnit: true);
            if (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out points[i]) || points[i] > options.Limits.Points)
                throw Refuse(place, $"Expected a number of points for channel {i + 1} in Total Data Points, found {Quote(written)}.");
        }
        var evidence = new DecimalEvidence(';', firstDecides: true);
        for (var i = 0; i < channels; i++)
            foreach (var key in new[] { "Sampling Rate", "Y Axis Multiplier", "X Axis Multiplier" })
                if (Cell(header, key, i, channels, delimiter, key == "Sampling Rate") is { Text.Length: > 0 } cell)
                    evidence.See(cell.Text, cell.Place.Line ?? 1, cell.Place.Column ?? 1);
        var mark = evidence.Decide(options);
        var rows = XyRows.Read(text, first, text.LineCount, '\t', 1, mark, ct);
        var total = points.Sum(count => (long)count);
        notes.Count("Total Data Points", total, rows.Count, header.Entry("Total Data Points")!.Place);
        Endings.Note(text, notes, certain: total == rows.Count);
        var signals = new List<Signal>();
        var at = 0;
        for (var i = 0; i < channels; i++)
        {
            var count = Math.Min(points[i], rows.Count - at);
            signals.Add(Channel(header, i, channels, delimiter, rows[0].Slice(at, count), mark, rows.FirstLine + at, notes));
            at += count;
        }
        var dates = new FileDates(dayFirst: false, options);
        var acquired = header.Entry("Acquisition Date and Time");
        var run = new InstrumentRun(header.Value("Sample ID", "Sample Name"), "HPLC/GC")
        {
            SampleId = header.Value("Sample ID"),
            MeasuredAt = acquired is null ? null : dates.Read(acquired.Raw, acquired.Place, notes),
            Method = header.Value("Method"),
            Operator = header.Value("User Name"),
            Header = header,
            Signals = signals,
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], text.Encoding.Name, notes.Ignored);
    }

    /// <summary>Keys end where a line is a number. The delimiter stands behind the colon of the first key.</summary>
    private static int Head(TextFile text, List<HeaderEntry> header, out char delimiter)
    {
        delimiter = '\t';
        for (var line = 1; line <= text.LineCount; line++)
        {
            if (line > text.Limits.HeadLines) throw Exceeded(new(line), $"Expected the first number within {text.Limits.HeadLines} lines, found {Quote(text[line])}.");
            var row = text[line];
            if (row.IsWhiteSpace()) continue;
            var at = row.IndexOf(':');
            if (at < 0) return line;
            if (header.Count == 0 && at + 1 < row.Length) delimiter = row[at + 1];
            var value = row[(at + 1)..];
            if (!value.IsEmpty && value[0] == delimiter) value = value[1..];
            header.Add(new(row[..at].Trim().ToString(), value.Trim(delimiter is '\t' ? '\t' : ' ').ToString(), FilePlace.InLine(line, at + 3)));
        }
        throw Truncated(new(Math.Max(1, text.LineCount)), $"Expected numbers after the keys, found the end of the file after line {text.LineCount}.");
    }

    /// <summary>
    /// The value of a channel: the last cells are the channels' (and one unit), since values before may hold the delimiter. A decimal comma between
    /// commas doubles the cells: those are put together again.
    /// </summary>
    private static (string Text, FilePlace Place) Cell(List<HeaderEntry> header, string key, int channel, int channels, char delimiter, bool hasUnit = false)
    {
        if (header.Entry(key) is not { } entry) return ("", new(1));
        var cells = entry.Raw.Split(delimiter).Select(cell => cell.Trim()).ToList();
        if (hasUnit && cells.Count > 0 && !NumberText.Is(cells[^1], '.')) cells.RemoveAt(cells.Count - 1);
        if (delimiter == ',' && cells.Count == 2 * channels && cells.TrueForAll(cell => cell.All(char.IsAsciiDigit)))
            cells = [.. Enumerable.Range(0, channels).Select(i => cells[2 * i] + "," + cells[(2 * i) + 1])];
        if (cells.Count != channels) throw Refuse(entry.Place, $"Expected a value for each of {channels} channels in {key}, found {Quote(entry.Raw)}.");
        return (cells[channel], entry.Place);
    }

    private static Signal Channel(List<HeaderEntry> header, int channel, int channels, char delimiter, ReadOnlyMemory<double> raw, DecimalMark mark, int line, Notes notes)
    {
        var rate = Number("Sampling Rate", true);
        if (rate <= 0) throw Refuse(header.Entry("Sampling Rate")?.Place, $"Expected a rate above 0 in Sampling Rate, found {rate}.");
        var (xFactor, yFactor) = (Number("X Axis Multiplier"), Number("Y Axis Multiplier"));
        var xUnit = UnitOf("X Axis Title");
        if (xUnit is not ("s" or "min")) notes.Warn(WarningCode.UnknownUnit, $"Expected seconds or minutes as X Axis Title, found {Quote(xUnit)}: it is kept as written.", header.Entry("X Axis Title")?.Place);
        var (x, y) = (new double[raw.Length], new double[raw.Length]);
        for (var i = 0; i < x.Length; i++) (x[i], y[i]) = (i / rate * xFactor, raw.Span[i] * yFactor);
        return new(Text($"Channel {channel + 1}"), "Time", xUnit, UnitOf("Y Axis Title"), x, y, new(line));

        double Number(string key, bool hasUnit = false)
        {
            var (written, place) = Cell(header, key, channel, channels, delimiter, hasUnit);
            return mark.TryRead(written, out double value) ? value : throw Refuse(place, $"Expected a number for channel {channel + 1} in {key}, found {Quote(written)}.");
        }

        string UnitOf(string key) => header.Entry(key) is null ? "" : Ucum.Of(Cell(header, key, channel, channels, delimiter).Text.Replace("Volts", "V", StringComparison.Ordinal));
    }
}
