using CsCheck;
using Lims.Classification.Criteria;
using Lims.Metrology;

namespace Lims.Tests.Classification;

/// <summary>Criteria made of a few lines, so that a test shows what it asks.</summary>
internal static class Drafts
{
    public static Criterion Of(Condition when, params string[] otherwise) => Of([(when, "0401.10")], otherwise);

    public static Criterion Of((Condition When, string Then)[] branches, params string[] otherwise)
    {
        var codes = branches.SelectMany(branch => branch.When.Facts).Distinct(StringComparer.Ordinal).ToList();
        return new(
            "CR-X01", "A draft", "", "HS 2022", new DateOnly(2022, 1, 1), null, SourceStatus.Law, "a note", "nothing", "Goods.", [.. codes.Select(code => FactVocabulary.Shipped.Find(code)!)], [],
            [.. branches.Select(branch => new Branch(branch.When, new([branch.Then], "")))], otherwise.Length == 0 ? null : new(otherwise, ""), "The declared code stands.", [], [])
        { IsOrdered = true };
    }

    public static Finding Found(string fact, double value, double? u = null, double? dof = null, params (string With, double R)[] correlations) =>
        Finding.Measured(fact, value, u, FactVocabulary.Shipped.Find(fact)!.Unit, FactVocabulary.Shipped.Find(fact)!.Basis) with
        {
            DegreesOfFreedom = dof,
            CorrelatedWith = correlations.ToDictionary(pair => pair.With, pair => pair.R),
        };

    public static Evaluation Judge(this Criterion criterion, params Finding[] findings) => new Evaluator(criterion, "", findings, Rice.NoThreshold, new RuleUsed(false, 0.95, "proven", null)).Evaluate();

    public static Evaluation AsTheyAre(this Criterion criterion, params Finding[] findings) => new Evaluator(criterion, "", findings, Rice.NoThreshold, RuleUsed.Simple).Evaluate();

    public static Condition AtLeast(string fact, decimal limit) => new CompareCondition(fact, Bounds.Of(Comparison.GreaterOrEqual, limit), "");

    public static Condition LessThan(string fact, decimal limit) => new CompareCondition(fact, Bounds.Of(Comparison.LessThan, limit), "");

    public static double Phi(double z) => CoverageFactor.Cumulative(z);
}

public sealed class When_a_condition_is_decided_with_uncertainty
{
    [Theory]
    [InlineData(80.6, 0.5, double.PositiveInfinity, 0.884930)]
    [InlineData(80.6, 0.5, 6, 0.862316)]
    public void An_interval_has_the_probability_between_its_ends(double fat, double u, double dof, double expected)
    {
        var interval = Drafts.Of(new CompareCondition("milk.fat", new Bounds(80, true, 95, true), ""), "0405.20");

        Assert.Equal(expected, interval.Judge(Drafts.Found("milk.fat", fat, u, dof)).Probability!.Value, 6);
    }

    [Fact]
    public void Two_independent_things_joined_by_and_multiply()
    {
        var both = Drafts.Of(new AllCondition([Drafts.AtLeast("milk.fat", 10), Drafts.LessThan("water", 16)]));

        Assert.Equal(Drafts.Phi(1.75) * Drafts.Phi(1), both.Judge(Drafts.Found("milk.fat", 11.75, 1), Drafts.Found("water", 15, 1)).Probability!.Value, 12);
    }

    [Fact]
    public void A_value_that_is_asked_twice_is_one_value()
    {
        var twice = Drafts.Of(new AnyCondition([Drafts.AtLeast("milk.fat", 10), Drafts.LessThan("milk.fat", 10)]));

        Assert.Equal(1, twice.Judge(Drafts.Found("milk.fat", 10, 1)).Probability);
    }

