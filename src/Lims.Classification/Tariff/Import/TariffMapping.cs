using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Lims.Classification.Tariff.Import;

/// <summary>
/// How a table is read whose form nobody knows beforehand: which column is what.
/// </summary>
/// <remarks>
/// A YAML file. The Combined Nomenclature as a workbook, for example:
/// <c>{tariff: CN-2026, sheet: CN, header: 2, code: CN_CODE, indent: dashes, units: SU, descriptions: {en: TEXT_EN, fr: TEXT_FR}, rates: {conventional: DUTY}}</c>.
/// </remarks>
internal sealed class TariffMapping
{
    /// <summary><c>lines</c> or <c>correlation</c>.</summary>
    public string Kind { get; set; } = "lines";

    /// <summary>Code of the edition; the command line's goes before it.</summary>
    public string? Tariff { get; set; }

    public string? Title { get; set; }

    /// <summary>Of a CSV file: <c>windows-1252</c>; UTF-8 unless said.</summary>
    public string? Encoding { get; set; }

    /// <summary>Of a CSV file; found out unless said.</summary>
    public string? Delimiter { get; set; }

    /// <summary>Of a workbook; the first unless said.</summary>
    public string? Sheet { get; set; }

    /// <summary>Row of the column names.</summary>
    public int Header { get; set; } = 1;

    /// <summary>Column of the code.</summary>
    public string Code { get; set; } = "code";

    /// <summary>Column of the code of the line above; without it the longest code that begins the code is above it.</summary>
    public string? Parent { get; set; }

    /// <summary>Column of the depth; or the word <c>dashes</c>: as many as the dashes before the words, as the Combined Nomenclature prints them.</summary>
    public string? Indent { get; set; }

    /// <summary>Column of the section's Roman number.</summary>
    public string? Section { get; set; }

    /// <summary>Column of the words, by language of two letters.</summary>
    public Dictionary<string, string> Descriptions { get; set; } = [];

    /// <summary>Column of the units.</summary>
    public string? Units { get; set; }

    /// <summary>Parts several units in one cell.</summary>
    public string UnitsSeparator { get; set; } = ",";

    /// <summary>Columns of duty by the name they are to have.</summary>
    public Dictionary<string, string> Rates { get; set; } = [];

    /// <summary>Of a correlation: the edition the first code is of.</summary>
    public string? FromTariff { get; set; }

    /// <summary>Of a correlation: the edition the second code is of.</summary>
    public string? ToTariff { get; set; }

    /// <summary>Of a correlation: column of the first code.</summary>
    public string From { get; set; } = "from";

    /// <summary>Of a correlation: column of the second code.</summary>
    public string To { get; set; } = "to";

    /// <summary>Of a correlation: column that says yes, true, 1, ex or partial where only some of the goods go there; “ex” before a code says it too.</summary>
    public string? Partial { get; set; }

    /// <summary>The columns it names, for looking whether a table has them.</summary>
    public IEnumerable<string> Columns => (Kind == "correlation"
        ? new[] { From, To, Partial }
        : [Code, Parent, Indent == Dashes ? null : Indent, Section, Units, .. Descriptions.Values, .. Rates.Values]).OfType<string>();

    /// <summary>Says that the depth stands before the words.</summary>
    public const string Dashes = "dashes";

    /// <summary>Reads a mapping; null after a refusal that says where it goes wrong.</summary>
    public static TariffMapping? Read(ImportSource source, Reading reading)
    {
        using var text = TextFile.Open(source.Content, null, reading);
        if (text is null) return null;
        try
        {
            var mapping = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build().Deserialize<TariffMapping?>(text) ?? new();
            if (mapping.Fault is not { } fault) return mapping;
            reading.Stop(0, "", null, fault);
        }
        catch (YamlException wrong)
        {
            reading.Stop((int)wrong.Start.Line, "", null, $"{wrong.InnerException?.Message ?? wrong.Message} A mapping has kind, tariff, title, encoding, delimiter, sheet, header, code, parent, indent, "
                + "section, descriptions, units, units-separator and rates; for a correlation from-tariff, to-tariff, from, to and partial.");
        }
        return null;
    }

    /// <summary>The mapping of a table whose columns have the plain names: <c>code</c>, <c>description</c> or <c>description.fr</c>, <c>parent</c>, <c>indent</c>, <c>section</c>, <c>unit</c>, <c>rate.NAME</c>; null where it has not.</summary>
    public static TariffMapping? Plain(TableHead head)
    {
        if (head.Has("from_tariff", "from", "to_tariff", "to")) return new() { Kind = "correlation", Partial = head.Has("partial") ? "partial" : null };
        var descriptions = head.Names.Where(name => Language(name, "description") is not null).ToDictionary(name => Language(name, "description")!, name => name, StringComparer.Ordinal);
        if (!head.Has("code") || descriptions.Count == 0) return null;
        return new()
        {
            Descriptions = descriptions,
            Parent = head.Has("parent") ? "parent" : null,
            Indent = head.Has("indent") ? "indent" : null,
            Section = head.Has("section") ? "section" : null,
            Units = head.Has("unit") ? "unit" : null,
            Rates = head.Names.Where(name => name.StartsWith("rate.", StringComparison.OrdinalIgnoreCase)).ToDictionary(name => name[5..], name => name, StringComparer.OrdinalIgnoreCase),
        };
    }

    private static string? Language(string column, string of) => column.Equals(of, StringComparison.OrdinalIgnoreCase) ? "en"
        : column.Length == of.Length + 3 && column.StartsWith(of + ".", StringComparison.OrdinalIgnoreCase) ? column[^2..].ToLowerInvariant() : null;

    private string? Fault
    {
        get
        {
            if (Kind is not ("lines" or "correlation")) return $"kind is “{Reading.Quoted(Kind)}”; lines or correlation was expected.";
            if (Header is < 1 or > 100) return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"header is {Header}; the row of the column names, 1 to 100, was expected.");
            if (Kind == "correlation") return (FromTariff is null) != (ToTariff is null) ? "from-tariff and to-tariff stand together or not at all." : null;
            if (Descriptions.Count == 0) return "descriptions names no column; a language and its column were expected, like descriptions: {en: Description}.";
            return Descriptions.Keys.FirstOrDefault(language => language.Length != 2 || !language.All(char.IsAsciiLetterLower)) is { } wrong
                ? $"descriptions has “{Reading.Quoted(wrong)}”; a language in two lower-case letters was expected, like en." : null;
        }
    }
}
