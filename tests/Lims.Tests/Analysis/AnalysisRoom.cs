using Lims.Analysis;
using Lims.Contracts;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Audit;
using Lims.Kernel.Data;
using Lims.Kernel.Messages;
using Lims.Kernel.Walk;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lims.Tests.Analysis;

/// <summary>
/// The laboratory's module alone, started on SQLite files of its own with the real file readers. Messages of other modules are handed to its consumers
/// as the kernel hands them.
/// </summary>
internal sealed class AnalysisRoom : IAsyncDisposable
{
    public const string Password = "three words nobody knows";
    private readonly IHost host;
    private readonly DirectoryInfo folder;

    private AnalysisRoom(IHost host, DirectoryInfo folder) => (this.host, this.folder) = (host, folder);

    public IServiceProvider Services => host.Services;

    public static Who Coordinator { get; } = Person("Eunji Noh", "CCL", [], Role.Coordinator);

    public static Who Analyst { get; } = Person("Taeyang Kim", "CCL", [], Role.Analyst);

    public static Who Reviewer { get; } = Person("Sora Yoon", "CCL", [], Role.Reviewer);

    public Who Approver { get; private set; } = null!;

    /// <summary>Holds every role there is, and may sign.</summary>
    public Who Everything { get; private set; } = null!;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<AnalysisRoom> Open()
    {
        var folder = Directory.CreateTempSubdirectory("lims-analysis-");
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(new Lims.Kernel.HostOptions());
        builder.Services.AddKernel(new DataOptions(DataProvider.Sqlite, folder.FullName), null);
        builder.Services.AddAnalysis();
        builder.Services.AddSingleton<IInstrumentFileReaders>(_ => new InstrumentFileReaders());
        var host = builder.Build();
        await host.StartAsync(Ct);
        var room = new AnalysisRoom(host, folder);
        room.Approver = await room.SignerNamed("approver", "Daniel Jang", [Role.Approver], ["report"]);
        room.Everything = await room.SignerNamed("everything", "Jack Allrounder", Enum.GetValues<Role>(), ["report", "opinion"]);
        await using var scope = room.As(Who.System("test"));
        foreach (var data in host.Services.GetServices<IDemonstrationData>()) await data.Seed(scope.ServiceProvider, Ct);
        return room;
    }

    public static Who Person(string name, string laboratory, string[] authorisations, params Role[] roles) =>
        new(Ids.New(), name, laboratory, roles.ToHashSet(), authorisations.ToHashSet(), "test");

    /// <summary>A scope in which somebody acts.</summary>
    public AsyncServiceScope As(Who who)
    {
        var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWho>().Be(who);
        return scope;
    }

    /// <summary>One act of somebody through a handler.</summary>
    public async Task<T> Do<THandler, T>(Who who, Func<THandler, Task<T>> act)
        where THandler : notnull
    {
        await using var scope = As(who);
        return await act(scope.ServiceProvider.GetRequiredService<THandler>());
    }

    /// <inheritdoc cref="Do{THandler, T}(Who, Func{THandler, Task{T}})"/>
    public Task Do<THandler>(Who who, Func<THandler, Task> act)
        where THandler : notnull => Do<THandler, int>(who, async handler =>
        {
            await act(handler);
            return 0;
        });

    /// <summary>The tables, seen by the system.</summary>
    public AnalysisDb Tables() => Services.GetRequiredService<ModuleDbMaker<AnalysisDb>>().Make(Who.System("test"));

    public Task<CaseWork> Case(Guid sample, Who? who = null) => Do<CaseWorkHandler, CaseWork>(who ?? Analyst, handler => handler.Handle(sample, Ct));

    public async Task<TestRow> Test(Guid sample, string method) => (await Case(sample)).Tests.Single(test => test.Method == method);

    /// <summary>Hands a message to a consumer, as the kernel does.</summary>
    public async Task Tell<TMessage>(ModuleConsumer<AnalysisDb, TMessage> consumer, TMessage message)
        where TMessage : class, IMessage
    {
        await using var db = Services.GetRequiredService<ModuleDbMaker<AnalysisDb>>().Make(Who.Service(consumer.GetType().Name, Ids.New(), "Hana Oh", "CCL"));
        var envelope = new Envelope<TMessage>(Ids.New(), typeof(TMessage).FullName!, message.About, 1, Ids.New(), "Hana Oh", null, "CCL", Ids.New(), null, DateTimeOffset.UnixEpoch, message);
        await consumer.Handle(db, message, envelope, Ct);
        await db.SaveChangesAsync(Ct);
    }

