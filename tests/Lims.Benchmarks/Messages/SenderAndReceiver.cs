using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Record = Lims.Kernel.Data.Record;

namespace Lims.Benchmarks.Messages;

// Two modules as small as they can be: one writes a parcel and tells of it, the other writes that it came. Two commits with a message between them.

public sealed record ParcelSent(Guid Parcel) : IMessage
{
    Guid IMessage.About => Parcel;
}

internal sealed class Parcel : Record, IOfLaboratory
{
    public string SubmittedBy { get; set; } = "BUS";

    public string PerformedBy { get; set; } = "BUS";
}

internal sealed class Arrival : Record, IOfLaboratory
{
    public string SubmittedBy { get; set; } = "BUS";

    public string PerformedBy { get; set; } = "BUS";

    public Guid Parcel { get; set; }
}

internal abstract class SenderDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Module => "sender";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Parcel>();
        base.OnModelCreating(modelBuilder);
    }
}

internal sealed class SenderDbSqlite(DbContextOptions<SenderDbSqlite> options) : SenderDb(options);

internal sealed class SenderDbSqlServer(DbContextOptions<SenderDbSqlServer> options) : SenderDb(options);

internal abstract class ReceiverDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Module => "receiver";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Arrival>();
        base.OnModelCreating(modelBuilder);
    }
}

internal sealed class ReceiverDbSqlite(DbContextOptions<ReceiverDbSqlite> options) : ReceiverDb(options);

internal sealed class ReceiverDbSqlServer(DbContextOptions<ReceiverDbSqlServer> options) : ReceiverDb(options);

internal sealed class NoteWhenParcelSent : ModuleConsumer<ReceiverDb, ParcelSent>
{
    protected internal override Task Handle(ReceiverDb db, ParcelSent message, Envelope<ParcelSent> envelope, CancellationToken ct)
    {
        db.Add(new Arrival { Parcel = message.Parcel });
        return Task.CompletedTask;
    }
}

/// <summary>The kernel with the two modules over one SQLite folder, with a broker or without.</summary>
internal sealed class SenderAndReceiver : IAsyncDisposable
{
    private static readonly Who Somebody = new(Guid.Parse("7c1f0e2a-0000-4000-8000-000000000002"), "Somebody", "BUS", new HashSet<Role> { Role.Analyst }, new HashSet<string>(), "benchmark");

    private readonly DirectoryInfo folder;
    private readonly IHost host;

    private SenderAndReceiver(DirectoryInfo folder, IHost host) => (this.folder, this.host) = (folder, host);

    public static async Task<SenderAndReceiver> Start(Uri? bus)
    {
        var folder = Directory.CreateTempSubdirectory("lims-messages-");
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddConsole();
        builder.Services.AddSingleton(new Kernel.HostOptions { MigrateAtStart = false });
        builder.Services.AddKernel(new DataOptions(DataProvider.Sqlite, folder.FullName), bus is null ? null : new BrokerOptions(bus, []));
        builder.Services.AddModule<SenderDb, SenderDbSqlite, SenderDbSqlServer>("sender", _ => { });
        builder.Services.AddModule<ReceiverDb, ReceiverDbSqlite, ReceiverDbSqlServer>("receiver", receiver => receiver.Consumer<NoteWhenParcelSent, ParcelSent>());
        var host = builder.Build();
        await Tables<SenderDb>(host);
        await Tables<ReceiverDb>(host);
        await host.Services.GetServices<ModuleHost>().Single(module => module.Module.Name == "access").Migrate(default);
        await host.StartAsync();
        return new SenderAndReceiver(folder, host);
    }

    /// <summary>The first commit: the parcel, its audit entry and, where <paramref name="tell"/>, its message.</summary>
    public async Task<Guid> Send(bool tell = true)
    {
        await using var db = host.Services.GetRequiredService<ModuleDbMaker<SenderDb>>().Make(Somebody);
        var parcel = new Parcel();
        db.Add(parcel);
        if (tell) db.Publish(new ParcelSent(parcel.Id));
        await db.SaveChangesAsync();
        return parcel.Id;
    }

    /// <summary>The second commit by itself, as the consumer makes it, with no message and no inbox before it.</summary>
    public async Task Note(Guid parcel)
    {
        await using var db = host.Services.GetRequiredService<ModuleDbMaker<ReceiverDb>>().Make(Somebody);
        db.Add(new Arrival { Parcel = parcel });
        await db.SaveChangesAsync();
    }

    public async Task<int> Arrived()
    {
        await using var db = host.Services.GetRequiredService<ModuleDbMaker<ReceiverDb>>().Make(Who.System("benchmark"));
        return await db.Set<Arrival>().CountAsync();
    }

    public async Task<bool> HasArrived(Guid parcel)
    {
        await using var db = host.Services.GetRequiredService<ModuleDbMaker<ReceiverDb>>().Make(Who.System("benchmark"));
        return await db.Set<Arrival>().AnyAsync(arrival => arrival.Parcel == parcel);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static async Task Tables<TDb>(IHost host)
        where TDb : ModuleDb
    {
        await using var db = host.Services.GetRequiredService<ModuleDbMaker<TDb>>().Make(Who.System("benchmark"));
        await db.Database.EnsureCreatedAsync();
        await AppendOnlyTriggers.Make(db, default);
    }
}
