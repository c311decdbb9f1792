using System.Globalization;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// The decimal mark of one file and the numbers written with it. It is decided once, from the rows, by the first number whose mark cannot
/// group thousands; the machine's culture is never asked. Numbers with grouped thousands are refused: in traces they are the work of a
/// spreadsheet, and guessing changes a result a thousandfold.
/// </summary>
/// <param name="Mark"><c>.</c> or <c>,</c>.</param>
/// <param name="Line">The line that decided; null where no number has a mark.</param>
internal readonly record struct DecimalMark(char Mark, int? Line)
{
    private const int LongestNumber = 64;

    /// <summary>Looks through the rows that follow until one number decides.</summary>
    /// <param name="rows">A bookmark before the first row.</param>
    /// <param name="delimiter">What stands between cells.</param>
    /// <param name="decided">The mark.</param>
    /// <returns>A refusal where a mark occurs and nothing decides; else null.</returns>
    public static ReadOutcome.Refused? Decide(TextLines rows, char delimiter, out DecimalMark decided)
    {
        decided = new('.', null);
        ReadOutcome.Refused? doubt = null;
        while (rows.MoveNext())
        {
            for (var cells = new Cells(rows.Current, delimiter); cells.MoveNext();)
            {
                var cell = cells.Current.Trim();
                var at = cell.IndexOfAny('.', ',');
                if (at < 0 || !IsNumber(cell, cell[at])) continue;
                if (Decides(cell, at))
                {
                    decided = new(cell[at], rows.Number);
                    return null;
                }
                doubt ??= RefuseAt(rows.Number,
                    $"Expected a number that shows the file's decimal mark, found only such as {Quote(cell)} in line {rows.Number}: "
                    + $"it may group thousands.");
            }
        }
        return doubt;
    }

    /// <summary>A double for a trace; false where the cell is anything but one plain number with this mark.</summary>
    public bool TryRead(ReadOnlySpan<char> cell, out double value)
    {
        value = 0;
        Span<char> plain = stackalloc char[LongestNumber];
        return TryNormalise(cell, plain, out var length)
            && double.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    /// <summary>A decimal for a reported value, with the decimals as written.</summary>
    public bool TryRead(ReadOnlySpan<char> cell, out decimal value)
    {
        value = 0;
        Span<char> plain = stackalloc char[LongestNumber];
        return TryNormalise(cell, plain, out var length)
            && decimal.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Why a cell is no number, for a person.</summary>
    public string WhyNot(ReadOnlySpan<char> cell)
    {
        var other = Mark == '.' ? ',' : '.';
        var found = cell.IsWhiteSpace() ? "an empty cell" : Quote(cell);
        return cell.Contains(other) && Line is { } line
            ? Text($"found {found}: the decimal mark of this file is '{Mark}', as line {line} shows")
            : Text($"found {found}");
    }

    private bool TryNormalise(ReadOnlySpan<char> cell, Span<char> plain, out int length)
    {
        cell = cell.Trim();
        length = cell.Length;
        if (length > plain.Length || !IsNumber(cell, Mark)) return false;
        cell.CopyTo(plain);
        if (plain[..length].IndexOf(Mark) is >= 0 and var at) plain[at] = '.';
        return true;
    }

    /// <summary>Sign, digits with at most one mark among them, exponent: nothing else is a number here.</summary>
    private static bool IsNumber(ReadOnlySpan<char> cell, char mark)
    {
        int i = 0, digits = 0, exponent = 0;
        if (i < cell.Length && cell[i] is '+' or '-') i++;
        for (; i < cell.Length && char.IsAsciiDigit(cell[i]); i++) digits++;
        if (i < cell.Length && cell[i] == mark)
            for (i++; i < cell.Length && char.IsAsciiDigit(cell[i]); i++)
                digits++;
        if (digits == 0) return false;
        if (i == cell.Length) return true;
        if (cell[i++] is not ('e' or 'E')) return false;
        if (i < cell.Length && cell[i] is '+' or '-') i++;
        for (; i < cell.Length && char.IsAsciiDigit(cell[i]); i++) exponent++;
        return i == cell.Length && exponent is > 0 and <= 3;
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
