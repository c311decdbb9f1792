using System.Globalization;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.PanalyticalSuperQ;

/// <summary>The table with a row a sample: headings, rows of status and units whose first cell is empty, then the samples.</summary>
internal static class ManySampleTable
{
    /// <summary>The software prints no more of a sample's name.</summary>
    private const int LongestName = 20;

    public static List<InstrumentRun> Read(TextFile text, SuperQReport report, ReadOptions options, Notes notes)
    {
        var heading = HeadingRow.Find(text, report.TitleLine + 1, report.Last, cells => HeadingRow.Has(cells, "Seq.", "Seq") && cells.Any(IsName))
            ?? throw Refuse(new(report.TitleLine), $"Expected below line {report.TitleLine} a table with headings 'Seq.' and 'Sample name', found none.");
        var rows = Csv.Rows(text, heading.Delimiter, heading.Line, report.Last).ToList();
        var headings = rows[0];
        var below = rows.Skip(1).TakeWhile(row => row[0].IsEmpty).ToList();
        var name = headings.Cells.ToList().FindIndex(cell => IsName(cell.Trimmed));
        if (name < 0) throw Refuse(new(heading.Line), $"Expected a column 'Sample name' in line {heading.Line}, found {Quote(text[heading.Line])}.");
        var sum = headings.IndexOf("Sum");
        string UnitOf(int column) => below.Select(row => row[column].Trimmed).FirstOrDefault(cell => cell.StartsWith('('))?.Trim('(', ')') ?? "";
        var analytes = Enumerable.Range(0, headings.Count).Where(i => i != name && i != sum && !headings[i].IsEmpty && UnitOf(i).Length > 0).ToHashSet();
        if (analytes.Count == 0) throw Refuse(new(heading.Line), $"Expected a row of units such as '(%)' below line {heading.Line}, found none.");
        var data = rows.Skip(1 + below.Count).TakeWhile(row => !row[0].IsEmpty).ToList();
        foreach (var row in rows.Skip(1 + below.Count + data.Count))
            if (!row.IsBlank)
                notes.Ignore(text.Trimmed(row.Line));
        var mark = TableNumbers.MarkOf(data, i => analytes.Contains(i) || i == sum, heading.Delimiter, options);
        var header = report.Header(text, heading);
        if (header.Entry("Number of results selected") is { } selected && int.TryParse(selected.Raw, NumberStyles.None, CultureInfo.InvariantCulture, out var declared))
            notes.Count("Results selected", declared, data.Count, selected.Place);

        var runs = new List<InstrumentRun>();
        foreach (var row in data)
        {
            var own = new Notes();
            var keys = new List<HeaderEntry>(header);
            var readings = new List<Reading>();
            for (var i = 0; i < Math.Max(row.Count, headings.Count); i++)
            {
                if (analytes.Contains(i))
                    readings.Add(Reported.Read(headings[i].Trimmed, row[i], Ucum.Of(UnitOf(i), below[0][i].Place, own), mark, own) with { More = StatusOf(below, i, headings) });
                else if (!row[i].IsEmpty)
                    keys.Add(new(KeyOf(headings, below, i), row[i].Trimmed, row[i].Place));
            }
            if (row.Count < headings.Count) own.Warn(WarningCode.Missing, $"Line {row.Line} has {row.Count} cells and the headings {headings.Count}: the last ones are missing.", new(row.Line));
            var sample = row[name].Trimmed;
            if (row[name].Text.TrimEnd().Length >= LongestName)
                own.Warn("name-may-be-cut", $"The name {Quote(sample)} has the {LongestName} characters that the software prints: it may be cut.", row[name].Place);
            runs.Add(new(sample, "XRF") { Instrument = "PANalytical", Method = MethodOf(report), Header = keys, Readings = readings, Warnings = own.Warnings });
        }
        if (runs.Count == 0) throw Refuse(new(heading.Line), $"Expected rows of samples below line {heading.Line}, found none.");
        return runs;
    }

    private static bool IsName(string cell) => cell.StartsWith("Sample name", StringComparison.OrdinalIgnoreCase) || cell.Equals("Sample", StringComparison.OrdinalIgnoreCase);

    /// <summary>What stands between heading and unit, where it is more than dashes: a status of the analyte.</summary>
    private static List<HeaderEntry> StatusOf(List<CsvRow> below, int column, CsvRow headings) =>
        [.. below.Select(row => row[column]).Where(cell => !cell.IsEmpty && !cell.Trimmed.StartsWith('(') && cell.Trimmed.Trim('-').Length > 0)
            .Select(cell => new HeaderEntry(headings[column].Trimmed, cell.Trimmed, cell.Place))];

    private static string KeyOf(CsvRow headings, List<CsvRow> below, int column)
    {
        var parts = new[] { headings[column] }.Concat(below.Select(row => row[column])).Select(cell => cell.Trimmed).Where(part => part.Length > 0).ToList();
        return parts.Count > 0 ? string.Join(' ', parts) : Text($"column {column + 1}");
    }

    private static string MethodOf(SuperQReport report) => report.Title[PanalyticalSuperQReader.ManySamples.Length..].TrimStart(' ', '-').Trim();
}
