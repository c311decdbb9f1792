namespace Lims.Metrology;

/// <summary>One comparison with a known value: a certified reference material over some days, or one round of a proficiency test.</summary>
/// <param name="Bias">Found less known; relative (in %) when the uncertainty is to be relative.</param>
/// <param name="ReferenceUncertainty">u of the known value, same unit as the bias.</param>
public sealed record BiasResult(double Bias, double ReferenceUncertainty)
{
    /// <summary>From a certificate with U and k.</summary>
    /// <param name="bias">Found less certified.</param>
    /// <param name="expandedUncertainty">U of the certificate.</param>
    /// <param name="k">Its coverage factor, above 0.</param>
    public static BiasResult FromCertificate(double bias, double expandedUncertainty, double k = 2) =>
        new(bias, Require.NotNegative(expandedUncertainty) / Require.Positive(k));

    /// <summary>
    /// From a proficiency test: u = s_R/√n, and 1.25 times that when the assigned value is a median or robust mean (ISO 13528, 7.7.3).
    /// </summary>
    /// <param name="bias">Found less assigned.</param>
    /// <param name="reproducibility">s_R of the round.</param>
    /// <param name="laboratories">n behind the assigned value, at least 1.</param>
    /// <param name="robust">Whether the assigned value is robust.</param>
    public static BiasResult FromProficiencyTest(double bias, double reproducibility, int laboratories, bool robust = false) =>
        new(bias, (robust ? 1.25 : 1) * Require.NotNegative(reproducibility) / Math.Sqrt(Require.AtLeast(1, laboratories)));
}

/// <summary>
/// Uncertainty from quality control and comparisons instead of a model (Nordtest TR 537): u_c² = u(R_w)² + u(bias)², U = 2 u_c.
/// </summary>
/// <remarks>Absolute or relative throughout, as the caller chooses; the two must not be mixed in one evaluation.</remarks>
public static class TopDown
{
    /// <summary>u(R_w) of a control sample that goes through the whole procedure: its standard deviation over days (TR 537, 4.2).</summary>
    /// <param name="control">Results of the control sample, at least two.</param>
    public static UncertaintyComponent WithinLaboratory(Replicates control)
    {
        ArgumentNullException.ThrowIfNull(control);
        return UncertaintyComponent.TypeA("within-laboratory reproducibility", control.StandardDeviation, control.DegreesOfFreedom);
    }

    /// <summary>
    /// u(R_w) from duplicates of real samples and a long-term part: √(s_r² + s_b²) (TR 537, 4.3, 4.4).
    /// </summary>
    /// <param name="duplicates">Pairs; relative ranges when the uncertainty is to be relative.</param>
    /// <param name="betweenDays">s_b from day to day, 0 or above, same unit; 0 when the duplicates lie on different days.</param>
    public static UncertaintyComponent WithinLaboratory(DuplicateSeries duplicates, double betweenDays)
    {
        ArgumentNullException.ThrowIfNull(duplicates);
        Require.NotNegative(betweenDays);
        var s = Math.Sqrt(duplicates.StandardDeviation * duplicates.StandardDeviation + betweenDays * betweenDays);
        return UncertaintyComponent.TypeA("within-laboratory reproducibility", s, duplicates.DegreesOfFreedom);
    }

