using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.JcampDx;

/// <summary>
/// The lines of <c>(X++(Y..Y))</c>: an abscissa, then ordinates as plain numbers (AFFN, FIX), with signs for separators (PAC), or packed (ASDF):
/// SQZ letters carry sign and first digit, DIF letters a difference, DUP letters a repetition (McDonald and Wilks, Appl. Spectrosc. 42 (1988) 151).
/// A line after one that ended in DIF begins with its last ordinate again: the Y check.
/// </summary>
internal sealed class Ordinates(int most)
{
    private double[] values = new double[256];
    private readonly List<(int Line, double Abscissa, int Index)> abscissas = [];
    private double current;
    private double difference;
    private bool isDifference;

    public int Count { get; private set; }

    public int YChecks { get; private set; }

    public int YCheckFailures { get; private set; }

    public int FirstFailure { get; private set; }

    /// <summary>The abscissa of each line, and the index of the ordinate it belongs to.</summary>
    public IReadOnlyList<(int Line, double Abscissa, int Index)> Abscissas => abscissas;

    public Memory<double> Values => values.AsMemory(0, Count);

    /// <summary>Reads one line; blank lines and comments say nothing.</summary>
    /// <exception cref="Refusal">A character has no place in a data line.</exception>
    public void Read(ReadOnlySpan<char> written, int number)
    {
        var line = JcampRecord.WithoutComment(written);
        var at = 0;
        SkipBlanks(line, ref at);
        if (at == line.Length) return;
        if (!Number(line, ref at, out var abscissa)) throw Wrong(line, at, number);
        var isCheck = isDifference;
        abscissas.Add((number, abscissa, isCheck ? Count - 1 : Count));
        for (var isFirst = true; ; isFirst = false)
        {
            SkipBlanks(line, ref at);
            if (at == line.Length) break;
            var c = line[at];
            var code = c < Codes.Length ? Codes[c] : default;
            switch (code.Kind)
            {
                case Kind.Number:
                    if (!Number(line, ref at, out var value)) throw Wrong(line, at, number);
                    Absolute(value, isFirst && isCheck, number);
                    break;
                case Kind.Squeezed:
                    at++;
                    Absolute(Digits(line, ref at, code), isFirst && isCheck, number);
                    break;
                case Kind.Difference:
                    at++;
                    if (Count == 0) throw Refuse(FilePlace.InLine(number, at), $"Expected an ordinate before the first difference, found {Quote(line)}.");
                    (difference, isDifference) = (Digits(line, ref at, code), true);
                    current += difference;
                    Add(current, number);
                    break;
                case Kind.Repeat:
                    at++;
                    Repeat(Digits(line, ref at, code), line, at, number);
                    break;
                case Kind.Missing:
                    at++;
                    (current, isDifference) = (double.NaN, false);
                    Add(double.NaN, number);
                    break;
                default: throw Wrong(line, at, number);
            }
        }
    }

    private void Repeat(double repeats, ReadOnlySpan<char> line, int at, int number)
    {
        if (Count == 0 || repeats > most) throw Refuse(FilePlace.InLine(number, at), $"Expected a repetition of an ordinate before it, at most {most} times, found {Quote(line)}.");
        for (var i = 1; i < repeats; i++)
        {
            if (isDifference) current += difference;
            Add(current, number);
        }
    }

    private void Absolute(double value, bool isCheck, int number)
    {
        isDifference = false;
        if (!isCheck)
        {
            current = value;
            Add(value, number);
            return;
        }
        YChecks++;
        if (value == current) return;
        YCheckFailures++;
        if (FirstFailure == 0) FirstFailure = number;
        // The check is the more reliable of the two for what follows: an error in one difference would else go on to the end.
        current = value;
    }

    private void Add(double value, int number)
    {
        if (Count == most) throw Exceeded(new(number), $"Expected at most {most} ordinates, found more in line {number}.");
        if (Count == values.Length) Array.Resize(ref values, (int)Math.Min(most, Count * 2L));
        values[Count++] = value;
    }

    private static void SkipBlanks(ReadOnlySpan<char> line, ref int at)
    {
        while (at < line.Length && line[at] is ' ' or '\t' or ',' or ';' or '\u00A0') at++;
    }

