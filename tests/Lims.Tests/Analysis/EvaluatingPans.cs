using Lims.Analysis;
using Lims.Contracts;
using Lims.Kernel;
using Microsoft.EntityFrameworkCore;
using static Lims.Tests.Analysis.AnalysisRoom;

namespace Lims.Tests.Analysis;

/// <summary>A sample whose moisture is known and whose calorimeter files are there.</summary>
internal static class Bench
{
    public static async Task<Guid> Prepare(AnalysisRoom room, string[] sampleFiles, bool withMoisture = true, int more = 1)
    {
        var sample = await room.Receive();
        await room.Plan(sample, more: more);
        if (withMoisture) await room.Type(sample, "MOI-130", "12.41", "12.39");
        foreach (var name in sampleFiles.Concat(Batch.Select(pan => pan.File)))
            await room.Upload(sample, name, DscFiles.Demonstration(name));
        await room.Quiet();
        return sample;
    }

    public static readonly (string File, PanRole Role)[] Batch =
    [
        ("native-pan-1.calisto.txt", PanRole.Native), ("native-pan-2.calisto.txt", PanRole.Native), ("control-000.ta.txt", PanRole.Control0),
        ("control-050.ta.txt", PanRole.Control50), ("control-100.ta.txt", PanRole.Control100),
    ];

    /// <summary>The form an analyst would send: the named files as pans of the sample, the batch as it is.</summary>
    public static async Task<EvaluateDsc> Form(AnalysisRoom room, Guid sample, params string[] sampleFiles)
    {
        var work = await room.Case(sample);
        var test = work.Tests.Single(test => test.Method == "DG-DSC");
        await using var db = room.Tables();
        var lot = await db.ReferenceLots.Select(lot => lot.Id).SingleAsync(Ct);
        DscPan[] pans = [.. sampleFiles.Select(name => (name, PanRole.Sample)).Concat(Batch).Select(pan => new DscPan(work.Files.Single(file => file.Name == pan.Item1).Runs.Single().Id, pan.Item2))];
        return new EvaluateDsc(test.Id, pans, [], lot, null, null, null, null, test.Revision);
    }

    public static Task<Guid> Evaluate(AnalysisRoom room, EvaluateDsc form) => room.Do<EvaluateDscHandler, Guid>(Analyst, handler => handler.Handle(form, Ct));

    public static async Task<ResultRow> Result(AnalysisRoom room, Guid sample) => (await room.Test(sample, "DG-DSC")).Result!;
}

public class Evaluating_pans_of_a_sample
{
    private static readonly string[] Sample = ["sample-pan-1.ta.txt", "sample-pan-2.ta.txt"];

    [Fact]
    public async Task Every_pan_gives_back_the_enthalpy_it_holds_and_the_degree_is_83_percent()
    {
        await using var room = await Open();
        var sample = await Bench.Prepare(room, Sample);
        var id = await Bench.Evaluate(room, await Bench.Form(room, sample, Sample));

        await using var db = room.Tables();
        var evaluation = await db.DscEvaluations.SingleAsync(evaluation => evaluation.Id == id, Ct);
        var files = (await room.Case(sample)).Files;
        foreach (var pan in evaluation.Pans)
            Assert.Equal(DscFiles.True[files.Single(file => file.Runs.Single().Id == pan.Run).Name], pan.Enthalpy, 0.06);
        Assert.All(evaluation.Pans, pan => Assert.Equal(10, pan.HeatingRate, 0.05));
        var result = await Bench.Result(room, sample);
        Assert.Equal(100 * (1 - (1.905 / 11.205)), result.Value!.Value, 0.5);
        Assert.InRange(result.StandardUncertainty!.Value, 0.9, 1.8);
        Assert.Equal(2, result.Determinations);
        Assert.Matches(@"^8[23]\.\d ± [123]\.\d % \(k = [12]\.\d\d, 95 %, of starch\)$", result.Reported);
        Assert.Contains(result.Warnings, warning => warning.Contains("does not say which way heat taken up points; taken as down", StringComparison.Ordinal));
        Assert.Equal("recorded", (await room.Test(sample, "DG-DSC")).State);
    }

