using System.Text.Json;
using Lims.Kernel.Data;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Kernel.Jobs;

/// <summary>Where a piece of long work stands.</summary>
public enum JobState
{
    /// <summary>Nobody has begun, or its worker died and another may take it over.</summary>
    Waiting,

    /// <summary>A worker holds the lease.</summary>
    Running,

    /// <summary>Done, with its effects.</summary>
    Done,

    /// <summary>Given up after its tries; a person may start it again.</summary>
    Failed,

    /// <summary>Stopped at a person's wish.</summary>
    Cancelled,
}

/// <summary>
/// Work of more than five seconds: enqueued in the transaction of the act that asks for it, done under a lease by one worker at a time,
/// resumed from its checkpoint by another when that one dies.
/// </summary>
[Common("Kernel table: the handler decides who sees its progress.")]
internal sealed class JobRow
{
    private JobRow() { }

    public JobRow(string kind, object argument, ModuleDb db)
    {
        Id = Ids.New();
        Kind = kind;
        Argument = JsonSerializer.Serialize(argument, argument.GetType(), Conventions.Json);
        (Person, PersonName, Laboratory) = (db.Who.Person, db.Who.OnBehalfOf ?? db.Who.Name, db.Who.Laboratory);
        (Cause, Correlation) = (db.Cause.Id, db.Cause.Correlation);
        NotBefore = Created = db.Clock.GetUtcNow();
    }

    public Guid Id { get; private set; }

    public string Kind { get; private set; } = "";

    public string Argument { get; private set; } = "";

    public JobState State { get; set; }

    public Guid Person { get; private set; }

    public string PersonName { get; private set; } = "";

    public string Laboratory { get; private set; } = "";

    public Guid? Cause { get; private set; }

    public Guid? Correlation { get; private set; }

    public DateTimeOffset Created { get; private set; }

    public DateTimeOffset NotBefore { get; set; }

    public DateTimeOffset? Ended { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public long LeaseToken { get; set; }

    public int Attempts { get; set; }

    /// <summary>0 to 1.</summary>
    public double Progress { get; set; }

    public string? Note { get; set; }

    /// <summary>What the handler needs to go on after a crash, as JSON.</summary>
    public string? Checkpoint { get; set; }

    public bool CancelAsked { get; set; }

    public string? Error { get; set; }

    public Access.Who Who => Access.Who.Service("job " + Kind, Person, PersonName, Laboratory);

    public MessageContext Causes => new(Cause, Correlation);

    internal sealed class Mapping : IEntityTypeConfiguration<JobRow>
    {
        public void Configure(EntityTypeBuilder<JobRow> builder)
        {
            builder.ToTable("Job");
            builder.HasKey(row => row.Id);
            builder.Property(row => row.Id).ValueGeneratedNever();
            builder.HasIndex(row => new { row.State, row.NotBefore });
            builder.Property(row => row.LeaseToken).IsConcurrencyToken();
            builder.Property(row => row.Argument).LongText();
            builder.Property(row => row.Checkpoint).LongTextOrNone();
            builder.Property(row => row.Error).HasMaxLength(4000);
            builder.Ignore(row => row.Who);
            builder.Ignore(row => row.Causes);
        }
    }
}
