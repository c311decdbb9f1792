using Lims.Classification.Tariff;

namespace Lims.Classification.Criteria.CommandLine;

/// <summary>One verdict, as <c>lims evaluate</c> gives it.</summary>
/// <param name="Criterion">Its id.</param>
/// <param name="State"><c>met</c>, <c>notMet</c>, <c>undecided</c> or <c>notEvaluable</c>.</param>
/// <param name="Codes">Codes of the criterion still possible.</param>
/// <param name="Probability">Of the outcome proven or most probable; of any outcome where none is met; null where it is a range or cannot be told.</param>
/// <param name="Limit">The limit nearest to what was measured; null for none.</param>
/// <param name="GuardBand">Width of the zone beside it in which nothing is proven; 0 under the simple rule, null without an uncertainty.</param>
/// <param name="Presumed">Facts that nobody stated and that were presumed.</param>
/// <param name="Missing">Facts and thresholds not known that could change the answer.</param>
/// <param name="Level"><c>heading</c>, <c>subheading</c>, <c>national</c> or <c>definition</c>.</param>
/// <param name="Explanation">In sentences.</param>
/// <param name="Citation">Notes with their edition.</param>
internal sealed record VerdictJson(
    string Criterion, string State, IReadOnlyList<string> Codes, double? Probability, double? Limit, double? GuardBand, IReadOnlyList<string> Presumed, IReadOnlyList<string> Missing,
    string Level, string Explanation, string Citation);

/// <summary>Puts one question to the criteria that apply.</summary>
internal sealed class Evaluations(EvaluateInput input, CriteriaCatalogue catalogue)
{
    private readonly IReadOnlyList<Criterion> inForce =
        [.. catalogue.All.Where(criterion => criterion.InForce(input.On)).GroupBy(criterion => criterion.Id, StringComparer.Ordinal).Select(editions => editions.MaxBy(criterion => criterion.ValidFrom)!)];

    public IReadOnlyList<VerdictJson> Answer()
    {
        if (input.Criteria.Count > 0) return [.. input.Criteria.Select(Named)];
        var verdicts = new List<(Criterion Criterion, Evaluation Evaluation)>();
        foreach (var criterion in inForce.Where(criterion => Overlays.IsOn(criterion.Overlay, input.Tariff) && criterion.Defines.Length == 0 && Touches(criterion)))
        {
            var evaluation = Evaluate(criterion);
            // Outside its scope a criterion does not apply; naming it would only be noise.
            if (evaluation.Applies) verdicts.Add((criterion, evaluation));
        }
        return [.. verdicts.OrderBy(pair => pair.Criterion.Cascade?.Name ?? pair.Criterion.Id, StringComparer.Ordinal).ThenBy(pair => pair.Criterion.Cascade?.Order ?? 0)
            .ThenBy(pair => pair.Criterion.Id, StringComparer.Ordinal).Select(pair => Json(pair.Criterion, pair.Evaluation, verdicts))];
    }

    private VerdictJson Named((string Id, JsonPart At) asked)
    {
        if (inForce.FirstOrDefault(criterion => string.Equals(criterion.Id, asked.Id, StringComparison.OrdinalIgnoreCase)) is { } criterion)
        {
            return GriSix(criterion) is { } other
                ? new(criterion.Id, "notEvaluable", [], null, null, null, [], [], Levels.Of(criterion), $"{criterion.Id}: {other}", criterion.Citation)
                : Json(criterion, Evaluate(criterion), []);
        }
        if (CriteriaCatalogue.Files.SelectMany(file => file.NotExecutable).FirstOrDefault(there => string.Equals(there.Id, asked.Id, StringComparison.OrdinalIgnoreCase)) is { } not)
            return new(not.Id, "notEvaluable", [], null, null, null, [], [], "heading", $"{not.Id}: {not.Title} cannot be decided by a number or a fact. {not.Why}", "");
        throw catalogue.All.Any(there => string.Equals(there.Id, asked.Id, StringComparison.OrdinalIgnoreCase))
            ? asked.At.Refused(FormattableString.Invariant($"a criterion in force on {input.On:yyyy-MM-dd} was expected"))
            : asked.At.Refused("the id of a criterion was expected; “lims criteria” lists them");
    }

    /// <summary>Subheadings are compared only within one heading, which has to be settled first (GRI 6).</summary>
    private string? GriSix(Criterion criterion) =>
        input.Heading.Length > 0 && Levels.Of(criterion) != "heading" && Levels.Of(criterion) != "definition" && !Levels.Headings(criterion).Contains(input.Heading[..4])
            ? $"it compares subheadings of {string.Join(", ", Levels.Headings(criterion))}, and heading {input.Heading[..4]} is chosen; subheadings are compared only within the chosen heading (GRI 6)."
            : null;

