using System.Collections.Frozen;
using Lims.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Tariff;

/// <summary>
/// Words for tariff codes, for showing and checking codes in every module. They are asked for in the middle of drawing a page, so they stand in memory: one
/// name a code, read again when an import has changed the tables (<see cref="FollowTariff"/>). Until one is loaded, the short list that ships answers.
/// </summary>
/// <remarks>
/// Of several tariffs in force the HS answers first, then the countries' schedules in the order in which they were loaded, the short list last. The whole path
/// of a code comes from one of them.
/// </remarks>
internal sealed class TariffNames : ITariffNames
{
    private static readonly IReadOnlyList<NamedEdition> Shipped = [NamedEdition.OfShipped()];
    private volatile IReadOnlyList<NamedEdition> editions = Shipped;

    /// <inheritdoc/>
    public IReadOnlyList<TariffName> Path(string code, DateOnly on)
    {
        var digits = TariffCode.Digits(code);
        if (Knowing(digits, on) is not { } edition) return [];
        return [.. TariffCode.Above(digits).Append(digits).Select(step => (step, Name: edition.Name(step, on))).Where(step => step.Name is not null)
            .Select(step => new TariffName(TariffCode.WithPoints(step.step), step.Name!))];
    }

    /// <inheritdoc/>
    public bool Knows(string code, DateOnly on) => Knowing(TariffCode.Digits(code), on) is not null;

    /// <summary>Reads every tariff's names again.</summary>
    public async Task Refresh(ClassificationDb db, CancellationToken ct)
    {
        var loaded = await db.Set<TariffEdition>().AsNoTracking().ToListAsync(ct);
        var read = new List<NamedEdition>();
        foreach (var edition in loaded.OrderBy(edition => (edition.Code == ShippedNomenclature.Code ? 2 : edition.Family == "HS" ? 0 : 1, edition.Number)))
        {
            var lines = await db.Set<TariffLine>().AsNoTracking().Where(line => line.Edition == edition.Number && line.SupersededBy == null && line.Digits != "")
                .Select(line => new { line.Digits, line.From, line.To, line.Texts }).ToListAsync(ct);
            read.Add(new(edition.From, edition.To, lines.GroupBy(line => line.Digits, StringComparer.Ordinal)
                .ToFrozenDictionary(group => group.Key, group => group.Select(line => new NamedStretch(line.From, line.To, line.Texts.Count > 0 ? line.Texts[0].Text : "")).ToArray(), StringComparer.Ordinal)));
        }
        editions = read.Count > 0 ? [.. read, .. Shipped] : Shipped;
    }

    private NamedEdition? Knowing(string digits, DateOnly on) => digits.Length == 0 ? null : editions.FirstOrDefault(edition => edition.Name(digits, on) is not null);

    private sealed record NamedStretch(DateOnly From, DateOnly? To, string Name);

    private sealed record NamedEdition(DateOnly From, DateOnly? To, FrozenDictionary<string, NamedStretch[]> Lines)
    {
        public static NamedEdition OfShipped() => new(ShippedNomenclature.From, null, ShippedNomenclature.Lines().Where(line => line.Code.Length > 0)
            .ToFrozenDictionary(line => TariffCode.Digits(line.Code), line => new[] { new NamedStretch(ShippedNomenclature.From, null, line.Name) }, StringComparer.Ordinal));

        public string? Name(string digits, DateOnly on)
        {
            if (on < From || on > To || !Lines.TryGetValue(digits, out var stretches)) return null;
            return Array.Find(stretches, stretch => stretch.From <= on && (stretch.To is null || on <= stretch.To))?.Name;
        }
    }
}
