using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;

namespace Lims.Analysis;

/// <summary>What the second person found.</summary>
/// <param name="Test">The test.</param>
/// <param name="Accept">True to accept; false to send it back.</param>
/// <param name="Reason">Why it is sent back; needed then.</param>
/// <param name="Revision">Of the test, as the reviewer saw it.</param>
internal sealed record ReviewTest(Guid Test, bool Accept, string? Reason, long Revision);

/// <summary>A second person checks a result: raw texts, evaluation, calculation (ISO/IEC 17025, 7.7.1 and 7.8.1.1).</summary>
internal sealed class ReviewTestHandler(Db<AnalysisDb> analysis, Policy policy, TimeProvider clock)
{
    public async Task Handle(ReviewTest form, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var test = await TestForRelease.Find(db, form.Test, ct);
        policy.Demand(db.Who, AnalysisActs.Review, test);
        test.MustBeAt(form.Revision);
        if (!form.Accept && string.IsNullOrWhiteSpace(form.Reason))
            throw new FormRefused([new Fault(nameof(form.Reason), "Say why it is sent back: the analyst answers to the reason.")]);

        var now = clock.GetUtcNow();
        if (form.Accept)
        {
            await TestForRelease.MoistureStands(db, test, ct);
            test.Accept(db.Who, now);
        }
        else
        {
            var reason = form.Reason!.Trim();
            test.Return(reason, db.Who, now);
            test.Case.Note("returned", reason, db.Who.Name, now, test.Id);
        }
        await db.SaveChangesAsync(ct);
    }
}
