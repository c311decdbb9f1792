using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Lims.EndToEnd.Messages;
using Lims.EndToEnd.Rig;
using Lims.Kernel;
using Lims.Kernel.Data;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lims.EndToEnd;

/// <summary>The kernel on a real RabbitMQ, which stops, vanishes, and is fed rubbish.</summary>
public sealed class When_messages_go_over_RabbitMQ(RunningBroker running) : IClassFixture<RunningBroker>, IAsyncLifetime
{
    private static readonly string[] Queues = [StoreSackWhenGrainGround.Queue, WeighSackWhenGrainGround.Queue, MarkBatchWhenSackStored.Queue];
    private static readonly string[] All = [.. Queues, HearWhenGrainGround.Queue, Topology.Dead];
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lims-bus-");
    private readonly Broker broker = running.Broker;
    private readonly List<IHost> houses = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (!broker.Runs) await broker.Begin(Ct);
        foreach (var queue in All) await broker.Remove(queue, Ct);
        await House.MakeTables(folder.FullName);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var house in houses)
        {
            await house.StopAsync(CancellationToken.None);
            house.Dispose();
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_queue_gets_them_and_they_arrive_as_they_were_told()
    {
        var house = await Start();
        for (var number = 0; number < 20; number++) await house.Grind(number, Ct);
        await house.Quiet(Ct);
        await AllWell(house);
        // The same declaration again is accepted: ours and the one MassTransit made for the same queues do not differ.
        await Topology.Declare(broker.Options(), house.Services.GetRequiredService<Subscriptions>(), Ct);
    }

    [Fact]
    public async Task An_envelope_comes_out_of_the_bus_letter_by_letter_as_it_was_saved()
    {
        var heard = new TaskCompletionSource<string>();
        var house = await Start(services => services.AddModule<EarDb, EarDbSqlite, EarDbSqlServer>("ear", ear => ear.Consumer<HearWhenGrainGround, GrainGround>()).AddSingleton(heard));
        var batch = await house.Grind(1, Ct);
        await using var mill = house.Mill();
        Assert.Equal(await mill.Outbox.Where(row => row.About == batch.Id).Select(row => row.Body).SingleAsync(Ct), await heard.Task.WaitAsync(Soon, Ct));
    }

    [Fact]
    public async Task Without_a_queue_to_take_it_a_message_waits_and_goes_when_the_queues_are_declared_again()
    {
        var publisher = await Start(consume: "nobody");
        await Until(publisher, () => Task.FromResult(publisher.Services.GetRequiredService<LimsHost>().BusIsUp));
        await broker.Remove(StoreSackWhenGrainGround.Queue, Ct);
        await broker.Remove(WeighSackWhenGrainGround.Queue, Ct);
        await publisher.Grind(1, Ct);
        await Until(publisher, async () => await Outbox(publisher, row => row.LastError != null) == 1);
        Assert.Equal(0, await Outbox(publisher, row => row.Sent != null));
        Assert.Equal(0, await Outbox(publisher, row => row.Parked != null));
        await Stop(publisher);

        publisher = await Start(consume: "nobody");
        await Until(publisher, async () => await Outbox(publisher, row => row.Sent != null) == 1);
        Assert.Equal(1u, await broker.Waiting(StoreSackWhenGrainGround.Queue, Ct));
        Assert.Equal(1u, await broker.Waiting(WeighSackWhenGrainGround.Queue, Ct));
    }

    [Fact]
    public async Task A_queue_removed_under_its_consumer_is_there_again()
    {
        var house = await Start();
        await house.Grind(1, Ct);
        await house.Quiet(Ct);
        await broker.Remove(StoreSackWhenGrainGround.Queue, Ct);
        await Until(house, async () => await broker.IsServed(StoreSackWhenGrainGround.Queue, Ct));
        await house.Grind(2, Ct);
        await house.Quiet(Ct);
        await AllWell(house);
    }

    [Fact]
    public async Task With_no_broker_at_start_acts_are_saved_and_their_messages_go_when_it_appears()
    {
        await broker.Stop(Ct);
        var begun = Stopwatch.StartNew();
        var house = await Start();
        Assert.True(begun.Elapsed < Soon, $"The start waited {begun.Elapsed.TotalSeconds} s for a broker that was not there.");
        for (var number = 0; number < 10; number++) await house.Grind(number, Ct);
        await Task.Delay(TimeSpan.FromSeconds(3), Ct);
        Assert.False(house.Services.GetRequiredService<LimsHost>().BusIsUp);
        Assert.Equal(10, await Outbox(house, row => row.Sent == null && row.Parked == null && row.Attempts == 0));
        await broker.Begin(Ct);
        await house.Quiet(Ct);
        Assert.True(house.Services.GetRequiredService<LimsHost>().BusIsUp);
        await AllWell(house);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_broker_restarted_with_messages_in_work_is_served_again_within_30_seconds(bool killed)
    {
        var house = await Start();
        house.Services.GetRequiredService<Trouble>().Slow = TimeSpan.FromMilliseconds(300);
        for (var number = 0; number < 60; number++) await house.Grind(number, Ct);
        await Until(house, async () => await Reckoning.Effects(folder.FullName, Ct) > 3);
        await (killed ? broker.Kill(Ct) : broker.Stop(Ct));
        await house.Grind(60, Ct);
        await Task.Delay(1000, Ct);
        await broker.Begin(Ct);
        var (before, clock) = (await Reckoning.Effects(folder.FullName, Ct), Stopwatch.StartNew());
        await Until(house, async () => await Reckoning.Effects(folder.FullName, Ct) > before);
        TestContext.Current.TestOutputHelper!.WriteLine($"first effect {clock.Elapsed.TotalSeconds:0.0} s after the broker was back");
        await house.Quiet(Ct);
        await AllWell(house);
    }

    [Fact]
    public async Task What_is_delivered_again_changes_nothing()
    {
        var house = await Start();
        for (var number = 0; number < 5; number++) await house.Grind(number, Ct);
        await house.Quiet(Ct);
        for (var again = 0; again < 4; again++)
        {
            await using (var mill = house.Mill())
            using (mill.AsKernel())
                await mill.Outbox.ExecuteUpdateAsync(set => set.SetProperty(row => row.Sent, (DateTimeOffset?)null).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null), Ct);
            await house.Quiet(Ct);
        }
        await house.Grind(5, Ct);
        await house.Quiet(Ct);
        await Emptied();
        await AllWell(house);
    }

    [Fact]
    public async Task Rubbish_ends_in_the_dead_queue_and_holds_up_nobody()
    {
        var house = await Start();
        await house.Grind(0, Ct);
        await house.Quiet(Ct);
        (string Body, string Type)[] rubbish =
        [
            ("{ \"this\": is no JSON", "application/vnd.masstransit+json"),
            ("{ \"messageType\": [\"urn:message:Somebody:Elses\"], \"message\": { \"a\": 1 } }", "application/vnd.masstransit+json"),
            ("{ \"messageType\": [\"urn:message:Lims.Kernel.Messages:Envelope[[Lims.EndToEnd.Rig:GrainGround]]\"], \"message\": { \"id\": 7 } }", "application/vnd.masstransit+json"),
            ("{}", "application/json"),
            ("\0\u0001", "application/octet-stream"),
            ("", "text/plain"),
        ];
        foreach (var (body, type) in rubbish) await broker.Put(StoreSackWhenGrainGround.Queue, Encoding.UTF8.GetBytes(body), type, Ct);
        for (var number = 1; number < 10; number++) await house.Grind(number, Ct);
        await house.Quiet(Ct);
        await Until(house, async () => await broker.Waiting(Topology.Dead, Ct) == rubbish.Length);
        await Emptied();
        Assert.Null(await broker.Waiting(StoreSackWhenGrainGround.Queue + "_error", Ct));
        Assert.Null(await broker.Waiting(StoreSackWhenGrainGround.Queue + "_skipped", Ct));
        await AllWell(house);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_asked_to_end_under_load_ends_within_30_seconds_and_loses_nothing(bool withBroker)
    {
        string?[] bus = withBroker ? ["--bus", broker.Uri] : [];
        for (var round = 0; round < 2; round++)
        {
            await using var worker = Victim.Start(null, ["work", folder.FullName, .. bus]);
            Assert.True(await worker.Ready(Ct), worker.Said);
            await Task.Delay(1500, Ct);
            var clock = Stopwatch.StartNew();
            worker.Terminate();
            Assert.True(await worker.Ended(Soon, Ct), $"Still there after {Soon.TotalSeconds} s:\n{worker.Said}");
            Assert.True(worker.ExitCode == 0, $"Ended with {worker.ExitCode}:\n{worker.Said}");
            TestContext.Current.TestOutputHelper!.WriteLine($"ended after {clock.Elapsed.TotalSeconds:0.0} s");
        }
        await using var last = Victim.Start(null, ["drain", folder.FullName, .. bus]);
        Assert.True(await last.Ended(TimeSpan.FromMinutes(2), Ct), last.Said);
        var books = await Reckoning.Of(folder.FullName, Ct);
        Assert.Empty(books.Harms());
        Assert.True(books.Acknowledged > 0);
        if (!withBroker) return;
        foreach (var queue in Queues) Assert.Null(await broker.Waiting(queue + "_error", Ct));
        Assert.Equal(0u, await broker.Waiting(Topology.Dead, Ct));
    }

    [Fact]
    public async Task MassTransit_calls_nobody_but_the_broker()
    {
        var house = await Start();
        // Its usage telemetry is a hosted service of AddMassTransit, which is not called: nothing of MassTransit's is in the container but what the kernel built.
        Assert.DoesNotContain(house.Services.GetServices<IHostedService>(), service => service.GetType().Namespace!.StartsWith("MassTransit", StringComparison.Ordinal));
        Assert.Null(house.Services.GetService<MassTransit.IBusControl>());
    }

    private async Task<IHost> Start(Action<IServiceCollection>? more = null, params string[] consume)
    {
        var house = House.Build(folder.FullName, broker.Options(consume), more, Microsoft.Extensions.Logging.LogLevel.None);
        foreach (var module in house.Services.GetServices<LimsModule>().Where(module => module.Name == "ear")) await House.Make<EarDb>(house);
        await house.StartAsync(Ct);
        houses.Add(house);
        return house;
    }

    private async Task Stop(IHost house)
    {
        await house.StopAsync(Ct);
        houses.Remove(house);
        house.Dispose();
    }

    private static async Task<int> Outbox(IHost house, System.Linq.Expressions.Expression<Func<OutboxRow, bool>> which)
    {
        await using var mill = house.Mill();
        return await mill.Outbox.CountAsync(which, Ct);
    }

    private static async Task Until(IHost house, Func<Task<bool>> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!await holds())
        {
            if (clock.Elapsed > Soon) Assert.Fail($"Not within {Soon.TotalSeconds} s. Last errors of the mill's outbox: {string.Join("; ", await Errors(house))}");
            await Task.Delay(50, Ct);
        }
    }

    private static async Task<List<string?>> Errors(IHost house)
    {
        await using var mill = house.Mill();
        return await mill.Outbox.Where(row => row.LastError != null).Select(row => row.LastError).Distinct().ToListAsync(Ct);
    }

    /// <summary>Waits until nothing is left in the queues.</summary>
    private async Task Emptied()
    {
        foreach (var queue in Queues)
        {
            var clock = Stopwatch.StartNew();
            while (await broker.Waiting(queue, Ct) > 0 && clock.Elapsed < Soon) await Task.Delay(50, Ct);
            Assert.Equal(0u, await broker.Waiting(queue, Ct));
        }
    }

    private async Task AllWell(IHost house)
    {
        foreach (var module in house.Services.GetServices<ModuleHost>()) await module.SealAll(Ct);
        Assert.Empty((await Reckoning.Of(folder.FullName, Ct)).Harms());
    }
}

/// <summary>One node for all tests of the class; each clears its queues first.</summary>
public sealed class RunningBroker : IAsyncLifetime
{
    internal Broker Broker { get; } = Broker.NotYetStarted();

    public async ValueTask InitializeAsync() => await Broker.Begin(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Broker.DisposeAsync();
}

internal abstract class EarDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Module => "ear";
}

internal sealed class EarDbSqlite(DbContextOptions<EarDbSqlite> options) : EarDb(options);

internal sealed class EarDbSqlServer(DbContextOptions<EarDbSqlServer> options) : EarDb(options);

/// <summary>Writes down the envelope as it heard it.</summary>
internal sealed class HearWhenGrainGround(TaskCompletionSource<string> heard) : ModuleConsumer<EarDb, GrainGround>
{
    public const string Queue = "hear-when-grain-ground";

    protected internal override Task Handle(EarDb db, GrainGround message, Envelope<GrainGround> envelope, CancellationToken ct)
    {
        heard.TrySetResult(JsonSerializer.Serialize(envelope, Conventions.Json));
        return Task.CompletedTask;
    }
}
