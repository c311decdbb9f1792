using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.JcampDx;

/// <summary>
/// Peak assignments: <c>(XYA)</c>, <c>(XYMA)</c>, <c>(XYWA)</c>: groups in parentheses, a text in angle brackets. They become peaks whose abscissa
/// stands as retention time, the ordinate as height, the text as name.
/// </summary>
internal static class JcampAssignments
{
    public static List<Peak> Read(TextFile file, JcampRecord record, string form, string unit, Notes notes)
    {
        var letters = new string([.. form.Where(char.IsAsciiLetterUpper)]);
        if (letters.Length is < 2 or > 8) letters = "XYA";
        var peaks = new List<Peak>();
        for (var line = record.Line + 1; line <= record.Last; line++)
        {
            var text = JcampRecord.WithoutComment(file[line]).Trim();
            if (text.IsEmpty) continue;
            if (text[0] != '(' || text[^1] != ')') throw Refuse(new(line), $"Expected a group in parentheses in line {line}, found {Quote(text)}.");
            var cells = Split(text[1..^1]);
            var peak = new Peak(new(line)) { Number = peaks.Count + 1, RetentionTimeUnit = Ucum.Of(unit) };
            // Trailing parts may be left out: (XYMA) with two cells is X and A.
            var named = cells.Count == letters.Length ? letters : cells.Count == 2 ? $"{letters[0]}{letters[^1]}" : cells.Count == 3 && letters.Length > 3 ? $"{letters[..2]}{letters[^1]}" : "";
            if (named.Length == 0) throw Refuse(new(line), $"Expected {letters.Length} parts as {Quote(form)} says in line {line}, found {Quote(text)}.");
            for (var i = 0; i < cells.Count; i++) peak = Take(peak, named[i], cells[i], line, notes);
            peaks.Add(peak);
        }
        return peaks;
    }

    private static Peak Take(Peak peak, char letter, string cell, int line, Notes notes)
    {
        if (letter == 'A') return peak with { Name = cell.Trim('<', '>').Trim() };
        if (cell.Length == 0) return peak;
        Figure? figure = NumberText.TryParse(cell, '.', out double value) ? new(value, cell) : null;
        if (letter is 'X' or 'Y' && figure is null) notes.Warn(WarningCode.Implausible, $"Expected a number as {letter} of a peak, found {Quote(cell)}.", new(line));
        return letter switch
        {
            'X' => peak with { RetentionTime = figure },
            'Y' => peak with { Height = figure },
            _ => peak with { More = [.. peak.More, new HeaderEntry(letter.ToString(), cell, new(line))] },
        };
    }

    private static List<string> Split(ReadOnlySpan<char> group)
    {
        var cells = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i <= group.Length; i++)
        {
            if (i < group.Length && group[i] == '<') depth++;
            if (i < group.Length && group[i] == '>') depth--;
            if (i < group.Length && (group[i] != ',' || depth > 0)) continue;
            cells.Add(group[start..i].Trim().ToString());
            start = i + 1;
        }
        return cells;
    }
}
