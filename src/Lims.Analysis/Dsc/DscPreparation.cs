using Lims.Kernel;
using Lims.Kernel.Files;
using Lims.Metrology;
using Microsoft.EntityFrameworkCore;
using Qualifier = Lims.Contracts.Readings.Qualifier;

namespace Lims.Analysis;

/// <summary>
/// What an evaluation needs, gathered and checked: every run of the sample used or left out with a reason, every mass and moisture known, every curve read.
/// All faults are told at once.
/// </summary>
internal sealed class DscPreparation
{
    private readonly List<Fault> faults = [];

    private DscPreparation(Test test, ReferenceLot lot, EndothermSettings settings) => (Test, Lot, Settings) = (test, lot, settings);

    public Test Test { get; }

    public ReferenceLot Lot { get; }

    public EndothermSettings Settings { get; }

    public List<Pan> Pans { get; } = [];

    public List<string> Warnings { get; } = [];

    public Guid MoistureResult { get; private set; }

    /// <summary>Gathers it all.</summary>
    /// <exception cref="FormRefused">With every fault.</exception>
    public static async Task<DscPreparation> Of(AnalysisDb db, FileStore files, Test test, EvaluateDsc form, CancellationToken ct)
    {
        if (test.Method.Parameters.Calorimetry is not { } dsc)
            throw new RuleBroken("no-calorimetry", $"{test.Method.Code} does not rest on a calorimeter's files.");
        var lot = await db.ReferenceLots.SingleOrDefaultAsync(lot => lot.Id == form.ReferenceLot, ct)
            ?? throw new NoSuchRecord("reference lot", form.ReferenceLot.ToString());
        var preparation = new DscPreparation(test, lot, SettingsOf(dsc, form));
        preparation.CheckSettings(dsc, form);
        var moisture = await preparation.MoistureOfSample(db, ct);
        var runs = await preparation.RunsOf(db, form, ct);
        await preparation.CheckStages(db, form, ct);
        for (var i = 0; i < form.Pans.Count; i++)
        {
            if (runs.TryGetValue(form.Pans[i].Run, out var run))
                await preparation.AddPan(form.Pans[i], $"Pans[{i}]", run, moisture, dsc, files, ct);
        }
        FormRefused.ThrowIfAny(preparation.faults);
        return preparation;
    }

    private static EndothermSettings SettingsOf(CalorimetryParameters dsc, EvaluateDsc form) => new(
        form.LowerLimit ?? dsc.LowerLimit, form.UpperLimit ?? dsc.UpperLimit, form.Baseline ?? dsc.Baseline, dsc.BaselinePoints, dsc.LimitShift);

    private void CheckSettings(CalorimetryParameters dsc, EvaluateDsc form)
    {
        var asInMethod = Settings.LowerLimit == dsc.LowerLimit && Settings.UpperLimit == dsc.UpperLimit && Settings.Baseline == dsc.Baseline;
        if (!asInMethod && string.IsNullOrWhiteSpace(form.Reason))
            Refuse(nameof(form.Reason), FormattableString.Invariant($"{Settings.LowerLimit} °C to {Settings.UpperLimit} °C with a {Settings.Baseline} baseline differs from the method ({dsc.LowerLimit} °C to {dsc.UpperLimit} °C, {dsc.Baseline}): say why."));
    }

    /// <summary>The moisture of the same ground portion: the result of this case's own moisture test, approved or recorded.</summary>
    private async Task<Measured?> MoistureOfSample(AnalysisDb db, CancellationToken ct)
    {
        var moisture = await db.Tests.AsNoTracking().Include(test => test.Method).Include(test => test.Results)
            .Where(test => test.CaseId == Test.CaseId && test.Method.Fact == "moisture" && test.CurrentResult != null).FirstOrDefaultAsync(ct);
        var result = moisture?.Results.Single(result => result.Id == moisture.CurrentResult);
        if (result?.AsMeasured(moisture!.Method) is not { } measured)
        {
            Refuse("Moisture", "There is no moisture result of this sample yet: determine the moisture of the same ground portion first.");
            return null;
        }
        MoistureResult = result.Id;
        return measured;
    }

