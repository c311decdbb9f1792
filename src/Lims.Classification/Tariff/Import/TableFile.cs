using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Lims.Classification.Tariff.Import;

/// <summary>One row of a table.</summary>
/// <param name="Row">Line of a text file, row of a sheet; counted from 1.</param>
/// <param name="Cells">As text. What a spreadsheet would run as a formula is text here like any other.</param>
internal sealed record TableRow(int Row, string[] Cells);

/// <summary>Rows of a CSV file or of a sheet, one after another, with limits: a file from outside may be made to hurt.</summary>
internal static class TableFile
{
    private const int LongestField = 1 << 17;
    private const long LargestUnpacked = 256L << 20;
    private const int MostParts = 2000;

    /// <summary>The rows; a fault ends them and stops the reading.</summary>
    /// <param name="source">The file; <c>.xlsx</c> is a sheet, all else is CSV.</param>
    /// <param name="encoding">Of a CSV file; null for UTF-8.</param>
    /// <param name="delimiter">Of a CSV file; null to find out among comma, semicolon, tab and bar.</param>
    /// <param name="sheet">Name of the sheet; null for the first.</param>
    /// <param name="reading">Takes refusals.</param>
    public static IEnumerable<TableRow> Rows(ImportSource source, string? encoding, string? delimiter, string? sheet, Reading reading)
    {
        var rows = IsSheet(source) ? Sheet(source, sheet, reading) : Csv(source, encoding, delimiter, reading);
        var count = 0;
        foreach (var row in rows)
        {
            if (++count > Reading.MostRows)
            {
                reading.Stop(row.Row, "", null, string.Create(CultureInfo.InvariantCulture, $"the file has more than {Reading.MostRows} rows, more than any tariff."));
                yield break;
            }
            if (Array.Exists(row.Cells, cell => cell.Trim().Length > 0)) yield return row;
        }
    }

    /// <summary>Whether the name is a workbook's.</summary>
    public static bool IsSheet(ImportSource source) => source.Name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<TableRow> Csv(ImportSource source, string? encoding, string? delimiter, Reading reading)
    {
        using var text = TextFile.Open(source.Content, encoding, reading);
        if (text is null) yield break;
        string? bad = null;
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter ?? ",",
            DetectDelimiter = delimiter is null,
            DetectDelimiterValues = [",", ";", "\t", "|"],
            MaxFieldSize = LongestField,
            BadDataFound = found => bad = found.Field,
        });
        while (Next(parser, reading, () => bad))
        {
            yield return new(parser.RawRow, parser.Record!);
        }
    }

    private static bool Next(CsvParser parser, Reading reading, Func<string?> bad)
    {
        try
        {
            var more = parser.Read();
            if (bad() is not { } field) return more;
            reading.Stop(parser.RawRow, "", field, $"“{Reading.Quoted(field)}” has a quotation mark in the middle; a cell with one stands in quotation marks, the mark itself twice.");
            return false;
        }
        catch (MaxFieldSizeException)
        {
            reading.Stop(parser.RawRow, "", null, string.Create(CultureInfo.InvariantCulture, $"a cell here is longer than {LongestField} characters; perhaps a quotation mark was opened and never closed."));
            return false;
        }
    }

    private static IEnumerable<TableRow> Sheet(ImportSource source, string? name, Reading reading)
    {
        if (!IsSafe(source, reading) || Workbook(source, reading) is not { } opened) yield break;
        using var workbook = opened;
        while (name is not null && workbook.Name != name)
        {
            if (workbook.NextResult()) continue;
            reading.Stop(0, "sheet", name, $"the workbook has no such sheet; its last is “{workbook.Name}”.");
            yield break;
        }
        for (var row = 1; NextRow(workbook, row, reading); row++)
        {
            yield return new(row, [.. Enumerable.Range(0, workbook.FieldCount).Select(column => Text(workbook.GetValue(column)))]);
        }
    }

    private static bool NextRow(IExcelDataReader workbook, int row, Reading reading)
    {
        try
        {
            return workbook.Read();
        }
        catch (Exception damaged) when (damaged is ExcelReaderException or InvalidDataException or System.Xml.XmlException or FormatException or OverflowException)
        {
            reading.Stop(row, "", null, $"the sheet is damaged here ({damaged.Message})");
            return false;
        }
    }

    private static IExcelDataReader? Workbook(ImportSource source, Reading reading)
    {
        try
        {
            return ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(source.Content.ToArray(), writable: false));
        }
        catch (Exception damaged) when (damaged is ExcelReaderException or InvalidDataException or System.Xml.XmlException or KeyNotFoundException)
        {
            reading.Stop(0, "", null, $"it is no workbook that can be read ({damaged.Message}); save it as XLSX again.");
            return null;
        }
    }

    /// <summary>
    /// Unpacks every part once, counting and keeping nothing. What a part says of its size is not believed: a file of some kilobytes may unpack to more than
    /// the machine has.
    /// </summary>
    private static bool IsSafe(ImportSource source, Reading reading)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(source.Content.ToArray(), writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostParts)
            {
                reading.Stop(0, "", null, string.Create(CultureInfo.InvariantCulture, $"it is packed from {zip.Entries.Count} parts; at most {MostParts} are expected of a workbook."));
                return false;
            }
            var buffer = new byte[1 << 16];
            long total = 0;
            foreach (var part in zip.Entries)
            {
                using var unpacked = part.Open();
                for (int read; (read = unpacked.Read(buffer)) > 0;)
                {
                    if ((total += read) <= LargestUnpacked) continue;
                    reading.Stop(0, "", null, string.Create(CultureInfo.InvariantCulture,
                        $"its {source.Content.Length} bytes unpack to more than {LargestUnpacked >> 20} MiB (at “{Reading.Quoted(part.FullName)}”); it was not read further."));
                    return false;
                }
            }
            return true;
        }
        catch (InvalidDataException damaged)
        {
            reading.Stop(0, "", null, $"it is no workbook that can be read ({damaged.Message}); save it as XLSX again.");
            return false;
        }
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        string text => text,
        // A code typed as a number has lost its leading noughts; it is shown as what is there, and the check of codes says so.
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    static TableFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
