using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Audit;
using Lims.Kernel.Data;
using Lims.Kernel.Jobs;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Record = Lims.Kernel.Data.Record;

namespace Lims.Tests.Kernel;

/// <summary>Two small modules to try the kernel with: a workshop that makes pieces, and an office that counts them.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    public static readonly Who Anna = Person("Anna", "BUS", Role.Analyst);
    public static readonly Who Ben = Person("Ben", "ICN", Role.Analyst);

    private readonly IHost host;
    private readonly bool keepFolder;

    private Workshop(IHost host, string folder, bool keepFolder) => (this.host, Folder, this.keepFolder) = (host, folder, keepFolder);

    public string Folder { get; }

    public IServiceProvider Services => host.Services;

    public static async Task<Workshop> Open(string? folder = null, Action<IServiceCollection>? more = null, BrokerOptions? broker = null, bool guest = false)
    {
        var place = folder ?? Directory.CreateTempSubdirectory("lims-workshop-").FullName;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(new Lims.Kernel.HostOptions { MigrateAtStart = false, MayBeGuest = guest });
        builder.Services.AddSingleton(new RetryPolicy([TimeSpan.FromMilliseconds(5)], [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20)]));
        builder.Services.AddSingleton<Trouble>();
        builder.Services.AddKernel(new DataOptions(DataProvider.Sqlite, place), broker);
        builder.Services.AddModule<WorkshopDb, WorkshopDbSqlite, WorkshopDbSqlServer>("workshop", workshop => workshop
            .Job<PolishPieces, PolishArgument>("polish-pieces"));
        builder.Services.AddModule<OfficeDb, OfficeDbSqlite, OfficeDbSqlServer>("office", office => office
            .Consumer<CountWhenPieceMade, PieceMade>()
            .Consumer<KeepNewestNameWhenPieceMade, PieceMade>());
        more?.Invoke(builder.Services);
        var host = builder.Build();
        await Tables<WorkshopDb>(host);
        await Tables<OfficeDb>(host);
        await host.Services.GetServices<ModuleHost>().Single(module => module.Module.Name == "access").Migrate(default);
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new Workshop(host, place, folder is not null);
    }

    public WorkshopDb As(Who who) => Services.GetRequiredService<ModuleDbMaker<WorkshopDb>>().Make(who);

    public OfficeDb Office() => Services.GetRequiredService<ModuleDbMaker<OfficeDb>>().Make(Who.System("test"));

    public Trouble Trouble => Services.GetRequiredService<Trouble>();

    public async Task<Piece> Make(Who who, string name)
    {
        await using var db = As(who);
        var piece = new Piece(who.Laboratory, name);
        db.Add(piece);
        db.Publish(new PieceMade(piece.Id, name));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return piece;
    }

    public async Task Until(Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await holds()) await Task.Delay(10, patience.Token);
    }

    public Task<AuditVerdict> Verify(string module) =>
        Services.GetServices<IVerifyAudit>().Single(chain => chain.Module == module).Verify(TestContext.Current.CancellationToken);

    /// <summary>Waits until the module's one sealer has sealed everything.</summary>
    public Task Sealed() => Until(async () => await Verify("workshop") is { Broken: null, Unsealed: 0 });

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (!keepFolder) Directory.Delete(Folder, recursive: true);
    }

    public static Who Person(string name, string laboratory, params Role[] roles) =>
        new(Ids.New(), name, laboratory, roles.ToHashSet(), new HashSet<string>(), "test");

    private static async Task Tables<TDb>(IHost host)
        where TDb : ModuleDb
    {
        await using var db = host.Services.GetRequiredService<ModuleDbMaker<TDb>>().Make(Who.System("test"));
        await db.Database.EnsureCreatedAsync();
        await AppendOnlyTriggers.Make(db, default);
    }
}

internal sealed record PieceMade(Guid Piece, string Name) : IMessage
{
    Guid IMessage.About => Piece;
}

internal sealed class Piece : Record, IOfLaboratory
{
    private Piece() { }

    public Piece(string laboratory, string name) => (SubmittedBy, PerformedBy, Name) = (laboratory, laboratory, name);

    public string SubmittedBy { get; private set; } = "";

