using Lims.Contracts;
using Lims.Intake;
using Lims.Kernel;
using Lims.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using static Lims.Tests.Intake.IntakeHouse;

namespace Lims.Tests.Intake;

public class Receiving_a_sample
{
    [Fact]
    public async Task Splits_it_and_tells_the_house_what_came()
    {
        await using var house = await Open();
        var sample = await house.Submit();
        house.Clock.Advance(TimeSpan.FromHours(20));

        await house.Receive(Forms.Reception(sample.Sample));

        var message = await house.Said<SampleReceived>();
        Assert.Equal("One bag, dry, undamaged. Laboratory set 2000 g. Seal KCS-1 intact, as declared.", message.Condition);
        Assert.Equal(
            [($"{sample.Number}-P1", "counter-sample", 1000m, false), ($"{sample.Number}-P2", "moisture", 150m, true), ($"{sample.Number}-P3", "analysis", 850m, false)],
            message.Portions.Select(portion => (portion.Number, portion.Purpose, portion.Grams, portion.Airtight)));
        Assert.Equal((new DateOnly(2026, 11, 23), "BUS", "CCL", "1006.30"), (message.SampledOn, message.SubmittedBy, message.PerformedBy, message.DeclaredCode));
        var story = await house.Story(sample.Number);
        Assert.Equal(SampleState.Received, story.State);
        Assert.Equal(message.Portions.Select(portion => portion.Number), story.Portions.Select(portion => portion.Number));
        Assert.Equal("CCL, Eunji Noh", story.Sets[0].Holder);
    }

    [Theory]
    [InlineData(nameof(SealState.Intact), "KCS-9", "seal-differs", "“KCS-9”; “KCS-1” was declared")]
    [InlineData(nameof(SealState.Broken), "KCS-1", "seal-broken", "“KCS-1” of the laboratory set is broken")]
    [InlineData(nameof(SealState.Missing), "", "seal-missing", "“KCS-1” was declared")]
    public async Task With_a_seal_that_is_not_as_declared_is_refused_until_the_submitter_has_answered(string state, string seal, string code, string words)
    {
        await using var house = await Open();
        var sample = await house.Submit();
        var form = Forms.Reception(sample.Sample) with { Seals = [new SealSeen(SetPurpose.Laboratory, seal, Enum.Parse<SealState>(state))] };

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => house.Receive(form));

        Assert.Equal(code, refused.Code);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Equal(SampleState.Submitted, (await house.Story(sample.Number)).State);

        await house.Receive(form with { Deviation = new Deviation("Seal not as declared", "Mira Cho", new DateOnly(2026, 11, 24), "Resealed at the port by customs") });

