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

    /// <summary>A refusal as a value, with its line.</summary>
    public static ReadOutcome.Refused RefuseAt(int line, InvariantText reason, string code = RefusalCode.Malformed) =>
        new(reason.ToString(), new FilePlace(line), code);

    /// <summary>A refusal to throw: <c>throw Refuse(place, $"Expected …, found …")</c>.</summary>
    public static Refusal Refuse(FilePlace? at, InvariantText reason, string code = RefusalCode.Malformed) =>
        new(new(reason.ToString(), at, code));

    /// <summary>A refusal to throw, because the file ends too early.</summary>
    public static Refusal Truncated(FilePlace? at, InvariantText reason) => new(new(reason.ToString(), at, RefusalCode.Truncated));

    /// <summary>A refusal to throw, because a limit is exceeded.</summary>
    public static Refusal Exceeded(FilePlace? at, InvariantText reason) => new(new(reason.ToString(), at, RefusalCode.Limit));

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
    public static string Beginning(FileHead head)
    {
        if (head.Bytes.IsEmpty) return "nothing (0 bytes)";
        var first = head.Lines[0];
        return ContainsControl(first)
            ? "the bytes " + Convert.ToHexString(head.Bytes.Length > 16 ? head.Bytes[..16] : head.Bytes)
            : Quote(first);
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
