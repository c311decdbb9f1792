using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Intake;

/// <summary>
/// One thing that happened to a sample, told by one message of any module. Its key is the message's, so that nothing is told twice;
/// it keeps the message's kind and what varies in it, and the page finds the words in the reader's language.
/// </summary>
[AppendOnly]
[PartOf(nameof(Sample))]
internal sealed class StoryEntry : Record
{
    private StoryEntry() { }

    internal StoryEntry(Guid message, Sample sample, string kind, IReadOnlyList<string> details, string who, DateTimeOffset at)
    {
        Id = message;
        (Sample, SampleId, Kind, Details, Who, At) = (sample, sample.Id, kind, details, who, at);
    }

    public Guid SampleId { get; private set; }

    public Sample Sample { get; private set; } = null!;

    /// <summary>Short name of the message: <c>RulingIssued</c>.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>What varies, in the order of the words' places {0}, {1}, …</summary>
    public IReadOnlyList<string> Details { get; private set; } = [];

    /// <summary>The person whose act it was, also where a program acted on her behalf.</summary>
    public string Who { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<StoryEntry>
    {
        public void Configure(EntityTypeBuilder<StoryEntry> builder)
        {
            builder.ToTable("StoryEntry");
            builder.Property(entry => entry.Kind).HasMaxLength(60);
            builder.Property(entry => entry.Details).AsJson();
            builder.HasIndex(entry => new { entry.SampleId, entry.At });
        }
    }
}
