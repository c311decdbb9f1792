using Lims.Contracts;
using Lims.Metrology;

namespace Lims.Tests.Classification;

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
