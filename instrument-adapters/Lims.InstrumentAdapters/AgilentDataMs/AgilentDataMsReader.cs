using System.Text;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.MassXml;

namespace Lims.InstrumentAdapters.AgilentDataMs;

/// <summary>
/// DATA.MS of Agilent MSD ChemStation (quadrupoles, unit mass resolution): big-endian; texts of the head at fixed places, then one record a scan
/// with masses in twentieths and intensities of 14 bits with an exponent of 8 (README.md).
/// </summary>
public sealed class AgilentDataMsReader() : InstrumentReader("agilent-data-ms", "1", "MSD ChemStation DATA.MS", "Agilent", "GC-MS")
{
    private const int Head = 0x142;
    private const int RecordHead = 18;
    private const int RecordTail = 10;

    private static readonly (string Key, int At)[] Texts =
        [("File type", 0x04), ("Sample", 0x18), ("Misc", 0x56), ("Operator", 0x94), ("Acquired", 0xB2), ("Instrument", 0xD0), ("Method", 0xE4)];

    public override bool Recognises(FileHead head) => head.Bytes.Length >= 24 && head.Bytes[0] == 1 && head.Bytes[1] == (byte)'2'
        && (head.Bytes[5..].StartsWith("GC / MS Data File"u8) || head.Bytes[5..].StartsWith("LC / MS Data File"u8));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var bytes = file.Span;
        if (bytes.Length < Head) throw Truncated(FilePlace.AtByte(bytes.Length), $"Expected a head of {Head} bytes, found the end of the file at {bytes.Length}.");
        var header = Texts.Select(text => new HeaderEntry(text.Key, Pascal(file.Span, text.At), FilePlace.AtByte(text.At))).Where(entry => entry.Raw.Length > 0).ToList();
        var cursor = new ByteCursor(bytes, bigEndian: true) { At = 0x10A };
        // The directory counts words of two bytes from 1.
        var start = (cursor.UInt16() * 2) - 2;
        cursor.At = 0x116;
        var declared = cursor.UInt32();
        if (start < 0x118 || start > bytes.Length) throw Truncated(FilePlace.AtByte(0x10A), $"Expected the scans at byte {start}, found the end of the file at {bytes.Length}.");
        cursor.At = start;
        var (notes, totals) = (new Notes(), new List<double>());
        var builder = new SpectraBuilder(options.Limits);
        while (builder.Count < declared)
        {
            if ((builder.Count & 1023) == 0) ct.ThrowIfCancellationRequested();
            totals.Add(Scan(ref cursor, builder));
        }
        notes.Count("Bytes behind the last scan", 0, cursor.Left, cursor.Place);
        if (builder.Build("{counts}") is not { } spectra) return new ReadOutcome.Refused("Expected at least one scan, found none.", FilePlace.AtByte(0x116));
        var run = new InstrumentRun(header.Value("Sample"), header.Value("File type").StartsWith("LC", StringComparison.Ordinal) ? "LC-MS" : "GC-MS")
        {
            MeasuredAt = header.Entry("Acquired") is { } at ? new FileDates(dayFirst: false, options).Read(at.Raw, at.Place, notes) : null,
            Instrument = header.Value("Instrument"),
            Method = header.Value("Method"),
            Operator = header.Value("Operator"),
            Header = header,
            Signals = [new("TIC", "Time", "s", "{counts}", spectra.RetentionTime, totals.ToArray(), spectra.FirstPlace) { YName = "Total intensity" }],
            Spectra = spectra,
        };
        return new ReadOutcome.Read([run], "binary", notes.Ignored) { Warnings = notes.Warnings };
    }

    /// <summary>One record: its length in words, time in ms, number of points, pairs, and the total at its end.</summary>
    private static double Scan(ref ByteCursor cursor, SpectraBuilder builder)
    {
        var place = cursor.Place;
        var record = new ByteCursor(cursor.Bytes(cursor.UInt16() * 2L - 2), bigEndian: true, (place.Byte ?? 0) + 2);
        var time = record.Int32();
        record.At = 10;
        var points = record.UInt16();
        if (RecordHead + (4 * points) + RecordTail != record.At + record.Left + 2)
            throw Refuse(place, $"Expected a scan of {points} points and {RecordHead + (4 * points) + RecordTail} bytes, found one of {record.At + record.Left + 2} bytes.");
        record.At = RecordHead - 2;
        builder.Room(points, place, out var mz, out var intensity);
        for (var i = 0; i < points; i++)
        {
            mz[i] = record.UInt16() / 20.0;
            var packed = record.UInt16();
            intensity[i] = (packed & 0x3FFF) << (3 * (packed >> 14));
        }
        record.At = RecordHead - 2 + (4 * points) + RecordTail - 4;
        builder.End(points, time / 1000.0, "s", 1, "");
        return record.UInt32();
    }

    private static string Pascal(ReadOnlySpan<byte> bytes, int at) => Encoding.Latin1.GetString(bytes.Slice(at + 1, Math.Min((int)bytes[at], bytes.Length - at - 1))).TrimEnd('\0', ' ');
}
