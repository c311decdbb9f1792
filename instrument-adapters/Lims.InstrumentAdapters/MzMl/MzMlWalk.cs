using System.Globalization;
using System.Xml;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.MassXml;

namespace Lims.InstrumentAdapters.MzMl;

/// <summary>One walk through an mzML file: heads, spectra and chromatograms in file order.</summary>
internal sealed class MzMlWalk(PackedXml xml, Packed packed, ReadOptions options, bool bigEndian, Notes notes)
{
    private readonly SpectraBuilder mass = new(options.Limits);
    private readonly SpectraBuilder ultraviolet = new(options.Limits);
    private readonly List<Signal> signals = [];
    private readonly Dictionary<string, List<CvParam>> groups = new(StringComparer.Ordinal);
    private readonly List<HeaderEntry> header = [];
    private readonly List<double> totals = [];
    private readonly Stack<string> path = new();
    private MzMlItem? item;
    private MzMlArray? array;
    private string group = "";
    private string intensityUnit = "";
    private int chromatogramPoints;
    private int lengthsDiffer;
    private int chromatograms;

    private XmlReader Reader => xml.Reader;

    public void Read(CancellationToken ct)
    {
        while (Reader.Read())
        {
            if (Reader.NodeType == XmlNodeType.EndElement) End();
            if (Reader.NodeType != XmlNodeType.Element) continue;
            XmlInput.CheckDepth(Reader, options.Limits);
            var isEmpty = Reader.IsEmptyElement;
            if (item is null && (mass.Count & 1023) == 0) ct.ThrowIfCancellationRequested();
            Begin();
            path.Push(Reader.LocalName);
            if (isEmpty) End();
        }
        if (lengthsDiffer > 0) notes.Warn(WarningCode.CountDiffers, $"{lengthsDiffer} arrays have another number of base64 characters than their encodedLength says; their numbers are as many as declared.");
    }

    /// <summary>The run of the mass spectra with all chromatograms, and one of the ultraviolet spectra where there are such.</summary>
    public IReadOnlyList<InstrumentRun> Runs(ReadOptions readOptions)
    {
        var spectra = mass.Build(Ucum(intensityUnit));
        var time = header.Entry("run startTimeStamp");
        var dates = new FileDates(dayFirst: false, readOptions);
        var run = new InstrumentRun(header.Value("sample name", "sample id"), "MS")
        {
            SampleId = header.Value("sample id"),
            MeasuredAt = time is null ? null : dates.Read(time.Raw, time.Place, notes),
            Instrument = header.Value("instrumentConfiguration", "instrument", "instrumentConfiguration id", "instrument id"),
            Method = header.Value("scanSettings id", "acquisitionSettings id"),
            Operator = header.Value("contact contact name", "contact name"),
            Header = header,
            Signals = WithTotal(spectra),
            Spectra = spectra,
        };
        var runs = new List<InstrumentRun>();
        if (spectra is not null || run.Signals.Count > 0) runs.Add(run);
        if (ultraviolet.Build("") is { } waves) runs.Add(run with { Technique = "UV", Signals = [], Spectra = waves with { XName = "Wavelength (nm)" } });
        return runs;
    }

    public static CvParam ParamOf(XmlReader reader) => new(
        reader.GetAttribute("accession") ?? "", reader.GetAttribute("name") ?? "", reader.GetAttribute("value") ?? "", reader.GetAttribute("unitAccession") ?? "", reader.GetAttribute("unitName") ?? "");

    private void Begin()
    {
        switch (Reader.LocalName)
        {
            case "cvParam": Take(ParamOf(Reader)); break;
            case "userParam": if (item is null) Head(Reader.GetAttribute("name") ?? "", Reader.GetAttribute("value") ?? ""); break;
            case "referenceableParamGroup" or "paramGroup": groups[group = Attribute("id")] = []; break;
            case "referenceableParamGroupRef" or "paramGroupRef":
                // The schema has no groups of groups; they could refer to one another and multiply.
                if (group.Length > 0) throw Refuse(Place, $"Expected parameters in the group {Quote(group)}, found a reference to the group {Quote(Attribute("ref"))}.");
                if (groups.TryGetValue(Attribute("ref"), out var named)) named.ForEach(Take);
                else notes.Warn(WarningCode.Missing, $"Expected the parameter group {Quote(Attribute("ref"))}, found none.", Place);
                break;
            case "spectrumList": Declared("spectra", ref declaredSpectra); break;
            case "chromatogramList": Declared("chromatograms", ref declaredChromatograms); break;
            case "spectrum" or "chromatogram":
                item = new(Attribute("id"), Reader.LocalName == "chromatogram", Whole("defaultArrayLength"), Place) { Level = Whole("msLevel") ?? 0 };
                break;
            case "binaryDataArray": array = new() { Length = Whole("arrayLength"), EncodedLength = Whole("encodedLength") }; break;
            case "binary": Decode(); break;
            case "sample" or "run" or "software" or "sourceFile" or "mzML" or "instrumentConfiguration" or "instrument" or "contact" or "scanSettings" or "acquisitionSettings" or "softwareParam":
                Attributes();
                break;
        }
    }

