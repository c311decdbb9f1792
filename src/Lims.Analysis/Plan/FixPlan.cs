using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>The coordinator's plan: tests, decision rule, and where wanted a second stage.</summary>
/// <param name="Case">The case (the sample's key).</param>
/// <param name="Methods">Codes of the methods to be used; null for all that were proposed.</param>
/// <param name="Rule">Name of the decision rule: <c>proven-95</c>.</param>
/// <param name="Confidence">0.95 for one wrong statement in twenty.</param>
/// <param name="SecondStageMethod">The method to add determinations to when the first stage is undecided; null for no second stage.</param>
/// <param name="SecondStageDeterminations">How many more.</param>
/// <param name="Reason">Why the plan is changed after the first reading; else null.</param>
/// <param name="Revision">Of the case, as the coordinator saw it.</param>
internal sealed record FixPlan(
    Guid Case, IReadOnlyList<string>? Methods, string Rule, double Confidence, string? SecondStageMethod, int SecondStageDeterminations, string? Reason,
    long Revision);

/// <summary>Fixes what is measured and by which rule it will be judged, before anybody knows a number.</summary>
internal sealed class FixPlanHandler(Db<AnalysisDb> analysis, Policy policy, TimeProvider clock)
{
    private const int MostDeterminations = 20;

    public async Task<IReadOnlyList<PlannedTest>> Handle(FixPlan form, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var work = await db.Cases.Include(work => work.Tests).ThenInclude(test => test.Method)
            .Include(work => work.Tests).ThenInclude(test => test.Determinations)
            .SingleOrDefaultAsync(work => work.Id == form.Case, ct) ?? throw new NoSuchRecord("sample", form.Case.ToString());
        policy.Demand(db.Who, AnalysisActs.Plan, work);
        work.MustBeAt(form.Revision);

        var now = clock.GetUtcNow();
        var inForce = await MethodsInForce.On(db, DateOnly.FromDateTime(now.UtcDateTime), ct);
        var wanted = form.Methods ?? [.. work.Tests.Select(test => test.Method.Code)];
        FormRefused.ThrowIfAny(Check(form, wanted, work, inForce));

        if (!string.IsNullOrWhiteSpace(form.Reason)) db.Because(form.Reason);
        foreach (var dropped in work.Tests.Where(test => !wanted.Contains(test.Method.Code)).ToList())
        {
            work.Tests.Remove(dropped);
            db.Remove(dropped);
        }
        work.FixPlan(RuleOf(form, work, inForce), form.SecondStageMethod, db.Who, now, form.Reason);
        foreach (var code in wanted.Distinct(StringComparer.Ordinal).Where(code => !work.Tests.Exists(test => test.Method.Code == code)))
            work.Tests.Add(new Test(work, inForce[code]));
        foreach (var test in work.Tests) test.Plan();
        work.Note("plan", form.Reason is { Length: > 0 } reason ? $"The plan was changed: {reason}" : $"The plan was fixed with {work.Tests.Count} tests and the rule {form.Rule}.", db.Who.Name, now);

        PlannedTest[] planned = [.. work.Tests.Select(test => new PlannedTest(test.Id, test.Method.Fact, test.Method.Code, test.Method.Version, test.Method.Name))];
        db.Publish(new TestsPlanned(work.Id, work.Number, planned, work.Rule!, now));
        await db.SaveChangesAsync(ct);
        return planned;
    }

    private static DecisionRuleFixed RuleOf(FixPlan form, Case work, Dictionary<string, Method> inForce)
    {
        if (form.SecondStageMethod is not { } code) return new DecisionRuleFixed(form.Rule.Trim(), form.Confidence, null);
        var fact = work.Tests.FirstOrDefault(test => test.Method.Code == code)?.Method.Fact ?? inForce[code].Fact;
        return new DecisionRuleFixed(form.Rule.Trim(), form.Confidence, new SecondStageFixed(fact, form.SecondStageDeterminations));
    }

    private static List<Fault> Check(FixPlan form, IReadOnlyList<string> wanted, Case work, Dictionary<string, Method> inForce)
    {
        var faults = new List<Fault>();
        if (string.IsNullOrWhiteSpace(form.Rule))
            faults.Add(new(nameof(form.Rule), "No decision rule was named: one such as proven-95 is expected, fixed before anything is measured."));
        if (form.Confidence is not (> 0.5 and < 1))
            faults.Add(new(nameof(form.Confidence), FormattableString.Invariant($"“{form.Confidence}” is no confidence: a number above 0.5 and below 1 is expected, such as 0.95.")));
        if (wanted.Count == 0) faults.Add(new(nameof(form.Methods), "No test is planned: at least one method is expected."));
        for (var i = 0; i < wanted.Count; i++)
        {
            if (!inForce.ContainsKey(wanted[i]) && !work.Tests.Exists(test => test.Method.Code == wanted[i]))
                faults.Add(new($"{nameof(form.Methods)}[{i}]", $"“{wanted[i]}” is no method in force today: one of {string.Join(", ", inForce.Keys.Order(StringComparer.Ordinal))} is expected."));
        }
        foreach (var measured in work.Tests.Where(test => !wanted.Contains(test.Method.Code) && test.State is not (TestState.Proposed or TestState.Waiting)))
            faults.Add(new(nameof(form.Methods), $"{measured.Method.Code} has readings already and stays in the plan: nothing that was measured is dropped."));
        CheckSecondStage(form, wanted, faults);
        return faults;
    }

    private static void CheckSecondStage(FixPlan form, IReadOnlyList<string> wanted, List<Fault> faults)
    {
        if (form.SecondStageMethod is not { } code) return;
        if (!wanted.Contains(code))
            faults.Add(new(nameof(form.SecondStageMethod), $"“{code}” is no method of this plan: one of {string.Join(", ", wanted)} is expected."));
        if (form.SecondStageDeterminations is < 1 or > MostDeterminations)
            faults.Add(new(nameof(form.SecondStageDeterminations), $"“{form.SecondStageDeterminations}” further determinations: 1 to {MostDeterminations} are expected."));
    }
}
