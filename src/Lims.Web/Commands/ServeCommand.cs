using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Web.Demonstration;
using Lims.Web.Hosting;

namespace Lims.Web.Commands;

/// <summary><c>lims serve</c>: everything in one process, on SQLite without any service unless told otherwise.</summary>
internal static class ServeCommand
{
    public static async Task<int> Run(string? folder, string? bus, IReadOnlyList<string> rest, CancellationToken ct)
    {
        if (rest.Count > 0) throw new UsageException($"“{rest[0]}” is no command of lims. Try: lims --help");
        try
        {
            await using var app = Build(folder, bus, []);
            await app.StartAsync(ct);
            await Welcome(app, ct);
            await app.WaitForShutdownAsync(ct);
            return 0;
        }
        catch (UsageException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 2;
        }
        catch (Exception refused) when (refused is RuleBroken or InvalidOperationException or IOException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    /// <summary>The web application, not yet started; tests build the same.</summary>
    public static WebApplication Build(string? folder, string? bus, string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            EnvironmentName = EnvironmentName(),
            // The assets lie beside the program when it is installed, and in the project when it runs from its sources.
            ContentRootPath = SourceTree.Root is { } root ? Path.Combine(root, "src", "Lims.Web") : AppContext.BaseDirectory,
            ApplicationName = typeof(ServeCommand).Assembly.GetName().Name,
        });
        if (builder.Configuration["urls"] is null && builder.Configuration["ASPNETCORE_URLS"] is null) builder.WebHost.UseUrls("http://localhost:5080");
        builder.AddWeb(LimsSettings.Read(builder.Configuration, folder, bus));
        var app = builder.Build();
        app.UseWeb();
        return app;
    }

    /// <summary>A developer's machine is recognised by the sources around it; everything else is Production until somebody says otherwise.</summary>
    private static string EnvironmentName() =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? (SourceTree.Root is null ? Environments.Production : Environments.Development);

    private static async Task Welcome(WebApplication app, CancellationToken ct)
    {
        if (app.Environment.IsDevelopment()) await app.Services.GetRequiredService<DemonstrationHouse>().Seed(ct);
        var folder = app.Services.GetRequiredService<LimsSettings>().Data.Folder;
        var address = app.Urls.First();
        Console.WriteLine($"Lims is ready: {address}");
        Console.WriteLine($"Data: {folder}");
        if (app.Environment.IsDevelopment())
        {
            Console.WriteLine($"Demonstration accounts (password “{DemonstrationHouse.Password}”):");
            foreach (var person in DemonstrationHouse.People) Console.WriteLine($"  {person.UserName,-14} {person.DisplayName}, {person.Laboratory}");
        }
        else if (await app.Services.GetRequiredService<SetUp>().TokenIfEmpty(ct) is { } token)
        {
            Console.WriteLine($"Nobody is known here yet. Open {address}/set-up and enter this token, once: {token}");
        }
    }
}
