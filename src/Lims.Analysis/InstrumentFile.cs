using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Analysis;

/// <summary>What became of an uploaded file.</summary>
internal enum FileState
{
    /// <summary>Stored; reading it is under way.</summary>
    Received,

    /// <summary>Read whole; its runs are there.</summary>
    Read,

    /// <summary>It could not be read; nothing of it is used.</summary>
    Refused,
}

/// <summary>
/// An instrument's export file as it was uploaded (ISO/IEC 17025, 7.5.1). The bytes lie in the file store under their hash and are never changed;
/// a file that differs by one byte is another file.
/// </summary>
internal sealed class InstrumentFile : Record, IOfLaboratory
{
    private InstrumentFile() { }

    /// <summary>An uploaded file, of a case or of nobody yet.</summary>
    public InstrumentFile(string name, StoredFile stored, Case? work, Who by, DateTimeOffset at)
    {
        (Name, Sha256, Length, Sample) = (name, stored.Sha256, stored.Length, work?.Id);
        (SubmittedBy, PerformedBy) = (work?.SubmittedBy ?? by.Laboratory, work?.PerformedBy ?? by.Laboratory);
        (UploadedBy, UploadedByName, UploadedAt) = (by.Person, by.Name, at);
    }

    public string SubmittedBy { get; private set; } = "";

    public string PerformedBy { get; private set; } = "";

    /// <summary>As the uploader named it: no evidence of what it holds.</summary>
    public string Name { get; private set; } = "";

    public string Sha256 { get; private set; } = "";

    public long Length { get; private set; }

    /// <summary>The sample it was uploaded for.</summary>
    public Guid? Sample { get; private set; }

    public FileState State { get; private set; }

    /// <summary>Why it was refused, naming the offending part.</summary>
    public string? Reason { get; private set; }

    public string? Reader { get; private set; }

    public string? ReaderVersion { get; private set; }

    public string? Encoding { get; private set; }

    /// <summary>Columns and keys that stand in the file and were not read.</summary>
    public IReadOnlyList<string> Ignored { get; private set; } = [];

    /// <summary>The job that reads it.</summary>
    public Guid? Job { get; private set; }

    public Guid UploadedBy { get; private set; }

    public string UploadedByName { get; private set; } = "";

    public DateTimeOffset UploadedAt { get; private set; }

    public List<Run> Runs { get; private set; } = [];

    /// <summary>Notes the job that reads it.</summary>
    public void AwaitReading(Guid job) => Job = job;

    /// <summary>It was read whole.</summary>
    public void MarkRead(string reader, string version, string encoding, IReadOnlyList<string> ignored) =>
        (State, Reader, ReaderVersion, Encoding, Ignored) = (FileState.Read, reader, version, encoding, [.. ignored]);

    /// <summary>It could not be read.</summary>
    public void Refuse(string reason, string? reader, string? version) =>
        (State, Reason, Reader, ReaderVersion) = (FileState.Refused, reason.Length <= 4000 ? reason : reason[..4000], reader, version);

    internal sealed class Mapping : IEntityTypeConfiguration<InstrumentFile>
    {
        public void Configure(EntityTypeBuilder<InstrumentFile> builder)
        {
            builder.ToTable("InstrumentFile");
            builder.HasIndex(file => new { file.PerformedBy, file.Sha256, file.Sample }).IsUnique();
            builder.HasIndex(file => file.Sample);
            builder.Property(file => file.SubmittedBy).HasMaxLength(4);
            builder.Property(file => file.PerformedBy).HasMaxLength(4);
            builder.Property(file => file.Sha256).HasMaxLength(64);
            builder.Property(file => file.Reason).HasMaxLength(4000);
            builder.Property(file => file.Ignored).AsJson();
        }
    }
}
