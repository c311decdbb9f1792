namespace Lims.Metrology;

/// <summary>The form of a calibration: the degree of its polynomial and whether it has an intercept.</summary>
/// <param name="Degree">1 for a line.</param>
/// <param name="Intercept">False for a curve through the origin.</param>
public sealed record CalibrationModel(int Degree, bool Intercept = true)
{
    /// <summary>y = b0 + b1 x.</summary>
    public static CalibrationModel Line { get; } = new(1);

    /// <summary>y = b1 x.</summary>
    public static CalibrationModel LineThroughOrigin { get; } = new(1, false);

    /// <summary>y = b0 + b1 x + b2 x².</summary>
    public static CalibrationModel Quadratic { get; } = new(2);
}

/// <summary>What a calibration says of the response at an amount.</summary>
/// <param name="Response">ŷ.</param>
/// <param name="OfCurve">Standard uncertainty of ŷ as a point of the curve.</param>
/// <param name="OfReading">Standard uncertainty of a new response of average weight there: √(s² + u²(ŷ)).</param>
/// <param name="DegreesOfFreedom">ν of both.</param>
public sealed record PredictedResponse(double Response, double OfCurve, double OfReading, double DegreesOfFreedom);

/// <summary>
/// Lack of fit against pure error: whether the scatter of replicates explains the distance of their means from the curve.
/// </summary>
/// <param name="F">(SS_lack/ν_lack)/(SS_pure/ν_pure).</param>
/// <param name="PValue">P(F or more) if the curve is right; below 0.05 says another model is needed.</param>
/// <param name="DegreesOfFreedomOfLack">Distinct amounts less coefficients.</param>
/// <param name="DegreesOfFreedomOfPureError">Points less distinct amounts.</param>
/// <param name="SumOfSquaresOfLack">Residual sum of squares less that of pure error.</param>
/// <param name="SumOfSquaresOfPureError">Σ w (y - mean of its amount)².</param>
public sealed record LackOfFit(
    double F,
    double PValue,
    int DegreesOfFreedomOfLack,
    int DegreesOfFreedomOfPureError,
    double SumOfSquaresOfLack,
    double SumOfSquaresOfPureError);

/// <summary>A calibration: a polynomial through amounts and responses, read both ways with uncertainty (ISO 8466; QUAM A5, E.3).</summary>
public sealed class CalibrationCurve
{
    // A sample equal to the highest standard reads as the highest standard, give or take the last digits.
    private const double Slack = 1e-9;

    private CalibrationCurve(LeastSquaresFit fit, double[] x, double[] y, CalibrationModel model, string unit)
    {
        (Fit, Amounts, Responses, Model, Unit) = (fit, x, y, model, unit);
        (Lowest, Highest) = (x.Min(), x.Max());
        MeanAmount = x.Zip(fit.Weights, (v, w) => v * w).Sum() / x.Length;
        SumOfSquaresOfAmounts = x.Zip(fit.Weights, (v, w) => w * (v - MeanAmount) * (v - MeanAmount)).Sum();
        Polynomial = model.Intercept ? fit.ExactCoefficients : [DoubleDouble.Zero, .. fit.ExactCoefficients];
    }

    /// <summary>Coefficients, residuals, s, R², F.</summary>
    public LeastSquaresFit Fit { get; }

    /// <summary>The form.</summary>
    public CalibrationModel Model { get; }

    /// <summary>x of the standards.</summary>
    public IReadOnlyList<double> Amounts { get; }

    /// <summary>y of the standards.</summary>
    public IReadOnlyList<double> Responses { get; }

    /// <summary>UCUM code of the amounts.</summary>
    public string Unit { get; }

    /// <summary>The lowest standard.</summary>
    public double Lowest { get; }

    /// <summary>The highest standard.</summary>
    public double Highest { get; }

    /// <summary>x̄, weighted.</summary>
    public double MeanAmount { get; }

    /// <summary>S_xx = Σ w (x - x̄)².</summary>
    public double SumOfSquaresOfAmounts { get; }

    /// <summary>b1: the slope of a line; of a higher polynomial, that at x = 0.</summary>
    public double Slope => Fit.Coefficients[Model.Intercept ? 1 : 0].Value;

    /// <summary>b0; 0 for a curve through the origin.</summary>
    public double Intercept => Model.Intercept ? Fit.Coefficients[0].Value : 0;

