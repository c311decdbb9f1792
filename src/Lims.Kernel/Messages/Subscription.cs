using System.Text;
using Lims.Contracts;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lims.Kernel.Messages;

/// <summary>That a consumer of a module takes a kind of message. Both transports deliver through it.</summary>
public abstract class Subscription(string module, Type message, Type consumer)
{
    /// <summary>The consumer's module.</summary>
    public string Module { get; } = module;

    /// <summary>The message's type.</summary>
    public Type Message { get; } = message;

    /// <summary>The consumer's type.</summary>
    public Type Consumer { get; } = consumer;

    /// <summary>Full name of the message's type.</summary>
    public string Kind { get; } = message.FullName!;

    /// <summary>The consumer's name in lower case with hyphens; also its queue and its name in the inbox.</summary>
    public string Queue { get; } = Kebab(consumer.Name);

    /// <summary>
    /// Delivers one message once: takes it, or leaves a <see cref="FailedMessage"/> in the module. Throws only where neither could be written
    /// (the module's database is away) or <paramref name="ct"/> ended it; then the message is still the sender's.
    /// </summary>
    public abstract Task Deliver(IServiceProvider services, string body, CancellationToken ct);

    /// <summary>Whether this consumer has the message: done, or failed and noted.</summary>
    internal abstract Task<bool> Has(IServiceProvider services, Guid id, CancellationToken ct);

    /// <summary>Tries again what failed and is due; returns how many were tried.</summary>
    internal abstract Task<int> RetryDue(IServiceProvider services, CancellationToken ct);

    /// <summary>Tries one failed message again at a person's wish.</summary>
    internal abstract Task<bool> Replay(IServiceProvider services, Guid id, CancellationToken ct);

    /// <summary>Adds the receiving end to a broker's bus.</summary>
    internal abstract void Receive(IRabbitMqBusFactoryConfigurator bus, IServiceProvider services);

    private static string Kebab(string name)
    {
        var kebab = new StringBuilder(name.Length + 8);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && kebab.Length > 0) kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(letter));
        }
        return kebab.ToString();
    }
}

