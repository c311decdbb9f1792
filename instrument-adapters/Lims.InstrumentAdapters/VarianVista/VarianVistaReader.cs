using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.VarianVista;

/// <summary>
/// Results of Varian's (later Agilent's) ICP Expert for Vista-PRO and 700 series as CSV: a row an element, with concentration in the solution and
/// corrected for weight and volume (README.md).
/// </summary>
public sealed class VarianVistaReader() : InstrumentReader("varian-icp-expert-csv", "1", "ICP Expert results, a row an element", "Varian (Agilent)", "ICP-OES")
{
    private const int HeadingWithin = 20;

    public override bool Recognises(FileHead head) => HeadingRow.Find(head, HeadingWithin, IsHeading) is not null;

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var heading = HeadingRow.Find(text, 1, HeadingWithin, IsHeading) ?? throw Refuse(null, $"Expected headings 'Solution Label', 'Element' and 'Soln Conc', found none.");
        var headings = Csv.Row(text, heading.Line, heading.Delimiter);
        var columns = new VistaColumns(headings);
        var rows = Csv.Rows(text, heading.Delimiter, heading.Line + 1).Where(row => !row.IsBlank).ToList();
        if (rows.Count == 0) throw Truncated(new(heading.Line), $"Expected rows of elements below line {heading.Line}, found none.");
        var mark = TableNumbers.MarkOf(rows, columns.IsNumber, heading.Delimiter, options);
        var (notes, dates, runs) = (new Notes(), new FileDates(dayFirst: false, options), new List<InstrumentRun>());
        foreach (var row in rows) dates.See(columns.When(row));
        foreach (var group in RowGroups.Of(rows, columns.Keys))
        {
            ct.ThrowIfCancellationRequested();
            var (own, first) = (new Notes(), group[0]);
            var header = RowGroups.Header(first, headings, columns.Keys);
            foreach (var row in group)
                if (row.Count < columns.Fewest) own.Warn(WarningCode.Missing, $"Line {row.Line} has {row.Count} cells, expected at least {columns.Fewest}: the last ones are missing.", new(row.Line));
            runs.Add(new(first[columns.Label].Trimmed, "ICP-OES")
            {
                SampleId = header.Value("Customer Id"),
                MeasuredAt = columns.Date < 0 ? null : dates.Read(columns.When(first), first[columns.Date].Place, own),
                Instrument = "Varian ICP-OES",
                Header = header,
                Readings = [.. group.Select(row => columns.Read(row, mark, own))],
                Warnings = own.Warnings,
            });
        }
        notes.Add(TextEnd.Open(text, Text($"{Quote(runs[^1].SampleName)} in line {rows[^1].Line}")));
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static bool IsHeading(string[] cells) => HeadingRow.Has(cells, "Solution Label") && HeadingRow.Has(cells, "Element") && HeadingRow.Has(cells, "Soln Conc", "Corr Con");
}

/// <summary>The columns; <c>Units</c> stands twice, each after its concentration.</summary>
internal sealed class VistaColumns
{
    private readonly CsvRow headings;
    private readonly int element, solution, corrected, deviation, replicates;

    public VistaColumns(CsvRow headings)
    {
        this.headings = headings;
        (Label, element, solution, corrected) = (HeadingRow.Required(headings, "Solution Label"), HeadingRow.Required(headings, "Element"), headings.IndexOf("Soln Conc"), headings.IndexOf("Corr Con"));
        if (corrected < 0) HeadingRow.Required(headings, "Soln Conc");
        (Date, Time, deviation, replicates) = (headings.IndexOf("Date"), headings.IndexOf("Time"), headings.IndexOf("SD"), headings.IndexOf("Replicates"));
        Keys = [Label, headings.IndexOf("Batch Label"), headings.IndexOf("Customer Id"), headings.IndexOf("Customer Label"), headings.IndexOf("Type"), Date, Time];
    }

    public int Label { get; }

    public int Date { get; }

    public int Time { get; }

    public int[] Keys { get; }

    /// <summary>The replicates follow the named columns, each with its flag; a row without any of them is cut.</summary>
    public int Fewest => replicates >= 0 ? replicates + 1 : headings.Count;

    public bool IsNumber(int column) => column >= 0 && column < headings.Count
        && (headings[column].Trimmed is "Soln Conc" or "Corr Con" or "Int" or "SD" or "RSD" or "IntSD" or "IntRSD" || column == replicates);

    public string When(CsvRow row) => Date < 0 ? "" : $"{row[Date].Trimmed} {(Time < 0 ? "" : row[Time].Trimmed)}".Trim();

    /// <summary>The corrected concentration where there is one; the deviation is that of the solution, and belongs to the value only where both are the same.</summary>
    public Reading Read(CsvRow row, DecimalMark mark, Notes notes)
    {
        var value = corrected >= 0 && !row[corrected].IsEmpty ? corrected : solution >= 0 ? solution : corrected;
        var reading = Reported.Read(row[element].Trimmed, row[value], Ucum.Of(UnitOf(row, value), row[value].Place, notes), mark, notes);
        var same = solution < 0 || value == solution || (row[solution].Trimmed == row[value].Trimmed && UnitOf(row, solution) == UnitOf(row, value));
        var more = new List<HeaderEntry>();
        if (deviation >= 0 && same && mark.TryReadGrouped(row[deviation].Text, out decimal sd)) reading = reading with { Error = sd, ErrorKind = "sd" };
        for (var i = 0; i < row.Count; i++)
        {
            if (i == value || i == value + 1 || i == element || Keys.Contains(i) || row[i].IsEmpty || (i == deviation && same)) continue;
            var name = i < headings.Count && !headings[i].IsEmpty ? headings[i].Trimmed : Text($"column {i + 1}");
            if (replicates >= 0 && i >= replicates) name = (i - replicates) % 2 == 0 ? Text($"replicate {((i - replicates) / 2) + 1}") : Text($"replicate {((i - replicates) / 2) + 1} flag");
            more.Add(new(name, row[i].Trimmed, row[i].Place));
        }
        return reading with { More = more };
    }

    private string UnitOf(CsvRow row, int concentration) => concentration + 1 < headings.Count && headings[concentration + 1].Trimmed.StartsWith("Unit", StringComparison.OrdinalIgnoreCase) ? row[concentration + 1].Trimmed : "";
}
