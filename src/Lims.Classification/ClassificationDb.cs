using Lims.Kernel.Access;
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

    /// <summary>A signature is a row of the module whose record it is under, saved with the act.</summary>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Signature>(signature =>
        {
            signature.ToTable("Signature");
            signature.HasIndex(row => row.RecordId);
            signature.Property(row => row.RecordHash).HasMaxLength(64);
        });
        base.OnModelCreating(modelBuilder);
    }
}

internal sealed class ClassificationDbSqlite(DbContextOptions<ClassificationDbSqlite> options) : ClassificationDb(options);

internal sealed class ClassificationDbSqlServer(DbContextOptions<ClassificationDbSqlServer> options) : ClassificationDb(options);

internal sealed class ClassificationDesignSqlite() : DesignTime<ClassificationDbSqlite>(DataProvider.Sqlite, "classification");

internal sealed class ClassificationDesignSqlServer() : DesignTime<ClassificationDbSqlServer>(DataProvider.SqlServer, "classification");
