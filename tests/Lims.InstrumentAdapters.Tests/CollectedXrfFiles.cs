using System.Globalization;
using System.Text.Json;
using Lims.Contracts.Readings;

namespace Lims.Tests.Adapters;

/// <summary>The X-ray fluorescence files of the collection.</summary>
public sealed class XrfFamily : CollectedFamily
{
    public override IReadOnlyList<MustRead> Read { get; } =
    [
        new("xrf/panalytical-omnian/*.csv", "panalytical-superq-csv"), new("xrf/panalytical-epsilon/*.txt", "panalytical-epsilon-table"),
        new("xrf/panalytical-mp2/*.mp2", "panalytical-mp2-spectrum"), new("xrf/rigaku-supermini/*.csv", "rigaku-zsx-csv"),
        new("xrf/bruker-s8tiger/*.csv", "bruker-spectraplus-csv"), new("xrf/bruker-s1pxrf-tracer/blackdiamond.csv", "bruker-s1pxrf-csv"),
        new("xrf/bruker-spx/*.spx", "bruker-spx"), new("xrf/olympus-vanta/*.csv", "olympus-vanta-csv"), new("xrf/olympus-delta/*.csv", "olympus-delta-spectra"),
        new("xrf/emsa-mas/*.msa", "emsa-mas"), new("xrf/pymca-spec-mca/*.mca", "mca-column-text"),
    ];

    /// <summary>A table that another program made of a spectrum is no export of the instrument.</summary>
    public override IReadOnlyList<MustRefuse> Refused { get; } = [new("xrf/bruker-s1pxrf-tracer/blackdiamondmelt.csv", RefusalCode.NotRecognised)];
}

/// <summary>Real XRF exports against figures taken from them by another program.</summary>
public class CollectedXrfFiles
{
    [Theory, InlineData("axios_00.csv"), InlineData("axios_02.csv"), InlineData("axios_03.csv")]
    public void An_Omnian_report_gives_its_concentrations(string name)
    {
        var (read, golden) = Read("xrf/panalytical-omnian/" + name);
        var run = Assert.Single(read.Runs);

        AssertValues(golden.GetProperty("results"), run);
        Assert.Equal("Quantification of sample " + run.SampleName, golden.GetProperty("title").GetString());
        Assert.All(golden.GetProperty("keys").EnumerateObject(), key => Assert.Contains(run.Header, entry => entry.Key == key.Name && entry.Raw == key.Value.GetString()));
        Assert.All(run.Readings, reading => Assert.Equal("%", reading.Unit));
    }

    [Fact]
    public void An_Omnian_table_of_many_samples_gives_each_and_keeps_empty_cells_missing()
    {
        var (read, golden) = Read("xrf/panalytical-omnian/axios_multi_00.csv");

        Assert.Equal(4, read.Runs.Count);
        foreach (var (sample, run) in golden.GetProperty("results").EnumerateArray().Zip(read.Runs))
        {
            Assert.Equal(sample.GetProperty("sample").GetString(), run.SampleName);
            AssertValues(sample.GetProperty("values"), run);
        }
        Assert.Equal(Qualifier.Missing, read.Runs[0].Readings.Single(reading => reading.Name == "Au").Qualifier);
        Assert.Contains(read.Runs[0].Warnings, warning => warning.Code == "name-may-be-cut");
    }

    [Fact]
    public void An_Epsilon_table_gives_unit_and_intensities_of_each_cell()
    {
        var (read, golden) = Read("xrf/panalytical-epsilon/panalytical_test.txt");

        Assert.Equal(golden.GetProperty("idents").EnumerateArray().Select(ident => ident.GetString()), read.Runs.Select(run => run.SampleName));
        Assert.Equal(golden.GetProperty("elements").EnumerateArray().Select(element => element.GetString()), read.Runs[0].Readings.Select(reading => reading.Name));
        var first = golden.GetProperty("first");
        foreach (var reading in read.Runs[0].Readings.Take(4))
        {
            Assert.Equal(first.GetProperty(reading.Name + ".C").GetString(), reading.Raw);
            Assert.Equal(first.GetProperty(reading.Name + ".Inet").GetString(), reading.More.Single(more => more.Key == "Inet").Raw);
            Assert.Equal("[ppm]", reading.Unit);
        }
        Assert.Equal(new DateTime(2019, 1, 10, 14, 45, 47), read.Runs[0].MeasuredAt!.Local);
    }

