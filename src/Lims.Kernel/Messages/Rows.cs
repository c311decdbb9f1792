using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using Lims.Contracts;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Kernel.Messages;

/// <summary>A message that was saved with the rows it speaks of and waits to be sent, or was sent.</summary>
[Common("Kernel table: read by the relay and the administrator's page.")]
internal sealed class OutboxRow
{
    private OutboxRow() { }

    public OutboxRow(Guid id, IMessage message, DateTimeOffset now)
    {
        (Id, Message, Kind, About, Created, NotBefore) = (id, message, message.GetType().FullName!, message.About, now, now);
    }

    [NotMapped]
    private IMessage? Message { get; }

    public long Seq { get; private set; }

    public Guid Id { get; private set; }

    public string Kind { get; private set; } = "";

    public Guid About { get; private set; }

    public long Version { get; private set; }

    /// <summary>The whole envelope as JSON.</summary>
    public string Body { get; private set; } = "";

    public DateTimeOffset Created { get; private set; }

    public DateTimeOffset NotBefore { get; set; }

    public int Attempts { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Rises with each claim: a relay that slept past its lease cannot mark what another has taken over.</summary>
    public long LeaseToken { get; set; }

    public DateTimeOffset? Sent { get; set; }

    /// <summary>Set when the message cannot be sent at all; a person decides.</summary>
    public DateTimeOffset? Parked { get; set; }

    public string? LastError { get; set; }

    /// <summary>Writes the envelope, once the record's revision after this act is known.</summary>
    public void Complete(ModuleDb db, long version)
    {
        Version = version;
        Body = EnvelopeJson.Write(Message!, Id, Kind, version, db);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<OutboxRow>
    {
        public void Configure(EntityTypeBuilder<OutboxRow> builder)
        {
            builder.ToTable("Outbox");
            builder.HasKey(row => row.Seq);
            builder.HasIndex(row => row.Id).IsUnique();
            builder.HasIndex(row => new { row.Sent, row.Parked, row.NotBefore, row.Seq });
            builder.Property(row => row.Body).LongText();
            builder.Property(row => row.LastError).HasMaxLength(4000);
        }
    }
}

/// <summary>This consumer has done with this message; committed with what it did.</summary>
[Common("Kernel table: keys alone.")]
internal sealed class InboxRow(string consumer, Guid message, Guid about, long version, DateTimeOffset done)
{
    public string Consumer { get; private set; } = consumer;

    public Guid Message { get; private set; } = message;

    public Guid About { get; private set; } = about;

    public long Version { get; private set; } = version;

    public DateTimeOffset Done { get; private set; } = done;

    internal sealed class Mapping : IEntityTypeConfiguration<InboxRow>
    {
        public void Configure(EntityTypeBuilder<InboxRow> builder)
        {
            builder.ToTable("Inbox");
            builder.HasKey(row => new { row.Consumer, row.Message });
            builder.HasIndex(row => new { row.Consumer, row.About, row.Version });
            builder.Property(row => row.Consumer).HasMaxLength(120);
        }
    }
}

/// <summary>
/// A message one consumer could not take. It is tried again at <see cref="NotBefore"/>; when that is empty, a person replays it
/// from the administration, to this consumer alone and with the same key.
/// </summary>
[Common("Kernel table: read by the administrator's page.")]
internal sealed class FailedMessage(string consumer, Guid message, string kind, Guid about, string body, string error, DateTimeOffset failed, DateTimeOffset? notBefore)
{
    public string Consumer { get; private set; } = consumer;

    public Guid Message { get; private set; } = message;

    public string Kind { get; private set; } = kind;

    public Guid About { get; private set; } = about;

    public string Body { get; private set; } = body;

    public string Error { get; set; } = error;

    public DateTimeOffset Failed { get; private set; } = failed;

    public int Attempts { get; set; }

    public DateTimeOffset? NotBefore { get; set; } = notBefore;

    /// <summary>When it was taken after all.</summary>
    public DateTimeOffset? Resolved { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<FailedMessage>
    {
        public void Configure(EntityTypeBuilder<FailedMessage> builder)
        {
            builder.ToTable("FailedMessage");
            builder.HasKey(row => new { row.Consumer, row.Message });
            builder.HasIndex(row => new { row.Resolved, row.NotBefore });
            builder.Property(row => row.Consumer).HasMaxLength(120);
            builder.Property(row => row.Body).LongText();
            builder.Property(row => row.Error).HasMaxLength(4000);
        }
    }
}

internal static class EnvelopeJson
{
    public static string Write(IMessage message, Guid id, string kind, long version, ModuleDb db)
    {
        var type = typeof(Envelope<>).MakeGenericType(message.GetType());
        var envelope = Activator.CreateInstance(type, id, kind, message.About, version, db.Who.Person, db.Who.Name, db.Who.OnBehalfOf, db.Who.Laboratory,
            db.Cause.Correlation ?? id, db.Cause.Id, db.Clock.GetUtcNow(), message);
        return JsonSerializer.Serialize(envelope, type, Conventions.Json);
    }

    public static Envelope<T> Read<T>(string body)
        where T : class, IMessage => JsonSerializer.Deserialize<Envelope<T>>(body, Conventions.Json) ?? throw new JsonException("The envelope is empty.");
}
