using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>What the search box finds in the laboratory: numbers first and exactly, then words. The filter of the tables keeps what is another laboratory's.</summary>
internal sealed class AnalysisSearch(Db<AnalysisDb> analysis, Policy policy) : ISearch
{
    private const int FewestLetters = 3;

    public async Task<IReadOnlyList<SearchHit>> Find(string text, int take, CancellationToken ct)
    {
        var typed = (text ?? "").Trim();
        if (typed.Length < FewestLetters || take < 1) return [];
        await using var db = await analysis.Open(ct);
        if (!policy.May(db.Who, AnalysisActs.Read).Yes) return [];
        var (number, like) = (typed.ToUpperInvariant(), ListCursor.Like(typed));

        var cases = await db.Cases.AsNoTracking()
            .Where(work => work.Number == number || EF.Functions.Like(work.Number, like, "\\") || EF.Functions.Like(work.Goods, like, "\\"))
            .OrderByDescending(work => work.Number == number).ThenByDescending(work => work.ReceivedAt).Take(take)
            .Select(work => new { work.Number, work.Goods, work.State }).ToListAsync(ct);
        var reports = await db.Reports.AsNoTracking().Where(report => report.Number == number || EF.Functions.Like(report.Number, like, "\\"))
            .OrderByDescending(report => report.Number == number).ThenByDescending(report => report.IssuedAt).Take(take)
            .Select(report => new { report.Id, report.Number, Sample = db.Cases.Where(work => work.Id == report.Sample).Select(work => work.Number).First() }).ToListAsync(ct);
        var runs = await db.Runs.AsNoTracking().Where(run => EF.Functions.Like(run.SampleName, like, "\\") || EF.Functions.Like(run.File.Name, like, "\\"))
            .OrderByDescending(run => run.ReadAt).Take(take).Select(run => new { run.Id, run.SampleName, File = run.File.Name, run.Technique }).ToListAsync(ct);

        SearchHit[] hits =
        [
            .. reports.Select(report => new SearchHit("hit.report", report.Number, report.Sample, $"/reports/{report.Id}", report.Number == number)),
            .. cases.Select(work => new SearchHit("hit.case", work.Number, $"{work.Goods} · {Case.Word(work.State)}", $"/cases/{work.Number}", false)),
            .. runs.Select(run => new SearchHit("hit.run", run.File, $"{run.Technique} · {run.SampleName}", $"/runs/{run.Id}", string.Equals(run.File, typed, StringComparison.OrdinalIgnoreCase))),
        ];
        return [.. hits.OrderByDescending(hit => hit.Exact).Take(take)];
    }
}
