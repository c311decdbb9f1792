using Lims.Classification.Criteria;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Rulings;

/// <summary>That the declarant was told, and how: from this day the time for an appeal runs.</summary>
/// <param name="Ruling">The ruling.</param>
/// <param name="Revision">As seen.</param>
/// <param name="NotifiedOn">The day of the notice, in the laboratory's zone.</param>
/// <param name="How">Registered letter, portal, by hand, with its reference.</param>
internal sealed record NotifyDeclarant(Guid Ruling, long Revision, DateOnly NotifiedOn, string How);

internal sealed class NotifyDeclarantHandler(Db<ClassificationDb> classification, Policy policy, LaboratoryDays days, TimeProvider clock)
{
    /// <summary>Starts the appeal clock and says its last day.</summary>
    public async Task<DateOnly> Handle(NotifyDeclarant form, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        var ruling = await db.Rulings.SingleOrDefaultAsync(there => there.Id == form.Ruling, ct) ?? throw new NoSuchRecord("ruling", form.Ruling.ToString());
        policy.Demand(db.Who, ClassificationActs.NotifyDeclarant, ruling);
        ruling.MustBeAt(form.Revision);
        var now = clock.GetUtcNow();
        var today = await days.DayOf(now, ruling.PerformedBy, ct);
        var issued = await days.DayOf(ruling.IssuedAt!.Value, ruling.PerformedBy, ct);
        FormRefused.ThrowIfAny(Faults(form, issued, today));
        if (!(await ThresholdSetting.InForce(db, now, ct)).TryGetValue(CriteriaCatalogue.AppealDays.Code, out var set))
            throw new RuleBroken("appeal-days-missing", "Nobody has set how many days an appeal may take (appeal.days); the quality "
                + "manager enters it with its citation.");
        ruling.Notify(form.NotifiedOn, form.How, (int)set.Value, db.Who, now);
        db.Publish(new AppealClockStarted(ruling.Id, ruling.Sample, ruling.Number!, form.NotifiedOn, ruling.AppealUntil!.Value, now));
        await db.SaveChangesAsync(ct);
        return ruling.AppealUntil.Value;
    }

    private static List<Fault> Faults(NotifyDeclarant form, DateOnly issued, DateOnly today)
    {
        var faults = new List<Fault>();
        if (form.NotifiedOn > today) faults.Add(new Fault(nameof(form.NotifiedOn), $"“{form.NotifiedOn.Iso()}” has not come yet; at the "
            + $"laboratory it is {today.Iso()}."));
        if (form.NotifiedOn < issued) faults.Add(new Fault(nameof(form.NotifiedOn), $"“{form.NotifiedOn.Iso()}” lies before the ruling, "
            + $"which was issued on {issued.Iso()}."));
        if (string.IsNullOrWhiteSpace(form.How)) faults.Add(new Fault(nameof(form.How), "How the declarant was told is expected, with "
            + "its reference."));
        return faults;
    }
}
