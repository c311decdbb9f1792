using Lims.Metrology;

namespace Lims.Analysis;

/// <summary>
/// The methods and questions that come with the program. They enter with the migration, with fixed keys, so that every installation knows them by the
/// same ones. The figures are of a demonstration laboratory; a laboratory that uses a method publishes a version with the figures of its own validation.
/// </summary>
internal static class MethodCatalogue
{
    private static readonly DateOnly From = new(2026, 1, 1);

    /// <summary>Rows for the migration, typed as the columns are.</summary>
    public static readonly object[] Methods =
    [
        Row("5f3c6d3e-0001-4a57-9d59-7d1f0a6e0001", "RICE-HUSK", 1, "Rice: inspection for parboiling in the husk", "rice.parboiled-in-husk",
            Technique.Inspection, "", "", new MethodParameters()),
        Row("5f3c6d3e-0002-4a57-9d59-7d1f0a6e0002", "RICE-CT", 2, "Rice: cooking time, kernels without white core between two glasses",
            "rice.cooking-time", Technique.Replicates, "min", "as is", new MethodParameters
            {
                Determinations = 3,
                Repeatability = 0.5,
                Common = [new("end point between two readings", 0.3), new("boiling temperature", 0.2)],
                Possible = new(0, 240),
                Plausible = new(1, 60),
            }),
        Row("5f3c6d3e-0003-4a57-9d59-7d1f0a6e0003", "MOI-130", 3, "Moisture of cereals by drying at 130 °C (ISO 712-1)", "moisture",
            Technique.Replicates, "%", "as is", new MethodParameters
            {
                Determinations = 2,
                Repeatability = 0.06,
                Common = [new("oven", 0.06), new("weighing", 0.02)],
                Possible = new(0, 100),
                Plausible = new(5, 20),
            }),
        Row("5f3c6d3e-0004-4a57-9d59-7d1f0a6e0004", "DG-DSC", 2, "Rice: degree of gelatinization by differential scanning calorimetry",
            "rice.gelatinization-degree", Technique.Calorimetry, "%", "of starch", new MethodParameters
            {
                Determinations = 2,
                Repeatability = 0.15,
                Calorimetry = new(50, 85, BaselineKind.Linear, 10, 1, EndothermSign.Negative, 0.01, 0.01, 5, 2),
            }),
        Row("5f3c6d3e-0005-4a57-9d59-7d1f0a6e0005", "DG-GA", 1, "Rice: degree of gelatinization by glucoamylase (Chiang and Johnson 1977)",
            "rice.gelatinization-degree", Technique.Absorbance, "%", "of starch", new MethodParameters
            {
                Determinations = 1,
                Repeatability = 2,
                Common = [new("enzyme and incubation", 1.5)],
                Possible = new(-0.1m, 4),
                Plausible = new(-0.01m, 2),
                Absorbance = new(0.004),
            }),
    ];

    /// <summary>Rows for the migration.</summary>
    public static readonly object[] Questions =
    [
        new
        {
            Id = Guid.Parse("5f3c6d3e-1001-4a57-9d59-7d1f0a6e1001"),
            Revision = 1L,
            Code = "rice.prepared-or-milled",
            Words = "Prepared (pre-cooked) rice of 1904.90, or milled rice of 1006.30?",
            Methods = (IReadOnlyList<string>)["RICE-HUSK", "RICE-CT", "MOI-130", "DG-DSC", "DG-GA"],
        },
    ];

    private static object Row(
        string id, string code, int version, string name, string fact, Technique technique, string unit, string basis, MethodParameters parameters) => new
        {
            Id = Guid.Parse(id),
            Revision = 1L,
            Code = code,
            Version = version,
            Name = name,
            Fact = fact,
            Technique = technique,
            Unit = unit,
            Basis = basis,
            InForceFrom = From,
            Parameters = parameters,
        };
}
