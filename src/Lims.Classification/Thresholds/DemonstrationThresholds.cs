using Lims.Classification.Criteria;
using Lims.Kernel;
using Lims.Kernel.Data;
using Lims.Kernel.Walk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Classification.Thresholds;

/// <summary>The two values the demonstration needs and no law gives: marked as a demonstration wherever they are shown.</summary>
internal sealed class DemonstrationThresholds : IDemonstrationData
{
    private static readonly DateTimeOffset From = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task Seed(IServiceProvider scope, CancellationToken ct)
    {
        await using var db = await scope.GetRequiredService<Db<ClassificationDb>>().Open(ct);
        var now = scope.GetRequiredService<TimeProvider>().GetUtcNow();
        await Set("rice.gelatinization-degree.minimum", 80, "%", "demonstration value; no authority's number is known");
        await Set(CriteriaCatalogue.AppealDays.Code, 30, CriteriaCatalogue.AppealDays.Unit, "demonstration value; the national law on "
            + "appeals applies");
        await db.SaveChangesAsync(ct);

        async Task Set(string code, decimal value, string unit, string citation)
        {
            if (!await db.ThresholdSettings.AnyAsync(setting => setting.Code == code, ct)) db.Add(new ThresholdSetting(Ids.New(), code, value, unit, citation, true, From, db.Who, now));
        }
    }
}
