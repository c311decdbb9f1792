using System.Globalization;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification;

/// <summary>Days and instants in a laboratory's own zone: a notice is dated by the wall of the office that sends it.</summary>
internal sealed class LaboratoryDays(Db<AccessDb> access)
{
    /// <summary>The day an instant falls on there.</summary>
    public async Task<DateOnly> DayOf(DateTimeOffset at, string laboratory, CancellationToken ct) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, await ZoneOf(laboratory, ct)).DateTime);

    /// <summary>The instant a day begins there.</summary>
    public async Task<DateTimeOffset> BeginningOf(DateOnly day, string laboratory, CancellationToken ct)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, (await ZoneOf(laboratory, ct)).GetUtcOffset(midnight)).ToUniversalTime();
    }

    private async Task<TimeZoneInfo> ZoneOf(string laboratory, CancellationToken ct)
    {
        await using var db = await access.Open(ct);
        var zone = await db.Laboratories.AsNoTracking().Where(there => there.Code == laboratory).Select(there => there.TimeZone).SingleOrDefaultAsync(ct)
            ?? throw new NoSuchRecord("laboratory", laboratory);
        return TimeZoneInfo.FindSystemTimeZoneById(zone);
    }
}

/// <summary>How a day is written to a person: the same under every culture, since a Thai calendar would add 543 years to it.</summary>
internal static class Days
{
    /// <summary><c>2026-11-24</c>.</summary>
    public static string Iso(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
