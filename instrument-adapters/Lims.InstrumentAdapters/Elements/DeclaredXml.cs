using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.Elements;

/// <summary>
/// XML whose declaration may name a code page that the runtime does not know by itself (<c>WINDOWS-1252</c>). Bytes decide first: a mark, or UTF-8
/// that is whole; else the declared page, else Windows-1252.
/// </summary>
internal static partial class DeclaredXml
{
    /// <summary>The document with line information, and the encoding it was decoded in.</summary>
    public static (XDocument Document, string Encoding) Open(ReadOnlyMemory<byte> file, ReadOptions options)
    {
        var encoding = TextEncoding.Of(file.Span, options);
        var text = TextFile.Open(file, options with { Limits = options.Limits with { LineLength = options.Limits.FileBytes } }, encoding).All;
        if (encoding.IsWindows1252 && Declaration().Match(text) is { Success: true } declared
            && CodePagesEncodingProvider.Instance.GetEncoding(declared.Groups["name"].Value.ToLowerInvariant()) is { } named && named.CodePage != 1252)
        {
            encoding = new(named.WebName, named, 0, 1);
            text = named.GetString(file.Span);
        }
        // The declaration would name the wrong encoding for the text as decoded; blanks keep the places of what follows.
        var declaration = Declaration().Match(text);
        if (declaration.Success)
        {
            var end = text.IndexOf("?>", declaration.Index, StringComparison.Ordinal);
            if (end > 0) text = "<?xml version='1.0'?>".Length <= end + 2 ? "<?xml version='1.0'?>" + new string(' ', end + 2 - "<?xml version='1.0'?>".Length) + text[(end + 2)..] : text[(end + 2)..];
        }
        return (XmlInput.Document(Encoding.UTF8.GetBytes(text), options.Limits), encoding.Name);
    }

    [GeneratedRegex("""^\s*<\?xml[^>]*?encoding\s*=\s*["'](?<name>[A-Za-z0-9._-]+)["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