    [Fact]
    public void A_Rigaku_table_gives_its_samples_and_no_statistics()
    {
        var (read, golden) = Read("xrf/rigaku-supermini/BOG.csv");

        Assert.Equal(["BOG652", "BOG651", "BOG653", "AMIS0299"], read.Runs.Select(run => run.SampleName));
        foreach (var value in golden.GetProperty("first").GetProperty("values").EnumerateObject())
        {
            var reading = read.Runs[0].Readings.Single(one => one.Name == value.Name);
            Assert.Equal(value.Value[0].GetDecimal(), reading.Value);
            Assert.Equal(value.Value[1].GetString() == "ppm" ? "[ppm]" : "%{mass}", reading.Unit);
        }
        Assert.Equal(-239m, read.Runs[0].Readings.Single(reading => reading.Name == "Nb").Value);
    }

    [Fact]
    public void A_SPECTRAplus_table_takes_what_was_not_detected_for_no_value()
    {
        var (read, golden) = Read("xrf/bruker-s8tiger/DU-0001.csv");

        foreach (var (row, reading) in golden.GetProperty("rows").EnumerateArray().Zip(Assert.Single(read.Runs).Readings))
        {
            Assert.Equal(row.GetProperty("formula").GetString(), reading.Name);
            Assert.Equal(row.GetProperty("raw").GetString(), reading.Raw);
            Assert.Equal(row.GetProperty("unit").GetString() == "%" ? "%" : "[ppm]", reading.Unit);
            var detected = row.GetProperty("status").GetString() != "Not detected";
            Assert.Equal(detected ? row.GetProperty("value").GetDecimal() : null, reading.Value);
            Assert.Equal(detected ? Qualifier.None : Qualifier.NotDetected, reading.Qualifier);
        }
        Assert.Equal(466.4m, read.Runs[0].Readings.Single(reading => reading.Name == "Na2O").Limit);
    }

    [Fact]
    public void A_Vanta_table_gives_the_limit_of_detection_where_there_is_no_value()
    {
        var (read, golden) = Read("xrf/olympus-vanta/xrf_export_combined_2022-05-17.csv");

        Assert.Equal(golden.GetProperty("readings").GetInt32(), read.Runs.Count);
        foreach (var (part, run) in new[] { ("first", read.Runs[0]), ("last", read.Runs[^1]) })
        {
            AssertValues(golden.GetProperty(part).GetProperty("values"), run);
            Assert.Equal(golden.GetProperty(part).GetProperty("lod").EnumerateArray().Select(name => name.GetString()).Order(StringComparer.Ordinal),
                run.Readings.Where(reading => reading.Qualifier == Qualifier.BelowLimit).Select(reading => reading.Name).Order(StringComparer.Ordinal));
        }
        Assert.Equal(16416m, read.Runs[0].Readings[0].Limit);
        Assert.Equal(("fb3", "1"), (read.Runs[0].SampleName, read.Runs[0].SampleId));
    }

    [Fact]
    public void The_older_Vanta_table_keeps_readings_without_values()
    {
        var (read, golden) = Read("xrf/olympus-vanta/olympus_vanta_test.csv");

        Assert.Equal(16, read.Runs.Count);
        AssertValues(golden.GetProperty("last").GetProperty("values"), read.Runs[^1]);
        Assert.All(read.Runs[0].Readings, reading => Assert.Equal(Qualifier.Missing, reading.Qualifier));
    }

    [Fact]
    public void Delta_spectra_give_the_sum_of_each_exposure()
    {
        var (read, golden) = Read("xrf/olympus-delta/Spectra_05_01_21.csv");

        Assert.Equal(golden.GetProperty("sums").EnumerateArray().Select(sum => sum.GetDouble()), read.Runs.Select(run => Sum(run.Signals[0].Y)));
        Assert.Equal(-0.015563 + (0.020049 * 2047), read.Runs[0].Signals[0].X.Span[^1], 12);
    }

