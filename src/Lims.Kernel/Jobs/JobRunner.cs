using System.Text.Json;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lims.Kernel.Jobs;

/// <summary>One kind of job a module can do, by name.</summary>
public abstract class JobHandler(string kind)
{
    internal string Kind { get; } = kind;

    internal abstract Task Run(IServiceProvider services, JobRow row, CancellationToken ct);

    internal abstract int Tries(IServiceProvider services);
}

internal sealed class JobHandler<TDb, TArgument, TJob>(string kind) : JobHandler(kind)
    where TDb : ModuleDb
    where TJob : Job<TDb, TArgument>
{
    internal override int Tries(IServiceProvider services) => services.GetRequiredService<TJob>().Tries;

    internal override Task Run(IServiceProvider services, JobRow row, CancellationToken ct) => services.GetRequiredService<TJob>().Run(
        JsonSerializer.Deserialize<TArgument>(row.Argument, Conventions.Json)!, new JobRun<TDb>(row, services.GetRequiredService<ModuleDbMaker<TDb>>()), ct);
}

/// <summary>Takes the module's jobs one at a time: claim, heartbeat while it runs, end or another try.</summary>
internal sealed class JobRunner<TDb>(ModuleDbMaker<TDb> maker, LimsModule module, IServiceProvider services, TimeProvider clock, ILogger<JobRunner<TDb>> log)
    where TDb : ModuleDb
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private readonly string me = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.CreateVersion7():N}";

    /// <summary>Runs the jobs that are due; returns how many.</summary>
    public async Task<int> RunDue(CancellationToken ct)
    {
        var count = 0;
        for (; await Claim(ct) is { } row; count++) await Run(row, ct);
        return count;
    }

    /// <summary>Frees every lease: only for the process that holds the data folder.</summary>
    public async Task ClearLeases(CancellationToken ct)
    {
        await using var db = Open();
        using var kernel = db.AsKernel();
        await db.Jobs.Where(row => row.State == JobState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, JobState.Waiting).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null), ct);
    }

    private async Task<JobRow?> Claim(CancellationToken ct)
    {
        await using var db = Open();
        var now = clock.GetUtcNow();
        var candidate = await db.Jobs.AsNoTracking()
            .Where(row => (row.State == JobState.Waiting && row.NotBefore <= now) || (row.State == JobState.Running && row.LeaseUntil < now))
            .OrderBy(row => row.NotBefore).Select(row => new { row.Id, row.LeaseToken }).FirstOrDefaultAsync(ct);
        if (candidate is null) return null;
        using var kernel = db.AsKernel();
        var won = await db.Jobs.Where(row => row.Id == candidate.Id && row.LeaseToken == candidate.LeaseToken)
            .ExecuteUpdateAsync(set => set
                .SetProperty(row => row.State, JobState.Running)
                .SetProperty(row => row.LeaseOwner, me)
                .SetProperty(row => row.LeaseUntil, now + Lease)
                .SetProperty(row => row.LeaseToken, candidate.LeaseToken + 1)
                .SetProperty(row => row.Attempts, row => row.Attempts + 1), ct);
        return won == 1 ? await db.Jobs.AsNoTracking().SingleAsync(row => row.Id == candidate.Id, ct) : null;
    }

    private async Task Run(JobRow row, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWho>().Be(row.Who, row.Causes);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var beating = KeepLease(row, stop);
        var handler = module.Jobs.FirstOrDefault(job => job.Kind == row.Kind);
        try
        {
            if (handler is null) throw new InvalidOperationException($"This process knows no job “{row.Kind}”.");
            await handler.Run(scope.ServiceProvider, row, stop.Token);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "Job {Kind} {Id} failed (try {Attempt})", row.Kind, row.Id, row.Attempts);
            await End(row, failure, row.Attempts >= (handler?.Tries(scope.ServiceProvider) ?? 1), ct);
        }
        finally
        {
            await stop.CancelAsync();
            await beating;
        }
    }

    private async Task End(JobRow row, Exception failure, bool last, CancellationToken ct)
    {
        await using var db = Open();
        var mine = await db.Jobs.SingleAsync(job => job.Id == row.Id, ct);
        if (mine.LeaseToken != row.LeaseToken || mine.State != JobState.Running) return;
        mine.State = mine.CancelAsked ? JobState.Cancelled : last ? JobState.Failed : JobState.Waiting;
        mine.Ended = mine.State == JobState.Waiting ? null : clock.GetUtcNow();
        mine.NotBefore = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Pow(4, row.Attempts));
        mine.Error = failure.Message.Length > 4000 ? failure.Message[..4000] : failure.Message;
        (mine.LeaseOwner, mine.LeaseUntil) = (null, null);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Renews the lease while the job runs; stops the job when it is asked to, or when another worker has it.</summary>
    private async Task KeepLease(JobRow row, CancellationTokenSource stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Beat, clock, stop.Token);
                await using var db = Open();
                using var kernel = db.AsKernel();
                var until = clock.GetUtcNow() + Lease;
                var mine = await db.Jobs.Where(job => job.Id == row.Id && job.LeaseToken == row.LeaseToken && !job.CancelAsked && job.State == JobState.Running)
                    .ExecuteUpdateAsync(set => set.SetProperty(job => job.LeaseUntil, until), stop.Token);
                if (mine == 0) await stop.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The job has ended, one way or another.
        }
    }

    private TDb Open() => maker.Make(Who.System("job runner"));
}
