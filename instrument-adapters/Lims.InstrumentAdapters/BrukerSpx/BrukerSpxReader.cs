using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.BrukerSpx;

/// <summary>
/// Spectra of Bruker's ESPRIT and M4/M6 software (<c>.spx</c>): XML of nested class instances, counts with commas between them, energies by a line
/// (README.md). Each spectrum is a run.
/// </summary>
public sealed partial class BrukerSpxReader() : InstrumentReader("bruker-spx", "1", "ESPRIT spectrum (.spx), XML", "Bruker", "XRF/EDS")
{
    public override bool Recognises(FileHead head) => XmlInput.RootOf(head) == "TRTSpectrum";

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var (document, encoding) = DeclaredXml.Open(file, options);
        var notes = new Notes();
        var spectra = document.Descendants("ClassInstance").Where(e => TypeOf(e) == "TRTSpectrum" && e.Element("Channels") is not null).ToList();
        if (spectra.Count == 0) throw Refuse(null, $"Expected an instance of TRTSpectrum with Channels, found none.");
        if (spectra.Count > options.Limits.Runs) throw Exceeded(null, $"Expected at most {options.Limits.Runs} spectra, found {spectra.Count}.");
        var runs = new List<InstrumentRun>();
        foreach (var spectrum in spectra)
        {
            ct.ThrowIfCancellationRequested();
            runs.Add(RunOf(spectrum, document, options, notes));
        }
        return new ReadOutcome.Read(runs, encoding, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static InstrumentRun RunOf(XElement spectrum, XDocument document, ReadOptions options, Notes ignored)
    {
        var notes = new Notes();
        var header = HeaderOf(spectrum, ignored);
        var mark = MarkOf(spectrum, options);
        var counts = CountsOf(spectrum.Element("Channels")!, options.Limits);
        if (header.Entry("ChannelCount") is { } declared && int.TryParse(declared.Raw, NumberStyles.None, CultureInfo.InvariantCulture, out var channels))
            notes.Count("Channels", channels, counts.Length, declared.Place);
        double[] calibration = [];
        if (Number(header, "CalibAbs", mark) is { } offset && Number(header, "CalibLin", mark) is { } gain) calibration = [offset, gain];
        else notes.Warn(WarningCode.Missing, "The spectrum has no CalibAbs and CalibLin: the axis is the number of the channel.", XmlInput.Place(spectrum));
        var result = new SpxResults(spectrum, mark, notes);
        foreach (var other in Own(spectrum).Where(e => e.Name == "ClassInstance").Select(TypeOf))
            if (other is not ("TRTResult" or "TRTSpectrumHeader") && !other.EndsWith("Header", StringComparison.Ordinal))
                ignored.Ignore(other);
        var name = spectrum.Attribute("Name")?.Value ?? "";
        var sample = document.Descendants("ClassInstance").FirstOrDefault(e => TypeOf(e) == "TSampleInformation")?.Attribute("Name")?.Value ?? "";
        return new(sample.Length > 0 ? sample : name, header.Exists(e => e.Key == "PrimaryEnergy") ? "EDS" : "XRF")
        {
            SampleId = sample.Length > 0 ? name : "",
            MeasuredAt = TimeOf(header, options, notes),
            Instrument = string.Join(' ', new[] { header.Value("Technology"), header.Value("Type"), header.Value("Serial") }.Where(part => part.Length > 0)),
            Header = header,
            Signals = [ChannelSpectrum.Of(name.Length > 0 ? name : "Spectrum", counts, calibration, "keV", XmlInput.Place(spectrum.Element("Channels")!))],
            Peaks = result.Peaks,
            Readings = result.Readings,
            Warnings = notes.Warnings,
        };
    }

    internal static string TypeOf(XElement instance) => instance.Attribute("Type")?.Value ?? "";

    /// <summary>What belongs to this spectrum and to none inside it.</summary>
    internal static IEnumerable<XElement> Own(XElement spectrum) => spectrum.Descendants().Where(e =>
        e.Ancestors("ClassInstance").First(a => TypeOf(a) == "TRTSpectrum") == spectrum);

    /// <summary>The leaves of the headers; arrays of the detector's response are named as not read.</summary>
    private static List<HeaderEntry> HeaderOf(XElement spectrum, Notes ignored)
    {
        var header = new List<HeaderEntry>();
        foreach (var leaf in Own(spectrum).Where(e => !e.HasElements && e.Parent is { } parent
            && (TypeOf(parent).EndsWith("Header", StringComparison.Ordinal) || parent == spectrum || parent.Name == "TRTBase")))
        {
            var name = leaf.Name.LocalName;
            if (name is "Channels" or "ClassInstance") continue;
            if (leaf.Value.Length > 200 || name is "ResponseFunction" or "ShiftData" or "DetLayers") ignored.Ignore(name);
            else if (leaf.Value.Length > 0) header.Add(new(name, leaf.Value, XmlInput.Place(leaf)));
        }
        return header;
    }

    private static double[] CountsOf(XElement channels, ReadingLimits limits)
    {
        var place = XmlInput.Place(channels);
        ReadOnlySpan<char> text = channels.Value;
        var count = text.Count(',') + 1;
        if (count > limits.Points) throw Exceeded(place, $"Expected at most {limits.Points} channels, found {count}.");
        var values = new List<double>(count);
        for (var cells = new Cells(text, ','); cells.MoveNext();)
        {
            if (cells.Current.IsWhiteSpace() && cells.Start + cells.Current.Length == text.Length) break;
            if (!NumberText.TryParse(cells.Current, '.', out double value)) throw Refuse(place, $"Expected counts with commas between them, found {Quote(cells.Current)} as channel {values.Count}.");
            values.Add(value);
        }
        return values.Count > 0 ? [.. values] : throw Refuse(place, $"Expected counts in Channels, found none.");
    }

    /// <summary>Some versions write a decimal comma; a file has one mark.</summary>
    private static DecimalMark MarkOf(XElement spectrum, ReadOptions options)
    {
        var evidence = new DecimalEvidence('\t');
        foreach (var leaf in Own(spectrum).Where(e => !e.HasElements && e.Name.LocalName is "CalibAbs" or "CalibLin" or "SigmaAbs" or "SigmaLin" or "MassPercent" or "AtomPercent" or "Energy"))
            evidence.See(leaf.Value, XmlInput.Place(leaf).Line ?? 1, XmlInput.Place(leaf).Column ?? 1);
        return evidence.Decide(options);
    }

    private static double? Number(List<HeaderEntry> header, string key, DecimalMark mark) => header.Entry(key) is not { } entry ? null
        : mark.TryRead(entry.Raw, out double value) ? value : throw Refuse(entry.Place, $"Expected a number as {key}, {mark.WhyNot(entry.Raw)}.");

    /// <summary>Date and time stand apart, and neither minutes nor seconds have a leading zero: <c>2.3.2018</c>, <c>13:53:4</c>.</summary>
    private static FileTime? TimeOf(List<HeaderEntry> header, ReadOptions options, Notes notes)
    {
        if (header.Entry("Date") is not { } date) return null;
        var time = SingleDigit().Replace(header.Value("Time"), ":0$1");
        return new FileDates(dayFirst: true, options).Read($"{date.Raw} {time}".Trim(), date.Place, notes);
    }

    [GeneratedRegex(@":([0-9])(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex SingleDigit();
}
