using System.Reflection;
using System.Text.Json;
using Lims.Contracts;
using Lims.Kernel.Data;
using Lims.Kernel.Messages;
using Lims.Tests.Borders;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Tests.MessageContracts;

/// <summary>Messages are for ever: each has an example that must read as it was written, by every later version.</summary>
public sealed class Every_message
{
    public static TheoryData<string> Kinds => [.. Messages.Select(type => type.Name)];

    private static IReadOnlyList<Type> Messages => [.. House.Contracts.GetTypes().Where(type => typeof(IMessage).IsAssignableFrom(type) && !type.IsInterface).OrderBy(type => type.Name, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Reads_and_writes_as_its_golden_file_says(string kind)
    {
        var type = Messages.Single(message => message.Name == kind);
        var indented = new JsonSerializerOptions(Conventions.Json) { WriteIndented = true };
        Golden.Matches("MessageContracts/Golden", kind + ".json", JsonSerializer.Serialize(Example.Of(type), type, indented) + "\n");
        var golden = File.ReadAllText(Harness.Repository.Path("tests", "Lims.Tests", "MessageContracts", "Golden", kind + ".json"));
        var read = JsonSerializer.Deserialize(golden, type, Conventions.Json);
        Assert.Equal(golden, JsonSerializer.Serialize(read, type, indented) + "\n");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_a_sealed_positional_record_in_the_contracts_namespace(string kind)
    {
        var type = Messages.Single(message => message.Name == kind);
        Assert.True(type.IsSealed);
        Assert.Equal("Lims.Contracts", type.Namespace);
        Assert.All(type.GetProperties(), property => Assert.Contains(type.GetConstructors().Single().GetParameters(), parameter => parameter.Name == property.Name));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_taken_by_somebody(string kind)
    {
        using var host = House.Build();
        Assert.NotEmpty(host.Services.GetRequiredService<Subscriptions>().To("Lims.Contracts." + kind));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_about_a_record(string kind)
    {
        var message = (IMessage)Example.Of(Messages.Single(type => type.Name == kind));
        Assert.NotEqual(Guid.Empty, message.About);
    }

    [Fact]
    public void There_are_messages_to_look_at() => Assert.True(Messages.Count >= 15, "The rules above looked at too few messages.");
}

/// <summary>An example of any record: every member filled, always the same.</summary>
internal static class Example
{
    public static object Of(Type type) => Value(type, type.Name);

    private static object Value(Type type, string name)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Value(inner, name);
        if (type == typeof(Guid)) return new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
        if (type == typeof(string)) return "example " + name;
        if (type == typeof(int)) return 2;
        if (type == typeof(long)) return 1234L;
        if (type == typeof(double)) return 0.125;
        if (type == typeof(decimal)) return 12.50m;
        if (type == typeof(bool)) return true;
        if (type == typeof(DateOnly)) return new DateOnly(2026, 11, 24);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 11, 24, 5, 2, 0, TimeSpan.Zero);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var item = type.GetGenericArguments()[0];
            var list = Array.CreateInstance(item, 1);
            list.SetValue(Value(item, name), 0);
            return list;
        }
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType, parameter.Name!))]);
    }
}
