using System.Buffers.Binary;
using System.Text;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// Walks through binary data of one byte order. Every step is checked: a step beyond the end is a refusal with its offset, never an exception of
/// the runtime.
/// </summary>
/// <param name="bytes">The file, or a part of it.</param>
/// <param name="bigEndian">True for network order.</param>
/// <param name="start">Offset of the part in the file, for places.</param>
internal ref struct ByteCursor(ReadOnlySpan<byte> bytes, bool bigEndian, long start = 0)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at = 0;

    /// <summary>Offset in the part.</summary>
    public int At
    {
        readonly get => at;
        set => at = value >= 0 && value <= bytes.Length ? value : throw Truncated(FilePlace.AtByte(start + value), $"Expected data at byte {start + value}, found the end of the file at {start + bytes.Length}.");
    }

    public readonly int Left => bytes.Length - at;

    public readonly FilePlace Place => FilePlace.AtByte(start + at);

    public ReadOnlySpan<byte> Bytes(long count)
    {
        if (count < 0 || count > Left) throw Truncated(Place, $"Expected {count} bytes at byte {start + at}, found {Left} before the end of the file.");
        var taken = bytes.Slice(at, (int)count);
        at += (int)count;
        return taken;
    }

    public byte Byte() => Bytes(1)[0];

    public short Int16() => bigEndian ? BinaryPrimitives.ReadInt16BigEndian(Bytes(2)) : BinaryPrimitives.ReadInt16LittleEndian(Bytes(2));

    public ushort UInt16() => unchecked((ushort)Int16());

    public int Int32() => bigEndian ? BinaryPrimitives.ReadInt32BigEndian(Bytes(4)) : BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    public uint UInt32() => unchecked((uint)Int32());

    public long Int64() => bigEndian ? BinaryPrimitives.ReadInt64BigEndian(Bytes(8)) : BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));

    public float Single() => BitConverter.Int32BitsToSingle(Int32());

    public double Double() => BitConverter.Int64BitsToDouble(Int64());

    /// <summary>A text of so many bytes, up to its first zero, blanks at the end aside.</summary>
    public string Text(int length, Encoding encoding)
    {
        var text = Bytes(length);
        var zero = text.IndexOf((byte)0);
        return encoding.GetString(zero < 0 ? text : text[..zero]).TrimEnd();
    }
}
