using System.Text.Json;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Classification;

/// <summary>
/// The laboratory's opinion on the classification (ISO/IEC 17025, 7.8.7), by a person authorised for it. A person's judgement: it may differ from the
/// worksheet, and then says why.
/// </summary>
[AppendOnly]
internal sealed class Opinion : Record, IOfLaboratory
{
    private Opinion() { }

    public Opinion(Guid key, ClassificationCase of, Verdict? verdict, string code, bool agrees, string basis, Who by, DateTimeOffset at)
    {
        Id = key;
        (SubmittedBy, PerformedBy, Sample, Verdict) = (of.SubmittedBy, of.PerformedBy, of.Id, verdict?.Id);
        (Code, AgreesWithVerdict, Basis) = (code, agrees, basis);
        (SignedBy, SignedByName, At) = (by.Person, by.Name, at);
    }

    public string SubmittedBy { get; private set; } = "";

    public string PerformedBy { get; private set; } = "";

    public Guid Sample { get; private set; }

    /// <summary>The verdict it was given on; none where no criterion speaks to the question.</summary>
    public Guid? Verdict { get; private set; }

    public string Code { get; private set; } = "";

    public bool AgreesWithVerdict { get; private set; }

    public string Basis { get; private set; } = "";

    public Guid SignedBy { get; private set; }

    public string SignedByName { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>What the signature binds.</summary>
    public string Canonical() => JsonSerializer.Serialize(new { Id, Sample, Verdict, Code, AgreesWithVerdict, Basis, SignedBy, At = At.UtcTicks }, Conventions.Json);

    internal sealed class Mapping : IEntityTypeConfiguration<Opinion>
    {
        public void Configure(EntityTypeBuilder<Opinion> builder)
        {
            builder.ToTable("Opinion");
            builder.HasIndex(opinion => opinion.Sample);
            builder.Property(opinion => opinion.Code).HasMaxLength(20);
            builder.Property(opinion => opinion.Basis).LongText();
        }
    }
}
