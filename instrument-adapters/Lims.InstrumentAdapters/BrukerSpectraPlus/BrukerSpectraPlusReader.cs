using System.Text.RegularExpressions;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.BrukerSpectraPlus;

/// <summary>
/// Results of Bruker's SPECTRAplus (S8 Tiger, S4 Pioneer) as CSV: a row a compound, with number, unit and flag in one cell (README.md).
/// </summary>
public sealed partial class BrukerSpectraPlusReader() : InstrumentReader("bruker-spectraplus-csv", "1", "SPECTRAplus results of one sample", "Bruker", "XRF")
{
    private const int HeadingWithin = 60;

    public override bool Recognises(FileHead head) => HeadingRow.Find(head, HeadingWithin, IsHeading) is not null;

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var heading = HeadingRow.Find(text, 1, HeadingWithin, IsHeading) ?? throw Refuse(null, $"Expected headings 'Formula', 'Concentration' and 'LLD' or 'Net int.', found none.");
        var rows = Csv.Rows(text, heading.Delimiter, heading.Line).ToList();
        var table = new Table(rows[0].Cells, rows);
        var (formula, value, status) = (table.Required("Formula", "Compound"), table.Required("Concentration"), table.Column("Status"));
        var (limit, error) = (table.Column("LLD"), table.Column("Stat. error", "Stat error"));
        var data = rows.Skip(1).Where(row => !row.IsBlank).ToList();
        if (data.Count == 0) throw Truncated(new(heading.Line), $"Expected rows of compounds below line {heading.Line}, found none.");
        var mark = MarkOf(data, [value, limit, error], heading.Delimiter, options);
        var (notes, header, readings) = (new Notes(), new List<HeaderEntry>(), new List<Reading>());
        for (var line = 1; line < heading.Line; line++)
        {
            var row = Csv.Row(text, line, heading.Delimiter);
            if (!row.IsBlank) header.Add(new(row[0].Trimmed.TrimEnd(':'), string.Join(' ', row.Cells.Skip(1).Where(c => !c.IsEmpty).Select(c => c.Trimmed)), new(line)));
        }
        foreach (var row in data)
        {
            ct.ThrowIfCancellationRequested();
            if (row[formula].IsEmpty)
            {
                notes.Ignore(Text($"line {row.Line} without a formula: {Quote(text[row.Line].Trim())}"));
                continue;
            }
            readings.Add(ReadingOf(table, row, (formula, value, status, limit, error), mark, notes));
        }
        if (header.Value("Sample", "Sample name", "Sample ident") is not { Length: > 0 } sample)
        {
            sample = "";
            notes.Warn(WarningCode.Missing, "No sample name: this export has none.");
        }
        notes.Add(TextEnd.Open(text, Text($"{Quote(data[^1][formula].Trimmed)} in line {data[^1].Line}")));
        var run = new InstrumentRun(sample, "XRF") { Instrument = "Bruker", Header = header, Readings = readings, Warnings = notes.Warnings };
        return new ReadOutcome.Read([run], text.Encoding.Name, notes.Ignored);
    }

    private static bool IsHeading(string[] cells) => HeadingRow.Has(cells, "Formula") && HeadingRow.Has(cells, "Concentration") && HeadingRow.Has(cells, "LLD", "Net int.", "Line 1", "Stat. error");

    /// <summary>
    /// The value of a compound. Where the status says that it was not detected, the printed zero is no value: the detection limit stands for it.
    /// </summary>
    private static Reading ReadingOf(Table table, CsvRow row, (int Formula, int Value, int Status, int Limit, int Error) at, DecimalMark mark, Notes notes)
    {
        var (number, unit, flag) = Parts(row[at.Value].Text);
        var code = Ucum.Of(unit, row[at.Value].Place, notes);
        var reading = Reported.Read(row[at.Formula].Trimmed, row[at.Value] with { Text = number }, code, mark, notes) with { Raw = row[at.Value].Text };
        var more = table.Rest(row).ToList();
        if (flag.Length > 0) more.Insert(0, new("flag", flag, row[at.Value].Place));
        if (at.Status >= 0 && !row[at.Status].IsEmpty) more.Insert(0, new(table.Heading(at.Status), row[at.Status].Trimmed, row[at.Status].Place));
        if (at.Status >= 0 && Reported.Of(row[at.Status].Text, mark).Qualifier == Qualifier.NotDetected) reading = reading with { Qualifier = Qualifier.NotDetected, Value = null };
        if (at.Limit >= 0 && !row[at.Limit].IsEmpty)
        {
            var (limit, limitUnit, _) = Parts(row[at.Limit].Text);
            // A limit in another unit is kept as written: the value's unit is not the reader's to change.
            if (Ucum.Of(limitUnit) == code && mark.TryReadGrouped(limit, out decimal lld)) reading = reading with { Limit = lld };
            else more.Add(new(table.Heading(at.Limit), row[at.Limit].Trimmed, row[at.Limit].Place));
        }
        if (at.Error >= 0 && !row[at.Error].IsEmpty)
        {
            var (error, errorUnit, _) = Parts(row[at.Error].Text);
            if (errorUnit == "%" && mark.TryReadGrouped(error, out decimal relative)) reading = reading with { Error = relative, ErrorKind = "rsd%" };
            else more.Add(new(table.Heading(at.Error), row[at.Error].Trimmed, row[at.Error].Place));
        }
        return reading with { More = more };
    }

    private static DecimalMark MarkOf(List<CsvRow> data, int[] columns, char delimiter, ReadOptions options)
    {
        var evidence = new DecimalEvidence(delimiter);
        foreach (var row in data)
            foreach (var column in columns)
                if (column >= 0)
                    evidence.See(Parts(row[column].Text).Number.AsSpan().TrimStart("<>"), row[column].Line, row[column].Column);
        return evidence.Decide(options);
    }

    /// <summary><c>28.8 % -</c> as number, unit and flag; a cell of another shape is all number.</summary>
    private static (string Number, string Unit, string Flag) Parts(string cell)
    {
        var match = cell.Length <= 60 ? Cell().Match(cell.Trim()) : Match.Empty;
        return match.Success ? (match.Groups["number"].Value, match.Groups["unit"].Value, match.Groups["flag"].Value) : (cell.Trim(), "", "");
    }

    [GeneratedRegex(@"^(?<number>[<>]?\s*[-+]?[0-9][0-9.,'\u00A0]*(?:[eE][-+]?[0-9]+)?)\s*(?<unit>%|[A-Za-z][A-Za-z%/.]*)?\s*(?<flag>[-+?*]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Cell();
}
