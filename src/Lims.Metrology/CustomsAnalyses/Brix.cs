namespace Lims.Metrology;

/// <summary>The scale of refractive index and mass fraction of sucrose at 20 °C and 589 nm, a point for every °Brix.</summary>
/// <remarks>
/// Printed values of the ICUMSA scale of 1974 for 0 to 85 °Brix, five decimals; between two points the line. Rounding is off by up to
/// 5e-6 and the line by an eighth of the second difference, up to 4e-6: together within 1e-5.
/// </remarks>
public static class BrixScale
{
    /// <summary>Name and edition of the scale.</summary>
    public const string Version = "ICUMSA 1974 (SPS-3), refractive index of sucrose solutions at 20 °C";

    // Rounding of the printed value and the line between two of them.
    internal const double HalfWidth = 1e-5;

    private static readonly double[] Index = [
        1.33299, 1.33442, 1.33586, 1.33732, 1.33879, 1.34026, 1.34175, 1.34325, 1.34477, 1.34629,
        1.34782, 1.34937, 1.35093, 1.35250, 1.35408, 1.35568, 1.35729, 1.35891, 1.36054, 1.36218,
        1.36384, 1.36551, 1.36720, 1.36889, 1.37060, 1.37233, 1.37406, 1.37582, 1.37758, 1.37936,
        1.38115, 1.38296, 1.38478, 1.38661, 1.38846, 1.39032, 1.39220, 1.39409, 1.39600, 1.39792,
        1.39986, 1.40181, 1.40378, 1.40576, 1.40776, 1.40978, 1.41181, 1.41385, 1.41592, 1.41799,
        1.42009, 1.42220, 1.42432, 1.42647, 1.42863, 1.43080, 1.43299, 1.43520, 1.43743, 1.43967,
        1.44193, 1.44420, 1.44650, 1.44881, 1.45113, 1.45348, 1.45584, 1.45822, 1.46061, 1.46303,
        1.46546, 1.46790, 1.47037, 1.47285, 1.47535, 1.47787, 1.48040, 1.48295, 1.48552, 1.48811,
        1.49071, 1.49333, 1.49597, 1.49862, 1.50129, 1.50398];

    /// <summary>Refractive index of water, the bottom of the scale.</summary>
    public static double Lowest => Index[0];

    /// <summary>Refractive index at 85 °Brix, the top of the scale.</summary>
    public static double Highest => Index[^1];

    /// <summary>n of a °Brix.</summary>
    /// <param name="brix">0 to 85.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside the scale.</exception>
    public static double RefractiveIndex(double brix)
    {
        if (!(brix >= 0 && brix <= Index.Length - 1))
            throw new ArgumentOutOfRangeException(
                nameof(brix), brix, FormattableString.Invariant($"brix is {brix}, but 0 to 85 was expected."));
        var i = Math.Min((int)brix, Index.Length - 2);
        return Index[i] + (brix - i) * (Index[i + 1] - Index[i]);
    }

    internal static (double Brix, double Slope) At(double n)
    {
        var i = Array.BinarySearch(Index, n);
        if (i < 0)
            i = ~i - 1;
        i = Math.Min(i, Index.Length - 2);
        var slope = 1 / (Index[i + 1] - Index[i]);
        return (i + (n - Index[i]) * slope, slope);
    }
}

/// <summary>The Brix value by refractometer: a direct reading at 20 °C, not corrected for acid.</summary>
public static class Brix
{
    /// <summary>The method.</summary>
    public static AnalyticalMethod Method { get; } = new(
        "BRIX-REFRACTOMETER", "Brix value by refractometer at 20 °C, direct reading", "ISO 2173", BrixScale.Version);

    /// <summary>°Brix of a refractive index, by the printed scale and the line between its points.</summary>
    /// <param name="refractiveIndex">n at 20 °C and 589 nm, unit "1"; from 1.33299 (water) to 1.50398 (85 °Brix).</param>
    /// <returns>
    /// Value in "{degBrix}"; or a refusal outside the scale. Nothing is added for acid: the law wants the direct reading.
    /// </returns>
    /// <exception cref="ArgumentException">Another unit.</exception>
    public static Outcome<MethodResult> FromRefractiveIndex(Measured refractiveIndex)
    {
        ArgumentNullException.ThrowIfNull(refractiveIndex);
        Require.SameUnit("1", refractiveIndex.Unit, "The refractive index");
        var n = refractiveIndex.Value;
        if (n < BrixScale.Lowest || n > BrixScale.Highest)
        {
            return Outcome.Because<MethodResult>(
                $"The refractive index is {n}, but {BrixScale.Lowest} (water) to {BrixScale.Highest} (85 °Brix) was expected.");
        }

        var (brix, slope) = BrixScale.At(n);
        var budget = new UncertaintyBudget([
            UncertaintyComponent.Of("refractive index", refractiveIndex, slope),
            UncertaintyComponent.FromHalfWidth("printed scale", BrixScale.HalfWidth, UncertaintyDistribution.Rectangular, slope)]);
        return Outcome.Of(new MethodResult(Method, budget.Result(brix, "{degBrix}", "", refractiveIndex.Replicates), budget));
    }
}
