namespace Lims.Metrology;

/// <summary>
/// The international alcoholometric formula: density of ethanol and water, OIML R 22 (1975), which the EU's directive 76/766/EEC and
/// OIV-MA-AS312-01A print with the same coefficients.
/// </summary>
/// <remarks>
/// ρ(p, t) = A₁ + Σ A_k p^(k-1) + Σ B_k (t - 20)^k + Σ Σ C_ik p^k (t - 20)^i, p mass fraction of ethanol, t in °C (IPTS-68), ρ in kg/m³
/// in vacuum. The formula is a convention and taken as exact; the temperature scale has moved by at most 0.01 K since.
/// </remarks>
public static class AlcoholTable
{
    /// <summary>Name and edition of the formula, as results state it.</summary>
    public const string Version = "OIML R 22 (1975), general formula";

    /// <summary>Lowest temperature of the formula, °C.</summary>
    public const double LowestTemperature = -20;

    /// <summary>Highest temperature of the formula, °C.</summary>
    public const double HighestTemperature = 40;

    private const double ReferenceTemperature = 20;

    private static readonly double[] A = [
        9.982012300e2, -1.929769495e2, 3.891238958e2, -1.668103923e3, 1.352215441e4, -8.829278388e4,
        3.062874042e5, -6.138381234e5, 7.470172998e5, -5.478461354e5, 2.234460334e5, -3.903285426e4];

    private static readonly double[] B = [
        -2.0618513e-1, -5.2682542e-3, 3.6130013e-5, -3.8957702e-7, 7.1693540e-9, -9.9739231e-11];

    private static readonly double[][] C = [
        [1.693443461530087e-1, -1.046914743455169e1, 7.196353469546523e1, -7.047478054272792e2, 3.924090430035045e3,
            -1.210164659068747e4, 2.248646550400788e4, -2.605562982188164e4, 1.852373922069467e4, -7.420201433430137e3,
            1.285617841998974e3],
        [-1.193013005057010e-2, 2.517399633803461e-1, -2.170575700536993, 1.353034988843029e1, -5.029988758547014e1,
            1.096355666577570e2, -1.422753946421155e2, 1.080435942856230e2, -4.414153236817392e1, 7.442971530188783],
        [-6.802995733503803e-4, 1.876837790289664e-2, -2.002561813734156e-1, 1.022992966719220, -2.895696483903638,
            4.810060584300675, -4.672147440794683, 2.458043105903461, -5.411227621436812e-1],
        [4.075376675622027e-6, -8.763058573471110e-6, 6.515031360099368e-6, -1.515784836987210e-6],
        [-2.788074354782409e-8, 1.345612883493354e-8]];

    private static readonly double EthanolAtReference = Density(1, ReferenceTemperature);

    /// <summary>ρ(p, t) in kg/m³.</summary>
    /// <param name="massFraction">p, 0 to 1.</param>
    /// <param name="temperature">t, °C, -20 to 40.</param>
    /// <exception cref="ArgumentOutOfRangeException">p or t outside the formula.</exception>
    public static double Density(double massFraction, double temperature)
    {
        InRange(massFraction, 0, 1, nameof(massFraction));
        InRange(temperature, LowestTemperature, HighestTemperature, nameof(temperature));
        return Evaluate(massFraction, temperature).Density;
    }

    /// <summary>q = 100 p ρ(p, 20 °C)/ρ(1, 20 °C): alcoholic strength by volume at 20 °C, % vol.</summary>
    /// <param name="massFraction">p, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">p outside 0 to 1.</exception>
    public static double StrengthByVolume(double massFraction) =>
        100 * massFraction * Density(massFraction, ReferenceTemperature) / EthanolAtReference;

    /// <summary>p with <see cref="StrengthByVolume"/>(p) = q: the mass fraction of an alcoholic strength by volume at 20 °C.</summary>
    /// <param name="strengthByVolume">q, % vol, 0 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">q outside 0 to 100.</exception>
    public static double MassFraction(double strengthByVolume)
    {
        InRange(strengthByVolume, 0, 100, nameof(strengthByVolume));
        return Root.Bisect(p => StrengthByVolume(p) - strengthByVolume, 0, 1);
    }

    /// <summary>p of a density at a temperature; null when no mixture of ethanol and water has that density there.</summary>
    internal static double? MassFractionOf(double density, double temperature)
    {
        var (water, ethanol) = (Evaluate(0, temperature).Density, Evaluate(1, temperature).Density);
        return density > water || density < ethanol ? null : Root.Bisect(p => Evaluate(p, temperature).Density - density, 0, 1);
    }

    /// <summary>∂q/∂ρ and ∂q/∂t at (p, t) for q from a density measured at t.</summary>
    internal static (double ByDensity, double ByTemperature) Sensitivities(double massFraction, double temperature)
    {
        var measured = Evaluate(massFraction, temperature);
        var reference = Evaluate(massFraction, ReferenceTemperature);
        var strength = 100 * (reference.Density + massFraction * reference.ByFraction) / EthanolAtReference;
        return (strength / measured.ByFraction, -strength * measured.ByTemperature / measured.ByFraction);
    }

    private static (double Density, double ByFraction, double ByTemperature) Evaluate(double p, double t)
    {
        var d = t - ReferenceTemperature;
        double density = 0, byFraction = 0, byTemperature = 0;
        for (var k = A.Length - 1; k >= 0; k--)
        {
            byFraction = byFraction * p + density;
            density = density * p + A[k];
        }

        double water = 0, waterSlope = 0;
        for (var k = B.Length - 1; k >= 0; k--)
        {
            waterSlope = waterSlope * d + water;
            water = water * d + B[k];
        }

        density += water * d;
        byTemperature += water + waterSlope * d;
        var power = 1.0;
        for (var i = 0; i < C.Length; i++)
        {
            double mixed = 0, slope = 0;
            for (var k = C[i].Length - 1; k >= 0; k--)
            {
                slope = slope * p + mixed;
                mixed = mixed * p + C[i][k];
            }

            // Σ C_ik p^k starts at k = 1.
            slope = slope * p + mixed;
            mixed *= p;
            byTemperature += (i + 1) * power * mixed;
            power *= d;
            density += power * mixed;
            byFraction += power * slope;
        }

        return (density, byFraction, byTemperature);
    }

    private static void InRange(double value, double low, double high, string name)
    {
        if (!(value >= low && value <= high))
            throw new ArgumentOutOfRangeException(
                name, value, FormattableString.Invariant($"{name} is {value}, but {low} to {high} was expected."));
    }
}
