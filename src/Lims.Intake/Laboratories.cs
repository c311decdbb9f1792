using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Intake;

/// <summary>The laboratories of the house, for the zone in which a day is meant and for who may be asked.</summary>
internal sealed class Laboratories(Db<AccessDb> access)
{
    public async Task<IReadOnlyList<LaboratoryLine>> All(CancellationToken ct)
    {
        await using var db = await access.Open(ct);
        return await db.Laboratories.OrderBy(laboratory => laboratory.Code)
            .Select(laboratory => new LaboratoryLine(laboratory.Code, laboratory.Name, laboratory.TimeZone, laboratory.IsCentral)).ToListAsync(ct);
    }
}

/// <summary>One laboratory.</summary>
internal sealed record LaboratoryLine(string Code, string Name, string TimeZone, bool IsCentral)
{
    /// <summary>The moment on this laboratory's clock.</summary>
    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));

    /// <summary>The day it is there.</summary>
    public DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);
}
