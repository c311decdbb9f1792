using System.Globalization;

namespace Lims.Ui;

/// <summary>Reads moments and days as people type them where nobody can read them two ways: the month in letters, or the year first.</summary>
public static class TypedTimes
{
    private static readonly string[] Days = ["d MMM yyyy", "d MMMM yyyy", "yyyy-MM-dd"];

    private static readonly string[] Moments =
    [
        "d MMM yyyy, HH:mm", "d MMM yyyy HH:mm", "d MMM yyyy, H:mm", "d MMM yyyy H:mm", "d MMMM yyyy, H:mm", "d MMMM yyyy H:mm",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd, HH:mm", "yyyy-MM-dd'T'HH:mm",
    ];

    /// <summary>A day; null where the text is none: <c>24 Nov 2026</c> or <c>2026-11-24</c>. <c>24/11/2026</c> is refused, since 3/4 has two readings.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>
    /// A moment in <paramref name="zone"/>; null where the text is none, or names an hour the clock skipped. An hour that came twice is the first one.
    /// The name of the zone may stand behind it.
    /// </summary>
    public static DateTimeOffset? Moment(string? text, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var typed = text?.Trim() ?? "";
        var end = typed.Length;
        while (end > 0 && !char.IsAsciiDigit(typed[end - 1])) end--;
        if (!DateTime.TryParseExact(typed[..end], Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || zone.IsInvalidTime(local)) return null;
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    /// <summary>As <see cref="Moment"/> reads it.</summary>
    public static string Print(DateTimeOffset moment, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(moment, zone).ToString(Moments[0], CultureInfo.InvariantCulture);
}
