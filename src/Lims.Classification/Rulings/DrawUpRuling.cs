using Lims.Classification.Tariff;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Rulings;

/// <summary>What the officer sets down.</summary>
/// <param name="Key">Made by the client; becomes the ruling's key. After it was sent back, the ruling keeps the key it has.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Revision">Of its case, as seen.</param>
/// <param name="Code">The heading or subheading.</param>
/// <param name="Reasoning">The grounds, in words.</param>
/// <param name="Steps">The General Interpretative Rules tried, from GRI 1 on.</param>
/// <param name="Evidence">Keys of the report, verdicts, opinion and results it rests on.</param>
internal sealed record DrawUpRuling(Guid Key, Guid Sample, long Revision, string Code, string Reasoning, IReadOnlyList<GriStep> Steps, IReadOnlyList<Guid> Evidence);

internal sealed class DrawUpRulingHandler(Db<ClassificationDb> classification, Policy policy, ITariffNames names, TimeProvider clock)
{
    /// <summary>Draws it up and says its key.</summary>
    public async Task<Guid> Handle(DrawUpRuling form, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        var item = await db.Cases.SingleOrDefaultAsync(there => there.Id == form.Sample, ct) ?? throw new NoSuchRecord("case", form.Sample.ToString());
        var ruling = await db.Rulings.SingleOrDefaultAsync(there => there.Sample == form.Sample, ct);
        if (ruling?.Id == form.Key && ruling.StateName != Ruling.SentBack) throw new RuleBroken("duplicate-submission", $"This ruling is {ruling.StateName} already; nothing was written twice.");
        policy.Demand(db.Who, ClassificationActs.DrawUpRuling, item);
        item.MustBeAt(form.Revision);
        var now = clock.GetUtcNow();
        var evidence = await Known(db, item, ct);
        FormRefused.ThrowIfAny(Faults(form, evidence, DateOnly.FromDateTime(now.UtcDateTime)));

        if (ruling is null) db.Add(ruling = Ruling.For(form.Key, item));
        else db.Because($"Sent back by the second officer: {ruling.SentBackBecause}");
        ruling.DrawUp(form.Code, form.Reasoning, form.Steps, [.. form.Evidence.Distinct().Select(id => evidence[id])], db.Who, now);
        item.RuleOn(ruling, now);
        await db.SaveChangesAsync(ct);
        return ruling.Id;
    }

    /// <summary>All a ruling on this sample can rest on.</summary>
    internal static async Task<Dictionary<Guid, EvidenceReference>> Known(ClassificationDb db, ClassificationCase item, CancellationToken ct)
    {
        var verdicts = await db.Verdicts.Where(verdict => verdict.CaseId == item.Id).ToListAsync(ct);
        var opinions = await db.Opinions.Where(opinion => opinion.Sample == item.Id).ToListAsync(ct);
        IEnumerable<EvidenceReference> all =
        [
            .. item.Report is { } report ? [new EvidenceReference("report", report, $"test report {item.ReportNumber}", item.ReportSha256)] : Array.Empty<EvidenceReference>(),
            .. verdicts.Select(verdict => new EvidenceReference("verdict", verdict.Id, verdict.Evaluation.Sentence, null)),
            .. opinions.Select(opinion => new EvidenceReference("opinion", opinion.Id, $"opinion of {opinion.SignedByName}: {opinion.Code}", null)),
            .. item.Results.Select(result => new EvidenceReference("result", result.Result, $"{result.Fact}: {result.Reported} by "
                + $"{result.Method} v{result.MethodVersion}", null)),
        ];
        return all.DistinctBy(reference => reference.Id).ToDictionary(reference => reference.Id);
    }

