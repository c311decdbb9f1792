using CsCheck;
using Lims.Metrology;
using static Lims.Metrology.ControlRule;

namespace Lims.Tests.Metrology;

public sealed class A_rule_of_a_control_chart
{
    private static readonly IReadOnlyList<ControlRule> All = [.. ControlRules.Westgard, .. ControlRules.Nelson];

    private static IEnumerable<(ControlRule Rule, int At)> Fired(double[] z, params ControlRule[] rules) =>
        ControlRules.Evaluate(z, rules.Length == 0 ? All : rules).Select(f => (f.Rule, f.At));

    // Mean 100, s 2, as a laboratory would chart it.
    [Theory]
    [InlineData(new[] { 104.4 }, W12s, 0)]
    [InlineData(new[] { 106.5 }, W13s, 0)]
    [InlineData(new[] { 104.2, 104.6 }, W22s, 1)]
    [InlineData(new[] { 104.2, 95.6 }, WR4s, 1)]
    [InlineData(new[] { 102.2, 102.4, 103.0, 102.1 }, W41s, 3)]
    [InlineData(new[] { 100.1, 100.1, 100.1, 100.1, 100.1, 100.1, 100.1, 100.1, 100.1, 100.1 }, W10x, 9)]
    public void Of_Westgard_fires_on_its_worked_series_alone(double[] values, ControlRule rule, int at)
    {
        var limits = new ChartLimits("individual", "lot 17", 20, 1, 100, 2, 94, 106);
        var fired = ControlRules.Evaluate(limits.Standardise(values), ControlRules.Westgard);
        Assert.Contains(fired, f => f.Rule == rule && f.At == at);
        // The warning 1-2s accompanies those made of values beyond 2; 1-3s is the only other rule that may.
        Assert.All(fired, f => Assert.True(f.Rule == rule || f.Rule == W12s));
    }

