using System.Security.Cryptography;
using System.Text;

namespace Lims.Classification.Tariff.Import;

/// <summary>A line that has its place, with what its file says of it.</summary>
/// <param name="File">Its file; empty for a line that was made.</param>
/// <param name="Row">Of the file.</param>
/// <param name="Place">What it is and where it stands.</param>
/// <param name="Raw">What the file says.</param>
/// <param name="IsMade">A heading, chapter or section the file leaves out; it never changes a line that is there.</param>
internal sealed record PlacedLine(string File, int Row, LinePlace Place, RawLine Raw, bool IsMade);

/// <summary>
/// Hangs the lines of all files of an import where they belong: by indents where the file has them, by the parent it names, or below the longest code that
/// begins theirs. All that stands below a chapter comes in one import, since an import speaks for the chapters it holds. What cannot hang anywhere, comes twice or would stand below itself is refused, and so is what hangs on it.
/// </summary>
internal sealed class LineAssembly
{
    private readonly Dictionary<string, PlacedLine> placed = new(StringComparer.Ordinal);
    private readonly HashSet<string> named;

    private LineAssembly(IEnumerable<Reading> readings) =>
        named = readings.SelectMany(reading => reading.Lines).Select(line => TariffCode.Digits(line.Code)).Where(digits => TariffCode.LevelOf(digits) is not null).ToHashSet(StringComparer.Ordinal);

    /// <summary>The lines, in the order of the files, the made ones last.</summary>
    /// <param name="readings">Take the refusals.</param>
    public static IReadOnlyList<PlacedLine> Place(IReadOnlyList<Reading> readings)
    {
        var assembly = new LineAssembly(readings);
        foreach (var reading in readings) assembly.Place(reading);
        assembly.Complete();
        foreach (var reading in readings) assembly.RefuseHangingInTheAir(reading);
        return [.. assembly.placed.Values];
    }

    private void Place(Reading reading)
    {
        var next = NextCodes(reading.Lines);
        var above = new List<(string Key, string Digits, int Indent)>();
        for (var i = 0; i < reading.Lines.Count; i++)
        {
            var raw = reading.Lines[i];
            var place = raw.IsSection ? Section(raw.Section ?? raw.Code) : raw.Code.Length == 0 ? Group(raw, next[i], above, reading) : Coded(raw, above, reading);
            if (place is null) continue;
            if (placed.TryGetValue(place.Key, out var first))
            {
                reading.Refuse(raw.Row, raw.Columns.Code, raw.Code, $"“{Reading.Quoted(raw.Code.Length > 0 ? raw.Code : raw.Texts[0].Text)}” stands in {first.File}, row {first.Row}, already; a line comes once.");
                continue;
            }
            placed[place.Key] = new(reading.File, raw.Row, place, raw, false);
            if (raw.Indent is { } indent) above.Add((place.Key, place.Digits, indent));
        }
    }

    private LinePlace? Coded(RawLine raw, List<(string Key, string Digits, int Indent)> above, Reading reading)
    {
        var digits = TariffCode.Digits(raw.Code);
        if (TariffCode.LevelOf(digits) is not { } level)
        {
            reading.Refuse(raw.Row, raw.Columns.Code, raw.Code, digits.Length == 0
                ? "it is no code; digits, with points and blanks or without, were expected."
                : $"a code of {digits.Length} digits is none; 2 (chapter), 4 (heading), 6 (subheading) or 7 to {TariffCode.Longest} (a country's line) were expected.");
            return null;
        }
        if (raw.Indent is { } indent) above.RemoveAll(line => line.Indent >= indent);
        if (Parent(raw, digits, level, above, reading) is not { } parent) return null;
        var depth = raw.Indent ?? digits.Length;
        return new(digits, parent, digits, level, digits[..2], Sorted(digits, (2 * depth) + 1), raw.Indent ?? 0);
    }

    private string? Parent(RawLine raw, string digits, TariffLevel level, List<(string Key, string Digits, int Indent)> above, Reading reading)
    {
        if (level == TariffLevel.Chapter) return raw.Section ?? ShippedNomenclature.Chapter(digits)?.Section ?? "";
        if (raw.Indent is not null) return Indented(digits, above) ?? ByCode(raw, digits, reading);
        if (raw.Parent is not { Length: > 0 } written) return ByCode(raw, digits, reading);
        var parent = TariffCode.Digits(written);
        if (parent.Length > 0 && parent.StartsWith(digits, StringComparison.Ordinal))
            reading.Refuse(raw.Row, raw.Columns.Parent, written, $"{TariffCode.WithPoints(digits)} would stand below itself, in a circle; a code that begins it was expected.");
        else if (parent.Length == 0 || !digits.StartsWith(parent, StringComparison.Ordinal))
            reading.Refuse(raw.Row, raw.Columns.Parent, written, $"{TariffCode.WithPoints(digits)} cannot stand below it; a code that begins it was expected, such as {TariffCode.WithPoints(digits[..Math.Min(4, digits.Length - 1)])}.");
        else if (!named.Contains(parent) && parent.Length > 2)
            reading.Refuse(raw.Row, raw.Columns.Parent, written, $"no line {TariffCode.WithPoints(parent)} is in the file, so {TariffCode.WithPoints(digits)} hangs in the air.");
        else return parent;
        return null;
    }

