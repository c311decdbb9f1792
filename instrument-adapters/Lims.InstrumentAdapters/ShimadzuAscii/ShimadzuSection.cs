using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.ShimadzuAscii;

/// <summary>What a section is, by its name before the parenthesis.</summary>
internal enum ShimadzuKind
{
    /// <summary>Keys and values alone.</summary>
    Keys,

    /// <summary>One line of free text.</summary>
    Description,
    Peaks,
    Results,
    Trace,
    Spectrum,

    /// <summary>Not read here; named in what was not understood.</summary>
    Unknown,
}

/// <summary>One section taken apart: its keys, and where its table or its points begin.</summary>
/// <param name="Section">Name and lines.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Detail">Detector and channel, or what else stands in the parenthesis of its name.</param>
/// <param name="Keys">Its lines <c>key delimiter value</c> before the table.</param>
/// <param name="Heading">Line of the table's headings; 0 where it has none.</param>
internal sealed record ShimadzuSection(Section Section, ShimadzuKind Kind, string Detail, IReadOnlyList<HeaderEntry> Keys, int Heading)
{
    private static readonly string[] KeySections = ["Header", "File Information", "Sample Information", "Original Files", "Configuration", "Data File", "Instrument", "Method Information", "Batch Information"];

    /// <summary>Line of the first point of a trace; 0 where this is none.</summary>
    public int FirstPoint => Kind is ShimadzuKind.Trace or ShimadzuKind.Spectrum && Heading > 0 ? Heading + 1 : 0;

    public static ShimadzuSection Of(TextFile text, Section section, char delimiter)
    {
        var at = section.Name.IndexOf('(', StringComparison.Ordinal);
        var name = (at < 0 ? section.Name : section.Name[..at]).Trim();
        var detail = at < 0 ? "" : section.Name[(at + 1)..].TrimEnd().TrimEnd(')').Trim();
        var kind = KindOf(name);
        var keys = new List<HeaderEntry>();
        var heading = 0;
        for (var line = section.First; line <= section.Last && heading == 0; line++)
        {
            var row = text[line];
            if (row.IsWhiteSpace()) continue;
            if (kind is ShimadzuKind.Peaks or ShimadzuKind.Results or ShimadzuKind.Trace or ShimadzuKind.Spectrum && IsHeading(row, delimiter, kind)) heading = line;
            else if (kind == ShimadzuKind.Description) keys.Add(new("File Description", row.Trim().ToString(), new(line)));
            else if (KeyValue.TrySplit(row, delimiter, line, out var entry)) keys.Add(entry with { Place = FilePlace.InLine(line, row.IndexOf(delimiter) + 2) });
            else keys.Add(new(row.Trim().ToString(), "", new(line)));
        }
        return new(section, kind, detail, keys, heading);
    }

    /// <summary>The rows of a table below its heading, blank ones left out.</summary>
    public IEnumerable<CsvRow> Rows(TextFile text, char delimiter)
    {
        if (Kind is not (ShimadzuKind.Peaks or ShimadzuKind.Results) || Heading == 0) yield break;
        foreach (var row in Csv.Rows(text, delimiter, Heading + 1, Section.Last))
            if (!row.IsBlank)
                yield return row;
    }

    private static ShimadzuKind KindOf(string name)
    {
        if (KeySections.Contains(name, StringComparer.OrdinalIgnoreCase)) return ShimadzuKind.Keys;
        if (name.Equals("File Description", StringComparison.OrdinalIgnoreCase)) return ShimadzuKind.Description;
        if (name.EndsWith("Peak Table", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("Spectrum", StringComparison.OrdinalIgnoreCase)) return ShimadzuKind.Peaks;
        if (name.EndsWith("Results", StringComparison.OrdinalIgnoreCase) || name.StartsWith("MS Similarity Search", StringComparison.OrdinalIgnoreCase)) return ShimadzuKind.Results;
        if (name.EndsWith("Chromatogram", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Status Trace", StringComparison.OrdinalIgnoreCase)) return ShimadzuKind.Trace;
        return name.EndsWith("Spectrum", StringComparison.OrdinalIgnoreCase) ? ShimadzuKind.Spectrum : ShimadzuKind.Unknown;
    }

    /// <summary>A heading has several words; of keys the first cell is one of the known ones and the second its value.</summary>
    private static bool IsHeading(ReadOnlySpan<char> row, char delimiter, ShimadzuKind kind)
    {
        var at = row.IndexOf(delimiter);
        if (at < 0) return false;
        var first = row[..at].Trim();
        if (kind == ShimadzuKind.Trace) return first.StartsWith("R.Time", StringComparison.OrdinalIgnoreCase) || first.StartsWith("Ret.Time", StringComparison.OrdinalIgnoreCase) || first.StartsWith("Time (", StringComparison.OrdinalIgnoreCase);
        if (kind == ShimadzuKind.Spectrum) return first.StartsWith("m/z", StringComparison.OrdinalIgnoreCase);
        return first is "Peak#" or "ID#" or "Group#" or "Group" || Cells.Count(row, delimiter) > 4;
    }
}
