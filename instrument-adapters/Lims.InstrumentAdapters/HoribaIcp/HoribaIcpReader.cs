using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.HoribaIcp;

/// <summary>
/// The short report of Horiba Jobin-Yvon's ICP software as CSV: a block a sample, with a row a line of emission. The headings do not stand above their
/// numbers, so a row is read by its order, and its relative deviation is recomputed as a check (README.md).
/// </summary>
public sealed class HoribaIcpReader() : InstrumentReader("horiba-icp-short-report", "1", "ICP short report, a block a sample", "Horiba Jobin Yvon", "ICP-OES")
{
    private const int BlockWithin = 100;

    public override bool Recognises(FileHead head) => HeadingRow.Find(head, BlockWithin, cells => HeadingRow.Has(cells, "LineName") && HeadingRow.Has(cells, "Net_Intensity", "Cc")) is not null;

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var heading = HeadingRow.Find(text, 1, BlockWithin, cells => HeadingRow.Has(cells, "LineName")) ?? throw Refuse(null, $"Expected headings 'LineName', 'Net_Intensity', found none.");
        var rows = Csv.Rows(text, heading.Delimiter).Where(row => !row.IsBlank).ToList();
        var (notes, runs, dates) = (new Notes(), new List<InstrumentRun>(), new FileDates(dayFirst: true, options));
        var evidence = new DecimalEvidence(heading.Delimiter);
        foreach (var row in rows)
        {
            if (row[0].Trimmed == "Sample:") dates.See(Labelled(row, "Measured:").Trimmed);
            else if (row.Count > 3 && !row[0].IsEmpty)
                foreach (var cell in row.Cells.Skip(1)) evidence.See(cell.Text.AsSpan().Trim().TrimStart("<>"), cell.Line, cell.Column);
        }
        var mark = evidence.Decide(options);
        List<CsvRow>? block = null;
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            if (row[0].Trimmed == "Sample:")
            {
                if (block is not null) runs.Add(RunOf(block, mark, dates));
                block = [row];
            }
            else if (block is null || IsPageText(row)) notes.Ignore(string.Join(' ', row.Cells.Where(cell => !cell.IsEmpty).Select(cell => cell.Trimmed)));
            else block.Add(row);
        }
        if (block is not null) runs.Add(RunOf(block, mark, dates));
        if (runs.Count == 0) throw Truncated(new(text.LineCount), $"Expected a block 'Sample:', found none up to line {text.LineCount}.");
        notes.Add(TextEnd.Open(text, Text($"{Quote(runs[^1].SampleName)} with {runs[^1].Readings.Count} lines")));
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static bool IsPageText(CsvRow row) => row[0].IsEmpty || row[0].Trimmed.StartsWith("Print Date", StringComparison.OrdinalIgnoreCase) || row[0].Trimmed.StartsWith("Page", StringComparison.OrdinalIgnoreCase);

    private static Cell Labelled(CsvRow row, string label)
    {
        var at = row.IndexOf(label);
        return at >= 0 ? row[at + 1] : new("", row.Line, 1, false);
    }

    private static InstrumentRun RunOf(List<CsvRow> block, DecimalMark mark, FileDates dates)
    {
        var (notes, title) = (new Notes(), block[0]);
        var header = new List<HeaderEntry>();
        for (var i = 0; i + 1 < title.Count; i++)
            if (title[i].Trimmed.EndsWith(':'))
                header.Add(new(title[i].Trimmed.TrimEnd(':'), title[i + 1].Trimmed, title[i + 1].Place));
        var readings = block.Skip(1).Where(row => row[0].Trimmed != "LineName").Select(row => ReadingOf(row, mark, notes)).ToList();
        if (readings.Count == 0) notes.Warn(WarningCode.Missing, $"The block of {Quote(header.Value("Sample"))} has no line of emission.", new(title.Line));
        var measured = Labelled(title, "Measured:");
        return new(header.Value("Sample"), "ICP-OES")
        {
            MeasuredAt = dates.Read(measured.Trimmed, measured.Place, notes),
            Instrument = "Horiba Jobin Yvon",
            Method = header.Value("Method"),
            Header = header,
            Readings = readings,
            Warnings = notes.Warnings,
        };
    }

    /// <summary><c>Ca 315.887, intensity, concentration, deviation, perhaps a flag, unit, relative deviation</c>, with empty cells anywhere between.</summary>
    private static Reading ReadingOf(CsvRow row, DecimalMark mark, Notes notes)
    {
        var cells = row.Cells.Skip(1).Where(cell => !cell.IsEmpty).ToList();
        var words = cells.FindIndex(cell => !mark.TryReadGrouped(cell.Text, out double _));
        var unit = cells.FindLastIndex(cell => !mark.TryReadGrouped(cell.Text, out double _));
        if (words != 3 || unit != cells.Count - 2 || unit - words > 1)
            throw Refuse(new(row.Line), $"Expected intensity, concentration, deviation, unit and relative deviation in line {row.Line}, found {Quote(string.Join(", ", cells.Select(cell => cell.Trimmed)))}.");
        var reading = Reported.Read(row[0].Trimmed, cells[1], Ucum.Of(cells[unit].Trimmed, cells[unit].Place, notes), mark, notes);
        if (mark.TryReadGrouped(cells[2].Text, out decimal deviation)) reading = reading with { Error = deviation, ErrorKind = "sd" };
        var more = new List<HeaderEntry> { new("Net_Intensity", cells[0].Trimmed, cells[0].Place), new("RSD", cells[^1].Trimmed, cells[^1].Place) };
        if (unit > words)
        {
            var flag = cells[words].Trimmed;
            more.Add(new("flag", flag, cells[words].Place));
            if (flag is "<" or ">") reading = reading with { Qualifier = flag == "<" ? Qualifier.LessThan : Qualifier.GreaterThan };
            else notes.Warn("flagged-value", $"{reading.Name} bears the flag {Quote(flag)}, whose meaning the file does not give.", cells[words].Place);
        }
        Check(reading, cells[^1], mark, notes);
        return reading with { More = more };
    }

    /// <summary>Both numbers are rounded as printed, so the ratio may differ by what half a digit of either makes.</summary>
    private static void Check(Reading reading, Cell printed, DecimalMark mark, Notes notes)
    {
        if (reading is not { Value: { } value, Error: { } deviation } || value == 0 || !mark.TryReadGrouped(printed.Text, out decimal relative)) return;
        var (size, spread, given) = (Math.Abs((double)value), Math.Abs((double)deviation), Math.Abs((double)relative));
        if (size <= Half(value)) return;
        var least = 100 * Math.Max(0, spread - Half(deviation)) / (size + Half(value));
        var most = 100 * (spread + Half(deviation)) / (size - Half(value));
        var margin = Half(relative) + 0.01;
        if (given < least - margin || given > most + margin)
            notes.Warn(WarningCode.SumDiffers, $"{reading.Name}: the relative deviation {relative} % does not follow from {deviation} and {value}: the columns may be other ones.", printed.Place);
    }

    private static double Half(decimal written) => 0.5 / Math.Pow(10, written.Scale);
}
