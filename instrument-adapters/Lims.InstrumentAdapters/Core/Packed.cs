using System.Buffers;
using System.Buffers.Text;
using System.IO.Compression;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// Base64 and zlib (RFC 4648, RFC 1950) with limits taken from what the file declares: an array never grows beyond its declared length, so a
/// bomb of 25 kB cannot fill the memory. Buffers come from the shared pool and go back with <see cref="Dispose"/>.
/// </summary>
internal sealed class Packed : IDisposable
{
    private byte[] decoded = [];
    private byte[] inflated = [];

    /// <summary>Decodes base64 text, white space aside. The span is good until the next call.</summary>
    /// <exception cref="Refusal">It is no base64, or ends inside a group of four.</exception>
    public ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> base64, FilePlace at)
    {
        Ensure(ref decoded, Base64.GetMaxDecodedFromUtf8Length(base64.Length));
        var status = Base64.DecodeFromUtf8(base64, decoded, out var consumed, out var written);
        return status switch
        {
            OperationStatus.Done => decoded.AsSpan(0, written),
            OperationStatus.NeedMoreData => throw Truncated(at, $"Expected base64 in whole groups of four, found an end after {base64.Length} characters."),
            _ => throw Refuse(at, $"Expected base64, found at its character {consumed}: {Quote(System.Text.Encoding.Latin1.GetString(base64.Slice(consumed, Math.Min(20, base64.Length - consumed))))}."),
        };
    }

    /// <summary>Inflates a zlib stream of exactly the expected length. The span is good until the next call.</summary>
    /// <exception cref="Refusal">It is damaged, shorter or longer.</exception>
    public ReadOnlySpan<byte> Inflate(ReadOnlySpan<byte> zlib, int expected, FilePlace at) => Inflate(zlib, expected, exact: true, at);

    /// <summary>Inflates a zlib stream of at most a length.</summary>
    public ReadOnlySpan<byte> InflateAtMost(ReadOnlySpan<byte> zlib, int most, FilePlace at) => Inflate(zlib, most, exact: false, at);

    private unsafe ReadOnlySpan<byte> Inflate(ReadOnlySpan<byte> zlib, int length, bool exact, FilePlace at)
    {
        if (zlib.IsEmpty) throw Truncated(at, $"Expected a zlib stream, found nothing.");
        Ensure(ref inflated, length + 1);
        fixed (byte* start = zlib)
        {
            using var source = new UnmanagedMemoryStream(start, zlib.Length);
            using var stream = new ZLibStream(source, CompressionMode.Decompress);
            try
            {
                var count = stream.ReadAtLeast(inflated.AsSpan(0, length + 1), length + 1, throwOnEndOfStream: false);
                if (count > length) throw Exceeded(at, $"Expected {length} bytes after inflating, as the file declares, found more.");
                if (exact && count < length) throw Truncated(at, $"Expected {length} bytes after inflating, as the file declares, found {count}.");
                return inflated.AsSpan(0, count);
            }
            catch (InvalidDataException damaged)
            {
                throw Refuse(at, $"Expected a whole zlib stream, found a damaged one: {damaged.Message}");
            }
        }
    }

    public void Dispose()
    {
        if (decoded.Length > 0) ArrayPool<byte>.Shared.Return(decoded);
        if (inflated.Length > 0) ArrayPool<byte>.Shared.Return(inflated);
        (decoded, inflated) = ([], []);
    }

    private static void Ensure(ref byte[] buffer, int length)
    {
        if (buffer.Length >= length) return;
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        buffer = ArrayPool<byte>.Shared.Rent(length);
    }
}
