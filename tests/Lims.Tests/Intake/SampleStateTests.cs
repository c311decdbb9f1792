using CsCheck;
using Lims.Intake;

namespace Lims.Tests.Intake;

public class Where_a_sample_is
{
    private static readonly DateTimeOffset T = IntakeHouse.Start;

    [Fact]
    public void Follows_from_its_marks()
    {
        Assert.Equal(SampleState.Submitted, SampleStates.Of(new Marks()));
        Assert.Equal(SampleState.Returned, SampleStates.Of(new Marks(Returned: T)));
        Assert.Equal(SampleState.Received, SampleStates.Of(new Marks(Received: T)));
        Assert.Equal(SampleState.InAnalysis, SampleStates.Of(new Marks(Received: T, Planned: T)));
        Assert.Equal(SampleState.Approved, SampleStates.Of(new Marks(Received: T, Planned: T, Completed: T)));
        Assert.Equal(SampleState.Judged, SampleStates.Of(new Marks(Received: T, Planned: T, Completed: T, Judged: T)));
        Assert.Equal(SampleState.Ruled, SampleStates.Of(new Marks(Received: T, Planned: T, Completed: T, Judged: T, Ruled: T)));
    }

    [Fact]
    public void Is_the_bench_again_when_the_evidence_did_not_decide_until_it_does()
    {
        var undecided = new Marks(Received: T, Planned: T, Completed: T, Judged: T.AddHours(1), FurtherAsked: T.AddHours(2));
        var completed = undecided with { Completed = T.AddHours(3) };

        Assert.Equal(SampleState.InAnalysis, SampleStates.Of(undecided));
        Assert.Equal(SampleState.Approved, SampleStates.Of(completed));
        Assert.Equal(SampleState.Judged, SampleStates.Of(completed with { Judged = T.AddHours(4) }));
    }

    [Fact]
    public void Does_not_depend_on_the_order_in_which_the_messages_arrive()
    {
        Action<Sample>[] messages =
        [
            sample => sample.NotePlanned(T.AddHours(1)),
            sample => sample.NoteCompleted(T.AddHours(2)),
            sample => sample.NoteJudged("undecided", T.AddHours(3)),
            sample => sample.NoteFurtherAsked(T.AddHours(4)),
            sample => sample.NoteCompleted(T.AddHours(5)),
            sample => sample.NoteJudged("met", T.AddHours(6)),
            sample => sample.NoteRuled("R-1", "1904.90", T.AddHours(7)),
        ];

        foreach (var told in new[] { 7, 6, 5, 4 })
        {
            var inOrder = Taken.Sample();
            foreach (var message in messages.Take(told)) message(inOrder);
            Gen.Shuffle(messages[..told]).Sample(shuffled =>
            {
                var sample = Taken.Sample();
                foreach (var message in shuffled) message(sample);
                Assert.Equal(inOrder.State, sample.State);
                Assert.Equal((inOrder.Verdict, inOrder.RulingCode), (sample.Verdict, sample.RulingCode));
            }, iter: 100);
        }
    }
}

/// <summary>A submitted sample without a database.</summary>
internal static class Taken
{
    public static Sample Sample() => Lims.Intake.Sample.Submit(
        Forms.Submission(), SampleNumber.Of("BUS", 2026, 1), new DateOnly(2026, 11, 23), IntakeHouse.Submitter, IntakeHouse.Start);
}