    private Evaluation Evaluate(Criterion criterion)
    {
        var thresholds = criterion.Thresholds.Where(asked => input.Thresholds.ContainsKey(asked.Code))
            .ToDictionary(asked => asked.Code, asked => new ThresholdInForce(asked.Code, (decimal)input.Thresholds[asked.Code], asked.Unit, "as given with the question", false), StringComparer.Ordinal);
        try
        {
            return new Evaluator(criterion, input.Declared, input.Findings, thresholds, input.Rule).Evaluate();
        }
        catch (Reckoning.ImpossibleCorrelations impossible)
        {
            throw new InputRefused($"{input.Path}.measured: {impossible.Message}");
        }
    }

    private bool Touches(Criterion criterion)
    {
        var wanted = input.Heading.Length > 0 ? input.Heading[..4] : input.Declared.Length >= 4 ? input.Declared[..4] : input.Declared;
        return wanted.Length > 0 && criterion.Codes.Any(code => TariffCode.Digits(code).StartsWith(wanted, StringComparison.Ordinal));
    }

    private VerdictJson Json(Criterion criterion, Evaluation evaluation, List<(Criterion Criterion, Evaluation Evaluation)> others)
    {
        var leaf = evaluation.Applies ? Nearest(evaluation) : null;
        var level = Levels.Of(criterion);
        var settled = level == "subheading" ? Levels.Headings(criterion)[0] : null;
        var declaredIn = settled is not null && input.Heading.Length == 0 && input.Declared.StartsWith(settled, StringComparison.Ordinal);
        List<string> words = [.. evaluation.Sentences];
        if (settled is not null && input.Heading.Length == 0)
            words.Add($"That the goods fall in heading {settled} is taken as settled{(declaredIn ? " from the declared code" : ", because the question is one of its subheadings")} (GRI 6).");
        if (!input.RuleIsTold) words.Add("No rule was given; a thing is taken as proven from a probability of 0.95 on.");
        if (criterion.Overlay.Length > 0 && !Overlays.IsOn(criterion.Overlay, input.Tariff)) words.Add($"The criterion belongs to the overlay “{criterion.Overlay}”, which the tariff “{input.Tariff}” does not have; it was asked by name.");
        if (criterion.Cascade is { } step && others.Find(other => other.Criterion.Cascade is { } earlier && earlier.Name == step.Name && earlier.Order < step.Order && other.Evaluation.State == Metrology.Verdict.Met
            && !other.Evaluation.Codes.Intersect(evaluation.Codes).Any()) is { Criterion: { } first })
            words.Add($"In the order of “{step.Name}”, {first.Id} comes before this one and is met; its outcome stands first.");
        return new(
            criterion.Id, State(evaluation), [.. evaluation.Codes.Where(criterion.Codes.Contains)], evaluation.Applies ? evaluation.Probability : null, leaf?.Limit, leaf?.GuardBand,
            [.. evaluation.Presumed ?? [], .. settled is not null && input.Heading.Length == 0 && !declaredIn ? new[] { "heading " + settled } : []],
            [.. evaluation.Missing, .. evaluation.Awaiting], level, string.Join("\n", words), evaluation.Citation);
    }

    private static string State(Evaluation evaluation) => evaluation.State switch
    {
        Metrology.Verdict.Met => "met",
        Metrology.Verdict.NotMet => "notMet",
        Metrology.Verdict.Undecided => "undecided",
        _ => "notEvaluable",
    };

    /// <summary>Of everything with a limit, what lies nearest to it, in standard uncertainties where they are known.</summary>
    private static LeafOutcome? Nearest(Evaluation evaluation)
    {
        var limited = evaluation.Leaves.Where(leaf => leaf.Limit is not null).ToList();
        return limited.Where(leaf => leaf.Value is not null).MinBy(leaf => Math.Abs(leaf.Value!.Value - leaf.Limit!.Value) / (leaf.StandardUncertainty is > 0 and var u ? u : Math.Max(1e-9, Math.Abs(leaf.Limit.Value) / 100)))
            ?? (limited.Count == 1 ? limited[0] : null);
    }
}

/// <summary>Which overlays a tariff has. The Harmonized System is always on.</summary>
internal static class Overlays
{
    public static bool IsOn(string overlay, string tariff)
    {
        if (overlay.Length == 0) return true;
        var words = tariff.ToUpperInvariant().Split([' ', ',', ';', '+', '/', '-', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        return overlay.ToUpperInvariant() switch
        {
            "EU" => words.Any(word => word is "EU" or "CN" or "TARIC"),
            "US" => words.Any(word => word is "US" or "HTS" or "HTSUS" or "USITC"),
            "NATIONAL" => words.Any(word => word is "NATIONAL" or "KR" or "HSK" or "DEMONSTRATION"),
            var other => words.Contains(other),
        };
    }
}

/// <summary>At which level of the tariff a criterion decides.</summary>
internal static class Levels
{
    public static string Of(Criterion criterion)
    {
        if (criterion.Defines.Length > 0) return "definition";
        var digits = criterion.Codes.Select(TariffCode.Digits).ToList();
        if (Headings(criterion).Count > 1 || digits.TrueForAll(code => code.Length == 4)) return "heading";
        return digits.Exists(code => code.Length > 6) ? "national" : "subheading";
    }

    public static IReadOnlyList<string> Headings(Criterion criterion) => [.. criterion.Codes.Select(code => TariffCode.Digits(code)[..4]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
