using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lims.Kernel.Messages;

/// <summary>
/// Sends what the module has saved. Rows are claimed by one conditional update (owner, until, token + 1), handed to the transport eight at a time,
/// and marked where the token is still the claimed one. No row waits for an earlier one: order is promised to nobody.
/// </summary>
internal sealed class OutboxRelay<TDb>(ModuleDbMaker<TDb> maker, ITransport transport, TimeProvider clock, ILogger<OutboxRelay<TDb>> log)
    where TDb : ModuleDb
{
    private const int Batch = 64;
    private const int AtOnce = 8;
    private const int TriesBeforeParked = 5;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private readonly string me = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.CreateVersion7():N}";

    /// <summary>Sends what is due; returns how many rows were claimed.</summary>
    public async Task<int> SendDue(CancellationToken ct)
    {
        var claimed = await Claim(ct);
        await Parallel.ForEachAsync(claimed, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (row, stop) => await Send(row, stop));
        return claimed.Count;
    }

    /// <summary>Frees every claim: only for the process that holds the data folder, where no other relay can be alive.</summary>
    public async Task ClearLeases(CancellationToken ct)
    {
        await using var db = Open();
        using var kernel = db.AsKernel();
        await db.Outbox.Where(row => row.Sent == null && row.LeaseOwner != null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseOwner, (string?)null).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null), ct);
    }

    private async Task<List<OutboxRow>> Claim(CancellationToken ct)
    {
        await using var db = Open();
        var now = clock.GetUtcNow();
        var until = now + Lease;
        var due = await db.Outbox
            .Where(row => row.Sent == null && row.Parked == null && row.NotBefore <= now && (row.LeaseUntil == null || row.LeaseUntil < now))
            .OrderBy(row => row.Seq).Select(row => row.Seq).Take(Batch).ToListAsync(ct);
        if (due.Count == 0) return [];
        using var kernel = db.AsKernel();
        await db.Outbox
            .Where(row => due.Contains(row.Seq) && row.Sent == null && (row.LeaseUntil == null || row.LeaseUntil < now))
            .ExecuteUpdateAsync(set => set
                .SetProperty(row => row.LeaseOwner, me)
                .SetProperty(row => row.LeaseUntil, until)
                .SetProperty(row => row.LeaseToken, row => row.LeaseToken + 1), ct);
        return await db.Outbox.AsNoTracking().Where(row => due.Contains(row.Seq) && row.LeaseOwner == me && row.LeaseUntil == until && row.Sent == null).ToListAsync(ct);
    }

    private async Task Send(OutboxRow row, CancellationToken ct)
    {
        try
        {
            await transport.Send(row, ct);
            CrashPoint.Reached("after-publish");
            await Mark(row, set => set.SetProperty(sent => sent.Sent, clock.GetUtcNow()).SetProperty(sent => sent.LastError, (string?)null), ct);
        }
        catch (UnsendableMessage never)
        {
            var attempts = row.Attempts + 1;
            log.LogError(never, "{Kind} {Id} cannot be sent (try {Attempts})", row.Kind, row.Id, attempts);
            await Postpone(row, attempts, TimeSpan.FromSeconds(Math.Pow(2, attempts)), never.Message, attempts >= TriesBeforeParked, ct);
        }
        catch (Exception away) when (!ct.IsCancellationRequested)
        {
            log.LogWarning("{Kind} {Id} waits: {Reason}", row.Kind, row.Id, away.Message);
            await Postpone(row, row.Attempts, TimeSpan.FromSeconds(2), away.Message, false, ct);
        }
    }

    private Task Postpone(OutboxRow row, int attempts, TimeSpan wait, string error, bool park, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var text = error.Length > 4000 ? error[..4000] : error;
        return Mark(row, set => set
            .SetProperty(late => late.Attempts, attempts)
            .SetProperty(late => late.NotBefore, now + wait)
            .SetProperty(late => late.LastError, text)
            .SetProperty(late => late.Parked, park ? now : null)
            .SetProperty(late => late.LeaseUntil, (DateTimeOffset?)null), ct);
    }

    private async Task Mark(OutboxRow row, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<OutboxRow>> set, CancellationToken ct)
    {
        await using var db = Open();
        using var kernel = db.AsKernel();
        await db.Outbox.Where(mine => mine.Seq == row.Seq && mine.LeaseToken == row.LeaseToken).ExecuteUpdateAsync(set, ct);
    }

    private TDb Open() => maker.Make(Who.System("outbox relay"));
}
