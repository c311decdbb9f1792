using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Lims.Classification.Tariff.Import;

/// <summary>From bytes to letters, and no further than the bytes allow: a wrong encoding is refused at the byte that shows it, since “caf�” in a law is a wrong law.</summary>
internal static class TextFile
{
    static TextFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The file as text; null where it is none, which is then refused.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="encoding">What the mapping names; null for UTF-8, or UTF-16 where its mark begins the file.</param>
    /// <param name="reading">Takes the refusal.</param>
    public static TextReader? Open(ReadOnlyMemory<byte> content, string? encoding, Reading reading)
    {
        var bytes = content.Span;
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return Reader(content, Encoding.Unicode);
        if (bytes.IndexOf((byte)0) is >= 0 and var zero)
        {
            reading.Stop(RowOf(bytes[..zero]), "", null, string.Create(CultureInfo.InvariantCulture, $"byte {zero + 1} is zero, which no text has; this is no text file."));
            return null;
        }
        if (encoding is not null && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return Named(content, encoding, reading);
        if (Utf8.IsValid(bytes)) return Reader(content, Encoding.UTF8);
        var good = FirstInvalid(bytes);
        reading.Stop(RowOf(bytes[..good]), "", null, string.Create(
            CultureInfo.InvariantCulture,
            $"byte {good - bytes[..good].LastIndexOf((byte)'\n')} of the row is 0x{bytes[good]:X2}, which is not UTF-8. Save the file as UTF-8, or name its encoding in a mapping (encoding: windows-1252)."));
        return null;
    }

    private static StreamReader Reader(ReadOnlyMemory<byte> content, Encoding encoding) => new(new MemoryStream(content.ToArray(), writable: false), encoding, detectEncodingFromByteOrderMarks: true);

    private static StreamReader? Named(ReadOnlyMemory<byte> content, string name, Reading reading)
    {
        try
        {
            return Reader(content, Encoding.GetEncoding(name));
        }
        catch (ArgumentException)
        {
            reading.Stop(0, "encoding", name, "it is no encoding known here; utf-8, utf-16, windows-1250 to windows-1258, euc-kr, shift_jis, gb18030 or big5 are expected.");
            return null;
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var letters = new char[4096];
        var at = 0;
        while (true)
        {
            var state = Utf8.ToUtf16(bytes[at..], letters, out var read, out _, replaceInvalidSequences: false);
            at += read;
            if (state != System.Buffers.OperationStatus.DestinationTooSmall) return at;
        }
    }

    private static int RowOf(ReadOnlySpan<byte> before) => before.Count((byte)'\n') + 1;
}
