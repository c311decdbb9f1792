using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Tests.Kernel;

[Trait("Speed", "slow")]
public sealed class When_a_piece_is_made_and_told
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_and_message_are_saved_together_or_not_at_all()
    {
        await using var workshop = await Workshop.Open();
        await using (var db = workshop.As(Workshop.Anna))
        {
            var piece = new Piece("BUS", new string('x', 500));
            db.Add(piece);
            db.Publish(new PieceMade(piece.Id, "too long a name"));
            await Assert.ThrowsAsync<Lims.Kernel.FormRefused>(() => db.SaveChangesAsync(Ct));
        }
        await using var look = workshop.As(Workshop.Anna);
        Assert.Equal(0, await look.Pieces.CountAsync(Ct));
        Assert.Equal(0, await look.Outbox.CountAsync(Ct));
    }

    [Fact]
    public async Task The_office_counts_it_once_and_knows_on_whose_behalf()
    {
        await using var workshop = await Workshop.Open();
        var piece = await workshop.Make(Workshop.Anna, "ring");
        await workshop.Until(async () => await workshop.Office().Tallies.AnyAsync(tally => tally.Piece == piece.Id && tally.Count == 1, Ct));
        await using var office = workshop.Office();
        var entry = await office.AuditEntries.FirstAsync(entry => entry.RecordType == nameof(Tally), Ct);
        Assert.Equal("Anna", entry.OnBehalfOf);
        Assert.Equal(Workshop.Anna.Person, entry.Actor);
        Assert.StartsWith("count-when-piece-made", entry.ActorName.Replace("keep-newest-name", "count", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_delivered_five_times_has_one_effect()
    {
        await using var workshop = await Workshop.Open();
        var piece = await workshop.Make(Workshop.Anna, "ring");
        await workshop.Until(async () => await workshop.Office().Tallies.AnyAsync(tally => tally.Piece == piece.Id && tally.Count == 1, Ct));
        await using var db = workshop.As(Workshop.Anna);
        var body = await db.Outbox.Where(row => row.About == piece.Id).Select(row => row.Body).SingleAsync(Ct);
        var count = workshop.Services.GetRequiredService<Subscriptions>().All.Single(taker => taker.Queue == "count-when-piece-made");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => count.Deliver(workshop.Services, body, Ct)));
        Assert.Equal(1, await workshop.Office().Tallies.CountAsync(tally => tally.Piece == piece.Id && tally.Count == 1, Ct));
    }

    [Fact]
    public async Task An_older_message_about_the_same_piece_does_not_undo_a_newer_one()
    {
        await using var workshop = await Workshop.Open();
        var piece = await workshop.Make(Workshop.Anna, "first name");
        await using (var db = workshop.As(Workshop.Anna))
        {
            var again = await db.Pieces.SingleAsync(Ct);
            again.Name = "second name";
            db.Publish(new PieceMade(again.Id, again.Name));
            await db.SaveChangesAsync(Ct);
        }
        await workshop.Until(async () => await workshop.Office().Tallies.AnyAsync(tally => tally.Newest == "second name", Ct));
        await using var look = workshop.As(Workshop.Anna);
        var older = await look.Outbox.OrderBy(row => row.Seq).Select(row => row.Body).FirstAsync(Ct);
        var envelope = EnvelopeJson.Read<PieceMade>(older);
        var asNew = older.Replace(envelope.Id.ToString(), Guid.CreateVersion7().ToString(), StringComparison.Ordinal);
        var keep = workshop.Services.GetRequiredService<Subscriptions>().All.Single(taker => taker.Queue == "keep-newest-name-when-piece-made");
        await keep.Deliver(workshop.Services, asNew, Ct);
        Assert.Equal("second name", await workshop.Office().Tallies.Where(tally => tally.Piece == piece.Id && tally.Count == 0).Select(tally => tally.Newest).SingleAsync(Ct));
    }

    [Fact]
    public async Task A_poisoned_message_is_tried_noted_and_replayed_while_the_others_go_on()
    {
        await using var workshop = await Workshop.Open();
        workshop.Trouble.With = (message, _) => message.Name == "poison" ? new InvalidOperationException("bitter") : null;
        var poison = await workshop.Make(Workshop.Anna, "poison");
        var good = await workshop.Make(Workshop.Anna, "good");
        await workshop.Until(async () => await workshop.Office().Tallies.AnyAsync(tally => tally.Piece == good.Id && tally.Count == 1, Ct));
        await workshop.Until(async () => await workshop.Office().FailedMessages.AnyAsync(row => row.NotBefore == null && row.Resolved == null, Ct));
        var failed = await workshop.Office().FailedMessages.SingleAsync(Ct);
        Assert.Equal("count-when-piece-made", failed.Consumer);
        Assert.Equal(2, failed.Attempts);
        Assert.Contains("bitter", failed.Error, StringComparison.Ordinal);
        Assert.False(await workshop.Office().Tallies.AnyAsync(tally => tally.Piece == poison.Id && tally.Count == 1, Ct));

        workshop.Trouble.With = (_, _) => null;
        var count = workshop.Services.GetRequiredService<Subscriptions>().All.Single(taker => taker.Queue == failed.Consumer);
        Assert.True(await count.Replay(workshop.Services, failed.Message, Ct));
        Assert.Equal(1, await workshop.Office().Tallies.CountAsync(tally => tally.Piece == poison.Id && tally.Count == 1, Ct));
        Assert.NotNull((await workshop.Office().FailedMessages.SingleAsync(Ct)).Resolved);
    }

    [Fact]
    public async Task A_failure_that_passes_leaves_no_trace_but_the_effect()
    {
        await using var workshop = await Workshop.Open();
        workshop.Trouble.With = (_, call) => call == 1 ? new TimeoutException("busy") : null;
        var piece = await workshop.Make(Workshop.Anna, "ring");
        await workshop.Until(async () => await workshop.Office().Tallies.AnyAsync(tally => tally.Piece == piece.Id && tally.Count == 1, Ct));
        Assert.False(await workshop.Office().FailedMessages.AnyAsync(Ct));
    }

    [Fact]
    public async Task A_body_that_does_not_read_is_kept_for_a_person()
    {
        await using var workshop = await Workshop.Open();
        var count = workshop.Services.GetRequiredService<Subscriptions>().All.Single(taker => taker.Queue == "count-when-piece-made");
        await count.Deliver(workshop.Services, "{ \"id\": \"this is no envelope", Ct);
        var kept = await workshop.Office().FailedMessages.SingleAsync(Ct);
        Assert.Equal("{ \"id\": \"this is no envelope", kept.Body);
        Assert.Null(kept.NotBefore);
    }

    [Fact]
    public async Task A_message_about_a_record_the_act_has_not_touched_is_refused()
    {
        await using var workshop = await Workshop.Open();
        await using var db = workshop.As(Workshop.Anna);
        Assert.Throws<InvalidOperationException>(() => db.Publish(new PieceMade(Guid.CreateVersion7(), "ghost")));
    }

    [Fact]
    public async Task A_relay_that_slept_past_its_lease_cannot_mark_what_another_took_over()
    {
        await using var workshop = await Workshop.Open(more: services => services.AddSingleton<ITransport, TakenOverWhileSending>());
        var transport = (TakenOverWhileSending)workshop.Services.GetRequiredService<ITransport>();
        var first = await workshop.Make(Workshop.Anna, "first");
        await workshop.Until(() => Task.FromResult(transport.Sent.Contains(first.Id)));
        // The relay takes one batch after another: when it sends the second message, it is done with the first.
        var second = await workshop.Make(Workshop.Anna, "second");
        await workshop.Until(() => Task.FromResult(transport.Sent.Contains(second.Id)));
        await using var db = workshop.As(Workshop.Anna);
        Assert.Null((await db.Outbox.SingleAsync(row => row.About == first.Id, Ct)).Sent);
    }

    /// <summary>While this one sends, another relay claims the row: the token rises.</summary>
    private sealed class TakenOverWhileSending(IServiceProvider services) : ITransport
    {
        public System.Collections.Concurrent.ConcurrentBag<Guid> Sent { get; } = [];

        public async Task Send(OutboxRow row, CancellationToken ct)
        {
            await using var db = services.GetRequiredService<Lims.Kernel.Data.ModuleDbMaker<WorkshopDb>>().Make(Lims.Kernel.Access.Who.System("another relay"));
            using var kernel = db.AsKernel();
            await db.Outbox.Where(taken => taken.Seq == row.Seq)
                .ExecuteUpdateAsync(set => set.SetProperty(taken => taken.LeaseToken, taken => taken.LeaseToken + 1), ct);
            Sent.Add(row.About);
        }
    }
}
