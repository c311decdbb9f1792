using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Lims.Kernel.Data;

/// <summary>Makes a context for <c>dotnet ef migrations add</c>; each module closes it once for each database.</summary>
public abstract class DesignTime<TDb>(DataProvider provider, string module) : IDesignTimeDbContextFactory<TDb>
    where TDb : ModuleDb
{
    /// <inheritdoc/>
    public TDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<TDb>();
        new DataOptions(provider, Path.GetTempPath()).Use(options, module);
        return (TDb)Activator.CreateInstance(typeof(TDb), options.Options)!;
    }
}
