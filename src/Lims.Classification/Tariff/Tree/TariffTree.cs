using System.Globalization;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Tariff.Tree;

/// <summary>
/// Opens a tariff at a line: the way down to it, its neighbours, and what hangs on it. Only these are read, level by level, so that the largest schedule opens
/// like the smallest.
/// </summary>
internal sealed class TariffTreeHandler(Db<ClassificationDb> classification, Policy policy, TimeProvider clock)
{
    /// <summary>The tree and all there is to the line.</summary>
    /// <param name="code">A code, a section's number; null for the top.</param>
    /// <param name="tariff">Code of the edition; null for the one that answers first on that day.</param>
    /// <param name="on">The day; null for today (UTC).</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="NoSuchRecord">There is no such edition.</exception>
    public async Task<TariffView> Open(string? code, string? tariff, DateOnly? on, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.ReadTariff);
        var day = on ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var editions = (await db.Set<TariffEdition>().AsNoTracking().ToListAsync(ct)).InOrder().ToList();
        List<TariffChoice> choices = [.. editions.Select(Choice)];
        if (Chosen(editions, tariff, day) is not { } edition) return new(choices, null, day, [], null, null);
        var key = TariffQueries.KeyOf(code);
        var way = key is null ? [] : await Way(db, edition.Number, day, key, ct);
        var here = way.Count > 0 ? way[^1] : null;
        var missing = string.IsNullOrWhiteSpace(code) || (here is not null && here.Key == key) ? null : code.Trim();
        var rows = await Rows(db, edition.Number, day, way, ct);
        return new(choices, Choice(edition), day, rows, here is null ? null : await Line(db, edition, editions, day, way, ct), missing);
    }

    /// <summary>The lines that hang on one, or at the top, without the tree around them.</summary>
    public async Task<IReadOnlyList<TariffRow>> Below(string? code, string? tariff, DateOnly? on, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.ReadTariff);
        var day = on ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (Chosen(await db.Set<TariffEdition>().AsNoTracking().ToListAsync(ct), tariff, day) is not { } edition) return [];
        var key = string.IsNullOrWhiteSpace(code) ? "" : TariffQueries.KeyOf(code) ?? throw new NoSuchRecord("tariff line", code);
        if (key.Length > 0 && !await db.Lines(edition.Number, day).AnyAsync(line => line.Key == key, ct)) throw new NoSuchRecord("tariff line", code!);
        var rows = new List<TariffRow>();
        await Add(db, edition.Number, day, key, 0, null, rows, (_, _) => Task.CompletedTask, ct);
        return rows;
    }

    /// <summary>Every edition there is.</summary>
    public async Task<IReadOnlyList<TariffChoice>> Editions(CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.ReadTariff);
        return [.. (await db.Set<TariffEdition>().AsNoTracking().ToListAsync(ct)).InOrder().Select(Choice)];
    }

    /// <summary>The edition named, or the first that is in force on the day; null for none in force.</summary>
    public static TariffEdition? Chosen(IReadOnlyList<TariffEdition> editions, string? tariff, DateOnly day) => string.IsNullOrWhiteSpace(tariff)
        ? editions.InOrder().FirstOrDefault(edition => edition.InForce(day))
        : editions.FirstOrDefault(edition => edition.Code.Equals(tariff.Trim(), StringComparison.OrdinalIgnoreCase)) ?? throw new NoSuchRecord("tariff", tariff.Trim());

    private static TariffChoice Choice(TariffEdition edition) => new(edition.Code, edition.Title, edition.From, edition.To, edition.Languages, edition.Code == ShippedNomenclature.Code);

    /// <summary>From the top down to the line; to the nearest above it where it is not there; empty where not even a chapter is.</summary>
    private static async Task<List<TariffLine>> Way(ClassificationDb db, int edition, DateOnly day, string key, CancellationToken ct)
    {
        List<string> keys = [key, .. TariffCode.Above(TariffCode.Digits(key))];
        var near = (await db.Lines(edition, day).Where(line => keys.Contains(line.Key)).ToListAsync(ct)).MaxBy(line => line.Key.Length);
        var way = new List<TariffLine>();
        for (var line = near; line is not null; line = line.Parent.Length == 0 ? null : await db.Lines(edition, day).SingleOrDefaultAsync(above => above.Key == line.Parent, ct)) way.Insert(0, line);
        return way;
    }

    /// <summary>The way down; at its end the line with its neighbours; below it what hangs on it.</summary>
    private static async Task<IReadOnlyList<TariffRow>> Rows(ClassificationDb db, int edition, DateOnly day, List<TariffLine> way, CancellationToken ct)
    {
        var rows = new List<TariffRow>();
        // Groups are never closed: the line's neighbours are those of its nearest coded line above.
        var coded = way.Take(way.Count - 1).ToList().FindLastIndex(line => line.Level != TariffLevel.Group);
        for (var i = 0; i <= coded; i++)
        {
            if (way[i].Level != TariffLevel.Group) rows.Add(Row(way[i], i, true, true, false));
        }
        var here = way.Count > 0 ? way[^1].Key : null;
        await Add(db, edition, day, coded < 0 ? "" : way[coded].Key, rows.Count, here, rows, (line, depth) => Add(db, edition, day, line.Key, depth + 1, null, rows, (_, _) => Task.CompletedTask, ct), ct);
        return rows;
    }

    /// <summary>Adds what hangs on a line; groups are always open.</summary>
    private static async Task Add(
        ClassificationDb db, int edition, DateOnly day, string key, int depth, string? here, List<TariffRow> rows, Func<TariffLine, int, Task> below, CancellationToken ct)
    {
        var children = await db.Lines(edition, day).Where(line => line.Parent == key).OrderBy(line => line.Sort).ToListAsync(ct);
        var keys = children.Select(line => line.Key).ToList();
        var parents = (await db.Lines(edition, day).Where(line => keys.Contains(line.Parent)).Select(line => line.Parent).Distinct().ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        foreach (var line in children)
        {
            var open = line.Level == TariffLevel.Group || line.Key == here;
            rows.Add(Row(line, depth, parents.Contains(line.Key), open, line.Key == here));
            if (line.Level == TariffLevel.Group) await Add(db, edition, day, line.Key, depth + 1, here, rows, below, ct);
            else if (line.Key == here) await below(line, depth);
        }
    }

    private static TariffRow Row(TariffLine line, int depth, bool hasMore, bool isOpen, bool isHere) => new(
        TariffQueries.NameOf(line.Key, line.Digits), line.Level, line.Texts.In(CultureInfo.CurrentUICulture), depth, hasMore, isOpen, isHere, line.Units, line.Rates.Count > 0 ? line.Rates[0].Text : null);

    private static async Task<TariffLineView> Line(ClassificationDb db, TariffEdition edition, List<TariffEdition> editions, DateOnly day, List<TariffLine> way, CancellationToken ct)
    {
        var line = way[^1];
        var scopes = way.Where(step => step.Level is TariffLevel.Section or TariffLevel.Chapter).Select(step => step.Key).ToList();
        var notes = await db.Notes(edition.Number, day).Where(note => scopes.Contains(note.Scope)).OrderBy(note => note.Place).ToListAsync(ct);
        var history = await db.Set<TariffLine>().AsNoTracking().Where(there => there.Edition == edition.Number && there.Key == line.Key).ToListAsync(ct);
        var numbers = history.Select(there => there.OpenedBy).Distinct().ToList();
        var imports = await db.Set<TariffImport>().AsNoTracking().Where(import => numbers.Contains(import.Number)).ToDictionaryAsync(import => import.Number, ct);
        return new(
            TariffQueries.NameOf(line.Key, line.Digits), line.Level,
            [.. way.Select(step => new TariffStep(TariffQueries.NameOf(step.Key, step.Digits), step.Texts.In(CultureInfo.CurrentUICulture)))],
            line.Texts, line.Units, line.Rates, line.Remarks, line.From, line.To,
            [.. notes.GroupBy(note => note.Scope).Reverse().Select(group => new NotesView(
                group.Key, SectionNumber.Of(group.Key) > 0, [.. group.Select(note => new NoteView(note.Kind, note.Number, note.Language, NoteText.Plain(note.Text)))]))],
            line.Digits.Length == 0 ? [] : await Correlations(db, edition.Code, line.Digits, editions, ct),
            [.. history.OrderByDescending(there => there.From).ThenByDescending(there => there.OpenedBy).Select(there => new WordingView(
                there.Texts.In(CultureInfo.CurrentUICulture), there.From, there.To, there.SupersededBy is not null, there.OpenedBy,
                imports.TryGetValue(there.OpenedBy, out var import) ? import.At : null, import?.ByName ?? ""))]);
    }

    private static async Task<IReadOnlyList<CorrelationView>> Correlations(ClassificationDb db, string tariff, string digits, List<TariffEdition> editions, CancellationToken ct)
    {
        var found = await db.Set<TariffCorrelation>().AsNoTracking().Where(there => there.SupersededBy == null
            && ((there.FromEdition == tariff && there.FromDigits == digits) || (there.ToEdition == tariff && there.ToDigits == digits))).ToListAsync(ct);
        return [.. found.Select(there => there.FromEdition == tariff && there.FromDigits == digits
                ? new CorrelationView(there.ToEdition, TariffCode.WithPoints(there.ToDigits), there.IsPartial, true, editions.Exists(edition => edition.Code == there.ToEdition))
                : new CorrelationView(there.FromEdition, TariffCode.WithPoints(there.FromDigits), there.IsPartial, false, editions.Exists(edition => edition.Code == there.FromEdition)))
            .OrderBy(view => view.Tariff, StringComparer.Ordinal).ThenBy(view => view.Code, StringComparer.Ordinal)];
    }
}
