using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.PanalyticalSuperQ;

/// <summary>
/// Results of PANalytical's SuperQ and Omnian as CSV, in three layouts: one sample with analytes and calibration status, one sample with elements and
/// concentrations, and a row a sample (README.md). Several reports may stand in one file.
/// </summary>
public sealed class PanalyticalSuperQReader() : InstrumentReader("panalytical-superq-csv", "1", "SuperQ/Omnian results, one sample or many", "PANalytical", "XRF")
{
    internal const string OneSample = "Quantification of sample";
    internal const string ManySamples = "Results quantitative";
    private const int TitleWithin = 40;

    public override bool Recognises(FileHead head)
    {
        var (maker, title) = (false, false);
        for (var i = 0; i < head.Lines.Count && i < TitleWithin; i++)
        {
            maker |= Bare(head.Lines[i]).EndsWith("PANalytical", StringComparison.OrdinalIgnoreCase);
            title |= IsTitle(head.Lines[i]);
        }
        return maker && title;
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        var runs = new List<InstrumentRun>();
        var reports = ReportsOf(text);
        if (reports.Count == 0) throw Refuse(null, $"Expected a line '{OneSample} …' or '{ManySamples} …', found none.");
        foreach (var report in reports)
        {
            ct.ThrowIfCancellationRequested();
            runs.AddRange(report.Title.StartsWith(ManySamples, StringComparison.OrdinalIgnoreCase)
                ? ManySampleTable.Read(text, report, options, notes)
                : [OneSampleTable.Read(text, report, options, notes)]);
        }
        if (text.EndsWithLineEnd) notes.Add(TextEnd.Open(text, Text($"{Quote(runs[^1].SampleName)} with {runs[^1].Readings.Count} values")));
        else notes.Add(TextEnd.Unended(text));
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    /// <summary>A line without the delimiters at its end and the quotes around it.</summary>
    internal static string Bare(ReadOnlySpan<char> line) => line.Trim().TrimEnd(",;\t ").Trim('"').Trim().ToString();

    private static bool IsTitle(ReadOnlySpan<char> line)
    {
        var bare = Bare(line);
        return bare.StartsWith(OneSample, StringComparison.OrdinalIgnoreCase) || bare.StartsWith(ManySamples, StringComparison.OrdinalIgnoreCase);
    }

    private static List<SuperQReport> ReportsOf(TextFile text)
    {
        var reports = new List<SuperQReport>();
        for (var line = 1; line <= text.LineCount; line++)
        {
            if (!IsTitle(text[line])) continue;
            // Date and maker stand in the lines just above the title.
            var first = line;
            while (first > 1 && first > line - 3 && !text[first - 1].IsWhiteSpace()) first--;
            if (reports.Count > 0) reports[^1] = reports[^1] with { Last = first - 1 };
            reports.Add(new(Bare(text[line]), first, line, text.LineCount));
        }
        return reports;
    }
}

/// <summary>One report: its title, the line it begins with, the title's line and its last line.</summary>
internal sealed record SuperQReport(string Title, int First, int TitleLine, int Last)
{
    /// <summary>The date above the title as a header entry; null where there is none.</summary>
    public HeaderEntry? Date(TextFile text)
    {
        for (var line = First; line < TitleLine; line++)
            if (DateText.Parse(PanalyticalSuperQReader.Bare(text[line])) is not null)
                return new("Date", PanalyticalSuperQReader.Bare(text[line]), new(line));
        return null;
    }

    /// <summary>Date, title and the <c>key:,value</c> lines up to the table's headings.</summary>
    public List<HeaderEntry> Header(TextFile text, HeadingRow heading)
    {
        var header = new List<HeaderEntry>();
        if (Date(text) is { } date) header.Add(date);
        header.Add(new("Title", Title, new(TitleLine)));
        for (var line = TitleLine + 1; line < heading.Line; line++)
        {
            var row = Csv.Row(text, line, heading.Delimiter);
            if (row.IsBlank) continue;
            var values = row.Cells.Skip(1).Where(cell => !cell.IsEmpty).Select(cell => cell.Trimmed);
            header.Add(new(row[0].Trimmed.TrimEnd(':').TrimEnd(), string.Join(heading.Delimiter, values), new(line)));
        }
        return header;
    }
}
