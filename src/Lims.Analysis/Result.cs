using Lims.Contracts;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Metrology;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Analysis;

/// <summary>
/// What was made of a test's determinations at one time. Rows are only ever added: an amended determination, other limits or a second stage give a
/// new result, and the test says which one stands (ISO/IEC 17025, 7.5.2).
/// </summary>
[PartOf(nameof(Test))]
[AppendOnly]
internal sealed class Result : Record
{
    private Result() { }

    /// <summary>What was found.</summary>
    public Result(Test test, Finding finding, Who by, DateTimeOffset at)
    {
        (Test, Stage, MadeBy, MadeAt) = (test, test.Stage, by.Name, at);
        (Truth, Determinations, Qualifier, Bound, Reported) = (finding.Truth, finding.Determinations, finding.Qualifier, finding.Bound, finding.Reported);
        (Budget, Warnings, Remark, Evaluation) = (finding.Budget, finding.Warnings, finding.Remark, finding.Evaluation);
        if (finding.Measured is not { } measured) return;
        var expanded = measured.Expanded();
        (Value, StandardUncertainty) = (measured.Value, measured.StandardUncertainty);
        DegreesOfFreedom = double.IsFinite(measured.DegreesOfFreedom) ? measured.DegreesOfFreedom : null;
        (AveragedPart, ExpandedUncertainty, CoverageFactor) = (finding.AveragedPart, expanded.U, expanded.K);
    }

    public Test Test { get; private set; } = null!;

    public int Stage { get; private set; }

    /// <summary>Full precision, not clipped: a degree of 103 % shows a fault of the method, and 100 % would hide it.</summary>
    public double? Value { get; private set; }

    public bool? Truth { get; private set; }

    public double? StandardUncertainty { get; private set; }

    /// <summary>Null for many.</summary>
    public double? DegreesOfFreedom { get; private set; }

    /// <summary>The part of u that n determinations made as small as it is: u² = common² + averaged², and averaged falls with √n.</summary>
    public double? AveragedPart { get; private set; }

    /// <summary>U for 95 %.</summary>
    public double? ExpandedUncertainty { get; private set; }

    public double? CoverageFactor { get; private set; }

    public int Determinations { get; private set; }

    /// <summary><c>=</c>, <c>&lt;</c> or <c>&gt;</c>.</summary>
    public string Qualifier { get; private set; } = "=";

    public double? Bound { get; private set; }

    /// <summary>As the report prints it.</summary>
    public string Reported { get; private set; } = "";

    public IReadOnlyList<BudgetRow> Budget { get; private set; } = [];

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>What the analyst said to it: why a value outside the validated range stands.</summary>
    public string? Remark { get; private set; }

    /// <summary>The evaluation of pans behind it; null for typed determinations.</summary>
    public Guid? Evaluation { get; private set; }

    public string MadeBy { get; private set; } = "";

    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>As the other modules are told it.</summary>
    public Evidence AsEvidence(Method method) => new(
        Id, method.Fact, method.Kind, Value, Truth, StandardUncertainty, DegreesOfFreedom, AveragedPart, Determinations, method.Unit, method.Basis, Qualifier,
        Bound, Reported, method.Code, method.Version, method.Name);

    /// <summary>As a quantity, with the method's unit and basis.</summary>
    public Measured? AsMeasured(Method method) => Value is { } value && StandardUncertainty is { } u
        ? new Measured(value, u, method.Unit, method.Basis, DegreesOfFreedom ?? double.PositiveInfinity, Determinations)
        : null;

    internal sealed class Mapping : IEntityTypeConfiguration<Result>
    {
        public void Configure(EntityTypeBuilder<Result> builder)
        {
            builder.ToTable("Result");
            builder.HasOne(result => result.Test).WithMany(test => test.Results).HasForeignKey("TestId").IsRequired();
            builder.Property(result => result.Qualifier).HasMaxLength(1);
            builder.Property(result => result.Budget).AsJson();
            builder.Property(result => result.Warnings).AsJson();
            builder.Property(result => result.Remark).HasMaxLength(2000);
        }
    }
}

/// <summary>What determinations amount to, before it is a row.</summary>
/// <param name="Measured">The quantity; null for an inspection or a bound.</param>
/// <param name="Truth">Yes or no, for an inspection.</param>
/// <param name="Determinations">How many.</param>
/// <param name="Reported">As the report prints it.</param>
internal sealed record Finding(Measured? Measured, bool? Truth, int Determinations, string Reported)
{
    public double? AveragedPart { get; init; }

    public string Qualifier { get; init; } = "=";

    public double? Bound { get; init; }

    public IReadOnlyList<BudgetRow> Budget { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public string? Remark { get; init; }

    public Guid? Evaluation { get; init; }
}

/// <summary>One line of an uncertainty budget as it is kept and shown.</summary>
/// <param name="Of">The quantity whose budget it stands in.</param>
/// <param name="Name">The component.</param>
/// <param name="Type">A or B; empty for a covariance.</param>
/// <param name="StandardUncertainty">u(x), in the component's unit; null for a covariance.</param>
/// <param name="Sensitivity">c; null for a covariance.</param>
/// <param name="Share">Of the variance, 0 to 1; a covariance may be negative.</param>
public sealed record BudgetRow(string Of, string Name, string Type, double? StandardUncertainty, double? Sensitivity, double Share)
{
    /// <summary>A budget as rows.</summary>
    internal static IReadOnlyList<BudgetRow> From(string of, UncertaintyBudget budget) =>
    [
        .. budget.Lines.Select(line => budget.Components.FirstOrDefault(component => component.Name == line.Name) is { } component
            ? new BudgetRow(of, line.Name, component.Type.ToString(), component.StandardUncertainty, component.Sensitivity, line.Share)
            : new BudgetRow(of, line.Name, "", null, null, line.Share)),
    ];
}
