using System.Text;
using Lims.Contracts.Readings;

namespace Lims.Tests.Adapters;

/// <summary>What a spectrometer's file does not settle is refused or flagged with its place.</summary>
public class ReadingSpectrometerFiles
{
    private const string OnlyThousands = "14/05/2024 09:12:31\nPANalytical\nQuantification of sample X,\n\n,Element,Conc.\n,,(%)\n1,Fe,\"81,250\"\n2,Cr,\"18,750\"\n";

    [Fact]
    public void A_report_whose_numbers_may_all_group_thousands_is_refused_at_the_first_of_them()
    {
        var refused = Refused(OnlyThousands, ReadOptions.Default);

        Assert.Equal((RefusalCode.AmbiguousNumber, FilePlace.InLine(7, 6)), (refused.Code, refused.Place!.Value));
        Assert.Contains("'81,250'", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_report_is_read_where_the_culture_is_named()
    {
        var read = AdapterSamples.Read(Encoding.UTF8.GetBytes(OnlyThousands), new() { Culture = "pt-BR" });

        Assert.Equal([81.250m, 18.750m], read.Runs[0].Readings.Select(reading => reading.Value!.Value));
    }

    [Fact]
    public void A_relative_deviation_that_does_not_follow_is_flagged()
    {
        var file = Text("HoribaIcp/Samples/short-report.csv").Replace(",1.85 ", ",7.85 ", StringComparison.Ordinal);

        var warning = Assert.Single(AdapterSamples.Read(Encoding.UTF8.GetBytes(file)).Runs[0].Warnings, one => one.Code == WarningCode.SumDiffers);

        Assert.Equal(6, warning.At!.Value.Line);
    }

    [Fact]
    public void A_mean_that_does_not_follow_from_its_replicates_is_flagged()
    {
        var file = Text("ShimadzuIcpe/Samples/water.txt").Replace("\t12.100\t0.3000", "\t21.100\t0.3000", StringComparison.Ordinal);

        Assert.Contains(AdapterSamples.Read(Encoding.UTF8.GetBytes(file)).Runs[1].Warnings, one => one is { Code: WarningCode.SumDiffers, At.Line: 3 });
    }

    [Fact]
    public void Channels_that_are_fewer_than_declared_are_flagged()
    {
        var file = Text("McaText/Samples/maestro.spe").Replace("0 23", "0 31", StringComparison.Ordinal);

        var warning = Assert.Single(AdapterSamples.Read(Encoding.UTF8.GetBytes(file)).Runs[0].Warnings, one => one.Code == WarningCode.CountDiffers);

        Assert.Contains("32", warning.Message, StringComparison.Ordinal);
        Assert.Equal(10, warning.At!.Value.Line);
    }

    [Fact]
    public void A_signal_file_of_another_version_is_refused_as_not_supported()
    {
        var file = AdapterSamples.Bytes("AgilentChemStationData/Samples/fid.ch");
        "179"u8.CopyTo(file.AsSpan(1));

        var outcome = AdapterSamples.ReaderOf(file).Read(file, ReadOptions.Default, TestContext.Current.CancellationToken);

        var refused = Assert.IsType<ReadOutcome.Refused>(outcome);
        Assert.Equal(RefusalCode.Unsupported, refused.Code);
        Assert.Contains("'179'", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scan_that_stands_elsewhere_than_the_directory_says_is_refused()
    {
        var file = AdapterSamples.Bytes("AgilentChemStationData/Samples/phthalate.ms");
        file[^((12 * 5) - 3)]++;

        var outcome = AdapterSamples.ReaderOf(file).Read(file, ReadOptions.Default, TestContext.Current.CancellationToken);

        Assert.Contains("scan 8", Assert.IsType<ReadOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
    }

    [Theory, InlineData("03-OCT-2024 14:05:10", 3), InlineData("Mon Oct 21 13:08:10 2024", 21), InlineData("14-AUG-2024", 14)]
    public void Months_in_capitals_and_a_clock_before_the_year_are_read(string written, int day) =>
        Assert.Equal(day, new InstrumentAdapters.FileDates(dayFirst: true).Read(written)!.Local.Day);

    private static string Text(string sample) => Encoding.UTF8.GetString(AdapterSamples.Bytes(sample));

    private static ReadOutcome.Refused Refused(string file, ReadOptions options)
    {
        var bytes = Encoding.UTF8.GetBytes(file);
        return Assert.IsType<ReadOutcome.Refused>(AdapterSamples.ReaderOf(bytes).Read(bytes, options, TestContext.Current.CancellationToken));
    }
}
