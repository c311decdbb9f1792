using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class A_moving_polynomial
{
    [Fact]
    public void Has_the_printed_numbers_of_Savitzky_and_Golay()
    {
        Same([-3, 12, 17, 12, -3], 35, new SavitzkyGolay(5, 2).CentreWeights);
        Same([-21, 14, 39, 54, 59, 54, 39, 14, -21], 231, new SavitzkyGolay(9, 2).CentreWeights);
        Same([5, -30, 75, 131, 75, -30, 5], 231, new SavitzkyGolay(7, 4).CentreWeights);
        Same([-2, -1, 0, 1, 2], 10, new SavitzkyGolay(5, 2, 1).CentreWeights);
        Same([1, -8, 0, 8, -1], 12, new SavitzkyGolay(5, 3, 1).CentreWeights);
        Same([2, -1, -2, -1, 2], 7, new SavitzkyGolay(5, 2, 2).CentreWeights);
        Same([-1, 0, 1], 2 * 0.1, new SavitzkyGolay(3, 1, 1, 0.1).CentreWeights);

        static void Same(double[] expected, double divisor, IReadOnlyList<double> weights)
        {
            Assert.Equal(expected.Length, weights.Count);
            for (var i = 0; i < expected.Length; i++)
                Numbers.Near(expected[i] / divisor, weights[i], 1e-12 * 10);
        }
    }

    [Fact]
    public void Leaves_a_polynomial_of_its_order_untouched_to_the_very_edge() =>
        Gen.Select(Gen.Int[1, 8], Gen.Int[0, 5], Gen.Double[-1, 1].Array[6], Gen.Int[0, 2]).Sample((half, order, c, derivative) =>
        {
            var window = 2 * half + 1;
            order = Math.Min(order, window - 1);
            derivative = Math.Min(derivative, order);
            const double Step = 0.25;
            double[] y = [.. Enumerable.Range(0, 30).Select(i => At(i * Step, 0))];
            var smoothed = new SavitzkyGolay(window, order, derivative, Step).Apply(y).Value.Values;
            for (var i = 0; i < y.Length; i++)
                Numbers.Near(At(i * Step, derivative), smoothed[i], 1e-6 * (1 + Math.Pow(8, order)));

            double At(double x, int d)
            {
                var sum = 0.0;
                for (var k = d; k <= order; k++)
                    sum += c[k] * Math.Pow(x, k - d) * (d == 0 ? 1 : d == 1 ? k : k * (k - 1));
                return sum;
            }
        });

    [Fact]
    public void Loses_no_digits_in_a_wide_window_of_high_order()
    {
        var weights = new SavitzkyGolay(201, 10).CentreWeights;
        Numbers.Near(1, weights.Sum(), 1e-12);
        Numbers.Near(0, weights.Select((w, i) => w * Math.Pow((i - 100) / 100.0, 10)).Sum(), 1e-12);
    }

    [Fact]
    public void Takes_noise_away_without_moving_the_mean()
    {
        var random = new Random(7);
        double[] noise = [.. Enumerable.Range(0, 2000).Select(_ => Curves.Normal(random))];
        var smoothed = new SavitzkyGolay(25, 2).Apply(noise).Value.Values;
        // σ² falls by Σ w² = w at the centre.
        var expected = new SavitzkyGolay(25, 2).CentreWeights[12];
        Assert.InRange(smoothed.Sum(v => v * v) / 2000, 0.8 * expected, 1.3 * expected);
    }

    [Fact]
    public void Is_refused_a_signal_shorter_than_its_window()
    {
        var filter = new SavitzkyGolay(5, 2);
        Assert.Equal((5, 2, 0, 1.0), (filter.Window, filter.Order, filter.Derivative, filter.Step));
        Assert.Equal("The signal has 4 points, but at least the window's 5 were expected.", filter.Apply([1, 2, 3, 4]).Refusal);
        Assert.Equal("Point 2 of the signal is NaN, but a number was expected.", filter.Apply([1, double.NaN, 3, 4, 5]).Refusal);
        Assert.Equal(5, filter.Apply([1, 2, 3, 4, 5]).Value.Values.Count);
    }

    [Theory]
    [InlineData(4, 2, 0, 1)]
    [InlineData(1, 0, 0, 1)]
    [InlineData(5, 5, 0, 1)]
    [InlineData(5, -1, 0, 1)]
    [InlineData(5, 2, 3, 1)]
    [InlineData(5, 2, -1, 1)]
    [InlineData(5, 2, 1, 0)]
    public void Has_an_odd_window_above_its_order(int window, int order, int derivative, double step) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SavitzkyGolay(window, order, derivative, step));
}

