using Lims.Contracts;
using Lims.Kernel.Access;
using Lims.Kernel.Audit;
using Lims.Kernel.Jobs;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lims.Kernel.Data;

/// <summary>
/// The tables of one module, opened for one act by <see cref="Db{TDb}"/>. What it saves, it saves with the audit entry and the messages,
/// or not at all.
/// </summary>
public abstract class ModuleDb(DbContextOptions options) : DbContext(options)
{
    private IDbContextTransaction? act;
    private Opening opened = Opening.Nobody;

    /// <summary>The module's name: its SQL Server schema, its file, its audit chain.</summary>
    public abstract string Module { get; }

    /// <summary>Who acts, and for which laboratory.</summary>
    public Who Who => opened.Who;

    internal TimeProvider Clock => opened.Clock;
    internal MessageContext Cause => opened.Cause;
    internal string? Reason { get; private set; }
    internal bool KernelWrites { get; private set; }

    /// <summary>The filter's laboratory; read by every query through the model's filter.</summary>
    public string Laboratory => opened.Who.Laboratory;

    /// <summary>True for consumers and the administrator's tools alone.</summary>
    public bool EveryLaboratory => opened.Who.EveryLaboratory;

    internal DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    internal DbSet<InboxRow> Inbox => Set<InboxRow>();
    internal DbSet<FailedMessage> FailedMessages => Set<FailedMessage>();
    internal DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    internal DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();
    internal DbSet<JobRow> Jobs => Set<JobRow>();

    internal void Open(Who who, TimeProvider clock, MessageContext cause, Action wake) => opened = new Opening(who, clock, cause, wake);

    /// <summary>Why a relied-upon value is changed; stands in the audit entry of everything this act changes.</summary>
    public void Because(string reason) => Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();

    /// <summary>
    /// Tells the other modules a fact. The message goes into the outbox and commits with the rows of this act, in the same
    /// <see cref="SaveChangesAsync(bool, CancellationToken)"/>. Its version is the revision of the record it is about, raised by this act.
    /// </summary>
    /// <exception cref="InvalidOperationException">The record the message is about is not part of this act.</exception>
    public void Publish(IMessage message)
    {
        var about = ChangeTracker.Entries<Record>().FirstOrDefault(entry => entry.Entity.Id == message.About)
            ?? throw new InvalidOperationException($"{message.GetType().Name} is about {message.About}, which this act has neither read nor made.");
        if (about.State == EntityState.Unchanged) about.Property(record => record.Revision).IsModified = true;
        Outbox.Add(new OutboxRow(Ids.New(), message, Clock.GetUtcNow()));
    }

    /// <summary>
    /// The next number of a series, without gaps between committed acts: the counter's row stays locked until this act is saved.
    /// </summary>
    /// <param name="series">What is counted: <c>sample/BUS/2026</c>.</param>
    /// <param name="ct">Ends the wait for the lock.</param>
    public async Task<int> NextNumber(string series, CancellationToken ct)
    {
        act ??= await Database.BeginTransactionAsync(ct);
        using var kernel = AsKernel();
        var counters = Set<Counter>();
        if (await counters.Where(counter => counter.Series == series).ExecuteUpdateAsync(set => set.SetProperty(c => c.Last, c => c.Last + 1), ct) == 0)
        {
            // The first number of a series. Two writers may come here at once on SQL Server: the second one's insert fails on the key, and its act with it.
            counters.Add(new Counter(series));
            await base.SaveChangesAsync(true, ct);
            ChangeTracker.Entries<Counter>().ToList().ForEach(entry => entry.State = EntityState.Detached);
            return 1;
        }
        return await counters.Where(counter => counter.Series == series).Select(counter => counter.Last).SingleAsync(ct);
    }

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var rows = await SaveOrSayStale(acceptAllChangesOnSuccess, cancellationToken);
        if (act is not null)
        {
            await act.CommitAsync(cancellationToken);
            await act.DisposeAsync();
            act = null;
        }
        if (Database.CurrentTransaction is null) Committed();
        return rows;
    }

    /// <summary>Refused: a page that blocks a thread for a disk blocks the others too.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Save with SaveChangesAsync.");

    internal void Committed()
    {
        CrashPoint.Reached("after-commit");
        opened.Wake();
    }

    /// <summary>Bulk statements are the kernel's alone (claims, leases, counters): they pass the audit by.</summary>
    internal IDisposable AsKernel()
    {
        KernelWrites = true;
        return new Scope(() => KernelWrites = false);
    }

    private async Task<int> SaveOrSayStale(bool accept, CancellationToken ct)
    {
        try
        {
            return await base.SaveChangesAsync(accept, ct);
        }
        catch (DbUpdateConcurrencyException stale)
        {
            var name = stale.Entries.Count > 0 ? stale.Entries[0].Metadata.ClrType.Name : "record";
            throw new StaleRecord($"This {name} was changed by somebody else meanwhile. Reload to see the change; what you typed is kept.");
        }
        catch (DbUpdateException taken) when (Conventions.IsTakenKey(taken.InnerException))
        {
            throw new StaleRecord("Somebody else recorded the same thing at the same moment. Reload to see it; what you typed is kept.");
        }
    }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.AddInterceptors(SaveInterceptor.Instance, NoBulkInterceptor.Instance, SqlitePragmas.Instance);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conventions.Apply(configurationBuilder, Database.ProviderName ?? "");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        if (Conventions.IsSqlServer(Database.ProviderName)) modelBuilder.HasDefaultSchema(Module);
        // Mappings stand nested beside their noun. People, their sessions, drafts and tokens are tables of the access database alone.
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ModuleDb).Assembly, type => this is AccessDb || type.DeclaringType is not { } noun || !Attribute.IsDefined(noun, typeof(InAccessAloneAttribute)));
        if (this is not AccessDb) modelBuilder.ApplyConfigurationsFromAssembly(GetType().Assembly);
        Conventions.Finish(modelBuilder);
        LaboratoryFilter.Apply(modelBuilder, this);
    }

    public override async ValueTask DisposeAsync()
    {
        if (act is not null) await act.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private sealed record Opening(Who Who, TimeProvider Clock, MessageContext Cause, Action Wake)
    {
        public static readonly Opening Nobody = new(Who.Nobody, TimeProvider.System, MessageContext.None, () => { });
    }

    private sealed class Scope(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
