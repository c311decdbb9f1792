using Lims.Classification.Cases;
using Lims.Classification.Opinions;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Audit;
using Microsoft.EntityFrameworkCore;

namespace Lims.Tests.Classification;

public sealed class When_an_opinion_is_signed
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_agrees_with_the_worksheet_and_the_signature_binds_it()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = await Judged(house);

        await Sign(house, sample, "approver", "1904.90", "");

        var told = Assert.Single(await house.Told<OpinionSigned>());
        Assert.Equal(("1904.90", true, "approver"), (told.Code, told.AgreesWithVerdict, told.SignedBy));
        await using var db = house.Db();
        var opinion = await db.Opinions.SingleAsync(Ct);
        var signature = await db.Set<Signature>().SingleAsync(Ct);
        Assert.Equal(Meaning.Opinion, signature.Meaning);
        Assert.True(signature.Binds(opinion, opinion.Canonical(), house.Get<SigningKey>()));
        Assert.False(signature.Binds(opinion, opinion.Canonical().Replace("1904.90", "1006.30", StringComparison.Ordinal), house.Get<SigningKey>()));
    }

    [Fact]
    public async Task Somebody_without_the_authorisation_is_refused()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = await Judged(house);

        Assert.Equal("authorisation", (await Assert.ThrowsAsync<NotAllowed>(() => Sign(house, sample, "approver2", "1904.90", ""))).Code);
        Assert.Equal("role", (await Assert.ThrowsAsync<NotAllowed>(() => Sign(house, sample, "officer", "1904.90", ""))).Code);
        Assert.Empty(await house.Told<OpinionSigned>());
    }

    [Fact]
    public async Task A_wrong_password_signs_nothing()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = await Judged(house);
        var sheet = await (await house.As<VerdictWorksheetHandler>("approver")).Handle(sample, Ct);
        var handler = await house.As<SignOpinionHandler>("approver");

        await Assert.ThrowsAsync<RuleBroken>(() => handler.Handle(new SignOpinion(Ids.New(), sample, sheet.Revision, "1904.90", "", "not the password"), Ct));
        await using var db = house.Db();
        Assert.Equal(0, await db.Opinions.CountAsync(Ct));
        Assert.Equal("evaluated", (await db.Cases.SingleAsync(Ct)).StateName);
    }

    [Fact]
    public async Task It_may_differ_from_the_worksheet_but_not_without_a_reason()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = await Judged(house);

        var refused = await Assert.ThrowsAsync<FormRefused>(() => Sign(house, sample, "approver", "1006.30", " "));
        Assert.Equal("Basis", Assert.Single(refused.Faults).Field);
        await Sign(house, sample, "approver", "1006.30", "Microscopy shows compact grains: the structure was modified to a minor extent only.");

        Assert.False(Assert.Single(await house.Told<OpinionSigned>()).AgreesWithVerdict);
    }

    [Fact]
    public async Task An_unknown_code_is_refused_at_its_field_and_quoted()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = await Judged(house);

        var refused = await Assert.ThrowsAsync<FormRefused>(() => Sign(house, sample, "approver", "1006.77", "x"));

        var fault = Assert.Single(refused.Faults);
        Assert.Equal("Code", fault.Field);
        Assert.Contains("“1006.77” is no code of the tariff in force on 2026-11-24", fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_twice_is_one_opinion_and_an_old_view_is_stale()
    {
        await using var house = await ClassificationHouse.Open();
        var sample = await Judged(house);
        var sheet = await (await house.As<VerdictWorksheetHandler>("approver")).Handle(sample, Ct);
        var form = new SignOpinion(Ids.New(), sample, sheet.Revision, "1904.90", "", ClassificationHouse.PasswordOf("approver"));
        var handler = await house.As<SignOpinionHandler>("approver");

        await Assert.ThrowsAsync<StaleRecord>(() => handler.Handle(form with { Revision = sheet.Revision - 1 }, Ct));
        await handler.Handle(form, Ct);
        Assert.Equal("duplicate-submission", (await Assert.ThrowsAsync<RuleBroken>(() => handler.Handle(form, Ct))).Code);
    }

    internal static async Task<Guid> Judged(ClassificationHouse house)
    {
        var sample = Ids.New();
        await house.Tell(Rice.Completed(sample, 1, house.Clock.GetUtcNow(), Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(90)));
        await house.Tell(new ReportIssued(Ids.New(), sample, "TR-2026-000001", "ab12", house.Clock.GetUtcNow()));
        return sample;
    }

    internal static async Task Sign(ClassificationHouse house, Guid sample, string who, string code, string basis)
    {
        var sheet = await (await house.As<VerdictWorksheetHandler>(who)).Handle(sample, Ct);
        await (await house.As<SignOpinionHandler>(who)).Handle(new SignOpinion(Ids.New(), sample, sheet.Revision, code, basis, ClassificationHouse.PasswordOf(who)), Ct);
    }
}
