using MassTransit;
using RabbitMQ.Client;

namespace Lims.Kernel.Messages;

/// <summary>
/// Exchanges, queues and bindings of every subscription, declared before anything is published: a published message with one of two queues missing
/// would reach the other alone, and nobody would be told.
/// </summary>
public static class Topology
{
    public const string Dead = "lims-dead";

    /// <summary>
    /// Quorum queues survive the loss of a node; a message delivered twenty times in vain goes to the dead queue instead of being dropped.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, object?> QueueArguments = new Dictionary<string, object?>
    {
        ["x-queue-type"] = "quorum",
        ["x-delivery-limit"] = 20,
        ["x-dead-letter-exchange"] = Dead,
    };

    internal static void Configure(IRabbitMqReceiveEndpointConfigurator endpoint)
    {
        foreach (var (name, value) in QueueArguments) endpoint.SetQueueArgument(name, value!);
    }

    /// <summary>
    /// The exchange a message is published to: its full name, which is the contract. It must be public: MassTransit takes the exchange of a hidden type
    /// for a temporary one, and the broker refuses the two declarations that then differ.
    /// </summary>
    public static string ExchangeOf(Type message) => message.IsVisible
        ? message.FullName!
        : throw new InvalidOperationException($"{message.Name} goes over the broker and is not public.");

    internal static async Task Declare(BrokerOptions broker, Subscriptions subscriptions, CancellationToken ct)
    {
        var factory = new ConnectionFactory { Uri = broker.Uri, ClientProvidedName = "lims topology" };
        await using var connection = await factory.CreateConnectionAsync(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        await channel.ExchangeDeclareAsync(Dead, ExchangeType.Fanout, durable: true, cancellationToken: ct);
        await channel.QueueDeclareAsync(Dead, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: ct);
        await channel.QueueBindAsync(Dead, Dead, "", cancellationToken: ct);
        foreach (var subscription in subscriptions.All)
        {
            var exchange = ExchangeOf(subscription.Message);
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, cancellationToken: ct);
            await channel.ExchangeDeclareAsync(subscription.Queue, ExchangeType.Fanout, durable: true, cancellationToken: ct);
            await channel.QueueDeclareAsync(subscription.Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>(QueueArguments), cancellationToken: ct);
            await channel.ExchangeBindAsync(subscription.Queue, exchange, "", cancellationToken: ct);
            await channel.QueueBindAsync(subscription.Queue, subscription.Queue, "", cancellationToken: ct);
        }
    }

    /// <summary>The same as RabbitMQ definitions, for a broker whose users may not configure.</summary>
    public static object Definitions(string vhost, Subscriptions subscriptions) => new
    {
        exchanges = subscriptions.All.SelectMany(s => new[] { ExchangeOf(s.Message), s.Queue }).Append(Dead).Distinct(StringComparer.Ordinal)
            .Select(name => new { name, vhost, type = "fanout", durable = true, auto_delete = false, @internal = false, arguments = new { } }),
        queues = subscriptions.All.Select(s => new { name = s.Queue, vhost, durable = true, auto_delete = false, arguments = QueueArguments })
            .Append(new { name = Dead, vhost, durable = true, auto_delete = false, arguments = (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?> { ["x-queue-type"] = "quorum" } }),
        bindings = subscriptions.All.SelectMany(s => new[]
        {
            new { source = ExchangeOf(s.Message), vhost, destination = s.Queue, destination_type = "exchange", routing_key = "", arguments = new { } },
            new { source = s.Queue, vhost, destination = s.Queue, destination_type = "queue", routing_key = "", arguments = new { } },
        }).Append(new { source = Dead, vhost, destination = Dead, destination_type = "queue", routing_key = "", arguments = new { } }),
    };
}

/// <summary>Where the broker is, and for which modules this process consumes.</summary>
/// <param name="Uri"><c>amqp://user:password@host:port/vhost</c>: one virtual host a deployment.</param>
/// <param name="Consume">Names of modules; empty for all.</param>
public sealed record BrokerOptions(Uri Uri, IReadOnlyList<string> Consume);

/// <summary>Exchanges carry the message's own name, not the envelope's generic one.</summary>
internal sealed class ExchangeNames : IEntityNameFormatter
{
    public string FormatEntityName<T>() => typeof(T) is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Envelope<>)
        ? Topology.ExchangeOf(type.GetGenericArguments()[0])
        : typeof(T).FullName!;
}
