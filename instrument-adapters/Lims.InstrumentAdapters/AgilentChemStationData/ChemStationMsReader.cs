using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.AgilentChemStationData;

/// <summary>
/// The raw data of an Agilent MSD (<c>DATA.MS</c>, version 2): a header, scans with masses in twentieths and intensities packed in 16 bits, and a directory of
/// all scans at the end, by which they are checked (README.md).
/// </summary>
public sealed class ChemStationMsReader() : InstrumentReader("agilent-chemstation-ms", "1", "MSD ChemStation DATA.MS, version 2", "Agilent", "GC-MS")
{
    private const int HeaderSize = 512;
    private const int DirectoryAt = 260;
    private const int ScanHeader = 18;
    private const int ScanTail = 10;
    private const int DirectoryEntry = 12;
    private static readonly (string Key, int At)[] Texts =
        [("File type", 4), ("Sample", 24), ("Misc", 86), ("Operator", 148), ("Acquired", 178), ("Instrument", 208), ("Inlet", 218), ("Method", 228)];

    public override bool Recognises(FileHead head) => head.StartsWith([1, (byte)'2', 0]) && PascalText.Latin1(head.Bytes, 4) is "GC / MS Data File" or "GC / MS DATA FILE";

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        if (file.Length < HeaderSize) throw Truncated(FilePlace.AtByte(0), $"Expected a header of {HeaderSize} bytes, found {file.Length}.");
        var header = Texts.Select(text => new HeaderEntry(text.Key, PascalText.Latin1(file.Span, text.At), FilePlace.AtByte(text.At))).Where(entry => entry.Raw.Length > 0).ToList();
        var at = new ByteCursor(file.Span, bigEndian: true) { At = DirectoryAt };
        // Offsets are counted in words of two bytes, from 1.
        var (directory, data) = ((at.UInt32() - 1L) * 2, (at.UInt32() - 1L) * 2);
        at.At = 278;
        var count = at.UInt32();
        if (count == 0 || count > options.Limits.Sections) throw Refuse(FilePlace.AtByte(278), $"Expected 1 to {options.Limits.Sections} scans, found {count}.");
        if (data < HeaderSize || directory < data || directory + (count * DirectoryEntry) > file.Length)
            throw Truncated(FilePlace.AtByte(DirectoryAt), $"Expected scans from byte {data} and their directory of {count} from byte {directory} on, found {file.Length} bytes.");
        at.At = (int)data;
        var scans = new MsScans((int)count);
        for (var scan = 0; scan < count; scan++)
        {
            if (scan % 1024 == 0) ct.ThrowIfCancellationRequested();
            Check(file.Span, (int)directory + (scan * DirectoryEntry), at.At, scan);
            scans.Read(ref at, directory, options.Limits);
        }
        var notes = new Notes();
        if (directory + (count * DirectoryEntry) < file.Length)
            notes.Ignore(Text($"{file.Length - directory - (count * DirectoryEntry)} bytes after the directory"));
        var run = new InstrumentRun(header.Value("Sample"), "GC-MS")
        {
            MeasuredAt = header.Entry("Acquired") is { } date ? new FileDates(dayFirst: true, options).Read(date.Raw, date.Place, notes) : null,
            Instrument = header.Value("Instrument"),
            Method = header.Value("Method"),
            Operator = header.Value("Operator"),
            Header = header,
            Signals = [new("TIC", "Time", "min", "{counts}", scans.Times, scans.Totals, FilePlace.AtByte(data)) { YName = "Total intensity" }],
            Spectra = new(scans.Masses.ToArray(), scans.Intensities.ToArray(), scans.Offsets, scans.Times, "min", FilePlace.AtByte(data)) { IntensityUnit = "{counts}" },
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], "binary", notes.Ignored);
    }

    /// <summary>The directory names where a scan stands; a scan elsewhere is a sign of damage.</summary>
    private static void Check(ReadOnlySpan<byte> file, int entry, int at, int scan)
    {
        var stated = (new ByteCursor(file, bigEndian: true) { At = entry }.UInt32() - 1L) * 2;
        if (stated != at) throw Refuse(FilePlace.AtByte(entry), $"Expected scan {scan + 1} at byte {at}, found {stated} in the directory.");
    }

    /// <summary>The scans, flat.</summary>
    private sealed class MsScans(int count)
    {
        private int read;

        public double[] Times { get; } = new double[count];

        public double[] Totals { get; } = new double[count];

        public List<double> Masses { get; } = [];

        public List<double> Intensities { get; } = [];

        public List<int> Offsets { get; } = [0];

        public void Read(ref ByteCursor at, long end, ReadingLimits limits)
        {
            var (start, place) = (at.At, at.Place);
            var length = at.UInt16() * 2;
            Times[read] = at.UInt32() / 60_000.0;
            at.At = start + 12;
            var peaks = at.UInt16();
            if (length != ScanHeader + (4 * peaks) + ScanTail || start + length > end)
                throw Refuse(place, $"Expected a scan of {ScanHeader + (4 * peaks) + ScanTail} bytes for {peaks} masses before byte {end}, found {length}.");
            if (Masses.Count + peaks > limits.Points) throw Exceeded(place, $"Expected at most {limits.Points} points, found more.");
            at.At = start + ScanHeader;
            for (var i = 0; i < peaks; i++)
            {
                Masses.Add(at.UInt16() / 20.0);
                int packed = at.UInt16();
                Intensities.Add((packed & 0x3FFF) << (3 * (packed >> 14)));
            }
            at.At = start + length - 4;
            Totals[read++] = at.UInt32();
            Offsets.Add(Masses.Count);
        }
    }
}
