using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.AllotropeAsm;

/// <summary>
/// Allotrope Simple Model JSON of chromatography (LC, GC, LC-MS): documents with samples, data cubes and lists of peaks, whose values carry their units
/// (README.md). Each measurement document is a run.
/// </summary>
public sealed class AsmReader() : InstrumentReader("allotrope-asm", "1", "Allotrope Simple Model JSON, chromatography", "Allotrope Foundation", "HPLC/GC")
{
    private static readonly string[] NameKeys = ["written name", "peak name", "name"];
    private static readonly string[] Elsewhere = ["peak", "data", "cube-structure"];

    public override bool Recognises(FileHead head) => head.Text.TrimStart().StartsWith('{')
        && (head.Text.Contains("chromatography aggregate document\"", StringComparison.Ordinal)
            || (head.Text.Contains("\"$asm.manifest\"", StringComparison.Ordinal) && (head.Text.Contains("chromatography", StringComparison.OrdinalIgnoreCase) || head.Text.Contains("/lc-", StringComparison.Ordinal) || head.Text.Contains("/gc-", StringComparison.Ordinal))));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var root = JsonTree.Read(file, options);
        var notes = new Notes();
        var runs = new List<InstrumentRun>();
        foreach (var (name, aggregate) in root.Members.Where(member => member.Key.EndsWith("aggregate document", StringComparison.Ordinal)))
            foreach (var document in DocumentsOf(aggregate, name))
            {
                var measurements = document["measurement aggregate document"] is { } inner ? DocumentsOf(inner, "measurement aggregate document").ToList() : [];
                foreach (var measurement in measurements.Count > 0 ? measurements : [document]) runs.Add(Run(root, aggregate, document, measurement, measurements.Count, options, notes));
            }
        if (runs.Count == 0) throw Refuse(root.Place, $"Expected an aggregate document of chromatography, found {Quote(string.Join(", ", root.Members.Keys.Take(10)))}.", RefusalCode.Unsupported);
        return new ReadOutcome.Read(runs, TextEncoding.Of(file.Span).Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    /// <summary>'x aggregate document' holds 'x document': one, or a list.</summary>
    private static IEnumerable<JsonTree> DocumentsOf(JsonTree aggregate, string name) =>
        (aggregate[name.Replace("aggregate document", "document", StringComparison.Ordinal)] ?? aggregate.Members.FirstOrDefault(member => member.Key.EndsWith(" document", StringComparison.Ordinal) && member.Key is not ("device system document" or "data system document")).Value)?.Each() ?? [];

    private static InstrumentRun Run(JsonTree root, JsonTree aggregate, JsonTree document, JsonTree measurement, int measurements, ReadOptions options, Notes notes)
    {
        var header = new List<HeaderEntry>();
        bool Skip(string name) => Elsewhere.Contains(name);
        if (root["$asm.manifest"] is { } manifest) header.Add(new("$asm.manifest", manifest.Text ?? "", manifest.Place));
        foreach (var (name, member) in aggregate.Members)
            if (!ReferenceEquals(member, document) && name is "device system document" or "data system document") member.Leaves(name, header, Skip);
        document.Leaves("", header, name => Skip(name) || (measurements > 1 && name == "measurement aggregate document"));
        if (measurements > 1) measurement.Leaves("measurement document", header, Skip);
        var (signals, peaks, readings) = (new List<Signal>(), new List<Peak>(), new List<Reading>());
        Walk(measurement, "", signals, peaks, readings, notes);
        if (!ReferenceEquals(measurement, document))
            foreach (var (name, member) in document.Members)
                if (name != "measurement aggregate document") Walk(member, name, signals, peaks, readings, notes);
        var time = Entry(header, "measurement time", "injection time", "acquisition time");
        return new(Entry(header, "written name", "sample name")?.Raw ?? "", TechniqueOf(root))
        {
            SampleId = Entry(header, "sample identifier")?.Raw ?? "",
            MeasuredAt = time is null ? null : new FileDates(dayFirst: false, options).Read(time.Raw, time.Place, notes),
            Instrument = Entry(header, "device identifier", "asset management identifier", "model number")?.Raw ?? "",
            Method = Entry(header, "method identifier", "device method identifier", "method name")?.Raw ?? "",
            Operator = Entry(header, "analyst")?.Raw ?? "",
            Header = header,
            Signals = signals,
            Peaks = peaks,
            Readings = readings,
        };
    }

    private static string TechniqueOf(JsonTree root)
    {
        var words = root.Of("$asm.manifest") + string.Join(' ', root.Members.Keys);
        return words.Contains("lc-ms", StringComparison.OrdinalIgnoreCase) ? "LC-MS" : words.Contains("gas", StringComparison.OrdinalIgnoreCase) || words.Contains("/gc", StringComparison.Ordinal) ? "GC" : words.Contains("liquid", StringComparison.OrdinalIgnoreCase) ? "HPLC" : "HPLC/GC";
    }

    private static HeaderEntry? Entry(List<HeaderEntry> header, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            foreach (var entry in header)
                if (entry.Key == name || entry.Key.EndsWith("/" + name, StringComparison.Ordinal))
                    return entry;
        return null;
    }

    private static void Walk(JsonTree node, string name, List<Signal> signals, List<Peak> peaks, List<Reading> readings, Notes notes)
    {
        if (node["cube-structure"] is { } structure && node["data"] is { } data)
        {
            Cube(node, name, structure, data, signals, notes);
            return;
        }
        foreach (var (key, member) in node.Members)
        {
            if (key != "peak") Walk(member, key, signals, peaks, readings, notes);
            else
                foreach (var peak in member.Each()) PeakOf(peak, signals.Count == 1 ? signals[0].Name : "", peaks, readings, notes);
        }
        foreach (var item in node.Items) Walk(item, name, signals, peaks, readings, notes);
    }

    private static void Cube(JsonTree cube, string name, JsonTree structure, JsonTree data, List<Signal> signals, Notes notes)
    {
        var dimensions = structure["dimensions"]?.Each().ToList() ?? [];
        var measures = structure["measures"]?.Each().ToList() ?? [];
        var x = data["dimensions"]?.Items is [{ Numbers: { } first }, ..] ? first : null;
        if (dimensions.Count != 1 || x is null)
        {
            notes.Ignore($"{name} with {dimensions.Count} dimensions");
            return;
        }
        var ys = (data["measures"] ?? data["points"])?.Items ?? [];
        for (var i = 0; i < ys.Count; i++)
        {
            if (ys[i].Numbers is not { } y) continue;
            if (y.Count != x.Count) throw Refuse(ys[i].Place, $"Expected {x.Count} values in the {name}, as its dimension has, found {y.Count}.");
            var measure = i < measures.Count ? measures[i] : null;
            var label = cube.Of("label") is { Length: > 0 } written ? written : name;
            var concept = dimensions[0].Of("concept");
            signals.Add(new(label, concept.Contains("time", StringComparison.Ordinal) ? "Time" : concept, Unit(dimensions[0].Of("unit")), Unit(measure?.Of("unit") ?? ""), x.ToArray(), y.ToArray(), ys[i].Place) { YName = measure?.Of("concept") ?? "" });
        }
    }

    private static void PeakOf(JsonTree peak, string signal, List<Peak> peaks, List<Reading> readings, Notes notes)
    {
        var more = new List<HeaderEntry>();
        string[] read = ["retention time", "peak area", "peak height", "relative peak area", "written name", "peak name", "name", "concentration", "amount"];
        foreach (var (key, member) in peak.Members)
        {
            if (read.Contains(key)) continue;
            if (member["value"] is { } value) more.Add(new(key, $"{value.Text} {(member.Of("unit") is "unitless" or "(unitless)" ? "" : member.Of("unit"))}".Trim(), value.Place));
            else member.Leaves(key, more);
        }
        var amount = peak["concentration"] ?? peak["amount"];
        var named = NameKeys.Select(peak.Of).FirstOrDefault(text => text.Length > 0) ?? "";
        peaks.Add(new(peak.Place)
        {
            Number = peak["index"]?.Figure() is { } index && index.Value is >= 0 and < 1e6 ? (int)index.Value : null,
            Signal = signal,
            Name = named,
            RetentionTime = peak["retention time"]?["value"]?.Figure(),
            RetentionTimeUnit = Unit(peak["retention time"]?.Of("unit") ?? ""),
            Area = peak["peak area"]?["value"]?.Figure(),
            AreaUnit = Unit(peak["peak area"]?.Of("unit") ?? ""),
            Height = peak["peak height"]?["value"]?.Figure(),
            HeightUnit = Unit(peak["peak height"]?.Of("unit") ?? ""),
            AreaPercent = peak["relative peak area"]?["value"]?.Figure(),
            Amount = amount?["value"]?.Figure(),
            AmountUnit = Unit(amount?.Of("unit") ?? ""),
            More = more,
        });
        if (named.Length > 0 && amount?["value"] is { } result)
            readings.Add(Reported.Read(named, new(result.Text ?? "", result.Place.Line ?? 1, result.Place.Column ?? 1, false), Unit(amount.Of("unit")), DecimalMark.Point, notes));
    }

    /// <summary>'unitless' is no unit; a dot is a product in these files.</summary>
    private static string Unit(string written) => written is "unitless" or "(unitless)" ? "" : Ucum.Of(written.Replace('.', '*'));
}
