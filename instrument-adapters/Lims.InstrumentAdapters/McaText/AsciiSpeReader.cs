using System.Globalization;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.McaText;

/// <summary>
/// A spectrum in sections <c>$SPEC_ID:</c>, <c>$DATA:</c>, <c>$ENER_FIT:</c> (<c>.spe</c>, IAEA and Maestro): counts between a first and a last
/// channel, as many a line as the software likes (README.md).
/// </summary>
public sealed class AsciiSpeReader() : InstrumentReader("ascii-spe", "1", "Sections of $KEY: with $DATA: (.spe)", "IAEA", "XRF")
{
    public override bool Recognises(FileHead head) => head.FirstLine.StartsWith('$') && head.FirstLine.Contains(':', StringComparison.Ordinal)
        && head.Lines.Any(line => line.StartsWith("$DATA:", StringComparison.OrdinalIgnoreCase));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var (notes, header) = (new Notes(), new List<HeaderEntry>());
        double[]? counts = null;
        var (firstChannel, firstLine) = (0, 0);
        for (var line = 1; line <= text.LineCount;)
        {
            ct.ThrowIfCancellationRequested();
            var key = text[line].Trim();
            if (key.IsEmpty)
            {
                line++;
                continue;
            }
            var colon = key.IndexOf(':');
            if (key[0] != '$' || colon < 0) throw Refuse(new(line), $"Expected a section such as '$DATA:' in line {line}, found {Quote(key)}.");
            var end = line + 1;
            while (end <= text.LineCount && !text[end].TrimStart().StartsWith("$")) end++;
            var name = key[1..colon].ToString().ToUpperInvariant();
            if (name == "DATA")
            {
                if (counts is not null) throw Refuse(new(line), $"Expected one section $DATA:, found another in line {line}.");
                (counts, firstChannel) = Counts(text, line, end, notes);
                firstLine = line + 2;
            }
            else
            {
                var lines = new List<string> { key[(colon + 1)..].Trim().ToString() };
                for (var i = line + 1; i < end; i++) lines.Add(text.Trimmed(i));
                header.Add(new(name, string.Join('\n', lines.Where(part => part.Length > 0)), new(line)));
            }
            line = end;
        }
        if (counts is null) throw Truncated(new(text.LineCount), $"Expected a section '$DATA:', found none up to line {text.LineCount}.");
        notes.Add(TextEnd.Open(text, Text($"the section {Quote(header.Count > 0 ? header[^1].Key : "DATA")}")));
        var run = RunOf(header, counts, firstChannel, firstLine, options, notes);
        return new ReadOutcome.Read([run], text.Encoding.Name, notes.Ignored);
    }

    private static (double[] Counts, int First) Counts(TextFile text, int heading, int end, Notes notes)
    {
        var range = heading + 1 <= text.LineCount ? text.Trimmed(heading + 1).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) : [];
        if (range.Length != 2 || !int.TryParse(range[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !int.TryParse(range[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) || last < first)
            throw Refuse(new(heading), $"Expected the first and the last channel below '$DATA:', found {Quote(string.Join(' ', range))}.");
        var counts = new List<double>();
        for (var line = heading + 2; line < end; line++)
        {
            var current = text[line];
            for (var cells = new Cells(current, ' '); !current.IsWhiteSpace() && cells.MoveNext();)
            {
                if (!NumberText.TryParse(cells.Current, '.', out double value)) throw Refuse(FilePlace.InLine(line, cells.Start + 1), $"Expected a count in line {line}, found {Quote(cells.Current)}.");
                if (counts.Count == text.Limits.Points) throw Exceeded(new(line), $"Expected at most {text.Limits.Points} channels, found more.");
                counts.Add(value);
            }
        }
        if (counts.Count == 0) throw Truncated(new(heading), $"Expected counts below '$DATA:', found none.");
        // A few programs write the number of channels for the last one.
        notes.Count(Text($"Channels {first} to {last}"), (long)last - first + 1, counts.Count, new(heading + 1));
        return ([.. counts], first);
    }

    private static InstrumentRun RunOf(List<HeaderEntry> header, double[] counts, int firstChannel, int firstLine, ReadOptions options, Notes notes)
    {
        var (calibration, unit) = Calibration(header, notes);
        var times = header.Value("DATE_MEA");
        return new(header.Value("SPEC_ID").Split('\n')[0], "XRF")
        {
            SampleId = header.Value("SAMPLE_ID", "SAMPLE_DESCRIPTION"),
            // The format's own examples write month first.
            MeasuredAt = header.Entry("DATE_MEA") is { } date ? new FileDates(dayFirst: false, options).Read(times.Split('\n')[0], date.Place, notes) : null,
            Header = header,
            Signals = [ChannelSpectrum.Of("Counts", counts, calibration, unit, new(firstLine), firstChannel)],
            Warnings = notes.Warnings,
        };
    }

    /// <summary>
    /// <c>$MCA_CAL:</c> has the number of coefficients, then these and the unit; <c>$ENER_FIT:</c> has offset and gain, whose unit is not written. A gain of
    /// zero is no calibration.
    /// </summary>
    private static (double[] Calibration, string Unit) Calibration(List<HeaderEntry> header, Notes notes)
    {
        var (entry, skip) = header.Entry("MCA_CAL") is { } full ? (full, 1) : (header.Entry("ENER_FIT"), 0);
        if (entry is not null)
        {
            var cells = entry.Raw.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
            var numbers = cells.Skip(skip).TakeWhile(cell => NumberText.Is(cell, '.')).Select(cell => NumberText.TryParse(cell, '.', out double value) ? value : double.NaN).ToArray();
            var unit = cells.Skip(skip + numbers.Length).FirstOrDefault() ?? "";
            if (numbers.Length >= 2 && numbers[1] != 0 && Array.TrueForAll(numbers, double.IsFinite))
            {
                if (unit.Length == 0) notes.Warn(WarningCode.UnknownUnit, $"The energies of {entry.Key} name no unit.", entry.Place);
                return (numbers, unit.Length == 0 ? "" : Ucum.Of(unit, entry.Place, notes));
            }
        }
        notes.Warn(WarningCode.Missing, "The file has no calibration: the axis is the number of the channel.", entry?.Place);
        return ([], "");
    }
}
