namespace Lims.Tests.Adapters;

public sealed class DataMsFamily : CollectedFamily
{
    public override IReadOnlyList<MustRead> Read { get; } = [new("gcms/agilent-chemstation/*/data.ms", "agilent-data-ms")];
}

public class CollectedDataMs
{
    [Theory]
    [InlineData("RAU-R505-00.D"), InlineData("RAU-R505-03.D")]
    public void The_total_intensity_is_that_which_the_software_exported(string folder)
    {
        var run = Assert.Single(Collected.Outcome($"gcms/agilent-chemstation/{folder}/data.ms").Runs);
        var golden = Collected.Golden("text", $"gcms/agilent-chemstation/{folder}/tic_front.csv")!.Value.GetProperty("expected");

        Collected.AssertFigures(golden.GetProperty("counts"), run.Signals[0].Y.Span);
        // The export has minutes of six digits.
        Assert.Equal(golden.GetProperty("time_min").GetProperty("sum").GetDouble(), run.Signals[0].X.ToArray().Sum() / 60, 0.1);
        Assert.Equal("Iris", run.Operator);
        Assert.Equal(2012, run.Spectra!.Count);
        // Intensities are rounded to 14 bits, and weak ions left out.
        for (var scan = 0; scan < run.Spectra.Count; scan++)
            Assert.Equal(run.Signals[0].Y.Span[scan], run.Spectra.IntensityOf(scan).ToArray().Sum(), Math.Max(64, run.Signals[0].Y.Span[scan] * 0.04));
    }
}
