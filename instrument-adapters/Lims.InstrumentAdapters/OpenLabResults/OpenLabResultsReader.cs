using System.Text.RegularExpressions;
using System.Xml.Linq;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.OpenLabResults;

/// <summary>
/// A result set of Agilent OpenLab CDS 2 (<c>.rslt</c>, zipped) or one injection of it (<c>.dx</c>): archives of XML with traces as numbers
/// (README.md).
/// </summary>
public sealed partial class OpenLabResultsReader() : InstrumentReader("agilent-openlab-results", "1", "OpenLab CDS 2 result set (.rslt as ZIP, .dx)", "Agilent", "HPLC/GC")
{
    private const string Injection = "injection.acmd";

    public override bool Recognises(FileHead head)
    {
        if (!head.StartsWith("PK\u0003\u0004"u8)) return false;
        var names = System.Text.Encoding.Latin1.GetString(head.Bytes);
        return names.Contains(".rslt/", StringComparison.OrdinalIgnoreCase) || names.Contains(".acaml", StringComparison.OrdinalIgnoreCase) || names.Contains(Injection, StringComparison.Ordinal) || Trace().IsMatch(names);
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var zip = new ZipInput(file, options.Limits);
        var notes = new Notes();
        var runs = new List<InstrumentRun>();
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (zip.Names.Contains(Injection)) runs.Add(InjectionOf(zip, null, "", names, options, notes));
        else
        {
            foreach (var name in zip.Names.Where(name => name.EndsWith(".acaml", StringComparison.OrdinalIgnoreCase))) OpenLabPeaks.Names(XmlText.Read(zip.Read(name)!.Value, options).Document, names);
            foreach (var name in zip.Names.Where(name => name.EndsWith(".dx", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
            {
                ct.ThrowIfCancellationRequested();
                var results = zip.Read(name[..^3] + ".rx") is { } rx ? new ZipInput(rx, options.Limits) : null;
                if (results is null) notes.Warn(WarningCode.Missing, $"The injection {Quote(name)} has no results beside it.");
                runs.Add(InjectionOf(new ZipInput(zip.Read(name)!.Value, options.Limits), results, name, names, options, notes));
            }
            foreach (var name in zip.Names)
            {
                if (name.EndsWith(".acaml", StringComparison.OrdinalIgnoreCase)) Sequence(zip.Read(name)!.Value, runs, options, notes);
                else if (!name.EndsWith(".dx", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".rx", StringComparison.OrdinalIgnoreCase)) notes.Ignore(name[(name.LastIndexOf('/') + 1)..]);
            }
        }
        if (runs.Count == 0) throw Refuse(null, $"Expected injections (.dx) in the archive, found {Quote(string.Join(", ", zip.Names.Take(5)))}.");
        return new ReadOutcome.Read(runs, "binary", notes.Ignored) { Warnings = notes.Warnings };
    }

    private static InstrumentRun InjectionOf(ZipInput dx, ZipInput? rx, string name, Dictionary<string, string> names, ReadOptions options, Notes notes)
    {
        var document = XmlText.Read(dx.Read(Injection) ?? throw Refuse(null, $"Expected {Injection} in {Quote(name)}, found none."), options).Document;
        var info = document.Below("InjectionInfo").FirstOrDefault() ?? throw Refuse(null, $"Expected InjectionInfo in {Injection} of {Quote(name)}, found none.");
        var header = new List<HeaderEntry>();
        XmlText.Leaves(info, "", header, element => element.Name.LocalName is "Signals");
        if (name.Length > 0) header.Add(new("File", name, default));
        var signals = new List<Signal>();
        foreach (var part in info.Below("Signal"))
            if (OpenLabTrace.Read(dx, part, notes) is { } signal)
                signals.Add(signal);
        var traces = info.Below("Signal").Select(part => part.Text("TraceId")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var other in dx.Names)
            if (other != Injection && !other.StartsWith('[') && !other.StartsWith("_rels", StringComparison.Ordinal) && !traces.Contains(Path.GetFileNameWithoutExtension(other)))
                notes.Ignore(Path.GetExtension(other) + " of an injection");
        var acaml = rx?.Read("Base/InjectionACAML");
        var (peaks, readings) = acaml is { } xml ? OpenLabPeaks.Read(XmlText.Read(xml, options).Document, names, notes) : ([], []);
        var at = info.Child("RunDateTime");
        return new(info.Text("SampleName"), "HPLC/GC")
        {
            SampleId = info.Text("Barcode"),
            MeasuredAt = at is null ? null : new FileDates(dayFirst: false, options).Read(Seconds().Replace(at.Value.Trim(), "$1"), XmlInput.Place(at), notes),
            Method = info.Text("AcquisitionMethod"),
            Operator = info.Text("RunOperator"),
            Header = header,
            Signals = signals,
            Peaks = peaks,
            Readings = readings,
        };
    }

    /// <summary>What the sequence says of its injections besides: each entry goes to the run of its data file.</summary>
    private static void Sequence(ReadOnlyMemory<byte> acaml, List<InstrumentRun> runs, ReadOptions options, Notes notes)
    {
        var listed = XmlText.Read(acaml, options).Document.Below("InjectionMetaData").ToList();
        if (listed.Count > 0) notes.Count("Injections of the sequence", listed.Count, runs.Count, null);
        foreach (var entry in listed)
        {
            var raw = entry.Attribute("RawDataFileName")?.Value ?? "";
            var index = runs.FindIndex(run => raw.Length > 0 && run.Header.Any(key => key.Key == "File" && key.Raw.EndsWith(raw, StringComparison.OrdinalIgnoreCase)));
            if (index < 0)
            {
                notes.Warn(WarningCode.Missing, $"The sequence lists {Quote(raw)} ({Quote(entry.Attribute("SampleName")?.Value ?? "")}), which is not in the archive.");
                continue;
            }
            var more = new List<HeaderEntry>();
            XmlText.Leaves(entry, "", more);
            runs[index] = runs[index] with { Header = [.. runs[index].Header, .. more] };
        }
    }

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.(?:CH|IT|UV)", RegexOptions.CultureInvariant)]
    private static partial Regex Trace();

    /// <summary>Seven decimals of a second are what a tick holds; more would be no date.</summary>
    [GeneratedRegex(@"(\.[0-9]{7})[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Seconds();
}

/// <summary>Peaks and their compounds in the results of an injection (ACAML 2).</summary>
internal static class OpenLabPeaks
{
    private static readonly string[] Known = ["RetentionTime", "Area", "AreaPercent", "Height"];

    /// <summary>What the signals of a document are called, by their identification.</summary>
    public static void Names(XDocument document, Dictionary<string, string> names)
    {
        foreach (var signal in document.Below("Signal"))
            if (signal.Attribute("id") is { } id)
                names[id.Value] = signal.Text("Description") is { Length: > 0 } description ? description : signal.Text("Name");
    }

    public static (List<Peak> Peaks, List<Reading> Readings) Read(XDocument document, Dictionary<string, string> names, Notes notes)
    {
        var compounds = new Dictionary<string, XElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var compound in document.Below("InjectionCompound"))
            foreach (var link in compound.Below("Peak_ID"))
                if (link.Attribute("id") is { } id)
                    compounds.TryAdd(id.Value, compound);
        var peaks = new List<Peak>();
        var readings = new List<Reading>();
        foreach (var result in document.Below("SignalResult"))
        {
            var reference = result.Child("Signal_ID")?.Attribute("id")?.Value ?? "";
            foreach (var element in result.Children("Peak"))
            {
                var compound = element.Attribute("id") is { } id ? compounds.GetValueOrDefault(id.Value) : null;
                var amount = compound?.Descendants().FirstOrDefault(part => part.Name.LocalName is "Concentration" or "Amount" && part.Attribute("val") is not null);
                var peak = new Peak(XmlInput.Place(element))
                {
                    Signal = names.GetValueOrDefault(reference, reference.Length > 0 ? $"signal {reference}" : ""),
                    Name = compound.Text("CompoundName"),
                    RetentionTime = Value(element, "RetentionTime"),
                    RetentionTimeUnit = Unit(element.Child("RetentionTime"), notes),
                    Area = Value(element, "Area"),
                    AreaUnit = Unit(element.Child("Area"), notes),
                    Height = Value(element, "Height"),
                    HeightUnit = Unit(element.Child("Height"), notes),
                    AreaPercent = Value(element, "AreaPercent"),
                    Amount = amount is null ? null : DecimalMark.Point.Figure(amount.Attribute("val")!.Value),
                    AmountUnit = Unit(amount, notes),
                    More = [.. element.Elements().Where(part => !Known.Contains(part.Name.LocalName)).SelectMany(More)],
                };
                peaks.Add(peak);
                if (peak is { Name.Length: > 0, Amount: { } value })
                    readings.Add(Reported.Read(peak.Name, new(value.Text, peak.Place.Line ?? 1, peak.Place.Column ?? 1, false), peak.AmountUnit, DecimalMark.Point, notes));
            }
        }
        return (peaks, readings);
    }

    private static IEnumerable<HeaderEntry> More(XElement part)
    {
        var entries = new List<HeaderEntry>();
        if (part.Attribute("val") is { } value) entries.Add(new(part.Name.LocalName, part.Attribute("unit") is { } unit ? $"{value.Value} {unit.Value}" : value.Value, XmlInput.Place(part)));
        else if (!part.HasElements && part.Value.Trim().Length > 0) entries.Add(new(part.Name.LocalName, part.Value.Trim(), XmlInput.Place(part)));
        else XmlText.Leaves(part, part.Name.LocalName, entries);
        return entries;
    }

    private static Figure? Value(XElement element, string name) => element.Child(name)?.Attribute("val") is { } value ? DecimalMark.Point.Figure(value.Value) : null;

    private static string Unit(XElement? element, Notes notes) => element?.Attribute("unit") is { } unit ? Ucum.Of(unit.Value, XmlInput.Place(element), notes) : "";
}
