using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>A case with everything a page shows of it.</summary>
internal sealed record CaseWork(
    Guid Id, long Revision, string Number, string Goods, string DeclaredCode, IReadOnlyList<string> Asked, string SubmittedBy, string PerformedBy, string Condition,
    DateTimeOffset ReceivedAt, string State, int Stage, DecisionRuleFixed? Rule, string? SecondStageMethod, string? PlannedBy, DateTimeOffset? PlannedAt,
    Answer MayPlan, Answer MayUpload, Answer MayIssue, IReadOnlyList<TestRow> Tests, IReadOnlyList<FileRow> Files, IReadOnlyList<NoteRow> Notes,
    IReadOnlyList<ReportRow> Reports);

/// <summary>A test with its result, its determinations, and what this person may do to it now.</summary>
internal sealed record TestRow(
    Guid Id, long Revision, string Method, int MethodVersion, string MethodName, string Fact, string Technique, string Unit, string Basis, string State, int Stage,
    string? ReturnedBecause, ResultRow? Result, IReadOnlyList<DeterminationRow> Determinations, IReadOnlyList<Doing> Doings, IReadOnlyDictionary<string, Answer> May);

/// <summary>The result that stands.</summary>
internal sealed record ResultRow(
    Guid Id, double? Value, bool? Truth, double? StandardUncertainty, double? ExpandedUncertainty, double? CoverageFactor, string Qualifier, double? Bound,
    string Reported, int Determinations, IReadOnlyList<BudgetRow> Budget, IReadOnlyList<string> Warnings, string? Remark, Guid? Evaluation, string MadeBy, DateTimeOffset MadeAt);

/// <summary>One typed determination.</summary>
internal sealed record DeterminationRow(
    Guid Id, long Revision, string Quantity, int Number, int Stage, string Raw, decimal? Value, bool? Truth, string By, DateTimeOffset ObservedAt, DateTimeOffset RecordedAt, int Amendments);

/// <summary>One uploaded file with its runs.</summary>
internal sealed record FileRow(
    Guid Id, string Name, string Sha256, long Length, string State, string? Reason, string? Reader, string? ReaderVersion, string By, DateTimeOffset At, IReadOnlyList<RunRow> Runs);

/// <summary>One run, with its provenance for the chart.</summary>
internal sealed record RunRow(
    Guid Id, int Number, string SampleName, string Technique, string? MeasuredAt, string Reader, string ReaderVersion, string FileSha256, IReadOnlyList<TraceReference> Traces,
    IReadOnlyList<string> Warnings);

/// <summary>One line of the case's history.</summary>
internal sealed record NoteRow(string Kind, string Text, string By, DateTimeOffset At, Guid? Test);

/// <summary>One issued report.</summary>
internal sealed record ReportRow(Guid Id, string Number, int Stage, DateOnly IssuedOn, string? Supersedes, string Sha256, string IssuedBy);

/// <summary>Reads a case for its page.</summary>
internal sealed class CaseWorkHandler(Db<AnalysisDb> analysis, Policy policy)
{
    private static readonly Act[] OfTest =
        [AnalysisActs.Record, AnalysisActs.Amend, AnalysisActs.Evaluate, AnalysisActs.Submit, AnalysisActs.Review, AnalysisActs.Approve];

    public async Task<CaseWork> Handle(Guid id, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var work = await db.Cases.AsNoTracking().AsSplitQuery().Include(work => work.Notes).Include(work => work.Tests).ThenInclude(test => test.Method)
            .Include(work => work.Tests).ThenInclude(test => test.Determinations)
            .SingleOrDefaultAsync(work => work.Id == id, ct) ?? throw new NoSuchRecord("sample", id.ToString());
        policy.Demand(db.Who, AnalysisActs.Read, work);
        var standing = await StandingResults.Of(db, work.Tests, ct);
        var files = await db.Files.AsNoTracking().Include(file => file.Runs).Where(file => file.Sample == id).OrderBy(file => file.UploadedAt).ToListAsync(ct);
        var reports = await db.Reports.AsNoTracking().Where(report => report.Sample == id).OrderBy(report => report.Stage).ToListAsync(ct);
        return new CaseWork(
            work.Id, work.Revision, work.Number, work.Goods, work.DeclaredCode, work.Asked, work.SubmittedBy, work.PerformedBy, work.Condition, work.ReceivedAt, work.StateName,
            work.Stage, work.Rule, work.SecondStageMethod, work.PlannedBy, work.PlannedAt, policy.May(db.Who, AnalysisActs.Plan, work), policy.May(db.Who, AnalysisActs.Upload, work),
            policy.May(db.Who, AnalysisActs.Issue, work),
            [.. work.Tests.OrderBy(test => test.Method.Code, StringComparer.Ordinal).Select(test => Row(test, standing.GetValueOrDefault(test.Id), db.Who))],
            [.. files.Select(Row)],
            [.. work.Notes.OrderByDescending(note => note.At).Select(note => new NoteRow(note.Kind, note.Text, note.By, note.At, note.Test))],
            [.. reports.Select(report => new ReportRow(report.Id, report.Number, report.Stage, report.IssuedOn, report.Supersedes, report.Sha256, report.IssuedBy))]);
    }

    private TestRow Row(Test test, Result? result, Who who) => new(
        test.Id, test.Revision, test.Method.Code, test.Method.Version, test.Method.Name, test.Method.Fact, test.Method.Technique.ToString(), test.Method.Unit, test.Method.Basis,
        test.StateName, test.Stage, test.ReturnedBecause, result is null ? null : Row(result),
        [.. test.Determinations.OrderBy(d => d.Quantity, StringComparer.Ordinal).ThenBy(d => d.Number).Select(d =>
            new DeterminationRow(d.Id, d.Revision, d.Quantity, d.Number, d.Stage, d.Raw, d.Value, d.Truth, d.RecordedByName, d.ObservedAt, d.RecordedAt, d.Amendments))],
        test.Doings, OfTest.ToDictionary(act => act.Code, act => policy.May(who, act, test), StringComparer.Ordinal));

    private static ResultRow Row(Result result) => new(
        result.Id, result.Value, result.Truth, result.StandardUncertainty, result.ExpandedUncertainty, result.CoverageFactor, result.Qualifier, result.Bound, result.Reported,
        result.Determinations, result.Budget, result.Warnings, result.Remark, result.Evaluation, result.MadeBy, result.MadeAt);

    private static FileRow Row(InstrumentFile file) => new(
        file.Id, file.Name, file.Sha256, file.Length, file.State.ToString().ToLowerInvariant(), file.Reason, file.Reader, file.ReaderVersion, file.UploadedByName, file.UploadedAt,
        [.. file.Runs.OrderBy(run => run.Number).Select(run => new RunRow(
            run.Id, run.Number, run.SampleName, run.Technique, run.MeasuredAt?.Raw, run.Reader, run.ReaderVersion, run.FileSha256, run.Traces, run.Warnings))]);
}
