using System.Globalization;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// The dates of one file, whose day and month it may leave open. All dates are shown to it first; one with a part above 12 decides for all of
/// them, else the culture a person named; else the usual order of the software is taken and the date is flagged.
/// </summary>
internal sealed class FileDates
{
    private readonly bool dayFirst;
    private readonly bool named;
    private bool sawDayFirst;
    private bool sawMonthFirst;

    /// <param name="dayFirst">The usual order of the software that writes these files.</param>
    /// <param name="options">Whose culture decides, where a person named one.</param>
    public FileDates(bool dayFirst, ReadOptions? options = null)
    {
        this.dayFirst = dayFirst;
        if (options?.Culture is not { Length: > 0 } name) return;
        var pattern = CultureInfo.GetCultureInfo(name).DateTimeFormat.ShortDatePattern;
        (this.dayFirst, named) = (pattern.IndexOf('d', StringComparison.Ordinal) < pattern.IndexOf('M', StringComparison.Ordinal), true);
    }

    /// <summary>Lets a date testify to the order of day and month.</summary>
    public void See(string written)
    {
        if (DateText.Parse(written) is not { Order: DateOrder.Open } date) return;
        sawDayFirst |= date.First > 12;
        sawMonthFirst |= date.Second > 12;
    }

    /// <summary>The date and time; null where the text is none.</summary>
    public FileTime? Read(string written)
    {
        if (DateText.Parse(written) is not { } date) return null;
        var certain = date.Order == DateOrder.Certain;
        // A part above 12 speaks for this date, whatever the others say.
        var decided = certain || named || date.First > 12 || date.Second > 12 || sawDayFirst != sawMonthFirst;
        var monthFirst = certain ? date.MonthFirst : date.First > 12 ? false : date.Second > 12 || (!named && sawDayFirst != sawMonthFirst ? sawMonthFirst : !dayFirst);
        var (day, month) = monthFirst ? (date.Second, date.First) : (date.First, date.Second);
        if (month > 12 || day > DateTime.DaysInMonth(date.Year, month)) return null;
        return new(written.Trim(), new DateTime(date.Year, month, day).Add(date.Time), date.Offset, !decided && date.First != date.Second);
    }

    /// <summary>The date and time with the warnings that belong to it: that it is ambiguous, or that the text is no date.</summary>
    public FileTime? Read(string written, FilePlace at, Notes notes)
    {
        if (string.IsNullOrWhiteSpace(written)) return null;
        var time = Read(written);
        if (time is null) notes.Warn(WarningCode.UnknownDate, $"Expected a date and time, found {Quote(written)}: the time of measurement is unknown.", at);
        notes.Add(Warning(time, at));
        return time;
    }

    /// <summary>The warning that belongs to an ambiguous date; null where there is none to give.</summary>
    public static ReadWarning? Warning(FileTime? time, FilePlace? at = null) => time is { Ambiguous: true }
        ? new(WarningCode.AmbiguousDate, Text($"The date {Quote(time.Raw)} may be day first or month first and nothing in the file decides: read as {time.Local:yyyy-MM-dd}."), at)
        : null;
}
