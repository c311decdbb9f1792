using Lims.Classification.Criteria;
using Lims.Contracts;
using Lims.Metrology;

namespace Lims.Tests.Classification;

public sealed class When_the_rice_criterion_is_evaluated
{
    [Fact]
    public void Pre_cooked_rice_far_inside_every_limit_is_proven_and_leads_to_1904_90()
    {
        var verdict = Rice.Judge(Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(90));

        Assert.Equal(Verdict.Met, verdict.State);
        Assert.Equal(["1904.90"], verdict.Codes);
        Assert.Equal("1904.90", verdict.Proposed);
        Assert.True(verdict.Probability > 0.999);
    }

    [Theory]
    [InlineData(8, 90)]
    [InlineData(11.9, 80.1)]
    [InlineData(25, 20)]
    public void Parboiling_in_the_husk_disproves_it_whatever_else_was_found(double minutes, double percent)
    {
        var verdict = Rice.Judge(Rice.Husk(true), Rice.Cooks(minutes), Rice.Gelatinized(percent));

        Assert.Equal(Verdict.NotMet, verdict.State);
        Assert.Equal(0, verdict.Probability);
        Assert.Equal(["1006.30"], verdict.Codes);
    }

    [Fact]
    public void Facts_that_nobody_determined_do_not_matter_once_the_husk_has_decided()
    {
        var verdict = Rice.Criterion.Evaluate("1006.30", [Rice.Husk(true)], Rice.NoThreshold, Rice.Proven95);

        Assert.Equal(Verdict.NotMet, verdict.State);
        Assert.Empty(verdict.Missing);
        Assert.Empty(verdict.Awaiting);
    }

    [Fact]
    public void A_value_near_the_limit_is_undecided_and_leaves_both_codes()
    {
        var verdict = Rice.Judge(Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(79.01786, 1.418816));

        Assert.Equal(Verdict.Undecided, verdict.State);
        Assert.Equal(0.2443974, verdict.Probability!.Value, 6);
        Assert.Equal(["1006.30", "1904.90"], verdict.Codes);
        Assert.Equal("1006.30", verdict.Proposed);
    }

    [Fact]
    public void The_probability_is_that_of_the_whole_condition_and_not_leaf_by_leaf()
    {
        var verdict = Rice.Judge(Rice.Husk(false), Rice.Cooks(11.1), Rice.Gelatinized(82.7, 1.5));
        var alone = verdict.Leaves.Where(leaf => leaf.Value is not null).Select(leaf => leaf.Probability!.Value).ToList();

        Assert.All(alone, p => Assert.True(p >= 0.95));
        Assert.All(verdict.Leaves, leaf => Assert.Equal(Verdict.Met, leaf.State));
        Assert.Equal(alone[0] * alone[1], verdict.Probability!.Value, 12);
        Assert.Equal(Verdict.Undecided, verdict.State);
    }

