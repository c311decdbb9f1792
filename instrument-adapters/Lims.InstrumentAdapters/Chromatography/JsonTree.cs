using System.Globalization;
using System.Text;
using System.Text.Json;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.Chromatography;

/// <summary>
/// JSON with the place of every value. Arrays of numbers are held as numbers, so that a trace costs eight bytes a point.
/// </summary>
internal sealed class JsonTree
{
    private static readonly Dictionary<string, JsonTree> NoMembers = [];

    /// <summary>Members of an object, in file order; empty for anything else.</summary>
    public Dictionary<string, JsonTree> Members { get; private init; } = NoMembers;

    /// <summary>Elements of an array that holds anything but numbers.</summary>
    public List<JsonTree> Items { get; private init; } = [];

    /// <summary>Elements of an array of numbers; null stands as NaN. Null where this is no such array.</summary>
    public List<double>? Numbers { get; private init; }

    /// <summary>A string, or a number, true or false as written; null for null and for what is no leaf.</summary>
    public string? Text { get; private init; }

    public bool IsNumber { get; private init; }

    public FilePlace Place { get; private init; }

    public JsonTree? this[string name] => Members.GetValueOrDefault(name);

    /// <summary>The text of a member; empty where there is none.</summary>
    public string Of(string name) => this[name]?.Text?.Trim() ?? "";

    /// <summary>The elements of an array; of an object itself, since a list of one is often written without brackets.</summary>
    public IEnumerable<JsonTree> Each() => Items.Count > 0 ? Items : Members.Count > 0 ? [this] : [];

    public Figure? Figure() => IsNumber && Text is { } text && NumberText.TryParse(text, '.', out double value) ? new(value, text) : null;

    /// <exception cref="Refusal">It is no JSON, ends early, or is nested too deeply.</exception>
    public static JsonTree Read(ReadOnlyMemory<byte> file, ReadOptions options)
    {
        var encoding = TextEncoding.Of(file.Span);
        var bytes = encoding.Name == "utf-8" ? file[encoding.Mark..] : Encoding.UTF8.GetBytes(encoding.Decoder.GetString(file.Span[encoding.Mark..]));
        var reader = new Utf8JsonReader(bytes.Span, new JsonReaderOptions { MaxDepth = options.Limits.Depth, CommentHandling = JsonCommentHandling.Disallow });
        var at = new Lines(bytes);
        try
        {
            if (!reader.Read()) throw Truncated(new(1), $"Expected a JSON value, found none.");
            var root = Value(ref reader, at, options.Limits);
            return reader.Read() ? throw Refuse(at.Place(reader.TokenStartIndex), $"Expected the end of the JSON text, found more.") : root;
        }
        catch (InvalidOperationException broken)
        {
            // A text with half a surrogate pair is found only when it is taken.
            throw Refuse(at.Place(reader.TokenStartIndex), $"Expected text, found: {broken.Message}");
        }
        catch (JsonException broken)
        {
            // The library counts lines and bytes from 0; its message quotes the offending character.
            throw new Refusal(new($"Expected JSON, found: {broken.Message}", FilePlace.InLine((int)Math.Min(int.MaxValue - 1, broken.LineNumber ?? 0) + 1, (int)Math.Min(int.MaxValue - 1, broken.BytePositionInLine ?? 0) + 1)));
        }
    }

    /// <summary>Every leaf below as a key named by its path, parts that are read elsewhere left out.</summary>
    public void Leaves(string path, List<HeaderEntry> header, Func<string, bool>? readElsewhere = null)
    {
        if (Text is { Length: > 0 } text) header.Add(new(path, text, Place));
        if (Numbers is { Count: > 0 } numbers) header.Add(new(path, numbers.Count <= 20 ? string.Join(' ', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))) : Wording.Text($"{numbers.Count} numbers"), Place));
        foreach (var (name, member) in Members)
            if (readElsewhere?.Invoke(name) != true)
                member.Leaves(path.Length == 0 ? name : path + "/" + name, header, readElsewhere);
        foreach (var item in Items) item.Leaves(path, header, readElsewhere);
    }

    private static JsonTree Value(ref Utf8JsonReader reader, Lines at, ReadingLimits limits)
    {
        var place = at.Place(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new Dictionary<string, JsonTree>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    if (!members.TryAdd(name, Value(ref reader, at, limits))) throw Refuse(at.Place(reader.TokenStartIndex), $"Expected different names in one object, found {Quote(name)} twice.");
                }
                return new() { Members = members, Place = place };
            case JsonTokenType.StartArray:
                return Array(ref reader, at, limits, place);
            case JsonTokenType.Number:
                return new() { Text = Encoding.UTF8.GetString(reader.ValueSpan), IsNumber = true, Place = place };
            case JsonTokenType.String:
                return new() { Text = reader.GetString(), Place = place };
            case JsonTokenType.True or JsonTokenType.False:
                return new() { Text = reader.TokenType == JsonTokenType.True ? "true" : "false", Place = place };
            default:
                return new() { Place = place };
        }
    }

    private static JsonTree Array(ref Utf8JsonReader reader, Lines at, ReadingLimits limits, FilePlace place)
    {
        var numbers = new List<double>();
        var items = new List<JsonTree>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (items.Count == 0 && reader.TokenType is JsonTokenType.Number or JsonTokenType.Null)
            {
                if (numbers.Count == limits.Points) throw Exceeded(at.Place(reader.TokenStartIndex), $"Expected at most {limits.Points} numbers, found one more.");
                var value = double.NaN;
                if (reader.TokenType == JsonTokenType.Number && (!reader.TryGetDouble(out value) || !double.IsFinite(value))) throw Refuse(at.Place(reader.TokenStartIndex), $"Expected a number that a double can hold, found {Quote(Encoding.UTF8.GetString(reader.ValueSpan))}.");
                numbers.Add(value);
                continue;
            }
            foreach (var number in numbers) items.Add(new() { Text = double.IsNaN(number) ? null : number.ToString("R", CultureInfo.InvariantCulture), IsNumber = !double.IsNaN(number), Place = place });
            numbers.Clear();
            items.Add(Value(ref reader, at, limits));
        }
        return new() { Items = items, Numbers = items.Count == 0 && numbers.Count > 0 ? numbers : null, Place = place };
    }

    /// <summary>Lines and columns of ascending byte offsets.</summary>
    private sealed class Lines(ReadOnlyMemory<byte> bytes)
    {
        private int line = 1;
        private long start;
        private long seen;

        public FilePlace Place(long offset)
        {
            var span = bytes.Span;
            for (; seen < offset; seen++)
            {
                var isEnd = span[(int)seen] == '\n' || (span[(int)seen] == '\r' && (seen + 1 >= span.Length || span[(int)seen + 1] != '\n'));
                if (!isEnd) continue;
                line++;
                start = seen + 1;
            }
            return FilePlace.InLine(line, (int)Math.Min(int.MaxValue, offset - start + 1));
        }
    }
}