    [Fact]
    public void The_sum_of_two_has_the_uncertainty_of_both_with_their_correlation()
    {
        var sum = Drafts.Of(new SumCondition(["oxide.mgo", "oxide.cao"], Bounds.Of(Comparison.GreaterThan, 50), ""), "6902.90");

        var together = sum.Judge(Drafts.Found("oxide.mgo", 31, 3, null, ("oxide.cao", 0.5)), Drafts.Found("oxide.cao", 22, 4));

        // u² = 9 + 16 + 2 · 0.5 · 12
        Assert.Equal(Drafts.Phi(3 / Math.Sqrt(37)), together.Probability!.Value, 10);
        Assert.Equal(3 / Math.Sqrt(37), (together.Leaves[0].Value!.Value - 50) / together.Leaves[0].StandardUncertainty!.Value, 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0.9)]
    public void Two_measured_values_are_compared_by_their_difference(double r)
    {
        var more = Drafts.Of(new RelationCondition("non-aromatics", Comparison.GreaterThan, "aromatics", ""));

        var found = more.Judge(Drafts.Found("non-aromatics", 51, 1, null, ("aromatics", r)), Drafts.Found("aromatics", 49, 2));

        Assert.Equal(Drafts.Phi(2 / Math.Sqrt(5 - 4 * r)), found.Probability!.Value, 10);
    }

    [Fact]
    public void Correlated_limits_are_one_probability_and_not_a_product()
    {
        var both = Drafts.Of(new AllCondition([Drafts.AtLeast("milk.fat", 10), Drafts.AtLeast("water", 10)]));

        // The quadrant of a bivariate normal: 1/4 + arcsin r / 2π.
        var found = both.Judge(Drafts.Found("milk.fat", 10, 1, null, ("water", 0.6)), Drafts.Found("water", 10, 2));

        Assert.Equal(0.25 + Math.Asin(0.6) / (2 * Math.PI), found.Probability!.Value, 8);
    }

    [Fact]
    public void What_predominates_over_two_equals_has_a_third_of_the_chance()
    {
        var silk = Drafts.Of(new PredominatesCondition("textile.silk", ["textile.cotton", "textile.wool-and-hair"], ""));

        var found = silk.Judge(Drafts.Found("textile.silk", 33, 2), Drafts.Found("textile.cotton", 33, 2), Drafts.Found("textile.wool-and-hair", 33, 2));

        Assert.Equal(1 / 3.0, found.Probability!.Value, 6);
    }

    [Fact]
    public void Three_quantities_that_all_hang_together_are_right_to_a_thousandth()
    {
        var all = Drafts.Of(new AllCondition([Drafts.AtLeast("milk.fat", 10), Drafts.AtLeast("water", 10), Drafts.AtLeast("ash", 10)]));

        // The orthant of three: 1/8 + (arcsin r12 + arcsin r13 + arcsin r23) / 4π.
        var found = all.Judge(
            Drafts.Found("milk.fat", 10, 1, null, ("water", 0.5), ("ash", 0.2)), Drafts.Found("water", 10, 1, null, ("ash", -0.3)), Drafts.Found("ash", 10, 1));

        Assert.Equal(0.125 + (Math.Asin(0.5) + Math.Asin(0.2) + Math.Asin(-0.3)) / (4 * Math.PI), found.Probability!.Value, 1e-3);
    }

