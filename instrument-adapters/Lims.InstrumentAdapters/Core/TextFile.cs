using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// A text export decoded once, and where its lines stand: split at CRLF, LF or CR, since exports mix them. Lines are spans over the one
/// decoded text, so a file costs two bytes a character and eight a line, whatever is read from it. Numbers of lines begin with 1.
/// </summary>
internal sealed class TextFile
{
    private readonly string text;
    private readonly int[] starts;
    private readonly int[] ends;

    private TextFile(string text, TextEncoding encoding, ReadingLimits limits, bool zeros)
    {
        (this.text, Encoding, Limits) = (text, encoding, limits);
        (starts, ends, LineCount) = Split(text, limits);
        EndsWithLineEnd = LineCount == 0 || ends[LineCount - 1] < text.Length;
        // A lone CR at the end of a CRLF file is a cut line end.
        if (LineCount > 1 && text[^1] == '\r' && text.Contains("\r\n", StringComparison.Ordinal)) EndsWithLineEnd = false;
        if (!zeros && text.AsSpan().IndexOf('\0') is >= 0 and var zero)
        {
            var line = LineOf(zero);
            throw Refuse(FilePlace.InLine(line, zero - starts[line - 1] + 1), $"Line {line} holds a zero character, expected text: {Quote(this[line])}.");
        }
    }

    public TextEncoding Encoding { get; }

    public ReadingLimits Limits { get; }

    /// <summary>The whole text, without its byte order mark.</summary>
    public string All => text;

    public int LineCount { get; }

    /// <summary>False where the last line has no line end: then it may be cut, even inside a number that still reads as one.</summary>
    public bool EndsWithLineEnd { get; }

    /// <summary>The line of a number from 1 on, without its end.</summary>
    public ReadOnlySpan<char> this[int line] => text.AsSpan(starts[line - 1], ends[line - 1] - starts[line - 1]);

    /// <summary>The lines from one on, to walk through. A copy of the walk is a bookmark.</summary>
    public TextLines Lines(int from = 1) => new(this, from);

    /// <summary>Decodes a file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="options">Limits, and the code page of a file that shows none.</param>
    /// <param name="encoding">The encoding, where the reader knows it; null to decide from the bytes.</param>
    /// <param name="zeros">True where zero characters may stand in the text.</param>
    /// <exception cref="Refusal">A line is too long, or holds a zero character.</exception>
    public static TextFile Open(ReadOnlyMemory<byte> file, ReadOptions options, TextEncoding? encoding = null, bool zeros = false)
    {
        encoding ??= TextEncoding.Of(file.Span, options);
        return new(WithoutControlZ(encoding.Decoder.GetString(file.Span[encoding.Mark..])), encoding, options.Limits, zeros);
    }

    /// <summary>Programs of DOS end a text with Ctrl-Z, some with a line end behind it.</summary>
    private static string WithoutControlZ(string text)
    {
        var end = text.AsSpan().TrimEnd("\r\n\u001A").Length;
        var mark = text.AsSpan(end).IndexOf('\u001A');
        return mark < 0 ? text : text[..(end + mark)];
    }

    /// <summary>A text that came out of an archive or a value.</summary>
    public static TextFile Of(string text, ReadOptions options) => new(text, TextEncoding.Utf8WithoutMark, options.Limits, zeros: true);

    /// <summary>The line in which a character of <see cref="All"/> stands.</summary>
    public int LineOf(int position)
    {
        var at = Array.BinarySearch(starts, 0, LineCount, position);
        return at >= 0 ? at + 1 : Math.Max(~at, 1);
    }

    /// <summary>The place of a character of <see cref="All"/>.</summary>
    public FilePlace PlaceOf(int position)
    {
        var line = LineOf(position);
        return FilePlace.InLine(line, position - starts[line - 1] + 1);
    }

    /// <summary>Where a line begins in <see cref="All"/>.</summary>
    public int StartOf(int line) => starts[line - 1];

    /// <summary>The line as a text, trimmed.</summary>
    public string Trimmed(int line) => this[line].Trim().ToString();

    private static (int[] Starts, int[] Ends, int Count) Split(string text, ReadingLimits limits)
    {
        var starts = new int[Math.Max(16, text.Length / 64)];
        var ends = new int[starts.Length];
        int count = 0, at = 0;
        while (at < text.Length)
        {
            var length = text.AsSpan(at).IndexOfAny('\r', '\n');
            var end = length < 0 ? text.Length : at + length;
            if (end - at > limits.LineLength)
                throw Exceeded(new(count + 1), $"Line {count + 1} is longer than {limits.LineLength} characters: expected a line of a text export.");
            if (count == starts.Length)
            {
                Array.Resize(ref starts, count * 2);
                Array.Resize(ref ends, count * 2);
            }
            (starts[count], ends[count]) = (at, end);
            count++;
            at = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
        return (starts, ends, count);
    }
}

/// <summary>A walk through the lines of a text. A copy of this value is a bookmark: it goes on from the same place.</summary>
internal struct TextLines(TextFile text, int from)
{
    private int number = from - 1;

    public readonly TextFile File => text;

    public readonly ReadingLimits Limits => text.Limits;

    /// <summary>The line without its end.</summary>
    public readonly ReadOnlySpan<char> Current => number < 1 || number > text.LineCount ? default : text[number];

    /// <summary>1-based number of the current line; after the last one, its number.</summary>
    public readonly int Number => Math.Min(number, text.LineCount);

    /// <summary>False where the file stops without a line end after the current line.</summary>
    public readonly bool Ended => number < text.LineCount || text.EndsWithLineEnd;

    public bool MoveNext()
    {
        if (number > text.LineCount) return false;
        number++;
        return number <= text.LineCount;
    }

    /// <summary>The next line without moving; empty at the end.</summary>
    public readonly ReadOnlySpan<char> Next => number + 1 <= text.LineCount ? text[number + 1] : default;
}
