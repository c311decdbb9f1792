using System.Reflection;
using Lims.Kernel;
using Lims.Kernel.Data;
using Lims.Kernel.Messages;
using Lims.Tests.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Tests.Borders;

/// <summary>Each rule is a function that names offenders; each is shown an offender once, so that a rule that selects nothing is seen.</summary>
public sealed class The_house
{
    [Fact]
    public void Contracts_metrology_and_components_know_nothing_of_ours()
    {
        Assert.Empty(House.Contracts.Lims());
        Assert.Empty(House.Metrology.Lims());
        Assert.Empty(House.Ui.Lims());
    }

    [Fact]
    public void Kernel_and_adapters_know_contracts_alone()
    {
        Assert.Equal(["Lims.Contracts"], House.Kernel.Lims());
        Assert.Equal(["Lims.Contracts"], House.Adapters.Lims());
    }

    [Fact]
    public void Modules_know_neither_each_other_nor_the_host()
    {
        foreach (var module in House.Modules) Assert.Empty(module.Lims().Except(["Lims.Contracts", "Lims.Kernel", "Lims.Ui", "Lims.Metrology"]));
        Assert.DoesNotContain("Lims.Metrology", House.Intake.Lims());
    }

    [Fact]
    public void The_rule_of_references_sees_an_offender() => Assert.Contains("lims", typeof(The_house).Assembly.Lims());

    [Fact]
    public void Every_consumer_stands_in_its_modules_list()
    {
        using var host = House.Build();
        var registered = host.Services.GetRequiredService<Subscriptions>().All.Select(subscription => subscription.Consumer).ToHashSet();
        Assert.NotEmpty(registered);
        Assert.Empty(House.Modules.SelectMany(Consumers).Except(registered));
        Assert.Contains(typeof(CountWhenPieceMade), Consumers(typeof(The_house).Assembly).Except(registered));
    }

