using System.Globalization;
using Lims.Classification.Criteria;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Ui;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Thresholds;

/// <summary>A value the laboratory enters because the law leaves it to the authority.</summary>
/// <param name="Key">Made by the client; the same key twice is one setting.</param>
/// <param name="Code">Code of the threshold: <c>rice.gelatinization-degree.minimum</c>, <c>appeal.days</c>.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">UCUM code, that of the threshold.</param>
/// <param name="Citation">Where it stands written.</param>
/// <param name="IsDemonstration">True for a value that is law nowhere.</param>
/// <param name="From">First day, in the zone of the laboratory of the person who sets it.</param>
internal sealed record SetThreshold(Guid Key, string Code, decimal Value, string Unit, string Citation, bool IsDemonstration, DateOnly From);

/// <summary>The same as a person types it.</summary>
/// <param name="Key">Made by the page.</param>
/// <param name="Code">Code of the threshold.</param>
/// <param name="Value">A number with a point, as typed.</param>
/// <param name="Unit">UCUM code, that of the threshold.</param>
/// <param name="Citation">Where it stands written.</param>
/// <param name="IsDemonstration">True for a value that is law nowhere.</param>
/// <param name="From">A day, as typed.</param>
internal sealed record TypedThreshold(Guid Key, string Code, string Value, string Unit, string Citation, bool IsDemonstration, string From);

internal sealed class SetThresholdHandler(Db<ClassificationDb> classification, Policy policy, CriteriaCatalogue criteria, LaboratoryDays days, TimeProvider clock)
{
    public async Task Handle(SetThreshold form, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.SetThreshold);
        if (await db.ThresholdSettings.AnyAsync(there => there.Id == form.Key, ct)) throw new RuleBroken("duplicate-submission", $"“{form.Code}” is set so already; nothing was set twice.");
        FormRefused.ThrowIfAny(Faults(form));
        var from = await days.BeginningOf(form.From, db.Who.Laboratory, ct);
        db.Add(new ThresholdSetting(form.Key, form.Code, form.Value, form.Unit, form.Citation, form.IsDemonstration, from, db.Who, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Reads what was typed and sets it; every fault at once, those of the reading too.</summary>
    public async Task Handle(TypedThreshold form, CancellationToken ct)
    {
        var value = decimal.TryParse(form.Value.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : (decimal?)null;
        var from = TypedTimes.Day(form.From);
        var read = new SetThreshold(form.Key, form.Code, value ?? 1, form.Unit, form.Citation, form.IsDemonstration, from ?? DateOnly.MinValue);
        if (value is not null && from is not null)
        {
            await Handle(read, ct);
            return;
        }
        List<Fault> faults = [];
        if (value is null) faults.Add(new Fault(nameof(form.Value), $"“{form.Value}” is no number; one with a point is expected, like 80 or 99.5."));
        if (from is null) faults.Add(new Fault(nameof(form.From), $"“{form.From}” is no day; one like 1 Jan 2027 or 2027-01-01 is expected."));
        throw new FormRefused([.. faults, .. Faults(read)]);
    }

    private List<Fault> Faults(SetThreshold form)
    {
        var faults = new List<Fault>();
        var asked = criteria.Settable.FirstOrDefault(there => there.Code == form.Code);
        if (asked is null)
            faults.Add(new Fault(nameof(form.Code), $"“{form.Code}” is no threshold; there are "
                + $"{string.Join(", ", criteria.Settable.Select(there => there.Code))}."));
        else if (form.Unit != asked.Unit)
            faults.Add(new Fault(nameof(form.Unit), $"“{form.Unit}” was found; {asked.Name.ToLowerInvariant()} is in “{asked.Unit}”."));
        if (string.IsNullOrWhiteSpace(form.Citation)) faults.Add(new Fault(nameof(form.Citation), "Where the value stands written is "
            + "expected; a value without a source binds nobody."));
        if (form.Code == CriteriaCatalogue.AppealDays.Code && (form.Value < 1 || form.Value != decimal.Truncate(form.Value) || form.Value > 3650))
            faults.Add(new Fault(nameof(form.Value), FormattableString.Invariant($"“{form.Value}” is no number of days; a whole number from 1 to 3650 is expected.")));
        return faults;
    }
}
