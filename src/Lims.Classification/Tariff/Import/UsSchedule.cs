using System.Globalization;
using System.Text.Json;

namespace Lims.Classification.Tariff.Import;

/// <summary>
/// The Harmonized Tariff Schedule of the United States as its Commission exports it: an array of rows with <c>htsno</c> (empty for words that stand above
/// lines), <c>indent</c>, <c>description</c>, <c>units</c>, three columns of duty and footnotes.
/// </summary>
internal static class UsSchedule
{
    private static readonly string[] Duties = ["general", "special", "other", "quotaQuantity", "additionalDuties", "addiitionalDuties"];
    private static readonly HashSet<string> Known = [.. Duties, "htsno", "indent", "description", "superior", "units", "footnotes"];
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    public static void Read(ImportSource source, Reading reading)
    {
        reading.Form = "US schedule";
        using var text = TextFile.Open(source.Content, null, reading);
        if (text is null) return;
        try
        {
            using var document = JsonDocument.Parse(text.ReadToEnd(), Options);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                reading.Stop(0, "", null, $"the file holds one {Kind(document.RootElement)}; an array of rows, each with htsno and description, was expected.");
                return;
            }
            foreach (var row in document.RootElement.EnumerateArray()) Row(row, ++reading.Rows, reading);
        }
        catch (JsonException broken)
        {
            reading.Stop((int)(broken.LineNumber ?? 0) + 1, "", null, string.Create(
                CultureInfo.InvariantCulture, $"at character {(broken.BytePositionInLine ?? 0) + 1} of this line the JSON breaks off or is none."));
        }
    }

    private static void Row(JsonElement row, int number, Reading reading)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            reading.Refuse(number, "", null, $"it is a {Kind(row)}; an object with htsno and description was expected.");
            return;
        }
        var code = Text(row, "htsno", number, reading);
        var words = Text(row, "description", number, reading);
        var typed = Text(row, "indent", number, reading);
        if (code is null || words is null || typed is null) return;
        code = code.Trim();
        if (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var indent) || indent > 40)
        {
            reading.Refuse(number, "indent", typed, "it is no depth; a whole number from 0 to 40 was expected.");
            return;
        }
        if (string.IsNullOrWhiteSpace(words))
        {
            reading.Refuse(number, "description", words, $"{(code.Length > 0 ? Reading.Quoted(code) : "a row without htsno")} has no words.");
            return;
        }
        var refused = reading.Refused.Count;
        var line = new RawLine(number, code)
        {
            Columns = ("htsno", "indent"),
            Indent = indent,
            Texts = [new("en", words)],
            Units = Units(row, number, reading),
            Rates = [.. Duties.Select(name => (Name: name, Text: Text(row, name, number, reading))).Where(duty => duty.Text is { Length: > 0 }).Select(duty => new LineRate(duty.Name, duty.Text!))],
            Remarks = Remarks(row, number, reading),
        };
        foreach (var member in row.EnumerateObject().Where(member => !Known.Contains(member.Name) && member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)))
            reading.Refuse(number, member.Name, member.Value.GetRawText(), "no row of this schedule has such a member; leaving it out would lose it.");
        if (reading.Refused.Count == refused && reading.Fits(number, "description", words)) reading.Lines.Add(line);
    }

    /// <summary>A member as text; empty where it is null or absent; null after a refusal.</summary>
    private static string? Text(JsonElement row, string name, int number, Reading reading)
    {
        if (!row.TryGetProperty(name, out var value)) return "";
        switch (value.ValueKind)
        {
            case JsonValueKind.Null: return "";
            case JsonValueKind.String: return value.GetString()!;
            case JsonValueKind.Number: return value.GetRawText();
            default:
                reading.Refuse(number, name, value.GetRawText(), $"it is a {Kind(value)}; a text was expected.");
                return null;
        }
    }

    private static List<string> Units(JsonElement row, int number, Reading reading)
    {
        if (!row.TryGetProperty("units", out var units) || units.ValueKind == JsonValueKind.Null) return [];
        if (units.ValueKind == JsonValueKind.Array && units.EnumerateArray().All(unit => unit.ValueKind == JsonValueKind.String)) return [.. units.EnumerateArray().Select(unit => unit.GetString()!)];
        reading.Refuse(number, "units", units.GetRawText(), "an array of texts was expected.");
        return [];
    }

    private static List<LineRemark> Remarks(JsonElement row, int number, Reading reading)
    {
        var remarks = new List<LineRemark>();
        if (!row.TryGetProperty("footnotes", out var notes) || notes.ValueKind == JsonValueKind.Null) return remarks;
        if (notes.ValueKind != JsonValueKind.Array)
        {
            reading.Refuse(number, "footnotes", notes.GetRawText(), "an array was expected.");
            return remarks;
        }
        foreach (var note in notes.EnumerateArray())
        {
            var isOne = note.ValueKind == JsonValueKind.Object && note.TryGetProperty("value", out var text) && text.ValueKind == JsonValueKind.String;
            if (!isOne)
            {
                reading.Refuse(number, "footnotes", note.GetRawText(), "a footnote with a value was expected.");
                continue;
            }
            var columns = note.TryGetProperty("columns", out var named) && named.ValueKind == JsonValueKind.Array ? string.Join(",", named.EnumerateArray().Select(column => column.ToString())) : "";
            remarks.Add(new(columns, note.GetProperty("value").GetString()!, note.TryGetProperty("type", out var type) ? type.ToString() : ""));
        }
        return remarks;
    }

    private static string Kind(JsonElement value) => value.ValueKind.ToString().ToLowerInvariant();
}
