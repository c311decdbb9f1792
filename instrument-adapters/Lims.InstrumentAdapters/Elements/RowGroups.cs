using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.Elements;

/// <summary>Tables with a row an element: rows that follow one another with the same sample keys are one measurement.</summary>
internal static class RowGroups
{
    /// <summary>Neighbouring rows with the same text in the key columns; a column below 0 is none.</summary>
    public static List<List<CsvRow>> Of(IEnumerable<CsvRow> rows, params int[] keys)
    {
        var groups = new List<List<CsvRow>>();
        foreach (var row in rows)
        {
            if (groups.Count > 0 && Array.TrueForAll(keys, key => key < 0 || groups[^1][0][key].Trimmed == row[key].Trimmed)) groups[^1].Add(row);
            else groups.Add([row]);
        }
        return groups;
    }

    /// <summary>The key cells of a group as a header.</summary>
    public static List<HeaderEntry> Header(CsvRow row, CsvRow headings, IEnumerable<int> keys) =>
        [.. keys.Where(key => key >= 0 && !row[key].IsEmpty).Distinct().Select(key => new HeaderEntry(headings[key].Trimmed, row[key].Trimmed, row[key].Place))];
}
