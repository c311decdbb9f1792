using Lims.Classification.Criteria;
using Lims.Metrology;

namespace Lims.Classification.Cases;

/// <summary>What was measured beside its limit, rounded for drawing: never so that the drawing says something else than the verdict.</summary>
internal static class LimitLines
{
    private const double Coverage = 0.95;

    /// <summary>The thing asked that decides most: of a proven condition the least sure one, of a disproven one the one that fails, else the most open one.</summary>
    public static LeafOutcome? Deciding(Evaluation evaluation) => evaluation.State switch
    {
        Metrology.Verdict.Met => Drawn(evaluation).MinBy(leaf => leaf.Probability),
        Metrology.Verdict.NotMet => evaluation.Leaves.Where(leaf => leaf.Probability is not null).MinBy(leaf => leaf.Probability),
        Metrology.Verdict.Undecided => Drawn(evaluation).MinBy(leaf => Math.Abs(leaf.Probability!.Value - 0.5)),
        _ => null,
    };

    public static Headline? Headline(Evaluation evaluation, LeafOutcome? deciding)
    {
        if (deciding is { Limit: null, Found: { } seen }) return new("fact", deciding.Name, Words.Short(seen), deciding.Asked);
        if (deciding is not { Limit: { } limit, Value: { } value, Found: { } found }) return null;
        var relation = deciding.State == Metrology.Verdict.Undecided ? "near"
            : evaluation.State == Metrology.Verdict.Undecided ? "together"
            : value >= limit ? "above" : "below";
        return new(relation, deciding.Name, Words.Short(found), Words.Number(limit, deciding.Unit));
    }

    /// <summary>A line for each limit with a measured value, the deciding one first.</summary>
    public static IReadOnlyList<LimitLine> Of(Evaluation evaluation, LeafOutcome? deciding, string then, string otherwise) =>
    [
        .. Drawn(evaluation).OrderByDescending(leaf => leaf == deciding)
            .Select(leaf => Line(leaf, leaf.AskedAbove!.Value, then, otherwise, evaluation.Leaves.Count == 1)),
    ];

    /// <summary>A standard uncertainty to three digits, with its unit.</summary>
    public static string Uncertainty(double u, string unit) => Words.Number(Rounding.ToSignificantDigits(u, 3, RoundingMode.HalfEven), unit);

    private static IEnumerable<LeafOutcome> Drawn(Evaluation evaluation) =>
        evaluation.Leaves.Where(leaf => leaf is { Value: not null, StandardUncertainty: not null, Limit: not null, AskedAbove: not null, Probability: not null });

    private static LimitLine Line(LeafOutcome leaf, bool askedAbove, string then, string otherwise, bool alone)
    {
        var (value, u, limit, guard) = (leaf.Value!.Value, leaf.StandardUncertainty!.Value, leaf.Limit!.Value, leaf.GuardBand ?? 0);
        var k = CoverageFactor.TwoSided(Coverage, leaf.DegreesOfFreedom ?? double.PositiveInfinity);
        var decimals = u > 0 ? Math.Clamp(Rounding.DecimalsForSignificantDigits(k * u, 2, RoundingMode.HalfEven), 0, 12) : Places(value);
        var decided = leaf.State != Metrology.Verdict.Undecided;
        while (decimals < 12 && Math.Abs(At(value, decimals) - (decimal)limit) >= At(guard, decimals + 1) != decided) decimals++;
        return new(
            leaf.Name, At(value, decimals), u > 0 ? At(k * u, decimals) is > 0 and var expanded ? expanded : (decimal)(k * u) : null, At(k, 2), leaf.Unit, (decimal)limit,
            At(guard, decimals + 1), u > 0 ? At(guard / u, 3) : 0, askedAbove, then, otherwise, alone, leaf.IsDemonstration);
    }

    private static int Places(double value) => Math.Min(((decimal)value).Scale, (byte)12);

    /// <summary>With exactly so many decimals: the last digit is a statement about the uncertainty, a zero too.</summary>
    private static decimal At(double value, int decimals) =>
        Rounding.ToDecimals((decimal)value, decimals, RoundingMode.HalfEven) + new decimal(0, 0, 0, false, (byte)decimals);
}
