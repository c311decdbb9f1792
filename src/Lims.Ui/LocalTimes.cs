using System.Globalization;

namespace Lims.Ui;

/// <summary>Prints moments in a person's zone so that nobody can read them two ways.</summary>
/// <remarks>
/// The month in letters and the Gregorian year, whatever the thread's culture: "yyyy" under th-TH prints the Buddhist year 2569 for 2026.
/// </remarks>
public static class LocalTimes
{
    /// <summary>
    /// Zones with an abbreviation nobody else uses, standard and summer time. CST, IST, PST and BST name several zones at once,
    /// so their places get the offset, as the tz database itself does for Bangkok ("+07").
    /// </summary>
    private static readonly Dictionary<string, (string Standard, string Summer)> Abbreviations = new(StringComparer.Ordinal)
    {
        ["Asia/Seoul"] = ("KST", "KST"),
        ["Asia/Tokyo"] = ("JST", "JST"),
        ["Asia/Hong_Kong"] = ("HKT", "HKT"),
        ["Asia/Jakarta"] = ("WIB", "WIB"),
        ["Asia/Makassar"] = ("WITA", "WITA"),
        ["Asia/Jayapura"] = ("WIT", "WIT"),
        ["Europe/Moscow"] = ("MSK", "MSK"),
        ["Africa/Nairobi"] = ("EAT", "EAT"),
        ["Africa/Lagos"] = ("WAT", "WAT"),
        ["Africa/Maputo"] = ("CAT", "CAT"),
        ["Africa/Johannesburg"] = ("SAST", "SAST"),
        ["Pacific/Auckland"] = ("NZST", "NZDT"),
        ["Australia/Sydney"] = ("AEST", "AEDT"),
        ["Europe/Berlin"] = ("CET", "CEST"),
        ["Europe/Brussels"] = ("CET", "CEST"),
        ["Europe/Madrid"] = ("CET", "CEST"),
        ["Europe/Paris"] = ("CET", "CEST"),
        ["Europe/Rome"] = ("CET", "CEST"),
        ["Europe/Warsaw"] = ("CET", "CEST"),
        ["Europe/Zurich"] = ("CET", "CEST"),
        ["Europe/Athens"] = ("EET", "EEST"),
        ["Europe/Helsinki"] = ("EET", "EEST"),
        ["Europe/Lisbon"] = ("WET", "WEST"),
    };

    /// <summary>The moment as a person in <paramref name="zone"/> writes it, for example "24 Nov 2026, 14:02 KST".</summary>
    public static string Print(DateTimeOffset moment, TimeZoneInfo zone, TimeForm form = TimeForm.DateAndTime)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        string Form(string pattern) => local.ToString(pattern, CultureInfo.InvariantCulture);
        return form switch
        {
            TimeForm.DateAndTime => $"{Form("d MMM yyyy, HH:mm")} {ZoneName(local, zone)}",
            TimeForm.DayAndTime => $"{Form("ddd d MMM yyyy, HH:mm")} {ZoneName(local, zone)}",
            TimeForm.Date => Form("d MMM yyyy"),
            TimeForm.Day => Form("ddd d MMM"),
            TimeForm.Time => $"{Form("HH:mm")} {ZoneName(local, zone)}",
            TimeForm.Compact => Form("d MMM, HH:mm"),
            _ => throw new ArgumentOutOfRangeException(nameof(form), form, "Not a form of time."),
        };
    }

    /// <summary>A date without a time, for example "20 May 2027".</summary>
    public static string Print(DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string ZoneName(DateTimeOffset local, TimeZoneInfo zone)
    {
        var id = zone.HasIanaId ? zone.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var iana) ? iana : zone.Id;
        if (Abbreviations.TryGetValue(id, out var names))
            return zone.IsDaylightSavingTime(local) ? names.Summer : names.Standard;
        if (local.Offset == TimeSpan.Zero)
            return "UTC";
        var sign = local.Offset < TimeSpan.Zero ? '\u2212' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{local.Offset:hh\\:mm}");
    }
}
