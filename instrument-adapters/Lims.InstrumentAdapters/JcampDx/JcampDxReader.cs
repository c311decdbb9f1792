using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.JcampDx;

/// <summary>
/// JCAMP-DX 4.24 and 5.0x (McDonald and Wilks 1988; Lampen et al. 1994 for mass spectra): blocks of labelled records, linked or one after the other;
/// every data block is a run (README.md).
/// </summary>
public sealed class JcampDxReader() : InstrumentReader("jcamp-dx", "1", "JCAMP-DX 4.24 and 5.0x", "IUPAC", "FTIR/RAMAN/UV-VIS/GC-MS/NMR")
{
    public override bool Recognises(FileHead head)
    {
        foreach (var line in head.Lines)
        {
            var text = line.AsSpan().Trim();
            if (text.IsEmpty || text.StartsWith("$$")) continue;
            return text.StartsWith("##") && text[2..].TrimStart().StartsWith("TITLE", StringComparison.OrdinalIgnoreCase) && text.Contains('=');
        }
        return false;
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var top = JcampBlock.Of(text);
        var notes = new Notes();
        var dates = new FileDates(dayFirst: false, options);
        var runs = new List<InstrumentRun>();
        foreach (var block in top) Walk(block, "", runs);
        if (top.Count > 1) notes.Warn(WarningCode.MayBeCut, $"The file has {top.Count} blocks one after the other and no LINK block that counts them: one that is missing at the end cannot be seen.");
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };

        void Walk(JcampBlock block, string linkTitle, List<InstrumentRun> into)
        {
            ct.ThrowIfCancellationRequested();
            if (into.Count > options.Limits.Runs) throw Exceeded(block.Records[0].Place, $"Expected at most {options.Limits.Runs} blocks with data, found more.");
            if (block.HasData)
            {
                var run = new JcampRun(text, block, options, dates);
                into.Add(run.Read(linkTitle));
                foreach (var name in run.Ignored) notes.Ignore(name);
            }
            else if (block.Blocks.Count == 0) notes.Ignore($"block without a data table: {block.Records[0].First(text)}");
            else Link(block);
            foreach (var inner in block.Blocks) Walk(inner, block.Records[0].First(text), into);
        }

        void Link(JcampBlock block)
        {
            if (!block.IsEnded) notes.Warn(WarningCode.Truncated, "The LINK block has no ##END=: blocks may be missing.", block.Records[0].Place);
            var declared = block.Records.Find(record => record.Label == "BLOCKS");
            // Some count the LINK block itself.
            if (declared is not null && JcampTable.Whole(declared.First(text)) is { } count && block.Blocks.Count != count && block.Blocks.Count != count - 1)
                notes.Count("Blocks within the LINK block", count, block.Blocks.Count, declared.Place);
        }
    }
}
