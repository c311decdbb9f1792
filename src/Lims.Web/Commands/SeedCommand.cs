using System.Diagnostics;
using System.Globalization;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Walk;
using Lims.Web.Demonstration;
using Lims.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Lims.Web.Commands;

/// <summary>
/// <c>lims seed --samples N</c>: the demonstration house with one sample walked to its ruling and so many others on their way, made by the handlers and
/// the messages like everything else. Refuses a folder in which real people work.
/// </summary>
internal static class SeedCommand
{
    public static async Task<int> Run(string? folder, int samples, CancellationToken ct)
    {
        if (samples is < 1 or > 1_000_000) throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"“{samples}” samples: a number from 1 to 1000000 is expected."));
        using var host = QuietHost.Build(LimsSettings.Read(QuietHost.Configuration(), folder), new Kernel.HostOptions());
        await host.StartAsync(ct);
        try
        {
            await RefuseRealPeople(host.Services, ct);
            await host.Services.GetRequiredService<DemonstrationHouse>().Seed(ct);
            var walked = await ActivatorUtilities.CreateInstance<WalkRunner>(host.Services).Run(_ => { }, ct);
            if (!walked.Succeeded) throw new InvalidOperationException($"The walk stopped: {walked.Failure}");
            await Make(host.Services, samples - 1, ct);
            return 0;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task Make(IServiceProvider services, int samples, CancellationToken ct)
    {
        var people = await People(services, ct);
        var maker = services.GetRequiredService<IDemonstrationSamples>();
        var since = Stopwatch.StartNew();
        for (var ordinal = 0; ordinal < samples; ordinal++)
        {
            var scopes = new List<AsyncServiceScope>();
            try
            {
                await maker.Make(ordinal, userName => Scope(services, people[userName], scopes), ct);
            }
            finally
            {
                foreach (var scope in scopes) await scope.DisposeAsync();
            }
            if ((ordinal + 1) % 500 == 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ordinal + 2} samples after {since.Elapsed.TotalSeconds:0} s"));
        }
        for (var waiting = int.MaxValue; waiting > 0; await Task.Delay(TimeSpan.FromMilliseconds(200), ct))
        {
            waiting = 0;
            foreach (var module in services.GetServices<ModuleHost>()) waiting += await module.Waiting(ct);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{samples + 1} samples and all their messages after {since.Elapsed.TotalSeconds:0} s"));
    }

    private static IServiceProvider Scope(IServiceProvider services, Person person, List<AsyncServiceScope> scopes)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWho>().Be(person.As("command line"));
        scopes.Add(scope);
        return scope.ServiceProvider;
    }

    private static async Task<Dictionary<string, Person>> People(IServiceProvider services, CancellationToken ct)
    {
        await using var db = services.GetRequiredService<ModuleDbMaker<AccessDb>>().Make(Who.System("seed"));
        return await db.People.AsNoTracking().ToDictionaryAsync(person => person.UserName!, StringComparer.Ordinal, ct);
    }

    private static async Task RefuseRealPeople(IServiceProvider services, CancellationToken ct)
    {
        var invented = DemonstrationHouse.People.Select(person => person.UserName).ToHashSet(StringComparer.Ordinal);
        if ((await People(services, ct)).Keys.FirstOrDefault(name => !invented.Contains(name)) is { } real)
            throw new UsageException($"“{real}” works in this folder, who is nobody of the demonstration: invented samples do not go there. Name a folder of their own with --data.");
    }
}
