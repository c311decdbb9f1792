using System.Globalization;

namespace Lims.Metrology;

/// <summary>
/// The sentence a report carries (ISO/IEC 17025, 7.8.6.1): the result with U, k and p, which requirement is met or not, and by which rule.
/// </summary>
public static class StatementOfConformity
{
    /// <summary>For a decision by proof.</summary>
    /// <param name="test">The outcome.</param>
    /// <param name="measured">The value that was tested.</param>
    /// <param name="rule">The rule it was tested by.</param>
    /// <param name="rounding">How a half is rounded on the report.</param>
    /// <param name="coverageProbability">p of the U that is named.</param>
    public static string Of(
        ConformityTest test,
        Measured measured,
        DecisionRule rule,
        RoundingMode rounding = RoundingMode.HalfEven,
        double coverageProbability = 0.95)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(rule);
        var verdict = test.Verdict switch
        {
            Verdict.Met => $"The requirement '{test.Limit}' is met.",
            Verdict.NotMet => $"The requirement '{test.Limit}' is not met.",
            Verdict.Undecided => $"Whether the requirement '{test.Limit}' is met is not proven either way.",
            _ => $"The requirement '{test.Limit}' cannot be evaluated.",
        };
        var probability = test.Probability is { } p
            ? FormattableString.Invariant($" Probability of conformity {Shown(p)}.")
            : "";
        return FormattableString.Invariant($"{verdict} {Result(measured, rounding, coverageProbability)}{probability} ")
            + FormattableString.Invariant($"Decision rule: met when the probability of conformity is at least {rule.Confidence:0.####}, ")
            + FormattableString.Invariant(
                $"not met when it is at most {1 - rule.Confidence:0.####} (JCGM 106){Rounded(rule.RoundedBefore)}.");
    }

    /// <summary>For a decision by acceptance limits.</summary>
    /// <param name="decision">The outcome.</param>
    /// <param name="rounding">How a half is rounded on the report.</param>
    /// <param name="coverageProbability">p of the U that is named.</param>
    public static string Of(
        AcceptanceDecision decision, RoundingMode rounding = RoundingMode.HalfEven, double coverageProbability = 0.95)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var zone = decision.Zone switch
        {
            AcceptanceZone.Pass => "Pass",
            AcceptanceZone.ConditionalPass => "Conditional pass",
            AcceptanceZone.ConditionalFail => "Conditional fail",
            _ => "Fail",
        };
        var unit = decision.Limit.Unit is "" or "1" ? "" : " " + decision.Limit.Unit;
        return $"{zone} against the requirement '{decision.Limit}'. {Result(decision.Measured, rounding, coverageProbability)} "
            + $"Probability of non-conformity {Shown(decision.ProbabilityOfNonconformance)}. "
            + FormattableString.Invariant($"Decision rule: {decision.Rule.Name}, w = {Digits(decision.Acceptance.GuardBand)}")
            + $"{unit} (ILAC-G8:09/2019){Rounded(decision.Rule.RoundedBefore)}.";
    }

    private static string Result(Measured measured, RoundingMode rounding, double coverageProbability)
    {
        var u = FormattableString.Invariant($"standard uncertainty u = {Digits(measured.StandardUncertainty)}");
        return $"Result {measured.Report(rounding, coverageProbability)}, {u}.";
    }

    private static string Rounded(RoundingBeforeComparison? rounding) =>
        rounding is null ? ", compared at full precision" : $", the value {rounding} before comparison";

    private static string Digits(double value) =>
        Rounding.ToSignificantDigits(value, 3, RoundingMode.HalfEven).ToString("R", CultureInfo.InvariantCulture);

    // A probability of 0.99997 must not be printed as 1.000.
    private static string Shown(double p) => p switch
    {
        > 0.999 => "above 0.999",
        < 0.001 => "below 0.001",
        _ => p.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
