using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.McaText;

/// <summary>
/// The plainest spectrum: comment lines that begin with <c>#</c>, then one number a line, a number a channel (README.md). PyMca and fisx read it.
/// </summary>
public sealed class ColumnSpectrumReader() : InstrumentReader("mca-column-text", "1", "One column of counts below # comments (.mca)", "PyMca", "XRF")
{
    private const int FewestRows = 16;

    public override bool Recognises(FileHead head)
    {
        var (comments, rows) = (0, 0);
        // The last line of the head may be cut.
        for (var i = 0; i < head.Lines.Count; i++)
        {
            var line = head.Lines[i].AsSpan().Trim();
            if (line.IsEmpty) continue;
            if (line[0] == '#')
            {
                // A scan of a SPEC file, or a keyword with a value, is another format (SPEC, ISO 22029).
                if (rows > 0 || line.StartsWith("#S ") || line.StartsWith("#F ") || line.StartsWith("#@") || line.StartsWith("#FORMAT")) return false;
                comments++;
            }
            else if (comments > 0 && (NumberText.Is(line, '.') || NumberText.Is(line, ','))) rows++;
            else if (i < head.Lines.Count - 1 || rows == 0) return false;
        }
        return comments > 0 && rows >= FewestRows;
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var header = new List<HeaderEntry>();
        var first = 1;
        for (; first <= text.LineCount && (text[first].TrimStart().StartsWith("#") || text[first].IsWhiteSpace()); first++)
            if (text[first].Trim().TrimStart('#').Trim() is { IsEmpty: false } comment)
                header.Add(new("comment", comment.ToString(), new(first)));
        if (DecimalMark.Decide(text.Lines(first), '\t', options, out var mark) is { } doubt) return doubt;
        var counts = TableNumbers.Read(text, first, text.LineCount, '\t', 1, mark, ct)[0];
        if (counts.Length == 0) throw Truncated(new(text.LineCount), $"Expected a number a line below the comments, found none.");
        var notes = new Notes();
        notes.Warn(WarningCode.Missing, "No sample, no time and no calibration: this format has none, and the axis is the number of the channel.");
        notes.Add(TextEnd.Open(text, Text($"channel {counts.Length - 1}")));
        var run = new InstrumentRun("", "XRF") { Header = header, Signals = [ChannelSpectrum.Of("Counts", counts, [], "", new(first))], Warnings = notes.Warnings };
        return new ReadOutcome.Read([run], text.Encoding.Name, notes.Ignored);
    }
}
