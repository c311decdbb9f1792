using System.Collections.Frozen;

namespace Lims.Metrology;

/// <summary>
/// A size as mantissa times a power of ten, so that "mg to g" divides by 1000 exactly instead of multiplying by a rounded 0.001.
/// </summary>
internal readonly record struct Magnitude(double Mantissa, int Power)
{
    // Every power of ten up to 22 is a double without rounding.
    private static readonly double[] ExactPowers =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    public static Magnitude One { get; } = new(1, 0);

    public Magnitude Times(Magnitude other) => new(Mantissa * other.Mantissa, Power + other.Power);

    public Magnitude Over(Magnitude other) => new(Mantissa / other.Mantissa, Power - other.Power);

    public Magnitude ToThe(int exponent) => new(Math.Pow(Mantissa, exponent), Power * exponent);

    public double Of(double value)
    {
        var scaled = value * Mantissa;
        for (var left = Math.Abs(Power); left > 0; left -= 22)
        {
            var step = ExactPowers[Math.Min(left, 22)];
            scaled = Power > 0 ? scaled * step : scaled / step;
        }

        return scaled;
    }
}

/// <summary>One unit of the table: its code, its size in the base units, and what it is a quantity of.</summary>
/// <param name="Code">UCUM code, case-sensitive.</param>
/// <param name="Size">How many base units it is.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Metric">Takes prefixes.</param>
/// <param name="Zero">Added to a value before scaling, for units that name a point on a scale; 0 otherwise.</param>
internal sealed record UcumAtom(string Code, Magnitude Size, UcumDimension Dimension, bool Metric, double Zero = 0)
{
    /// <summary>A value in it has a zero of its own, so it cannot be multiplied.</summary>
    public bool IsScale => Zero != 0;
}

