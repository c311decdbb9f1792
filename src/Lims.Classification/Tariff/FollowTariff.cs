using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lims.Classification.Tariff;

/// <summary>
/// Keeps the names in memory with the tables: an import may come from the command line, which is another process. One number is asked for every second; the
/// names are read when it has grown.
/// </summary>
internal sealed class FollowTariff(ModuleDbMaker<ClassificationDb> maker, TariffNames names, TimeProvider clock, ILogger<FollowTariff> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private int seen;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception away) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The tariff's names could not be read ({Reason}); those known so far stand, and they are asked for again", away.Message);
            }
            await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Look(CancellationToken ct)
    {
        await using var db = maker.Make(Who.System("tariff names"));
        var last = await db.Set<TariffEdition>().MaxAsync(edition => (int?)edition.LastImport, ct) ?? 0;
        if (last == seen) return;
        await names.Refresh(db, ct);
        seen = last;
    }
}
