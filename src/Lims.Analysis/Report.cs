using System.Security.Cryptography;
using System.Text;
using Lims.Kernel.Access;
using Lims.Kernel.Audit;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Analysis;

/// <summary>
/// An issued test report (ISO/IEC 17025, 7.8). What was issued is the canonical JSON in the file store, bound by its hash, by the issuer's signature
/// and by the house's; a paper of it is only a picture.
/// </summary>
[AppendOnly]
internal sealed class Report : Record, IOfLaboratory
{
    private Report() { }

    /// <summary>A report under a number.</summary>
    public Report(Case work, string number, DateOnly issuedOn, string? supersedes, string canonical, SigningKey key, Who by, DateTimeOffset at)
    {
        (Sample, SubmittedBy, PerformedBy, Number, Stage) = (work.Id, work.SubmittedBy, work.PerformedBy, number, work.Stage);
        (IssuedOn, Supersedes, IssuedBy, IssuedAt) = (issuedOn, supersedes, by.Name, at);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        HouseSignature = key.Sign(canonical);
    }

    public Guid Sample { get; private set; }

    public string SubmittedBy { get; private set; } = "";

    public string PerformedBy { get; private set; } = "";

    /// <summary>Laboratory, year, running number: <c>CCL-2026-R00001</c>.</summary>
    public string Number { get; private set; } = "";

    /// <summary>The stage of the plan it reports.</summary>
    public int Stage { get; private set; }

    /// <summary>The day in the laboratory's zone.</summary>
    public DateOnly IssuedOn { get; private set; }

    /// <summary>Number of the report it replaces; null for the first (ISO/IEC 17025, 7.8.8).</summary>
    public string? Supersedes { get; private set; }

    /// <summary>The canonical JSON in the file store.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Of the house over the canonical JSON, base64.</summary>
    public string HouseSignature { get; private set; } = "";

    public string IssuedBy { get; private set; } = "";

    public DateTimeOffset IssuedAt { get; private set; }

    /// <summary>Whether the house issued exactly this text under this report.</summary>
    public bool Holds(string canonical, SigningKey key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))) == Sha256 && key.Verifies(canonical, HouseSignature);

    internal sealed class Mapping : IEntityTypeConfiguration<Report>
    {
        public void Configure(EntityTypeBuilder<Report> builder)
        {
            builder.ToTable("Report");
            builder.HasIndex(report => report.Number).IsUnique();
            builder.HasIndex(report => new { report.Sample, report.Stage }).IsUnique();
            builder.Property(report => report.Number).HasMaxLength(40);
            builder.Property(report => report.Supersedes).HasMaxLength(40);
            builder.Property(report => report.SubmittedBy).HasMaxLength(4);
            builder.Property(report => report.PerformedBy).HasMaxLength(4);
            builder.Property(report => report.Sha256).HasMaxLength(64);
        }
    }
}
