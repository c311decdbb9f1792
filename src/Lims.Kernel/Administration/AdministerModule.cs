using System.Text.Json;
using Lims.Kernel.Access;
using Lims.Kernel.Audit;
using Lims.Kernel.Data;
using Lims.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Lims.Kernel.Administration;

/// <summary>A message that one consumer could not take.</summary>
/// <param name="Module">Where the consumer is.</param>
/// <param name="Consumer">Its queue.</param>
/// <param name="Message">Key of the message.</param>
/// <param name="Kind">Full name of its type.</param>
/// <param name="Body">The envelope as JSON.</param>
/// <param name="Error">The last failure.</param>
/// <param name="Failed">When it failed first.</param>
/// <param name="Attempts">How often it was tried since.</param>
/// <param name="Again">When it is tried by itself; null where a person has to.</param>
public sealed record FailedLine(string Module, string Consumer, Guid Message, string Kind, string Body, string Error, DateTimeOffset Failed, int Attempts, DateTimeOffset? Again);

/// <summary>A message that could not be sent at all.</summary>
public sealed record ParkedLine(string Module, Guid Message, string Kind, string Error, DateTimeOffset Created, DateTimeOffset Parked);

/// <summary>A piece of long work.</summary>
public sealed record JobLine(
    string Module, Guid Id, string Kind, JobState State, double Progress, string? Note, string? Error, string Person, string Laboratory, DateTimeOffset Created, DateTimeOffset? Ended);

/// <summary>One entry of the trail.</summary>
public sealed record AuditLine(
    string Module, long Seq, DateTimeOffset At, string Actor, string? OnBehalfOf, string Laboratory, string From, string? Because, string Record, Guid RecordId, long Revision,
    string Kind, IReadOnlyList<AuditLineChange> Changes, long? Seal);

/// <summary>One value before and after.</summary>
public sealed record AuditLineChange(string Field, string? Before, string? After);

/// <summary>What to look for in the trail.</summary>
/// <param name="Record">Key of one record; null for all.</param>
/// <param name="Actor">Part of a person's name; null for everybody.</param>
/// <param name="Before">Entries before this one, for the next page.</param>
public sealed record AuditQuery(Guid? Record = null, string? Actor = null, long? Before = null);

/// <summary>What the administrator's pages see of one module's kernel tables.</summary>
internal interface IAdministerModule
{
    string Module { get; }

    Task<IReadOnlyList<FailedLine>> Failed(int take, CancellationToken ct);

    Task<bool> Replay(string consumer, Guid message, CancellationToken ct);

    Task<IReadOnlyList<ParkedLine>> Parked(int take, CancellationToken ct);

    Task<bool> Release(Guid message, CancellationToken ct);

    Task<IReadOnlyList<JobLine>> Jobs(bool ended, int take, CancellationToken ct);

    Task<bool> CancelJob(Guid job, CancellationToken ct);

    Task<bool> StartAgain(Guid job, CancellationToken ct);

    Task<IReadOnlyList<AuditLine>> Audit(AuditQuery query, int take, CancellationToken ct);
}

