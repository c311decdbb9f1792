using Lims.Classification.Cases;
using Lims.Classification.Thresholds;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;

namespace Lims.Tests.Classification;

public sealed class When_an_analysis_is_completed
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_criterion_is_evaluated_once_and_its_verdict_told()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = Ids.New();

        await house.Tell(Rice.Completed(sample, 1, house.Clock.GetUtcNow(), Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(90)));

        var told = Assert.Single(await house.Told<VerdictReached>());
        Assert.Equal((sample, "CR-C01", "met"), (told.Sample, told.Criterion, told.State));
        Assert.Equal(["1904.90"], told.Codes);
        Assert.True(told.Probability > 0.95);
        Assert.Contains("1904.90 is proven met", told.Sentence, StringComparison.Ordinal);
        var sheet = await (await house.As<VerdictWorksheetHandler>("officer")).Handle(sample, Ct);
        Assert.Equal(told.Verdict, Assert.Single(sheet.Verdicts).Id);
        Assert.Equal(["10", "1006", "1006.30"], sheet.DeclaredPath.Select(step => step.Code));
        Assert.Equal("1904.90", sheet.Proposed);
    }

    [Fact]
    public async Task A_report_that_arrives_before_its_evidence_is_kept()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = Ids.New();

        await house.Tell(new ReportIssued(Rice.Key(77), sample, "TR-2026-000001", "ab12", house.Clock.GetUtcNow()));
        await house.Tell(Rice.Completed(sample, 1, house.Clock.GetUtcNow(), Rice.Husk(true)));

        var sheet = await (await house.As<VerdictWorksheetHandler>("submitter")).Handle(sample, Ct);
        Assert.Equal(("TR-2026-000001", Rice.Key(77)), (sheet.ReportNumber, sheet.Report));
        Assert.Equal("evaluated", sheet.State);
    }

    [Fact]
    public async Task A_stranger_from_a_third_laboratory_does_not_find_it()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = Ids.New();
        await house.Tell(Rice.Completed(sample, 1, house.Clock.GetUtcNow(), Rice.Husk(true)));
        var handler = await house.As<VerdictWorksheetHandler>("stranger");

        await Assert.ThrowsAsync<NoSuchRecord>(() => handler.Handle(sample, Ct));
    }

    [Fact]
    public async Task A_question_that_no_criterion_answers_waits_for_an_opinion_without_a_verdict()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = Ids.New();
        await house.Tell(Rice.Completed(sample, 1, house.Clock.GetUtcNow(), Rice.Husk(true)) with { Asked = ["sugar.polarisation"] });

        var sheet = await (await house.As<VerdictWorksheetHandler>("officer")).Handle(sample, Ct);
        Assert.Empty(sheet.Verdicts);
        Assert.Null(sheet.Proposed);
        Assert.Equal("evaluated", sheet.State);
    }

    [Fact]
    public async Task A_threshold_the_authority_gives_later_lets_the_criterion_be_asked_again_and_the_old_verdict_stays()
    {
        await using var house = await ClassificationHouse.Open(demonstration: false);
        var sample = Ids.New();
        await house.Tell(Rice.Completed(sample, 1, house.Clock.GetUtcNow(), Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(90)));
        var read = await house.As<VerdictWorksheetHandler>("officer");
        Assert.Equal("not-evaluable", (await read.Handle(sample, Ct)).Verdicts[0].Evaluation.StateCode);

        var set = new SetThreshold(Ids.New(), "rice.gelatinization-degree.minimum", 85.5m, "%", "Notice 2026-12", false, new DateOnly(2026, 11, 25));
        await (await house.As<SetThresholdHandler>("quality")).Handle(set, Ct);
        await (await house.As<EvaluateAgainHandler>("officer")).Handle(new EvaluateAgain(sample, (await read.Handle(sample, Ct)).Revision), Ct);

        var sheet = await read.Handle(sample, Ct);
        Assert.Equal("met", Assert.Single(sheet.Verdicts).Evaluation.StateCode);
        Assert.Contains(sheet.Verdicts[0].Evaluation.Sentences, sentence => sentence.Contains("85.5 % (Notice 2026-12)", StringComparison.Ordinal));
        Assert.Equal("not-evaluable", Assert.Single(sheet.Earlier).Evaluation.StateCode);
    }

    [Fact]
    public async Task A_threshold_is_refused_with_its_field_named()
    {
        await using var house = await ClassificationHouse.Open();
        var handler = await house.As<SetThresholdHandler>("quality");

        var refused = await Assert.ThrowsAsync<FormRefused>(() => handler.Handle(new SetThreshold(Ids.New(), "rice.gelatinization-degree.minimum", 80, "g/m2", " ", false, new DateOnly(2026, 1, 1)), Ct));
        Assert.Equal(["Unit", "Citation"], refused.Faults.Select(fault => fault.Field));
        refused = await Assert.ThrowsAsync<FormRefused>(() => handler.Handle(new SetThreshold(Ids.New(), "rice.colour", 80, "%", "x", false, new DateOnly(2026, 1, 1)), Ct));
        Assert.Contains("“rice.colour”", Assert.Single(refused.Faults).Text, StringComparison.Ordinal);
        var officer = await house.As<SetThresholdHandler>("officer");
        await Assert.ThrowsAsync<NotAllowed>(() => officer.Handle(new SetThreshold(Ids.New(), "appeal.days", 60, "d", "x", false, new DateOnly(2026, 1, 1)), Ct));
    }
}
