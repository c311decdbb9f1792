using System.Globalization;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Intake;

/// <summary>The submitter's form, as written on the papers that go with the sample.</summary>
/// <param name="Key">Made by the page when the form is opened; it becomes the sample's key, so that a form sent twice is one
/// sample.</param>
/// <param name="PerformedBy">Code of the laboratory that is asked.</param>
/// <param name="BasisKind">What gives the right to take the sample.</param>
/// <param name="BasisNumber">Number of the declaration, the seizure, the audit.</param>
/// <param name="BasisItem">Item of the declaration; null for another basis.</param>
/// <param name="DeclaredCode">Tariff code, with or without points.</param>
/// <param name="Goods">Description as declared.</param>
/// <param name="Origin">Two letters of ISO 3166-1; may be missing where nothing was declared.</param>
/// <param name="Importer">May be missing where nothing was declared.</param>
/// <param name="Consignment">What and how much the sample stands for: <c>12 containers, 300 t</c>.</param>
/// <param name="Packaging">Of the goods.</param>
/// <param name="SampledBy">Who took the sample.</param>
/// <param name="SampledAt">When, with offset.</param>
/// <param name="SamplingMethod">How: plan, card, tool.</param>
/// <param name="Sets">Sets of final samples.</param>
/// <param name="Asked">Codes of <see cref="Question"/>s.</param>
/// <param name="Urgency"><c>routine</c>, or why it cannot wait.</param>
internal sealed record SubmitSample(
    Guid Key, string PerformedBy, LegalBasisKind BasisKind, string BasisNumber, int? BasisItem, string DeclaredCode, string Goods, string? Origin, string? Importer,
    string Consignment, string Packaging, string SampledBy, DateTimeOffset SampledAt, string SamplingMethod, IReadOnlyList<SubmitSet> Sets,
    IReadOnlyList<string> Asked, string Urgency)
{
    /// <summary>The legal basis of the form.</summary>
    public LegalBasis Basis => new(BasisKind, BasisNumber, BasisItem);
}

/// <summary>One set on the form.</summary>
/// <param name="Purpose">For whom.</param>
/// <param name="Seal">The seal's number.</param>
/// <param name="Keeper">Who has it now.</param>
internal sealed record SubmitSet(SetPurpose Purpose, string Seal, string Keeper);

/// <summary>What a submission came to.</summary>
internal sealed record SubmittedAs(Guid Sample, string Number);

/// <summary>Gives a sample its number and tells the house.</summary>
internal sealed class SubmitSampleHandler(Db<IntakeDb> intake, Laboratories laboratories, ITariffNames tariff, Policy policy, TimeProvider clock)
{
    /// <exception cref="FormRefused">With every fault at its field.</exception>
    /// <exception cref="RuleBroken"><c>duplicate-submission</c>: the form, or the item of the declaration, has a number
    /// already.</exception>
    public async Task<SubmittedAs> Handle(SubmitSample form, CancellationToken ct)
    {
        await using var db = await intake.Open(ct);
        policy.Demand(db.Who, IntakeActs.Submit);
        var known = await laboratories.All(ct);
        var home = known.Single(laboratory => laboratory.Code == db.Who.Laboratory);
        var now = clock.GetUtcNow();
        var clean = SubmitSampleCheck.Check(form, home, known, tariff, now);

        // The counter's row is locked from here on: the look for an earlier submission and the new row are one step among all writers.
        var year = home.Day(now).Year;
        var running = await db.NextNumber(string.Create(CultureInfo.InvariantCulture, $"sample/{home.Code}/{year}"), ct);
        await RefuseSecond(db, clean, ct);
        var sample = Sample.Submit(clean, SampleNumber.Of(home.Code, year, running), home.Day(clean.SampledAt), db.Who, now);
        db.Add(sample);
        db.Publish(new SampleSubmitted(
            sample.Id, sample.Number, sample.SubmittedBy, sample.PerformedBy, sample.Goods, sample.DeclaredCode,
            sample.Basis, sample.Asked, sample.Urgency, now));
        await db.SaveChangesAsync(ct);
        return new SubmittedAs(sample.Id, sample.Number);
    }

    /// <summary>
    /// Refused and not answered with the first number: a form sent again may have been changed in between, and the person must see that
    /// only the first one counts.
    /// </summary>
    private static async Task RefuseSecond(IntakeDb db, SubmitSample form, CancellationToken ct)
    {
        var item = form.Basis.DeclarationItem;
        var there = await db.Samples
            .Where(sample => sample.Id == form.Key
                || (item != null && sample.DeclarationItem == item && sample.SubmittedBy == db.Laboratory && sample.ReturnedAt == null))
            .Select(sample => new { sample.Id, sample.Number, sample.Basis }).FirstOrDefaultAsync(ct);
        if (there is null) return;
        throw new RuleBroken("duplicate-submission", there.Id == form.Key
            ? $"This form was already submitted; its sample has the number {there.Number}."
            : $"“{there.Basis}” was already submitted by your laboratory; its sample has the number {there.Number}.");
    }
}
