using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Metrology;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>Everything the page of a test shows. Public, as are all that a page keeps between prerendering and its circuit.</summary>
/// <remarks>
/// <c>Test</c>: The test itself.
/// <c>Case</c>: Key of the sample.
/// <c>Change</c>: Of the whole case.
/// <c>Frame</c>: What may be typed.
/// <c>Earlier</c>: Results that stood before, newest first.
/// <c>Notes</c>: What was said about this test, newest first.
/// <c>Dsc</c>: For calorimetry; null for what is typed.
/// <c>SecondStage</c>: How many determinations the second stage asks for; null in the first.
/// <c>Me</c>: Who looks: the name a signature would carry.
/// </remarks>
public sealed record TestView(
    TestRow Test, Guid Case, long Change, string Number, string Goods, string SubmittedBy, string PerformedBy, DateTimeOffset ReceivedAt, TypedFrame Frame,
    IReadOnlyList<ResultRow> Earlier, IReadOnlyList<NoteRow> Notes, DscView? Dsc, int? SecondStage, string Me);

/// <summary>What the method asks of what is typed: its columns, and the numbers it takes.</summary>
/// <param name="Quantities">Columns of the grid, in order.</param>
/// <param name="Fewest">Determinations of a result.</param>
/// <param name="Repeatability">s_r, in the unit of a determination.</param>
/// <param name="Possible">What a determination can be at all.</param>
/// <param name="Plausible">What the validation covered.</param>
public sealed record TypedFrame(IReadOnlyList<string> Quantities, int Fewest, double? Repeatability, NumberRange? Possible, NumberRange? Plausible);

/// <summary>What the evaluation of pans begins with.</summary>
/// <param name="Standing">The evaluation behind the result that stands.</param>
/// <param name="Runs">Runs of this sample, and of nobody in particular, of this laboratory; newest first.</param>
/// <param name="Lots">Reference lots of this laboratory.</param>
/// <param name="Lower">T₁ of the method, °C.</param>
/// <param name="Upper">T₂ of the method, °C.</param>
/// <param name="Baseline">Of the method.</param>
/// <param name="Moisture">Of the sample, as reported; null where it is not determined yet.</param>
/// <param name="FewestPans">Of the sample, and of the native reference.</param>
public sealed record DscView(
    EvaluationRow? Standing, IReadOnlyList<PanRun> Runs, IReadOnlyList<LotRow> Lots, double Lower, double Upper, BaselineKind Baseline, string? Moisture, int FewestPans);

/// <summary>A run that may be a pan.</summary>
/// <remarks>
/// <c>Signal</c>: Which of its traces is the heat flow; null where none is.
/// <c>OfThisSample</c>: Uploaded for this sample: it is used, or left out with a reason.
/// <c>Mass</c>: As the file has it; null where it says nothing.
/// <c>SaysSign</c>: The file says which way heat taken up points.
/// <c>HasTime</c>: The file has a time, so its heating rate is known.
/// </remarks>
public sealed record PanRun(
    Guid Run, string File, string SampleName, DateTimeOffset ReadAt, int? Signal, bool OfThisSample, string? Mass, bool SaysSign, bool HasTime);

/// <summary>A reference lot.</summary>
public sealed record LotRow(Guid Id, string Lot, string Variety, double Enthalpy, double EnthalpyUncertainty, double Moisture, double MoistureUncertainty, string Source);

/// <summary>An evaluation of pans, kept or tried.</summary>
/// <remarks>
/// <c>Refusals</c>: Why it cannot be kept; empty for one that was.
/// <c>Reported</c>: The degree as it would be reported; null with refusals.
/// </remarks>
public sealed record EvaluationRow(
    string Lot, EndothermSettings Settings, IReadOnlyList<PanRow> Pans, IReadOnlyList<ControlRow> Controls, IReadOnlyList<RepeatabilityRow> Checks,
    double? SampleEnthalpy, double? SampleEnthalpyUncertainty, double? NativeEnthalpy, double? NativeEnthalpyUncertainty, IReadOnlyList<BudgetRow> Budget,
    IReadOnlyList<string> Warnings, IReadOnlyList<LeftOutRun> LeftOut, IReadOnlyList<string> Refusals, string? Reason, string? Reported, string? MadeBy, DateTimeOffset? MadeAt);

