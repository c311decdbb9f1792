using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lims.Kernel.Messages;

/// <summary>Whether there is a broker; null where the consumers are called in this process.</summary>
public sealed record BrokerSwitch(BrokerOptions? Options)
{
    /// <summary>Whether this process consumes for a module.</summary>
    public bool Consumes(string module) => Options is null || Options.Consume.Count == 0 || Options.Consume.Contains(module);
}

internal static class TransportRegistration
{
    public static void AddTransport(this IServiceCollection services, BrokerOptions? broker)
    {
        services.AddSingleton(new BrokerSwitch(broker));
        if (broker is null)
        {
            services.AddSingleton<ITransport, LocalTransport>();
            return;
        }
        services.AddSingleton<ITransport, BrokerTransport>();
        // Built by hand, not by AddMassTransit: the host starts it after the topology and before the relays, and no usage telemetry is registered.
        services.AddSingleton(provider => new LimsBus(() => Bus.Factory.CreateUsingRabbitMq(bus =>
        {
            // Without this MassTransit speaks to nobody: a consumer that cannot connect would be silent.
            LogContext.ConfigureCurrentLogContext(provider.GetRequiredService<ILoggerFactory>());
            bus.Host(broker.Uri, "lims", host => host.PublisherConfirmation = true);
            bus.MessageTopology.SetEntityNameFormatter(new ExchangeNames());
            bus.ConfigureJsonSerializerOptions(json =>
            {
                json.NumberHandling = Data.Conventions.Json.NumberHandling;
                json.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter());
                return json;
            });
            var switched = provider.GetRequiredService<BrokerSwitch>();
            foreach (var subscription in provider.GetRequiredService<Subscriptions>().All.Where(s => switched.Consumes(s.Module))) subscription.Receive(bus, provider);
        })));
    }
}

/// <summary>
/// The bus while it is up. A bus whose start failed cannot be started again: it says it is up, and cancels everything published. So each try makes a new one.
/// </summary>
internal sealed class LimsBus(Func<IBusControl> make)
{
    private IBusControl? started;

    /// <summary>To publish through; the relays run only between start and stop.</summary>
    public IBus Up => started ?? throw new InvalidOperationException("The bus is not up.");

    public async Task Start()
    {
        var bus = make();
        await bus.StartAsync(TimeSpan.FromSeconds(30));
        started = bus;
    }

    public async Task Stop()
    {
        if (started is { } bus) await bus.StopAsync(TimeSpan.FromSeconds(20));
        started = null;
    }
}
