using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lims.Classification.Tariff.Import;

/// <summary>
/// Writes the words lines are found by, some hundred a statement: there are ten for every line, and tracking each would take longer than all else. They are
/// an index, made from the lines and of no weight beside them; that is why they may pass the change tracker by.
/// </summary>
internal static class WordWriter
{
    /// <summary>SQL Server takes 2100 parameters a statement; SQLite looks each of them up among all, so that short statements are faster there.</summary>
    private static int Rows(ClassificationDb db) => db.Database.IsSqlServer() ? 600 : 50;

    /// <summary>The words of new lines.</summary>
    public static async Task Write(ClassificationDb db, IReadOnlyList<TariffLine> lines, CancellationToken ct) => await Write(db, lines.SelectMany(Words), lines.Count > 0 ? lines[0].Edition : 0, ct);

    /// <summary>The words that a translation adds to lines found by others already.</summary>
    public static async Task Add(ClassificationDb db, IReadOnlyList<TariffLine> lines, CancellationToken ct)
    {
        foreach (var chunk in lines.Chunk(500))
        {
            var keys = chunk.Select(line => line.Id).ToList();
            var known = (await db.Set<TariffWord>().AsNoTracking().Where(word => keys.Contains(word.Line)).Select(word => new { word.Word, word.Line }).ToListAsync(ct)).Select(word => (word.Word, word.Line)).ToHashSet();
            await Write(db, chunk.SelectMany(Words).Where(word => !known.Contains(word)), chunk[0].Edition, ct);
        }
    }

    private static IEnumerable<(string Word, long Line)> Words(TariffLine line) =>
        line.Texts.SelectMany(text => TariffWords.Of(text.Text)).Distinct(StringComparer.Ordinal).Select(word => (word, line.Id));

    private static async Task Write(ClassificationDb db, IEnumerable<(string Word, long Line)> words, int edition, CancellationToken ct)
    {
        // One statement, prepared once, for all whole chunks.
        var rows = Rows(db);
        await using var whole = Statement(db, rows, edition);
        foreach (var chunk in words.Chunk(rows))
        {
            if (chunk.Length == rows)
            {
                await Insert(whole, chunk, ct);
                continue;
            }
            await using var rest = Statement(db, chunk.Length, edition);
            await Insert(rest, chunk, ct);
        }
    }

    private static async Task Insert(DbCommand statement, (string Word, long Line)[] words, CancellationToken ct)
    {
        for (var i = 0; i < words.Length; i++) (statement.Parameters[1 + (2 * i)].Value, statement.Parameters[2 + (2 * i)].Value) = (words[i].Word, words[i].Line);
        await statement.ExecuteNonQueryAsync(ct);
    }

    private static DbCommand Statement(ClassificationDb db, int rows, int edition)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var table = db.Database.IsSqlServer() ? "[classification].[TariffWord]" : "\"TariffWord\"";
        var values = Enumerable.Range(0, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"(@e, @w{i}, @l{i})"));
#pragma warning disable CA2100 // Only numbers of parameters stand in the text; what a file says stands in the parameters.
        command.CommandText = $"INSERT INTO {table} (Edition, Word, Line) VALUES {string.Join(", ", values)}";
#pragma warning restore CA2100
        Add(command, "@e", edition);
        for (var i = 0; i < rows; i++)
        {
            Add(command, string.Create(CultureInfo.InvariantCulture, $"@w{i}"), "");
            Add(command, string.Create(CultureInfo.InvariantCulture, $"@l{i}"), 0L);
        }
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