    // A series made for the rule, the points that fire it, and a near miss: one value moved to the line, or one fewer.
    public static TheoryData<ControlRule, double[], int[], double[]> Made => new()
    {
        { W12s, [0, 2.1], [1], [0, 2] },
        { W12s, [0, -2.1], [1], [0, -2] },
        { W13s, [0, 3.1], [1], [0, 3] },
        { Nelson1, [0, -3.1], [1], [0, -3] },
        { W22s, [2.1, 2.2], [0, 1], [2.1, 2] },
        { W22s, [-2.1, -2.2], [0, 1], [-2.1, 2.2] },
        { W22s, [0, 2.1, 2.2], [1, 2], [2.1, 0, 2.2] },
        { WR4s, [2.1, -2.1], [0, 1], [2.1, -2] },
        { WR4s, [-2.1, 2.1], [0, 1], [-2.1, 2] },
        { WR4s, [0, -2.1, 2.1], [1, 2], [-2.1, 0, 2.1] },
        { W41s, [1.1, 1.2, 1.1, 1.3], [0, 1, 2, 3], [1.1, 1, 1.1, 1.3] },
        { W41s, [-1.1, -1.2, -1.1, -1.3], [0, 1, 2, 3], [-1.1, 1.2, -1.1, -1.3] },
        { W41s, [1.1, 1.2, 1.1, 1.3], [0, 1, 2, 3], [1.2, 1.1, 1.3] },
        { W10x, [.1, .2, .1, .2, .1, .2, .1, .2, .1, .1], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [.1, .2, .1, .2, 0, .2, .1, .2, .1, .1] },
        { W10x, [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [-1, -1, -1, -1, -1, -1, -1, -1, -1] },
        { Nelson2, [.1, .2, .1, .2, .1, .2, .1, .2, .1], [0, 1, 2, 3, 4, 5, 6, 7, 8], [.1, .2, .1, .2, 0, .2, .1, .2, .1] },
        { Nelson2, [-1, -1, -1, -1, -1, -1, -1, -1, -1], [0, 1, 2, 3, 4, 5, 6, 7, 8], [-1, -1, -1, -1, -1, -1, -1, -1] },
        { Nelson3, [-1, -.5, 0, .5, .6, .7], [0, 1, 2, 3, 4, 5], [-1, -.5, 0, .5, .5, .7] },
        { Nelson3, [1, .5, 0, -.5, -.6, -.7], [0, 1, 2, 3, 4, 5], [1, .5, 0, -.5, -.6] },
        { Nelson3, [-1, -.5, 0, .5, .6, .7], [0, 1, 2, 3, 4, 5], [-.5, -1, 0, .5, .6, .7] },
        { Nelson3, [1, .5, 0, -.5, -.6, -.7], [0, 1, 2, 3, 4, 5], [1, .5, 0, -.5, -.7, -.6] },
        {
            Nelson4, [1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
            [1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1]
        },
        {
            Nelson4, [1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
            [1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, 1]
        },
        {
            Nelson4, [1, .5, 1, .5, 1, .5, 1, .5, 1, .5, 1, .5, 1, .5], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
            [1.5, 1, .5, 1, .5, 1, .5, 1, .5, 1, .5, 1, .5, 1]
        },
        { Nelson5, [2.1, 0, 2.2], [0, 2], [2.1, 0, 2] },
        { Nelson5, [-2.1, 5, -2.2], [0, 2], [-2.1, 0, 2.2] },
        { Nelson5, [2.1, 2.2], [0, 1], [2.1, 0, 0, 2.2] },
        { Nelson6, [1.1, 1.2, 0, 1.1, 1.3], [0, 1, 3, 4], [1.1, 1, 0, 1.1, 1.3] },
        { Nelson6, [-1.1, -1.2, 3, -1.1, -1.3], [0, 1, 3, 4], [-1.1, -1.2, 3, 0, -1.1, -1.3] },
        { Nelson7, [.9, -.9, 0, 0, 0, .9, .5, .9, 0, 0, 0, .5, .1, .1, .2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
            [.9, -.9, 0, 0, 0, 1, .5, .9, 0, 0, 0, .5, .1, .1, .2] },
        { Nelson7, [.9, -.9, 0, 0, 0, .9, .5, .9, 0, 0, 0, .5, .1, .1, .2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
            [.9, -.9, 0, 0, 0, -1, .5, .9, 0, 0, 0, .5, .1, .1, .2] },
        { Nelson7, [.9, -.9, 0, 0, 0, .9, .5, .9, 0, 0, 0, .5, .1, .1, .2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
            [-.9, 0, 0, 0, .9, .5, .9, 0, 0, 0, .5, .1, .1, .2] },
        { Nelson8, [1.1, -1.1, 1.2, -1.3, 1.1, 1.4, -1.1, 1.1], [0, 1, 2, 3, 4, 5, 6, 7], [1.1, -1.1, 1.2, -1.3, 1, 1.4, -1.1, 1.1] },
        { Nelson8, [1.1, 1.1, 1.2, 1.3, 1.1, 1.4, 1.1, -1.1], [0, 1, 2, 3, 4, 5, 6, 7], [1.1, 1.1, 1.2, 1.3, 1.1, 1.4, 1.1, 1.1] },
        { Nelson8, [1.1, 1.1, 1.2, 1.3, 1.1, 1.4, 1.1, -1.1], [0, 1, 2, 3, 4, 5, 6, 7], [-1.1, -1.1, -1.2, -1.3, -1.1, -1.4, -1.1, -1.1] },
        { Nelson8, [-1.1, -1.1, -1.2, -1.3, -1.1, -1.4, -1.1, 1.1], [0, 1, 2, 3, 4, 5, 6, 7], [-1.1, -1.2, -1.3, -1.1, -1.4, -1.1, 1.1] },
    };

    [Theory]
    [MemberData(nameof(Made))]
    public void Fires_on_a_series_made_for_it_and_not_on_a_near_miss(ControlRule rule, double[] series, int[] points, double[] nearMiss)
    {
        var firing = Assert.Single(ControlRules.Evaluate(series, [rule]));
        Assert.Equal((rule, series.Length - 1), (firing.Rule, firing.At));
        Assert.Equal(points, firing.Points);
        Assert.Empty(ControlRules.Evaluate(nearMiss, [rule]));
    }

    [Fact]
    public void Fires_again_while_its_pattern_lasts()
    {
        double[] eleven = [.1, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1];
        Assert.Equal([(W10x, 9), (W10x, 10)], Fired(eleven, W10x));
        Assert.Equal(Enumerable.Range(1, 10), ControlRules.Evaluate(eleven, [W10x])[1].Points);
        Assert.Equal([(W22s, 1), (W22s, 2)], Fired([2.5, 2.5, 2.5], W22s));
        // A window of three with all three beyond names all three.
        Assert.Equal([0, 1, 2], ControlRules.Evaluate([2.5, 2.5, 2.5], [Nelson5])[1].Points);
    }

    [Fact]
    public void Is_reported_by_position_and_then_in_the_order_of_the_rules() =>
        Assert.Equal([(W12s, 0), (W12s, 1), (W13s, 1), (W22s, 1)], Fired([2.5, 3.5], W12s, W13s, W22s));

    [Fact]
    public void Belongs_to_the_set_of_Westgard_or_of_Nelson()
    {
        Assert.Equal([W12s, W13s, W22s, WR4s, W41s, W10x], ControlRules.Westgard);
        Assert.Equal([Nelson1, Nelson2, Nelson3, Nelson4, Nelson5, Nelson6, Nelson7, Nelson8], ControlRules.Nelson);
        Assert.Throws<ArgumentOutOfRangeException>(() => ControlRules.Evaluate([1], [(ControlRule)99]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ControlRules.Evaluate([double.NaN], All));
        Assert.Empty(ControlRules.Evaluate([], All));
    }

    [Fact]
    public void Fires_on_the_mirror_image_as_on_the_series() =>
        Gen.Double[-3.5, 3.5].Array[5, 40].Sample(z => Assert.Equal(Fired(z), Fired([.. z.Select(v => -v)])));

    [Fact]
    public void Does_not_ask_for_the_unit_of_the_values() =>
        Gen.Select(Gen.Int[-70, 70].Array[20], Gen.Int[1, 50], Gen.Int[-1000, 1000]).Sample(c =>
        {
            // Halves and powers of two, so that no rounding moves a value across a line.
            var (tenths, scale, shift) = c;
            double[] z = [.. tenths.Select(t => t / 16.0)];
            var limits = new ChartLimits("individual", "p", 20, 1, shift, scale * 4, 0, 0);
            Assert.Equal(Fired(z), Fired(limits.Standardise([.. z.Select(v => v * scale * 4 + shift)])));
        });
}
