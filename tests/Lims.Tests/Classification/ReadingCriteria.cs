using Lims.Classification.Cases;
using Lims.Classification.Criteria;
using Lims.Classification.Thresholds;
using Lims.Kernel;
using Lims.Kernel.Access;

namespace Lims.Tests.Classification;

public sealed class A_criterion_as_it_is_shown
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_as_indented_sentences_with_its_limits()
    {
        await using var house = await ClassificationHouse.Open();

        var view = await (await house.As<CriterionViews>("submitter")).Find("cr-c01", null, Ct);

        Assert.Equal(
            [(0, "all", ""), (1, "fact", "no"), (1, "compare", "at most 12 min"), (1, "compare", "at least 80 %")], view.Lines.Select(line => (line.Depth, line.Kind, line.Asked)));
        Assert.Equal([null, null, null, "demonstration"], view.Lines.Select(line => line.Source));
        Assert.Equal("demonstration value; no authority's number is known", Assert.Single(view.Thresholds).Now!.Citation);
        Assert.Contains("the quality manager", view.WhyNotSet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Computes_its_cases_each_time()
    {
        await using var house = await ClassificationHouse.Open();
        var views = await house.As<CriterionViews>("officer");

        var view = await views.Find("CR-C01", null, Ct);
        var row = Assert.Single(await views.Of(null, Ct), row => row.Id == "CR-C01");

        Assert.All(view.Cases, one => Assert.Equal((one.Gives, null), (one.Found, one.Failure)));
        Assert.Equal((view.Cases.Count, view.Cases.Count, 0, 1), (row.Cases, row.Passed, row.Awaiting, row.Demonstration));
    }

    [Fact]
    public async Task Without_the_authoritys_value_says_that_it_awaits_it()
    {
        await using var house = await ClassificationHouse.Open(demonstration: false);

        var view = await (await house.As<CriterionViews>("quality")).Find("CR-C01", null, Ct);

        Assert.Equal(("awaiting-authority-value", "at least a value the authority has not given"), (view.Lines[^1].Source, view.Lines[^1].Asked));
        Assert.Null(view.Thresholds[0].Now);
        Assert.Null(view.WhyNotSet);
        await Assert.ThrowsAsync<NoSuchRecord>(async () => await (await house.As<CriterionViews>("quality")).Find("CR-X99", null, Ct));
    }

    [Fact]
    public void Says_a_not_before_several_things_by_itself_and_before_one_in_its_line()
    {
        var criterion = Rice.Criterion.Asking(
            new NotCondition(new AnyCondition([new FactCondition("rice.parboiled-in-husk", ""), new NotCondition(new FactCondition("rice.parboiled-in-husk", ""))])));

        Assert.Equal([(0, "not", ""), (1, "any", ""), (2, "fact", "yes"), (2, "fact", "no")], ConditionSentences.Of(criterion, Rice.Eighty).Select(line => (line.Depth, line.Kind, line.Asked)));
    }
}

public sealed class When_a_threshold_is_typed
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_fault_is_named_at_its_field_with_what_was_typed()
    {
        await using var house = await ClassificationHouse.Open(demonstration: false);
        var handler = await house.As<SetThresholdHandler>("quality");

        var refused = await Assert.ThrowsAsync<FormRefused>(() => handler.Handle(Typed("85,5", "", "24/11/2026"), Ct));

        Assert.Equal(["Value", "From", "Citation"], refused.Faults.Select(fault => fault.Field));
        Assert.Contains("“85,5” is no number", refused.Faults[0].Text, StringComparison.Ordinal);
        Assert.Contains("“24/11/2026” is no day", refused.Faults[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_value_is_in_force_from_its_day_and_what_was_missing_can_be_evaluated()
    {
        await using var house = await ClassificationHouse.Open(demonstration: false);
        await The_worklist_of_verdicts.Complete(house, "BUS-26-000001-A", 90, 0);
        var before = await (await house.As<VerdictViews>("officer")).Find("BUS-26-000001-A", Ct);
        await (await house.As<SetThresholdHandler>("quality")).Handle(Typed("80", "Notice 12", "25 Nov 2026"), Ct);

        await (await house.As<EvaluateAgainHandler>("officer")).Handle(new EvaluateAgain(before.Sample, before.Revision), Ct);

        var after = await (await house.As<VerdictViews>("officer")).Find("BUS-26-000001-A", Ct);
        Assert.Equal(("not-evaluable", "met"), (Assert.Single(before.Verdicts).State, Assert.Single(after.Verdicts).State));
        Assert.False(after.Verdicts[0].Lines[0].IsDemonstration);
        Assert.Equal("not-evaluable", Assert.Single(after.Earlier).State);
        var threshold = Assert.Single((await (await house.As<CriterionViews>("officer")).Find("CR-C01", null, Ct)).Thresholds);
        Assert.Equal(("80 %", "Notice 12", "national-authority", "quality"), (threshold.Now!.Shown, threshold.Now.Citation, threshold.Source, threshold.Now.SetBy));
    }

    [Fact]
    public async Task It_is_for_the_quality_manager_alone()
    {
        await using var house = await ClassificationHouse.Open(demonstration: false);
        var handler = await house.As<SetThresholdHandler>("officer");

        await Assert.ThrowsAsync<NotAllowed>(() => handler.Handle(Typed("80", "Notice 12", "25 Nov 2026"), Ct));
    }

    private static TypedThreshold Typed(string value, string citation, string from) => new(Ids.New(), "rice.gelatinization-degree.minimum", value, "%", citation, false, from);
}
