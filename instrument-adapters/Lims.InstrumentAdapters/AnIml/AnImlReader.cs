using System.Xml.Linq;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.AnIml;

/// <summary>
/// AnIML (ASTM E2660 draft, namespaces 0.37 to 1.0): samples and experiment steps with series of values (README.md). Each step is a run.
/// </summary>
public sealed class AnImlReader() : InstrumentReader("animl", "1", "AnIML (ASTM E2660)", "ASTM", "HPLC/GC")
{
    public override bool Recognises(FileHead head) => XmlInput.RootOf(head) == "AnIML";

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var (document, encoding) = XmlText.Read(file, options);
        if (document.Root is not { Name.LocalName: "AnIML" } root) throw Refuse(new(1), $"Expected the root AnIML, found {Quote(document.Root?.Name.LocalName ?? "none")}.");
        var notes = new Notes();
        var samples = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var sample in root.Below("Sample"))
            if (sample.Attribute("sampleID") is { } id)
                samples.TryAdd(id.Value, sample);
        var runs = new List<InstrumentRun>();
        using var packed = new Packed();
        foreach (var step in root.Below("ExperimentStep"))
        {
            ct.ThrowIfCancellationRequested();
            if (runs.Count == options.Limits.Runs) throw Exceeded(XmlInput.Place(step), $"Expected at most {options.Limits.Runs} steps, found one more.");
            runs.Add(Step(step, samples, packed, options, notes));
        }
        return new ReadOutcome.Read(runs, encoding, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static InstrumentRun Step(XElement step, Dictionary<string, XElement> samples, Packed packed, ReadOptions options, Notes notes)
    {
        var header = new List<HeaderEntry>();
        XmlText.Leaves(step, "", header, element => element.Name.LocalName is "SeriesSet" or "Parameter" or "ExperimentStepSet");
        foreach (var parameter in Own(step, "Parameter")) header.Add(Parameter(parameter));
        var technique = step.Child("Technique")?.Attribute("name")?.Value ?? "";
        var (signals, spectra, peaks) = (new List<Signal>(), new List<(AnImlSeries X, AnImlSeries Y)>(), new List<Peak>());
        foreach (var set in Own(step, "SeriesSet")) Series(set, packed, options, notes, header, signals, spectra, peaks);
        var reference = Own(step, "SampleReference").OrderBy(sample => sample.Attribute("role")?.Value.Contains("Test", StringComparison.OrdinalIgnoreCase) == true ? 0 : 1).FirstOrDefault()?.Attribute("sampleID")?.Value ?? "";
        var sample = samples.GetValueOrDefault(reference);
        if (sample is not null)
        {
            XmlText.Leaves(sample, "Sample", header, element => element.Name.LocalName == "Parameter");
            foreach (var parameter in sample.Below("Parameter")) header.Add(Parameter(parameter) is var entry ? entry with { Key = "Sample: " + entry.Key } : entry);
        }
        var time = step.Child("Infrastructure")?.Child("Timestamp");
        var device = Own(step, "Device").FirstOrDefault();
        return new(sample?.Attribute("name")?.Value ?? "", TechniqueOf(technique))
        {
            SampleId = sample?.Attribute("barcode")?.Value is { Length: > 0 } code ? code : reference,
            MeasuredAt = time is null ? null : new FileDates(dayFirst: false, options).Read(time.Value, XmlInput.Place(time), notes),
            Instrument = $"{device.Text("Manufacturer")} {device.Text("Name")}".Trim(),
            Method = step.Child("Method")?.Attribute("name")?.Value ?? "",
            Operator = Own(step, "Author").FirstOrDefault().Text("Name"),
            Header = header,
            Signals = signals,
            Spectra = spectra.Count > 0 ? SpectraOf(spectra) : null,
            Peaks = peaks,
        };
    }

    /// <summary>What belongs to a step itself: steps may stand within the result of another.</summary>
    private static IEnumerable<XElement> Own(XElement step, string name) =>
        step.Below(name).Where(element => element.Ancestors().First(above => above.Name.LocalName == "ExperimentStep") == step);

    private static string TechniqueOf(string name) => name.Contains("Mass", StringComparison.OrdinalIgnoreCase) ? "MS" : name.Contains("Chromatography", StringComparison.OrdinalIgnoreCase) ? "HPLC/GC" : name.ToUpperInvariant();

    private static HeaderEntry Parameter(XElement parameter)
    {
        var value = parameter.Elements().FirstOrDefault(child => child.Name.LocalName != "Unit")?.Value.Trim() ?? "";
        var unit = parameter.Child("Unit")?.Attribute("label")?.Value ?? "";
        return new(parameter.Attribute("name")?.Value ?? "Parameter", unit.Length > 0 ? $"{value} {unit}" : value, XmlInput.Place(parameter));
    }

    private static void Series(XElement set, Packed packed, ReadOptions options, Notes notes, List<HeaderEntry> header, List<Signal> signals, List<(AnImlSeries X, AnImlSeries Y)> spectra, List<Peak> peaks)
    {
        var name = set.Attribute("name")?.Value ?? "";
        var place = XmlInput.Place(set);
        var length = AnImlSeries.Whole(set.Attribute("length")?.Value, options.Limits.Points);
        var series = set.Children("Series").Select(one => AnImlSeries.Read(one, length, packed, notes)).ToList();
        if (length == 0 || series.Count == 0) return;
        foreach (var text in series.Where(one => one.Numbers is null && one.Texts.Count > 0)) header.Add(new($"{name}: {text.Name}", string.Join("; ", text.Texts), place));
        foreach (var odd in series.Where(one => one.Numbers is null && one.Texts.Count == 0)) notes.Ignore($"{name}: {odd.Name}");
        if (name.Contains("Peak", StringComparison.OrdinalIgnoreCase) && Peaks(series, place, peaks, notes)) return;
        var x = series.Find(one => one is { IsIndependent: true, Numbers: not null });
        foreach (var y in series.Where(one => one.Numbers is not null && one != x))
        {
            if (x is null || x.Numbers!.Length != y.Numbers!.Length)
            {
                notes.Ignore($"{name}: {y.Name} (no abscissa of its length)");
                continue;
            }
            // The first ordinate over masses is the spectrum; others, such as shares of the base peak, say the same again.
            if ((x.Name.Contains("Mass", StringComparison.OrdinalIgnoreCase) || x.Unit == "m/z") && !spectra.Exists(spectrum => spectrum.X == x)) spectra.Add((x, y));
            else signals.Add(new(name.Length > 0 ? $"{name}: {y.Name}" : y.Name, x.Name, x.Unit, y.Unit, x.Numbers, y.Numbers, place) { YName = y.Name });
        }
    }

    /// <summary>A table of peaks is a set whose series are its columns.</summary>
    private static bool Peaks(List<AnImlSeries> series, FilePlace place, List<Peak> peaks, Notes notes)
    {
        var table = new PeakTable([.. series.Select(one => one.Name)], [.. series.Select(one => one.WrittenUnit)], place, notes);
        if (!table.Has(PeakColumn.Time) || !(table.Has(PeakColumn.Area) || table.Has(PeakColumn.Height))) return false;
        var count = series.Max(one => one.Count);
        for (var row = 0; row < count; row++) peaks.Add(table.Read([.. series.Select(one => new Cell(one.TextOf(row), place.Line ?? 1, place.Column ?? 1, false))], "", DecimalMark.Point, notes));
        return true;
    }

    private static SpectrumSet SpectraOf(List<(AnImlSeries X, AnImlSeries Y)> spectra)
    {
        var offsets = new List<int> { 0 };
        foreach (var (x, _) in spectra) offsets.Add(offsets[^1] + x.Numbers!.Length);
        return new(spectra.SelectMany(spectrum => spectrum.X.Numbers!).ToArray(), spectra.SelectMany(spectrum => spectrum.Y.Numbers!).ToArray(), offsets, Array.Empty<double>(), "", spectra[0].X.Place) { IntensityUnit = spectra[0].Y.Unit };
    }
}
