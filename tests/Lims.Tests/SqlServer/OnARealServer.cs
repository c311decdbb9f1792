using System.Collections.Concurrent;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Tests.Borders;
using Lims.Tests.SqlServer;
using Lims.Web.Commands;
using Lims.Web.Demonstration;
using Lims.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: AssemblyFixture(typeof(RealServer))]

namespace Lims.Tests.SqlServer;

/// <summary>
/// The house on the SQL Server that <c>LIMS_TEST_SQLSERVER</c> names: a connection string to an existing, empty database. Migrated once for all tests.
/// </summary>
public sealed class RealServer : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lims-server-");
    private readonly string? server = Environment.GetEnvironmentVariable("LIMS_TEST_SQLSERVER");

    /// <summary>The house, started.</summary>
    internal IHost House { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (server is null) return;
        var settings = new LimsSettings(new DataOptions(DataProvider.SqlServer, folder.FullName, server), null);
        House = QuietHost.Build(settings, new Lims.Kernel.HostOptions());
        await House.Services.GetRequiredService<LimsHost>().Migrate(default);
        await House.StartAsync();
        await House.Services.GetRequiredService<DemonstrationHouse>().Seed(default);
    }

    /// <summary>Says that a test was skipped where there is no server.</summary>
    internal void Needed() => Assert.SkipWhen(server is null, "LIMS_TEST_SQLSERVER names no server: a connection string to an existing, empty database is expected.");

    public async ValueTask DisposeAsync()
    {
        if (House is not null)
        {
            await House.StopAsync();
            House.Dispose();
        }
        folder.Delete(recursive: true);
    }
}

/// <summary>What a parser and a model cannot show.</summary>
[Trait("Speed", "slow")]
public sealed class On_a_real_SQL_Server(RealServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_migrations_run_twice_and_leave_every_guard()
    {
        server.Needed();
        foreach (var (_, applied) in await server.House.Services.GetRequiredService<LimsHost>().Migrate(Ct)) Assert.Empty(applied);
        foreach (var module in server.House.Services.GetServices<ModuleHost>()) await module.CheckTriggers(Ct);
    }

    [Fact]
    public async Task What_is_only_ever_added_is_neither_changed_nor_removed()
    {
        server.Needed();
        foreach (var db in House.Contexts(server.House.Services))
        {
            await using var open = db;
            using var kernel = open.AsKernel();
            var table = $"[{open.Module}].[AuditEntry]";
#pragma warning disable EF1003 // The schema is the module's name, which no person types.
            await Assert.ThrowsAsync<Microsoft.Data.SqlClient.SqlException>(() => open.Database.ExecuteSqlRawAsync("UPDATE " + table + " SET ActorName = 'nobody'", Ct));
            await Assert.ThrowsAsync<Microsoft.Data.SqlClient.SqlException>(() => open.Database.ExecuteSqlRawAsync("DELETE FROM " + table, Ct));
#pragma warning restore EF1003
        }
    }

    [Fact]
    public async Task One_sample_is_walked_to_its_ruling_and_every_chain_verifies()
    {
        server.Needed();
        var walked = await ActivatorUtilities.CreateInstance<WalkRunner>(server.House.Services).Run(_ => { }, Ct);
        Assert.True(walked.Succeeded, walked.Failure);
    }

    [Fact]
    public async Task Numbers_are_given_once_and_without_gaps_to_eight_writers_at_once()
    {
        server.Needed();
        var maker = server.House.Services.GetRequiredService<ModuleDbMaker<AccessDb>>();
        var series = $"try/{Guid.NewGuid():N}";
        await Number(maker, series);
        var given = new ConcurrentBag<int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct }, async (_, _) =>
        {
            for (var round = 0; round < 50; round++) given.Add(await Number(maker, series));
        });
        Assert.Equal(Enumerable.Range(2, 400), given.Order());
    }

    private static async Task<int> Number(ModuleDbMaker<AccessDb> maker, string series)
    {
        await using var db = maker.Make(Who.System("test"));
        var number = await db.NextNumber(series, Ct);
        await db.SaveChangesAsync(Ct);
        return number;
    }
}