    /// <summary>A sample that came, with the plan proposed.</summary>
    public async Task<Guid> Receive(params string[] asked)
    {
        var sample = Ids.New();
        await using var db = Tables();
        var number = $"BUS-2026-{await db.Cases.CountAsync(Ct) + 1:D5}-K";
        await Tell(new PlanTestsWhenSampleReceived(), new SampleReceived(
            sample, number, "BUS", "CCL", "Rice, long grain", "1006.30", asked.Length == 0 ? ["rice.prepared-or-milled"] : asked, "Sealed bag, seal 4711 intact, 1.2 kg",
            [new(Ids.New(), number + "-P1", "analysis", 500, false), new(Ids.New(), number + "-P2", "moisture", 100, true)], new DateOnly(2026, 11, 16),
            new DateTimeOffset(2026, 11, 18, 0, 30, 0, TimeSpan.Zero)));
        return sample;
    }

    public async Task Plan(Guid sample, string? secondStage = "DG-DSC", int more = 1) => await Do<FixPlanHandler, IReadOnlyList<PlannedTest>>(Coordinator, async handler =>
        await handler.Handle(new FixPlan(sample, null, "proven-95", 0.95, secondStage, more, null, (await Case(sample)).Revision), Ct));

    /// <summary>Types determinations of one quantity.</summary>
    public async Task Type(Guid sample, string method, params string[] texts)
    {
        var quantity = method == "RICE-HUSK" ? Quantities.Inspected : Quantities.Value;
        await TypeAll(sample, method, [.. texts.Select(text => new TypedReading(quantity, text))]);
    }

    public async Task TypeAll(Guid sample, string method, IReadOnlyList<TypedReading> readings, string? reason = null)
    {
        var test = await Test(sample, method);
        await Do<RecordTypedHandler, Guid>(Analyst, handler => handler.Handle(new RecordTyped(test.Id, readings, reason, null, test.Revision), Ct));
    }

    public Task<InstrumentFileStored> Upload(Guid? sample, string name, byte[] bytes, Who? who = null) => Do<ReceiveInstrumentFileHandler, InstrumentFileStored>(
        who ?? Analyst, async handler =>
        {
            using var content = new MemoryStream(bytes, writable: false);
            return await handler.Handle(new ReceiveInstrumentFile(name, sample), content, Ct);
        });

    /// <summary>The bodies of the messages of one kind, in the order of saving.</summary>
    public async Task<List<T>> Sent<T>()
        where T : class, IMessage
    {
        await using var db = Tables();
        var bodies = await db.Outbox.Where(row => row.Kind == typeof(T).FullName).OrderBy(row => row.Seq).Select(row => row.Body).ToListAsync(Ct);
        return [.. bodies.Select(body => EnvelopeJson.Read<T>(body).Message)];
    }

    /// <summary>Waits until no message and no job waits.</summary>
    public async Task Quiet()
    {
        for (var calm = 0; calm < 2;)
        {
            var waiting = 0;
            foreach (var module in Services.GetServices<ModuleHost>()) waiting += await module.Waiting(Ct);
            calm = waiting == 0 ? calm + 1 : 0;
            await Task.Delay(10, Ct);
        }
    }

    public async Task<List<AuditEntry>> Audit(Guid record)
    {
        await using var db = Tables();
        return await db.AuditEntries.Where(entry => entry.RecordId == record).OrderBy(entry => entry.Seq).ToListAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private async Task<Who> SignerNamed(string userName, string name, Role[] roles, string[] authorisations)
    {
        await using var scope = As(Who.System("test"));
        var person = new Person(userName, name, "CCL", roles, authorisations);
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(person, Password);
        Assert.True(made.Succeeded, string.Join(" ", made.Errors.Select(error => error.Description)));
        return person.As("test");
    }
}
