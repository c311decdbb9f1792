using System.Text.Json;
using Lims.Kernel.Data;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Lims.Kernel.Messages;

/// <summary>Brings a message to every consumer that is subscribed to it.</summary>
internal interface ITransport
{
    /// <summary>
    /// Returns when the message is safe with its receivers: confirmed by the broker, or taken (or noted as failed) by each consumer.
    /// </summary>
    /// <exception cref="UnsendableMessage">It can never be sent as it is.</exception>
    Task Send(OutboxRow row, CancellationToken ct);
}

/// <summary>A message no transport can carry: its kind is unknown here, its body does not read, or no queue takes it.</summary>
internal sealed class UnsendableMessage(string why) : Exception(why);

/// <summary>
/// No broker: the consumers are called one after another in this process, each in its own scope. A crash between two of them, or before the row
/// is marked, repeats the call, and the inbox makes the repeat empty.
/// </summary>
internal sealed class LocalTransport(Subscriptions subscriptions, IServiceProvider services) : ITransport
{
    public async Task Send(OutboxRow row, CancellationToken ct)
    {
        foreach (var subscription in subscriptions.To(row.Kind))
        {
            if (!await subscription.Has(services, row.Id, ct)) await subscription.Deliver(services, row.Body, ct);
        }
    }
}

/// <summary>RabbitMQ: published with the row's key, mandatory, and confirmed by the broker before the row counts as sent.</summary>
internal sealed class BrokerTransport(LimsBus bus, Subscriptions subscriptions, ILogger<BrokerTransport> log) : ITransport
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    public async Task Send(OutboxRow row, CancellationToken ct)
    {
        var message = subscriptions.To(row.Kind).FirstOrDefault()?.Message ?? throw new UnsendableMessage($"Nobody is subscribed to {row.Kind}.");
        var type = typeof(Envelope<>).MakeGenericType(message);
        object envelope;
        try
        {
            envelope = JsonSerializer.Deserialize(row.Body, type, Conventions.Json)!;
        }
        catch (JsonException unreadable)
        {
            throw new UnsendableMessage($"The body of {row.Kind} {row.Id} does not read: {unreadable.Message}");
        }
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(Limit);
        try
        {
            await bus.Up.Publish(envelope, type, Pipe.Execute<PublishContext>(context =>
            {
                context.MessageId = row.Id;
                context.CorrelationId = row.About;
                if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit)) rabbit.Mandatory = true;
            }), limited.Token);
        }
        catch (MessageReturnedException returned)
        {
            // The queues were declared before the first relay ran: somebody has removed one. Not the message's fault, so it is tried again.
            log.LogError(returned, "No queue took {Kind} {Id}: declare the topology again (lims topology)", row.Kind, row.Id);
            throw;
        }
    }
}
