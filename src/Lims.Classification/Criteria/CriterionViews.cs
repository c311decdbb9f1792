using System.Globalization;
using Lims.Classification.Faces;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Criteria;

/// <summary>Reads the criteria as pages show them; their worked cases are computed each time they are looked at.</summary>
internal sealed class CriterionViews(Db<ClassificationDb> classification, CriteriaCatalogue criteria, ITariffNames names, Policy policy, TimeProvider clock)
{
    /// <summary>The chapters that have criteria, with their number.</summary>
    public IReadOnlyList<CriteriaChapter> Chapters() =>
        [.. criteria.All.GroupBy(criterion => criterion.Chapter).OrderBy(chapter => chapter.Key).Select(chapter => new CriteriaChapter(chapter.Key, chapter.Select(criterion => criterion.Id).Distinct(StringComparer.Ordinal).Count()))];

    /// <summary>Every criterion of a chapter once, in the edition in force or else the newest.</summary>
    /// <param name="chapter">Null for those, of any chapter, that have a limit the laboratory sets: the ones that may need somebody.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<IReadOnlyList<CriterionRow>> Of(int? chapter, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.ReadCriteria);
        var set = await ThresholdSetting.InForce(db, clock.GetUtcNow(), ct);
        return [.. criteria.All.Where(criterion => chapter is { } asked ? criterion.Chapter == asked : criterion.Thresholds.Count > 0).GroupBy(criterion => criterion.Id, StringComparer.Ordinal).Select(Current).Select(criterion => new CriterionRow(
            criterion.Id, criterion.Title, criterion.Edition, ClassificationLook.Code(criterion.Source), criterion.Then.Codes, criterion.Question,
            criterion.When.Leaves().Count(leaf => leaf.Leaf is LinearCondition), criterion.Thresholds.Count(asked => !set.ContainsKey(asked.Code)),
            criterion.Thresholds.Count(asked => set.TryGetValue(asked.Code, out var value) && value.IsDemonstration), criterion.Cases.Count,
            CriteriaCatalogue.Passed(criterion)))];
    }

    /// <summary>One criterion, in any case of its code.</summary>
    /// <param name="id"><c>CR-C01</c>.</param>
    /// <param name="edition">Null for the one in force, else the newest.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<CriterionView> Find(string id, string? edition, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.ReadCriteria);
        var editions = criteria.All.Where(there => string.Equals(there.Id, id.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        if (editions.Count == 0) throw new NoSuchRecord("criterion", id);
        var criterion = edition is null ? Current(editions) : editions.Find(there => there.Edition == edition) ?? throw new NoSuchRecord("edition", edition);
        var set = await ThresholdSetting.InForce(db, clock.GetUtcNow(), ct);
        return new(
            criterion.Id, criterion.Title, criterion.Question, criterion.Edition, criterion.ValidFrom, criterion.ValidTo, criterion.InForce(Today), [.. editions.Select(there => there.Edition)],
            ClassificationLook.Code(criterion.Source), criterion.Citation, criterion.CheckedAgainst, criterion.About,
            [.. criterion.Facts.Select(fact => new FactLine(fact.Code, fact.Name, fact.Kind.ToString(), fact.Unit, fact.Basis, fact.Method))],
            [.. ConditionSentences.Of(criterion, set)], [.. criterion.Then.Codes.Select(Named)], criterion.Then.Words, [.. (criterion.Else?.Codes ?? []).Select(Named)],
            criterion.Else?.Words ?? "", criterion.NotProven, criterion.Presumptions, await Thresholds(db, criterion.Thresholds, set, ct), [.. criterion.Cases.Select(one => Result(criterion, one))],
            WhyNotSet(db.Who));
    }

    private string? WhyNotSet(Who who) => policy.May(who, ClassificationActs.SetThreshold) is { Yes: false } refused ? refused.Why : null;

    /// <summary>The days an appeal may take, set like a threshold, and why this person may not set them (null where they may be set).</summary>
    public async Task<(ThresholdView Days, string? WhyNotSet)> AppealDays(CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        policy.Demand(db.Who, ClassificationActs.ReadCriteria);
        var days = await Thresholds(db, [CriteriaCatalogue.AppealDays], await ThresholdSetting.InForce(db, clock.GetUtcNow(), ct), ct);
        return (days[0], WhyNotSet(db.Who));
    }

    private static async Task<IReadOnlyList<ThresholdView>> Thresholds(
        ClassificationDb db, IReadOnlyList<ThresholdAsked> asked, IReadOnlyDictionary<string, ThresholdInForce> set, CancellationToken ct)
    {
        var codes = asked.Select(threshold => threshold.Code).ToList();
        var all = await db.ThresholdSettings.AsNoTracking().Where(setting => codes.Contains(setting.Code)).OrderByDescending(setting => setting.From).ThenByDescending(setting => setting.SetAt).Take(200)
            .ToListAsync(ct);
        return [.. asked.Select(threshold => new ThresholdView(
            threshold.Code, threshold.Name, threshold.Unit, ThresholdSource.Of(set.GetValueOrDefault(threshold.Code)),
            set.TryGetValue(threshold.Code, out var now)
                ? all.Where(setting => setting.Code == now.Code && setting.Value == now.Value && setting.Citation == now.Citation && setting.IsDemonstration == now.IsDemonstration).Select(Value).FirstOrDefault()
                : null,
            [.. all.Where(setting => setting.Code == threshold.Code).Select(Value)]))];
    }

    private static ThresholdValue Value(ThresholdSetting setting) => new(
        Words.Number((double)setting.Value, setting.Unit), setting.Citation, setting.IsDemonstration, setting.From, setting.SetByName, setting.SetAt);

    private static CaseResult Result(Criterion criterion, CriterionCase one)
    {
        var evaluation = one.Evaluate(criterion);
        return new(
            one.Name, one.Declared,
            [
                .. one.Results.Select(result => $"{criterion.Facts.First(fact => fact.Code == result.Fact).Name}: {result.Reported}{Uncertain(result)}{By(criterion, result)}"),
                .. one.Thresholds.Values.Select(threshold => $"{criterion.Thresholds.First(asked => asked.Code == threshold.Code).Name}: {Words.Number((double)threshold.Value, threshold.Unit)}"),
            ],
            Words.Code(one.Gives), evaluation.StateCode, evaluation.Codes, one.Failure(criterion));
    }

    private static string Uncertain(Finding result) => result.StandardUncertainty is { } u and > 0 && !result.Reported.Contains('±', StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $" (u = {u})") : "";

    private static string By(Criterion criterion, Finding result) =>
        criterion.Facts.First(fact => fact.Code == result.Fact).Method is { } prescribed && prescribed != result.Method ? $", {result.Method}" : "";

    private Criterion Current(IEnumerable<Criterion> editions) => editions.LastOrDefault(there => there.InForce(Today)) ?? editions.Last();

    private TariffName Named(string code) => new(code, names.Path(code, Today) is [.., var last] ? last.Name : "");

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