    /// <summary>
    /// r = ± √R² (corrected) of a line with intercept, null for any other curve. Close to 1 it says little about linearity: see
    /// <see cref="LackOfFit"/> and the residuals.
    /// </summary>
    public double? Correlation =>
        Model is { Degree: 1, Intercept: true } && Fit.RSquaredCorrected is { } r2
            ? Math.CopySign(Math.Sqrt(Math.Max(0, r2)), Slope)
            : null;

    private DoubleDouble[] Polynomial { get; }

    /// <summary>Fits a calibration.</summary>
    /// <param name="amounts">x of the standards, replicates as points of their own.</param>
    /// <param name="responses">y of the standards, in the same order.</param>
    /// <param name="model">The form.</param>
    /// <param name="unit">UCUM code of the amounts.</param>
    /// <param name="weights">Weight of each response, above 0, any scale: 1/s², 1/x², 1/y …; null for equal ones.</param>
    /// <returns>A refusal that quotes what is wrong with the points, or says that the response does not change with the amount.</returns>
    /// <exception cref="ArgumentException">Series of different length.</exception>
    public static Outcome<CalibrationCurve> Of(
        IReadOnlyList<double> amounts,
        IReadOnlyList<double> responses,
        CalibrationModel model,
        string unit,
        IReadOnlyList<double>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(unit);
        return LeastSquaresFit.Polynomial(amounts, responses, model.Degree, model.Intercept, weights).Then(fit =>
            fit.Coefficients.Skip(model.Intercept ? 1 : 0).All(c => c.Value == 0)
                ? Outcome.Because<CalibrationCurve>($"The response is {responses[0]} at every amount; one that changes was expected.")
                : Outcome.Of(new CalibrationCurve(fit, [.. amounts], [.. responses], model, unit)));
    }

    /// <summary>1/s² of each standard, for weights.</summary>
    /// <param name="standardDeviations">s of the responses, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An s that is not above 0.</exception>
    public static IReadOnlyList<double> WeightsFrom(IEnumerable<double> standardDeviations)
    {
        ArgumentNullException.ThrowIfNull(standardDeviations);
        return [.. standardDeviations.Select(s => 1 / (Require.Positive(s, nameof(standardDeviations)) * s))];
    }

    /// <summary>The response at an amount.</summary>
    /// <param name="amount">x; beyond the standards the curve is extended.</param>
    /// <exception cref="ArgumentOutOfRangeException">x is not finite.</exception>
    public PredictedResponse ResponseAt(double amount)
    {
        var u = UncertaintyOfCurve(Require.Finite(amount));
        var s = Fit.ResidualStandardDeviation;
        return new(PolynomialRoots.At(Polynomial, amount).ToDouble(), u, Math.Sqrt(s * s + u * u), Fit.DegreesOfFreedom);
    }

    /// <summary>The amount that gave a response, with u(x₀) = √(s²/(w p) + u²(ŷ))/|ŷ'(x₀)|, ν of the fit.</summary>
    /// <remarks>
    /// For a line that is QUAM A5 (s/b1)√(1/p + 1/n + (x₀ - x̄)²/S_xx), and with weights (s/b)√(1/(w p) + 1/n + (y₀ - ȳ)²/(b² S_xx)). It
    /// holds the calibration and the readings alone; amounts of the standards, dilution and recovery belong in a budget.
    /// </remarks>
    /// <param name="response">y₀, the mean of the readings.</param>
    /// <param name="readings">p, at least 1.</param>
    /// <param name="weight">w of one reading on the scale of the fit's weights (mean 1).</param>
    /// <param name="beyondStandards">Allows a line to be read beyond its standards. Curves never are.</param>
    /// <returns>A refusal beyond the standards, or where the curve takes the response twice or not at all.</returns>
    /// <exception cref="ArgumentOutOfRangeException">y₀ not finite, p below 1, or w not above 0.</exception>
    public Outcome<Measured> AmountFor(double response, int readings = 1, double weight = 1, bool beyondStandards = false)
    {
        Require.Finite(response);
        Require.AtLeast(1, readings);
        Require.Positive(weight);
        var (amount, refusal) = Find(response, beyondStandards);
        return refusal is null ? At(amount, readings, weight) : Outcome.Refused<Measured>(refusal);
    }