internal sealed class AdministerModule<TDb>(LimsModule module, ModuleDbMaker<TDb> maker, CurrentWho current, IServiceProvider services) : IAdministerModule
    where TDb : ModuleDb
{
    public string Module => module.Name;

    public async Task<IReadOnlyList<FailedLine>> Failed(int take, CancellationToken ct)
    {
        await using var db = await Open(ct);
        return await db.FailedMessages.Where(row => row.Resolved == null).OrderByDescending(row => row.Failed).Take(take)
            .Select(row => new FailedLine(module.Name, row.Consumer, row.Message, row.Kind, row.Body, row.Error, row.Failed, row.Attempts, row.NotBefore)).ToListAsync(ct);
    }

    public async Task<bool> Replay(string consumer, Guid message, CancellationToken ct) =>
        module.Subscriptions.SingleOrDefault(subscription => subscription.Queue == consumer) is { } subscription && await subscription.Replay(services, message, ct);

    public async Task<IReadOnlyList<ParkedLine>> Parked(int take, CancellationToken ct)
    {
        await using var db = await Open(ct);
        return await db.Outbox.Where(row => row.Parked != null && row.Sent == null).OrderBy(row => row.Seq).Take(take)
            .Select(row => new ParkedLine(module.Name, row.Id, row.Kind, row.LastError ?? "", row.Created, row.Parked!.Value)).ToListAsync(ct);
    }

    public async Task<bool> Release(Guid message, CancellationToken ct)
    {
        await using var db = await Open(ct);
        using var kernel = db.AsKernel();
        var now = db.Clock.GetUtcNow();
        return await db.Outbox.Where(row => row.Id == message && row.Parked != null && row.Sent == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Parked, (DateTimeOffset?)null).SetProperty(row => row.Attempts, 0).SetProperty(row => row.NotBefore, now), ct) == 1;
    }

    public async Task<IReadOnlyList<JobLine>> Jobs(bool ended, int take, CancellationToken ct)
    {
        await using var db = await Open(ct);
        var rows = ended ? db.Jobs.Where(row => row.Ended != null) : db.Jobs.Where(row => row.Ended == null);
        return await rows.OrderByDescending(row => row.Created).Take(take)
            .Select(row => new JobLine(module.Name, row.Id, row.Kind, row.State, row.Progress, row.Note, row.Error, row.PersonName, row.Laboratory, row.Created, row.Ended)).ToListAsync(ct);
    }

    public async Task<bool> CancelJob(Guid job, CancellationToken ct)
    {
        await using var db = await Open(ct);
        if (!await db.Jobs.AnyAsync(row => row.Id == job && row.Ended == null, ct)) return false;
        await db.CancelJob(job, ct);
        return true;
    }

    public async Task<bool> StartAgain(Guid job, CancellationToken ct)
    {
        await using var db = await Open(ct);
        using var kernel = db.AsKernel();
        var now = db.Clock.GetUtcNow();
        var done = await db.Jobs.Where(row => row.Id == job && row.State == JobState.Failed).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, JobState.Waiting).SetProperty(row => row.Attempts, 0).SetProperty(row => row.NotBefore, now)
                .SetProperty(row => row.Ended, (DateTimeOffset?)null).SetProperty(row => row.Error, (string?)null), ct);
        if (done == 1) db.Committed();
        return done == 1;
    }

    public async Task<IReadOnlyList<AuditLine>> Audit(AuditQuery query, int take, CancellationToken ct)
    {
        await using var db = await Open(ct);
        var rows = db.AuditEntries.AsNoTracking();
        if (query.Record is { } record) rows = rows.Where(entry => entry.RecordId == record);
        if (query.Actor is { Length: > 0 } actor) rows = rows.Where(entry => entry.ActorName.Contains(actor) || entry.OnBehalfOf!.Contains(actor));
        if (query.Before is { } before) rows = rows.Where(entry => entry.Seq < before);
        var found = await rows.OrderByDescending(entry => entry.Seq).Take(take)
            .Select(entry => new { Entry = entry, Seal = db.AuditSeals.Where(seal => seal.Entry == entry.Id).Select(seal => (long?)seal.Number).FirstOrDefault() }).ToListAsync(ct);
        return
        [
            .. found.Select(row => new AuditLine(
                module.Name, row.Entry.Seq, row.Entry.At, row.Entry.ActorName, row.Entry.OnBehalfOf, row.Entry.Laboratory, row.Entry.From, row.Entry.Because, row.Entry.RecordType,
                row.Entry.RecordId, row.Entry.RecordRevision, row.Entry.Kind, ChangesOf(row.Entry.Changes), row.Seal)),
        ];
    }

    private static List<AuditLineChange> ChangesOf(string json) =>
        [.. (JsonSerializer.Deserialize<List<AuditChange>>(json, Conventions.Json) ?? []).Select(change => new AuditLineChange(change.Field, change.Before, change.After))];

    /// <summary>Kernel tables are the machine's, not a laboratory's: whoever comes here has passed the administrator's act.</summary>
    private async Task<TDb> Open(CancellationToken ct) => maker.Make((await current.Get(ct)) with { EveryLaboratory = true });
}