    [Theory, InlineData("Panalytical_2017-08-1632-Omnian2.mp2"), InlineData("Panalytical_2017-08-1634-Omnian3.mp2")]
    public void An_Epsilon_spectrum_gives_its_keys_and_channels(string name)
    {
        var (read, golden) = Read("xrf/panalytical-mp2/" + name);
        var run = Assert.Single(read.Runs);

        Assert.All(golden.GetProperty("keys").EnumerateObject(), key => Assert.Contains(run.Header, entry => entry.Key == key.Name && entry.Raw == key.Value.GetString()));
        Assert.Equal(["Counts", "Background", "Fit"], run.Signals.Select(signal => signal.Name));
        Assert.All(run.Signals, signal => Assert.Equal(4096, signal.Y.Length));
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public void A_Tracer_spectrum_and_an_spx_give_their_counts()
    {
        var (tracer, counts) = Read("xrf/bruker-s1pxrf-tracer/blackdiamond.csv");
        Collected.AssertFigures(counts.GetProperty("counts"), tracer.Runs[0].Signals[0].Y.Span);
        Assert.Equal(2047 * 20.0609, tracer.Runs[0].Signals[0].X.Span[^1], 9);

        var (spx, golden) = Read("xrf/bruker-spx/bruker_nano.spx");
        Collected.AssertFigures(golden.GetProperty("spectra")[0].GetProperty("counts"), spx.Runs[0].Signals[0].Y.Span);
        Assert.Equal(-0.238925 + (0.0025 * 4095), spx.Runs[0].Signals[0].X.Span[^1], 12);
        Assert.Equal(("Chalcopyrite", new DateTime(2018, 3, 2, 13, 53, 4)), (spx.Runs[0].SampleName, spx.Runs[0].MeasuredAt!.Local));
        Assert.Equal(["S", "Fe", "Cu"], spx.Runs[0].Readings.Select(reading => reading.Name));
    }

    [Fact]
    public void An_EMSA_file_gives_its_points_and_flags_a_wrong_number_of_them()
    {
        foreach (var path in Collected.Matching("xrf/emsa-mas/*.msa"))
        {
            var (read, golden) = Read(path);
            var signal = Assert.Single(Assert.Single(read.Runs).Signals);
            Collected.AssertFigures(golden.GetProperty("y"), signal.Y.Span);
            if (golden.GetProperty("x").ValueKind == JsonValueKind.Object) Collected.AssertFigures(golden.GetProperty("x"), signal.X.Span);
            var declared = double.Parse(golden.GetProperty("npoints_declared").GetString()!, CultureInfo.InvariantCulture);
            Assert.Equal(declared != golden.GetProperty("points").GetInt32(), read.Runs[0].Warnings.Any(warning => warning.Code == WarningCode.CountDiffers));
        }
    }

    [Fact]
    public void A_column_of_counts_gives_its_channels()
    {
        var (read, golden) = Read("xrf/pymca-spec-mca/XRFSpectrum.mca");

        Collected.AssertFigures(golden.GetProperty("counts"), Assert.Single(read.Runs).Signals[0].Y.Span);
    }

    private static (ReadOutcome.Read Read, JsonElement Golden) Read(string path) => (Collected.Outcome(path), Collected.Golden("text", path)!.Value.GetProperty("expected"));

    /// <summary>Every golden value is a reading's value, and every reading with a value is among them.</summary>
    private static void AssertValues(JsonElement golden, InstrumentRun run) => Assert.Equal(
        golden.EnumerateObject().Select(value => (value.Name, value.Value.GetDecimal())).Order(),
        run.Readings.Where(reading => reading.Value is not null).Select(reading => (reading.Name, reading.Value!.Value)).Order());

    private static double Sum(ReadOnlyMemory<double> values)
    {
        var sum = 0.0;
        foreach (var value in values.Span) sum += value;
        return sum;
    }
}