public sealed class A_baseline_by_asymmetric_least_squares
{
    private static readonly BaselineSettings Settings = new(1e5, 0.01);

    [Fact]
    public void Is_a_straight_line_where_the_signal_is_one() =>
        Gen.Select(Gen.Double[-5, 5], Gen.Double[-0.1, 0.1], Gen.Int[3, 200]).Sample((a, b, n) =>
        {
            double[] y = [.. Enumerable.Range(0, n).Select(i => a + b * i)];
            var z = AsymmetricLeastSquares.Estimate(y, Settings).Value.Values;
            for (var i = 0; i < n; i++)
                Numbers.Near(y[i], z[i], 1e-6);
        });

    [Fact]
    public void Runs_beneath_the_peaks_and_along_the_curve_between()
    {
        double[] y = [.. Enumerable.Range(0, 1000).Select(i => 5 + 0.002 * i + 1e-6 * i * i + Peak(i, 300) + Peak(i, 700))];
        var baseline = AsymmetricLeastSquares.Estimate(y, Settings with { Asymmetry = 0.001 }).Value;
        Assert.InRange(baseline.Rounds, 2, 30);
        foreach (var apex in new[] { 300, 700 })
            Assert.True(baseline.Values[apex] < y[apex] - 9);
        foreach (var between in new[] { 100, 500, 900 })
            Numbers.Near(5 + 0.002 * between + 1e-6 * between * between, baseline.Values[between], 0.05);

        static double Peak(int i, int at) => 10 * Math.Exp(-(i - at) * (i - at) / 200.0);
    }

    [Fact]
    public void Solves_what_it_says_it_solves()
    {
        var random = new Random(3);
        double[] y = [.. Enumerable.Range(0, 12).Select(_ => random.NextDouble())];
        var z = AsymmetricLeastSquares.Estimate(y, new(3, 0.1)).Value.Values;
        for (var i = 0; i < y.Length; i++)
        {
            // The gradient at the minimum is 0 at every point.
            var gradient = (y[i] > z[i] ? 0.1 : 0.9) * (z[i] - y[i]);
            foreach (var (middle, factor) in new[] { (i - 1, 1), (i, -2), (i + 1, 1) })
            {
                if (middle >= 1 && middle <= y.Length - 2)
                    gradient += 3 * factor * (z[middle - 1] - 2 * z[middle] + z[middle + 1]);
            }

            Numbers.Near(0, gradient, 1e-12);
        }
    }

    [Fact]
    public void Takes_a_hundred_thousand_points_in_a_blink()
    {
        double[] y = [.. Enumerable.Range(0, 100_000).Select(i => Math.Sin(i / 5000.0) + (i % 1000 == 0 ? 5 : 0))];
        Assert.Equal(y.Length, AsymmetricLeastSquares.Estimate(y, new(1e7, 0.01)).Value.Values.Count);
    }

    [Fact]
    public void Is_refused_when_it_cannot_be()
    {
        Assert.Equal("The signal has 2 points, but at least 3 were expected.", AsymmetricLeastSquares.Estimate([1, 2], Settings).Refusal);
        Assert.Equal(
            "Point 3 of the signal is NaN, but a number was expected.",
            AsymmetricLeastSquares.Estimate([1, 2, double.NaN], Settings).Refusal);
        double[] y = [.. Enumerable.Range(0, 50).Select(i => Math.Exp(-(i - 25) * (i - 25) / 20.0))];
        Assert.Equal(
            "The baseline does not settle in 1 rounds with smoothness 100000 and asymmetry 0.01.",
            AsymmetricLeastSquares.Estimate(y, Settings with { MostRounds = 1 }).Refusal);
    }

    [Theory]
    [InlineData(0, 0.01, 10)]
    [InlineData(1, 0, 10)]
    [InlineData(1, 0.5, 10)]
    [InlineData(1, double.NaN, 10)]
    [InlineData(1, 0.01, 0)]
    public void Needs_settings_that_mean_something(double smoothness, double asymmetry, int rounds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AsymmetricLeastSquares.Estimate([1, 2, 3], new(smoothness, asymmetry, rounds)));
}
