namespace Lims.Metrology;

/// <summary>
/// Internal standard: amounts and responses are taken relative to a substance added to every solution, so that volumes cancel.
/// </summary>
public static class InternalStandard
{
    /// <summary>Calibrates response ratios against amount ratios: y = A/A_is over x = m/m_is.</summary>
    /// <param name="amounts">m of the analyte in each standard.</param>
    /// <param name="internalAmounts">m_is added to each, above 0, same unit.</param>
    /// <param name="responses">A of the analyte.</param>
    /// <param name="internalResponses">A_is, above 0.</param>
    /// <param name="model">The form of the calibration.</param>
    /// <param name="weights">Weights of the ratios; null for equal ones.</param>
    /// <returns>A curve in amount ratios (unit "1"), or a refusal that quotes a lost internal standard.</returns>
    /// <exception cref="ArgumentException">Series of different length.</exception>
    public static Outcome<CalibrationCurve> Calibrate(
        IReadOnlyList<double> amounts,
        IReadOnlyList<double> internalAmounts,
        IReadOnlyList<double> responses,
        IReadOnlyList<double> internalResponses,
        CalibrationModel model,
        IReadOnlyList<double>? weights = null) =>
        Ratios(amounts, internalAmounts, "The amount of internal standard").Then(x =>
            Ratios(responses, internalResponses, "The response of the internal standard").Then(y =>
                CalibrationCurve.Of(x, y, model, "1", weights)));

    /// <summary>The amount of analyte in a sample: ratio from the curve times the amount added, u² = (m_is u(q))² + (q u(m_is))².</summary>
    /// <param name="curve">Of <see cref="Calibrate"/>.</param>
    /// <param name="response">A of the analyte, 0 or above.</param>
    /// <param name="internalResponse">A_is.</param>
    /// <param name="internalAmount">m_is added to the sample, with its u.</param>
    /// <param name="readings">How many injections the responses are means of.</param>
    /// <returns>The amount in the unit of m_is with its budget, or a refusal.</returns>
    public static Outcome<Evaluated> AmountFor(
        CalibrationCurve curve, double response, double internalResponse, Measured internalAmount, int readings = 1)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(internalAmount);
        return Ratios([response], [internalResponse], "The response of the internal standard")
            .Then(y => curve.AmountFor(y[0], readings))
            .Then(q =>
            {
                var budget = new UncertaintyBudget([
                    UncertaintyComponent.Of("amount ratio", q, internalAmount.Value),
                    UncertaintyComponent.Of("internal standard", internalAmount, q.Value)]);
                var amount = q.Value * internalAmount.Value;
                return Outcome.Of(new Evaluated(budget.Result(amount, internalAmount.Unit, internalAmount.Basis), budget));
            });
    }

    /// <summary>RF = (A/m)/(A_is/m_is): the relative response factor of one standard solution.</summary>
    /// <param name="response">A, above 0.</param>
    /// <param name="amount">m, above 0.</param>
    /// <param name="internalResponse">A_is, above 0.</param>
    /// <param name="internalAmount">m_is, above 0, unit of m.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number that is not above 0.</exception>
    public static double ResponseFactor(double response, double amount, double internalResponse, double internalAmount) =>
        Require.Positive(response) / Require.Positive(amount) / (Require.Positive(internalResponse) / Require.Positive(internalAmount));

    private static Outcome<IReadOnlyList<double>> Ratios(IReadOnlyList<double> above, IReadOnlyList<double> below, string what)
    {
        ArgumentNullException.ThrowIfNull(above);
        ArgumentNullException.ThrowIfNull(below);
        if (above.Count != below.Count)
            throw new ArgumentException(FormattableString.Invariant($"{above.Count} values, but {below.Count} of the internal standard."));
        var ratios = new double[above.Count];
        for (var i = 0; i < ratios.Length; i++)
        {
            if (!(double.IsFinite(below[i]) && below[i] > 0))
                return Outcome.Because<IReadOnlyList<double>>(
                    $"{what} in solution {i + 1} is {below[i]}, but a finite number above 0 was expected.");
            if (!double.IsFinite(above[i]))
                return Outcome.Because<IReadOnlyList<double>>(
                    $"The value of solution {i + 1} is {above[i]}, but a finite number was expected.");
            ratios[i] = above[i] / below[i];
        }

        return Outcome.Of<IReadOnlyList<double>>(ratios);
    }
}
