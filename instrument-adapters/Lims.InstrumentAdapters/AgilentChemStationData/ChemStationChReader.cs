using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.AgilentChemStationData;

/// <summary>
/// The raw signal of an Agilent GC or HPLC detector (<c>.ch</c>), version 181: a header with texts of two bytes a character, then second differences of 16
/// bits, with whole values after an escape (README.md).
/// </summary>
public sealed class ChemStationChReader() : InstrumentReader("agilent-chemstation-ch", "1", "ChemStation signal (.ch), version 181", "Agilent", "GC/HPLC")
{
    private const int DataBlockAt = 264;
    private const int StartAt = 0x11A;
    private const int UnitAt = 0x104C;
    private const int ShiftAt = 0x1274;
    private const int Block = 512;
    private const short Escape = 0x7FFF;
    private static readonly HashSet<string> Versions = new(StringComparer.Ordinal) { "8", "81", "30", "31", "130", "131", "179", "181" };
    private static readonly (string Key, int At)[] Texts =
    [
        ("File type", 0x15B), ("Sample", 0x35A), ("Barcode", 0x559), ("Operator", 0x758), ("Acquired", 0x957), ("Detector", 0x9BC), ("Inlet", 0x9E5), ("Method", 0xA0E),
        ("Software", 0xC11), ("Unit", UnitAt), ("Signal", 0x1075),
    ];

    public override bool Recognises(FileHead head) => Versions.Contains(PascalText.Latin1(head.Bytes, 0))
        && (IsData(PascalText.Utf16(head.Bytes, 0x15B)) || IsData(PascalText.Latin1(head.Bytes, 4)));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var version = PascalText.Latin1(file.Span, 0);
        if (version != "181") throw Refuse(FilePlace.AtByte(0), $"Expected version '181' of the signal file, found {Quote(version)}.", RefusalCode.Unsupported);
        var at = new ByteCursor(file.Span, bigEndian: true) { At = DataBlockAt };
        // Blocks of 512 bytes, counted from 1.
        var data = (at.UInt32() - 1L) * Block;
        if (data < ShiftAt + 16 || data >= file.Length) throw Truncated(FilePlace.AtByte(DataBlockAt), $"Expected data from byte {data} on, found {file.Length} bytes.");
        at.At = StartAt;
        var (start, end) = (at.Single(), at.Single());
        at.At = ShiftAt;
        var (shift, scale) = (at.Double(), at.Double());
        if (Math.Abs(scale) is not (> 1e-30 and < 1e30) || Math.Abs(shift) is not < 1e30) throw Refuse(FilePlace.AtByte(ShiftAt + 8), $"Expected a scale factor and a shift within 30 powers of ten, found {scale} and {shift}.");
        if (!float.IsFinite(start) || !float.IsFinite(end) || end < start) throw Refuse(FilePlace.AtByte(StartAt), $"Expected a rising time in milliseconds, found {start} to {end}.");
        at.At = (int)data;
        var y = Values(ref at, options.Limits, ct);
        for (var i = 0; i < y.Length; i++) y[i] = (y[i] * scale) + shift;

        var (notes, header) = (new Notes(), new List<HeaderEntry>());
        foreach (var (key, place) in Texts)
            if (PascalText.Utf16(file.Span, place) is { Length: > 0 } text)
                header.Add(new(key, text, FilePlace.AtByte(place)));
        CheckInterval(start, end, y.Length, notes);
        var x = new double[y.Length];
        for (var i = 0; i < x.Length; i++) x[i] = (start + (y.Length == 1 ? 0 : i * ((double)end - start) / (y.Length - 1))) / 60_000;
        var name = header.Value("Signal") is { Length: > 0 } signal ? signal : "Signal";
        var unit = PascalText.Utf16(file.Span, UnitAt);
        var run = new InstrumentRun(header.Value("Sample"), header.Value("File type").StartsWith("LC", StringComparison.Ordinal) ? "HPLC" : "GC")
        {
            SampleId = header.Value("Barcode"),
            MeasuredAt = header.Entry("Acquired") is { } date ? new FileDates(dayFirst: true, options).Read(date.Raw, date.Place, notes) : null,
            Instrument = header.Value("Inlet", "Detector"),
            Method = header.Value("Method"),
            Operator = header.Value("Operator"),
            Header = header,
            Signals = [new(name, "Time", "min", Ucum.Of(unit, FilePlace.AtByte(UnitAt), notes), x, y, FilePlace.AtByte(data))],
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], "binary", notes.Ignored);
    }

    private static bool IsData(string type) => type.EndsWith("DATA FILE", StringComparison.Ordinal);

    /// <summary>
    /// The header has no count of points, but first and last time: with points missing the interval is no rate that a detector has (1000 Hz to 0.5 Hz, in
    /// steps of 0.05 ms). The times are floats, which bounds how exact the interval can be.
    /// </summary>
    private static void CheckInterval(float start, float end, int points, Notes notes)
    {
        var interval = points == 1 ? 0 : ((double)end - start) / (points - 1);
        var exact = Math.Max(Math.Abs(start), Math.Abs(end)) * 1.2e-7 / Math.Max(points - 1, 1);
        if (interval is <= 0 or > 2_000 || Math.Abs(interval - (Math.Round(interval / 0.05) * 0.05)) > exact + 1e-9)
            notes.Warn(WarningCode.MayBeCut, $"{points} points from {start} to {end} ms make an interval of {interval} ms, which no detector has: points may be missing.", FilePlace.AtByte(StartAt));
    }

    /// <summary>
    /// Each 16-bit number is a second difference; the escape is followed by the whole value in 48 bits and ends the run of differences. A zero ends
    /// the file: without it the file is cut, and the even steps of time would be wrong.
    /// </summary>
    private static double[] Values(ref ByteCursor at, ReadingLimits limits, CancellationToken ct)
    {
        var values = new List<double>();
        var (value, slope) = (0L, 0L);
        while (at.Left > 2)
        {
            if (values.Count % 65_536 == 0) ct.ThrowIfCancellationRequested();
            var difference = at.Int16();
            if (difference == Escape)
            {
                (value, slope) = (((long)at.Int16() << 32) + at.UInt32(), 0);
            }
            else
            {
                // Damaged differences may run beyond any signal.
                slope += difference;
                value += slope;
                if (Math.Abs(value) > 1L << 52) throw Refuse(at.Place, $"Expected a signal within 52 bits, found {value} at point {values.Count + 1}.");
            }
            if (values.Count == limits.Points) throw Exceeded(at.Place, $"Expected at most {limits.Points} points, found more.");
            values.Add(value);
        }
        if (at.Left != 2 || at.Int16() != 0) throw Truncated(at.Place, $"Expected a zero of two bytes at the end of the data, found another end at byte {at.At}: the file is cut.");
        return values.Count > 0 ? [.. values] : throw Truncated(at.Place, $"Expected data points, found none.");
    }
}
