using System.Text.RegularExpressions;

namespace Lims.Classification.Tariff.Import;

/// <summary>
/// The HS as the open data package “harmonized-system” has it: <c>section,hscode,description,parent,level</c>, chapters to subheadings, with a row TOTAL that
/// is no line; and its list of sections, <c>section,name</c>.
/// </summary>
internal static partial class HsList
{
    private static readonly string[] Columns = ["section", "hscode", "description", "parent", "level"];

    /// <summary>Whether a table with this head is one.</summary>
    public static bool Is(TableHead head) => head.Has(Columns);

    /// <summary>Whether a table with this head is the list of sections.</summary>
    public static bool IsSections(TableHead head) => head.Names.Count == 2 && head.Has("section", "name");

    public static void Read(TableHead head, IEnumerable<TableRow> rows, Reading reading)
    {
        reading.Form = "HS list";
        foreach (var row in rows)
        {
            reading.Rows++;
            if (!head.IsWhole(row, reading)) continue;
            var (section, code, words, parent, level) = (head.Cell(row, "section"), head.Cell(row, "hscode"), head.Cell(row, "description"), head.Cell(row, "parent"), head.Cell(row, "level"));
            if (code == "TOTAL")
            {
                reading.SetAside.Add($"row {row.Row} “{Reading.Quoted(words)}”: a total, no line of a tariff");
                reading.Edition ??= Edition().Match(words) is { Success: true } named ? "HS-" + named.Groups[1].Value : null;
                continue;
            }
            var known = section is "TOTAL" or "" || SectionNumber.Of(section) > 0;
            if (!known)
            {
                reading.Refuse(row.Row, "section", section, "it is no section; a Roman number from I to XXI was expected.");
            }
            else if (words.Length == 0)
            {
                reading.Refuse(row.Row, "description", words, $"{Reading.Quoted(code)} has no words.");
            }
            else if (TariffCode.Digits(code) is { Length: > 0 } digits && digits.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) != level)
            {
                reading.Refuse(row.Row, "level", level, $"“{Reading.Quoted(code)}” has {digits.Length} digits; the level is the number of digits.");
            }
            else if (reading.Fits(row.Row, "description", words))
            {
                reading.Lines.Add(new(row.Row, code)
                {
                    Columns = ("hscode", "parent"),
                    Parent = parent == "TOTAL" ? "" : parent,
                    Section = section is "TOTAL" or "" ? "" : section,
                    Texts = [new("en", words)],
                });
            }
        }
    }

    public static void ReadSections(TableHead head, IEnumerable<TableRow> rows, Reading reading)
    {
        reading.Form = "HS sections";
        foreach (var row in rows)
        {
            reading.Rows++;
            if (!head.IsWhole(row, reading)) continue;
            var (section, name) = (head.Cell(row, "section"), head.Cell(row, "name"));
            if (section == "TOTAL") reading.SetAside.Add($"row {row.Row} “{Reading.Quoted(name)}”: no section");
            else if (SectionNumber.Of(section) == 0) reading.Refuse(row.Row, "section", section, "it is no section; a Roman number from I to XXI was expected.");
            else if (name.Length == 0) reading.Refuse(row.Row, "name", name, $"section {section} has no words.");
            else if (reading.Fits(row.Row, "name", name)) reading.Lines.Add(new(row.Row, "") { IsSection = true, Section = section, Texts = [new("en", name)], Columns = ("section", "section") });
        }
    }

    [GeneratedRegex(@"\bHS ?(\d{4})\b")]
    private static partial Regex Edition();
}
