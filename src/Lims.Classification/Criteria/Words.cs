using System.Globalization;
using Lims.Metrology;

namespace Lims.Classification.Criteria;

/// <summary>How states, limits and probabilities are said and spelled.</summary>
internal static class Words
{
    /// <summary>The state as messages and the interface spell it.</summary>
    public static string Code(Metrology.Verdict state) => state switch
    {
        Metrology.Verdict.Met => "met",
        Metrology.Verdict.NotMet => "not-met",
        Metrology.Verdict.Undecided => "undecided",
        _ => "not-evaluable",
    };

    /// <summary>The reverse; null for anything else.</summary>
    public static Metrology.Verdict? State(string code) => code switch
    {
        "met" => Metrology.Verdict.Met,
        "not-met" => Metrology.Verdict.NotMet,
        "undecided" => Metrology.Verdict.Undecided,
        "not-evaluable" => Metrology.Verdict.NotEvaluable,
        _ => null,
    };

    /// <summary>“at least 80 %”, “wheat or rye”, or what the threshold still lacks.</summary>
    /// <param name="leaf">One thing asked.</param>
    /// <param name="within">Its bounds, a threshold's value put in; null where it has none.</param>
    /// <param name="fact">Its fact, or the first of them.</param>
    /// <param name="asked">False under “not”.</param>
    public static string Asked(LeafCondition leaf, Bounds? within, FactAsked fact, bool asked)
    {
        var not = asked ? "" : "not ";
        return leaf switch
        {
            FactCondition => asked ? "yes" : "no",
            CodedCondition coded => not + List(coded.In, "or"),
            RelationCondition relation => $"{not}{Side(relation.Is)} that of the other",
            PredominatesCondition => not + "more than each of the others",
            LinearCondition { Within.Threshold: not null } linear when within is null => $"{not}{Side(linear.Within.ThresholdIs)} a value the authority has not given",
            LinearCondition => not + Range(within!, fact.Unit),
            _ => "",
        };
    }

    /// <summary>“more than 1 % and at most 6 %”.</summary>
    public static string Range(Bounds within, string unit)
    {
        if (within.IsOneValue) return $"exactly {Number((double)within.Lower!.Value, unit)}";
        var lower = within.Lower is { } low ? $"{(within.LowerIncluded ? "at least" : "more than")} {Number((double)low, unit)}" : null;
        var upper = within.Upper is { } high ? $"{(within.UpperIncluded ? "at most" : "less than")} {Number((double)high, unit)}" : null;
        return string.Join(" and ", new[] { lower, upper }.OfType<string>());
    }

    /// <summary>What a leaf is asked of: one quantity, several together, one against another.</summary>
    public static string Quantity(LeafCondition leaf, Func<string, FactAsked> fact) => leaf switch
    {
        RelationCondition relation => $"{fact(relation.First).Name} against {fact(relation.Second).InSentence}",
        SumCondition sum => $"{fact(sum.Members[0]).Name}, {List([.. sum.Members.Skip(1).Select(code => fact(code).InSentence)])} together",
        PredominatesCondition predominates => $"{fact(predominates.Member).Name} against each of {List([.. predominates.Among.Select(code => fact(code).InSentence)])}",
        _ => fact(leaf.Facts[0]).Name,
    };

