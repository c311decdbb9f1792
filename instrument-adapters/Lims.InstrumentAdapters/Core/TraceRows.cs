using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>What a row of numbers looks like in one file.</summary>
/// <param name="Delimiter">Tab, semicolon, or blank for runs of blanks.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="TrailingDelimiter">True where every row ends with one more delimiter: then a row cut in its last number shows.</param>
/// <param name="Marker">The value in the first column that makes a row a segment mark and no point; null where there is none.</param>
/// <param name="NextBlock">How the line begins that ends these rows and opens the next run; empty where a file holds one run.</param>
internal sealed record RowShape(char Delimiter, int Columns, bool TrailingDelimiter = false, double? Marker = null, string NextBlock = "");

/// <summary>The rows of one run as columns of doubles, in file order.</summary>
internal sealed class TraceRows
{
    private readonly RowShape shape;
    private readonly DecimalMark mark;
    private readonly double[][] columns;
    private readonly double[] row;

    public TraceRows(RowShape shape, DecimalMark mark)
    {
        this.shape = shape;
        this.mark = mark;
        row = new double[shape.Columns];
        columns = new double[shape.Columns][];
        Array.Fill(columns, []);
    }

    public int Count { get; private set; }

    public int FirstLine { get; private set; }

    public int LastLine { get; private set; }

    /// <summary>Index of the first point of each segment.</summary>
    public List<int> Segments { get; } = [0];

    public int Markers { get; private set; }

    public bool EndsWithMarker { get; private set; }

    /// <summary>True where the rows ended because the next run begins: its first line is the current one.</summary>
    public bool NextBlockFollows { get; private set; }

    public ReadOnlyMemory<double> this[int column] => columns[column].AsMemory(0, Count);

    /// <summary>Reads rows to the end of the run. Returns a refusal where anything but whole rows stands there; else null.</summary>
    public ReadOutcome.Refused? Read(ref TextLines lines, CancellationToken ct)
    {
        var blankLine = 0;
        while (lines.MoveNext())
        {
            if (lines.Number % 4096 == 0) ct.ThrowIfCancellationRequested();
            var line = lines.Current;
            NextBlockFollows = shape.NextBlock.Length > 0 && line.StartsWith(shape.NextBlock, StringComparison.Ordinal);
            if (NextBlockFollows) break;
            if (!lines.Ended)
                return RefuseAt(lines.Number,
                    $"The file ends inside line {lines.Number}, without a line end: expected whole rows, found {Quote(line)}. "
                    + $"The file may be cut.", RefusalCode.Truncated);
            if (line.IsWhiteSpace())
            {
                blankLine = lines.Number;
                continue;
            }
            if (blankLine > 0)
                return RefuseAt(lines.Number,
                    $"Expected the end of the file after the blank line {blankLine}, found in line {lines.Number}: {Quote(line)}.");
            if (ReadRow(line, lines.Number, lines.Limits.Points) is { } refused) return refused;
        }
        if (Count == 0) return RefuseAt(Math.Max(lines.Number, 1), $"Expected rows of numbers, found none up to line {lines.Number}.");
        if (Segments[^1] == Count) Segments.RemoveAt(Segments.Count - 1);
        return null;
    }

    /// <summary>Reads a row of plain numbers in one pass; false where it holds anything else, and <see cref="ReadRow"/> says what.</summary>
    private bool TryPlain(ReadOnlySpan<char> line)
    {
        var at = 0;
        for (var c = 0; c < row.Length; c++)
        {
            if (c > 0 && shape.Delimiter != ' ')
            {
                if (at >= line.Length || line[at] != shape.Delimiter) return false;
                at++;
            }
            var before = at;
            while (at < line.Length && (line[at] == ' ' || (line[at] == '\t' && shape.Delimiter == ' '))) at++;
            if (c > 0 && shape.Delimiter == ' ' && at == before) return false;
            if (!NumberText.TryStart(line, ref at, mark.Mark, out row[c])) return false;
        }
        if (shape.TrailingDelimiter && (at >= line.Length || line[at++] != shape.Delimiter)) return false;
        return at == line.Length;
    }

    private ReadOutcome.Refused? ReadRow(ReadOnlySpan<char> line, int number, int most)
    {
        if (Count < most && TryPlain(line))
        {
            Add(number);
            return null;
        }
        var count = 0;
        for (var cells = new Cells(line, shape.Delimiter); cells.MoveNext(); count++)
        {
            if (count >= shape.Columns)
            {
                if (count > shape.Columns || !shape.TrailingDelimiter || !cells.Current.IsWhiteSpace()) return WrongCount(line, number);
            }
            else if (!mark.TryRead(cells.Current, out row[count]))
                return count == 0 || Cells.Count(line, shape.Delimiter) == Expected
                    ? RefuseAt(number, $"Expected a number in column {count + 1} of line {number}, {mark.WhyNot(cells.Current)}.")
                    : WrongCount(line, number);
        }
        if (count != Expected) return WrongCount(line, number);
        if (Count == most)
            return RefuseAt(number, $"Expected at most {most} points, found one more in line {number}.", RefusalCode.Limit);
        Add(number);
        return null;
    }

    private int Expected => shape.TrailingDelimiter ? shape.Columns + 1 : shape.Columns;

    private ReadOutcome.Refused WrongCount(ReadOnlySpan<char> line, int number) => RefuseAt(number,
        $"Expected exactly {Expected} columns in line {number}, found {Cells.Count(line, shape.Delimiter)}: {Quote(line)}.");

    private void Add(int number)
    {
        LastLine = number;
        EndsWithMarker = shape.Marker is { } marker && row[0] == marker;
        if (EndsWithMarker)
        {
            // A mark closes the segment before it; several in a row close nothing new.
            Markers++;
            if (Segments[^1] != Count) Segments.Add(Count);
            return;
        }
        if (Count == 0) FirstLine = number;
        if (Count == columns[0].Length)
            for (var i = 0; i < columns.Length; i++)
                Array.Resize(ref columns[i], Math.Max(16, Count * 2));
        for (var i = 0; i < columns.Length; i++) columns[i][Count] = row[i];
        Count++;
    }
}
