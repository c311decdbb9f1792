namespace Lims.Metrology;

/// <summary>
/// What a result was obtained by: results of different methods are not interchangeable, so the name travels with the number.
/// </summary>
/// <param name="Code">Short code, as orders and reports name it: "DG-DSC".</param>
/// <param name="Name">What is measured, in words.</param>
/// <param name="Source">The standard, law or paper the calculation follows.</param>
/// <param name="DataVersion">
/// Name and edition of the constants the number depends on (specific rotation, allowances, factor); empty when there are none.
/// </param>
public sealed record AnalyticalMethod(string Code, string Name, string Source, string DataVersion = "");

/// <summary>A result with the method it was obtained by and the budget that explains its uncertainty.</summary>
/// <param name="Method">By what.</param>
/// <param name="Result">y, u(y), ν_eff, unit, basis; never clipped to what would be plausible.</param>
/// <param name="Budget">Where u(y) comes from.</param>
public sealed record MethodResult(AnalyticalMethod Method, Measured Result, UncertaintyBudget Budget)
{
    internal static MethodResult Of(AnalyticalMethod method, Evaluated evaluated) => new(method, evaluated.Result, evaluated.Budget);

    internal static Outcome<MethodResult> Of(AnalyticalMethod method, Outcome<Evaluated> evaluated) =>
        evaluated.Then(e => Outcome.Of(Of(method, e)));
}

/// <summary>One input of a formula and how strongly the result follows it.</summary>
internal readonly record struct Input(string Name, Measured Value, double Sensitivity);

/// <summary>A result from its value and its independent inputs (GUM 5.1.2).</summary>
internal static class Formula
{
    public static Evaluated Of(double value, string unit, string basis, int? replicates, params ReadOnlySpan<Input> inputs)
    {
        var components = new UncertaintyComponent[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            components[i] = UncertaintyComponent.Of(inputs[i].Name, inputs[i].Value, inputs[i].Sensitivity);
        var budget = new UncertaintyBudget(components);
        return new(budget.Result(value, unit, basis, replicates), budget);
    }
}

/// <summary>100 N/M of two sums of readings in which the same reading (a blank) may stand in both: its effect is counted once.</summary>
internal static class ReadingRatio
{
    /// <summary>
    /// ∂/∂x = 100 (n M - N m)/M² for a reading with factors n in the numerator and m in the denominator. Null when M is not above 0.
    /// </summary>
    public static Evaluated? Percent(string unit, string basis, int? replicates, params ReadOnlySpan<Reading> readings)
    {
        double numerator = 0, denominator = 0;
        foreach (var r in readings)
        {
            numerator += r.InNumerator * r.Value.Value;
            denominator += r.InDenominator * r.Value.Value;
        }

        if (!(denominator > 0))
            return null;
        var inputs = new Input[readings.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            var r = readings[i];
            var sensitivity = 100 * (r.InNumerator * denominator - numerator * r.InDenominator) / (denominator * denominator);
            inputs[i] = new(r.Name, r.Value, sensitivity);
        }

        return Formula.Of(100 * numerator / denominator, unit, basis, replicates, inputs);
    }

    public static void SameUnit(params ReadOnlySpan<Reading> readings)
    {
        foreach (var r in readings)
        {
            ArgumentNullException.ThrowIfNull(r.Value, r.Name);
            Require.SameUnit(readings[0].Value.Unit, r.Value.Unit, $"The {r.Name}");
        }
    }

    internal readonly record struct Reading(string Name, Measured Value, double InNumerator, double InDenominator);
}
