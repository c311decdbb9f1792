using System.Reflection;
using Lims.Contracts;
using Lims.Kernel.Access;
using Lims.Kernel.Administration;
using Lims.Kernel.Audit;
using Lims.Kernel.Data;
using Lims.Kernel.Jobs;
using Lims.Kernel.Messages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lims.Kernel;

/// <summary>A line of the menu.</summary>
/// <param name="Href">Where it leads.</param>
/// <param name="Key">Key of its words in the resources.</param>
/// <param name="Icon">Name of the icon.</param>
/// <param name="Act">Who sees it: whoever may do this act.</param>
/// <param name="Order">Place in the flow as it is lived.</param>
/// <param name="Counts">Keys of the waiting groups whose numbers stand beside the line.</param>
public sealed record MenuEntry(string Href, string Key, string Icon, Act Act, int Order, params IReadOnlyList<string> Counts);

/// <summary>What one module brings: written once, in its module file, by name. A missing line is found by a test, not by a user.</summary>
public sealed class LimsModule
{
    internal LimsModule(string name, Type db, Assembly assembly) => (Name, Db, Assembly) = (name, db, assembly);

    /// <summary>The module's name: schema, file, chain.</summary>
    public string Name { get; }

    /// <summary>Type of its tables.</summary>
    public Type Db { get; }

    /// <summary>Where its pages are.</summary>
    public Assembly Assembly { get; }

    /// <summary>Its consumers with their messages.</summary>
    public List<Subscription> Subscriptions { get; } = [];

    /// <summary>What can be done in it.</summary>
    public List<Act> Acts { get; } = [];

    /// <summary>Its lines of the menu.</summary>
    public List<MenuEntry> Menu { get; } = [];

    /// <summary>Its long work.</summary>
    public List<JobHandler> Jobs { get; } = [];

    /// <summary>Maps its endpoints.</summary>
    public Action<IEndpointRouteBuilder>? Endpoints { get; set; }
}

