using System.Globalization;
using System.Text.RegularExpressions;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.AgilentReport;

/// <summary>One table of a report: its columns from the ruler, its rows, and the line of totals.</summary>
internal sealed class ReportTable(string signal, PeakTable columns, IReadOnlyDictionary<int, string> signals)
{
    public PeakTable Columns => columns;

    public List<IReadOnlyList<Cell>> Rows { get; } = [];

    /// <summary>The cells of the line <c>Totals :</c>; null where the table has none, and so may be cut.</summary>
    public IReadOnlyList<Cell>? Totals { get; set; }

    public int Line { get; init; }

    public void Read(DecimalMark mark, Notes notes, List<Peak> peaks, List<Reading> readings)
    {
        var first = peaks.Count;
        foreach (var row in Rows)
        {
            var peak = columns.Read(row, signal, mark, notes);
            // A table over several signals names the signal of a row by its number.
            if (columns.Has(PeakColumn.Signal) && int.TryParse(columns.Cell(row, PeakColumn.Signal).Trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                peak = peak with { Signal = signals.GetValueOrDefault(number, peak.Signal) };
            if (peak.Area is not null || peak.Height is not null) peaks.Add(peak);
            // A calibrated compound without a peak has dashes: it was looked for and not found.
            if (peak.Name.Length > 0 && columns.Result(row, peak.Name, mark, notes) is { } result)
                readings.Add(result with { Qualifier = peak.Area is null && result.Value is null ? Qualifier.NotDetected : result.Qualifier, More = peak.Area is null ? peak.More : [] });
        }
        if (Totals is null)
        {
            if (Rows.Count > 0) notes.Warn(WarningCode.MayBeCut, $"Expected a line 'Totals :' after the peaks of {Quote(signal)}, found none after line {Rows[^1][0].Line}: peaks may be missing.", new(Rows[^1][0].Line));
            return;
        }
        Check(PeakColumn.Area, peak => peak.Area);
        Check(PeakColumn.Height, peak => peak.Height);

        void Check(PeakColumn column, Func<Peak, Figure?> figure)
        {
            var cell = columns.Cell(Totals, column);
            if (!mark.TryReadGrouped(cell.Text, out double total)) return;
            var (sum, size) = (0.0, 0.0);
            foreach (var peak in peaks.Skip(first)) (sum, size) = (sum + (figure(peak)?.Value ?? 0), size + Math.Abs(figure(peak)?.Value ?? 0));
            if (Math.Abs(sum - total) > 1e-4 * Math.Max(size, Math.Abs(total)))
                notes.Warn(WarningCode.SumDiffers, $"{columns.Heading(columns.IndexOf(column))} of {Quote(signal)}: the report totals {Quote(cell.Text)}, the peaks sum to {sum}.", cell.Place);
        }
    }
}

/// <summary>
/// Finds the tables. A ruler is runs of dashes each closed by a bar (the last may be open); column k reaches from behind the bar before to the
/// next bar, and the headings are the lines right above it.
/// </summary>
internal static partial class ReportTables
{
    public static IEnumerable<(int Number, string Name, FilePlace Place)> Signals(TextFile text)
    {
        var seen = new HashSet<int>();
        for (var line = 1; line <= text.LineCount; line++)
            if (SignalLine().Match(text[line].ToString()) is { Success: true } match && int.TryParse(match.Groups["n"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && seen.Add(number))
                yield return (number, match.Groups["name"].Value.TrimEnd(' ', ','), FilePlace.InLine(line, match.Groups["name"].Index + 1));
    }

    public static List<ReportTable> Find(TextFile text, Notes notes, CancellationToken ct)
    {
        var signals = Signals(text).ToDictionary(signal => signal.Number, signal => signal.Name);
        var tables = new List<ReportTable>();
        var (signal, title) = ("", "");
        ReportTable? open = null;
        List<(int From, int To)> extents = [];
        for (var number = 1; number <= text.LineCount; number++)
        {
            if (number % 4096 == 0) ct.ThrowIfCancellationRequested();
            var line = text[number].ToString();
            if (line.TrimEnd().EndsWith(" Report", StringComparison.Ordinal) && line.StartsWith("   ", StringComparison.Ordinal)) title = line.Trim();
            if (SignalLine().Match(line) is { Success: true } match)
            {
                signal = match.Groups["name"].Value.TrimEnd(' ', ',');
                open = null;
            }
            else if (Ruler().IsMatch(line))
            {
                extents = Extents(line.TrimEnd());
                if (title.Contains("Summed", StringComparison.OrdinalIgnoreCase))
                {
                    notes.Ignore($"{title}: table in line {number.ToString(CultureInfo.InvariantCulture)}");
                    open = null;
                    continue;
                }
                var columns = Headings(text, number, extents, notes);
                if (!columns.Has(PeakColumn.Time) && !columns.Has(PeakColumn.Area))
                {
                    // The list of internal standards and other tables of the head hold no results.
                    notes.Ignore($"table of {string.Join(", ", Enumerable.Range(0, columns.Width).Select(columns.Heading))}");
                    open = null;
                    continue;
                }
                var continues = tables.Count > 0 && tables[^1] is { Totals: null } && open is null && signal.Length > 0 && tables[^1].Columns.Width == columns.Width && tables[^1].Line > 0 && IsContinued(text, tables[^1], number);
                open = continues ? tables[^1] : new ReportTable(columns.Has(PeakColumn.Signal) ? "" : signal, columns, signals) { Line = number };
                if (!continues) tables.Add(open);
            }
            else if (open is not null) open = Row(text, number, line, extents, open, notes);
        }
        return tables;
    }

    private static ReportTable? Row(TextFile text, int number, string line, List<(int From, int To)> extents, ReportTable open, Notes notes)
    {
        if (line.StartsWith("=====", StringComparison.Ordinal) || line.Contains("*** End of", StringComparison.Ordinal)) return null;
        // A blank line ends the table, unless its totals follow.
        if (line.Trim().Length == 0) return open.Rows.Count == 0 || (number < text.LineCount && text[number + 1].StartsWith("Totals", StringComparison.OrdinalIgnoreCase)) ? open : null;
        var cells = CellsOf(line, number, extents);
        if (line.StartsWith("Totals", StringComparison.OrdinalIgnoreCase))
        {
            open.Totals = cells;
            return null;
        }
        if (extents.SkipLast(1).Any(extent => extent.To < line.Length && line[extent.To] != ' ')) cells = ByWords(line, number, extents, open.Columns);
        var time = open.Columns.IndexOf(PeakColumn.Time);
        if (time >= 0 && !NumberText.Is(cells[time].Text, '.') && !NumberText.Is(cells[time].Text, ',') && cells[time].Trimmed.Trim('-').Length > 0)
        {
            notes.Ignore($"line {number.ToString(CultureInfo.InvariantCulture)}: {line.Trim()}");
            return open;
        }
        open.Rows.Add(cells);
        return open;
    }

    /// <summary>
    /// The cells of a row in which something stands under a bar: each word goes to the column in which most of it stands. Two figures in one
    /// column of figures cannot be told apart, and are refused.
    /// </summary>
    private static List<Cell> ByWords(string line, int number, List<(int From, int To)> extents, PeakTable columns)
    {
        var cells = extents.Select(_ => new Cell("", number, 1, false)).ToList();
        foreach (Match word in Word().Matches(line))
        {
            int Within((int From, int To) extent) => Math.Min(word.Index + word.Length, extent.To) - Math.Max(word.Index, extent.From);
            var best = Enumerable.Range(0, extents.Count).MaxBy(i => Within(extents[i]));
            var cell = cells[best];
            if (cell.Text.Length > 0 && columns.IsFigure(best))
                throw Refuse(FilePlace.InLine(number, word.Index + 1), $"Expected one figure as {Quote(columns.Heading(best))} in line {number}, found {Quote(cell.Text)} and {Quote(word.Value)}: the columns cannot be told apart.");
            cells[best] = cell.Text.Length > 0 ? cell with { Text = cell.Text + " " + word.Value } : new(word.Value, number, word.Index + 1, false);
        }
        return cells;
    }

    /// <summary>A table goes on after a page break: nothing but the page's head stands between.</summary>
    private static bool IsContinued(TextFile text, ReportTable table, int ruler)
    {
        var from = table.Rows.Count > 0 ? table.Rows[^1][0].Line : table.Line;
        for (var line = from + 1; line < ruler; line++)
            if (text[line].Contains("Page ", StringComparison.Ordinal))
                return true;
        return false;
    }

    private static List<(int From, int To)> Extents(string ruler)
    {
        var extents = new List<(int From, int To)>();
        var from = 0;
        for (var at = 0; at < ruler.Length; at++)
        {
            if (ruler[at] != '|') continue;
            extents.Add((from, at));
            from = at + 1;
        }
        // What follows the last bar is a column of its own only where dashes are there.
        if (from < ruler.Length) extents.Add((from, int.MaxValue));
        else extents[^1] = (extents[^1].From, int.MaxValue);
        return extents;
    }

    private static PeakTable Headings(TextFile text, int ruler, List<(int From, int To)> extents, Notes notes)
    {
        var (names, units) = (new string[extents.Count], new string[extents.Count]);
        Array.Fill(names, "");
        Array.Fill(units, "");
        var top = ruler - 1;
        while (top > Math.Max(1, ruler - 3) && !text[top - 1].IsWhiteSpace() && !SignalLine().IsMatch(text[top - 1].ToString())) top--;
        for (var line = top; line < ruler; line++)
        {
            var cells = CellsOf(text[line].ToString(), line, extents);
            for (var i = 0; i < cells.Count; i++)
            {
                var part = cells[i].Trimmed;
                if (part.Length == 0) continue;
                if (part == "%" || (part.StartsWith('[') && part.EndsWith(']'))) units[i] = part;
                else names[i] = names[i].Length == 0 ? part : names[i] + " " + part;
            }
        }
        return new(names, units, new(top), notes);
    }

    private static List<Cell> CellsOf(string line, int number, List<(int From, int To)> extents)
    {
        var cells = new List<Cell>(extents.Count);
        foreach (var (from, to) in extents)
        {
            var part = from >= line.Length ? "" : line[from..Math.Min(line.Length, to)];
            cells.Add(new(part.Trim(), number, Math.Min(from, line.Length) + part.Length - part.TrimStart().Length + 1, false));
        }
        return cells;
    }

    [GeneratedRegex(@"^\s*Signal\s+(?<n>[0-9]{1,4})\s*:\s*(?<name>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex SignalLine();

    [GeneratedRegex(@"\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*-+\|(?:-+\|)+-*\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Ruler();
}
