using System.Globalization;

namespace Lims.Classification.Tariff.Import;

/// <summary>Lines and correlations of a table by a mapping: the Combined Nomenclature, and any country's schedule that can be saved as CSV or XLSX.</summary>
internal static class MappedTable
{
    public static void Read(TariffMapping mapping, TableHead head, IEnumerable<TableRow> rows, Reading reading)
    {
        reading.Form = mapping.Kind == "correlation" ? "correlation table" : "table by mapping";
        reading.Edition ??= mapping.Tariff;
        reading.Title ??= mapping.Title;
        var missing = mapping.Columns.Where(column => !head.Has(column)).ToList();
        if (missing.Count > 0)
        {
            reading.Stop(mapping.Header, "", null, $"the table has no column “{Reading.Quoted(missing[0])}”; it has “{Reading.Quoted(string.Join("”, “", head.Names))}”.");
            return;
        }
        var used = mapping.Columns.Concat(["from_tariff", "to_tariff"]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        reading.NotKept.AddRange(head.Names.Where(name => name.Length > 0 && !used.Contains(name)).Select(name => $"column “{Reading.Quoted(name)}”: the mapping does not name it"));
        foreach (var row in rows)
        {
            reading.Rows++;
            if (!head.IsWhole(row, reading)) continue;
            if (mapping.Kind == "correlation") Correlation(mapping, head, row, reading);
            else Line(mapping, head, row, reading);
        }
    }

    private static void Line(TariffMapping mapping, TableHead head, TableRow row, Reading reading)
    {
        var code = head.Cell(row, mapping.Code);
        var texts = mapping.Descriptions.Select(language => new LineText(language.Key, head.Cell(row, language.Value))).Where(text => text.Text.Length > 0).ToList();
        if (texts.Count == 0)
        {
            reading.Refuse(row.Row, mapping.Descriptions.Values.First(), "", $"{(code.Length > 0 ? Reading.Quoted(code) : "a row without a code")} has no words.");
            return;
        }
        int? indent = null;
        if (mapping.Indent == TariffMapping.Dashes)
        {
            indent = Dashes(texts[0].Text).Depth;
            texts = [.. texts.Select(text => text with { Text = Dashes(text.Text).Words })];
        }
        else if (mapping.Indent is { } column)
        {
            if (!int.TryParse(head.Cell(row, column), NumberStyles.None, CultureInfo.InvariantCulture, out var depth) || depth > 40)
            {
                reading.Refuse(row.Row, column, head.Cell(row, column), "it is no depth; a whole number from 0 to 40 was expected.");
                return;
            }
            indent = depth;
        }
        var section = mapping.Section is { } named ? head.Cell(row, named) : null;
        if (section is { Length: > 0 } && SectionNumber.Of(section) == 0)
        {
            reading.Refuse(row.Row, mapping.Section!, section, "it is no section; a Roman number was expected.");
            return;
        }
        if (!texts.TrueForAll(text => reading.Fits(row.Row, mapping.Descriptions[text.Language], text.Text))) return;
        reading.Lines.Add(new(row.Row, code)
        {
            Columns = (mapping.Code, mapping.Parent ?? mapping.Indent ?? mapping.Code),
            Parent = mapping.Parent is { } parent ? head.Cell(row, parent) : null,
            Section = section,
            IsSection = SectionNumber.Of(code) > 0,
            Indent = indent,
            Texts = texts,
            Units = mapping.Units is { } units ? [.. head.Cell(row, units).Split(mapping.UnitsSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(unit => unit != "-")] : null,
            Rates = mapping.Rates.Count > 0 ? [.. mapping.Rates.Select(rate => new LineRate(rate.Key, head.Cell(row, rate.Value))).Where(rate => rate.Text.Length > 0)] : null,
        });
    }

    /// <summary>“– – Other” is two deep and says “Other”.</summary>
    private static (int Depth, string Words) Dashes(string text)
    {
        var (depth, at) = (0, 0);
        while (at < text.Length && text[at] is '-' or '–' or '—' or ' ' or '\u00A0')
        {
            if (text[at] is '-' or '–' or '—') depth++;
            at++;
        }
        return (depth, text[at..]);
    }

    private static void Correlation(TariffMapping mapping, TableHead head, TableRow row, Reading reading)
    {
        var (from, fromIsPartial) = Code(head.Cell(row, mapping.From));
        var (to, toIsPartial) = Code(head.Cell(row, mapping.To));
        var fromEdition = mapping.FromTariff ?? head.Cell(row, "from_tariff");
        var toEdition = mapping.ToTariff ?? head.Cell(row, "to_tariff");
        var marked = mapping.Partial is { } column ? head.Cell(row, column) : "";
        bool? partial = marked.ToLowerInvariant() switch { "" or "no" or "false" or "0" => false, "yes" or "true" or "1" or "ex" or "partial" => true, _ => null };
        if (TariffCode.LevelOf(from) is null) reading.Refuse(row.Row, mapping.From, head.Cell(row, mapping.From), "it is no code; 2, 4, 6 or more digits were expected.");
        else if (TariffCode.LevelOf(to) is null) reading.Refuse(row.Row, mapping.To, head.Cell(row, mapping.To), "it is no code; 2, 4, 6 or more digits were expected.");
        else if (fromEdition.Length is 0 or > 40) reading.Refuse(row.Row, "from_tariff", fromEdition, "the edition of the first code was expected, like HS-2017.");
        else if (toEdition.Length is 0 or > 40 || toEdition == fromEdition) reading.Refuse(row.Row, "to_tariff", toEdition, "the edition of the second code was expected, like HS-2022, another than the first.");
        else if (partial is null) reading.Refuse(row.Row, mapping.Partial!, marked, "yes, ex, no or nothing was expected.");
        else reading.Correlations.Add(new(fromEdition, from, toEdition, to, partial.Value || fromIsPartial || toIsPartial));
    }

    private static (string Digits, bool IsPartial) Code(string cell)
    {
        var partial = cell.StartsWith("ex", StringComparison.OrdinalIgnoreCase);
        return (TariffCode.Digits(partial ? cell[2..] : cell), partial);
    }
}
