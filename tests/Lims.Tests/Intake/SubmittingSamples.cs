using Lims.Contracts;
using Lims.Intake;
using Lims.Kernel;
using Lims.Kernel.Access;
using Microsoft.EntityFrameworkCore;

namespace Lims.Tests.Intake;

public class Submitting_a_sample
{
    [Fact]
    public async Task Gives_it_a_number_keeps_all_that_was_written_and_tells_the_house()
    {
        await using var house = await IntakeHouse.Open();
        var form = Forms.Submission("40215-26-118734m") with { DeclaredCode = "100630" };

        var submitted = await house.Submit(form);

        Assert.Equal(SampleNumber.Of("BUS", 2026, 1).ToString(), submitted.Number);
        var message = await house.Said<SampleSubmitted>();
        Assert.Equal(
            (submitted.Sample, submitted.Number, "BUS", "CCL", "Rice, long grain", "1006.30", "declaration 40215-26-118734M item 1", "routine", IntakeHouse.Start),
            (message.Sample, message.Number, message.SubmittedBy, message.PerformedBy, message.Goods, message.DeclaredCode, message.Basis, message.Urgency, message.At));
        Assert.Equal(["rice.prepared-or-milled"], message.Asked);
        var story = await house.Story(submitted.Number);
        Assert.Equal(SampleState.Submitted, story.State);
        Assert.Equal(("TH", "Hanmaru Foods Co.", "Jiho Baek"), (story.Origin, story.Importer, story.SampledBy));
        Assert.Equal([("KCS-1", "Busan laboratory"), ("KCS-2", "Busan store")], story.Sets.Select(set => (set.Seal, set.Holder)));
    }

    [Fact]
    public async Task Counts_by_the_year_of_the_laboratory_and_not_of_Greenwich()
    {
        await using var house = await IntakeHouse.Open();
        house.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 31, 15, 30, 0, TimeSpan.Zero)); // half past midnight in Seoul

        Assert.StartsWith("BUS-2027-000001-", (await house.Submit()).Number, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_each_laboratory_for_itself()
    {
        await using var house = await IntakeHouse.Open();

        var numbers = new[] { await house.Submit(), await house.Submit(who: IntakeHouse.Neighbour), await house.Submit() }.Select(submitted => submitted.Number);

        Assert.Equal([SampleNumber.Of("BUS", 2026, 1).ToString(), SampleNumber.Of("ICN", 2026, 1).ToString(), SampleNumber.Of("BUS", 2026, 2).ToString()], numbers);
    }

    [Fact]
    public async Task Is_for_submitters()
    {
        await using var house = await IntakeHouse.Open();

        var refused = await Assert.ThrowsAsync<NotAllowed>(() => house.Submit(who: IntakeHouse.Analyst));

        Assert.Equal("role", refused.Code);
    }

    [Fact]
    public async Task Twice_by_one_form_is_refused_with_the_number_it_has()
    {
        await using var house = await IntakeHouse.Open();
        var form = Forms.Submission();
        var first = await house.Submit(form);

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => house.Submit(form with { BasisItem = 2 }));

        Assert.Equal("duplicate-submission", refused.Code);
        Assert.Contains(first.Number, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("BUS-2026-000002-", (await house.Submit()).Number, StringComparison.Ordinal); // and no number was lost
    }

    [Fact]
    public async Task Of_an_item_submitted_before_is_refused_with_the_number_it_has()
    {
        await using var house = await IntakeHouse.Open();
        var first = await house.Submit(Forms.Submission("40215-26-118734M"));

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => house.Submit(Forms.Submission("40215-26-118734M")));

        Assert.Equal("duplicate-submission", refused.Code);
        Assert.Contains(first.Number, refused.Message, StringComparison.Ordinal);
        Assert.Contains("40215-26-118734M item 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_another_item_or_by_another_laboratory_or_after_a_return_is_a_new_sample()
    {
        await using var house = await IntakeHouse.Open();
        var form = Forms.Submission("40215-26-118734M");
        var first = await house.Submit(form);

        await house.Submit(form with { Key = Ids.New(), BasisItem = 2 });
        await house.Submit(form with { Key = Ids.New() }, IntakeHouse.Neighbour);
        await house.Return(new ReturnSample(first.Sample, 1, ["too-little"], "Send 2 kg."));
        await house.Submit(form with { Key = Ids.New() });

        await using var db = house.Rows();
        Assert.Equal(4, await db.Samples.CountAsync(IntakeHouse.Ct));
    }

    [Fact]
    public async Task From_one_seizure_may_happen_many_times()
    {
        await using var house = await IntakeHouse.Open();
        var form = Forms.Submission() with { BasisKind = LegalBasisKind.Seizure, BasisNumber = "S-2026-77", BasisItem = null, Origin = null, Importer = null };

        await house.Submit(form);
        await house.Submit(form with { Key = Ids.New() });

        Assert.Equal("seizure S-2026-77", (await house.Said<SampleSubmitted>()).Basis);
    }

    [Trait("Speed", "slow")]
    [Fact]
    public async Task By_eight_writers_at_once_gives_every_number_once_and_leaves_no_gap()
    {
        await using var house = await IntakeHouse.Open();

        var numbers = (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var mine = new List<string>();
            for (var sample = 0; sample < 100; sample++) mine.Add((await house.Submit()).Number);
            return mine;
        })))).SelectMany(mine => mine).ToList();

        Assert.Equal(800, numbers.Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 800), numbers.Select(number => SampleNumber.Read(number).Number!.Running).Order());
        await using var db = house.Rows();
        Assert.Equal(800, await db.Outbox.CountAsync(row => row.Kind == typeof(SampleSubmitted).FullName, IntakeHouse.Ct));
    }
}

