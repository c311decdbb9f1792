using System.Globalization;
using Lims.EndToEnd.Messages;
using Lims.EndToEnd.Rig;
using Microsoft.Data.Sqlite;

namespace Lims.EndToEnd;

/// <summary>
/// Nothing acknowledged is lost by <c>kill -9</c>, with and without a broker. Eight kills a mode here; <c>LIMS_CRASH_KILLS=200</c>
/// (<c>tests/run.sh --crash 200</c>) deals so many over both, with the broker paused for minutes too.
/// </summary>
[Trait("Rig", "crash")]
public sealed class When_processes_are_killed : IDisposable
{
    private const int ShortRun = 8;
    private static readonly int? LongRun = int.TryParse(Environment.GetEnvironmentVariable("LIMS_CRASH_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : null;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lims-rig-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static int Kills => LongRun / 2 ?? ShortRun;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Without_a_broker_nothing_acknowledged_is_lost_and_nothing_happens_twice()
    {
        var rig = new CrashRig(folder.FullName, null, Seed(), Tell);
        AllWell(await rig.Run(CrashRig.Mixed(Kills, withBroker: false, withPauses: false), Ct), rig);
    }

    [Fact]
    public async Task With_RabbitMQ_killed_too_nothing_acknowledged_is_lost_and_nothing_happens_twice()
    {
        await using var broker = await Broker.Start(Ct);
        var rig = new CrashRig(folder.FullName, broker, Seed(), Tell);
        AllWell(await rig.Run(CrashRig.Mixed(Kills, withBroker: true, withPauses: LongRun is not null), Ct), rig);
        Assert.True(rig.Recovery < TimeSpan.FromSeconds(30), $"After the broker was back it took {rig.Recovery.TotalSeconds} s to the next effect.");
    }

    [Fact]
    public async Task A_relay_that_marks_before_it_delivers_is_found_out()
    {
        var rig = new CrashRig(folder.FullName, null, Seed(), Tell, forgetful: true);
        var books = await rig.Run([Blow.AfterPublish, Blow.BeforeInboxCommit, Blow.AfterPublish], Ct);
        Assert.True(books.Lost > 0, "The rig counted nothing lost where messages were lost for certain: it cannot be believed.");
        Assert.Equal(0, books.Ghosts);
    }

    [Theory]
    [InlineData("mill", "DELETE FROM Batches WHERE Id = (SELECT Id FROM Batches LIMIT 1)", "ghost")]
    [InlineData("mill", "UPDATE Batches SET Echoes = 0 WHERE Id = (SELECT Id FROM Batches LIMIT 1)", "lost")]
    [InlineData("mill", "UPDATE Batches SET Echoes = 2 WHERE Id = (SELECT Id FROM Batches LIMIT 1)", "twice")]
    [InlineData("mill", "UPDATE Outbox SET Sent = NULL WHERE Seq = 1", "stuck")]
    [InlineData("store", "DELETE FROM Sacks WHERE Id = (SELECT Id FROM Sacks LIMIT 1)", "lost")]
    [InlineData("store", "DELETE FROM Weighings WHERE Id = (SELECT Id FROM Weighings LIMIT 1)", "lost")]
    [InlineData("store", "UPDATE Sacks SET Heard = 'nothing'", "bent")]
    [InlineData("store", "DROP TRIGGER TR_AuditEntry_AppendOnly_UPDATE; UPDATE AuditEntry SET ActorName = 'nobody' WHERE Seq = 2", "audit of store: Broken at entry 2")]
    [InlineData("store", "DROP TRIGGER TR_AuditEntry_AppendOnly_DELETE; DELETE FROM AuditEntry WHERE Seq = 2", "without their audit entries")]
    public async Task The_reckoning_sees_each_kind_of_harm(string module, string harm, string seen)
    {
        await House.MakeTables(folder.FullName);
        using (var house = House.Build(folder.FullName, null))
        using (var ledger = new Ledger(folder.FullName))
        {
            await house.StartAsync(Ct);
            for (var number = 0; number < 3; number++) ledger.Acknowledged((await house.Grind(number, Ct)).Id);
            await house.Quiet(Ct);
            await house.StopAsync(Ct);
        }
        Assert.Empty((await Reckoning.Of(folder.FullName, Ct)).Harms());
        await using (var books = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, module + ".db")};Pooling=False"))
        {
            await books.OpenAsync(Ct);
            await using var command = books.CreateCommand();
            command.CommandText = harm;
            await command.ExecuteNonQueryAsync(Ct);
        }
        Assert.Contains((await Reckoning.Of(folder.FullName, Ct)).Harms(), text => text.Contains(seen, StringComparison.Ordinal));
    }

    private static void AllWell(Reckoning books, CrashRig rig)
    {
        Assert.Empty(books.Harms());
        Assert.True(rig.Kills >= Kills, $"{rig.Kills} kills instead of {Kills}.");
        // A rig that does nothing loses nothing.
        Assert.True(books.Acknowledged > 2 * Kills, $"Only {books.Acknowledged} acts in {rig.Kills} rounds.");
    }

    private static int Seed() => int.TryParse(Environment.GetEnvironmentVariable("LIMS_CRASH_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Environment.TickCount;

    private static void Tell(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Console.WriteLine(line);
    }
}
