namespace Lims.Metrology;

/// <summary>Gelatinization temperature of rice in classes, as the alkali spreading value tells it.</summary>
public enum GelatinizationTemperature
{
    /// <summary>Spreading 6 to 7.</summary>
    Low,

    /// <summary>Spreading 4 to 5.</summary>
    Intermediate,

    /// <summary>Spreading 1 to 3; 1 is a kernel that alkali did not touch.</summary>
    High,
}

/// <summary>The alkali spreading value of a sample.</summary>
/// <param name="Method">GT-ASV.</param>
/// <param name="Score">Mean of the kernels with u = s/√n; u is 0 only when the scores are alike.</param>
/// <param name="Class">Class of the mean, parted at 3.5 and 5.5 (half-way between the classes' scores).</param>
public sealed record AlkaliSpreadingResult(AnalyticalMethod Method, Measured Score, GelatinizationTemperature Class);

/// <summary>How far the kernels are boiled after some minutes.</summary>
/// <param name="Minutes">Boiling time, min.</param>
/// <param name="Gelatinized">Kernels without a white core between the plates.</param>
/// <param name="Counted">Kernels pressed.</param>
public readonly record struct BoiledKernels(double Minutes, int Gelatinized, int Counted);

/// <summary>Tests on whole kernels: the class of the gelatinization temperature, and the gelatinization time t90.</summary>
public static class KernelTests
{
    /// <summary>
    /// GT-ASV: mean spreading of the kernels in 1.7 % KOH after 23 h, and its class. It says nothing of the degree of gelatinization.
    /// </summary>
    /// <param name="scores">One whole score from 1 to 7 for each kernel; at least two kernels.</param>
    /// <returns>Score and class; or a refusal that quotes the score outside 1 to 7.</returns>
    public static Outcome<AlkaliSpreadingResult> AlkaliSpreading(IReadOnlyList<int> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Count < 2)
            return Outcome.Because<AlkaliSpreadingResult>($"{scores.Count} kernels were scored, but at least 2 were expected.");
        for (var i = 0; i < scores.Count; i++)
        {
            if (scores[i] is < 1 or > 7)
            {
                return Outcome.Because<AlkaliSpreadingResult>(
                    $"Kernel {i + 1} has an alkali spreading value of {scores[i]}, but a whole number from 1 to 7 was expected.");
            }
        }

        var score = new Replicates(scores.Select(s => (double)s)).ToMeasured("{score}");
        var found = score.Value >= 5.5 ? GelatinizationTemperature.Low
            : score.Value >= 3.5 ? GelatinizationTemperature.Intermediate
            : GelatinizationTemperature.High;
        return Outcome.Of(new AlkaliSpreadingResult(GelatinizationMethods.AlkaliSpreading, score, found));
    }

    /// <summary>
    /// t90 = t₁ + (0.9 - p₁)(t₂ - t₁)/(p₂ - p₁): where the counted share first reaches 90 %, on the line between two counts.
    /// </summary>
    /// <remarks>
    /// u is that of the two counts (binomial; at 0 and at all the posterior of a uniform prior) and of the time:
    /// ∂t/∂p₁ = (t₂ - t₁)(0.9 - p₂)/(p₂ - p₁)², ∂t/∂p₂ = -(t₂ - t₁)(0.9 - p₁)/(p₂ - p₁)², ∂t/∂(time) = 1.
    /// </remarks>
    /// <param name="counts">Counts in the order of boiling time, at least two.</param>
    /// <param name="timeUncertainty">u of the moment a portion is taken out, min.</param>
    /// <returns>
    /// t90 in min; or a refusal: times that do not rise, a count outside its total, 90 % reached at the first or at no time.
    /// </returns>
    public static Outcome<MethodResult> GelatinizationTime(IReadOnlyList<BoiledKernels> counts, double timeUncertainty)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Require.NotNegative(timeUncertainty);
        if (counts.Count < 2)
            return Outcome.Because<MethodResult>($"There are counts at {counts.Count} times, but at least 2 were expected.");
        for (var i = 0; i < counts.Count; i++)
        {
            var c = counts[i];
            if (!double.IsFinite(c.Minutes) || c.Minutes < 0 || (i > 0 && c.Minutes <= counts[i - 1].Minutes))
            {
                return Outcome.Because<MethodResult>(
                    $"Count {i + 1} was taken at {c.Minutes} min, but a later time than before was expected.");
            }

            if (c.Counted <= 0 || c.Gelatinized < 0 || c.Gelatinized > c.Counted)
            {
                return Outcome.Because<MethodResult>(
                    $"At {c.Minutes} min {c.Gelatinized} of {c.Counted} kernels are gelatinized, but 0 to all of them was expected.");
            }
        }

        // Whole numbers decide whether 90 % is reached: 9 of 10 is, and 0.9 as a double would leave it to rounding.
        var second = 0;
        while (second < counts.Count && 10L * counts[second].Gelatinized < 9L * counts[second].Counted)
            second++;
        if (second == counts.Count)
        {
            var last = counts[^1];
            return Outcome.Because<MethodResult>(
                $"After {last.Minutes} min {last.Gelatinized} of {last.Counted} kernels are gelatinized, less than 90 %; boil longer.");
        }

        if (second == 0)
        {
            return Outcome.Because<MethodResult>(
                $"At the first count, {counts[0].Minutes} min, 90 % of the kernels are gelatinized already; count earlier.");
        }

        var (a, b) = (counts[second - 1], counts[second]);
        var (p1, p2) = ((double)a.Gelatinized / a.Counted, (double)b.Gelatinized / b.Counted);
        var (dt, dp) = (b.Minutes - a.Minutes, p2 - p1);
        return Outcome.Of(MethodResult.Of(GelatinizationMethods.GelatinizationTime, Formula.Of(
            a.Minutes + (0.9 - p1) * dt / dp, "min", "", null,
            new("count before", new(p1, BinomialShare.StandardUncertainty(a.Gelatinized, a.Counted), "1"), dt * (0.9 - p2) / (dp * dp)),
            new("count after", new(p2, BinomialShare.StandardUncertainty(b.Gelatinized, b.Counted), "1"), -dt * (0.9 - p1) / (dp * dp)),
            new("time", new(0, timeUncertainty, "min"), 1))));
    }
}
