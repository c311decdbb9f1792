using System.Globalization;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Intake;

/// <summary>The receiver's form: what came, how it looked, how it is split. Masses in grams.</summary>
/// <param name="Sample">Key of the sample.</param>
/// <param name="Revision">The revision the receiver saw.</param>
/// <param name="Condition">The item in words.</param>
/// <param name="Seals">One line for each set that came; the laboratory set is needed.</param>
/// <param name="Grams">Mass of the laboratory set.</param>
/// <param name="CounterSampleGrams">Put away before anything is opened.</param>
/// <param name="MoistureGrams">Closed airtight.</param>
/// <param name="Deviation">Needed where a seal is not as declared; null for none.</param>
internal sealed record ReceiveSample(
    Guid Sample, long Revision, string Condition, IReadOnlyList<SealSeen> Seals, decimal Grams, decimal CounterSampleGrams,
    decimal MoistureGrams, Deviation? Deviation);

/// <summary>Accepts a sample at the centre, splits it, and tells the house.</summary>
internal sealed class ReceiveSampleHandler(Db<IntakeDb> intake, Policy policy, TimeProvider clock)
{
    /// <returns>The portions in the order in which they were booked, the counter-sample first.</returns>
    /// <exception cref="FormRefused">With every fault at its field.</exception>
    /// <exception cref="RuleBroken"><c>seal-differs</c>, <c>seal-broken</c>, <c>seal-missing</c> without an accepted deviation.</exception>
    public async Task<IReadOnlyList<PortionBooked>> Handle(ReceiveSample form, CancellationToken ct)
    {
        await using var db = await intake.Open(ct);
        var sample = await db.Samples.Include(s => s.Sets).Include(s => s.CustodyEvents).AsSplitQuery().SingleOrDefaultAsync(s => s.Id == form.Sample, ct)
            ?? throw new NoSuchRecord("sample", form.Sample.ToString());
        sample.MustBeAt(form.Revision);
        policy.Demand(db.Who, IntakeActs.Receive, sample);
        var now = clock.GetUtcNow();
        sample.Receive(Check(form, sample), db.Who, now);
        List<PortionBooked> booked = [.. sample.Portions.Select(portion =>
            new PortionBooked(portion.Id, portion.Number, Portion.Code(portion.Purpose), portion.Grams, portion.Airtight))];
        db.Publish(new SampleReceived(
            sample.Id, sample.Number, sample.SubmittedBy, sample.PerformedBy, sample.Goods, sample.DeclaredCode,
            sample.Asked, sample.Condition!, booked, sample.SampledOn, now));
        await db.SaveChangesAsync(ct);
        return booked;
    }

    private static Reception Check(ReceiveSample form, Sample sample)
    {
        var check = new FieldCheck();
        var condition = check.Needed(nameof(form.Condition), form.Condition, "the item in words", 1000);
        check.Mass(nameof(form.Grams), form.Grams);
        check.Mass(nameof(form.CounterSampleGrams), form.CounterSampleGrams);
        check.Mass(nameof(form.MoistureGrams), form.MoistureGrams);
        if (form.Grams > 0 && form.CounterSampleGrams + form.MoistureGrams >= form.Grams)
            check.Refuse(nameof(form.CounterSampleGrams),
                $"Counter-sample “{Reception.Print(form.CounterSampleGrams)} g” and moisture portion “{Reception.Print(form.MoistureGrams)} g” "
                + $"leave nothing of {Reception.Print(form.Grams)} g to analyse.");
        var seals = Seals(check, form.Seals ?? [], sample);
        var deviation = form.Deviation is null ? null : new Deviation(
            check.Needed("Deviation.What", form.Deviation.What, "what is not as agreed", 400),
            check.Needed("Deviation.AnsweredBy", form.Deviation.AnsweredBy, "who of the submitting laboratory answered", 120),
            form.Deviation.AnsweredOn,
            check.Needed("Deviation.Reason", form.Deviation.Reason, "why the sample is accepted nevertheless", 400));
        if (form.Deviation is { AnsweredOn: var day } && day < sample.SampledOn)
            check.Refuse("Deviation.AnsweredOn",
                $"“{day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}” is before the sample was taken; the day of the answer is expected.");
        check.Done();
        return new Reception(condition, seals, form.Grams, form.CounterSampleGrams, form.MoistureGrams, deviation);
    }

    private static List<SealSeen> Seals(FieldCheck check, IReadOnlyList<SealSeen> seals, Sample sample)
    {
        var clean = new List<SealSeen>();
        if (!seals.Any(seen => seen.Set == SetPurpose.Laboratory))
            check.Refuse(nameof(ReceiveSample.Seals), "The laboratory set is not among the seals; how its seal was found is expected.");
        foreach (var (at, seen) in seals.Index())
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"Seals[{at}]");
            var seal = seen.State == SealState.Missing
                ? check.Optional($"{field}.Seal", seen.Seal, 60) ?? ""
                : check.Needed($"{field}.Seal", seen.Seal, "the seal's number as read", 60);
            if (sample.Sets.All(set => set.Purpose != seen.Set))
                check.Refuse($"{field}.Set", $"No {Reception.Words(seen.Set)} was declared.");
            else if (clean.Any(other => other.Set == seen.Set))
                check.Refuse($"{field}.Set", $"The {Reception.Words(seen.Set)} is there already; one line for each is expected.");
            clean.Add(seen with { Seal = seal });
        }
        return clean;
    }
}