    private List<Fault> Faults(DrawUpRuling form, Dictionary<Guid, EvidenceReference> known, DateOnly today)
    {
        var faults = new List<Fault>();
        if (TariffCode.Digits(form.Code).Length < 4 || !names.Knows(form.Code, today))
            faults.Add(new Fault(nameof(form.Code), $"“{form.Code}” is no code of the tariff in force on {today.Iso()}; one like "
                + "1006.30 is expected."));
        if (string.IsNullOrWhiteSpace(form.Reasoning)) faults.Add(new Fault(nameof(form.Reasoning), "The grounds are expected: a ruling "
            + "without them can neither be confirmed nor appealed."));
        if (form.Evidence.Count == 0) faults.Add(new Fault(nameof(form.Evidence), "At least one piece of evidence is expected: the "
            + "report, the verdict, the opinion or a result."));
        foreach (var (id, i) in form.Evidence.Select((id, i) => (id, i)).Where(pair => !known.ContainsKey(pair.id)))
            faults.Add(new Fault($"{nameof(form.Evidence)}[{i}]", $"“{id}” is no report, verdict, opinion or result of this sample."));
        faults.AddRange(InterpretativeRules.Faults(form.Steps, form.Code));
        return faults;
    }
}

/// <summary>The General Interpretative Rules as an ordered procedure: no lower one is skipped, and no note is cited without its edition.</summary>
internal static class InterpretativeRules
{
    /// <summary>In the order in which they are tried.</summary>
    public static readonly IReadOnlyList<string> All = ["GRI 1", "GRI 2(a)", "GRI 2(b)", "GRI 3(a)", "GRI 3(b)", "GRI 3(c)", "GRI 4", "GRI 5(a)", "GRI 5(b)", "GRI 6"];

    public static IEnumerable<Fault> Faults(IReadOnlyList<GriStep> steps, string code)
    {
        if (steps.Count == 0 || steps[0].Rule != "GRI 1")
        {
            yield return new Fault("Steps[0].Rule", $"“{(steps.Count == 0 ? "" : steps[0].Rule)}” was found; GRI 1 comes first: the "
                + "terms of the headings and the notes decide.");
            yield break;
        }
        for (var i = 0; i < steps.Count; i++)
        {
            var place = All.ToList().IndexOf(steps[i].Rule);
            if (place < 0) yield return new Fault($"Steps[{i}].Rule", $"“{steps[i].Rule}” is no General Interpretative Rule; one of "
                + $"{string.Join(", ", All)} is expected.");
            else if (i > 0 && place <= All.ToList().IndexOf(steps[i - 1].Rule)) yield return new Fault($"Steps[{i}].Rule", $"{steps[i].Rule} stands after {steps[i - 1].Rule}; the rules are tried in their order.");
            if (string.IsNullOrWhiteSpace(steps[i].Grounds)) yield return new Fault($"Steps[{i}].Grounds", "Why the rule leads where it "
                + "leads is expected.");
            if (steps[i].Outcome.Count == 0) yield return new Fault($"Steps[{i}].Outcome", "The codes that remain after this rule are expected.");
            for (var n = 0; n < steps[i].Notes.Count; n++)
            {
                var note = steps[i].Notes[n];
                if (string.IsNullOrWhiteSpace(note.Reference) || string.IsNullOrWhiteSpace(note.Edition))
                    yield return new Fault($"Steps[{i}].Notes[{n}]", $"“{note.Reference}” needs the edition it stands in, like HS 2022.");
            }
        }
        var last = steps[^1];
        if (TariffCode.Digits(code).Length > 4 && last.Rule != "GRI 6")
            yield return new Fault($"Steps[{steps.Count - 1}].Rule", $"{TariffCode.WithPoints(code)} is a subheading; GRI 6 decides "
                + $"among subheadings and is expected last, found {last.Rule}.");
        if (last.Outcome.Count != 1 || !TariffCode.Same(last.Outcome[0], code))
            yield return new Fault($"Steps[{steps.Count - 1}].Outcome", $"“{string.Join(", ", last.Outcome)}” remains after the last "
                + $"rule; it has to be {code} alone.");
    }
}
