using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Lims.Kernel.Data;

/// <summary>
/// What the two databases do differently, settled once: SQLite cannot order or compare <see cref="DateTimeOffset"/> (stored as UTC ticks there),
/// has no row version (own <see cref="Record.Revision"/>), does not enforce lengths (<see cref="SaveInterceptor"/> does).
/// </summary>
public static class Conventions
{
    /// <summary>Longest text of a column that does not say otherwise; short enough for an index key on SQL Server.</summary>
    public const int TextLength = 400;

    /// <summary>How structured values are written into a column, an audit entry and a message.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    internal static bool IsSqlServer(string? provider) => provider?.EndsWith("SqlServer", StringComparison.Ordinal) == true;

    /// <summary>Whether a save failed because a unique key was taken, in either database's words (SQLite 1555 and 2067; SQL Server 2601 and 2627).</summary>
    internal static bool IsTakenKey(Exception? failure) => failure switch
    {
        Microsoft.Data.Sqlite.SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 1555 or 2067,
        Microsoft.Data.SqlClient.SqlException sqlServer => sqlServer.Number is 2601 or 2627,
        _ => false,
    };

    internal static void Apply(ModelConfigurationBuilder conventions, string provider)
    {
        conventions.Properties<string>().HaveMaxLength(TextLength);
        conventions.Properties<decimal>().HavePrecision(28, 12);
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(60);
        if (IsSqlServer(provider))
            conventions.Properties<DateTimeOffset>().HavePrecision(7);
        else
            conventions.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    internal static void Finish(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes().Where(type => typeof(Record).IsAssignableFrom(type.ClrType)))
        {
            entity.SetPrimaryKey(entity.FindProperty(nameof(Record.Id)));
            entity.FindProperty(nameof(Record.Id))!.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            entity.FindProperty(nameof(Record.Revision))!.IsConcurrencyToken = true;
        }
        foreach (var entity in model.Model.GetEntityTypes())
        {
            // SQL Server refuses more than one cascade path between two tables, and nothing here is deleted by a side effect.
            foreach (var key in entity.GetForeignKeys()) key.DeleteBehavior = DeleteBehavior.Restrict;
            if (entity.ClrType.GetCustomAttribute<AppendOnlyAttribute>() is not null) entity.AddTrigger(AppendOnlyTriggers.NameFor(entity.GetTableName()!));
        }
    }

    /// <summary>A long text: no limit of length, no index.</summary>
    public static PropertyBuilder<string> LongText(this PropertyBuilder<string> property) => property.HasMaxLength(-1);

    /// <inheritdoc cref="LongText(PropertyBuilder{string})"/>
    public static PropertyBuilder<string?> LongTextOrNone(this PropertyBuilder<string?> property) => property.HasMaxLength(-1);

    /// <summary>A structured value in one column, compared by its JSON.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property) => property
        .HasMaxLength(-1)
        .HasConversion(
            value => JsonSerializer.Serialize(value, Json),
            text => JsonSerializer.Deserialize<T>(text, Json)!,
            new ValueComparer<T>(
                (a, b) => JsonSerializer.Serialize(a, Json) == JsonSerializer.Serialize(b, Json),
                value => JsonSerializer.Serialize(value, Json).GetHashCode(StringComparison.Ordinal),
                value => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, Json), Json)!));

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
