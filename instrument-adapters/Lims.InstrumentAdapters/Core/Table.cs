using System.Text;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// A table with headings: columns are asked for by name, and those nobody asked for are known at the end, so that none is dropped in silence.
/// Names are compared by letters and digits alone, without their unit: <c>Area [pA*s]</c> is <c>area</c>, <c>R.T.</c> is <c>rt</c>.
/// </summary>
/// <param name="headings">One cell a column; a table with units in a second row gives them as <paramref name="units"/>.</param>
/// <param name="rows">Rows of cells.</param>
/// <param name="units">Units as written; null where they stand in the headings.</param>
internal sealed class Table(IReadOnlyList<Cell> headings, IReadOnlyList<CsvRow> rows, IReadOnlyList<string>? units = null)
{
    /// <summary>First cells of rows that are statistics over samples and no samples (FORMATS of several vendors print them below).</summary>
    private static readonly HashSet<string> StatisticsWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "average", "mean", "avg", "%rsd", "rsd", "rsd(%)", "rsd %", "% rsd", "std. dev.", "std dev", "std dev.", "stddev", "sd", "std.dev.", "number",
        "maximum", "minimum", "max", "min", "range", "sum", "total", "totals", "totals :", "n",
    };

    private readonly HashSet<int> used = [];

    public IReadOnlyList<CsvRow> Rows => rows;

    /// <summary>The first column with one of the names, in the order of the names; -1 where there is none. It counts as read.</summary>
    public int Column(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            for (var i = 0; i < headings.Count; i++)
                if (Key(headings[i].Text) == Key(name))
                {
                    used.Add(i);
                    return i;
                }
        return -1;
    }

    /// <summary>The column, or a refusal that names what is there.</summary>
    public int Required(params ReadOnlySpan<string> names)
    {
        var column = Column(names);
        return column >= 0 ? column : throw Refuse(headings.Count > 0 ? headings[0].Place : null,
            $"Expected a column {Quote(names[0])}, found {Quote(string.Join(", ", headings.Select(heading => heading.Trimmed)))}.");
    }

    /// <summary>The unit of a column as written: of the row of units, else in the heading's brackets; empty where there is none.</summary>
    public string Unit(int column)
    {
        if (column < 0) return "";
        if (units is not null && column < units.Count && units[column].Trim().Length > 0) return units[column].Trim().Trim('[', ']', '(', ')');
        var heading = headings[column].Trimmed;
        var at = heading.EndsWith(')') ? heading.LastIndexOf('(') : heading.EndsWith(']') ? heading.LastIndexOf('[') : -1;
        return at > 0 ? heading[(at + 1)..^1] : "";
    }

    /// <summary>The heading of a column as written.</summary>
    public string Heading(int column) => headings[column].Trimmed;

    public int Width => headings.Count;

    /// <summary>The cells of a row whose columns nobody asked for, with their headings: what belongs to the row besides.</summary>
    public IReadOnlyList<HeaderEntry> Rest(CsvRow row)
    {
        var rest = new List<HeaderEntry>();
        for (var i = 0; i < row.Count; i++)
            if (!used.Contains(i) && !row[i].IsEmpty)
                rest.Add(new(i < headings.Count && !headings[i].IsEmpty ? headings[i].Trimmed : Text($"column {i + 1}"), row[i].Trimmed, row[i].Place));
        return rest;
    }

    /// <summary>Whether a row is a statistic over the others.</summary>
    public static bool IsStatistics(CsvRow row) => row.Cells.FirstOrDefault(cell => !cell.IsEmpty) is { Text: not null } first && StatisticsWords.Contains(first.Trimmed.TrimEnd(':').Trim());

    /// <summary>Letters and digits of a heading, without what stands in brackets at its end.</summary>
    public static string Key(string heading)
    {
        heading = heading.Trim();
        var at = heading.EndsWith(')') ? heading.LastIndexOf('(') : heading.EndsWith(']') ? heading.LastIndexOf('[') : -1;
        var key = new StringBuilder();
        foreach (var c in at > 0 ? heading.AsSpan(0, at) : heading)
            if (char.IsLetterOrDigit(c) || c is '%' or '#' or '/')
                key.Append(char.ToLowerInvariant(c));
        return key.ToString();
    }
}
