using CsCheck;
using Lims.Metrology;
using static Lims.Metrology.Comparison;

namespace Lims.Tests.Metrology;

public sealed class An_acceptance_rule
{
    private static readonly Limit AtMost = Limit.Of(LessOrEqual, 10, "%");
    private static readonly Limit Below = Limit.Of(LessThan, 10, "%");

    private static AcceptanceZone Zone(AcceptanceRule rule, Limit limit, double x, double u = 0.5) =>
        rule.Decide(limit, new(x, u, "%")).Zone;

    [Theory]
    [InlineData(10, AcceptanceZone.Pass)]
    [InlineData(10.0001, AcceptanceZone.Fail)]
    [InlineData(9.9, AcceptanceZone.Pass)]
    public void That_is_simple_compares_with_the_limit_itself(double x, AcceptanceZone zone) =>
        Assert.Equal(zone, Zone(AcceptanceRule.Simple, AtMost, x));

    [Fact]
    public void Keeps_the_word_of_the_law_on_the_limit()
    {
        Assert.Equal(AcceptanceZone.Fail, Zone(AcceptanceRule.Simple, Below, 10));
        Assert.Equal(AcceptanceZone.Pass, Zone(AcceptanceRule.Simple, Limit.Of(GreaterOrEqual, 10, "%"), 10));
        Assert.Equal(AcceptanceZone.Fail, Zone(AcceptanceRule.Simple, Limit.Of(GreaterThan, 10, "%"), 10));
        Assert.Equal(AcceptanceZone.Pass, Zone(AcceptanceRule.Simple, Limit.Of(GreaterThan, 10, "%"), 10.1));
    }

    // u = 0.5, U = 1, w = U.
    [Theory]
    [InlineData(8.9, AcceptanceZone.Pass)]
    [InlineData(9, AcceptanceZone.Pass)]
    [InlineData(9.1, AcceptanceZone.ConditionalPass)]
    [InlineData(10, AcceptanceZone.ConditionalPass)]
    [InlineData(10.1, AcceptanceZone.ConditionalFail)]
    [InlineData(11, AcceptanceZone.ConditionalFail)]
    [InlineData(11.1, AcceptanceZone.Fail)]
    public void That_is_not_binary_has_four_zones(double x, AcceptanceZone zone) =>
        Assert.Equal(zone, Zone(AcceptanceRule.Guarded(1, kind: AcceptanceKind.NonBinary), AtMost, x));

    [Theory]
    [InlineData(79, AcceptanceZone.ConditionalFail)]
    [InlineData(80, AcceptanceZone.ConditionalPass)]
    [InlineData(81, AcceptanceZone.Pass)]
    [InlineData(94, AcceptanceZone.Pass)]
    [InlineData(94.5, AcceptanceZone.ConditionalPass)]
    [InlineData(95.5, AcceptanceZone.ConditionalFail)]
    [InlineData(96.5, AcceptanceZone.Fail)]
    [InlineData(78.5, AcceptanceZone.Fail)]
    public void Guards_both_ends_of_an_interval(double x, AcceptanceZone zone) =>
        Assert.Equal(zone, Zone(AcceptanceRule.Guarded(1, kind: AcceptanceKind.NonBinary), Limit.Between(80, 95, "%"), x));

    [Fact]
    public void That_guards_binary_passes_to_the_acceptance_limit_and_no_further()
    {
        var rule = AcceptanceRule.Guarded(0.5);
        var decision = rule.Decide(AtMost, new(9.5, 0.5, "%"));
        Assert.Equal((AcceptanceZone.Pass, 9.5, (double?)null, 0.5),
            (decision.Zone, decision.Acceptance.Upper!.Value, decision.Acceptance.Lower, decision.Acceptance.GuardBand));
        Assert.Equal(AcceptanceZone.Fail, Zone(rule, AtMost, 9.51));
        // Guarded rejection: beyond the tolerance, by w.
        Assert.Equal(AcceptanceZone.Pass, Zone(AcceptanceRule.Guarded(-1), AtMost, 11));
        Assert.Equal(AcceptanceZone.Fail, Zone(AcceptanceRule.Guarded(-1), AtMost, 11.01));
        Assert.Equal(0.25 * 3, AcceptanceRule.Guarded(0.25, 3).GuardBand(new(1, 1, "%")));
    }

