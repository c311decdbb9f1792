using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Lims.InstrumentAdapters.NetCdf;

/// <summary>Values of a variable as doubles: big-endian, contiguous or interleaved, with scale and offset. Contiguous floats and doubles take the vector path.</summary>
internal static class NetCdfValues
{
    private const int Block = 1024;

    /// <summary>Fill of a float or double that was never written (specification, appendix on fill values); of these types' integers see <see cref="IsFill"/>.</summary>
    public const double Fill = 9.9692099683868690e+36;

    /// <summary>The value by which ANDI says that there is none (ASTM E2077, E1947).</summary>
    public const double Null = -9999;

    /// <summary>Whether a value was never written, or is ANDI's null.</summary>
    public static bool IsMissing(double value) => value == Null || IsFill(value);

    /// <summary>Whether a float or double was never written; the float's fill widens to the double's.</summary>
    public static bool IsFill(double value) => value is > 9.96e36 and < 9.98e36 || !double.IsFinite(value);

    /// <summary>Whether any value is not finite or as great as a fill: only then each has to be looked at.</summary>
    public static bool AnyFill(ReadOnlySpan<double> values)
    {
        var (limit, i) = (new Vector<double>(9.96e36), 0);
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
            if (!Vector.LessThanAll(Vector.Abs(new Vector<double>(values[i..])), limit))
                return true;
        for (; i < values.Length; i++)
            if (!(Math.Abs(values[i]) < 9.96e36))
                return true;
        return false;
    }

    /// <summary>The values with <c>scale_factor</c> and <c>add_offset</c> of the variable.</summary>
    public static double[] Doubles(NetCdfVariable variable, ReadOnlySpan<byte> file)
    {
        var values = GC.AllocateUninitializedArray<double>(variable.Count);
        var size = NetCdfFile.Size(variable.Type);
        if (!variable.IsRecord || variable.Stride == variable.PerRecord * size)
            Widen(file.Slice((int)variable.Begin, variable.Count * size), variable.Type, values);
        else if (variable.PerRecord == 1)
            Strided(file, variable, values);
        else
            for (var record = 0; record < variable.Shape[0]; record++)
                Widen(file.Slice((int)(variable.Begin + (record * variable.Stride)), variable.PerRecord * size), variable.Type, values.AsSpan(record * variable.PerRecord, variable.PerRecord));
        Scale(values, Number(variable, "scale_factor", 1), Number(variable, "add_offset", 0));
        return values;
    }

    /// <summary>The bytes of a character variable.</summary>
    public static byte[] Bytes(NetCdfVariable variable, ReadOnlySpan<byte> file)
    {
        var bytes = new byte[variable.Count];
        if (!variable.IsRecord) file.Slice((int)variable.Begin, variable.Count).CopyTo(bytes);
        else
            for (var record = 0; record < variable.Shape[0]; record++)
                file.Slice((int)(variable.Begin + (record * variable.Stride)), variable.PerRecord).CopyTo(bytes.AsSpan(record * variable.PerRecord));
        return bytes;
    }

    public static double[] Plain(ReadOnlySpan<byte> bytes, NetCdfType type)
    {
        var values = new double[bytes.Length / NetCdfFile.Size(type)];
        Widen(bytes, type, values);
        return values;
    }

    private static double Number(NetCdfVariable variable, string attribute, double otherwise) =>
        variable.Attribute(attribute) is { Numbers: [var number, ..] } && double.IsFinite(number) ? number : otherwise;

    private static void Widen(ReadOnlySpan<byte> bytes, NetCdfType type, Span<double> target)
    {
        switch (type)
        {
            case NetCdfType.Float: Floats(MemoryMarshal.Cast<byte, int>(bytes), target); break;
            case NetCdfType.Double: BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, long>(bytes), MemoryMarshal.Cast<double, long>(target)); break;
            default:
                var size = NetCdfFile.Size(type);
                for (var i = 0; i < target.Length; i++) target[i] = One(bytes.Slice(i * size, size), type);
                break;
        }
    }

    private static void Floats(ReadOnlySpan<int> raw, Span<double> target)
    {
        Span<int> turned = stackalloc int[Block];
        for (var done = 0; done < raw.Length; done += Block)
        {
            var part = raw.Slice(done, Math.Min(Block, raw.Length - done));
            BinaryPrimitives.ReverseEndianness(part, turned);
            var floats = MemoryMarshal.Cast<int, float>(turned[..part.Length]);
            var into = target.Slice(done, part.Length);
            var i = 0;
            for (; i <= floats.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector.Widen(new Vector<float>(floats[i..]), out var low, out var high);
                low.CopyTo(into[i..]);
                high.CopyTo(into[(i + Vector<double>.Count)..]);
            }
            for (; i < floats.Length; i++) into[i] = floats[i];
        }
    }

    private static void Strided(ReadOnlySpan<byte> file, NetCdfVariable variable, Span<double> target)
    {
        var (size, stride) = (NetCdfFile.Size(variable.Type), (int)variable.Stride);
        var bytes = file[(int)variable.Begin..];
        unchecked
        {
            switch (variable.Type)
            {
                case NetCdfType.Float:
                    for (int i = 0, at = 0; i < target.Length; i++, at += stride) target[i] = BinaryPrimitives.ReadSingleBigEndian(bytes[at..]);
                    break;
                case NetCdfType.Double:
                    for (int i = 0, at = 0; i < target.Length; i++, at += stride) target[i] = BinaryPrimitives.ReadDoubleBigEndian(bytes[at..]);
                    break;
                default:
                    for (int i = 0, at = 0; i < target.Length; i++, at += stride) target[i] = One(bytes.Slice(at, size), variable.Type);
                    break;
            }
        }
    }

    private static double One(ReadOnlySpan<byte> bytes, NetCdfType type) => type switch
    {
        NetCdfType.Byte => unchecked((sbyte)bytes[0]),
        NetCdfType.Char or NetCdfType.UByte => bytes[0],
        NetCdfType.Short => BinaryPrimitives.ReadInt16BigEndian(bytes),
        NetCdfType.UShort => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        NetCdfType.Int => BinaryPrimitives.ReadInt32BigEndian(bytes),
        NetCdfType.UInt => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        NetCdfType.Float => BinaryPrimitives.ReadSingleBigEndian(bytes),
        NetCdfType.Double => BinaryPrimitives.ReadDoubleBigEndian(bytes),
        NetCdfType.Int64 => BinaryPrimitives.ReadInt64BigEndian(bytes),
        NetCdfType.UInt64 => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such type"),
    };

    private static void Scale(Span<double> values, double factor, double offset)
    {
        if (factor == 1 && offset == 0) return;
        // What was never written stays recognisable.
        for (var i = 0; i < values.Length; i++)
            if (!IsFill(values[i]))
                values[i] = (values[i] * factor) + offset;
    }
}