    private int? declaredSpectra;
    private int? declaredChromatograms;

    private void End()
    {
        var name = path.Pop();
        switch (name)
        {
            case "spectrum" when item is not null: EndSpectrum(item); item = null; break;
            case "chromatogram" when item is not null: EndChromatogram(item); item = null; break;
            case "binaryDataArray": array = null; break;
            case "referenceableParamGroup" or "paramGroup": group = ""; break;
            case "spectrumList" when declaredSpectra is { } count: notes.Count("Spectra", count, mass.Count + ultraviolet.Count, Place); break;
            case "chromatogramList" when declaredChromatograms is { } count: notes.Count("Chromatograms", count, chromatograms, Place); break;
        }
    }

    private void Take(CvParam param)
    {
        if (group.Length > 0) groups[group].Add(param);
        else if (array is not null)
        {
            if (!array.Take(param)) notes.Ignore($"array: {param.Name}");
        }
        else if (item is null) Head(param.Name, param.Value, path.TryPeek(out var parent) ? parent : "");
        else if (!item.Take(param, Place, notes)) notes.Ignore($"{(item.IsChromatogram ? "chromatogram" : "spectrum")}: {param.Name}");
    }

    private void Decode()
    {
        var contents = xml.Contents(out var place);
        if (item is null || array is null) throw Refuse(Place, $"Expected <binary> within a binaryDataArray of a spectrum or chromatogram, found it elsewhere.");
        var length = array.Length ?? item.Length ?? throw Refuse(Place, $"Expected defaultArrayLength or arrayLength, found neither in {Quote(item.Id)}.");
        if (length > options.Limits.Points) throw Exceeded(place, $"Expected at most {options.Limits.Points} points, found {length}.");
        if (array.EncodedLength is { } encoded && encoded != contents.Length && encoded != contents.Length - contents.Count((byte)'\n') - contents.Count((byte)'\r') - contents.Count((byte)' ') - contents.Count((byte)'\t')) lengthsDiffer++;
        if (array.Kind is ArrayKind.Other or ArrayKind.Unknown)
        {
            notes.Ignore($"array: {(array.Name.Length > 0 ? array.Name : "without a name")}");
            return;
        }
        if (array.Kind == ArrayKind.Intensity && intensityUnit.Length == 0) intensityUnit = array.Unit;
        array.Decode(contents, place, length, bigEndian, packed, keep: item.IsChromatogram);
        item.Arrays.Add(array);
    }

    private void EndSpectrum(MzMlItem spectrum)
    {
        var intensity = spectrum.Array(ArrayKind.Intensity);
        var x = spectrum.Array(ArrayKind.Mz) ?? spectrum.Array(ArrayKind.Wavelength);
        if ((x is null || intensity is null) && (spectrum.Length ?? 0) > 0)
            throw Refuse(spectrum.Place, $"Expected an array of m/z and one of intensities in the spectrum {Quote(spectrum.Id)}, found {spectrum.Arrays.Count} arrays.");
        var (points, into) = (x?.Values.Length ?? 0, x?.Kind == ArrayKind.Wavelength ? ultraviolet : mass);
        if (points != (intensity?.Values.Length ?? 0))
            throw Refuse(spectrum.Place, $"Expected as many intensities as masses in the spectrum {Quote(spectrum.Id)}, found {intensity?.Values.Length ?? 0} and {points}.");
        into.Room(points, spectrum.Place, out var masses, out var intensities);
        x?.Values.Span.CopyTo(masses);
        intensity?.Values.Span.CopyTo(intensities);
        spectrum.Arrays.ForEach(array => array.Return());
        into.End(points, spectrum.Time, spectrum.TimeUnit, spectrum.Level, spectrum.Id);
        if (into == mass) totals.Add(spectrum.Total);
    }

