using System.Globalization;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.McaText;

/// <summary>
/// Spectra of a SPEC file: scans begin with <c>#S</c>, spectra with <c>@A</c> and go on over lines that end with a backslash; channels and calibration stand
/// in <c>#@CHANN</c> and <c>#@CALIB</c> (README.md). Each spectrum is a run.
/// </summary>
public sealed class SpecMcaReader() : InstrumentReader("spec-mca", "1", "SPEC scans with @A spectra (.mca)", "Certified Scientific Software", "XRF")
{
    public override bool Recognises(FileHead head)
    {
        var (scan, spectrum) = (false, false);
        foreach (var line in head.Lines)
        {
            scan |= line.StartsWith("#S ", StringComparison.Ordinal);
            spectrum |= scan && (line.StartsWith("@A", StringComparison.Ordinal) || line.StartsWith("#@MCA", StringComparison.Ordinal));
        }
        return spectrum && head.FirstLine.StartsWith('#');
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var (notes, runs, common, scan) = (new Notes(), new List<InstrumentRun>(), new List<HeaderEntry>(), (List<HeaderEntry>?)null);
        long points = 0;
        for (var line = 1; line <= text.LineCount; line++)
        {
            ct.ThrowIfCancellationRequested();
            var current = text[line].Trim();
            if (current.IsEmpty) continue;
            if (current.StartsWith("@A"))
            {
                if (runs.Count == text.Limits.Runs) throw Exceeded(new(line), $"Expected at most {text.Limits.Runs} spectra, found more.");
                var first = line;
                var counts = Spectrum(text, ref line, ref points);
                runs.Add(RunOf([.. common, .. scan ?? []], counts, first, options));
            }
            else if (current[0] == '#')
            {
                if (current.StartsWith("#S ")) scan = [];
                (scan ?? common).Add(EntryOf(current, line));
            }
            else notes.Ignore(Text($"row {Quote(current)} (line {line})"));
        }
        if (runs.Count == 0) throw Truncated(new(text.LineCount), $"Expected a line '@A' with counts, found none up to line {text.LineCount}.");
        notes.Add(TextEnd.Open(text, Text($"the spectrum of scan {Quote(runs[^1].SampleName)}")));
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static double[] Spectrum(TextFile text, ref int line, ref long points)
    {
        var counts = new List<double>();
        for (var first = line; ; line++)
        {
            var current = text[line].Trim();
            var goesOn = current.EndsWith("\\");
            if (goesOn) current = current[..^1].TrimEnd();
            if (line == first) current = current["@A".Length..].TrimStart();
            foreach (var range in current.SplitAny([' ', '\t']))
            {
                var cell = current[range];
                if (cell.IsEmpty) continue;
                if (!NumberText.TryParse(cell, '.', out double value)) throw Refuse(new(line), $"Expected counts in line {line}, found {Quote(cell)}.");
                if (++points > text.Limits.Points) throw Exceeded(new(line), $"Expected at most {text.Limits.Points} counts, found more.");
                counts.Add(value);
            }
            if (!goesOn) break;
            if (line == text.LineCount) throw Truncated(new(line), $"Expected the spectrum of line {first} to go on below line {line}, found the end of the file.");
        }
        return [.. counts];
    }

    private static InstrumentRun RunOf(List<HeaderEntry> header, double[] counts, int line, ReadOptions options)
    {
        var notes = new Notes();
        var (first, calibration) = (0, Array.Empty<double>());
        if (header.FindLast(entry => entry.Key == "@CHANN") is { } channels)
        {
            var parts = channels.Raw.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var declared)
                || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out first))
                throw Refuse(channels.Place, $"Expected number and first of the channels in '#@CHANN', found {Quote(channels.Raw)}.");
            notes.Count("Channels", declared, counts.Length, channels.Place);
        }
        if (header.FindLast(entry => entry.Key == "@CALIB") is { } energies)
        {
            var parts = energies.Raw.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            calibration = [.. parts.Select(part => NumberText.TryParse(part, '.', out double value) ? value : throw Refuse(energies.Place, $"Expected coefficients in '#@CALIB', found {Quote(energies.Raw)}."))];
            if (calibration is not [_, not 0, ..]) calibration = [];
            else notes.Warn(WarningCode.UnknownUnit, "The energies of #@CALIB name no unit.", energies.Place);
        }
        if (calibration.Length == 0) notes.Warn(WarningCode.Missing, "The spectrum has no calibration: the axis is the number of the channel.", new(line));
        return new(header.FindLast(entry => entry.Key == "S")?.Raw ?? "", "XRF")
        {
            MeasuredAt = header.FindLast(entry => entry.Key == "D") is { } date ? new FileDates(dayFirst: false, options).Read(date.Raw, date.Place, notes) : null,
            Header = header,
            Signals = [ChannelSpectrum.Of("Counts", counts, calibration, "", new(line), first)],
            Warnings = notes.Warnings,
        };
    }

    private static HeaderEntry EntryOf(ReadOnlySpan<char> line, int number)
    {
        var rest = line[1..];
        var blank = rest.IndexOfAny(' ', '\t');
        return blank < 0 ? new(rest.ToString(), "", new(number)) : new(rest[..blank].ToString(), rest[blank..].Trim().ToString(), new(number));
    }
}
