using System.CommandLine;
using Lims.Kernel;
using Lims.Web.Hosting;

namespace Lims.Web.Commands;

/// <summary>
/// The command line. Without a command it serves. Exit codes: 0 fine, 1 refused or not found, 2 wrong use or unreadable input.
/// With <c>--json</c> nothing but the answer goes to standard output.
/// </summary>
internal static class LimsCommands
{
    private static readonly Option<string?> Data = new("--data") { Description = "The data folder, instead of the configured one.", HelpName = "FOLDER" };
    private static readonly Option<string?> Bus = new("--bus") { Description = "RabbitMQ, instead of calling the consumers in this process.", HelpName = "amqp://user:password@host:port/vhost" };
    private static readonly Option<bool> Json = new("--json") { Description = "Answer as JSON." };

    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Lims, for customs laboratories. Without a command: serve.") { Data, Bus };
        root.SetAction((parsed, ct) => ServeCommand.Run(parsed.GetValue(Data), parsed.GetValue(Bus), parsed.UnmatchedTokens, ct));
        root.Add(Make("serve", "Start the web server, with everything it needs.", (parsed, ct) => ServeCommand.Run(parsed.GetValue(Data), parsed.GetValue(Bus), parsed.UnmatchedTokens, ct), Data, Bus));
        root.Add(Make("work", "Relay, consume, seal and do jobs, without the web server.", (parsed, ct) => WorkCommand.Run(parsed.GetValue(Data), parsed.GetValue(Bus), ct), Data, Bus));
        root.Add(Make("migrate", "Bring the tables to the newest version.", (parsed, ct) => DataCommands.Migrate(parsed.GetValue(Data), ct), Data));
        var provider = new Option<string>("--provider") { Description = "sqlite or sqlserver.", DefaultValueFactory = _ => "sqlserver" };
        provider.AcceptOnlyFromAmong("sqlite", "sqlserver");
        root.Add(Make("sql-script", "Print the whole schema as an idempotent script, triggers included.", (parsed, _) => Task.FromResult(DataCommands.SqlScript(parsed.GetValue(provider)!)), provider));
        root.Add(Make("verify-audit", "Recompute every audit chain and compare it with the signed heads.", (parsed, ct) => DataCommands.VerifyAudit(parsed.GetValue(Data), parsed.GetValue(Json), ct), Data, Json));
        root.Add(Make("topology", "Print exchanges, queues and bindings as RabbitMQ definitions.", (parsed, _) => Task.FromResult(DataCommands.Topology()), Data));
        root.Add(Make("follow-one-sample", "Carry one sample from submission to ruling, through the handlers and the bus.",
            (parsed, ct) => FollowOneSampleCommand.Run(parsed.GetValue(Data), parsed.GetValue(Bus), parsed.GetValue(Json), ct), Data, Bus, Json));
        var samples = new Option<int>("--samples") { Description = "How many samples there are to be.", HelpName = "N", DefaultValueFactory = _ => 100 };
        root.Add(Make("seed", "Fill a demonstration: one sample with its ruling, the others on their way. For trying out and timing; never beside real work.",
            (parsed, ct) => SeedCommand.Run(parsed.GetValue(Data), parsed.GetValue(samples), ct), Data, samples));
        root.Add(CriteriaCommands.Criteria(Json));
        root.Add(CriteriaCommands.Evaluate());
        var line = root.Parse(args);
        if (line.Errors.Count > 0)
        {
            foreach (var error in line.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("Try: lims --help");
            return 2;
        }
        return await line.InvokeAsync();
    }

    private static Command Make(string name, string description, Func<ParseResult, CancellationToken, Task<int>> act, params Option[] options)
    {
        var command = new Command(name, description);
        foreach (var option in options) command.Add(option);
        command.SetAction((parsed, ct) => Guarded(() => act(parsed, ct)));
        return command;
    }

    /// <summary>A refusal is an answer, not a crash.</summary>
    internal static async Task<int> Guarded(Func<Task<int>> act)
    {
        try
        {
            return await act();
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
}
