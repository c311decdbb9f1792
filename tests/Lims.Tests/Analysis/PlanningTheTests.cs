using Lims.Analysis;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using static Lims.Tests.Analysis.AnalysisRoom;

namespace Lims.Tests.Analysis;

public class Planning_the_tests_of_a_sample
{
    [Fact]
    public async Task What_is_asked_becomes_tests_by_the_method_versions_in_force()
    {
        await using var room = await Open();
        var work = await room.Case(await room.Receive());

        Assert.Equal("proposed", work.State);
        Assert.Equal(["DG-DSC v2", "DG-GA v1", "MOI-130 v3", "RICE-CT v2", "RICE-HUSK v1"], work.Tests.Select(test => $"{test.Method} v{test.MethodVersion}"));
        Assert.All(work.Tests, test => Assert.Equal("proposed", test.State));
    }

    [Fact]
    public async Task A_question_nobody_knows_is_noted_for_a_person()
    {
        await using var room = await Open();
        var work = await room.Case(await room.Receive("wool.fineness"));

        Assert.Empty(work.Tests);
        Assert.Contains("“wool.fineness”", Assert.Single(work.Notes, note => note.Kind == "no-method").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_fixes_the_rule_and_tells_the_others_before_anything_is_measured()
    {
        await using var room = await Open();
        var sample = await room.Receive();
        var refused = await Assert.ThrowsAsync<NotAllowed>(() => room.Type(sample, "RICE-HUSK", "no"));
        await room.Plan(sample, more: 2);

        Assert.Equal("state", refused.Code);
        var told = Assert.Single(await room.Sent<TestsPlanned>());
        Assert.Equal(5, told.Tests.Count);
        Assert.Equal(new DecisionRuleFixed("proven-95", 0.95, new SecondStageFixed("rice.gelatinization-degree", 2)), told.Rule);
        Assert.Equal("planned", (await room.Case(sample)).State);
    }

    [Fact]
    public async Task After_the_first_reading_the_plan_is_changed_only_with_a_reason_which_the_audit_keeps()
    {
        await using var room = await Open();
        var sample = await room.Receive();
        await room.Plan(sample);
        await room.Type(sample, "RICE-HUSK", "no");

        Assert.Equal("reason-needed", (await Assert.ThrowsAsync<RuleBroken>(() => Change(null))).Code);
        await Change("The customs office asked for 0.99 by letter of 20 November.");

        Assert.Equal(0.99, (await room.Case(sample)).Rule!.Confidence);
        Assert.Contains((await room.Audit(sample)), entry => entry.Because?.Contains("0.99 by letter", StringComparison.Ordinal) == true);

        async Task Change(string? reason) => await room.Do<FixPlanHandler, IReadOnlyList<PlannedTest>>(Coordinator, async handler =>
            await handler.Handle(new FixPlan(sample, null, "proven-99", 0.99, null, 0, reason, (await room.Case(sample)).Revision), Ct));
    }

    [Fact]
    public async Task A_test_with_readings_stays_in_the_plan_and_one_without_may_go()
    {
        await using var room = await Open();
        var sample = await room.Receive();
        await room.Plan(sample);
        await room.Type(sample, "RICE-HUSK", "no");

        var refused = await Assert.ThrowsAsync<FormRefused>(() => Keep("MOI-130", "RICE-CT"));
        await Keep("RICE-HUSK", "MOI-130");

        Assert.Contains("RICE-HUSK has readings already", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["MOI-130", "RICE-HUSK"], (await room.Case(sample)).Tests.Select(test => test.Method));

        async Task Keep(params string[] methods) => await room.Do<FixPlanHandler, IReadOnlyList<PlannedTest>>(Coordinator, async handler =>
            await handler.Handle(new FixPlan(sample, methods, "proven-95", 0.95, null, 0, "less is asked", (await room.Case(sample)).Revision), Ct));
    }

    [Fact]
    public async Task Every_fault_of_a_plan_is_told_at_its_field()
    {
        await using var room = await Open();
        var sample = await room.Receive();
        var work = await room.Case(sample);

        var refused = await Assert.ThrowsAsync<FormRefused>(() => room.Do<FixPlanHandler, IReadOnlyList<PlannedTest>>(Coordinator, handler =>
            handler.Handle(new FixPlan(sample, ["DG-NMR"], " ", 95, "DG-DSC", 0, null, work.Revision), Ct)));

        Assert.Equal(["Confidence", "Methods[0]", "Rule", "SecondStageDeterminations", "SecondStageMethod"], refused.Faults.Select(fault => fault.Field).Order());
        Assert.Contains(refused.Faults, fault => fault.Text.Contains("“DG-NMR”", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_saw_an_older_revision_or_belongs_to_another_laboratory_plans_nothing()
    {
        await using var room = await Open();
        var sample = await room.Receive();
        var form = new FixPlan(sample, null, "proven-95", 0.95, null, 0, null, 1);
        await room.Do<FixPlanHandler, IReadOnlyList<PlannedTest>>(Coordinator, handler => handler.Handle(form, Ct));

        await Assert.ThrowsAsync<StaleRecord>(() => room.Do<FixPlanHandler, IReadOnlyList<PlannedTest>>(Coordinator, handler => handler.Handle(form, Ct)));
        await Assert.ThrowsAsync<NoSuchRecord>(() => room.Do<FixPlanHandler, IReadOnlyList<PlannedTest>>(Person("Foreign", "ICN", [], Role.Coordinator), handler => handler.Handle(form, Ct)));
        var submitting = await Assert.ThrowsAsync<NotAllowed>(() => room.Do<FixPlanHandler, IReadOnlyList<PlannedTest>>(Person("Mira Cho", "BUS", [], Role.Coordinator), handler => handler.Handle(form, Ct)));
        Assert.Equal("laboratory", submitting.Code);
    }

    [Fact]
    public async Task Further_analysis_that_the_plan_did_not_fix_is_noted_and_opens_nothing()
    {
        await using var room = await Open();
        var sample = await room.Receive();
        await room.Plan(sample, secondStage: null, more: 0);
        var at = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        await room.Tell(new PlanMoreWhenFurtherAnalysisRequested(), new FurtherAnalysisRequested(sample, "second-stage", "rice.gelatinization-degree", 2, null, "undecided", at));
        await room.Tell(new PlanMoreWhenFurtherAnalysisRequested(), new FurtherAnalysisRequested(sample, "smaller-uncertainty", "rice.gelatinization-degree", 0, 0.31, "undecided", at));

        var work = await room.Case(sample);
        Assert.Equal(1, work.Stage);
        Assert.Contains(work.Notes, note => note.Text.Contains("the plan fixed none", StringComparison.Ordinal));
        Assert.Contains(work.Notes, note => note.Text.Contains("u is at most 0.31", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_sample_told_twice_is_one_case()
    {
        await using var room = await Open();
        var sample = await room.Receive();
        await using var db = room.Tables();
        var there = await db.Cases.AsNoTracking().SingleAsync(Ct);
        await room.Tell(new PlanTestsWhenSampleReceived(), new SampleReceived(
            sample, there.Number, "BUS", "CCL", there.Goods, there.DeclaredCode, there.Asked, there.Condition, there.Portions, there.SampledOn, there.ReceivedAt));

        Assert.Equal((1, 5), (await db.Cases.CountAsync(Ct), await db.Tests.CountAsync(Ct)));
    }
}
