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

    /// <summary>“at least 80 %”, or what the threshold still lacks.</summary>
    public static string Asked(CompareCondition compare, Limit? limit, FactAsked fact, bool asked)
    {
        var side = compare.Is switch
        {
            Comparison.LessThan => "less than",
            Comparison.LessOrEqual => "at most",
            Comparison.GreaterThan => "more than",
            _ => "at least",
        };
        var number = limit is null ? "a value the authority has not given" : Number(limit.Lower ?? limit.Upper!.Value, fact.Unit);
        return $"{(asked ? "" : "not ")}{side} {number}";
    }

    /// <summary>A number with its unit, in the invariant culture; <c>1</c> is no unit.</summary>
    public static string Number(double value, string unit) =>
        value.ToString("0.############", CultureInfo.InvariantCulture) + (unit is "" or "1" ? "" : " " + unit);

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
