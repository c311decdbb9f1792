using System.CommandLine;
using Lims.Classification;
using Lims.Web.Hosting;

namespace Lims.Web.Commands;

/// <summary>Commands about the criteria: list them, and put findings to them. They need no database and no data folder.</summary>
internal static class CriteriaCommands
{
    public static Command Criteria(Option<bool> json)
    {
        var id = new Argument<string?>("ID") { Description = "A criterion, as CR-D01; all without it.", Arity = ArgumentArity.ZeroOrOne };
        var heading = new Option<string?>("--heading") { Description = "Only criteria that name this heading.", HelpName = "H" };
        var command = new Command("criteria", "Print tariff criteria: facts they ask for, codes, citation, source status and cases.") { id, heading, json };
        command.SetAction((parsed, _) => LimsCommands.Guarded(() =>
            Print(ClassificationModule.ListCriteria(parsed.GetValue(id), parsed.GetValue(heading), parsed.GetValue(json), Today))));
        return command;
    }

    public static Command Evaluate()
    {
        var file = new Argument<string>("FILE") { Description = "JSON: one question or a list of them; - for standard input." };
        var explain = new Option<bool>("--explain") { Description = "Print the explanations as words to standard error, besides the JSON." };
        var command = new Command("evaluate", "Put findings to the criteria: JSON in, a list of verdicts out (for a list of questions, a list of lists).") { file, explain };
        command.SetAction((parsed, ct) => LimsCommands.Guarded(async () => await Print(ClassificationModule.EvaluateCriteria(await Read(parsed.GetValue(file)!, ct), parsed.GetValue(explain), Today))));
        return command;
    }

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static async Task<string> Read(string file, CancellationToken ct)
    {
        if (file == "-")
        {
            using var input = new StreamReader(Console.OpenStandardInput(), new System.Text.UTF8Encoding(false));
            return await input.ReadToEndAsync(ct);
        }
        return File.Exists(file) ? await File.ReadAllTextAsync(file, ct) : throw new UsageException($"FILE: there is no file “{file}”.");
    }

    private static async Task<int> Print((int Code, string Output, string Error) answer)
    {
        if (answer.Output.Length > 0)
        {
            // The same bytes under every console: JSON is UTF-8.
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(System.Text.Encoding.UTF8.GetBytes(answer.Output + "\n"));
        }
        if (answer.Error.Length > 0) await Console.Error.WriteLineAsync(answer.Error);
        return answer.Code;
    }
}