    [Fact]
    public async Task Without_the_moisture_of_the_same_portion_nothing_is_evaluated()
    {
        await using var room = await Open();
        var sample = await Bench.Prepare(room, Sample, withMoisture: false);
        var refused = await Assert.ThrowsAsync<FormRefused>(async () => await Bench.Evaluate(room, await Bench.Form(room, sample, Sample)));
        Assert.Equal("Moisture", Assert.Single(refused.Faults).Field);
    }

    [Fact]
    public async Task A_run_of_the_sample_that_is_not_used_needs_a_reason()
    {
        await using var room = await Open();
        var sample = await Bench.Prepare(room, [.. Sample, "undecided-pan-1.ta.txt"]);
        var form = await Bench.Form(room, sample, Sample);
        var left = (await room.Case(sample)).Files.Single(file => file.Name == "undecided-pan-1.ta.txt").Runs.Single().Id;

        var forgotten = await Assert.ThrowsAsync<FormRefused>(() => Bench.Evaluate(room, form));
        var silent = await Assert.ThrowsAsync<FormRefused>(() => Bench.Evaluate(room, form with { LeftOut = [new(left, " ")] }));
        var id = await Bench.Evaluate(room, form with { LeftOut = [new(left, "The lid was not sealed; water was lost.")] });

        Assert.Contains("neither used nor left out", forgotten.Message, StringComparison.Ordinal);
        Assert.Equal("LeftOut[0].Reason", Assert.Single(silent.Faults).Field);
        await using var db = room.Tables();
        Assert.Equal("The lid was not sealed; water was lost.", Assert.Single((await db.DscEvaluations.SingleAsync(e => e.Id == id, Ct)).LeftOut).Reason);
    }

    [Fact]
    public async Task Pans_beyond_r_are_refused_and_the_preview_shows_them_all_the_same()
    {
        await using var room = await Open();
        var sample = await Bench.Prepare(room, []);
        await room.Upload(sample, "a.txt", DscFiles.Scan("a", 1.5));
        await room.Upload(sample, "b.txt", DscFiles.Scan("b", 2.3));
        await room.Quiet();
        var form = await Bench.Form(room, sample, "a.txt", "b.txt");

        var refused = await Assert.ThrowsAsync<FormRefused>(() => Bench.Evaluate(room, form));
        var preview = await room.Do<EvaluateDscHandler, DscOutcome>(Analyst, handler => handler.Preview(form, Ct));

        Assert.Contains("more than r = 0.420 J/g", Assert.Single(refused.Faults).Text, StringComparison.Ordinal);
        Assert.Equal(7, preview.Pans.Count);
        Assert.NotEmpty(preview.Pans[0].Endotherm.Baseline);
        Assert.Equal("waiting", (await room.Test(sample, "DG-DSC")).State);
    }

    [Fact]
    public async Task Other_limits_than_the_method_has_need_a_reason_and_are_kept()
    {
        await using var room = await Open();
        var sample = await Bench.Prepare(room, Sample);
        var form = await Bench.Form(room, sample, Sample) with { LowerLimit = 52, UpperLimit = 82 };

        var refused = await Assert.ThrowsAsync<FormRefused>(() => Bench.Evaluate(room, form));
        var id = await Bench.Evaluate(room, form with { Reason = "A second endotherm begins at 88 °C." });

        Assert.Equal("Reason", Assert.Single(refused.Faults).Field);
        await using var db = room.Tables();
        var evaluation = await db.DscEvaluations.SingleAsync(evaluation => evaluation.Id == id, Ct);
        Assert.Equal((52.0, 82.0, "A second endotherm begins at 88 °C."), (evaluation.Settings.LowerLimit, evaluation.Settings.UpperLimit, evaluation.Reason!));
    }

    [Fact]
    public async Task Every_fault_of_the_form_is_told_at_its_pan()
    {
        await using var room = await Open();
        var sample = await Bench.Prepare(room, Sample);
        var form = await Bench.Form(room, sample, Sample);
        DscPan[] pans =
        [
            form.Pans[0] with { Mass = "4,02" }, form.Pans[1] with { EndothermIsPositive = true }, form.Pans[2] with { Moisture = "130" }, .. form.Pans.Skip(3),
            new(Ids.New(), PanRole.Sample),
        ];
        var refused = await Assert.ThrowsAsync<FormRefused>(() => Bench.Evaluate(room, form with { Pans = pans }));
        Assert.Equal(["Pans[0].Mass", "Pans[1].EndothermIsPositive", "Pans[2].Moisture", "Pans[7].Run"], refused.Faults.Select(fault => fault.Field).Order());
    }

