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
        root.Add(ImportTariff());
        var line = root.Parse(args);
        if (line.Errors.Count > 0)
        {
            foreach (var error in line.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("Try: lims --help");
            return 2;
        }
        return await line.InvokeAsync();
    }

    private static Command ImportTariff()
    {
        var files = new Argument<string[]>("FILE") { Description = "HS list (CSV), US schedule (JSON), notes (YAML, Markdown), any table (CSV, XLSX) with a mapping; or a folder of them.", Arity = ArgumentArity.OneOrMore };
        var tariff = new Option<string?>("--tariff") { Description = "Code of the edition, instead of what the files say.", HelpName = "HS-2022" };
        var title = new Option<string?>("--title") { Description = "Its name.", HelpName = "TEXT" };
        var mapping = new Option<string?>("--mapping") { Description = "Which column is what, as YAML.", HelpName = "FILE" };
        var from = new Option<string?>("--valid-from") { Description = "First day of what the files say, instead of the first day of the edition's year.", HelpName = "2026-01-01" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be done and leave nothing." };
        var skip = new Option<bool>("--skip-refused") { Description = "Leave refused rows out, instead of importing nothing." };
        var command = Make("import-tariff", "Take a tariff in: lines, notes, correlations; all of it or nothing.", (parsed, ct) => ImportTariffCommand.Run(
            new(parsed.GetValue(files)!, parsed.GetValue(tariff), parsed.GetValue(title), parsed.GetValue(mapping), parsed.GetValue(from), parsed.GetValue(dryRun), parsed.GetValue(skip)),
            parsed.GetValue(Data), parsed.GetValue(Json), ct), tariff, title, mapping, from, dryRun, skip, Data, Json);
        command.Add(files);
        return command;
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
