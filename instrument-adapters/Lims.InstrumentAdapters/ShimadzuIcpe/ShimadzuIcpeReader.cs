using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.ShimadzuIcpe;

/// <summary>
/// Results of Shimadzu's ICPE software as tab text without headings: 44 columns, a row an element. What the columns are is known from the documentation of
/// the layout and checked by recomputing the mean of the replicates in every row (README.md).
/// </summary>
public sealed class ShimadzuIcpeReader() : InstrumentReader("shimadzu-icpe-text", "1", "ICPE results, 44 columns without headings", "Shimadzu", "ICP-OES")
{
    private const int Width = 44;
    private const int Kind = 7;
    private const int Wavelength = 8;
    private const int Unit = 10;
    private static readonly (int From, int To, int Mean, int Deviation, int Relative) Concentration = (11, 20, 21, 22, 23);
    private static readonly (int From, int To, int Mean, int Deviation, int Relative) Intensity = (31, 40, 41, 42, 43);
    private static readonly string[] Names = ["Method", "Type", "Sample", "Time", "column 5", "column 6", "Element", "Kind", "Wavelength", "Factor", "Unit"];

    public override bool Recognises(FileHead head)
    {
        var first = head.Lines[0].Split('\t');
        return first.Length == Width && IsRow(first);
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var rows = Csv.Rows(text, '\t').Where(row => !row.IsBlank).ToList();
        if (rows.Count == 0) throw Truncated(new(text.LineCount), $"Expected rows of {Width} cells, found none.");
        foreach (var row in rows)
            if (row.Count != Width || !IsRow([.. row.Cells.Select(cell => cell.Trimmed)]))
                throw Refuse(new(row.Line), $"Expected {Width} cells with a time, an element and a wavelength in line {row.Line}, found {row.Count}: {Quote(text[row.Line])}.",
                    row.Line == text.LineCount ? RefusalCode.Truncated : RefusalCode.Malformed);
        var mark = TableNumbers.MarkOf(rows, i => i == Wavelength || i is >= 11 and <= 23 or >= 31 and <= 43, '\t', options);
        var (notes, dates, runs) = (new Notes(), new FileDates(dayFirst: false, options), new List<InstrumentRun>());
        foreach (var row in rows) dates.See(row[3].Trimmed);
        foreach (var group in RowGroups.Of(rows, 0, 1, 2, 3))
        {
            ct.ThrowIfCancellationRequested();
            var (own, first) = (new Notes(), group[0]);
            var header = new List<HeaderEntry>();
            foreach (var column in new[] { 0, 1, 2, 3 })
                if (!first[column].IsEmpty)
                    header.Add(new(Names[column], first[column].Trimmed, first[column].Place));
            runs.Add(new(first[2].Trimmed, "ICP-OES")
            {
                MeasuredAt = dates.Read(first[3].Trimmed, first[3].Place, own),
                Instrument = "Shimadzu ICPE",
                Method = first[0].Trimmed,
                Header = header,
                Readings = [.. group.Select(row => ReadingOf(row, mark, own))],
                Warnings = own.Warnings,
            });
        }
        notes.Add(TextEnd.Open(text, Text($"{Quote(runs[^1].SampleName)} in line {rows[^1].Line}")));
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static bool IsRow(string[] cells) => cells[Kind].Trim() is "QUANT" or "QUAL" or "QUALI" && DateText.Parse(cells[3].Trim()) is not null
        && cells[6].Trim() is { Length: >= 1 and <= 3 } element && char.IsAsciiLetterUpper(element[0]) && (NumberText.Is(cells[Wavelength].Trim(), '.') || NumberText.Is(cells[Wavelength].Trim(), ','));

    /// <summary>The mean of the concentrations. A standard has none: its intensities stand beside the empty reading.</summary>
    private static Reading ReadingOf(CsvRow row, DecimalMark mark, Notes notes)
    {
        var name = $"{row[6].Trimmed} {row[Wavelength].Trimmed}";
        var reading = Reported.Read(name, row[Concentration.Mean], Ucum.Of(row[Unit].Trimmed, row[Unit].Place, notes), mark, notes);
        if (mark.TryReadGrouped(row[Concentration.Deviation].Text, out decimal deviation)) reading = reading with { Error = deviation, ErrorKind = "sd" };
        CheckMean(row, name, Concentration, mark, notes);
        CheckMean(row, name, Intensity, mark, notes);
        var more = new List<HeaderEntry>();
        for (var i = 4; i < Width; i++)
            if (i is not (6 or Wavelength or Unit) && i != Concentration.Mean && i != Concentration.Deviation && !row[i].IsEmpty)
                more.Add(new(NameOf(i), row[i].Trimmed, row[i].Place));
        return reading with { More = more };
    }

    private static string NameOf(int column) => column < Names.Length ? Names[column]
        : column <= Concentration.To ? Text($"concentration {column - Concentration.From + 1}")
        : column == Concentration.Relative ? "concentration RSD"
        : column >= Intensity.From && column <= Intensity.To ? Text($"intensity {column - Intensity.From + 1}")
        : column == Intensity.Mean ? "intensity mean" : column == Intensity.Deviation ? "intensity SD" : column == Intensity.Relative ? "intensity RSD"
        : Text($"column {column + 1}");

    private static void CheckMean(CsvRow row, string name, (int From, int To, int Mean, int Deviation, int Relative) at, DecimalMark mark, Notes notes)
    {
        var values = new List<double>();
        for (var i = at.From; i <= at.To; i++)
            if (mark.TryReadGrouped(row[i].Text, out double value))
                values.Add(value);
        if (values.Count == 0 || !mark.TryReadGrouped(row[at.Mean].Text, out double mean)) return;
        // Replicates are printed with three digits: the mean of the printed ones may differ by half of the third of the greatest.
        var margin = 0.01 * values.Max(Math.Abs);
        if (Math.Abs(values.Average() - mean) > margin)
            notes.Warn(WarningCode.SumDiffers, $"{name}: the mean {mean} does not follow from {values.Count} replicates (mean {values.Average()}): the columns may be other ones.", row[at.Mean].Place);
    }
}
