using Lims.Classification.Criteria;
using Lims.Classification.Rulings;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification;

/// <summary>What the one search box finds here: rulings by number, code and words, verdicts by the sample's number, criteria by code and words.</summary>
internal sealed class ClassificationSearch(Db<ClassificationDb> classification, Policy policy, FindRulingsHandler rulings, CriteriaCatalogue criteria) : ISearch
{
    public async Task<IReadOnlyList<SearchHit>> Find(string text, int take, CancellationToken ct)
    {
        var typed = text.Trim();
        if (typed.Length < 2 || take < 1) return [];
        await using var db = await classification.Open(ct);
        var hits = new List<SearchHit>();
        if (policy.May(db.Who, ClassificationActs.ReadVerdict).Yes)
        {
            var number = typed.ToUpperInvariant();
            hits.AddRange(await db.Cases.AsNoTracking().Where(item => item.Number == number).Select(item => new SearchHit("hit.verdict", item.Number, item.Goods, "/verdicts/" + item.Number, true))
                .ToListAsync(ct));
        }
        if (policy.May(db.Who, ClassificationActs.ReadCriteria).Yes) hits.AddRange(Criteria(typed));
        if (policy.May(db.Who, ClassificationActs.FindRulings).Yes)
        {
            var found = await rulings.Handle(FindRulings.Of(typed) with { Take = Math.Min(take, 100) }, ct);
            hits.AddRange(found.Rows.Select(row => new SearchHit(
                "hit.ruling", row.Number, $"{row.Code} · {row.Goods}", "/rulings/" + row.Number, string.Equals(row.Number, typed, StringComparison.OrdinalIgnoreCase))));
        }
        return [.. hits.OrderByDescending(hit => hit.Exact).Take(take)];
    }

    private IEnumerable<SearchHit> Criteria(string typed) => criteria.All.Where(criterion =>
            criterion.Id.StartsWith(typed, StringComparison.OrdinalIgnoreCase) || criterion.Title.Contains(typed, StringComparison.OrdinalIgnoreCase))
        .DistinctBy(criterion => criterion.Id)
        .Select(criterion => new SearchHit("hit.criterion", criterion.Id, criterion.Title, "/criteria/" + criterion.Id, string.Equals(criterion.Id, typed, StringComparison.OrdinalIgnoreCase)));
}
