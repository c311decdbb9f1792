using System.Globalization;

namespace Lims.InstrumentAdapters;

/// <summary>
/// Numbers as text, with a given decimal mark and no culture: sign, digits with at most one mark among them, exponent of up to three digits
/// (<c>4.44061e+008</c>), and one blank before the exponent (<c>2.0 E-06</c>, ISO 22029). Anything else is no number here.
/// </summary>
internal static class NumberText
{
    private const int Longest = 64;
    private const int MostDigits = 18;

    /// <summary>Powers of ten that a double holds exactly: up to 10^22, since 5^22 is below 2^53.</summary>
    private static readonly double[] ExactPowers = [.. Enumerable.Range(0, 23).Select(n => double.Parse("1e" + n.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))];

    /// <summary>The double nearest to the text; false where the text is no number or too great for a double.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, char mark, out double value)
    {
        value = 0;
        text = text.Trim();
        if (!Scan(text, mark, out var shape)) return false;
        // A mantissa below 2^53 and an exact power of ten: one rounding, so the result is the nearest double (Clinger 1990).
        var scale = shape.Exponent - shape.Decimals;
        if (shape.Digits <= MostDigits && shape.Mantissa <= 1L << 53 && scale is >= -22 and <= 22)
        {
            value = scale < 0 ? shape.Mantissa / ExactPowers[-scale] : shape.Mantissa * ExactPowers[scale];
            if (shape.Negative) value = -value;
            return true;
        }
        Span<char> plain = stackalloc char[Longest];
        return Normalise(text, mark, plain, out var length)
            && double.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    /// <summary>
    /// The plain number that begins at a place of a line, for rows of many: sign, digits, mark, digits, no exponent. False where it is anything
    /// else or needs more than one rounding; then the whole cell is to be read with <see cref="TryParse(ReadOnlySpan{char}, char, out double)"/>.
    /// </summary>
    public static bool TryStart(ReadOnlySpan<char> line, ref int at, char mark, out double value)
    {
        value = 0;
        var i = at;
        var negative = false;
        ulong mantissa = 0;
        unchecked
        {
            if ((uint)i < (uint)line.Length && line[i] is '-' or '+') negative = line[i++] == '-';
            var first = i;
            uint digit;
            while ((uint)i < (uint)line.Length && (digit = (uint)(line[i] - '0')) <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                i++;
            }
            var (digits, decimals) = (i - first, 0);
            if ((uint)i < (uint)line.Length && line[i] == mark)
            {
                var point = ++i;
                while ((uint)i < (uint)line.Length && (digit = (uint)(line[i] - '0')) <= 9)
                {
                    mantissa = (mantissa * 10) + digit;
                    i++;
                }
                decimals = i - point;
                digits += decimals;
            }
            if (digits is 0 or > MostDigits || mantissa > 1L << 53) return false;
            value = mantissa / ExactPowers[decimals];
        }
        if (negative) value = -value;
        at = i;
        return true;
    }

    /// <summary>The decimal the text names, with its decimals; false where it is no number or a decimal would lose digits of it.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, char mark, out decimal value)
    {
        value = 0;
        text = text.Trim();
        Span<char> plain = stackalloc char[Longest];
        if (!Scan(text, mark, out var shape) || !Normalise(text, mark, plain, out var length)) return false;
        if (!decimal.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return false;
        // 1e-30 would become 0: a decimal holds 28 digits after the mark.
        return shape.Decimals - shape.Exponent <= 28 || shape.IsZero;
    }

    /// <summary>Whether the text is a number with this mark.</summary>
    public static bool Is(ReadOnlySpan<char> text, char mark) => Scan(text.Trim(), mark, out _);

    private readonly record struct Shape(bool Negative, ulong Mantissa, int Digits, int Decimals, int Exponent, bool IsZero);

    private static bool Scan(ReadOnlySpan<char> cell, char mark, out Shape shape)
    {
        shape = default;
        int i = 0, digits = 0, significant = 0, decimals = 0, exponent = 0;
        var mantissa = 0UL;
        var negative = false;
        unchecked
        {
            if (i < cell.Length && cell[i] is '+' or '-' or '\u2212') negative = cell[i++] != '+';
            for (; i < cell.Length && (uint)(cell[i] - '0') <= 9; i++, digits++)
            {
                if (significant < MostDigits) mantissa = (mantissa * 10) + (uint)(cell[i] - '0');
                if (mantissa != 0 || significant > 0) significant++;
            }
            if (i < cell.Length && cell[i] == mark)
                for (i++; i < cell.Length && (uint)(cell[i] - '0') <= 9; i++, digits++, decimals++)
                {
                    if (significant < MostDigits) mantissa = (mantissa * 10) + (uint)(cell[i] - '0');
                    if (mantissa != 0 || significant > 0) significant++;
                }
            if (digits == 0) return false;
            if (i < cell.Length)
            {
                if (cell[i] == ' ' && i + 1 < cell.Length) i++;
                if (cell[i++] is not ('e' or 'E')) return false;
                var below = i < cell.Length && cell[i] == '-';
                if (i < cell.Length && cell[i] is '+' or '-') i++;
                var first = i;
                for (; i < cell.Length && (uint)(cell[i] - '0') <= 9 && i - first < 3; i++) exponent = (exponent * 10) + (cell[i] - '0');
                if (i == first || i < cell.Length) return false;
                if (below) exponent = -exponent;
            }
            shape = new(negative, mantissa, significant, decimals, exponent, mantissa == 0);
            return true;
        }
    }

    private static bool Normalise(ReadOnlySpan<char> cell, char mark, Span<char> plain, out int length)
    {
        length = 0;
        if (cell.Length > plain.Length) return false;
        foreach (var c in cell)
        {
            if (c == ' ') continue;
            plain[length++] = c == mark ? '.' : c == '\u2212' ? '-' : c;
        }
        return true;
    }
}
