using System.Globalization;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// Dates written in numbers, whose day and month a file may leave open. All dates of a file are shown to it first; one with a part above 12
/// decides for all of them.
/// </summary>
internal sealed class FileDates(bool dayFirst)
{
    private static readonly string[] Times = ["H:mm:ss", "H:mm", "h:mm:ss tt", "h:mm tt"];

    private bool sawDayFirst;
    private bool sawMonthFirst;

    /// <summary>Lets a date testify to the order of day and month.</summary>
    public void See(string written)
    {
        if (!TrySplit(written, out var first, out var second, out _, out _)) return;
        sawDayFirst |= first > 12;
        sawMonthFirst |= second > 12;
    }

    /// <summary>The date and time; null where the text is none.</summary>
    public FileTime? Read(string written)
    {
        if (!TrySplit(written, out var first, out var second, out var year, out var time)) return null;
        var decided = sawDayFirst != sawMonthFirst;
        var day = (decided ? sawDayFirst : dayFirst) ? first : second;
        var month = day == first ? second : first;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        return new(written.Trim(), new DateTime(year, month, day).Add(time.ToTimeSpan()), null, !decided && first != second);
    }

    /// <summary>The warning that belongs to an ambiguous date; null where there is none to give.</summary>
    public string? Warning(FileTime? time) => time is { Ambiguous: true }
        ? Text($"The date {Quote(time.Raw)} may be day first or month first and nothing in the file decides: "
            + $"read as {time.Local:yyyy-MM-dd}.")
        : null;

    private static bool TrySplit(string written, out int first, out int second, out int year, out TimeOnly time)
    {
        (first, second, year, time) = (0, 0, 0, default);
        // Newer Windows puts a narrow no-break space before AM and PM.
        var text = written.Replace('\u202F', ' ').Replace('\u00A0', ' ').Trim();
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0) return false;
        var clock = text.AsSpan(blank).Trim();
        if (!TimeOnly.TryParseExact(clock, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out time)) return false;
        var parts = text[..blank].Split('/');
        return parts.Length == 3 && parts[2].Length == 4
            && IsPart(parts[0], out first) && IsPart(parts[1], out second)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is >= 1970 and < 2200;
    }

    private static bool IsPart(string part, out int value) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out value) && part.Length <= 2 && value is >= 1 and <= 31;
}
