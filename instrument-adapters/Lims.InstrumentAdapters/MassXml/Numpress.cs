using System.Buffers.Binary;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.MassXml;

/// <summary>
/// MS-Numpress (Teleman et al., Mol. Cell. Proteomics 13 (2014) 1537): integers in half bytes, led by the count of leading zero or one half
/// bytes; linear prediction for m/z, positive integer counts, and short logged floats for intensities.
/// </summary>
internal static class Numpress
{
    /// <summary>Most bytes that so many values take: a header and nine half bytes each.</summary>
    public static int MostBytes(int values) => 32 + (values * 5);

    /// <summary>Each value predicted from the two before it, in fixed point.</summary>
    public static void Linear(ReadOnlySpan<byte> data, Span<double> values, FilePlace at)
    {
        if (values.IsEmpty) return;
        Need(data, values.Length == 1 ? 12 : 16, at);
        var scale = FixedPoint(data, at);
        long before = BinaryPrimitives.ReadUInt32LittleEndian(data[8..]);
        values[0] = before / scale;
        if (values.Length == 1) return;
        long last = BinaryPrimitives.ReadUInt32LittleEndian(data[12..]);
        values[1] = last / scale;
        var halves = new HalfBytes(data[16..], at);
        for (var i = 2; i < values.Length; i++)
        {
            var next = (2 * last) - before + halves.Integer();
            values[i] = next / scale;
            (before, last) = (last, next);
        }
    }

    /// <summary>Rounded ion counts.</summary>
    public static void Counts(ReadOnlySpan<byte> data, Span<double> values, FilePlace at)
    {
        var halves = new HalfBytes(data, at);
        for (var i = 0; i < values.Length; i++) values[i] = unchecked((uint)halves.Integer());
    }

    /// <summary>exp(x / scale) - 1 of 16-bit values.</summary>
    public static void LoggedFloats(ReadOnlySpan<byte> data, Span<double> values, FilePlace at)
    {
        if (values.IsEmpty) return;
        Need(data, 8 + (2 * values.Length), at);
        var scale = FixedPoint(data, at);
        for (var i = 0; i < values.Length; i++) values[i] = Math.Exp(BinaryPrimitives.ReadUInt16LittleEndian(data[(8 + (2 * i))..]) / scale) - 1;
    }

    private static double FixedPoint(ReadOnlySpan<byte> data, FilePlace at)
    {
        var scale = BinaryPrimitives.ReadDoubleBigEndian(data);
        return double.IsFinite(scale) && scale > 0 ? scale : throw Refuse(at, $"Expected a positive fixed point of MS-Numpress, found {scale}.");
    }

    private static void Need(ReadOnlySpan<byte> data, int bytes, FilePlace at)
    {
        if (data.Length < bytes) throw Truncated(at, $"Expected at least {bytes} bytes of MS-Numpress, found {data.Length}.");
    }

    private ref struct HalfBytes(ReadOnlySpan<byte> data, FilePlace place)
    {
        private readonly ReadOnlySpan<byte> data = data;
        private int at = 0;

        /// <summary>A head of 0 to 8 counts leading zero half bytes, of 9 to 15 leading ones less eight; then come the others, lowest first.</summary>
        public int Integer()
        {
            var head = Next();
            var skipped = head <= 8 ? head : head - 8;
            var value = head <= 8 ? 0u : ~0u << (4 * (8 - skipped));
            for (var i = skipped; i < 8; i++) value |= (uint)Next() << (4 * (i - skipped));
            return unchecked((int)value);
        }

        private int Next()
        {
            if (at >= data.Length * 2) throw Truncated(place, $"Expected more values of MS-Numpress, found the end after {data.Length} bytes.");
            var two = data[at / 2];
            return at++ % 2 == 0 ? two >> 4 : two & 0xF;
        }
    }
}
