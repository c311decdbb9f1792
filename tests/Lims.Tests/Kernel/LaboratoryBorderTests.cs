using Lims.Kernel;
using Lims.Kernel.Access;
using Microsoft.EntityFrameworkCore;

namespace Lims.Tests.Kernel;

[Trait("Speed", "slow")]
public sealed class When_two_laboratories_work_side_by_side
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neither_sees_the_others_records_nor_their_parts()
    {
        await using var workshop = await Workshop.Open();
        var piece = await workshop.Make(Workshop.Anna, "ring");
        await using (var db = workshop.As(Workshop.Anna))
        {
            db.Holes.Add(new Hole { PieceId = piece.Id, Width = 3 });
            await db.SaveChangesAsync(Ct);
            Assert.Equal(1, await db.Holes.CountAsync(Ct));
        }
        await using var other = workshop.As(Workshop.Ben);
        Assert.Equal(0, await other.Pieces.CountAsync(Ct));
        Assert.Equal(0, await other.Holes.CountAsync(Ct));
    }

    [Fact]
    public async Task Neither_can_change_what_it_would_not_see()
    {
        await using var workshop = await Workshop.Open();
        var piece = await workshop.Make(Workshop.Anna, "ring");
        await using var db = workshop.As(Workshop.Ben);
        db.Attach(piece).Entity.Name = "mine";
        await Assert.ThrowsAsync<NoSuchRecord>(() => db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task Neither_can_add_to_the_others_record()
    {
        await using var workshop = await Workshop.Open();
        var piece = await workshop.Make(Workshop.Anna, "ring");
        await using var db = workshop.As(Workshop.Ben);
        db.Holes.Add(new Hole { PieceId = piece.Id, Width = 3 });
        await Assert.ThrowsAsync<NoSuchRecord>(() => db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task Neither_can_make_a_record_in_the_others_name()
    {
        await using var workshop = await Workshop.Open();
        await using var db = workshop.As(Workshop.Ben);
        db.Add(new Piece("BUS", "forged"));
        await Assert.ThrowsAsync<NoSuchRecord>(() => db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task Numbers_of_a_series_are_given_once_and_without_gaps_to_eight_writers_at_once()
    {
        await using var workshop = await Workshop.Open();
        var given = new System.Collections.Concurrent.ConcurrentBag<int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct }, async (_, ct) =>
        {
            for (var i = 0; i < 50; i++)
            {
                await using var db = workshop.As(Workshop.Anna);
                var number = await db.NextNumber("piece/2026", ct);
                db.Add(new Piece("BUS", $"piece {number}"));
                await db.SaveChangesAsync(ct);
                given.Add(number);
            }
        });
        Assert.Equal(Enumerable.Range(1, 400), given.Order());
    }

    [Fact]
    public async Task A_number_taken_by_an_act_that_was_not_saved_is_given_again()
    {
        await using var workshop = await Workshop.Open();
        await using (var db = workshop.As(Workshop.Anna)) Assert.Equal(1, await db.NextNumber("piece/2026", Ct));
        await using var next = workshop.As(Workshop.Anna);
        Assert.Equal(1, await next.NextNumber("piece/2026", Ct));
    }
}

public sealed class When_the_policy_engine_is_asked
{
    private static readonly Act Approve = new("piece.approve", "approve this piece", Role.Approver) { Side = Side.Performing, In = ["reviewed"], NotAfter = ["piece.make"] };

    [Fact]
    public void Every_reason_is_given_at_once()
    {
        var carl = Workshop.Person("Carl", "ICN", Role.Analyst);
        var answer = new Policy([], []).May(carl, Approve, new Work("BUS", "made", carl.Person));
        Assert.Equal(["role", "laboratory", "state", "self-review"], answer.Refusals.Select(refusal => refusal.Code));
    }

    [Fact]
    public void Nobody_approves_own_work_whatever_the_roles()
    {
        var everything = Workshop.Person("Dora", "BUS", Enum.GetValues<Role>());
        var answer = new Policy([], []).May(everything, Approve, new Work("BUS", "reviewed", everything.Person));
        Assert.Equal("self-review", Assert.Single(answer.Refusals).Code);
    }

    [Fact]
    public void An_authorisation_is_needed_beside_the_role()
    {
        var act = Approve with { Authorisation = "opinion" };
        var approver = Workshop.Person("Eva", "BUS", Role.Approver);
        Assert.Equal("authorisation", Assert.Single(new Policy([], []).May(approver, act, new Work("BUS", "reviewed", Guid.Empty)).Refusals).Code);
        Assert.True(new Policy([], []).May(approver with { Authorisations = new HashSet<string> { "opinion" } }, act, new Work("BUS", "reviewed", Guid.Empty)).Yes);
    }

    [Fact]
    public void A_modules_own_rule_can_object()
    {
        var approver = Workshop.Person("Eva", "BUS", Role.Approver);
        Assert.Equal("Not on Fridays.", new Policy([], [new NotOnFridays()]).May(approver, Approve, new Work("BUS", "reviewed", Guid.Empty)).Why);
    }

    private sealed class NotOnFridays() : ActRule("piece.approve")
    {
        public override Refusal? Refuse(Who who, object? record) => new("friday", "Not on Fridays.");
    }

    private sealed record Work(string Laboratory, string State, Guid Maker) : Lims.Kernel.Data.IOfLaboratory, IHasState, IHasDoers
    {
        public string SubmittedBy => Laboratory;

        public string PerformedBy => Laboratory;

        public string StateName => State;

        public IEnumerable<Doer> Doers => [new Doer("piece.make", Maker)];
    }
}
