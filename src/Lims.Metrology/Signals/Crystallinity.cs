namespace Lims.Metrology;

/// <summary>Relative crystallinity by X-ray diffraction, X_c = 100 A_c/(A_c + A_a).</summary>
public static class Crystallinity
{
    /// <summary>From the two areas; ∂X/∂A_c = 100 A_a/(A_c + A_a)², ∂X/∂A_a = -100 A_c/(A_c + A_a)².</summary>
    /// <param name="crystalline">A_c: area of the pattern above the halo, below 0 kept.</param>
    /// <param name="amorphous">A_a: area of the halo above the background, same unit.</param>
    /// <returns>X_c in %; or a refusal when the whole is not above 0.</returns>
    /// <exception cref="ArgumentException">The units differ.</exception>
    public static Outcome<Evaluated> FromAreas(Measured crystalline, Measured amorphous)
    {
        ArgumentNullException.ThrowIfNull(crystalline);
        ArgumentNullException.ThrowIfNull(amorphous);
        Require.SameUnit(crystalline.Unit, amorphous.Unit, "The amorphous area");
        var (c, a, unit) = (crystalline.Value, amorphous.Value, crystalline.Unit);
        return ReadingRatio.Percent(
            "%", crystalline.Basis, crystalline.Replicates,
            new("crystalline area", crystalline, 1, 1), new("amorphous area", amorphous, 0, 1)) is { } evaluated
            ? Outcome.Of(evaluated)
            : Outcome.Because<Evaluated>(
                $"The crystalline area is {c} and the amorphous one {a} {unit}, but more than 0 together was expected.");
    }

    /// <summary>From a pattern in counts and its amorphous halo, over the straight background from end to end of the range.</summary>
    /// <remarks>
    /// Areas by the trapezoid rule; u from the counting of each point of the pattern (u² = counts, at least 1) through its weight in both
    /// areas. The halo is a model and taken as exact: how it was drawn is the larger part of u and shows between analysts.
    /// </remarks>
    /// <param name="twoTheta">2θ, °, rising.</param>
    /// <param name="counts">Pattern, counts, 0 or above.</param>
    /// <param name="halo">Amorphous halo on the scale of the pattern.</param>
    /// <param name="from">Lower end, °; 4 is usual for starch.</param>
    /// <param name="to">Upper end, °; 40 is usual.</param>
    /// <returns>X_c in %; or a refusal: points that are no numbers or do not rise, a range with fewer than 3 points.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or the range is none.</exception>
    public static Outcome<Evaluated> FromPattern(
        ReadOnlySpan<double> twoTheta, ReadOnlySpan<double> counts, ReadOnlySpan<double> halo, double from, double to)
    {
        SignalCheck.SameLength(twoTheta.Length, counts.Length, nameof(counts));
        SignalCheck.SameLength(twoTheta.Length, halo.Length, nameof(halo));
        if (!(from < to))
            throw new ArgumentException(
                FormattableString.Invariant($"The range is {from}° to {to}°, but the lower end first was expected."), nameof(to));
        var first = -1;
        var last = -1;
        for (var i = 0; i < twoTheta.Length; i++)
        {
            if (!double.IsFinite(twoTheta[i]) || (i > 0 && twoTheta[i] <= twoTheta[i - 1]))
                return Outcome.Because<Evaluated>($"The angle of point {i + 1} is {twoTheta[i]}°, but one above the last was expected.");
            if (!(counts[i] >= 0 && double.IsFinite(counts[i])) || !double.IsFinite(halo[i]))
            {
                return Outcome.Because<Evaluated>(
                    $"Point {i + 1} has {counts[i]} counts over a halo of {halo[i]}, but numbers, the counts not below 0, were expected.");
            }

            if (twoTheta[i] >= from && twoTheta[i] <= to)
                (first, last) = (first < 0 ? i : first, i);
        }

        if (first < 0 || last - first < 2)
        {
            return Outcome.Because<Evaluated>(
                $"From {from}° to {to}° there are {(first < 0 ? 0 : last - first + 1)} points, but at least 3 were expected.");
        }

        double crystalline = 0, amorphous = 0;
        var (left, right, span) = (halo[first], halo[last], twoTheta[last] - twoTheta[first]);
        for (var i = first; i <= last; i++)
        {
            var weight = (twoTheta[Math.Min(i + 1, last)] - twoTheta[Math.Max(i - 1, first)]) / 2;
            crystalline += weight * (counts[i] - halo[i]);
            amorphous += weight * (halo[i] - left - (right - left) * (twoTheta[i] - twoTheta[first]) / span);
        }

        var variance = 0.0;
        for (var i = first; i <= last; i++)
        {
            var weight = (twoTheta[Math.Min(i + 1, last)] - twoTheta[Math.Max(i - 1, first)]) / 2;
            variance += weight * weight * Math.Max(1, counts[i]);
        }

        return FromAreas(
            new Measured(crystalline, Math.Sqrt(variance), "{count}.deg"), Measured.Exact(amorphous, "{count}.deg"));
    }
}
