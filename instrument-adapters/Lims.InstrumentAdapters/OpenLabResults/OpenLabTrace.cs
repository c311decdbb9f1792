using System.Buffers.Binary;
using System.Globalization;
using System.Xml.Linq;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.OpenLabResults;

/// <summary>
/// One trace of an injection: version 179 of the data file has a header of 6 144 bytes and little-endian doubles behind it, evenly spaced
/// intensities (<c>.CH</c>) or pairs of time and value (<c>.IT</c>). Times are milliseconds; intensities are multiplied by the slope.
/// </summary>
internal static class OpenLabTrace
{
    private const int HeaderLength = 6_144;

    public static Signal? Read(ZipInput dx, XElement part, Notes notes)
    {
        var (id, name) = (part.Text("TraceId"), part.Text("Description"));
        var file = dx.Names.FirstOrDefault(entry => Path.GetFileNameWithoutExtension(entry).Equals(id, StringComparison.OrdinalIgnoreCase));
        if (file is null)
        {
            notes.Warn(WarningCode.Missing, $"The trace {Quote(name)} has no data in the archive.");
            return null;
        }
        var bytes = dx.Read(file)!.Value.Span;
        if (bytes.Length < HeaderLength || bytes[0] != 3 || !bytes[1..4].SequenceEqual("179"u8))
        {
            notes.Ignore($"{name}: {part.Text("Encoding")}");
            return null;
        }
        var isPairs = file.EndsWith(".IT", StringComparison.OrdinalIgnoreCase);
        var values = bytes[HeaderLength..];
        var count = values.Length / (isPairs ? 16 : 8);
        var declared = Whole(part.Text("NumberOfValues"));
        // Instrument curves declare their scans, not their pairs; only of a chromatogram is the count one of points.
        if (!isPairs) notes.Count($"Trace {name}", declared, count, null);
        var slope = Number(part, "Slope") ?? 1;
        var (start, end) = (Number(part, "TimeStart"), Number(part, "TimeEnd"));
        if (!isPairs && (start is null || end is null)) throw Refuse(null, $"Expected TimeStart and TimeEnd of the trace {Quote(name)}, found {Quote(part.Text("TimeStart"))} and {Quote(part.Text("TimeEnd"))}.");
        var (x, y) = (new double[count], new double[count]);
        var points = Math.Max(declared, count);
        for (var i = 0; i < count; i++)
        {
            x[i] = isPairs ? At(values, 2 * i) / 60_000 : (start!.Value + (points > 1 ? i * (end!.Value - start.Value) / (points - 1) : 0)) / 60_000;
            y[i] = At(values, isPairs ? (2 * i) + 1 : i) * slope;
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i])) throw Refuse(null, $"Expected finite numbers in the trace {Quote(name)}, found {x[i].ToString(CultureInfo.InvariantCulture)}, {y[i].ToString(CultureInfo.InvariantCulture)} at point {i + 1}.");
        }
        return new(name, "Time", "min", Ucum.Of(part.Text("Units")), x, y, FilePlace.AtByte(HeaderLength));
    }

    private static double At(ReadOnlySpan<byte> values, int index) => BinaryPrimitives.ReadDoubleLittleEndian(values[(8 * index)..]);

    private static int Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static double? Number(XElement part, string name) => NumberText.TryParse(part.Text(name), '.', out double value) ? value : null;
}