    public string PerformedBy { get; private set; } = "";

    public string Name { get; set; } = "";

    [Recorded]
    public decimal? Weight { get; set; }

    [Secret]
    public string? Code { get; set; }

    public ICollection<Hole> Holes { get; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<Piece>
    {
        public void Configure(EntityTypeBuilder<Piece> builder)
        {
            builder.ToTable("Piece");
            builder.HasMany(piece => piece.Holes).WithOne(hole => hole.Piece).HasForeignKey(hole => hole.PieceId);
        }
    }
}

[PartOf(nameof(Piece))]
internal sealed class Hole : Record
{
    public Guid PieceId { get; set; }

    public Piece Piece { get; set; } = null!;

    public int Width { get; set; }
}

internal sealed class Tally(Guid piece) : Record
{
    public Guid Piece { get; private set; } = piece;

    public int Count { get; set; }

    public string Newest { get; set; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<Tally>
    {
        public void Configure(EntityTypeBuilder<Tally> builder) => builder.HasIndex(tally => tally.Piece);
    }
}

internal abstract class WorkshopDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Module => "workshop";

    public DbSet<Piece> Pieces => Set<Piece>();

    public DbSet<Hole> Holes => Set<Hole>();
}

internal sealed class WorkshopDbSqlite(DbContextOptions<WorkshopDbSqlite> options) : WorkshopDb(options);

internal sealed class WorkshopDbSqlServer(DbContextOptions<WorkshopDbSqlServer> options) : WorkshopDb(options);

internal abstract class OfficeDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Module => "office";

    public DbSet<Tally> Tallies => Set<Tally>();
}

internal sealed class OfficeDbSqlite(DbContextOptions<OfficeDbSqlite> options) : OfficeDb(options);

internal sealed class OfficeDbSqlServer(DbContextOptions<OfficeDbSqlServer> options) : OfficeDb(options);

/// <summary>What a test wants to go wrong.</summary>
internal sealed class Trouble
{
    private int calls;

    public int Calls => calls;

    public Func<PieceMade, int, Exception?> With { get; set; } = (_, _) => null;

    public void Meet(PieceMade message)
    {
        if (With(message, Interlocked.Increment(ref calls)) is { } failure) throw failure;
    }
}

internal sealed class CountWhenPieceMade(Trouble trouble) : ModuleConsumer<OfficeDb, PieceMade>
{
    protected internal override Task Handle(OfficeDb db, PieceMade message, Envelope<PieceMade> envelope, CancellationToken ct)
    {
        db.Add(new Tally(message.Piece) { Count = 1, Newest = envelope.ActorName });
        trouble.Meet(message);
        return Task.CompletedTask;
    }
}

internal sealed class KeepNewestNameWhenPieceMade : ModuleConsumer<OfficeDb, PieceMade>
{
    protected internal override bool NewestOnly => true;

    protected internal override async Task Handle(OfficeDb db, PieceMade message, Envelope<PieceMade> envelope, CancellationToken ct)
    {
        var tally = await db.Tallies.FirstOrDefaultAsync(tally => tally.Piece == message.Piece && tally.Count == 0, ct);
        if (tally is null) db.Add(tally = new Tally(message.Piece));
        tally.Newest = message.Name;
    }
}

internal sealed record PolishArgument(int Pieces, bool Fail);

internal sealed class PolishPieces : Job<WorkshopDb, PolishArgument>
{
    public override string Kind => "polish-pieces";

    public override async Task Run(PolishArgument argument, JobRun<WorkshopDb> run, CancellationToken ct)
    {
        for (var done = run.Checkpoint<int>(); done < argument.Pieces; done++)
        {
            await using var db = run.Open();
            db.Add(new Piece("BUS", $"polished {done}"));
            await run.SaveCheckpoint(db, done + 1, (done + 1.0) / argument.Pieces, ct);
            if (argument.Fail && done == 1 && run.Checkpoint<int>() == 2) throw new InvalidOperationException("The cloth tore.");
            await Task.Delay(5, ct);
        }
        await using var end = run.Open();
        await run.Complete(end, $"{argument.Pieces} pieces polished", ct);
    }
}
