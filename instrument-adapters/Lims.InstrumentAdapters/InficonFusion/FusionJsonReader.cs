using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.InficonFusion;

/// <summary>One analysis of Inficon Micro GC Fusion as <c>fusion-data</c> JSON: for each detector its values at a steady rate and its peaks (README.md).</summary>
public sealed class FusionJsonReader() : InstrumentReader("inficon-fusion-json", "1", "Micro GC Fusion data JSON", "Inficon", "GC")
{
    public override bool Recognises(FileHead head) => head.Text.TrimStart().StartsWith('{')
        && head.Text.Contains("\"detectors\"", StringComparison.Ordinal) && head.Text.Contains("\"nValuesPerSecond\"", StringComparison.Ordinal);

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var root = JsonTree.Read(file, options);
        if (root["detectors"] is not { Members.Count: > 0 } detectors) throw Refuse(root.Place, $"Expected a member 'detectors' with at least one detector, found none.");
        var notes = new Notes();
        var header = new List<HeaderEntry>();
        root.Leaves("", header, name => name is "values" or "peaks");
        var (signals, peaks, readings) = (new List<Signal>(), new List<Peak>(), new List<Reading>());
        foreach (var (name, detector) in detectors.Members)
        {
            Trace(name, detector, signals, notes);
            foreach (var peak in detector["analysis"]?["peaks"]?.Each() ?? []) Peak(name, peak, peaks, readings, notes);
        }
        var time = root["runTimeStamp"];
        var run = new InstrumentRun(root["annotations"]?.Of("name") ?? "", "GC")
        {
            SampleId = root.Of("$id"),
            MeasuredAt = time?.Text is { } written ? new FileDates(dayFirst: false, options).Read(written, time.Place, notes) : null,
            Instrument = root["systemConfiguration"]?["systemInfo"]?.Of("systemSerialNumber") ?? "",
            Method = root.Of("methodName"),
            Header = header,
            Signals = signals,
            Peaks = peaks,
            Readings = readings,
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], TextEncoding.Of(file.Span).Name, notes.Ignored);
    }

    private static void Trace(string name, JsonTree detector, List<Signal> signals, Notes notes)
    {
        if (detector["values"]?.Numbers is not { } values) return;
        if (detector["nValuesPerSecond"]?.Figure() is not { Value: > 0 } rate) throw Refuse(detector.Place, $"Expected a rate above 0 as nValuesPerSecond of {Quote(name)}, found {Quote(detector.Of("nValuesPerSecond"))}.");
        if (detector["nValuesExpected"]?.Figure() is { } expected) notes.Count($"nValuesExpected of {name}", (long)expected.Value, values.Count, detector["nValuesExpected"]!.Place);
        var x = new double[values.Count];
        for (var i = 0; i < x.Length; i++) x[i] = i / rate.Value;
        signals.Add(new(name, "Time", "s", "", x, values.ToArray(), detector["values"]!.Place));
    }

    private static void Peak(string detector, JsonTree peak, List<Peak> peaks, List<Reading> readings, Notes notes)
    {
        var label = peak.Of("label");
        var more = new List<HeaderEntry>();
        peak.Leaves("", more, name => name is "label" or "top" or "area" or "height" or "concentration");
        var concentration = peak["concentration"];
        // An expected compound without a peak has an area of 0 at its expected time: it is not detected.
        var absent = peak["area"]?.Figure() is { Value: 0 };
        if (!absent)
            peaks.Add(new(peak.Place)
            {
                Signal = detector,
                Name = label,
                RetentionTime = peak["top"]?.Figure(),
                RetentionTimeUnit = "s",
                Area = peak["area"]?.Figure(),
                Height = peak["height"]?.Figure(),
                Amount = concentration?.Figure(),
                More = more,
            });
        if (label.Length == 0) return;
        var reading = Reported.Read(label, new(concentration?.Text ?? "", peak.Place.Line ?? 1, peak.Place.Column ?? 1, false), "", DecimalMark.Point, notes) with { More = more };
        readings.Add(absent ? reading with { Value = null, Qualifier = Qualifier.NotDetected } : reading);
    }
}
