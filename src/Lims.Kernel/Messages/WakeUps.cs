using System.Collections.Concurrent;

namespace Lims.Kernel.Messages;

/// <summary>
/// One wake-up a module, raised after a commit: relay, sealer and jobs of that module look at once instead of at their next poll.
/// A single one shared by all modules cost a second of latency when three relays took each other's signals.
/// </summary>
public sealed class WakeUps
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> commits = new(StringComparer.Ordinal);

    /// <summary>Something of the module was committed.</summary>
    public void Wake(string module)
    {
        commits.AddOrUpdate(module, 1, (_, count) => count + 1);
        if (waiting.TryRemove(module, out var waiters)) waiters.TrySetResult();
    }

    /// <summary>The number of commits seen so far; take it before looking at the tables, and hand it to <see cref="Wait"/>.</summary>
    public long Commits(string module) => commits.GetValueOrDefault(module);

    /// <summary>Returns when there was a commit after <paramref name="seen"/>, or after <paramref name="atMost"/>.</summary>
    public async Task Wait(string module, long seen, TimeSpan atMost, TimeProvider clock, CancellationToken ct)
    {
        var waiter = waiting.GetOrAdd(module, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (Commits(module) != seen) return;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(waiter.Task, Task.Delay(atMost, clock, ended.Token));
        await ended.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}
