using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class What_would_decide
{
    private static readonly DecisionRule Rule = new(0.95);
    private static readonly Limit Eighty = Limit.Of(Comparison.GreaterOrEqual, 80, "%");

    [Fact]
    public void At_a_value_is_an_uncertainty_small_enough()
    {
        var outlook = WhatWouldDecide.At(82, 2, new(3, 0.5), Eighty, Rule);
        Assert.Equal(Verdict.Undecided, outlook.Now.Verdict);
        Numbers.Agree(2 / 1.6448536269514726, outlook.LargestDecidingUncertainty);
        // 9/n + 0.25 ≤ 1.4784 needs n ≥ 7.33.
        Assert.Equal((8, 6, true), (outlook.ReplicatesNeeded, outlook.FurtherReplicates, outlook.ReplicatesCanDecide));
    }

    [Fact]
    public void May_be_out_of_reach_of_any_number_of_replicates()
    {
        var outlook = WhatWouldDecide.At(82, 2, new(3, 1.3), Eighty, Rule);
        Assert.Equal(((int?)null, (int?)null, false), (outlook.ReplicatesNeeded, outlook.FurtherReplicates, outlook.ReplicatesCanDecide));
        Assert.False(WhatWouldDecide.At(80, 2, new(3, 0), Eighty, Rule).ReplicatesCanDecide);
        Assert.Equal(0, WhatWouldDecide.At(80, 2, new(3, 0), Eighty, Rule).LargestDecidingUncertainty);
    }

    [Fact]
    public void Is_nothing_more_when_it_is_decided() =>
        Assert.Equal(0, WhatWouldDecide.At(95, 2, new(3, 0.5), Eighty, Rule).FurtherReplicates);

    [Fact]
    public void Is_the_smallest_number_that_does() =>
        Gen.Select(Gen.Double[60, 100], Gen.Double[0.1, 6], Gen.Double[0, 2], Gen.Int[1, 6]).Sample(c =>
        {
            var (x, s, common, n) = c;
            var uncertainty = new ReplicateUncertainty(s, common);
            var outlook = WhatWouldDecide.At(x, n, uncertainty, Eighty, Rule);
            bool Decides(int k) => Rule.Test(Eighty, new Measured(x, uncertainty.Of(k), "%")).Verdict is Verdict.Met or Verdict.NotMet;
            return outlook.ReplicatesNeeded is { } needed
                ? Decides(needed) && (needed == 1 || !Decides(needed - 1))
                : !Decides(1_000_000);
        });

    [Theory]
    [InlineData(82, Verdict.Met)]
    [InlineData(94.5, Verdict.Met)]
    [InlineData(79, Verdict.NotMet)]
    [InlineData(97, Verdict.NotMet)]
    public void Inside_and_outside_an_interval_meets_the_rule_exactly(double x, Verdict verdict)
    {
        var interval = Limit.Between(80, 95, "%");
        var largest = WhatWouldDecide.At(x, 1, new(3, 0), interval, Rule).LargestDecidingUncertainty;
        Assert.Equal(verdict, Rule.Test(interval, new Measured(x, largest * (1 - 1e-9), "%")).Verdict);
        Assert.Equal(Verdict.Undecided, Rule.Test(interval, new Measured(x, largest * (1 + 1e-6), "%")).Verdict);
    }

    [Fact]
    public void Far_outside_a_narrow_interval_any_uncertainty_decides()
    {
        var outlook = WhatWouldDecide.At(100, 1, new(3, 50), Limit.Between(80, 80.1, "%"), Rule);
        Assert.Equal(double.PositiveInfinity, outlook.LargestDecidingUncertainty);
        Assert.Equal(1, outlook.ReplicatesNeeded);
    }
}

public sealed class A_two_stage_test
{
    private static readonly Limit Eighty = Limit.Of(Comparison.GreaterOrEqual, 80, "%");

    // Pocock 1977, two looks: z = 1.875, 2.178, 2.772 for a two-sided 0.10, 0.05, 0.01.
    [Theory]
    [InlineData(0.95, 1.875)]
    [InlineData(0.975, 2.178)]
    [InlineData(0.995, 2.772)]
    public void Of_equal_stages_asks_for_pococks_confidence(double total, double z)
    {
        var plan = new TwoStageTest(4, 4, new(1.5, 0));
        Numbers.Near(z, CoverageFactor.OneSided(plan.ConfidencePerStage(total)), 6e-4);
        Numbers.Agree(1 - total, plan.FalseDecisionRate(plan.ConfidencePerStage(total)));
    }

