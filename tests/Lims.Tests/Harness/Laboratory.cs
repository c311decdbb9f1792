using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Web.Commands;
using Lims.Web.Demonstration;
using Lims.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lims.Tests.Harness;

/// <summary>
/// The whole house, started on SQLite files in a folder of its own, with the demonstration's two laboratories and its people. Real files, real
/// relays; nothing is replaced unless a test says so.
/// </summary>
internal sealed class Laboratory : IAsyncDisposable
{
    private readonly IHost host;
    private readonly DirectoryInfo folder;

    private Laboratory(IHost host, DirectoryInfo folder) => (this.host, this.folder) = (host, folder);

    public IServiceProvider Services => host.Services;

    public string Folder => folder.FullName;

    public static async Task<Laboratory> Open(string? bus = null)
    {
        var folder = Directory.CreateTempSubdirectory("lims-test-");
        var broker = bus is null ? null : new Lims.Kernel.Messages.BrokerOptions(new Uri(bus), []);
        var host = QuietHost.Build(new LimsSettings(new DataOptions(DataProvider.Sqlite, folder.FullName), broker), new Lims.Kernel.HostOptions());
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<DemonstrationHouse>().Seed(TestContext.Current.CancellationToken);
        return new Laboratory(host, folder);
    }

    /// <summary>A scope in which this demonstration person acts.</summary>
    public async Task<Acting> As(string userName)
    {
        await using var db = Services.GetRequiredService<ModuleDbMaker<AccessDb>>().Make(Who.System("test"));
        var person = await db.People.AsNoTracking().SingleAsync(person => person.UserName == userName);
        return As(person.As("test"));
    }

    /// <summary>A scope in which anybody acts: for persons with roles nobody should have together.</summary>
    public Acting As(Who who)
    {
        var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWho>().Be(who);
        return new Acting(scope, who);
    }

    public string PasswordOf(string userName) => DemonstrationHouse.Password;

    /// <summary>Waits until no message, retry or job is waiting anywhere.</summary>
    public async Task Quiet()
    {
        var ct = TestContext.Current.CancellationToken;
        for (var calm = 0; calm < 2;)
        {
            var waiting = 0;
            foreach (var module in Services.GetServices<ModuleHost>()) waiting += await module.Waiting(ct);
            calm = waiting == 0 ? calm + 1 : 0;
            await Task.Delay(20, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}

/// <summary>One act's scope.</summary>
internal sealed class Acting(AsyncServiceScope scope, Who who) : IAsyncDisposable
{
    public Who Who { get; } = who;

    public IServiceProvider Services => scope.ServiceProvider;

    public T Get<T>()
        where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
