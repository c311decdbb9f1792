using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>One field of the result grid.</summary>
/// <param name="Quantity"><c>inspected</c>, <c>value</c>, or <c>A_s</c>, <c>A_b</c>, <c>A_t</c>, <c>A_0</c>.</param>
/// <param name="Text">As typed.</param>
internal sealed record TypedReading(string Quantity, string Text);

/// <summary>What an analyst types of one test.</summary>
/// <param name="Test">The test.</param>
/// <param name="Readings">In the order of observation.</param>
/// <param name="Reason">Why a value outside the method's validated range stands; else null.</param>
/// <param name="ObservedAt">When it was observed; null for now.</param>
/// <param name="Revision">Of the test, as the analyst saw it.</param>
internal sealed record RecordTyped(Guid Test, IReadOnlyList<TypedReading> Readings, string? Reason, DateTimeOffset? ObservedAt, long Revision);

/// <summary>What the typed determinations would amount to.</summary>
/// <param name="Reported">As the report would print it.</param>
/// <param name="Determinations">How many, of all stages.</param>
/// <param name="Budget">Where the uncertainty comes from.</param>
/// <param name="Warnings">What to look at.</param>
internal sealed record TypedPreview(string Reported, int Determinations, IReadOnlyList<BudgetRow> Budget, IReadOnlyList<string> Warnings);

/// <summary>
/// Records typed determinations with their raw text and makes the result of them by the method's parameters. A second stage adds its determinations to
/// those of the first and makes the result of all.
/// </summary>
internal sealed class RecordTypedHandler(Db<AnalysisDb> analysis, Policy policy, TimeProvider clock)
{
    private static readonly TimeSpan ClocksMayDiffer = TimeSpan.FromMinutes(5);

    /// <summary>Makes the result of what is typed so far and keeps nothing.</summary>
    /// <exception cref="FormRefused">What is typed makes no result yet.</exception>
    public async Task<TypedPreview> Preview(RecordTyped form, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var (_, finding, _) = await Make(db, form, ct);
        return new(finding.Reported, finding.Determinations, finding.Budget, finding.Warnings);
    }

    /// <summary>Records what is typed and makes the result of it.</summary>
    /// <returns>The result's key.</returns>
    /// <exception cref="FormRefused">With every fault, each at its field.</exception>
    public async Task<Guid> Handle(RecordTyped form, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var (test, finding, now) = await Make(db, form, ct);
        test.Record(new Result(test, finding with { Remark = form.Reason?.Trim() }, db.Who, now), AnalysisActs.Record, db.Who, now);
        await db.SaveChangesAsync(ct);
        return test.CurrentResult!.Value;
    }

    private async Task<(Test Test, Finding Finding, DateTimeOffset Now)> Make(AnalysisDb db, RecordTyped form, CancellationToken ct)
    {
        var test = await db.Tests.Include(test => test.Case).Include(test => test.Method).Include(test => test.Determinations)
            .SingleOrDefaultAsync(test => test.Id == form.Test, ct) ?? throw new NoSuchRecord("test", form.Test.ToString());
        policy.Demand(db.Who, AnalysisActs.Record, test);
        test.MustBeAt(form.Revision);
        if (test.Method.Technique == Technique.Calorimetry)
            throw new RuleBroken("not-typed", $"{test.Method.Code} is evaluated from the calorimeter's files, not typed in.");

        var now = clock.GetUtcNow();
        var faults = new List<Fault>();
        if (form.ObservedAt > now + ClocksMayDiffer)
            faults.Add(new(nameof(form.ObservedAt), FormattableString.Invariant($"“{form.ObservedAt:yyyy-MM-dd HH:mm zzz}” has not come yet: the time of the observation is expected.")));
        var made = Determinations(test, form, db.Who, now, faults);
        FormRefused.ThrowIfAny(faults);

        test.Determinations.AddRange(made);
        var finding = TypedEvaluation.Of(test.Method, test.Determinations, out var reason);
        if (finding is null) throw new FormRefused([new Fault(nameof(form.Readings), reason!)]);
        CheckSecondStage(test, made);
        return (test, finding, now);
    }

    private static List<Determination> Determinations(Test test, RecordTyped form, Who who, DateTimeOffset now, List<Fault> faults)
    {
        var made = new List<Determination>();
        var next = test.Determinations.GroupBy(there => there.Quantity, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Max(d => d.Number), StringComparer.Ordinal);
        var observed = (form.ObservedAt ?? now).ToUniversalTime();
        if (form.Readings.Count == 0) faults.Add(new(nameof(form.Readings), "Nothing was typed: at least one determination is expected."));
        for (var i = 0; i < form.Readings.Count; i++)
        {
            var (quantity, text) = form.Readings[i];
            var checkedField = TypedField.Check(test.Method, quantity, text, form.Reason);
            if (checkedField.Fault is { } fault)
            {
                faults.Add(new($"{nameof(form.Readings)}[{i}].{nameof(TypedReading.Text)}", fault));
                continue;
            }
            if (checkedField.Truth is { } truth && made.Count > 0)
            {
                faults.Add(new($"{nameof(form.Readings)}[{i}].{nameof(TypedReading.Text)}", $"“{text}” is a second answer: an inspection has one."));
                continue;
            }
            var number = next[quantity] = next.GetValueOrDefault(quantity) + 1;
            made.Add(checkedField.Truth is { } yes
                ? Determination.Of(test, text, yes, who, observed, now)
                : Determination.Of(test, quantity, number, checkedField.Number!, who, observed, now));
        }
        return made;
    }

    /// <summary>In the second stage exactly as many as the plan fixed: one more, or one less, would be a choice made with the numbers in view.</summary>
    private static void CheckSecondStage(Test test, List<Determination> made)
    {
        if (test.Stage == 1 || test.Case.Rule?.SecondStage is not { } planned) return;
        var main = test.Method.Technique == Technique.Absorbance ? Quantities.Sample : Quantities.Value;
        var count = made.Count(determination => determination.Quantity == main);
        if (count != planned.Determinations)
            throw new FormRefused([new Fault(nameof(RecordTyped.Readings), $"{count} determinations were typed: the plan fixed {planned.Determinations} for the second stage, no more and no less.")]);
    }
}
