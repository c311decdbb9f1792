using System.Text;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Audit;
using Lims.Kernel.Data;
using Lims.Kernel.Files;
using Lims.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>Somebody authorised for it issues the report.</summary>
/// <param name="Case">The case.</param>
/// <param name="IssuedOn">The day in the laboratory's zone.</param>
/// <param name="Password">Typed for this signature.</param>
/// <param name="Revision">Of the case, as the issuer saw it.</param>
internal sealed record IssueReport(Guid Case, DateOnly IssuedOn, string Password, long Revision);

/// <summary>
/// Writes the report's canonical JSON, signs it as a person and as the house, stores it and tells the others. One report for each stage: that of the
/// second supersedes that of the first, and both stay.
/// </summary>
internal sealed class IssueReportHandler(Db<AnalysisDb> analysis, Policy policy, Signer signer, SigningKey key, FileStore files, TimeProvider clock)
{
    public async Task<Guid> Handle(IssueReport form, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var work = await db.Cases.Include(work => work.Tests).ThenInclude(test => test.Method)
            .Include(work => work.Tests).ThenInclude(test => test.Determinations)
            .SingleOrDefaultAsync(work => work.Id == form.Case, ct) ?? throw new NoSuchRecord("sample", form.Case.ToString());
        policy.Demand(db.Who, AnalysisActs.Issue, work);
        work.MustBeAt(form.Revision);
        var now = clock.GetUtcNow();
        if (Math.Abs(form.IssuedOn.DayNumber - DateOnly.FromDateTime(now.UtcDateTime).DayNumber) > 1)
        {
            var notToday = FormattableString.Invariant($"“{form.IssuedOn:yyyy-MM-dd}” is not today: a report carries the day on which it is issued.");
            throw new FormRefused([new Fault(nameof(form.IssuedOn), notToday)]);
        }
        var earlier = await db.Reports.AsNoTracking().Where(report => report.Sample == work.Id).OrderByDescending(report => report.Stage).FirstOrDefaultAsync(ct);
        if (earlier?.Stage == work.Stage)
            throw new RuleBroken("already-issued", $"The report of {work.Number} was issued as {earlier.Number}.");

        var running = await db.NextNumber(FormattableString.Invariant($"report/{work.PerformedBy}/{form.IssuedOn.Year}"), ct);
        var number = FormattableString.Invariant($"{work.PerformedBy}-{form.IssuedOn.Year}-R{running:D5}");
        var content = await Content(db, work, number, earlier?.Number, form.IssuedOn, now, ct);
        var canonical = content.Canonical();
        var report = new Report(work, number, form.IssuedOn, earlier?.Number, canonical, key, db.Who, now);
        db.Add(report);
        await signer.Sign(db, form.Password, Meaning.Issued, report, canonical);
        await files.Put(Encoding.UTF8.GetBytes(canonical), ct);
        db.Publish(new ReportIssued(report.Id, work.Id, number, report.Sha256, now));
        db.Enqueue(PrintReport.Name, new PrintReportArgument(report.Id));
        await db.SaveChangesAsync(ct);
        return report.Id;
    }

    private static async Task<ReportContent> Content(AnalysisDb db, Case work, string number, string? supersedes, DateOnly issuedOn, DateTimeOffset now, CancellationToken ct)
    {
        var standing = await StandingResults.Of(db, work.Tests, ct);
        var evaluations = standing.Values.Select(result => result.Evaluation).OfType<Guid>().ToList();
        var pans = await db.DscEvaluations.AsNoTracking().Where(evaluation => evaluations.Contains(evaluation.Id)).ToListAsync(ct);
        var tests = work.Tests.OrderBy(test => test.Method.Code, StringComparer.Ordinal).ToList();
        var began = work.Tests.SelectMany(test => test.Determinations.Select(d => d.ObservedAt)).Concat(work.Tests.SelectMany(test => test.Doings.Select(doing => doing.At))).Min();
        return new ReportContent
        {
            Number = number,
            Supersedes = supersedes,
            Laboratory = work.PerformedBy,
            Customer = work.SubmittedBy,
            Sample = work.Number,
            ItemAsReceived = work.Condition,
            Portions = [.. work.Portions.Select(portion => FormattableString.Invariant($"{portion.Number}: {portion.Purpose}, {portion.Grams} g{(portion.Airtight ? ", airtight" : "")}"))],
            ReceivedAt = work.ReceivedAt,
            WorkFrom = began,
            WorkTo = work.CompletedAt ?? now,
            IssuedOn = issuedOn,
            SuppliedByCustomer = new CustomerData(work.Goods, work.DeclaredCode, work.SampledOn, work.Asked),
            Results = [.. tests.Select(test => Reported(test, standing[test.Id]))],
            DecisionRule = ReportContent.RuleInWords(work.Rule!),
            Deviations = [.. Deviations(tests, standing, pans)],
            IssuedBy = db.Who.Name,
            IssuedAt = now,
        };
    }

    private static ReportedResult Reported(Test test, Result result) => new(
        test.Method.Fact, test.Method.Code, test.Method.Version, test.Method.Name, result.Reported, result.Value, result.ExpandedUncertainty, result.CoverageFactor,
        test.Method.Unit, test.Method.Basis, result.Determinations, result.Stage, test.Doings.Last(doing => doing.Act == AnalysisActs.Approve.Code).Name);

    private static IEnumerable<string> Deviations(List<Test> tests, Dictionary<Guid, Result> standing, List<DscEvaluation> pans)
    {
        foreach (var test in tests)
        {
            var result = standing[test.Id];
            if (result.Remark is { Length: > 0 } remark) yield return $"{test.Method.Code}: {remark}";
            foreach (var warning in result.Warnings) yield return $"{test.Method.Code}: {warning}";
            foreach (var left in pans.Where(pan => pan.Id == result.Evaluation).SelectMany(pan => pan.LeftOut))
                yield return $"{test.Method.Code}: a run was left out: {left.Reason}";
        }
    }
}