    [Fact]
    public void At_the_same_confidence_twice_is_wrong_more_often_than_it_says()
    {
        var plan = new TwoStageTest(2, 2, new(1.5, 0.4));
        var told = plan.FalseDecisionRate(0.95);
        Assert.InRange(told, 0.06, 0.09);

        // The same by simulation: the true value is the limit.
        var random = new Random(11);
        const int N = 400_000;
        var z = CoverageFactor.OneSided(0.95);
        double u1 = plan.Uncertainty.Of(2), u2 = plan.Uncertainty.Of(4);
        int above = 0, below = 0, second = 0;
        for (var i = 0; i < N; i++)
        {
            var bias = 0.4 * Curves.Normal(random);
            double Result() => bias + 1.5 * Curves.Normal(random);
            var first = Result() + Result();
            var score = first / 2 / u1;
            if (Math.Abs(score) < z)
            {
                second++;
                score = (first + Result() + Result()) / 4 / u2;
            }

            above += score >= z ? 1 : 0;
            below += score <= -z ? 1 : 0;
        }

        var rates = plan.Rates(0, 0.95);
        Numbers.Near((double)above / N, told, 0.0016);
        Numbers.Near((double)below / N, rates.Below, 0.0016);
        Numbers.Near((double)second / N, rates.SecondStage, 0.002);
    }

    [Fact]
    public void Keeps_its_word_between_the_plain_and_bonferronis_confidence() =>
        Gen.Select(Gen.Int[1, 8], Gen.Int[1, 8], Gen.Double[0.1, 3], Gen.Double[0, 3], Gen.Double[0.8, 0.99]).Sample(c =>
        {
            var plan = new TwoStageTest(c.Item1, c.Item2, new(c.Item3, c.Item4));
            var perStage = plan.ConfidencePerStage(c.Item5);
            Numbers.Agree(1 - c.Item5, plan.FalseDecisionRate(perStage), 1e-8);
            return perStage >= c.Item5 && perStage <= TwoStageTest.BonferroniConfidencePerStage(c.Item5);
        }, iter: 50);

    [Fact]
    public void Ends_above_below_or_undecided()
    {
        var plan = new TwoStageTest(2, 4, new(1.5, 0.4));
        for (var distance = -5.0; distance <= 5; distance += 0.5)
        {
            var (rates, mirrored) = (plan.Rates(distance, 0.97), plan.Rates(-distance, 0.97));
            Numbers.Near(1, rates.Above + rates.Below + rates.Undecided, 1e-12);
            Numbers.Near(rates.Above, mirrored.Below, 1e-12);
        }

        Assert.True(plan.Rates(5, 0.97).Above > 0.99);
        Assert.True(plan.Rates(1, 0.97).Above > plan.Rates(0.5, 0.97).Above);
    }

    [Fact]
    public void That_only_repeats_what_does_not_average_gains_no_second_chance() =>
        Assert.Equal(0.95, new TwoStageTest(2, 2, new(0, 1)).ConfidencePerStage(0.95));

    [Fact]
    public void Pools_all_results_of_both_stages_and_drops_none()
    {
        var plan = new TwoStageTest(2, 2, new(1.5, 0.2));
        Replicates first = new([80.5, 82.1]), second = new([81.9, 83.5]);
        Assert.Equal(Verdict.Undecided, plan.First(first, Eighty).Verdict);
        var pooled = plan.Pooled(first, second, Eighty);
        Numbers.Agree(CoverageFactor.Cumulative(2.0 / plan.Uncertainty.Of(4)), pooled.Probability!.Value);
        Numbers.Agree(plan.ConfidencePerStage(0.95), pooled.Confidence);
        Assert.Equal(Verdict.Met, pooled.Verdict);
    }

    [Fact]
    public void Refuses_what_was_not_planned()
    {
        var plan = new TwoStageTest(2, 2, new(1.5, 0.2));
        Replicates open = new([80.5, 82.1]), clear = new([90, 91]), three = new([81, 82, 83]);
        Numbers.Says("3 results, but 2 were planned", Assert.Throws<ArgumentException>(() => plan.First(three, Eighty)).Message);
        Assert.Throws<ArgumentException>(() => plan.Pooled(open, three, Eighty));
        Numbers.Says("has decided (Met)", Assert.Throws<ArgumentException>(() => plan.Pooled(clear, open, Eighty)).Message);
        Assert.Throws<ArgumentException>(() => plan.First(open, Limit.Between(80, 90, "%")));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TwoStageTest(2, 2, new(0, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TwoStageTest(0, 2, new(1, 0)));
    }

    [Fact]
    public void Says_in_a_sentence_what_its_confidence_means()
    {
        var note = new TwoStageTest(4, 4, new(1.5, 0)).ErrorRateNote();
        Numbers.Says("4 replicates, then 4 more if undecided, all pooled, none dropped", note);
        Numbers.Says("tested at 0.9696", note);
        Numbers.Says("at most 0.0500", note);
    }
}
