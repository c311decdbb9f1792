using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Lims.InstrumentAdapters.MassXml;

/// <summary>Types of numbers in base64.</summary>
internal enum NumberType { Float32, Float64, Int32, Int64 }

/// <summary>Bytes of numbers as doubles.</summary>
internal static class NumberArray
{
    public static int Size(NumberType type) => type is NumberType.Float32 or NumberType.Int32 ? 4 : 8;

    /// <summary>Widens little-endian or big-endian numbers; the target is as long as there are numbers.</summary>
    public static void Widen(ReadOnlySpan<byte> bytes, NumberType type, bool bigEndian, Span<double> target)
    {
        if (bigEndian)
        {
            Turned(bytes, type, target);
            return;
        }
        switch (type)
        {
            case NumberType.Float64: MemoryMarshal.Cast<byte, double>(bytes).CopyTo(target); break;
            case NumberType.Float32: Floats(MemoryMarshal.Cast<byte, float>(bytes), target); break;
            case NumberType.Int32:
                var ints = MemoryMarshal.Cast<byte, int>(bytes);
                for (var i = 0; i < ints.Length; i++) target[i] = ints[i];
                break;
            default:
                var longs = MemoryMarshal.Cast<byte, long>(bytes);
                for (var i = 0; i < longs.Length; i++) target[i] = longs[i];
                break;
        }
    }

    private static void Floats(ReadOnlySpan<float> floats, Span<double> target)
    {
        var i = 0;
        for (; i <= floats.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(floats[i..]), out var low, out var high);
            low.CopyTo(target[i..]);
            high.CopyTo(target[(i + Vector<double>.Count)..]);
        }
        for (; i < floats.Length; i++) target[i] = floats[i];
    }

    private static void Turned(ReadOnlySpan<byte> bytes, NumberType type, Span<double> target)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] = type switch
            {
                NumberType.Float32 => BinaryPrimitives.ReadSingleBigEndian(bytes[(i * 4)..]),
                NumberType.Float64 => BinaryPrimitives.ReadDoubleBigEndian(bytes[(i * 8)..]),
                NumberType.Int32 => BinaryPrimitives.ReadInt32BigEndian(bytes[(i * 4)..]),
                _ => BinaryPrimitives.ReadInt64BigEndian(bytes[(i * 8)..]),
            };
    }
}