    /// <summary>
    /// u(bias)² = RMS_bias² + ū(C_ref)² for several comparisons; for one reference material bias² + s²/n + u(C_ref)² (TR 537, 5.1, 5.2).
    /// </summary>
    /// <remarks>
    /// The bias is an uncertainty here, and is not corrected for. RMS_bias = √(Σ bias²/n); ū(C_ref) is the mean of the references'.
    /// </remarks>
    /// <param name="comparisons">At least one.</param>
    /// <param name="found">The results on the material when there is one comparison alone: their s and n. Null otherwise.</param>
    /// <exception cref="ArgumentException">No comparison, one alone without its results, or several with results.</exception>
    public static IReadOnlyList<UncertaintyComponent> Bias(IEnumerable<BiasResult> comparisons, Replicates? found = null)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        var all = comparisons.ToList();
        if (all.Count == 0)
            throw new ArgumentException("A bias needs at least one comparison with a known value.", nameof(comparisons));
        if (all.Count == 1 != found is not null)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{all.Count} comparisons were given: the results found are expected for one alone, and for no more than one."),
                    nameof(found));
        }

        foreach (var comparison in all)
        {
            Require.Finite(comparison.Bias, nameof(comparisons));
            Require.NotNegative(comparison.ReferenceUncertainty, nameof(comparisons));
        }

        var rms = Math.Sqrt(all.Sum(c => c.Bias * c.Bias) / all.Count);
        List<UncertaintyComponent> lines =
        [
            new("bias", EvaluationType.B, rms, 1),
            new("reference value", EvaluationType.B, all.Average(c => c.ReferenceUncertainty), 1),
        ];
        if (found is not null)
            lines.Add(UncertaintyComponent.TypeA("mean found on the reference material", found.StandardErrorOfMean,
                found.DegreesOfFreedom));
        return lines;
    }

    /// <summary>
    /// u(bias) from recoveries of added amounts: RMS of the recovery less 100 %, and u of the amount added (TR 537, 5.3).
    /// </summary>
    /// <param name="recoveries">In %, at least one.</param>
    /// <param name="addedUncertainty">Relative u of the amount added, in %: concentration and volume together.</param>
    public static IReadOnlyList<UncertaintyComponent> BiasFromRecoveries(IEnumerable<double> recoveries, double addedUncertainty)
    {
        ArgumentNullException.ThrowIfNull(recoveries);
        var all = recoveries.Select(r => Require.Finite(r, nameof(recoveries)) - 100).ToList();
        if (all.Count == 0)
            throw new ArgumentException("A bias needs at least one recovery.", nameof(recoveries));
        return
        [
            new("recovery", EvaluationType.B, Math.Sqrt(all.Sum(b => b * b) / all.Count), 1),
            new("amount added", EvaluationType.B, Require.NotNegative(addedUncertainty), 1),
        ];
    }

    /// <summary>The budget: u_c² = u(R_w)² + u(bias)².</summary>
    /// <param name="withinLaboratory">u(R_w).</param>
    /// <param name="bias">The lines of u(bias).</param>
    public static UncertaintyBudget Combine(UncertaintyComponent withinLaboratory, IEnumerable<UncertaintyComponent> bias)
    {
        ArgumentNullException.ThrowIfNull(withinLaboratory);
        ArgumentNullException.ThrowIfNull(bias);
        return new([withinLaboratory, .. bias]);
    }
}

/// <summary>Duplicates of different samples: what each pair says of the repeatability, pooled.</summary>
public sealed class DuplicateSeries
{
    /// <summary>A series.</summary>
    /// <param name="differences">x₁ - x₂ of each pair, absolute or relative; at least one.</param>
    /// <exception cref="ArgumentException">No pair.</exception>
    public DuplicateSeries(IEnumerable<double> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        Differences = [.. differences.Select(d => Require.Finite(d, nameof(differences)))];
        if (Differences.Count == 0)
            throw new ArgumentException("There are no duplicates; at least one pair was expected.", nameof(differences));
    }

    /// <summary>x₁ - x₂ of each pair.</summary>
    public IReadOnlyList<double> Differences { get; }

    /// <summary>One a pair.</summary>
    public int DegreesOfFreedom => Differences.Count;

    /// <summary>s_r = √(Σ d²/(2n)): the pooled standard deviation, which uses all the data there is.</summary>
    public double StandardDeviation => Math.Sqrt(Differences.Sum(d => d * d) / (2 * Differences.Count));

    /// <summary>s_r = mean range/1.128, as TR 537 prints it (d₂ for two is 2/√π = 1.1284).</summary>
    public double FromMeanRange => Differences.Average(Math.Abs) / (2 / Math.Sqrt(Math.PI));
}
