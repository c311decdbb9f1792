using Lims.Kernel.Access;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;

namespace Lims.Kernel.Data;

/// <summary>
/// Opens a module's tables for one act, as the person who acts. A page lives as long as its browser tab; an act lives for one click:
/// <c>await using var db = await intake.Open(ct);</c>
/// </summary>
public sealed class Db<TDb>(ModuleDbMaker<TDb> maker, CurrentWho who)
    where TDb : ModuleDb
{
    /// <summary>Opens the tables.</summary>
    /// <exception cref="NobodyThere">Nobody is signed in, and no consumer or job has said who it is.</exception>
    public async Task<TDb> Open(CancellationToken ct) => maker.Make(await who.Get(ct), who.Cause);
}

/// <summary>Makes contexts of one module for the configured database.</summary>
public sealed class ModuleDbMaker<TDb>(Func<TDb> make, TimeProvider clock, WakeUps wakeUps)
    where TDb : ModuleDb
{
    /// <summary>A context that acts as <paramref name="who"/>.</summary>
    public TDb Make(Who who, MessageContext? cause = null)
    {
        var db = make();
        db.Open(who, clock, cause ?? MessageContext.None, () => wakeUps.Wake(db.Module));
        return db;
    }
}

/// <summary>Which database, and where.</summary>
/// <param name="Provider">SQLite, or SQL Server.</param>
/// <param name="Folder">The one folder that holds databases, files, keys and signed heads.</param>
/// <param name="SqlServer">Connection string, for SQL Server.</param>
/// <param name="BatchSize">Statements a round trip on SQL Server.</param>
/// <param name="TimeoutSeconds">Limit of one command.</param>
public sealed record DataOptions(DataProvider Provider, string Folder, string? SqlServer = null, int BatchSize = 42, int TimeoutSeconds = 30)
{
    internal void Use(DbContextOptionsBuilder options, string module)
    {
        if (Provider == DataProvider.SqlServer)
        {
            options.UseSqlServer(SqlServer ?? "Server=none;Encrypt=false", server => server
                .MaxBatchSize(BatchSize).CommandTimeout(TimeoutSeconds).UseCompatibilityLevel(150).MigrationsHistoryTable("__Migrations", module));
        }
        else
        {
            options.UseSqlite($"Data Source={Path.Combine(Folder, module + ".db")}", sqlite => sqlite.CommandTimeout(TimeoutSeconds));
        }
    }
}

/// <summary>The two databases Lims knows.</summary>
public enum DataProvider
{
    /// <summary>One file a module, no service.</summary>
    Sqlite,

    /// <summary>One database, one schema a module.</summary>
    SqlServer,
}
