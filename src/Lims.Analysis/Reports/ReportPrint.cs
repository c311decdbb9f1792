using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Analysis;

/// <summary>
/// The PDF of a report, made once: whoever fetches it later gets the same bytes. What was issued and signed is the canonical text; this is a picture of it.
/// </summary>
[PartOf(nameof(Report))]
[AppendOnly]
internal sealed class ReportPrint : Record
{
    private ReportPrint() { }

    /// <summary>A stored PDF.</summary>
    public ReportPrint(Report report, string sha256, long length, DateTimeOffset at) => (Report, Sha256, Length, MadeAt) = (report, sha256, length, at);

    public Report Report { get; private set; } = null!;

    public Guid ReportId { get; private set; }

    /// <summary>Of the PDF in the file store.</summary>
    public string Sha256 { get; private set; } = "";

    public long Length { get; private set; }

    public DateTimeOffset MadeAt { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ReportPrint>
    {
        public void Configure(EntityTypeBuilder<ReportPrint> builder)
        {
            builder.ToTable("ReportPrint");
            builder.HasOne(print => print.Report).WithMany().HasForeignKey(print => print.ReportId).IsRequired();
            builder.HasIndex(print => print.ReportId).IsUnique();
            builder.Property(print => print.Sha256).HasMaxLength(64);
        }
    }
}
