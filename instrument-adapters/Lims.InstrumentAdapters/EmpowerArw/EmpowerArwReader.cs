using System.Text.RegularExpressions;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.EmpowerArw;

/// <summary>
/// Raw data that Waters Empower exports as <c>.arw</c>: quoted keys in a row and their values in the next, or a pair a line, then time and signal
/// parted by a tab; spectra of an array detector have a row of wavelengths (README.md).
/// </summary>
public sealed partial class EmpowerArwReader() : InstrumentReader("empower-arw", "1", "Empower raw data .arw", "Waters", "HPLC")
{
    private const int MostHeadLines = 60;

    private static readonly HashSet<string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        "SampleName", "Sample Name", "Channel", "Channel Name", "Channel Description", "Channel Type", "Sample Set Name", "Instrument Method Name", "Vial", "Injection", "Injection Volume", "Date Acquired", "Acquired By",
        "Acq Method Set", "Processing Method", "Run Time", "Sample Type", "Sampling Rate", "System Name", "Detection Type", "Detector Units", "Project Name", "Label", "Injection Id", "Sample Set Id", "Source S/W Info",
    };

    public override bool Recognises(FileHead head)
    {
        var lines = head.Lines;
        var count = HeadCount(index => index < lines.Count ? lines[index] : null);
        return count >= 2 && CellsOf(lines[0]).Concat(count == 2 ? [] : lines.Skip(1).Take(count - 1).Select(line => CellsOf(line)[0])).Any(Keys.Contains);
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        var count = HeadCount(index => index < text.LineCount ? text[index + 1].ToString() : null);
        if (count < 2) throw Refuse(new(1), $"Expected quoted keys and values parted by tabs and then rows of numbers, found {Quote(text.LineCount > 0 ? text[1] : "")}.");
        var header = Head(text, count);
        var first = count + 1;
        var wavelengths = text.LineCount >= first && Wavelength().IsMatch(text[first].ToString()) ? Csv.Row(text, first, '\t') : null;
        if (wavelengths is not null) first++;
        // A label above the times may follow the wavelengths.
        if (wavelengths is not null && first <= text.LineCount && Cells.Count(text[first], '\t') == 1 && !NumberText.Is(text[first], '.')) first++;
        if (DecimalMark.Decide(text.Lines(first), '\t', options, out var mark) is { } doubt) return doubt;
        var width = wavelengths?.Count ?? (first <= text.LineCount ? Cells.Count(text[first].TrimEnd('\t'), '\t') : 2);
        if (width < 2) throw Refuse(new(first), $"Expected a time and a signal in line {first}, found {Quote(text[first])}.");
        var rows = XyRows.Read(text, first, text.LineCount, '\t', width, mark, ct);
        if (rows.Count == 0) throw Truncated(new(text.LineCount), $"Expected rows of numbers after line {count}, found none.");
        var unit = header.Value("Detector Units", "Units");
        if (unit.Length == 0) notes.Warn(WarningCode.Missing, "The file names no units: the time is minutes in these exports, the unit of the signal is unknown.");
        Endings.Note(text, notes);
        var channel = header.Value("Channel", "Channel Name", "Channel Description");
        var signals = new List<Signal>();
        for (var i = 1; i < width; i++)
            signals.Add(new(wavelengths is null ? channel : $"{channel} {wavelengths[i].Trimmed} nm".Trim(), "Time", "min", Ucum.Of(unit), rows[0], rows[i], new(rows.FirstLine)));
        if (wavelengths is not null) header.Add(new("Wavelength", string.Join(' ', wavelengths.Cells.Skip(1).Select(cell => cell.Trimmed)), wavelengths[0].Place));
        var dates = new FileDates(dayFirst: false, options);
        var acquired = header.Entry("Date Acquired");
        var run = new InstrumentRun(header.Value("SampleName", "Sample Name"), "HPLC")
        {
            SampleId = header.Value("Injection Id", "Label"),
            MeasuredAt = acquired is null ? null : dates.Read(Zone().Replace(acquired.Raw, ""), acquired.Place, notes),
            Instrument = header.Value("System Name"),
            Method = header.Value("Instrument Method Name", "Acq Method Set"),
            Operator = header.Value("Acquired By"),
            Header = header,
            Signals = signals,
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], text.Encoding.Name, notes.Ignored);
    }

    /// <summary>How many lines stand before the numbers; 0 where the form is another one.</summary>
    private static int HeadCount(Func<int, string?> line)
    {
        for (var i = 0; i < MostHeadLines && line(i) is { } row; i++)
        {
            var cells = CellsOf(row);
            if (cells.Length >= 2 && (NumberText.Is(cells[0], '.') || NumberText.Is(cells[0], ',')) && !row.StartsWith('"')) return i;
            if (Wavelength().IsMatch(row)) return i;
            if (i == 0 ? !row.StartsWith('"') && !Keys.Contains(cells[0]) : row.Trim().Length == 0) return 0;
        }
        return 0;
    }

    private static List<HeaderEntry> Head(TextFile text, int count)
    {
        var header = new List<HeaderEntry>();
        var rows = Csv.Rows(text, '\t', 1, count).ToList();
        var isVertical = rows.Count != 2 || (rows[0].Count == 2 && Keys.Contains(rows[1][0].Trimmed) && !Keys.Contains(rows[0][1].Trimmed));
        if (isVertical)
            foreach (var row in rows) header.Add(new(row[0].Trimmed, string.Join('\t', row.Cells.Skip(1).Select(cell => cell.Text)).Trim(), row[1].Place));
        else
            for (var i = 0; i < Math.Max(rows[0].Count, rows[1].Count); i++)
                if (!rows[0][i].IsEmpty || !rows[1][i].IsEmpty)
                    header.Add(new(rows[0][i].Trimmed, rows[1][i].Trimmed, rows[1][i].Place));
        return header;
    }

    private static string[] CellsOf(string line) => [.. line.Split('\t').Select(cell => cell.Trim().Trim('"'))];

    [GeneratedRegex(@"^""?Wavelength""?\t", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Wavelength();

    /// <summary>Empower writes the name of the zone behind the time: it names no offset.</summary>
    [GeneratedRegex(@"(?<=[0-9])\s+(?!AM$|PM$)[A-Z]{3,5}$|(?<=[AP]M)\s+[A-Z]{2,5}$", RegexOptions.CultureInvariant)]
    private static partial Regex Zone();
}
