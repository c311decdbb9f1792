using Lims.Classification.Cases;
using Lims.Classification.Criteria;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Classification;

/// <summary>One evaluation of one criterion, kept as it was reached: with the edition, the thresholds' values and the evidence of that time.</summary>
[PartOf(nameof(Case)), AppendOnly]
internal sealed class Verdict : Record
{
    private Verdict() { }

    public Verdict(ClassificationCase of, int round, Evaluation evaluation, IReadOnlyList<WayOffered> ways, DateTimeOffset at)
    {
        (CaseId, Case, Round, Stage, At) = (of.Id, of, round, of.Stage, at);
        (Criterion, Edition, State) = (evaluation.Criterion, evaluation.Edition, evaluation.StateCode);
        (Evaluation, Ways) = (evaluation, ways);
    }

    public Guid CaseId { get; private set; }

    public ClassificationCase Case { get; private set; } = null!;

    public int Round { get; private set; }

    public int Stage { get; private set; }

    public string Criterion { get; private set; } = "";

    public string Edition { get; private set; } = "";

    /// <summary><c>met</c>, <c>not-met</c>, <c>undecided</c> or <c>not-evaluable</c>.</summary>
    public string State { get; private set; } = "";

    public Evaluation Evaluation { get; private set; } = null!;

    /// <summary>What would decide, where it is undecided, in the order of preference.</summary>
    public IReadOnlyList<WayOffered> Ways { get; private set; } = [];

    public DateTimeOffset At { get; private set; }

    /// <summary>What the probability of the whole can be said to be: the value, or the bound that carries the verdict.</summary>
    public double? Probability => State switch
    {
        "met" => Evaluation.Low,
        "not-met" => Evaluation.High,
        _ => Evaluation.Probability,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<Verdict>
    {
        public void Configure(EntityTypeBuilder<Verdict> builder)
        {
            builder.ToTable("Verdict");
            builder.HasOne(verdict => verdict.Case).WithMany().HasForeignKey(verdict => verdict.CaseId);
            builder.HasIndex(verdict => new { verdict.CaseId, verdict.Round });
            builder.Property(verdict => verdict.Criterion).HasMaxLength(40);
            builder.Property(verdict => verdict.Edition).HasMaxLength(100);
            builder.Property(verdict => verdict.State).HasMaxLength(20);
            builder.Property(verdict => verdict.Evaluation).AsJson();
            builder.Property(verdict => verdict.Ways).AsJson();
            builder.Ignore(verdict => verdict.Probability);
        }
    }
}
