using System.Globalization;
using System.Text;
using CsCheck;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters;

namespace Lims.Tests.Adapters;

/// <summary>Numbers, values and dates in the ways instruments write them.</summary>
public class NumbersAndDatesOfFiles
{
    [Theory]
    [InlineData("06 Jun 24  03:37 pm", "2024-06-06T15:37:00")]
    [InlineData("7/24/2023 9:37:10 PM", "2023-07-24T21:37:10")]
    [InlineData("24-Jul-23, 21:37:10", "2023-07-24T21:37:10")]
    [InlineData("Thu Jun 06 16:31:17 2024", "2024-06-06T16:31:17")]
    [InlineData("Thu Mar 28 10:10:00 CET 2013", "2013-03-28T10:10:00")]
    [InlineData("21.2.2012. 11:59:07", "2012-02-21T11:59:07")]
    [InlineData("26.05.2017 17:48:24", "2017-05-26T17:48:24")]
    [InlineData("15/12/2014 7:23:34 PM", "2014-12-15T19:23:34")]
    [InlineData("2015/03/31 14:33", "2015-03-31T14:33:00")]
    [InlineData("10.03.2015  18:52", "2015-03-10T18:52:00")]
    [InlineData("19930831134627", "1993-08-31T13:46:27")]
    [InlineData("01-OCT-1991", "1991-10-01T00:00:00")]
    [InlineData("Tuesday 23 August 2022 13:08:05", "2022-08-23T13:08:05")]
    [InlineData("Oct 30 2015  12:35:09 am", "2015-10-30T00:35:09")]
    [InlineData("2007-06-27T15:23:45.00035", "2007-06-27T15:23:45.00035")]
    public void A_date_is_read_and_is_certain(string written, string expected)
    {
        var time = new FileDates(dayFirst: true).Read(written);

        Assert.Equal(DateTime.Parse(expected, CultureInfo.InvariantCulture), time?.Local);
        Assert.False(time!.Ambiguous);
        Assert.Null(time.Offset);
    }

    [Theory]
    [InlineData("2022-08-05 15:50:21+02:00", 2), InlineData("20231029185100+0100", 1), InlineData("2026-06-09T08:15:00Z", 0), InlineData("19890509151703-0800", -8)]
    public void An_offset_is_kept(string written, int hours) => Assert.Equal(TimeSpan.FromHours(hours), new FileDates(dayFirst: true).Read(written)?.Offset);

    [Theory]
    [InlineData("09-10-2024 15:38:24"), InlineData("6/2/2021 12:22:58 PM"), InlineData("03/04/05")]
    public void A_date_whose_day_and_month_may_be_exchanged_is_flagged_until_somebody_decides(string written)
    {
        var open = new FileDates(dayFirst: true).Read(written);
        var american = new FileDates(dayFirst: true, new ReadOptions { Culture = "en-US" }).Read(written);
        var witnessed = new FileDates(dayFirst: true);
        witnessed.See("12/31/2024");

        Assert.True(open!.Ambiguous);
        Assert.False(american!.Ambiguous);
        Assert.Equal((open.Local.Day, open.Local.Month), (american.Local.Month, american.Local.Day));
        Assert.Equal(american.Local, witnessed.Read(written)!.Local);
    }

    [Theory]
    [InlineData("31/02/2024 10:00"), InlineData("12:00"), InlineData("2024-13-01"), InlineData("yesterday"), InlineData("1/2"), InlineData("10:61 1/1/2024")]
    public void What_is_no_date_is_none(string written) => Assert.Null(new FileDates(dayFirst: true).Read(written));

