using System.Text.Json;
using Lims.Contracts.Readings;

namespace Lims.Tests.Adapters;

/// <summary>ANDI files of the collection; the golden values are those of ncdump.</summary>
public sealed class AndiFamily : CollectedFamily
{
    public override IReadOnlyList<MustRead> Read { get; } =
    [
        new("gcms/andi-ms/*/C*.CDF", "andi-ms"), new("gcms/andi-ms/*/L*.CDF", "andi-ms"), new("gcms/andi-ms/TEST/*.CDF", "andi-ms"), new("gcms/andi-ms/sciformats/*.cdf", "andi-ms"),
        new("gcms/andi-ms/cheminfo/agilent-gcms.cdf", "andi-ms"), new("gcms/andi-ms/cheminfo/agilent-gcms-tic.cdf", "andi-chrom"), new("hplc-gc/andi-chrom/**/*.CDF", "andi-chrom"),
    ];

    public override IReadOnlyList<MustRefuse> Refused { get; } =
    [
        new("gcms/andi-ms/sciformats/non_andi.cdf", RefusalCode.NotRecognised), new("gcms/andi-ms/TEKNIVNT/CONTINUM.CDF", RefusalCode.NotRecognised),
    ];
}

public class CollectedNetCdf
{
    [Fact]
    public void Spectra_have_the_scans_points_times_and_totals_of_ncdump()
    {
        var seen = 0;
        foreach (var path in Collected.WithGolden("netcdf"))
        {
            var golden = Collected.Golden("netcdf", path)!.Value;
            if (!golden.GetProperty("andi").GetProperty("kind").GetString()!.StartsWith("ANDI/MS", StringComparison.Ordinal)) continue;
            var (andi, variables) = (golden.GetProperty("andi"), golden.GetProperty("raw").GetProperty("variables"));
            var run = Assert.Single(Collected.Outcome(path).Runs);
            var spectra = run.Spectra!;
            seen++;

            Assert.Equal(andi.GetProperty("scans").GetInt32(), spectra.Count);
            Assert.Equal(andi.GetProperty("points").GetInt32(), spectra.Mz.Length);
            var times = andi.GetProperty("time_first_last");
            if (times[0].ValueKind == JsonValueKind.Number && times[0].GetDouble() != -9999) Assert.Equal((times[0].GetDouble(), times[1].GetDouble()), (spectra.RetentionTime.Span[0], spectra.RetentionTime.Span[^1]));
            else Assert.Equal("", spectra.RetentionTimeUnit);
            AssertScaled(variables.GetProperty("mass_values"), andi.GetProperty("mass_scale_factor").GetDouble(), spectra.Mz.Span);
            AssertScaled(variables.GetProperty("intensity_values"), andi.GetProperty("intensity_scale_factor").GetDouble(), spectra.Intensity.Span);
            foreach (var scan in andi.GetProperty("first_scans").EnumerateArray()) AssertScan(scan, run);
        }
        Assert.True(seen >= 14, $"Only {seen} files have golden values.");
    }

    [Fact]
    public void Chromatograms_have_the_points_and_peaks_of_ncdump()
    {
        var seen = 0;
        foreach (var path in Collected.WithGolden("netcdf"))
        {
            var golden = Collected.Golden("netcdf", path)!.Value;
            var andi = golden.GetProperty("andi");
            if (!andi.GetProperty("kind").GetString()!.StartsWith("ANDI/Chrom", StringComparison.Ordinal)) continue;
            var variables = golden.GetProperty("raw").GetProperty("variables");
            var run = Assert.Single(Collected.Outcome(path).Runs);
            var signal = Assert.Single(run.Signals);
            seen++;

            Assert.Equal(andi.GetProperty("sample_name").GetString()!.Trim(), run.SampleName);
            Collected.AssertFigures(variables.GetProperty("ordinate_values"), signal.Y.Span);
            if (andi.GetProperty("actual_sampling_interval") is { ValueKind: JsonValueKind.Number } interval)
                Assert.Equal(andi.GetProperty("actual_delay_time").GetDouble() + ((signal.X.Length - 1) * interval.GetDouble()), signal.X.Span[^1], 1e-9);
            else Collected.AssertFigures(variables.GetProperty("raw_data_retention"), signal.X.Span);
            Assert.Equal(andi.GetProperty("retention_unit").GetString()?.Contains("min", StringComparison.OrdinalIgnoreCase) == true ? "min" : "s", signal.XUnit);
            Assert.Equal(andi.GetProperty("peak_count").GetInt32(), run.Peaks.Count);
            foreach (var (peak, found) in andi.GetProperty("peaks").EnumerateArray().Zip(run.Peaks)) AssertPeak(peak, found);
        }
        Assert.True(seen >= 18, $"Only {seen} files have golden values.");
    }

    private static void AssertScaled(JsonElement golden, double factor, ReadOnlySpan<double> values)
    {
        var raw = values.ToArray();
        for (var i = 0; i < raw.Length; i++) raw[i] /= factor;
        Collected.AssertFigures(golden, raw);
    }

    private static void AssertScan(JsonElement golden, InstrumentRun run)
    {
        var scan = golden.GetProperty("scan").GetInt32();
        var (mz, intensity) = (run.Spectra!.MzOf(scan).ToArray(), run.Spectra.IntensityOf(scan).ToArray());
        Assert.Equal(golden.GetProperty("points").GetInt32(), mz.Length);
        foreach (var (want, found) in golden.GetProperty("mz_first").EnumerateArray().Zip(mz)) Assert.Equal(want.GetDouble(), found, 1e-9);
        foreach (var (want, found) in golden.GetProperty("intensity_first").EnumerateArray().Zip(intensity)) Assert.Equal(want.GetDouble(), found, 1e-6);
        var sum = golden.GetProperty("intensity_sum").GetDouble();
        Assert.Equal(sum, intensity.Sum(), Math.Abs(sum) * 1e-11);
        if (run.Signals.Count == 0) return;
        var stored = golden.GetProperty("stored_total_intensity").GetDouble();
        Assert.Equal(stored == -9999 ? sum : stored, run.Signals[0].Y.Span[scan], Math.Abs(sum) * 1e-11);
    }

    private static void AssertPeak(JsonElement golden, Peak peak)
    {
        foreach (var (name, found) in new[] { ("peak_retention_time", peak.RetentionTime), ("peak_area", peak.Area), ("peak_height", peak.Height), ("peak_area_percent", peak.AreaPercent) })
            if (golden.TryGetProperty(name, out var want) && want.GetDouble() is not (-9999 or > 9e36))
                Assert.Equal(want.GetDouble(), found!.Value.Value);
        if (golden.TryGetProperty("peak_name", out var named)) Assert.Equal(named.GetString()!.Trim(), peak.Name);
    }
}
