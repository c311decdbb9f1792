namespace Lims.Metrology;

/// <summary>What a measurement says about a condition.</summary>
public enum Verdict
{
    /// <summary>The condition is proven met.</summary>
    Met,

    /// <summary>The condition is proven not met.</summary>
    NotMet,

    /// <summary>The uncertainty does not allow either.</summary>
    Undecided,

    /// <summary>There is nothing to decide on: not measured, or a value without uncertainty.</summary>
    NotEvaluable,
}

/// <summary>A decision rule (ISO/IEC 17025, 3.7, 7.1.3): how the uncertainty is taken into account, agreed before measuring.</summary>
/// <remarks>
/// Met when p_c ≥ c, not met when p_c ≤ 1 - c, else undecided (the non-binary rule of ILAC-G8 with guard bands on both sides). Values are
/// compared at full precision; rounding before comparison is another rule, and says so by <see cref="RoundedBefore"/>.
/// </remarks>
public sealed record DecisionRule
{
    /// <summary>A rule.</summary>
    /// <param name="confidence">c, above 0.5 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">c outside its range.</exception>
    public DecisionRule(double confidence = 0.95) => Confidence = Require.Confidence(confidence);

    /// <summary>c: the specific risk of a wrong statement is at most 1 - c.</summary>
    public double Confidence { get; }

    /// <summary>
    /// How the value is rounded before it is compared, where the legal text says so; null (the default) for full precision. u is not
    /// rounded.
    /// </summary>
    public RoundingBeforeComparison? RoundedBefore { get; init; }

    /// <summary>Tests a measured value.</summary>
    /// <param name="limit">The condition.</param>
    /// <param name="measured">x, u, ν.</param>
    /// <exception cref="ArgumentException">Unit or basis differs.</exception>
    public ConformityTest Test(Limit limit, Measured measured)
    {
        ArgumentNullException.ThrowIfNull(limit);
        ArgumentNullException.ThrowIfNull(measured);
        var p = limit.ConformanceProbability(RoundedBefore?.Of(measured) ?? measured);
        return new(limit, VerdictOf(p), p, Confidence);
    }

