using System.Globalization;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Tariff.Tree;

/// <summary>What changed in a tariff between two days.</summary>
/// <param name="Family">The tariff over its editions, <c>HS</c>, or one edition, <c>US-2026</c>: asked for a family, each day is answered by the edition in force then.</param>
/// <param name="From">The earlier day.</param>
/// <param name="To">The later day.</param>
/// <param name="Take">Lines at most, 1 to 1000; the counts are of all.</param>
internal sealed record AskTariffChanges(string Family, DateOnly From, DateOnly To, int Take = 500);

/// <summary>The answer. Public, as are all that a page keeps between prerendering and its circuit.</summary>
/// <param name="Before">The edition of the earlier day; null where none was in force.</param>
/// <param name="After">The edition of the later day.</param>
/// <param name="Opened">Lines that are new.</param>
/// <param name="Closed">Lines that are gone.</param>
/// <param name="Changed">Lines with other words, units, duties or another place.</param>
/// <param name="Lines">In order of the codes.</param>
public sealed record TariffChangesView(string? Before, string? After, int Opened, int Closed, int Changed, IReadOnlyList<TariffChangeView> Lines);

/// <summary>One line that changed.</summary>
/// <param name="Code">With points; empty for a group.</param>
/// <param name="Kind"><c>opened</c>, <c>closed</c>, <c>words</c>, <c>units</c>, <c>rates</c>, <c>remarks</c> or <c>place</c>.</param>
/// <param name="Before">What it said; null where it was not there.</param>
/// <param name="After">What it says; null where it is gone.</param>
public sealed record TariffChangeView(string Code, string Kind, string? Before, string? After);

internal sealed class TariffChangesHandler(Db<ClassificationDb> classification, Policy policy)
{
    public async Task<TariffChangesView> Handle(AskTariffChanges form, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.ReadTariff);
        FormRefused.ThrowIfAny(Faults(form));
        var editions = await db.Set<TariffEdition>().AsNoTracking().ToListAsync(ct);
        var (before, after) = (Of(editions, form.Family, form.From), Of(editions, form.Family, form.To));
        if (before is null && after is null && !editions.Exists(edition => IsNamed(edition, form.Family))) throw new NoSuchRecord("tariff", form.Family);
        var (gone, come) = before is not null && before.Number == after?.Number
            ? (await Turned(db, before.Number, form.From, form.To, ct), await Turned(db, before.Number, form.To, form.From, ct))
            : (await All(db, before, form.From, ct), await All(db, after, form.To, ct));
        var changes = Compared(gone, come).OrderBy(change => change.Sort, StringComparer.Ordinal).ToList();
        return new(
            before?.Code, after?.Code, changes.Count(change => change.View.Kind == "opened"), changes.Count(change => change.View.Kind == "closed"),
            changes.Count(change => change.View.Kind is not ("opened" or "closed")), [.. changes.Take(form.Take).Select(change => change.View)]);
    }

    private static IEnumerable<(string Sort, TariffChangeView View)> Compared(Dictionary<string, TariffLine> gone, Dictionary<string, TariffLine> come)
    {
        var culture = CultureInfo.CurrentUICulture;
        foreach (var (key, line) in gone)
        {
            if (!come.TryGetValue(key, out var now)) yield return (line.Sort, new(TariffQueries.NameOf(key, line.Digits), "closed", line.Texts.In(culture), null));
            else if (Difference(line, now) is { } kind) yield return (now.Sort, new(TariffQueries.NameOf(key, line.Digits), kind, Said(line, kind, now), Said(now, kind, line)));
        }
        foreach (var (key, line) in come.Where(there => !gone.ContainsKey(there.Key))) yield return (line.Sort, new(TariffQueries.NameOf(key, line.Digits), "opened", null, line.Texts.In(culture)));
    }

    private static string? Difference(TariffLine before, TariffLine after) =>
        before.Texts.Any(text => after.Texts.FirstOrDefault(there => there.Language == text.Language) is { } there && there.Text != text.Text) ? "words"
        : !before.Units.SequenceEqual(after.Units) ? "units"
        : !before.Rates.SequenceEqual(after.Rates) ? "rates"
        : !before.Remarks.SequenceEqual(after.Remarks) ? "remarks"
        : before.Parent != after.Parent ? "place" : null;

    /// <summary>What a line says of what differs from the other; of many duties those alone.</summary>
    private static string Said(TariffLine line, string kind, TariffLine other) => kind switch
    {
        "units" => string.Join(", ", line.Units),
        "rates" => string.Join(" · ", line.Rates.Except(other.Rates).Select(rate => $"{rate.Name}: {rate.Text}")),
        "remarks" => string.Join(" · ", line.Remarks.Except(other.Remarks).Select(remark => remark.Text)),
        "place" => line.Parent.Split('/')[0],
        _ => line.Texts.In(CultureInfo.CurrentUICulture),
    };

    /// <summary>Lines in force on the one day and not on the other: in one edition nothing else can have changed.</summary>
    private static async Task<Dictionary<string, TariffLine>> Turned(ClassificationDb db, int edition, DateOnly on, DateOnly other, CancellationToken ct) =>
        await db.Lines(edition, on).Where(line => line.From > other || (line.To != null && line.To < other)).ToDictionaryAsync(line => line.Key, StringComparer.Ordinal, ct);

    private static async Task<Dictionary<string, TariffLine>> All(ClassificationDb db, TariffEdition? edition, DateOnly on, CancellationToken ct) =>
        edition is null ? [] : await db.Lines(edition.Number, on).ToDictionaryAsync(line => line.Key, StringComparer.Ordinal, ct);

    private static TariffEdition? Of(List<TariffEdition> editions, string family, DateOnly day) =>
        editions.Find(edition => edition.Code.Equals(family, StringComparison.OrdinalIgnoreCase)) ?? editions.Find(edition => IsNamed(edition, family) && edition.InForce(day));

    private static bool IsNamed(TariffEdition edition, string name) => edition.Family.Equals(name, StringComparison.OrdinalIgnoreCase) || edition.Code.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static List<Fault> Faults(AskTariffChanges form)
    {
        var faults = new List<Fault>();
        if (form.To < form.From) faults.Add(new(nameof(form.To), FormattableString.Invariant($"“{form.To:yyyy-MM-dd}” is before “{form.From:yyyy-MM-dd}”; the later day was expected.")));
        if (form.Take is < 1 or > 1000) faults.Add(new(nameof(form.Take), FormattableString.Invariant($"“{form.Take}” was asked; 1 to 1000 lines are possible.")));
        return faults;
    }
}
