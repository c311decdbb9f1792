using System.Globalization;
using System.Text.Json;
using Lims.Contracts.Readings;

namespace Lims.Tests.Adapters;

/// <summary>
/// mzML, mzXML and mzData of the collection. Two golden files are wrong: <c>tiny2_SRM</c> declares 2 and 43 numbers where its made-up base64 holds
/// 2626 and 86, so it is refused; <c>1min</c> is big-endian, as the lowest and highest m/z it declares show (300.382 and 1783.35 in its first
/// spectrum), and was decoded as little-endian (-2e17).
/// </summary>
public sealed class MassXmlFamily : CollectedFamily
{
    public override IReadOnlyList<MustRead> Read { get; } = [new("lcms-gcms/mzml/**.mzML", "mzml"), new("lcms-gcms/mzxml/*", "mzxml"), new("lcms-gcms/mzdata/*", "mzdata")];

    public override IReadOnlyList<MustRefuse> Refused { get; } = [new("lcms-gcms/mzml/hupo-psi/tiny2_SRM*", RefusalCode.Malformed)];
}

public class CollectedMassXml
{
    [Theory]
    [InlineData("lcms-gcms/mzml/hupo-psi/tiny.msdata.mzML0.99.10.mzML"), InlineData("lcms-gcms/mzml/hupo-psi/tiny.pwiz.1.1.mzML")]
    [InlineData("lcms-gcms/mzml/chemclipse/tiny.pwiz.1.0.mzML"), InlineData("lcms-gcms/mzml/pyteomics/test.mzML")]
    public void MzML_has_the_arrays_of_its_golden_file(string path)
    {
        var golden = Collected.Golden("mzml", path)!.Value;
        var run = Assert.Single(Collected.Outcome(path).Runs);
        var spectra = run.Spectra!;

        Assert.Equal(golden.GetProperty("counts").GetProperty("spectra").GetInt32(), spectra.Count);
        foreach (var (want, scan) in golden.GetProperty("spectra").EnumerateArray().Select((spectrum, i) => (spectrum, i)))
        {
            Assert.Equal(want.GetProperty("id").GetString(), spectra.Titles[scan]);
            AssertArray(want, "m/z array", spectra.MzOf(scan).Span);
            AssertArray(want, "intensity array", spectra.IntensityOf(scan).Span);
            if (!want.TryGetProperty("scan_start_time", out var time)) continue;
            // One file gives minutes and seconds: all times come in the unit of the first.
            var factor = want.GetProperty("scan_start_time_unit").GetString() == "second" && spectra.RetentionTimeUnit == "min" ? 60.0 : 1;
            Assert.Equal(double.Parse(time.GetString()!, CultureInfo.InvariantCulture) / factor, spectra.RetentionTime.Span[scan]);
        }
        var signals = golden.GetProperty("chromatograms").EnumerateArray().ToList();
        foreach (var want in signals)
        {
            var signal = Assert.Single(run.Signals, signal => signal.Name == want.GetProperty("id").GetString());
            AssertArray(want, "time array", signal.X.Span);
            AssertArray(want, "intensity array", signal.Y.Span);
            if (want.GetProperty("arrays").GetProperty("time array").GetProperty("unit").GetString() is { } unit) Assert.Equal(unit == "minute" ? "min" : "s", signal.XUnit);
        }
    }

    [Fact]
    public void The_turned_file_has_the_masses_it_declares()
    {
        var read = Collected.Outcome("lcms-gcms/mzml/hupo-psi/1min.mzML");
        var spectra = Assert.Single(read.Runs).Spectra!;

        Assert.Equal(39, spectra.Count);
        Assert.Equal(300.382, spectra.MzOf(0).Span[0], 1e-3);
        Assert.Equal(1783.35, spectra.MzOf(0).Span[^1], 1e-2);
        Assert.Equal(2.60829e7, spectra.IntensityOf(0).ToArray().Sum(), 1e3);
        Assert.Contains(read.Warnings, warning => warning.Code == "byte-order");
    }

    [Fact]
    public void MzXML_has_the_pairs_of_its_golden_file_and_tells_that_scans_are_missing()
    {
        const string path = "lcms-gcms/mzxml/tiny1.mzXML2.0.mzxml";
        var read = Collected.Outcome(path);
        var spectra = Assert.Single(read.Runs).Spectra!;

        foreach (var (want, scan) in Collected.Golden("mzml", path)!.Value.GetProperty("scans").EnumerateArray().Select((spectrum, i) => (spectrum, i)))
        {
            Collected.AssertFigures(want.GetProperty("mz"), spectra.MzOf(scan).Span);
            Collected.AssertFigures(want.GetProperty("intensity"), spectra.IntensityOf(scan).Span);
        }
        Assert.Equal([353.43, 356.68], spectra.RetentionTime.ToArray());
        Assert.Contains(read.Warnings, warning => warning.Code == WarningCode.CountDiffers);
    }

    [Fact]
    public void MzData_has_the_arrays_of_its_golden_file()
    {
        const string path = "lcms-gcms/mzdata/myo_dta_1.05cv.mzData";
        var spectra = Assert.Single(Collected.Outcome(path).Runs).Spectra!;
        var golden = Collected.Golden("mzml", path)!.Value.GetProperty("spectra");

        Assert.Equal(golden.GetArrayLength(), spectra.Count);
        foreach (var (want, scan) in golden.EnumerateArray().Select((spectrum, i) => (spectrum, i)))
        {
            Collected.AssertFigures(want.GetProperty("mzArrayBinary"), spectra.MzOf(scan).Span);
            Collected.AssertFigures(want.GetProperty("intenArrayBinary"), spectra.IntensityOf(scan).Span);
        }
    }

    private static void AssertArray(JsonElement item, string name, ReadOnlySpan<double> values)
    {
        var golden = item.GetProperty("arrays").GetProperty(name);
        if (golden.GetProperty("n").GetInt32() == 0) Assert.Equal(0, values.Length);
        else Collected.AssertFigures(golden, values);
    }
}
