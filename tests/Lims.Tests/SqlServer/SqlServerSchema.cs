using Lims.Kernel;
using Lims.Kernel.Data;
using Lims.Tests.Borders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Lims.Tests.SqlServer;

/// <summary>The tables as SQL Server would get them, read by its own parser and put together by its own model, without a server.</summary>
internal static class SqlServerSchema
{
    /// <summary>The idempotent script of each module, as <c>lims sql-script</c> prints it.</summary>
    public static IReadOnlyDictionary<string, string> Scripts()
    {
        using var host = House.Build(DataProvider.SqlServer);
        return host.Services.GetServices<ModuleHost>().ToDictionary(module => module.Module.Name, module => module.Script());
    }

    /// <summary>The final tables of each module with their guards: statements that declare, none that changes.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Declarations()
    {
        using var host = House.Build(DataProvider.SqlServer);
        return House.Contexts(host.Services).ToDictionary(
            db => db.Module,
            db => (IReadOnlyList<string>)[.. Statements(db.Database.GenerateCreateScript()).Where(Declares), .. AppendOnlyTriggers.Script(db).Select(trigger => trigger.Replace("CREATE OR ALTER", "CREATE", StringComparison.Ordinal))]);
    }

    /// <summary>What the parser of compatibility level 150 finds wrong with a script, each with its line.</summary>
    public static IReadOnlyList<string> ParseErrors(string script)
    {
        Parse(script, out var errors);
        return [.. errors.Select(error => $"line {error.Line}: {error.Message}")];
    }

    /// <summary>What the model finds wrong with the declarations: unknown tables and columns, keys that do not fit.</summary>
    public static IReadOnlyList<string> ModelErrors(IEnumerable<string> declarations)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql150, new TSqlModelOptions());
        foreach (var statement in declarations) model.AddObjects(statement);
        return [.. model.Validate().Where(message => message.MessageType != Microsoft.SqlServer.Dac.DacMessageType.Message).Select(message => message.ToString())];
    }

    /// <summary>The fragments of a kind that a script holds, at any depth.</summary>
    public static IReadOnlyList<T> Find<T>(string script)
        where T : TSqlFragment
    {
        var finder = new Finder<T>();
        Parse(script, out var errors).Accept(finder);
        Assert.Empty(errors);
        return finder.Found;
    }

    private static IEnumerable<string> Statements(string script) => ((TSqlScript)Parse(script, out _)).Batches
        .SelectMany(batch => batch.Statements)
        .SelectMany(statement => statement is IfStatement { ThenStatement: BeginEndBlockStatement or ExecuteStatement } guarded && Schema(guarded) is { } schema ? [schema] : new[] { Text(statement) });

    // EF makes a schema in a string that is executed only where the schema is missing; the model takes the bare statement.
    private static string? Schema(IfStatement guarded) => guarded.ThenStatement is ExecuteStatement execute
        && Text(execute) is var text && text.IndexOf("CREATE SCHEMA", StringComparison.Ordinal) is >= 0 and var at
            ? text[at..].TrimEnd(')', '\'', ';', ' ')
            : null;

    private static bool Declares(string statement) => statement.TrimStart().StartsWith("CREATE", StringComparison.OrdinalIgnoreCase);

    private static string Text(TSqlFragment fragment) =>
        string.Concat(fragment.ScriptTokenStream.Skip(fragment.FirstTokenIndex).Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1).Select(token => token.Text));

    private static TSqlFragment Parse(string script, out IList<ParseError> errors)
    {
        using var reader = new StringReader(script);
        return new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out errors);
    }

    private sealed class Finder<T> : TSqlFragmentVisitor
        where T : TSqlFragment
    {
        public List<T> Found { get; } = [];

        public override void Visit(TSqlFragment node)
        {
            if (node is T found) Found.Add(found);
        }
    }
}
