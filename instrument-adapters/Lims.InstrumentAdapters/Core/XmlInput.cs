using System.Xml;
using System.Xml.Linq;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>XML from outside: no document type, no entities, nothing fetched, limited in depth and size (XXE, entity bombs, stack).</summary>
internal static class XmlInput
{
    /// <summary>A reader over the bytes, positions included (<see cref="IXmlLineInfo"/>).</summary>
    public static XmlReader Open(Stream xml, ReadingLimits limits) => XmlReader.Create(xml, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 4L * limits.FileBytes,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = false,
    });

    /// <summary>The whole document with line information, for small files; refused when nested too deeply.</summary>
    public static XDocument Document(ReadOnlyMemory<byte> file, ReadingLimits limits)
    {
        using (var walk = Open(Over(file), limits))
            while (walk.Read())
                CheckDepth(walk, limits);
        using var reader = Open(Over(file), limits);
        return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
    }

    public static void CheckDepth(XmlReader reader, ReadingLimits limits)
    {
        if (reader.Depth > limits.Depth)
            throw Exceeded(Place(reader), $"Expected elements nested at most {limits.Depth} deep, found {Quote(reader.Name)} deeper.");
    }

    /// <summary>Where the reader stands.</summary>
    public static FilePlace Place(XmlReader reader) => reader is IXmlLineInfo info && info.HasLineInfo() ? FilePlace.InLine(info.LineNumber, info.LinePosition) : new(null);

    /// <summary>Where an element or attribute stands.</summary>
    public static FilePlace Place(XObject part) => part is IXmlLineInfo info && info.HasLineInfo() ? FilePlace.InLine(info.LineNumber, info.LinePosition) : new(null);

    /// <summary>The name of the first element in the beginning of a file, without its prefix; empty where there is none.</summary>
    public static string RootOf(FileHead head)
    {
        var text = head.Text.AsSpan().TrimStart().TrimStart('\uFEFF');
        while (text.StartsWith("<?") || text.StartsWith("<!--"))
        {
            var close = text.StartsWith("<?") ? "?>" : "-->";
            var end = text.IndexOf(close);
            if (end < 0) return "";
            text = text[(end + close.Length)..].TrimStart();
        }
        if (!text.StartsWith("<")) return "";
        var stop = 1;
        while (stop < text.Length && !char.IsWhiteSpace(text[stop]) && text[stop] is not ('/' or '>')) stop++;
        var name = text[1..stop];
        return name[(name.IndexOf(':') + 1)..].ToString();
    }

    /// <summary>A stream over the bytes, without a copy.</summary>
    public static Stream Over(ReadOnlyMemory<byte> file) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(file, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(file.ToArray(), writable: false);
}
