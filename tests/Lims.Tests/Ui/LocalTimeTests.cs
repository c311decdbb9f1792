using System.Globalization;
using Bunit;
using Lims.Ui;

namespace Lims.Tests.Ui;

public class A_moment_on_a_page : UiTest
{
    private static readonly DateTimeOffset Moment = new(2026, 11, 24, 5, 2, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ko-KR")]
    [InlineData("ar-SA")]
    [InlineData("fr-FR")]
    public void Prints_the_Gregorian_year_and_the_zone_under_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

        var time = Render<LocalTime>(p => p.Add(t => t.Value, Moment).Add(t => t.Zone, Seoul)).Find("time");

        Assert.Equal("24 Nov 2026, 14:02 KST", time.TextContent);
        Assert.Equal("2026-11-24T05:02:00Z", time.GetAttribute("datetime"));
    }

    [Fact]
    public void Takes_the_zone_the_layout_cascades()
    {
        var time = Render<LocalTime>(p => p.Add(t => t.Value, Moment).AddCascadingValue(Seoul)).Find("time");

        Assert.Equal("24 Nov 2026, 14:02 KST", time.TextContent);
    }

    [Fact]
    public void Refuses_to_guess_a_zone() =>
        Assert.Throws<InvalidOperationException>(() => Render<LocalTime>(p => p.Add(t => t.Value, Moment)));

    [Theory]
    [InlineData(TimeForm.DateAndTime, "24 Nov 2026, 14:02 KST")]
    [InlineData(TimeForm.DayAndTime, "Tue 24 Nov 2026, 14:02 KST")]
    [InlineData(TimeForm.Date, "24 Nov 2026")]
    [InlineData(TimeForm.Day, "Tue 24 Nov")]
    [InlineData(TimeForm.Time, "14:02 KST")]
    [InlineData(TimeForm.Compact, "24 Nov, 14:02")]
    public void Has_six_forms(TimeForm form, string expected) => Assert.Equal(expected, LocalTimes.Print(Moment, Seoul, form));

    [Theory]
    [InlineData("Asia/Bangkok", "24 Nov 2026, 12:02 UTC+07:00")]
    [InlineData("America/St_Johns", "24 Nov 2026, 01:32 UTC\u221203:30")]
    [InlineData("Asia/Shanghai", "24 Nov 2026, 13:02 UTC+08:00")]
    [InlineData("Europe/Brussels", "24 Nov 2026, 06:02 CET")]
    [InlineData("UTC", "24 Nov 2026, 05:02 UTC")]
    public void Names_the_offset_where_an_abbreviation_could_be_read_two_ways(string zone, string expected) =>
        Assert.Equal(expected, LocalTimes.Print(Moment, TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public void Follows_summer_time()
    {
        var july = new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero);

        Assert.Equal("1 Jul 2026, 12:00 CEST", LocalTimes.Print(july, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")));
    }
}
