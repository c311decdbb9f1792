namespace Lims.Metrology;

/// <summary>
/// What is known of the goods before measuring: the true values of items like this one are normal about y₀ with u₀ (JCGM 106, 6.3).
/// </summary>
public sealed record PriorKnowledge
{
    /// <summary>A prior.</summary>
    /// <param name="mean">y₀, unit of the limit.</param>
    /// <param name="standardDeviation">u₀, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public PriorKnowledge(double mean, double standardDeviation) =>
        (Mean, StandardDeviation) = (Require.Finite(mean), Require.Positive(standardDeviation));

    /// <summary>y₀.</summary>
    public double Mean { get; }

    /// <summary>u₀.</summary>
    public double StandardDeviation { get; }

    /// <summary>
    /// What is known after measuring: y = (x/u_m² + y₀/u₀²)/(1/u_m² + 1/u₀²), u⁻² = u_m⁻² + u₀⁻² (JCGM 106, 6.4, normal prior).
    /// </summary>
    /// <remarks>A prior moves a result. It may be used to know a risk; a report gives the measured value.</remarks>
    /// <param name="measured">x and u_m; ν is taken as infinite.</param>
    public Measured After(Measured measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        var (vm, v0) = (measured.StandardUncertainty * measured.StandardUncertainty, StandardDeviation * StandardDeviation);
        return new(
            (measured.Value * v0 + Mean * vm) / (v0 + vm), Math.Sqrt(vm * v0 / (v0 + vm)), measured.Unit, measured.Basis);
    }
}

/// <summary>The risks of a way to test, over all goods it will be used on (JCGM 106, 9.5).</summary>
/// <param name="Consumer">R_C: the item does not conform and is accepted.</param>
/// <param name="Producer">R_P: the item conforms and is rejected.</param>
/// <param name="Accepted">The item is accepted.</param>
/// <param name="Conforming">The item conforms.</param>
public sealed record GlobalRisk(double Consumer, double Producer, double Accepted, double Conforming)
{
    /// <summary>R_C and R_P for a tolerance, acceptance limits, a normal prior and a normal measurement.</summary>
    /// <remarks>
    /// R_C = ∫ outside T of [F(A_U; η) - F(A_L; η)] g₀(η) dη; R_P = ∫ inside T of [1 - (…)] g₀(η) dη. The true value η and the measured
    /// value are bivariate normal with correlation u₀/√(u₀² + u_m²); the integrals are taken by Gauss-Legendre panels to about 1e-13.
    /// </remarks>
    /// <param name="tolerance">T_L, T_U; one of them or both.</param>
    /// <param name="guardBand">w: A_L = T_L + w, A_U = T_U - w; below 0 accepts beyond the tolerance.</param>
    /// <param name="measurementUncertainty">u_m, above 0, unit of the limit.</param>
    /// <param name="prior">y₀, u₀.</param>
    /// <exception cref="ArgumentOutOfRangeException">w is not finite, or u_m not above 0.</exception>
    public static GlobalRisk Of(Limit tolerance, double guardBand, double measurementUncertainty, PriorKnowledge prior)
    {
        ArgumentNullException.ThrowIfNull(tolerance);
        ArgumentNullException.ThrowIfNull(prior);
        Require.Finite(guardBand);
        Require.Positive(measurementUncertainty);
        var spread = Math.Sqrt(prior.StandardDeviation * prior.StandardDeviation + measurementUncertainty * measurementUncertainty);
        var r = prior.StandardDeviation / spread;
        var (low, high) = (Scaled(tolerance.Lower, prior.StandardDeviation, false), Scaled(tolerance.Upper, prior.StandardDeviation, true));
        var from = Scaled(tolerance.Lower + guardBand, spread, false);
        var to = Scaled(tolerance.Upper - guardBand, spread, true);
        var conforming = CoverageFactor.Between(low, high, double.PositiveInfinity);
        // A guard band wider than half the interval leaves nothing to accept: everything is rejected.
        if (from >= to)
            return new(0, conforming, 0, conforming);
        return new(
            BivariateNormal.Rectangle(double.NegativeInfinity, low, from, to, r)
                + BivariateNormal.Rectangle(high, double.PositiveInfinity, from, to, r),
            BivariateNormal.Rectangle(low, high, double.NegativeInfinity, from, r)
                + BivariateNormal.Rectangle(low, high, to, double.PositiveInfinity, r),
            CoverageFactor.Between(from, to, double.PositiveInfinity),
            conforming);

        double Scaled(double? limit, double by, bool upper) =>
            limit is { } value ? (value - prior.Mean) / by : upper ? double.PositiveInfinity : double.NegativeInfinity;
    }

    /// <summary>The smallest guard band that keeps R_C at or below a given risk.</summary>
    /// <param name="tolerance">T_L, T_U; one of them or both.</param>
    /// <param name="consumerRisk">Largest R_C, above 0 and below 1.</param>
    /// <param name="measurementUncertainty">u_m, above 0.</param>
    /// <param name="prior">y₀, u₀.</param>
    /// <returns>w, which may be below 0 when the goods hardly ever fail to conform.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number outside its range, or a risk that even accepting everything does not reach.
    /// </exception>
    public static double GuardBandFor(Limit tolerance, double consumerRisk, double measurementUncertainty, PriorKnowledge prior)
    {
        ArgumentNullException.ThrowIfNull(tolerance);
        ArgumentNullException.ThrowIfNull(prior);
        Require.Probability(consumerRisk);
        Require.Positive(measurementUncertainty);
        var everything = 1 - Of(tolerance, 0, measurementUncertainty, prior).Conforming;
        if (consumerRisk >= everything)
        {
            throw new ArgumentOutOfRangeException(nameof(consumerRisk), consumerRisk, FormattableString.Invariant(
                $"Accepting everything has a risk of {everything:G3}; a smaller risk was expected."));
        }

        var reach = 12 * (prior.StandardDeviation + measurementUncertainty)
            + Math.Max(Math.Abs((tolerance.Lower ?? prior.Mean) - prior.Mean), Math.Abs((tolerance.Upper ?? prior.Mean) - prior.Mean));
        return Root.Bisect(w => Of(tolerance, w, measurementUncertainty, prior).Consumer - consumerRisk, -reach, reach);
    }
}