internal sealed class Subscription<TDb, TMessage, TConsumer>(string module) : Subscription(module, typeof(TMessage), typeof(TConsumer))
    where TDb : ModuleDb
    where TMessage : class, IMessage
    where TConsumer : ModuleConsumer<TDb, TMessage>
{
    public override async Task Deliver(IServiceProvider services, string body, CancellationToken ct)
    {
        Envelope<TMessage> envelope;
        try
        {
            envelope = EnvelopeJson.Read<TMessage>(body);
        }
        catch (System.Text.Json.JsonException unreadable)
        {
            // Nothing in it can be trusted, not even its key; the text itself is kept for a person.
            await NoteFailure(services, Ids.New(), Guid.Empty, body, unreadable.Message, null, ct);
            return;
        }
        var policy = services.GetRequiredService<RetryPolicy>();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Take(services, envelope, ct);
                CrashPoint.Reached("before-ack");
                return;
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                if (attempt <= policy.AtOnce.Count)
                {
                    await Task.Delay(policy.AtOnce[attempt - 1], services.GetRequiredService<TimeProvider>(), ct);
                    continue;
                }
                services.GetRequiredService<ILogger<Subscription>>().LogWarning(failure, "{Queue} could not take {Kind} {Id}", Queue, Kind, envelope.Id);
                await NoteFailure(services, envelope.Id, envelope.About, body, failure.ToString(), policy.Later.Count > 0 ? policy.Later[0] : null, ct);
                return;
            }
        }
    }

    /// <summary>The message and its effects, in one transaction with its row in the inbox.</summary>
    private async Task Take(IServiceProvider services, Envelope<TMessage> envelope, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var who = Who.Service(Queue, envelope.Actor, envelope.OnBehalfOf ?? envelope.ActorName, envelope.Laboratory);
        var cause = new MessageContext(envelope.Id, envelope.Correlation);
        scope.ServiceProvider.GetRequiredService<CurrentWho>().Be(who, cause);
        await using var db = scope.ServiceProvider.GetRequiredService<ModuleDbMaker<TDb>>().Make(who, cause);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Inbox.AnyAsync(row => row.Consumer == Queue && row.Message == envelope.Id, ct))
        {
            services.GetRequiredService<ILogger<Subscription>>().LogDebug("{Queue} has {Kind} {Id} already: a repeat", Queue, Kind, envelope.Id);
            return;
        }
        var consumer = scope.ServiceProvider.GetRequiredService<TConsumer>();
        var overtaken = consumer.NewestOnly
            && await db.Inbox.AnyAsync(row => row.Consumer == Queue && row.About == envelope.About && row.Version > envelope.Version, ct);
        db.Inbox.Add(new InboxRow(Queue, envelope.Id, envelope.About, envelope.Version, db.Clock.GetUtcNow()));
        if (!overtaken) await consumer.Handle(db, envelope.Message, envelope, ct);
        CrashPoint.Reached("before-inbox-commit");
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        await transaction.DisposeAsync();
        db.Committed();
    }

    private async Task NoteFailure(IServiceProvider services, Guid id, Guid about, string body, string error, TimeSpan? wait, CancellationToken ct)
    {
        await using var db = Maker(services).Make(Who.System(Queue));
        var now = db.Clock.GetUtcNow();
        if (await db.FailedMessages.AnyAsync(row => row.Consumer == Queue && row.Message == id, ct)) return;
        db.FailedMessages.Add(new FailedMessage(Queue, id, Kind, about, body, Cut(error), now, wait is { } later ? now + later : null));
        await db.SaveChangesAsync(ct);
    }

    internal override async Task<bool> Has(IServiceProvider services, Guid id, CancellationToken ct)
    {
        await using var db = Maker(services).Make(Who.System(Queue));
        return await db.Inbox.AnyAsync(row => row.Consumer == Queue && row.Message == id, ct)
            || await db.FailedMessages.AnyAsync(row => row.Consumer == Queue && row.Message == id, ct);
    }

    internal override async Task<int> RetryDue(IServiceProvider services, CancellationToken ct)
    {
        await using var db = Maker(services).Make(Who.System(Queue));
        var now = db.Clock.GetUtcNow();
        var due = await db.FailedMessages.Where(row => row.Consumer == Queue && row.Resolved == null && row.NotBefore <= now)
            .OrderBy(row => row.NotBefore).Take(20).ToListAsync(ct);
        var policy = services.GetRequiredService<RetryPolicy>();
        foreach (var row in due) await Retry(services, db, row, policy, ct);
        return due.Count;
    }

    internal override async Task<bool> Replay(IServiceProvider services, Guid id, CancellationToken ct)
    {
        await using var db = Maker(services).Make(Who.System(Queue));
        var row = await db.FailedMessages.SingleOrDefaultAsync(failed => failed.Consumer == Queue && failed.Message == id && failed.Resolved == null, ct);
        return row is not null && await Retry(services, db, row, new RetryPolicy([], []), ct);
    }

    private async Task<bool> Retry(IServiceProvider services, TDb db, FailedMessage row, RetryPolicy policy, CancellationToken ct)
    {
        var now = db.Clock.GetUtcNow();
        row.Attempts++;
        try
        {
            await Take(services, EnvelopeJson.Read<TMessage>(row.Body), ct);
            (row.Resolved, row.NotBefore) = (now, null);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            row.Error = Cut(failure.ToString());
            row.NotBefore = row.Attempts < policy.Later.Count ? now + policy.Later[row.Attempts] : null;
        }
        await db.SaveChangesAsync(ct);
        return row.Resolved is not null;
    }

    internal override void Receive(IRabbitMqBusFactoryConfigurator bus, IServiceProvider services) => bus.ReceiveEndpoint(Queue, endpoint =>
    {
        Topology.Configure(endpoint);
        endpoint.PrefetchCount = 16;
        endpoint.ConcurrentMessageLimit = 8;
        // The module's database may be away: hold the message and go on trying; past that the broker keeps it and delivers it again.
        endpoint.UseMessageRetry(retry => retry.Interval(60, TimeSpan.FromSeconds(5)));
        // What does not read, or is of a kind nobody here knows, goes the same way: back to the queue, and after its limit to the dead queue.
        // MassTransit's own `_error` and `_skipped` queues would be two more places where nobody looks.
        endpoint.RethrowFaultedMessages();
        endpoint.ThrowOnSkippedMessages();
        endpoint.Handler<Envelope<TMessage>>(context => Deliver(services, System.Text.Json.JsonSerializer.Serialize(context.Message, Conventions.Json), context.CancellationToken));
    });

    private static ModuleDbMaker<TDb> Maker(IServiceProvider services) => services.GetRequiredService<ModuleDbMaker<TDb>>();

    private static string Cut(string text) => text.Length > 4000 ? text[..4000] : text;
}

/// <summary>When a consumer that failed tries again: at once and shortly after, then later from the table, then a person.</summary>
/// <param name="AtOnce">Waits before the tries that hold the message.</param>
/// <param name="Later">Waits before the tries from the table.</param>
public sealed record RetryPolicy(IReadOnlyList<TimeSpan> AtOnce, IReadOnlyList<TimeSpan> Later)
{
    /// <summary>Two short tries, then five over about an hour.</summary>
    public static readonly RetryPolicy Usual = new(
        [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500)],
        [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(45)]);
}

/// <summary>Every subscription of every module, whether this process consumes for it or not.</summary>
public sealed class Subscriptions(IEnumerable<LimsModule> modules)
{
    /// <summary>All, in the order of the modules' lists.</summary>
    public IReadOnlyList<Subscription> All { get; } = [.. modules.SelectMany(module => module.Subscriptions)];

    /// <summary>Those of one kind of message.</summary>
    public IEnumerable<Subscription> To(string kind) => All.Where(subscription => subscription.Kind == kind);
}
