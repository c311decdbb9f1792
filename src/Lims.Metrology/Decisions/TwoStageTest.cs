namespace Lims.Metrology;

/// <summary>
/// A two-stage test fixed beforehand (ISO 10576-1, clause 6): n₁ replicates; when they leave it undecided, n₂ more, and all n₁ + n₂ are
/// pooled, none dropped.
/// </summary>
/// <remarks>
/// <para>Two looks have more than one chance to be wrong. At the same confidence 0.95 in both stages a value exactly on the limit is stated
/// to meet it in up to about 8 % of cases, not 5 %; <see cref="Rates"/> tells the true rate and <see cref="ConfidencePerStage"/> what each
/// stage must ask for so that the whole keeps its word.</para>
/// <para>Model: x̄₁ and the pooled mean are normal with u₁² = s_r²/n₁ + u_c² and u² = s_r²/(n₁+n₂) + u_c²; the common part is the same
/// in both, so
/// that their correlation is u/u₁. Both parts are taken as known. One limit only.</para>
/// </remarks>
public sealed class TwoStageTest
{
    private readonly double u1;
    private readonly double u2;

    /// <summary>A plan.</summary>
    /// <param name="firstReplicates">n₁, at least 1.</param>
    /// <param name="secondReplicates">n₂, at least 1.</param>
    /// <param name="uncertainty">s_r and the common part; not both 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public TwoStageTest(int firstReplicates, int secondReplicates, ReplicateUncertainty uncertainty)
    {
        ArgumentNullException.ThrowIfNull(uncertainty);
        FirstReplicates = Require.AtLeast(1, firstReplicates);
        SecondReplicates = Require.AtLeast(1, secondReplicates);
        Uncertainty = uncertainty;
        u1 = Require.Positive(uncertainty.Of(firstReplicates), nameof(uncertainty));
        u2 = uncertainty.Of(firstReplicates + secondReplicates);
    }

    /// <summary>n₁.</summary>
    public int FirstReplicates { get; }

    /// <summary>n₂.</summary>
    public int SecondReplicates { get; }

    /// <summary>s_r and the common part.</summary>
    public ReplicateUncertainty Uncertainty { get; }

    /// <summary>
    /// 1 - α/2 for each stage: never wrong more often than α in all, whatever the correlation (Bonferroni); stricter than needed.
    /// </summary>
    /// <param name="totalConfidence">1 - α.</param>
    public static double BonferroniConfidencePerStage(double totalConfidence) => 1 - (1 - Require.Confidence(totalConfidence)) / 2;

    /// <summary>How often the plan ends in each way when the true value lies at a distance from the limit.</summary>
    /// <remarks>
    /// P(above) = P(Z₁ ≥ z) + P(-z &lt; Z₁ &lt; z, Z ≥ z) for bivariate normal (Z₁, Z), by numeric integration to about 1e-12. Rates.Above
    /// at distance 0 is the largest rate of false statements that the value lies above the limit.
    /// </remarks>
    /// <param name="distance">True value less limit, unit of the result.</param>
    /// <param name="confidencePerStage">c asked of each stage.</param>
    public TwoStageRates Rates(double distance, double confidencePerStage)
    {
        Require.Finite(distance);
        var z = CoverageFactor.OneSided(Require.Confidence(confidencePerStage));
        var (shift1, shift2, r) = (distance / u1, distance / u2, u2 / u1);
        var above = CoverageFactor.Cumulative(shift1 - z) + Second(z - shift2, double.PositiveInfinity);
        var below = CoverageFactor.Cumulative(-z - shift1) + Second(double.NegativeInfinity, -z - shift2);
        var second = CoverageFactor.Between(-z - shift1, z - shift1, double.PositiveInfinity);
        return new(above, below, Math.Max(0, 1 - above - below), second);

        double Second(double from, double to) => BivariateNormal.Rectangle(-z - shift1, z - shift1, from, to, r);
    }

    /// <summary>
    /// The largest rate of a false statement on one side when each stage is tested at c: <see cref="Rates"/> on the limit itself.
    /// </summary>
    /// <param name="confidencePerStage">c.</param>
    public double FalseDecisionRate(double confidencePerStage) => Rates(0, confidencePerStage).Above;

