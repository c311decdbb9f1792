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
