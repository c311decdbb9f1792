using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Files;
using Lims.Metrology;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>How a run's endotherm should be looked at. Nothing is kept: an evaluation is an act of its own.</summary>
/// <param name="Run">The run.</param>
/// <param name="Lower">T₁, °C.</param>
/// <param name="Upper">T₂, °C.</param>
/// <param name="Baseline">The line under the peak.</param>
internal sealed record IntegrateRun(Guid Run, double Lower, double Upper, BaselineKind Baseline);

/// <summary>What an integration gives.</summary>
/// <remarks>
/// <c>Refusal</c>: Why there is none, quoting what is wrong; null where there is one.
/// <c>Area</c>: mJ, signed; heat taken up is positive.
/// <c>AreaUncertainty</c>: u, mJ: noise and placement of the baseline.
/// <c>HeatingRate</c>: K/min, from the file's time.
/// <c>X</c>: Of the baseline, in the file's unit of the axis.
/// <c>Y</c>: Of the baseline, in the file's unit of the signal, drawn its way.
/// </remarks>
internal sealed record RunIntegration(
    string? Refusal, double? Area, double? AreaUncertainty, double? HeatingRate, double? Onset, double? Peak, double? End, IReadOnlyList<double> X, IReadOnlyList<double> Y);

/// <summary>Integrates the endotherm of a run between two limits, for the eye.</summary>
internal sealed class IntegrateRunHandler(Db<AnalysisDb> analysis, Policy policy, FileStore files)
{
    public async Task<RunIntegration> Handle(IntegrateRun form, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var run = await db.Runs.AsNoTracking().SingleOrDefaultAsync(run => run.Id == form.Run, ct) ?? throw new NoSuchRecord("run", form.Run.ToString());
        policy.Demand(db.Who, AnalysisActs.Read, run);
        if (HeatingOfRun.HeatFlow(run) is not { } flow || await CalorimetryInForce.Of(db, run, ct) is not { } dsc)
            throw new RuleBroken("no-calorimetry", $"“{run.SampleName}” holds no heat flow over temperature: there is no endotherm to integrate.");
        if (!double.IsFinite(form.Lower) || !double.IsFinite(form.Upper)) return Refused("Both limits must be numbers in °C.");

        var sign = flow.PositiveIsEndothermic is { } up ? up ? EndothermSign.Positive : EndothermSign.Negative : dsc.SilentSign;
        var curve = await HeatingOfRun.Of(run, files, sign, null, ct);
        if (!curve.Succeeded) return Refused(curve.Refusal);
        var found = EndothermIntegration.Integrate(curve.Value, new EndothermSettings(form.Lower, form.Upper, form.Baseline, dsc.BaselinePoints, dsc.LimitShift));
        if (!found.Succeeded) return Refused(found.Refusal);
        var (x, y) = HeatingOfRun.InFile(flow, sign, found.Value.Baseline);
        return new RunIntegration(
            null, found.Value.Area.Value, found.Value.Area.StandardUncertainty, curve.Value.HeatingRate, found.Value.OnsetTemperature, found.Value.PeakTemperature,
            found.Value.EndTemperature, x, y);
    }

    private static RunIntegration Refused(string why) => new(why, null, null, null, null, null, null, [], []);
}
