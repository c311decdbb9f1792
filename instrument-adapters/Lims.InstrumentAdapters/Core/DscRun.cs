using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// What all DSC exports have in common once their rows are read. Order of the signals: the traces over temperature as the file has them
/// (heat flow first where the file has it first), then each temperature over time, so that no column is lost. All have the same points.
/// </summary>
internal static class DscRun
{
    /// <param name="columns">The columns; those with an empty name are no signals.</param>
    /// <param name="rows">Their numbers.</param>
    /// <param name="endothermic">Whether up is endothermic, where the file says so.</param>
    /// <param name="notes">Takes what the columns show.</param>
    public static List<Signal> Signals(IReadOnlyList<Column> columns, TraceRows rows, bool? endothermic, Notes notes)
    {
        var temperature = TemperatureOf(columns);
        var time = IndexOf(columns, c => c.IsTime);
        var first = new FilePlace(rows.FirstLine);
        var signals = new List<Signal>();
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Name.Length == 0 || i == temperature || i == time || columns[i].IsTemperature) continue;
            signals.Add(new(columns[i].Name, "Temperature", columns[temperature].Unit, columns[i].Unit, rows[temperature], rows[i],
                rows.Segments, first, IsHeatFlow(columns[i]) ? endothermic : null));
        }
        if (time < 0) return signals;
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].IsTemperature)
                signals.Add(new(columns[i].Name, "Time", columns[time].Unit, columns[i].Unit, rows[time], rows[i], rows.Segments, first));
        NoteFallingTime(rows[time].Span, rows.FirstLine, notes);
        return signals;
    }

    /// <summary>Refuses columns that are no DSC run; null where they are one.</summary>
    public static ReadOutcome.Refused? Check(IReadOnlyList<Column> columns, TextLines at, ReadOnlySpan<char> headings)
    {
        var line = at.Number;
        if (columns.Count > at.Limits.Columns)
            return RefuseAt(line, $"Expected at most {at.Limits.Columns} columns in line {line}, found {columns.Count}.", RefusalCode.Limit);
        if (TemperatureOf(columns) < 0)
            return RefuseAt(line, $"Expected a temperature column in °C or K in line {line}, found {Quote(headings)}.");
        if (IndexOf(columns, c => c.Name.Length > 0 && c is { IsTemperature: false, IsTime: false }) < 0)
            return RefuseAt(line, $"Expected a heat flow column in line {line}, found {Quote(headings)}.");
        return null;
    }

    /// <summary>
    /// A reader must not give part of a file silently, so it says what nobody but the analyst can see: whether the last point is the last.
    /// </summary>
    public static ReadWarning NoEndMark(IReadOnlyList<Column> columns, TraceRows rows)
    {
        var temperature = TemperatureOf(columns);
        var last = rows[temperature].Span[^1];
        return new(WarningCode.MayBeCut, "This format has neither a count nor an end mark, so a file cut after a whole row looks complete: "
            + Text($"check that the scan was to end at {last} {columns[temperature].Unit} (line {rows.LastLine}, {rows.Count} points)."),
            new(rows.LastLine));
    }

    private static int TemperatureOf(IReadOnlyList<Column> columns)
    {
        var sample = IndexOf(columns, c => c.IsTemperature && c.Name.Contains("sample", StringComparison.OrdinalIgnoreCase));
        return sample >= 0 ? sample : IndexOf(columns, c => c.IsTemperature);
    }

    private static bool IsHeatFlow(Column column) =>
        column.Name.Replace(" ", "", StringComparison.Ordinal).Contains("heatflow", StringComparison.OrdinalIgnoreCase);

    private static int IndexOf(IReadOnlyList<Column> columns, Func<Column, bool> what)
    {
        for (var i = 0; i < columns.Count; i++)
            if (what(columns[i]))
                return i;
        return -1;
    }

    private static void NoteFallingTime(ReadOnlySpan<double> time, int firstLine, Notes notes)
    {
        for (var i = 1; i < time.Length; i++)
        {
            if (time[i] >= time[i - 1]) continue;
            notes.Warn(WarningCode.Implausible, $"Time falls from {time[i - 1]} to {time[i]} at point {i + 1}: rows may be missing, exchanged or damaged.",
                new(firstLine));
            return;
        }
    }
}
