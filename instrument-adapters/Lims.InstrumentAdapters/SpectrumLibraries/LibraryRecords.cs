using System.Globalization;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.SpectrumLibraries;

/// <summary>
/// Records of spectrum libraries as text (NIST MSP, AMDIS MSL): lines <c>key: value</c>, of which <c>Num Peaks: n</c> is the last, then pairs of m/z
/// and intensity in whatever punctuation: blank, tab, colon, comma between the two; semicolon, parenthesis, blank or line end between pairs; notes
/// in quotes. The pairs are trusted, a wrong count is flagged.
/// </summary>
internal sealed class LibraryRecords(TextFile text, ReadingLimits limits)
{
    private readonly List<InstrumentRun> runs = [];
    private readonly Notes notes = new();
    private int points;

    /// <summary>Whether a line ends the keys of a record: <c>Num Peaks: 12</c> in any case and spelling.</summary>
    public static bool IsCount(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        if (colon < 0) return false;
        var key = line[..colon].Trim();
        return key.StartsWith("num", StringComparison.OrdinalIgnoreCase) && key.EndsWith("peaks", StringComparison.OrdinalIgnoreCase) && key.Length <= 10;
    }

    /// <summary>Whether a line may be <c>key: value</c> and no row of pairs.</summary>
    public static bool IsKey(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        return colon > 0 && (char.IsLetter(line.TrimStart()[0]) || line.TrimStart()[0] is '$' or '_') && !line[..colon].Contains('\t');
    }

    /// <summary>The first rows of pairs in the beginning of a file; null where there is no record.</summary>
    public static string? FirstPairs(FileHead head)
    {
        var sawKey = false;
        for (var i = 0; i + 1 < head.Lines.Count; i++)
        {
            var line = head.Lines[i];
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (!IsKey(line)) return null;
            // A deconvolution result of AMDIS has the same keys; its names begin with a bar.
            if (line.StartsWith("NAME: |", StringComparison.OrdinalIgnoreCase)) return null;
            if (IsCount(line)) return sawKey ? head.Lines[i + 1].Trim() : null;
            sawKey = true;
        }
        return null;
    }

    public ReadOutcome.Read Read(CancellationToken ct)
    {
        var header = new List<HeaderEntry>();
        for (var line = 1; line <= text.LineCount; line++)
        {
            if (text[line].IsWhiteSpace()) continue;
            if ((line & 1023) == 0) ct.ThrowIfCancellationRequested();
            if (!IsKey(text[line])) throw Refuse(new(line), $"Expected a line such as 'Name: value' in line {line}, found {Quote(text[line])}.");
            if (header.Count > limits.HeadLines) throw Exceeded(new(line), $"Expected at most {limits.HeadLines} keys in a record, found more.");
            KeyValue.TrySplit(text[line], ':', line, out var entry);
            header.Add(entry);
            if (!IsCount(text[line])) continue;
            line = Pairs(header, line);
            header = [];
        }
        if (header.Count > 0) notes.Warn(WarningCode.Truncated, $"The record that begins in line {header[0].Place.Line} has no Num Peaks and no peaks: the file may be cut.", header[0].Place);
        if (!text.EndsWithLineEnd) notes.Warn(WarningCode.Truncated, "The file ends without a line end: its last number may be cut.", new(text.LineCount));
        notes.Warn(WarningCode.MayBeCut, $"This format does not count its records: {runs.Count} were read, and one that is missing at the end cannot be seen.");
        return new(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    /// <summary>Reads pairs up to a blank line or the next key; returns the last line it read.</summary>
    private int Pairs(List<HeaderEntry> header, int countLine)
    {
        var numbers = new List<double>();
        var line = countLine + 1;
        for (; line <= text.LineCount && !text[line].IsWhiteSpace() && !IsKey(text[line]); line++) Row(text[line], line, numbers);
        if (numbers.Count % 2 != 0) throw Refuse(new(line - 1), $"Expected pairs of m/z and intensity below line {countLine}, found {numbers.Count} numbers.");
        points += numbers.Count / 2;
        if (points > limits.Points) throw Exceeded(new(line), $"Expected at most {limits.Points} points, found more.");
        if (runs.Count == limits.Runs) throw Exceeded(new(countLine), $"Expected at most {limits.Runs} records, found more.");
        var (mz, intensity) = (new double[numbers.Count / 2], new double[numbers.Count / 2]);
        for (var i = 0; i < mz.Length; i++) (mz[i], intensity[i]) = (numbers[2 * i], numbers[(2 * i) + 1]);
        var own = new Notes();
        var declared = header[^1].Raw;
        if (int.TryParse(declared, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) own.Count(header[^1].Key, count, mz.Length, header[^1].Place);
        else own.Warn(WarningCode.CountDiffers, $"Expected a whole number of peaks in line {countLine}, found {Quote(declared)}.", header[^1].Place);
        var name = header.Value("Name");
        // Some software writes the rest of a longer name that stood in the same memory before.
        if (name.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var zero)
        {
            own.Warn(WarningCode.Implausible, $"The name {Quote(name)} holds a zero character: what follows it is left out.", header.Entry("Name")?.Place);
            name = name[..zero];
        }
        runs.Add(new(name, "MS")
        {
            Header = header,
            Instrument = header.Value("Instrument", "Instrument_type", "InstrumentType"),
            Spectra = new(mz, intensity, [0, mz.Length], default, "", new(countLine + 1)),
            Warnings = own.Warnings,
        });
        return line - 1;
    }

    private void Row(ReadOnlySpan<char> row, int line, List<double> numbers)
    {
        var inRow = 0;
        for (var at = 0; at < row.Length;)
        {
            var c = row[at];
            if (c is ' ' or '\t' or ',' or ';' or ':' or '(' or ')' or '\u00A0')
            {
                at++;
                continue;
            }
            if (c == '"')
            {
                var close = row[(at + 1)..].IndexOf('"');
                if (close < 0) throw Refuse(FilePlace.InLine(line, at + 1), $"Expected a closing quote in line {line}, found {Quote(row[at..])}.");
                notes.Ignore("notes of peaks");
                at += close + 2;
                continue;
            }
            var end = at;
            while (end < row.Length && row[end] is not (' ' or '\t' or ',' or ';' or ':' or '(' or ')' or '"' or '\u00A0')) end++;
            if (NumberText.TryParse(row[at..end], '.', out double value))
            {
                numbers.Add(value);
                inRow++;
            }
            else if (inRow > 0 && inRow % 2 == 0)
            {
                // A note without quotes stands behind a whole pair, up to the next semicolon or the end.
                notes.Ignore("notes of peaks");
                var stop = row[at..].IndexOf(';');
                end = stop < 0 ? row.Length : at + stop;
            }
            else throw Refuse(FilePlace.InLine(line, at + 1), $"Expected pairs of m/z and intensity in line {line}, found {Quote(row[at..end])}.");
            at = end;
        }
    }
}
