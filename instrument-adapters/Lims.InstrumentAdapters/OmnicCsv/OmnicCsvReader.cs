using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.OmnicCsv;

/// <summary>
/// A spectrum of Thermo's OMNIC as CSV: two columns without headings, both with an exponent of three digits, by which the software is known
/// (README.md).
/// </summary>
public sealed class OmnicCsvReader() : InstrumentReader("thermo-omnic-csv", "1", "OMNIC spectrum, two columns without headings", "Thermo Scientific", "FTIR")
{
    private const int FewestRows = 5;

    public override bool Recognises(FileHead head)
    {
        var rows = 0;
        for (var i = 0; i < head.Lines.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(head.Lines[i])) continue;
            if (!IsRow(head.Lines[i])) return i == head.Lines.Count - 1 && rows >= FewestRows;
            rows++;
        }
        return rows >= FewestRows;
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        if (text.LineCount == 0) throw Truncated(null, $"Expected rows of two numbers, found none.");
        var delimiter = text[1].Contains(';') ? ';' : text[1].Contains('\t') ? '\t' : ',';
        if (DecimalMark.Decide(text.Lines(), delimiter, options, out var mark) is { } doubt) return doubt;
        var values = TableNumbers.Read(text, 1, text.LineCount, delimiter, 2, mark, ct);
        if (values[0].Length == 0) throw Truncated(null, $"Expected rows of two numbers, found none.");
        var notes = new Notes();
        notes.Warn(WarningCode.UnknownUnit, "The file names neither sample nor units: in this software the first column is usually the wavenumber in 1/cm, and the second absorbance or transmittance.", new(1));
        notes.Add(TextEnd.Open(text, Text($"the abscissa {values[0][^1]}")));
        var run = new InstrumentRun("", "FTIR") { Signals = [new("Spectrum", "X", "", "", values[0], values[1], new(1))], Warnings = notes.Warnings };
        return new ReadOutcome.Read([run], text.Encoding.Name, notes.Ignored);
    }

    private static bool IsRow(string line)
    {
        var cells = line.Split(line.Contains(';', StringComparison.Ordinal) ? ';' : line.Contains('\t', StringComparison.Ordinal) ? '\t' : ',');
        return cells.Length == 2 && cells.All(cell => IsLongExponent(cell.Trim()));
    }

    private static bool IsLongExponent(string cell) => cell.Length is > 6 and < 30 && cell[^5] is 'e' or 'E' && cell[^4] is '+' or '-' && (NumberText.Is(cell, '.') || NumberText.Is(cell, ','));
}
