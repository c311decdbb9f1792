using System.Globalization;
using Lims.Classification.Tariff;
using Lims.Metrology;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Lims.Classification.Criteria;

/// <summary>What a chapter's file holds, or everything that is wrong with it.</summary>
/// <param name="Criteria">Empty when there is a fault.</param>
/// <param name="Faults">Each with the criterion and part at fault, what stands there and what was expected.</param>
internal sealed record CriteriaFile(IReadOnlyList<Criterion> Criteria, IReadOnlyList<string> Faults)
{
    /// <summary>Reads a chapter's YAML. A criterion that cannot say where it stands written is refused, and so is one without its cases.</summary>
    public static CriteriaFile Read(string yaml)
    {
        ChapterYaml? chapter;
        try
        {
            chapter = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).WithDuplicateKeyChecking().Build().Deserialize<ChapterYaml?>(yaml);
        }
        catch (YamlException unreadable)
        {
            return new([], [$"Line {unreadable.Start.Line}: {(unreadable.InnerException ?? unreadable).Message}"]);
        }
        var faults = new List<string>();
        if (chapter?.Chapter is not (>= 1 and <= 99)) faults.Add($"chapter: a chapter from 1 to 99 was expected, found “{chapter?.Chapter}”.");
        if (chapter is null || chapter.Criteria.Count == 0) faults.Add("criteria: at least one criterion was expected.");
        var criteria = (chapter?.Criteria ?? []).Select(raw => new CriterionReader(raw, faults).Read()).ToList();
        foreach (var twice in criteria.GroupBy(criterion => (criterion.Id, criterion.Edition)).Where(group => group.Count() > 1))
            faults.Add($"{twice.Key.Id}: it stands twice in edition “{twice.Key.Edition}”.");
        return faults.Count > 0 ? new([], faults) : new(criteria, []);
    }
}

/// <summary>Makes one criterion, noting every fault; what it returns is used only when there was none.</summary>
internal sealed class CriterionReader(CriterionYaml raw, List<string> faults)
{
    private static readonly Dictionary<string, SourceStatus> Sources = new(StringComparer.Ordinal)
    {
        ["law"] = SourceStatus.Law,
        ["explanatory-note"] = SourceStatus.ExplanatoryNote,
        ["national-authority"] = SourceStatus.NationalAuthority,
        ["demonstration"] = SourceStatus.Demonstration,
        ["awaiting-authority-value"] = SourceStatus.AwaitingAuthorityValue,
    };

    private static readonly Dictionary<string, Comparison> Comparators = new(StringComparer.Ordinal)
    {
        ["<"] = Comparison.LessThan,
        ["<="] = Comparison.LessOrEqual,
        ["≤"] = Comparison.LessOrEqual,
        [">"] = Comparison.GreaterThan,
        [">="] = Comparison.GreaterOrEqual,
        ["≥"] = Comparison.GreaterOrEqual,
    };

    private static readonly Dictionary<string, FactKind> Kinds = new(StringComparer.Ordinal)
    {
        ["measured"] = FactKind.Measured,
        ["inspected"] = FactKind.Inspected,
        ["declared"] = FactKind.Declared,
    };

    public Criterion Read()
    {
        var facts = raw.Facts.Select(ReadFact).ToList();
        Unique("facts", facts.Select(fact => fact.Code));
        var thresholds = raw.Thresholds.Select(ReadThreshold).ToList();
        Unique("thresholds", thresholds.Select(threshold => threshold.Code));
        if (facts.Count == 0) Fault("facts", "at least one fact was expected.");
        var when = ReadNode("when", raw.When, facts, thresholds);
        if (raw.Then is null) Fault("then", "the codes that follow when the condition is met were expected.");
        var criterion = new Criterion(
            Text("id", raw.Id), Text("title", raw.Title), Text("question", raw.Question), Text("edition", raw.Edition), Day("valid-from", raw.ValidFrom),
            raw.ValidTo is null ? null : Day("valid-to", raw.ValidTo), One("source", raw.Source, Sources), Text("citation", raw.Citation),
            Text("checked-against", raw.CheckedAgainst), Text("scope", raw.Scope), facts, thresholds, when, ReadOutcome("then", raw.Then ?? new OutcomeYaml()),
            raw.Else is null ? null : ReadOutcome("else", raw.Else), Text("not-proven", raw.NotProven), raw.Presumptions,
            [.. raw.Cases.Select((entry, i) => new CaseReader($"cases[{i}]", facts, thresholds, Fault).Read(entry))]);
        foreach (var unasked in facts.Where(fact => !when.Leaves().Any(leaf => leaf.Leaf.Fact == fact.Code))) Fault("facts", $"“{unasked.Code}” is not asked anywhere in the condition.");
        CaseReader.CheckCoverage(criterion, Fault);
        return criterion;
    }

    private FactAsked ReadFact(FactYaml fact)
    {
        var at = $"facts.{fact.Code}";
        var kind = One(at + ".kind", fact.Kind, Kinds);
        if (kind == FactKind.Measured) Unit(at, fact.Unit);
        else if (fact.Unit is not null) Fault(at + ".unit", $"“{fact.Unit}”: a fact that is true or false has no unit.");
        if (kind == FactKind.Measured && fact.Presume is not null) Fault(at + ".presume", "a measured value is never presumed.");
        return new(Text(at + ".code", fact.Code), Text(at + ".name", fact.Name), kind, fact.Unit ?? "", fact.Basis ?? "", fact.Method, fact.Floor, fact.Ceiling, fact.Presume);
    }

