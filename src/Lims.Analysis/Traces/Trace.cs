using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Lims.Kernel;

namespace Lims.Analysis;

/// <summary>
/// A trace as it lies in the file store and goes over the wire: all axis values, then all signal values, little-endian IEEE 754 binary64.
/// The number of points is the length over 16; nothing else is needed, and every bit of what the reader gave is kept.
/// </summary>
internal sealed record Trace(double[] X, double[] Y)
{
    private const int BytesOfPoint = 2 * sizeof(double);

    /// <summary>The bytes.</summary>
    public static byte[] Write(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"There are {x.Length} axis values and {y.Length} signal values; as many of each were expected.", nameof(y));
        var bytes = new byte[x.Length * BytesOfPoint];
        Put(x, bytes);
        Put(y, bytes.AsSpan(x.Length * sizeof(double)));
        return bytes;
    }

    /// <summary>The trace in the bytes.</summary>
    /// <exception cref="RuleBroken">They are no whole number of points.</exception>
    public static Trace Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % BytesOfPoint != 0)
            throw new RuleBroken("trace-damaged", $"A trace of {bytes.Length} bytes is damaged: a multiple of {BytesOfPoint} is expected.");
        var half = bytes.Length / 2;
        return new Trace(Get(bytes[..half]), Get(bytes[half..]));
    }

    private static void Put(ReadOnlySpan<double> values, Span<byte> into)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(values).CopyTo(into);
            return;
        }
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteDoubleLittleEndian(into[(i * sizeof(double))..], values[i]);
    }

    private static double[] Get(ReadOnlySpan<byte> bytes)
    {
        var values = new double[bytes.Length / sizeof(double)];
        for (var i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
        return values;
    }
}
