using System.Diagnostics;
using System.Globalization;
using Lims.EndToEnd.Messages;

namespace Lims.EndToEnd.Rig;

/// <summary>How a round ends.</summary>
internal enum Blow
{
    AtRandom,
    AfterCommit,
    AfterPublish,
    BeforeInboxCommit,
    BeforeAck,
    BrokerStopped,
    BrokerKilled,
    BrokerPaused,
}

/// <summary>
/// Kills the worker over and over on the same folder — at named points and at random, with the broker stopped, killed and paused under it — lets a last one
/// drain, and reckons. Everything happens outside this process; the seed of the choices is told.
/// </summary>
internal sealed class CrashRig(string folder, Broker? broker, int seed, Action<string> tell, bool forgetful = false)
{
    private static readonly Blow[] Points = [Blow.AfterCommit, Blow.AfterPublish, Blow.BeforeInboxCommit, Blow.BeforeAck];
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Random random = new(seed);
    private readonly SortedDictionary<string, int> kills = new(StringComparer.Ordinal);
    private readonly List<TimeSpan> recoveries = [];

    /// <summary>Blows dealt, worker and broker together.</summary>
    public int Kills => kills.Values.Sum();

    /// <summary>From the broker's first answer to the next effect, in 95 of 100 cases at most.</summary>
    public TimeSpan Recovery => Percentile95(recoveries);

    /// <summary>Deals the blows and reckons.</summary>
    /// <param name="blows">One round each.</param>
    /// <param name="ct">Ends the rig.</param>
    public async Task<Reckoning> Run(IEnumerable<Blow> blows, CancellationToken ct)
    {
        var begun = Stopwatch.StartNew();
        tell($"crash rig: seed {seed}, {(broker is null ? "no broker" : "RabbitMQ")}{(forgetful ? ", forgetful" : "")}, {folder}");
        await House.MakeTables(folder);
        foreach (var blow in blows) await Round(blow, ct);
        var killing = begun.Elapsed;
        await Drain(ct);
        var books = await Reckoning.Of(folder, ct);
        tell($"{Kills} kills in {Seconds(killing)}: {string.Join(", ", kills.Select(kill => $"{kill.Key} {kill.Value}"))}; drained in {Seconds(begun.Elapsed - killing)}");
        tell(books.ToString());
        if (recoveries.Count > 0) tell($"recovery after the broker was back: {recoveries.Count} times, p95 {Seconds(Recovery)}, longest {Seconds(recoveries.Max())}; broker's own start p95 {Seconds(Percentile95(broker!.Starts))}");
        return books;
    }

    /// <summary>So many blows of every kind in turn, the broker's among them where there is one.</summary>
    public static IEnumerable<Blow> Mixed(int count, bool withBroker, bool withPauses)
    {
        Blow[] cycle = withBroker
            ? [.. Points, Blow.AtRandom, Blow.BrokerKilled, Blow.AtRandom, Blow.BrokerStopped]
            : [.. Points, Blow.AtRandom, Blow.AtRandom];
        for (var (dealt, turn) = (0, 0); dealt < count; turn++)
        {
            // A pause costs minutes: once in forty rounds.
            var blow = withBroker && withPauses && turn % 40 == 10 ? Blow.BrokerPaused : cycle[turn % cycle.Length];
            dealt += blow >= Blow.BrokerStopped ? 2 : 1;
            yield return blow;
        }
    }

    private Task Round(Blow blow, CancellationToken ct) => blow switch
    {
        Blow.AtRandom => AtRandom(ct),
        Blow.BrokerStopped => UnderTheWorker("broker stopped", broker!.Stop, broker!.Begin, ct),
        Blow.BrokerKilled => UnderTheWorker("broker killed", broker!.Kill, broker!.Begin, ct),
        Blow.BrokerPaused => UnderTheWorker("broker paused", Freeze, Thaw, ct, LongPause),
        _ => AtPoint(blow, ct),
    };

