using System.Globalization;
using System.Text.Json;
using Lims.Contracts.Readings;

namespace Lims.Tests.Adapters;

/// <summary>The calorimeters' files of the collection.</summary>
public sealed class DscFamily : CollectedFamily
{
    public override IReadOnlyList<MustRead> Read { get; } =
    [
        new("dsc/ta-instruments/*.txt", "ta-instruments-dsc-text"), new("dsc/setaram/*.txt", "setaram-calisto-text"),
        new("dsc/setaram-microdsc/*.txt", "setaram-micro-dsc-text"), new("dsc/ta-nanodsc/Rlm45aCDY2Z1_h1.txt", "ta-nano-dsc-text"), new("dsc/ta-nanodsc/PDMAEMA_3wt.dat", "ta-nano-dsc-text"),
    ];
}

/// <summary>Real exports that a developer may have beside the repository, with figures computed by another program.</summary>
public class CollectedDscFiles
{
    [Fact]
    public void The_TA_Instruments_file_gives_its_figures()
    {
        var (read, golden) = Read("ta-instruments", "sample_dsc_tainstruments.txt");
        var run = Assert.Single(read.Runs);

        AssertSame(golden.GetProperty("time"), Signal(run, "Temperature").X);
        AssertSame(golden.GetProperty("temp"), Signal(run, "Heat Flow").X);
        AssertSame(golden.GetProperty("heatflow"), Signal(run, "Heat Flow").Y);
        Assert.False(Signal(run, "Heat Flow").PositiveIsEndothermic);
        Assert.Equal("ibm850", read.Encoding);
        Assert.Contains(run.Header, e => e is { Key: "Sig2", Raw: "Temperature (°C)" });
        Assert.Equal(golden.GetProperty("size")[0].GetString(), run.Readings[0].Value?.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(golden.GetProperty("size")[1].GetString(), run.Readings[0].Unit);
        Assert.Equal(2, Signal(run, "Heat Flow").Segments.Count);
        Assert.Equal("Eicosane", run.SampleName);
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public void The_Calisto_file_gives_its_figures_and_warns_of_the_missing_mass()
    {
        var (read, golden) = Read("setaram", "AEM_210311.txt");
        var run = Assert.Single(read.Runs);

        AssertSame(golden.GetProperty("last_column"), Signal(run, "HeatFlow").Y);
        AssertSame(golden.GetProperty("second_column"), Signal(run, "Sample Temperature").X);
        Assert.Equal("AEM", run.SampleName);
        Assert.True(run.MeasuredAt!.Ambiguous);
        Assert.Contains(run.Warnings, w => w.Message.Contains("'0 mg'", StringComparison.Ordinal));
    }

    [Fact]
    public void The_micro_DSC_file_gives_its_figures()
    {
        var (read, golden) = Read("setaram-microdsc", "P85_7.txt");
        var run = Assert.Single(read.Runs);

        AssertSame(golden.GetProperty("temp"), Signal(run, "HeatFlow").X);
        AssertSame(golden.GetProperty("heatflow"), Signal(run, "HeatFlow").Y);
        Assert.Equal("P85", run.SampleName);
    }

    [Theory]
    [InlineData("PDMAEMA_3wt.dat")]
    [InlineData("Rlm45aCDY2Z1_h1.txt")]
    public void The_NanoDSC_files_give_their_scans(string name)
    {
        var (read, golden) = Read("ta-nanodsc", name);

        Assert.Equal(golden.GetProperty("scans").GetArrayLength(), read.Runs.Count);
        foreach (var (scan, run) in golden.GetProperty("scans").EnumerateArray().Zip(read.Runs))
        {
            Assert.Equal("scan " + run.Header[0].Raw, scan.GetProperty("title").GetString());
            Assert.Equal(scan.GetProperty("n").GetInt32(), run.Signals[0].X.Length);
            Assert.Equal(scan.GetProperty("cols").GetArrayLength(), run.Signals.SelectMany(s => new[] { s.X, s.Y }).Distinct().Count());
            double[] first = [run.Signals[0].X.Span[0], run.Signals[0].Y.Span[0], Signal(run, "temp").X.Span[0]];
            var written = scan.GetProperty("first").EnumerateArray().Select(v => v.GetString()!);
            Assert.Equal(written.Select(v => double.Parse(v, CultureInfo.InvariantCulture)), first);
        }
    }

    private static void AssertSame(JsonElement golden, ReadOnlyMemory<double> values)
    {
        Collected.AssertFigures(golden, values.Span);
    }

    private static Signal Signal(InstrumentRun run, string name) => Assert.Single(run.Signals, s => s.Name == name);

    private static (ReadOutcome.Read Read, JsonElement Golden) Read(string folder, string name)
    {
        var path = $"dsc/{folder}/{name}";
        return (Collected.Outcome(path), Collected.Golden("text", path)!.Value.GetProperty("expected"));
    }
}