    private async Task<Dictionary<Guid, Run>> RunsOf(AnalysisDb db, EvaluateDsc form, CancellationToken ct)
    {
        var wanted = form.Pans.Select(pan => pan.Run).Concat(form.LeftOut.Select(left => left.Run)).ToList();
        var runs = await db.Runs.AsNoTracking().Where(run => wanted.Contains(run.Id) || (run.Sample == Test.CaseId && run.Technique == "DSC")).ToDictionaryAsync(run => run.Id, ct);
        for (var i = 0; i < form.Pans.Count; i++)
        {
            var pan = form.Pans[i];
            if (!runs.TryGetValue(pan.Run, out var run)) Refuse($"Pans[{i}].Run", $"There is no run {pan.Run}.");
            else if (run.PerformedBy != Test.PerformedBy)
                Refuse($"Pans[{i}].Run", $"“{run.SampleName}” was measured by another laboratory.");
            else if (pan.Role == PanRole.Sample && run.Sample != Test.CaseId)
                Refuse($"Pans[{i}].Role", $"“{run.SampleName}” was not uploaded for this sample: a run of {Test.Case.Number} is expected.");
            if (form.Pans.Take(i).Any(earlier => earlier.Run == pan.Run))
                Refuse($"Pans[{i}].Run", $"“{run?.SampleName}” stands twice among the pans.");
        }
        for (var i = 0; i < form.LeftOut.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(form.LeftOut[i].Reason))
                Refuse($"LeftOut[{i}].Reason", "Say why this run is left out: choosing among runs with the numbers in view proves nothing.");
            if (!runs.ContainsKey(form.LeftOut[i].Run)) Refuse($"LeftOut[{i}].Run", $"There is no run {form.LeftOut[i].Run}.");
        }
        foreach (var forgotten in runs.Values.Where(run => run.Sample == Test.CaseId && !wanted.Contains(run.Id)))
            Refuse("LeftOut", $"“{forgotten.SampleName}” was uploaded for this sample and is neither used nor left out: use it, or say why not.");
        return runs;
    }

    /// <summary>The second stage adds exactly what the plan fixed to the pans of the first, and drops none of them.</summary>
    private async Task CheckStages(AnalysisDb db, EvaluateDsc form, CancellationToken ct)
    {
        if (Test.Stage == 1) return;
        var first = await db.DscEvaluations.AsNoTracking().Where(evaluation => evaluation.Test.Id == Test.Id && evaluation.Stage == 1)
            .OrderByDescending(evaluation => evaluation.MadeAt).FirstAsync(ct);
        FirstStage = [.. first.Pans.Where(pan => pan.Role == PanRole.Sample).Select(pan => pan.Run)];
        foreach (var dropped in first.Pans.Where(pan => pan.Role == PanRole.Sample && !form.Pans.Any(now => now.Run == pan.Run && now.Role == PanRole.Sample)))
            Refuse(nameof(form.Pans), $"“{dropped.Name}” belongs to the first stage: all pans of both stages are pooled, none is dropped.");
        var more = form.Pans.Count(pan => pan.Role == PanRole.Sample && !FirstStage.Contains(pan.Run));
        var planned = Test.Case.Rule!.SecondStage!.Determinations;
        if (more != planned)
            Refuse(nameof(form.Pans), $"{more} further pan(s) of the sample: the plan fixed {planned} for the second stage, no more and no less.");
    }

    private IReadOnlyList<Guid> FirstStage { get; set; } = [];

    private async Task AddPan(DscPan pan, string field, Run run, Measured? ofSample, CalorimetryParameters dsc, FileStore files, CancellationToken ct)
    {
        var mass = Mass(pan, field, run, dsc);
        var moisture = pan.Role == PanRole.Sample ? ofSample : MoistureOfReference(pan, field);
        if (pan.Role == PanRole.Sample && !string.IsNullOrWhiteSpace(pan.Moisture))
            Refuse($"{field}.Moisture", $"“{pan.Moisture}”: the sample's moisture comes from its own moisture test and is not typed here.");
        var sign = Sign(pan, field, run, dsc);
        var curve = await HeatingOfRun.Of(run, files, sign, pan.HeatingRate, ct);
        if (!curve.Succeeded) Refuse($"{field}.Run", curve.Refusal);
        if (!curve.Succeeded || mass is null || moisture is null) return;
        var stage = Test.Stage > 1 && pan.Role == PanRole.Sample && !FirstStage.Contains(run.Id) ? Test.Stage : 1;
        Pans.Add(new Pan(run.Id, run.SampleName, pan.Role, stage, curve.Value, sign == EndothermSign.Positive, mass, moisture));
    }

    private Measured? Mass(DscPan pan, string field, Run run, CalorimetryParameters dsc)
    {
        var inFile = run.Readings.FirstOrDefault(reading => reading.Name == "Sample mass" && reading is { Value: > 0, Qualifier: Qualifier.None });
        var milligrams = inFile?.Unit switch { "mg" => inFile.Value, "g" => inFile.Value * 1000, "ug" => inFile.Value / 1000, _ => null };
        if (!string.IsNullOrWhiteSpace(pan.Mass))
        {
            var typed = TypedNumber.Read(pan.Mass, out var reason);
            if (typed is null or { IsBound: true } or { Value: <= 0 })
            {
                Refuse($"{field}.Mass", reason ?? $"“{pan.Mass}” is no mass: mg above 0 are expected.");
                return null;
            }
            if (milligrams is { } other && other != typed.Value)
                Warnings.Add(FormattableString.Invariant($"“{run.SampleName}”: {typed.Value} mg was typed, the file says {other} mg."));
            milligrams = typed.Value;
        }
        if (milligrams is null) Refuse($"{field}.Mass", $"The file of “{run.SampleName}” gives no mass: type it, in mg as weighed.");
        return milligrams is { } mg ? new Measured((double)mg, dsc.Balance, "mg", Metrology.Basis.AsIs) : null;
    }

    private Measured? MoistureOfReference(DscPan pan, string field)
    {
        if (string.IsNullOrWhiteSpace(pan.Moisture)) return Lot.AsMoisture;
        var typed = TypedNumber.Read(pan.Moisture, out var reason);
        if (typed is not null and { IsBound: false, Value: >= 0 and < 100 })
            return new Measured((double)typed.Value, Lot.MoistureUncertainty, "%", Metrology.Basis.AsIs);
        Refuse($"{field}.Moisture", reason ?? $"“{pan.Moisture}” is no moisture: 0 to below 100 % is expected.");
        return null;
    }

    private EndothermSign Sign(DscPan pan, string field, Run run, CalorimetryParameters dsc)
    {
        var inFile = HeatingOfRun.HeatFlow(run)?.PositiveIsEndothermic;
        if (inFile is { } said && pan.EndothermIsPositive is { } typed && said != typed)
            Refuse($"{field}.EndothermIsPositive", $"The file of “{run.SampleName}” says itself which way heat taken up points, and not as chosen here.");
        if (inFile is null && pan.EndothermIsPositive is null)
            Warnings.Add($"The file of “{run.SampleName}” does not say which way heat taken up points; taken as {(dsc.SilentSign == EndothermSign.Positive ? "up" : "down")}, as the method has it.");
        var positive = inFile ?? pan.EndothermIsPositive ?? dsc.SilentSign == EndothermSign.Positive;
        return positive ? EndothermSign.Positive : EndothermSign.Negative;
    }

    private void Refuse(string field, string text) => faults.Add(new Fault(field, text));
}
