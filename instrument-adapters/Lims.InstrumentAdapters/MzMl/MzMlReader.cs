using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.MassXml;

namespace Lims.InstrumentAdapters.MzMl;

/// <summary>
/// mzML 1.1 (HUPO-PSI), and 1.0 and 0.99 before it, indexed or not: the index is not used, since it may be wrong. Arrays are decoded while the
/// XML is read, so that a file is held once (README.md).
/// </summary>
public sealed class MzMlReader() : InstrumentReader("mzml", "1", "mzML 0.99 to 1.1", "HUPO-PSI", "LC-MS/GC-MS")
{
    public override bool Recognises(FileHead head) => XmlInput.RootOf(head) is "mzML" or "indexedmzML";

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var bigEndian = ByteOrder.IsTurned(file, options.Limits);
        using var xml = new PackedXml(file, "binary", options.Limits);
        using var packed = new Packed();
        var notes = new Notes();
        if (bigEndian) notes.Warn("byte-order", "The numbers are big-endian, as the declared lowest m/z shows, though mzML demands little-endian: they are read so.");
        var walk = new MzMlWalk(xml, packed, options, bigEndian, notes);
        walk.Read(ct);
        return new ReadOutcome.Read(walk.Runs(options), "utf-8", notes.Ignored) { Warnings = notes.Warnings };
    }
}
