using Lims.Kernel.Data;
using Lims.Kernel.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lims.Kernel;

/// <summary>How this process takes part.</summary>
public sealed record HostOptions
{
    /// <summary>Bring the tables up to date at start. On by default for SQLite; on SQL Server a person runs <c>lims migrate</c>.</summary>
    public bool? MigrateAtStart { get; init; }

    /// <summary>
    /// Whether the process may work beside another that holds the SQLite folder: it writes, and the other one relays.
    /// </summary>
    public bool MayBeGuest { get; init; }
}

/// <summary>
/// Starts everything in order — folder lock, tables, triggers, leases, topology, bus, loops — and stops it in reverse.
/// Of all processes on a SQLite folder one holds <c>lims.lock</c> and runs the loops.
/// </summary>
public sealed class LimsHost(
    IEnumerable<ModuleHost> modules, DataOptions data, BrokerSwitch broker, Subscriptions subscriptions, IServiceProvider services, HostOptions options, ILogger<LimsHost> log)
    : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private FileStream? folderLock;
    private Task running = Task.CompletedTask;

    /// <summary>Whether another process runs the loops and this one only writes.</summary>
    public bool IsGuest { get; private set; }

    /// <summary>Whether the bus is up; always true without a broker.</summary>
    public bool BusIsUp { get; private set; }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        IsGuest = !Hold(options.MayBeGuest);
        if (IsGuest) return;
        foreach (var module in modules)
        {
            if (data.Provider == DataProvider.Sqlite) await module.ClearMigrationLock(cancellationToken);
            await BringUpToDate(module, cancellationToken);
            await module.CheckTriggers(cancellationToken);
            if (data.Provider == DataProvider.Sqlite) await module.ClearLeases(cancellationToken);
        }
        running = Task.Run(() => Run(stopping.Token), CancellationToken.None);
    }

    /// <summary>Brings every module's tables up to date without starting anything; holds the folder meanwhile. Says which migrations each module lacked.</summary>
    /// <exception cref="InvalidOperationException">Another process works in the folder.</exception>
    public async Task<IReadOnlyList<(string Module, IReadOnlyList<string> Applied)>> Migrate(CancellationToken ct)
    {
        Hold(mayBeGuest: false);
        var applied = new List<(string, IReadOnlyList<string>)>();
        foreach (var module in modules)
        {
            if (data.Provider == DataProvider.Sqlite) await module.ClearMigrationLock(ct);
            applied.Add((module.Module.Name, await module.PendingMigrations(ct)));
            await module.Migrate(ct);
        }
        Dispose();
        return applied;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!IsGuest && folderLock is not null)
        {
            foreach (var module in modules) await module.SealAll(cancellationToken);
        }
        Dispose();
    }

    public void Dispose()
    {
        folderLock?.Dispose();
        folderLock = null;
    }

    private async Task BringUpToDate(ModuleHost module, CancellationToken ct)
    {
        if (options.MigrateAtStart ?? data.Provider == DataProvider.Sqlite)
        {
            await module.Migrate(ct);
            return;
        }
        var pending = await module.PendingMigrations(ct);
        if (pending.Count > 0) throw new InvalidOperationException($"Module {module.Module.Name} lacks {pending.Count} migration(s), first {pending[0]}. Run: lims migrate");
    }

    private async Task Run(CancellationToken ct)
    {
        var bus = services.GetService<LimsBus>();
        if (bus is not null) await Start(bus, broker.Options!, ct);
        BusIsUp = !ct.IsCancellationRequested;
        try
        {
            if (BusIsUp) await Task.WhenAll(modules.Select(module => module.Run(broker.Consumes(module.Module.Name), ct)));
        }
        finally
        {
            BusIsUp = false;
            if (bus is not null) await bus.Stop();
        }
    }

    /// <summary>Waits for the broker as long as it takes: the pages work meanwhile, and what they save waits in the outbox.</summary>
    private async Task Start(LimsBus bus, BrokerOptions there, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await Topology.Declare(there, subscriptions, ct);
                await bus.Start();
                return;
            }
            catch (Exception away) when (!ct.IsCancellationRequested)
            {
                log.LogWarning("The broker at {Host} is away ({Reason}); messages wait in the outbox", there.Uri.Host, away.Message);
                await Task.Delay(TimeSpan.FromSeconds(2), services.GetRequiredService<TimeProvider>(), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Takes the SQLite folder; false where another process has it and this one may be its guest. On SQL Server nobody holds anything.</summary>
    private bool Hold(bool mayBeGuest)
    {
        Directory.CreateDirectory(data.Folder);
        if (data.Provider != DataProvider.Sqlite || TakeLock()) return true;
        return mayBeGuest ? false : throw new InvalidOperationException($"Another Lims process works in {data.Folder} ({ReadHolder()}). Stop it first, or name another folder.");
    }

    private bool TakeLock()
    {
        try
        {
            // Shared with nobody: on Linux any other sharing takes a lock that a second process gets as well. So who holds it stands in a file beside.
            folderLock = new FileStream(Path.Combine(data.Folder, "lims.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return false;
        }
        File.WriteAllText(HolderPath, $"process {Environment.ProcessId} on {Environment.MachineName}");
        return true;
    }

    private string ReadHolder()
    {
        try
        {
            return File.ReadAllText(HolderPath);
        }
        catch (IOException)
        {
            return "it does not say which";
        }
    }

    private string HolderPath => Path.Combine(data.Folder, "lims.lock.holder");
}
