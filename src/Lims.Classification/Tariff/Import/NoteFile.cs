using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Lims.Classification.Tariff.Import;

/// <summary>
/// Notes to sections and chapters: a YAML file with section, chapter and content (colons before the names are taken too), a YAML list of them, or a Markdown
/// file that begins “# Chapter 17”. The content is a list whose numbered items are the notes, under headings such as “Subheading notes”.
/// </summary>
internal static partial class NoteFile
{
    public static void Read(ImportSource source, Reading reading)
    {
        reading.Form = "notes";
        using var text = TextFile.Open(source.Content, null, reading);
        if (text is null) return;
        if (source.Name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)) Markdown(text.ReadToEnd(), reading);
        else Yaml(text, reading);
    }

    private static void Markdown(string text, Reading reading)
    {
        reading.Rows = 1;
        var head = Head().Match(text);
        if (head.Success) Split(head.Groups["scope"].Value, "en", text[(head.Index + head.Length)..], 1, reading);
        else reading.Stop(1, "", text.Split('\n', 2)[0], "a first line “# Chapter 17” or “# Section IV” was expected.");
    }

    private static void Yaml(TextReader text, Reading reading)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(text);
            var root = yaml.Documents.Count > 0 ? yaml.Documents[0].RootNode : null;
            IEnumerable<YamlNode> notes = root is YamlSequenceNode list ? list.Children : [.. new[] { root }.OfType<YamlNode>()];
            foreach (var note in notes)
            {
                reading.Rows++;
                One(note, reading);
            }
            if (reading.Rows == 0) reading.Stop(0, "", null, "the file holds nothing; chapter and content were expected.");
        }
        catch (YamlException wrong)
        {
            reading.Stop((int)wrong.Start.Line, "", null, wrong.Message);
        }
    }

    private static void One(YamlNode node, Reading reading)
    {
        var row = (int)node.Start.Line;
        if (node is not YamlMappingNode map)
        {
            reading.Refuse(row, "", node.ToString(), "chapter and content were expected.");
            return;
        }
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value?.Trim(':') ?? "";
            if (name is not ("section" or "chapter" or "content" or "language"))
            {
                reading.Refuse(row, name, value.ToString(), "section, chapter, language and content are the names expected here; leaving another out would lose it.");
                return;
            }
            if (value is YamlScalarNode scalar) values[name] = scalar.Value ?? "";
            else reading.Refuse((int)value.Start.Line, name, value.NodeType.ToString(), "one text was expected.");
        }
        var language = values.GetValueOrDefault("language", "en");
        if (Scope(values, row, reading) is { } scope && values.TryGetValue("content", out var content)) Split(scope, language, content, row, reading);
        else if (!values.ContainsKey("content")) reading.Refuse(row, "content", null, "the note has no content.");
    }

    /// <summary>The chapter it stands at, or else the section.</summary>
    private static string? Scope(Dictionary<string, string> values, int row, Reading reading)
    {
        var (name, typed) = values.TryGetValue("chapter", out var chapter) && chapter.Length > 0 ? ("chapter", chapter) : ("section", values.GetValueOrDefault("section", ""));
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100)
        {
            if (name == "chapter") return number.ToString("00", CultureInfo.InvariantCulture);
            if (SectionNumber.Roman(number) is { } roman) return roman;
        }
        if (name == "section" && SectionNumber.Of(typed) > 0) return typed;
        reading.Refuse(row, name, typed, name == "chapter" ? "it is no chapter; two digits were expected." : "it is no section; a number from 1 to 21, Roman or not, was expected.");
        return null;
    }

    /// <summary>Parts the content into notes. Every line of it is in exactly one note or is a heading.</summary>
    private static void Split(string scope, string language, string content, int row, Reading reading)
    {
        var scopeWritten = scope.StartsWith("Chapter", StringComparison.OrdinalIgnoreCase) || scope.StartsWith("Section", StringComparison.OrdinalIgnoreCase) ? scope[8..].Trim() : scope;
        if (scopeWritten.Length == 1 && char.IsAsciiDigit(scopeWritten[0])) scopeWritten = "0" + scopeWritten;
        var (kind, number, lines) = ("Notes", "", new List<string>());
        var seen = new Dictionary<(string, string), int>();
        foreach (var line in content.ReplaceLineEndings("\n").Split('\n'))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                End();
                (kind, number) = (heading.Groups[1].Value.Trim(), "");
            }
            else if (Item().Match(line) is { Success: true } item)
            {
                End();
                number = item.Groups[1].Value;
                lines.Add(line[item.Length..]);
            }
            else
            {
                lines.Add(line);
            }
        }
        End();

        void End()
        {
            var text = string.Join('\n', lines).Trim();
            lines.Clear();
            if (text.Length == 0 && number.Length == 0) return;
            var occurrence = seen[(kind, number)] = seen.GetValueOrDefault((kind, number)) + 1;
            if (kind.Length > 100 || number.Length > 20 || text.Length == 0) reading.Refuse(row, "content", $"{kind} {number}", "a short heading, a number and words were expected.");
            else reading.Notes.Add(new(scopeWritten, kind, number, occurrence, reading.Notes.Count(note => note.Scope == scopeWritten && note.Language == language) + 1, language, text));
        }
    }

    [GeneratedRegex(@"\A\s*#\s+(?<scope>(Chapter\s+\d{1,2}|Section\s+[IVX]+))\s*(\n|\z)", RegexOptions.IgnoreCase)]
    private static partial Regex Head();

    [GeneratedRegex(@"^##+\s*(.+?)\s*#*\s*$")]
    private static partial Regex Heading();

    /// <summary>“* 1\. ” at the margin; deeper items belong to the note they stand in.</summary>
    [GeneratedRegex(@"^(?:\*\s*)?(\d{1,3}[a-z]?)\\?\.\s+")]
    private static partial Regex Item();
}
