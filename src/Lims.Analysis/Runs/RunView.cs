using Lims.Contracts.Readings;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Files;
using Lims.Metrology;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>Everything the page of a run shows. Public, as are all that a page keeps between prerendering and its circuit.</summary>
/// <remarks>
/// <c>Id</c>: The run.
/// <c>Number</c>: 1, 2, 3 in its file.
/// <c>File</c>: The file it was read from.
/// <c>Intact</c>: The kept file still has the hash under which it was stored.
/// <c>Checked</c>: When that was seen.
/// <c>Measured</c>: When the instrument measured, in the file's own words.
/// <c>Sample</c>: Number of the sample it was uploaded for.
/// <c>Others</c>: The runs of the same file, this one among them, in file order.
/// <c>Dsc</c>: For a calorimeter's run with a heat flow over temperature.
/// </remarks>
public sealed record RunView(
    Guid Id, int Number, RunFile File, bool Intact, DateTimeOffset Checked, string SampleName, string Technique, string? Measured, bool MeasuredIsAmbiguous, string? Sample, string? Goods,
    string PerformedBy, DateTimeOffset ReadAt, IReadOnlyList<HeaderRow> Header, IReadOnlyList<ReadingRow> Readings, IReadOnlyList<TraceReference> Traces,
    IReadOnlyList<string> Warnings, IReadOnlyList<Guid> Others, RunDsc? Dsc);

/// <summary>The file a run was read from.</summary>
/// <remarks>
/// <c>Ignored</c>: Columns and keys that stand in it and were not read.
/// </remarks>
public sealed record RunFile(
    Guid Id, string Name, string Sha256, long Length, string? Reader, string? ReaderVersion, string? Encoding, IReadOnlyList<string> Ignored, string UploadedBy, DateTimeOffset UploadedAt);

/// <summary>One key of a file's head. <c>Line</c> counts from 1; <c>Byte</c> is an offset into a binary file.</summary>
public sealed record HeaderRow(string Key, string Raw, int? Line, long? Byte);

/// <summary>One value the instrument reported, as written and as read.</summary>
public sealed record ReadingRow(string Name, string Raw, decimal? Value, string Unit, string Qualifier, int? Line, long? Byte);

/// <summary>How an endotherm of this run is integrated unless somebody says otherwise.</summary>
/// <remarks>
/// <c>Signal</c>: Which trace is the heat flow.
/// <c>SaysSign</c>: The file says which way heat taken up points.
/// <c>Tests</c>: Tests of the same sample that rest on pans.
/// </remarks>
public sealed record RunDsc(int Signal, bool SaysSign, double Lower, double Upper, BaselineKind Baseline, IReadOnlyList<RunTest> Tests);

/// <summary>A test that may use the run as a pan.</summary>
public sealed record RunTest(Guid Id, string Method, int Version, string State);

/// <summary>Reads a run for its page, and looks whether the kept file is still what was stored.</summary>
internal sealed class RunViewHandler(Db<AnalysisDb> analysis, Policy policy, FileStore files, TimeProvider clock)
{
    /// <exception cref="NoSuchRecord">No such run, or of another laboratory.</exception>
    public async Task<RunView> Handle(Guid id, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var run = await db.Runs.AsNoTracking().Include(run => run.File).SingleOrDefaultAsync(run => run.Id == id, ct) ?? throw new NoSuchRecord("run", id.ToString());
        policy.Demand(db.Who, AnalysisActs.Read, run);
        var work = await db.Cases.AsNoTracking().Where(work => work.Id == run.Sample).Select(work => new { work.Number, work.Goods }).SingleOrDefaultAsync(ct);
        var others = await db.Runs.AsNoTracking().Where(other => other.FileId == run.FileId).OrderBy(other => other.Number).Select(other => other.Id).ToListAsync(ct);
        return new RunView(
            run.Id, run.Number, FileOf(run.File), await Intact(run.FileSha256, ct), clock.GetUtcNow(), run.SampleName, run.Technique, run.MeasuredAt?.Raw, run.MeasuredAt?.Ambiguous == true,
            work?.Number, work?.Goods, run.PerformedBy, run.ReadAt, [.. run.Header.Select(entry => new HeaderRow(entry.Key, entry.Raw, entry.Place.Line, entry.Place.Byte))],
            [.. run.Readings.Select(RowOf)], run.Traces, run.Warnings, others, await Dsc(db, run, ct));
    }

    private static RunFile FileOf(InstrumentFile file) => new(
        file.Id, file.Name, file.Sha256, file.Length, file.Reader, file.ReaderVersion, file.Encoding, file.Ignored, file.UploadedByName, file.UploadedAt);

    private static ReadingRow RowOf(Reading reading) => new(
        reading.Name, reading.Raw, reading.Value, reading.Unit, reading.Qualifier.ToString(), reading.Place.Line, reading.Place.Byte);

    private async Task<bool> Intact(string sha256, CancellationToken ct)
    {
        try
        {
            await files.Read(sha256, ct);
            return true;
        }
        catch (RuleBroken gone) when (gone is FileDamaged or NoSuchRecord)
        {
            // The page says it, beside the hash; nothing else of the run needs the file.
            return false;
        }
    }

    private static async Task<RunDsc?> Dsc(AnalysisDb db, Run run, CancellationToken ct)
    {
        if (HeatingOfRun.HeatFlow(run) is not { } flow || await CalorimetryInForce.Of(db, run, ct) is not { } dsc) return null;
        var tests = await db.Tests.AsNoTracking().Where(test => test.CaseId == run.Sample && test.Method.Technique == Technique.Calorimetry)
            .Select(test => new { test.Id, test.Method.Code, test.Method.Version, test.State }).ToListAsync(ct);
        return new RunDsc(
            run.Traces.ToList().IndexOf(flow), flow.PositiveIsEndothermic is not null, dsc.LowerLimit, dsc.UpperLimit, dsc.Baseline,
            [.. tests.Select(test => new RunTest(test.Id, test.Code, test.Version, Test.Word(test.State)))]);
    }
}

/// <summary>The parameters a run's endotherm is looked at with: of the method its sample is planned with, else of the newest calorimetry.</summary>
internal static class CalorimetryInForce
{
    public static async Task<CalorimetryParameters?> Of(AnalysisDb db, Run run, CancellationToken ct)
    {
        var planned = await db.Tests.AsNoTracking().Where(test => test.CaseId == run.Sample && test.Method.Technique == Technique.Calorimetry).Select(test => test.Method).FirstOrDefaultAsync(ct);
        var method = planned ?? await db.Methods.AsNoTracking().Where(method => method.Technique == Technique.Calorimetry).OrderByDescending(method => method.Version).FirstOrDefaultAsync(ct);
        return method?.Parameters.Calorimetry;
    }
}