    [Fact]
    public void Rounds_before_it_compares_when_the_law_says_so()
    {
        var rule = AcceptanceRule.Simple with { RoundedBefore = new(1, RoundingMode.HalfAwayFromZero) };
        var decision = rule.Decide(AtMost, new(10.04, 0.5, "%"));
        Assert.Equal((AcceptanceZone.Pass, 10.0, 10.04), (decision.Zone, decision.Compared, decision.Measured.Value));
        Assert.Equal(AcceptanceZone.Fail, Zone(rule, AtMost, 10.05));
        Assert.Equal(AcceptanceZone.Pass,
            Zone(AcceptanceRule.Simple with { RoundedBefore = new(1, RoundingMode.HalfEven) }, AtMost, 10.05));
    }

    [Fact]
    public void For_a_risk_takes_students_factor_of_the_value()
    {
        var rule = AcceptanceRule.ForRisk(0.05);
        Numbers.Agree(1.6448536269514726, rule.GuardBand(new(1, 1, "%")));
        Numbers.Agree(2.0150483733330242 * 0.5, rule.GuardBand(new(1, 0.5, "%", degreesOfFreedom: 5)));
    }

    [Fact]
    public void Holds_its_risk_at_the_acceptance_limit_whatever_the_uncertainty() =>
        Gen.Select(Gen.Double[0.001, 0.499], Gen.Double[0.01, 10], Gen.Int[1, 40]).Sample(c =>
        {
            var (risk, u, nu) = c;
            var rule = AcceptanceRule.ForRisk(risk);
            var at = rule.Decide(AtMost, new(0, u, "%", degreesOfFreedom: nu)).Acceptance.Upper!.Value;
            return Math.Abs(rule.Decide(AtMost, new(at, u, "%", degreesOfFreedom: nu)).ProbabilityOfNonconformance - risk) <= 1e-8 * risk;
        });

    [Fact]
    public void Agrees_with_the_rule_by_proof_on_one_limit() =>
        Gen.Select(Gen.Double[5, 15], Gen.Double[0.1, 2], Gen.Double[0.6, 0.99]).Sample(c =>
        {
            var (x, u, confidence) = c;
            var zone = Zone(AcceptanceRule.ForRisk(1 - confidence, AcceptanceKind.NonBinary), AtMost, x, u);
            var verdict = new DecisionRule(confidence).Test(AtMost, new Measured(x, u, "%")).Verdict;
            return verdict switch
            {
                Verdict.Met => zone == AcceptanceZone.Pass,
                Verdict.NotMet => zone == AcceptanceZone.Fail,
                _ => zone is AcceptanceZone.ConditionalPass or AcceptanceZone.ConditionalFail,
            };
        });

    [Fact]
    public void Says_its_name()
    {
        Assert.Equal("simple acceptance (w = 0; risk of a false acceptance up to 50 %)", AcceptanceRule.Simple.Name);
        Assert.Equal(
            "non-binary statement with guard band w = 1 U (k = 2; risk of a false acceptance up to 2.28 %)",
            AcceptanceRule.Guarded(1, kind: AcceptanceKind.NonBinary).Name);
        Assert.Equal("binary statement with guard band w = t u for a risk of a false acceptance of at most 5 %",
            AcceptanceRule.ForRisk(0.05).Name);
        Assert.Equal(AcceptanceKind.Binary, AcceptanceRule.ForRisk(0.05).Kind);
    }

