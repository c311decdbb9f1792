namespace Lims.Metrology;

/// <summary>How far an ion ratio may be from the reference's, for ratios above a bound.</summary>
/// <param name="Above">The reference's ratio is above this, % of the base ion; 0 for the last band.</param>
/// <param name="Tolerance">Either way.</param>
/// <param name="IsRelative">True: % of the reference's ratio; false: percentage points.</param>
public sealed record IonRatioBand(double Above, double Tolerance, bool IsRelative);

/// <summary>A table of tolerances for ion ratios, by the size of the ratio.</summary>
public sealed record IonRatioTolerance
{
    /// <summary>A table.</summary>
    /// <param name="version">Law or document and its table.</param>
    /// <param name="bands">From the largest bound down; the last one's bound is 0.</param>
    /// <exception cref="ArgumentException">No band, bounds that do not fall, a last bound beside 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance not above 0.</exception>
    public IonRatioTolerance(string version, IReadOnlyList<IonRatioBand> bands)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        ArgumentNullException.ThrowIfNull(bands);
        if (bands.Count == 0 || bands[^1].Above != 0)
            throw new ArgumentException("The last band of a table of tolerances begins above 0.", nameof(bands));
        for (var i = 0; i < bands.Count; i++)
        {
            Require.Positive(bands[i].Tolerance, "tolerance");
            if (i > 0 && bands[i].Above >= bands[i - 1].Above)
                throw new ArgumentException(
                    FormattableString.Invariant($"The bound {bands[i].Above} % does not lie below {bands[i - 1].Above} %."), nameof(bands));
        }

        (Version, Bands) = (version, [.. bands]);
    }

    /// <summary>
    /// Electron ionization after gas chromatography: above 50 % ±10 %, above 20 % ±15 %, above 10 % ±20 %, else ±50 % relative.
    /// </summary>
    public static IonRatioTolerance ElectronIonization2002 { get; } = new(
        "Decision 2002/657/EC, table 4, GC-MS with electron ionization",
        [new(50, 10, true), new(20, 15, true), new(10, 20, true), new(0, 50, true)]);

    /// <summary>Other ionizations and tandem mass spectrometry: ±20 %, ±25 %, ±30 %, ±50 % relative.</summary>
    public static IonRatioTolerance OtherIonization2002 { get; } = new(
        "Decision 2002/657/EC, table 4, other ionizations and MS/MS",
        [new(50, 20, true), new(20, 25, true), new(10, 30, true), new(0, 50, true)]);

    /// <summary>±40 % relative, whatever the ratio.</summary>
    public static IonRatioTolerance Uniform2021 { get; } = new(
        "Implementing Regulation (EU) 2021/808, annex I, 1.2.4", [new(0, 40, true)]);

    /// <summary>Law or document and its table.</summary>
    public string Version { get; }

    /// <summary>The bands.</summary>
    public IReadOnlyList<IonRatioBand> Bands { get; }

    /// <summary>How far a ratio may be from the reference's, in percentage points.</summary>
    /// <param name="reference">The reference's ratio, % of the base ion, above 0.</param>
    public double For(double reference)
    {
        Require.Positive(reference);
        var band = Bands.First(b => reference > b.Above);
        return band.IsRelative ? reference * band.Tolerance / 100 : band.Tolerance;
    }
}
