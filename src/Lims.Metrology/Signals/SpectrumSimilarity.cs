namespace Lims.Metrology;

/// <summary>How alike two mass spectra are, 0 to 1. A likeness is evidence for an identity and never the identity.</summary>
/// <param name="Forward">Cosine over all peaks of both.</param>
/// <param name="Reverse">Cosine over the peaks of the library's spectrum alone: what else the unknown holds does not count.</param>
/// <param name="Composite">Forward cosine squared and the ratios of neighbouring common peaks, each with its number of peaks.</param>
/// <param name="CommonPeaks">Nominal masses both have.</param>
public readonly record struct SpectrumSimilarity(double Forward, double Reverse, double Composite, int CommonPeaks)
{
    /// <summary>Compares an unknown with a library's spectrum.</summary>
    /// <remarks>
    /// Forward = Σ u l/√(Σu² Σl²) with weighted intensities u, l; symmetric, 1 with itself, unmoved by the scale of either. Composite =
    /// (N_u F² + N_c R)/(N_u + N_c), R the mean over neighbouring common peaks of (l_i/l_(i-1))(u_(i-1)/u_i), turned to be at most 1
    /// (Stein and Scott 1994; the mean is over the N_c - 1 pairs, so that a spectrum scores 1 with itself).
    /// </remarks>
    /// <param name="unknown">The spectrum measured.</param>
    /// <param name="library">The spectrum it is compared with.</param>
    /// <param name="weighting">How peaks weigh.</param>
    public static SpectrumSimilarity Between(MassSpectrum unknown, MassSpectrum library, SpectrumWeighting weighting)
    {
        ArgumentNullException.ThrowIfNull(unknown);
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(weighting);
        var (u, l) = (Weighted(unknown, weighting), Weighted(library, weighting));
        return Between(u, l);
    }

    /// <summary>Weights by rising mass, scaled to the largest so that a high power of the mass does not overflow.</summary>
    internal static (int Mass, double Weight)[] Weighted(MassSpectrum spectrum, SpectrumWeighting weighting)
    {
        var peaks = spectrum.Span;
        var weighted = new (int Mass, double Weight)[peaks.Length];
        var largest = 0.0;
        foreach (var peak in peaks)
            largest = Math.Max(largest, peak.Intensity);
        for (var i = 0; i < peaks.Length; i++)
            weighted[i] = (peaks[i].Mass, weighting.Of(peaks[i] with { Intensity = peaks[i].Intensity / largest }));
        return weighted;
    }

    internal static SpectrumSimilarity Between(ReadOnlySpan<(int Mass, double Weight)> u, ReadOnlySpan<(int Mass, double Weight)> l)
    {
        double dot = 0, uu = 0, ll = 0, uuCommon = 0, ratios = 0;
        double lastU = 0, lastL = 0;
        var common = 0;
        foreach (var (_, weight) in u)
            uu += weight * weight;
        foreach (var (_, weight) in l)
            ll += weight * weight;
        for (int i = 0, j = 0; i < u.Length && j < l.Length;)
        {
            if (u[i].Mass < l[j].Mass)
            {
                i++;
            }
            else if (u[i].Mass > l[j].Mass)
            {
                j++;
            }
            else
            {
                var (a, b) = (u[i++].Weight, l[j++].Weight);
                dot += a * b;
                uuCommon += a * a;
                if (common++ > 0)
                {
                    var ratio = b / lastL * (lastU / a);
                    ratios += ratio > 1 ? 1 / ratio : ratio;
                }

                (lastU, lastL) = (a, b);
            }
        }

        if (common == 0)
            return new(0, 0, 0, 0);
        var forward = Math.Min(1, dot / Math.Sqrt(uu * ll));
        var reverse = Math.Min(1, dot / Math.Sqrt(uuCommon * ll));
        var square = forward * forward;
        var composite = common == 1 ? square : (u.Length * square + common * (ratios / (common - 1))) / (u.Length + common);
        return new(forward, reverse, composite, common);
    }
}
