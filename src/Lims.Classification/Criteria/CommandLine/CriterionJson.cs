using System.Globalization;

namespace Lims.Classification.Criteria.CommandLine;

/// <summary>A criterion, as <c>lims criteria --json</c> gives it. One that cannot be executed has its reason and nothing else.</summary>
internal sealed record CriterionJson(
    string Id, string Title, int Chapter, bool Executable, string? WhyNot, string? Edition, DateOnly? ValidFrom, DateOnly? ValidTo, string? Overlay, string? Source, string? Citation, string? CheckedAgainst,
    string? Level, string? About, string? Scope, string? Defines, CascadeStep? Cascade, bool? Ordered, IReadOnlyList<FactJson>? Facts, IReadOnlyList<string>? Codes, IReadOnlyList<BranchJson>? Branches,
    IReadOnlyList<string>? Else, IReadOnlyList<ThresholdAsked>? Thresholds, string? NotProven, IReadOnlyList<string>? Presumptions, string? Remark, IReadOnlyList<CaseJson>? Cases)
{
    private static readonly Dictionary<string, ThresholdInForce> NoThresholds = new(StringComparer.Ordinal);

    public static CriterionJson Of(Criterion criterion) => new(
        criterion.Id, criterion.Title, criterion.Chapter, true, null, criterion.Edition, criterion.ValidFrom, criterion.ValidTo, criterion.Overlay.Length == 0 ? null : criterion.Overlay,
        Faces.ClassificationLook.Code(criterion.Source), criterion.Citation, criterion.CheckedAgainst, Levels.Of(criterion), criterion.About,
        criterion.Scope is { } scope ? Clause(criterion, scope) : null, criterion.Defines.Length == 0 ? null : criterion.Defines, criterion.Cascade, criterion.Branches.Count > 1 ? criterion.IsOrdered : null,
        [.. criterion.Facts.Select(FactJson.Of)], [.. criterion.Codes], [.. criterion.Branches.Select(branch => new BranchJson(Clause(criterion, branch.When), branch.Then.Codes))],
        criterion.Else?.Codes, criterion.Thresholds, criterion.NotProven, criterion.Presumptions, criterion.Remark.Length == 0 ? null : criterion.Remark,
        [.. criterion.Cases.Select(one => new CaseJson(one.Name, one.Results.ToDictionary(result => result.Fact, Shown, StringComparer.Ordinal), one.Rule.IsSimple ? "simple" : "proven", Words.Code(one.Gives), one.Codes))]);

    public static CriterionJson Of(NotExecutable not, int chapter) => new(
        not.Id, not.Title, chapter, false, not.Why, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private static string Clause(Criterion criterion, Condition condition) => Words.Clause(condition, code => criterion.Facts.First(fact => fact.Code == code), NoThresholds);

    private static string Shown(Finding finding) => finding.Truth is { } truth ? (truth ? "true" : "false")
        : finding.Text ?? $"{(finding.Qualifier == "=" ? "" : finding.Qualifier)}{(finding.Value ?? finding.Bound)?.ToString("R", CultureInfo.InvariantCulture)}{(finding.StandardUncertainty is { } u ? $" (u {u.ToString("R", CultureInfo.InvariantCulture)})" : "")}";
}

/// <summary>A fact it asks for. The method is the one that defines the quantity, or those the law prescribes, or those that are usual.</summary>
internal sealed record FactJson(string Code, string Name, string Kind, string Type, string? Unit, string? Basis, string? Method, bool MethodIsPrescribed, IReadOnlyList<string>? Kinds, bool? Presume)
{
    public static FactJson Of(FactAsked fact) => new(
        fact.Code, fact.Name, fact.Kind switch { FactKind.Measured => "measured", FactKind.Inspected => "inspected", _ => "declared" },
        fact.Type switch { FactType.Number => "number", FactType.Truth => "boolean", _ => "code" }, fact.IsNumber ? fact.Unit : null, fact.Basis.Length == 0 ? null : fact.Basis,
        fact.Method ?? (fact.Prescribed.Count > 0 ? string.Join(" or ", fact.Prescribed) : fact.Usual.Count > 0 ? string.Join(" or ", fact.Usual) : null), fact.Method is not null || fact.Prescribed.Count > 0,
        fact.Kinds.Count == 0 ? null : fact.Kinds, fact.Presume);
}

/// <summary>What leads where.</summary>
internal sealed record BranchJson(string When, IReadOnlyList<string> Then);

/// <summary>A worked case.</summary>
internal sealed record CaseJson(string Name, IReadOnlyDictionary<string, string> Given, string Rule, string Gives, IReadOnlyList<string> Codes);
