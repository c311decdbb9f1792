using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Kernel.Audit;

/// <summary>What a verification of one module's chain found.</summary>
/// <param name="Module">The module.</param>
/// <param name="Sealed">Entries whose place in the chain was recomputed.</param>
/// <param name="Unsealed">Entries not yet sealed; a number that stays above zero for a minute is an alarm.</param>
/// <param name="Broken">The first thing that does not hold, in words; null where everything holds.</param>
public sealed record AuditVerdict(string Module, long Sealed, long Unsealed, string? Broken);

/// <summary>Recomputes a module's chain from its entries, and compares it with the heads signed outside the database.</summary>
public interface IVerifyAudit
{
    /// <summary>The module's name.</summary>
    string Module { get; }

    /// <summary>Reads every entry once, in order.</summary>
    Task<AuditVerdict> Verify(CancellationToken ct);
}

internal sealed class VerifyAudit<TDb>(ModuleDbMaker<TDb> maker, SignedHeads heads, SigningKey key) : IVerifyAudit
    where TDb : ModuleDb
{
    public string Module { get; } = Name(maker);

    public async Task<AuditVerdict> Verify(CancellationToken ct)
    {
        await using var db = maker.Make(Access.Who.System("verify-audit"));
        var signed = new Dictionary<long, SignedHead>();
        foreach (var head in heads.Of(Module))
        {
            if (!head.IsSignedBy(key)) return new AuditVerdict(Module, 0, 0, $"The signed head for entry {head.Number} of {head.At:u} bears no valid signature of this house.");
            if (signed.TryGetValue(head.Number, out var other) && other.Hash != head.Hash)
                return new AuditVerdict(Module, 0, 0, $"Two signed heads disagree about entry {head.Number}: the chain was rebuilt after {other.At:u}.");
            signed[head.Number] = head;
        }
        var (number, hash, broken) = await Walk(db, signed, ct);
        var unsealed = broken is null ? await db.AuditEntries.LongCountAsync(entry => !db.AuditSeals.Any(seal => seal.Entry == entry.Id), ct) : 0;
        if (broken is null && signed.Count > 0 && signed.Keys.Max() is var newest && newest > number)
            broken = $"Entries {number + 1} to {newest} are missing: a head for {newest} was signed at {signed[newest].At:u}. The database is older than its trail.";
        return new AuditVerdict(Module, number, unsealed, broken);
    }

    private static async Task<(long Number, string Hash, string? Broken)> Walk(TDb db, Dictionary<long, SignedHead> signed, CancellationToken ct)
    {
        var (number, hash) = (0L, AuditChain.Genesis);
        var chain = from seal in db.AuditSeals
                    join entry in db.AuditEntries on seal.Entry equals entry.Id into found
                    from entry in found.DefaultIfEmpty()
                    orderby seal.Number
                    select new { seal.Number, seal.Hash, seal.Entry, Written = entry };
        await foreach (var link in chain.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            number++;
            if (link.Number != number) return (number - 1, hash, $"Seal {number} is missing: the chain goes on at {link.Number}.");
            if (link.Written is null) return (number - 1, hash, $"Entry {number} ({link.Entry}) was removed.");
            hash = AuditChain.Hash(hash, link.Written);
            var at = $"entry {number} ({link.Written.Kind} {link.Written.RecordType} {link.Written.RecordId} at {link.Written.At:u} by {link.Written.ActorName})";
            if (hash != link.Hash) return (number - 1, hash, $"Broken at {at}: it was altered after it was sealed.");
            if (signed.TryGetValue(number, out var head) && head.Hash != hash) return (number - 1, hash, $"Broken at or before {at}: the chain was rebuilt after its head was signed at {head.At:u}.");
        }
        return (number, hash, null);
    }

    private static string Name(ModuleDbMaker<TDb> maker)
    {
        using var db = maker.Make(Access.Who.System("verify-audit"));
        return db.Module;
    }
}
