using Lims.Classification.Cases;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Rulings;

/// <summary>What the officer has typed so far; also what a draft keeps. Everything stays as it was typed until the handler judges it.</summary>
public sealed class TypedRuling
{
    /// <summary>Made once for the form: sent twice, it is one ruling.</summary>
    public Guid Key { get; set; }

    public string Code { get; set; } = "";

    public string Reasoning { get; set; } = "";

    public List<TypedStep> Steps { get; set; } = [];

    public List<string> Evidence { get; set; } = [];
}

/// <summary>One rule as typed.</summary>
public sealed class TypedStep
{
    public string Rule { get; set; } = "";

    public string Grounds { get; set; } = "";

    /// <summary>Codes that remain, parted by commas or blanks.</summary>
    public string Outcome { get; set; } = "";

    public List<TypedNote> Notes { get; set; } = [];
}

/// <summary>One note as typed.</summary>
public sealed class TypedNote
{
    public string Reference { get; set; } = "";

    public string Edition { get; set; } = "";
}

/// <summary>The form with what is known for it.</summary>
/// <param name="Sample">Key of the sample.</param>
/// <param name="Revision">Of the case; the act carries it back.</param>
/// <param name="Number">Of the sample.</param>
/// <param name="Goods">As declared.</param>
/// <param name="DeclaredCode">As declared.</param>
/// <param name="DeclaredPath">Its words.</param>
/// <param name="State">Of the case.</param>
/// <param name="Opinion">The opinion the ruling follows or differs from.</param>
/// <param name="Codes">Codes in question, for suggestions.</param>
/// <param name="Evidence">All it can rest on.</param>
/// <param name="SentBackBecause">The second officer's reason, where it was sent back.</param>
/// <param name="Typed">The form as it begins.</param>
/// <param name="WhyNot">Why it may not be drawn up now; null where it may.</param>
/// <param name="Ruling">Key of the ruling, where one is drawn up already.</param>
public sealed record RulingForm(
    Guid Sample, long Revision, string Number, string Goods, string DeclaredCode, IReadOnlyList<TariffName> DeclaredPath, string State, OpinionLine? Opinion, IReadOnlyList<string> Codes,
    IReadOnlyList<EvidenceChoice> Evidence, string? SentBackBecause, TypedRuling Typed, string? WhyNot, Guid? Ruling);

/// <summary>A piece of evidence to cite.</summary>
public sealed record EvidenceChoice(Guid Id, string Kind, string Text);

/// <summary>Prepares the form of a ruling: what was sent back as it was, else what the opinion and the verdicts already say. The grounds of each rule are the officer's to write.</summary>
internal sealed class RulingFormHandler(Db<ClassificationDb> classification, VerdictViews verdicts, Policy policy)
{
    public async Task<RulingForm> Handle(string number, CancellationToken ct)
    {
        var sheet = await verdicts.Find(number, ct);
        await using var db = await classification.Open(ct);
        var item = await db.Cases.AsNoTracking().SingleAsync(there => there.Id == sheet.Sample, ct);
        var ruling = await db.Rulings.AsNoTracking().SingleOrDefaultAsync(there => there.Sample == sheet.Sample, ct);
        var known = await DrawUpRulingHandler.Known(db, item, ct);
        var answer = policy.May(db.Who, ClassificationActs.DrawUpRuling, item);
        return new(
            sheet.Sample, sheet.Revision, sheet.Number, sheet.Goods, sheet.DeclaredCode, sheet.DeclaredPath, sheet.State, sheet.Opinion,
            [.. sheet.Verdicts.SelectMany(verdict => verdict.Codes).Select(code => code.Code).Prepend(sheet.DeclaredCode).Prepend(sheet.Opinion?.Code ?? sheet.DeclaredCode).Distinct(StringComparer.Ordinal)],
            [.. known.Values.Select(reference => new EvidenceChoice(reference.Id, reference.Kind, reference.Text))], ruling?.SentBackBecause,
            ruling is null ? Begun(sheet) : Again(ruling), answer.Yes ? null : answer.Why, ruling?.Id);
    }

    private static TypedRuling Begun(VerdictView sheet)
    {
        var code = sheet.Opinion?.Code ?? "";
        var edition = sheet.Verdicts is [var first, ..] ? first.Edition.Split(',')[0] : "";
        var steps = new List<TypedStep> { new() { Rule = "GRI 1", Outcome = code.Length > 4 ? code[..4] : code, Notes = [new TypedNote { Edition = edition }] } };
        if (code.Length > 4) steps.Add(new TypedStep { Rule = "GRI 6", Outcome = code });
        return new()
        {
            Key = Ids.New(),
            Code = code,
            Reasoning = sheet.Opinion?.Basis ?? "",
            Steps = steps,
            Evidence = [.. new[] { sheet.Report, sheet.Opinion?.Id }.OfType<Guid>().Concat(sheet.Verdicts.Select(verdict => verdict.Id)).Select(id => id.ToString())],
        };
    }

    private static TypedRuling Again(Ruling ruling) => new()
    {
        Key = ruling.Id,
        Code = ruling.Code,
        Reasoning = ruling.Reasoning,
        Steps = [.. ruling.Steps.Select(step => new TypedStep
        {
            Rule = step.Rule,
            Grounds = step.Grounds,
            Outcome = string.Join(", ", step.Outcome),
            Notes = [.. step.Notes.Select(note => new TypedNote { Reference = note.Reference, Edition = note.Edition })],
        })],
        Evidence = [.. ruling.Evidence.Select(reference => reference.Id.ToString())],
    };
}