    [Fact]
    public void Refuses_what_is_no_risk_no_guard_band_and_another_unit()
    {
        Numbers.Says("risk above 0 and below 0.5", Assert.Throws<ArgumentOutOfRangeException>(() => AcceptanceRule.ForRisk(0.5)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => AcceptanceRule.ForRisk(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => AcceptanceRule.Guarded(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => AcceptanceRule.Guarded(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => AcceptanceRule.Guarded(-1, kind: AcceptanceKind.NonBinary));
        Numbers.Says("'g'", Assert.Throws<ArgumentException>(() => AcceptanceRule.Simple.Decide(AtMost, new(1, 1, "g"))).Message);
    }
}

public sealed class A_statement_of_conformity
{
    private static readonly Limit Rice = Limit.Of(GreaterOrEqual, 80, "%", Basis.DryMatter);

    private static string Of(double x, double u, DecisionRule rule)
    {
        var measured = new Measured(x, u, "%", Basis.DryMatter);
        return StatementOfConformity.Of(rule.Test(Rice, measured), measured, rule);
    }

    [Fact]
    public void Names_requirement_result_U_k_p_and_rule() => Assert.Equal(
        "The requirement '≥ 80 % (dry matter)' is met. Result 84.6 ± 2.0 % (k = 1.96, 95 %, dry matter), standard uncertainty u = 1. "
        + "Probability of conformity above 0.999. Decision rule: met when the probability of conformity is at least 0.95, not met when it "
        + "is at most 0.05 (JCGM 106), compared at full precision.",
        Of(84.6, 1, new()));

    [Theory]
    [InlineData(76.5, "The requirement '≥ 80 % (dry matter)' is not met.", "Probability of conformity below 0.001.")]
    [InlineData(79, "Whether the requirement '≥ 80 % (dry matter)' is met is not proven either way.", "Probability of conformity 0.159.")]
    [InlineData(81.7, "The requirement '≥ 80 % (dry matter)' is met.", "Probability of conformity 0.955.")]
    public void Says_each_verdict_in_its_own_words(double x, string verdict, string probability)
    {
        var text = Of(x, 1, new());
        Assert.StartsWith(verdict, text, StringComparison.Ordinal);
        Numbers.Says(probability, text);
    }

    [Fact]
    public void Says_that_nothing_can_be_evaluated_and_gives_no_probability()
    {
        var text = StatementOfConformity.Of(new DecisionRule().WithoutUncertainty(Rice), new(81, 1.2345, "%", Basis.DryMatter), new());
        Assert.StartsWith("The requirement '≥ 80 % (dry matter)' cannot be evaluated. Result", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Probability of conformity", text, StringComparison.Ordinal);
        Numbers.Says("u = 1.23.", text);
    }

    [Fact]
    public void Names_the_rounding_that_belongs_to_the_rule() => Numbers.Says(
        "(JCGM 106), the value rounded to 0 decimals, half to even before comparison.",
        Of(81, 1, new(0.9) { RoundedBefore = new(0, RoundingMode.HalfEven) }));

    [Theory]
    [InlineData(8.9, "Pass against")]
    [InlineData(9.5, "Conditional pass against")]
    [InlineData(10.5, "Conditional fail against")]
    [InlineData(11.5, "Fail against")]
    public void By_acceptance_limits_names_the_zone(double x, string expected) => Assert.StartsWith(
        expected + " the requirement '≤ 10 %'.",
        StatementOfConformity.Of(
            AcceptanceRule.Guarded(1, kind: AcceptanceKind.NonBinary).Decide(Limit.Of(LessOrEqual, 10, "%"), new(x, 0.5, "%"))),
        StringComparison.Ordinal);

    [Fact]
    public void By_acceptance_limits_names_risk_guard_band_and_rounding() => Assert.Equal(
        "Pass against the requirement '≤ 10'. Result 9.04 ± 0.98 (k = 1.96, 95 %), standard uncertainty u = 0.5. Probability of "
        + "non-conformity 0.023. Decision rule: binary statement with guard band w = 1 U (k = 2; risk of a false acceptance up to 2.28 %), "
        + "w = 1 (ILAC-G8:09/2019), the value rounded to 1 decimals, half away from zero before comparison.",
        StatementOfConformity.Of((AcceptanceRule.Guarded(1) with { RoundedBefore = new(1, RoundingMode.HalfAwayFromZero) })
            .Decide(Limit.Of(LessOrEqual, 10, "1"), new(9.04, 0.5, "1"))));
}

public sealed class A_rule_by_proof
{
    private static readonly DecisionRule Rule = new(0.95);

    [Fact]
    public void Compares_two_measured_values_by_their_difference()
    {
        Measured cotton = new(51, 0.8, "%", Basis.DryMatter), polyester = new(49, 0.6, "%", Basis.DryMatter);
        var test = Rule.Compare(cotton, GreaterThan, polyester);
        Numbers.Agree(0.9772498680518208, test.Probability!.Value);
        Assert.Equal(Verdict.Met, test.Verdict);
        Assert.Equal((0.0, "%", Basis.DryMatter), (test.Limit.Lower!.Value, test.Limit.Unit, test.Limit.Basis));
        // Of a closed sum, r = -1: u(d) = 1.4.
        Assert.Equal(Verdict.Undecided, Rule.Compare(cotton, GreaterThan, polyester, -1).Verdict);
        Numbers.Agree(1 - 0.9772498680518208, Rule.Compare(cotton, LessThan, polyester).Probability!.Value, 1e-8);
    }

    [Fact]
    public void Rounds_first_where_it_is_part_of_the_rule()
    {
        var rounding = Rule with { RoundedBefore = new(0, RoundingMode.HalfEven) };
        Assert.Equal(0.5, rounding.Test(Limit.Of(GreaterOrEqual, 80, "%"), new Measured(79.6, 1, "%")).Probability!.Value, 12);
        Assert.Equal(0.5, rounding.Compare(new(79.6, 1, "%"), GreaterThan, new(80.4, 1, "%")).Probability!.Value, 12);
        Assert.Null(Rule.RoundedBefore);
        Assert.NotEqual(Rule, rounding);
        Measured measured = new(1.25, 0.123, "%", Basis.AsIs, 7, 3);
        Assert.Equal(new Measured(1.2, 0.123, "%", Basis.AsIs, 7, 3), new RoundingBeforeComparison(1, RoundingMode.HalfEven).Of(measured));
    }

    [Fact]
    public void Says_how_small_U_must_be()
    {
        var outlook = WhatWouldDecide.At(82, 2, new(3, 0.5), Limit.Of(GreaterOrEqual, 80, "%"), Rule);
        Numbers.Agree(2 * 2 / 1.6448536269514726, outlook.LargestDecidingExpanded());
        Numbers.Agree(3 * 2 / 1.6448536269514726, outlook.LargestDecidingExpanded(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => outlook.LargestDecidingExpanded(0));
    }
}

public sealed class A_limit_in_another_unit
{
    [Fact]
    public void Keeps_its_word_and_its_basis()
    {
        var boron = Limit.Of(GreaterOrEqual, 0.0008, "%", Basis.AsIs).In("mg/kg").Value;
        Assert.Equal((8.0, true, "mg/kg", Basis.AsIs, (double?)null),
            (boron.Lower!.Value, boron.LowerIncluded, boron.Unit, boron.Basis, boron.Upper));
        var density = Limit.Between(0.8, 0.9, "g/mL", lowerIncluded: false).In("kg/m3").Value;
        Assert.Equal((800.0, false, 900.0, true),
            (density.Lower!.Value, density.LowerIncluded, density.Upper!.Value, density.UpperIncluded));
        Assert.Same(boron, boron.In("mg/kg").Value);
    }

    [Fact]
    public void Or_a_censored_result_says_the_same()
    {
        var below = Censored.Below(0.0010, "%", Basis.DryMatter, 0).In("mg/kg").Value;
        Assert.Equal((0.0, 10.0, true, "mg/kg", Basis.DryMatter), (below.From, below.To, below.IsBelow, below.Unit, below.Basis));
        var above = Censored.Above(95, "%").In("1").Value;
        Assert.Equal((0.95, double.PositiveInfinity, false), (above.From, above.To, above.IsBelow));
        Assert.Same(above, above.In("1").Value);
    }

    [Fact]
    public void Is_refused_when_it_measures_something_else()
    {
        Numbers.Says("'%' measures 1 and cannot be converted to 'g/L', which measures L-3.M", Limit.Of(LessThan, 1, "%").In("g/L").Refusal);
        Numbers.Says("'bogus'", Censored.Below(1, "%").In("bogus").Refusal);
    }
}