    /// <summary>Compares two measured values, as "predominates" and "more than that of" do: the difference against 0.</summary>
    /// <param name="first">x₁.</param>
    /// <param name="comparison">How x₁ must lie to x₂.</param>
    /// <param name="second">x₂, same unit and basis.</param>
    /// <param name="correlation">r, -1 to 1; two constituents of one closed sum are negatively correlated.</param>
    /// <remarks>u(d)² = u₁² + u₂² - 2 r u₁ u₂; both are rounded first when the rule rounds.</remarks>
    /// <exception cref="ArgumentException">Unit or basis differs.</exception>
    public ConformityTest Compare(Measured first, Comparison comparison, Measured second, double correlation = 0)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var difference = (RoundedBefore?.Of(first) ?? first).Minus(RoundedBefore?.Of(second) ?? second, correlation);
        var limit = Limit.Of(comparison, 0, first.Unit, first.Basis);
        var p = limit.ConformanceProbability(difference);
        return new(limit, VerdictOf(p), p, Confidence);
    }

    /// <summary>Tests a censored result: met or not met when all it may be agrees, else undecided.</summary>
    /// <param name="limit">The condition.</param>
    /// <param name="censored">"&lt; 0.0010" and the like.</param>
    /// <remarks>"&lt; 0.0010" against "≥ 0.0008" is undecided; "&lt; 0.0002" is not met.</remarks>
    /// <exception cref="ArgumentException">Unit or basis differs.</exception>
    public ConformityTest Test(Limit limit, Censored censored)
    {
        ArgumentNullException.ThrowIfNull(limit);
        ArgumentNullException.ThrowIfNull(censored);
        limit.RequireComparable(censored.Unit, censored.Basis);
        var cells = LimitCells.Of([limit]);
        var satisfied = cells.Where(c => c.MayHold(censored)).Select(c => c.Satisfies(limit)).Distinct().ToList();
        return satisfied.Count > 1
            ? new(limit, Verdict.Undecided, null, Confidence)
            : new(limit, satisfied[0] ? Verdict.Met : Verdict.NotMet, satisfied[0] ? 1 : 0, Confidence);
    }

    /// <summary>A value without uncertainty is not evaluable, however far from the limit it lies.</summary>
    /// <param name="limit">The condition.</param>
    public ConformityTest WithoutUncertainty(Limit limit)
    {
        ArgumentNullException.ThrowIfNull(limit);
        return new(limit, Verdict.NotEvaluable, null, Confidence);
    }

    /// <summary>The verdict for a probability that the condition is met.</summary>
    /// <param name="probability">0 to 1.</param>
    public Verdict VerdictOf(double probability)
    {
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability from 0 to 1 was expected.");
        return probability >= Confidence ? Verdict.Met : probability <= 1 - Confidence ? Verdict.NotMet : Verdict.Undecided;
    }

    /// <summary>w = t_(c; ν) u: the guard band of one limit (JCGM 106, 8.3.2); w = r U with r = <see cref="GuardFactor"/>.</summary>
    /// <param name="standardUncertainty">u, 0 or above.</param>
    /// <param name="degreesOfFreedom">ν.</param>
    public double GuardBand(double standardUncertainty, double degreesOfFreedom = double.PositiveInfinity) =>
        CoverageFactor.OneSided(Confidence, degreesOfFreedom) * Require.NotNegative(standardUncertainty);

    /// <summary>Acceptance limits A_L = T_L + w, A_U = T_U - w: a measured value between them is met.</summary>
    /// <remarks>
    /// Exact for one limit. For an interval each limit is guarded by itself, which is right while u is small against the interval; when it
    /// is not, <see cref="Test(Limit, Measured)"/> with both tails decides, and A_L may come to lie above A_U: nothing can be proven then.
    /// </remarks>
    /// <param name="limit">The tolerance limit or interval.</param>
    /// <param name="standardUncertainty">u, unit of the limit.</param>
    /// <param name="degreesOfFreedom">ν.</param>
    public AcceptanceLimits Acceptance(Limit limit, double standardUncertainty, double degreesOfFreedom = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(limit);
        var w = GuardBand(standardUncertainty, degreesOfFreedom);
        return new(limit.Lower + w, limit.Upper - w, w);
    }

    /// <summary>r = z_p/k of w = r U, for a specific risk of at most 1 - p (ILAC-G8 table): 0.82 for p = 0.95 and k = 2.</summary>
    /// <param name="probability">p.</param>
    /// <param name="k">Coverage factor of U, above 0.</param>
    public static double GuardFactor(double probability, double k = 2) => CoverageFactor.OneSided(probability) / Require.Positive(k);

    /// <summary>
    /// The largest specific risk of a guard band w = r U at one limit: 1 - Φ(r k), reached by a value on the acceptance limit.
    /// </summary>
    /// <param name="guardFactor">r; 0 is simple acceptance, risk 0.5.</param>
    /// <param name="k">Coverage factor of U, above 0.</param>
    public static double WorstCaseRisk(double guardFactor, double k = 2) =>
        CoverageFactor.Cumulative(-Require.Finite(guardFactor) * Require.Positive(k));
}

/// <summary>Rounding as part of a rule: "rounded to one decimal" is another limit than "at full precision".</summary>
/// <param name="Decimals">Digits after the point; negative for tens, hundreds …</param>
/// <param name="Mode">What happens to a half.</param>
public sealed record RoundingBeforeComparison(int Decimals, RoundingMode Mode)
{
    /// <summary>The value rounded, its uncertainty as it was.</summary>
    /// <param name="measured">x, u, ν.</param>
    public Measured Of(Measured measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        return new(
            Rounding.ToDecimals(measured.Value, Decimals, Mode),
            measured.StandardUncertainty,
            measured.Unit,
            measured.Basis,
            measured.DegreesOfFreedom,
            measured.Replicates);
    }

    /// <summary>"rounded to 1 decimal, half away from zero".</summary>
    public override string ToString() => FormattableString.Invariant(
        $"rounded to {Decimals} decimals, half {(Mode == RoundingMode.HalfEven ? "to even" : "away from zero")}");
}

/// <summary>Acceptance limits of a rule (JCGM 106, 3.3.8).</summary>
/// <param name="Lower">A_L, null without a lower limit.</param>
/// <param name="Upper">A_U, null without an upper limit.</param>
/// <param name="GuardBand">w.</param>
public sealed record AcceptanceLimits(double? Lower, double? Upper, double GuardBand);

/// <summary>The outcome of a conformity test.</summary>
/// <param name="Limit">The condition.</param>
/// <param name="Verdict">Met, not met, undecided, not evaluable.</param>
/// <param name="Probability">p_c; null when undecided by censoring or not evaluable.</param>
/// <param name="Confidence">c of the rule.</param>
public sealed record ConformityTest(Limit Limit, Verdict Verdict, double? Probability, double Confidence);
