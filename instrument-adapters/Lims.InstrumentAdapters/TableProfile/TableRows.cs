using System.Globalization;
using System.Xml;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.TableProfile;

/// <summary>The rows of a sheet of an Office Open XML workbook (ECMA-376): shared and inline texts, numbers as stored, dates by their format.</summary>
internal static class WorkbookRows
{
    /// <summary>Built-in number formats that are dates or times (ECMA-376 part 1, 18.8.30).</summary>
    private static readonly HashSet<int> DateFormats = [14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47];

    private const int MostEmptyCells = 200_000;

    /// <summary>The rows of a sheet. Cells of texts are marked as quoted: numbers among the others have a point, whatever the profile says.</summary>
    public static List<CsvRow> Read(ReadOnlyMemory<byte> file, string? sheet, ReadOptions options)
    {
        var zip = new ZipInput(file, options.Limits);
        var part = PartOf(zip, sheet, options.Limits, out var since1904);
        var texts = SharedTexts(zip, options.Limits);
        var dates = DateStyles(zip, options.Limits);
        var rows = new List<CsvRow>();
        using var xml = Open(zip, part, options.Limits) ?? throw Refuse(null, $"Expected the sheet {Quote(part)} in the workbook, found none.");
        var cells = new List<Cell>();
        var (line, filled) = (0, 0);
        while (xml.Read())
        {
            XmlInput.CheckDepth(xml, options.Limits);
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                line = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : line + 1;
                if (rows.Count == options.Limits.Runs) throw Exceeded(new(line), $"Expected at most {options.Limits.Runs} rows, found one more.");
                cells = [];
                rows.Add(new(line, cells));
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                var column = ColumnOf(xml.GetAttribute("r")) is > 0 and var named ? named : cells.Count + 1;
                if (column > options.Limits.Columns) throw Exceeded(new(line), $"Expected at most {options.Limits.Columns} columns, found {column}.");
                filled += Math.Max(0, column - cells.Count - 1);
                // Cells far to the right would ask for all cells between.
                if (filled > MostEmptyCells) throw Exceeded(FilePlace.InLine(line, column), $"Expected at most {MostEmptyCells} cells left out in the sheet, found more.");
                while (cells.Count < column) cells.Add(new("", line, cells.Count + 1, false));
                cells[column - 1] = CellOf(xml, line, column, texts, dates, since1904);
            }
        }
        return rows;
    }

    private static Cell CellOf(XmlReader xml, int line, int column, List<string> texts, HashSet<int> dates, bool since1904)
    {
        var (type, style) = (xml.GetAttribute("t") ?? "n", int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : -1);
        var value = "";
        if (!xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            var inValue = false;
            while (xml.Read() && xml.Depth > depth)
            {
                if (xml.NodeType == XmlNodeType.Element) inValue = xml.LocalName is "v" or "t";
                else if (inValue && xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) value += xml.Value;
            }
        }
        var place = FilePlace.InLine(line, column);
        if (type == "s")
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < texts.Count ? new(texts[index], line, column, true)
                : throw Refuse(place, $"Expected the number of a shared text, found {Quote(value)}.");
        if (type is "str" or "inlineStr") return new(value, line, column, true);
        if (type == "e") return new(value, line, column, true);
        if (type == "b") return new(value == "1" ? "TRUE" : "FALSE", line, column, true);
        if (!dates.Contains(style) || !NumberText.TryParse(value, '.', out double serial) || serial is < 0 or > 2_900_000) return new(value, line, column, false);
        // Day 60 of the 1900 system is a 29 February that never was: serials from 61 on count from 30 December 1899.
        var start = since1904 ? new DateTime(1904, 1, 1) : serial < 60 ? new DateTime(1899, 12, 31) : new DateTime(1899, 12, 30);
        return new(start.AddSeconds(Math.Round(serial * 86_400)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), line, column, true);
    }

    private static int ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (letter is < 'A' or > 'Z' || column > 100_000) break;
            column = (column * 26) + (letter - 'A' + 1);
        }
        return column;
    }

    private static string PartOf(ZipInput zip, string? sheet, ReadingLimits limits, out bool since1904)
    {
        since1904 = false;
        var (names, id) = (new List<string>(), "");
        using (var workbook = Open(zip, "xl/workbook.xml", limits) ?? throw Refuse(null, $"Expected a workbook with xl/workbook.xml, found {Quote(string.Join(", ", zip.Names.Take(5)))}."))
            while (workbook.Read())
            {
                if (workbook is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" }) since1904 = workbook.GetAttribute("date1904") is "1" or "true";
                if (workbook is not { NodeType: XmlNodeType.Element, LocalName: "sheet" }) continue;
                var name = workbook.GetAttribute("name") ?? "";
                names.Add(name);
                if (id.Length == 0 && (sheet is null || name.Equals(sheet, StringComparison.OrdinalIgnoreCase)))
                    while (workbook.MoveToNextAttribute())
                        if (workbook.LocalName == "id")
                            id = workbook.Value;
            }
        if (id.Length == 0) throw Refuse(null, $"Expected the sheet {Quote(sheet ?? "first")} in the workbook, found {Quote(string.Join(", ", names))}.");
        using var relations = Open(zip, "xl/_rels/workbook.xml.rels", limits);
        while (relations?.Read() == true)
            if (relations is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && relations.GetAttribute("Id") == id && relations.GetAttribute("Target") is { } target)
                return target.StartsWith('/') ? target[1..] : "xl/" + target;
        throw Refuse(null, $"Expected a relation {Quote(id)} in the workbook, found none.");
    }

    private static List<string> SharedTexts(ZipInput zip, ReadingLimits limits)
    {
        var texts = new List<string>();
        using var xml = Open(zip, "xl/sharedStrings.xml", limits);
        var (inItem, inText, isPhonetic) = (false, false, false);
        while (xml?.Read() == true)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                texts.Add("");
                inItem = !xml.IsEmptyElement;
            }
            else if (xml.LocalName == "rPh") isPhonetic = xml.NodeType == XmlNodeType.Element;
            else if (xml.LocalName == "t") inText = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            else if (inItem && inText && !isPhonetic && xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && texts.Count > 0 && inText) texts[^1] += xml.Value;
        }
        return texts;
    }

    /// <summary>Indexes of the cell formats that show a date.</summary>
    private static HashSet<int> DateStyles(ZipInput zip, ReadingLimits limits)
    {
        var (custom, styles, inCells, index) = (new HashSet<int>(), new HashSet<int>(), false, 0);
        using var xml = Open(zip, "xl/styles.xml", limits);
        while (xml?.Read() == true)
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt" && int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && IsDate(xml.GetAttribute("formatCode") ?? "")) custom.Add(id);
            if (inCells && xml.LocalName == "xf")
            {
                if (int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var format) && (DateFormats.Contains(format) || custom.Contains(format))) styles.Add(index);
                index++;
            }
        }
        return styles;
    }

    /// <summary>A format with a year, or with hours, outside quotes and brackets.</summary>
    private static bool IsDate(string code)
    {
        var depth = 0;
        var quoted = false;
        foreach (var c in code)
        {
            if (c == '"') quoted = !quoted;
            else if (c == '[') depth++;
            else if (c == ']') depth--;
            else if (!quoted && depth == 0 && c is 'y' or 'Y' or 'h' or 'H' && !quoted && depth == 0) return true;
        }
        return false;
    }

    private static XmlReader? Open(ZipInput zip, string name, ReadingLimits limits) => zip.Read(name) is { } part ? XmlInput.Open(XmlInput.Over(part), limits) : null;
}
