using System.Reflection;
using System.Text;

namespace Lims.Classification.Tariff;

/// <summary>
/// The short list that ships: every section and chapter and the headings that laboratories ask for most, in our own words. It shows what a code is about and
/// is no law; a laboratory loads the tariff it works with.
/// </summary>
internal static class ShippedNomenclature
{
    /// <summary>Code of its edition: a family of its own, so that it never stands in the way of the HS.</summary>
    public const string Code = "HS-2022-SHORT";

    public const string Title = "HS 2022, a short list in our own words";

    /// <summary>First day of the HS edition of 2022.</summary>
    public static readonly DateOnly From = new(2022, 1, 1);

    private static readonly Lazy<IReadOnlyList<ShippedLine>> Read = new(() => [.. All()]);

    /// <summary>Its lines, as printed.</summary>
    public static IReadOnlyList<ShippedLine> Lines() => Read.Value;

    /// <summary>The section and our words of a chapter; null where the HS has no such chapter.</summary>
    public static ShippedLine? Chapter(string digits) => Lines().FirstOrDefault(line => line.Code == digits);

    /// <summary>Our words of a section, by its Roman number.</summary>
    public static ShippedLine? Section(string roman) => Lines().FirstOrDefault(line => line.Code.Length == 0 && line.Section == roman);

    /// <summary>The file itself, for importing it like any other.</summary>
    public static Stream File() => Assembly.GetExecutingAssembly().GetManifestResourceStream($"Lims.Classification.Tariff.{FileName}")!;

    /// <summary>Its name.</summary>
    public const string FileName = "nomenclature-hs-2022.csv";

    private static IEnumerable<ShippedLine> All()
    {
        using var reader = new StreamReader(File(), Encoding.UTF8);
        reader.ReadLine();
        while (reader.ReadLine() is { } row)
        {
            // The name is last, so that it alone may hold commas.
            var parts = row.Split(',', 3);
            if (parts.Length != 3) throw new FormatException($"Expected three columns in the short list, found “{row}”.");
            yield return new(parts[0], SectionNumber.Of(parts[1]) > 0 ? "" : parts[1], parts[2].Trim('"'));
        }
    }
}

/// <summary>A line of the short list.</summary>
/// <param name="Section">Roman number of its section.</param>
/// <param name="Code">With points; empty for the section itself.</param>
/// <param name="Name">Our words.</param>
internal sealed record ShippedLine(string Section, string Code, string Name);