    [Fact]
    public async Task A_moisture_that_is_amended_afterwards_asks_for_another_evaluation()
    {
        await using var room = await Open();
        var sample = await Bench.Prepare(room, Sample);
        await Bench.Evaluate(room, await Bench.Form(room, sample, Sample));
        var determination = (await room.Test(sample, "MOI-130")).Determinations[0];
        await room.Do<AmendDeterminationHandler, Guid>(Analyst, handler => handler.Handle(new AmendDetermination(determination.Id, "12.45", "Misread.", determination.Revision), Ct));
        var test = await room.Test(sample, "DG-DSC");

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => room.Do<SubmitTestHandler>(Analyst, handler => handler.Handle(new SubmitTest(test.Id, null, test.Revision), Ct)));
        Assert.Equal("moisture-amended", refused.Code);
        await Bench.Evaluate(room, await Bench.Form(room, sample, Sample));
        var again = await room.Test(sample, "DG-DSC");
        await room.Do<SubmitTestHandler>(Analyst, handler => handler.Handle(new SubmitTest(again.Id, null, again.Revision), Ct));
    }

    [Fact]
    public async Task The_second_stage_pools_what_the_plan_fixed_with_the_first_and_drops_none()
    {
        await using var room = await Open();
        string[] first = ["undecided-pan-1.ta.txt", "undecided-pan-2.ta.txt"];
        var sample = await Bench.Prepare(room, first);
        await Bench.Evaluate(room, await Bench.Form(room, sample, first));
        await Release.All(room, sample);
        var before = await Bench.Result(room, sample);

        await room.Tell(new PlanMoreWhenFurtherAnalysisRequested(), new FurtherAnalysisRequested(
            sample, "second-stage", "rice.gelatinization-degree", 1, 0.6, "undecided", new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero)));
        var work = await room.Case(sample);
        Assert.Equal((2, "in work"), (work.Stage, work.State));
        Assert.Equal("waiting", work.Tests.Single(test => test.Method == "DG-DSC").State);
        await room.Upload(sample, "undecided-pan-3.calisto.txt", DscFiles.Demonstration("undecided-pan-3.calisto.txt"));
        await room.Quiet();

        var tooFew = await Assert.ThrowsAsync<FormRefused>(async () =>
        {
            var form = await Bench.Form(room, sample, first);
            var third = (await room.Case(sample)).Files.Single(file => file.Name == "undecided-pan-3.calisto.txt").Runs.Single().Id;
            await Bench.Evaluate(room, form with { LeftOut = [new(third, "I like the first two better.")] });
        });
        var dropped = await Assert.ThrowsAsync<FormRefused>(async () =>
        {
            var form = await Bench.Form(room, sample, "undecided-pan-2.ta.txt", "undecided-pan-3.calisto.txt");
            var one = (await room.Case(sample)).Files.Single(file => file.Name == first[0]).Runs.Single().Id;
            await Bench.Evaluate(room, form with { LeftOut = [new(one, "Too high.")] });
        });
        await Bench.Evaluate(room, await Bench.Form(room, sample, [.. first, "undecided-pan-3.calisto.txt"]));
        await Release.All(room, sample);

        Assert.Contains("the plan fixed 1 for the second stage", tooFew.Message, StringComparison.Ordinal);
        Assert.Contains("belongs to the first stage", dropped.Message, StringComparison.Ordinal);
        var pooled = await Bench.Result(room, sample);
        Assert.Equal((2, 3), (before.Determinations, pooled.Determinations));
        Assert.True(pooled.StandardUncertainty < before.StandardUncertainty);
        var completed = await room.Sent<AnalysisCompleted>();
        Assert.Equal([1, 2], completed.Select(message => message.Stage));
        Assert.Equal(3, completed[1].Results.Single(result => result.Method == "DG-DSC").Determinations);
        Assert.Equal(5, completed[1].Results.Count);
    }
}
