using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>A case with everything a page shows of it. Public, as are all that a page keeps between prerendering and its circuit.</summary>
/// <remarks>
/// <c>Change</c>: Rises with everything that happens to the case, its tests, files and reports.
/// <c>Me</c>: Who looks: the name a signature would carry.
/// </remarks>
public sealed record CaseWork(
    Guid Id, long Revision, long Change, string Number, string Goods, string DeclaredCode, IReadOnlyList<string> Asked, string SubmittedBy, string PerformedBy, string Condition,
    IReadOnlyList<PortionBooked> Portions, DateTimeOffset ReceivedAt, string State, int Stage, DecisionRuleFixed? Rule, string? SecondStageMethod, string? PlannedBy,
    DateTimeOffset? PlannedAt, DateTimeOffset? CompletedAt, Answer MayPlan, Answer MayUpload, Answer MayIssue, IReadOnlyList<TestRow> Tests, IReadOnlyList<FileRow> Files,
    IReadOnlyList<NoteRow> Notes, IReadOnlyList<ReportRow> Reports, IReadOnlyList<MethodChoice> Methods, string Me);

/// <summary>A test with its result, its determinations, and what this person may do to it now.</summary>
public sealed record TestRow(
    Guid Id, long Revision, string Method, int MethodVersion, string MethodName, string Fact, string Technique, string Unit, string Basis, string State, int Stage,
    string? ReturnedBecause, ResultRow? Result, IReadOnlyList<DeterminationRow> Determinations, IReadOnlyList<Doing> Doings, IReadOnlyDictionary<string, Answer> May);

/// <summary>A result.</summary>
public sealed record ResultRow(
    Guid Id, int Stage, double? Value, bool? Truth, double? StandardUncertainty, double? ExpandedUncertainty, double? CoverageFactor, string Qualifier, double? Bound,
    string Reported, int Determinations, IReadOnlyList<BudgetRow> Budget, IReadOnlyList<string> Warnings, string? Remark, Guid? Evaluation, string MadeBy, DateTimeOffset MadeAt);

/// <summary>One typed determination.</summary>
public sealed record DeterminationRow(
    Guid Id, long Revision, string Quantity, int Number, int Stage, string Raw, decimal? Value, bool? Truth, string By, DateTimeOffset ObservedAt, DateTimeOffset RecordedAt, int Amendments);

/// <summary>One uploaded file with its runs.</summary>
public sealed record FileRow(
    Guid Id, string Name, string Sha256, long Length, string State, string? Reason, string? Reader, string? ReaderVersion, string By, DateTimeOffset At, IReadOnlyList<RunRow> Runs);

/// <summary>One run, with its provenance for the chart.</summary>
public sealed record RunRow(
    Guid Id, int Number, string SampleName, string Technique, string? MeasuredAt, string Reader, string ReaderVersion, string FileSha256, IReadOnlyList<TraceReference> Traces,
    IReadOnlyList<string> Warnings);

/// <summary>One line of the case's history.</summary>
public sealed record NoteRow(string Kind, string Text, string By, DateTimeOffset At, Guid? Test);

/// <summary>One issued report.</summary>
public sealed record ReportRow(Guid Id, string Number, int Stage, DateOnly IssuedOn, string? Supersedes, string Sha256, string IssuedBy);

/// <summary>A method in force, to choose for a plan.</summary>
/// <remarks>
/// <c>Asked</c>: It answers what this case is asked.
/// </remarks>
public sealed record MethodChoice(string Code, int Version, string Name, string Fact, bool Asked);

/// <summary>Reads a case for its page.</summary>
internal sealed class CaseWorkHandler(Db<AnalysisDb> analysis, Policy policy, TimeProvider clock)
{
    /// <exception cref="NoSuchRecord">No such key, or of another laboratory.</exception>
    public async Task<CaseWork> Handle(Guid id, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        return await Read(db, db.Cases.Where(work => work.Id == id), id.ToString(), ct);
    }

    /// <exception cref="NoSuchRecord">No such number, or of another laboratory.</exception>
    public async Task<CaseWork> Handle(string number, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        return await Read(db, db.Cases.Where(work => work.Number == number), number, ct);
    }

    /// <summary>The change number, in one small statement; null where there is no such case for this person.</summary>
    public async Task<long?> Change(Guid id, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        policy.Demand(db.Who, AnalysisActs.Read);
        return await CaseChange.Of(db, id, ct);
    }

