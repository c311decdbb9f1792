using Lims.Kernel;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Intake;

/// <summary>For whom a set of final samples was taken.</summary>
public enum SetPurpose
{
    /// <summary>For analysis.</summary>
    Laboratory,

    /// <summary>Kept by customs for a second analysis.</summary>
    CounterSample,

    /// <summary>Handed to the declarant.</summary>
    Declarant,
}

/// <summary>One sealed set of final samples of a sampling act, and who keeps it since.</summary>
[PartOf(nameof(Sample))]
internal sealed class FinalSet : Record
{
    private FinalSet() { }

    internal FinalSet(Sample sample, SetPurpose purpose, string seal, string keeper) =>
        (Sample, SampleId, Purpose, Seal, Keeper) = (sample, sample.Id, purpose, seal, keeper);

    public Guid SampleId { get; private set; }

    public Sample Sample { get; private set; } = null!;

    public SetPurpose Purpose { get; private set; }

    /// <summary>As declared by whoever took the sample.</summary>
    [Recorded]
    public string Seal { get; private set; } = "";

    /// <summary>Who had it after sampling.</summary>
    [Recorded]
    public string Keeper { get; private set; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<FinalSet>
    {
        public void Configure(EntityTypeBuilder<FinalSet> builder)
        {
            builder.ToTable("FinalSet");
            builder.HasIndex(set => new { set.SampleId, set.Purpose }).IsUnique();
            builder.Property(set => set.Seal).HasMaxLength(60);
            builder.Property(set => set.Keeper).HasMaxLength(120);
        }
    }
}

/// <summary>What a portion is for.</summary>
public enum PortionPurpose
{
    /// <summary>Put away untouched until no appeal is possible.</summary>
    CounterSample,

    /// <summary>Closed against the air at once: its moisture is the moisture as received.</summary>
    Moisture,

    /// <summary>Everything else.</summary>
    Analysis,
}

/// <summary>One portion of a split sample. Its number is never used again (ISO/IEC 17025, 7.4.2).</summary>
[PartOf(nameof(Sample))]
internal sealed class Portion : Record
{
    private Portion() { }

    internal Portion(Sample sample, int place, PortionPurpose purpose, decimal grams)
    {
        if (grams <= 0)
            throw new RuleBroken("portion-empty",
                $"The {Code(purpose)} portion would hold {Reception.Print(grams)} g; more than 0 g is expected.");
        (Sample, SampleId, Place, Purpose, Grams) = (sample, sample.Id, place, purpose, grams);
        (Number, Airtight) = ($"{sample.Number}-P{place}", purpose == PortionPurpose.Moisture);
    }

    public Guid SampleId { get; private set; }

    public Sample Sample { get; private set; } = null!;

    /// <summary>The order in which the portions were booked; the counter-sample is 1.</summary>
    public int Place { get; private set; }

    /// <summary>The sample's number with a suffix: <c>…-P1</c>.</summary>
    [Recorded]
    public string Number { get; private set; } = "";

    public PortionPurpose Purpose { get; private set; }

    [Recorded]
    public decimal Grams { get; private set; }

    public bool Airtight { get; private set; }

    /// <summary>As messages name it.</summary>
    public static string Code(PortionPurpose purpose) => purpose switch
    {
        PortionPurpose.CounterSample => "counter-sample",
        PortionPurpose.Moisture => "moisture",
        _ => "analysis",
    };

    internal sealed class Mapping : IEntityTypeConfiguration<Portion>
    {
        public void Configure(EntityTypeBuilder<Portion> builder)
        {
            builder.ToTable("Portion");
            builder.HasIndex(portion => portion.Number).IsUnique();
            builder.Property(portion => portion.Number).HasMaxLength(40);
        }
    }
}