    [Fact]
    public void A_number_reads_to_the_nearest_double_whatever_its_mark() => Gen.Double.Where(double.IsFinite).Sample(value =>
    {
        foreach (var format in new[] { "R", "E16", "E4", "G7" })
        {
            var text = value.ToString(format, CultureInfo.InvariantCulture);
            if (text.Length > 60) continue;
            Assert.True(NumberText.TryParse(text, '.', out double point) && NumberText.TryParse(text.Replace('.', ','), ',', out double comma) && point == comma);
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), point);
        }
    });

    [Theory]
    [InlineData("2.0 E-06", 2e-6), InlineData("4.44061e+008", 4.44061e8), InlineData(" .5", 0.5), InlineData("-.8", -0.8), InlineData("5.", 5), InlineData("+12", 12), InlineData("00.008333333", 0.008333333)]
    public void Unusual_numbers_are_numbers(string text, double expected)
    {
        Assert.True(NumberText.TryParse(text, '.', out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("1e-30"), InlineData("1e40")]
    public void A_number_that_a_decimal_would_change_is_no_decimal(string text)
    {
        Assert.False(NumberText.TryParse(text, '.', out decimal _));
        Assert.True(NumberText.TryParse(text, '.', out double _));
    }

    [Theory]
    [InlineData("<0.05", Qualifier.LessThan, 0.05), InlineData("> 100", Qualifier.GreaterThan, 100.0), InlineData("<LOD", Qualifier.BelowLimit, null), InlineData("ND", Qualifier.NotDetected, null)]
    [InlineData("Not detected", Qualifier.NotDetected, null), InlineData("-----", Qualifier.Missing, null), InlineData("n.a.", Qualifier.Missing, null), InlineData("", Qualifier.Missing, null)]
    [InlineData("208,401.988 ", Qualifier.None, 208401.988), InlineData("1 234.5", Qualifier.None, 1234.5), InlineData("-0.07825", Qualifier.None, -0.07825), InlineData("0", Qualifier.None, 0.0)]
    public void A_reported_value_keeps_its_qualifier_apart_and_is_never_zero_for_nothing(string cell, Qualifier qualifier, double? value)
    {
        var reported = Reported.Of(cell, new DecimalMark('.', 1));

        Assert.True(reported.Understood);
        Assert.Equal((qualifier, value), (reported.Qualifier, (double?)reported.Value));
    }

    [Theory]
    [InlineData('\t', "1,234", null, null), InlineData('\t', "1,234", "de-DE", ','), InlineData('\t', "1,234", "en-US", '.'), InlineData(';', "1,234", null, ',')]
    [InlineData(',', "1.234", null, '.'), InlineData('\t', "0,5", null, ','), InlineData('\t', "1.422,116071", null, ','), InlineData('\t', "50.026.184", null, '.'), InlineData('\t', "12", null, '.')]
    public void The_decimal_mark_is_decided_or_the_file_refused(char delimiter, string cell, string? culture, char? mark)
    {
        var evidence = new DecimalEvidence(delimiter);
        evidence.See(cell, 7, 3);

        var refused = evidence.TryDecide(new ReadOptions { Culture = culture }, out var decided);

        if (mark is null) Assert.Equal((RefusalCode.AmbiguousNumber, new FilePlace(7, null, 3)), (refused!.Code, refused.Place!.Value));
        else Assert.Equal(mark, decided.Mark);
        Assert.False(new DecimalMark('.', null).TryReadGrouped("50.026.184", out double _));
    }

    [Fact]
    public void Two_decimal_marks_in_one_file_refuse_it()
    {
        var evidence = new DecimalEvidence('\t');
        evidence.See("0,5", 1, 1);
        evidence.See("0.5", 2, 1);

        Assert.Contains("line 2", evidence.TryDecide(ReadOptions.Default, out _)!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_in_quotes_hold_delimiters_quotes_and_line_ends()
    {
        var text = TextFile.Open(Encoding.UTF8.GetBytes("a, \"b, \"\"c\"\"\" ,d\r\n\"two\nlines\",2"), ReadOptions.Default);

        var rows = Csv.Rows(text, ',').ToList();

        Assert.Equal(["a", "b, \"c\"", "d"], rows[0].Cells.Select(cell => cell.Text));
        Assert.Equal(["two\nlines", "2"], rows[1].Cells.Select(cell => cell.Text));
        Assert.Equal((2, 1, 4), (rows[0][1].Column - 2, rows[0].Line, rows[0][1].Column));
    }

    [Theory]
    [InlineData("mAU*s", "m[AU].s"), InlineData("25 uV", null), InlineData("µS", "uS"), InlineData("min", "min"), InlineData("SECONDS", "s"), InlineData("%", "%"), InlineData("MW", null)]
    public void Units_get_their_UCUM_code_or_none(string written, string? code) => Assert.Equal(code, Ucum.CodeOf(written));
}
