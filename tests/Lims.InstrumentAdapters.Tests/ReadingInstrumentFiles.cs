using System.Globalization;
using System.Text;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters;
using Lims.InstrumentAdapters.TaInstruments;
using Lims.InstrumentAdapters.TaNanoDsc;

namespace Lims.Tests.Adapters;

/// <summary>The rules that all text readers share, each in the smallest file that shows it.</summary>
public class ReadingInstrumentFiles
{
    private const string Head =
        "Sample\tRice\nSize\t4.0\tmg\nExotherm\tUp\nNsig\t3\nSig1\tTime (min)\nSig2\tTemperature (°C)\nSig3\tHeat Flow (mW)\nStartOfData\n";
    private const string Mark = "-1.0\t31.0\t0.0\n";

    [Theory]
    [InlineData("\n"), InlineData("\r\n"), InlineData("\r")]
    public void Every_line_end_counts(string end)
    {
        var text = Head + "0.1\t30.0\t-0.5\n0.2\t30.5\t-0.51\n" + Mark;

        var run = Assert.Single(Read(text.Replace("\n", end, StringComparison.Ordinal)).Runs);

        Assert.Equal([-0.5, -0.51], run.Signals[0].Y.ToArray());
        Assert.Equal(new FilePlace(9), run.Signals[0].FirstPlace);
        Assert.Equal(new FilePlace(2), run.Readings[0].Place);
        Assert.Empty(run.Warnings);
    }

    [Theory]
    [InlineData("utf-8", "utf-8"), InlineData("utf-16", "utf-16le"), InlineData("utf-16BE", "utf-16be")]
    public void The_encoding_is_seen_with_and_without_its_mark(string written, string seen)
    {
        var encoding = Encoding.GetEncoding(written);
        var text = encoding.GetBytes(Head + "0.1\t30.0\t-0.5\n" + Mark);

        foreach (var file in new[] { text, [.. encoding.GetPreamble(), .. text] })
        {
            Assert.Equal(seen, AdapterSamples.Read(file).Encoding);
            Assert.Equal("Rice", AdapterSamples.Read(file).Runs[0].SampleName);
        }
    }

    [Fact]
    public void A_head_that_ends_inside_a_character_is_still_utf_8()
    {
        var head = Encoding.UTF8.GetBytes(Head + "°");

        Assert.True(new TaInstrumentsReader().Recognises(TextEncoding.HeadOf(head.AsMemory(0, head.Length - 1))));
        Assert.Equal("utf-8", TextEncoding.Of(head.AsSpan(0, head.Length - 1), isHead: true).Name);
    }