    private async Task AtPoint(Blow blow, CancellationToken ct)
    {
        var point = blow switch { Blow.AfterCommit => "after-commit", Blow.AfterPublish => "after-publish", Blow.BeforeInboxCommit => "before-inbox-commit", _ => "before-ack" };
        await using var worker = Start("work", string.Create(CultureInfo.InvariantCulture, $"{point}:{random.Next(1, 80)}"));
        var there = await worker.Ended(Patience, ct);
        if (!there) await worker.Kill(ct);
        Dealt(there ? point : point + " not reached");
        // 128 + 9: anything else is an end of its own, and an error.
        if (there && worker.ExitCode != 137) throw new InvalidOperationException($"The worker ended with {worker.ExitCode} instead of being killed:\n{worker.Said}");
    }

    private async Task AtRandom(CancellationToken ct)
    {
        await using var worker = Start("work");
        // One in four dies while it starts up.
        if (random.Next(4) > 0) await Works(worker, ct);
        await Task.Delay(random.Next(200, 2000), ct);
        await worker.Kill(ct);
        Dealt("random");
    }

    /// <summary>
    /// The broker goes under a working worker and comes back; effects must follow. Every second time the worker dies meanwhile too,
    /// and the next one starts while there is no broker.
    /// </summary>
    private async Task UnderTheWorker(string what, Func<CancellationToken, Task> away, Func<CancellationToken, Task> back, CancellationToken ct, TimeSpan? absence = null)
    {
        var worker = Start("work");
        try
        {
            await Works(worker, ct);
            await Task.Delay(random.Next(300, 1000), ct);
            await away(ct);
            Dealt(what);
            if (random.Next(2) == 0)
            {
                await worker.Kill(ct);
                await worker.DisposeAsync();
                Dealt("random, broker away");
                worker = Start("work");
                await Works(worker, ct);
            }
            await Task.Delay(absence ?? TimeSpan.FromMilliseconds(random.Next(300, 1500)), ct);
            await back(ct);
            await Recovered(worker, ct);
            await worker.Kill(ct);
            Dealt("random");
        }
        finally
        {
            await worker.DisposeAsync();
        }
    }

    private async Task Recovered(Victim worker, CancellationToken ct)
    {
        var (before, clock) = (await Reckoning.Effects(folder, ct), Stopwatch.StartNew());
        while (await Reckoning.Effects(folder, ct) == before)
        {
            if (worker.HasExited) throw new InvalidOperationException($"The worker ended with {worker.ExitCode}:\n{worker.Said}");
            if (clock.Elapsed > Patience) throw new TimeoutException($"No effect for {Patience.TotalSeconds} s after the broker was back:\n{worker.Said}");
            await Task.Delay(50, ct);
        }
        recoveries.Add(clock.Elapsed);
    }

    private async Task Drain(CancellationToken ct)
    {
        await using var last = Start("drain");
        if (!await last.Ended(TimeSpan.FromMinutes(5), ct)) throw new TimeoutException($"The last worker does not come to an end:\n{last.Said}");
        if (last.ExitCode != 0) throw new InvalidOperationException($"The last worker ended with {last.ExitCode}:\n{last.Said}");
    }

    private static async Task Works(Victim worker, CancellationToken ct)
    {
        if (!await worker.Ready(ct)) throw new InvalidOperationException($"The worker ended with {worker.ExitCode} before it worked:\n{worker.Said}");
    }

    private Victim Start(string verb, string? crashAt = null) =>
        Victim.Start(crashAt, verb, folder, broker is null ? null : "--bus", broker?.Uri, forgetful ? "--forgetful" : null);

    private Task Freeze(CancellationToken ct)
    {
        broker!.Pause();
        return Task.CompletedTask;
    }

    private Task Thaw(CancellationToken ct)
    {
        broker!.Resume();
        return Task.CompletedTask;
    }

    private void Dealt(string what) => kills[what] = kills.GetValueOrDefault(what) + 1;

    /// <summary>Zero where the run was too short for the broker to be away at all.</summary>
    private static TimeSpan Percentile95(List<TimeSpan> times) => times.Count == 0 ? TimeSpan.Zero : times.Order().ElementAt((int)Math.Ceiling(times.Count * 0.95) - 1);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture);
}