    [Fact]
    public void No_two_consumers_share_a_queue()
    {
        using var host = House.Build();
        var queues = host.Services.GetRequiredService<Subscriptions>().All.Select(subscription => subscription.Queue).ToList();
        Assert.Equal(queues.Count, queues.Distinct(StringComparer.Ordinal).Count());
        Assert.All(queues, queue => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*-when-[a-z-]+$", queue));
    }

    [Fact]
    public void Every_handler_can_be_made()
    {
        using var host = House.Build();
        using var scope = host.Services.CreateScope();
        var handlers = House.Modules.SelectMany(module => module.GetTypes()).Where(type => type.Name.EndsWith("Handler", StringComparison.Ordinal) && type is { IsAbstract: false, IsNested: false }).ToList();
        Assert.NotEmpty(handlers);
        Assert.All(handlers, handler => Assert.NotNull(scope.ServiceProvider.GetService(handler)));
        Assert.All(House.Modules.SelectMany(Consumers), consumer => Assert.NotNull(scope.ServiceProvider.GetService(consumer)));
    }

    [Fact]
    public void No_page_handler_or_consumer_keeps_a_database_context()
    {
        var keepers = House.Modules.Append(House.Web).SelectMany(assembly => assembly.GetTypes()).Where(KeepsContext).Where(type => !typeof(DbContext).IsAssignableFrom(type)).ToList();
        Assert.Empty(keepers);
        Assert.True(KeepsContext(typeof(Keeper)));
    }

    [Fact]
    public void What_is_not_meant_for_others_is_internal_and_sealed()
    {
        var open = House.Modules.SelectMany(module => module.GetTypes()).Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false, IsNested: false })
            .Where(type => !typeof(DbContext).IsAssignableFrom(type) && !typeof(ComponentBase).IsAssignableFrom(type) && type.Name != "_Imports" && type.Namespace?.Contains("Migrations", StringComparison.Ordinal) != true)
            .Where(type => type.Namespace?.StartsWith("Lims", StringComparison.Ordinal) == true && !type.Name.StartsWith('<'));
        Assert.Empty(open);
        var shown = House.Modules.SelectMany(module => module.GetExportedTypes())
            .Where(type => !typeof(ComponentBase).IsAssignableFrom(type) && !typeof(DbContext).IsAssignableFrom(type) && !type.IsNested)
            .Where(type => type.Name != "_Imports" && !type.Name.EndsWith("Module", StringComparison.Ordinal) && !type.Name.EndsWith("Texts", StringComparison.Ordinal) && type.Namespace?.Contains("Migrations", StringComparison.Ordinal) != true);
        // What a page hands from prerendering to its circuit has to be public, and so has what it is made of.
        var handedOver = House.Modules.SelectMany(module => module.GetExportedTypes()).SelectMany(page => page.GetProperties())
            .Where(property => property.GetCustomAttribute<PersistentStateAttribute>() is not null).SelectMany(property => MadeOf(property.PropertyType, [])).ToHashSet();
        Assert.Empty(shown.Where(type => !handedOver.Contains(type)).Select(type => type.FullName));
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.SqlServer)]
    public void Every_entity_says_whose_it_is_and_no_model_has_changed_since_its_migrations(DataProvider provider)
    {
        using var host = House.Build(provider);
        var contexts = House.Contexts(host.Services).ToList();
        Assert.Equal(4, contexts.Count);
        foreach (var context in contexts)
        {
            Assert.NotEmpty(context.Model.GetEntityTypes());
            Assert.Empty(context.Model.GetEntityTypes().Where(entity => !entity.IsOwned()).Select(entity => entity.ClrType).Where(type => Owners(type) != 1).Select(type => type.FullName));
            Assert.False(context.Database.HasPendingModelChanges(), $"{context.GetType().Name}: the model has changed since its last migration. Add one for both providers.");
            context.Dispose();
        }
        Assert.NotEqual(1, Owners(typeof(Tally)));
    }

    [Fact]
    public void What_is_common_to_all_laboratories_is_a_reviewed_list()
    {
        using var host = House.Build();
        var common = House.Contexts(host.Services).SelectMany(context => context.Model.GetEntityTypes()).Select(entity => entity.ClrType)
            .Where(type => type.GetCustomAttribute<CommonAttribute>() is not null).Select(type => $"{type.FullName}: {type.GetCustomAttribute<CommonAttribute>()!.Why}").Distinct().Order(StringComparer.Ordinal);
        Golden.Matches("Borders", "common-entities.txt", string.Join("\n", common) + "\n");
    }

    [Fact]
    public void The_sql_server_script_guards_every_append_only_table()
    {
        using var host = House.Build(DataProvider.SqlServer);
        var script = string.Concat(host.Services.GetServices<ModuleHost>().Select(module => module.Script()));
        foreach (var context in House.Contexts(host.Services))
        {
            foreach (var table in context.Model.GetEntityTypes().Where(entity => entity.ClrType.GetCustomAttribute<AppendOnlyAttribute>() is not null))
            {
                Assert.Contains($"ON [{context.Module}].[{table.GetTableName()}] INSTEAD OF UPDATE, DELETE", script, StringComparison.Ordinal);
            }
        }
    }

    private static HashSet<Type> MadeOf(Type type, HashSet<Type> seen)
    {
        foreach (var argument in type.GetGenericArguments()) MadeOf(argument, seen);
        if (type.Namespace?.StartsWith("Lims", StringComparison.Ordinal) != true || !seen.Add(type)) return seen;
        foreach (var property in type.GetProperties()) MadeOf(property.PropertyType, seen);
        return seen;
    }

    private static int Owners(Type type) => (typeof(IOfLaboratory).IsAssignableFrom(type) ? 1 : 0)
        + (type.GetCustomAttribute<PartOfAttribute>() is null ? 0 : 1) + (type.GetCustomAttribute<CommonAttribute>() is null ? 0 : 1);

    private static IEnumerable<Type> Consumers(Assembly assembly) => assembly.GetTypes().Where(type => !type.IsAbstract && Bases(type).Any(IsConsumer));

    private static bool IsConsumer(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ModuleConsumer<,>);

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType) yield return parent;
    }

    private static bool KeepsContext(Type type) =>
        type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).SelectMany(constructor => constructor.GetParameters()).Any(parameter => typeof(DbContext).IsAssignableFrom(parameter.ParameterType))
        || (typeof(ComponentBase).IsAssignableFrom(type) && type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Any(property => typeof(DbContext).IsAssignableFrom(property.PropertyType)));

    private sealed class Keeper(WorkshopDb db)
    {
        public WorkshopDb Db => db;
    }
}

internal static class References
{
    /// <summary>Names of our assemblies this one refers to.</summary>
    public static IReadOnlyList<string> Lims(this Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(name => name.Name!)
        .Where(name => name.StartsWith("Lims.", StringComparison.Ordinal) || name == "lims").Order(StringComparer.Ordinal)];
}