        var condition = (await house.Said<SampleReceived>()).Condition;
        Assert.Contains(words, condition, StringComparison.Ordinal);
        Assert.Contains("Deviation: Seal not as declared. Accepted by Mira Cho on 24 Nov 2026: Resealed at the port by customs.", condition, StringComparison.Ordinal);
        Assert.EndsWith("The results apply to the item as received.", condition, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_every_fault_at_its_field()
    {
        await using var house = await Open();
        var sample = await house.Submit();

        var refused = await Assert.ThrowsAsync<FormRefused>(() => house.Receive(new ReceiveSample(
            sample.Sample, 1, " ", [new SealSeen(SetPurpose.Declarant, "X", SealState.Intact)], 100m, 90m, 10m,
            new Deviation("Wet", "", new DateOnly(2026, 11, 1), "In time"))));

        Assert.Equal(["Condition", "CounterSampleGrams", "Seals", "Seals[0].Set", "Deviation.AnsweredBy", "Deviation.AnsweredOn"], refused.Faults.Select(fault => fault.Field));
        Assert.Contains("“90 g”", refused.Faults[1].Text, StringComparison.Ordinal);
        Assert.Contains("1 Nov 2026", refused.Faults[5].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(2000000)]
    public async Task Does_not_believe_a_mass_that_cannot_be(int grams)
    {
        await using var house = await Open();
        var sample = await house.Submit();

        var refused = await Assert.ThrowsAsync<FormRefused>(() => house.Receive(Forms.Reception(sample.Sample) with { Grams = grams }));

        Assert.Contains($"“{grams} g”", refused.Faults.First(fault => fault.Field == "Grams").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_a_page_that_is_out_of_date_is_refused()
    {
        await using var house = await Open();
        var sample = await house.Submit();
        await house.Return(new ReturnSample(sample.Sample, 1, ["leaking"], "Send anew."));

        await Assert.ThrowsAsync<StaleRecord>(() => house.Receive(Forms.Reception(sample.Sample)));
    }

    [Fact]
    public async Task Is_possible_once_only()
    {
        await using var house = await Open();
        var sample = await house.Submit();
        await house.Receive(Forms.Reception(sample.Sample));

        var refused = await Assert.ThrowsAsync<NotAllowed>(() => house.Receive(Forms.Reception(sample.Sample, revision: 2)));

        Assert.Equal("state", refused.Code);
        Assert.Contains("It is received now", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_two_at_once_is_done_by_one()
    {
        await using var house = await Open();
        var sample = await house.Submit();

        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Record.ExceptionAsync(() => house.Receive(Forms.Reception(sample.Sample))).AsTask())));

        Assert.Equal(1, tries.Count(failure => failure is null));
        Assert.All(tries.OfType<Exception>(), failure => Assert.IsType<StaleRecord>(failure));
        await using var db = house.Rows();
        Assert.Equal(3, await db.Portions.CountAsync(Ct));
    }

    [Fact]
    public async Task Of_another_laboratory_is_not_found()
    {
        await using var house = await Open();
        var sample = await house.Submit();

        var refused = await Assert.ThrowsAsync<NoSuchRecord>(() => house.Receive(Forms.Reception(sample.Sample), Person("Ji Ko", "ICN", Role.Coordinator)));

        Assert.Equal("not-found", refused.Code);
    }

    [Fact]
    public async Task Is_for_the_laboratory_that_does_the_work()
    {
        await using var house = await Open();
        var sample = await house.Submit();

        var refused = await Assert.ThrowsAsync<NotAllowed>(() => house.Receive(Forms.Reception(sample.Sample), Person("Min Ho", "BUS", Role.Coordinator)));

        Assert.Equal("laboratory", refused.Code);
    }
}

public class Returning_a_sample
{
    [Fact]
    public async Task Tells_its_submitter_why_and_what_to_do()
    {
        await using var house = await Open();
        var sample = await house.Submit();

        await house.Return(new ReturnSample(sample.Sample, 1, ["seal-broken", "too-little"], " Take 2 kg anew and seal it. "));

        var message = await house.Said<SampleReturned>();
        Assert.Equal(["seal-broken", "too-little"], message.Reasons);
        Assert.Equal((sample.Number, "Take 2 kg anew and seal it."), (message.Number, message.Memo));
        var story = await house.Story(sample.Number);
        Assert.Equal(SampleState.Returned, story.State);
        Assert.Equal("Take 2 kg anew and seal it.", story.ReturnMemo);
        Assert.Equal([SampleState.Submitted, SampleState.Returned], story.Stations.Select(station => station.State));
        Assert.Equal("Busan laboratory", story.Sets[0].Holder);
    }

    [Fact]
    public async Task Needs_a_reason_of_the_list_and_a_memo()
    {
        await using var house = await Open();
        var sample = await house.Submit();

        var refused = await Assert.ThrowsAsync<FormRefused>(() => house.Return(new ReturnSample(sample.Sample, 1, ["ugly", "leaking", "leaking"], " ")));

        Assert.Equal(["Reasons[0]", "Reasons[2]", "Memo"], refused.Faults.Select(fault => fault.Field));
        Assert.Contains("“ugly”", refused.Faults[0].Text, StringComparison.Ordinal);
        Assert.Equal("No reason was chosen; at least one is expected.",
            (await Assert.ThrowsAsync<FormRefused>(() => house.Return(new ReturnSample(sample.Sample, 1, null!, "Anew.")))).Faults[0].Text);
    }
}
