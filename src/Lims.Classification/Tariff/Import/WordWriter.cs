using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lims.Classification.Tariff.Import;

/// <summary>
/// Writes the words lines are found by, some hundred a statement: there are ten for every line, and tracking each would take longer than all else. They are
/// an index, made from the lines and of no weight beside them; that is why they may pass the change tracker by.
/// </summary>
internal sealed class WordWriter(ClassificationDb db)
{
    // SQL Server takes 2100 parameters a statement.
    private const int Rows = 600;
    private readonly HashSet<(string, long)> written = [];

    public async Task Write(IEnumerable<TariffLine> lines, CancellationToken ct)
    {
        var words = lines.SelectMany(line => line.Texts.SelectMany(text => TariffWords.Of(text.Text)).Distinct(StringComparer.Ordinal).Select(word => (Word: word, line.Id, line.Edition)))
            .Where(word => written.Add((word.Word, word.Id))).ToList();
        var known = await Known([.. words.Select(word => word.Id).Distinct()], ct);
        foreach (var chunk in words.Where(word => !known.Contains((word.Word, word.Id))).Chunk(Rows)) await Insert(chunk, ct);
    }

    /// <summary>Words that lines have from an earlier import: a translation adds to them.</summary>
    private async Task<HashSet<(string, long)>> Known(IReadOnlyList<long> lines, CancellationToken ct)
    {
        var known = new HashSet<(string, long)>();
        if (lines.Count == 0) return known;
        foreach (var chunk in lines.Chunk(1000))
        {
            foreach (var word in await db.Set<TariffWord>().AsNoTracking().Where(word => chunk.Contains(word.Line)).ToListAsync(ct)) known.Add((word.Word, word.Line));
        }
        return known;
    }

    private async Task Insert((string Word, long Id, int Edition)[] words, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var table = db.Database.IsSqlServer() ? "[classification].[TariffWord]" : "\"TariffWord\"";
        var rows = Enumerable.Range(0, words.Length).Select(i => string.Create(CultureInfo.InvariantCulture, $"(@e, @w{i}, @l{i})"));
#pragma warning disable CA2100 // Only numbers of parameters stand in the text; what a file says stands in the parameters.
        command.CommandText = $"INSERT INTO {table} (Edition, Word, Line) VALUES {string.Join(", ", rows)}";
#pragma warning restore CA2100
        Add(command, "@e", words[0].Edition);
        for (var i = 0; i < words.Length; i++)
        {
            Add(command, string.Create(CultureInfo.InvariantCulture, $"@w{i}"), words[i].Word);
            Add(command, string.Create(CultureInfo.InvariantCulture, $"@l{i}"), words[i].Id);
        }
        await command.ExecuteNonQueryAsync(ct);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
