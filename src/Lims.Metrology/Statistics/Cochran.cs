using MathNet.Numerics;

namespace Lims.Metrology;

/// <summary>Cochran's test of one outlying within-laboratory variance (ISO 5725-2, 7.3.3; Cochran 1941).</summary>
public static class Cochran
{
    /// <summary>
    /// C = 1/(1 + (p - 1)/F) with F the 1 - α/p quantile for n - 1 and (p - 1)(n - 1) degrees of freedom: the share of one variance.
    /// </summary>
    /// <remarks>
    /// The sum of p probabilities stands for that of the largest, exact for C above 1/2 and as ISO 5725-2 tables it below.
    /// </remarks>
    /// <param name="laboratories">p, at least 2.</param>
    /// <param name="replicates">n results each, at least 2.</param>
    /// <param name="alpha">α, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">p, n or α outside its range.</exception>
    public static double CriticalValue(int laboratories, int replicates, double alpha)
    {
        Require.AtLeast(2, laboratories);
        Require.AtLeast(2, replicates);
        Require.Probability(alpha);
        var own = (replicates - 1) / 2.0;
        var others = own * (laboratories - 1);
        // On the share of the others, 1 - C, so that a C near 1 keeps its digits.
        var rest = Root.Bisect(y => SpecialFunctions.BetaRegularized(others, own, y) - alpha / laboratories, 0, 1);
        return 1 - rest;
    }

    /// <summary>C = s²_max/Σs².</summary>
    /// <param name="standardDeviations">s of each laboratory, at least two, 0 or above, not all 0.</param>
    /// <param name="replicates">n results each, at least 2; where they differ, the n of most laboratories (ISO 5725-2, 7.3.3.2).</param>
    /// <returns>The finding, or why there is none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n below 2.</exception>
    public static Outcome<OutlierTest> Test(IReadOnlyList<double> standardDeviations, int replicates)
    {
        ArgumentNullException.ThrowIfNull(standardDeviations);
        Require.AtLeast(2, replicates);
        var p = standardDeviations.Count;
        if (p < 2)
            return Outcome.Because<OutlierTest>($"Cochran's test needs at least 2 standard deviations; {p} were given.");
        var (sum, largest) = (0.0, 0);
        for (var i = 0; i < p; i++)
        {
            var s = standardDeviations[i];
            if (!(double.IsFinite(s) && s >= 0))
                return Outcome.Because<OutlierTest>($"Standard deviation {i + 1} is {s}, but a finite number, 0 or above, was expected.");
            sum += s * s;
            largest = s > standardDeviations[largest] ? i : largest;
        }

        if (sum == 0)
            return Outcome.Because<OutlierTest>($"All {p} standard deviations are 0; Cochran's test needs one above 0.");
        var c = standardDeviations[largest] * standardDeviations[largest] / sum;
        return Outcome.Of(OutlierTest.Of(
            "Cochran's C",
            c,
            CriticalValue(p, replicates, 0.05),
            CriticalValue(p, replicates, 0.01),
            [largest],
            standardDeviations));
    }
}
