using System.Globalization;
using System.Text;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.GalacticSpc;

/// <summary>The first 512 bytes of a new-format SPC file, little-endian.</summary>
internal sealed record SpcHeader(
    byte Flags, byte Exponent, int Points, double First, double Last, int Subfiles, byte XType, byte YType, byte ZType, uint Date, string Resolution, string Source,
    string Comment, string[] Labels, int LogOffset, string Method, double ZIncrement)
{
    public const int Size = 512;
    public const byte NewLittleEndian = 0x4B;

    private static readonly Dictionary<byte, (string Name, string Unit)> Abscissas = Kinds("""
        1 Wavenumber|cm-1  2 Wavelength|um  3 Wavelength|nm  4 Time|s  5 Time|min  6 Frequency|Hz  7 Frequency|kHz  8 Frequency|MHz  9 m/z|  10 Chemical shift|[ppm]
        11 Time|d  12 Time|a  13 Raman shift|cm-1  14 Energy|eV  16 Diode|  17 Channel|  18 Angle|deg  19 Temperature|[degF]  20 Temperature|Cel  21 Temperature|K
        22 Point|  23 Time|ms  24 Time|us  25 Time|ns  26 Frequency|GHz  27 Length|cm  28 Length|m  29 Length|mm  30 Time|h
        """);

    private static readonly Dictionary<byte, (string Name, string Unit)> Ordinates = Kinds("""
        1 Interferogram|  2 Absorbance|[AU]  3 Kubelka-Munk|  4 Counts|{counts}  5 Voltage|V  6 Angle|deg  7 Current|mA  8 Length|mm  9 Voltage|mV  10 log(1/R)|
        11 Percent|%  12 Intensity|  13 Relative intensity|  14 Energy|  16 Decibel|dB  19 Temperature|[degF]  20 Temperature|Cel  21 Temperature|K
        22 Index of refraction|  23 Extinction coefficient|  24 Real|  25 Imaginary|  26 Complex|  128 Transmission|  129 Reflectance|  130 Single beam|  131 Emission|
        """);

    private const byte ShortValues = 0x01;
    private const byte OwnLabels = 0x20;
    private const byte OwnXEach = 0x40;
    private const byte XGiven = 0x80;
    private const byte Several = 0x04;

    public bool HasShortValues => (Flags & ShortValues) != 0;

    public bool HasSeveral => (Flags & Several) != 0;

    public bool HasX => (Flags & XGiven) != 0;

    public bool HasXEach => (Flags & OwnXEach) != 0;

    public static SpcHeader Read(ReadOnlyMemory<byte> file)
    {
        var at = new ByteCursor(file.Span, bigEndian: false);
        var flags = at.Byte();
        if (at.Byte() is var version && version != NewLittleEndian)
            throw Refuse(FilePlace.AtByte(1), $"Expected version 4Bh of the format at byte 1, found {version:X2}h.", RefusalCode.Unsupported);
        at.Byte();
        var exponent = at.Byte();
        var (points, first, last, subfiles) = (at.Int32(), at.Double(), at.Double(), at.Int32());
        var (x, y, z) = (at.Byte(), at.Byte(), at.Byte());
        at.Byte();
        var date = at.UInt32();
        var (resolution, source) = (at.Text(9, Encoding.Latin1), at.Text(9, Encoding.Latin1));
        at.At = 88;
        var comment = at.Text(130, Encoding.Latin1);
        var labels = Encoding.Latin1.GetString(at.Bytes(30)).Split('\0');
        var log = at.Int32();
        at.At = 264;
        var method = at.Text(48, Encoding.Latin1);
        var increment = at.Single();
        at.At = Size;
        return new(flags, exponent, points, first, last, subfiles, x, y, z, date, resolution, source, comment, (flags & OwnLabels) != 0 ? labels : [], log, method, increment);
    }

    /// <summary>Name and UCUM code of the abscissa.</summary>
    public (string Name, string Unit) X => Labels is [{ Length: > 0 } own, ..] ? Named(own) : Abscissas.GetValueOrDefault(XType, ("X", ""));

    /// <summary>Name and UCUM code of the ordinate.</summary>
    public (string Name, string Unit) Y => Labels is [_, { Length: > 0 } own, ..] ? Named(own) : Ordinates.GetValueOrDefault(YType, ("Y", ""));

    /// <summary>The date packed in bits: 12 for the year, 4 month, 5 day, 5 hour, 6 minute; null where there is none.</summary>
    public DateTime? Written
    {
        get
        {
            var (year, month, day) = ((int)(Date >> 20), (int)((Date >> 16) & 15), (int)((Date >> 11) & 31));
            var (hour, minute) = ((int)((Date >> 6) & 31), (int)(Date & 63));
            return year is >= 1900 and <= 2199 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && hour < 24 && minute < 60
                ? new DateTime(year, month, day, hour, minute, 0) : null;
        }
    }

    /// <summary><c>number name|unit</c>, parted by two blanks or a line end.</summary>
    private static Dictionary<byte, (string Name, string Unit)> Kinds(string table) => table.Split(["  ", "\n"], StringSplitOptions.RemoveEmptyEntries)
        .Select(kind => (kind, blank: kind.IndexOf(' ', StringComparison.Ordinal), bar: kind.IndexOf('|', StringComparison.Ordinal)))
        .ToDictionary(part => byte.Parse(part.kind[..part.blank], CultureInfo.InvariantCulture), part => (part.kind[(part.blank + 1)..part.bar], part.kind[(part.bar + 1)..].Trim()));

    private static (string Name, string Unit) Named(string label) => Column.Of(label) is { Unit.Length: > 0 } column ? (column.Name, column.Unit) : (label.Trim(), "");
}
