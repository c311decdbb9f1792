using Lims.Web.Hosting;

namespace Lims.Web.Commands;

/// <summary><c>lims work</c>: a process that only relays, consumes, seals and does jobs, beside others that serve (with a broker and SQL Server) or alone.</summary>
internal static class WorkCommand
{
    public static async Task<int> Run(string? folder, string? bus, CancellationToken ct)
    {
        var settings = LimsSettings.Read(QuietHost.Configuration(), folder, bus);
        using var host = QuietHost.Build(settings, new Kernel.HostOptions(), LogLevel.Warning);
        await host.StartAsync(ct);
        await Console.Error.WriteLineAsync($"Working in {settings.Data.Folder}. Ctrl+C ends it.");
        await host.WaitForShutdownAsync(ct);
        return 0;
    }
}
