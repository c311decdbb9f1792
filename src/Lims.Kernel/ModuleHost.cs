using Lims.Kernel.Access;
using Lims.Kernel.Audit;
using Lims.Kernel.Data;
using Lims.Kernel.Jobs;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lims.Kernel;

/// <summary>What the host does for one module: bring its tables up to date, then keep its loops turning.</summary>
public abstract class ModuleHost
{
    /// <summary>The module.</summary>
    public abstract LimsModule Module { get; }

    /// <summary>Brings the tables to the newest migration and makes the append-only triggers again.</summary>
    public abstract Task Migrate(CancellationToken ct);

    /// <summary>Names of migrations the database lacks.</summary>
    public abstract Task<IReadOnlyList<string>> PendingMigrations(CancellationToken ct);

    /// <summary>Refuses to go on when an append-only table is not guarded.</summary>
    public abstract Task CheckTriggers(CancellationToken ct);

    /// <summary>The whole schema as an idempotent script, triggers included, for the provider of this host.</summary>
    public abstract string Script();

    internal abstract Task ClearLeases(CancellationToken ct);

    /// <summary>
    /// Frees the tables from a migration that was killed: only for the process that holds the SQLite folder. Entity Framework notes in a table that it
    /// migrates; killed then, it would wait at every later start, for ever, for a process that is gone.
    /// </summary>
    internal abstract Task ClearMigrationLock(CancellationToken ct);

    /// <summary>Runs relay, sealer, jobs and retries until stopped.</summary>
    internal abstract Task Run(bool consumes, CancellationToken ct);

    internal abstract Task SealAll(CancellationToken ct);

    /// <summary>Messages not yet sent, and jobs not yet ended.</summary>
    public abstract Task<int> Waiting(CancellationToken ct);

    /// <summary>Kinds of the messages saved after a row of the outbox, at most 200, and the newest row.</summary>
    internal abstract Task<(long Mark, IReadOnlyList<string> Kinds)> MessagesAfter(long mark, CancellationToken ct);
}

internal sealed class ModuleHost<TDb>(LimsModule module, IServiceProvider services) : ModuleHost
    where TDb : ModuleDb
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SealEvery = TimeSpan.FromMilliseconds(300);
    private readonly ModuleDbMaker<TDb> maker = services.GetRequiredService<ModuleDbMaker<TDb>>();
    private readonly OutboxRelay<TDb> relay = services.GetRequiredService<OutboxRelay<TDb>>();
    private readonly Sealer<TDb> sealer = services.GetRequiredService<Sealer<TDb>>();
    private readonly JobRunner<TDb> jobs = ActivatorUtilities.CreateInstance<JobRunner<TDb>>(services, module);
    private readonly WakeUps wakeUps = services.GetRequiredService<WakeUps>();
    private readonly TimeProvider clock = services.GetRequiredService<TimeProvider>();
    private readonly ILogger log = services.GetRequiredService<ILogger<ModuleHost>>();

    public override LimsModule Module => module;

    public override async Task Migrate(CancellationToken ct)
    {
        await using var db = Open();
        await db.Database.MigrateAsync(ct);
        await AppendOnlyTriggers.Make(db, ct);
    }

    public override async Task<IReadOnlyList<string>> PendingMigrations(CancellationToken ct)
    {
        await using var db = Open();
        return [.. await db.Database.GetPendingMigrationsAsync(ct)];
    }

    public override async Task CheckTriggers(CancellationToken ct)
    {
        await using var db = Open();
        var missing = await AppendOnlyTriggers.Missing(db, ct);
        if (missing.Count > 0)
            throw new InvalidOperationException($"Module {module.Name}: nothing guards {string.Join(", ", missing)} against changes. Somebody has removed a trigger; verify the audit (lims verify-audit), then make the triggers again (lims migrate).");
    }

    public override string Script()
    {
        using var db = Open();
        var sqlServer = Conventions.IsSqlServer(db.Database.ProviderName);
        var go = sqlServer ? "\nGO\n\n" : ";\n\n";
        var migrations = db.GetService<IMigrator>().GenerateScript(options: sqlServer ? MigrationsSqlGenerationOptions.Idempotent : MigrationsSqlGenerationOptions.Default);
        return migrations + string.Join(go, AppendOnlyTriggers.Script(db)) + go;
    }

    internal override async Task ClearMigrationLock(CancellationToken ct)
    {
        await using var db = Open();
        // The file is put into write-ahead mode here: Entity Framework does so only where it makes the file itself, and a kill may come between the two.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = 'wal'; DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
    }

    internal override async Task ClearLeases(CancellationToken ct)
    {
        await relay.ClearLeases(ct);
        await jobs.ClearLeases(ct);
    }

    internal override async Task Run(bool consumes, CancellationToken ct)
    {
        List<Task> loops = [Loop("relay", relay.SendDue, ct), Loop("sealer", SealSlowly, ct)];
        if (consumes) loops.AddRange([Loop("jobs", jobs.RunDue, ct), Loop("retries", RetryDue, ct)]);
        await Task.WhenAll(loops);
    }

    internal override Task SealAll(CancellationToken ct) => sealer.SealAll(ct);

    public override async Task<int> Waiting(CancellationToken ct)
    {
        await using var db = Open();
        return await db.Outbox.CountAsync(row => row.Sent == null && row.Parked == null, ct)
            + await db.FailedMessages.CountAsync(row => row.Resolved == null && row.NotBefore != null, ct)
            + await db.Jobs.CountAsync(row => row.State == JobState.Waiting || row.State == JobState.Running, ct);
    }

    internal override async Task<(long Mark, IReadOnlyList<string> Kinds)> MessagesAfter(long mark, CancellationToken ct)
    {
        await using var db = Open();
        var rows = await db.Outbox.Where(row => row.Seq > mark).OrderBy(row => row.Seq).Take(200).Select(row => new { row.Seq, row.Kind }).ToListAsync(ct);
        if (rows.Count > 0) return (rows[^1].Seq, [.. rows.Select(row => row.Kind)]);
        return (await db.Outbox.MaxAsync(row => (long?)row.Seq, ct) ?? 0, []);
    }

    private async Task<int> SealSlowly(CancellationToken ct)
    {
        var count = await sealer.SealAll(ct);
        await Task.Delay(SealEvery, clock, ct);
        return count;
    }

    private async Task<int> RetryDue(CancellationToken ct)
    {
        var count = 0;
        foreach (var subscription in module.Subscriptions) count += await subscription.RetryDue(services, ct);
        return count;
    }

    /// <summary>One step after another until stopped; a step that fails is logged and tried again, so that a full disk or a lost server ends nothing.</summary>
    private async Task Loop(string name, Func<CancellationToken, Task<int>> step, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var seen = wakeUps.Commits(module.Name);
            try
            {
                if (await step(ct) == 0) await wakeUps.Wait(module.Name, seen, Poll, clock, ct);
            }
            catch (Exception) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "{Module} {Loop} stumbled and goes on in a second", module.Name, name);
                await Task.Delay(Poll, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private TDb Open() => maker.Make(Who.System("host"));
}