    /// <summary>
    /// The line above by the indents. Where a coded line above does not begin the code, the indents are wrong from there on (some published ones are), and the
    /// code decides.
    /// </summary>
    private static string? Indented(string digits, List<(string Key, string Digits, int Indent)> above)
    {
        var good = above.FindIndex(line => line.Digits.Length > 0 && !digits.StartsWith(line.Digits, StringComparison.Ordinal));
        var last = (good < 0 ? above.Count : good) - 1;
        return last >= 0 ? above[last].Key : null;
    }

    private string? ByCode(RawLine raw, string digits, Reading reading)
    {
        var parent = TariffCode.Above(digits).LastOrDefault(code => named.Contains(code));
        if (digits.Length == 4) return digits[..2];
        if (parent is { Length: >= 4 }) return parent;
        // A heading with one line is printed as that line, at the margin; the heading is made, with its words.
        if (raw.Indent == 0) return digits[..4];
        reading.Refuse(raw.Row, raw.Columns.Code, raw.Code, $"no heading {digits[..4]} is in the file, so {TariffCode.WithPoints(digits)} hangs in the air.");
        return null;
    }

    private LinePlace? Group(RawLine raw, string? next, List<(string Key, string Digits, int Indent)> above, Reading reading)
    {
        if (raw.Indent is not { } indent)
        {
            reading.Refuse(raw.Row, raw.Columns.Code, "", $"“{Reading.Quoted(raw.Texts[0].Text)}” has no code; words without a code need a column of depths that says what they stand above.");
            return null;
        }
        above.RemoveAll(line => line.Indent >= indent);
        var last = above.LastOrDefault(line => line.Digits.Length > 0).Digits;
        if ((next ?? last) is not { } near)
        {
            reading.Refuse(raw.Row, raw.Columns.Code, "", $"“{Reading.Quoted(raw.Texts[0].Text)}” has no code, and no line with one is near.");
            return null;
        }
        var parent = above.Count > 0 ? above[^1].Key : near[..2];
        var key = $"{parent}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', TariffWords.Of(raw.Texts[0].Text)))))[..12]}";
        for (var again = 2; placed.ContainsKey(key); again++) key = $"{key.Split('~')[0]}~{again}";
        if (key.Length <= 200) return new(key, parent, "", TariffLevel.Group, near[..2], Sorted(near, 2 * indent), indent);
        reading.Refuse(raw.Row, raw.Columns.Code, "", $"“{Reading.Quoted(raw.Texts[0].Text)}” stands below more groups than any tariff has.");
        return null;
    }

    private static LinePlace Section(string roman) => new(roman, "", "", TariffLevel.Section, "", SectionNumber.Of(roman).ToString("0000", System.Globalization.CultureInfo.InvariantCulture), 0);

    /// <summary>Headings, chapters and sections that the files leave out: a schedule comes by lines, and the tree needs its trunk.</summary>
    private void Complete()
    {
        foreach (var line in placed.Values.Where(line => line is { Raw.Indent: 0, Place: { Level: TariffLevel.Subheading or TariffLevel.National, Parent.Length: 4 } }).ToList())
        {
            var heading = line.Place.Parent;
            if (!placed.ContainsKey(heading)) placed[heading] = new("", 0, new(heading, heading[..2], heading, TariffLevel.Heading, heading[..2], Sorted(heading, 1), 0), new(0, heading) { Texts = line.Raw.Texts }, true);
        }
        foreach (var chapter in placed.Values.Select(line => line.Place.Chapter).Where(chapter => chapter.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList())
        {
            if (placed.ContainsKey(chapter)) continue;
            var ours = ShippedNomenclature.Chapter(chapter);
            Make(new(chapter, ours?.Section ?? "", chapter, TariffLevel.Chapter, chapter, Sorted(chapter, 0), 0), ours?.Name ?? $"Chapter {chapter}");
        }
        foreach (var section in placed.Values.Where(line => line.Place.Level == TariffLevel.Chapter).Select(line => line.Place.Parent).Where(section => section.Length > 0).Distinct().ToList())
        {
            if (!placed.ContainsKey(section)) Make(Section(section), ShippedNomenclature.Section(section)?.Name ?? $"Section {section}");
        }

        void Make(LinePlace place, string words) => placed[place.Key] = new("", 0, place, new(0, place.Digits) { Texts = [new("en", words)] }, true);
    }

    /// <summary>Again and again, until nothing more hangs on what was refused.</summary>
    private void RefuseHangingInTheAir(Reading reading)
    {
        while (placed.Values.Where(line => line.File == reading.File && line.Place.Parent.Length > 0 && !placed.ContainsKey(line.Place.Parent)).ToList() is { Count: > 0 } hanging)
        {
            foreach (var line in hanging)
            {
                placed.Remove(line.Place.Key);
                reading.Refuse(line.Row, line.Raw.Columns.Code, line.Raw.Code, $"the line above it, “{Reading.Quoted(line.Place.Parent)}”, was refused, so it hangs in the air.");
            }
        }
    }

    /// <summary>Of each line the digits of the first coded line from it on: where a group is printed.</summary>
    private static string?[] NextCodes(List<RawLine> lines)
    {
        var next = new string?[lines.Count];
        string? code = null;
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            if (TariffCode.Digits(lines[i].Code) is { Length: > 0 } digits && TariffCode.LevelOf(digits) is not null) code = digits;
            next[i] = code;
        }
        return next;
    }

    private static string Sorted(string digits, int depth) => digits.PadRight(TariffCode.Longest, '0') + depth.ToString("00", System.Globalization.CultureInfo.InvariantCulture);
}
