using System.Buffers;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.MassXml;

namespace Lims.InstrumentAdapters.MzMl;

/// <summary>What an array of mzML holds.</summary>
internal enum ArrayKind { Unknown, Mz, Intensity, Time, Wavelength, Other }

/// <summary>How an array is compressed, before or besides zlib.</summary>
internal enum ArrayPacking { None, Linear, Counts, LoggedFloats, Unsupported }

/// <summary>A binaryDataArray: its declaration, by accessions of the PSI-MS vocabulary, and its numbers.</summary>
internal sealed class MzMlArray
{
    public ArrayKind Kind { get; private set; }

    public NumberType? Type { get; private set; }

    public ArrayPacking Packing { get; private set; }

    public bool Zlib { get; private set; }

    /// <summary>The name the vocabulary or the file gives it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Accession of its unit; empty where the file gives none.</summary>
    public string Unit { get; private set; } = "";

    /// <summary>Declared number of values, where the array overrides the spectrum's.</summary>
    public int? Length { get; init; }

    /// <summary>Declared number of base64 characters.</summary>
    public int? EncodedLength { get; init; }

    /// <summary>The numbers, once decoded.</summary>
    public ReadOnlyMemory<double> Values { get; private set; }

    private double[] rented = [];

    /// <summary>Takes one cvParam; false where it says nothing of the array.</summary>
    public bool Take(CvParam param)
    {
        switch (param.Accession)
        {
            case "MS:1000521": Type = NumberType.Float32; break;
            case "MS:1000523": Type = NumberType.Float64; break;
            case "MS:1000519": Type = NumberType.Int32; break;
            case "MS:1000522": Type = NumberType.Int64; break;
            case "MS:1000576": break;
            case "MS:1000574" or "MS:1003088": Zlib = true; break; // truncated mantissas with zlib decode as zlib
            case "MS:1002312": Packing = ArrayPacking.Linear; break;
            case "MS:1002313": Packing = ArrayPacking.Counts; break;
            case "MS:1002314": Packing = ArrayPacking.LoggedFloats; break;
            case "MS:1002746": (Packing, Zlib) = (ArrayPacking.Linear, true); break;
            case "MS:1002747": (Packing, Zlib) = (ArrayPacking.Counts, true); break;
            case "MS:1002748": (Packing, Zlib) = (ArrayPacking.LoggedFloats, true); break;
            case "MS:1000514": Is(ArrayKind.Mz, param); break;
            case "MS:1000515": Is(ArrayKind.Intensity, param); break;
            case "MS:1000595": Is(ArrayKind.Time, param); break;
            case "MS:1000617": Is(ArrayKind.Wavelength, param); break;
            case "MS:1003089" or "MS:1003090" or "MS:1003780" or "MS:1003781" or "MS:1003782" or "MS:1003783" or "MS:1003784":
                (Packing, Name) = (ArrayPacking.Unsupported, param.Name);
                break;
            default:
                if (!param.Name.Contains("array", StringComparison.OrdinalIgnoreCase)) return false;
                Is(ArrayKind.Other, param);
                if (param.Value.Length > 0) Name = param.Value;
                break;
        }
        return true;
    }

    /// <summary>Decodes base64 into as many numbers as are declared.</summary>
    /// <param name="base64">Its characters.</param>
    /// <param name="at">Where they stand.</param>
    /// <param name="length">Declared number of values.</param>
    /// <param name="bigEndian">True where the file is turned (<see cref="ByteOrder"/>).</param>
    /// <param name="packed">Buffers.</param>
    /// <param name="keep">True to keep the numbers; false to rent their array until <see cref="Return"/>.</param>
    /// <exception cref="Refusal">The declaration is incomplete, or the data are not what it declares.</exception>
    public void Decode(ReadOnlySpan<byte> base64, FilePlace at, int length, bool bigEndian, Packed packed, bool keep)
    {
        // A compressed number takes part of a byte at least: a length that lies takes no memory.
        if (length > (base64.Length * 1100L) + 8) throw Refuse(at, $"Expected {length} numbers, as declared, found {base64.Length} characters that cannot hold them.");
        var values = keep ? new double[length] : rented = ArrayPool<double>.Shared.Rent(length);
        Values = values.AsMemory(0, length);
        Decode(base64, at, length, bigEndian, packed, values.AsSpan(0, length));
    }

    private void Decode(ReadOnlySpan<byte> base64, FilePlace at, int length, bool bigEndian, Packed packed, Span<double> target)
    {
        if (length == 0 && base64.Trim(" \t\r\n"u8).IsEmpty) return;
        if (Packing == ArrayPacking.Unsupported) throw Refuse(at, $"Expected no compression, zlib or MS-Numpress, found {Quote(Name)}.", RefusalCode.Unsupported);
        if (Type is not { } type && Packing == ArrayPacking.None) throw Refuse(at, $"Expected the precision of the array {Quote(Name)} (32-bit float, 64-bit float, …), found none.");
        else type = Type ?? NumberType.Float64;
        var bytes = packed.Decode(base64, at);
        var plain = length * (long)NumberArray.Size(type);
        if (Packing == ArrayPacking.None)
        {
            if (plain > int.MaxValue / 2) throw Exceeded(at, $"Expected an array of at most {int.MaxValue / 2} bytes, found {plain}.");
            if (Zlib && bytes.Length * (long)1100 < plain) throw Refuse(at, $"Expected {length} numbers, as declared, found {bytes.Length} compressed bytes that cannot hold them.");
            if (Zlib) bytes = packed.Inflate(bytes, (int)plain, at);
            if (bytes.Length != plain) throw Refuse(at, $"Expected {length} numbers of {NumberArray.Size(type)} bytes, as declared, found {bytes.Length} bytes in the array {Quote(Name)}.");
            NumberArray.Widen(bytes, type, bigEndian, target);
            return;
        }
        if (Zlib) bytes = packed.InflateAtMost(bytes, Numpress.MostBytes(length), at);
        if (Packing == ArrayPacking.Linear) Numpress.Linear(bytes, target, at);
        else if (Packing == ArrayPacking.Counts) Numpress.Counts(bytes, target, at);
        else Numpress.LoggedFloats(bytes, target, at);
    }

    /// <summary>Gives back what a decoding rented: its numbers have been copied.</summary>
    public void Return()
    {
        if (rented.Length > 0) ArrayPool<double>.Shared.Return(rented);
        (rented, Values) = ([], default);
    }

    private void Is(ArrayKind kind, CvParam param) => (Kind, Name, Unit) = (kind, param.Name, param.UnitAccession);
}

/// <summary>A cvParam.</summary>
internal readonly record struct CvParam(string Accession, string Name, string Value, string UnitAccession, string UnitName)
{
    /// <summary>UCUM code of its unit of time; empty where it has none that is known. Versions before 1.0 have other accessions.</summary>
    public string TimeUnit => TimeOf(UnitAccession) is { Length: > 0 } code ? code : UnitName switch { "minute" => "min", "second" => "s", _ => "" };

    public static string TimeOf(string accession) => accession switch { "UO:0000031" or "MS:1000038" => "min", "UO:0000010" or "MS:1000039" => "s", "UO:0000028" => "ms", _ => "" };
}
