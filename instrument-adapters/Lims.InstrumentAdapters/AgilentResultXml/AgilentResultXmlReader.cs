using System.Xml.Linq;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.AgilentResultXml;

/// <summary>
/// <c>Result.xml</c> of Agilent ChemStation (C.01): sample and acquisition, signals with what the integrator found, and the results with their
/// units as attributes (README.md).
/// </summary>
public sealed class AgilentResultXmlReader() : InstrumentReader("agilent-chemstation-xml", "1", "ChemStation Result.xml", "Agilent", "HPLC/GC")
{
    private static readonly string[] Known = ["MeasRetTime", "Area", "Height", "Name", "Amount", "SignalDesc"];

    public override bool Recognises(FileHead head) => XmlInput.RootOf(head) == "ChemStationResult";

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var (document, encoding) = XmlText.Read(file, options);
        if (document.Root is not { Name.LocalName: "ChemStationResult" } root) throw Refuse(new(1), $"Expected the root ChemStationResult, found {Quote(document.Root?.Name.LocalName ?? "none")}.");
        var notes = new Notes();
        var header = new List<HeaderEntry>();
        XmlText.Leaves(root, "", header, element => element.Name.LocalName is "IntegrationResults" or "Peak");
        var sample = root.Child("SampleInformation");
        var peaks = Peaks(root, notes);
        var injected = sample?.Child("InjectionDateTime");
        var dates = new FileDates(dayFirst: false, options);
        foreach (var entry in header) dates.See(entry.Raw);
        var run = new InstrumentRun(sample.Text("SampleName"), Detectors.TechniqueOf(string.Join(' ', peaks.Select(peak => peak.Signal).Distinct(StringComparer.Ordinal).Concat(root.Below("ModuleName").Select(module => " " + module.Value)))))
        {
            SampleId = sample.Text("LimsID") is { Length: > 0 } id ? id : root.Child("Acquisition").Text("BarCode"),
            MeasuredAt = injected is null ? null : dates.Read(injected.Value, XmlInput.Place(injected), notes),
            Instrument = sample.Text("AcqInstName") is { Length: > 0 } instrument ? instrument : root.Child("Acquisition").Text("InstrumentName"),
            Method = sample.Text("Method"),
            Operator = sample.Text("Operator"),
            Header = header,
            Peaks = peaks,
            Readings = [.. peaks.Where(peak => peak.Name.Length > 0).Select(peak => ResultOf(peak, notes))],
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], encoding, notes.Ignored);
    }

    private static List<Peak> Peaks(XElement root, Notes notes)
    {
        var integrated = root.Below("Signal").SelectMany(signal => signal.Children("IntegrationResults").Select(result => (Signal: signal.Text("Description"), Result: result))).ToList();
        var used = new HashSet<XElement>();
        var peaks = new List<Peak>();
        foreach (var element in root.Below("Results").SelectMany(results => results.Below("Peak")))
        {
            var signal = element.Text("SignalDesc");
            // The same peak stands twice; the integrator's part has its limits and its share.
            var twin = integrated.FirstOrDefault(part => part.Signal == signal && !used.Contains(part.Result) && part.Result.Text("RetTime") == element.Text("MeasRetTime") && part.Result.Text("Area") == element.Text("Area")).Result;
            if (twin is not null) used.Add(twin);
            peaks.Add(Of(element, "MeasRetTime", signal, twin, notes));
        }
        foreach (var (signal, result) in integrated)
            if (!used.Contains(result))
                peaks.Add(Of(result, "RetTime", signal, null, notes));
        foreach (var signal in root.Below("Signal"))
            if (signal.Children("IntegrationResults").FirstOrDefault()?.Child("AreaSum") is { } sum && Figure(sum, notes) is { } total)
            {
                var areas = signal.Children("IntegrationResults").Sum(result => Figure(result.Child("Area"), notes)?.Value ?? 0);
                if (Math.Abs(areas - total.Value) > 1e-5 * Math.Abs(total.Value))
                    notes.Warn(WarningCode.SumDiffers, $"AreaSum of {Quote(signal.Text("Description"))} is {Quote(total.Text)}, the areas sum to {areas}.", XmlInput.Place(sum));
            }
        return peaks;
    }

    private static Peak Of(XElement element, string time, string signal, XElement? twin, Notes notes) => new(XmlInput.Place(element))
    {
        Signal = signal.TrimEnd(' ', ','),
        Name = element.Text("Name"),
        RetentionTime = Figure(element.Child(time), notes),
        RetentionTimeUnit = UnitOf(element.Child(time), notes) is { Length: > 0 } unit ? unit : Ucum.Of(element.Parent.Text("XUnits")),
        Area = Figure(element.Child("Area"), notes),
        AreaUnit = UnitOf(element.Child("Area"), notes),
        Height = Figure(element.Child("Height"), notes),
        HeightUnit = UnitOf(element.Child("Height"), notes) is { Length: > 0 } height ? height : Ucum.Of(element.Parent.Text("YUnits")),
        AreaPercent = Figure((twin ?? element).Child("AreaPercent"), notes),
        Amount = Figure(element.Child("Amount"), notes),
        AmountUnit = UnitOf(element.Child("Amount"), notes),
        More =
        [
            .. element.Elements().Where(child => !Known.Contains(child.Name.LocalName) && child.Name.LocalName != time && child.Name.LocalName != "AreaPercent" && child.Value.Trim().Length > 0).Select(Entry),
            .. twin?.Elements().Where(child => child.Name.LocalName is not ("RetTime" or "Area" or "Height" or "Width" or "Symmetry" or "AreaPercent")).Select(Entry) ?? [],
        ],
    };

    private static HeaderEntry Entry(XElement element) => new(element.Name.LocalName, element.Value.Trim(), XmlInput.Place(element));

    private static string UnitOf(XElement? element, Notes notes) => element?.Attribute("Unit") is { } unit ? Ucum.Of(unit.Value, XmlInput.Place(unit), notes) : "";

    private static Figure? Figure(XElement? element, Notes notes)
    {
        if (element is null || Reported.IsMissing(element.Value)) return null;
        if (DecimalMark.Point.Figure(element.Value) is { } figure) return figure;
        notes.Warn(WarningCode.Implausible, $"Expected a number as {element.Name.LocalName}, found {Quote(element.Value)}.", XmlInput.Place(element));
        return null;
    }

    private static Reading ResultOf(Peak peak, Notes notes) =>
        Reported.Read(peak.Name, new Cell(peak.Amount?.Text ?? "", peak.Place.Line ?? 1, peak.Place.Column ?? 1, false), peak.AmountUnit, DecimalMark.Point, notes);
}
