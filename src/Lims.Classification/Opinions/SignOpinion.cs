using Lims.Classification.Cases;
using Lims.Classification.Tariff;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Opinions;

/// <summary>The laboratory's opinion, as the authorised person gives it.</summary>
/// <param name="Key">Made by the client; the same key twice is one opinion.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Revision">Of its case, as seen.</param>
/// <param name="Code">The tariff code the laboratory holds the goods to belong to.</param>
/// <param name="Basis">The grounds; may be empty where the opinion agrees with the worksheet, must say why where it does not.</param>
/// <param name="Password">Typed for this signature.</param>
internal sealed record SignOpinion(Guid Key, Guid Sample, long Revision, string Code, string Basis, string Password);

internal sealed class SignOpinionHandler(Db<ClassificationDb> classification, Policy policy, Signer signer, ITariffNames names, TimeProvider clock)
{
    /// <summary>Signs it and says its key.</summary>
    public async Task<Guid> Handle(SignOpinion form, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        if (await db.Opinions.AnyAsync(there => there.Id == form.Key, ct)) throw new RuleBroken("duplicate-submission", "This opinion is signed already; nothing was signed twice.");
        var item = await db.Cases.SingleOrDefaultAsync(there => there.Id == form.Sample, ct) ?? throw new NoSuchRecord("case", form.Sample.ToString());
        policy.Demand(db.Who, ClassificationActs.SignOpinion, item);
        item.MustBeAt(form.Revision);
        var verdicts = await db.Verdicts.Where(verdict => verdict.CaseId == item.Id && verdict.Round == item.Round).ToListAsync(ct);
        var proposed = VerdictWorksheetHandler.Proposed(verdicts.Select(verdict => verdict.Evaluation));
        var agrees = TariffCode.Same(proposed, form.Code);
        var now = clock.GetUtcNow();
        FormRefused.ThrowIfAny(Faults(form, proposed, agrees, DateOnly.FromDateTime(now.UtcDateTime)));

        var basis = string.IsNullOrWhiteSpace(form.Basis) ? string.Join(" ", verdicts.Select(verdict => verdict.Evaluation.Sentence)) : form.Basis.Trim();
        var opinion = new Opinion(form.Key, item, verdicts.FirstOrDefault(), TariffCode.WithPoints(form.Code), agrees, basis, db.Who, now);
        db.Add(opinion);
        await signer.Sign(db, form.Password, Meaning.Opinion, opinion, opinion.Canonical());
        item.Opine(opinion);
        db.Publish(new OpinionSigned(opinion.Id, item.Id, opinion.Code, agrees, basis, db.Who.Name, now));
        await db.SaveChangesAsync(ct);
        return opinion.Id;
    }

    private List<Fault> Faults(SignOpinion form, string? proposed, bool agrees, DateOnly today)
    {
        var faults = new List<Fault>();
        if (TariffCode.Digits(form.Code).Length < 4 || !names.Knows(form.Code, today))
            faults.Add(new Fault(nameof(form.Code), $"“{form.Code}” is no code of the tariff in force on {today.Iso()}; one like "
                + "1006.30 is expected."));
        else if (!agrees && string.IsNullOrWhiteSpace(form.Basis))
            faults.Add(new Fault(nameof(form.Basis), proposed is null
                ? "The worksheet leads to no single code; the grounds of the opinion are expected here."
                : $"The worksheet leads to {proposed}, the opinion says {TariffCode.WithPoints(form.Code)}; the reason why it differs "
                    + "is expected here."));
        return faults;
    }
}
