using System.Security.Cryptography;
using System.Text;
using Lims.Kernel.Audit;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Kernel.Access;

/// <summary>A person's signature under a record: who, when, what is meant, and the hash of what was signed.</summary>
[AppendOnly]
public sealed class Signature : Record, IOfLaboratory
{
    private Signature() { }

    public string SubmittedBy { get; private set; } = "";

    public string PerformedBy { get; private set; } = "";

    public string RecordType { get; private set; } = "";

    public Guid RecordId { get; private set; }

    /// <summary>SHA-256 of the record's canonical form.</summary>
    public string RecordHash { get; private set; } = "";

    public Meaning Meaning { get; private set; }

    public Guid Person { get; private set; }

    /// <summary>The name at signing.</summary>
    public string PersonName { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>The house's signature over all of it.</summary>
    public string Value { get; private set; } = "";

    internal static Signature Of<TRecord>(TRecord record, string type, string canonical, Meaning meaning, Who who, DateTimeOffset at, SigningKey key)
        where TRecord : Record, IOfLaboratory
    {
        var signature = new Signature
        {
            SubmittedBy = record.SubmittedBy,
            PerformedBy = record.PerformedBy,
            RecordType = type,
            RecordId = record.Id,
            RecordHash = HashOf(canonical),
            Meaning = meaning,
            Person = who.Person,
            PersonName = who.Name,
            At = at,
        };
        signature.Value = key.Sign(signature.Text);
        return signature;
    }

    /// <summary>Whether this is a signature of this house under exactly this content of exactly this record.</summary>
    public bool Binds(Record record, string canonical, SigningKey key) => RecordId == record.Id && RecordHash == HashOf(canonical) && key.Verifies(Text, Value);

    private string Text => $"{RecordType}|{RecordId}|{RecordHash}|{Meaning}|{Person}|{PersonName}|{At.UtcTicks}";

    private static string HashOf(string canonical) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));

    internal sealed class Mapping : IEntityTypeConfiguration<Signature>
    {
        public void Configure(EntityTypeBuilder<Signature> builder)
        {
            builder.ToTable("Signature");
            builder.HasIndex(signature => signature.RecordId);
            builder.Property(signature => signature.RecordHash).HasMaxLength(64);
        }
    }
}
