using Lims.Classification.Tariff;
using Lims.Metrology;

namespace Lims.Classification.Criteria;

/// <summary>What a chapter's file holds, or everything that is wrong with it.</summary>
/// <param name="Chapter">Number of the chapter.</param>
/// <param name="Criteria">Empty when there is a fault.</param>
/// <param name="NotExecutable">Criteria of the chapter that no number or fact can decide, each with the reason.</param>
/// <param name="Faults">Each with the criterion and part at fault, what stands there and what was expected.</param>
internal sealed record CriteriaFile(int Chapter, IReadOnlyList<Criterion> Criteria, IReadOnlyList<NotExecutable> NotExecutable, IReadOnlyList<string> Faults)
{
    /// <summary>Reads a chapter's YAML. A criterion that cannot say where it stands written is refused, and so is one without its cases.</summary>
    public static CriteriaFile Read(string yaml) => Read(yaml, FactVocabulary.Shipped);

    /// <summary>Reads it with another vocabulary.</summary>
    public static CriteriaFile Read(string yaml, FactVocabulary vocabulary)
    {
        var faults = new List<string>();
        if (YamlPart.Read(yaml, faults.Add) is not { } root) return new(0, [], [], faults);
        root.Only("chapter", "criteria", "not-executable");
        var chapter = root["chapter"].Number();
        if (chapter is not (>= 1 and <= 99)) root["chapter"].Fault($"a chapter from 1 to 99 was expected, found “{chapter}”.");
        var criteria = new List<Criterion>();
        foreach (var part in root["criteria"].List)
        {
            var defined = criteria.ToDictionary(criterion => criterion.Id, StringComparer.Ordinal);
            var (named, before) = (part.OfCriterion(part["id"].Optional() ?? "(criterion without id)"), faults.Count);
            var criterion = new CriterionReader(named, vocabulary, id => defined.TryGetValue(id, out var there) && there.Defines.Length > 0 ? there.When : null).Read();
            // What could not be read would only bring up faults that are none.
            if (faults.Count == before)
            {
                Reachability.Check(criterion, named);
                CaseCoverage.Check(criterion, named["cases"]);
            }
            if (defined.ContainsKey(criterion.Id)) part["id"].Fault($"“{criterion.Id}” stands twice.");
            else criteria.Add(criterion with { Chapter = (int)(chapter ?? 0) });
        }
        var not = root["not-executable"].List.Select(part => new NotExecutable(part.Only("id", "title", "why")["id"].Text(), part["title"].Text(), part["why"].Text())).ToList();
        if (criteria.Count + not.Count == 0) root["criteria"].Fault("at least one criterion was expected.");
        return faults.Count > 0 ? new((int)(chapter ?? 0), [], [], faults) : new((int)chapter!.Value, criteria, not, []);
    }
}

/// <summary>A criterion that no number or fact can decide.</summary>
/// <param name="Id">As in the list of criteria.</param>
/// <param name="Title">In words.</param>
/// <param name="Why">What stands in the way.</param>
internal sealed record NotExecutable(string Id, string Title, string Why);

/// <summary>Makes one criterion, noting every fault; what it returns is used only when there was none.</summary>
internal sealed class CriterionReader(YamlPart raw, FactVocabulary vocabulary, Func<string, Condition?> defined)
{
    public const string NothingProven = "What follows when nothing is proven is for national law, and no rule is set here; the declared code stands until one is.";

    private static readonly Dictionary<string, SourceStatus> Sources = new(StringComparer.Ordinal)
    {
        ["law"] = SourceStatus.Law,
        ["explanatory-note"] = SourceStatus.ExplanatoryNote,
        ["national-authority"] = SourceStatus.NationalAuthority,
        ["demonstration"] = SourceStatus.Demonstration,
        ["awaiting-authority-value"] = SourceStatus.AwaitingAuthorityValue,
    };

