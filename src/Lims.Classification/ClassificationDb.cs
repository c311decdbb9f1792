using Lims.Classification.Tariff;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification;

/// <summary>Cases with their verdicts, opinions, rulings, and the values the laboratory sets.</summary>
internal class ClassificationDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Module => "classification";

    public DbSet<ClassificationCase> Cases => Set<ClassificationCase>();

    public DbSet<Verdict> Verdicts => Set<Verdict>();

    public DbSet<Opinion> Opinions => Set<Opinion>();

    public DbSet<Ruling> Rulings => Set<Ruling>();

    public DbSet<IssuedRuling> IssuedRulings => Set<IssuedRuling>();

    public DbSet<ThresholdSetting> ThresholdSettings => Set<ThresholdSetting>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // Codes and words of the tariff are compared letter by letter and looked for by their beginnings: SQLite does so by itself, SQL Server is told.
        if (Database.IsSqlServer()) TariffCollation.Apply(modelBuilder);
    }
}

internal sealed class ClassificationDbSqlite(DbContextOptions<ClassificationDbSqlite> options) : ClassificationDb(options);

internal sealed class ClassificationDbSqlServer(DbContextOptions<ClassificationDbSqlServer> options) : ClassificationDb(options);

internal sealed class ClassificationDesignSqlite() : DesignTime<ClassificationDbSqlite>(DataProvider.Sqlite, "classification");

internal sealed class ClassificationDesignSqlServer() : DesignTime<ClassificationDbSqlServer>(DataProvider.SqlServer, "classification");
