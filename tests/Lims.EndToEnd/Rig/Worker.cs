using System.Globalization;
using Lims.Kernel;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lims.EndToEnd.Rig;

/// <summary>
/// The process that is killed: <c>rig work FOLDER [--bus URI] [--forgetful]</c> hosts mill and store and grinds without end;
/// <c>rig drain FOLDER [--bus URI]</c> grinds nothing and ends when nothing waits any more.
/// </summary>
internal static class Worker
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(40);
    private const int Millers = 2;
    private const int MostWaiting = 250;

    public static async Task<int> Run(IReadOnlyList<string> order)
    {
        var (verb, folder) = (order[0], order[1]);
        var bus = order.SkipWhile(word => word != "--bus").Skip(1).FirstOrDefault();
        var broker = bus is null ? null : new BrokerOptions(new Uri(bus), []);
        using var host = House.Build(folder, broker, services =>
        {
            services.AddSingleton<ILoggerProvider>(new RepeatsSeen(folder));
            services.AddLogging(log => log.AddFilter<RepeatsSeen>(typeof(Subscription).FullName, LogLevel.Debug));
            if (order.Contains("--forgetful")) Forgetful.Replace(services);
        });
        await host.StartAsync();
        Console.WriteLine("ready");
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        if (verb == "work")
        {
            using var ledger = new Ledger(folder);
            await Task.WhenAll(Enumerable.Range(0, Millers).Select(miller => Grind(host, ledger, miller, stopping)));
            await host.WaitForShutdownAsync(CancellationToken.None);
        }
        else
        {
            await Drain(host, stopping);
            await host.StopAsync(CancellationToken.None);
        }
        return 0;
    }

    private static async Task Grind(IHost host, Ledger ledger, int miller, CancellationToken stopping)
    {
        await Task.Yield();
        for (var number = miller; !stopping.IsCancellationRequested; number += Millers)
        {
            await Task.Delay(Pace, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (number % 50 == miller && await TooMuchWaits(host, stopping)) continue;
            var batch = await host.Grind(number, CancellationToken.None);
            ledger.Acknowledged(batch.Id);
        }
    }

    /// <summary>Waits while the relays are far behind, so that a long outage does not make the end of the test longer than itself.</summary>
    private static async Task<bool> TooMuchWaits(IHost host, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await using var db = host.Mill();
            if (await db.Outbox.CountAsync(row => row.Sent == null, CancellationToken.None) < MostWaiting) return false;
            await Task.Delay(200, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return true;
    }

    /// <summary>
    /// Ends when every batch has its echo and nothing waits; or, where a message was lost, when nothing waits and nothing has moved for a while.
    /// </summary>
    private static async Task Drain(IHost host, CancellationToken stopping)
    {
        var modules = host.Services.GetServices<ModuleHost>().ToList();
        var still = TimeSpan.FromSeconds(host.Services.GetRequiredService<BrokerSwitch>().Options is null ? 2 : 8);
        var clock = TimeProvider.System;
        for (var (last, moved) = ("", clock.GetTimestamp()); !stopping.IsCancellationRequested; await Task.Delay(100, stopping))
        {
            var waiting = 0;
            foreach (var module in modules) waiting += await module.Waiting(stopping);
            await using var mill = host.Mill();
            await using var store = host.Store();
            var missing = await mill.Batches.CountAsync(batch => batch.Echoes == 0, stopping);
            var (batches, weighings) = (await mill.Batches.CountAsync(stopping), await store.Weighings.CountAsync(stopping));
            if (waiting + missing == 0 && weighings >= batches) return;
            var now = string.Create(CultureInfo.InvariantCulture, $"{waiting} {missing} {weighings}");
            if (now != last) (last, moved) = (now, clock.GetTimestamp());
            if (waiting == 0 && clock.GetElapsedTime(moved) > still) return;
        }
    }
}

/// <summary>
/// A relay that is told “sent” before the message is delivered: what a program without a proper outbox does. The rig must find out.
/// </summary>
internal sealed class Forgetful(ITransport honest) : ITransport
{
    private static readonly TimeSpan Later = TimeSpan.FromMilliseconds(150);

    public Task Send(OutboxRow row, CancellationToken ct)
    {
        _ = Task.Delay(Later, CancellationToken.None).ContinueWith(_ => honest.Send(row, CancellationToken.None), TaskScheduler.Default);
        return Task.CompletedTask;
    }

    public static void Replace(IServiceCollection services)
    {
        var honest = services.Single(service => service.ServiceType == typeof(ITransport)).ImplementationType!;
        services.Replace(ServiceDescriptor.Singleton<ITransport>(provider => new Forgetful((ITransport)ActivatorUtilities.CreateInstance(provider, honest))));
    }
}

/// <summary>Counts, in a file, how often the inbox turned a message away that had been taken before.</summary>
internal sealed class RepeatsSeen(string folder) : ILoggerProvider, ILogger
{
    private readonly Lock turn = new();

    public static long Count(string folder) => new FileInfo(PathIn(folder)) is { Exists: true } file ? file.Length : 0;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!formatter(state, exception).Contains("a repeat", StringComparison.Ordinal)) return;
        lock (turn) File.AppendAllText(PathIn(folder), "+");
    }

    public void Dispose()
    {
    }

    private static string PathIn(string folder) => Path.Combine(folder, "repeats.txt");
}
