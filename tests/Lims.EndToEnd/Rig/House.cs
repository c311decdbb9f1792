using System.Text.Json;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lims.EndToEnd.Rig;

/// <summary>The kernel with mill and store over one SQLite folder, put together as the product puts itself together.</summary>
internal static class House
{
    public static readonly Who Miller = new(Guid.Parse("7c1f0e2a-0000-4000-8000-000000000001"), "Miller", "BUS", new HashSet<Role> { Role.Analyst }, new HashSet<string>(), "rig");

    public static IHost Build(string folder, BrokerOptions? broker, Action<IServiceCollection>? more = null, LogLevel level = LogLevel.Warning)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(level).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(40));
        builder.Services.AddSingleton(new Lims.Kernel.HostOptions());
        builder.Services.AddKernel(new DataOptions(DataProvider.Sqlite, folder), broker);
        builder.Services.AddMillAndStore();
        more?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>Tables of mill and store, which have no migrations; the kernel's own come from theirs at every start.</summary>
    public static async Task MakeTables(string folder)
    {
        using var host = Build(folder, null);
        await Make<MillDb>(host);
        await Make<StoreDb>(host);
    }

    public static MillDb Mill(this IHost host, Who? who = null) => host.Services.GetRequiredService<ModuleDbMaker<MillDb>>().Make(who ?? Miller);

    public static StoreDb Store(this IHost host) => host.Services.GetRequiredService<ModuleDbMaker<StoreDb>>().Make(Who.System("rig"));

    /// <summary>One act of the miller: a batch and its message. Returns after the commit.</summary>
    public static async Task<Batch> Grind(this IHost host, int number, CancellationToken ct)
    {
        await using var db = host.Mill();
        var batch = new Batch();
        var told = new GrainGround(batch.Id, 1.10m + number, (Fineness)(number % 2), new DateOnly(2026, 2, 28), ["0.5 mm", $"“{number}”"], 1.0 / 3, DateTimeOffset.UnixEpoch.AddTicks(number), number % 2 == 0 ? "0.10 ≤ x" : null);
        batch.Told = JsonSerializer.Serialize(told, Conventions.Json);
        db.Add(batch);
        db.Publish(told);
        await db.SaveChangesAsync(ct);
        return batch;
    }

    /// <summary>Waits until every batch has sack, weighing and echo, and no message waits.</summary>
    public static async Task Quiet(this IHost host, CancellationToken ct, int seconds = 60)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(seconds));
        while (await Unfinished(host, patience.Token) > 0) await Task.Delay(30, patience.Token);
    }

    private static async Task<int> Unfinished(IHost host, CancellationToken ct)
    {
        await using var mill = host.Mill();
        await using var store = host.Store();
        var waiting = 0;
        foreach (var module in host.Services.GetServices<ModuleHost>()) waiting += await module.Waiting(ct);
        return waiting
            + await mill.Batches.CountAsync(batch => batch.Echoes == 0, ct)
            + Math.Max(0, await mill.Batches.CountAsync(ct) - await store.Weighings.CountAsync(ct));
    }

    public static async Task Make<TDb>(IHost host)
        where TDb : ModuleDb
    {
        await using var db = host.Services.GetRequiredService<ModuleDbMaker<TDb>>().Make(Who.System("rig"));
        await db.Database.EnsureCreatedAsync();
        await AppendOnlyTriggers.Make(db, default);
    }
}
