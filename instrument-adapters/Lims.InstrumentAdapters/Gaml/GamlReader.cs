using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.Gaml;

/// <summary>
/// GAML 1.0 to 1.2 (Generalized Analytical Markup Language): experiments with traces, whose abscissas and ordinates are base64, and peak tables
/// (README.md). Each experiment is a run.
/// </summary>
public sealed class GamlReader() : InstrumentReader("gaml", "1", "GAML 1.0 to 1.2", "GAML", "HPLC/GC/IR/UV")
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["WAVENUMBER"] = "cm-1",
        ["NANOMETERS"] = "nm",
        ["MICRONS"] = "um",
        ["ABSORBANCE"] = "[AU]",
        ["TRANSMITTANCE"] = "1",
        ["PERCENTTRANSMITTANCE"] = "%",
        ["TRANSMISSIONPERCENT"] = "%",
        ["MASSCHARGERATIO"] = "m/z",
        ["MILLIABSORBANCE"] = "m[AU]",
        ["UNKNOWN"] = "",
        ["DEGREESCELSIUS"] = "Cel",
        ["CENTIMETERS"] = "cm",
        ["MILLIMETERS"] = "mm",
        ["ANGSTROMS"] = "Ao",
    };

    public override bool Recognises(FileHead head) => XmlInput.RootOf(head) == "GAML";

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var (document, encoding) = XmlText.Read(file, options);
        if (document.Root is not { Name.LocalName: "GAML" } root) throw Refuse(new(1), $"Expected the root GAML, found {Quote(document.Root?.Name.LocalName ?? "none")}.");
        var notes = new Notes();
        var common = new List<HeaderEntry>();
        Parameters(root, "", common);
        using var packed = new Packed();
        var runs = root.Children("experiment").Select(experiment => Experiment(root, experiment, common, packed, options, notes)).ToList();
        return new ReadOutcome.Read(runs, encoding, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static InstrumentRun Experiment(XElement root, XElement experiment, List<HeaderEntry> common, Packed packed, ReadOptions options, Notes notes)
    {
        var header = new List<HeaderEntry>(common);
        Parameters(experiment, "", header);
        var (signals, peaks) = (new List<Signal>(), new List<Peak>());
        foreach (var trace in experiment.Children("trace"))
        {
            var name = trace.Attribute("name")?.Value ?? "";
            header.Add(new("Trace", $"{name} {trace.Attribute("technique")?.Value}".Trim(), XmlInput.Place(trace)));
            Parameters(trace, name, header);
            foreach (var coordinates in trace.Children("coordinates")) notes.Ignore($"{name}: coordinates {coordinates.Attribute("label")?.Value}".Trim());
            foreach (var x in trace.Children("Xdata")) Trace(x, name, packed, options, notes, header, signals, peaks);
        }
        var collected = experiment.Child("collectdate");
        return new(experiment.Attribute("name")?.Value ?? root.Attribute("name")?.Value ?? "", TechniqueOf(experiment))
        {
            MeasuredAt = collected is null ? null : new FileDates(dayFirst: false, options).Read(collected.Value, XmlInput.Place(collected), notes),
            Header = header,
            Signals = signals,
            Peaks = peaks,
        };
    }

    private static string TechniqueOf(XElement experiment)
    {
        var techniques = experiment.Children("trace").Select(trace => trace.Attribute("technique")?.Value ?? "").Distinct(StringComparer.Ordinal).ToList();
        return techniques is [var one] ? one switch { "CHROM" => "HPLC/GC", "IR" => "FTIR", "UVVIS" => "UV-VIS", _ => one.ToUpperInvariant() } : "";
    }

    private static void Parameters(XElement element, string of, List<HeaderEntry> header)
    {
        foreach (var parameter in element.Children("parameter"))
        {
            var name = parameter.Attribute("label")?.Value is { Length: > 0 } label ? label : parameter.Attribute("name")?.Value ?? "parameter";
            header.Add(new(of.Length > 0 ? $"{of}: {name}" : name, parameter.Value.Trim(), XmlInput.Place(parameter)));
        }
    }

    private static void Trace(XElement x, string name, Packed packed, ReadOptions options, Notes notes, List<HeaderEntry> header, List<Signal> signals, List<Peak> peaks)
    {
        var abscissas = Values(x, packed, options, notes);
        var unit = UnitOf(x);
        Parameters(x, name, header);
        foreach (var other in x.Children("altXdata")) notes.Ignore($"{name}: altXdata {other.Attribute("label")?.Value}".Trim());
        foreach (var y in x.Children("Ydata"))
        {
            Parameters(y, name, header);
            var ordinates = Values(y, packed, options, notes);
            if (ordinates.Length != abscissas.Length) throw Refuse(XmlInput.Place(y), $"Expected {abscissas.Length} ordinates, as there are abscissas, found {ordinates.Length}.");
            var label = y.Attribute("label")?.Value ?? "";
            signals.Add(new(name, unit is "min" or "s" ? "Time" : x.Attribute("label")?.Value ?? "", unit, UnitOf(y), abscissas, ordinates, XmlInput.Place(y)) { YName = label });
            foreach (var table in y.Children("peaktable"))
            {
                Parameters(table, name, header);
                peaks.AddRange(table.Children("peak").Select(peak => PeakOf(peak, name, unit, UnitOf(y))));
            }
        }
    }

    private static Peak PeakOf(XElement peak, string signal, string xUnit, string yUnit)
    {
        var more = new List<HeaderEntry>();
        foreach (var parameter in peak.Children("parameter"))
            if (parameter.Value.Trim().Length > 0)
                more.Add(new(parameter.Attribute("name")?.Value ?? "parameter", parameter.Value.Trim(), XmlInput.Place(parameter)));
        // The basecurve is a drawing of the baseline; its ends are the baseline.
        XmlText.Leaves(peak, "", more, element => element.Name.LocalName is "parameter" or "peakXvalue" or "basecurve" || (element.Name.LocalName is "number" or "name"));
        return new(XmlInput.Place(peak))
        {
            Number = int.TryParse(peak.Attribute("number")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            Signal = signal,
            Name = peak.Attribute("name")?.Value.Trim() is { Length: > 0 } name ? name : more.Value("PK_NAME"),
            RetentionTime = DecimalMark.Point.Figure(peak.Text("peakXvalue")),
            RetentionTimeUnit = xUnit,
            Area = DecimalMark.Point.Figure(more.Value("PK_AREA")),
            Height = DecimalMark.Point.Figure(more.Value("PK_HEIGHT")),
            HeightUnit = yUnit,
            AreaPercent = DecimalMark.Point.Figure(more.Value("PK_AREA_PCT")),
            More = [.. more.Where(entry => entry.Key is not ("PK_AREA" or "PK_HEIGHT" or "PK_AREA_PCT" or "PK_NAME" or "number" or "name"))],
        };
    }

    private static string UnitOf(XElement data)
    {
        var written = data.Attribute("units")?.Value ?? "";
        return Units.TryGetValue(written, out var unit) ? unit : Ucum.Of(written);
    }

    private static double[] Values(XElement data, Packed packed, ReadOptions options, Notes notes)
    {
        var place = XmlInput.Place(data);
        var values = data.Child("values") ?? throw Refuse(place, $"Expected values in {data.Name.LocalName}, found none.");
        var format = values.Attribute("format")?.Value ?? "";
        var isLittle = (values.Attribute("byteorder")?.Value ?? "INTEL") switch { "INTEL" => true, "MAC" or "NETWORK" => false, var other => throw Refuse(place, $"Expected the byte order INTEL or MAC, found {Quote(other)}.", RefusalCode.Unsupported) };
        var bytes = packed.Decode(Encoding.UTF8.GetBytes(values.Value), XmlInput.Place(values));
        var width = format switch { "FLOAT32" or "INT32" => 4, "FLOAT64" => 8, "INT16" => 2, _ => throw Refuse(place, $"Expected the format FLOAT32, FLOAT64, INT16 or INT32, found {Quote(format)}.", RefusalCode.Unsupported) };
        if (bytes.Length % width != 0) throw Refuse(place, $"Expected whole values of {width} bytes, found {bytes.Length} bytes.");
        var numbers = new double[bytes.Length / width];
        if (numbers.Length > options.Limits.Points) throw Exceeded(place, $"Expected at most {options.Limits.Points} points, found {numbers.Length}.");
        for (var i = 0; i < numbers.Length; i++)
        {
            var at = bytes[(i * width)..];
            var value = (format, isLittle) switch
            {
                ("FLOAT32", true) => BinaryPrimitives.ReadSingleLittleEndian(at),
                ("FLOAT32", false) => BinaryPrimitives.ReadSingleBigEndian(at),
                ("FLOAT64", true) => BinaryPrimitives.ReadDoubleLittleEndian(at),
                ("FLOAT64", false) => BinaryPrimitives.ReadDoubleBigEndian(at),
                ("INT16", true) => BinaryPrimitives.ReadInt16LittleEndian(at),
                ("INT16", false) => BinaryPrimitives.ReadInt16BigEndian(at),
                (_, true) => BinaryPrimitives.ReadInt32LittleEndian(at),
                (_, false) => BinaryPrimitives.ReadInt32BigEndian(at),
            };
            numbers[i] = double.IsFinite(value) ? value : double.NaN;
        }
        if (int.TryParse(values.Attribute("numvalues")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var declared)) notes.Count($"numvalues of {data.Attribute("label")?.Value}", declared, numbers.Length, XmlInput.Place(values));
        return numbers;
    }
}
