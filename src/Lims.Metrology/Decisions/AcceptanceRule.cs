namespace Lims.Metrology;

/// <summary>Where a measured value lies by a rule with guard bands (ILAC-G8:09/2019, 4.2).</summary>
public enum AcceptanceZone
{
    /// <summary>Within the acceptance limits.</summary>
    Pass,

    /// <summary>Within the tolerance, but in the guard band.</summary>
    ConditionalPass,

    /// <summary>Outside the tolerance by no more than the guard band.</summary>
    ConditionalFail,

    /// <summary>Outside.</summary>
    Fail,
}

/// <summary>How many statements a rule makes.</summary>
public enum AcceptanceKind
{
    /// <summary>Pass or fail at the acceptance limit.</summary>
    Binary,

    /// <summary>Pass, conditional pass, conditional fail, fail.</summary>
    NonBinary,
}

/// <summary>
/// A rule that compares the measured value with acceptance limits (JCGM 106, clause 8; ILAC-G8:09/2019): A_U = T_U - w, A_L = T_L + w.
/// </summary>
/// <remarks>
/// w is 0 (simple acceptance), r U (r = 1 keeps the risk of a false acceptance below 2.5 %, 0.83 below 5 %), or t_(1-α; ν) u for a risk α.
/// It differs from <see cref="DecisionRule"/> in that it looks at the value and the nearest limit alone, and always says something.
/// </remarks>
public sealed record AcceptanceRule
{
    private readonly double factor;
    private readonly double k;
    private readonly double coverage;
    private readonly bool byRisk;

    private AcceptanceRule(AcceptanceKind kind, double factor, double k, double coverage, bool byRisk, string name) =>
        (Kind, this.factor, this.k, this.coverage, this.byRisk, Name) = (kind, factor, k, coverage, byRisk, name);

    /// <summary>Accepted within the tolerance itself, w = 0: at the limit the risk is 50 % (JCGM 106, 8.2).</summary>
    public static AcceptanceRule Simple { get; } = new(
        AcceptanceKind.Binary, 0, 2, 0, false, "simple acceptance (w = 0; risk of a false acceptance up to 50 %)");

    /// <summary>Binary or non-binary.</summary>
    public AcceptanceKind Kind { get; }

    /// <summary>The rule in words, for the statement of conformity (ISO/IEC 17025, 7.8.6.1).</summary>
    public string Name { get; }

    /// <summary>How the value is rounded before it is compared; null for full precision.</summary>
    public RoundingBeforeComparison? RoundedBefore { get; init; }

    /// <summary>w = r U, U = k u.</summary>
    /// <param name="guardFactor">
    /// r; below 0 accepts beyond the tolerance (guarded rejection, JCGM 106, 8.3.3), which only a binary rule can mean.
    /// </param>
    /// <param name="coverageFactor">k of U, above 0.</param>
    /// <param name="kind">Binary, or with the two conditional zones.</param>
    public static AcceptanceRule Guarded(double guardFactor, double coverageFactor = 2, AcceptanceKind kind = AcceptanceKind.Binary)
    {
        if (kind == AcceptanceKind.NonBinary)
            Require.NotNegative(guardFactor);
        Require.Finite(guardFactor);
        Require.Positive(coverageFactor);
        var risk = 100 * DecisionRule.WorstCaseRisk(guardFactor, coverageFactor);
        return new(
            kind,
            guardFactor,
            coverageFactor,
            0,
            false,
            FormattableString.Invariant($"{Words(kind)} with guard band w = {guardFactor:0.###} U (k = {coverageFactor:0.##}; ")
            + FormattableString.Invariant($"risk of a false acceptance up to {risk:0.##} %)"));
    }

    /// <summary>w = t_(1-α; ν) u, for a risk of a false acceptance of at most α at one limit (JCGM 106, 8.3.2).</summary>
    /// <param name="risk">α, above 0 and below 0.5.</param>
    /// <param name="kind">Binary, or with the two conditional zones.</param>
    public static AcceptanceRule ForRisk(double risk, AcceptanceKind kind = AcceptanceKind.Binary)
    {
        if (!(risk is > 0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(risk), risk, "A risk above 0 and below 0.5 was expected.");
        return new(kind, 0, 0, 1 - risk, true, FormattableString.Invariant(
            $"{Words(kind)} with guard band w = t u for a risk of a false acceptance of at most {100 * risk:0.###} %"));
    }

    /// <summary>w, in the unit of the value.</summary>
    /// <param name="measured">x, u, ν.</param>
    public double GuardBand(Measured measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        return (byRisk ? CoverageFactor.OneSided(coverage, measured.DegreesOfFreedom) : factor * k) * measured.StandardUncertainty;
    }

    /// <summary>Decides on a measured value.</summary>
    /// <param name="limit">The tolerance.</param>
    /// <param name="measured">x, u, ν in the unit and basis of the limit.</param>
    /// <exception cref="ArgumentException">Unit or basis differs.</exception>
    public AcceptanceDecision Decide(Limit limit, Measured measured)
    {
        ArgumentNullException.ThrowIfNull(limit);
        ArgumentNullException.ThrowIfNull(measured);
        limit.RequireComparable(measured.Unit, measured.Basis);
        var compared = RoundedBefore?.Of(measured) ?? measured;
        var w = GuardBand(compared);
        var inside = Within(limit, compared.Value, w);
        var zone = Kind == AcceptanceKind.Binary
            ? inside ? AcceptanceZone.Pass : AcceptanceZone.Fail
            : inside ? AcceptanceZone.Pass
            : limit.Contains(compared.Value) ? AcceptanceZone.ConditionalPass
            : Within(limit, compared.Value, -w) ? AcceptanceZone.ConditionalFail
            : AcceptanceZone.Fail;
        return new(
            zone, new(limit.Lower + w, limit.Upper - w, w), compared.Value, 1 - limit.ConformanceProbability(compared), limit, measured,
                this);
    }

    // The limit's own word for "on the limit" holds for the acceptance limit too.
    private static bool Within(Limit limit, double x, double w) =>
        (limit.Lower is not { } low || x > low + w || (limit.LowerIncluded && x == low + w))
        && (limit.Upper is not { } high || x < high - w || (limit.UpperIncluded && x == high - w));

    private static string Words(AcceptanceKind kind) => kind == AcceptanceKind.Binary ? "binary statement" : "non-binary statement";
}

/// <summary>What a rule says of a measured value, with all that a statement of conformity must name.</summary>
/// <param name="Zone">Pass, conditional pass, conditional fail, fail.</param>
/// <param name="Acceptance">A_L, A_U, w.</param>
/// <param name="Compared">The value as compared, after rounding if the rule rounds.</param>
/// <param name="ProbabilityOfNonconformance">1 - p_c: for a pass, the specific risk of a false acceptance (JCGM 106, 9.3).</param>
/// <param name="Limit">The tolerance.</param>
/// <param name="Measured">The value as measured.</param>
/// <param name="Rule">The rule.</param>
public sealed record AcceptanceDecision(
    AcceptanceZone Zone,
    AcceptanceLimits Acceptance,
    double Compared,
    double ProbabilityOfNonconformance,
    Limit Limit,
    Measured Measured,
    AcceptanceRule Rule);
