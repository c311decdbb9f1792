using System.Globalization;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.OlympusDelta;

/// <summary>
/// Spectra of an Olympus Delta handheld as CSV, one column an exposure: rows of keys whose first cell names them, then a row a channel with an empty first
/// cell (README.md). Each exposure is a run.
/// </summary>
public sealed class OlympusDeltaReader() : InstrumentReader("olympus-delta-spectra", "1", "Delta spectra, a column an exposure", "Evident (Olympus)", "XRF")
{
    private const int KeysWithin = 200;

    public override bool Recognises(FileHead head) => FirstOf(i => i < head.Lines.Count ? head.Lines[i] : null) is not null
        && head.Lines.Take(KeysWithin).Any(line => line.TrimStart('"', ' ').StartsWith("ExposureNum", StringComparison.Ordinal));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var start = FirstOf(i => i < text.LineCount ? text[i + 1].ToString() : null) ?? throw Refuse(null, $"Expected a row 'TestID', found none.");
        var delimiter = start.Delimiter;
        var keys = new List<CsvRow>();
        var line = start.Line;
        for (; line <= text.LineCount && line < start.Line + KeysWithin; line++)
        {
            var row = Csv.Row(text, line, delimiter);
            if (row[0].IsEmpty) break;
            keys.Add(row);
        }
        if (keys.Count == 0) throw Refuse(new(start.Line), $"Expected rows of keys from line {start.Line} on, found {Quote(text[start.Line])}.");
        var exposures = Enumerable.Range(1, keys.Max(row => row.Count)).Where(i => keys.Exists(row => !row[i].IsEmpty)).ToList();
        if (exposures.Count == 0) throw Truncated(new(start.Line), $"Expected a column for each exposure, found {Quote(text[start.Line])}.");
        var evidence = new DecimalEvidence(delimiter);
        foreach (var row in keys.Where(row => row[0].Trimmed is "Offset" or "Slope" or "Livetime" or "Realtime"))
            foreach (var cell in row.Cells.Skip(1))
                evidence.See(cell.Text, cell.Line, cell.Column);
        var mark = evidence.Decide(options);
        var (first, notes) = (line, new Notes());
        var counts = Counts(text, first, delimiter, exposures, mark, ct);
        if (counts[0].Count == 0) throw Truncated(new(text.LineCount), $"Expected rows of channels with an empty first cell below the keys, found none up to line {text.LineCount}.");

        var dates = new FileDates(dayFirst: false, options);
        var stamp = keys.Find(row => row[0].Trimmed is "TimeStamp" or "Timestamp" or "Date");
        foreach (var exposure in exposures)
            if (stamp is not null)
                dates.See(stamp[exposure].Trimmed);
        var runs = new List<InstrumentRun>();
        for (var k = 0; k < exposures.Count; k++) runs.Add(RunOf(keys, exposures[k], counts[k], mark, dates, stamp, first));
        notes.Add(TextEnd.Unended(text));
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static HeadingRow? FirstOf(Func<int, string?> lines)
    {
        for (var i = 0; i < 5 && lines(i) is { } line; i++)
        {
            var rest = line.TrimStart('"', ' ');
            if (!rest.StartsWith("TestID", StringComparison.Ordinal)) continue;
            rest = rest["TestID".Length..].TrimStart('"', ' ');
            if (rest is [',' or ';' or '\t', ..]) return new(i + 1, rest[0]);
        }
        return null;
    }

    /// <summary>An exposure may have fewer channels than another: its cells end earlier, and none may follow a gap.</summary>
    private static List<double>[] Counts(TextFile text, int from, char delimiter, List<int> exposures, DecimalMark mark, CancellationToken ct)
    {
        var counts = exposures.Select(_ => new List<double>()).ToArray();
        long total = 0;
        for (var line = from; line <= text.LineCount; line++)
        {
            if (line % 1024 == 0) ct.ThrowIfCancellationRequested();
            if (text[line].Trim([' ', '\t', delimiter]).IsEmpty) continue;
            var row = Csv.Row(text, line, delimiter);
            if (!row[0].IsEmpty) throw Refuse(new(line), $"Expected an empty first cell and counts in line {line}, found {Quote(text[line])}.");
            for (var k = 0; k < exposures.Count; k++)
            {
                var cell = row[exposures[k]];
                if (cell.IsEmpty) continue;
                if (counts[k].Count != line - from) throw Refuse(cell.Place, $"Expected no count after a channel without one, found {Quote(cell.Trimmed)} in line {line}.");
                if (!mark.TryRead(cell.Text, out double value)) throw Refuse(cell.Place, $"Expected a count, {mark.WhyNot(cell.Text)}.");
                if (++total > text.Limits.Points) throw Exceeded(cell.Place, $"Expected at most {text.Limits.Points} counts, found more.");
                counts[k].Add(value);
            }
        }
        return counts;
    }

    private static InstrumentRun RunOf(List<CsvRow> keys, int column, List<double> counts, DecimalMark mark, FileDates dates, CsvRow? stamp, int first)
    {
        var notes = new Notes();
        var header = keys.Where(row => !row[column].IsEmpty).Select(row => new HeaderEntry(row[0].Trimmed, row[column].Trimmed, row[column].Place)).ToList();
        if (header.Entry("NumData") is { } channels && int.TryParse(channels.Raw, NumberStyles.None, CultureInfo.InvariantCulture, out var declared))
            notes.Count("Channels", declared, counts.Count, channels.Place);
        else notes.Warn(WarningCode.MayBeCut, $"The exposure declares no number of channels (NumData): {counts.Count} were read.", new(first));
        double[] calibration = [];
        if (Number(header, "Offset", mark) is { } offset && Number(header, "Slope", mark) is { } slope) calibration = [offset, slope];
        else notes.Warn(WarningCode.Missing, "The exposure has no Offset and Slope: the axis is the number of the channel.", new(first));
        return new(header.Value("TestID"), "XRF")
        {
            MeasuredAt = stamp is null ? null : dates.Read(stamp[column].Trimmed, stamp[column].Place, notes),
            Instrument = "Olympus Delta",
            Header = header,
            // Offset and Slope of this software are in keV.
            Signals = [ChannelSpectrum.Of("Counts", counts.ToArray(), calibration, "keV", FilePlace.InLine(first, 1))],
            Warnings = notes.Warnings,
        };
    }

    private static double? Number(List<HeaderEntry> header, string key, DecimalMark mark) => header.Entry(key) is not { } entry ? null
        : mark.TryRead(entry.Raw, out double value) ? value : throw Refuse(entry.Place, $"Expected a number as {key}, {mark.WhyNot(entry.Raw)}.");
}
