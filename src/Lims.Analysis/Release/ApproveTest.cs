using Lims.Contracts;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>The third person releases a result.</summary>
/// <param name="Test">The test.</param>
/// <param name="Password">Typed for this signature.</param>
/// <param name="Revision">Of the test, as the approver saw it.</param>
internal sealed record ApproveTest(Guid Test, string Password, long Revision);

/// <summary>
/// Approves a reviewed result under a signature and tells the others. With the last test of the case the evidence is complete, and that is told too, in
/// the same transaction.
/// </summary>
internal sealed class ApproveTestHandler(Db<AnalysisDb> analysis, Policy policy, Signer signer, TimeProvider clock)
{
    public async Task Handle(ApproveTest form, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var test = await TestForRelease.Find(db, form.Test, ct);
        policy.Demand(db.Who, AnalysisActs.Approve, test);
        test.MustBeAt(form.Revision);
        await TestForRelease.MoistureStands(db, test, ct);

        var (work, now) = (test.Case, clock.GetUtcNow());
        var tests = await db.Tests.Include(other => other.Method).Where(other => other.CaseId == work.Id).ToListAsync(ct);
        var results = await StandingResults.Of(db, tests, ct);
        test.Approve(db.Who, now);
        await signer.Sign(db, form.Password, Meaning.Approved, test, test.Canonical(work, results[test.Id]));
        db.Publish(new ResultApproved(work.Id, work.Number, results[test.Id].AsEvidence(test.Method), db.Who.Name, now));
        if (tests.TrueForAll(other => other.State == TestState.Approved))
        {
            work.Complete(now);
            db.Publish(new AnalysisCompleted(
                work.Id, work.Number, work.SubmittedBy, work.PerformedBy, work.Goods, work.DeclaredCode, work.Asked,
                [.. tests.OrderBy(other => other.Method.Code, StringComparer.Ordinal).Select(other => results[other.Id].AsEvidence(other.Method))], work.Rule!, work.Stage, now));
        }
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>The result that stands of each test: after a second stage the pooled one, which holds all determinations of the first.</summary>
internal static class StandingResults
{
    /// <summary>By the test's key; tests without a result are missing.</summary>
    public static async Task<Dictionary<Guid, Result>> Of(AnalysisDb db, IReadOnlyCollection<Test> tests, CancellationToken ct)
    {
        var keys = tests.Select(test => test.CurrentResult).OfType<Guid>().ToList();
        var results = await db.Results.Where(result => keys.Contains(result.Id)).ToDictionaryAsync(result => result.Id, ct);
        return tests.Where(test => test.CurrentResult is not null).ToDictionary(test => test.Id, test => results[test.CurrentResult!.Value]);
    }
}
