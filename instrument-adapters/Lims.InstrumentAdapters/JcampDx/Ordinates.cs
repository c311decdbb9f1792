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
            if (c is >= '0' and <= '9' or '.' or '+' or '-')
            {
                if (!Number(line, ref at, out var value)) throw Wrong(line, at, number);
                Absolute(value, isFirst && isCheck, number);
            }
            else if (c == '?')
            {
                at++;
                (current, isDifference) = (double.NaN, false);
                Add(double.NaN, number);
            }
            else if (Squeezed(c) is { } lead)
            {
                at++;
                Absolute(Digits(line, ref at, lead), isFirst && isCheck, number);
            }
            else if (Differenced(c) is { } step)
            {
                at++;
                if (Count == 0) throw Refuse(FilePlace.InLine(number, at), $"Expected an ordinate before the first difference, found {Quote(line)}.");
                (difference, isDifference) = (Digits(line, ref at, step), true);
                current += difference;
                Add(current, number);
            }
            else if (Repeated(c) is { } times)
            {
                at++;
                var repeats = Digits(line, ref at, times);
                if (Count == 0 || repeats > most) throw Refuse(FilePlace.InLine(number, at), $"Expected a repetition of an ordinate before it, at most {most} times, found {Quote(line)}.");
                for (var i = 1; i < repeats; i++)
                {
                    if (isDifference) current += difference;
                    Add(current, number);
                }
            }
            else throw Wrong(line, at, number);
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

    private static double Digits(ReadOnlySpan<char> line, ref int at, (int Digit, bool Negative) lead)
    {
        double value = lead.Digit;
        while (at < line.Length && char.IsAsciiDigit(line[at])) value = (value * 10) + (line[at++] - '0');
        if (at < line.Length && line[at] == '.')
        {
            at++;
            for (var part = 0.1; at < line.Length && char.IsAsciiDigit(line[at]); part /= 10) value += (line[at++] - '0') * part;
        }
        return lead.Negative ? -value : value;
    }

    private static (int, bool)? Squeezed(char c) => c switch { '@' => (0, false), >= 'A' and <= 'I' => (c - 'A' + 1, false), >= 'a' and <= 'i' => (c - 'a' + 1, true), _ => null };

    private static (int, bool)? Differenced(char c) => c switch { '%' => (0, false), >= 'J' and <= 'R' => (c - 'J' + 1, false), >= 'j' and <= 'r' => (c - 'j' + 1, true), _ => null };

    private static (int, bool)? Repeated(char c) => c switch { >= 'S' and <= 'Z' => (c - 'S' + 1, false), 's' => (9, false), _ => null };

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
