using System.Text;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.TableProfile;

namespace Lims.Tests.Adapters;

public class MappingProfiles
{
    private const string Table = "Sample,Fe,Note\nA1,0.51,x\nA2,<LOD,\nAverage,0.51,\n";
    private const string Sound = """
        { "format": 1, "name": "Iron", "version": "1", "technique": "XRF", "sample": { "name": "Sample" }, "readings": [ { "column": "Fe", "unit": "mg/kg" } ],
          "test": { "file": "iron.csv", "expect": [ { "sample": "A1", "analyte": "Fe", "text": "0.51", "value": "0.51", "unit": "mg/kg" }, { "sample": "A2", "analyte": "Fe", "text": "<LOD" } ] } }
        """;

    [Fact]
    public void A_profile_that_gives_the_values_of_its_sample_file_holds()
    {
        Assert.Empty(Differences(Sound));
    }

    [Theory]
    [InlineData("\"text\": \"0.51\", \"value\": \"0.51\"", "\"text\": \"0.51\", \"value\": \"0.52\"", "Expected Fe of A1 to be '0.51' = 0.52 mg/kg, found '0.51' = 0.51 mg/kg.")]
    [InlineData("\"sample\": \"A1\"", "\"sample\": \"A9\"", "Expected Fe of A9, found none.")]
    [InlineData("iron.csv", "../iron.csv", "Expected the sample file '../iron.csv' beside the profile, found none.")]
    [InlineData("\"column\": \"Fe\"", "\"column\": \"Cu\"", "'Cu'")]
    [InlineData("\"format\": 1", "\"format\": 2", "Expected a mapping profile of format 1, found format 2.")]
    [InlineData("\"technique\"", "\"technik\"", "technik")]
    public void A_profile_that_does_not_is_told_where_it_fails(string from, string to, string told)
    {
        Assert.Contains(Differences(Sound.Replace(from, to, StringComparison.Ordinal)), difference => difference.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public void Statistics_are_no_samples_and_columns_without_a_place_are_listed()
    {
        var read = Assert.IsType<ReadOutcome.Read>(Read(Table));

        Assert.Equal(["A1", "A2"], read.Runs.Select(run => run.SampleName));
        Assert.Equal((Qualifier.BelowLimit, (decimal?)null), (read.Runs[1].Readings[0].Qualifier, read.Runs[1].Readings[0].Value));
        Assert.Equal(["Note"], read.Ignored);
    }

    [Theory]
    [InlineData("Sample,Fe,Fe\nA1,1.5,2\n", "found it in columns 2 and 3")]
    [InlineData("Sample,Fe\nA1,1.5,2\n", "has no heading")]
    [InlineData("Sample,Fe\n,1.5\n", "Expected a sample in line 2")]
    [InlineData("Sample;Fe\nA1;1.234\n", "it may group thousands")]
    public void What_a_table_leaves_open_is_refused(string table, string reason)
    {
        Assert.Contains(reason, Assert.IsType<ReadOutcome.Refused>(Read(table)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_profile_a_table_is_refused()
    {
        Assert.Contains("--profile", Assert.IsType<ReadOutcome.Refused>(new TableProfileReader().Read(Encoding.UTF8.GetBytes(Table), ReadOptions.Default, TestContext.Current.CancellationToken)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_in_rows_are_gathered_by_sample()
    {
        const string profile = """{ "format": 1, "name": "Long", "version": "1", "sample": { "id": "Lab" }, "results": { "analyte": "Element", "value": "Result", "unit": "Unit" } }""";
        var read = Assert.IsType<ReadOutcome.Read>(new TableProfileReader().Read("Lab\tElement\tResult\tUnit\n7\tFe\t1.5\t%\n7\tCu\tND\tppm\n8\tFe\t2.5\t%\n"u8.ToArray(), new ReadOptions { Profile = profile }, TestContext.Current.CancellationToken));

        Assert.Equal(["7: Fe=1.5 %, Cu=ND [ppm]", "8: Fe=2.5 %"], read.Runs.Select(run => $"{run.SampleId}: {string.Join(", ", run.Readings.Select(reading => $"{reading.Name}={reading.Raw} {reading.Unit}"))}"));
    }

    private static IReadOnlyList<string> Differences(string profile) =>
        ProfileTest.Differences(profile, name => name == "iron.csv" ? Encoding.UTF8.GetBytes(Table) : null, TestContext.Current.CancellationToken);

    private static ReadOutcome Read(string table) => new TableProfileReader().Read(Encoding.UTF8.GetBytes(table), new ReadOptions { Profile = Sound }, TestContext.Current.CancellationToken);
}