    /// <summary>A whole condition as a clause: “milk fat, more than 1 % and at most 6 %; and “sweetened”, no”.</summary>
    public static string Clause(Condition condition, Func<string, FactAsked> fact, IReadOnlyDictionary<string, ThresholdInForce> thresholds, bool asked = true)
    {
        return condition switch
        {
            NotCondition not => Clause(not.Part, fact, thresholds, !asked),
            DefinedCondition defined => Clause(defined.Part, fact, thresholds, asked),
            CountCondition count => $"{(asked ? "" : "not ")}at least {count.AtLeast} of these hold: {Joined(count, ", ", true)}",
            AllCondition all => Joined(all, asked ? "; and " : "; or ", asked),
            AnyCondition { Of.Count: 1 } any => Joined(any, "", asked),
            AnyCondition any => "(" + Joined(any, asked ? "; or " : "; and ", asked) + ")",
            FactCondition of => $"“{fact(of.Fact).InSentence}”, {(asked ? "yes" : "no")}",
            PredominatesCondition predominates =>
                $"{fact(predominates.Member).InSentence} {(asked ? "exceeding" : "not exceeding")} each of {List([.. predominates.Among.Select(code => fact(code).InSentence)])}",
            RelationCondition relation => $"{fact(relation.First).InSentence}, {(asked ? "" : "not ")}{Side(relation.Is)} {fact(relation.Second).InSentence}",
            SumCondition sum => $"{List([.. sum.Members.Select(code => fact(code).InSentence)])}, together {Of(sum)}",
            LeafCondition leaf => $"{fact(leaf.Facts[0]).InSentence}, {Of(leaf)}",
            _ => "",
        };

        string Joined(Condition of, string joint, bool each) => string.Join(joint, of.Parts.Select(part => Clause(part, fact, thresholds, each)));

        string Of(LeafCondition leaf) => Asked(leaf, (leaf as LinearCondition)?.Within.Known(thresholds), fact(leaf.Facts[0]), asked);
    }

    private static string Side(Comparison comparison) => comparison switch
    {
        Comparison.LessThan => "less than",
        Comparison.LessOrEqual => "at most",
        Comparison.GreaterThan => "more than",
        _ => "at least",
    };

    /// <summary>A number with its unit, in the invariant culture; <c>1</c> is no unit.</summary>
    public static string Number(double value, string unit) =>
        value.ToString("0.############", CultureInfo.InvariantCulture) + (unit is "" or "1" ? "" : " " + Shown(unit));

    /// <summary>A unit as people read it; the UCUM code stays in the data.</summary>
    public static string Shown(string unit) => unit switch
    {
        "%{vol}" => "% vol",
        "{degZ}" => "°Z",
        "{degBrix}" => "°Brix",
        "Cel" => "°C",
        "um" => "µm",
        "umol/g" => "µmol/g",
        "g/(100.g)" => "g/100 g",
        "kcal_IT/kg" => "kcal/kg (international table)",
        "g/m2" => "g/m²",
        "kPa.m2/g" => "kPa·m²/g",
        "N.m2/g" => "N·m²/g",
        "/m" => "turns/m",
        _ => unit,
    };

    /// <summary>“3.2 ± 0.2 % (k = 2)” of a value with its standard uncertainty; the value alone without.</summary>
    public static string Found(double value, double? u, string unit)
    {
        if (u is not > 0) return Number(value, unit);
        var expanded = 2 * u.Value;
        var decimals = Math.Clamp(Rounding.DecimalsForSignificantDigits(expanded, 2, RoundingMode.HalfEven), 0, 12);
        // Never fewer digits than the value came with: a reader compares them with the report.
        var places = Math.Max(decimals, Math.Min((int)(Math.Abs(value) < 1e15 ? (decimal)value : 0).Scale, 12));
        var text = value.ToString("F" + places.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var shown = Math.Round(expanded, Math.Min(decimals, 12)).ToString("0.############", CultureInfo.InvariantCulture);
        return $"{text} ± {shown}{(unit is "" or "1" ? "" : " " + Shown(unit))} (k = 2)";
    }

    /// <summary>Four decimals, and never 0 or 1 for what is merely near it.</summary>
    public static string Probability(double p) => p switch
    {
        0 => "0",
        1 => "1",
        < 0.00005 => "less than 0.0001",
        > 0.99995 => "more than 0.9999",
        _ => p.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    /// <summary>A reported value without what the report says of it in brackets: <c>82.8 ± 1.9 %</c> of <c>82.8 ± 1.9 % (k = 1.96, 95 %, of starch)</c>.</summary>
    public static string Short(string reported) => reported.IndexOf(" (", StringComparison.Ordinal) is > 0 and var at ? reported[..at] : reported;

    /// <summary>“a, b and c”.</summary>
    public static string List(IReadOnlyList<string> items, string joint = "and") =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Count - 1))} {joint} {items[^1]}";
}
