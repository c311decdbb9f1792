using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>The words of a refusal: always what was expected, what was found, and the offending part in quotes.</summary>
internal static class Wording
{
    private const int Longest = 80;

    /// <summary>A text that reads the same on every machine.</summary>
    public static string Text(InvariantText text) => text.ToString();

    public static ReadOutcome.Refused RefuseAt(int line, InvariantText reason) => new(reason.ToString(), new FilePlace(line));

    /// <summary>The part in quotes, cut at 80 characters; control characters are shown by code so that a person sees them.</summary>
    public static string Quote(ReadOnlySpan<char> part)
    {
        var text = new StringBuilder("'");
        foreach (var c in part.Length > Longest ? part[..Longest] : part)
        {
            if (c == '\t') text.Append("\\t");
            else if (char.IsControl(c) || char.IsSurrogate(c) || c == '\uFFFD')
                text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            else text.Append(c);
        }
        return text.Append(part.Length > Longest ? "…'" : "'").ToString();
    }

    /// <summary>How a file begins: its first line where it is text, else its first bytes in hexadecimal.</summary>
    public static string Beginning(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty) return "nothing (0 bytes)";
        var lines = TextLines.OfHead(head);
        if (lines.MoveNext() && !ContainsControl(lines.Current)) return Quote(lines.Current);
        return "the bytes " + Convert.ToHexString(head.Length > 16 ? head[..16] : head);
    }

    private static bool ContainsControl(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (char.IsControl(c) && c != '\t')
                return true;
        return false;
    }
}

/// <summary>An interpolated text whose numbers and dates are written in the invariant culture.</summary>
[InterpolatedStringHandler]
internal ref struct InvariantText(int literal, int holes)
{
    private DefaultInterpolatedStringHandler text = new(literal, holes, CultureInfo.InvariantCulture);

    public void AppendLiteral(string part) => text.AppendLiteral(part);

    public void AppendFormatted<T>(T part) => text.AppendFormatted(part);

    public void AppendFormatted<T>(T part, string format) => text.AppendFormatted(part, format);

    public void AppendFormatted(string part) => text.AppendFormatted(part);

    public override string ToString() => text.ToStringAndClear();
}
