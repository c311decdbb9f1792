using CsCheck;
using Lims.Metrology;
using static Lims.Metrology.JointCondition;

namespace Lims.Tests.Metrology;

public sealed class Several_conditions_as_one_proposition
{
    private static readonly DecisionRule Rule = new(0.95);
    private static readonly Limit AboveZero = Limit.Of(Comparison.GreaterOrEqual, 0, "1");

    /// <summary>A measured fact that lies above 0 with probability p.</summary>
    private static Fact Likely(double p) => Fact.Of(new Measured(CoverageFactor.OneSided(p), 1, "1"));

    private static Fact At(double value, double u = 1) => Fact.Of(new Measured(value, u, "1"));

    private static Dictionary<string, Fact> Facts(params (string Name, Fact Fact)[] facts) =>
        facts.ToDictionary(f => f.Name, f => f.Fact, StringComparer.Ordinal);

    private static JointCondition Above(string fact, double limit = 0) => Within(fact, Limit.Of(Comparison.GreaterOrEqual, limit, "1"));

    private static double Exact(JointTest test)
    {
        Assert.Equal(test.Low, test.High);
        Assert.Equal(0, test.StandardError);
        return test.Low;
    }

    [Fact]
    public void Joined_by_and_are_less_sure_than_each()
    {
        var test = All(Above("a"), Above("b")).Test(Facts(("a", Likely(0.96)), ("b", Likely(0.96))), Rule);
        Numbers.Agree(0.9216, Exact(test));
        Assert.Equal(Verdict.Undecided, test.Verdict);
    }

    [Fact]
    public void Joined_by_or_may_be_proven_though_neither_is()
    {
        var test = Any(Above("a"), Above("b")).Test(Facts(("a", At(1)), ("b", At(1))), Rule);
        Numbers.Near(0.975, Exact(test), 5e-4);
        Numbers.Agree(1 - Math.Pow(CoverageFactor.Cumulative(-1), 2), Exact(test));
        Assert.Equal(Verdict.Met, test.Verdict);
    }

    [Fact]
    public void On_one_quantity_are_no_two_chances()
    {
        var facts = Facts(("x", At(0.4)));
        var between = All(Above("x"), Not(Above("x", 1))).Test(facts, Rule);
        Numbers.Agree(CoverageFactor.Cumulative(0.6) - CoverageFactor.Cumulative(-0.4), Exact(between));
        Numbers.Agree(CoverageFactor.Cumulative(0.4), Exact(Any(Above("x"), Above("x", 1)).Test(facts, Rule)));
        Numbers.Near(0, Exact(All(Above("x"), Not(Above("x"))).Test(facts, Rule)), 1e-15);
        Numbers.Agree(1, Exact(Any(Above("x"), Not(Above("x"))).Test(facts, Rule)), 1e-14);
    }

    // P(X > 0, Y > 0) = 1/4 + asin(r)/(2π) for two standard normals (Sheppard 1899).
    [Theory]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    [InlineData(0.9)]
    [InlineData(0.9999)]
    [InlineData(-0.9999)]
    [InlineData(1)]
    [InlineData(-1)]
    public void Of_two_correlated_quantities_have_sheppards_probability(double r)
    {
        var test = All(Above("a"), Above("b")).Test(Facts(("a", At(0)), ("b", At(0))), Rule, [new("a", "b", r)]);
        Numbers.Near(0.25 + Math.Asin(r) / (2 * Math.PI), Exact(test), 1e-12);
    }

    // Trivariate orthant: 1/8 + (asin r12 + asin r13 + asin r23)/(4π).
    [Fact]
    public void Of_three_correlated_quantities_are_simulated_and_say_how_well()
    {
        var condition = All(Above("a"), Above("b"), Above("c"));
        UncertaintyCorrelation[] correlations = [new("a", "b", 0.5), new("b", "c", 0.3), new("a", "c", -0.2)];
        var facts = Facts(("a", At(0)), ("b", At(0)), ("c", At(0)));
        var test = condition.Test(facts, Rule, correlations, seed: 7);
        var expected = 0.125 + (Math.Asin(0.5) + Math.Asin(0.3) + Math.Asin(-0.2)) / (4 * Math.PI);
        Numbers.Agree(Math.Sqrt(expected * (1 - expected) / 200_000), test.StandardError, 0.02);
        Numbers.Near(expected, test.Low, 4 * test.StandardError);
        Assert.Equal(test, condition.Test(facts, Rule, correlations, seed: 7) with { Missing = test.Missing, Censored = test.Censored });
        Assert.NotEqual(test.Low, condition.Test(facts, Rule, correlations, seed: 8).Low);
    }

