using System.Xml.Linq;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.PanalyticalXrd;

/// <summary>
/// Diffraction scans in XRDML (versions 1.0 to 2.x): positions of each axis as start and end, as a list or as one common value, and intensities or counts
/// (README.md). Each scan is a run.
/// </summary>
public sealed class XrdmlReader() : InstrumentReader("panalytical-xrdml", "1", "XRDML", "PANalytical", "XRD")
{
    public override bool Recognises(FileHead head) => XmlInput.RootOf(head) == "xrdMeasurements";

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var (document, encoding) = DeclaredXml.Open(file, options);
        var sample = Child(document.Root!, "sample");
        var runs = new List<InstrumentRun>();
        long points = 0;
        foreach (var measurement in document.Root!.Elements().Where(e => e.Name.LocalName == "xrdMeasurement"))
            foreach (var scan in measurement.Elements().Where(e => e.Name.LocalName == "scan"))
            {
                ct.ThrowIfCancellationRequested();
                if (runs.Count == options.Limits.Runs) throw Exceeded(XmlInput.Place(scan), $"Expected at most {options.Limits.Runs} scans, found more.");
                runs.Add(RunOf(document.Root, sample, measurement, scan, options));
                if ((points += runs[^1].Signals.Sum(signal => (long)signal.X.Length)) > options.Limits.Points) throw Exceeded(XmlInput.Place(scan), $"Expected at most {options.Limits.Points} points, found more.");
            }
        if (runs.Count == 0) throw Refuse(null, $"Expected a scan in an xrdMeasurement, found none.");
        return new ReadOutcome.Read(runs, encoding, []);
    }

    private static InstrumentRun RunOf(XElement root, XElement? sample, XElement measurement, XElement scan, ReadOptions options)
    {
        var notes = new Notes();
        var data = Child(scan, "dataPoints") ?? throw Refuse(XmlInput.Place(scan), $"Expected dataPoints in the scan, found none.");
        var header = new List<HeaderEntry>();
        if (sample is not null) Leaves(sample, "sample", header);
        foreach (var part in root.Elements().Where(e => e.Name.LocalName == "comment")) Leaves(part, "comment", header);
        foreach (var part in measurement.Elements().Where(e => e.Name.LocalName != "scan")) Leaves(part, part.Name.LocalName, header);
        foreach (var part in scan.Elements().Where(e => e != data)) Leaves(part, part.Name.LocalName, header);
        var arrays = data.Elements().Where(e => e.Name.LocalName is "intensities" or "counts" or "beamAttenuationFactors")
            .OrderBy(e => e.Name.LocalName == "beamAttenuationFactors").ToList();
        if (!arrays.Exists(e => e.Name.LocalName != "beamAttenuationFactors")) throw Refuse(XmlInput.Place(data), $"Expected intensities or counts in dataPoints, found none.");
        var values = arrays.Select(array => Numbers(array, options.Limits)).ToList();
        var count = values[0].Length;
        for (var i = 1; i < values.Count; i++)
            if (values[i].Length != count) throw Refuse(XmlInput.Place(arrays[i]), $"Expected {count} numbers in {arrays[i].Name.LocalName}, found {values[i].Length}.");
        if (arrays.Exists(e => e.Name.LocalName == "beamAttenuationFactors"))
            notes.Warn("attenuated", "The scan has attenuation factors: the intensities are as the file writes them, not multiplied.", XmlInput.Place(data));
        foreach (var leaf in data.Elements().Where(e => !e.HasElements && !arrays.Contains(e))) header.Add(new("dataPoints/" + Named(leaf), leaf.Value.Trim(), XmlInput.Place(leaf)));
        var (axis, unit, x) = AxisOf(scan, data, count, header, options.Limits);
        if (scan.Attribute("status")?.Value is { } status && status != "Completed") notes.Warn(WarningCode.Truncated, $"The scan is {Quote(status)}, expected 'Completed': it may be shorter than it was to be.", XmlInput.Place(scan));
        var start = Leaf(scan, "startTimeStamp");
        return new(sample is null ? "" : Child(sample, "name")?.Value.Trim() ?? "", "XRD")
        {
            SampleId = sample is null ? "" : Child(sample, "id")?.Value.Trim() ?? "",
            MeasuredAt = start is null ? null : new FileDates(dayFirst: true, options).Read(start.Value, XmlInput.Place(start), notes),
            Instrument = Leaf(scan, "instrumentControlSoftware")?.Value.Trim() is { Length: > 0 } name ? $"{name} {Leaf(scan, "instrumentID")?.Value}".Trim() : "PANalytical",
            Operator = Child(scan, "header")?.Descendants().FirstOrDefault(e => e.Name.LocalName == "author")?.Value.Trim() ?? "",
            Header = header,
            Signals = [.. arrays.Select((array, i) => new Signal(array.Name.LocalName, axis, unit, Ucum.Of(array.Attribute("unit")?.Value ?? ""), x, values[i], XmlInput.Place(array)))],
            Warnings = notes.Warnings,
        };
    }

    /// <summary>
    /// The axis that was scanned: the one the scan names, a goniometer's being 2Theta; else the first that moves. The others are kept as keys.
    /// </summary>
    private static (string Axis, string Unit, double[] X) AxisOf(XElement scan, XElement data, int count, List<HeaderEntry> header, ReadingLimits limits)
    {
        var positions = data.Elements().Where(e => e.Name.LocalName == "positions").ToList();
        var named = scan.Attribute("scanAxis")?.Value ?? "";
        var moving = positions.Where(e => Child(e, "commonPosition") is null).ToList();
        var chosen = moving.Find(e => AxisName(e).Equals(named, StringComparison.OrdinalIgnoreCase)) ?? moving.Find(e => AxisName(e) == "2Theta") ?? moving.FirstOrDefault()
            ?? throw Refuse(XmlInput.Place(data), $"Expected positions of an axis that moves, found {positions.Count} that do not.");
        foreach (var other in positions.Where(e => e != chosen)) Leaves(other, "positions " + AxisName(other), header);
        double[] x;
        if (Child(chosen, "listPositions") is { } list)
        {
            x = Numbers(list, limits);
            if (x.Length != count) throw Refuse(XmlInput.Place(list), $"Expected {count} positions, found {x.Length}.");
        }
        else
        {
            var (from, to) = (Number(chosen, "startPosition"), Number(chosen, "endPosition"));
            x = new double[count];
            for (var i = 0; i < count; i++) x[i] = count == 1 ? from : from + (i * (to - from) / (count - 1));
        }
        return (AxisName(chosen), chosen.Attribute("unit")?.Value is { } unit ? Ucum.CodeOf(unit) ?? unit : "", x);
    }

    private static string AxisName(XElement positions) => positions.Attribute("axis")?.Value ?? "";

    private static XElement? Child(XElement parent, string name) => parent.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static XElement? Leaf(XElement parent, string name) => parent.Descendants().FirstOrDefault(e => e.Name.LocalName == name);

    private static double Number(XElement parent, string name)
    {
        var leaf = Child(parent, name) ?? throw Refuse(XmlInput.Place(parent), $"Expected {name} in the positions of {Quote(AxisName(parent))}, found none.");
        return NumberText.TryParse(leaf.Value, '.', out double value) ? value : throw Refuse(XmlInput.Place(leaf), $"Expected a number as {name}, found {Quote(leaf.Value)}.");
    }

    private static double[] Numbers(XElement array, ReadingLimits limits)
    {
        var values = new List<double>();
        ReadOnlySpan<char> text = array.Value;
        foreach (var range in text.SplitAny([' ', '\t', '\n', '\r']))
        {
            var cell = text[range];
            if (cell.IsEmpty) continue;
            if (!NumberText.TryParse(cell, '.', out double value)) throw Refuse(XmlInput.Place(array), $"Expected numbers with blanks between them in {array.Name.LocalName}, found {Quote(cell)} as number {values.Count + 1}.");
            if (values.Count == limits.Points) throw Exceeded(XmlInput.Place(array), $"Expected at most {limits.Points} points, found more.");
            values.Add(value);
        }
        return values.Count > 0 ? [.. values] : throw Refuse(XmlInput.Place(array), $"Expected numbers in {array.Name.LocalName}, found none.");
    }

    private static void Leaves(XElement part, string path, List<HeaderEntry> header)
    {
        if (!part.HasElements)
        {
            if (part.Value.Trim().Length > 0) header.Add(new(part.Attribute("unit")?.Value is { } unit ? $"{path} ({unit})" : path, part.Value.Trim(), XmlInput.Place(part)));
            return;
        }
        foreach (var child in part.Elements()) Leaves(child, $"{path}/{child.Name.LocalName}", header);
    }

    private static string Named(XElement leaf) => leaf.Attribute("unit")?.Value is { } unit ? $"{leaf.Name.LocalName} ({unit})" : leaf.Name.LocalName;
}
