using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Files;
using Lims.Metrology;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>A run as a pan.</summary>
/// <param name="Run">The run.</param>
/// <param name="Role">What the pan held.</param>
/// <param name="Mass">mg as weighed, typed; null takes the file's.</param>
/// <param name="Moisture">% of a reference or control, typed; null takes the lot's. The sample's comes from its moisture test.</param>
/// <param name="EndothermIsPositive">Which way heat taken up points, where the file does not say; null takes the method's.</param>
/// <param name="HeatingRate">K/min, for a file without time.</param>
internal sealed record DscPan(Guid Run, PanRole Role, string? Mass = null, string? Moisture = null, bool? EndothermIsPositive = null, double? HeatingRate = null);

/// <summary>How an analyst wants the pans of a test evaluated.</summary>
/// <param name="Test">The test.</param>
/// <param name="Pans">Runs with their roles.</param>
/// <param name="LeftOut">Runs uploaded for the sample that are not used, each with the reason.</param>
/// <param name="ReferenceLot">The native reference.</param>
/// <param name="LowerLimit">T₁, °C; null takes the method's.</param>
/// <param name="UpperLimit">T₂, °C; null takes the method's.</param>
/// <param name="Baseline">Null takes the method's.</param>
/// <param name="Reason">Why limits or baseline differ from the method's; else null.</param>
/// <param name="Revision">Of the test, as the analyst saw it.</param>
internal sealed record EvaluateDsc(
    Guid Test, IReadOnlyList<DscPan> Pans, IReadOnlyList<LeftOutRun> LeftOut, Guid ReferenceLot, double? LowerLimit, double? UpperLimit,
    BaselineKind? Baseline, string? Reason, long Revision);

/// <summary>Evaluates the pans of a test: <see cref="Preview"/> for the eye, <see cref="Handle"/> for the record.</summary>
internal sealed class EvaluateDscHandler(Db<AnalysisDb> analysis, Policy policy, FileStore files, TimeProvider clock)
{
    /// <summary>Calculates and shows everything, refusals too; keeps nothing.</summary>
    public async Task<DscOutcome> Preview(EvaluateDsc form, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        return (await Calculate(db, form, ct)).Outcome;
    }

    /// <summary>Calculates and keeps the evaluation with its result.</summary>
    /// <exception cref="FormRefused">Too few pans, pans beyond r, a control outside its limits, a curve that cannot be integrated.</exception>
    public async Task<Guid> Handle(EvaluateDsc form, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var (preparation, outcome) = await Calculate(db, form, ct);
        FormRefused.ThrowIfAny([.. outcome.Refusals.Select(refusal => new Fault(nameof(form.Pans), refusal))]);

        var (test, now, degree) = (preparation.Test, clock.GetUtcNow(), outcome.Degree!);
        var method = test.Method;
        var evaluation = new DscEvaluation(test, preparation.Lot, preparation.MoistureResult, preparation.Settings, outcome, form.Reason?.Trim(), db.Who.Name, now);
        db.Add(evaluation);
        var measured = new Measured(degree.Value, degree.StandardUncertainty, method.Unit, method.Basis, degree.DegreesOfFreedom, degree.Replicates);
        var finding = new Finding(measured, null, degree.Replicates!.Value, measured.Report(method.Parameters.Rounding).ToString())
        {
            AveragedPart = outcome.AveragedPart,
            Budget = outcome.Budget,
            Warnings = outcome.Warnings,
            Remark = form.Reason?.Trim(),
            Evaluation = evaluation.Id,
        };
        test.Record(new Result(test, finding, db.Who, now), AnalysisActs.Evaluate, db.Who, now);
        await db.SaveChangesAsync(ct);
        return evaluation.Id;
    }

    private async Task<(DscPreparation Preparation, DscOutcome Outcome)> Calculate(AnalysisDb db, EvaluateDsc form, CancellationToken ct)
    {
        var test = await db.Tests.Include(test => test.Case).Include(test => test.Method)
            .SingleOrDefaultAsync(test => test.Id == form.Test, ct) ?? throw new NoSuchRecord("test", form.Test.ToString());
        policy.Demand(db.Who, AnalysisActs.Evaluate, test);
        test.MustBeAt(form.Revision);
        var preparation = await DscPreparation.Of(db, files, test, form, ct);
        var outcome = DscCalculation.Evaluate(preparation.Pans, preparation.Settings, test.Method.Parameters, preparation.Lot);
        return (preparation, outcome with { Warnings = [.. preparation.Warnings, .. outcome.Warnings], LeftOut = [.. form.LeftOut] });
    }
}
