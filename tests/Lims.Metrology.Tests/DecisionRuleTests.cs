using CsCheck;
using Lims.Metrology;
using static Lims.Metrology.Comparison;

namespace Lims.Tests.Metrology;

public sealed class A_condition_with_a_limit
{
    private static readonly DecisionRule Rule = new(0.95);

    private static double P(Limit limit, double x, double u, double nu = double.PositiveInfinity) =>
        limit.ConformanceProbability(new Measured(x, u, limit.Unit, limit.Basis, nu));

    // C01 and C02 are the examples of JCGM 106 clause 7; the others worked to 40 digits.
    [Theory]
    [InlineData(-5.47, 0.05, null, -5.40, double.PositiveInfinity, 0.9192433407662289)]
    [InlineData(78.4, 1.9, 80.0, null, double.PositiveInfinity, 0.19986451775069228)]
    [InlineData(78.4, 1.9, 80.0, null, 5, 0.21907045885169685)]
    [InlineData(0.46, 0.03, null, 0.5, double.PositiveInfinity, 0.9087887802741321)]
    [InlineData(0.46, 0.03, null, 0.5, 3, 0.8626875014569759)]
    [InlineData(99.3, 0.12, null, 99.5, double.PositiveInfinity, 0.9522096477271853)]
    [InlineData(80.6, 0.5, 80.0, 95.0, 6, 0.8623163605734391)]
    public void Is_met_with_the_worked_probability(double x, double u, double? low, double? high, double nu, double expected)
    {
        var limit = low is null ? Limit.Of(LessOrEqual, high!.Value, "1")
            : high is null ? Limit.Of(GreaterOrEqual, low.Value, "1")
            : Limit.Between(low.Value, high.Value, "1");
        Numbers.Agree(expected, P(limit, x, u, nu));
    }

    [Fact]
    public void Between_two_limits_is_met_with_the_worked_probability()
    {
        Numbers.Near(0.662630, P(Limit.Between(12.5, 16.3, "mm2/s"), 13.6, 1.8), 5e-7);
        Numbers.Near(0.884930, P(Limit.Between(80, 95, "%"), 80.6, 0.5), 5e-7);
        // Five shots of an XRF gun on chromium.
        var chromium = new Replicates([10.62, 10.48, 10.55, 10.71, 10.50]).ToMeasured("%");
        Numbers.Agree(0.9187270255985298, Limit.Of(GreaterOrEqual, 10.5, "%").ConformanceProbability(chromium));
    }

    [Theory]
    [InlineData(85, Verdict.Met)]
    [InlineData(80, Verdict.Undecided)]
    [InlineData(83.1, Verdict.Undecided)]
    [InlineData(83.13, Verdict.Met)]
    [InlineData(76.87, Verdict.NotMet)]
    [InlineData(76.9, Verdict.Undecided)]
    public void Is_proven_only_beyond_the_guard_band(double x, Verdict verdict) =>
        Assert.Equal(verdict, Rule.Test(Limit.Of(GreaterOrEqual, 80, "%"), new Measured(x, 1.9, "%")).Verdict);

    [Theory]
    [InlineData(LessThan, Verdict.NotMet)]
    [InlineData(LessOrEqual, Verdict.Met)]
    [InlineData(GreaterThan, Verdict.NotMet)]
    [InlineData(GreaterOrEqual, Verdict.Met)]
    public void By_an_exact_value_on_the_limit_is_decided_by_the_word_used(Comparison comparison, Verdict verdict) =>
        Assert.Equal(verdict, Rule.Test(Limit.Of(comparison, 50, "%"), Measured.Exact(50, "%")).Verdict);

    [Fact]
    public void Is_not_evaluable_on_a_value_without_uncertainty()
    {
        var test = Rule.WithoutUncertainty(Limit.Of(GreaterOrEqual, 80, "%"));
        Assert.Equal((Verdict.NotEvaluable, (double?)null), (test.Verdict, test.Probability));
    }

    // Boron in steel: 0.0008 % makes it alloy steel.
    [Theory]
    [InlineData(0.0010, GreaterOrEqual, Verdict.Undecided)]
    [InlineData(0.0002, GreaterOrEqual, Verdict.NotMet)]
    [InlineData(0.0008, GreaterOrEqual, Verdict.NotMet)]
    [InlineData(0.0002, LessThan, Verdict.Met)]
    [InlineData(0.0008, LessThan, Verdict.Met)]
    [InlineData(0.0010, LessThan, Verdict.Undecided)]
    public void Against_a_value_below_the_reporting_limit_is_decided_by_all_it_may_be(
        double bound, Comparison comparison, Verdict verdict) =>
        Assert.Equal(verdict, Rule.Test(Limit.Of(comparison, 0.0008, "%"), Censored.Below(bound, "%", floor: 0)).Verdict);

    [Fact]
    public void Against_a_value_above_the_working_range_is_decided_likewise()
    {
        Assert.Equal(Verdict.Met, Rule.Test(Limit.Of(GreaterThan, 95, "%"), Censored.Above(95, "%")).Verdict);
        Assert.Equal(Verdict.Undecided, Rule.Test(Limit.Of(GreaterThan, 99, "%"), Censored.Above(95, "%")).Verdict);
        Assert.Equal(Verdict.NotMet, Rule.Test(Limit.Of(LessOrEqual, 95, "%"), Censored.Above(95, "%")).Verdict);
        // 0 to 0.5 with a floor of 0: below 0.3 lies inside; without the floor it may be negative.
        Assert.Equal(Verdict.Met, Rule.Test(Limit.Between(0, 0.5, "%"), Censored.Below(0.3, "%", floor: 0)).Verdict);
        Assert.Equal(Verdict.Undecided, Rule.Test(Limit.Between(0, 0.5, "%"), Censored.Below(0.3, "%")).Verdict);
    }

