using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.Elements;

/// <summary>What the end of a text says of its wholeness.</summary>
internal static class TextEnd
{
    /// <summary>The standing warning of a format that has neither a count nor an end mark; a sharper one where the last line has no end.</summary>
    public static ReadWarning Open(TextFile text, string last) => Unended(text) ?? new(WarningCode.MayBeCut,
        Text($"This format has neither a count nor an end mark, so a file cut after a whole line looks complete: check that {last} is the last."), new(text.LineCount));

    /// <summary>
    /// The warning for a last line without a line end: a number cut in its digits is still a number. Null where the last line is ended.
    /// </summary>
    public static ReadWarning? Unended(TextFile text) => text.EndsWithLineEnd ? null : new(WarningCode.MayBeCut,
        Text($"The file ends inside line {text.LineCount}, without a line end: its last value may be cut: {Quote(Tail(text))}."), new(text.LineCount));

    private static ReadOnlySpan<char> Tail(TextFile text)
    {
        var line = text[text.LineCount];
        return line.Length > 60 ? line[^60..] : line;
    }
}
