using System.Text.Json;
using System.Text.Json.Serialization;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.TableProfile;

/// <summary>A column that is a result of every row.</summary>
/// <param name="Column">Its heading as the file writes it.</param>
public sealed record ProfileReading(string Column)
{
    /// <summary>What it is called; the heading where the profile names nothing.</summary>
    public string? Analyte { get; init; }

    /// <summary>Unit as the instrument's maker writes it; null: the unit of the heading or of the row of units.</summary>
    public string? Unit { get; init; }

    /// <summary>Heading of the column with the error of the value.</summary>
    public string? Error { get; init; }

    /// <summary>What kind of error that is: <c>1s</c>, <c>sd</c>, <c>rsd%</c>.</summary>
    public string? ErrorKind { get; init; }

    /// <summary>Heading of the column with the detection limit.</summary>
    public string? Limit { get; init; }
}

/// <summary>Columns of a table that has one result a row.</summary>
/// <param name="Analyte">Heading of the column that names what was measured.</param>
/// <param name="Value">Heading of the column with the result.</param>
public sealed record ProfileResults(string Analyte, string Value)
{
    /// <summary>Heading of the column with the unit.</summary>
    public string? Unit { get; init; }

    /// <summary>Heading of the column with the error.</summary>
    public string? Error { get; init; }

    /// <summary>What kind of error that is.</summary>
    public string? ErrorKind { get; init; }
}

/// <summary>Headings of the columns that identify a row.</summary>
public sealed record ProfileSample
{
    /// <summary>The sample's name.</summary>
    public string? Name { get; init; }

    /// <summary>The laboratory's identification.</summary>
    public string? Id { get; init; }

    /// <summary>Date and time; where they stand in two columns, this is the date.</summary>
    public string? Time { get; init; }

    /// <summary>The time of day, where it has a column of its own.</summary>
    public string? TimeOfDay { get; init; }

    /// <summary>The instrument.</summary>
    public string? Instrument { get; init; }

    /// <summary>The method.</summary>
    public string? Method { get; init; }

    /// <summary>Who measured.</summary>
    public string? Operator { get; init; }
}

/// <summary>A value that the profile's sample file must give.</summary>
/// <param name="Sample">The sample's name.</param>
/// <param name="Analyte">What was measured.</param>
/// <param name="Text">The value as written.</param>
public sealed record ProfileExpectation(string Sample, string Analyte, string Text)
{
    /// <summary>The number, written with a point; null where the text is none.</summary>
    public string? Value { get; init; }

    /// <summary>UCUM code.</summary>
    public string? Unit { get; init; }
}

/// <summary>The sample file a profile is tested against before it may be used.</summary>
/// <param name="File">Its name, in the profile's folder.</param>
/// <param name="Expect">At least one value.</param>
public sealed record ProfileTestCase(string File, IReadOnlyList<ProfileExpectation> Expect);

/// <summary>How a table of one instrument is to be read: a document of its own, with a version (README.md).</summary>
/// <param name="Format">Version of this form: 1.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Version">Version of the profile; rises whenever the same file could read differently.</param>
public sealed record Profile(int Format, string Name, string Version)
{
    /// <summary>Technique code in capitals.</summary>
    public string Technique { get; init; } = "";

    /// <summary>What stands between cells; null to look at the file.</summary>
    public string? Delimiter { get; init; }

    /// <summary><c>.</c> or <c>,</c>; null to look at the file.</summary>
    [JsonPropertyName("decimal")]
    public string? Mark { get; init; }

    /// <summary><c>day-first</c> or <c>month-first</c>; null to look at the file.</summary>
    public string? Dates { get; init; }

    /// <summary>Sheet of a workbook; null for the first.</summary>
    public string? Sheet { get; init; }

    /// <summary>Row of the headings, from 1; null: the first row that has all columns this profile names.</summary>
    public int? HeadingRow { get; init; }

    /// <summary>True where a row of units follows the headings.</summary>
    public bool UnitRow { get; init; }

    /// <summary>First cells of rows that are no samples, besides the usual words for statistics.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>Columns that identify a row.</summary>
    public ProfileSample Sample { get; init; } = new();

    /// <summary>Columns that are results; empty where <see cref="Results"/> says how results stand in rows.</summary>
    public IReadOnlyList<ProfileReading> Readings { get; init; } = [];

    /// <summary>For tables with one result a row.</summary>
    public ProfileResults? Results { get; init; }

    /// <summary>Other columns to keep with the sample.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>The sample file and what it must give.</summary>
    public ProfileTestCase? Test { get; init; }

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 16,
    };

    /// <summary>Every heading this profile needs.</summary>
    internal IEnumerable<string> Headings() =>
        new[] { Sample.Name, Sample.Id, Sample.Time, Sample.TimeOfDay, Sample.Instrument, Sample.Method, Sample.Operator, Results?.Analyte, Results?.Value, Results?.Unit, Results?.Error }
            .Concat(Readings.SelectMany(reading => new[] { reading.Column, reading.Error, reading.Limit })).Concat(Keep).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a profile.</summary>
    /// <exception cref="Refusal">It is none, or contradicts itself.</exception>
    internal static Profile Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw Refuse(null, $"Expected a mapping profile (--profile FILE), found none: a table says of itself neither what its columns mean nor what identifies a sample.", RefusalCode.Unsupported);
        Profile? profile;
        try
        {
            profile = JsonSerializer.Deserialize<Profile>(text, Strict);
        }
        catch (JsonException broken)
        {
            throw Refuse(null, $"Expected a mapping profile in JSON, found: {broken.Message}");
        }
        if (profile is not { Format: 1 }) throw Refuse(null, $"Expected a mapping profile of format 1, found format {profile?.Format.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}.", RefusalCode.Unsupported);
        if (profile.Delimiter is { Length: not 1 }) throw Refuse(null, $"Expected one character as delimiter of the profile, found {Quote(profile.Delimiter)}.");
        if (profile.Mark is not (null or "." or ",")) throw Refuse(null, $"Expected '.' or ',' as decimal of the profile, found {Quote(profile.Mark)}.");
        if (profile.Dates is not (null or "day-first" or "month-first")) throw Refuse(null, $"Expected 'day-first' or 'month-first' as dates of the profile, found {Quote(profile.Dates)}.");
        if (profile.Sample.Name is null && profile.Sample.Id is null) throw Refuse(null, $"Expected the column of the sample's name or id in the profile, found neither.");
        if (profile.Readings.Count == 0 == profile.Results is null) throw Refuse(null, $"Expected either readings or results in the profile, found {(profile.Results is null ? "neither" : "both")}.");
        return profile;
    }
}
