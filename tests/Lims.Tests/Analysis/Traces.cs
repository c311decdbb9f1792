using CsCheck;
using Lims.Analysis;
using Lims.Kernel;

namespace Lims.Tests.Analysis;

public class A_trace
{
    private static readonly Gen<double[]> Signal = Gen.Double[-5, 5].Array[1, 3000];

    [Fact]
    public void Comes_back_bit_for_bit_from_the_file_store() => Gen.Double.Array[0, 200].Sample(values =>
    {
        double[] reversed = [.. values.Reverse()];
        var back = Trace.Read(Trace.Write(values, reversed));
        Assert.Equal(values.Select(BitConverter.DoubleToInt64Bits), back.X.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(reversed.Select(BitConverter.DoubleToInt64Bits), back.Y.Select(BitConverter.DoubleToInt64Bits));
    });

    [Fact]
    public void That_lost_a_byte_is_refused() =>
        Assert.Equal("trace-damaged", Assert.Throws<RuleBroken>(() => Trace.Read(Trace.Write([1, 2], [3, 4]).AsSpan(1))).Code);

    [Fact]
    public void Thinned_for_a_screen_keeps_its_highest_and_its_lowest_point_of_any_window() =>
        Gen.Select(Signal, Gen.Int[1, 300], Gen.Double[0, 0.7], Gen.Double[0.05, 0.3]).Sample((y, pixels, start, width) =>
        {
            var trace = new Trace([.. y.Select((_, i) => 30 + (80.0 * i / y.Length))], y);
            var (from, to) = (30 + (80 * start), 30 + (80 * (start + width)));
            var inside = Enumerable.Range(0, y.Length).Where(i => trace.X[i] >= from && trace.X[i] <= to).Select(i => y[i]).ToList();

            var thin = Decimation.MinMax(trace, [0], from, to, pixels);

            Assert.All(thin.X, x => Assert.InRange(x, from, to));
            Assert.True(thin.X.Length <= (2 * pixels) + 2);
            if (inside.Count == 0) Assert.Empty(thin.Y);
            else Assert.Equal((inside.Max(), inside.Min()), (thin.Y.Max(), thin.Y.Min()));
        });

    [Fact]
    public void Thinned_keeps_the_apex_of_every_peak_where_they_fall_into_different_columns() => Gen.Int[2, 40].Sample(peaks =>
    {
        const int Points = 20_000;
        var y = new double[Points];
        for (var peak = 0; peak < peaks; peak++) y[(peak * (Points / peaks)) + 7] = 1 + peak;
        var trace = new Trace([.. Enumerable.Range(0, Points).Select(i => (double)i)], y);

        var thin = Decimation.MinMax(trace, [0], 0, Points, 400);

        Assert.Equal(Enumerable.Range(1, peaks).Select(i => (double)i), thin.Y.Where(value => value > 0));
    });

    [Fact]
    public void Thinned_stays_in_the_order_of_the_file_with_heating_and_cooling_apart()
    {
        double[] x = [.. Enumerable.Range(0, 1000).Select(i => i / 10.0), .. Enumerable.Range(0, 1000).Select(i => 100 - (i / 10.0))];
        double[] y = [.. Enumerable.Range(0, 2000).Select(i => (double)(i % 17))];

        var thin = Decimation.MinMax(new Trace(x, y), [0, 1000], 0, 100, 50);

        var cooling = Array.FindIndex(thin.X, 1, value => value == 100);
        Assert.True(thin.X.Take(cooling).SequenceEqual(thin.X.Take(cooling).Order()));
        Assert.True(thin.X.Skip(cooling + 1).SequenceEqual(thin.X.Skip(cooling + 1).OrderDescending()));
    }

    [Fact]
    public void That_is_short_enough_is_drawn_as_it_is()
    {
        var thin = Decimation.MinMax(new Trace([1, 2, 3], [9, 8, 7]), [0], 0, 10, 100);
        Assert.Equal([9, 8, 7], thin.Y);
    }
}
