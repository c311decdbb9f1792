namespace Lims.Metrology;

/// <summary>Which calorie: the coal limits of the nomenclature follow one, UCUM's plain "cal" is another.</summary>
/// <param name="Name">"IT calorie".</param>
/// <param name="Unit">UCUM code of the kilocalorie.</param>
/// <param name="Joule">J in one calorie, exact by definition.</param>
/// <param name="Version">Who defined it, and when.</param>
public sealed record Calorie(string Name, string Unit, double Joule, string Version)
{
    /// <summary>4.1868 J, as steam tables and fuel trade have it.</summary>
    public static Calorie InternationalTable { get; } =
        new("IT calorie", "kcal_IT", 4.1868, "Fifth International Conference on the Properties of Steam, 1956");

    /// <summary>4.184 J, as thermochemistry has it.</summary>
    public static Calorie Thermochemical { get; } = new("thermochemical calorie", "kcal_th", 4.184, "NBS 1953");

    /// <summary>A calorific value in kilocalories of this kind per kilogram; the factor is exact.</summary>
    /// <param name="calorificValue">In "MJ/kg".</param>
    /// <exception cref="ArgumentException">Another unit.</exception>
    public MethodResult PerKilogram(Measured calorificValue)
    {
        ArgumentNullException.ThrowIfNull(calorificValue);
        Require.SameUnit("MJ/kg", calorificValue.Unit, "The calorific value");
        var factor = 1000 / Joule;
        return MethodResult.Of(
            new("CALORIFIC-VALUE", $"calorific value in kilocalories, {Name}", "ISO 1928", Version),
            Formula.Of(
                factor * calorificValue.Value, Unit + "/kg", calorificValue.Basis, calorificValue.Replicates,
                new Input("calorific value", calorificValue, factor)));
    }
}
