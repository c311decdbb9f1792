using System.Globalization;
using System.Text.Json;
using Lims.Contracts.Readings;

namespace Lims.Tests.Adapters;

/// <summary>The chromatographs' text and XML files of the collection.</summary>
public sealed class ChromatographyFamily : CollectedFamily
{
    public override IReadOnlyList<MustRead> Read { get; } =
    [
        new("gc/agilent-chemstation/*/Report.TXT", "agilent-chemstation-report"), new("hplc/agilent-chemstation/*Report.TXT", "agilent-chemstation-report"),
        new("gc/agilent-chemstation/*/REPORT0*.CSV", "agilent-chemstation-csv"), new("gc/agilent-chemstation/V181-Result.xml", "agilent-chemstation-xml"),
        new("hplc/agilent-openlab-csv/*.CSV", "agilent-trace-csv"), new("hplc/agilent-empalc/*.csv", "agilent-openlab-sequence"), new("hplc/agilent-openlab-rdl/*.txt", "agilent-openlab-boxes"),
        new("hplc/agilent-openlab-rslt/*.rslt", "agilent-openlab-results"), new("hplc/shimadzu-labsolutions/Output*.txt", "shimadzu-ascii"), new("hplc/shimadzu-labsolutions/multi*.txt", "shimadzu-ascii"),
        new("gc/shimadzu-gcsolution/*.txt", "shimadzu-ascii"), new("gcms/shimadzu-gcmssolution/QP2010.txt", "shimadzu-ascii"), new("hplc/shimadzu-labsolutions/shimadzu*.txt", "shimadzu-batch-summary"),
        new("lcms/shimadzu-labsolutions/*.txt", "shimadzu-batch-summary"), new("hplc/thermo-chromeleon/*.txt", "chromeleon-text"), new("hplc/waters-empower/*.arw", "empower-arw"),
        new("gc/ezchrom-asc/*.asc", "ezchrom-asc"), new("hplc/shimadzu-asc/*.asc", "ezchrom-asc"), new("hplc/perkinelmer-totalchrom/*.TX0", "totalchrom-tx0"),
        new("gcms/agilent-chemstation/*/RESULTS.CSV", "agilent-msd-results"), new("gcms/agilent-chemstation/*/rteres.txt", "agilent-msd-report"), new("gcms/agilent-chemstation/*/tic_front.*", "agilent-msd-trace"),
        new("gc/agilent-chromtab/*.CSV", "agilent-msd-trace"), new("gcms/agilent-masshunter/*.csv", "masshunter-quantitative"), new("gcms/amdis-elu/*.ELU", "amdis-elu"),
        new("gcms/nist-search-results/*.TXT", "nist-search-results"), new("gc/inficon-fusion/*.csv", "inficon-fusion-csv"), new("gc/inficon-fusion/*.json", "inficon-fusion-json"),
        new("gcms/animl/*.animl", "animl"), new("**/*.gaml", "gaml"), new("hplc/allotrope-asm/*.json", "allotrope-asm"),
    ];

    public override IReadOnlyList<MustRefuse> Refused { get; } = [new("gcms/shimadzu-gcmssolution/shimadzu.gcms.tq8030.txt", RefusalCode.Unsupported)];
}

/// <summary>What the collected chromatography files hold, against figures that another program took from them.</summary>
public class CollectedChromatography
{
    [Fact]
    public void Report_text_gives_every_printed_peak_of_every_signal()
    {
        var peaks = 0;
        foreach (var path in Collected.Matching("**/*Report.TXT"))
        {
            if (Collected.Golden("text", path) is not { } golden) continue;
            var run = Assert.Single(Collected.Outcome(path).Runs);
            Assert.Equal(golden.GetProperty("expected").GetProperty("keys").GetProperty("Sample Name").GetString(), run.SampleName);
            var rows = golden.GetProperty("expected").GetProperty("signals").EnumerateArray()
                .SelectMany(signal => signal.GetProperty("peaks").EnumerateArray().Select(row => (Signal: signal.GetProperty("desc").GetString()!.TrimEnd(' ', ','), Cells: Texts(row)))).ToList();
            Assert.Equal(rows.Count, run.Peaks.Count);
            foreach (var (row, peak) in rows.Zip(run.Peaks))
            {
                Assert.Equal(row.Signal, peak.Signal);
                Assert.Equal(row.Cells[0], peak.Number?.ToString(CultureInfo.InvariantCulture));
                Assert.Equal([row.Cells[1], row.Cells[4], row.Cells[5], row.Cells[6]], [peak.RetentionTime!.Value.Text, peak.Area!.Value.Text, peak.Height!.Value.Text, peak.AreaPercent!.Value.Text]);
                peaks++;
            }
        }
        Assert.True(peaks > 120, $"Only {peaks} peaks were compared.");
    }

    [Fact]
    public void Report_CSV_gives_the_peaks_of_the_printed_report_with_all_digits()
    {
        foreach (var folder in new[] { "001F0103.D", "001F0104.D" })
        {
            var printed = Collected.Outcome($"gc/agilent-chemstation/{folder}/Report.TXT").Runs[0];
            var stored = Collected.Outcome($"gc/agilent-chemstation/{folder}/Report00.CSV").Runs[0];

            Assert.Equal((printed.SampleName, printed.MeasuredAt!.Local), (stored.SampleName, stored.MeasuredAt!.Local));
            Assert.Equal(printed.Peaks.Select(peak => (peak.Number, peak.Signal)), stored.Peaks.Select(peak => (peak.Number, peak.Signal)));
            foreach (var (one, other) in printed.Peaks.Zip(stored.Peaks)) Assert.Equal(one.Area!.Value.Value, other.Area!.Value.Value, 1e-5 * one.Area.Value.Value);
        }
    }

