using Lims.Kernel;
using Lims.Kernel.Data;
using Lims.Metrology;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Analysis;

/// <summary>
/// A lot of native rice of one variety, kept by a laboratory as the reference of its calorimetry: a sample of its own, with the enthalpy it was
/// found to have and the uncertainty of that. The controls are made from it.
/// </summary>
internal sealed class ReferenceLot : Record, IOfLaboratory
{
    private ReferenceLot() { }

    /// <summary>A lot.</summary>
    /// <param name="key">Made by whoever registers it.</param>
    /// <param name="laboratory">Code of the laboratory that keeps it.</param>
    /// <param name="lot">Its name there.</param>
    /// <param name="variety">Variety and kind.</param>
    /// <param name="enthalpy">ΔH, J/g of dry matter, with u (between units of the lot and of its value).</param>
    /// <param name="moisture">% as is, with u.</param>
    /// <param name="source">Where the figures come from: certificate or in-house study.</param>
    /// <exception cref="RuleBroken">A figure that no native rice has.</exception>
    public ReferenceLot(Guid key, string laboratory, string lot, string variety, Measured enthalpy, Measured moisture, string source)
    {
        if (enthalpy.Value <= 0)
            throw new RuleBroken("reference-enthalpy", FormattableString.Invariant($"{enthalpy.Value} J/g is no enthalpy of native rice: above 0 is expected."));
        if (moisture.Value is < 0 or >= 100)
            throw new RuleBroken("reference-moisture", FormattableString.Invariant($"{moisture.Value} % is no moisture: 0 to below 100 is expected."));
        Id = key;
        (SubmittedBy, PerformedBy, Lot, Variety, Source) = (laboratory, laboratory, lot, variety, source);
        (Enthalpy, EnthalpyUncertainty) = (enthalpy.Value, enthalpy.StandardUncertainty);
        (Moisture, MoistureUncertainty) = (moisture.Value, moisture.StandardUncertainty);
    }

    public string SubmittedBy { get; private set; } = "";

    public string PerformedBy { get; private set; } = "";

    public string Lot { get; private set; } = "";

    public string Variety { get; private set; } = "";

    /// <summary>J/g of dry matter.</summary>
    [Recorded]
    public double Enthalpy { get; private set; }

    [Recorded]
    public double EnthalpyUncertainty { get; private set; }

    /// <summary>% as is.</summary>
    [Recorded]
    public double Moisture { get; private set; }

    [Recorded]
    public double MoistureUncertainty { get; private set; }

    public string Source { get; private set; } = "";

    /// <summary>ΔH with its u.</summary>
    public Measured AsEnthalpy => new(Enthalpy, EnthalpyUncertainty, "J/g", Metrology.Basis.DryMatter);

    /// <summary>Moisture with its u.</summary>
    public Measured AsMoisture => new(Moisture, MoistureUncertainty, "%", Metrology.Basis.AsIs);

    internal sealed class Mapping : IEntityTypeConfiguration<ReferenceLot>
    {
        public void Configure(EntityTypeBuilder<ReferenceLot> builder)
        {
            builder.ToTable("ReferenceLot");
            builder.HasIndex(lot => new { lot.PerformedBy, lot.Lot }).IsUnique();
            builder.Property(lot => lot.SubmittedBy).HasMaxLength(4);
            builder.Property(lot => lot.PerformedBy).HasMaxLength(4);
            builder.Property(lot => lot.Lot).HasMaxLength(60);
            builder.Property(lot => lot.Source).HasMaxLength(2000);
            builder.Ignore(lot => lot.AsEnthalpy);
            builder.Ignore(lot => lot.AsMoisture);
        }
    }
}