    private ThresholdAsked ReadThreshold(ThresholdYaml threshold)
    {
        var at = $"thresholds.{threshold.Code}";
        Unit(at, threshold.Unit);
        if (threshold.Value is { } value) Fault(at + ".value", FormattableString.Invariant($"“{value}”: the file holds no value of a threshold; the laboratory sets it with its citation, or it is a limit of the text."));
        var status = One(at + ".status", threshold.Status, Sources);
        if (status is not (SourceStatus.AwaitingAuthorityValue or SourceStatus.NationalAuthority)) Fault(at + ".status", $"“{threshold.Status}”: awaiting-authority-value or national-authority was expected.");
        return new(Text(at + ".code", threshold.Code), Text(at + ".name", threshold.Name), threshold.Unit ?? "", status);
    }

    private Condition ReadNode(string at, NodeYaml? node, List<FactAsked> facts, List<ThresholdAsked> thresholds)
    {
        var said = new object?[] { node?.All, node?.Any, node?.Not, node?.Fact, node?.Compare }.Count(part => part is not null);
        if (node is null || said != 1)
        {
            Fault(at, $"exactly one of all, any, not, fact and compare was expected, found {said}.");
            return new AllCondition([]);
        }
        if (node.Not is not null) return new NotCondition(ReadNode(at + ".not", node.Not, facts, thresholds));
        if (node.Compare is not null) return ReadCompare(at + ".compare", node.Compare, facts, thresholds);
        if (node.Fact is not null)
        {
            if (facts.Find(fact => fact.Code == node.Fact) is not { Kind: not FactKind.Measured }) Fault(at + ".fact", $"“{node.Fact}” is no inspected or declared fact of this criterion.");
            return new FactCondition(node.Fact, node.Citation ?? "");
        }
        var (name, parts) = node.All is not null ? ("all", node.All) : ("any", node.Any!);
        if (parts.Count == 0) Fault($"{at}.{name}", "at least one part was expected.");
        var read = parts.Select((part, i) => ReadNode($"{at}.{name}[{i}]", part, facts, thresholds)).ToList();
        return node.All is not null ? new AllCondition(read) : new AnyCondition(read);
    }

    private CompareCondition ReadCompare(string at, CompareYaml compare, List<FactAsked> facts, List<ThresholdAsked> thresholds)
    {
        var fact = facts.Find(there => there.Code == compare.Fact);
        if (fact is not { Kind: FactKind.Measured }) Fault(at + ".fact", $"“{compare.Fact}” is no measured fact of this criterion.");
        if (compare.Limit is null == (compare.Threshold is null)) Fault(at, "either a limit or a threshold was expected.");
        if (compare.Threshold is { } code)
        {
            var threshold = thresholds.Find(there => there.Code == code);
            if (threshold is null) Fault(at + ".threshold", $"“{code}” is no threshold of this criterion.");
            else if (fact is not null && threshold.Unit != fact.Unit) Fault(at + ".threshold", $"“{code}” is in “{threshold.Unit}”, but "
                + $"{fact.Code} is measured in “{fact.Unit}”.");
        }
        return new(compare.Fact ?? "", One(at + ".is", compare.Is, Comparators), compare.Limit, compare.Threshold, compare.Citation ?? "");
    }

    private CriterionOutcome ReadOutcome(string at, OutcomeYaml outcome)
    {
        if (outcome.Codes.Count == 0) Fault(at + ".codes", "at least one tariff code was expected.");
        foreach (var code in outcome.Codes.Where(code => TariffCode.Digits(code).Length is < 4 or > 10)) Fault(at + ".codes", $"“{code}” is no tariff code; four to ten digits were expected.");
        return new([.. outcome.Codes.Select(TariffCode.WithPoints)], outcome.Words ?? "");
    }

    private void Unit(string at, string? unit)
    {
        if (unit is null || !Units.Knows(unit)) Fault(at + ".unit", $"“{unit}” is no unit known here; a UCUM code like "
            + $"{string.Join(", ", Units.Some)} was expected.");
    }

    private void Unique(string at, IEnumerable<string> codes)
    {
        foreach (var twice in codes.GroupBy(code => code, StringComparer.Ordinal).Where(group => group.Count() > 1)) Fault(at, $"“{twice.Key}” stands twice.");
    }

    private string Text(string at, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) Fault(at, "it is missing or empty.");
        return text?.Trim() ?? "";
    }

    private DateOnly Day(string at, string? text)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) Fault(at, $"“{text}” is no day; one like 2022-01-01 was expected.");
        return day;
    }

    private T One<T>(string at, string? text, Dictionary<string, T> choices)
    {
        if (text is not null && choices.TryGetValue(text, out var choice)) return choice;
        Fault(at, $"“{text}” was found; one of {string.Join(", ", choices.Keys)} was expected.");
        return choices.Values.First();
    }

    private void Fault(string at, string text) => faults.Add($"{(string.IsNullOrWhiteSpace(raw.Id) ? "(criterion without id)" : raw.Id)} {at}: {text}");
}
