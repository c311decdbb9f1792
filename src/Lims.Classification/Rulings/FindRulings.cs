using System.Globalization;
using Lims.Classification.Tariff;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Rulings;

/// <summary>A search over the issued rulings of all laboratories.</summary>
/// <param name="Code">Beginning of a code, with or without points; empty for all.</param>
/// <param name="Words">Words that all have to stand in number, goods, code name or grounds; empty for all.</param>
/// <param name="After">The page before's <see cref="RulingsFound.Next"/>; null for the first page.</param>
/// <param name="Take">Rows a page, 1 to 100.</param>
internal sealed record FindRulings(string? Code = null, string? Words = null, string? After = null, int Take = 20);

/// <summary>A page of rulings, newest first.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Next">For the next page; null on the last.</param>
internal sealed record RulingsFound(IReadOnlyList<RulingFound> Rows, string? Next);

/// <summary>The public extract of an issued ruling.</summary>
internal sealed record RulingFound(Guid Ruling, string Number, string Code, string CodeName, string Goods, string Reasoning, string Laboratory, DateTimeOffset IssuedAt);

internal sealed class FindRulingsHandler(Db<ClassificationDb> classification, Policy policy)
{
    public async Task<RulingsFound> Handle(FindRulings form, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.FindRulings);
        FormRefused.ThrowIfAny(Faults(form));
        var rows = await Query(db, form).Take(form.Take + 1).ToListAsync(ct);
        var page = rows.Take(form.Take).ToList();
        return new(
            [.. page.Select(row => new RulingFound(row.Ruling, row.Number, row.Code, row.CodeName, row.Goods, row.Reasoning, row.Laboratory, row.IssuedAt))],
            rows.Count > form.Take ? page[^1].Order.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The same query on both databases: what is compared is in lower case on both sides, and digits have no case.</summary>
    public static IQueryable<IssuedRuling> Query(ClassificationDb db, FindRulings form)
    {
        var found = db.IssuedRulings.AsNoTracking();
        if (TariffCode.Digits(form.Code) is { Length: > 0 } digits)
        {
            var beginning = digits + "%";
            found = found.Where(ruling => EF.Functions.Like(ruling.CodeDigits, beginning));
        }
        foreach (var word in (form.Words ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var pattern = $"%{Escaped(word)}%";
            found = found.Where(ruling => EF.Functions.Like(ruling.SearchText, pattern, "\\"));
        }
        if (form.After is { } after)
        {
            var last = long.Parse(after, NumberStyles.None, CultureInfo.InvariantCulture);
            found = found.Where(ruling => ruling.Order < last);
        }
        return found.OrderByDescending(ruling => ruling.Order);
    }

    /// <summary>What LIKE would take for a pattern is taken for itself; the bracket is SQL Server's own.</summary>
    private static string Escaped(string word) =>
        string.Concat(word.Select(letter => letter is '%' or '_' or '[' or '\\' ? $"\\{letter}" : letter.ToString()));

    private static List<Fault> Faults(FindRulings form)
    {
        var faults = new List<Fault>();
        if (!string.IsNullOrWhiteSpace(form.Code) && TariffCode.Digits(form.Code).Length == 0)
            faults.Add(new Fault(nameof(form.Code), $"“{form.Code}” is no beginning of a code; digits like 1006 or 1904.90 are expected."));
        if (form.Take is < 1 or > 100) faults.Add(new Fault(nameof(form.Take), $"“{form.Take}” was asked; 1 to 100 rows a page are possible."));
        if (form.After is { } after && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            faults.Add(new Fault(nameof(form.After), $"“{after}” is no place in a list; the value of the page before is expected."));
        return faults;
    }
}
