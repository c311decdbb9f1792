using System.Globalization;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// The decimal mark of one file and the numbers written with it. It is decided once a file, by <see cref="DecimalEvidence"/>; the machine's
/// culture is never asked. In traces grouped thousands are refused: there they are the work of a spreadsheet, and guessing changes a result
/// a thousandfold. In reports they are read where the mark is decided and the groups are whole.
/// </summary>
/// <param name="Mark"><c>.</c> or <c>,</c>.</param>
/// <param name="Line">The line that decided; null where no number has a mark, or where the format itself decides.</param>
internal readonly record struct DecimalMark(char Mark, int? Line)
{
    /// <summary>For formats that always write a point.</summary>
    public static DecimalMark Point { get; } = new('.', null);

    /// <summary>For formats that declare a comma.</summary>
    public static DecimalMark Comma { get; } = new(',', null);

    /// <summary>Looks through the rows that follow until one number decides.</summary>
    /// <param name="rows">A bookmark before the first row.</param>
    /// <param name="delimiter">What stands between cells.</param>
    /// <param name="options">Whose culture decides where nothing else does.</param>
    /// <param name="decided">The mark.</param>
    /// <returns>A refusal where a mark occurs and nothing decides; else null.</returns>
    public static ReadOutcome.Refused? Decide(TextLines rows, char delimiter, ReadOptions options, out DecimalMark decided)
    {
        var evidence = new DecimalEvidence(delimiter, firstDecides: true);
        while (!evidence.IsDecided && rows.MoveNext())
        {
            var line = rows.Current;
            for (var cells = new Cells(line, delimiter); !evidence.IsDecided && cells.MoveNext();)
                evidence.See(cells.Current, rows.Number, cells.Start + 1);
        }
        return evidence.TryDecide(options, out decided);
    }

    /// <summary>A double for a trace; false where the cell is anything but one plain number with this mark.</summary>
    public bool TryRead(ReadOnlySpan<char> cell, out double value) => NumberText.TryParse(cell, Mark, out value);

    /// <summary>A decimal for a reported value, with the decimals as written; false also where a decimal cannot hold it.</summary>
    public bool TryRead(ReadOnlySpan<char> cell, out decimal value) => NumberText.TryParse(cell, Mark, out value);

    /// <summary>The same, with thousands grouped by the other mark, a blank or an apostrophe (<c>208,401.988</c>, <c>1 234,5</c>).</summary>
    public bool TryReadGrouped(ReadOnlySpan<char> cell, out decimal value) =>
        TryRead(cell, out value) || (Ungroup(cell) is { } plain && TryRead(plain, out value));

    /// <summary>The same as a double.</summary>
    public bool TryReadGrouped(ReadOnlySpan<char> cell, out double value) =>
        TryRead(cell, out value) || (Ungroup(cell) is { } plain && TryRead(plain, out value));

    /// <summary>A figure of a report with its text; null where the cell holds none.</summary>
    public Figure? Figure(ReadOnlySpan<char> cell) => TryReadGrouped(cell, out double value) ? new(value, cell.Trim().ToString()) : null;

    /// <summary>Why a cell is no number, for a person.</summary>
    public string WhyNot(ReadOnlySpan<char> cell)
    {
        var other = Mark == '.' ? ',' : '.';
        var found = cell.IsWhiteSpace() ? "an empty cell" : Quote(cell);
        return cell.Contains(other) && Line is { } line
            ? Text($"found {found}: the decimal mark of this file is '{Mark}', as line {line} shows")
            : Text($"found {found}");
    }

    /// <summary>The number without its grouping marks; null where they do not part whole groups of three.</summary>
    private string? Ungroup(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        var sign = cell.Length > 0 && cell[0] is '+' or '-' ? cell[..1] : default;
        var rest = cell[sign.Length..];
        var end = rest.IndexOfAny(Mark, 'e', 'E');
        var whole = end < 0 ? rest : rest[..end];
        var tail = end < 0 ? default : rest[end..];
        var at = whole.IndexOfAnyExceptInRange('0', '9');
        if (at is < 1 or > 3 || whole[0] == '0') return null;
        var group = whole[at];
        if (group != (Mark == '.' ? ',' : '.') && group is not (' ' or '\u00A0' or '\u202F' or '\'' or '\u2019')) return null;
        // Without a decided mark, or with one group and no decimals, the other mark may be the decimal one.
        if (group is '.' or ',' && Line is null && tail.IsEmpty) return null;
        var plain = sign.ToString() + whole[..at].ToString();
        for (var i = at; i < whole.Length; i += 4)
        {
            if (whole[i] != group || whole.Length - i < 4 || whole.Slice(i + 1, 3).IndexOfAnyExceptInRange('0', '9') >= 0) return null;
            plain += whole.Slice(i + 1, 3).ToString();
        }
        return plain + tail.ToString();
    }
}