    [Fact]
    public void Shimadzu_sections_give_their_rows_and_points()
    {
        var (traces, tables) = (0, 0);
        foreach (var path in Collected.Matching("**/*.txt").Where(path => path.StartsWith("hplc/shimadzu-labsolutions/", StringComparison.Ordinal) || path.StartsWith("gc/shimadzu-gcsolution/", StringComparison.Ordinal)))
        {
            if (Collected.Golden("text", path) is not { } golden || !golden.GetProperty("expected").TryGetProperty("sections", out var sections)) continue;
            var run = Assert.Single(Collected.Outcome(path).Runs);
            foreach (var section in sections.EnumerateArray())
            {
                var name = section.GetProperty("name").GetString()!;
                var detail = name.Contains('(', StringComparison.Ordinal) ? name[(name.IndexOf('(', StringComparison.Ordinal) + 1)..].TrimEnd(')') : "";
                if (section.TryGetProperty("x", out var x))
                {
                    var signal = Assert.Single(run.Signals, signal => signal.Name == detail);
                    Collected.AssertFigures(x, signal.X.Span);
                    var factor = section.GetProperty("keys").TryGetProperty("Intensity Multiplier", out var multiplier) ? double.Parse(multiplier.GetString()!, CultureInfo.InvariantCulture) : 1;
                    Collected.AssertFigures(section.GetProperty("y_raw"), signal.Y.ToArray().Select(value => value / factor).ToArray());
                    traces++;
                }
                else if (name.StartsWith("Peak Table", StringComparison.Ordinal))
                {
                    Assert.Equal(section.GetProperty("declared").GetInt32(), run.Peaks.Count(peak => peak.Signal == detail));
                    if (!section.TryGetProperty("last_row", out var row)) continue;
                    var last = run.Peaks.Last(peak => peak.Signal == detail);
                    Assert.Equal([Text(row, "R.Time"), Text(row, "Area"), Text(row, "Height")], [last.RetentionTime!.Value.Text, last.Area!.Value.Text, last.Height!.Value.Text]);
                    tables++;
                }
            }
        }
        Assert.True(traces >= 20 && tables >= 6, $"Only {traces} traces and {tables} tables were compared.");
    }

    [Fact]
    public void A_compound_that_was_not_found_is_not_detected_and_has_no_number()
    {
        var quantified = Collected.Outcome("gcms/shimadzu-gcmssolution/QP2010.txt").Runs[0];
        Assert.Equal(["Geraniol", "Guaiol", "Caryophyllene oxide"], quantified.Readings.Where(reading => reading.Qualifier == Qualifier.NotDetected).Select(reading => reading.Name));
        Assert.All(quantified.Readings.Where(reading => reading.Qualifier == Qualifier.NotDetected), reading => Assert.Null(reading.Value));
        Assert.Equal(20, quantified.Peaks.Count);

        var sugars = Collected.Outcome("hplc/shimadzu-labsolutions/multichannel_chrom.txt").Runs[0];
        Assert.Equal("Formate", Assert.Single(sugars.Readings, reading => reading.Qualifier == Qualifier.NotDetected).Name);

        var missing = Collected.Outcome("hplc/perkinelmer-totalchrom/EXP-24-AK6145_a_001.TX0").Runs[0];
        Assert.Equal(["Ethyl butyrate", "Butyric acid"], missing.Readings.Select(reading => reading.Name));
        Assert.All(missing.Readings, reading => Assert.Equal((Qualifier.NotDetected, (decimal?)null), (reading.Qualifier, reading.Value)));
    }

    [Fact]
    public void Results_and_printed_report_of_MSD_ChemStation_hold_the_same_peaks()
    {
        var runs = 0;
        foreach (var path in Collected.Matching("gcms/agilent-chemstation/*/RESULTS.CSV"))
        {
            var stored = Collected.Outcome(path).Runs[0];
            var printed = Collected.Outcome(path.Replace("RESULTS.CSV", "rteres.txt", StringComparison.Ordinal));

            Assert.Equal(stored.Peaks.Select(peak => (peak.Number, peak.RetentionTime!.Value.Value, peak.Area!.Value.Value, peak.Height!.Value.Value)), printed.Runs[0].Peaks.Select(peak => (peak.Number, peak.RetentionTime!.Value.Value, peak.Area!.Value.Value, peak.Height!.Value.Value)));
            Assert.DoesNotContain(printed.Runs[0].Warnings, warning => warning.Code == WarningCode.SumDiffers);
            runs++;
        }
        Assert.True(runs >= 3);
    }

    [Fact]
    public void Declared_counts_sums_and_extremes_hold_for_the_traces()
    {
        foreach (var path in Collected.Matching("hplc/thermo-chromeleon/*.txt").Concat(Collected.Matching("**/*.asc")).Concat(Collected.Matching("hplc/perkinelmer-totalchrom/*.TX0")).Concat(Collected.Matching("hplc/agilent-openlab-rdl/*.txt")))
        {
            var read = Collected.Outcome(path);
            Assert.DoesNotContain(read.Warnings.Concat(read.Runs.SelectMany(run => run.Warnings)), warning => warning.Code is WarningCode.CountDiffers or WarningCode.SumDiffers or WarningCode.MayBeCut);
        }
    }

    private static string[] Texts(JsonElement row) => [.. row.EnumerateArray().Select(cell => cell.GetString()!.Trim())];

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();
}
