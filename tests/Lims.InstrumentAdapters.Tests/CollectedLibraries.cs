namespace Lims.Tests.Adapters;

public sealed class LibraryFamily : CollectedFamily
{
    public override IReadOnlyList<MustRead> Read { get; } =
        [new("gcms/nist-msp/*", "nist-msp"), new("gcms/amdis-msl/*", "amdis-msl"), new("gcms/cms/*", "amdis-msl"), new("lcms-gcms/mgf/*", "mascot-mgf")];
}

public class CollectedLibraries
{
    [Fact]
    public void Every_record_has_the_name_peaks_and_sums_of_its_golden_file()
    {
        var records = 0;
        foreach (var path in Collected.WithGolden("text").Where(path => path.StartsWith("gcms/nist-msp/", StringComparison.Ordinal) || path.StartsWith("gcms/amdis-msl/", StringComparison.Ordinal) || path.StartsWith("gcms/cms/", StringComparison.Ordinal)))
        {
            var golden = Collected.Golden("text", path)!.Value.GetProperty("expected");
            var runs = Collected.Outcome(path).Runs;
            Assert.True(golden.GetProperty("records").GetInt32() == runs.Count, path);
            foreach (var (want, run) in golden.GetProperty("spectra").EnumerateArray().Zip(runs))
            {
                records++;
                // Names may go on behind a zero character.
                Assert.Equal(want.GetProperty("name").GetString()!.Split('\0')[0], run.SampleName);
                Assert.Equal(want.GetProperty("read").GetInt32(), run.Spectra!.Mz.Length);
                Assert.Equal(want.GetProperty("mz_sum").GetDouble(), run.Spectra.Mz.ToArray().Sum(), 1e-6);
                Assert.Equal(want.GetProperty("int_max").GetDouble(), run.Spectra.Intensity.ToArray().Max(), 1e-9);
                Assert.Equal(want.GetProperty("declared").GetInt32() != want.GetProperty("read").GetInt32(), run.Warnings.Any(warning => warning.Code == "count-differs"));
            }
        }
        Assert.True(records > 30, $"{records} records");
    }
}