    // The ceiling itself is possible: a purity of exactly 100 % is not less than 100 %.
    [Fact]
    public void Against_a_value_above_the_working_range_counts_the_ceiling_itself() =>
        Assert.Equal(Verdict.Undecided, Rule.Test(Limit.Of(LessThan, 100, "%"), Censored.Above(95, "%", ceiling: 100)).Verdict);

    // Φ(-8) - Φ(-9); as a difference of two numbers near 1 it would be lost.
    [Fact]
    public void Far_off_on_either_side_keeps_the_digits_of_its_probability()
    {
        Numbers.Agree(6.2198319858e-16, P(Limit.Between(8, 9, "1"), 0, 1), 1e-8);
        Numbers.Agree(6.2198319858e-16, P(Limit.Between(-9, -8, "1"), 0, 1), 1e-8);
    }

    [Fact]
    public void Has_the_worked_acceptance_limits()
    {
        Numbers.Near(0.450654, Rule.Acceptance(Limit.Of(LessOrEqual, 0.5, "%"), 0.03).Upper!.Value, 5e-7);
        Numbers.Agree(0.43954854880000926, Rule.Acceptance(Limit.Of(LessOrEqual, 0.5, "%"), 0.03, 5).Upper!.Value);
        Numbers.Agree(83.1252218912078, Rule.Acceptance(Limit.Of(GreaterOrEqual, 80, "%"), 1.9).Lower!.Value);
        Assert.Null(Rule.Acceptance(Limit.Of(GreaterOrEqual, 80, "%"), 1.9).Upper);
    }

    [Theory]
    [InlineData(0.9, 0.6407757827723002)]
    [InlineData(0.95, 0.8224268134757363)]
    [InlineData(0.975, 0.9799819922700271)]
    [InlineData(0.99, 1.1631739370204206)]
    [InlineData(0.999, 1.5451161530839068)]
    public void Has_the_guard_factor_of_its_risk(double p, double r) => Numbers.Agree(r, DecisionRule.GuardFactor(p));

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.83, 0.048457226266722817)]
    [InlineData(1, 0.02275013194817921)]
    [InlineData(1.5, 0.0013498980316300946)]
    [InlineData(3, 9.86587645037698e-10)]
    public void Has_the_worst_risk_of_its_guard_factor(double r, double risk) => Numbers.Agree(risk, DecisionRule.WorstCaseRisk(r));

    [Fact]
    public void Is_the_likelier_met_the_further_the_value_lies_on_its_side() =>
        Gen.Select(Gen.Double[-5, 5], Gen.Double[0.001, 3], Gen.Double[0.01, 3], Gen.Int[1, 40]).Sample(c =>
        {
            var (x, step, u, nu) = c;
            var limit = Limit.Of(GreaterOrEqual, 0, "1");
            return P(limit, x + step, u, nu) >= P(limit, x, u, nu);
        });

    [Fact]
    public void And_its_contrary_have_probabilities_that_add_to_one() =>
        Gen.Select(Gen.Double[-5, 5], Gen.Double[0.01, 3], Gen.Int[1, 40]).Sample(c =>
        {
            var (x, u, nu) = c;
            Numbers.Agree(1, P(Limit.Of(GreaterOrEqual, 0, "1"), x, u, nu) + P(Limit.Of(LessThan, 0, "1"), x, u, nu), 1e-12);
        });

    [Fact]
    public void Is_met_with_just_the_confidence_on_its_acceptance_limit() =>
        Gen.Select(Gen.Double[0.55, 0.999], Gen.Double[0.01, 5], Gen.Int[1, 60]).Sample(c =>
        {
            var limit = Limit.Of(GreaterOrEqual, 80, "1");
            var accept = new DecisionRule(c.Item1).Acceptance(limit, c.Item2, c.Item3).Lower!.Value;
            Numbers.Agree(c.Item1, P(limit, accept, c.Item2, c.Item3), 1e-9);
        });

    [Fact]
    public void Is_misused_by_another_unit_or_basis_or_no_interval()
    {
        var limit = Limit.Of(GreaterOrEqual, 80, "%", Basis.DryMatter);
        Assert.Throws<ArgumentException>(() => Rule.Test(limit, new Measured(0.8, 0.01, "1", Basis.DryMatter)));
        Assert.Throws<ArgumentException>(() => Rule.Test(limit, new Measured(80, 1, "%", Basis.AsIs)));
        Assert.Throws<ArgumentException>(() => Rule.Test(limit, Censored.Below(1, "g", Basis.DryMatter)));
        Assert.Throws<ArgumentException>(() => Limit.Between(5, 4, "%"));
        Assert.Throws<ArgumentException>(() => Limit.Between(5, 5, "%", upperIncluded: false));
        Assert.Throws<ArgumentOutOfRangeException>(() => Limit.Of(LessThan, double.NaN, "%"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DecisionRule(0.5));
        Assert.Throws<ArgumentException>(() => Censored.Below(1, "%", floor: 1));
    }

    [Fact]
    public void Reads_as_the_law_does()
    {
        Assert.Equal("≥ 80 % (dry matter)", Limit.Of(GreaterOrEqual, 80, "%", Basis.DryMatter).ToString());
        Assert.Equal("> 0.5 and ≤ 1 %", Limit.Between(0.5, 1, "%", lowerIncluded: false).ToString());
        Assert.Equal("< 0.001 %", Censored.Below(0.001, "%").ToString());
    }
}
