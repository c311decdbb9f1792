using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>One section of a text: <c>[Peak Table(Ch1)]</c> and the lines up to the next heading.</summary>
/// <param name="Name">What stands in the brackets.</param>
/// <param name="Line">The heading's line.</param>
/// <param name="First">Its first line after the heading.</param>
/// <param name="Last">Its last line; before <paramref name="First"/> where it is empty.</param>
internal sealed record Section(string Name, int Line, int First, int Last)
{
    public FilePlace Place => new(Line);

    /// <summary>All sections of a text, in order. What stands before the first heading is left out.</summary>
    public static List<Section> Of(TextFile text)
    {
        var sections = new List<Section>();
        for (var line = 1; line <= text.LineCount; line++)
        {
            var heading = text[line].Trim();
            if (heading.Length < 3 || heading[0] != '[' || heading[^1] != ']') continue;
            if (sections.Count == text.Limits.Sections) throw Exceeded(new(line), $"Expected at most {text.Limits.Sections} sections, found more in line {line}.");
            if (sections.Count > 0) sections[^1] = sections[^1] with { Last = line - 1 };
            sections.Add(new(heading[1..^1].Trim().ToString(), line, line + 1, text.LineCount));
        }
        return sections;
    }
}

/// <summary>Lines <c>key separator value</c>.</summary>
internal static class KeyValue
{
    /// <summary>Takes a line apart at the first separator; false where it has none or the key is blank.</summary>
    public static bool TrySplit(ReadOnlySpan<char> line, char separator, int number, out HeaderEntry entry)
    {
        var at = line.IndexOf(separator);
        var key = at < 0 ? default : line[..at].Trim();
        entry = key.IsEmpty ? new("", "", new(number)) : new(key.ToString(), line[(at + 1)..].Trim().ToString(), new(number));
        return !key.IsEmpty;
    }

    /// <summary>The first value of a key, case aside; empty where there is none.</summary>
    public static string Value(this IEnumerable<HeaderEntry> head, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            foreach (var entry in head)
                if (entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase) && entry.Raw.Length > 0)
                    return entry.Raw.Trim();
        return "";
    }

    /// <summary>The first entry of a key, case aside; null where there is none.</summary>
    public static HeaderEntry? Entry(this IEnumerable<HeaderEntry> head, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            foreach (var entry in head)
                if (entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
                    return entry;
        return null;
    }
}
