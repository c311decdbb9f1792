using System.Globalization;
using System.Xml;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.MassXml;

namespace Lims.InstrumentAdapters.MzData;

/// <summary>mzData 1.04 and 1.05 (HUPO-PSI, before mzML): m/z and intensities of a spectrum as two arrays, each with its own byte order (README.md).</summary>
public sealed class MzDataReader() : InstrumentReader("mzdata", "1", "mzData 1.05", "HUPO-PSI", "LC-MS/GC-MS")
{
    private static readonly string[] HeadTexts = ["sampleName", "nameOfFile", "pathToFile", "fileType", "name", "institution", "contactInfo", "instrumentName", "version", "comments"];

    public override bool Recognises(FileHead head) => XmlInput.RootOf(head) is "mzData";

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        using var xml = new PackedXml(file, "data", options.Limits);
        using var packed = new Packed();
        var (notes, header) = (new Notes(), new List<HeaderEntry>());
        var builder = new SpectraBuilder(options.Limits);
        var (reader, inList, declared) = (xml.Reader, false, default(int?));
        MzDataSpectrum? spectrum = null;
        var (array, text) = ("", "");
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Text && !inList && text.Length > 0) header.Add(new(text, reader.Value.Trim(), XmlInput.Place(reader)));
            if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "spectrum") Close(ref spectrum, builder);
            if (reader.NodeType != XmlNodeType.Element) continue;
            XmlInput.CheckDepth(reader, options.Limits);
            ct.ThrowIfCancellationRequested();
            text = HeadTexts.Contains(reader.LocalName) ? reader.LocalName : "";
            switch (reader.LocalName)
            {
                case "spectrumList": (inList, declared) = (true, MzXml.MzXmlReader.Whole(reader, "count")); break;
                case "spectrum": spectrum = new(reader.GetAttribute("id") ?? "", XmlInput.Place(reader)); break;
                case "spectrumInstrument" or "acqInstrument" when spectrum is not null: spectrum.Level = MzXml.MzXmlReader.Whole(reader, "msLevel") ?? 0; break;
                case "mzArrayBinary" or "intenArrayBinary" or "supDataArrayBinary" or "supDataArray": array = reader.LocalName; break;
                case "data" when spectrum is null || array.StartsWith("sup", StringComparison.Ordinal): _ = xml.Contents(out _); notes.Ignore(array); break;
                case "data": spectrum.Take(array, xml, packed, options.Limits); break;
                case "cvParam" or "userParam" when spectrum is not null: if (!spectrum.Take(reader)) notes.Ignore($"spectrum: {reader.GetAttribute("name")}"); break;
                case "cvParam" or "userParam": header.Add(new(reader.GetAttribute("name") ?? "", reader.GetAttribute("value") ?? "", XmlInput.Place(reader))); break;
            }
            if (header.Count > options.Limits.Sections) throw Exceeded(XmlInput.Place(reader), $"Expected at most {options.Limits.Sections} entries of the head, found more.");
        }
        if (declared is { } count) notes.Count("Spectra", count, builder.Count, null);
        var run = new InstrumentRun(header.Value("sampleName"), "MS")
        {
            Instrument = header.Value("instrumentName"),
            Operator = header.Value("name"),
            Header = header,
            Spectra = builder.Build("") ?? throw Refuse(null, $"Expected at least one spectrum, found none."),
        };
        return new ReadOutcome.Read([run], "utf-8", notes.Ignored) { Warnings = notes.Warnings };
    }

    private static void Close(ref MzDataSpectrum? spectrum, SpectraBuilder builder)
    {
        if (spectrum is null) return;
        if (spectrum.Mz is null || spectrum.Intensity is null || spectrum.Mz.Length != spectrum.Intensity.Length)
            throw Refuse(spectrum.Place, $"Expected as many intensities as masses in spectrum {Quote(spectrum.Id)}, found {spectrum.Intensity?.Length ?? 0} and {spectrum.Mz?.Length ?? 0}.");
        builder.Room(spectrum.Mz.Length, spectrum.Place, out var mz, out var intensity);
        spectrum.Mz.CopyTo(mz);
        spectrum.Intensity.CopyTo(intensity);
        builder.End(spectrum.Mz.Length, spectrum.Time, spectrum.TimeUnit, spectrum.Level, spectrum.Id);
        spectrum = null;
    }
}

/// <summary>One spectrum while it is read.</summary>
internal sealed record MzDataSpectrum(string Id, FilePlace Place)
{
    public int Level { get; set; }

    public double Time { get; private set; } = double.NaN;

    public string TimeUnit { get; private set; } = "";

    public double[]? Mz { get; private set; }

    public double[]? Intensity { get; private set; }

    /// <summary>Takes the time, PSI:1000038 in minutes or PSI:1000039 in seconds; false for everything else.</summary>
    public bool Take(XmlReader reader)
    {
        var unit = reader.GetAttribute("accession") switch { "PSI:1000038" => "min", "PSI:1000039" => "s", _ => "" };
        if (unit.Length == 0) return false;
        var text = reader.GetAttribute("value") ?? "";
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var time)) throw Refuse(XmlInput.Place(reader), $"Expected a number as the time of a spectrum, found {Quote(text)}.");
        (Time, TimeUnit) = (time, unit);
        return true;
    }

    public void Take(string array, PackedXml xml, Packed packed, ReadingLimits limits)
    {
        var reader = xml.Reader;
        var precision = MzXml.MzXmlReader.Whole(reader, "precision") ?? 0;
        var (endian, length) = (reader.GetAttribute("endian"), MzXml.MzXmlReader.Whole(reader, "length"));
        var bytes = packed.Decode(xml.Contents(out var at), at);
        if (precision is not (32 or 64)) throw Refuse(at, $"Expected a precision of 32 or 64 bits, found {precision}.");
        if (endian is not ("little" or "big")) throw Refuse(at, $"Expected the byte order 'little' or 'big', found {Quote(endian ?? "")}.");
        var type = precision == 32 ? NumberType.Float32 : NumberType.Float64;
        var count = bytes.Length / NumberArray.Size(type);
        if (bytes.Length % NumberArray.Size(type) != 0 || (length is { } declared && declared != count))
            throw Refuse(at, $"Expected {length} numbers of {precision} bits in spectrum {Quote(Id)}, as declared, found {bytes.Length} bytes.");
        if (count > limits.Points) throw Exceeded(at, $"Expected at most {limits.Points} points, found {count}.");
        var values = new double[count];
        NumberArray.Widen(bytes, type, endian == "big", values);
        if (array == "mzArrayBinary") Mz = values;
        else Intensity = values;
    }
}
