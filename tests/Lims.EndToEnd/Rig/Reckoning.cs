using Lims.Kernel.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.EndToEnd.Rig;

/// <summary>What the books say when all is quiet, read from the database files themselves and compared with the ledger.</summary>
/// <param name="Acknowledged">Acts the miller was told are done.</param>
/// <param name="Batches">Acts in the books; more than acknowledged by those whose process died between commit and answer.</param>
/// <param name="Messages">Rows of both outboxes.</param>
/// <param name="ClaimedAgain">Messages that a relay took up more than once.</param>
/// <param name="Repeats">Deliveries the inbox turned away.</param>
internal sealed record Reckoning(int Acknowledged, int Batches, int Messages, int ClaimedAgain, long Repeats)
{
    /// <summary>Acknowledged and not in the books.</summary>
    public required int AcknowledgedLost { get; init; }

    /// <summary>Batches without sack, weighing or echo.</summary>
    public required int Lost { get; init; }

    /// <summary>Sacks or weighings without a batch.</summary>
    public required int Ghosts { get; init; }

    /// <summary>Batches with a second sack, weighing or echo.</summary>
    public required int Twice { get; init; }

    /// <summary>Sacks that tell another story than their batch.</summary>
    public required int Bent { get; init; }

    /// <summary>Messages neither sent nor given up, messages given up, and failures left.</summary>
    public required int Stuck { get; init; }

    /// <summary>Rows whose changes the audit does not hold, entry by entry.</summary>
    public required int Unaudited { get; init; }

    /// <summary>What the verification of the chains found.</summary>
    public required IReadOnlyList<AuditVerdict> Audit { get; init; }

    /// <summary>Every harm in words; empty where all is well.</summary>
    public IReadOnlyList<string> Harms() =>
    [
        .. new (int Count, string Text)[]
        {
            (AcknowledgedLost, "acknowledged act(s) lost"), (Lost, "message(s) lost"), (Ghosts, "ghost(s)"), (Twice, "effect(s) twice"), (Bent, "message(s) bent"),
            (Stuck, "message(s) stuck"), (Unaudited, "row(s) without their audit entries"),
        }.Where(harm => harm.Count > 0).Select(harm => $"{harm.Count} {harm.Text}"),
        .. Audit.Where(chain => chain.Broken is not null).Select(chain => $"audit of {chain.Module}: {chain.Broken}"),
        .. Audit.Where(chain => chain.Unsealed > 0).Select(chain => $"audit of {chain.Module}: {chain.Unsealed} unsealed"),
    ];

    public override string ToString() =>
        $"{Acknowledged} acts acknowledged, {Batches} in the books, {Messages} messages ({ClaimedAgain} taken up again, {Repeats} repeats turned away); "
        + $"acknowledged lost {AcknowledgedLost}, lost {Lost}, ghost {Ghosts}, twice {Twice}, bent {Bent}, stuck {Stuck}, unaudited {Unaudited}; "
        + $"audit {string.Join(", ", Audit.Select(chain => $"{chain.Module} {chain.Sealed} {(chain.Broken is null ? "holds" : "BROKEN")}"))}";

    public static async Task<Reckoning> Of(string folder, CancellationToken ct)
    {
        var told = Ledger.Read(folder);
        await using var mill = await Open(folder, "mill", ct);
        await using var store = await Open(folder, "store", ct);
        var batches = Rows(mill, "SELECT Id, Told, Echoes FROM Batches");
        var sacks = Rows(store, "SELECT Batch, Heard FROM Sacks").ToLookup(row => row.Key);
        var weighings = Rows(store, "SELECT Batch, '' FROM Weighings").ToLookup(row => row.Key);
        var books = batches.Select(batch => batch.Key).ToHashSet();
        using var house = House.Build(folder, null);
        var audit = new List<AuditVerdict>();
        foreach (var chain in house.Services.GetServices<IVerifyAudit>()) audit.Add(await chain.Verify(ct));
        return new Reckoning(
            told.Count,
            books.Count,
            Count(mill, "SELECT COUNT(*) FROM Outbox") + Count(store, "SELECT COUNT(*) FROM Outbox"),
            Count(mill, "SELECT COUNT(*) FROM Outbox WHERE LeaseToken > 1") + Count(store, "SELECT COUNT(*) FROM Outbox WHERE LeaseToken > 1"),
            RepeatsSeen.Count(folder))
        {
            AcknowledgedLost = told.Count(act => !books.Contains(act)),
            Lost = batches.Count(batch => !sacks.Contains(batch.Key) || !weighings.Contains(batch.Key) || batch.Number == 0),
            Ghosts = sacks.Concat(weighings).Count(taken => !books.Contains(taken.Key)),
            Twice = batches.Count(batch => sacks[batch.Key].Count() > 1 || weighings[batch.Key].Count() > 1 || batch.Number > 1),
            Bent = batches.Count(batch => sacks[batch.Key].Any(sack => sack.Text != batch.Text)),
            Stuck = new[] { mill, store }.Sum(db => Count(db, "SELECT (SELECT COUNT(*) FROM Outbox WHERE Sent IS NULL) + (SELECT COUNT(*) FROM FailedMessage)")),
            Unaudited = Count(mill, """
                SELECT COUNT(*) FROM Batches b WHERE 1 <> (SELECT COUNT(*) FROM AuditEntry a WHERE a.RecordId = b.Id AND a.Kind = 'added')
                OR b.Echoes <> (SELECT COUNT(*) FROM AuditEntry a WHERE a.RecordId = b.Id AND a.Kind = 'changed')
                """)
                + Count(store, "SELECT COUNT(*) FROM Sacks b WHERE 1 <> (SELECT COUNT(*) FROM AuditEntry a WHERE a.RecordId = b.Id AND a.Kind = 'added')")
                + Count(store, "SELECT COUNT(*) FROM Weighings b WHERE 1 <> (SELECT COUNT(*) FROM AuditEntry a WHERE a.RecordId = b.Id AND a.Kind = 'added')"),
            Audit = audit,
        };
    }

    /// <summary>Effects there are by now, also while the worker is at it.</summary>
    public static async Task<int> Effects(string folder, CancellationToken ct)
    {
        await using var store = await Open(folder, "store", ct);
        return Count(store, "SELECT COUNT(*) FROM Sacks");
    }

    private static async Task<SqliteConnection> Open(string folder, string module, CancellationToken ct)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, module + ".db")};Mode=ReadWrite;Pooling=False");
        await connection.OpenAsync(ct);
        return connection;
    }

    private static int Count(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static List<(Guid Key, string Text, int Number)> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<(Guid, string, int)>();
        while (reader.Read()) rows.Add((reader.GetGuid(0), reader.GetString(1), reader.FieldCount > 2 ? reader.GetInt32(2) : 0));
        return rows;
    }
}
