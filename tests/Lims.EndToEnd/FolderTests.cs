using Lims.EndToEnd.Rig;
using Microsoft.Data.Sqlite;

namespace Lims.EndToEnd;

/// <summary>A SQLite folder, its one process, and what a killed one leaves behind.</summary>
public sealed class When_processes_share_a_folder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lims-folder-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_second_is_refused_and_told_who_is_there_and_the_dead_hold_nothing()
    {
        await House.MakeTables(folder.FullName);
        await using var first = Victim.Start(null, "work", folder.FullName);
        Assert.True(await first.Ready(Ct), first.Said);
        await using (var second = Victim.Start(null, "work", folder.FullName))
        {
            Assert.False(await second.Ready(Ct));
            Assert.Contains($"Another Lims process works in {folder.FullName}", second.Said, StringComparison.Ordinal);
            Assert.Contains($"process {first.Id} ", second.Said, StringComparison.Ordinal);
        }
        await first.Kill(Ct);
        await using var third = Victim.Start(null, "work", folder.FullName);
        Assert.True(await third.Ready(Ct), third.Said);
    }

    [Fact]
    public async Task One_killed_while_it_migrated_does_not_keep_the_next_from_starting()
    {
        await House.MakeTables(folder.FullName);
        await using (var left = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "access.db")};Pooling=False"))
        {
            await left.OpenAsync(Ct);
            await using var command = left.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00+00:00');
                """;
            await command.ExecuteNonQueryAsync(Ct);
        }
        await using var next = Victim.Start(null, "work", folder.FullName);
        Assert.True(await next.Ready(Ct).WaitAsync(TimeSpan.FromSeconds(30), Ct), next.Said);
        await using var look = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "access.db")};Pooling=False");
        await look.OpenAsync(Ct);
        await using var mode = look.CreateCommand();
        mode.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", await mode.ExecuteScalarAsync(Ct));
    }
}
