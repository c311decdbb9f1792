using System.Text.RegularExpressions;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.AgilentMsd;

/// <summary>
/// Traces that Agilent MSD ChemStation exports: <c>tic_front.csv</c> with a path and a date, and <c>CHROMTAB.CSV</c> with a row of sample keys for
/// each data file and several traces below (README.md).
/// </summary>
public sealed partial class MsdTraceReader() : InstrumentReader("agilent-msd-trace", "1", "MSD ChemStation TIC CSV and TSV, CHROMTAB.CSV", "Agilent", "GC-MS")
{
    private const int LongestTitle = 2_000;
    private const string Start = "Start of data points";

    public override bool Recognises(FileHead head) => (head.Lines.Count > 2 && head.Lines[1].Trim() == Start) || Heading().IsMatch(head.FirstLine);

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        if (text.LineCount == 0) throw Truncated(new(1), $"Expected a path and a date, found nothing.");
        var delimiter = text.LineCount > 2 && text[3].Contains('\t') ? '\t' : text.LineCount > 2 && text[3].Contains(';') ? ';' : ',';
        List<InstrumentRun> runs;
        if (Heading().IsMatch(text[1].ToString())) runs = Files(text, options, notes, ct);
        else
        {
            if (text.LineCount < 3 || text[2].Trim() is not Start) throw Truncated(new(Math.Min(2, text.LineCount)), $"Expected '{Start}' in line 2 and points below, found {Quote(text[Math.Min(2, text.LineCount)])}.");
            var title = Title().Match(text[1].Length > LongestTitle ? "" : text[1].ToString());
            var written = title.Groups["date"];
            var path = title.Success ? title.Groups["path"].Value : text[1].Trim().ToString();
            var (x, y, first) = Points(text, 3, text.LineCount, delimiter, options, ct);
            runs =
            [
                new("", "GC-MS")
                {
                    MeasuredAt = title.Success ? new FileDates(dayFirst: true, options).Read(written.Value, FilePlace.InLine(1, written.Index + 1), notes) : null,
                    Header = title.Success ? [new("Data File", path, new(1)), new("Date Acquired", written.Value, FilePlace.InLine(1, written.Index + 1))] : [new("Data File", path, new(1))],
                    Signals = [new("TIC", "Time", "min", "{counts}", x, y, new(first))],
                },
            ];
        }
        Endings.Note(text, notes);
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static List<InstrumentRun> Files(TextFile text, ReadOptions options, Notes notes, CancellationToken ct)
    {
        var runs = new List<InstrumentRun>();
        var dates = new FileDates(dayFirst: true, options);
        for (var line = 1; line <= text.LineCount;)
        {
            if (text[line].IsWhiteSpace())
            {
                line++;
                continue;
            }
            if (!Heading().IsMatch(text[line].ToString()) || line == text.LineCount) throw Refuse(new(line), $"Expected the headings \"Path\",\"File\",… and their values, found {Quote(text[line])}.", line == text.LineCount ? RefusalCode.Truncated : RefusalCode.Malformed);
            if (runs.Count == options.Limits.Runs) throw Exceeded(new(line), $"Expected at most {options.Limits.Runs} data files, found one more in line {line}.");
            var (names, values) = (Csv.Row(text, line, ','), Csv.Row(text, line + 1, ','));
            var header = names.Cells.Select((cell, i) => new HeaderEntry(cell.Trimmed, values[i].Trimmed, values[i].Place)).ToList();
            line += 2;
            var signals = new List<Signal>();
            while (line <= text.LineCount && !Heading().IsMatch(text[line].ToString()))
            {
                if (text[line].IsWhiteSpace())
                {
                    line++;
                    continue;
                }
                var title = Csv.Row(text, line, ',')[0];
                if (NumberText.Is(title.Text, '.')) throw Refuse(title.Place, $"Expected the title of a trace in line {line}, found {Quote(text[line])}.");
                var last = line;
                while (last < text.LineCount && !IsTitle(text[last + 1])) last++;
                if (last > line)
                {
                    var (x, y, first) = Points(text, line + 1, last, ',', options, ct);
                    var name = title.Trimmed;
                    signals.Add(new(name, "Time", "min", name.StartsWith("TIC", StringComparison.Ordinal) ? "{counts}" : "", x, y, new(first)));
                }
                else notes.Warn(WarningCode.Missing, $"The trace {Quote(title.Text)} has no points.", title.Place);
                line = last + 1;
            }
            if (signals.Count == 0) notes.Warn(WarningCode.Missing, $"The data file {Quote(header.Value("File"))} has no traces.", values[0].Place);
            runs.Add(new(header.Value("Sample"), "GC-MS") { MeasuredAt = header.Entry("Date Acquired") is { } date ? dates.Read(date.Raw, date.Place, notes) : null, Header = header, Signals = signals });
        }
        return runs;
    }

    private static bool IsTitle(ReadOnlySpan<char> line) => !line.IsWhiteSpace() && line.TrimStart()[0] is not ((>= '0' and <= '9') or '-' or '.' or '+');

    private static (ReadOnlyMemory<double> X, ReadOnlyMemory<double> Y, int First) Points(TextFile text, int first, int last, char delimiter, ReadOptions options, CancellationToken ct)
    {
        var evidence = new DecimalEvidence(delimiter, firstDecides: true);
        for (var line = first; line <= last && !evidence.IsDecided; line++)
            for (var cells = new Cells(text[line], delimiter); cells.MoveNext();)
                evidence.See(cells.Current, line, cells.Start + 1);
        var rows = XyRows.Read(text, first, last, delimiter, 2, evidence.Decide(options), ct);
        return rows.Count > 0 ? (rows[0], rows[1], rows.FirstLine) : throw Truncated(new(Math.Min(first, text.LineCount)), $"Expected points from line {first} on, found none.");
    }

    [GeneratedRegex(@"^""?Path""?,""?File""?,""?Date Acquired""?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?<path>.*?)\s+(?<date>[0-9]{1,2}[ -][A-Za-z]{3}[ -][0-9]{2,4}\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s*[ap]m)?)\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Title();
}
