using Lims.Classification.Criteria;
using Lims.Contracts;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Cases;

/// <summary>Every question asked of a sample is put to the criteria in force on the day the analysis was completed, under the rule fixed with the plan.</summary>
internal sealed class EvaluateCriteriaWhenAnalysisCompleted(CriteriaCatalogue criteria) : ModuleConsumer<ClassificationDb, AnalysisCompleted>
{
    protected override bool NewestOnly => true;

    protected override async Task Handle(ClassificationDb db, AnalysisCompleted message, Envelope<AnalysisCompleted> envelope, CancellationToken ct)
    {
        var item = await CaseOf(db, message.Sample, envelope.Laboratory, message.At, ct);
        if (item.Take(message)) await CaseEvaluation.Run(db, item, criteria, message.At, ct);
    }

    /// <summary>The sample's case; made where this message is the first to arrive.</summary>
    public static async Task<ClassificationCase> CaseOf(ClassificationDb db, Guid sample, string laboratory, DateTimeOffset at, CancellationToken ct)
    {
        if (await db.Cases.SingleOrDefaultAsync(item => item.Id == sample, ct) is { } there) return there;
        var made = ClassificationCase.Expected(sample, laboratory, at);
        db.Add(made);
        return made;
    }
}

/// <summary>Puts a case to its criteria, keeps the verdicts and tells them.</summary>
internal static class CaseEvaluation
{
    public static async Task Run(ClassificationDb db, ClassificationCase item, CriteriaCatalogue criteria, DateTimeOffset at, CancellationToken ct)
    {
        var thresholds = await ThresholdSetting.InForce(db, at, ct);
        var round = item.Evaluate(at);
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        foreach (var criterion in item.Asked.SelectMany(question => criteria.For(question, day)).DistinctBy(criterion => criterion.Id))
        {
            var evaluation = criterion.Evaluate(item.DeclaredCode, item.Results, thresholds, item.Rule!);
            var ways = WaysToDecide.Offer(criterion, item.DeclaredCode, item.Results, thresholds, item.Rule!, item.Stage, item.WaysUsed);
            var verdict = new Verdict(item, round, evaluation, ways, at);
            db.Add(verdict);
            db.Publish(new VerdictReached(verdict.Id, item.Id, criterion.Id, verdict.State, verdict.Probability, evaluation.Codes, evaluation.Sentence, at));
        }
    }
}
