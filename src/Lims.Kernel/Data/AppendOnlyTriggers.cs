using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lims.Kernel.Data;

/// <summary>
/// Triggers that refuse to change or remove a row of an append-only table. Made again after every migration, because SQLite rebuilds a table
/// by copying it and drops its triggers without a word; checked at every start.
/// </summary>
internal static class AppendOnlyTriggers
{
    public static string NameFor(string table) => $"TR_{table}_AppendOnly";

    public static async Task Make(ModuleDb db, CancellationToken ct)
    {
        using var kernel = db.AsKernel();
        foreach (var sql in Script(db)) await db.Database.ExecuteSqlRawAsync(sql, ct);
    }

    /// <summary>The statements, in the dialect of the context's database.</summary>
    public static IEnumerable<string> Script(ModuleDb db)
    {
        var sqlServer = Conventions.IsSqlServer(db.Database.ProviderName);
        foreach (var entity in Guarded(db))
        {
            var (table, schema) = (entity.GetTableName()!, entity.GetSchema());
            if (sqlServer)
            {
                yield return $"CREATE OR ALTER TRIGGER [{schema}].[{NameFor(table)}] ON [{schema}].[{table}] INSTEAD OF UPDATE, DELETE AS\nBEGIN\n    THROW 51000, 'Rows of {schema}.{table} are only ever added.', 1;\nEND";
                continue;
            }
            foreach (var verb in new[] { "UPDATE", "DELETE" })
            {
                yield return $"CREATE TRIGGER IF NOT EXISTS \"{NameFor(table)}_{verb}\" BEFORE {verb} ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'Rows of {table} are only ever added.'); END";
            }
        }
    }

    /// <summary>Names of the tables whose trigger is missing.</summary>
    public static async Task<IReadOnlyList<string>> Missing(ModuleDb db, CancellationToken ct)
    {
        var sqlServer = Conventions.IsSqlServer(db.Database.ProviderName);
        var there = await db.Database.SqlQueryRaw<string>(sqlServer
            ? "SELECT name AS Value FROM sys.triggers WHERE is_disabled = 0"
            : "SELECT name AS Value FROM sqlite_master WHERE type = 'trigger'").ToListAsync(ct);
        return [.. Guarded(db).Select(entity => entity.GetTableName()!)
            .Where(table => sqlServer
                ? !there.Contains(NameFor(table))
                : !there.Contains(NameFor(table) + "_UPDATE") || !there.Contains(NameFor(table) + "_DELETE"))];
    }

    private static IEnumerable<IEntityType> Guarded(ModuleDb db) =>
        db.Model.GetEntityTypes().Where(entity => entity.ClrType.GetCustomAttribute<AppendOnlyAttribute>() is not null);
}