    /// <summary>
    /// The confidence to ask of each stage, the same in both, so that the whole plan's false decision rate is 1 - total (Pocock 1977).
    /// </summary>
    /// <remarks>
    /// Between the total confidence itself (nothing new in stage two) and Bonferroni's. For n₁ = n₂, no common part, α = 0.025: z =
    /// 2.178.
    /// </remarks>
    /// <param name="totalConfidence">1 - α of the whole plan.</param>
    public double ConfidencePerStage(double totalConfidence)
    {
        var alpha = 1 - Require.Confidence(totalConfidence);
        // Without a part that averages down the second stage repeats the first: there is no second chance to be wrong.
        if (FalseDecisionRate(totalConfidence) <= alpha)
            return totalConfidence;
        return Root.Bisect(c => FalseDecisionRate(c) - alpha, totalConfidence, BonferroniConfidencePerStage(totalConfidence));
    }

    /// <summary>The first stage.</summary>
    /// <param name="first">Exactly n₁ results.</param>
    /// <param name="limit">One limit.</param>
    /// <param name="totalConfidence">1 - α of the whole plan; each stage is tested at <see cref="ConfidencePerStage"/>.</param>
    /// <exception cref="ArgumentException">Another number of results, or an interval.</exception>
    public ConformityTest First(Replicates first, Limit limit, double totalConfidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(first);
        RequireCount(first, FirstReplicates, "first");
        return Stage(first.Mean, FirstReplicates, limit, totalConfidence);
    }

    /// <summary>The second stage: the mean of all results of both stages, each with the same weight.</summary>
    /// <param name="first">The n₁ results of the first stage, which must have been undecided.</param>
    /// <param name="second">Exactly n₂ further results.</param>
    /// <param name="limit">The same limit.</param>
    /// <param name="totalConfidence">The same total confidence.</param>
    /// <exception cref="ArgumentException">
    /// Another number of results, an interval, or a first stage that had decided (the plan ends there).
    /// </exception>
    public ConformityTest Pooled(Replicates first, Replicates second, Limit limit, double totalConfidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(second);
        if (First(first, limit, totalConfidence).Verdict is var verdict and not Verdict.Undecided)
            throw new ArgumentException($"The first stage has decided ({verdict}); the plan ends there.", nameof(first));
        RequireCount(second, SecondReplicates, "second");
        return Stage(new Replicates(first.Values.Concat(second.Values)).Mean, FirstReplicates + SecondReplicates, limit, totalConfidence);
    }

    /// <summary>One sentence for the report on what the plan's confidence means.</summary>
    /// <param name="totalConfidence">1 - α of the whole plan.</param>
    public string ErrorRateNote(double totalConfidence = 0.95)
    {
        var perStage = ConfidencePerStage(totalConfidence);
        var naive = FalseDecisionRate(totalConfidence);
        return FormattableString.Invariant($"Two-stage test fixed beforehand: {FirstReplicates} replicates, ")
            + FormattableString.Invariant($"then {SecondReplicates} more if undecided, all pooled, none dropped. ")
            + FormattableString.Invariant($"Each stage is tested at {perStage:0.0000}, so that a true value on the limit is misjudged ")
            + FormattableString.Invariant($"on either side in at most {1 - totalConfidence:0.0000} of cases; ")
            + FormattableString.Invariant($"testing both stages at {totalConfidence} would give {naive:0.0000}.");
    }

    private static void RequireCount(Replicates replicates, int expected, string stage)
    {
        if (replicates.Count != expected)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The {stage} stage has {replicates.Count} results, but {expected} were planned; none may be dropped or added."));
        }
    }

    private ConformityTest Stage(double mean, int n, Limit limit, double totalConfidence)
    {
        ArgumentNullException.ThrowIfNull(limit);
        if (limit.Lower is not null && limit.Upper is not null)
            throw new ArgumentException($"The plan is for one limit, not for the interval {limit}.", nameof(limit));
        var measured = new Measured(mean, Uncertainty.Of(n), limit.Unit, limit.Basis, replicates: n);
        return new DecisionRule(ConfidencePerStage(totalConfidence)).Test(limit, measured);
    }
}

/// <summary>How often a two-stage plan ends in each way; above, below and undecided add to 1.</summary>
/// <param name="Above">Stated to lie above the limit.</param>
/// <param name="Below">Stated to lie below the limit.</param>
/// <param name="Undecided">Undecided after both stages.</param>
/// <param name="SecondStage">How often the second stage is needed.</param>
public sealed record TwoStageRates(double Above, double Below, double Undecided, double SecondStage);
