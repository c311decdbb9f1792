using Lims.Classification;
using Lims.Classification.Cases;
using Lims.Classification.Rulings;
using Lims.Classification.Thresholds;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Audit;
using Lims.Kernel.Walk;
using Microsoft.EntityFrameworkCore;

namespace Lims.Tests.Classification;

public sealed class When_a_ruling_is_made
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_officers_make_it_and_it_gets_a_number_a_signature_and_a_message()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = await Opined(house);
        var key = await DrawUp(house, sample, "officer");
        Assert.Equal("R-2026-000001", await Confirm(house, sample, "officer2"));

        var told = Assert.Single(await house.Told<RulingIssued>());
        Assert.Equal((key, sample, "R-2026-000001", "1904.90", "1006.30"), (told.Ruling, told.Sample, told.Number, told.Code, told.DeclaredCode));
        await using var db = house.Db();
        var ruling = await db.Rulings.SingleAsync(Ct);
        var signature = await db.Set<Signature>().SingleAsync(row => row.RecordId == key, Ct);
        Assert.True(signature.Binds(ruling, ruling.Canonical(), house.Get<SigningKey>()));
        Assert.Equal(["report", "verdict", "opinion"], ruling.Evidence.Select(reference => reference.Kind));
        Assert.Equal("ab12", ruling.Evidence[0].Sha256);
        Assert.Equal("ruled", (await db.Cases.SingleAsync(Ct)).StateName);
    }

    [Theory]
    [InlineData("officer")]
    [InlineData("chief")]
    public async Task Nobody_confirms_a_ruling_of_their_own_not_even_as_administrator(string who)
    {
        await using var house = await ClassificationHouse.Open();
        var sample = await Opined(house);
        await DrawUp(house, sample, who);

        Assert.Equal("self-review", (await Assert.ThrowsAsync<NotAllowed>(() => Confirm(house, sample, who))).Code);
        Assert.Empty(await house.Told<RulingIssued>());
    }

    [Fact]
    public async Task The_second_officer_sends_it_back_with_a_reason_and_the_first_mends_it()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = await Opined(house);
        var key = await DrawUp(house, sample, "officer");
        var ruling = (await Sheet(house, sample, "officer2")).Ruling!;
        var back = await house.As<SendBackRulingHandler>("officer2");
        Assert.Equal("Reason", Assert.Single((await Assert.ThrowsAsync<FormRefused>(() => back.Handle(new SendBackRuling(key, ruling.Revision, " "), Ct))).Faults).Field);

        await back.Handle(new SendBackRuling(key, ruling.Revision, "Say which note excludes 1006."), Ct);
        await DrawUp(house, sample, "officer");

        Assert.Equal("R-2026-000001", await Confirm(house, sample, "officer2"));
        Assert.Equal(key, Assert.Single(await house.Told<RulingIssued>()).Ruling);
    }

    [Fact]
    public async Task Every_fault_of_the_draft_is_named_at_its_field()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = await Opined(house);
        var sheet = await Sheet(house, sample, "officer");
        var handler = await house.As<DrawUpRulingHandler>("officer");
        GriStep[] steps = [new("GRI 1", "Terms of the headings.", [new NoteCited("Chapter 19 Note 4", "")], ["1904"]), new("GRI 3(a)", "", [], ["1904.90"])];

        var refused = await Assert.ThrowsAsync<FormRefused>(() => handler.Handle(new DrawUpRuling(Ids.New(), sample, sheet.Revision, "1904.99", "", steps, [Rice.Key(99)]), Ct));

        Assert.Equal(
            ["Code", "Reasoning", "Evidence[0]", "Steps[0].Notes[0]", "Steps[1].Grounds", "Steps[1].Rule", "Steps[1].Outcome"],
            refused.Faults.Select(fault => fault.Field));
        Assert.Contains("“1904.99”", refused.Faults[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_out_of_their_order_are_refused()
    {
        GriStep[] steps = [new("GRI 1", "x", [], ["1904"]), new("GRI 6", "x", [], ["1904.90"]), new("GRI 4", "x", [], ["1904.90"])];

        Assert.Contains(InterpretativeRules.Faults(steps, "1904.90"), fault => fault.Text.Contains("GRI 4 stands after GRI 6", StringComparison.Ordinal));
        Assert.Contains(InterpretativeRules.Faults(steps[1..], "1904.90"), fault => fault.Text.Contains("GRI 1 comes first", StringComparison.Ordinal));
        Assert.Empty(InterpretativeRules.Faults(steps[..2], "1904.90"));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task The_notice_is_dated_at_the_laboratory_and_starts_the_time_for_an_appeal()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = await Opined(house);
        await DrawUp(house, sample, "officer");
        await Confirm(house, sample, "officer2");
        var ruling = (await Sheet(house, sample, "officer")).Ruling!;
        var handler = await house.As<NotifyDeclarantHandler>("officer");

        // 16:30 UTC is 01:30 of the next day in Seoul: the ruling was issued on the 25th there.
        var early = await Assert.ThrowsAsync<FormRefused>(() => handler.Handle(new NotifyDeclarant(ruling.Id, ruling.Revision, new DateOnly(2026, 11, 24), "letter 12"), Ct));
        var late = await Assert.ThrowsAsync<FormRefused>(() => handler.Handle(new NotifyDeclarant(ruling.Id, ruling.Revision, new DateOnly(2026, 11, 26), ""), Ct));
        Assert.Contains("“2026-11-24” lies before the ruling", early.Message, StringComparison.Ordinal);
        Assert.Equal(["NotifiedOn", "How"], late.Faults.Select(fault => fault.Field));
        Assert.Equal(new DateOnly(2026, 12, 25), await handler.Handle(new NotifyDeclarant(ruling.Id, ruling.Revision, new DateOnly(2026, 11, 25), "letter 12"), Ct));

        var told = Assert.Single(await house.Told<AppealClockStarted>());
        Assert.Equal((ruling.Id, sample, "R-2026-000001", new DateOnly(2026, 11, 25), new DateOnly(2026, 12, 25)), (told.Ruling, told.Sample, told.Number, told.NotifiedOn, told.Until));
        await house.Tell(new HoldPlaced(sample, "BUS-26-000001-K", told.Until, "appeal against R-2026-000001", ruling.Id, house.Clock.GetUtcNow()));
        await house.Tell(new HoldPlaced(sample, "BUS-26-000001-K", told.Until.AddDays(9), "audit", null, house.Clock.GetUtcNow()));
        Assert.Equal(told.Until, (await Sheet(house, sample, "submitter")).Ruling!.HeldUntil);
    }

    [Fact]
    public async Task Without_days_for_an_appeal_nobody_is_notified()
    {
        await using var house = await ClassificationHouse.Open(demonstration: false);
        var set = new SetThreshold(Ids.New(), "rice.gelatinization-degree.minimum", 80, "%", "a notice", false, new DateOnly(2026, 1, 1));
        await (await house.As<SetThresholdHandler>("quality")).Handle(set, Ct);
        var sample = await Opined(house);
        await DrawUp(house, sample, "officer");
        await Confirm(house, sample, "officer2");
        var ruling = (await Sheet(house, sample, "officer")).Ruling!;
        var handler = await house.As<NotifyDeclarantHandler>("officer");

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => handler.Handle(new NotifyDeclarant(ruling.Id, ruling.Revision, new DateOnly(2026, 11, 25), "letter"), Ct));
        Assert.Equal("appeal-days-missing", refused.Code);
    }

    [Fact]
    public async Task It_is_found_by_the_beginning_of_its_code_and_by_words_from_any_laboratory()
    {
        await using var house = await ClassificationHouse.Open();
        for (var i = 0; i < 3; i++)
        {
            var sample = await Opined(house);
            await DrawUp(house, sample, "officer", i == 1 ? "Soaked for 100_% of the time in Busan." : "The grains are pre-cooked.");
            await Confirm(house, sample, "officer2");
        }
        var find = await house.As<FindRulingsHandler>("stranger");

        Assert.Equal(["R-2026-000003", "R-2026-000002", "R-2026-000001"], (await find.Handle(new FindRulings("19.04"), Ct)).Rows.Select(row => row.Number));
        Assert.Empty((await find.Handle(new FindRulings("1006"), Ct)).Rows);
        Assert.Equal("R-2026-000002", Assert.Single((await find.Handle(new FindRulings(Words: "RICE busan"), Ct)).Rows).Number);
        Assert.Equal("R-2026-000002", Assert.Single((await find.Handle(new FindRulings("1904.90", "100_%"), Ct)).Rows).Number);
        Assert.Empty((await find.Handle(new FindRulings(Words: "100__"), Ct)).Rows);
        Assert.Equal("Code", Assert.Single((await Assert.ThrowsAsync<FormRefused>(() => find.Handle(new FindRulings("rice"), Ct))).Faults).Field);

        var first = await find.Handle(new FindRulings(Take: 2), Ct);
        var second = await find.Handle(new FindRulings(Take: 2, After: first.Next), Ct);
        Assert.Equal(["R-2026-000003", "R-2026-000002"], first.Rows.Select(row => row.Number));
        Assert.Equal("R-2026-000001", Assert.Single(second.Rows).Number);
        Assert.Null(second.Next);
    }

    [Fact]
    public void The_search_is_the_same_query_on_SQL_Server()
    {
        var options = new DbContextOptionsBuilder<ClassificationDbSqlServer>().UseSqlServer("Server=none").Options;
        using var db = new ClassificationDbSqlServer(options);

        var sql = FindRulingsHandler.Query(db, new FindRulings("1904", "rice [grain]", "20260000001")).ToQueryString();

        Assert.Contains("[CodeDigits] LIKE", sql, StringComparison.Ordinal);
        Assert.Contains("ESCAPE", sql, StringComparison.Ordinal);
        Assert.Contains("[Order] <", sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_walk_goes_from_the_verdict_to_the_notice()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = await When_an_opinion_is_signed.Judged(house);
        var notes = new WalkNotes(ClassificationHouse.PasswordOf, _ => default) { Sample = sample };

        Assert.Equal([110, 120, 130, 140, 150], house.Walk.Select(step => step.Order));
        foreach (var step in house.Walk)
        {
            var scope = await house.Scope(step.Actor);
            Assert.True(await step.Ready(scope, notes, Ct), step.Title);
            Assert.NotEmpty(await step.Do(scope, notes, Ct));
        }

        Assert.Contains("CR-C01", notes.Verdict, StringComparison.Ordinal);
        Assert.Equal("1904.90", Assert.Single(await house.Told<RulingIssued>()).Code);
        Assert.Single(await house.Told<AppealClockStarted>());
    }

    /// <summary>A sample with a ruling that waits for the second officer.</summary>
    internal static async Task<Guid> DrawnUp(ClassificationHouse house, string code = "1904.90")
    {
        var sample = await Opined(house, code);
        await DrawUp(house, sample, "officer", code: code);
        return sample;
    }

    /// <summary>A sample with an issued ruling.</summary>
    internal static async Task<Guid> Issued(ClassificationHouse house, string code = "1904.90")
    {
        var sample = await DrawnUp(house, code);
        await Confirm(house, sample, "officer2");
        return sample;
    }

    private static async Task<Guid> Opined(ClassificationHouse house, string code = "1904.90")
    {
        var sample = await When_an_opinion_is_signed.Judged(house);
        await When_an_opinion_is_signed.Sign(house, sample, "approver", code, code == "1904.90" ? "" : "Compact grains under the microscope.");
        return sample;
    }

    private static async Task<VerdictWorksheet> Sheet(ClassificationHouse house, Guid sample, string who) => await (await house.As<VerdictWorksheetHandler>(who)).Handle(sample, Ct);

    private static async Task<Guid> DrawUp(ClassificationHouse house, Guid sample, string who, string reasoning = "The grains are pre-cooked.", string code = "1904.90")
    {
        var sheet = await Sheet(house, sample, who);
        GriStep[] steps =
        [
            new("GRI 1", "The terms of heading 1904 and Note 4 to Chapter 19.", [new NoteCited("Chapter 19 Note 4", "HS 2022")], [code[..4]]),
            new("GRI 6", "Other than swelled, flaked or bulgur.", [], [code]),
        ];
        return await (await house.As<DrawUpRulingHandler>(who)).Handle(
            new DrawUpRuling(Ids.New(), sample, sheet.Revision, code, reasoning, steps, [sheet.Report!.Value, sheet.Verdicts[0].Id, sheet.Opinion!.Id]), Ct);
    }

    private static async Task<string> Confirm(ClassificationHouse house, Guid sample, string who)
    {
        var ruling = (await Sheet(house, sample, who)).Ruling!;
        return await (await house.As<ConfirmRulingHandler>(who)).Handle(new ConfirmRuling(ruling.Id, ruling.Revision, ClassificationHouse.PasswordOf(who)), Ct);
    }
}
