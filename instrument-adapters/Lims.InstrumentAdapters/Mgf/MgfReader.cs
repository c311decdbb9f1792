using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.MassXml;

namespace Lims.InstrumentAdapters.Mgf;

/// <summary>Mascot generic format: spectra between <c>BEGIN IONS</c> and <c>END IONS</c>, <c>KEY=value</c> lines, then m/z and intensity (README.md).</summary>
public sealed class MgfReader() : InstrumentReader("mascot-mgf", "1", "Mascot generic format", "Matrix Science", "LC-MS")
{
    public override bool Recognises(FileHead head) => head.Lines.Any(line => line.Trim() == "BEGIN IONS") && !head.FirstLine.StartsWith('<');

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var (notes, header) = (new Notes(), new List<HeaderEntry>());
        var builder = new SpectraBuilder(options.Limits);
        var numbers = new List<double>();
        var (inside, title, time, begin) = (false, "", double.NaN, 0);
        for (var line = 1; line <= text.LineCount; line++)
        {
            var row = text[line].Trim();
            if (row.IsEmpty || row[0] is '#' or ';' or '!' or '/') continue;
            if ((line & 4095) == 0) ct.ThrowIfCancellationRequested();
            if (row.SequenceEqual("BEGIN IONS"))
            {
                if (inside) throw Refuse(new(line), $"Expected END IONS before line {line}, found {Quote(row)}: the spectrum of line {begin} is not ended.");
                (inside, title, time, begin) = (true, "", double.NaN, line);
                numbers.Clear();
            }
            else if (row.SequenceEqual("END IONS"))
            {
                if (!inside) throw Refuse(new(line), $"Expected BEGIN IONS before line {line}, found {Quote(row)}.");
                inside = false;
                builder.Room(numbers.Count / 2, new(begin), out var mz, out var intensity);
                for (var i = 0; i < mz.Length; i++) (mz[i], intensity[i]) = (numbers[2 * i], numbers[(2 * i) + 1]);
                builder.End(mz.Length, time, double.IsNaN(time) ? "" : "s", 2, title);
            }
            else if (row.IndexOf('=') is > 0 and var equals && char.IsLetter(row[0]))
            {
                var key = row[..equals].ToString();
                var value = row[(equals + 1)..].Trim();
                if (!inside) header.Add(new(key, value.ToString(), new(line)));
                else if (key == "TITLE") title = value.ToString();
                else if (key == "RTINSECONDS") time = Time(value, line);
                else notes.Ignore(key);
            }
            else if (inside) Pair(row, line, numbers, notes);
            else throw Refuse(new(line), $"Expected BEGIN IONS or KEY=value in line {line}, found {Quote(row)}.");
        }
        if (inside) throw Truncated(new(begin), $"Expected END IONS for the spectrum of line {begin}, found the end of the file.");
        if (builder.Build("") is not { } spectra) return new ReadOutcome.Refused("Expected at least one spectrum, found none.");
        notes.Warn(WarningCode.MayBeCut, $"This format does not count its spectra: {spectra.Count} were read, and one that is missing at the end cannot be seen.");
        return new ReadOutcome.Read([new(header.Value("COM"), "LC-MS") { Header = header, Spectra = spectra }], text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    /// <summary>A range of times, <c>12.1-13.4</c>, has no single one.</summary>
    private static double Time(ReadOnlySpan<char> value, int line)
    {
        if (value.Length > 1 && value[1..].Contains('-') && !value.Contains('e') && !value.Contains('E')) return double.NaN;
        return NumberText.TryParse(value, '.', out double time) ? time : throw Refuse(new(line), $"Expected a time in seconds in line {line}, found {Quote(value)}.");
    }

    private static void Pair(ReadOnlySpan<char> row, int line, List<double> numbers, Notes notes)
    {
        var cells = new Cells(row, ' ');
        var count = 0;
        for (; cells.MoveNext(); count++)
        {
            if (count >= 2) notes.Ignore("charges of peaks");
            else if (NumberText.TryParse(cells.Current, '.', out double value)) numbers.Add(value);
            else throw Refuse(FilePlace.InLine(line, cells.Start + 1), $"Expected m/z and intensity in line {line}, found {Quote(row)}.");
        }
        if (count == 1) numbers.Add(double.NaN); // a peak without an intensity, as the format allows
    }
}
