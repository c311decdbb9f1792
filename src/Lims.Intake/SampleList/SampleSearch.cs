using Lims.Kernel.Data;
using Lims.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Lims.Intake;

/// <summary>Samples for the one search box: by number and seal exactly, otherwise by what the list looks into.</summary>
internal sealed class SampleSearch(Db<IntakeDb> intake, SampleList list) : ISearch
{
    public async Task<IReadOnlyList<SearchHit>> Find(string text, int take, CancellationToken ct)
    {
        await using var db = await intake.Open(ct);
        var number = SampleNumber.Read(text).Number?.ToString();
        var exact = await db.Samples.AsNoTracking()
            .Where(sample => sample.Number == number || sample.Sets.Any(set => set.Seal == text) || sample.Portions.Any(portion => portion.Number == text))
            .OrderByDescending(sample => sample.SubmittedAt).Take(take).Select(sample => new { sample.Number, sample.Goods }).ToListAsync(ct);
        var hits = exact.Select(sample => Hit(sample.Number, sample.Goods, true)).ToList();
        if (text.Length < 2) return hits;
        var others = await list.Find(new SampleFilter(text, null, null, take), ct);
        return [.. hits, .. others.Rows.Where(row => hits.All(hit => hit.Number != row.Number)).Select(row => Hit(row.Number, $"{row.Goods} · {row.DeclaredCode} · {row.Basis}", false))];
    }

    private static SearchHit Hit(string number, string words, bool exact) => new("hit.sample", number, words, $"/samples/{number}", exact);
}
