using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.Chromatography;

/// <summary>Rows of numbers between two lines of a text as columns of doubles.</summary>
internal sealed class XyRows
{
    private readonly double[][] columns;

    private XyRows(int width) => columns = [.. Enumerable.Range(0, width).Select(_ => Array.Empty<double>())];

    public int Count { get; private set; }

    /// <summary>The line of the first row; 0 where there is none.</summary>
    public int FirstLine { get; private set; }

    public ReadOnlyMemory<double> this[int column] => columns[column].AsMemory(0, Count);

    /// <summary>
    /// Reads the rows. Blank lines are passed over, as are empty cells at the end of a row; a missing ordinate is NaN, a missing abscissa is refused.
    /// </summary>
    /// <param name="text">The file.</param>
    /// <param name="first">First line.</param>
    /// <param name="last">Last line.</param>
    /// <param name="delimiter">What stands between cells.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="mark">The file's decimal mark.</param>
    /// <param name="ct">Ends a long read.</param>
    /// <param name="words">True where a column besides the first may hold words instead of numbers.</param>
    /// <exception cref="Refusal">A row has another number of cells, or a cell is no number.</exception>
    public static XyRows Read(TextFile text, int first, int last, char delimiter, int width, DecimalMark mark, CancellationToken ct, bool words = false)
    {
        var rows = new XyRows(width);
        for (var line = first; line <= Math.Min(last, text.LineCount); line++)
        {
            if (line % 4096 == 0) ct.ThrowIfCancellationRequested();
            if (!text[line].IsWhiteSpace()) rows.Add(text, line, delimiter, mark, words);
        }
        return rows;
    }

    private void Add(TextFile text, int line, char delimiter, DecimalMark mark, bool words)
    {
        if (Count == text.Limits.Points) throw Exceeded(new(line), $"Expected at most {text.Limits.Points} points, found one more in line {line}.");
        if (Count == 0) FirstLine = line;
        if (Count == columns[0].Length)
            for (var i = 0; i < columns.Length; i++)
                Array.Resize(ref columns[i], Math.Max(64, Count * 2));
        var at = 0;
        for (var cells = new Cells(text[line], delimiter); cells.MoveNext(); at++)
        {
            if (at >= columns.Length)
            {
                if (!cells.Current.IsWhiteSpace()) throw Refuse(FilePlace.InLine(line, cells.Start + 1), $"Expected {columns.Length} columns in line {line}, found more: {Quote(text[line])}.");
                continue;
            }
            var cell = cells.Current.Trim().Trim('"');
            // Grouped thousands are read where the decimal mark stands behind them: without it the group may be the decimals.
            if (mark.TryRead(cell, out double value) || (cell.Contains(mark.Mark) && mark.TryReadGrouped(cell, out value))) columns[at][Count] = value;
            else if (at > 0 && (words || Reported.IsMissing(cells.Current))) columns[at][Count] = double.NaN;
            else throw Refuse(FilePlace.InLine(line, cells.Start + 1), $"Expected a number in column {at + 1} of line {line}, {mark.WhyNot(cells.Current)}.");
        }
        if (at < columns.Length) throw Refuse(new(line), $"Expected {columns.Length} columns in line {line}, found {at}: {Quote(text[line])}.");
        Count++;
    }
}
