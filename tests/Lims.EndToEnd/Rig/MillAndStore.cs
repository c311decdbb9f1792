using System.Text.Json;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Data;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Record = Lims.Kernel.Data.Record;

namespace Lims.EndToEnd.Rig;

// Two small modules that keep each other busy: the mill grinds a batch and says so; the store takes it in twice over (a sack, and its weight) and says so;
// the mill marks the batch with the echo. A batch without sack, weight or echo is a lost message; a sack without a batch is a ghost.

public enum Fineness
{
    Coarse,
    Fine,
}

/// <summary>Carries one of each kind of value that a serializer may bend.</summary>
public sealed record GrainGround(Guid Batch, decimal Mass, Fineness Fineness, DateOnly On, IReadOnlyList<string> Sieves, double Moisture, DateTimeOffset At, string? Remark) : IMessage
{
    Guid IMessage.About => Batch;
}

public sealed record SackStored(Guid Sack, Guid Batch) : IMessage
{
    Guid IMessage.About => Sack;
}

internal sealed class Batch : Record, IOfLaboratory
{
    public string SubmittedBy { get; set; } = "BUS";

    public string PerformedBy { get; set; } = "BUS";

    /// <summary>The message as it was told, JSON.</summary>
    public string Told { get; set; } = "";

    public int Echoes { get; set; }
}

internal sealed class Sack : Record, IOfLaboratory
{
    public string SubmittedBy { get; set; } = "BUS";

    public string PerformedBy { get; set; } = "BUS";

    public Guid Batch { get; set; }

    /// <summary>The message as it was heard, JSON.</summary>
    public string Heard { get; set; } = "";
}

internal sealed class Weighing : Record, IOfLaboratory
{
    public string SubmittedBy { get; set; } = "BUS";

    public string PerformedBy { get; set; } = "BUS";

    public Guid Batch { get; set; }

    public decimal Mass { get; set; }
}

internal abstract class MillDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Module => "mill";

    public DbSet<Batch> Batches => Set<Batch>();
}

internal sealed class MillDbSqlite(DbContextOptions<MillDbSqlite> options) : MillDb(options);

internal sealed class MillDbSqlServer(DbContextOptions<MillDbSqlServer> options) : MillDb(options);

internal abstract class StoreDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Module => "store";

    public DbSet<Sack> Sacks => Set<Sack>();

    public DbSet<Weighing> Weighings => Set<Weighing>();
}

internal sealed class StoreDbSqlite(DbContextOptions<StoreDbSqlite> options) : StoreDb(options);

internal sealed class StoreDbSqlServer(DbContextOptions<StoreDbSqlServer> options) : StoreDb(options);

/// <summary>What a test wants the consumers to meet.</summary>
internal sealed class Trouble
{
    /// <summary>How long each sack takes.</summary>
    public TimeSpan Slow { get; set; }
}

internal sealed class StoreSackWhenGrainGround(Trouble trouble) : ModuleConsumer<StoreDb, GrainGround>
{
    public const string Queue = "store-sack-when-grain-ground";

    protected internal override async Task Handle(StoreDb db, GrainGround message, Envelope<GrainGround> envelope, CancellationToken ct)
    {
        await Task.Delay(trouble.Slow, ct);
        var sack = new Sack { Batch = message.Batch, Heard = JsonSerializer.Serialize(message, Conventions.Json) };
        db.Add(sack);
        db.Publish(new SackStored(sack.Id, message.Batch));
    }
}

internal sealed class WeighSackWhenGrainGround : ModuleConsumer<StoreDb, GrainGround>
{
    public const string Queue = "weigh-sack-when-grain-ground";

    protected internal override Task Handle(StoreDb db, GrainGround message, Envelope<GrainGround> envelope, CancellationToken ct)
    {
        db.Add(new Weighing { Batch = message.Batch, Mass = message.Mass });
        return Task.CompletedTask;
    }
}

internal sealed class MarkBatchWhenSackStored : ModuleConsumer<MillDb, SackStored>
{
    public const string Queue = "mark-batch-when-sack-stored";

    protected internal override async Task Handle(MillDb db, SackStored message, Envelope<SackStored> envelope, CancellationToken ct)
    {
        var batch = await db.Batches.SingleAsync(batch => batch.Id == message.Batch, ct);
        batch.Echoes++;
    }
}

internal static class MillAndStore
{
    public static IServiceCollection AddMillAndStore(this IServiceCollection services) => services
        .AddSingleton<Trouble>()
        .AddModule<MillDb, MillDbSqlite, MillDbSqlServer>("mill", mill => mill.Consumer<MarkBatchWhenSackStored, SackStored>())
        .AddModule<StoreDb, StoreDbSqlite, StoreDbSqlServer>("store", store => store
            .Consumer<StoreSackWhenGrainGround, GrainGround>()
            .Consumer<WeighSackWhenGrainGround, GrainGround>());
}
