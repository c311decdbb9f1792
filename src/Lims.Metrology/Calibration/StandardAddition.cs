namespace Lims.Metrology;

/// <summary>
/// Standard addition: the sample is its own matrix, and the line is followed back to where its response is zero (Miller and Miller).
/// </summary>
/// <param name="Amount">x_E = b0/b1 with u = (s/b1) √(1/n + ȳ²/(b1² S_xx)), ν = n - 2, in the unit of what was added.</param>
/// <param name="Line">The line through the additions.</param>
public sealed record StandardAddition(Measured Amount, CalibrationCurve Line)
{
    /// <summary>Evaluates additions to portions of one sample; the response must be proportional to the amount (blank taken off).</summary>
    /// <param name="added">Amounts added, 0 for the sample itself.</param>
    /// <param name="responses">Responses in the same order, at least 3.</param>
    /// <param name="unit">UCUM code of the amounts.</param>
    /// <returns>A refusal for points that give no line, or a response that does not rise with the additions.</returns>
    /// <exception cref="ArgumentException">Series of different length.</exception>
    public static Outcome<StandardAddition> Evaluate(IReadOnlyList<double> added, IReadOnlyList<double> responses, string unit) =>
        CalibrationCurve.Of(added, responses, CalibrationModel.Line, unit).Then(line =>
        {
            if (line.Slope <= 0)
                return Outcome.Because<StandardAddition>(
                    $"The response changes by {line.Slope} for each {unit} added; a rise was expected.");
            var amount = line.Intercept / line.Slope;
            var u = line.UncertaintyOfCurve(-amount) / line.Slope;
            return Outcome.Of(new StandardAddition(new Measured(amount, u, unit, "", line.Fit.DegreesOfFreedom), line));
        });
}