    /// <summary>Sign, digits with a point, and an exponent only where a sign follows the E: alone it is a squeezed 5.</summary>
    internal static bool Number(ReadOnlySpan<char> line, ref int at, out double value)
    {
        var start = at;
        if (at < line.Length && line[at] is '+' or '-') at++;
        while (at < line.Length && (line[at] is >= '0' and <= '9' or '.')) at++;
        if (at + 2 < line.Length && line[at] is 'E' or 'e' && line[at + 1] is '+' or '-' && char.IsAsciiDigit(line[at + 2]))
        {
            at += 2;
            while (at < line.Length && char.IsAsciiDigit(line[at])) at++;
        }
        return NumberText.TryParse(line[start..at], '.', out value);
    }

    private static double Digits(ReadOnlySpan<char> line, ref int at, Code lead)
    {
        var whole = (long)lead.Digit;
        var i = at;
        unchecked
        {
            uint digit;
            while ((uint)i < (uint)line.Length && (digit = (uint)(line[i] - '0')) <= 9 && whole < 1L << 56)
            {
                whole = (whole * 10) + digit;
                i++;
            }
        }
        double value = whole;
        // Fractions occur though the form is of whole numbers; more than 17 digits lose nothing that a double could hold.
        for (; i < line.Length && char.IsAsciiDigit(line[i]); i++) value = (value * 10) + (line[i] - '0');
        if (i < line.Length && line[i] == '.')
        {
            i++;
            for (var part = 0.1; i < line.Length && char.IsAsciiDigit(line[i]); part /= 10, i++) value += (line[i] - '0') * part;
        }
        at = i;
        return lead.Negative ? -value : value;
    }

    private enum Kind : byte { None, Number, Squeezed, Difference, Repeat, Missing }

    private readonly record struct Code(Kind Kind, byte Digit, bool Negative);

    private static readonly Code[] Codes = [.. Enumerable.Range(0, 128).Select(c => CodeOf((char)c))];

    private static Code CodeOf(char c) => c switch
    {
        >= '0' and <= '9' or '.' or '+' or '-' => new(Kind.Number, 0, false),
        '@' => new(Kind.Squeezed, 0, false),
        >= 'A' and <= 'I' => new(Kind.Squeezed, (byte)(c - 'A' + 1), false),
        >= 'a' and <= 'i' => new(Kind.Squeezed, (byte)(c - 'a' + 1), true),
        '%' => new(Kind.Difference, 0, false),
        >= 'J' and <= 'R' => new(Kind.Difference, (byte)(c - 'J' + 1), false),
        >= 'j' and <= 'r' => new(Kind.Difference, (byte)(c - 'j' + 1), true),
        >= 'S' and <= 'Z' => new(Kind.Repeat, (byte)(c - 'S' + 1), false),
        's' => new(Kind.Repeat, 9, false),
        '?' => new(Kind.Missing, 0, false),
        _ => default,
    };

    private static Refusal Wrong(ReadOnlySpan<char> line, int at, int number) =>
        Refuse(FilePlace.InLine(number, at + 1), $"Expected an abscissa and ordinates in line {number}, found {Quote(line[Math.Min(at, line.Length)..])}.");
}

/// <summary>
/// Tables of groups, <c>(XY..XY)</c>: numbers parted by blanks, commas, semicolons or line ends. A comma at a line's end goes on in the next; two
/// commas hold a missing number.
/// </summary>
internal static class Groups
{
    /// <summary>Reads all numbers of the lines.</summary>
    public static List<double> Read(TextFile file, int from, int to, int most)
    {
        var numbers = new List<double>();
        var afterComma = false;
        for (var number = from; number <= to; number++)
        {
            var line = JcampRecord.WithoutComment(file[number]);
            for (var at = 0; at < line.Length;)
            {
                var c = line[at];
                if (c is ' ' or '\t' or '\u00A0')
                {
                    at++;
                    continue;
                }
                if (c is ',' or ';')
                {
                    if (afterComma) Add(double.NaN, number);
                    afterComma = true;
                    at++;
                    continue;
                }
                if (c == '?')
                {
                    at++;
                    Add(double.NaN, number);
                }
                else
                {
                    var start = at;
                    while (at < line.Length && line[at] is not (' ' or '\t' or ',' or ';' or '\u00A0')) at++;
                    if (!NumberText.TryParse(line[start..at], '.', out double value))
                        throw Refuse(FilePlace.InLine(number, start + 1), $"Expected a number in line {number}, found {Quote(line[start..at])}.");
                    Add(value, number);
                }
                afterComma = false;
            }
        }
        return numbers;

        void Add(double value, int number)
        {
            if (numbers.Count == most) throw Exceeded(new(number), $"Expected at most {most} numbers, found more in line {number}.");
            numbers.Add(value);
        }
    }
}
