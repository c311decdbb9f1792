using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Lims.Classification.Criteria;

/// <summary>
/// A part of a YAML text with the way to it, so that a fault can say where it stands. What is wrong is noted and a harmless value given back:
/// one reading tells everything that is wrong.
/// </summary>
internal sealed class YamlPart(YamlNode? node, string criterion, string at, Action<string> fault)
{
    /// <summary>Reads a text; a text that is no YAML is a fault with its line.</summary>
    public static YamlPart? Read(string yaml, Action<string> fault)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return new(stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode, "", "", fault);
        }
        catch (YamlException unreadable)
        {
            fault($"Line {unreadable.Start.Line}: {(unreadable.InnerException ?? unreadable).Message}");
            return null;
        }
    }

    /// <summary>Where it stands: <c>branches[2].when.all[0]</c>.</summary>
    public string At => at;

    public bool Exists => node is not null && node is not YamlScalarNode { Value: null or "" or "~", Style: ScalarStyle.Plain };

    public bool IsMap => node is YamlMappingNode;

    public bool IsList => node is YamlSequenceNode;

    /// <summary>The part under a key; it does not exist where the key is not there.</summary>
    public YamlPart this[string key] => new(Child(key), criterion, at.Length == 0 ? key : $"{at}.{key}", fault);

    /// <summary>The same part, its faults told with the criterion's id.</summary>
    public YamlPart OfCriterion(string id) => new(node, id, "", fault);

    /// <summary>The parts of a list; none where there is no list.</summary>
    public IReadOnlyList<YamlPart> List
    {
        get
        {
            if (!Exists) return [];
            if (node is YamlSequenceNode list) return [.. list.Children.Select((child, i) => new YamlPart(child, criterion, $"{at}[{i}]", fault))];
            Fault("a list was expected.");
            return [];
        }
    }

    /// <summary>The pairs of a mapping, in their order.</summary>
    public IReadOnlyList<(string Key, YamlPart Part)> Pairs
    {
        get
        {
            if (!Exists) return [];
            if (node is YamlMappingNode map) return [.. map.Children.Select(pair => (((YamlScalarNode)pair.Key).Value ?? "", new YamlPart(pair.Value, criterion, $"{at}.{pair.Key}", fault)))];
            Fault("keys with their values were expected.");
            return [];
        }
    }

    /// <summary>Notes every key that is not among these: a misspelt key would silently mean nothing.</summary>
    public YamlPart Only(params ReadOnlySpan<string> keys)
    {
        foreach (var (key, _) in Pairs)
        {
            if (!keys.Contains(key)) Fault($"“{key}” is no key here; expected was one of {string.Join(", ", keys.ToArray())}.");
        }
        return this;
    }

    /// <summary>A text that must be there.</summary>
    public string Text()
    {
        if (Optional() is { } text) return text;
        Fault("it is missing or empty.");
        return "";
    }

    /// <summary>A text, or null.</summary>
    public string? Optional()
    {
        if (!Exists) return null;
        if (node is YamlScalarNode { Value: { } text }) return text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
        Fault("a text was expected.");
        return null;
    }

    /// <summary>Texts of a list; one text alone is a list of one.</summary>
    public IReadOnlyList<string> Texts() => node is YamlScalarNode && Exists ? [Text()] : [.. List.Select(part => part.Text())];

    /// <summary>A number as printed, or null.</summary>
    public decimal? Number()
    {
        if (Optional() is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        Fault($"“{text}” is no number.");
        return null;
    }

    /// <summary>Yes or no, or null.</summary>
    public bool? Truth()
    {
        if (Optional() is not { } text) return null;
        if (text is "true" or "false") return text == "true";
        Fault($"“{text}” was found; true or false was expected.");
        return null;
    }

    public DateOnly Day()
    {
        if (!DateOnly.TryParseExact(Optional(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) Fault($"“{Optional()}” is no day; one like 2022-01-01 was expected.");
        return day;
    }

    /// <summary>One of some words.</summary>
    public T One<T>(IReadOnlyDictionary<string, T> choices)
    {
        var text = Optional();
        if (text is not null && choices.TryGetValue(text, out var choice)) return choice;
        Fault($"“{text}” was found; one of {string.Join(", ", choices.Keys)} was expected.");
        return choices.Values.First();
    }

    /// <summary>Notes a fault at this place, with the line it stands on.</summary>
    public void Fault(string text)
    {
        var line = node is null ? "" : FormattableString.Invariant($" (line {node.Start.Line})");
        fault($"{string.Join(' ', new[] { criterion, at }.Where(part => part.Length > 0))}{line}: {text}");
    }

    private YamlNode? Child(string key)
    {
        if (node is not YamlMappingNode map) return null;
        foreach (var pair in map.Children)
        {
            if (pair.Key is YamlScalarNode { Value: { } name } && name == key) return pair.Value;
        }
        return null;
    }
}
