using System.Text;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>One cell of a table: its text without quotes, and where it begins.</summary>
/// <param name="Text">As written, blanks kept, quotes taken off.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based character in the line.</param>
/// <param name="Quoted">True where it stood in quotes.</param>
internal readonly record struct Cell(string Text, int Line, int Column, bool Quoted)
{
    public FilePlace Place => FilePlace.InLine(Line, Column);

    public string Trimmed => Text.Trim();

    public bool IsEmpty => string.IsNullOrWhiteSpace(Text);
}

/// <summary>One row: the line it begins in and its cells.</summary>
internal sealed record CsvRow(int Line, IReadOnlyList<Cell> Cells)
{
    public int Count => Cells.Count;

    /// <summary>The cell at an index; an empty one beyond the end of a short row.</summary>
    public Cell this[int index] => index < Cells.Count ? Cells[index] : new("", Line, 1, false);

    public bool IsBlank => Cells.All(cell => cell.IsEmpty);

    /// <summary>Index of the first cell with this text, blanks and case aside; -1 where there is none.</summary>
    public int IndexOf(string text)
    {
        for (var i = 0; i < Cells.Count; i++)
            if (Cells[i].Trimmed.Equals(text, StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }
}

/// <summary>
/// Rows of cells parted by one character, some in quotes (RFC 4180: a doubled quote stands for one, and a quoted cell may hold the delimiter
/// and line ends).
/// </summary>
internal static class Csv
{
    private const int LongestQuotedLines = 100;

    /// <summary>The rows from one line to another, both included.</summary>
    /// <exception cref="Refusal">Too many columns, or a quote that is never closed.</exception>
    public static IEnumerable<CsvRow> Rows(TextFile text, char delimiter, int from = 1, int to = int.MaxValue)
    {
        to = Math.Min(to, text.LineCount);
        for (var line = from; line <= to;)
        {
            var first = line;
            yield return new(first, Row(text, delimiter, ref line, to));
        }
    }

    /// <summary>The cells of one line, whose quotes are closed in it.</summary>
    public static CsvRow Row(TextFile text, int line, char delimiter)
    {
        var at = line;
        return new(line, Row(text, delimiter, ref at, line));
    }

    /// <summary>
    /// The delimiter of a table, by the first lines that hold one: the candidate that parts most of them into the same number of cells.
    /// </summary>
    public static char Sniff(TextFile text, int from = 1, string candidates = "\t;,|")
    {
        var best = ('\t', Score: 0);
        foreach (var candidate in candidates)
        {
            var counts = new Dictionary<int, int>();
            for (var line = from; line < from + 50 && line <= text.LineCount; line++)
            {
                var count = Cells.Count(text[line], candidate);
                if (count > 1) counts[count] = counts.GetValueOrDefault(count) + 1;
            }
            var score = counts.Count == 0 ? 0 : counts.Max(pair => pair.Value * Math.Min(pair.Key, 8));
            if (score > best.Score) best = (candidate, score);
        }
        return best.Item1;
    }

    private static List<Cell> Row(TextFile text, char delimiter, ref int line, int to)
    {
        var cells = new List<Cell>();
        var current = text[line];
        var at = 0;
        while (true)
        {
            if (cells.Count == text.Limits.Columns)
                throw Exceeded(new(line), $"Expected at most {text.Limits.Columns} columns, found more in line {line}.");
            var lead = at;
            while (lead < current.Length && current[lead] == ' ' && delimiter != ' ') lead++;
            if (lead < current.Length && current[lead] == '"')
            {
                cells.Add(Quoted(text, ref line, ref current, ref lead, to));
                at = lead;
                // What follows a closing quote up to the delimiter is kept: 'abc "def" ghi' is one cell in some exports.
                var end = current[at..].IndexOf(delimiter);
                var tail = end < 0 ? current[at..] : current.Slice(at, end);
                if (!tail.IsWhiteSpace()) cells[^1] = cells[^1] with { Text = cells[^1].Text + tail.TrimEnd().ToString() };
                if (end < 0) break;
                at += end + 1;
            }
            else
            {
                var end = current[at..].IndexOf(delimiter);
                var cell = end < 0 ? current[at..] : current.Slice(at, end);
                cells.Add(new(cell.ToString(), line, at + 1, false));
                if (end < 0) break;
                at += end + 1;
            }
        }
        line++;
        return cells;
    }

    private static Cell Quoted(TextFile text, ref int line, ref ReadOnlySpan<char> current, ref int at, int to)
    {
        var (first, column) = (line, at + 1);
        var content = new StringBuilder();
        at++;
        while (true)
        {
            var quote = current[at..].IndexOf('"');
            if (quote >= 0)
            {
                content.Append(current.Slice(at, quote));
                at += quote + 1;
                if (at >= current.Length || current[at] != '"') return new(content.ToString(), first, column, true);
                content.Append('"');
                at++;
                continue;
            }
            content.Append(current[at..]);
            if (line >= to || line - first > LongestQuotedLines)
                throw Refuse(FilePlace.InLine(first, column), $"Expected a closing quote for the cell that begins in line {first}, found {Quote(content.ToString())}.");
            content.Append('\n');
            line++;
            current = text[line];
            at = 0;
        }
    }
}
