using Lims.Classification.Criteria;
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
        Assert.Equal(0.2443974, verdict.Probability!.Value, 2e-6);
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
    public void A_result_in_a_unit_or_on_a_basis_that_does_not_fit_is_flagged_with_both_named()
    {
        var grams = Rice.Judge(Rice.Husk(false), Rice.Cooks(480) with { Unit = "g" }, Rice.Gelatinized(90));
        var dry = Rice.Judge(Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(90) with { Basis = "dry matter" });

        Assert.Contains("in “g”; the criterion asks for “min”", Assert.Single(grams.Flagged).Why, StringComparison.Ordinal);
        Assert.Contains("“dry matter”", Assert.Single(dry.Flagged).Why, StringComparison.Ordinal);
        Assert.Equal(Verdict.NotEvaluable, grams.State);
        Assert.Equal(Verdict.NotEvaluable, dry.State);
    }

    [Fact]
    public void A_result_in_another_unit_of_the_same_quantity_is_converted_with_its_uncertainty()
    {
        var seconds = Rice.Judge(Rice.Husk(false), Rice.Cooks(480, 30) with { Unit = "s" }, Rice.Gelatinized(90));
        var minutes = Rice.Judge(Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(90));

        Assert.Equal(minutes.Probability!.Value, seconds.Probability!.Value, 12);
        Assert.Equal(8, seconds.Leaves[1].Value);
        Assert.Contains(seconds.Sentences, sentence => sentence.Contains("which is 8 min", StringComparison.Ordinal));
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
