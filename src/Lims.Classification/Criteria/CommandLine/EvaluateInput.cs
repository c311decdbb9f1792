using Lims.Classification.Tariff;
using Lims.Metrology;

namespace Lims.Classification.Criteria.CommandLine;

/// <summary>One question to the criteria, as <c>lims evaluate</c> takes it.</summary>
/// <param name="On">The day whose law counts.</param>
/// <param name="Tariff">The tariff: <c>HS 2022</c>, <c>EU</c>, <c>US</c>; it says which overlays are on.</param>
/// <param name="Declared">The declared code; empty where none is told.</param>
/// <param name="Heading">The heading chosen at the level above (GRI 6); empty where none is told.</param>
/// <param name="Criteria">Ids of the criteria asked; empty for all that touch the heading.</param>
/// <param name="Findings">What is known.</param>
/// <param name="Rule">The decision rule.</param>
/// <param name="RuleIsTold">Whether the input names it.</param>
/// <param name="Thresholds">Values set for thresholds.</param>
/// <param name="Path">Where the question stands in the input.</param>
internal sealed record EvaluateInput(
    DateOnly On, string Tariff, string Declared, string Heading, IReadOnlyList<(string Id, JsonPart At)> Criteria, IReadOnlyList<Finding> Findings, RuleUsed Rule, bool RuleIsTold,
    IReadOnlyDictionary<string, double> Thresholds, string Path)
{
    /// <summary>How people and instruments write units that UCUM writes otherwise.</summary>
    private static readonly Dictionary<string, string> Written = new(StringComparer.OrdinalIgnoreCase)
    {
        ["% vol"] = "%{vol}",
        ["%vol"] = "%{vol}",
        ["% v/v"] = "%{vol}",
        ["vol%"] = "%{vol}",
        ["% w/w"] = "%",
        ["% m/m"] = "%",
        ["percent"] = "%",
        ["ppm"] = "[ppm]",
        ["°Z"] = "{degZ}",
        ["degZ"] = "{degZ}",
        ["°Bx"] = "{degBrix}",
        ["°Brix"] = "{degBrix}",
        ["Brix"] = "{degBrix}",
        ["degBrix"] = "{degBrix}",
        ["[degBrix]"] = "{degBrix}",
        ["°C"] = "Cel",
        ["g/100 g"] = "g/(100.g)",
        ["g/100g"] = "g/(100.g)",
        ["µm"] = "um",
        ["µmol/g"] = "umol/g",
        ["g/m²"] = "g/m2",
        ["kcal(IT)/kg"] = "kcal_IT/kg",
        ["t/m"] = "/m",
        ["turns/m"] = "/m",
        [""] = "1",
    };

    public static EvaluateInput Read(JsonPart part, DateOnly today)
    {
        if (part.Kind != System.Text.Json.JsonValueKind.Object) throw part.Refused("an object with on, tariff, declared, facts and measured was expected");
        part.Only("on", "tariff", "declared", "heading", "criteria", "facts", "measured", "rule", "thresholds");
        var (declared, heading) = (Code(part["declared"], 2), Code(part["heading"], 4));
        var asked = part["criteria"].Kind == System.Text.Json.JsonValueKind.String ? [part["criteria"]] : part["criteria"].List;
        if (declared.Length + heading.Length + asked.Count == 0)
            throw new InputRefused($"{part.Path}.declared: nothing was found; a declared code was expected, or a heading, or criteria by name.");
        List<Finding> findings = [.. part["facts"].Pairs.Select(Stated).OfType<Finding>(), .. part["measured"].List.Select(Measured)];
        var (rule, told) = RuleOf(part["rule"]);
        return new(
            part["on"].Day() ?? today, part["tariff"].Text() ?? "HS 2022", declared, heading, [.. asked.Select(id => (id.Text() ?? "", id))], DerivedFindings.With(findings), rule, told,
            part["thresholds"].Pairs.ToDictionary(pair => pair.Key, pair => pair.Part.Number() ?? throw pair.Part.Refused("a number was expected"), StringComparer.Ordinal), part.Path);
    }

    private static string Code(JsonPart part, int fewest)
    {
        // A code that starts with 0 loses it where somebody writes it as a number.
        if (part.Text() is not { Length: > 0 } text) return "";
        var digits = TariffCode.Digits(text);
        return digits.Length >= fewest && digits.Length <= 10 ? digits : throw part.Refused($"a tariff code of {fewest} to 10 digits was expected");
    }

    private static FactAsked Known(string code, JsonPart at)
    {
        if (FactVocabulary.Shipped.Find(code) is { } fact) return fact;
        var near = FactVocabulary.Shipped.Near(code);
        throw new InputRefused($"{at.Path}: “{code}” is no fact that any criterion asks for{(near.Count == 0 ? "; “lims criteria” lists them" : $"; did you mean {string.Join(" or ", near)}?")}.");
    }

    private static Finding? Stated((string Code, JsonPart Part) pair)
    {
        var (code, part) = pair;
        if (!part.Exists) return null;
        return Answer(Known(code, part), part) ?? AsDeclared(Known(code, part), part.Number()!.Value);
    }

    /// <summary>A number among the facts is declared or counted: a formulation, a number of plies. It has no uncertainty of measurement.</summary>
    private static Finding AsDeclared(FactAsked fact, double value) =>
        Finding.Measured(fact.Code, value, null, fact.Unit, fact.Basis) with { Kind = "declared", Reported = Words.Number(value, fact.Unit) + ", as declared" };

    /// <summary>A yes, a no or a kind; null for a number.</summary>
    private static Finding? Answer(FactAsked fact, JsonPart part) => fact.Type switch
    {
        FactType.Number => null,
        FactType.Truth => Finding.Stated(fact.Code, part.Truth() ?? throw part.Refused("true or false was expected")),
        _ => Finding.Stated(fact.Code, part.Text() is { } kind && fact.Kinds.Contains(kind) ? kind : throw part.Refused($"one of {string.Join(", ", fact.Kinds)} was expected")),
    };

    private static Finding Measured(JsonPart part)
    {
        part.Only("quantity", "value", "qualifier", "unit", "basis", "u", "U", "k", "dof", "n", "method", "correlatedWith");
        var code = part["quantity"].Text() ?? throw part["quantity"].Refused("the code of a quantity was expected");
        var fact = Known(code, part["quantity"]);
        var method = part["method"].Text();
        if (Answer(fact, part["value"]) is { } answer) return answer with { Kind = "measured", Method = method };
        var qualifier = part["qualifier"].Text() ?? "none";
        if (qualifier is not ("none" or "=" or "<" or ">" or "nd")) throw part["qualifier"].Refused("none, <, > or nd was expected");
        var value = part["value"].Number();
        if (value is null && qualifier != "nd") throw part["value"].Refused("a number was expected");
        var unit = Unit(part["unit"], fact);
        var basis = part["basis"].Text() ?? "";
        var found = qualifier switch
        {
            "<" or ">" => Finding.Censored(code, qualifier, value, unit, basis),
            "nd" => Finding.Censored(code, "<", value, unit, basis),
            _ => Valued(fact, part, value!.Value, unit, basis),
        };
        return found with
        {
            DegreesOfFreedom = part["dof"].Number() is { } dof ? dof >= 1 ? dof : throw part["dof"].Refused("degrees of freedom of at least 1 were expected") : null,
            Determinations = part["n"].Number() is { } n ? n >= 1 && n == Math.Truncate(n) && n < int.MaxValue ? (int)n : throw part["n"].Refused("a whole number from 1 was expected") : 1,
            Method = method,
            CorrelatedWith = Correlations(part["correlatedWith"], code),
        };
    }

    private static Finding Valued(FactAsked fact, JsonPart part, double value, string unit, string basis)
    {
        var (u, expanded, k) = (part["u"].Number(), part["U"].Number(), part["k"].Number());
        if (u is < 0) throw part["u"].Refused("a standard uncertainty of 0 or more was expected");
        if (expanded is < 0) throw part["U"].Refused("an expanded uncertainty of 0 or more was expected");
        if (k is <= 0) throw part["k"].Refused("a coverage factor above 0 was expected");
        if (u is not null && expanded is not null) throw part["U"].Refused("either u, or U with k, was expected, not both");
        // U = k u: with one of the two missing it would be read both ways.
        if (expanded is not null && k is null) throw part["k"].Refused("the coverage factor that belongs to U was expected");
        if (k is not null && expanded is null) throw part["k"].Refused("k belongs to an expanded uncertainty U, and there is none");
        var standard = u ?? expanded / k;
        if (standard is null && fact.Kind != FactKind.Measured) return AsDeclared(fact, value) with { Unit = unit, Basis = basis, Reported = Words.Number(value, unit) };
        var finding = Finding.Measured(fact.Code, value, standard, unit, basis);
        return expanded is > 0 ? finding with { Reported = $"{Words.Number(value, "")} ± {Words.Number(expanded.Value, unit)} (k = {Words.Number(k!.Value, "")})" } : finding;
    }

    private static string Unit(JsonPart part, FactAsked fact)
    {
        if (part.Text() is not { } text) return fact.Unit == "1" ? "1" : throw part.Refused($"a unit was expected; {fact.Code} is asked for in {fact.Unit}");
        var code = Written.GetValueOrDefault(text, text);
        return UcumUnit.Parse(code) is { Succeeded: false } refused ? throw part.Refused($"a UCUM unit was expected; {fact.Code} is asked for in {fact.Unit}. {refused.Refusal}") : code;
    }

    /// <summary>Either <c>{"element.fe": -0.4}</c> or <c>[{"quantity": "element.fe", "r": -0.4}]</c>.</summary>
    private static Dictionary<string, double> Correlations(JsonPart part, string own)
    {
        var pairs = part.Kind == System.Text.Json.JsonValueKind.Array
            ? part.List.Select(each => (Code: each.Only("quantity", "r")["quantity"].Text() ?? throw each["quantity"].Refused("the code of a quantity was expected"), Part: each["r"])).ToList()
            : [.. part.Pairs];
        var correlations = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (code, at) in pairs)
        {
            Known(code, at);
            if (code == own) throw at.Refused("the code of another quantity was expected");
            correlations[code] = at.Number() is { } r and >= -1 and <= 1 ? r : throw at.Refused("a correlation coefficient from -1 to 1 was expected");
        }
        return correlations;
    }

    private static (RuleUsed Rule, bool IsTold) RuleOf(JsonPart part)
    {
        if (!part.Exists) return (Proven(0.95), false);
        part.Only("kind", "confidence");
        var kind = part["kind"].Text();
        if (kind is not ("simple" or "proven")) throw part["kind"].Refused("simple or proven was expected");
        var confidence = part["confidence"].Number() ?? 0.95;
        if (confidence is not (> 0.5 and < 1)) throw part["confidence"].Refused("a number above 0.5 and below 1 was expected");
        return (kind == "simple" ? RuleUsed.Simple : Proven(confidence), true);
    }

    private static RuleUsed Proven(double confidence) => new(false, confidence, "proven", null);
}
