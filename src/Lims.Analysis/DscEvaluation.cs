using System.Text.Json.Serialization;
using Lims.Kernel.Data;
using Lims.Metrology;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Analysis;

/// <summary>What a pan held.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PanRole>))]
public enum PanRole
{
    /// <summary>The sample.</summary>
    Sample,

    /// <summary>The native reference of the same variety.</summary>
    Native,

    /// <summary>Control: native, 0 % gelatinized.</summary>
    Control0,

    /// <summary>Control: equal dry masses of native and gelatinized, 50 %.</summary>
    Control50,

    /// <summary>Control: fully gelatinized, 100 %.</summary>
    Control100,
}

/// <summary>
/// One evaluation of a test's pans: which runs as what, over which limits, with which moisture, and what came of each. It can be calculated again from
/// this row, the runs and their stored traces. Another choice is another row.
/// </summary>
[PartOf(nameof(Test))]
[AppendOnly]
internal sealed class DscEvaluation : Record
{
    private DscEvaluation() { }

    /// <summary>An evaluation that was accepted.</summary>
    public DscEvaluation(Test test, ReferenceLot lot, Guid moistureResult, EndothermSettings settings, DscOutcome outcome, string? reason, string by, DateTimeOffset at)
    {
        (Test, Stage, ReferenceLot, ReferenceLotName, MoistureResult) = (test, test.Stage, lot.Id, $"{lot.Lot}, {lot.Variety}", moistureResult);
        (Settings, Pans, Controls) = (settings, outcome.Pans.Select(pan => pan.Row).ToList(), outcome.Controls);
        (SampleEnthalpy, SampleEnthalpyUncertainty) = (outcome.Sample!.Value, outcome.Sample.StandardUncertainty);
        (NativeEnthalpy, NativeEnthalpyUncertainty) = (outcome.Native!.Value, outcome.Native.StandardUncertainty);
        (Budget, Checks, Warnings, LeftOut, Reason, MadeBy, MadeAt) = (outcome.Budget, outcome.Checks, outcome.Warnings, outcome.LeftOut, reason, by, at);
    }

    public Test Test { get; private set; } = null!;

    public int Stage { get; private set; }

    public Guid ReferenceLot { get; private set; }

    public string ReferenceLotName { get; private set; } = "";

    /// <summary>The moisture result of the same ground portion that the masses were corrected with.</summary>
    public Guid MoistureResult { get; private set; }

    /// <summary>Limits and baseline: of the method, or as the analyst set them with a reason.</summary>
    public EndothermSettings Settings { get; private set; } = new(0, 0);

    public IReadOnlyList<PanRow> Pans { get; private set; } = [];

    public IReadOnlyList<ControlRow> Controls { get; private set; } = [];

    /// <summary>J/g of dry matter, mean of the pans.</summary>
    public double SampleEnthalpy { get; private set; }

    public double SampleEnthalpyUncertainty { get; private set; }

    public double NativeEnthalpy { get; private set; }

    public double NativeEnthalpyUncertainty { get; private set; }

    public IReadOnlyList<BudgetRow> Budget { get; private set; } = [];

    /// <summary>Repeatability of the pans of one kind.</summary>
    public IReadOnlyList<RepeatabilityRow> Checks { get; private set; } = [];

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public IReadOnlyList<LeftOutRun> LeftOut { get; private set; } = [];

    /// <summary>Why limits or baseline differ from the method's; null where they do not.</summary>
    public string? Reason { get; private set; }

    public string MadeBy { get; private set; } = "";

    public DateTimeOffset MadeAt { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<DscEvaluation>
    {
        public void Configure(EntityTypeBuilder<DscEvaluation> builder)
        {
            builder.ToTable("DscEvaluation");
            builder.HasOne(evaluation => evaluation.Test).WithMany().HasForeignKey("TestId").IsRequired();
            builder.Property(evaluation => evaluation.Settings).AsJson();
            builder.Property(evaluation => evaluation.Pans).AsJson();
            builder.Property(evaluation => evaluation.Controls).AsJson();
            builder.Property(evaluation => evaluation.Budget).AsJson();
            builder.Property(evaluation => evaluation.Checks).AsJson();
            builder.Property(evaluation => evaluation.Warnings).AsJson();
            builder.Property(evaluation => evaluation.LeftOut).AsJson();
            builder.Property(evaluation => evaluation.Reason).HasMaxLength(2000);
        }
    }
}

/// <summary>One pan of an evaluation.</summary>
/// <param name="Run">Its run.</param>
/// <param name="Name">The sample's name at the instrument.</param>
/// <param name="Role">What it held.</param>
/// <param name="Stage">The stage it belongs to.</param>
/// <param name="Mass">mg as weighed.</param>
/// <param name="Moisture">% as is.</param>
/// <param name="DryMass">mg.</param>
/// <param name="HeatingRate">K/min, from the file's time.</param>
/// <param name="Area">mJ.</param>
/// <param name="AreaUncertainty">u, mJ.</param>
/// <param name="Enthalpy">J/g of dry matter.</param>
/// <param name="EnthalpyUncertainty">u of this pan alone, without repeatability.</param>
/// <param name="Onset">°C; null without a peak.</param>
/// <param name="Peak">°C.</param>
/// <param name="End">°C.</param>
/// <param name="EndothermIsPositive">Which way heat taken up points in the file.</param>
public sealed record PanRow(
    Guid Run, string Name, PanRole Role, int Stage, double Mass, double Moisture, double DryMass, double HeatingRate, double Area, double AreaUncertainty,
    double Enthalpy, double EnthalpyUncertainty, double? Onset, double? Peak, double? End, bool EndothermIsPositive);

/// <summary>One control: what was expected and found, in % of starch.</summary>
public sealed record ControlRow(string Material, double Expected, double Found, double Permitted, bool WithinLimit);

/// <summary>The repeatability check of the pans of one kind, J/g of dry matter.</summary>
public sealed record RepeatabilityRow(string Of, int Pans, double Range, double CriticalRange, bool Agrees);

/// <summary>A run that was uploaded for the sample and is not used.</summary>
public sealed record LeftOutRun(Guid Run, string Reason);
