using System.Globalization;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.MassXml;

namespace Lims.InstrumentAdapters.MzMl;

/// <summary>
/// mzML is little-endian, but converters of the time of version 0.99 wrote network order as mzXML has it. A spectrum that declares its lowest
/// and highest m/z (MS:1000528, MS:1000527) tells; where none does, the standard holds.
/// </summary>
internal static class ByteOrder
{
    private const int Looked = 3;

    public static bool IsTurned(ReadOnlyMemory<byte> file, ReadingLimits limits)
    {
        // Only the early versions need the look.
        if (file.Span[..Math.Min(file.Length, 4096)].IndexOf("mzML_0.99"u8) < 0) return false;
        using var xml = new PackedXml(file, "binary", limits);
        using var packed = new Packed();
        double? lowest = null, highest = null;
        MzMlArray? array = null;
        var spectra = 0;
        while (xml.Reader.Read() && spectra < Looked)
        {
            if (xml.Reader.NodeType != System.Xml.XmlNodeType.Element) continue;
            switch (xml.Reader.LocalName)
            {
                case "spectrum":
                    (lowest, highest, array) = (null, null, null);
                    spectra++;
                    break;
                case "binaryDataArray":
                    array = new();
                    break;
                case "cvParam":
                    var param = MzMlWalk.ParamOf(xml.Reader);
                    array?.Take(param);
                    if (param.Accession == "MS:1000528") lowest = NumberOf(param.Value);
                    if (param.Accession == "MS:1000527") highest = NumberOf(param.Value);
                    break;
                case "binary":
                    var contents = xml.Contents(out var place);
                    if (array is { Kind: ArrayKind.Mz, Packing: ArrayPacking.None, Zlib: false, Type: { } type } && lowest is { } low && highest is { } high
                        && Decides(packed.Decode(contents, place), type, low, high) is { } turned)
                        return turned;
                    break;
            }
        }
        return false;
    }

    private static bool? Decides(ReadOnlySpan<byte> bytes, NumberType type, double low, double high)
    {
        var count = bytes.Length / NumberArray.Size(type);
        if (count == 0) return null;
        var values = new double[count];
        NumberArray.Widen(bytes[..(count * NumberArray.Size(type))], type, bigEndian: false, values);
        if (Fits(values)) return false;
        NumberArray.Widen(bytes[..(count * NumberArray.Size(type))], type, bigEndian: true, values);
        return Fits(values) ? true : null;

        bool Fits(double[] mz) => Near(mz.Min(), low) && Near(mz.Max(), high);
    }

    /// <summary>Declared values are rounded to some five digits.</summary>
    private static bool Near(double value, double declared) => Math.Abs(value - declared) <= 1e-4 * Math.Abs(declared);

    private static double? NumberOf(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
