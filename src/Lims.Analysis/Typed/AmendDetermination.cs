using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>Another text in the place of a determination's.</summary>
/// <param name="Determination">The determination.</param>
/// <param name="Text">As it should have been typed.</param>
/// <param name="Reason">Why (ISO/IEC 17025, 7.5.2).</param>
/// <param name="Revision">Of the determination, as the analyst saw it.</param>
internal sealed record AmendDetermination(Guid Determination, string Text, string Reason, long Revision);

/// <summary>Amends a determination with a reason and makes a new result; the old text stands in the audit, the old result beside the new one.</summary>
internal sealed class AmendDeterminationHandler(Db<AnalysisDb> analysis, Policy policy, TimeProvider clock)
{
    public async Task<Guid> Handle(AmendDetermination form, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var amended = await db.Determinations
            .Include(there => there.Test).ThenInclude(test => test.Case)
            .Include(there => there.Test).ThenInclude(test => test.Method)
            .Include(there => there.Test).ThenInclude(test => test.Determinations)
            .SingleOrDefaultAsync(there => there.Id == form.Determination, ct)
                ?? throw new NoSuchRecord("determination", form.Determination.ToString());
        var test = amended.Test;
        policy.Demand(db.Who, AnalysisActs.Amend, test);
        amended.MustBeAt(form.Revision);

        var faults = new List<Fault>();
        if (string.IsNullOrWhiteSpace(form.Reason))
            faults.Add(new(nameof(form.Reason), $"“{amended.Raw}” was recorded by {amended.RecordedByName}: say why it is amended."));
        var field = TypedField.Check(test.Method, amended.Quantity, form.Text, form.Reason);
        if (field.Fault is { } fault) faults.Add(new(nameof(form.Text), fault));
        FormRefused.ThrowIfAny(faults);

        db.Because(form.Reason);
        if (field.Truth is { } truth) amended.Amend(form.Text, truth);
        else amended.Amend(field.Number!);
        var finding = TypedEvaluation.Of(test.Method, test.Determinations, out var reason);
        if (finding is null) throw new FormRefused([new Fault(nameof(form.Text), reason!)]);
        test.Record(new Result(test, finding with { Remark = form.Reason.Trim() }, db.Who, clock.GetUtcNow()), AnalysisActs.Amend, db.Who, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return test.CurrentResult!.Value;
    }
}
