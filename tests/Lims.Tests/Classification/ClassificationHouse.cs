using System.Text.Json;
using Lims.Classification;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Messages;
using Lims.Kernel.Walk;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Lims.Tests.Classification;

/// <summary>
/// The module with the kernel and its people on SQLite in a folder of its own, with nothing running: messages come in by <see cref="Tell"/> and go out
/// into the outbox, where a test can look at them.
/// </summary>
internal sealed class ClassificationHouse : IAsyncDisposable
{
    private const string Password = "a long enough phrase of words";
    private readonly string folder = Directory.CreateTempSubdirectory("lims-classification-").FullName;
    private readonly ServiceProvider services;
    private readonly List<AsyncServiceScope> scopes = [];
    private long version;

    /// <summary>At this instant it is already the next day in Seoul.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 16, 30, 0, TimeSpan.Zero));

    private ClassificationHouse()
    {
        var list = new ServiceCollection();
        list.AddLogging();
        list.AddSingleton<TimeProvider>(Clock);
        list.AddSingleton(new RetryPolicy([], []));
        list.AddSingleton(new Lims.Kernel.HostOptions());
        list.AddKernel(new DataOptions(DataProvider.Sqlite, folder), null);
        list.AddClassification();
        services = list.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public static async Task<ClassificationHouse> Open(bool demonstration = true)
    {
        var house = new ClassificationHouse();
        foreach (var module in house.services.GetServices<ModuleHost>()) await module.Migrate(CancellationToken.None);
        await using (var db = house.services.GetRequiredService<ModuleDbMaker<AccessDb>>().Make(Who.System("test")))
        {
            db.Laboratories.AddRange(
                new Laboratory("BUS", "Busan", "Asia/Seoul", false), new Laboratory("CCL", "Central", "Asia/Seoul", true), new Laboratory("ICN", "Incheon", "Asia/Seoul", false));
            await db.SaveChangesAsync();
        }
        await house.Hire("submitter", "BUS", [Role.Submitter]);
        await house.Hire("approver", "CCL", [Role.Approver], ["opinion"]);
        await house.Hire("approver2", "CCL", [Role.Approver]);
        await house.Hire("officer", "CCL", [Role.ClassificationOfficer]);
        await house.Hire("officer2", "CCL", [Role.ClassificationOfficer]);
        await house.Hire("chief", "CCL", [Role.ClassificationOfficer, Role.Administrator]);
        await house.Hire("quality", "CCL", [Role.QualityManager]);
        await house.Hire("stranger", "ICN", [Role.ClassificationOfficer]);
        if (demonstration)
        {
            await using var scope = house.services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentWho>().Be(Who.System("demonstration"));
            foreach (var data in scope.ServiceProvider.GetServices<IDemonstrationData>()) await data.Seed(scope.ServiceProvider, CancellationToken.None);
        }
        return house;
    }

    public static string PasswordOf(string userName) => $"{Password} {userName}";

    /// <summary>A handler, in a scope of that person.</summary>
    public async Task<T> As<T>(string userName)
        where T : notnull
    {
        var scope = services.CreateAsyncScope();
        scopes.Add(scope);
        await using var db = services.GetRequiredService<ModuleDbMaker<AccessDb>>().Make(Who.System("test"));
        var person = await db.People.SingleAsync(there => there.UserName == userName);
        scope.ServiceProvider.GetRequiredService<CurrentWho>().Be(person.As("test"));
        return scope.ServiceProvider.GetRequiredService<T>();
    }

    /// <summary>The same scope a handler of <see cref="As{T}"/> lives in, for steps of the walk.</summary>
    public async Task<IServiceProvider> Scope(string userName)
    {
        await As<CurrentWho>(userName);
        return scopes[^1].ServiceProvider;
    }

    /// <summary>Delivers a message of another module, twice, as any transport may; a consumer that fails fails the test.</summary>
    public async Task Tell<T>(T message, string laboratory = "CCL")
        where T : class, IMessage
    {
        var id = Ids.New();
        var envelope = new Envelope<T>(id, typeof(T).FullName!, message.About, ++version, Ids.New(), "somebody", null, laboratory, id, null, Clock.GetUtcNow(), message);
        var body = JsonSerializer.Serialize(envelope, Conventions.Json);
        foreach (var subscription in services.GetRequiredService<Subscriptions>().To(envelope.Kind))
        {
            await subscription.Deliver(services, body, CancellationToken.None);
            await subscription.Deliver(services, body, CancellationToken.None);
        }
        await using var db = Db();
        Assert.Empty(await db.FailedMessages.Select(row => row.Error).ToListAsync());
    }

    /// <summary>What the module has told the others, in order.</summary>
    public async Task<IReadOnlyList<T>> Told<T>()
        where T : class, IMessage
    {
        await using var db = Db();
        var bodies = await db.Outbox.Where(row => row.Kind == typeof(T).FullName).OrderBy(row => row.Seq).Select(row => row.Body).ToListAsync();
        return [.. bodies.Select(body => EnvelopeJson.Read<T>(body).Message)];
    }

    /// <summary>The tables, seen by the system.</summary>
    public ClassificationDb Db() => services.GetRequiredService<ModuleDbMaker<ClassificationDb>>().Make(Who.System("test"));

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public IEnumerable<WalkStep> Walk => services.GetServices<WalkStep>().OrderBy(step => step.Order);

    public async ValueTask DisposeAsync()
    {
        foreach (var scope in scopes) await scope.DisposeAsync();
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, true);
    }

    private async Task Hire(string userName, string laboratory, Role[] roles, string[]? authorisations = null)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWho>().Be(Who.System("test"));
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(new Person(userName, userName, laboratory, roles, authorisations), PasswordOf(userName));
        Assert.True(made.Succeeded);
    }
}
