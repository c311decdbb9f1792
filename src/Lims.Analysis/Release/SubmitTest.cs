using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>The analyst stands by a result.</summary>
/// <param name="Test">The test.</param>
/// <param name="Answer">To the reason it was sent back for; null where it was not.</param>
/// <param name="Revision">Of the test, as the analyst saw it.</param>
internal sealed record SubmitTest(Guid Test, string? Answer, long Revision);

/// <summary>Hands a result to the reviewer; one that was sent back goes with an answer.</summary>
internal sealed class SubmitTestHandler(Db<AnalysisDb> analysis, Policy policy, TimeProvider clock)
{
    public async Task Handle(SubmitTest form, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var test = await TestForRelease.Find(db, form.Test, ct);
        policy.Demand(db.Who, AnalysisActs.Submit, test);
        test.MustBeAt(form.Revision);
        if (test.ReturnedBecause is { } reason && string.IsNullOrWhiteSpace(form.Answer))
            throw new FormRefused([new Fault(nameof(form.Answer), $"It was sent back because: “{reason}” Answer that before it goes again.")]);
        await TestForRelease.MoistureStands(db, test, ct);

        var now = clock.GetUtcNow();
        if (!string.IsNullOrWhiteSpace(form.Answer)) test.Case.Note("answer", form.Answer.Trim(), db.Who.Name, now, test.Id);
        test.Submit(db.Who, now);
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>What all acts of release ask of a test.</summary>
internal static class TestForRelease
{
    /// <summary>The test with its case and method.</summary>
    public static async Task<Test> Find(AnalysisDb db, Guid id, CancellationToken ct) =>
        await db.Tests.Include(test => test.Case).Include(test => test.Method).SingleOrDefaultAsync(test => test.Id == id, ct)
            ?? throw new NoSuchRecord("test", id.ToString());

    /// <summary>Refuses a degree of gelatinization whose dry masses rest on a moisture that was amended since.</summary>
    public static async Task MoistureStands(AnalysisDb db, Test test, CancellationToken ct)
    {
        if (test.Method.Technique != Technique.Calorimetry) return;
        var standing = await db.Results.Where(result => result.Id == test.CurrentResult).Select(result => result.Evaluation).SingleAsync(ct);
        var used = await db.DscEvaluations.Where(evaluation => evaluation.Id == standing).Select(evaluation => evaluation.MoistureResult).SingleAsync(ct);
        if (!await db.Tests.AnyAsync(other => other.CaseId == test.CaseId && other.CurrentResult == used, ct))
            throw new RuleBroken("moisture-amended", $"The moisture of {test.Case.Number} was amended after the pans were evaluated: evaluate them again.");
    }
}