/// <summary>Reads a test for its page.</summary>
internal sealed class TestViewHandler(Db<AnalysisDb> analysis, Policy policy)
{
    private const int MostRuns = 60;

    /// <summary>By its own key, or by that of one of its results: the other modules are told results alone.</summary>
    /// <exception cref="NoSuchRecord">No such test, or of another laboratory.</exception>
    public async Task<TestView> Handle(Guid id, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        // The change number first: what happens while this is read moves it again, and the page reads once more instead of missing it.
        var change = await db.Tests.Where(test => test.Id == id || test.Results.Any(result => result.Id == id)).Select(test => (Guid?)test.Case.Id).SingleOrDefaultAsync(ct) is { } of
            ? await CaseChange.Of(db, of, ct) ?? 0 : 0;
        var test = await db.Tests.AsNoTracking().AsSplitQuery().Include(test => test.Case).Include(test => test.Method).Include(test => test.Determinations).Include(test => test.Results)
            .SingleOrDefaultAsync(test => test.Id == id || test.Results.Any(result => result.Id == id), ct) ?? throw new NoSuchRecord("test", id.ToString());
        policy.Demand(db.Who, AnalysisActs.Read, test);
        var work = test.Case;
        var standing = test.Results.Find(result => result.Id == test.CurrentResult);
        var notes = await db.CaseNotes.AsNoTracking().Where(note => note.Case.Id == work.Id && note.Test == test.Id).OrderByDescending(note => note.At)
            .Select(note => new NoteRow(note.Kind, note.Text, note.By, note.At, note.Test)).ToListAsync(ct);
        return new TestView(
            new TestRows(policy, db.Who).Of(test, standing), work.Id, change, work.Number, work.Goods, work.SubmittedBy, work.PerformedBy, work.ReceivedAt,
            FrameOf(test.Method), [.. test.Results.Where(result => result.Id != test.CurrentResult).OrderByDescending(result => result.MadeAt).Select(TestRows.Of)], notes,
            await Dsc(db, test, standing, ct), test.Stage > 1 ? work.Rule?.SecondStage?.Determinations : null, db.Who.Name);
    }

    private static TypedFrame FrameOf(Method method) => new(
        method.Technique switch
        {
            Technique.Inspection => [Quantities.Inspected],
            Technique.Replicates => [Quantities.Value],
            Technique.Absorbance => Quantities.Absorbances,
            _ => [],
        },
        method.Parameters.Determinations, method.Parameters.Repeatability, method.Parameters.Possible, method.Parameters.Plausible);

    private static async Task<DscView?> Dsc(AnalysisDb db, Test test, Result? standing, CancellationToken ct)
    {
        if (test.Method.Parameters.Calorimetry is not { } dsc) return null;
        var kept = standing?.Evaluation is { } key ? await db.DscEvaluations.AsNoTracking().SingleAsync(evaluation => evaluation.Id == key, ct) : null;
        var runs = await db.Runs.AsNoTracking().Include(run => run.File)
            .Where(run => run.Technique == "DSC" && run.PerformedBy == test.PerformedBy && (run.Sample == test.CaseId || run.Sample == null))
            .OrderByDescending(run => run.Sample).ThenByDescending(run => run.ReadAt).Take(MostRuns).ToListAsync(ct);
        var lots = await db.ReferenceLots.AsNoTracking().Where(lot => lot.PerformedBy == test.PerformedBy).OrderBy(lot => lot.Lot).Take(MostRuns)
            .Select(lot => new LotRow(lot.Id, lot.Lot, lot.Variety, lot.Enthalpy, lot.EnthalpyUncertainty, lot.Moisture, lot.MoistureUncertainty, lot.Source)).ToListAsync(ct);
        var moisture = await db.Tests.AsNoTracking().Where(other => other.CaseId == test.CaseId && other.Method.Fact == "moisture" && other.CurrentResult != null)
            .Join(db.Results, other => other.CurrentResult, result => result.Id, (_, result) => result.Reported).FirstOrDefaultAsync(ct);
        return new DscView(
            kept is null ? null : RowOf(kept, standing!), [.. runs.OrderBy(run => run.Sample is null).ThenBy(run => run.File.Name, StringComparer.Ordinal).Select(run => RunOf(run, test))], lots,
            dsc.LowerLimit, dsc.UpperLimit, dsc.Baseline, moisture, dsc.FewestPans);
    }

