namespace Lims.Metrology;

/// <summary>Counting statistics of X-ray fluorescence.</summary>
/// <remarks>Elements lighter than sodium (C, B, N among them) are not seen; a content of them is "not determined", not 0.</remarks>
public static class XrayFluorescence
{
    /// <summary>I = N/t with u = √N/t; for N = 0, where √N would call the rate exact, u = 1/t.</summary>
    /// <param name="counts">N, 0 or above.</param>
    /// <param name="seconds">t, s, above 0; exact beside the counts.</param>
    /// <returns>Rate in "{count}/s".</returns>
    public static Measured CountRate(long counts, double seconds)
    {
        if (counts < 0)
            throw new ArgumentOutOfRangeException(nameof(counts), counts, "A number of counts, 0 or above, was expected.");
        Require.Positive(seconds);
        return new(counts / seconds, Math.Sqrt(Math.Max(1, counts)) / seconds, "{count}/s");
    }

    /// <summary>I = I_m/(1 - I_m τ): the rate without the counts lost while a detector that is not prolonged was dead.</summary>
    /// <remarks>∂I/∂I_m = 1/(1 - I_m τ)², ∂I/∂τ = I_m²/(1 - I_m τ)².</remarks>
    /// <param name="measuredRate">I_m, "{count}/s", 0 or above.</param>
    /// <param name="deadTime">τ, "s", 0 or above.</param>
    /// <returns>The rate; or a refusal: below 0, or a detector that would be dead all the time.</returns>
    /// <exception cref="ArgumentException">Another unit.</exception>
    public static Outcome<Evaluated> CorrectDeadTime(Measured measuredRate, Measured deadTime)
    {
        ArgumentNullException.ThrowIfNull(measuredRate);
        ArgumentNullException.ThrowIfNull(deadTime);
        Require.SameUnit("{count}/s", measuredRate.Unit, "The count rate");
        Require.SameUnit("s", deadTime.Unit, "The dead time");
        if (measuredRate.Value < 0 || deadTime.Value < 0)
        {
            return Outcome.Because<Evaluated>(
                $"The count rate is {measuredRate.Value} per s and the dead time {deadTime.Value} s, but neither below 0 was expected.");
        }

        var (rate, dead) = (measuredRate.Value, deadTime.Value);
        var live = 1 - rate * dead;
        if (!(live > 0))
        {
            return Outcome.Because<Evaluated>(
                $"At {rate} counts per s and a dead time of {dead} s the detector would never be live; lower the current.");
        }

        return Outcome.Of(Formula.Of(
            rate / live, "{count}/s", "", measuredRate.Replicates,
            new("count rate", measuredRate, 1 / (live * live)),
            new("dead time", deadTime, rate * rate / (live * live))));
    }

    /// <summary>LLD = (3/m) √(I_b/t): what is told from the background with three times its counting deviation.</summary>
    /// <param name="sensitivity">m: counts per s and %, above 0.</param>
    /// <param name="background">I_b: background, counts per s, above 0.</param>
    /// <param name="seconds">t: counting time of the background, s, above 0.</param>
    /// <returns>%.</returns>
    public static double LowerLimitOfDetection(double sensitivity, double background, double seconds) =>
        3 / Require.Positive(sensitivity) * Math.Sqrt(Require.Positive(background) / Require.Positive(seconds));

    /// <summary>
    /// Mean of repeated shots with u = s/√n, ν = n - 1, and RSD. Repeatability alone: the calibration's u has to be added.
    /// </summary>
    /// <param name="shots">At least two.</param>
    /// <param name="unit">UCUM code.</param>
    /// <returns>The shots; or a refusal: fewer than two, one that is no number, or a mean of 0, of which no part can be told.</returns>
    public static Outcome<ShotStatistics> Shots(IReadOnlyList<double> shots, string unit)
    {
        ArgumentNullException.ThrowIfNull(shots);
        if (shots.Count < 2)
            return Outcome.Because<ShotStatistics>($"There are {shots.Count} shots, but at least 2 were expected.");
        for (var i = 0; i < shots.Count; i++)
        {
            if (!double.IsFinite(shots[i]))
                return Outcome.Because<ShotStatistics>($"Shot {i + 1} is {shots[i]}, but a number was expected.");
        }

        var replicates = new Replicates(shots);
        return replicates.Mean == 0
            ? Outcome.Because<ShotStatistics>(
                $"The mean of {shots.Count} shots is 0 {unit}; a relative standard deviation needs one beside 0.")
            : Outcome.Of(new ShotStatistics(
                replicates.ToMeasured(unit), replicates.StandardDeviation, 100 * replicates.StandardDeviation / Math.Abs(replicates.Mean)));
    }
}

/// <summary>Repeated shots on one sample.</summary>
/// <param name="Mean">x̄, u = s/√n, ν = n - 1.</param>
/// <param name="StandardDeviation">s.</param>
/// <param name="RelativeStandardDeviation">100 s/|x̄|, %.</param>
public sealed record ShotStatistics(Measured Mean, double StandardDeviation, double RelativeStandardDeviation);

/// <summary>An element reported as its oxide.</summary>
/// <param name="Oxide">Formula: "SiO2".</param>
/// <param name="Element">Content of the element.</param>
/// <param name="Factor">Mass of oxide over mass of element, unit "1", above 0; from atomic weights of a stated version.</param>
public sealed record OxideInput(string Oxide, Measured Element, Measured Factor);

/// <summary>Elements as oxides.</summary>
public static class Oxides
{
    /// <summary>x_oxide = f x_element.</summary>
    /// <param name="input">The element, its oxide and factor.</param>
    /// <returns>The oxide; or a refusal of a factor not above 0.</returns>
    /// <exception cref="ArgumentException">A factor whose unit is not "1".</exception>
    public static Outcome<Evaluated> Of(OxideInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Sum([input]);
    }

    /// <summary>
    /// Σ f_i x_i: the total of the oxides, near 100 % when the analysis is complete. Not normalised: that would hide what is missing.
    /// </summary>
    /// <param name="inputs">At least one, each oxide once, one unit and basis.</param>
    /// <returns>The total; or a refusal of a factor not above 0.</returns>
    /// <exception cref="ArgumentException">No input, an oxide twice, units or bases that differ.</exception>
    public static Outcome<Evaluated> Sum(IReadOnlyList<OxideInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count == 0)
            throw new ArgumentException("No oxide is given; at least one was expected.", nameof(inputs));
        var parts = new List<Input>(2 * inputs.Count);
        var first = inputs[0].Element;
        foreach (var i in inputs)
        {
            Require.SameUnit(first.Unit, i.Element.Unit, $"The element of {i.Oxide}");
            Require.SameUnit("1", i.Factor.Unit, $"The factor of {i.Oxide}");
            if (!string.Equals(i.Element.Basis, first.Basis, StringComparison.Ordinal))
                throw new ArgumentException($"The element of {i.Oxide} is on basis '{i.Element.Basis}', but '{first.Basis}' was expected.");
            if (i.Factor.Value <= 0)
                return Outcome.Because<Evaluated>($"The factor of {i.Oxide} is {i.Factor.Value}, but one above 0 was expected.");
            parts.Add(new($"element of {i.Oxide}", i.Element, i.Factor.Value));
            parts.Add(new($"factor of {i.Oxide}", i.Factor, i.Element.Value));
        }

        var total = inputs.Sum(i => i.Factor.Value * i.Element.Value);
        return Outcome.Of(Formula.Of(total, first.Unit, first.Basis, first.Replicates, [.. parts]));
    }
}
