using Lims.Kernel;
using Lims.Kernel.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Tests.Kernel;

public sealed class When_a_record_changes
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_trail_says_who_when_and_what_was_before()
    {
        await using var workshop = await Workshop.Open();
        await workshop.Make(Workshop.Anna, "ring");
        await using (var db = workshop.As(Workshop.Anna))
        {
            (await db.Pieces.SingleAsync(Ct)).Name = "band";
            db.Because("The drawing says band.");
            await db.SaveChangesAsync(Ct);
        }
        await using var look = workshop.As(Workshop.Anna);
        var entry = await look.AuditEntries.SingleAsync(entry => entry.Kind == "changed" && entry.RecordType == nameof(Piece), Ct);
        Assert.Equal(("Anna", "BUS", "test", "The drawing says band."), (entry.ActorName, entry.Laboratory, entry.From, entry.Because));
        Assert.Equal("""[{"field":"Name","before":"ring","after":"band"}]""", entry.Changes);
        Assert.Equal(2, entry.RecordRevision);
    }

    [Fact]
    public async Task A_value_somebody_relied_on_changes_only_with_a_reason()
    {
        await using var workshop = await Workshop.Open();
        await workshop.Make(Workshop.Anna, "ring");
        await using var db = workshop.As(Workshop.Anna);
        var piece = await db.Pieces.SingleAsync(Ct);
        piece.Weight = 4.1m;
        await db.SaveChangesAsync(Ct);
        piece.Weight = 4.2m;
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => db.SaveChangesAsync(Ct));
        Assert.Equal("reason-needed", refused.Code);
        Assert.Contains("4.1", refused.Message, StringComparison.Ordinal);
        db.Because("Read from the wrong balance.");
        await db.SaveChangesAsync(Ct);
    }

    [Fact]
    public async Task A_secret_never_enters_the_trail()
    {
        await using var workshop = await Workshop.Open();
        await using var db = workshop.As(Workshop.Anna);
        db.Add(new Piece("BUS", "safe") { Code = "swordfish" });
        await db.SaveChangesAsync(Ct);
        Assert.DoesNotContain("swordfish", string.Join(" ", await db.AuditEntries.Select(entry => entry.Changes).ToListAsync(Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_writer_of_the_same_revision_is_told()
    {
        await using var workshop = await Workshop.Open();
        await workshop.Make(Workshop.Anna, "ring");
        await using var first = workshop.As(Workshop.Anna);
        await using var second = workshop.As(Workshop.Anna);
        (await first.Pieces.SingleAsync(Ct)).Name = "band";
        (await second.Pieces.SingleAsync(Ct)).Name = "hoop";
        await first.SaveChangesAsync(Ct);
        await Assert.ThrowsAsync<StaleRecord>(() => second.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task Bulk_statements_are_refused()
    {
        await using var workshop = await Workshop.Open();
        await using var db = workshop.As(Workshop.Anna);
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Pieces.ExecuteUpdateAsync(set => set.SetProperty(piece => piece.Name, "all"), Ct));
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Pieces.ExecuteDeleteAsync(Ct));
    }
}

[Trait("Speed", "slow")]
public sealed class When_somebody_tampers_with_the_trail
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UPDATE AuditEntry SET ActorName = 'Carl' WHERE Seq = 3")]
    [InlineData("DELETE FROM AuditEntry WHERE Seq = 3")]
    public async Task The_database_itself_refuses(string sql)
    {
        await using var workshop = await Filled();
        var refused = await Assert.ThrowsAsync<SqliteException>(() => Execute(workshop, sql));
        Assert.Contains("only ever added", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE AuditEntry SET ActorName = 'Carl' WHERE Seq = 3", "Broken at entry 3")]
    [InlineData("DELETE FROM AuditEntry WHERE Seq = 3", "Entry 3 ")]
    [InlineData("DELETE FROM AuditSeal WHERE Number = 3", "Seal 3 is missing")]
    [InlineData("DELETE FROM AuditSeal WHERE Number > 4; DELETE FROM AuditEntry WHERE Seq > 4", "Entries 5 to ")]
    [InlineData("UPDATE AuditSeal SET Number = 99 WHERE Number = 3; UPDATE AuditSeal SET Number = 3 WHERE Number = 4; UPDATE AuditSeal SET Number = 4 WHERE Number = 99", "Broken at entry 3")]
    public async Task Whoever_removes_the_triggers_too_is_found_by_the_chain_and_the_first_broken_entry_is_named(string sql, string found)
    {
        await using var workshop = await Filled();
        await WithoutTriggers(workshop, sql);
        Assert.StartsWith(found, (await workshop.Verify("workshop")).Broken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_rebuilt_from_end_to_end_is_found_by_the_signed_heads()
    {
        await using var workshop = await Filled();
        await WithoutTriggers(workshop, "UPDATE AuditEntry SET ActorName = 'Carl' WHERE Seq = 3");
        await using (var db = workshop.As(Workshop.Anna))
        {
            var hash = AuditChain.Genesis;
            foreach (var entry in await db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Seq).ToListAsync(Ct))
            {
                hash = AuditChain.Hash(hash, entry);
                await Execute(workshop, $"UPDATE AuditSeal SET Hash = '{hash}' WHERE Entry = '{entry.Id.ToString().ToUpperInvariant()}'");
            }
        }
        Assert.Contains("rebuilt after its head was signed", (await workshop.Verify("workshop")).Broken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_head_is_found_by_its_signature()
    {
        await using var workshop = await Filled();
        var heads = Path.Combine(workshop.Folder, "heads", "workshop.jsonl");
        await File.WriteAllTextAsync(heads, (await File.ReadAllTextAsync(heads, Ct)).Replace("\"hash\":\"", "\"hash\":\"0", StringComparison.Ordinal), Ct);
        Assert.Contains("no valid signature", (await workshop.Verify("workshop")).Broken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_cut_short_by_a_crash_does_not_spoil_the_next()
    {
        await using var workshop = await Filled();
        var heads = Path.Combine(workshop.Folder, "heads", "workshop.jsonl");
        var before = await File.ReadAllLinesAsync(heads, Ct);
        await File.AppendAllTextAsync(heads, before[^1][..40], Ct);
        await workshop.Make(Workshop.Anna, "one more");
        await workshop.Sealed();
        Assert.Null((await workshop.Verify("workshop")).Broken);
        Assert.Equal(before.Length + 2, (await File.ReadAllLinesAsync(heads, Ct)).Length);
    }

    [Fact]
    public async Task An_untouched_trail_verifies()
    {
        await using var workshop = await Filled();
        var verdict = await workshop.Verify("workshop");
        Assert.Null(verdict.Broken);
        Assert.Equal(6, verdict.Sealed);
    }

    [Fact]
    public async Task Two_that_seal_at_the_same_moment_make_one_chain()
    {
        await using var workshop = await Workshop.Open();
        var host = workshop.Services.GetServices<ModuleHost>().Single(module => module.Module.Name == "workshop");
        for (var round = 0; round < 10; round++)
        {
            await workshop.Make(Workshop.Anna, $"piece {round}");
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.SealAll(Ct), Ct)));
        }
        var verdict = await workshop.Verify("workshop");
        Assert.Null(verdict.Broken);
        Assert.Equal((10L, 0L), (verdict.Sealed, verdict.Unsealed));
    }

    [Fact]
    public async Task A_start_without_a_trigger_is_refused_naming_the_table()
    {
        var folder = Directory.CreateTempSubdirectory("lims-workshop-").FullName;
        await using (var workshop = await Workshop.Open(folder)) await Execute(workshop, "DROP TRIGGER TR_AuditEntry_AppendOnly_DELETE");
        await using (var again = await Workshop.Open(folder))
        {
            // The harness makes the triggers as a migration does; without that, the check names the table.
            await Execute(again, "DROP TRIGGER TR_AuditEntry_AppendOnly_DELETE");
            var host = again.Services.GetServices<ModuleHost>().Single(module => module.Module.Name == "workshop");
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => host.CheckTriggers(Ct));
            Assert.Contains("AuditEntry", refused.Message, StringComparison.Ordinal);
        }
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<Workshop> Filled()
    {
        var workshop = await Workshop.Open();
        for (var i = 0; i < 6; i++)
        {
            await workshop.Make(Workshop.Anna, $"piece {i}");
            await workshop.Sealed();
        }
        return workshop;
    }

    private static async Task WithoutTriggers(Workshop workshop, string sql) =>
        await Execute(workshop, "DROP TRIGGER TR_AuditEntry_AppendOnly_UPDATE; DROP TRIGGER TR_AuditEntry_AppendOnly_DELETE; DROP TRIGGER TR_AuditSeal_AppendOnly_UPDATE; DROP TRIGGER TR_AuditSeal_AppendOnly_DELETE; " + sql);

    private static async Task Execute(Workshop workshop, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(workshop.Folder, "workshop.db")}");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }
}
