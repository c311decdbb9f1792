using System.Net;
using System.Text.RegularExpressions;

namespace Lims.Classification.Tariff.Tree;

/// <summary>A note for reading: the marks of lists become lines, tables become rows parted by bars, and no mark-up of a file ever becomes mark-up of a page.</summary>
internal static partial class NoteText
{
    public static string Plain(string text)
    {
        var plain = RowEnd().Replace(text.ReplaceLineEndings("\n"), "\n");
        plain = CellEnd().Replace(plain, " | ");
        plain = Break().Replace(plain, "\n");
        plain = WebUtility.HtmlDecode(Tag().Replace(plain, ""));
        plain = Bullet().Replace(plain, "$1");
        plain = Escape().Replace(plain, "$1");
        return ManyLines().Replace(BarAtEnd().Replace(plain, ""), "\n\n").Trim();
    }

    [GeneratedRegex(@"</t[dh]>\s*", RegexOptions.IgnoreCase)]
    private static partial Regex CellEnd();

    [GeneratedRegex(@"(</t[dh]>\s*)?</tr>\s*", RegexOptions.IgnoreCase)]
    private static partial Regex RowEnd();

    [GeneratedRegex(@"<(br|/p|/li)\s*/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Break();

    [GeneratedRegex(@"</?[a-zA-Z][^<>]{0,400}>")]
    private static partial Regex Tag();

    /// <summary>“  * (a) ” keeps its indent and loses its star.</summary>
    [GeneratedRegex(@"^([ \t]*)[*] +", RegexOptions.Multiline)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"\\([\\.*_\-()#])")]
    private static partial Regex Escape();

    [GeneratedRegex(@"[ |]+$", RegexOptions.Multiline)]
    private static partial Regex BarAtEnd();

    [GeneratedRegex(@"\n\s*\n(\s*\n)*")]
    private static partial Regex ManyLines();
}