/// <summary>Writes a module's list.</summary>
public sealed class ModuleBuilder<TDb>(IServiceCollection services, LimsModule module)
    where TDb : ModuleDb
{
    /// <summary>Adds handlers: one for each use case, living as long as the act's scope.</summary>
    public ModuleBuilder<TDb> Handler<T>()
        where T : class
    {
        services.AddScoped<T>();
        return this;
    }

    /// <summary>Adds a consumer.</summary>
    public ModuleBuilder<TDb> Consumer<TConsumer, TMessage>()
        where TConsumer : ModuleConsumer<TDb, TMessage>
        where TMessage : class, IMessage
    {
        services.AddScoped<TConsumer>();
        module.Subscriptions.Add(new Subscription<TDb, TMessage, TConsumer>(module.Name));
        return this;
    }

    /// <summary>Adds long work.</summary>
    public ModuleBuilder<TDb> Job<TJob, TArgument>(string kind)
        where TJob : Job<TDb, TArgument>
    {
        services.AddScoped<TJob>();
        module.Jobs.Add(new JobHandler<TDb, TArgument, TJob>(kind));
        return this;
    }

    /// <summary>Adds what can be done.</summary>
    public ModuleBuilder<TDb> Acts(params IReadOnlyList<Act> acts)
    {
        module.Acts.AddRange(acts);
        return this;
    }

    /// <summary>Adds a module's own condition on an act.</summary>
    public ModuleBuilder<TDb> Rule<TRule>()
        where TRule : ActRule
    {
        services.AddSingleton<ActRule, TRule>();
        return this;
    }

    /// <summary>Adds an act of the demonstration walk.</summary>
    public ModuleBuilder<TDb> Walk<TStep>()
        where TStep : Walk.WalkStep
    {
        services.AddSingleton<Walk.WalkStep, TStep>();
        return this;
    }

    /// <summary>Adds what the home page asks of the module: what waits for a person.</summary>
    public ModuleBuilder<TDb> Waiting<T>()
        where T : class, Work.IWorkWaiting
    {
        services.AddScoped<T>();
        services.AddScoped<Work.IWorkWaiting>(provider => provider.GetRequiredService<T>());
        return this;
    }

    /// <summary>Adds what the search box asks of the module.</summary>
    public ModuleBuilder<TDb> Search<T>()
        where T : class, Work.ISearch
    {
        services.AddScoped<T>();
        services.AddScoped<Work.ISearch>(provider => provider.GetRequiredService<T>());
        return this;
    }

    /// <summary>Adds a line of the menu.</summary>
    public ModuleBuilder<TDb> Menu(MenuEntry entry)
    {
        module.Menu.Add(entry);
        return this;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public ModuleBuilder<TDb> Endpoints(Action<IEndpointRouteBuilder> map)
    {
        module.Endpoints = map;
        return this;
    }
}

/// <summary>Registers modules.</summary>
public static class ModuleRegistration
{
    /// <summary>Adds a module with its tables for both databases.</summary>
    public static IServiceCollection AddModule<TDb, TSqlite, TSqlServer>(this IServiceCollection services, string name, Action<ModuleBuilder<TDb>> list)
        where TDb : ModuleDb
        where TSqlite : TDb
        where TSqlServer : TDb
    {
        var module = new LimsModule(name, typeof(TDb), typeof(TDb).Assembly);
        services.AddSingleton(module);
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<DataOptions>();
            Func<TDb> make = options.Provider == DataProvider.SqlServer ? Maker<TDb, TSqlServer>(options, name) : Maker<TDb, TSqlite>(options, name);
            return new ModuleDbMaker<TDb>(make, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<WakeUps>());
        });
        services.AddScoped<Db<TDb>>();
        services.AddSingleton<Sealer<TDb>>();
        services.AddSingleton<OutboxRelay<TDb>>();
        services.AddSingleton<IVerifyAudit, VerifyAudit<TDb>>();
        services.AddScoped<IAdministerModule>(provider => new AdministerModule<TDb>(module, provider.GetRequiredService<ModuleDbMaker<TDb>>(), provider.GetRequiredService<CurrentWho>(), provider));
        services.AddSingleton<ModuleHost>(provider => new ModuleHost<TDb>(module, provider));
        list(new ModuleBuilder<TDb>(services, module));
        return services;
    }

    /// <summary>Adds what all modules share, once.</summary>
    public static IServiceCollection AddKernel(this IServiceCollection services, DataOptions data, BrokerOptions? broker)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(RetryPolicy.Usual);
        services.AddSingleton(data);
        services.AddSingleton<WakeUps>();
        services.AddSingleton<SigningKey>();
        services.AddSingleton<SignedHeads>();
        services.AddSingleton<Files.FileStore>();
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<MessageLog>();
        services.AddSingleton<Policy>();
        services.AddScoped<CurrentWho>();
        services.AddScoped(provider => new Machine(
            provider.GetServices<IAdministerModule>(), provider.GetServices<IVerifyAudit>(), provider.GetRequiredService<CurrentWho>(), provider.GetRequiredService<Policy>()));
        services.AddTransport(broker);
        services.AddAccess();
        services.AddSingleton<LimsHost>();
        services.AddHostedService(provider => provider.GetRequiredService<LimsHost>());
        return services;
    }

    private static Func<TDb> Maker<TDb, TContext>(DataOptions options, string name)
        where TDb : ModuleDb
        where TContext : TDb
    {
        var builder = new DbContextOptionsBuilder<TContext>();
        options.Use(builder, name);
        var built = builder.Options;
        var constructor = typeof(TContext).GetConstructor([typeof(DbContextOptions<TContext>)]) ?? throw new InvalidOperationException($"{typeof(TContext).Name} needs a constructor that takes its options.");
        return () => (TDb)constructor.Invoke([built]);
    }
}