    private void EndChromatogram(MzMlItem chromatogram)
    {
        chromatograms++;
        var (time, intensity) = (chromatogram.Array(ArrayKind.Time), chromatogram.Array(ArrayKind.Intensity));
        if (time is null || intensity is null)
        {
            notes.Warn(WarningCode.Missing, $"Expected a time and an intensity array in the chromatogram {Quote(chromatogram.Id)}, found {chromatogram.Arrays.Count} arrays: it is left out.", chromatogram.Place);
            notes.Ignore($"chromatogram {chromatogram.Id}");
            return;
        }
        if (time.Values.Length != intensity.Values.Length)
            throw Refuse(chromatogram.Place, $"Expected as many intensities as times in the chromatogram {Quote(chromatogram.Id)}, found {intensity.Values.Length} and {time.Values.Length}.");
        chromatogramPoints += time.Values.Length;
        if (chromatogramPoints > options.Limits.Points) throw Exceeded(chromatogram.Place, $"Expected at most {options.Limits.Points} points, found more.");
        var unit = CvParam.TimeOf(time.Unit);
        if (unit.Length == 0) notes.Warn(WarningCode.UnknownUnit, $"The times of the chromatogram {Quote(chromatogram.Id)} have no unit.", chromatogram.Place);
        signals.Add(new(chromatogram.Id, "Time", unit, Ucum(intensity.Unit), time.Values, intensity.Values, chromatogram.Place) { YName = chromatogram.Type });
    }

    /// <summary>Where the file has no chromatogram, the total ion currents that the spectra declare are one.</summary>
    private List<Signal> WithTotal(SpectrumSet? spectra)
    {
        if (spectra is null || signals.Count > 0 || spectra.RetentionTime.IsEmpty || totals.Exists(double.IsNaN)) return signals;
        return [new("TIC", "Time", spectra.RetentionTimeUnit, Ucum(intensityUnit), spectra.RetentionTime, totals.ToArray(), spectra.FirstPlace) { YName = "total ion current" }];
    }

    private static string Ucum(string accession) => accession switch { "MS:1000131" => "{counts}", "MS:1000814" => "{counts}/s", "MS:1000132" => "%", "UO:0000269" => "[AU]", _ => "" };

    private void Attributes()
    {
        var name = Reader.LocalName;
        for (var more = Reader.MoveToFirstAttribute(); more; more = Reader.MoveToNextAttribute())
            if (Reader.Prefix is not ("xmlns" or "xsi") && Reader.LocalName != "xmlns" && Reader.Value.Length > 0)
                header.Add(new($"{name} {Reader.LocalName}", Reader.Value, XmlInput.Place(Reader)));
        Reader.MoveToElement();
    }

    private void Head(string name, string value, string parent = "")
    {
        if (header.Count > options.Limits.Sections) throw Exceeded(Place, $"Expected at most {options.Limits.Sections} parameters in the head, found more.");
        header.Add(value.Length == 0 ? new(parent.Length > 0 ? parent : "parameter", name, Place) : new($"{parent} {name}".Trim(), value, Place));
    }

    private FilePlace Place => XmlInput.Place(Reader);

    private string Attribute(string name) => Reader.GetAttribute(name) ?? "";

    private int? Whole(string name)
    {
        if (Reader.GetAttribute(name) is not { Length: > 0 } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Refuse(Place, $"Expected a whole number as {name}, found {Quote(text)}.");
    }

    private void Declared(string what, ref int? count)
    {
        count = Whole("count");
        if (count is null) notes.Warn(WarningCode.Missing, $"The list of {what} declares no count: missing ones would not be seen.", Place);
    }
}

/// <summary>A spectrum or chromatogram while it is read.</summary>
internal sealed record MzMlItem(string Id, bool IsChromatogram, int? Length, FilePlace Place)
{
    public int Level { get; set; }

    public double Time { get; private set; } = double.NaN;

    public string TimeUnit { get; private set; } = "";

    public double Total { get; private set; } = double.NaN;

    public string Type { get; private set; } = "";

    public List<MzMlArray> Arrays { get; } = [];

    public MzMlArray? Array(ArrayKind kind) => Arrays.Find(array => array.Kind == kind);

    /// <summary>Takes what is read of a spectrum: level, time with its unit, total ion current; false for everything else.</summary>
    public bool Take(CvParam param, FilePlace at, Notes notes)
    {
        switch (param.Accession)
        {
            case "MS:1000511" when int.TryParse(param.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var level): Level = level; return true;
            case "MS:1000016" when !IsChromatogram:
                if (!double.TryParse(param.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var time)) throw Refuse(at, $"Expected a number as the scan's time, found {Quote(param.Value)}.");
                (Time, TimeUnit) = param.TimeUnit == "ms" ? (time / 1000, "s") : (time, param.TimeUnit);
                if (TimeUnit.Length == 0 && !notes.Warnings.Any(warning => warning.Code == WarningCode.UnknownUnit)) notes.Warn(WarningCode.UnknownUnit, "The times of the scans have no unit that is known: minutes or seconds is open.", at);
                return true;
            case "MS:1000285" when double.TryParse(param.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var total): Total = total; return true;
            default:
                if (IsChromatogram && param.Name.Contains("chromatogram", StringComparison.OrdinalIgnoreCase) && Type.Length == 0)
                {
                    Type = param.Name;
                    return true;
                }
                return false;
        }
    }
}
