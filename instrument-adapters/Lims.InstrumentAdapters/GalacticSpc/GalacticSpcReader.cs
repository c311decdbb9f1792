using System.Globalization;
using System.Text;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.GalacticSpc;

/// <summary>
/// Spectra and chromatograms in Galactic's SPC format, new version, little-endian: a header of 512 bytes, perhaps an array of abscissas, then subfiles of
/// ordinates as floats or as integers with an exponent, and a log (README.md). Each subfile is a signal of one run.
/// </summary>
public sealed class GalacticSpcReader() : InstrumentReader("galactic-spc", "1", "SPC, new format (4Bh)", "Galactic (Thermo Scientific)", "FTIR/RAMAN/UV")
{
    private const int SubheaderSize = 32;
    private const byte Floats = 0x80;

    public override bool Recognises(FileHead head)
    {
        if (head.Bytes.Length < SpcHeader.Size || head.Bytes[1] != SpcHeader.NewLittleEndian) return false;
        var header = SpcHeader.Read(head.Bytes.ToArray());
        return header.XType is <= 30 or 255 && header.YType is <= 26 or (>= 128 and <= 131) && header.Subfiles is >= 0 and < 1_000_000 && header.Points >= 0
            && double.IsFinite(header.First) && double.IsFinite(header.Last) && (header.Date == 0 || header.Written is not null) && head.Bytes[46..54].IndexOfAnyInRange((byte)1, (byte)8) < 0;
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        if (file.Length < SpcHeader.Size) throw Truncated(FilePlace.AtByte(0), $"Expected a header of {SpcHeader.Size} bytes, found {file.Length}.");
        var head = SpcHeader.Read(file);
        var notes = new Notes();
        var at = new ByteCursor(file.Span, bigEndian: false) { At = SpcHeader.Size };
        var subfiles = head.HasSeveral ? Math.Max(head.Subfiles, 1) : 1;
        if (subfiles > options.Limits.Runs) throw Exceeded(FilePlace.AtByte(24), $"Expected at most {options.Limits.Runs} subfiles, found {subfiles}.");
        double[]? common = null;
        if (!head.HasXEach)
        {
            if (head.Points < 1) throw Refuse(FilePlace.AtByte(4), $"Expected at least one point, found {head.Points}.");
            if ((long)head.Points * subfiles > options.Limits.Points) throw Exceeded(FilePlace.AtByte(4), $"Expected at most {options.Limits.Points} points, found {(long)head.Points * subfiles}.");
            common = head.HasX ? Singles(ref at, head.Points) : Even(head, ref at);
        }
        var signals = new List<Signal>();
        for (var k = 0; k < subfiles; k++)
        {
            ct.ThrowIfCancellationRequested();
            signals.Add(Subfile(head, ref at, common, k, subfiles, options.Limits, notes));
        }
        var header = HeaderOf(head, file, at.At, notes);
        var run = new InstrumentRun("", TechniqueOf(head))
        {
            MeasuredAt = head.Written is { } written ? new(written.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture), written, null, false) : null,
            Instrument = head.Source,
            Method = head.Method,
            Header = header,
            Signals = signals,
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], "binary", notes.Ignored);
    }

    private static Signal Subfile(SpcHeader head, ref ByteCursor at, double[]? common, int number, int subfiles, ReadingLimits limits, Notes notes)
    {
        var place = at.Place;
        var start = at.At;
        at.Byte();
        var own = at.Byte();
        at.UInt16();
        var z = at.Single();
        at.At = start + 16;
        var points = at.Int32();
        at.At = start + SubheaderSize;
        var count = head.HasXEach ? points : common!.Length;
        if (count < 1) throw Refuse(place, $"Expected at least one point in subfile {number + 1}, found {count}.");
        if (count > limits.Points) throw Exceeded(place, $"Expected at most {limits.Points} points, found {count}.");
        var x = common ?? Singles(ref at, count);
        if (Array.Exists(x, value => !double.IsFinite(value))) throw Refuse(place, $"Expected abscissas that are numbers for subfile {number + 1}, found one that is none.");
        // One exponent for all where there is one subfile; several have their own.
        var exponent = head.HasSeveral ? own : head.Exponent;
        if (head.HasSeveral && own == 0 && head.Exponent == Floats) exponent = Floats;
        var y = Ordinates(ref at, count, exponent, head.HasShortValues);
        if (Array.Exists(y, value => !double.IsFinite(value)))
        {
            notes.Warn(WarningCode.Missing, $"Subfile {number + 1} has ordinates that are no numbers: they are given as missing.", place);
            for (var i = 0; i < y.Length; i++)
                if (!double.IsFinite(y[i])) y[i] = double.NaN;
        }
        var (xAxis, yAxis) = (head.X, head.Y);
        var name = subfiles == 1 ? yAxis.Name : Text($"{yAxis.Name} {number + 1} (z = {z})");
        return new(name, xAxis.Name, xAxis.Unit, yAxis.Unit, x, y, place) { YName = yAxis.Name };
    }

    /// <summary>Integers are a fraction of 2^32 (or 2^16) times two to the exponent, as the format's description defines them.</summary>
    private static double[] Ordinates(ref ByteCursor at, int count, byte exponent, bool isShort)
    {
        if (exponent == Floats) return Singles(ref at, count);
        if (at.Left / (isShort ? 2 : 4) < count) throw Truncated(at.Place, $"Expected {count} ordinates, found the end of the file after {at.Left} bytes.");
        var scale = Math.ScaleB(1, unchecked((sbyte)exponent) - (isShort ? 16 : 32));
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = (isShort ? at.Int16() : at.Int32()) * scale;
        return values;
    }

    private static double[] Singles(ref ByteCursor at, int count)
    {
        if (at.Left / 4 < count) throw Truncated(at.Place, $"Expected {count} numbers of 4 bytes, found the end of the file after {at.Left} bytes.");
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = at.Single();
        return values;
    }

    private static double[] Even(SpcHeader head, ref ByteCursor at)
    {
        if (at.Left / (head.HasShortValues ? 2 : 4) < head.Points) throw Truncated(at.Place, $"Expected {head.Points} ordinates, found the end of the file after {at.Left} bytes.");
        var x = new double[head.Points];
        for (var i = 0; i < x.Length; i++) x[i] = x.Length == 1 ? head.First : head.First + (i * (head.Last - head.First) / (x.Length - 1));
        return x;
    }

    private static List<HeaderEntry> HeaderOf(SpcHeader head, ReadOnlyMemory<byte> file, int end, Notes notes)
    {
        var header = new List<HeaderEntry>();
        void Add(string key, string value, long at)
        {
            if (value.Length > 0) header.Add(new(key, value, FilePlace.AtByte(at)));
        }
        Add("Comment", head.Comment, 88);
        Add("Resolution", head.Resolution, 36);
        Add("Source", head.Source, 45);
        Add("Method", head.Method, 264);
        if (head.LogOffset <= 0)
        {
            if (file.Length != end) notes.Warn(WarningCode.CountDiffers, $"The data end at byte {end} and the file at byte {file.Length}: what is between was not read.", FilePlace.AtByte(end));
            return header;
        }
        var at = new ByteCursor(file.Span, bigEndian: false) { At = head.LogOffset };
        var size = at.Int32();
        at.Int32();
        var text = at.Int32();
        if (size < text || text < 0) throw Refuse(FilePlace.AtByte(head.LogOffset), $"Expected a log with its text inside, found {size} bytes and the text at {text}.");
        at.At = checked((int)Math.Min((long)head.LogOffset + text, int.MaxValue));
        var place = at.Place;
        foreach (var line in at.Text(size - text, Encoding.Latin1).Split(["\r\n", "\n", "\r"], StringSplitOptions.RemoveEmptyEntries))
            if (!string.IsNullOrWhiteSpace(line))
                header.Add(KeyValue.TrySplit(line, '=', 1, out var entry) ? entry with { Place = place } : new("Log", line.Trim(), place));
        return header;
    }

    private static string TechniqueOf(SpcHeader head) => head.XType switch
    {
        13 => "RAMAN",
        1 => "FTIR",
        3 => "UV",
        9 => "MS",
        4 or 5 => "CHROMATOGRAPHY",
        _ => "SPECTRUM",
    };
}