    private async Task<CaseWork> Read(AnalysisDb db, IQueryable<Case> which, string named, CancellationToken ct)
    {
        var id = await which.Select(work => (Guid?)work.Id).SingleOrDefaultAsync(ct) ?? throw new NoSuchRecord("sample", named);
        // Before everything else: what changes while this is read moves the number again, and the page reads once more instead of missing it.
        var change = await CaseChange.Of(db, id, ct) ?? 0;
        var work = await which.AsNoTracking().AsSplitQuery().Include(work => work.Notes).Include(work => work.Tests).ThenInclude(test => test.Method)
            .Include(work => work.Tests).ThenInclude(test => test.Determinations)
            .SingleOrDefaultAsync(ct) ?? throw new NoSuchRecord("sample", named);
        policy.Demand(db.Who, AnalysisActs.Read, work);
        var standing = await StandingResults.Of(db, work.Tests, ct);
        var files = await db.Files.AsNoTracking().Include(file => file.Runs).Where(file => file.Sample == id).OrderBy(file => file.UploadedAt).ToListAsync(ct);
        var reports = await db.Reports.AsNoTracking().Where(report => report.Sample == id).OrderBy(report => report.Stage).ToListAsync(ct);
        var rows = new TestRows(policy, db.Who);
        return new CaseWork(
            id, work.Revision, change, work.Number, work.Goods, work.DeclaredCode, work.Asked, work.SubmittedBy, work.PerformedBy, work.Condition, work.Portions,
            work.ReceivedAt, work.StateName, work.Stage, work.Rule, work.SecondStageMethod, work.PlannedBy, work.PlannedAt, work.CompletedAt,
            policy.May(db.Who, AnalysisActs.Plan, work), policy.May(db.Who, AnalysisActs.Upload, work), MayIssue(db.Who, work, reports),
            [.. work.Tests.OrderBy(test => test.Method.Code, StringComparer.Ordinal).Select(test => rows.Of(test, standing.GetValueOrDefault(test.Id)))],
            [.. files.Select(Row)],
            [.. work.Notes.OrderByDescending(note => note.At).Select(note => new NoteRow(note.Kind, note.Text, note.By, note.At, note.Test))],
            [.. reports.Select(report => new ReportRow(report.Id, report.Number, report.Stage, report.IssuedOn, report.Supersedes, report.Sha256, report.IssuedBy))],
            await Methods(db, work, ct), db.Who.Name);
    }

    private Answer MayIssue(Who who, Case work, List<Report> reports)
    {
        var may = policy.May(who, AnalysisActs.Issue, work);
        return reports.Find(report => report.Stage == work.Stage) is { } issued
            ? new Answer([.. may.Refusals, new Refusal("already-issued", $"It was issued as {issued.Number}.")])
            : may;
    }

    /// <summary>What a coordinator may choose from: everything in force, what is asked first.</summary>
    private async Task<IReadOnlyList<MethodChoice>> Methods(AnalysisDb db, Case work, CancellationToken ct)
    {
        if (!policy.May(db.Who, AnalysisActs.Plan, work).Yes) return [];
        var inForce = await MethodsInForce.On(db, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), ct);
        var questions = await db.Questions.AsNoTracking().Where(question => work.Asked.Contains(question.Code)).ToListAsync(ct);
        var asked = questions.SelectMany(question => question.Methods).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. inForce.Values.OrderByDescending(method => asked.Contains(method.Code)).ThenBy(method => method.Code, StringComparer.Ordinal)
                .Select(method => new MethodChoice(method.Code, method.Version, method.Name, method.Fact, asked.Contains(method.Code))),
        ];
    }

    private static FileRow Row(InstrumentFile file) => new(
        file.Id, file.Name, file.Sha256, file.Length, file.State.ToString().ToLowerInvariant(), file.Reason, file.Reader, file.ReaderVersion, file.UploadedByName, file.UploadedAt,
        [.. file.Runs.OrderBy(run => run.Number).Select(run => new RunRow(
            run.Id, run.Number, run.SampleName, run.Technique, run.MeasuredAt?.Raw, run.Reader, run.ReaderVersion, run.FileSha256, run.Traces, run.Warnings))]);
}

/// <summary>A number that rises with everything that happens to a case: pages look at it and read again only when it moved.</summary>
internal static class CaseChange
{
    public static Task<long?> Of(AnalysisDb db, Guid id, CancellationToken ct) => db.Cases.Where(work => work.Id == id).Select(work => (long?)(
        work.Revision + work.Notes.Count + work.Tests.Sum(test => test.Revision) + db.Files.Where(file => file.Sample == id).Sum(file => file.Revision)
            + db.Reports.Count(report => report.Sample == id))).SingleOrDefaultAsync(ct);
}

/// <summary>Makes rows of tests for one person.</summary>
internal sealed class TestRows(Policy policy, Who who)
{
    private static readonly Act[] OfTest =
        [AnalysisActs.Record, AnalysisActs.Amend, AnalysisActs.Evaluate, AnalysisActs.Submit, AnalysisActs.Review, AnalysisActs.Approve];

    public TestRow Of(Test test, Result? result) => new(
        test.Id, test.Revision, test.Method.Code, test.Method.Version, test.Method.Name, test.Method.Fact, test.Method.Technique.ToString(), test.Method.Unit, test.Method.Basis,
        test.StateName, test.Stage, test.ReturnedBecause, result is null ? null : Of(result),
        [.. test.Determinations.OrderBy(d => d.Quantity, StringComparer.Ordinal).ThenBy(d => d.Number).Select(d =>
            new DeterminationRow(d.Id, d.Revision, d.Quantity, d.Number, d.Stage, d.Raw, d.Value, d.Truth, d.RecordedByName, d.ObservedAt, d.RecordedAt, d.Amendments))],
        test.Doings, OfTest.ToDictionary(act => act.Code, act => policy.May(who, act, test), StringComparer.Ordinal));

    public static ResultRow Of(Result result) => new(
        result.Id, result.Stage, result.Value, result.Truth, result.StandardUncertainty, result.ExpandedUncertainty, result.CoverageFactor, result.Qualifier, result.Bound, result.Reported,
        result.Determinations, result.Budget, result.Warnings, result.Remark, result.Evaluation, result.MadeBy, result.MadeAt);
}
