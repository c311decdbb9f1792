using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.ShimadzuAscii;

/// <summary>
/// ASCII exports of Shimadzu LabSolutions, LCsolution, GCsolution and GCMSsolution: sections in brackets with keys, peak tables, results and
/// traces, parted by tabs or commas; a <c>[Header]</c> begins each data file (README.md).
/// </summary>
public sealed class ShimadzuAsciiReader() : InstrumentReader("shimadzu-ascii", "1", "LabSolutions, LCsolution, GCsolution and GCMSsolution ASCII", "Shimadzu", "HPLC/GC")
{
    public override bool Recognises(FileHead head) => head.FirstLine == "[Header]"
        && head.Lines.Take(20).Any(line => StartsWithKey(line, "Application Name") || StartsWithKey(line, "Data File Name") || StartsWithKey(line, "Output Date"));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var sections = Section.Of(text);
        if (sections.Count == 0 || sections[0].Name != "Header") throw Refuse(new(1), $"Expected the section [Header], found {Quote(text.LineCount > 0 ? text[1] : "")}.");
        var notes = new Notes();
        var delimiter = DelimiterOf(text, sections[0]);
        var parts = sections.Select(section => ShimadzuSection.Of(text, section, delimiter)).ToList();
        var mark = MarkOf(text, parts, delimiter, options);
        var dates = new FileDates(dayFirst: true, options);
        foreach (var key in parts.SelectMany(part => part.Keys)) dates.See(key.Raw);

        var runs = new List<InstrumentRun>();
        for (var first = 0; first < parts.Count;)
        {
            var next = parts.FindIndex(first + 1, part => part.Section.Name == "Header");
            if (next < 0) next = parts.Count;
            if (runs.Count == options.Limits.Runs) throw Exceeded(parts[first].Section.Place, $"Expected at most {options.Limits.Runs} data files, found one more in line {parts[first].Section.Line}.");
            runs.Add(new ShimadzuRun(text, delimiter, mark, dates, notes).Read(parts[first..next], ct));
            first = next;
        }
        Endings.Note(text, notes);
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static bool StartsWithKey(string line, string key) => line.StartsWith(key, StringComparison.Ordinal) && line.Length > key.Length && line[key.Length] is '\t' or ',' or ';';

    /// <summary>The delimiter stands right behind the first key: a value may hold any of them.</summary>
    private static char DelimiterOf(TextFile text, Section header)
    {
        for (var line = header.First; line <= header.Last; line++)
        {
            var row = text[line];
            if (row.IsWhiteSpace()) continue;
            var at = row.Contains('\t') ? row.IndexOf('\t') : row.IndexOfAny(',', ';');
            if (at > 0) return row[at];
            break;
        }
        throw Refuse(header.Place, $"Expected a key and a value below [Header], parted by a tab or a comma, found {Quote(header.First <= text.LineCount ? text[header.First] : "")}.");
    }

    /// <summary>Tables and traces testify; keys do not, since a version such as 5.82 has a point on every machine.</summary>
    private static DecimalMark MarkOf(TextFile text, List<ShimadzuSection> parts, char delimiter, ReadOptions options)
    {
        var evidence = new DecimalEvidence(delimiter);
        foreach (var part in parts)
        {
            foreach (var row in part.Rows(text, delimiter))
                foreach (var cell in row.Cells)
                    evidence.See(cell.Text, cell.Line, cell.Column);
            // Of a trace its beginning is enough: a mark that changes there is refused row by row.
            for (var line = part.FirstPoint; part.FirstPoint > 0 && line <= Math.Min(part.Section.Last, part.FirstPoint + 200); line++)
                for (var cells = new Cells(text[line], delimiter); cells.MoveNext();)
                    evidence.See(cells.Current, line, cells.Start + 1);
        }
        return evidence.Decide(options);
    }
}
