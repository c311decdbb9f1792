using Lims.Metrology;

namespace Lims.Classification.Criteria.Reckoning;

/// <summary>
/// The measured values with uncertainty as independent standard normal variables, and sums of them standardised. A value with finite degrees of freedom
/// keeps its Student distribution; where several are correlated they hang together as a Gaussian copula does.
/// </summary>
internal sealed class RandomForms
{
    private readonly double[] uncertainties;
    private readonly double[] degrees;
    private readonly double[][] factor;
    private readonly Dictionary<string, Form> forms = new(StringComparer.Ordinal);

    /// <summary>For values with u above 0.</summary>
    /// <param name="uncertainties">u of each.</param>
    /// <param name="degrees">ν of each.</param>
    /// <param name="correlation">r of two of them.</param>
    public RandomForms(double[] uncertainties, double[] degrees, Func<int, int, double> correlation)
    {
        (this.uncertainties, this.degrees) = (uncertainties, degrees);
        factor = Cholesky(uncertainties.Length, correlation);
    }

    /// <summary>All forms asked for so far.</summary>
    public IReadOnlyCollection<Form> All => forms.Values;

    /// <summary>Σ c x standardised; null where its uncertainty vanishes. One form for all multiples of it, so that “a - b” and “b - a” are one.</summary>
    /// <param name="coefficients">c by the number of the value, none 0.</param>
    /// <returns>The form, and what to multiply it with to get back.</returns>
    public (Form Form, double Scale)? Of(IReadOnlyList<(int Variable, double Factor)> coefficients)
    {
        var ordered = coefficients.OrderBy(pair => pair.Variable).ToList();
        var scale = ordered[0].Factor;
        var key = string.Join("|", ordered.Select(pair => FormattableString.Invariant($"{pair.Variable}:{pair.Factor / scale:R}")));
        if (forms.TryGetValue(key, out var there)) return (there, scale);
        var loadings = new double[uncertainties.Length];
        foreach (var (variable, c) in ordered)
        {
            for (var j = 0; j <= variable; j++) loadings[j] += c / scale * uncertainties[variable] * factor[variable][j];
        }
        var u = Math.Sqrt(loadings.Sum(part => part * part));
        // Correlation 1 can make a difference certain; what is left of rounding is not an uncertainty.
        if (u <= 1e-12 * ordered.Max(pair => Math.Abs(pair.Factor / scale) * uncertainties[pair.Variable])) return null;
        for (var j = 0; j < loadings.Length; j++) loadings[j] = Math.Abs(loadings[j] / u) < 1e-12 ? 0 : loadings[j] / u;
        var form = new Form(loadings, u, Degrees(ordered, scale, u));
        forms[key] = form;
        return (form, scale);
    }

    /// <summary>Welch and Satterthwaite (GUM G.4.1).</summary>
    private double Degrees(List<(int Variable, double Factor)> coefficients, double scale, double u)
    {
        if (coefficients.Count == 1) return degrees[coefficients[0].Variable];
        var sum = coefficients.Sum(pair => Math.Pow(pair.Factor / scale * uncertainties[pair.Variable], 4) / degrees[pair.Variable]);
        return sum == 0 ? double.PositiveInfinity : Math.Max(1, Math.Pow(u, 4) / sum);
    }

    /// <summary>The lower triangle of the correlations; a matrix that no variables can have is refused.</summary>
    private static double[][] Cholesky(int n, Func<int, int, double> correlation)
    {
        var lower = new double[n][];
        for (var i = 0; i < n; i++)
        {
            lower[i] = new double[n];
            for (var j = 0; j <= i; j++)
            {
                var sum = i == j ? 1 : correlation(i, j);
                for (var k = 0; k < j; k++) sum -= lower[i][k] * lower[j][k];
                if (i == j)
                {
                    if (sum < -1e-9) throw new ImpossibleCorrelations();
                    lower[i][i] = Math.Sqrt(Math.Max(0, sum));
                }
                else
                {
                    lower[i][j] = lower[j][j] > 1e-9 ? sum / lower[j][j] : 0;
                }
            }
        }
        return lower;
    }
}

/// <summary>Correlations that no set of quantities can have: they come from outside, so that whoever told them is told.</summary>
internal sealed class ImpossibleCorrelations() : Exception("The correlations told cannot exist together.");

/// <summary>A standardised sum: (value - mean)/u = loadings · w, with w independent standard normal; cut where limits lie.</summary>
internal sealed class Form(double[] loadings, double u, double degreesOfFreedom)
{
    private readonly List<double> cuts = [];

    public double[] Loadings => loadings;

    /// <summary>u of the form.</summary>
    public double Uncertainty => u;

    /// <summary>Where limits lie, ascending, on the scale of w.</summary>
    public IReadOnlyList<double> Cuts => cuts;

    /// <summary>Where a standardised value t lies on the normal scale: what has the same probability below it.</summary>
    public double Normal(double t)
    {
        if (double.IsInfinity(t) || double.IsPositiveInfinity(degreesOfFreedom)) return t;
        var tail = CoverageFactor.Cumulative(-Math.Abs(t), degreesOfFreedom);
        return tail <= 0 ? Math.Sign(t) * double.PositiveInfinity : tail >= 0.5 ? 0 : Math.Sign(t) * -CoverageFactor.OneSided(tail);
    }

    public void Cut(double z)
    {
        if (double.IsInfinity(z)) return;
        var at = cuts.BinarySearch(z);
        if (at < 0) cuts.Insert(~at, z);
    }

    /// <summary>The number of the stretch a value lies in.</summary>
    public int CellOf(double z)
    {
        var at = cuts.BinarySearch(z);
        return at < 0 ? ~at : at;
    }

    /// <summary>A value inside a stretch.</summary>
    public double Inside(int cell) =>
        cuts.Count == 0 ? 0 : cell == 0 ? cuts[0] - 1 : cell == cuts.Count ? cuts[^1] + 1 : (cuts[cell - 1] + cuts[cell]) / 2;
}
