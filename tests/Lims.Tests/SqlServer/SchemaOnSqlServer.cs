using System.Reflection;
using Lims.Kernel.Data;
using Lims.Tests.Borders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Lims.Tests.SqlServer;

/// <summary>
/// The schema on a server no test can start: read by SQL Server's own parser and model; what those do not see is asked of the model of Entity Framework.
/// </summary>
[Trait("Speed", "slow")]
public sealed class The_tables_on_SQL_Server
{
    // sys.indexes: 1700 bytes for a key of a nonclustered index, 900 for a clustered one (SQL Server 2016 and later).
    private const int IndexBytes = 1700, ClusteredBytes = 900;

    [Fact]
    public void Come_from_scripts_its_parser_reads()
    {
        var scripts = SqlServerSchema.Scripts();
        Assert.Equal(["access", "analysis", "classification", "intake"], scripts.Keys.Order(StringComparer.Ordinal));
        Assert.All(scripts, script => Assert.Empty(SqlServerSchema.ParseErrors(script.Value)));
        Assert.All(scripts, script => Assert.NotEmpty(SqlServerSchema.Find<CreateTableStatement>(script.Value)));
        Assert.Contains("TABEL", Assert.Single(SqlServerSchema.ParseErrors("CREATE TABEL [x] ([a] int)")), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_together_in_its_model()
    {
        foreach (var (module, declarations) in SqlServerSchema.Declarations())
        {
            Assert.True(declarations.Count > 10, $"{module}: only {declarations.Count} declarations.");
            var errors = SqlServerSchema.ModelErrors(declarations);
            Assert.True(errors.Count == 0, module + ": " + string.Join("; ", errors.Take(5)));
        }
        Assert.NotEmpty(SqlServerSchema.ModelErrors(["CREATE TABLE [dbo].[a] ([id] int NOT NULL CONSTRAINT [k] PRIMARY KEY, [b] int NOT NULL CONSTRAINT [f] FOREIGN KEY REFERENCES [dbo].[nowhere] ([id]))"]));
    }

    [Fact]
    public void Have_no_cascade_no_unbounded_or_overlong_key_no_impossible_precision_and_each_guard_is_declared()
    {
        using var host = House.Build(DataProvider.SqlServer);
        foreach (var db in House.Contexts(host.Services))
        {
            Assert.Empty(Faults(db.GetService<IDesignTimeModel>().Model));
            Assert.InRange(CompatibilityLevel(db), 100, 160);
        }
    }

    [Fact]
    public void Would_be_found_out_with_each_of_these_faults()
    {
        using var faulty = new Faulty();
        var faults = Faults(faulty.GetService<IDesignTimeModel>().Model).ToList();
        foreach (var part in new[] { "cascades", "unbounded", "bytes", "precision 50", "no guard" }) Assert.Contains(faults, fault => fault.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void Are_asked_without_lock_hints_merges_or_updates_through_a_common_table_expression()
    {
        foreach (var script in SqlServerSchema.Scripts().Values) Assert.Empty(Refused(script));
        Assert.Equal(3, Refused("MERGE [a] USING [b] ON 1 = 1 WHEN MATCHED THEN DELETE; SELECT 1 FROM [a] WITH (UPDLOCK); WITH c AS (SELECT 1 AS x FROM [a]) UPDATE c SET x = 2;").Count());
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Harness.Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("obj", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            foreach (var word in new[] { "UPDLOCK", "READPAST", "HOLDLOCK", "NOLOCK", "MERGE INTO", "MERGE [" }) Assert.False(text.Contains(word, StringComparison.Ordinal), $"{file} holds {word}.");
        }
    }

    private static IEnumerable<string> Refused(string script)
    {
        foreach (var _ in SqlServerSchema.Find<MergeStatement>(script)) yield return "MERGE";
        foreach (var _ in SqlServerSchema.Find<TableHint>(script)) yield return "a hint";
        foreach (var update in SqlServerSchema.Find<UpdateStatement>(script).Where(update => update.WithCtesAndXmlNamespaces is not null)) yield return $"an update through a common table expression in line {update.StartLine}";
    }

    private static IEnumerable<string> Faults(IModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            var name = entity.DisplayName();
            foreach (var key in entity.GetForeignKeys().Where(key => key.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.SetNull))
                yield return $"{name}: the key to {key.PrincipalEntityType.DisplayName()} cascades; two paths between two tables are refused by the server (1785).";
            foreach (var index in entity.GetIndexes())
                if (KeyFault(index.Properties, IndexBytes) is { } fault) yield return $"{name}: an index over {fault}";
            foreach (var key in entity.GetKeys())
                if (KeyFault(key.Properties, ClusteredBytes) is { } fault) yield return $"{name}: a key over {fault}";
            foreach (var property in entity.GetProperties().Where(property => property.GetPrecision() > 38)) yield return $"{name}.{property.Name}: precision {property.GetPrecision()}, but the server knows 38 at most.";
            if (entity.ClrType.GetCustomAttribute<AppendOnlyAttribute>() is not null && !entity.GetDeclaredTriggers().Any())
                yield return $"{name}: no guard is declared, so a save would ask for OUTPUT, which a table with a trigger refuses.";
        }
    }

    private static string? KeyFault(IReadOnlyList<IProperty> properties, int most)
    {
        var sizes = properties.Select(Bytes).ToList();
        var names = string.Join(", ", properties.Select(property => property.Name));
        if (sizes.Contains(null)) return $"{names} is unbounded.";
        return sizes.Sum() > most ? $"{names} takes up to {sizes.Sum()} bytes, but the server takes {most}." : null;
    }

    private static int? Bytes(IProperty property)
    {
        var type = property.GetRelationalTypeMapping();
        return type.ClrType == typeof(string) || type.ClrType == typeof(byte[])
            ? type.Size is { } size and > 0 ? size * (type.IsUnicode ? 2 : 1) : null
            : 16;
    }

#pragma warning disable EF1001 // The level can be asked nowhere else.
    private static int CompatibilityLevel(DbContext db) => db.GetService<Microsoft.EntityFrameworkCore.SqlServer.Infrastructure.Internal.ISqlServerSingletonOptions>().SqlServerCompatibilityLevel;
#pragma warning restore EF1001

    /// <summary>A model with each fault once.</summary>
    private sealed class Faulty() : DbContext(new DbContextOptionsBuilder().UseSqlServer("Server=none").Options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Whole>();
            modelBuilder.Entity<Piece>().HasIndex(piece => piece.Words);
            modelBuilder.Entity<Piece>().Property(piece => piece.Weight).HasPrecision(50, 2);
            modelBuilder.Entity<Piece>().Property(piece => piece.Long).HasMaxLength(900);
            modelBuilder.Entity<Piece>().HasIndex(piece => piece.Long);
            modelBuilder.Entity<Piece>().Property(piece => piece.Words).HasColumnType("nvarchar(max)");
        }
    }

    private sealed class Whole
    {
        public int Id { get; set; }
    }

    [AppendOnly]
    private sealed class Piece
    {
        public int Id { get; set; }

        public Whole Of { get; set; } = null!;

        public string Words { get; set; } = "";

        public string Long { get; set; } = "";

        public decimal Weight { get; set; }
    }
}
