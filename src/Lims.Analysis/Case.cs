using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Analysis;

/// <summary>How far the work on a sample is.</summary>
internal enum CaseState
{
    /// <summary>Tests were proposed from what is asked; nobody has fixed them.</summary>
    Proposed,

    /// <summary>Tests and decision rule are fixed; nothing is measured yet.</summary>
    Planned,

    /// <summary>The first reading is there.</summary>
    InWork,

    /// <summary>Every test is approved.</summary>
    Completed,
}

/// <summary>
/// The work on one sample: what it is asked, by which tests it is answered, and the rule by which the answer will be judged. Its key is the sample's.
/// </summary>
internal sealed class Case : Record, IOfLaboratory, IHasState
{
    private Case() { }

    /// <summary>The case of a sample that was received.</summary>
    public Case(SampleReceived sample)
    {
        (Id, Number, SubmittedBy, PerformedBy) = (sample.Sample, sample.Number, sample.SubmittedBy, sample.PerformedBy);
        (Goods, DeclaredCode, Asked) = (sample.Goods, sample.DeclaredCode, [.. sample.Asked]);
        (Condition, Portions, SampledOn, ReceivedAt) = (sample.Condition, [.. sample.Portions], sample.SampledOn, sample.At);
    }

    public string Number { get; private set; } = "";

    public string SubmittedBy { get; private set; } = "";

    public string PerformedBy { get; private set; } = "";

    /// <summary>As declared: customer's data (ISO/IEC 17025, 7.8.2.2).</summary>
    public string Goods { get; private set; } = "";

    /// <summary>As declared.</summary>
    public string DeclaredCode { get; private set; } = "";

    public IReadOnlyList<string> Asked { get; private set; } = [];

    /// <summary>The item as received (ISO/IEC 17025, 7.8.2.1 g).</summary>
    public string Condition { get; private set; } = "";

    public IReadOnlyList<PortionBooked> Portions { get; private set; } = [];

    public DateOnly SampledOn { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    public CaseState State { get; private set; }

    /// <summary>The rule, fixed before anything is measured (ISO/IEC 17025, 7.1.3).</summary>
    public DecisionRuleFixed? Rule { get; private set; }

    /// <summary>The method whose determinations the second stage adds to; null without one.</summary>
    public string? SecondStageMethod { get; private set; }

    public string? PlannedBy { get; private set; }

    public DateTimeOffset? PlannedAt { get; private set; }

    /// <summary>1, or 2 once the second stage of the plan was called for.</summary>
    public int Stage { get; private set; } = 1;

    public DateTimeOffset? CompletedAt { get; private set; }

    public List<Test> Tests { get; private set; } = [];

    public List<CaseNote> Notes { get; private set; } = [];

    public string StateName => Word(State);

    /// <summary>The state's word, as acts and pages use it.</summary>
    public static string Word(CaseState state) => state switch
    {
        CaseState.Proposed => "proposed",
        CaseState.Planned => "planned",
        CaseState.InWork => "in work",
        _ => "completed",
    };

    /// <summary>Fixes the rule. After the first reading it is changed only with a reason: who knows a number must not choose its judge.</summary>
    /// <exception cref="RuleBroken">A reading is there and no reason was given.</exception>
    public void FixPlan(DecisionRuleFixed rule, string? secondStageMethod, Who by, DateTimeOffset at, string? reason)
    {
        if (State == CaseState.InWork && string.IsNullOrWhiteSpace(reason))
            throw new RuleBroken("reason-needed", $"Readings of {Number} are there already: say why the plan is changed now.");
        (Rule, SecondStageMethod, PlannedBy, PlannedAt) = (rule, secondStageMethod, by.Name, at);
        if (State == CaseState.Proposed) State = CaseState.Planned;
    }

    /// <summary>The first reading, or one of many.</summary>
    public void Begin()
    {
        if (State == CaseState.Planned) State = CaseState.InWork;
    }

    /// <summary>Every test is approved.</summary>
    public void Complete(DateTimeOffset at) => (State, CompletedAt) = (CaseState.Completed, at);

    /// <summary>Opens the second stage that the plan fixed.</summary>
    public void OpenSecondStage() => (Stage, State, CompletedAt) = (2, CaseState.InWork, null);

    /// <summary>Writes something down that belongs to the case's history.</summary>
    public void Note(string kind, string text, string by, DateTimeOffset at, Guid? test = null) => Notes.Add(new CaseNote(this, kind, text, by, at, test));

    internal sealed class Mapping : IEntityTypeConfiguration<Case>
    {
        public void Configure(EntityTypeBuilder<Case> builder)
        {
            builder.ToTable("Case");
            builder.HasIndex(work => work.Number).IsUnique();
            builder.HasIndex(work => new { work.PerformedBy, work.State, work.ReceivedAt });
            builder.Property(work => work.Number).HasMaxLength(60);
            builder.Property(work => work.SubmittedBy).HasMaxLength(4);
            builder.Property(work => work.PerformedBy).HasMaxLength(4);
            builder.Property(work => work.Goods).HasMaxLength(2000);
            builder.Property(work => work.Condition).HasMaxLength(4000);
            builder.Property(work => work.Asked).AsJson();
            builder.Property(work => work.Portions).AsJson();
            builder.Property(work => work.Rule).AsJson();
        }
    }
}

/// <summary>Something that happened to a case and changes no number: a refusal with its reason, an answer, a way that was asked for.</summary>
[PartOf(nameof(Case))]
[AppendOnly]
internal sealed class CaseNote : Record
{
    private CaseNote() { }

    internal CaseNote(Case work, string kind, string text, string by, DateTimeOffset at, Guid? test) =>
        (Case, Kind, Text, By, At, Test) = (work, kind, text, by, at, test);

    public Case Case { get; private set; } = null!;

    /// <summary><c>plan</c>, <c>returned</c>, <c>answer</c>, <c>further-analysis</c>, <c>no-method</c>.</summary>
    public string Kind { get; private set; } = "";

    public string Text { get; private set; } = "";

    public string By { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public Guid? Test { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<CaseNote>
    {
        public void Configure(EntityTypeBuilder<CaseNote> builder)
        {
            builder.ToTable("CaseNote");
            builder.HasOne(note => note.Case).WithMany(work => work.Notes).HasForeignKey("CaseId").IsRequired();
            builder.Property(note => note.Kind).HasMaxLength(40);
            builder.Property(note => note.Text).HasMaxLength(4000);
        }
    }
}
