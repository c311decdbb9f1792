using Lims.Contracts;
using Lims.Intake;
using Lims.Kernel;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using static Lims.Tests.Intake.IntakeHouse;

namespace Lims.Tests.Intake;

public class The_story_of_a_sample
{
    [Fact]
    public async Task Is_told_by_every_module_newest_first_and_says_where_the_sample_is()
    {
        await using var house = await Open();
        var sample = await house.Submit();
        await house.Receive(Forms.Reception(sample.Sample));
        var life = Life.Of(sample.Sample, sample.Number);

        foreach (var tell in life.Told) await tell(house);

        var story = await house.Story(sample.Number);
        Assert.Equal(
            ["AppealClockStarted", "RulingIssued", "OpinionSigned", "VerdictReached", "ReportIssued", "AnalysisCompleted", "ResultApproved",
                "InstrumentRunRead", "InstrumentFileRefused", "InstrumentFileReceived", "TestsPlanned"],
            story.Story.Select(line => line.Kind));
        Assert.Equal(SampleState.Ruled, story.State);
        Assert.Equal(("R-2026-1", "1904.90", "Prepared rice."), (story.RulingNumber, story.RulingCode, story.Verdict));
        Assert.Equal(
            [SampleState.Submitted, SampleState.Received, SampleState.InAnalysis, SampleState.Approved, SampleState.Judged, SampleState.Ruled],
            story.Stations.Select(station => station.State));
        Assert.All(story.Stations, station => Assert.NotNull(station.At));
        Assert.Equal(("Degree of gelatinization by DSC", "83.2 % ± 3.4 % (k = 2.0)", "Daniel Jang"), story.Story[6].Details switch { [var a, var b, var c] => (a, b, c), _ => default });
        Assert.Equal("Taeyang Kim", story.Story[0].Who);
    }

    [Fact]
    public async Task Comes_out_the_same_when_the_messages_arrive_backwards()
    {
        await using var house = await Open();
        var sample = await house.Submit();
        var life = Life.Of(sample.Sample, sample.Number);
        foreach (var tell in life.Told.Reverse()) await tell(house);

        var story = await house.Story(sample.Number);

        Assert.Equal(SampleState.Ruled, story.State);
        Assert.Equal("AppealClockStarted", story.Story[0].Kind);
        Assert.Equal("TestsPlanned", story.Story[^1].Kind);
    }

    [Fact]
    public async Task Tells_a_message_that_comes_twice_once()
    {
        await using var house = await Open();
        var sample = await house.Submit();
        var issued = new ReportIssued(Ids.New(), sample.Sample, "TR-1", new string('a', 64), Start);

        var id = await house.Bring(issued);
        await house.Bring(issued, id);

        Assert.Equal("ReportIssued", Assert.Single((await house.Story(sample.Number)).Story).Kind);
    }

    [Fact]
    public async Task Leaves_out_a_file_that_belongs_to_no_sample()
    {
        await using var house = await Open();
        await house.Submit();

        await house.Bring(new InstrumentFileReceived(Ids.New(), null, "a.txt", new string('a', 64), 10, Start));
        await house.Bring(new InstrumentFileRefused(Ids.New(), null, "a.txt", "no text", Start));
        await house.Bring(new InstrumentRunRead(Ids.New(), Ids.New(), null, "run", "DSC", "TA", "1", new string('a', 64), Start));

        await using var db = house.Rows();
        Assert.False(await db.Story.AnyAsync(Ct));
    }

    [Fact]
    public async Task Does_not_lose_a_message_about_a_sample_nobody_knows()
    {
        await using var house = await Open();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => house.Bring(new ReportIssued(Ids.New(), Ids.New(), "TR-1", "", Start)));

