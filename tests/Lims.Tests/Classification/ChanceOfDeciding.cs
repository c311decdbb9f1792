using CsCheck;
using Lims.Classification.Cases;
using Lims.Contracts;
using Lims.Metrology;

namespace Lims.Tests.Classification;

public sealed class When_the_chance_that_a_way_decides_is_told
{
    private const double Limit = 80;

    [Theory]
    [InlineData(79.4, 1.4)]
    [InlineData(81.5, 1.4)]
    [InlineData(80, 0.7)]
    public void A_second_laboratory_decides_as_often_as_the_normal_law_says(double value, double u)
    {
        var of = u / Math.Sqrt(2);

        Assert.Equal(Decided(value, of, of), Chance(WaysToDecide.SecondLaboratory, value, u)!.Value, 0.01);
    }

    [Fact]
    public void More_determinations_move_the_mean_only_by_what_they_do_not_share()
    {
        // u = 1.4 of two determinations, 1.2 of it averaged: s_r = 1.2 √2, and the rest stays whatever is repeated.
        var repeatability = 1.2 * Math.Sqrt(2);
        var scatter = repeatability * Math.Sqrt(2.0 / (2 * 4));
        var pooled = Math.Sqrt(repeatability * repeatability / 4 + 1.4 * 1.4 - 1.2 * 1.2);

        Assert.Equal(Decided(79.4, scatter, pooled), Chance(WaysToDecide.SecondStage, 79.4, 1.4)!.Value, 0.01);
    }

    [Fact]
    public void It_is_the_same_on_both_sides_of_the_limit() => Gen.Double[0.1, 2].Sample(
        far => Math.Abs(Chance(WaysToDecide.SecondLaboratory, Limit + far, 1.4)!.Value - Chance(WaysToDecide.SecondLaboratory, Limit - far, 1.4)!.Value) < 0.011, iter: 20);

    [Fact]
    public void An_answer_that_is_no_analysis_has_none() => Assert.Null(Chance(WaysToDecide.NotProven, 79.4, 1.4));

    /// <summary>P(|x' - T| ≥ z u') of x' ~ N(x, s²).</summary>
    private static double Decided(double x, double s, double u)
    {
        var guard = CoverageFactor.OneSided(0.95) * u;
        return CoverageFactor.Cumulative((Limit - guard - x) / s) + CoverageFactor.Cumulative((x - Limit - guard) / s);
    }

    private static double? Chance(string way, double value, double u)
    {
        Evidence[] results = [Rice.Husk(false), Rice.Cooks(8), Rice.Gelatinized(value, u)];
        return WaysToDecide.Offer(Rice.Criterion, "1006.30", results, Rice.Eighty, Rice.WithSecondStage, 1, []).Single(offer => offer.Way == way).Chance;
    }
}