    [Fact]
    public void Ordered_branches_share_the_probability_and_every_possible_code_is_named()
    {
        var fat = Drafts.Of([(Drafts.LessThan("milk.fat", 1), "0401.10"), (Drafts.LessThan("milk.fat", 6), "0401.20"), (Drafts.LessThan("milk.fat", 10), "0401.40")], "0401.50");

        var found = fat.Judge(Drafts.Found("milk.fat", 5.9, 0.1));

        Assert.Equal(Verdict.Undecided, found.State);
        Assert.Equal(["0401.20", "0401.40"], found.Codes);
        Assert.Equal([0, Drafts.Phi(1), Drafts.Phi(-1), 0], found.Outcomes!.Select(share => Math.Round(share.Low, 12)), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Branches_that_lead_to_the_same_code_add_up()
    {
        var either = Drafts.Of([(Drafts.LessThan("milk.fat", 6), "0401.20"), (Drafts.AtLeast("milk.fat", 6), "0401.20")]);

        Assert.Equal((Verdict.Met, 1.0), (either.Judge(Drafts.Found("milk.fat", 6, 1)).State, either.Judge(Drafts.Found("milk.fat", 6, 1)).Probability!.Value));
    }

    [Fact]
    public void At_least_two_of_three_counts()
    {
        var two = Drafts.Of(new CountCondition(2, [Drafts.AtLeast("element.mo", 1), Drafts.AtLeast("element.w", 1), Drafts.AtLeast("element.v", 1)]));

        var found = two.Judge(Drafts.Found("element.mo", 1, 0.1), Drafts.Found("element.w", 1, 0.1), Drafts.Found("element.v", 1, 0.1));

        Assert.Equal(0.5, found.Probability!.Value, 10);
        Assert.Equal(Verdict.Met, two.AsTheyAre(Drafts.Found("element.mo", 1), Drafts.Found("element.w", 1)).State);
    }

    [Fact]
    public void The_probabilities_of_all_outcomes_add_to_one() =>
        Gen.Select(Gen.Double[0, 12], Gen.Double[0.01, 3], Gen.Double[0, 20], Gen.Double[0.01, 3]).Sample((fat, u, water, v) =>
        {
            var branches = Drafts.Of([(new AllCondition([Drafts.LessThan("milk.fat", 6), Drafts.AtLeast("water", 10)]), "0401.10"), (Drafts.LessThan("milk.fat", 8), "0401.20")], "0401.50");
            return Math.Abs(branches.Judge(Drafts.Found("milk.fat", fat, u), Drafts.Found("water", water, v)).Outcomes!.Sum(share => share.Low) - 1) < 1e-9;
        });
}

public sealed class When_values_are_compared_as_they_are
{
    [Theory]
    [InlineData(0.3, Verdict.NotMet)]
    [InlineData(0.30001, Verdict.Met)]
    public void A_sum_of_decimals_is_the_sum_that_is_printed(double first, Verdict expected)
    {
        // As doubles 0.1 + 0.2 + 0.3 is more than 0.6.
        var sum = Drafts.Of(new SumCondition(["oxide.mgo", "oxide.cao", "oxide.cr2o3"], Bounds.Of(Comparison.GreaterThan, 0.6m), ""));

        Assert.Equal(expected, sum.AsTheyAre(Drafts.Found("oxide.mgo", first), Drafts.Found("oxide.cao", 0.1), Drafts.Found("oxide.cr2o3", 0.2)).State);
    }

    [Fact]
    public void The_probability_is_told_and_decides_nothing()
    {
        var fat = Drafts.Of(Drafts.AtLeast("milk.fat", 80), "0405.20");

        var found = fat.AsTheyAre(Drafts.Found("milk.fat", 80.1, 1));

        Assert.Equal((Verdict.Met, 0d), (found.State, found.Leaves[0].GuardBand!.Value));
        Assert.Equal(Drafts.Phi(0.1), found.Probability!.Value, 10);
        Assert.Contains(found.Sentences, sentence => sentence.Contains("risk of a wrong statement may reach one half", StringComparison.Ordinal));
    }
}

public sealed class When_not_everything_was_measured
{
    private static readonly Condition Silk = new PredominatesCondition("textile.silk", ["textile.cotton", "textile.wool-and-hair", "textile.other-vegetable"], "");

    [Fact]
    public void What_was_not_measured_cannot_turn_what_holds_more_than_the_rest_of_the_whole()
    {
        var found = Drafts.Of(Silk).Judge(Drafts.Found("textile.silk", 60, 1));

        Assert.Equal((Verdict.Met, 0), (found.State, found.Missing.Count));
    }

    [Fact]
    public void What_was_not_measured_leaves_it_open_when_it_may_be_more()
    {
        var found = Drafts.Of(Silk).Judge(Drafts.Found("textile.silk", 40, 1), Drafts.Found("textile.cotton", 5, 1));

        Assert.Equal(Verdict.NotEvaluable, found.State);
        Assert.Equal(["textile.wool-and-hair", "textile.other-vegetable"], found.Missing);
    }

    [Fact]
    public void A_fact_nobody_knows_is_asked_for_where_it_could_turn_the_verdict()
    {
        var butter = Rice.Criteria.All.Single(criterion => criterion.Id == "CR-D03");

        var found = butter.Judge(Drafts.Found("water", 20, 0.1));

        Assert.Equal(Verdict.NotMet, found.State);
        Assert.Empty(found.Missing);
    }

    [Theory]
    [InlineData("<", 0.5, Verdict.NotMet)]
    [InlineData("<", 2.5, Verdict.Undecided)]
    [InlineData(">", 2, Verdict.Met)]
    [InlineData(">", 1, Verdict.Undecided)]
    public void A_bound_decides_where_all_it_may_be_agrees(string qualifier, double bound, Verdict expected)
    {
        var atLeastTwo = Drafts.Of(Drafts.AtLeast("milk.fat", 2), "0401.20");

        var found = atLeastTwo.Judge(Finding.Censored("milk.fat", qualifier, bound, "%", ""));

        Assert.Equal(expected, found.State);
        Assert.Equal(expected == Verdict.Undecided ? ["milk.fat"] : [], found.Censored);
    }

    [Fact]
    public void Not_detected_without_a_limit_is_not_zero()
    {
        var found = Drafts.Of(Drafts.LessThan("milk.fat", 2), "0401.20").Judge(Finding.Censored("milk.fat", "<", null, "%", ""));

        Assert.Equal(Verdict.NotEvaluable, found.State);
        Assert.Contains("nobody says down to what content", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_nobody_states_counts_as_absent_and_a_scope_nobody_states_as_given()
    {
        var butter = Rice.Criteria.All.Single(criterion => criterion.Id == "CR-D03");
        var milk = Rice.Criteria.All.Single(criterion => criterion.Id == "CR-D01");

        Assert.Equal(["emulsifier.added", "butter.dehydrated-or-ghee"], butter.Judge(Drafts.Found("milk.fat", 50, 1)).Presumed);
        Assert.Equal(["milk.concentrated-or-sweetened"], milk.Judge(Drafts.Found("milk.fat", 3, 0.1)).Presumed);
        Assert.False(milk.Judge(Drafts.Found("milk.fat", 3, 0.1), Finding.Stated("milk.concentrated-or-sweetened", true)).Applies);
    }

    [Fact]
    public void What_only_the_scope_asks_is_presumed_as_the_scope_needs_it_even_where_it_counts_as_absent_elsewhere()
    {
        var pcb = Rice.Criteria.All.Single(criterion => criterion.Id == "CR-M18").Judge(Finding.Stated("pcb-pct-pbb.present", true));
        var light = Rice.Criteria.All.Single(criterion => criterion.Id == "CR-M11").Judge(Drafts.Found("distillate.210", 95, 0.5));

        Assert.Equal((true, Verdict.Met), (pcb.Applies, pcb.State));
        Assert.Equal(["waste-oil"], pcb.Presumed);
        Assert.Equal((Verdict.Met, 2), (light.State, light.Presumed!.Count));
    }

    [Fact]
    public void So_much_missing_that_not_all_can_be_tried_is_still_decided_by_what_is_known()
    {
        string[] elements = ["ag", "al", "as", "au", "bi", "ca", "cd", "co", "cr", "cu", "mg", "mn", "mo", "nb", "ni", "pb", "s", "sb"];
        var any = Drafts.Of(new AnyCondition([.. elements.Select(element => Drafts.AtLeast("element." + element, 0.1m)), .. elements.Select(element => Drafts.AtLeast("element." + element, 0.3m))]));

        Assert.Equal(Verdict.Met, any.Judge(Drafts.Found("element.cr", 0.5, 0.01)).State);
        Assert.Equal((Verdict.NotEvaluable, elements.Length - 1), (any.Judge(Drafts.Found("element.cr", 0.05, 0.01)).State, any.Judge(Drafts.Found("element.cr", 0.05, 0.01)).Missing.Count));
    }
}