    /// <summary>Lack of fit, where some amounts have replicates.</summary>
    /// <returns>A refusal when there are none, when they are all equal, or when no amount is left over to judge the form by.</returns>
    public Outcome<LackOfFit> TestLackOfFit()
    {
        var groups = Enumerable.Range(0, Amounts.Count).GroupBy(i => Amounts[i]).Select(g => g.ToArray()).ToList();
        var lack = groups.Count - Fit.Coefficients.Count;
        var pure = Amounts.Count - groups.Count;
        if (pure == 0)
            return Outcome.Refused<LackOfFit>("No amount was measured twice; replicates were expected.");
        if (lack < 1)
            return Outcome.Because<LackOfFit>(
                $"{groups.Count} distinct amounts for {Fit.Coefficients.Count} coefficients leave nothing to judge the form by.");
        var squares = 0.0;
        foreach (var group in groups)
        {
            var weights = group.Sum(i => Fit.Weights[i]);
            var mean = group.Sum(i => Fit.Weights[i] * Responses[i]) / weights;
            squares += group.Sum(i => Fit.Weights[i] * (Responses[i] - mean) * (Responses[i] - mean));
        }

        if (squares == 0)
            return Outcome.Refused<LackOfFit>("All replicates are equal; there is no pure error to compare with.");
        var rest = Math.Max(0, Fit.ResidualSumOfSquares - squares);
        var f = rest / lack / (squares / pure);
        return Outcome.Of(new LackOfFit(f, FisherTail.Upper(f, lack, pure), lack, pure, rest, squares));
    }

    /// <summary>Standard uncertainty of the curve at x, unit of y.</summary>
    internal double UncertaintyOfCurve(double x)
    {
        Span<DoubleDouble> powers = stackalloc DoubleDouble[Model.Degree + 1];
        powers[0] = DoubleDouble.One;
        for (var k = 1; k <= Model.Degree; k++)
            powers[k] = powers[k - 1] * x;
        return Fit.UncertaintyOf(Model.Intercept ? powers : powers[1..]);
    }

    private (double Amount, string? Refusal) Find(double response, bool beyondStandards)
    {
        var slack = Slack * (Highest - Lowest);
        if (Model.Degree == 1)
        {
            var amount = (response - Intercept) / Slope;
            var inside = amount >= Lowest - slack && amount <= Highest + slack;
            var side = amount < Lowest ? "below the lowest" : "above the highest";
            return (amount, inside || beyondStandards ? null : FormattableString.Invariant(
                $"The response {response} reads as {amount} {Unit}, {side} standard; {Lowest} to {Highest} {Unit} was expected."));
        }

        var shifted = (DoubleDouble[])Polynomial.Clone();
        shifted[0] -= response;
        var roots = PolynomialRoots.Within(shifted, Lowest - slack, Highest + slack);
        // Two roots on either side of a turning point, closer than can be told apart, are the turning point.
        if (roots.Count == 2 && roots[1] - roots[0] <= slack)
            roots = [(roots[0] + roots[1]) / 2];
        return roots.Count switch
        {
            1 => (roots[0], null),
            0 => (0, FormattableString.Invariant(
                $"No amount between the standards ({Lowest} to {Highest} {Unit}) has the response {response}.")),
            _ => (0, FormattableString.Invariant(
                $"The response {response} belongs to more than one amount: {string.Join(" and ", roots.Select(Invariant))} {Unit}.")),
        };
    }

    private static string Invariant(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private Outcome<Measured> At(double amount, int readings, double weight)
    {
        var slope = PolynomialRoots.At(PolynomialRoots.Derivative(Polynomial), amount).ToDouble();
        // On a level top the amount is undetermined: less than a millionth of the responses' span over the whole range is no slope.
        if (Math.Abs(slope) * (Highest - Lowest) <= 1e-6 * (Responses.Max() - Responses.Min()))
            return Outcome.Because<Measured>($"The curve is level at {amount} {Unit}; no uncertainty can be given there.");
        var s = Fit.ResidualStandardDeviation;
        var u = UncertaintyOfCurve(amount);
        return Outcome.Of(new Measured(
            amount, Math.Sqrt(s * s / (weight * readings) + u * u) / Math.Abs(slope), Unit, "", Fit.DegreesOfFreedom, readings));
    }
}
