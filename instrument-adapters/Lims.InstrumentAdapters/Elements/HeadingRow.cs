using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.Elements;

/// <summary>
/// Where the headings of a result table stand, and what parts its cells: the line is looked for with each delimiter that exports use, since a
/// spreadsheet in another country writes the same table with semicolons or tabs.
/// </summary>
/// <param name="Line">1-based.</param>
/// <param name="Delimiter">What stands between its cells.</param>
internal sealed record HeadingRow(int Line, char Delimiter)
{
    private static readonly char[] Delimiters = [',', ';', '\t'];

    /// <summary>The first line of a head that is such a row; null where there is none.</summary>
    public static HeadingRow? Find(FileHead head, int within, Func<string[], bool> isHeading)
    {
        for (var i = 0; i < head.Lines.Count && i < within; i++)
            if (Of(head.Lines[i], i + 1, isHeading) is { } found)
                return found;
        return null;
    }

    /// <summary>The first line from one on that is such a row; null where there is none.</summary>
    public static HeadingRow? Find(TextFile text, int from, int to, Func<string[], bool> isHeading)
    {
        for (var line = from; line <= to && line <= text.LineCount; line++)
            if (Of(text[line].ToString(), line, isHeading) is { } found)
                return found;
        return null;
    }

    /// <summary>Cells of a line without their quotes, good enough to tell headings by.</summary>
    public static string[] Cells(string line, char delimiter) => [.. line.Split(delimiter).Select(cell => cell.Trim().Trim('"').Trim())];

    /// <summary>The column with a heading, quotes and all taken into account.</summary>
    /// <exception cref="Refusal">There is none.</exception>
    public static int Required(CsvRow headings, string name) => headings.IndexOf(name) is >= 0 and var column ? column
        : throw Refuse(new(headings.Line), $"Expected a column {Quote(name)} in line {headings.Line}, found {Quote(string.Join(", ", headings.Cells.Select(cell => cell.Trimmed)))}.");

    /// <summary>Whether a row has a cell with one of these texts, case aside.</summary>
    public static bool Has(string[] cells, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
            if (Array.Exists(cells, Same(text)))
                return true;
        return false;
    }

    private static Predicate<string> Same(string text) => cell => cell.Equals(text, StringComparison.OrdinalIgnoreCase);

    private static HeadingRow? Of(string line, int number, Func<string[], bool> isHeading)
    {
        foreach (var delimiter in Delimiters)
            if (line.Contains(delimiter, StringComparison.Ordinal) && isHeading(Cells(line, delimiter)))
                return new(number, delimiter);
        return null;
    }
}
