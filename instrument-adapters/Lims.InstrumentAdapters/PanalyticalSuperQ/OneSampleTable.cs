using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.PanalyticalSuperQ;

/// <summary>
/// The table of one sample: <c>Analyte, Calibration, Compound, Concentration, Unit, Calculation, Status</c> with a second row of headings, or a running
/// number, <c>Element</c> and <c>Conc.</c> with a row of units.
/// </summary>
internal static class OneSampleTable
{
    public static InstrumentRun Read(TextFile text, SuperQReport report, ReadOptions options, Notes notes)
    {
        var heading = HeadingRow.Find(text, report.TitleLine + 1, report.Last, IsHeading)
            ?? throw Refuse(new(report.TitleLine), $"Expected below line {report.TitleLine} a table with headings 'Analyte', 'Element' or 'Compound' and 'Conc.', found none.");
        var rows = Csv.Rows(text, heading.Delimiter, heading.Line, report.Last).ToList();
        var (table, first) = TableOf(rows);
        var value = table.Required("Concentration", "Conc.", "Conc");
        var (compound, analyte, unit) = (table.Column("Compound formula", "Compound", "Formula"), table.Column("Analyte", "Element"), table.Column("Unit"));
        if (compound < 0 && analyte < 0) throw Refuse(new(heading.Line), $"Expected a column 'Analyte', 'Element' or 'Compound' in line {heading.Line}, found {Quote(text[heading.Line])}.");
        var own = new Notes();
        var data = rows.Skip(first).SkipWhile(row => row.IsBlank).TakeWhile(row => !row.IsBlank).ToList();
        foreach (var row in rows.Skip(first).SkipWhile(row => row.IsBlank).SkipWhile(row => !row.IsBlank))
            if (!row.IsBlank)
                notes.Ignore(text.Trimmed(row.Line));
        if (data.Count == 0) throw Refuse(new(heading.Line), $"Expected rows of analytes below line {heading.Line}, found none.");
        var header = report.Header(text, heading);
        var mark = MarkOf(data, value, header, heading.Delimiter, options);
        var readings = new List<Reading>();
        foreach (var row in data)
        {
            var of = analyte >= 0 ? row[analyte] : new Cell("", row.Line, 1, false);
            var name = row[compound >= 0 ? compound : analyte].Trimmed;
            if (name.Length == 0) name = of.Trimmed;
            // A sum below the analytes is no analyte.
            if (name is "Sum" or "Total" || row[0].Trimmed.TrimEnd(':') is "Sum" or "Total")
            {
                notes.Ignore(text.Trimmed(row.Line));
                continue;
            }
            if (name.Length == 0) throw Refuse(new(row.Line), $"Expected the name of an analyte in line {row.Line}, found {Quote(text[row.Line])}.");
            var written = unit >= 0 ? row[unit].Trimmed : table.Unit(value);
            var more = table.Rest(row).ToList();
            if (compound >= 0 && analyte >= 0 && of.Text.Trim().Length > 0) more.Insert(0, new(table.Heading(analyte), of.Trimmed, of.Place));
            readings.Add(Reported.Read(name, row[value], Ucum.Of(written, unit >= 0 ? row[unit].Place : new(heading.Line), own), mark, own) with { More = more });
        }
        var dates = new FileDates(dayFirst: true, options);
        return new(report.Title[PanalyticalSuperQReader.OneSample.Length..].Trim().Trim(':').Trim(), "XRF")
        {
            MeasuredAt = header.Entry("Date") is { } date ? dates.Read(date.Raw, date.Place, own) : null,
            Instrument = "PANalytical",
            Method = header.Value("Application", "Results database", "Archive"),
            Header = header,
            Readings = readings,
            Warnings = own.Warnings,
        };
    }

    private static bool IsHeading(string[] cells) => HeadingRow.Has(cells, "Analyte", "Element", "Compound") && HeadingRow.Has(cells, "Concentration", "Conc.", "Conc");

    /// <summary>Numbers of known keys testify as well as the concentrations; others, such as a version, might not be numbers.</summary>
    private static DecimalMark MarkOf(List<CsvRow> data, int value, List<HeaderEntry> header, char delimiter, ReadOptions options)
    {
        var evidence = new DecimalEvidence(delimiter);
        foreach (var row in data) evidence.See(row[value].Text.AsSpan().Trim().TrimStart("<>"), row[value].Line, row[value].Column);
        foreach (var entry in header)
            if (entry.Key is "R.M.S." or "Sum before normalization" or "Normalised to" || entry.Key.EndsWith("(g)", StringComparison.Ordinal))
                evidence.See(entry.Raw.AsSpan().TrimEnd("% "), entry.Place.Line ?? 1, entry.Place.Column ?? 1);
        return evidence.Decide(options);
    }

    /// <summary>Headings of one or two rows: a second row has an empty first cell and no digits; what stands in brackets there is a unit.</summary>
    private static (Table Table, int First) TableOf(List<CsvRow> rows)
    {
        var headings = rows[0].Cells.ToList();
        var units = new string[headings.Count];
        Array.Fill(units, "");
        var first = 1;
        if (rows.Count > 1 && rows[1][0].IsEmpty && !rows[1].IsBlank && !rows[1].Cells.Any(cell => cell.Text.Any(char.IsAsciiDigit)))
        {
            for (var i = 0; i < headings.Count; i++)
            {
                var below = rows[1][i].Trimmed;
                if (below.StartsWith('(')) units[i] = below;
                else if (below.Length > 0) headings[i] = headings[i] with { Text = $"{headings[i].Trimmed} {below}" };
            }
            first = 2;
        }
        return (new(headings, rows, units), first);
    }
}
