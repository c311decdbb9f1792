using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Work;
using Microsoft.Extensions.Localization;

namespace Lims.Web.Search;

/// <summary>Asks every module, and the menu, for what a person typed. Nobody is shown what they may not see: the modules filter, the menu asks the policy.</summary>
internal sealed class SearchEverywhere(IEnumerable<ISearch> modules, IEnumerable<LimsModule> menus, CurrentWho current, Policy policy, IStringLocalizer<WebTexts> texts)
{
    /// <summary>Hits, exact ones first, then pages, at most <paramref name="take"/> of each module.</summary>
    public async Task<IReadOnlyList<SearchHit>> Find(string text, int take, CancellationToken ct)
    {
        var typed = text.Trim();
        if (typed.Length is 0 or > 200) return [];
        var hits = new List<SearchHit>();
        foreach (var module in modules) hits.AddRange(await module.Find(typed, take, ct));
        return [.. hits.Where(hit => hit.Exact), .. await Pages(typed, ct), .. hits.Where(hit => !hit.Exact)];
    }

    private async Task<IEnumerable<SearchHit>> Pages(string typed, CancellationToken ct)
    {
        var who = await current.Get(ct);
        return menus.SelectMany(module => module.Menu).Where(entry => policy.May(who, entry.Act).Yes).OrderBy(entry => entry.Order)
            .Select(entry => (entry.Href, Words: texts[entry.Key].Value))
            .Where(page => page.Words.Contains(typed, StringComparison.CurrentCultureIgnoreCase))
            .Select(page => new SearchHit("hit.page", page.Words, texts["Open this page"], page.Href, false));
    }
}