    private static PanRun RunOf(Run run, Test test)
    {
        var flow = HeatingOfRun.HeatFlow(run);
        var mass = run.Readings.FirstOrDefault(reading => reading.Name == "Sample mass");
        return new PanRun(
            run.Id, run.File.Name, run.SampleName, run.ReadAt, flow is null ? null : run.Traces.ToList().IndexOf(flow), run.Sample == test.CaseId,
            mass?.Value is { } inFile ? FormattableString.Invariant($"{inFile} {mass.Unit}").TrimEnd() : null, flow?.PositiveIsEndothermic is not null,
            flow is not null && run.Traces.Any(trace => trace.XName == "Time" && trace.Points == flow.Points));
    }

    private static EvaluationRow RowOf(DscEvaluation kept, Result result) => new(
        kept.ReferenceLotName, kept.Settings, kept.Pans, kept.Controls, kept.Checks, kept.SampleEnthalpy, kept.SampleEnthalpyUncertainty, kept.NativeEnthalpy,
        kept.NativeEnthalpyUncertainty, kept.Budget, kept.Warnings, kept.LeftOut, [], kept.Reason, result.Reported, kept.MadeBy, kept.MadeAt);
}

/// <summary>Tries an evaluation for the eye: everything is calculated and shown, refusals too, and nothing is kept.</summary>
internal sealed class TryDscHandler(EvaluateDscHandler evaluate, Db<AnalysisDb> analysis)
{
    /// <exception cref="FormRefused">What stands in the form cannot be calculated with.</exception>
    public async Task<EvaluationRow> Handle(EvaluateDsc form, CancellationToken ct)
    {
        var outcome = await evaluate.Preview(form, ct);
        await using var db = await analysis.Open(ct);
        var method = await db.Tests.Where(test => test.Id == form.Test).Select(test => test.Method).AsNoTracking().SingleAsync(ct);
        var lot = await db.ReferenceLots.AsNoTracking().SingleAsync(lot => lot.Id == form.ReferenceLot, ct);
        var dsc = method.Parameters.Calorimetry!;
        var settings = new EndothermSettings(form.LowerLimit ?? dsc.LowerLimit, form.UpperLimit ?? dsc.UpperLimit, form.Baseline ?? dsc.Baseline, dsc.BaselinePoints, dsc.LimitShift);
        var degree = outcome.Refusals.Count > 0 || outcome.Degree is not { } found
            ? null
            : new Measured(found.Value, found.StandardUncertainty, method.Unit, method.Basis, found.DegreesOfFreedom).Report(method.Parameters.Rounding).ToString();
        return new EvaluationRow(
            $"{lot.Lot}, {lot.Variety}", settings, [.. outcome.Pans.Select(pan => pan.Row)], outcome.Controls, outcome.Checks, outcome.Sample?.Value,
            outcome.Sample?.StandardUncertainty, outcome.Native?.Value, outcome.Native?.StandardUncertainty, outcome.Budget, outcome.Warnings, outcome.LeftOut, outcome.Refusals,
            form.Reason, degree, null, null);
    }
}
