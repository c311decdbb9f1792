namespace Lims.Metrology;

/// <summary>A peak of a mass spectrum at unit resolution.</summary>
/// <param name="Mass">Nominal m/z.</param>
/// <param name="Intensity">Above 0, any scale.</param>
public readonly record struct MassPeak(int Mass, double Intensity);

/// <summary>A mass spectrum at unit resolution, as electron ionization at 70 eV gives it: one intensity for each nominal m/z.</summary>
public sealed class MassSpectrum
{
    /// <summary>Largest nominal m/z.</summary>
    public const int HighestMass = 2000;

    private readonly MassPeak[] peaks;

    private MassSpectrum(MassPeak[] peaks) => this.peaks = peaks;

    /// <summary>Peaks by rising m/z, intensities above 0.</summary>
    public IReadOnlyList<MassPeak> Peaks => peaks;

    internal ReadOnlySpan<MassPeak> Span => peaks;

    /// <summary>
    /// A spectrum; m/z are rounded to the nearest whole number and intensities that fall together are added, zeros left out.
    /// </summary>
    /// <param name="massToCharge">m/z, 0.5 to 2000.5, any order.</param>
    /// <param name="intensity">0 or above, same length.</param>
    /// <returns>The spectrum; or a refusal: an m/z or intensity that cannot be, or no intensity above 0.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static Outcome<MassSpectrum> Create(ReadOnlySpan<double> massToCharge, ReadOnlySpan<double> intensity)
    {
        SignalCheck.SameLength(massToCharge.Length, intensity.Length, nameof(intensity));
        var sums = new SortedDictionary<int, double>();
        for (var i = 0; i < massToCharge.Length; i++)
        {
            if (!(massToCharge[i] is >= 0.5 and < HighestMass + 0.5))
                return Outcome.Because<MassSpectrum>($"Peak {i + 1} has an m/z of {massToCharge[i]}, but 1 to {HighestMass} was expected.");
            if (!(intensity[i] >= 0 && double.IsFinite(intensity[i])))
            {
                return Outcome.Because<MassSpectrum>(
                    $"Peak {i + 1} at m/z {massToCharge[i]} has an intensity of {intensity[i]}, but 0 or more was expected.");
            }

            if (intensity[i] == 0)
                continue;
            var mass = (int)Math.Floor(massToCharge[i] + 0.5);
            sums[mass] = sums.GetValueOrDefault(mass) + intensity[i];
        }

        return sums.Count == 0
            ? Outcome.Because<MassSpectrum>($"The spectrum has no intensity above 0 among {massToCharge.Length} peaks.")
            : Outcome.Of(new MassSpectrum([.. sums.Select(s => new MassPeak(s.Key, s.Value))]));
    }
}

/// <summary>How a peak weighs in a comparison: w = m^a I^b.</summary>
/// <remarks>Large masses tell more of a substance than small ones, large intensities less than their size: a above 0, b below 1.</remarks>
public sealed record SpectrumWeighting
{
    /// <summary>A weighting.</summary>
    /// <param name="massPower">a, 0 or above.</param>
    /// <param name="intensityPower">b, above 0.</param>
    /// <param name="source">Where it comes from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A power outside its range.</exception>
    public SpectrumWeighting(double massPower, double intensityPower, string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        (MassPower, IntensityPower, Source) = (Require.NotNegative(massPower), Require.Positive(intensityPower), source);
    }

    /// <summary>w = I: the plain cosine.</summary>
    public static SpectrumWeighting Plain { get; } = new(0, 1, "cosine");

    /// <summary>w = m³ I^0.6, the optimum of Stein and Scott for libraries of electron ionization.</summary>
    public static SpectrumWeighting SteinScott { get; } = new(3, 0.6, "Stein and Scott 1994, J. Am. Soc. Mass Spectrom. 5:859");

    /// <summary>a.</summary>
    public double MassPower { get; }

    /// <summary>b.</summary>
    public double IntensityPower { get; }

    /// <summary>Where it comes from.</summary>
    public string Source { get; }

    internal double Of(MassPeak peak) => Math.Pow(peak.Mass, MassPower) * Math.Pow(peak.Intensity, IntensityPower);
}
