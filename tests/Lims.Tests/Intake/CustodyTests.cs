using CsCheck;
using Lims.Intake;
using Lims.Kernel;

namespace Lims.Tests.Intake;

public class Custody_of_a_set
{
    private static readonly string[] Holders = ["Busan laboratory", "courier", "CCL reception", "CCL store", "court"];
    private static readonly Gen<string> Holder = Gen.Int[0, Holders.Length - 1].Select(which => Holders[which]);

    [Fact]
    public void Begins_with_its_keeper_at_the_sampling()
    {
        var sample = Taken.Sample();

        Assert.All(sample.Sets, set =>
        {
            Assert.Equal(set.Keeper, Custody.HolderAt(sample.CustodyEvents, set.Id, sample.SampledAt));
            Assert.Null(Custody.HolderAt(sample.CustodyEvents, set.Id, sample.SampledAt.AddTicks(-1)));
        });
    }

    [Fact]
    public void Has_exactly_one_holder_at_any_instant_whatever_is_tried() =>
        Gen.Select(Holder, Holder, Gen.Int[-60, 60]).Array[0, 40].Sample(attempts =>
        {
            var sample = Taken.Sample();
            var item = sample.Sets[0].Id;
            var clock = IntakeHouse.Start;
            foreach (var (from, to, minutes) in attempts)
            {
                clock = clock.AddMinutes(minutes);
                var holder = Custody.HolderAt(sample.CustodyEvents, item, DateTimeOffset.MaxValue);
                try
                {
                    sample.HandOver(item, from, to, "test", clock, from, to);
                    Assert.Equal(holder, from);
                    holder = to;
                }
                catch (RuleBroken)
                {
                    Assert.True(from != holder || to == from || sample.CustodyEvents.Any(custody => custody.Item == item && custody.At > clock));
                }
                Assert.Equal(holder, Custody.HolderAt(sample.CustodyEvents, item, DateTimeOffset.MaxValue));
            }
            var events = sample.CustodyEvents.Where(custody => custody.Item == item).OrderBy(custody => custody.Step).ToList();
            Assert.Equal(Enumerable.Range(1, events.Count), events.Select(custody => custody.Step));
            foreach (var (before, after) in events.Zip(events.Skip(1)))
            {
                Assert.Equal(before.To, after.From);
                Assert.True(before.At <= after.At);
                // Between two hand-overs the one who took it first has it, and nobody else.
                if (before.At < after.At) Assert.Equal(before.To, Custody.HolderAt(events, item, after.At.AddTicks(-1)));
            }
        });

    [Fact]
    public void Is_handed_over_by_nobody_but_its_holder()
    {
        var sample = Taken.Sample();

        var refused = Assert.Throws<RuleBroken>(() => sample.HandOver(sample.Sets[0].Id, "court", "courier", "appeal", IntakeHouse.Start, "court", "courier"));

        Assert.Equal("custody-holder", refused.Code);
        Assert.Contains("Busan laboratory holds it", refused.Message, StringComparison.Ordinal);
    }
}

public class Splitting_a_sample
{
    private static readonly Gen<decimal> Grams = Gen.Int[1, 5_000_000].Select(milligrams => milligrams / 1000m);

    [Fact]
    public void Neither_makes_nor_loses_mass_and_books_the_counter_sample_first() => Gen.Select(Grams, Grams, Grams).Sample((counter, moisture, rest) =>
    {
        var sample = Taken.Sample();
        sample.Receive(Looked(counter + moisture + rest, counter, moisture), IntakeHouse.Coordinator, IntakeHouse.Start);

        Assert.Equal(sample.ReceivedGrams, sample.Portions.Sum(portion => portion.Grams));
        Assert.Equal([PortionPurpose.CounterSample, PortionPurpose.Moisture, PortionPurpose.Analysis], sample.Portions.Select(portion => portion.Purpose));
        Assert.Equal([counter, moisture, rest], sample.Portions.Select(portion => portion.Grams));
        Assert.Equal([false, true, false], sample.Portions.Select(portion => portion.Airtight));
        Assert.Equal([1, 2, 3], sample.Portions.Select(portion => portion.Place));
    });

    [Fact]
    public void Is_refused_when_nothing_would_be_left_to_analyse()
    {
        var sample = Taken.Sample();

        var refused = Assert.Throws<RuleBroken>(() => sample.Receive(Looked(100, 90, 10), IntakeHouse.Coordinator, IntakeHouse.Start));

        Assert.Equal("too-little", refused.Code);
    }

    [Fact]
    public void Puts_the_counter_sample_into_the_store_and_leaves_the_rest_with_the_receiver()
    {
        var sample = Taken.Sample();
        sample.Receive(Looked(2000, 1000, 150), IntakeHouse.Coordinator, IntakeHouse.Start);

        Assert.Equal(
            ["CCL, counter-sample store", "CCL, Eunji Noh", "CCL, Eunji Noh"],
            sample.Portions.Select(portion => Custody.HolderAt(sample.CustodyEvents, portion.Id, IntakeHouse.Start)));
        Assert.Equal("CCL, Eunji Noh", Custody.HolderAt(sample.CustodyEvents, sample.Sets[0].Id, IntakeHouse.Start));
        Assert.Equal("Busan store", Custody.HolderAt(sample.CustodyEvents, sample.Sets[1].Id, IntakeHouse.Start));
    }

    private static Reception Looked(decimal grams, decimal counter, decimal moisture) =>
        new("Dry", [new SealSeen(SetPurpose.Laboratory, "kcs-1", SealState.Intact)], grams, counter, moisture, null);
}
