using System.Globalization;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Tariff.Tree;

/// <summary>A search for lines.</summary>
/// <param name="Text">The beginning of a code, or words that all have to stand in a line, each from its beginning.</param>
/// <param name="Tariff">Code of the edition; null for every one in force on the day.</param>
/// <param name="On">The day; null for today (UTC).</param>
/// <param name="Take">How many at most, 1 to 200.</param>
internal sealed record FindTariffLines(string? Text, string? Tariff = null, DateOnly? On = null, int Take = 50);

/// <summary>Lines found, the highest first. Public, as are all that a page keeps between prerendering and its circuit.</summary>
/// <param name="Hits">The lines.</param>
/// <param name="HasMore">Whether there are more than were asked for.</param>
/// <param name="Words">What was looked for, for marking it.</param>
public sealed record TariffHits(IReadOnlyList<TariffHit> Hits, bool HasMore, IReadOnlyList<string> Words);

/// <summary>A line found.</summary>
/// <param name="Tariff">Code of the edition.</param>
/// <param name="Code">With points; of a group the code above it.</param>
/// <param name="Level">What it is.</param>
/// <param name="Text">Its words, in the language the search hit.</param>
/// <param name="Path">The lines above it, from the chapter down; “Other” alone says nothing.</param>
public sealed record TariffHit(string Tariff, string Code, TariffLevel Level, string Text, IReadOnlyList<TariffStep> Path);

internal sealed class FindTariffLinesHandler(Db<ClassificationDb> classification, Policy policy, TimeProvider clock)
{
    private const int MostWords = 8;

    public async Task<TariffHits> Handle(FindTariffLines form, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.ReadTariff);
        if (form.Take is < 1 or > 200) throw new FormRefused([new(nameof(form.Take), FormattableString.Invariant($"“{form.Take}” was asked; 1 to 200 lines are possible."))]);
        var day = form.On ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var digits = TariffCode.Digits(form.Text);
        List<string> words = digits.Length > 0 ? [] : [.. TariffWords.Of(form.Text ?? "").OrderByDescending(word => word.Length).Take(MostWords)];
        if (digits.Length is 0 && words.Count == 0) return new([], false, []);
        var editions = await db.Set<TariffEdition>().AsNoTracking().ToListAsync(ct);
        IEnumerable<TariffEdition> asked = string.IsNullOrWhiteSpace(form.Tariff) ? InForce(editions, day) : new[] { TariffTreeHandler.Chosen(editions, form.Tariff, day) }.OfType<TariffEdition>();
        var hits = new List<TariffHit>();
        foreach (var edition in asked)
        {
            var left = form.Take + 1 - hits.Count;
            if (left <= 0) break;
            var found = await Query(db, edition.Number, day, digits, words).Take(left).ToListAsync(ct);
            hits.AddRange(await Hits(db, edition, day, found, words, ct));
        }
        return new([.. hits.Take(form.Take)], hits.Count > form.Take, [.. (form.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
    }

    /// <summary>The lines, the highest first. The same on both databases.</summary>
    public static IQueryable<TariffLine> Query(ClassificationDb db, int edition, DateOnly day, string digits, IReadOnlyList<string> words)
    {
        var lines = db.Lines(edition, day);
        if (digits.Length > 0) return lines.Beginning(digits).OrderBy(line => line.Key);
        foreach (var word in words) lines = lines.Having(db, edition, word);
        return lines.OrderBy(line => line.Level).ThenBy(line => line.Sort);
    }

    /// <summary>The short list is asked only where nothing else is loaded: it would say the same again.</summary>
    private static IEnumerable<TariffEdition> InForce(List<TariffEdition> editions, DateOnly day)
    {
        var standing = editions.InOrder().Where(edition => edition.InForce(day)).ToList();
        return standing.Exists(edition => edition.Code != ShippedNomenclature.Code) ? standing.Where(edition => edition.Code != ShippedNomenclature.Code) : standing;
    }

    /// <summary>Each with the lines above it, read for all of them together, one level after another.</summary>
    private static async Task<IEnumerable<TariffHit>> Hits(ClassificationDb db, TariffEdition edition, DateOnly day, List<TariffLine> found, IReadOnlyList<string> words, CancellationToken ct)
    {
        var above = new Dictionary<string, TariffLine>(StringComparer.Ordinal);
        var asked = Parents(found);
        while (asked.Count > 0)
        {
            var lines = await db.Lines(edition.Number, day).Where(line => asked.Contains(line.Key)).ToListAsync(ct);
            foreach (var line in lines) above[line.Key] = line;
            asked = Parents(lines);
        }
        return found.Select(line => Hit(edition.Code, line, above, words));

        List<string> Parents(IEnumerable<TariffLine> lines) => [.. lines.Select(line => line.Parent).Where(key => key.Length > 0 && SectionNumber.Of(key) == 0 && !above.ContainsKey(key)).Distinct()];
    }

    private static TariffHit Hit(string tariff, TariffLine line, Dictionary<string, TariffLine> above, IReadOnlyList<string> words)
    {
        var way = new List<TariffLine>();
        for (var step = above.GetValueOrDefault(line.Parent); step is not null; step = above.GetValueOrDefault(step.Parent)) way.Insert(0, step);
        var name = line.Level == TariffLevel.Group ? TariffCode.WithPoints(way.LastOrDefault(step => step.Digits.Length > 0)?.Digits ?? line.Chapter) : TariffQueries.NameOf(line.Key, line.Digits);
        var hit = line.Texts.FirstOrDefault(text => words.Count > 0 && TariffWords.Of(text.Text) is var has && words.All(word => has.Any(there => there.StartsWith(word, StringComparison.Ordinal))));
        var culture = CultureInfo.CurrentUICulture;
        return new(tariff, name, line.Level, hit?.Text ?? line.Texts.In(culture), [.. way.Select(step => new TariffStep(TariffQueries.NameOf(step.Key, step.Digits), step.Texts.In(culture)))]);
    }
}

/// <summary>What the one search box finds here: lines by code and words, in every tariff in force today.</summary>
internal sealed class TariffSearch(FindTariffLinesHandler find, Db<ClassificationDb> classification, Policy policy) : ISearch
{
    public async Task<IReadOnlyList<SearchHit>> Find(string text, int take, CancellationToken ct)
    {
        var typed = text.Trim();
        if (typed.Length < 2 || take < 1) return [];
        await using (var db = await classification.Open(ct))
        {
            if (!policy.May(db.Who, ClassificationActs.ReadTariff).Yes) return [];
        }
        var found = await find.Handle(new(typed, Take: Math.Min(take, 200)), ct);
        var digits = TariffCode.Digits(typed);
        return [.. found.Hits.Select(hit => new SearchHit(
            "hit.tariff", hit.Code, hit.Path.Count > 0 && hit.Level > TariffLevel.Heading ? $"{hit.Text} · {hit.Path[^1].Text}" : hit.Text,
            $"/tariff/{hit.Code}?tariff={Uri.EscapeDataString(hit.Tariff)}", digits.Length >= 4 && TariffCode.Digits(hit.Code) == digits))];
    }
}
