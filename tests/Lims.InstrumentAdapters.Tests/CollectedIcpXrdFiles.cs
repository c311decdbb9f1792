using System.Text.Json;
using Lims.Contracts.Readings;

namespace Lims.Tests.Adapters;

/// <summary>The collection's files of plasma spectrometers, diffractometers and of spectra in exchange formats.</summary>
public sealed class IcpXrdFamily : CollectedFamily
{
    public override IReadOnlyList<MustRead> Read { get; } =
    [
        new("icp/agilent-icpms/*.csv", "agilent-icp-ms-time-csv"), new("icp/thermo-qtegra/*.csv", "thermo-qtegra-time-csv"),
        new("icp/horiba-jobinyvon/*.csv", "horiba-icp-short-report"), new("icp/perkinelmer-winlab32/*.csv", "perkinelmer-winlab32-csv"),
        new("icp/varian-vistapro/export.csv", "varian-icp-expert-csv"), new("icp/shimadzu-icpe/*.csv", "shimadzu-icpe-text"),
        new("xrd/panalytical/*.csv", "panalytical-xrd-csv"), new("xrd/panalytical/*.xrdml", "panalytical-xrdml"),
        new("ftir/omnic-csv/*.CSV", "thermo-omnic-csv"), new("other/galactic-spc/*.SPC", "galactic-spc"),
        new("gcms/agilent-chemstation/*/data.ms", "agilent-chemstation-ms"), new("gc/agilent-chemstation/*.ch", "agilent-chemstation-ch"),
    ];

    /// <summary>A worklist is no result.</summary>
    public override IReadOnlyList<MustRefuse> Refused { get; } = [new("icp/varian-vistapro/import.csv", RefusalCode.NotRecognised)];
}

/// <summary>Real exports of these instruments against figures taken by another program, and against one another.</summary>
public class CollectedIcpXrdFiles
{
    [Fact]
    public void A_Qtegra_file_gives_the_sum_of_each_isotope()
    {
        var (read, golden) = Read("icp/thermo-qtegra/1308H_1.csv");
        var run = Assert.Single(read.Runs);

        Collected.AssertFigures(golden.GetProperty("time"), run.Signals[0].X.Span);
        foreach (var sum in golden.GetProperty("sums").EnumerateObject())
            Assert.Equal(1, Sum(run.Signals.Single(signal => signal.Name == sum.Name).Y) / sum.Value.GetDouble(), 11);
        Assert.Equal("NCC", run.SampleName);
    }

    [Theory, InlineData("117.csv", 122, 26, "{counts}"), InlineData("AR5-8A.csv", 706, 10, "{counts}/s"), InlineData("C3_A.csv", 706, 10, "{counts}/s")]
    public void An_Agilent_file_gives_a_signal_for_each_isotope(string name, int sweeps, int isotopes, string unit)
    {
        var run = Assert.Single(Collected.Outcome("icp/agilent-icpms/" + name).Runs);

        Assert.Equal(isotopes, run.Signals.Count);
        if (Collected.Golden("text", "icp/agilent-icpms/" + name) is { } golden)
            foreach (var sum in golden.GetProperty("expected").GetProperty("sums").EnumerateObject())
                Assert.Equal(sum.Value.GetDouble(), Sum(run.Signals.Single(signal => signal.Name == sum.Name).Y), 1e-11 * Math.Abs(sum.Value.GetDouble()));
        Assert.All(run.Signals, signal => Assert.Equal((sweeps, unit, "s"), (signal.Y.Length, signal.YUnit, signal.XUnit)));
        Assert.NotNull(run.MeasuredAt);
    }

