using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Kernel.Access;

/// <summary>People and laboratories.</summary>
public class AccessDb(DbContextOptions options) : ModuleDb(options)
{
    /// <inheritdoc/>
    public override string Module => "access";

    /// <summary>Everybody.</summary>
    public DbSet<Person> People => Set<Person>();

    /// <summary>Every laboratory.</summary>
    public DbSet<Laboratory> Laboratories => Set<Laboratory>();
}

internal sealed class AccessDbSqlite(DbContextOptions<AccessDbSqlite> options) : AccessDb(options);

internal sealed class AccessDbSqlServer(DbContextOptions<AccessDbSqlServer> options) : AccessDb(options);

internal sealed class AccessDesignSqlite() : DesignTime<AccessDbSqlite>(DataProvider.Sqlite, "access");

internal sealed class AccessDesignSqlServer() : DesignTime<AccessDbSqlServer>(DataProvider.SqlServer, "access");
