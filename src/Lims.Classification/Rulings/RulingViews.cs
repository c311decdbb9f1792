using Lims.Classification.Criteria;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Audit;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Rulings;

/// <summary>Reads a ruling: whole for the two laboratories of its sample, the public extract for any other once it is issued.</summary>
internal sealed class RulingViews(
    Db<ClassificationDb> classification, FindRulingsHandler rulings, Policy policy, ITariffNames names, LaboratoryDays days, SigningKey key, TimeProvider clock)
{
    /// <summary>By its number, its key, or the number of its sample, in any case.</summary>
    public async Task<RulingView> Find(string number, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.FindRulings);
        var typed = number.Trim().ToUpperInvariant();
        var id = Guid.TryParse(typed, out var parsed) ? parsed : Guid.Empty;
        var ruling = await db.Rulings.AsNoTracking().SingleOrDefaultAsync(there => there.Number == typed || there.Id == id || there.SampleNumber == typed, ct);
        if (ruling is not null) return await Whole(db, ruling, ct);
        return await rulings.One(number, ct) is { } found ? Extract(found) : throw new NoSuchRecord("ruling", number);
    }

    /// <summary>Raised with every change; 0 for an extract, which never changes.</summary>
    public async Task<long> Change(Guid ruling, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.FindRulings);
        return await db.Rulings.Where(there => there.Id == ruling).Select(there => there.Revision).SingleOrDefaultAsync(ct);
    }

    private RulingView Extract(RulingFound found) => new(
        found.Ruling, 0, found.Number, Ruling.Issued, found.Code, names.Path(found.Code, Today), found.Goods, found.Reasoning, found.Laboratory, found.IssuedAt, found.Decided, found.Stands,
        null);

    private async Task<RulingView> Whole(ClassificationDb db, Ruling ruling, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = await days.DayOf(now, ruling.PerformedBy, ct);
        var item = await db.Cases.AsNoTracking().SingleAsync(there => there.Id == ruling.Sample, ct);
        var appeal = (await ThresholdSetting.InForce(db, now, ct)).GetValueOrDefault(CriteriaCatalogue.AppealDays.Code);
        var verdicts = ruling.Evidence.Where(reference => reference.Kind == "verdict").Select(reference => reference.Id).ToList();
        var evaluations = await db.Verdicts.AsNoTracking().Where(verdict => verdicts.Contains(verdict.Id)).OrderBy(verdict => verdict.Criterion).Select(verdict => verdict.Evaluation).ToListAsync(ct);
        return new(
            ruling.Id, ruling.Revision, ruling.Number, ruling.StateName, ruling.Code, names.Path(ruling.Code, today), ruling.Goods, ruling.Reasoning, ruling.PerformedBy, ruling.IssuedAt,
            ConfirmRulingHandler.DecidedBy(evaluations), names.Knows(ruling.Code, today),
            new RulingInside(
                ruling.Sample, ruling.SampleNumber, ruling.DeclaredCode, names.Path(ruling.DeclaredCode, today),
                [.. ruling.Steps.Select(step => new GriLine(step.Rule, step.Grounds, [.. step.Notes.Select(note => new NoteLine(note.Reference, note.Edition))], step.Outcome))],
                [.. ruling.Evidence.Select(reference => new EvidenceLine(reference.Kind, reference.Text, reference.Sha256, AddressOf(reference, ruling.SampleNumber)))],
                ruling.DrawnUpByName, ruling.ConfirmedByName, ruling.SentBackBecause,
                ruling is { NotifiedOn: { } on, AppealUntil: { } until } ? new AppealClock(on, ruling.NotifiedHow ?? "", until, until.DayNumber - today.DayNumber, ruling.HeldUntil) : null,
                (int?)appeal?.Value, appeal?.IsDemonstration ?? false,
                [.. ruling.History.Select(line => new HistoryLine(line.What, line.Who, line.At, line.Detail))],
                await Signatures(db, ruling, ct), today, Why(db.Who, ruling, item), db.Who.Name));
    }

    private Dictionary<string, string> Why(Who who, Ruling ruling, ClassificationCase item)
    {
        var why = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var act in new[] { ClassificationActs.ConfirmRuling, ClassificationActs.SendBackRuling, ClassificationActs.NotifyDeclarant })
        {
            if (policy.May(who, act, ruling) is { Yes: false } refused) why[act.Code] = refused.Why;
        }
        if (policy.May(who, ClassificationActs.DrawUpRuling, item) is { Yes: false } closed) why[ClassificationActs.DrawUpRuling.Code] = closed.Why;
        return why;
    }

    /// <summary>Each is recomputed over what the record holds now: a signature that does not bind it any more is shown as such.</summary>
    private async Task<IReadOnlyList<SignatureLine>> Signatures(ClassificationDb db, Ruling ruling, CancellationToken ct)
    {
        var opinions = ruling.Evidence.Where(reference => reference.Kind == "opinion").Select(reference => reference.Id).ToList();
        var signed = await db.Opinions.AsNoTracking().Where(opinion => opinions.Contains(opinion.Id)).ToDictionaryAsync(opinion => opinion.Id, ct);
        var signatures = await db.Set<Signature>().AsNoTracking().Where(signature => signature.RecordId == ruling.Id || opinions.Contains(signature.RecordId)).OrderBy(signature => signature.At)
            .ToListAsync(ct);
        return
        [
            .. signatures.Select(signature => new SignatureLine(
                signature.PersonName, signature.Meaning.ToString(), signature.At,
                signature.RecordId == ruling.Id ? signature.Binds(ruling, ruling.Canonical(), key)
                    : signed.TryGetValue(signature.RecordId, out var opinion) && signature.Binds(opinion, opinion.Canonical(), key))),
        ];
    }

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>Where another module or another page shows it.</summary>
    internal static string? AddressOf(EvidenceReference reference, string sample) => reference.Kind switch
    {
        "report" => $"/reports/{reference.Id}",
        "result" => $"/tests/{reference.Id}",
        "verdict" => $"/verdicts/{sample}",
        "opinion" => $"/verdicts/{sample}#opinion",
        _ => null,
    };
}
