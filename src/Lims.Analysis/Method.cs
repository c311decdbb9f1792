using Lims.Kernel.Data;
using Lims.Metrology;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Analysis;

/// <summary>What a method makes of its readings.</summary>
internal enum Technique
{
    /// <summary>Somebody looks and says yes or no.</summary>
    Inspection,

    /// <summary>Replicates of the result itself, typed in.</summary>
    Replicates,

    /// <summary>Absorbances, typed in, of sample, blank and total starch.</summary>
    Absorbance,

    /// <summary>Endotherms of pans, read from the calorimeter's files.</summary>
    Calorimetry,
}

/// <summary>
/// One version of a method (ISO/IEC 17025, 7.2.1). A version is never changed once it is in force: running work keeps the one it was planned with.
/// </summary>
[Common("Methods of the house are printed on every report.")]
internal sealed class Method : Record
{
    private Method() { }

    /// <summary>A version of a method.</summary>
    public Method(string code, int version, string name, string fact, Technique technique, string unit, string basis, DateOnly from, MethodParameters parameters)
    {
        (Code, Version, Name, Fact, Technique) = (code, version, name, fact, technique);
        (Unit, Basis, InForceFrom, Parameters) = (unit, basis, from, parameters);
    }

    /// <summary>Short name: <c>DG-DSC</c>.</summary>
    public string Code { get; private set; } = "";

    public int Version { get; private set; }

    /// <summary>As the report prints it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Code of the fact it establishes.</summary>
    public string Fact { get; private set; } = "";

    public Technique Technique { get; private set; }

    /// <summary>UCUM code of the result; empty for an inspection.</summary>
    public string Unit { get; private set; } = "";

    public string Basis { get; private set; } = "";

    public DateOnly InForceFrom { get; private set; }

    /// <summary>Last day in force; null while it is.</summary>
    public DateOnly? InForceTo { get; private set; }

    public MethodParameters Parameters { get; private set; } = new();

    /// <summary><c>inspected</c> or <c>measured</c>.</summary>
    public string Kind => Technique == Technique.Inspection ? "inspected" : "measured";

    internal sealed class Mapping : IEntityTypeConfiguration<Method>
    {
        public void Configure(EntityTypeBuilder<Method> builder)
        {
            builder.ToTable("Method");
            builder.HasIndex(method => new { method.Code, method.Version }).IsUnique();
            builder.Property(method => method.Code).HasMaxLength(40);
            builder.Property(method => method.Parameters).AsJson();
            builder.HasData(MethodCatalogue.Methods);
        }
    }
}

/// <summary>What a method's validation gave, and what it asks of a determination.</summary>
internal sealed record MethodParameters
{
    /// <summary>Fewest determinations of a result.</summary>
    public int Determinations { get; init; } = 1;

    /// <summary>s_r of the validation, in the unit of one determination (J/g of dry matter for a pan); null for an inspection.</summary>
    public double? Repeatability { get; init; }

    /// <summary>What further determinations do not make smaller, each with its u in the unit of the result.</summary>
    public IReadOnlyList<UncertaintyPart> Common { get; init; } = [];

    /// <summary>What a determination can be at all; anything else is a slip of the pen.</summary>
    public NumberRange? Possible { get; init; }

    /// <summary>What the validation covered (ISO/IEC 17025, 7.2.2); anything else needs a reason.</summary>
    public NumberRange? Plausible { get; init; }

    /// <summary>What happens to a half when the result is reported.</summary>
    public RoundingMode Rounding { get; init; } = RoundingMode.HalfEven;

    public CalorimetryParameters? Calorimetry { get; init; }

    public AbsorbanceParameters? Absorbance { get; init; }
}

/// <summary>One line of the budget that comes with the method.</summary>
internal sealed record UncertaintyPart(string Name, double StandardUncertainty);

/// <summary>Both ends belong to it.</summary>
public sealed record NumberRange(decimal From, decimal To)
{
    public bool Holds(decimal value) => value >= From && value <= To;
}

/// <summary>How endotherms are integrated and checked unless the analyst says otherwise.</summary>
/// <param name="LowerLimit">T₁, °C.</param>
/// <param name="UpperLimit">T₂, °C.</param>
/// <param name="Baseline">Line under the peak.</param>
/// <param name="BaselinePoints">Points at each end.</param>
/// <param name="LimitShift">K: how far a limit might as well have been set elsewhere.</param>
/// <param name="SilentSign">Which way is up where the file does not say.</param>
/// <param name="Calibration">Relative u of the enthalpy calibration, common to all pans of a calorimeter.</param>
/// <param name="Balance">u of a weighing, mg.</param>
/// <param name="ControlDeviation">Largest deviation of each control (0, 50, 100 %), in % of starch.</param>
/// <param name="FewestPans">Of the sample, and of the native reference.</param>
internal sealed record CalorimetryParameters(
    double LowerLimit, double UpperLimit, BaselineKind Baseline, int BaselinePoints, double LimitShift, EndothermSign SilentSign, double Calibration,
    double Balance, double ControlDeviation, int FewestPans);

/// <summary>What an absorbance is worth.</summary>
/// <param name="Absorbance">u of one absorbance: photometer and cuvette.</param>
internal sealed record AbsorbanceParameters(double Absorbance);

/// <summary>What a submitter can ask, and the methods that answer it.</summary>
[Common("Questions stand on every submission form.")]
internal sealed class Question : Record
{
    private Question() { }

    /// <summary>A question.</summary>
    public Question(string code, string words, IReadOnlyList<string> methods) => (Code, Words, Methods) = (code, words, methods);

    public string Code { get; private set; } = "";

    public string Words { get; private set; } = "";

    /// <summary>Codes of methods, in the order of work.</summary>
    public IReadOnlyList<string> Methods { get; private set; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<Question>
    {
        public void Configure(EntityTypeBuilder<Question> builder)
        {
            builder.ToTable("Question");
            builder.HasIndex(question => question.Code).IsUnique();
            builder.Property(question => question.Code).HasMaxLength(100);
            builder.Property(question => question.Methods).AsJson();
            builder.HasData(MethodCatalogue.Questions);
        }
    }
}
