using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Kernel.Audit;

/// <summary>
/// Chains new entries in the order they were written, within a second of their commit. One sealer a module runs, in the process that holds the
/// lock: entries are written by many, the chain by one, so no writer waits for another's head.
/// </summary>
internal sealed class Sealer<TDb>(ModuleDbMaker<TDb> maker, SignedHeads heads) : IDisposable
    where TDb : ModuleDb
{
    private const int Batch = 2_000;

    // The loop seals every second, and the stop of the host seals once more: one after the other, or both would write the same number.
    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    /// <summary>Seals everything there is; returns how many.</summary>
    public async Task<int> SealAll(CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            var total = 0;
            for (var sealed_ = Batch; sealed_ == Batch; total += sealed_) sealed_ = await SealBatch(ct);
            return total;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task<int> SealBatch(CancellationToken ct)
    {
        await using var db = maker.Make(Access.Who.System("audit sealer"));
        var last = await db.AuditSeals.OrderByDescending(seal => seal.Number).Select(seal => new { seal.Number, seal.Hash, seal.Entry }).FirstOrDefaultAsync(ct);
        // From a little before the newest sealed entry: on SQL Server a transaction that took an earlier number may commit later.
        var from = last is null ? 0 : await db.AuditEntries.Where(entry => entry.Id == last.Entry).Select(entry => entry.Seq).SingleAsync(ct) - 10_000;
        var unsealed = await db.AuditEntries.AsNoTracking()
            .Where(entry => entry.Seq > from && !db.AuditSeals.Any(seal => seal.Entry == entry.Id))
            .OrderBy(entry => entry.Seq).Take(Batch).ToListAsync(ct);
        if (unsealed.Count == 0) return 0;
        var (number, hash) = (last?.Number ?? 0, last?.Hash ?? AuditChain.Genesis);
        foreach (var entry in unsealed)
        {
            hash = AuditChain.Hash(hash, entry);
            db.AuditSeals.Add(new AuditSeal(++number, entry.Id, hash));
        }
        await db.SaveChangesAsync(ct);
        await heads.Add(db.Module, number, hash, ct);
        return unsealed.Count;
    }
}