    [Fact]
    public void A_threshold_without_a_value_makes_it_not_evaluable_when_the_answer_hangs_on_it()
    {
        var verdict = Rice.Criterion.Evaluate("1006.30", [Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(90)], Rice.NoThreshold, Rice.Proven95);

        Assert.Equal(Verdict.NotEvaluable, verdict.State);
        Assert.Null(verdict.Probability);
        Assert.Equal(["rice.gelatinization-degree.minimum"], verdict.Awaiting);
        Assert.Contains("awaits the authority's value", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_threshold_without_a_value_does_not_matter_when_the_cooking_time_has_decided()
    {
        var verdict = Rice.Criterion.Evaluate("1006.30", [Rice.Husk(false), Rice.Cooks(20)], Rice.NoThreshold, Rice.Proven95);

        Assert.Equal(Verdict.NotMet, verdict.State);
    }

    [Fact]
    public void A_result_by_another_method_is_flagged_and_not_used()
    {
        var both = Rice.Judge(Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(90), Rice.Gelatinized(60, method: "DG-GA", key: 4));
        var other = Rice.Judge(Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(90, method: "DG-GA", key: 4));

        Assert.Equal(Verdict.Met, both.State);
        Assert.Equal("DG-GA v2", Assert.Single(both.Flagged).Method);
        Assert.Contains(both.Sentences, sentence => sentence.Contains("written for DG-DSC", StringComparison.Ordinal));
        Assert.Equal(Verdict.NotEvaluable, other.State);
        Assert.Equal(["rice.gelatinization-degree"], other.Missing);
    }

    [Theory]
    [InlineData("<", 5, Verdict.Met)]
    [InlineData(">", 30, Verdict.NotMet)]
    [InlineData(">", 10, Verdict.Undecided)]
    public void A_censored_cooking_time_decides_where_all_it_may_be_agrees(string qualifier, double bound, Verdict expected)
    {
        var verdict = Rice.Judge(Rice.Husk(false), Rice.CooksCensored(qualifier, bound), Rice.Gelatinized(90));

        Assert.Equal(expected, verdict.State);
        Assert.Equal(expected == Verdict.Undecided ? ["rice.cooking-time"] : [], verdict.Censored);
    }

    [Fact]
    public void A_value_without_uncertainty_is_not_evaluable_however_far_from_the_limit()
    {
        var verdict = Rice.Judge(Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(99, u: null));

        Assert.Equal(Verdict.NotEvaluable, verdict.State);
        Assert.Equal(["rice.gelatinization-degree"], verdict.Missing);
    }

    [Fact]
    public void A_result_in_another_unit_or_on_another_basis_is_flagged_with_both_named()
    {
        var seconds = Rice.Judge(Rice.Husk(false), Rice.Cooks(480) with { Unit = "s" }, Rice.Gelatinized(90));
        var dry = Rice.Judge(Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(90) with { Basis = "dry matter" });

        Assert.Contains("in “s”", Assert.Single(seconds.Flagged).Why, StringComparison.Ordinal);
        Assert.Contains("“dry matter”", Assert.Single(dry.Flagged).Why, StringComparison.Ordinal);
        Assert.Equal(Verdict.NotEvaluable, seconds.State);
        Assert.Equal(Verdict.NotEvaluable, dry.State);
    }

    [Fact]
    public void The_pooled_result_stands_for_the_first_and_two_of_equal_standing_stand_for_nothing()
    {
        var pooled = Rice.Judge(Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(79, key: 3), Rice.Gelatinized(90, determinations: 4, key: 5));
        var equal = Rice.Judge(Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(79, key: 3), Rice.Gelatinized(90, key: 5));

        Assert.Equal(Verdict.Met, pooled.State);
        Assert.Contains("4 determinations", Assert.Single(pooled.Flagged).Why, StringComparison.Ordinal);
        Assert.Equal(Verdict.NotEvaluable, equal.State);
        Assert.Equal(2, equal.Flagged.Count);
    }

    [Fact]
    public void Disproving_the_very_code_that_was_declared_says_nothing_of_what_the_goods_are()
    {
        var verdict = Rice.Criterion.Evaluate("1904.90", [Rice.Husk(true)], Rice.Eighty, Rice.Proven95);

        Assert.Empty(verdict.Codes);
        Assert.Null(verdict.Proposed);
    }

    [Fact]
    public void The_sentences_name_value_limit_source_presumptions_and_what_the_probability_is_not()
    {
        var text = string.Join("\n", Rice.Judge(Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(90)).Sentences);

        Assert.Contains("90 % ± 2.8 % (k = 2), by DG-DSC v2. Asked is at least 80 %", text, StringComparison.Ordinal);
        Assert.Contains("Asked is at most 12 min", text, StringComparison.Ordinal);
        Assert.Contains("Chapter 10 Note 1 (B)", text, StringComparison.Ordinal);
        Assert.Contains("not the chance that the goods belong to the heading", text, StringComparison.Ordinal);
        Assert.Contains("80 % is a demonstration and not law", text, StringComparison.Ordinal);
        Assert.Contains("Presumed: The goods are rice in grain form", text, StringComparison.Ordinal);
        Assert.Contains("HS 2022", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_with_a_second_stage_tells_how_often_two_looks_are_wrong()
    {
        var verdict = Rice.Criterion.Evaluate("1006.30", [Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(90)], Rice.Eighty, Rice.WithSecondStage);

        Assert.Contains(verdict.Sentences, sentence => sentence.StartsWith("The plan fixed 2 further determinations", StringComparison.Ordinal) && sentence.Contains("not 0.05", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("de-DE")]
    public void The_words_are_the_same_under_every_culture(string culture)
    {
        var here = Rice.Judge(Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(79.01786, 1.418816)).Sentences;
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo(culture);
            Assert.Equal(here, Rice.Judge(Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(79.01786, 1.418816)).Sentences);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void An_evaluation_kept_as_JSON_reads_back_as_it_was()
    {
        var verdict = Rice.Judge(Rice.Husk(false), Rice.CooksCensored(">", 10), Rice.Gelatinized(90), Rice.Gelatinized(60, method: "DG-GA", key: 4));
        var text = System.Text.Json.JsonSerializer.Serialize(verdict, Lims.Kernel.Data.Conventions.Json);
        var back = System.Text.Json.JsonSerializer.Deserialize<Evaluation>(text, Lims.Kernel.Data.Conventions.Json);

        Assert.Equal(text, System.Text.Json.JsonSerializer.Serialize(back, Lims.Kernel.Data.Conventions.Json));
        Assert.Equal(verdict.Leaves, back!.Leaves);
    }
}

public sealed class When_nothing_is_decided
{
    private static IReadOnlyList<Lims.Classification.Cases.WayOffered> Ways(DecisionRuleFixed rule, int stage, string[] used, params Evidence[] results) =>
        Lims.Classification.Cases.WaysToDecide.Offer(Rice.Criterion, "1006.30", results, Rice.Eighty, rule, stage, used);

    [Fact]
    public void A_decided_verdict_offers_nothing() => Assert.Empty(Ways(Rice.WithSecondStage, 1, [], Rice.Husk(true)));

    [Fact]
    public void The_ways_come_in_their_order_and_the_last_is_not_proven()
    {
        var ways = Ways(Rice.WithSecondStage, 1, [], Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(82, 1.4));

        Assert.Equal(["smaller-uncertainty", "second-stage", "second-laboratory", "not-proven"], ways.Select(way => way.Way));
        Assert.All(ways.SkipLast(1), way => Assert.Equal("rice.gelatinization-degree", way.Fact));
    }

    [Fact]
    public void The_uncertainty_needed_is_the_one_that_Metrology_finds_for_the_leaf_alone()
    {
        // Cooking time far inside: the whole hangs on the one leaf, where u <= |x - T| / z is exact.
        var way = Ways(Rice.Proven95, 1, [], Rice.Husk(false), Rice.Cooks(2, 0.1), Rice.Gelatinized(82, 1.4))[0];
        var alone = WhatWouldDecide.At(82, 2, new ReplicateUncertainty(1, 1), Limit.Of(Comparison.GreaterOrEqual, 80, "%", "of starch"), new DecisionRule());

        Assert.True(way.CanSucceed);
        Assert.Equal(alone.LargestDecidingUncertainty, way.UncertaintyNeeded!.Value, 9);
    }

    [Fact]
    public void The_uncertainty_needed_is_smaller_when_another_leaf_has_used_up_part_of_the_confidence()
    {
        var certain = Ways(Rice.Proven95, 1, [], Rice.Husk(false), Rice.Cooks(2, 0.1), Rice.Gelatinized(82, 1.4))[0];
        var uncertain = Ways(Rice.Proven95, 1, [], Rice.Husk(false), Rice.Cooks(11, 0.5), Rice.Gelatinized(82, 1.4))[0];

        Assert.True(uncertain.UncertaintyNeeded < certain.UncertaintyNeeded);
        Assert.Equal(Verdict.Met, Rice.Judge(Rice.Husk(false), Rice.Cooks(11, 0.5), Rice.Gelatinized(82, uncertain.UncertaintyNeeded * 0.9999)).State);
        Assert.Equal(Verdict.Undecided, Rice.Judge(Rice.Husk(false), Rice.Cooks(11, 0.5), Rice.Gelatinized(82, uncertain.UncertaintyNeeded * 1.0001)).State);
    }

    [Fact]
    public void The_second_stage_is_said_to_decide_where_what_averages_dominates_and_not_where_it_does_not()
    {
        var can = Ways(Rice.WithSecondStage, 1, [], Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(82, 1.4, averaged: 1.35)).Single(way => way.Way == "second-stage");
        var cannot = Ways(Rice.WithSecondStage, 1, [], Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(82, 1.4, averaged: 0.3)).Single(way => way.Way == "second-stage");
        var unknown = Ways(Rice.WithSecondStage, 1, [], Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(82, 1.4, averaged: null)).Single(way => way.Way == "second-stage");

        Assert.True(can.CanSucceed);
        Assert.False(cannot.CanSucceed);
        Assert.False(unknown.CanSucceed);
        Assert.Equal(2, can.Determinations);
        Assert.Contains("has not said which part", unknown.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void The_second_stage_is_offered_only_where_the_plan_fixed_it_and_only_once()
    {
        Evidence[] near = [Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(82, 1.4)];

        Assert.DoesNotContain(Ways(Rice.Proven95, 1, [], near), way => way.Way == "second-stage");
        Assert.DoesNotContain(Ways(Rice.WithSecondStage, 2, ["second-stage"], near), way => way.Way == "second-stage");
        Assert.DoesNotContain(Ways(Rice.WithSecondStage, 2, [], near), way => way.Way == "second-stage");
    }

    [Fact]
    public void A_value_exactly_on_the_limit_is_decided_by_no_method_and_no_second_laboratory()
    {
        var ways = Ways(Rice.WithSecondStage, 1, [], Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(80, 1.4));

        Assert.All(ways.Where(way => way.Way != "not-proven"), way => Assert.False(way.CanSucceed));
        Assert.True(ways[^1].CanSucceed);
    }

    [Fact]
    public void A_censored_value_asks_for_a_method_with_another_reporting_limit()
    {
        var way = Ways(Rice.Proven95, 1, [], Rice.Husk(false), Rice.CooksCensored(">", 10), Rice.Gelatinized(90))[0];

        Assert.True(way.CanSucceed);
        Assert.Equal("rice.cooking-time", way.Fact);
        Assert.Contains("> 10 min", way.Why, StringComparison.Ordinal);
    }
}
