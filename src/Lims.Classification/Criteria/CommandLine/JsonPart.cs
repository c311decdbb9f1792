using System.Globalization;
using System.Text.Json;

namespace Lims.Classification.Criteria.CommandLine;

/// <summary>A part of a JSON text with the path to it. What does not fit is refused with the path, what stands there and what was expected.</summary>
internal readonly struct JsonPart(JsonElement element, string path)
{
    /// <summary>No measured value is that large; what is, is a slip of the keyboard.</summary>
    private const double Largest = 1e15;

    /// <summary><c>$.measured[1].u</c>.</summary>
    public string Path => path;

    public JsonValueKind Kind => element.ValueKind;

    public bool Exists => Kind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public JsonPart this[string key] => new(element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var child) ? child : default, $"{path}.{key}");

    public IReadOnlyList<JsonPart> List
    {
        get
        {
            if (!Exists) return [];
            if (Kind != JsonValueKind.Array) throw Refused("a list was expected");
            var at = path;
            return [.. element.EnumerateArray().Select((child, i) => new JsonPart(child, FormattableString.Invariant($"{at}[{i}]")))];
        }
    }

    public IReadOnlyList<(string Key, JsonPart Part)> Pairs
    {
        get
        {
            if (!Exists) return [];
            if (Kind != JsonValueKind.Object) throw Refused("an object was expected");
            var at = path;
            return [.. element.EnumerateObject().Select(child => (child.Name, new JsonPart(child.Value, $"{at}.{child.Name}")))];
        }
    }

    /// <summary>Refuses a key that means nothing here, and one that stands twice.</summary>
    public JsonPart Only(params ReadOnlySpan<string> keys)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, part) in Pairs)
        {
            if (!keys.Contains(key)) throw new InputRefused($"{part.Path}: “{key}” is no key here; expected was one of {string.Join(", ", keys.ToArray())}.");
            if (!seen.Add(key)) throw new InputRefused($"{part.Path}: “{key}” stands twice.");
        }
        return this;
    }

    public string? Text() => !Exists ? null : Kind == JsonValueKind.String ? element.GetString()!.Trim() : throw Refused("a text was expected");

    public double? Number()
    {
        if (!Exists) return null;
        if (Kind != JsonValueKind.Number || !element.TryGetDouble(out var number)) throw Refused("a number was expected");
        return Math.Abs(number) < Largest ? number : throw Refused("a number below 1e15 was expected");
    }

    public bool? Truth() => !Exists ? null : Kind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean() : throw Refused("true or false was expected");

    public DateOnly? Day() => Text() is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Refused("a day like 2026-11-24 was expected");

    /// <summary>The refusal of what stands here.</summary>
    public InputRefused Refused(string expected)
    {
        var raw = Exists ? element.GetRawText() : "nothing";
        return new($"{path}: {(raw.Length > 80 ? raw[..77] + "..." : raw)} was found; {expected}.");
    }
}

/// <summary>Input that cannot be understood: the message quotes the offending part with its path and says what was expected.</summary>
internal sealed class InputRefused(string message) : Exception(message);
