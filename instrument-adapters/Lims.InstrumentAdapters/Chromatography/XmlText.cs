using System.Text;
using System.Xml.Linq;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.Chromatography;

/// <summary>XML exports whose declared encoding need not be the one they are saved in, and their leaves as keys.</summary>
internal static class XmlText
{
    /// <summary>The document with line information, and the name of its encoding.</summary>
    public static (XDocument Document, string Encoding) Read(ReadOnlyMemory<byte> file, ReadOptions options)
    {
        var encoding = TextEncoding.Of(file.Span);
        if (encoding is { Mark: 0, Width: 1 })
        {
            var head = Encoding.Latin1.GetString(file.Span[..Math.Min(file.Length, 200)]);
            if (!head.Contains("utf-16", StringComparison.OrdinalIgnoreCase)) return (XmlInput.Document(file, options.Limits), encoding.Name);
        }
        // Saved anew by another program: the bytes are believed, not the declaration. It is blanked out, so that places stay.
        var text = encoding.Decoder.GetString(file.Span[encoding.Mark..]);
        if (text.StartsWith("<?xml", StringComparison.Ordinal) && text.IndexOf("?>", StringComparison.Ordinal) is > 0 and var end) text = new string(' ', end + 2) + text[(end + 2)..];
        return (XmlInput.Document(Encoding.UTF8.GetBytes(text), options.Limits), encoding.Name);
    }

    /// <summary>Every leaf and attribute below an element as a key, named by its path; parts that are read elsewhere are left out.</summary>
    public static void Leaves(XElement element, string path, List<HeaderEntry> header, Func<XElement, bool>? readElsewhere = null)
    {
        foreach (var attribute in element.Attributes())
            if (!attribute.IsNamespaceDeclaration && attribute.Name.NamespaceName.Length == 0 && attribute.Value.Trim().Length > 0)
                header.Add(new(Join(path, attribute.Name.LocalName), attribute.Value.Trim(), XmlInput.Place(attribute)));
        foreach (var child in element.Elements())
        {
            if (readElsewhere?.Invoke(child) == true) continue;
            var name = Join(path, child.Name.LocalName);
            if (!child.HasElements && child.Value.Trim().Length > 0) header.Add(new(name, child.Value.Trim(), XmlInput.Place(child)));
            Leaves(child, name, header, readElsewhere);
        }
    }

    /// <summary>The first child of a name, whatever its namespace.</summary>
    public static XElement? Child(this XElement element, string name) => element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    public static IEnumerable<XElement> Children(this XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);

    /// <summary>The trimmed text of a child; empty where there is none.</summary>
    public static string Text(this XElement? element, string name) => element?.Child(name)?.Value.Trim() ?? "";

    public static IEnumerable<XElement> Below(this XContainer element, string name) => element.Descendants().Where(child => child.Name.LocalName == name);

    private static string Join(string path, string name) => path.Length == 0 ? name : path + "/" + name;
}
