using Lims.Kernel;
using Lims.Kernel.Data;
using Lims.Kernel.Walk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Analysis;

/// <summary>30: the rule is fixed before anybody knows a number.</summary>
internal sealed class FixThePlan : WalkStep
{
    public override int Order => 30;

    public override string Title => "Fix the plan and the decision rule";

    public override string Actor => "coordinator";

    public override async Task<bool> Ready(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        await using var db = await scope.GetRequiredService<Db<AnalysisDb>>().Open(ct);
        return await db.Cases.AnyAsync(work => work.Id == notes.Sample, ct);
    }

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        var work = await WalkCase.Of(scope, notes, ct);
        var planned = await scope.GetRequiredService<FixPlanHandler>().Handle(new FixPlan(work.Id, null, "proven-95", 0.95, "DG-DSC", 2, null, work.Revision), ct);
        return $"{planned.Count} tests are planned ({string.Join(", ", planned.Select(test => $"{test.Method} v{test.MethodVersion}"))}); rule proven-95, second stage of 2 further pans.";
    }
}

/// <summary>40: what is typed in.</summary>
internal sealed class RecordTheTypedTests : WalkStep
{
    public override int Order => 40;

    public override string Title => "Record the inspection, the cooking time and the moisture";

    public override string Actor => "analyst";

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        await Type("RICE-HUSK", [new(Quantities.Inspected, "no")]);
        await Type("RICE-CT", [new(Quantities.Value, "8.5"), new(Quantities.Value, "9.0"), new(Quantities.Value, "8.5")]);
        await Type("MOI-130", [new(Quantities.Value, "12.41"), new(Quantities.Value, "12.38")]);
        var work = await WalkCase.Of(scope, notes, ct);
        return $"Parboiled in the husk: {Reported("RICE-HUSK")}; cooking time {Reported("RICE-CT")}; moisture {Reported("MOI-130")}.";

        async Task Type(string method, IReadOnlyList<TypedReading> readings)
        {
            var test = (await WalkCase.Of(scope, notes, ct)).Tests.Single(test => test.Method == method);
            await scope.GetRequiredService<RecordTypedHandler>().Handle(new RecordTyped(test.Id, readings, null, null, test.Revision), ct);
        }

        string Reported(string method) => work.Tests.Single(test => test.Method == method).Result!.Reported;
    }
}

/// <summary>50: the calorimeter's files, of two makers.</summary>
internal sealed class UploadTheDscFiles : WalkStep
{
    /// <summary>The files, and what each pan held.</summary>
    public static readonly IReadOnlyList<(string File, PanRole Role)> Files =
    [
        ("sample-pan-1.ta.txt", PanRole.Sample), ("sample-pan-2.ta.txt", PanRole.Sample), ("native-pan-1.calisto.txt", PanRole.Native),
        ("native-pan-2.calisto.txt", PanRole.Native), ("control-000.ta.txt", PanRole.Control0), ("control-050.ta.txt", PanRole.Control50),
        ("control-100.ta.txt", PanRole.Control100),
    ];

    public override int Order => 50;

    public override string Title => "Upload the calorimeter's files";

    public override string Actor => "analyst";

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        foreach (var (name, _) in Files)
        {
            using var content = new MemoryStream(notes.File("dsc/" + name).ToArray(), writable: false);
            await scope.GetRequiredService<ReceiveInstrumentFileHandler>().Handle(new ReceiveInstrumentFile(name, notes.Sample), content, ct);
        }
        return $"{Files.Count} export files are stored by their hash and are being read.";
    }
}

/// <summary>60: pans of the sample and of the native reference, with the three controls.</summary>
internal sealed class EvaluateTheDscFiles : WalkStep
{
    public override int Order => 60;

    public override string Title => "Evaluate the pans";

    public override string Actor => "analyst";

    public override async Task<bool> Ready(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        await using var db = await scope.GetRequiredService<Db<AnalysisDb>>().Open(ct);
        return await db.ReferenceLots.AnyAsync(lot => lot.Lot == DemonstrationLot.Lot, ct)
            && await db.Files.CountAsync(file => file.Sample == notes.Sample && file.State != FileState.Received, ct) == UploadTheDscFiles.Files.Count;
    }

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        var work = await WalkCase.Of(scope, notes, ct);
        if (work.Files.FirstOrDefault(file => file.State == "refused") is { } refused)
            throw new RuleBroken("file-refused", $"“{refused.Name}” was refused: {refused.Reason}");
        await using var db = await scope.GetRequiredService<Db<AnalysisDb>>().Open(ct);
        var lot = await db.ReferenceLots.Where(lot => lot.Lot == DemonstrationLot.Lot).Select(lot => lot.Id).SingleAsync(ct);
        var test = work.Tests.Single(test => test.Method == "DG-DSC");
        DscPan[] pans = [.. UploadTheDscFiles.Files.Select(file => new DscPan(work.Files.Single(there => there.Name == file.File).Runs.Single().Id, file.Role))];
        await scope.GetRequiredService<EvaluateDscHandler>().Handle(new EvaluateDsc(test.Id, pans, [], lot, null, null, null, null, test.Revision), ct);
        var result = (await WalkCase.Of(scope, notes, ct)).Tests.Single(test => test.Method == "DG-DSC").Result!;
        return $"Degree of gelatinization by calorimetry: {result.Reported}, from 2 pans of the sample and 2 of the native reference; the controls are within their limits.";
    }
}

/// <summary>70: the same fact by another method, which the criterion does not name.</summary>
internal sealed class RecordTheAbsorbances : WalkStep
{
    public override int Order => 70;

    public override string Title => "Record the absorbances of the glucoamylase method";

    public override string Actor => "analyst";

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        var test = (await WalkCase.Of(scope, notes, ct)).Tests.Single(test => test.Method == "DG-GA");
        await scope.GetRequiredService<RecordTypedHandler>().Handle(
            new RecordTyped(test.Id, [new(Quantities.Sample, "0.449"), new(Quantities.Blank, "0.031"), new(Quantities.Total, "0.538")], null, null, test.Revision), ct);
        return $"Degree of gelatinization by glucoamylase: {(await WalkCase.Of(scope, notes, ct)).Tests.Single(test => test.Method == "DG-GA").Result!.Reported}.";
    }
}

/// <summary>The case as its page shows it to the actor.</summary>
internal static class WalkCase
{
    public static Task<CaseWork> Of(IServiceProvider scope, WalkNotes notes, CancellationToken ct) =>
        scope.GetRequiredService<CaseWorkHandler>().Handle(notes.Sample, ct);
}
