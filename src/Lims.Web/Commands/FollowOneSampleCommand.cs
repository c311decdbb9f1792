using System.Text.Json;
using Lims.Kernel.Data;
using Lims.Web.Demonstration;
using Lims.Web.Hosting;

namespace Lims.Web.Commands;

/// <summary>
/// <c>lims follow-one-sample</c>: one sample from submission to ruling, each act by the person who does it, through the handlers and the bus,
/// in a throw-away folder unless <c>--data</c> names one. Exit code 0 only if the ruling stands and the audit verifies.
/// </summary>
internal static class FollowOneSampleCommand
{
    public static async Task<int> Run(string? folder, string? bus, bool json, CancellationToken ct)
    {
        var throwAway = folder is null ? Directory.CreateTempSubdirectory("lims-walk-") : null;
        try
        {
            var settings = LimsSettings.Read(QuietHost.Configuration(), folder ?? throwAway!.FullName, bus);
            var result = await Walk(settings, json, ct);
            if (json) Console.WriteLine(JsonSerializer.Serialize(result, Conventions.Json));
            else Tell(result);
            return result.Succeeded ? 0 : 1;
        }
        finally
        {
            throwAway?.Delete(recursive: true);
        }
    }

    private static async Task<WalkResult> Walk(LimsSettings settings, bool json, CancellationToken ct)
    {
        using var host = QuietHost.Build(settings, new Kernel.HostOptions { MayBeGuest = true });
        await host.StartAsync(ct);
        try
        {
            await host.Services.GetRequiredService<DemonstrationHouse>().Seed(ct);
            var runner = ActivatorUtilities.CreateInstance<WalkRunner>(host.Services);
            return await runner.Run(json ? _ => { } : Tell, ct);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static void Tell(WalkedStep step)
    {
        Console.WriteLine($"{step.Order,4}  {step.Title}  ({step.Person})");
        Console.WriteLine($"      {step.Outcome}");
        foreach (var message in step.Messages) Console.WriteLine($"      · {message.Kind} → {string.Join(", ", message.Queues)}");
    }

    private static void Tell(WalkResult result)
    {
        Console.WriteLine();
        if (result.Failure is { } failure) Console.WriteLine($"Stopped: {failure}");
        if (result.Verdict is { } verdict) Console.WriteLine($"Verdict: {verdict}");
        if (result.Ruling is { } ruling) Console.WriteLine($"Ruling:  {ruling}");
        foreach (var chain in result.Audit) Console.WriteLine($"Audit:   {DataCommands.Sentence(chain)}");
    }
}