    public Criterion Read()
    {
        raw.Only(
            "id", "title", "question", "edition", "valid-from", "valid-to", "overlay", "source", "citation", "checked-against", "about", "scope", "thresholds", "when", "then",
            "else", "ordered", "branches", "defines", "cascade", "remark", "not-proven", "presumptions", "cases");
        var thresholds = raw["thresholds"].List.Select(Threshold).ToList();
        foreach (var twice in thresholds.GroupBy(threshold => threshold.Code, StringComparer.Ordinal).Where(group => group.Count() > 1)) raw["thresholds"].Fault($"“{twice.Key}” stands twice.");
        var conditions = new ConditionReader(vocabulary.Find, thresholds, defined);
        var scope = raw["scope"].Exists ? conditions.Read(raw["scope"]) : null;
        var defines = raw["defines"].Optional() ?? "";
        var branches = Branches(conditions, defines.Length > 0);
        var facts = branches.SelectMany(branch => branch.When.Facts).Concat(scope?.Facts ?? []).Distinct(StringComparer.Ordinal).Select(vocabulary.Find).OfType<FactAsked>().ToList();
        var criterion = new Criterion(
            raw["id"].Text(), raw["title"].Text(), raw["question"].Optional() ?? "", raw["edition"].Text(), raw["valid-from"].Day(), raw["valid-to"].Exists ? raw["valid-to"].Day() : null,
            raw["source"].One(Sources), raw["citation"].Text(), raw["checked-against"].Text(), raw["about"].Text(), facts, thresholds, branches,
            raw["else"].Exists ? Outcome(raw["else"]) : null, raw["not-proven"].Optional() ?? NothingProven, raw["presumptions"].Texts(), [])
        {
            Overlay = raw["overlay"].Optional() ?? "",
            Scope = scope,
            Defines = defines,
            Cascade = raw["cascade"].Exists ? Step(raw["cascade"]) : null,
            IsOrdered = raw["ordered"].Truth() ?? false,
            Remark = raw["remark"].Optional() ?? "",
        };
        return criterion with { Cases = [.. raw["cases"].List.Select(part => new CaseReader(part, criterion).Read())] };
    }

    private List<Branch> Branches(ConditionReader conditions, bool isDefinition)
    {
        if (raw["branches"].Exists)
        {
            if (raw["when"].Exists || raw["then"].Exists) raw["branches"].Fault("either branches or when and then were expected, not both.");
            var read = raw["branches"].List.Select(part => new Branch(conditions.Read(part.Only("when", "then")["when"]), Outcome(part["then"]))).ToList();
            if (read.Count == 0) raw["branches"].Fault("at least one branch was expected.");
            return read.Count > 0 ? read : [new(new AllCondition([]), new([], ""))];
        }
        if (!raw["then"].Exists && !isDefinition) raw["then"].Fault("the codes that follow when the condition is met were expected.");
        return [new(conditions.Read(raw["when"]), raw["then"].Exists ? Outcome(raw["then"]) : new([], ""))];
    }

    private static ThresholdAsked Threshold(YamlPart part)
    {
        part.Only("code", "name", "unit", "status", "value");
        var unit = part["unit"].Text();
        if (UcumUnit.Parse(unit) is { Succeeded: false }) part["unit"].Fault($"“{unit}” is no unit known here; a UCUM code like %, min, g/m2 was expected.");
        if (part["value"].Exists) part["value"].Fault($"“{part["value"].Optional()}”: the file holds no value of a threshold; the laboratory sets it with its citation, or it is a limit of the text.");
        var status = part["status"].One(Sources);
        if (status is not (SourceStatus.AwaitingAuthorityValue or SourceStatus.NationalAuthority)) part["status"].Fault("awaiting-authority-value or national-authority was expected.");
        return new(part["code"].Text(), part["name"].Text(), unit, status);
    }

    private static CascadeStep Step(YamlPart part)
    {
        part.Only("name", "order");
        return new(part["name"].Text(), (int)(part["order"].Number() ?? 0));
    }

    /// <summary>Codes alone, or codes with their words.</summary>
    private static CriterionOutcome Outcome(YamlPart part)
    {
        var codes = part.IsMap ? part.Only("codes", "words")["codes"] : part;
        var read = codes.Texts();
        if (read.Count == 0) codes.Fault("at least one tariff code was expected.");
        foreach (var code in read.Where(code => TariffCode.Digits(code).Length is < 4 or > 10)) codes.Fault($"“{code}” is no tariff code; four to ten digits were expected.");
        return new([.. read.Select(TariffCode.WithPoints)], part.IsMap ? part["words"].Optional() ?? "" : "");
    }
}
