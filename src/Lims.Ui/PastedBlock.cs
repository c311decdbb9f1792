namespace Lims.Ui;

/// <summary>A block of text from a spreadsheet: lines are rows, tabs are columns, as every spreadsheet puts them on the clipboard.</summary>
public static class PastedBlock
{
    /// <summary>The edits a block makes, its first cell at the given place. Cells beyond the last column are left out; texts stay as they are.</summary>
    /// <param name="text">From the clipboard. A line break at the very end is the spreadsheet's and begins no row.</param>
    /// <param name="row">Where the block begins.</param>
    /// <param name="column">Where the block begins.</param>
    /// <param name="columns">How many columns the grid has.</param>
    public static IReadOnlyList<GridEdit> Read(string text, int row, int column, int columns)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var last = lines.Length > 1 && lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        var edits = new List<GridEdit>();
        for (var r = 0; r < last; r++)
        {
            var cells = lines[r].Split('\t');
            for (var c = 0; c < cells.Length && column + c < columns; c++) edits.Add(new GridEdit(row + r, column + c, cells[c]));
        }
        return edits;
    }
}