    [Fact]
    public void With_students_distribution_keep_each_parts_own_probability()
    {
        var few = Fact.Of(new Measured(1, 1, "1", degreesOfFreedom: 3));
        var p = AboveZero.ConformanceProbability(new Measured(1, 1, "1", degreesOfFreedom: 3));
        Numbers.Agree(p * p, Exact(All(Above("a"), Above("b")).Test(Facts(("a", few), ("b", few)), Rule)));
        Numbers.Agree(p, Exact(All(Above("a"), Above("b")).Test(Facts(("a", few), ("b", few)), Rule, [new("a", "b", 1)])));
        // And on the other side of the value.
        Numbers.Agree(1 - p, Exact(Above("a", 2).Test(Facts(("a", few)), Rule)));
    }

    [Fact]
    public void Lie_within_frechets_bounds_whatever_the_correlation() =>
        Gen.Select(Gen.Double[-2.5, 2.5], Gen.Double[-2.5, 2.5], Gen.Double[-1, 1]).Sample(c =>
        {
            var (pa, pb) = (CoverageFactor.Cumulative(c.Item1), CoverageFactor.Cumulative(c.Item2));
            var facts = Facts(("a", At(c.Item1)), ("b", At(c.Item2)));
            UncertaintyCorrelation[] r = [new("a", "b", c.Item3)];
            var and = Exact(All(Above("a"), Above("b")).Test(facts, Rule, r));
            var or = Exact(Any(Above("a"), Above("b")).Test(facts, Rule, r));
            Numbers.Near(pa + pb, and + or, 1e-9);
            return and >= Math.Max(0, pa + pb - 1) - 1e-9 && and <= Math.Min(pa, pb) + 1e-9;
        });

    [Fact]
    public void Agree_with_a_plain_simulation_of_a_tree()
    {
        // (a ≥ 0 and b ≥ 0.5) or (not a ≥ 1 and c ≥ -0.3), a in two leaves, b and c correlated.
        var condition = Any(All(Above("a"), Above("b", 0.5)), All(Not(Above("a", 1)), Above("c", -0.3)));
        var test = condition.Test(
            Facts(("a", At(0.4)), ("b", At(0.2)), ("c", At(-0.5))), Rule, [new("b", "c", 0.6)]);
        var random = new Random(3);
        const int N = 400_000;
        var met = 0;
        for (var i = 0; i < N; i++)
        {
            var (z1, z2, z3) = (Curves.Normal(random), Curves.Normal(random), Curves.Normal(random));
            var (a, b, c) = (0.4 + z1, 0.2 + z2, -0.5 + 0.6 * z2 + 0.8 * z3);
            if ((a >= 0 && b >= 0.5) || (a < 1 && c >= -0.3))
                met++;
        }

        Numbers.Near((double)met / N, Exact(test), 4 * 0.5 / Math.Sqrt(N));
    }

    [Fact]
    public void Do_not_miss_a_fact_that_cannot_change_the_answer()
    {
        var either = Any(Above("a"), Holds("baked"));
        var test = either.Test(Facts(("a", At(5))), Rule);
        Assert.Equal(Verdict.Met, test.Verdict);
        Assert.Equal(Verdict.NotMet, All(Holds("in husk"), Above("a")).Test(Facts(("in husk", Fact.Of(false))), Rule).Verdict);
        Assert.Empty(All(Holds("in husk"), Above("a")).Test(Facts(("in husk", Fact.Of(false))), Rule).Missing);
    }

    [Fact]
    public void Name_the_facts_that_can_change_the_answer()
    {
        var condition = All(Any(Holds("seen"), Holds("not seen")), Above("a"), Any(Above("b"), Holds("certain")));
        var test = condition.Test(Facts(("a", At(5)), ("certain", Fact.Of(true))), Rule);
        Assert.Equal(Verdict.NotEvaluable, test.Verdict);
        Assert.Equal(["seen", "not seen"], test.Missing);
        Assert.Equal(0, test.Low);
        Numbers.Agree(CoverageFactor.Cumulative(5), test.High);
        Assert.Equal(["seen", "not seen", "a", "b", "certain"], condition.Facts);
    }