        Assert.Contains("There is no sample", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_its_number_with_everything_that_happens()
    {
        await using var house = await Open();
        var sample = await house.Submit();
        var seen = new List<long> { (await house.Story(sample.Number)).Change };

        await house.Receive(Forms.Reception(sample.Sample));
        seen.Add((await house.Story(sample.Number)).Change);
        await house.Bring(new ReportIssued(Ids.New(), sample.Sample, "TR-1", "", Start));
        seen.Add((await house.Story(sample.Number)).Change);
        await house.Bring(new AppealClockStarted(Ids.New(), sample.Sample, "R-1", new DateOnly(2026, 12, 1), new DateOnly(2027, 3, 1), Start));
        seen.Add((await house.Story(sample.Number)).Change);

        Assert.Equal(seen.Distinct().Order(), seen);
        await using var scope = house.As(Submitter);
        Assert.Equal(seen[^1], await scope.ServiceProvider.GetRequiredService<SampleStory>().Change(sample.Sample, Ct));
    }

    [Fact]
    public async Task Is_seen_by_both_its_laboratories_and_by_no_other()
    {
        await using var house = await Open();
        var sample = await house.Submit();

        Assert.Equal(sample.Number, (await house.Story(sample.Number, Coordinator)).Number);
        Assert.Equal("not-found", (await Assert.ThrowsAsync<NoSuchRecord>(() => house.Story(sample.Number, Neighbour))).Code);
        Assert.Empty((await house.List(new SampleFilter(null, null, null), Neighbour)).Rows);
        await using var scope = house.As(Neighbour);
        Assert.Null(await scope.ServiceProvider.GetRequiredService<SampleStory>().Change(sample.Sample, Ct));
    }

    [Fact]
    public async Task Of_a_number_with_a_slip_is_not_found()
    {
        await using var house = await Open();

        Assert.Contains("BUS-2026-000001-?", (await Assert.ThrowsAsync<NoSuchRecord>(() => house.Story("BUS-2026-000001-?"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_every_message_of_the_house_and_has_words_for_it()
    {
        await using var house = await Open();
        var texts = house.Services.GetRequiredService<IStringLocalizer<IntakeTexts>>();
        var messages = typeof(IMessage).Assembly.GetTypes().Where(type => type is { IsClass: true } && typeof(IMessage).IsAssignableFrom(type)).ToList();
        var subscriptions = house.Services.GetRequiredService<Subscriptions>();

        Assert.True(messages.Count >= 16);
        Assert.All(messages, message =>
        {
            Assert.Single(subscriptions.To(message.FullName!), subscription => subscription.Consumer.Name == $"NoteWhen{message.Name}");
            Assert.Contains(message.Name, StoryKinds.All);
            Assert.False(texts[$"story.{message.Name}"].ResourceNotFound, message.Name);
        });
        Assert.All(ReturnReason.All, reason => Assert.False(texts[$"return.{reason}"].ResourceNotFound, reason));
        Assert.All(Enum.GetValues<SampleState>(), state => Assert.False(texts[$"state.{state}"].ResourceNotFound, state.ToString()));
    }

    [Fact]
    public async Task Has_every_consumer_of_the_module_on_its_list()
    {
        await using var house = await Open();
        var consumers = typeof(IntakeModule).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && IsConsumer(type)).ToHashSet();

        Assert.Equal(17, consumers.Count);
        Assert.Equal(consumers, house.Services.GetRequiredService<Subscriptions>().All.Select(subscription => subscription.Consumer).ToHashSet());
    }

    private static bool IsConsumer(Type type)
    {
        for (var up = type.BaseType; up is not null; up = up.BaseType)
        {
            if (up.IsGenericType && up.GetGenericTypeDefinition() == typeof(ModuleConsumer<,>)) return true;
        }
        return false;
    }
}

public class Holding_the_counter_sample
{
    private static readonly DateOnly Notified = new(2026, 12, 1);

    [Fact]
    public async Task Begins_when_the_declarant_is_notified_and_is_told_to_the_house()
    {
        await using var house = await Open();
        var sample = await house.Submit();
        await house.Receive(Forms.Reception(sample.Sample));
        var ruling = Ids.New();

        await house.Bring(new AppealClockStarted(ruling, sample.Sample, "R-1", Notified, new DateOnly(2027, 3, 1), Start));

        var message = await house.Said<HoldPlaced>();
        Assert.Equal((sample.Sample, sample.Number, new DateOnly(2027, 3, 1), (Guid?)ruling), (message.Sample, message.Number, message.Until, message.Ruling));
        Assert.Equal("Appeal against ruling R-1, notified on 1 Dec 2026", message.Why);
        Assert.Equal(new HoldLine(new DateOnly(2027, 3, 1), message.Why), Assert.Single((await house.Story(sample.Number)).Holds));
    }

    [Fact]
    public async Task Of_one_ruling_only_grows_longer()
    {
        await using var house = await Open();
        var sample = await house.Submit();
        var ruling = Ids.New();

        foreach (var until in new[] { new DateOnly(2027, 3, 1), new DateOnly(2027, 6, 1), new DateOnly(2027, 4, 1) })
            await house.Bring(new AppealClockStarted(ruling, sample.Sample, "R-1", Notified, until, Start));

        Assert.Equal(new DateOnly(2027, 6, 1), Assert.Single((await house.Story(sample.Number)).Holds).Until);
        Assert.Equal(new DateOnly(2027, 6, 1), (await house.Said<HoldPlaced>()).Until);
    }
}

/// <summary>What the other modules say about one sample, an hour apart.</summary>
internal sealed record Life(IReadOnlyList<Func<IntakeHouse, Task>> Told)
{
    public static Life Of(Guid sample, string number)
    {
        static DateTimeOffset At(int hour) => Start.AddHours(hour);
        var rule = new DecisionRuleFixed("proven-95", 0.95, null);
        var result = new Evidence(
            Ids.New(), "rice.gelatinization-degree", "measured", 83.2, null, 1.7, null, null, 2, "%", "of starch", "=", null, "83.2 % ± 3.4 % (k = 2.0)",
            "DG-DSC", 2, "Degree of gelatinization by DSC");
        var ruling = Ids.New();
        return new Life(
        [
            house => house.Bring(new TestsPlanned(sample, number, [new PlannedTest(Ids.New(), result.Fact, result.Method, 2, result.MethodName)], rule, At(1))),
            house => house.Bring(new InstrumentFileReceived(Ids.New(), sample, "pan-1.txt", new string('a', 64), 10, At(2))),
            house => house.Bring(new InstrumentFileRefused(Ids.New(), sample, "pan-x.txt", "line 3: “abc”", At(3))),
            house => house.Bring(new InstrumentRunRead(Ids.New(), Ids.New(), sample, "pan 1", "DSC", "TaInstruments", "1.0", new string('a', 64), At(4))),
            house => house.Bring(new ResultApproved(sample, number, result, "Daniel Jang", At(5))),
            house => house.Bring(new AnalysisCompleted(sample, number, "BUS", "CCL", "Rice", "1006.30", ["rice.prepared-or-milled"], [result], rule, 1, At(5))),
            house => house.Bring(new ReportIssued(Ids.New(), sample, "TR-1", new string('b', 64), At(6))),
            house => house.Bring(new VerdictReached(Ids.New(), sample, "CR-C01", "met", 0.97, ["1904.90"], "Prepared rice.", At(7))),
            house => house.Bring(new OpinionSigned(Ids.New(), sample, "1904.90", true, "As the worksheet.", "Daniel Jang", At(8))),
            house => house.Bring(new RulingIssued(ruling, sample, "R-2026-1", "1904.90", "1006.30", "Rice", "Pre-cooked.", At(9))),
            house => house.Bring(new AppealClockStarted(ruling, sample, "R-2026-1", new DateOnly(2026, 12, 1), new DateOnly(2027, 3, 1), At(10))),
        ]);
    }
}
