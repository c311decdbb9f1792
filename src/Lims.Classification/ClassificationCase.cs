using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Classification;

/// <summary>The question a sample puts to Classification, from its evidence to its ruling. Its key is the sample's.</summary>
internal sealed class ClassificationCase : Record, IOfLaboratory, IHasState
{
    public const string AwaitingAnalysis = "awaiting analysis";
    public const string Evaluated = "evaluated";
    public const string FurtherAnalysis = "awaiting further analysis";
    public const string Opined = "opinion signed";
    public const string RulingDrawnUp = "ruling drawn up";
    public const string SentBack = "ruling sent back";
    public const string Ruled = "ruled";

    private ClassificationCase() { }

    /// <summary>
    /// A case of which only a later message has arrived so far. The laboratory is that of the person behind the message, until the analysis says
    /// which two laboratories share the sample.
    /// </summary>
    public static ClassificationCase Expected(Guid sample, string laboratory, DateTimeOffset at) =>
        new() { Id = sample, SubmittedBy = laboratory, PerformedBy = laboratory, StateName = AwaitingAnalysis, Since = at };

    public string SubmittedBy { get; private set; } = "";

    public string PerformedBy { get; private set; } = "";

    public string Number { get; private set; } = "";

    public string Goods { get; private set; } = "";

    public string DeclaredCode { get; private set; } = "";

    public IReadOnlyList<string> Asked { get; private set; } = [];

    public IReadOnlyList<Evidence> Results { get; private set; } = [];

    /// <summary>The rule fixed with the plan; it never changes after the first result is known.</summary>
    public DecisionRuleFixed? Rule { get; private set; }

    public int Stage { get; private set; }

    /// <summary>Raised with every evaluation; a verdict carries the round it belongs to.</summary>
    public int Round { get; private set; }

    /// <summary>Ways of further analysis already asked for: each once, or the answer would be chosen by repeating.</summary>
    public IReadOnlyList<string> WaysUsed { get; private set; } = [];

    public string StateName { get; private set; } = "";

    /// <summary>When it came into this state.</summary>
    public DateTimeOffset Since { get; private set; }

    public Guid? Report { get; private set; }

    public string? ReportNumber { get; private set; }

    public string? ReportSha256 { get; private set; }

    public Guid? Opinion { get; private set; }

    public Guid? Ruling { get; private set; }

    /// <summary>Takes the complete evidence of a stage. False where a later stage was taken already.</summary>
    public bool Take(AnalysisCompleted analysis)
    {
        if (analysis.Stage < Stage) return false;
        (SubmittedBy, PerformedBy, Number) = (analysis.SubmittedBy, analysis.PerformedBy, analysis.Number);
        (Goods, DeclaredCode, Asked) = (analysis.Goods, analysis.DeclaredCode, analysis.Asked);
        (Results, Rule, Stage) = (analysis.Results, analysis.Rule, analysis.Stage);
        return true;
    }

    /// <summary>The criteria were evaluated on what is known now. A signed opinion or a ruling is not undone by it; the new verdict stands beside them.</summary>
    public int Evaluate(DateTimeOffset at)
    {
        if (StateName is AwaitingAnalysis or FurtherAnalysis) Become(Evaluated, at);
        return ++Round;
    }

    /// <summary>Keeps the reference to the report: the latest one issued.</summary>
    public void Keep(ReportIssued report) => (Report, ReportNumber, ReportSha256) = (report.Report, report.Number, report.Sha256);

    /// <summary>Sends the sample back to the bench by one of the ways offered.</summary>
    public void Ask(string way, DateTimeOffset at)
    {
        if (WaysUsed.Contains(way)) throw new RuleBroken("way-already-used", $"“{way}” was asked for once already; asking until the "
            + "answer suits is no evidence.");
        WaysUsed = [.. WaysUsed, way];
        Become(FurtherAnalysis, at);
    }

    public void Opine(Opinion opinion)
    {
        Opinion = opinion.Id;
        Become(Opined, opinion.At);
    }

    public void RuleOn(Ruling ruling, DateTimeOffset at)
    {
        Ruling = ruling.Id;
        Become(
            ruling.StateName switch
            {
                Classification.Ruling.DrawnUp => RulingDrawnUp,
                Classification.Ruling.SentBack => SentBack,
                _ => Ruled,
            },
            at);
    }

    private void Become(string state, DateTimeOffset at) => (StateName, Since) = (state, at);

    internal sealed class Mapping : IEntityTypeConfiguration<ClassificationCase>
    {
        public void Configure(EntityTypeBuilder<ClassificationCase> builder)
        {
            builder.ToTable("ClassificationCase");
            builder.HasIndex(item => new { item.StateName, item.Since });
            builder.Property(item => item.StateName).HasMaxLength(40);
            builder.Property(item => item.SubmittedBy).HasMaxLength(4);
            builder.Property(item => item.PerformedBy).HasMaxLength(4);
            builder.Property(item => item.Goods).LongText();
            builder.Property(item => item.Asked).AsJson();
            builder.Property(item => item.Results).AsJson();
            builder.Property(item => item.Rule).AsJson();
            builder.Property(item => item.WaysUsed).AsJson();
        }
    }
}
