using System.Globalization;
using Lims.Classification.Tariff;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Rulings;

/// <summary>A search over the issued rulings of all laboratories.</summary>
/// <param name="Code">Beginning of a code, with or without points; empty for all.</param>
/// <param name="Words">Words that all have to stand in number, goods, code name, deciding numbers or grounds; empty for all.</param>
/// <param name="After">The page before's <see cref="RulingsFound.Next"/>; null for the first page.</param>
/// <param name="Take">Rows a page, 1 to 100.</param>
internal sealed record FindRulings(string? Code = null, string? Words = null, string? After = null, int Take = 20)
{
    /// <summary>Only these headings (four digits); empty for all.</summary>
    public IReadOnlyList<string> Headings { get; init; } = [];

    /// <summary>Only these laboratories; empty for all.</summary>
    public IReadOnlyList<string> Laboratories { get; init; } = [];

    /// <summary>Only of these years; empty for all.</summary>
    public IReadOnlyList<int> Years { get; init; } = [];

    /// <summary>
    /// What one box says: whatever looks like a code is the beginning of one (1006, 1904.90, or two digits alone), the rest are words.
    /// </summary>
    public static FindRulings Of(string? box)
    {
        var parts = (box ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var code = Array.Find(parts, part => TariffCode.Digits(part).Length is >= 4 and <= 10 || (parts.Length == 1 && TariffCode.Digits(part).Length == 2));
        return new(code, string.Join(' ', parts.Where(part => part != code)));
    }

    /// <summary>The words one by one, for marking them in what was found.</summary>
    public IReadOnlyList<string> Each => (Words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A page of rulings, newest first.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Next">For the next page; null on the last.</param>
public sealed record RulingsFound(IReadOnlyList<RulingFound> Rows, string? Next);

/// <summary>The public extract of an issued ruling. Public, as are all that a page keeps between prerendering and its circuit.</summary>
/// <param name="Ruling">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="Code">With points.</param>
/// <param name="CodeName">Its words when it was issued.</param>
/// <param name="Goods">As declared.</param>
/// <param name="Reasoning">The grounds.</param>
/// <param name="Laboratory">Code of the laboratory it comes from.</param>
/// <param name="IssuedAt">When, UTC.</param>
/// <param name="Decided">The numbers that decided.</param>
/// <param name="Stands">Whether its code is one of the tariff in force today; a ruling ends with its code.</param>
public sealed record RulingFound(
    Guid Ruling, string Number, string Code, string CodeName, string Goods, string Reasoning, string Laboratory, DateTimeOffset IssuedAt, IReadOnlyList<DecidingNumber> Decided,
    bool Stands);

/// <summary>How many rulings answer, and by what they can be narrowed.</summary>
/// <param name="Total">With every filter.</param>
/// <param name="Headings">Each with the other filters alone, so that another one can be chosen beside it.</param>
/// <param name="Laboratories">Likewise.</param>
/// <param name="Years">Likewise.</param>
public sealed record RulingFacets(int Total, IReadOnlyList<FacetCount> Headings, IReadOnlyList<FacetCount> Laboratories, IReadOnlyList<FacetCount> Years);

/// <summary>One choice with its count.</summary>
/// <param name="Value">As the address keeps it.</param>
/// <param name="Name">In words; the value itself where there are none.</param>
/// <param name="Count">Rulings.</param>
public sealed record FacetCount(string Value, string Name, int Count);

internal sealed class FindRulingsHandler(Db<ClassificationDb> classification, Policy policy, ITariffNames names, TimeProvider clock)
{
    private const int Choices = 12;
    private const long OneYear = 10_000_000;

    public async Task<RulingsFound> Handle(FindRulings form, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.FindRulings);
        FormRefused.ThrowIfAny(Faults(form));
        var rows = await Query(db, form).Take(form.Take + 1).ToListAsync(ct);
        var page = rows.Take(form.Take).ToList();
        return new([.. page.Select(Found)], rows.Count > form.Take ? page[^1].Order.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>Counts beside the answers: one statement a facet.</summary>
    public async Task<RulingFacets> Facets(FindRulings form, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.FindRulings);
        FormRefused.ThrowIfAny(Faults(form));
        form = form with { After = null };
        var headings = await Query(db, form with { Headings = [] }).GroupBy(ruling => ruling.CodeDigits.Substring(0, 4)).Select(group => new { group.Key, Count = group.Count() })
            .OrderByDescending(group => group.Count).ThenBy(group => group.Key).Take(Choices).ToListAsync(ct);
        var laboratories = await Query(db, form with { Laboratories = [] }).GroupBy(ruling => ruling.Laboratory).Select(group => new { group.Key, Count = group.Count() })
            .OrderByDescending(group => group.Count).ThenBy(group => group.Key).Take(Choices).ToListAsync(ct);
        var years = await Query(db, form with { Years = [] }).GroupBy(ruling => ruling.Order / OneYear).Select(group => new { group.Key, Count = group.Count() })
            .OrderByDescending(group => group.Key).Take(Choices).ToListAsync(ct);
        return new(
            await Query(db, form).CountAsync(ct),
            [.. headings.Select(group => new FacetCount(group.Key, names.Path(group.Key, Today) is [.., var last] ? last.Name : "", group.Count))],
            [.. laboratories.Select(group => new FacetCount(group.Key, group.Key, group.Count))],
            [.. years.Select(group => group.Key.ToString(CultureInfo.InvariantCulture)).Zip(years, (year, group) => new FacetCount(year, year, group.Count))]);
    }

    /// <summary>The extract of one ruling, by its number or key; null for none.</summary>
    public async Task<RulingFound?> One(string number, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.FindRulings);
        var typed = number.Trim().ToUpperInvariant();
        var key = Guid.TryParse(typed, out var id) ? id : Guid.Empty;
        return await db.IssuedRulings.AsNoTracking().SingleOrDefaultAsync(ruling => ruling.Number == typed || ruling.Ruling == key, ct) is { } found ? Found(found) : null;
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
        if (form.Headings.Count > 0) found = found.Where(ruling => form.Headings.Contains(ruling.CodeDigits.Substring(0, 4)));
        if (form.Laboratories.Count > 0) found = found.Where(ruling => form.Laboratories.Contains(ruling.Laboratory));
        if (form.Years.Count > 0)
        {
            var years = form.Years.Select(year => (long)year).ToList();
            found = found.Where(ruling => years.Contains(ruling.Order / OneYear));
        }
        if (form.After is { } after)
        {
            var last = long.Parse(after, NumberStyles.None, CultureInfo.InvariantCulture);
            found = found.Where(ruling => ruling.Order < last);
        }
        return found.OrderByDescending(ruling => ruling.Order);
    }

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private RulingFound Found(IssuedRuling row) => new(
        row.Ruling, row.Number, row.Code, row.CodeName, row.Goods, row.Reasoning, row.Laboratory, row.IssuedAt, row.Decided, names.Knows(row.Code, Today));

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
