using Lims.Contracts.Readings;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Analysis;

/// <summary>
/// One measurement of an instrument as its file tells it: heads and values with their place in the file, traces by reference into the file store.
/// What it is used as (a pan of the sample, of the reference, a control) stands in the evaluation that uses it: one control serves a whole batch.
/// </summary>
[AppendOnly]
internal sealed class Run : Record, IOfLaboratory
{
    private Run() { }

    /// <summary>A run of a file.</summary>
    public Run(
        InstrumentFile file, int number, InstrumentRun run, IReadOnlyList<ReadWarning> warnings, IReadOnlyList<TraceReference> traces, string reader, string readerVersion,
        DateTimeOffset at)
    {
        (File, Number, SubmittedBy, PerformedBy, Sample) = (file, number, file.SubmittedBy, file.PerformedBy, file.Sample);
        (SampleName, Technique, MeasuredAt) = (run.SampleName, run.Technique, run.MeasuredAt);
        (Header, Readings, Warnings, Traces) = ([.. run.Header], [.. run.Readings], [.. warnings.Select(warning => warning.Message)], traces);
        (Reader, ReaderVersion, FileSha256, ReadAt) = (reader, readerVersion, file.Sha256, at);
    }

    public string SubmittedBy { get; private set; } = "";

    public string PerformedBy { get; private set; } = "";

    public InstrumentFile File { get; private set; } = null!;

    public Guid FileId { get; private set; }

    /// <summary>1, 2, 3 in file order.</summary>
    public int Number { get; private set; }

    /// <summary>The sample the file was uploaded for.</summary>
    public Guid? Sample { get; private set; }

    /// <summary>As the operator named it at the instrument.</summary>
    public string SampleName { get; private set; } = "";

    public string Technique { get; private set; } = "";

    public FileTime? MeasuredAt { get; private set; }

    public IReadOnlyList<HeaderEntry> Header { get; private set; } = [];

    public IReadOnlyList<Reading> Readings { get; private set; } = [];

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public IReadOnlyList<TraceReference> Traces { get; private set; } = [];

    public string Reader { get; private set; } = "";

    public string ReaderVersion { get; private set; } = "";

    public string FileSha256 { get; private set; } = "";

    public DateTimeOffset ReadAt { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Run>
    {
        public void Configure(EntityTypeBuilder<Run> builder)
        {
            builder.ToTable("Run");
            builder.HasOne(run => run.File).WithMany(file => file.Runs).HasForeignKey(run => run.FileId).IsRequired();
            builder.HasIndex(run => new { run.FileId, run.Number }).IsUnique();
            builder.HasIndex(run => run.Sample);
            builder.Property(run => run.SubmittedBy).HasMaxLength(4);
            builder.Property(run => run.PerformedBy).HasMaxLength(4);
            builder.Property(run => run.SampleName).HasMaxLength(2000);
            builder.Property(run => run.FileSha256).HasMaxLength(64);
            builder.Property(run => run.MeasuredAt).AsJson();
            builder.Property(run => run.Header).AsJson();
            builder.Property(run => run.Readings).AsJson();
            builder.Property(run => run.Warnings).AsJson();
            builder.Property(run => run.Traces).AsJson();
        }
    }
}

/// <summary>A trace in the file store.</summary>
/// <param name="Name">The signal's name in the file.</param>
/// <param name="XName">What the axis is.</param>
/// <param name="XUnit">UCUM code of the axis.</param>
/// <param name="YUnit">UCUM code of the signal.</param>
/// <param name="Points">How many.</param>
/// <param name="Sha256">Its bytes, as <see cref="Trace"/> writes them.</param>
/// <param name="Segments">First point of each segment.</param>
/// <param name="FirstPlace">Where the first point stands in the instrument's file.</param>
/// <param name="PositiveIsEndothermic">For heat flow; null where the file does not say.</param>
public sealed record TraceReference(
    string Name, string XName, string XUnit, string YUnit, int Points, string Sha256, IReadOnlyList<int> Segments, FilePlace FirstPlace,
    bool? PositiveIsEndothermic);