    [Theory]
    [InlineData("0.1\t30.0\t-0.5\n0.2\t30,5\t-0.5\n", 10, "decimal mark of this file is '.', as line 9 shows")]
    [InlineData("0,1\t30,0\t-0,5\n0,2\t30.5\t-0,5\n", 10, "decimal mark of this file is ',', as line 9 shows")]
    [InlineData("1,234\t30\t5\n2,468\t31\t6\n", 9, "'1,234'")]
    [InlineData("1.234\t30\t5\n2.468\t31\t6\n", 9, "'1.234'")]
    [InlineData("0.1\t50.026.184\t5\n", 9, "'50.026.184'")]
    [InlineData("0.1\t1.422,116\t5\n", 9, "'1.422,116'")]
    [InlineData("0.1\t30.0\t1.#QNAN\n", 9, "'1.#QNAN'")]
    [InlineData("0.1\t30.0\tNaN\n", 9, "'NaN'")]
    [InlineData("0.1\t30.0\t1e999\n", 9, "'1e999'")]
    [InlineData("0.1\t30.0\n", 9, "Expected exactly 3 columns in line 9, found 2: '0.1\\t30.0'")]
    [InlineData("0.1\t30.0\t5\t6\n", 9, "Expected exactly 3 columns in line 9, found 4")]
    [InlineData("0.1\t30.0\t5\n\n0.2\t31.0\t5\n", 11, "after the blank line 10")]
    [InlineData("0.1\t30.0\t-0.5", 9, "The file ends inside line 9")]
    public void What_could_be_misread_is_refused_with_its_line(string rows, int line, string reason)
    {
        var refused = Assert.IsType<ReadOutcome.Refused>(Outcome(Head + rows));

        Assert.Equal(line, refused.Place?.Line);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decimal_comma_is_read_in_the_rows_and_in_the_mass()
    {
        var run = Read(Head.Replace("4.0", "4,012", StringComparison.Ordinal) + "0,1\t1,234\t-2,5e-1\n").Runs[0];

        Assert.Equal(1.234, run.Signals[0].X.Span[0]);
        Assert.Equal(-0.25, run.Signals[0].Y.Span[0]);
        Assert.Equal(4.012m, run.Readings[0].Value);
        Assert.Equal("4,012\tmg", run.Readings[0].Raw);
    }

    [Theory]
    [InlineData("Size\t4.0\tmg\n", "", "no key Size")]
    [InlineData("4.0\tmg", "", "No sample mass")]
    [InlineData("4.0\tmg", "4.0\toz", "unit")]
    [InlineData("4.0\tmg", "0.0\tmg", "no mass was entered")]
    [InlineData("Exotherm\tUp", "Exotherm\tSideways", "direction of heat flow is unknown")]
    public void What_the_head_leaves_open_is_a_warning(string written, string instead, string warning)
    {
        var run = Read(Head.Replace(written, instead, StringComparison.Ordinal) + "0.1\t30.0\t-0.5\n" + Mark).Runs[0];

        Assert.Contains(warning, Assert.Single(run.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_mass_is_missing_and_not_zero()
    {
        var head = Head.Replace("4.0\tmg", "N/A", StringComparison.Ordinal);

        var reading = Assert.Single(Read(head + "0.1\t30.0\t-0.5\n" + Mark).Runs[0].Readings);

        Assert.Null(reading.Value);
        Assert.Equal(Qualifier.Missing, reading.Qualifier);
    }

    [Fact]
    public void Falling_time_is_a_warning() =>
        Assert.Contains("Time falls from 0.2 to 0.1", Assert.Single(Read(Head + "0.2\t30.0\t1\n0.1\t30.1\t1\n" + Mark).Runs[0].Warnings).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_copy_cut_after_a_mark_between_segments_cannot_be_told_as_the_readme_says() =>
        Assert.Empty(Read(Head + "0.1\t30.0\t-0.5\n" + Mark).Runs[0].Warnings);

    [Theory]
    [InlineData("scan 110/28/20203:56:03 PM", null, 1, "10/28/2020 3:56:03 PM", false)]
    [InlineData("scan 16/2/202112:22:58 PM", null, 1, "6/2/2021 12:22:58 PM", false)]
    [InlineData("scan 1 6/2/2021 12:22:58 PM", null, 1, "6/2/2021 12:22:58 PM", false)]
    [InlineData("scan 112/3/20213:00:00 AM", null, 1, "12/3/2021 3:00:00 AM", true)]
    [InlineData("scan 112/3/20213:00:00 AM", 10, 11, "2/3/2021 3:00:00 AM", false)]
    [InlineData("scan 1012/3/20213:00:00 AM", 9, 10, "12/3/2021 3:00:00 AM", false)]
    public void The_number_of_a_scan_is_told_from_its_date(string line, int? before, int number, string date, bool doubt)
    {
        var title = ScanTitle.Split(line, before);

        Assert.NotNull(title);
        Assert.Equal((number, date, doubt), (title.Number, title.Date, title.Doubt is not null));
    }

    [Theory]
    [InlineData("scan "), InlineData("scan one"), InlineData("scan 1//2020"), InlineData("scan 1/2"), InlineData("scan 0/0/0000 1")]
    public void A_title_that_names_no_scan_is_refused(string line) => Assert.Null(ScanTitle.Split(line, null));

    [Fact]
    public void A_file_beyond_the_limits_is_refused()
    {
        Assert.Contains("bytes: expected at most", Refusal(new byte[1_001], new() { Limits = new() { FileBytes = 1_000 } }), StringComparison.Ordinal);
        var longLine = Encoding.UTF8.GetBytes(Head + new string('1', ReadingLimits.Default.LineLength + 1) + "\n");
        Assert.Contains("longer than", Refusal(longLine), StringComparison.Ordinal);
        Assert.Contains("StartOfData", Refusal(Encoding.UTF8.GetBytes(new string('\n', 20_000))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_file_takes_a_small_multiple_of_its_size()
    {
        var text = new StringBuilder(Head);
        for (var i = 0; i < 400_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i * 0.01:F4}\t{30 + (i * 1e-4):F5}\t{-0.5:F5}\n");
        var file = Encoding.UTF8.GetBytes(text.Append(Mark).ToString());

        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = new TaInstrumentsReader().Read(file, ReadOptions.Default, TestContext.Current.CancellationToken);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(400_000, Assert.IsType<ReadOutcome.Read>(outcome).Runs[0].Signals[0].X.Length);
        Assert.True(allocated < 6L * file.Length, $"{allocated} bytes for a file of {file.Length}.");
    }

    [Fact]
    public void Reading_ends_when_it_is_cancelled()
    {
        var rows = string.Concat(Enumerable.Repeat("0.1\t30.0\t-0.5\n", 5_000));

        Assert.Throws<OperationCanceledException>(() =>
            new TaInstrumentsReader().Read(Encoding.UTF8.GetBytes(Head + rows), ReadOptions.Default, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_file_that_two_readers_recognise_goes_to_neither()
    {
        var readers = new InstrumentFileReaders([new Everything("first"), new Everything("second")]);

        Assert.Null(readers.Find("Rice"u8.ToArray(), out var refused));
        Assert.Equal(RefusalCode.SeveralReaders, refused!.Code);
        Assert.Contains("first, second", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("'Rice'", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_readers_of_one_name_are_a_mistake() =>
        Assert.Throws<ArgumentException>(() => new InstrumentFileReaders([new Everything("same"), new Everything("same")]));

    [Fact]
    public void A_reader_that_cannot_be_made_is_a_mistake_and_not_left_out() =>
        Assert.Throws<InvalidOperationException>(() => InstrumentFileReaders.Of(typeof(ReadingInstrumentFiles).Assembly));

    private static string Refusal(byte[] file, ReadOptions? options = null) =>
        Assert.IsType<ReadOutcome.Refused>(new TaInstrumentsReader().Read(file, options ?? ReadOptions.Default, TestContext.Current.CancellationToken)).Reason;

    private static ReadOutcome Outcome(string text) =>
        new TaInstrumentsReader().Read(Encoding.UTF8.GetBytes(text), ReadOptions.Default, TestContext.Current.CancellationToken);

    private static ReadOutcome.Read Read(string text) => Assert.IsType<ReadOutcome.Read>(Outcome(text));

    private sealed class Everything(string name) : InstrumentReader(name, "1", "anything", "nobody", "DSC")
    {
        public override bool Recognises(FileHead head) => true;

        protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct) =>
            new ReadOutcome.Refused("Expected nothing, found something.");
    }
}
