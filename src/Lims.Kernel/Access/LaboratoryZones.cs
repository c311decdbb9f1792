using System.Collections.Concurrent;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Kernel.Access;

/// <summary>A laboratory as pages name it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Zone">Its time zone.</param>
public sealed record LaboratoryPlace(string Code, string Name, TimeZoneInfo Zone);

/// <summary>Name and time zone of each laboratory: times are stored in UTC and shown, and days counted, where the laboratory is.</summary>
public sealed class LaboratoryZones(ModuleDbMaker<AccessDb> maker)
{
    private readonly ConcurrentDictionary<string, LaboratoryPlace> known = new(StringComparer.Ordinal);

    /// <summary>The laboratory's zone; UTC for a code nobody knows.</summary>
    public async ValueTask<TimeZoneInfo> Of(string laboratory, CancellationToken ct) => (await PlaceOf(laboratory, ct))?.Zone ?? TimeZoneInfo.Utc;

    /// <summary>The laboratory; null for a code nobody knows.</summary>
    public async ValueTask<LaboratoryPlace?> PlaceOf(string laboratory, CancellationToken ct)
    {
        if (known.TryGetValue(laboratory, out var place)) return place;
        await using var db = maker.Make(Who.System("time zones"));
        var found = await db.Laboratories.Where(there => there.Code == laboratory).Select(there => new { there.Name, there.TimeZone }).SingleOrDefaultAsync(ct);
        return found is null ? null : known.GetOrAdd(laboratory, new LaboratoryPlace(laboratory, found.Name, TimeZoneInfo.FindSystemTimeZoneById(found.TimeZone)));
    }
}