/// <summary>
/// The units a customs laboratory writes, out of the Unified Code for Units of Measure (UCUM 2.1, case-sensitive codes).
/// </summary>
/// <remarks>
/// Sizes: SI Brochure, 9th edition (2019), exact but for m[Hg] (UCUM's conventional 133.3220 kPa). "cal" is UCUM's thermochemical calorie,
/// 4.184 J; tables of food and coal mean "cal_IT", 4.1868 J (5th International Conference on the Properties of Steam, 1956). The mole is
/// a base unit here, as in the SI; UCUM itself counts it as a number, which would let mol/L be mistaken for 1/L.
/// </remarks>
internal static class UcumAtoms
{
    public static FrozenDictionary<string, int> Prefixes { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["Y"] = 24,
        ["Z"] = 21,
        ["E"] = 18,
        ["P"] = 15,
        ["T"] = 12,
        ["G"] = 9,
        ["M"] = 6,
        ["k"] = 3,
        ["h"] = 2,
        ["da"] = 1,
        ["d"] = -1,
        ["c"] = -2,
        ["m"] = -3,
        ["u"] = -6,
        ["n"] = -9,
        ["p"] = -12,
        ["f"] = -15,
        ["a"] = -18,
        ["z"] = -21,
        ["y"] = -24,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FrozenDictionary<string, UcumAtom> All { get; } = Table().ToFrozenDictionary(a => a.Code, StringComparer.Ordinal);

    private static IEnumerable<UcumAtom> Table()
    {
        // Base units. The gram is UCUM's base of mass, not the kilogram.
        yield return Metric("m", 1, 0, "L");
        yield return Metric("g", 1, 0, "M");
        yield return Metric("s", 1, 0, "T");
        yield return Metric("K", 1, 0, "K");
        yield return Metric("mol", 1, 0, "N");
        yield return Metric("A", 1, 0, "I");
        yield return Metric("cd", 1, 0, "J");
        yield return Metric("rad", 1, 0, "rad");

        // Numbers.
        yield return Plain("%", 1, -2, "");
        yield return Plain("[ppth]", 1, -3, "");
        yield return Plain("[ppm]", 1, -6, "");
        yield return Plain("[ppb]", 1, -9, "");
        yield return Plain("[pptr]", 1, -12, "");
        yield return Plain("10*", 1, 1, "");
        yield return Plain("10^", 1, 1, "");
        yield return Plain("deg", Math.PI / 180, 0, "rad");
        yield return Plain("'", Math.PI / 10800, 0, "rad");
        yield return Plain("''", Math.PI / 648000, 0, "rad");

        // SI units with names.
        yield return Metric("Hz", 1, 0, "T-1");
        yield return Metric("N", 1, 3, "L.M.T-2");
        yield return Metric("Pa", 1, 3, "L-1.M.T-2");
        yield return Metric("J", 1, 3, "L2.M.T-2");
        yield return Metric("W", 1, 3, "L2.M.T-3");
        yield return Metric("C", 1, 0, "T.I");
        yield return Metric("V", 1, 3, "L2.M.T-3.I-1");
        yield return Metric("Ohm", 1, 3, "L2.M.T-3.I-2");
        yield return Metric("S", 1, -3, "L-2.M-1.T3.I2");
        yield return Metric("Bq", 1, 0, "T-1");
        yield return Metric("Gy", 1, 0, "L2.T-2");
        yield return Metric("Sv", 1, 0, "L2.T-2");
        yield return Metric("kat", 1, 0, "T-1.N");
        yield return Metric("lm", 1, 0, "J");
        yield return Metric("lx", 1, 0, "L-2.J");

        // Beside the SI.
        yield return Metric("L", 1, -3, "L3");
        yield return Metric("l", 1, -3, "L3");
        yield return Metric("ar", 1, 2, "L2");
        yield return Plain("min", 60, 0, "T");
        yield return Plain("h", 3600, 0, "T");
        yield return Plain("d", 86400, 0, "T");
        yield return Plain("wk", 604800, 0, "T");
        yield return Plain("a", 31557600, 0, "T");
        yield return Metric("t", 1, 6, "M");
        yield return Metric("bar", 1, 8, "L-1.M.T-2");
        yield return Plain("atm", 101325, 3, "L-1.M.T-2");
        yield return Metric("m[Hg]", 133.322, 6, "L-1.M.T-2");
        yield return Metric("eV", 1.602176634, -16, "L2.M.T-2");
        yield return Metric("P", 1, 2, "L-1.M.T-1");
        yield return Metric("St", 1, -4, "L2.T-1");
        yield return Metric("dyn", 1, -2, "L.M.T-2");
        yield return Metric("erg", 1, -4, "L2.M.T-2");
        yield return Metric("cal", 4.184, 3, "L2.M.T-2");
        yield return Metric("cal_th", 4.184, 3, "L2.M.T-2");
        yield return Metric("cal_IT", 4.1868, 3, "L2.M.T-2");
        yield return Plain("[Btu_IT]", 1.05505585262, 6, "L2.M.T-2");
        yield return Metric("tex", 1, -3, "L-1.M");
        yield return Plain("[den]", 1.0 / 9, -3, "L-1.M");
        yield return Metric("eq", 1, 0, "N");
        yield return Metric("U", 1.0 / 60, -6, "T-1.N");

        // Trade units.
        yield return Plain("[in_i]", 2.54, -2, "L");
        yield return Plain("[ft_i]", 3.048, -1, "L");
        yield return Plain("[yd_i]", 9.144, -1, "L");
        yield return Plain("[lb_av]", 453.59237, 0, "M");
        yield return Plain("[oz_av]", 28.349523125, 0, "M");
        yield return Plain("[oz_tr]", 31.1034768, 0, "M");
        yield return Plain("[car_m]", 2, -1, "M");
        yield return Plain("[gal_us]", 3.785411784, -3, "L3");
        yield return Plain("[bbl_us]", 1.58987294928, -1, "L3");
        yield return Plain("[psi]", 6.894757293168361, 6, "L-1.M.T-2");

        // Agreed units that nothing converts to: each is a dimension of its own.
        yield return Metric("[iU]", 1, 0, "[iU]");
        yield return Metric("[IU]", 1, 0, "[iU]");
        yield return Plain("[arb'U]", 1, 0, "[arb'U]");
        yield return Plain("[pH]", 1, 0, "[pH]");

        // Points on a scale.
        yield return new("Cel", Magnitude.One, UcumDimension.Of("K"), false, 273.15);
        yield return new("[degF]", new(5.0 / 9, 0), UcumDimension.Of("K"), false, 459.67);

        static UcumAtom Metric(string code, double mantissa, int power, string dimension) =>
            new(code, new(mantissa, power), UcumDimension.Of(dimension), true);

        static UcumAtom Plain(string code, double mantissa, int power, string dimension) =>
            new(code, new(mantissa, power), UcumDimension.Of(dimension), false);
    }
}
