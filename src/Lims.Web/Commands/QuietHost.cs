using Lims.Web.Hosting;

namespace Lims.Web.Commands;

/// <summary>The house without its web server, for commands: same modules, same loops, warnings to standard error.</summary>
internal static class QuietHost
{
    public static IHost Build(LimsSettings settings, Kernel.HostOptions options, LogLevel level = LogLevel.Error)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(level).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(40));
        builder.Services.AddLims(settings, options);
        return builder.Build();
    }

    public static IConfiguration Configuration() => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .Build();
}