    [Fact]
    public void A_Horiba_report_gives_its_blocks_and_its_deviations_follow()
    {
        var (read, golden) = Read("icp/horiba-jobinyvon/ICP_limstest_bog_envas.csv");

        Assert.Equal(golden.GetProperty("samples").GetInt32(), read.Runs.Count);
        Assert.Equal(golden.GetProperty("rows_total").GetInt32(), read.Runs.Sum(run => run.Readings.Count));
        foreach (var (row, reading) in golden.GetProperty("first").GetProperty("rows").EnumerateArray().Zip(read.Runs[0].Readings))
            Assert.Equal(row.EnumerateArray().Select(cell => cell.GetString()),
                [reading.Name, reading.More[0].Raw, reading.Raw.Trim(), reading.Error!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), reading.Unit.Replace("L", "l", StringComparison.Ordinal), reading.More[1].Raw]);
        Assert.DoesNotContain(read.Runs.SelectMany(run => run.Warnings), warning => warning.Code == WarningCode.SumDiffers);
    }

    [Fact]
    public void ICPE_means_follow_from_their_replicates()
    {
        var (read, golden) = Read("icp/shimadzu-icpe/icp_output.csv");

        Assert.Equal(golden.GetProperty("rows").GetInt32(), read.Runs.Sum(run => run.Readings.Count));
        Assert.DoesNotContain(read.Runs.SelectMany(run => run.Warnings), warning => warning.Code == WarningCode.SumDiffers);
        Assert.Equal("1-16-02256-001", read.Runs[^1].SampleName);
        var lead = read.Runs[^1].Readings[^1];
        Assert.Equal(("Pb 220.353", -217m, 72.1m, "[ppb]"), (lead.Name, lead.Value, lead.Error, lead.Unit));
    }

    [Fact]
    public void A_Vista_file_and_a_WinLab_file_give_their_samples()
    {
        var vista = Collected.Outcome("icp/varian-vistapro/export.csv");
        Assert.Equal(287, vista.Runs.Sum(run => run.Readings.Count));
        var last = vista.Runs[^1].Readings[^1];
        Assert.Equal(("Lab Control Sample", "Al 396.152", 0.985456m, "mg/L"), (vista.Runs[^1].SampleName, last.Name, last.Value, last.Unit));

        var winlab = Collected.Outcome("icp/perkinelmer-winlab32/winlab32.csv");
        Assert.Equal(["DU-0001", "DU-0002"], winlab.Runs.Select(run => run.SampleName));
        Assert.Equal([0.111m, 0.222m, 0.555m, 0.666m], winlab.Runs.SelectMany(run => run.Readings).Select(reading => reading.Value!.Value));
        Assert.Equal(new DateTime(2021, 5, 28, 12, 40, 54), winlab.Runs[0].MeasuredAt!.Local);
    }

    [Fact]
    public void The_same_scan_as_CSV_and_as_XRDML_has_the_same_points()
    {
        var csv = Collected.Outcome("xrd/panalytical/210520step1_30min.csv").Runs[0].Signals[0];
        var xrdml = Collected.Outcome("xrd/panalytical/210520step1_30min.xrdml").Runs[0].Signals[0];

        Assert.Equal(4489, csv.Y.Length);
        Assert.True(csv.Y.Span.SequenceEqual(xrdml.Y.Span));
        for (var i = 0; i < csv.X.Length; i++) Assert.InRange(csv.X.Span[i] - xrdml.X.Span[i], -2e-9, 2e-9);
    }

    [Fact]
    public void An_OMNIC_file_gives_its_points()
    {
        var signal = Collected.Outcome("ftir/omnic-csv/IR.CSV").Runs[0].Signals[0];

        Assert.Equal((3736, 399.1926, 4000.605, -0.09079), (signal.X.Length, signal.X.Span[0], signal.X.Span[^1], signal.Y.Span[0]));
    }

    [Theory, InlineData("BENZENE.SPC", 1842, "cm-1"), InlineData("HOLMIUM.SPC", 901, "nm"), InlineData("TOLUENE.SPC", 801, "cm-1")]
    public void An_SPC_file_gives_absorbances(string name, int points, string unit)
    {
        var signal = Collected.Outcome("other/galactic-spc/" + name).Runs[0].Signals[0];

        Assert.Equal((points, unit, "[AU]"), (signal.Y.Length, signal.XUnit, signal.YUnit));
        Assert.All(signal.Y.ToArray(), absorbance => Assert.InRange(absorbance, -0.01, 4));
    }

    [Theory, InlineData("RAU-R505-00.D"), InlineData("RAU-R505-03.D")]
    public void The_total_ion_current_of_the_raw_data_is_that_of_the_printed_table(string name)
    {
        var run = Collected.Outcome($"gcms/agilent-chemstation/{name}/data.ms").Runs[0];
        var table = File.ReadAllLines(Path.Combine(Collected.Folder, "gcms", "agilent-chemstation", name, "tic_front.csv")).Skip(2).Where(line => line.Length > 0)
            .Select(line => line.Split(',').Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray()).ToList();

        Assert.Equal(table.Count, run.Spectra!.Count);
        foreach (var (row, i) in table.Select((row, i) => (row, i)))
        {
            Assert.InRange(run.Signals[0].X.Span[i] - row[0], -1e-4, 1e-4);
            Assert.Equal(row[1], run.Signals[0].Y.Span[i]);
        }
    }

    [Fact]
    public void A_signal_file_has_the_first_peak_of_its_result_file()
    {
        var signal = Collected.Outcome("gc/agilent-chemstation/V181-FID1A.ch").Runs[0].Signals[0];
        var apex = signal.Y.ToArray().Select((value, i) => (value, i)).MaxBy(point => point.value);

        // Retention 0.167537 min and height 260.63 pA above a baseline of 2.2 pA, in V181-Result.xml; the interval is 200 ms.
        Assert.Equal((5913, "pA"), (signal.Y.Length, signal.YUnit));
        Assert.InRange(signal.X.Span[apex.i], 0.1642, 0.1709);
        Assert.InRange(apex.value, 260.6, 264);
        Assert.Equal(200, (signal.X.Span[1] - signal.X.Span[0]) * 60_000, 6);
    }

    private static (ReadOutcome.Read Read, JsonElement Golden) Read(string path) => (Collected.Outcome(path), Collected.Golden("text", path)!.Value.GetProperty("expected"));

    private static double Sum(ReadOnlyMemory<double> values)
    {
        var sum = 0.0;
        foreach (var value in values.Span) sum += value;
        return sum;
    }
}