public class A_submission_with_something_wrong
{
    private static readonly string Long = new('x', 500);

    public static TheoryData<string, string, string> Faults => new()
    {
        { nameof(SubmitSample.DeclaredCode), "1006.99", "24 Nov 2026" },
        { nameof(SubmitSample.BasisNumber), "40215-118734", "40215-26-118734M" },
        { nameof(SubmitSample.BasisItem), "0", "1 to 9999" },
        { nameof(SubmitSample.SampledAt), "24 Nov 2026, 11:00", "24 Nov 2026, 10:00" },
        { nameof(SubmitSample.Sets), "no laboratory set", "expected" },
        { "Sets[1].Seal", "KCS-1", "laboratory set" },
        { "Sets[0].Seal", "Nothing was entered", "seal" },
        { "Sets[0].Keeper", "Nothing was entered", "keeps" },
        { nameof(SubmitSample.Goods), "500 characters", "at most 400" },
        { "Asked[0]", "rice.colour", "rice.prepared-or-milled" },
        { nameof(SubmitSample.Asked), "Nothing is asked", "at least one" },
        { nameof(SubmitSample.Origin), "XX", "ISO 3166-1" },
        { nameof(SubmitSample.Importer), "Nothing was entered", "importer" },
        { nameof(SubmitSample.PerformedBy), "ICN", "CCL" },
        { nameof(SubmitSample.Urgency), "Nothing was entered", "routine" },
        { nameof(SubmitSample.Key), "no key", "anew" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Is_told_at_the_field_what_was_typed_and_what_is_expected(string field, string quoted, string expected)
    {
        await using var house = await IntakeHouse.Open();
        var good = Forms.Submission();
        var bad = field switch
        {
            "DeclaredCode" => good with { DeclaredCode = "1006.99", SampledAt = IntakeHouse.Start },
            "BasisNumber" => good with { BasisNumber = "40215-118734" },
            "BasisItem" => good with { BasisItem = 0 },
            "SampledAt" => good with { SampledAt = IntakeHouse.Start.AddHours(1) },
            "Sets" => good with { Sets = [good.Sets[1]] },
            "Sets[1].Seal" => good with { Sets = [good.Sets[0], good.Sets[1] with { Seal = "kcs-1" }] },
            "Sets[0].Seal" => good with { Sets = [good.Sets[0] with { Seal = " " }] },
            "Sets[0].Keeper" => good with { Sets = [good.Sets[0] with { Keeper = "" }] },
            "Goods" => good with { Goods = Long },
            "Asked[0]" => good with { Asked = ["rice.colour"] },
            "Asked" => good with { Asked = [] },
            "Origin" => good with { Origin = "xx" },
            "Importer" => good with { Importer = null },
            "PerformedBy" => good with { PerformedBy = "ICN" },
            "Urgency" => good with { Urgency = "" },
            "Key" => good with { Key = Guid.Empty },
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No such case."),
        };

        var refused = await Assert.ThrowsAsync<FormRefused>(() => house.Submit(bad));

        var fault = Assert.Single(refused.Faults);
        Assert.Equal(field, fault.Field);
        Assert.Contains(quoted, fault.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(expected, fault.Text, StringComparison.Ordinal);
        await using var db = house.Rows();
        Assert.False(await db.Samples.AnyAsync(IntakeHouse.Ct) || await db.Outbox.AnyAsync(IntakeHouse.Ct));
    }

    [Fact]
    public async Task Is_told_everything_at_once()
    {
        await using var house = await IntakeHouse.Open();
        var good = Forms.Submission();

        var refused = await Assert.ThrowsAsync<FormRefused>(() => house.Submit(good with { DeclaredCode = "", Goods = "", SampledBy = Long, Sets = null!, Asked = null! }));

        Assert.Equal(["DeclaredCode", "Goods", "SampledBy", "Sets", "Asked"], refused.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public async Task Without_a_declaration_needs_no_item()
    {
        await using var house = await IntakeHouse.Open();

        var refused = await Assert.ThrowsAsync<FormRefused>(() => house.Submit(Forms.Submission() with { BasisKind = LegalBasisKind.Audit, BasisNumber = "A-7", BasisItem = 3 }));

        Assert.Contains("only a declaration has items", Assert.Single(refused.Faults).Text, StringComparison.Ordinal);
    }
}

public class A_country_of_origin
{
    [Fact]
    public void Is_one_of_the_249_of_ISO_3166_1()
    {
        Assert.Equal(249, Country.Count);
        Assert.True(Country.Knows("KR"));
        Assert.False(Country.Knows("UK"));
    }
}
