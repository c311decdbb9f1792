namespace Lims.Metrology;

/// <summary>One reference in an unmixed spectrum.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Amount">
/// Its coefficient with the standard uncertainty from the residual; exactly 0 with u = 0 where it was held at zero.
/// </param>
/// <param name="HeldAtZero">True when a negative amount would have fitted better.</param>
public sealed record SpectralComponent(string Name, Measured Amount, bool HeldAtZero);

/// <summary>
/// A spectrum as a sum of reference spectra with amounts that are not negative, by least squares (Lawson and Hanson 1974, ch. 23).
/// </summary>
/// <param name="Components">The references in the order given.</param>
/// <param name="Residual">Measured less fitted, point by point.</param>
/// <param name="ResidualStandardDeviation">s, unit of the response, ν = points less components in use.</param>
/// <param name="Explained">1 - Σ residual²/Σ response²: the part of the signal the references account for.</param>
public sealed record SpectralUnmixing(
    IReadOnlyList<SpectralComponent> Components, IReadOnlyList<double> Residual, double ResidualStandardDeviation, double Explained)
{
    /// <summary>Unmixes a spectrum; responses are taken to add (Beer's law, one path length, one baseline).</summary>
    /// <param name="spectrum">Responses on the wavelengths of the references.</param>
    /// <param name="references">Names and responses for an amount of 1.</param>
    /// <param name="unit">UCUM code of the amounts.</param>
    /// <returns>A refusal for responses that are not finite, no signal, too few points, or references that cannot be told apart.</returns>
    /// <exception cref="ArgumentException">No reference, a name twice, or a reference of another length.</exception>
    public static Outcome<SpectralUnmixing> Of(
        IReadOnlyList<double> spectrum, IReadOnlyList<(string Name, IReadOnlyList<double> Response)> references, string unit)
    {
        ArgumentNullException.ThrowIfNull(spectrum);
        ArgumentNullException.ThrowIfNull(references);
        if (references.Count == 0)
            throw new ArgumentException("There is no reference spectrum; at least one was expected.", nameof(references));
        if (references.GroupBy(r => r.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"The reference '{twice.Key}' was given twice.", nameof(references));
        // All at once first: references that cannot be told apart must be refused, not left to the order in which they come in.
        return Fit(spectrum, references, [.. Enumerable.Range(0, references.Count)]).Then(free =>
            spectrum.All(v => v == 0)
                ? Outcome.Refused<SpectralUnmixing>("The spectrum is 0 at every point; a signal was expected.")
                : free.Coefficients.All(c => c.Value >= 0)
                    ? Outcome.Of(Result(spectrum, references, [.. Enumerable.Range(0, references.Count)], free, unit))
                    : NotNegative(spectrum, references, unit));
    }

    private static Outcome<SpectralUnmixing> NotNegative(
        IReadOnlyList<double> spectrum, IReadOnlyList<(string Name, IReadOnlyList<double> Response)> references, string unit)
    {
        var amounts = new double[references.Count];
        var inUse = new List<int>();
        LeastSquaresFit? fit = null;
        IReadOnlyList<double> residual = spectrum;
        // Each round takes one reference in; more rounds than this would be rounding going in circles.
        for (var round = 0; round < 10 * references.Count; round++)
        {
            // The reference whose amount, raised from 0, lowers the residual fastest.
            var outside = Enumerable.Range(0, amounts.Length).Except(inUse).ToList();
            var next = outside.Count == 0 ? -1 : outside.MaxBy(j => Gradient(references[j].Response, residual));
            if (next < 0 || Gradient(references[next].Response, residual) <= Rounding(references[next].Response, spectrum))
                break;
            inUse.Add(next);
            inUse.Sort();
            while (true)
            {
                fit = Fit(spectrum, references, inUse).Value;
                var trial = fit.Coefficients.Select(c => c.Value).ToArray();
                if (trial.All(v => v > 0))
                {
                    Array.Clear(amounts);
                    for (var k = 0; k < inUse.Count; k++)
                        amounts[inUse[k]] = trial[k];
                    break;
                }

                // Go towards the trial until the first amount reaches 0, and drop it.
                var step = inUse.Select((j, k) => trial[k] <= 0 ? amounts[j] / (amounts[j] - trial[k]) : 1).Min();
                for (var k = 0; k < inUse.Count; k++)
                    amounts[inUse[k]] += step * (trial[k] - amounts[inUse[k]]);
                var smallest = inUse.Where((_, k) => trial[k] <= 0).MinBy(j => amounts[j]);
                amounts[smallest] = 0;
                inUse.Remove(smallest);
            }

            residual = fit.Residuals;
        }

        return fit is null
            ? Outcome.Refused<SpectralUnmixing>("No reference fits the spectrum with an amount above 0.")
            : Outcome.Of(Result(spectrum, references, inUse, fit, unit));
    }

    private static Outcome<LeastSquaresFit> Fit(
        IReadOnlyList<double> spectrum, IReadOnlyList<(string Name, IReadOnlyList<double> Response)> references, List<int> inUse) =>
        LeastSquaresFit.Multiple([.. inUse.Select(j => references[j].Response)], spectrum, intercept: false);

    private static SpectralUnmixing Result(
        IReadOnlyList<double> spectrum,
        IReadOnlyList<(string Name, IReadOnlyList<double> Response)> references,
        List<int> inUse,
        LeastSquaresFit fit,
        string unit)
    {
        var components = references.Select((r, j) =>
        {
            var k = inUse.IndexOf(j);
            return k < 0
                ? new SpectralComponent(r.Name, Measured.Exact(0, unit), true)
                : new(r.Name, new(fit.Coefficients[k].Value, fit.Coefficients[k].StandardError, unit, "", fit.DegreesOfFreedom), false);
        });
        return new([.. components], fit.Residuals, fit.ResidualStandardDeviation, fit.RSquaredUncorrected!.Value);
    }

    private static double Gradient(IReadOnlyList<double> reference, IReadOnlyList<double> residual)
    {
        var sum = 0.0;
        for (var i = 0; i < residual.Count; i++)
            sum += reference[i] * residual[i];
        return sum;
    }

    // Below this a gradient is the rounding of its own sum.
    private static double Rounding(IReadOnlyList<double> reference, IReadOnlyList<double> spectrum)
    {
        var sum = 0.0;
        for (var i = 0; i < spectrum.Count; i++)
            sum += Math.Abs(reference[i] * spectrum[i]);
        return 1e-13 * sum;
    }
}
