using System.Text;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// The encoding of a text export, decided from its bytes: a byte order mark; else the zeros of UTF-16; else strict UTF-8; else
/// Windows-1252, which accepts every byte and so is never evidence by itself.
/// </summary>
/// <param name="Name">The name kept in the provenance: utf-8, utf-16le, utf-16be, windows-1252, ibm850.</param>
/// <param name="Decoder">The decoder; it replaces what it cannot read, and never throws.</param>
/// <param name="Mark">Length of the byte order mark, in bytes.</param>
/// <param name="Width">Bytes of a line end's character: 2 for UTF-16, else 1.</param>
internal sealed record TextEncoding(string Name, Encoding Decoder, int Mark, int Width)
{
    /// <summary>The part of a file in which UTF-16 without a mark shows itself by its zero bytes.</summary>
    private const int Evidence = 200;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public static readonly TextEncoding Windows1252 = OfCodePage("windows-1252", 1252);

    /// <summary>Text that has been decoded already.</summary>
    public static readonly TextEncoding Utf8WithoutMark = new("utf-8", Utf8, 0, 1);

    /// <summary>The code page of DOS programs in western Europe; the degree sign is 0xF8.</summary>
    public static readonly TextEncoding Ibm850 = OfCodePage("ibm850", 850);

    public bool IsWindows1252 => ReferenceEquals(this, Windows1252);

    private const int LongestHead = 64 * 1024;

    /// <summary>As <see cref="Of(ReadOnlySpan{byte}, bool)"/>, but with the code page a person named for files that show none.</summary>
    /// <exception cref="Refusal">There is no such code page.</exception>
    public static TextEncoding Of(ReadOnlySpan<byte> bytes, ReadOptions options)
    {
        var seen = Of(bytes);
        if (!seen.IsWindows1252 || options.Encoding is not { Length: > 0 } name) return seen;
        var named = CodePagesEncodingProvider.Instance.GetEncoding(name)
            ?? throw Refuse(null, $"Expected the name of an encoding such as 'windows-1250', found {Quote(name)}.");
        return new(named.WebName, named, 0, 1);
    }

    /// <summary>The beginning of a file, decoded for all readers.</summary>
    public static FileHead HeadOf(ReadOnlyMemory<byte> file)
    {
        var bytes = file[..Math.Min(file.Length, LongestHead)];
        var encoding = Of(bytes.Span, isHead: true);
        return new(bytes, encoding.Name, encoding.Decoder.GetString(bytes.Span[encoding.Mark..]));
    }

    /// <param name="bytes">The file, or its head.</param>
    /// <param name="isHead">True where the bytes may end inside a character.</param>
    public static TextEncoding Of(ReadOnlySpan<byte> bytes, bool isHead = false)
    {
        if (bytes.StartsWith<byte>([0xFF, 0xFE])) return new("utf-16le", Encoding.Unicode, 2, 2);
        if (bytes.StartsWith<byte>([0xFE, 0xFF])) return new("utf-16be", Encoding.BigEndianUnicode, 2, 2);
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF])) return IsUtf8(bytes, isHead) ? new("utf-8", Utf8, 3, 1) : Windows1252;
        return ZerosOfUtf16(bytes) ?? (IsUtf8(bytes, isHead) ? new("utf-8", Utf8, 0, 1) : Windows1252);
    }

    private static TextEncoding? ZerosOfUtf16(ReadOnlySpan<byte> bytes)
    {
        var part = bytes[..Math.Min(bytes.Length & ~1, Evidence)];
        int even = 0, odd = 0;
        for (var i = 0; i < part.Length; i += 2)
        {
            if (part[i] == 0) even++;
            if (part[i + 1] == 0) odd++;
        }
        // Latin text has a zero in nearly every pair; a few other letters may stand among it.
        var most = part.Length / 2 * 9 / 10;
        if (part.Length < 8) return null;
        if (odd >= most && even == 0) return new("utf-16le", Encoding.Unicode, 0, 2);
        if (even >= most && odd == 0) return new("utf-16be", Encoding.BigEndianUnicode, 0, 2);
        return null;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes, bool isHead)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes)) return true;
        if (!isHead) return false;
        for (var cut = 1; cut <= 3 && cut <= bytes.Length; cut++)
            if (bytes[^cut] >= 0xC0)
                return System.Text.Unicode.Utf8.IsValid(bytes[..^cut]);
        return false;
    }

    // Taken from the provider itself, so that no process-wide registration is needed.
    private static TextEncoding OfCodePage(string name, int codePage) =>
        new(name, CodePagesEncodingProvider.Instance.GetEncoding(codePage)!, 0, 1);
}