/// <summary>
/// What the numbers of a file say of its decimal mark. In this order: a declared key; a number whose mark cannot group thousands
/// (<c>0,5</c>, <c>1.422,116071</c>); the delimiter (between commas stands no decimal comma; semicolons go with decimal commas); the culture a
/// person named. Where a mark occurs and nothing decides, the file is refused with the place.
/// </summary>
/// <param name="delimiter">What stands between cells.</param>
/// <param name="firstDecides">True to stop at the first number that decides; false to look for one that contradicts.</param>
internal sealed class DecimalEvidence(char delimiter, bool firstDecides = false)
{
    private (char Mark, int Line, int Column, string Cell)? witness;
    private (char Mark, int Line, int Column, string Cell)? against;
    private (char Mark, int Line, int Column, string Cell)? doubt;
    private char? declared;

    public bool IsDecided => firstDecides && witness is not null;

    /// <summary>A key of the file says it.</summary>
    public void Declare(char mark) => declared = mark;

    /// <summary>Shows one cell. What is no number says nothing.</summary>
    public void See(ReadOnlySpan<char> cell, int line, int column)
    {
        cell = cell.Trim();
        var at = cell.IndexOfAny('.', ',');
        if (at < 0 || cell.Length > 40) return;
        var last = cell.LastIndexOfAny('.', ',');
        if (last != at)
        {
            // Two different marks: the last is the decimal one, if what stands before it is grouped by the other.
            if (cell[at] == cell[last] || !new DecimalMark(cell[last], line).TryReadGrouped(cell, out double _)) return;
            Witness(cell[last], cell, line, column);
            return;
        }
        if (!NumberText.Is(cell, cell[at])) return;
        if (Decides(cell, at)) Witness(cell[at], cell, line, column);
        else doubt ??= (cell[at], line, column, cell.ToString());
    }

    public DecimalMark Decide(ReadOptions options) => TryDecide(options, out var decided) is { } refused ? throw new Refusal(refused) : decided;

    public ReadOutcome.Refused? TryDecide(ReadOptions options, out DecimalMark decided)
    {
        decided = declared is { } key ? new(key, null) : witness is { } seen ? new(seen.Mark, seen.Line) : DecimalMark.Point;
        if (declared is null && witness is { } one && against is { } other)
            return new(Text($"Expected one decimal mark in the file, found '{one.Mark}' in line {one.Line} ({Quote(one.Cell)}) ")
                + Text($"and '{other.Mark}' in line {other.Line} ({Quote(other.Cell)})."),
                FilePlace.InLine(other.Line, other.Column), RefusalCode.AmbiguousNumber);
        if (declared is not null || witness is not null || doubt is not { } open) return null;
        if (Weakly(open.Mark, options) is { } mark)
        {
            decided = new(mark, open.Line);
            return null;
        }
        return new(
            Text($"Expected a number that shows the file's decimal mark, found only such as {Quote(open.Cell)} in line {open.Line}: ")
                + "it may group thousands.", FilePlace.InLine(open.Line, open.Column), RefusalCode.AmbiguousNumber);
    }

    private char? Weakly(char mark, ReadOptions options)
    {
        if (delimiter == ',' && mark == '.') return '.';
        if (delimiter == ';' && mark == ',') return ',';
        if (options.Culture is not { Length: > 0 } name) return null;
        var separator = CultureInfo.GetCultureInfo(name).NumberFormat.NumberDecimalSeparator;
        return separator is "." or "," ? separator[0] : null;
    }

    private void Witness(char mark, ReadOnlySpan<char> cell, int line, int column)
    {
        if (witness is null) witness = (mark, line, column, cell.ToString());
        else if (against is null && witness.Value.Mark != mark) against = (mark, line, column, cell.ToString());
    }

    /// <summary>
    /// Whether the mark cannot group thousands: those stand after one to three digits without a leading zero, and before exactly three.
    /// </summary>
    private static bool Decides(ReadOnlySpan<char> cell, int at)
    {
        var whole = cell[..at].TrimStart("+-");
        return whole.Length is 0 or > 3 || whole[0] == '0' || cell.Length - at - 1 != 3 || cell[at..].IndexOfAny('e', 'E') >= 0;
    }
}
