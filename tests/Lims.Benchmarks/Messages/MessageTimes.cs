using System.Diagnostics;
using System.Globalization;
using MassTransit;

namespace Lims.Benchmarks.Messages;

/// <summary>
/// What a message costs that cannot be lost: commit with outbox, relay, delivery, commit with inbox — beside what it cannot be cheaper than (the same two
/// commits one after the other) and what it would cost unsafely (MassTransit alone on the same broker). A plain timed program, since a bus is no function:
/// <c>dotnet run -c Release --project tests/Lims.Benchmarks -- messages [amqp://user:password@host:port/]</c>.
/// </summary>
internal static class MessageTimes
{
    private const int Count = 3000, WarmUp = 300, Idle = 200;

    public static async Task Run(Uri? bus)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count} messages after {WarmUp} for warming up; latency of {Idle} single messages, each sent when the one before has arrived"));
        Console.WriteLine("| mode | messages/s | of two commits | idle latency p50 | p95 |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        await Measure("in process", null);
        if (bus is null)
        {
            Console.WriteLine("No broker was named; RabbitMQ was not measured.");
            return;
        }
        await Measure("RabbitMQ", bus);
        await MassTransitAlone(bus);
    }

    private static async Task Measure(string mode, Uri? bus)
    {
        await using var house = await SenderAndReceiver.Start(bus);
        await Send(house, WarmUp);
        await Until(async () => await house.Arrived() == WarmUp);
        var clock = Stopwatch.StartNew();
        await Send(house, Count);
        await Until(async () => await house.Arrived() == WarmUp + Count);
        var told = Count / clock.Elapsed.TotalSeconds;

        clock.Restart();
        for (var number = 0; number < Count; number++) await house.Note(await house.Send(tell: false));
        var bare = Count / clock.Elapsed.TotalSeconds;

        var latencies = new List<double>();
        for (var number = 0; number < Idle; number++)
        {
            await Task.Delay(20);
            var parcel = await house.Send();
            clock.Restart();
            while (!await house.HasArrived(parcel)) await Task.Delay(1);
            latencies.Add(clock.Elapsed.TotalMilliseconds);
        }
        Print(mode, told, bare, latencies);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| two commits, one after the other | {bare:0} | 1.00 | | |"));
    }

    private static async Task Send(SenderAndReceiver house, int count)
    {
        for (var number = 0; number < count; number++) await house.Send();
    }

    /// <summary>Publish and consume and nothing else: nothing is kept, so a kill loses it.</summary>
    private static async Task MassTransitAlone(Uri broker)
    {
        var arrived = 0;
        var bus = Bus.Factory.CreateUsingRabbitMq(configure =>
        {
            configure.Host(broker);
            configure.ReceiveEndpoint("lims-benchmark", endpoint =>
            {
                endpoint.AutoDelete = true;
                endpoint.Handler<ParcelSent>(_ =>
                {
                    Interlocked.Increment(ref arrived);
                    return Task.CompletedTask;
                });
            });
        });
        await bus.StartAsync();
        for (var number = 0; number < WarmUp; number++) await bus.Publish(new ParcelSent(Guid.NewGuid()));
        await Until(() => Task.FromResult(Volatile.Read(ref arrived) == WarmUp));
        var clock = Stopwatch.StartNew();
        for (var number = 0; number < Count; number++) await bus.Publish(new ParcelSent(Guid.NewGuid()));
        await Until(() => Task.FromResult(Volatile.Read(ref arrived) == WarmUp + Count));
        var rate = Count / clock.Elapsed.TotalSeconds;
        var latencies = new List<double>();
        for (var number = 0; number < Idle; number++)
        {
            await Task.Delay(20);
            var before = Volatile.Read(ref arrived);
            clock.Restart();
            await bus.Publish(new ParcelSent(Guid.NewGuid()));
            while (Volatile.Read(ref arrived) == before) await Task.Delay(1);
            latencies.Add(clock.Elapsed.TotalMilliseconds);
        }
        Print("MassTransit alone, nothing kept", rate, null, latencies);
        await bus.StopAsync();
    }

    private static void Print(string mode, double rate, double? bare, List<double> latencies)
    {
        latencies.Sort();
        var ratio = bare is { } two ? (rate / two).ToString("0.00", CultureInfo.InvariantCulture) : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {mode} | {rate:0} | {ratio} | {latencies[latencies.Count / 2]:0.0} ms | {latencies[latencies.Count * 95 / 100]:0.0} ms |"));
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        var patience = Stopwatch.StartNew();
        while (!await holds())
        {
            if (patience.Elapsed > TimeSpan.FromMinutes(5)) throw new TimeoutException("Not all messages arrived within 5 minutes.");
            await Task.Delay(20);
        }
    }
}
