using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.CommandLine;

/// <summary>
/// One file as one line of JSON. Numbers are written so that they read back exactly; what is missing is null. Sums are compensated
/// (Neumaier 1974) and taken in file order, so that they do not depend on the machine.
/// </summary>
internal static class RunJson
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Utf8JsonWriter json, FileRead file, bool arrays)
    {
        var read = file.Outcome as ReadOutcome.Read;
        json.WriteStartObject();
        json.WriteStartObject("file");
        json.WriteString("name", file.Name);
        Number(json, "bytes", file.Length);
        Text(json, "sha256", file.Sha256);
        Text(json, "encoding", read?.Encoding);
        json.WriteEndObject();
        if (file.Outcome is ReadOutcome.Refused refused)
        {
            json.WriteStartObject("error");
            json.WriteString("code", refused.Code);
            json.WriteString("message", refused.Reason);
            Place(json, refused.Place);
            json.WriteEndObject();
        }
        else if (read is not null && file.Reader is { } reader) Read(json, reader, read, arrays);
        json.WriteEndObject();
    }

    private static void Read(Utf8JsonWriter json, IInstrumentFileReader reader, ReadOutcome.Read read, bool arrays)
    {
        json.WriteStartObject("reader");
        json.WriteString("name", reader.Name);
        json.WriteString("version", reader.Version);
        json.WriteString("format", reader.Format);
        json.WriteString("technique", reader.Technique);
        json.WriteString("vendor", reader.Vendor);
        json.WriteEndObject();
        json.WriteStartArray("runs");
        foreach (var run in read.Runs) Run(json, run, arrays);
        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (var warning in read.Warnings.Concat(read.Runs.SelectMany(run => run.Warnings)))
        {
            json.WriteStartObject();
            json.WriteString("code", warning.Code);
            json.WriteString("message", warning.Message);
            Place(json, warning.At);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("notUnderstood");
        foreach (var part in read.Ignored) json.WriteStringValue(part);
        json.WriteEndArray();
    }

    private static void Run(Utf8JsonWriter json, InstrumentRun run, bool arrays)
    {
        json.WriteStartObject();
        Text(json, "sample", run.SampleName);
        Text(json, "sampleId", run.SampleId);
        Text(json, "acquiredAt", run.MeasuredAt is { } at ? Iso(at) : null);
        Text(json, "instrument", run.Instrument);
        Text(json, "method", run.Method);
        Text(json, "operator", run.Operator);
        json.WriteStartArray("signals");
        foreach (var signal in run.Signals) Signal(json, signal, arrays);
        json.WriteEndArray();
        if (run.Spectra is { } spectra) Spectra(json, spectra, arrays);
        else json.WriteNull("spectra");
        json.WriteStartArray("peaks");
        foreach (var peak in run.Peaks) Peak(json, peak);
        json.WriteEndArray();
        json.WriteStartArray("readings");
        foreach (var reading in run.Readings) Reading(json, reading);
        json.WriteEndArray();
        Entries(json, "metadata", run.Header);
        json.WriteEndObject();
    }

    private static void Signal(Utf8JsonWriter json, Signal signal, bool arrays)
    {
        var x = signal.X.Span;
        var y = signal.Y.Span;
        json.WriteStartObject();
        Text(json, "name", signal.Name);
        Axis(json, "x", signal.XName, signal.XUnit, arrays ? x : default, arrays);
        Axis(json, "y", signal.YName.Length > 0 ? signal.YName : signal.Name, signal.YUnit, arrays ? y : default, arrays);
        json.WriteNumber("points", x.Length);
        Number(json, "xFirst", x.IsEmpty ? null : x[0]);
        Number(json, "xLast", x.IsEmpty ? null : x[^1]);
        var (least, greatest, sum) = Figures(y);
        Number(json, "yMin", least);
        Number(json, "yMax", greatest);
        Number(json, "ySum", sum);
        json.WriteEndObject();
    }

    private static void Spectra(Utf8JsonWriter json, SpectrumSet spectra, bool arrays)
    {
        var (mz, intensity) = (Figures(spectra.Mz.Span), Figures(spectra.Intensity.Span));
        var rt = spectra.RetentionTime.Span;
        json.WriteStartObject("spectra");
        json.WriteNumber("count", spectra.Count);
        json.WriteNumber("points", spectra.Mz.Length);
        Number(json, "mzMin", mz.Least);
        Number(json, "mzMax", mz.Greatest);
        Number(json, "intensitySum", intensity.Sum);
        Number(json, "rtFirst", rt.IsEmpty ? null : rt[0]);
        Number(json, "rtLast", rt.IsEmpty ? null : rt[^1]);
        Text(json, "rtUnit", spectra.RetentionTimeUnit);
        if (arrays)
        {
            json.WriteStartArray("scans");
            for (var scan = 0; scan < spectra.Count; scan++)
            {
                json.WriteStartObject();
                Number(json, "rt", scan < rt.Length ? rt[scan] : null);
                if (spectra.MsLevel.Count > scan) json.WriteNumber("msLevel", spectra.MsLevel[scan]);
                if (spectra.Titles.Count > scan) Text(json, "title", spectra.Titles[scan]);
                Values(json, "mz", spectra.MzOf(scan).Span);
                Values(json, "intensity", spectra.IntensityOf(scan).Span);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void Peak(Utf8JsonWriter json, Peak peak)
    {
        json.WriteStartObject();
        Number(json, "number", peak.Number);
        Text(json, "signal", peak.Signal);
        Text(json, "name", peak.Name);
        Number(json, "retentionTime", peak.RetentionTime?.Value);
        Text(json, "retentionTimeUnit", peak.RetentionTimeUnit);
        Number(json, "area", peak.Area?.Value);
        Text(json, "areaUnit", peak.AreaUnit);
        Number(json, "height", peak.Height?.Value);
        Text(json, "heightUnit", peak.HeightUnit);
        Number(json, "areaPercent", peak.AreaPercent?.Value);
        Number(json, "amount", peak.Amount?.Value);
        Text(json, "amountUnit", peak.AmountUnit);
        Place(json, peak.Place);
        if (peak.More.Count > 0) Entries(json, "more", peak.More);
        json.WriteEndObject();
    }

    private static void Reading(Utf8JsonWriter json, Reading reading)
    {
        json.WriteStartObject();
        json.WriteString("analyte", reading.Name);
        json.WriteString("text", reading.Raw);
        Number(json, "value", reading.Value);
        Text(json, "unit", reading.Unit);
        Number(json, "error", reading.Error);
        Text(json, "errorKind", reading.ErrorKind);
        Text(json, "qualifier", Sign(reading.Qualifier));
        Number(json, "limit", reading.Limit);
        Place(json, reading.Place);
        if (reading.More.Count > 0) Entries(json, "more", reading.More);
        json.WriteEndObject();
    }

    private static string? Sign(Qualifier qualifier) => qualifier switch
    {
        Qualifier.None => null,
        Qualifier.LessThan => "<",
        Qualifier.GreaterThan => ">",
        Qualifier.BelowLimit => "<LOD",
        Qualifier.NotDetected => "nd",
        Qualifier.Missing => "missing",
        _ => throw new ArgumentOutOfRangeException(nameof(qualifier), qualifier, "no such qualifier"),
    };

    /// <summary>Keys in their first order; a key that repeats has a list of its values.</summary>
    private static void Entries(Utf8JsonWriter json, string name, IReadOnlyList<HeaderEntry> entries)
    {
        json.WriteStartObject(name);
        foreach (var key in entries.GroupBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (key.Count() == 1) json.WriteString(key.Key, key.First().Raw);
            else
            {
                json.WriteStartArray(key.Key);
                foreach (var entry in key) json.WriteStringValue(entry.Raw);
                json.WriteEndArray();
            }
        }
        json.WriteEndObject();
    }

    private static void Axis(Utf8JsonWriter json, string name, string what, string unit, ReadOnlySpan<double> values, bool arrays)
    {
        json.WriteStartObject(name);
        Text(json, "name", what);
        Text(json, "unit", unit);
        if (arrays) Values(json, "values", values);
        json.WriteEndObject();
    }

    private static void Values(Utf8JsonWriter json, string name, ReadOnlySpan<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            if (double.IsFinite(value)) json.WriteNumberValue(value);
            else json.WriteNullValue();
        }
        json.WriteEndArray();
    }

    private static (double? Least, double? Greatest, double? Sum) Figures(ReadOnlySpan<double> values)
    {
        double least = double.PositiveInfinity, greatest = double.NegativeInfinity, sum = 0, lost = 0;
        var any = false;
        foreach (var value in values)
        {
            if (!double.IsFinite(value)) continue;
            any = true;
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
            var next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }
        return any ? (least, greatest, sum + lost) : (null, null, null);
    }

    private static string Iso(FileTime at) =>
        at.Local.ToString(at.Local.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
        + (at.Offset is { } offset ? offset.ToString(offset < TimeSpan.Zero ? "'-'hh':'mm" : "'+'hh':'mm", CultureInfo.InvariantCulture) : "");

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (string.IsNullOrEmpty(text)) json.WriteNull(name);
        else json.WriteString(name, text);
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static void Number(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static void Place(Utf8JsonWriter json, FilePlace? place)
    {
        if (place is not { } at || (at.Line is null && at.Byte is null))
        {
            json.WriteNull("at");
            return;
        }
        json.WriteStartObject("at");
        if (at.Line is { } line) json.WriteNumber("line", line);
        if (at.Column is { } column) json.WriteNumber("column", column);
        if (at.Byte is { } offset) json.WriteNumber("byte", offset);
        json.WriteEndObject();
    }
}
