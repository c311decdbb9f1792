using System.Text.Json;
using Lims.Contracts;
using Lims.Intake;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Messages;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Lims.Tests.Intake;

/// <summary>Intake alone on SQLite in a folder of its own, with two local laboratories and the centre; the other modules are played by
/// hand.</summary>
internal sealed class IntakeHouse : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<Task<IReadOnlyDictionary<string, byte[]>>> Empty = new(MakeEmpty);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lims-intake-");
    private long version = 100;

    private IntakeHouse()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddLocalization();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(new RetryPolicy([], [])); // the clock stands still: nothing waits for another try
        services.AddKernel(new DataOptions(DataProvider.Sqlite, folder.FullName), null);
        services.AddIntake();
        services.AddSingleton<ITariffNames, Rice>();
        Services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(Start);

    public ServiceProvider Services { get; }

    public static async Task<IntakeHouse> Open()
    {
        var house = new IntakeHouse();
        foreach (var (name, content) in await Empty.Value) await File.WriteAllBytesAsync(Path.Combine(house.folder.FullName, name), content, Ct);
        return house;
    }

    /// <summary>The files of a house without samples, made once: a migration costs a second, a copy nothing.</summary>
    private static async Task<IReadOnlyDictionary<string, byte[]>> MakeEmpty()
    {
        await using var house = new IntakeHouse();
        foreach (var module in house.Services.GetServices<ModuleHost>()) await module.Migrate(CancellationToken.None);
        await using (var db = house.Services.GetRequiredService<ModuleDbMaker<AccessDb>>().Make(Who.System("test")))
        {
            db.Laboratories.AddRange(
                new Laboratory("BUS", "Busan Local Customs Laboratory", "Asia/Seoul", isCentral: false),
                new Laboratory("ICN", "Incheon Local Customs Laboratory", "Asia/Seoul", isCentral: false),
                new Laboratory("CCL", "Central Customs Laboratory", "Asia/Seoul", isCentral: true));
            await db.SaveChangesAsync();
        }
        // The last connection that closes brings the write-ahead log into the file.
        foreach (var file in house.folder.GetFiles("*.db")) CloseAll(file);
        return house.folder.GetFiles("*.db").ToDictionary(file => file.Name, file => File.ReadAllBytes(file.FullName), StringComparer.Ordinal);
    }

    private static void CloseAll(FileInfo file)
    {
        using var connection = new SqliteConnection($"Data Source={file.FullName}");
        SqliteConnection.ClearPool(connection);
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Who Submitter { get; } = Person("Mira Cho", "BUS", Role.Submitter);

    public static Who Neighbour { get; } = Person("Ji Park", "ICN", Role.Submitter);

    public static Who Coordinator { get; } = Person("Eunji Noh", "CCL", Role.Coordinator);

    public static Who Analyst { get; } = Person("Taeyang Kim", "CCL", Role.Analyst);

    public AsyncServiceScope As(Who who)
    {
        var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWho>().Be(who);
        return scope;
    }

    public async Task<SubmittedAs> Submit(SubmitSample? form = null, Who? who = null)
    {
        await using var scope = As(who ?? Submitter);
        return await scope.ServiceProvider.GetRequiredService<SubmitSampleHandler>().Handle(form ?? Forms.Submission(), Ct);
    }

    public async Task<IReadOnlyList<PortionBooked>> Receive(ReceiveSample form, Who? who = null)
    {
        await using var scope = As(who ?? Coordinator);
        return await scope.ServiceProvider.GetRequiredService<ReceiveSampleHandler>().Handle(form, Ct);
    }

    public async Task Return(ReturnSample form)
    {
        await using var scope = As(Coordinator);
        await scope.ServiceProvider.GetRequiredService<ReturnSampleHandler>().Handle(form, Ct);
    }

    public async Task<SampleView> Story(string number, Who? who = null)
    {
        await using var scope = As(who ?? Submitter);
        return await scope.ServiceProvider.GetRequiredService<SampleStory>().Find(number, Ct);
    }

    public async Task<SampleRows> List(SampleFilter filter, Who? who = null)
    {
        await using var scope = As(who ?? Submitter);
        return await scope.ServiceProvider.GetRequiredService<SampleList>().Find(filter, Ct);
    }

    /// <summary>The rows as a consumer sees them.</summary>
    public IntakeDb Rows() => Services.GetRequiredService<ModuleDbMaker<IntakeDb>>().Make(Who.System("test"));

    /// <summary>The newest message of a kind that Intake has saved.</summary>
    public async Task<T> Said<T>()
    {
        await using var db = Rows();
        var row = await db.Outbox.Where(message => message.Kind == typeof(T).FullName).OrderByDescending(message => message.Seq).FirstAsync(Ct);
        return JsonSerializer.Deserialize<T>(JsonDocument.Parse(row.Body).RootElement.GetProperty("message").GetRawText(), Conventions.Json)!;
    }

    /// <summary>Brings a message, as a transport would, to every consumer of it; a failure is thrown and not left in a table.</summary>
    public async Task<Guid> Bring<T>(T message, Guid? id = null)
        where T : class, IMessage
    {
        var envelope = new Envelope<T>(
            id ?? Ids.New(), typeof(T).FullName!, message.About, version++, Analyst.Person, Analyst.Name, null, "CCL", Ids.New(), null, Clock.GetUtcNow(), message);
        foreach (var subscription in Services.GetRequiredService<Subscriptions>().To(typeof(T).FullName!))
        {
            await subscription.Deliver(Services, JsonSerializer.Serialize(envelope, Conventions.Json), Ct);
            await using var db = Rows();
            if (await db.FailedMessages.FirstOrDefaultAsync(failed => failed.Message == envelope.Id, Ct) is { } failed)
                throw new InvalidOperationException(failed.Error);
        }
        return envelope.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        foreach (var file in folder.GetFiles("*.db")) CloseAll(file);
        folder.Delete(recursive: true);
    }

    public static Who Person(string name, string laboratory, Role role) =>
        new(Ids.New(), name, laboratory, new HashSet<Role> { role }, new HashSet<string>(), "test");

    /// <summary>A nomenclature of two codes.</summary>
    private sealed class Rice : ITariffNames
    {
        private static readonly TariffName[] Known = [new("1006.30", "Semi-milled or wholly milled rice"), new("1904.90", "Other prepared cereals")];

        public IReadOnlyList<TariffName> Path(string code, DateOnly on) =>
            [.. Known.Where(name => name.Code.Replace(".", "", StringComparison.Ordinal) == code.Replace(".", "", StringComparison.Ordinal))];

        public bool Knows(string code, DateOnly on) => Path(code, on).Count > 0;
    }
}

/// <summary>Forms as a careful person fills them in.</summary>
internal static class Forms
{
    private static int declarations = 100000;

    public static SubmitSample Submission(string? declaration = null, Guid? key = null) => new(
        key ?? Ids.New(), "CCL", LegalBasisKind.Declaration,
        declaration ?? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"40215-26-{Interlocked.Increment(ref declarations)}M"), 1,
        "1006.30", "Rice, long grain", "TH", "Hanmaru Foods Co.", "1 container, 24 000 kg", "960 sacks of 25 kg", "Jiho Baek",
        IntakeHouse.Start.AddHours(-26), "Trier, sacks drawn at random",
        [new SubmitSet(SetPurpose.Laboratory, "KCS-1", "Busan laboratory"), new SubmitSet(SetPurpose.CounterSample, "KCS-2", "Busan store")],
        ["rice.prepared-or-milled"], "routine");

    public static ReceiveSample Reception(Guid sample, long revision = 1) => new(
        sample, revision, "One bag, dry, undamaged", [new SealSeen(SetPurpose.Laboratory, "KCS-1", SealState.Intact)], 2000m, 1000m, 150m, null);
}
