using System.Globalization;
using System.Xml;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.MassXml;

namespace Lims.InstrumentAdapters.MzXml;

/// <summary>
/// mzXML 1.x to 3.x (Institute for Systems Biology): scans, one within another, with base64 pairs of m/z and intensity in network order
/// (README.md).
/// </summary>
public sealed class MzXmlReader() : InstrumentReader("mzxml", "1", "mzXML 1 to 3", "Institute for Systems Biology", "LC-MS/GC-MS")
{
    private static readonly string[] HeadElements = ["parentFile", "msManufacturer", "msModel", "msIonisation", "msMassAnalyzer", "msDetector", "software", "operator", "msRun", "dataProcessing"];

    public override bool Recognises(FileHead head) => XmlInput.RootOf(head) is "mzXML" or "msRun";

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        using var xml = new PackedXml(file, "peaks", options.Limits);
        using var packed = new Packed();
        var (notes, header, totals) = (new Notes(), new List<HeaderEntry>(), new List<double>());
        var builder = new SpectraBuilder(options.Limits);
        var (reader, scan, declared) = (xml.Reader, default(Scan), default(int?));
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            XmlInput.CheckDepth(reader, options.Limits);
            ct.ThrowIfCancellationRequested();
            switch (reader.LocalName)
            {
                case "msRun": declared = Whole(reader, "scanCount"); break;
                case "scan":
                    Close(scan, builder, totals);
                    scan = new(reader.GetAttribute("num") ?? "", Whole(reader, "peaksCount"), Time(reader), Whole(reader, "msLevel") ?? 0, Number(reader, "totIonCurrent"), XmlInput.Place(reader));
                    break;
                case "peaks" when scan is not null: scan.Pairs(xml, packed, builder, notes); break;
                case "offset" or "index" or "indexOffset" or "sha1": break;
                case "precursorMz" or "scanOrigin" or "nameValue" or "comment": notes.Ignore(reader.LocalName); break;
            }
            if (HeadElements.Contains(reader.LocalName)) Head(reader, header, options.Limits);
        }
        Close(scan, builder, totals);
        if (declared is { } count) notes.Count("Scans", count, builder.Count, null);
        if (builder.Build("") is not { } spectra) return new ReadOutcome.Refused("Expected at least one scan with peaks, found none.");
        var run = new InstrumentRun("", "MS")
        {
            Instrument = string.Join(' ', header.Where(entry => entry.Key is "msManufacturer value" or "msModel value").Select(entry => entry.Raw)),
            Operator = string.Join(' ', header.Where(entry => entry.Key is "operator first" or "operator last").Select(entry => entry.Raw)),
            Header = header,
            Signals = spectra.RetentionTime.IsEmpty || totals.Exists(double.IsNaN) ? []
                : [new("TIC", "Time", spectra.RetentionTimeUnit, "", spectra.RetentionTime, totals.ToArray(), spectra.FirstPlace) { YName = "totIonCurrent" }],
            Spectra = spectra,
        };
        return new ReadOutcome.Read([run], "utf-8", notes.Ignored) { Warnings = notes.Warnings };
    }

    private static void Close(Scan? scan, SpectraBuilder builder, List<double> totals)
    {
        if (scan is null) return;
        if (!scan.IsClosed)
        {
            if (scan.Count is > 0) throw Refuse(scan.Place, $"Expected {scan.Count} peaks in scan {scan.Number}, as declared, found none.");
            builder.Room(0, scan.Place, out _, out _);
            scan.End(0, builder);
        }
        totals.Add(scan.Total);
    }

    private static void Head(XmlReader reader, List<HeaderEntry> header, ReadingLimits limits)
    {
        var name = reader.LocalName;
        if (header.Count > limits.Sections) throw Exceeded(XmlInput.Place(reader), $"Expected at most {limits.Sections} entries of the head, found more.");
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
            if (reader.LocalName != "category") header.Add(new($"{name} {reader.LocalName}", reader.Value, XmlInput.Place(reader)));
        reader.MoveToElement();
    }

    /// <summary>A duration of XML Schema in seconds; NaN where there is none.</summary>
    private static double Time(XmlReader reader)
    {
        if (reader.GetAttribute("retentionTime") is not { Length: > 0 } text) return double.NaN;
        if (text.StartsWith("PT", StringComparison.Ordinal) && text.EndsWith('S') && double.TryParse(text.AsSpan(2, text.Length - 3), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)) return seconds;
        try
        {
            return XmlConvert.ToTimeSpan(text).TotalSeconds;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            throw Refuse(XmlInput.Place(reader), $"Expected a retention time such as PT353.43S, found {Quote(text)}.");
        }
    }

    internal static int? Whole(XmlReader reader, string name)
    {
        if (reader.GetAttribute(name) is not { Length: > 0 } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Refuse(XmlInput.Place(reader), $"Expected a whole number as {name}, found {Quote(text)}.");
    }

    private static double Number(XmlReader reader, string name) =>
        double.TryParse(reader.GetAttribute(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}

/// <summary>One scan while it is read.</summary>
internal sealed record Scan(string Number, int? Count, double Time, int Level, double Total, FilePlace Place)
{
    public bool IsClosed { get; private set; }

    public void End(int points, SpectraBuilder builder)
    {
        builder.End(points, Time, double.IsNaN(Time) ? "" : "s", Level, Number);
        IsClosed = true;
    }

    /// <summary>Reads the element <c>peaks</c>: pairs, or since 3.0 other contents, of which only pairs are read.</summary>
    public void Pairs(PackedXml xml, Packed packed, SpectraBuilder builder, Notes notes)
    {
        var reader = xml.Reader;
        var content = reader.GetAttribute("contentType") ?? reader.GetAttribute("pairOrder") ?? "m/z-int";
        var (precision, order) = (MzXmlReader.Whole(reader, "precision") ?? 32, reader.GetAttribute("byteOrder") ?? "network");
        var compression = reader.GetAttribute("compressionType") ?? "none";
        var base64 = xml.Contents(out var at);
        if (content != "m/z-int")
        {
            notes.Ignore($"peaks of {content}");
            return;
        }
        if (IsClosed) throw Refuse(at, $"Expected one array of pairs in scan {Number}, found a second one.");
        if (precision is not (32 or 64)) throw Refuse(at, $"Expected a precision of 32 or 64 bits, found {precision}.");
        if (order != "network") throw Refuse(at, $"Expected the byte order 'network', found {Quote(order)}.");
        if (compression is not ("none" or "zlib")) throw Refuse(at, $"Expected no compression or zlib, found {Quote(compression)}.", RefusalCode.Unsupported);
        if (Count is not { } count) throw Refuse(Place, $"Expected peaksCount in scan {Number}, found none.");
        // A scan without peaks has either nothing or one pair of zeros.
        var type = precision == 32 ? NumberType.Float32 : NumberType.Float64;
        var size = count * 2L * NumberArray.Size(type);
        if (size > (base64.Length * 1100L) + 16) throw Refuse(at, $"Expected {count} pairs, as declared, found {base64.Length} characters that cannot hold them.");
        var bytes = count == 0 ? [] : packed.Decode(base64, at);
        if (count > 0 && compression == "zlib") bytes = packed.Inflate(bytes, (int)size, at);
        if (bytes.Length != size) throw Refuse(at, $"Expected {count} pairs of {precision} bits in scan {Number}, as declared, found {bytes.Length} bytes.");
        var pairs = new double[count * 2];
        NumberArray.Widen(bytes, type, bigEndian: true, pairs);
        builder.Room(count, at, out var mz, out var intensity);
        for (var i = 0; i < count; i++) (mz[i], intensity[i]) = (pairs[2 * i], pairs[(2 * i) + 1]);
        End(count, builder);
    }
}
