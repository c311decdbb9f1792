using System.Reflection;
using System.Text.Json;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Kernel.Audit;

/// <summary>One change of one record: who, on whose behalf, when, from where, why, and every value before and after.</summary>
[Common("The trail is read through the auditor's act, which asks the policy engine.")]
[AppendOnly]
internal sealed class AuditEntry
{
    private AuditEntry() { }

    public AuditEntry(ModuleDb db, EntityEntry entry, IReadOnlyList<AuditChange> changes)
    {
        Id = Ids.New();
        At = db.Clock.GetUtcNow();
        Actor = db.Who.Person;
        ActorName = db.Who.Name;
        OnBehalfOf = db.Who.OnBehalfOf;
        Laboratory = db.Who.Laboratory;
        From = db.Who.From;
        Because = db.Reason;
        Cause = db.Cause.Id;
        RecordType = entry.Metadata.ClrType.Name;
        RecordId = ((Record)entry.Entity).Id;
        RecordRevision = (long)entry.Property(nameof(Record.Revision)).CurrentValue!;
        Kind = entry.State switch { EntityState.Added => "added", EntityState.Deleted => "removed", _ => "changed" };
        Changes = JsonSerializer.Serialize(changes, Conventions.Json);
    }

    /// <summary>Order of writing, given by the database; the chain has its own numbers.</summary>
    public long Seq { get; private set; }

    public Guid Id { get; private set; }

    public DateTimeOffset At { get; private set; }

    public Guid Actor { get; private set; }

    public string ActorName { get; private set; } = "";

    public string? OnBehalfOf { get; private set; }

    public string Laboratory { get; private set; } = "";

    public string From { get; private set; } = "";

    public string? Because { get; private set; }

    public Guid? Cause { get; private set; }

    public string RecordType { get; private set; } = "";

    public Guid RecordId { get; private set; }

    public long RecordRevision { get; private set; }

    public string Kind { get; private set; } = "";

    /// <summary>JSON list of <see cref="AuditChange"/>.</summary>
    public string Changes { get; private set; } = "";

    /// <summary>The values that differ; for a new record every value that is not empty.</summary>
    public static IReadOnlyList<AuditChange> ChangesOf(EntityEntry entry)
    {
        var changes = new List<AuditChange>();
        foreach (var property in entry.Properties)
        {
            if (property.Metadata.Name is nameof(Record.Revision) or nameof(Record.Id)) continue;
            var secret = property.Metadata.PropertyInfo?.GetCustomAttribute<SecretAttribute>() is not null;
            var before = entry.State == EntityState.Added ? null : Written(property.OriginalValue, secret);
            var after = entry.State == EntityState.Deleted ? null : Written(property.CurrentValue, secret);
            var same = secret ? Equals(property.OriginalValue, property.CurrentValue) && entry.State == EntityState.Modified : before == after;
            if (!same) changes.Add(new AuditChange(property.Metadata.Name, before, after));
        }
        return changes;
    }

    private static string? Written(object? value, bool secret) => value switch
    {
        null => null,
        _ when secret => "•••",
        string text => text,
        _ => JsonSerializer.Serialize(value, value.GetType(), Conventions.Json).Trim('"'),
    };

    internal sealed class Mapping : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.ToTable("AuditEntry");
            builder.HasKey(entry => entry.Seq);
            builder.HasIndex(entry => entry.Id).IsUnique();
            builder.HasIndex(entry => new { entry.RecordId, entry.Seq });
            builder.Property(entry => entry.Because).HasMaxLength(2000);
            builder.Property(entry => entry.Changes).LongText();
        }
    }
}

/// <summary>One value before and after; null means there was none.</summary>
internal sealed record AuditChange(string Field, string? Before, string? After);

/// <summary>
/// The entry's place in the module's chain: <c>Hash = SHA-256(previous hash ‖ canonical entry)</c>. A table of its own, since entries are never updated.
/// </summary>
[Common("Numbers and hashes.")]
[AppendOnly]
internal sealed class AuditSeal(long number, Guid entry, string hash)
{
    /// <summary>1, 2, 3 …: gapless by construction.</summary>
    public long Number { get; private set; } = number;

    public Guid Entry { get; private set; } = entry;

    /// <summary>64 hexadecimal digits.</summary>
    public string Hash { get; private set; } = hash;

    internal sealed class Mapping : IEntityTypeConfiguration<AuditSeal>
    {
        public void Configure(EntityTypeBuilder<AuditSeal> builder)
        {
            builder.ToTable("AuditSeal");
            builder.HasKey(seal => seal.Number);
            builder.Property(seal => seal.Number).ValueGeneratedNever();
            builder.HasIndex(seal => seal.Entry).IsUnique();
            builder.Property(seal => seal.Hash).HasMaxLength(64);
        }
    }
}
