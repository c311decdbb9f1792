using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Intake;

/// <summary>Samples and what happened to them.</summary>
internal class IntakeDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Module => "intake";

    public DbSet<Sample> Samples => Set<Sample>();

    public DbSet<FinalSet> FinalSets => Set<FinalSet>();

    public DbSet<Portion> Portions => Set<Portion>();

    public DbSet<CustodyEvent> CustodyEvents => Set<CustodyEvent>();

    public DbSet<Hold> Holds => Set<Hold>();

    public DbSet<StoryEntry> Story => Set<StoryEntry>();
}

internal sealed class IntakeDbSqlite(DbContextOptions<IntakeDbSqlite> options) : IntakeDb(options);

internal sealed class IntakeDbSqlServer(DbContextOptions<IntakeDbSqlServer> options) : IntakeDb(options);

internal sealed class IntakeDesignSqlite() : DesignTime<IntakeDbSqlite>(DataProvider.Sqlite, "intake");

internal sealed class IntakeDesignSqlServer() : DesignTime<IntakeDbSqlServer>(DataProvider.SqlServer, "intake");
