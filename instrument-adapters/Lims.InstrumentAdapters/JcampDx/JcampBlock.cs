using System.Text;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.JcampDx;

/// <summary>One labelled data record: <c>##LABEL= value</c> and the lines up to the next one.</summary>
/// <param name="Label">Letters, digits, dots and dollars of the label in capitals: labels are compared without blanks, dashes, slashes and underscores.</param>
/// <param name="Written">The label as written.</param>
/// <param name="Line">Its line.</param>
/// <param name="Last">The last line of its value.</param>
/// <param name="Value">Where the value begins in its first line.</param>
internal sealed record JcampRecord(string Label, string Written, int Line, int Last, int Value)
{
    public FilePlace Place => new(Line);

    /// <summary>The value as text, without comments.</summary>
    public string Text(TextFile file)
    {
        var first = WithoutComment(file[Line][Value..]).Trim();
        if (Last == Line) return first.ToString();
        var text = new StringBuilder(first.ToString());
        for (var line = Line + 1; line <= Last; line++)
        {
            var part = WithoutComment(file[line]).Trim();
            if (!part.IsEmpty) text.Append(text.Length > 0 ? "\n" : "").Append(part);
        }
        return text.ToString();
    }

    /// <summary>The first line of the value, without comment.</summary>
    public string First(TextFile file) => WithoutComment(file[Line][Value..]).Trim().ToString();

    public static ReadOnlySpan<char> WithoutComment(ReadOnlySpan<char> line) => line.IndexOf("$$") is >= 0 and var at ? line[..at] : line;
}

/// <summary>One block, from <c>##TITLE=</c> to <c>##END=</c>: its records in order (labels repeat), and the blocks within it.</summary>
internal sealed class JcampBlock
{
    public List<JcampRecord> Records { get; } = [];

    public List<JcampBlock> Blocks { get; } = [];

    /// <summary>False where the file went on or ended without <c>##END=</c>.</summary>
    public bool IsEnded { get; private set; }

    private static readonly string[] Tables = ["XYDATA", "XYPOINTS", "PEAKTABLE", "PEAKASSIGNMENTS", "ASSIGNMENTS", "RADATA", "DATATABLE", "MASSSPECTRUM"];

    public bool HasData => Records.Exists(record => IsTable(record.Label));

    public static bool IsTable(string label) => Tables.Contains(label);

    private bool IsLink(TextFile file) => Records.Exists(record => record.Label == "BLOCKS" || (record.Label == "DATATYPE" && record.First(file).StartsWith("LINK", StringComparison.OrdinalIgnoreCase)));

    /// <summary>All blocks of a file, at the top level.</summary>
    /// <exception cref="Refusal">It does not begin with a title, or is nested too deeply.</exception>
    public static List<JcampBlock> Of(TextFile file)
    {
        var top = new List<JcampBlock>();
        var open = new Stack<JcampBlock>();
        var count = 0;
        foreach (var record in RecordsOf(file))
        {
            if (record.Label == "TITLE")
            {
                // A title that follows data without ##END= begins the next block; some library exports write none.
                while (open.TryPeek(out var last) && last.HasData && !last.IsLink(file)) open.Pop();
                if (++count > file.Limits.Sections) throw Exceeded(record.Place, $"Expected at most {file.Limits.Sections} blocks, found more.");
                if (open.Count >= file.Limits.Depth) throw Exceeded(record.Place, $"Expected blocks nested at most {file.Limits.Depth} deep, found more.");
                var block = new JcampBlock();
                (open.TryPeek(out var parent) ? parent.Blocks : top).Add(block);
                open.Push(block);
            }
            if (open.Count == 0) throw Refuse(record.Place, $"Expected ##TITLE= as the first label of a block, found {Quote(record.Written)}.");
            if (record.Label == "END")
            {
                open.Pop().IsEnded = true;
                continue;
            }
            open.Peek().Records.Add(record);
        }
        return top;
    }

    private static List<JcampRecord> RecordsOf(TextFile file)
    {
        var records = new List<JcampRecord>();
        for (var line = 1; line <= file.LineCount; line++)
        {
            var text = file[line];
            var lead = text.Length - text.TrimStart().Length;
            if (!text[lead..].StartsWith("##")) continue;
            var equals = text[lead..].IndexOf('=');
            var end = equals < 0 ? text.Length : lead + equals;
            if (records.Count > 0) records[^1] = records[^1] with { Last = line - 1 };
            var written = JcampRecord.WithoutComment(file[line][(lead + 2)..end]).Trim().ToString();
            records.Add(new(Normalise(written), written, line, file.LineCount, Math.Min(end + 1, text.Length)));
        }
        return records;
    }

    private static string Normalise(string label)
    {
        var text = new StringBuilder(label.Length);
        foreach (var c in label)
            if (c is not (' ' or '-' or '/' or '_' or '\t'))
                text.Append(char.ToUpperInvariant(c));
        return text.ToString();
    }
}
