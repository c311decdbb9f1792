using System.Globalization;
using System.Text.Json;
using Lims.Contracts.Readings;

namespace Lims.Tests.Adapters;

/// <summary>
/// An expected file: what a sample reads to, with each trace as count, first, last, least, greatest and sum in 12 digits.
/// </summary>
internal static class ExpectedReading
{
    public static void AssertSame(JsonElement expected, string reader, ReadOutcome.Read read)
    {
        Assert.Equal(Text(expected, "reader"), reader);
        Assert.Equal(Text(expected, "encoding"), read.Encoding);
        Assert.Equal(Texts(expected, "ignored"), read.Ignored);
        Assert.Equal(expected.GetProperty("runs").GetArrayLength(), read.Runs.Count);
        foreach (var (want, run) in expected.GetProperty("runs").EnumerateArray().Zip(read.Runs)) AssertRun(want, run);
    }

    /// <summary>The six figures of a trace, each to 12 digits.</summary>
    public static void AssertFigures(JsonElement expected, ReadOnlySpan<double> values)
    {
        double least = values[0], greatest = values[0], sum = 0, size = 0;
        foreach (var value in values)
        {
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
            sum += value;
            size += Math.Abs(value);
        }
        AssertDigits(expected, "first", values[0], Math.Abs(values[0]));
        AssertDigits(expected, "last", values[^1], Math.Abs(values[^1]));
        AssertDigits(expected, "min", least, Math.Abs(least));
        AssertDigits(expected, "max", greatest, Math.Abs(greatest));
        AssertDigits(expected, "sum", sum, size);
    }

    private static void AssertDigits(JsonElement expected, string name, double value, double size)
    {
        var property = expected.GetProperty(name);
        // The collected files give the first three and the last two values.
        if (property.ValueKind == JsonValueKind.Array) property = property[name == "first" ? 0 : property.GetArrayLength() - 1];
        var want = property.GetDouble();
        Assert.True(Math.Abs(want - value) <= 1e-11 * size, FormattableString.Invariant($"{name}: expected {want}, found {value}"));
    }

    private static void AssertRun(JsonElement expected, InstrumentRun run)
    {
        Assert.Equal(Text(expected, "sampleName"), run.SampleName);
        Assert.Equal(Text(expected, "technique"), run.Technique);
        Assert.Equal(Text(expected, "measuredAt"), run.MeasuredAt?.Local.ToString("s", CultureInfo.InvariantCulture));
        Assert.Equal(Flag(expected, "ambiguous"), run.MeasuredAt?.Ambiguous);
        Assert.Equal(expected.GetProperty("headerCount").GetInt32(), run.Header.Count);
        Assert.Equal(Texts(expected, "warnings"), run.Warnings);
        Assert.Equal(expected.GetProperty("signals").GetArrayLength(), run.Signals.Count);
        foreach (var (want, signal) in expected.GetProperty("signals").EnumerateArray().Zip(run.Signals)) AssertSignal(want, signal);
        Assert.Equal(expected.GetProperty("readings").GetArrayLength(), run.Readings.Count);
        foreach (var (want, reading) in expected.GetProperty("readings").EnumerateArray().Zip(run.Readings)) AssertReading(want, reading);
    }

    private static void AssertSignal(JsonElement expected, Signal signal)
    {
        Assert.Equal(Text(expected, "name"), signal.Name);
        Assert.Equal(Text(expected, "xName"), signal.XName);
        Assert.Equal(Text(expected, "xUnit"), signal.XUnit);
        Assert.Equal(Text(expected, "yUnit"), signal.YUnit);
        Assert.Equal(Flag(expected, "positiveIsEndothermic"), signal.PositiveIsEndothermic);
        Assert.Equal(expected.GetProperty("segments").EnumerateArray().Select(s => s.GetInt32()), signal.Segments);
        Assert.Equal(expected.GetProperty("count").GetInt32(), signal.X.Length);
        Assert.Equal(signal.X.Length, signal.Y.Length);
        AssertFigures(expected.GetProperty("x"), signal.X.Span);
        AssertFigures(expected.GetProperty("y"), signal.Y.Span);
    }

    private static void AssertReading(JsonElement expected, Reading reading)
    {
        Assert.Equal(Text(expected, "name"), reading.Name);
        Assert.Equal(Text(expected, "raw"), reading.Raw);
        Assert.Equal(Text(expected, "value"), reading.Value?.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(Text(expected, "unit"), reading.Unit);
        Assert.Equal(Text(expected, "qualifier"), reading.Qualifier.ToString());
        Assert.NotNull(reading.Place.Line);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static bool? Flag(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: not JsonValueKind.Null } flag ? flag.GetBoolean() : null;

    private static IEnumerable<string?> Texts(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(t => t.GetString());
}
