using System.Runtime.InteropServices;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// The lines of a text export, split at CRLF, LF or CR (exports mix them) and decoded one at a time into one buffer, so that a file is
/// held once. A copy of this value is a bookmark: it goes on from the same place; but <see cref="Current"/> is good only until either of
/// them moves.
/// </summary>
internal ref struct TextLines
{
    private readonly ReadOnlySpan<byte> text;
    private readonly TextEncoding encoding;
    private char[] buffer = new char[256];
    private int length;
    private int next;
    private bool sawCrLf;

    public TextLines(ReadOnlySpan<byte> file, TextEncoding encoding)
    {
        this.encoding = encoding;
        text = file[encoding.Mark..];
    }

    public static TextLines OfHead(ReadOnlySpan<byte> head) => new(head, TextEncoding.Of(head, isHead: true));

    /// <summary>The line without its end.</summary>
    public readonly ReadOnlySpan<char> Current => buffer.AsSpan(0, length);

    /// <summary>1-based number of the current line.</summary>
    public int Number { get; private set; }

    /// <summary>
    /// False where the file stops without a line end after the current line. All exports read here end their last line, so a line
    /// without an end may be cut, even inside a number that still reads as one. A lone CR at the end of a CRLF file counts as cut.
    /// </summary>
    public bool Ended { get; private set; }

    /// <summary>Why the lines stopped before the end of the file; null where they did not. To be asked after every loop.</summary>
    public ReadOutcome.Refused? Fault { get; private set; }

    public bool MoveNext()
    {
        length = 0;
        if (Fault is not null || next >= text.Length) return false;
        var rest = text[next..];
        var end = EndOfLine(rest);
        var line = end < 0 ? rest : rest[..end];
        Number++;
        if (line.Length > Limits.LineBytes)
        {
            Fault = RefuseAt(Number, $"Line {Number} is longer than {Limits.LineBytes} bytes: expected a line of a text export.");
            return false;
        }
        next += line.Length;
        TakeEnd();
        if (buffer.Length < line.Length) buffer = new char[Math.Max(line.Length, buffer.Length * 2)];
        length = encoding.Decoder.GetChars(line, buffer);
        if (!Current.Contains('\0')) return true;
        Fault = RefuseAt(Number, $"Line {Number} holds a zero character, expected text: {Quote(Current)}.");
        return false;
    }

    private readonly int EndOfLine(ReadOnlySpan<byte> rest)
    {
        if (encoding.Width == 1) return rest.IndexOfAny((byte)'\r', (byte)'\n');
        var shift = encoding.Name == "utf-16be" ? 8 : 0;
        var units = MemoryMarshal.Cast<byte, ushort>(rest);
        var at = units.IndexOfAny((ushort)('\r' << shift), (ushort)('\n' << shift));
        return at < 0 ? -1 : at * 2;
    }

    private void TakeEnd()
    {
        Ended = next < text.Length;
        if (!Ended) return;
        var width = encoding.Width;
        if (UnitAt(next) == '\r' && next + (2 * width) <= text.Length && UnitAt(next + width) == '\n')
        {
            sawCrLf = true;
            next += 2 * width;
            return;
        }
        if (UnitAt(next) == '\r' && sawCrLf && next + (2 * width) > text.Length) Ended = false;
        next += width;
    }

    private readonly char UnitAt(int at) => encoding switch
    {
        { Width: 1 } => (char)text[at],
        { Name: "utf-16be" } => (char)((text[at] << 8) | text[at + 1]),
        _ => (char)(text[at] | (text[at + 1] << 8)),
    };
}
