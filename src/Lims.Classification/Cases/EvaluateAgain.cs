using Lims.Classification.Criteria;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Cases;

/// <summary>Asks the criteria again where something was missing that is there now: a threshold the authority has given meanwhile.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Revision">Of its case, as seen.</param>
internal sealed record EvaluateAgain(Guid Sample, long Revision);

internal sealed class EvaluateAgainHandler(Db<ClassificationDb> classification, Policy policy, CriteriaCatalogue criteria, TimeProvider clock)
{
    public async Task Handle(EvaluateAgain form, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        var item = await db.Cases.SingleOrDefaultAsync(there => there.Id == form.Sample, ct) ?? throw new NoSuchRecord("case", form.Sample.ToString());
        policy.Demand(db.Who, ClassificationActs.EvaluateAgain, item);
        item.MustBeAt(form.Revision);
        // The same evidence under the same rule gives the same verdict; only what was missing is a reason to ask again.
        if (!await db.Verdicts.AnyAsync(verdict => verdict.CaseId == item.Id && verdict.Round == item.Round && verdict.State == "not-evaluable", ct))
            throw new RuleBroken("nothing-missing", "Nothing was missing when the criteria were evaluated; asking again would give the same.");
        await CaseEvaluation.Run(db, item, criteria, clock.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
    }
}
