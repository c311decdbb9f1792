using Lims.Classification.Cases;
using Lims.Classification.Opinions;
using Lims.Classification.Rulings;
using Lims.Kernel;
using Lims.Kernel.Data;
using Lims.Kernel.Walk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Classification.Walk;

/// <summary>The officer reads what the numbers prove.</summary>
internal sealed class ReadVerdictStep : WalkStep
{
    public override int Order => 110;

    public override string Title => "Read the verdict worksheet";

    public override string Actor => "officer";

    /// <summary>The verdict is here, and so is the report a ruling will name.</summary>
    public override Task<bool> Ready(IServiceProvider scope, WalkNotes notes, CancellationToken ct) =>
        WalkCase.Is(scope, notes, item => item.StateName == ClassificationCase.Evaluated && item.Report != null, ct);

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        var sheet = await scope.GetRequiredService<VerdictWorksheetHandler>().Handle(notes.Sample, ct);
        notes.Verdict = string.Join(" ", sheet.Verdicts.Select(verdict => verdict.Evaluation.Sentence));
        return notes.Verdict;
    }
}

/// <summary>The authorised scientist signs the laboratory's opinion.</summary>
internal sealed class SignOpinionStep : WalkStep
{
    public override int Order => 120;

    public override string Title => "Sign the opinion";

    public override string Actor => "approver";

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        var sheet = await scope.GetRequiredService<VerdictWorksheetHandler>().Handle(notes.Sample, ct);
        var code = sheet.Proposed ?? throw new RuleBroken("no-single-code", "The worksheet leads to no single code; the walk has nothing to sign.");
        await scope.GetRequiredService<SignOpinionHandler>().Handle(new SignOpinion(Ids.New(), sheet.Sample, sheet.Revision, code, "", notes.PasswordOf(Actor)), ct);
        return $"Opinion: {code}, in agreement with the worksheet.";
    }
}

/// <summary>The first officer sets down heading, grounds and evidence.</summary>
internal sealed class DrawUpRulingStep : WalkStep
{
    public override int Order => 130;

    public override string Title => "Draw up the ruling";

    public override string Actor => "officer";

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        var sheet = await scope.GetRequiredService<VerdictWorksheetHandler>().Handle(notes.Sample, ct);
        var (code, heading) = (sheet.Opinion!.Code, sheet.Opinion.Code[..4]);
        var verdict = sheet.Verdicts[0].Evaluation;
        GriStep[] steps =
        [
            new("GRI 1", $"The terms of headings 1006 and 1904 with the notes to Chapters 10 and 19 decide. {verdict.Sentence}",
                [new("Chapter 10 Note 1 (B)", "HS 2022"), new("Chapter 19 Note 4", "HS 2022")], [heading]),
            new("GRI 6", $"Among the subheadings of {heading} the goods are covered by {code}.", [], [code]),
        ];
        Guid[] evidence = [sheet.Report!.Value, sheet.Verdicts[0].Id, sheet.Opinion.Id];
        await scope.GetRequiredService<DrawUpRulingHandler>().Handle(new DrawUpRuling(Ids.New(), sheet.Sample, sheet.Revision, code, string.Join(" ", verdict.Sentences), steps, evidence), ct);
        return $"Ruling drawn up: {code} (declared {sheet.DeclaredCode}).";
    }
}

/// <summary>The second officer confirms; now it has a number.</summary>
internal sealed class ConfirmRulingStep : WalkStep
{
    public override int Order => 140;

    public override string Title => "Confirm the ruling";

    public override string Actor => "officer2";

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        var ruling = (await scope.GetRequiredService<VerdictWorksheetHandler>().Handle(notes.Sample, ct)).Ruling!;
        var number = await scope.GetRequiredService<ConfirmRulingHandler>().Handle(new ConfirmRuling(ruling.Id, ruling.Revision, notes.PasswordOf(Actor)), ct);
        return $"Ruling {number} issued: {ruling.Code}.";
    }
}

/// <summary>The declarant is told; the time for an appeal runs.</summary>
internal sealed class NotifyDeclarantStep : WalkStep
{
    public override int Order => 150;

    public override string Title => "Notify the declarant";

    public override string Actor => "officer";

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        var ruling = (await scope.GetRequiredService<VerdictWorksheetHandler>().Handle(notes.Sample, ct)).Ruling!;
        var today = await scope.GetRequiredService<LaboratoryDays>().DayOf(scope.GetRequiredService<TimeProvider>().GetUtcNow(), notes.Central, ct);
        var until = await scope.GetRequiredService<NotifyDeclarantHandler>().Handle(new NotifyDeclarant(ruling.Id, ruling.Revision, today, $"electronic notice of ruling {ruling.Number}"), ct);
        return $"Declarant notified on {today.Iso()}; an appeal is possible until {until.Iso()}.";
    }
}

/// <summary>Looks at the walk's case in this module's own tables.</summary>
internal static class WalkCase
{
    public static async Task<bool> Is(IServiceProvider scope, WalkNotes notes, System.Linq.Expressions.Expression<Func<ClassificationCase, bool>> so, CancellationToken ct)
    {
        await using var db = await scope.GetRequiredService<Db<ClassificationDb>>().Open(ct);
        return await db.Cases.AsNoTracking().Where(item => item.Id == notes.Sample).AnyAsync(so, ct);
    }
}
