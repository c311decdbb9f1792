using System.Collections.Concurrent;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Kernel.Access;

/// <summary>The time zone of each laboratory: times are stored in UTC and shown, and days counted, where the laboratory is.</summary>
public sealed class LaboratoryZones(ModuleDbMaker<AccessDb> maker)
{
    private readonly ConcurrentDictionary<string, TimeZoneInfo> known = new(StringComparer.Ordinal);

    /// <summary>The laboratory's zone; UTC for a code nobody knows.</summary>
    public async ValueTask<TimeZoneInfo> Of(string laboratory, CancellationToken ct)
    {
        if (known.TryGetValue(laboratory, out var zone)) return zone;
        await using var db = maker.Make(Who.System("time zones"));
        var name = await db.Laboratories.Where(there => there.Code == laboratory).Select(there => there.TimeZone).SingleOrDefaultAsync(ct);
        return name is null ? TimeZoneInfo.Utc : known.GetOrAdd(laboratory, TimeZoneInfo.FindSystemTimeZoneById(name));
    }
}
