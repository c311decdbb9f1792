using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.Elements;

/// <summary>The numbers of result tables and of spectra written as columns.</summary>
internal static class TableNumbers
{
    /// <summary>The decimal mark of a table, by its numeric columns; a bound (<c>&lt;0,05</c>) testifies as well.</summary>
    /// <exception cref="Refusal">Nothing decides, or two cells contradict.</exception>
    public static DecimalMark MarkOf(IEnumerable<CsvRow> rows, Func<int, bool> isNumeric, char delimiter, ReadOptions options)
    {
        var evidence = new DecimalEvidence(delimiter);
        foreach (var row in rows)
            for (var i = 0; i < row.Count; i++)
                if (isNumeric(i))
                    evidence.See(row[i].Text.AsSpan().Trim().TrimStart("<>"), row[i].Line, row[i].Column);
        return evidence.Decide(options);
    }

    /// <summary>
    /// Rows of numbers as columns, in file order, from one line to another. A cell that names a missing value is NaN, but not in the first column.
    /// Blank lines may stand at the end only: within the rows they are a sign of damage.
    /// </summary>
    /// <exception cref="Refusal">A row has another number of cells, or a cell is no number.</exception>
    public static double[][] Read(TextFile text, int from, int to, char delimiter, int columns, DecimalMark mark, CancellationToken ct)
    {
        while (to >= from && IsBlank(text[to], delimiter)) to--;
        var count = Math.Max(0, to - from + 1);
        if ((long)count * columns > text.Limits.Points) throw Exceeded(new(from), $"Expected at most {text.Limits.Points} points, found {(long)count * columns}.");
        var values = new double[columns][];
        for (var i = 0; i < columns; i++) values[i] = new double[count];
        for (var line = from; line <= to; line++)
        {
            if (line % 4096 == 0) ct.ThrowIfCancellationRequested();
            var read = 0;
            for (var cells = new Cells(text[line], delimiter); cells.MoveNext(); read++)
            {
                if (read >= columns)
                {
                    if (!cells.Current.IsWhiteSpace()) throw WrongCount(text, line, delimiter, columns);
                    continue;
                }
                if (mark.TryRead(cells.Current.Trim().Trim('"'), out double value)) values[read][line - from] = value;
                else if (read > 0 && !cells.Current.IsWhiteSpace() && Reported.IsMissing(cells.Current)) values[read][line - from] = double.NaN;
                else throw Refuse(FilePlace.InLine(line, cells.Start + 1), $"Expected a number in column {read + 1} of line {line}, {mark.WhyNot(cells.Current)}.");
            }
            if (read < columns) throw WrongCount(text, line, delimiter, columns);
        }
        return values;
    }

    private static bool IsBlank(ReadOnlySpan<char> line, char delimiter) => line.Trim([' ', '\t', delimiter]).IsEmpty;

    private static Refusal WrongCount(TextFile text, int line, char delimiter, int columns) =>
        Refuse(new(line), $"Expected {columns} numbers in line {line}, found {Cells.Count(text[line], delimiter)} cells: {Quote(text[line])}.");
}
