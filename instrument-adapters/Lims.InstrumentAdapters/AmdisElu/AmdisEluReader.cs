using System.Globalization;
using System.Text.RegularExpressions;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.AmdisElu;

/// <summary>
/// <c>.ELU</c> of AMDIS: the components it found in a GC-MS run, each with tags, its elution profile and its spectrum (README.md).
/// </summary>
public sealed partial class AmdisEluReader() : InstrumentReader("amdis-elu", "1", "AMDIS components .ELU", "NIST", "GC-MS")
{
    public override bool Recognises(FileHead head) => Component().IsMatch(head.FirstLine);

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        var (peaks, mz, intensity, times, titles) = (new List<Peak>(), new List<double>(), new List<double>(), new List<double>(), new List<string>());
        var offsets = new List<int> { 0 };
        var first = 0;
        for (var line = 1; line <= text.LineCount; line++)
        {
            if (line % 1024 == 0) ct.ThrowIfCancellationRequested();
            if (text[line].IsWhiteSpace()) continue;
            var name = Component().Match(text[line].ToString());
            if (!name.Success) throw Refuse(new(line), $"Expected a component 'NAME: |…', found {Quote(text[line])}.");
            if (first == 0) first = line;
            var peak = PeakOf(name, line, notes);
            peaks.Add(peak);
            if (peaks.Count > options.Limits.Sections) throw Exceeded(new(line), $"Expected at most {options.Limits.Sections} components, found one more in line {line}.");
            titles.Add(text[line]["NAME:".Length..].Trim().ToString());
            times.Add(peak.RetentionTime?.Value ?? double.NaN);
            line = Spectrum(text, line + 1, mz, intensity, notes);
            offsets.Add(mz.Count);
        }
        if (peaks.Count == 0) throw Truncated(new(1), $"Expected a component 'NAME: |…', found none.");
        notes.Ignore("RE (elution profile of each component)");
        notes.Ignore("notes of single ions (M, N, B with a figure)");
        Endings.Note(text, notes);
        var spectra = new SpectrumSet(mz.ToArray(), intensity.ToArray(), offsets, times.ToArray(), "min", new(first)) { Titles = titles };
        return new ReadOutcome.Read([new("", "GC-MS") { Spectra = spectra, Peaks = peaks, Warnings = notes.Warnings }], text.Encoding.Name, notes.Ignored);
    }

    private static Peak PeakOf(Match name, int line, Notes notes)
    {
        var tags = name.Groups["tags"].Value.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(tag => new HeaderEntry(tag.Length > 2 ? tag[..2] : tag, tag.Length > 2 ? tag[2..] : "", new(line))).ToList();
        if (tags.Entry("RT") is null) notes.Warn(WarningCode.Missing, $"Expected the tag RT of the component in line {line}, found none.", new(line));
        return new(new FilePlace(line))
        {
            Number = int.TryParse(tags.Value("CN"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            Signal = "TIC",
            RetentionTime = DecimalMark.Point.Figure(tags.Value("RT")),
            RetentionTimeUnit = "min",
            // IS is the integrated signal of the component, AM its abundance at the apex.
            Area = DecimalMark.Point.Figure(tags.Value("IS")),
            Height = DecimalMark.Point.Figure(tags.Value("AM")),
            More = tags.Where(tag => tag.Key is not ("CN" or "RT" or "IS" or "AM")).ToList(),
        };
    }

    /// <summary>Reads to the end of a component; returns its last line.</summary>
    private static int Spectrum(TextFile text, int line, List<double> mz, List<double> intensity, Notes notes)
    {
        while (line <= text.LineCount && !text[line].StartsWith("NUM PEAKS", StringComparison.OrdinalIgnoreCase))
        {
            if (Component().IsMatch(text[line].ToString())) throw Refuse(new(line), $"Expected 'NUM PEAKS:' before the next component, found {Quote(text[line])}.");
            line++;
        }
        if (line > text.LineCount) throw Truncated(new(text.LineCount), $"Expected 'NUM PEAKS:' and a spectrum, found the end of the file after line {text.LineCount}.");
        var count = text[line][(text[line].IndexOf(':') + 1)..].Trim();
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var declared)) throw Refuse(new(line), $"Expected a number of peaks, found {Quote(text[line])}.");
        var (place, before) = (line, mz.Count);
        for (line++; line <= text.LineCount && !text[line].IsWhiteSpace() && !text[line].StartsWith("NAME:", StringComparison.Ordinal); line++)
        {
            var at = 0;
            foreach (var ion in Ion().EnumerateMatches(text[line]))
            {
                if (!text[line][at..ion.Index].IsWhiteSpace()) break;
                var pair = text[line].Slice(ion.Index + 1, ion.Length - 2);
                var comma = pair.IndexOf(',');
                var rest = pair[(comma + 1)..].TrimStart();
                var end = rest.IndexOf(' ');
                if (!NumberText.TryParse(pair[..comma], '.', out double mass) || !NumberText.TryParse(end < 0 ? rest : rest[..end], '.', out double height)) break;
                mz.Add(mass);
                intensity.Add(height);
                if (mz.Count > text.Limits.Points) throw Exceeded(new(line), $"Expected at most {text.Limits.Points} points, found one more in line {line}.");
                at = ion.Index + ion.Length;
            }
            if (!text[line][at..].IsWhiteSpace()) throw Refuse(FilePlace.InLine(line, at + 1), $"Expected ions such as '(28,999 )' in line {line}, found {Quote(text[line][at..])}.");
        }
        notes.Count("NUM PEAKS", declared, mz.Count - before, new(place));
        return line - 1;
    }

    [GeneratedRegex(@"^NAME: ?(?<tags>\|SC[0-9]+\|.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Component();

    [GeneratedRegex(@"\([^(),]*,[^(),]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Ion();
}
