using System.Text.Json;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Kernel.Jobs;

/// <summary>Does one kind of long work of a module.</summary>
/// <typeparam name="TDb">The module's tables.</typeparam>
/// <typeparam name="TArgument">What the work is about; kept as JSON in the job's row.</typeparam>
public abstract class Job<TDb, TArgument>
    where TDb : ModuleDb
{
    /// <summary>Stable name: <c>read-instrument-file</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>How often the work is tried before a person is asked.</summary>
    public virtual int Tries => 3;

    /// <summary>
    /// Does the work and ends with <see cref="JobRun{TDb}.Complete"/>, which saves the effects and the end of the job in one transaction.
    /// May begin anew after a crash: what was not completed was not done, except what <see cref="JobRun{TDb}.SaveCheckpoint"/> has kept.
    /// </summary>
    public abstract Task Run(TArgument argument, JobRun<TDb> run, CancellationToken ct);
}

/// <summary>Asks for long work, in the transaction of the act.</summary>
public static class JobQueue
{
    /// <summary>Adds the job; it starts after the act is saved. Returns its key, by which its progress can be asked.</summary>
    public static Guid Enqueue<TArgument>(this ModuleDb db, string kind, TArgument argument)
        where TArgument : notnull
    {
        var row = new JobRow(kind, argument, db);
        db.Jobs.Add(row);
        return row.Id;
    }

    /// <summary>Asks a job to stop at its next breath.</summary>
    public static async Task CancelJob(this ModuleDb db, Guid id, CancellationToken ct)
    {
        using var kernel = db.AsKernel();
        var now = db.Clock.GetUtcNow();
        await db.Jobs.Where(row => row.Id == id && row.State == JobState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, JobState.Cancelled).SetProperty(row => row.Ended, now), ct);
        await db.Jobs.Where(row => row.Id == id && row.State == JobState.Running).ExecuteUpdateAsync(set => set.SetProperty(row => row.CancelAsked, true), ct);
    }

    /// <summary>Where a job stands; null where there is none of that key.</summary>
    public static Task<JobProgress?> ProgressOf(this ModuleDb db, Guid id, CancellationToken ct) => db.Jobs.Where(row => row.Id == id)
        .Select(row => new JobProgress(row.Id, row.Kind, row.State, row.Progress, row.Note, row.Error, row.Created, row.Ended)).SingleOrDefaultAsync(ct);
}

/// <summary>Where a job stands, for a page.</summary>
public sealed record JobProgress(Guid Id, string Kind, JobState State, double Progress, string? Note, string? Error, DateTimeOffset Created, DateTimeOffset? Ended);

/// <summary>One try at a job: its tables, its progress, its end.</summary>
public sealed class JobRun<TDb>
    where TDb : ModuleDb
{
    private readonly JobRow row;
    private readonly ModuleDbMaker<TDb> maker;

    internal JobRun(JobRow row, ModuleDbMaker<TDb> maker) => (this.row, this.maker) = (row, maker);

    /// <summary>The job's key.</summary>
    public Guid Id => row.Id;

    /// <summary>What the last try kept; null at the first.</summary>
    public T? Checkpoint<T>() => row.Checkpoint is null ? default : JsonSerializer.Deserialize<T>(row.Checkpoint, Conventions.Json);

    /// <summary>Opens the module's tables as this job on behalf of the person.</summary>
    public TDb Open() => maker.Make(row.Who, row.Causes);

    /// <summary>Says how far the work is.</summary>
    public async Task Report(double progress, string note, CancellationToken ct)
    {
        await using var db = Open();
        using var kernel = db.AsKernel();
        await db.Jobs.Where(mine => mine.Id == row.Id && mine.LeaseToken == row.LeaseToken)
            .ExecuteUpdateAsync(set => set.SetProperty(mine => mine.Progress, progress).SetProperty(mine => mine.Note, note), ct);
    }

    /// <summary>Saves the effects so far together with where to go on.</summary>
    /// <exception cref="StaleRecord">Another worker has taken the job over.</exception>
    public async Task SaveCheckpoint<T>(TDb db, T checkpoint, double progress, CancellationToken ct)
    {
        var mine = await Mine(db, ct);
        (mine.Checkpoint, mine.Progress) = (JsonSerializer.Serialize(checkpoint, Conventions.Json), progress);
        await db.SaveChangesAsync(ct);
        row.Checkpoint = mine.Checkpoint;
    }

    /// <summary>Saves the effects in <paramref name="db"/> and the end of the job, together.</summary>
    /// <exception cref="StaleRecord">Another worker has taken the job over; nothing was saved.</exception>
    public async Task Complete(TDb db, string note, CancellationToken ct)
    {
        var mine = await Mine(db, ct);
        (mine.State, mine.Progress, mine.Note, mine.Ended) = (JobState.Done, 1, note, db.Clock.GetUtcNow());
        (mine.LeaseOwner, mine.LeaseUntil) = (null, null);
        await db.SaveChangesAsync(ct);
    }

    private async Task<JobRow> Mine(TDb db, CancellationToken ct)
    {
        var mine = db.Jobs.Local.FirstOrDefault(job => job.Id == row.Id) ?? await db.Jobs.SingleAsync(job => job.Id == row.Id, ct);
        return mine.LeaseToken == row.LeaseToken ? mine : throw new StaleRecord("Another worker has taken this job over.");
    }
}
