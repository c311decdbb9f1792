using System.Text.RegularExpressions;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.AgilentOpenLabCsv;

/// <summary>
/// Chromatograms that Agilent OpenLab and ChemStation export as bare numbers: two columns parted by a tab, or a first row of wavelengths and a
/// column for each (README.md).
/// </summary>
public sealed partial class AgilentTraceReader() : InstrumentReader("agilent-trace-csv", "1", "OpenLab chromatogram CSV, DAD wavelengths CSV", "Agilent", "HPLC/GC")
{
    private const int Evidence = 3;

    public override bool Recognises(FileHead head) => IsWavelengths(head.Lines) || IsPairs(head.Lines);

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        if (text.LineCount == 0) throw Truncated(new(1), $"Expected rows of numbers, found none.");
        var wavelengths = Wavelengths().IsMatch(text[1].ToString());
        var delimiter = wavelengths ? text[1][0] : '\t';
        if (DecimalMark.Decide(text.Lines(wavelengths ? 2 : 1), delimiter, options, out var mark) is { } doubt) return doubt;
        var headings = wavelengths ? Csv.Row(text, 1, delimiter).Cells : [];
        var rows = XyRows.Read(text, wavelengths ? 2 : 1, text.LineCount, delimiter, wavelengths ? headings.Count : 2, mark, ct);
        if (rows.Count == 0) throw Truncated(new(text.LineCount), $"Expected rows of numbers, found none up to line {text.LineCount}.");
        notes.Warn(WarningCode.Missing, "The file names no units: the time is taken as minutes, as these exports have it, and the unit of the signal is unknown.");
        Endings.Note(text, notes);
        var signals = new List<Signal>();
        for (var i = 1; i < Math.Max(2, headings.Count); i++)
        {
            var name = wavelengths ? headings[i].Trimmed + " nm" : "";
            signals.Add(new(name, "Time", "min", "", rows[0], rows[i], new(rows.FirstLine)));
        }
        var header = headings.Skip(1).Select(cell => new HeaderEntry("Wavelength", cell.Trimmed, cell.Place)).ToList();
        return new ReadOutcome.Read([new("", "HPLC/GC") { Header = header, Signals = signals, Warnings = notes.Warnings }], text.Encoding.Name, []);
    }

    private static bool IsWavelengths(IReadOnlyList<string> lines) => lines.Count > 2 && Wavelengths().IsMatch(lines[0])
        && Cells.Count(lines[1], lines[0][0]) == Cells.Count(lines[0], lines[0][0]) && NumbersOnly(lines[1], lines[0][0]);

    /// <summary>
    /// Nothing but pairs, tab between, from the first minute on and rising: spectra and diffractograms of two columns begin higher.
    /// </summary>
    private static bool IsPairs(IReadOnlyList<string> lines)
    {
        if (lines.Count <= Evidence) return false;
        var before = double.NegativeInfinity;
        for (var i = 0; i < Math.Min(lines.Count - 1, 50); i++)
        {
            if (lines[i].Length == 0 && i >= Evidence) continue;
            var cells = lines[i].Split('\t');
            if (cells.Length != 2 || !(NumberText.Is(cells[1], '.') || NumberText.Is(cells[1], ','))) return false;
            if (!NumberText.TryParse(cells[0], '.', out double x) && !NumberText.TryParse(cells[0], ',', out x)) return false;
            if (x <= before || (i == 0 && x is < -1 or > 1)) return false;
            before = x;
        }
        return before <= 5;
    }

    private static bool NumbersOnly(string line, char delimiter) => line.Split(delimiter).All(cell => NumberText.Is(cell, '.') || NumberText.Is(cell, ','));

    [GeneratedRegex(@"^(?<d>[,;\t])\s*[0-9]{3,4}(?:[.,][0-9]+)?(?:\k<d>\s*[0-9]{3,4}(?:[.,][0-9]+)?)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Wavelengths();
}
