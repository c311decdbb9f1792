using System.Globalization;
using System.Xml.Linq;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.BrukerSpx;

/// <summary>What the software quantified: elements with their share of mass, and regions of interest as peaks over the energy.</summary>
internal sealed class SpxResults
{
    private static readonly string[] Symbols =
    [
        .. ("H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe "
            + "Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm").Split(' '),
    ];

    private readonly DecimalMark mark;

    public SpxResults(XElement spectrum, DecimalMark mark, Notes notes)
    {
        this.mark = mark;
        foreach (var result in BrukerSpxReader.Own(spectrum).Where(e => e.HasElements))
        {
            if (result.Name == "Result" && result.Element("MassPercent") is not null) Readings.Add(ReadingOf(result, notes));
            if (result.Name == "RoiResults" && result.Element("Energy") is not null) Peaks.Add(PeakOf(result));
        }
        if (Readings.Count > 0)
            notes.Warn(WarningCode.UnknownUnit, "MassPercent may be a share of one or of a hundred, and the file does not say which: it is given as written, without a unit.", Readings[0].Place);
    }

    public List<Reading> Readings { get; } = [];

    public List<Peak> Peaks { get; } = [];

    private Reading ReadingOf(XElement result, Notes notes)
    {
        var share = result.Element("MassPercent")!;
        var place = XmlInput.Place(share);
        var cell = new Cell(share.Value, place.Line ?? 1, place.Column ?? 1, false);
        return Reported.Read(SymbolOf(result), cell, "", mark, notes) with { More = Others(result, "MassPercent", "Atom") };
    }

    private Peak PeakOf(XElement roi) => new(XmlInput.Place(roi))
    {
        Name = roi.Element("Description")?.Value is { Length: > 0 } line ? line : SymbolOf(roi),
        RetentionTime = Figure(roi, "Energy"),
        RetentionTimeUnit = "keV",
        Area = Figure(roi, "NetCounts"),
        AreaUnit = "{counts}",
        More = Others(roi, "Description", "Energy", "NetCounts"),
    };

    private Figure? Figure(XElement parent, string name) => parent.Element(name) is { } leaf ? mark.Figure(leaf.Value) : null;

    private static string SymbolOf(XElement result)
    {
        var atom = result.Element("Atom")?.Value ?? "";
        return int.TryParse(atom, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= Symbols.Length ? Symbols[number - 1] : atom;
    }

    private static List<HeaderEntry> Others(XElement parent, params string[] read) =>
        [.. parent.Elements().Where(e => !e.HasElements && e.Value.Length > 0 && !read.Contains(e.Name.LocalName)).Select(e => new HeaderEntry(e.Name.LocalName, e.Value, XmlInput.Place(e)))];
}
