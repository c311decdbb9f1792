using System.Text.Json;
using Lims.Kernel;
using Lims.Kernel.Audit;
using Lims.Kernel.Data;
using Lims.Kernel.Messages;
using Lims.Web.Hosting;

namespace Lims.Web.Commands;

/// <summary>Commands about the tables: migrate, script, verify, topology.</summary>
internal static class DataCommands
{
    private static readonly JsonSerializerOptions Indented = new(Conventions.Json) { WriteIndented = true };

    public static async Task<int> Migrate(string? folder, CancellationToken ct)
    {
        var settings = LimsSettings.Read(QuietHost.Configuration(), folder);
        using var host = QuietHost.Build(settings, new Kernel.HostOptions());
        foreach (var (module, applied) in await host.Services.GetRequiredService<LimsHost>().Migrate(ct))
            Console.WriteLine($"{module}: {(applied.Count == 0 ? "up to date" : string.Join(", ", applied))}; append-only triggers made");
        return 0;
    }

    public static int SqlScript(string provider)
    {
        var data = new DataOptions(provider == "sqlserver" ? DataProvider.SqlServer : DataProvider.Sqlite, Path.GetTempPath());
        using var host = QuietHost.Build(new LimsSettings(data, null), new Kernel.HostOptions());
        foreach (var module in host.Services.GetServices<ModuleHost>()) Console.WriteLine(module.Script());
        return 0;
    }

    public static async Task<int> VerifyAudit(string? folder, bool json, CancellationToken ct)
    {
        var settings = LimsSettings.Read(QuietHost.Configuration(), folder);
        if (!Directory.Exists(settings.Data.Folder)) throw new UsageException($"There is no folder {settings.Data.Folder}.");
        using var host = QuietHost.Build(settings, new Kernel.HostOptions());
        var found = new List<AuditVerdict>();
        foreach (var chain in host.Services.GetServices<IVerifyAudit>()) found.Add(await chain.Verify(ct));
        if (json) Console.WriteLine(JsonSerializer.Serialize(found, Indented));
        else found.ForEach(chain => Console.WriteLine(Sentence(chain)));
        return found.Any(chain => chain.Broken is not null) ? 1 : 0;
    }

    public static int Topology()
    {
        using var host = QuietHost.Build(LimsSettings.Read(QuietHost.Configuration()), new Kernel.HostOptions());
        Console.WriteLine(JsonSerializer.Serialize(Kernel.Messages.Topology.Definitions("/", host.Services.GetRequiredService<Subscriptions>()), Indented));
        return 0;
    }

    public static string Sentence(AuditVerdict chain) => chain.Broken is { } broken
        ? $"{chain.Module}: BROKEN after {chain.Sealed} good entries. {broken}"
        : $"{chain.Module}: {chain.Sealed} entries verified{(chain.Unsealed > 0 ? $", {chain.Unsealed} not yet sealed" : "")}";
}
