using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Intake;

/// <summary>A day before which the counter-sample may be neither used up nor disposed of.</summary>
[PartOf(nameof(Sample))]
internal sealed class Hold : Record
{
    private Hold() { }

    internal Hold(Sample sample, DateOnly until, string why, Guid? ruling, DateTimeOffset at) =>
        (Sample, SampleId, Until, Why, Ruling, PlacedAt) = (sample, sample.Id, until, why, ruling, at);

    public Guid SampleId { get; private set; }

    public Sample Sample { get; private set; } = null!;

    /// <summary>Last day.</summary>
    [Recorded]
    public DateOnly Until { get; private set; }

    public string Why { get; private set; } = "";

    /// <summary>The ruling whose appeal it waits for; null for another cause.</summary>
    public Guid? Ruling { get; private set; }

    public DateTimeOffset PlacedAt { get; private set; }

    /// <summary>A later last day, never an earlier one: whoever has a right to the counter-sample keeps it.</summary>
    internal bool Extend(DateOnly until)
    {
        if (until <= Until) return false;
        Until = until;
        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Hold>
    {
        public void Configure(EntityTypeBuilder<Hold> builder)
        {
            builder.ToTable("Hold");
            builder.HasIndex(hold => hold.SampleId);
        }
    }
}
