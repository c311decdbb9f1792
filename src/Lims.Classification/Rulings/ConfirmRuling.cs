using System.Globalization;
using Lims.Classification.Criteria;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Rulings;

/// <summary>The second officer's signature under a ruling.</summary>
/// <param name="Ruling">The ruling.</param>
/// <param name="Revision">As seen: what is signed is what was read.</param>
/// <param name="Password">Typed for this signature.</param>
internal sealed record ConfirmRuling(Guid Ruling, long Revision, string Password);

internal sealed class ConfirmRulingHandler(Db<ClassificationDb> classification, Policy policy, Signer signer, ITariffNames names, LaboratoryDays days, TimeProvider clock)
{
    /// <summary>Issues it and says its number.</summary>
    public async Task<string> Handle(ConfirmRuling form, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        var ruling = await db.Rulings.SingleOrDefaultAsync(there => there.Id == form.Ruling, ct) ?? throw new NoSuchRecord("ruling", form.Ruling.ToString());
        policy.Demand(db.Who, ClassificationActs.ConfirmRuling, ruling);
        ruling.MustBeAt(form.Revision);
        var item = await db.Cases.SingleAsync(there => there.Id == ruling.Sample, ct);
        var now = clock.GetUtcNow();
        var today = await days.DayOf(now, ruling.PerformedBy, ct);
        var running = await db.NextNumber($"ruling/{today.Year.ToString(CultureInfo.InvariantCulture)}", ct);
        ruling.Confirm(string.Create(CultureInfo.InvariantCulture, $"R-{today.Year:0000}-{running:000000}"), db.Who, now);
        item.RuleOn(ruling, now);
        await signer.Sign(db, form.Password, Meaning.Issued, ruling, ruling.Canonical());
        var path = names.Path(ruling.Code, today);
        db.Add(new IssuedRuling(ruling, path.Count > 0 ? path[^1].Name : "", await Decided(db, ruling, ct), IssuedRuling.OrderOf(today.Year, running)));
        db.Publish(new RulingIssued(ruling.Id, ruling.Sample, ruling.Number!, ruling.Code, ruling.DeclaredCode, ruling.Goods, ruling.Reasoning, now));
        await db.SaveChangesAsync(ct);
        return ruling.Number!;
    }

    /// <summary>What was found of each thing the verdicts cited asked for.</summary>
    private static async Task<IReadOnlyList<DecidingNumber>> Decided(ClassificationDb db, Ruling ruling, CancellationToken ct)
    {
        var cited = ruling.Evidence.Where(reference => reference.Kind == "verdict").Select(reference => reference.Id).ToList();
        var evaluations = await db.Verdicts.AsNoTracking().Where(verdict => cited.Contains(verdict.Id)).OrderBy(verdict => verdict.Criterion).Select(verdict => verdict.Evaluation).ToListAsync(ct);
        return DecidedBy(evaluations);
    }

    /// <summary>What was found of each thing these evaluations asked for.</summary>
    public static IReadOnlyList<DecidingNumber> DecidedBy(IEnumerable<Evaluation> evaluations) =>
    [
        .. evaluations.SelectMany(evaluation => evaluation.Leaves).Where(leaf => leaf.Found is not null)
            .Select(leaf => new DecidingNumber(leaf.Name, Words.Short(leaf.Found!), leaf.Asked, leaf.Method ?? "")).Distinct(),
    ];
}

/// <summary>The second officer does not agree.</summary>
/// <param name="Ruling">The ruling.</param>
/// <param name="Revision">As seen.</param>
/// <param name="Reason">What the first officer is to mend.</param>
internal sealed record SendBackRuling(Guid Ruling, long Revision, string Reason);

internal sealed class SendBackRulingHandler(Db<ClassificationDb> classification, Policy policy, TimeProvider clock)
{
    public async Task Handle(SendBackRuling form, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        var ruling = await db.Rulings.SingleOrDefaultAsync(there => there.Id == form.Ruling, ct) ?? throw new NoSuchRecord("ruling", form.Ruling.ToString());
        policy.Demand(db.Who, ClassificationActs.SendBackRuling, ruling);
        ruling.MustBeAt(form.Revision);
        if (string.IsNullOrWhiteSpace(form.Reason)) throw new FormRefused([new Fault(nameof(form.Reason), "What the first officer is to "
            + "mend is expected.")]);
        var item = await db.Cases.SingleAsync(there => there.Id == ruling.Sample, ct);
        ruling.SendBack(form.Reason, db.Who, clock.GetUtcNow());
        item.RuleOn(ruling, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }
}