    [Fact]
    public void Take_a_value_without_uncertainty_as_missing() =>
        Assert.Equal(
            Verdict.NotEvaluable, All(Above("a"), Above("b")).Test(Facts(("a", Fact.WithoutUncertainty), ("b", At(5))), Rule).Verdict);

    [Fact]
    public void Cannot_have_one_unknown_quantity_in_two_places_at_once()
    {
        var impossible = All(Above("x", 10), Not(Above("x", 5)));
        var test = impossible.Test(Facts(), Rule);
        Assert.Equal((Verdict.NotMet, 0.0, 0.0), (test.Verdict, test.Low, test.High));
    }

    [Fact]
    public void Turn_the_sides_under_a_not()
    {
        var test = Not(All(Holds("x"), Above("a"))).Test(Facts(("a", At(0))), Rule);
        Numbers.Agree(0.5, test.Low);
        Assert.Equal(1, test.High);
    }

    [Fact]
    public void With_a_censored_result_are_undecided_where_it_straddles_the_limit()
    {
        var boron = Within("B", Limit.Of(Comparison.GreaterOrEqual, 0.0008, "%"));
        var chromium = Within("Cr", Limit.Of(Comparison.GreaterOrEqual, 0.3, "%"));
        Dictionary<string, Fact> Steel(double bound) => Facts(
            ("B", Fact.Of(Censored.Below(bound, "%", floor: 0))), ("Cr", Fact.Of(new Measured(0.1, 0.01, "%"))));
        var open = Any(boron, chromium).Test(Steel(0.0010), Rule);
        Assert.Equal(Verdict.Undecided, open.Verdict);
        Assert.Equal(["B"], open.Censored);
        Assert.Empty(open.Missing);
        Assert.Equal(Verdict.NotMet, Any(boron, chromium).Test(Steel(0.0002), Rule).Verdict);
    }

    [Fact]
    public void Carry_many_leaves_and_many_unknown_ones()
    {
        var parts = Enumerable.Range(0, 40).Select(i => Above("e" + i.ToString("D", null))).ToArray();
        var facts = Enumerable.Range(0, 20).ToDictionary(i => "e" + i.ToString("D", null), _ => Likely(0.01), StringComparer.Ordinal);
        var test = Any(parts).Test(facts, Rule);
        Numbers.Agree(1 - Math.Pow(0.99, 20), test.Low);
        Assert.Equal((1.0, Verdict.NotEvaluable, 20), (test.High, test.Verdict, test.Missing.Count));
    }

    [Fact]
    public void Too_many_shared_quantities_to_sum_are_simulated()
    {
        var names = Enumerable.Range(0, 14).Select(i => "e" + i.ToString("D", null)).ToArray();
        var condition = Any(names.Select(n => All(Above(n), Not(Above(n, 1)))).ToArray());
        var test = condition.Test(names.ToDictionary(n => n, _ => At(-1), StringComparer.Ordinal), Rule, draws: 20_000);
        var one = CoverageFactor.Cumulative(2) - CoverageFactor.Cumulative(1);
        Assert.True(test.StandardError > 0);
        Numbers.Near(1 - Math.Pow(1 - one, 14), test.Low, 4 * test.StandardError);
    }

    [Fact]
    public void Refuse_facts_and_correlations_of_the_wrong_kind()
    {
        var both = All(Above("a"), Above("b"), Above("c"));
        var facts = Facts(("a", At(0)), ("b", At(0)), ("c", At(0)));
        Assert.Throws<ArgumentException>(() => Above("a").Test(Facts(("a", Fact.Of(true))), Rule));
        Assert.Throws<ArgumentException>(() => Holds("a").Test(facts, Rule));
        Assert.Throws<ArgumentException>(() => All(Holds("a"), Above("a")).Test(facts, Rule));
        Assert.Throws<ArgumentException>(() => both.Test(facts, Rule, [new("a", "x", 0.1)]));
        Assert.Throws<ArgumentException>(() => both.Test(facts, Rule, [new("a", "b", 1.1)]));
        Assert.Throws<ArgumentException>(() => both.Test(facts, Rule, [new("a", "b", 0.9), new("b", "c", 0.9), new("a", "c", -0.9)]));
        Assert.Throws<ArgumentException>(() => both.Test(facts, Rule, [new("a", "b", 0.9), new("b", "a", 0.8)]));
        Assert.Throws<ArgumentException>(() => Above("a").Test(Facts(("a", Fact.Of(new Measured(1, 1, "%")))), Rule));
        Assert.Throws<ArgumentException>(() => All());
    }
}
