using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class A_chromatographic_peak
{
    private static Chromatogram Made(Func<double, double> signal, double from = 4, double to = 6, double step = 0.01)
    {
        double[] time = [.. Enumerable.Range(0, (int)Math.Round((to - from) / step) + 1).Select(i => from + step * i)];
        return Chromatogram.Create(time, [.. time.Select(signal)], "min", "mV").Value;
    }

    private static double Gaussian(double t, double at = 5, double sigma = 0.05, double height = 100) =>
        height * Math.Exp(-(t - at) * (t - at) / (2 * sigma * sigma));

    private static ChromatographicPeak Peak(Chromatogram c, double start, double end, PeakBaseline baseline = PeakBaseline.Straight,
        double noise = 0) =>
        PeakIntegration.Integrate(c, start, end, baseline, noise).Value;

    [Fact]
    public void Is_measured_over_the_line_between_its_limits()
    {
        var peak = Peak(Made(t => Gaussian(t) + 3 + 7 * t), 4.5, 5.5);
        Numbers.Agree(100 * 0.05 * Math.Sqrt(2 * Math.PI), peak.Area.Value);
        Assert.Equal("mV.min", peak.Area.Unit);
        Numbers.Near(5, peak.RetentionTime, 1e-9);
        Numbers.Agree(100, peak.Height, 1e-9);
        Assert.Equal((4.5, 5.5, PeakBaseline.Straight), (peak.Start, peak.End, peak.Baseline));
    }

    [Fact]
    public void Has_the_widths_of_its_shape()
    {
        var peak = Peak(Made(t => Gaussian(t), step: 0.001), 4.5, 5.5);
        Numbers.Agree(PeakMeasures.GaussianWidth(0.05, 0.5), peak.WidthAt(0.5).Value.Width, 1e-4);
        var low = peak.WidthAt(0.05).Value;
        Numbers.Agree(PeakMeasures.GaussianWidth(0.05, 0.05), low.Width, 1e-4);
        Numbers.Agree(1, PeakMeasures.Tailing(low.Width, low.Front), 1e-4);
        Numbers.Agree(low.Front, low.Tail, 1e-4);
        Assert.Equal((0.05, peak.RetentionTime), (low.Fraction, low.Apex));
    }

    [Fact]
    public void Has_widths_by_the_line_between_points()
    {
        // A triangle, where the line between points is exact: up in 1, down in 3.
        var triangle = Made(t => Math.Max(0, t < 5 ? 10 * (t - 4) : 10 * (1 - (t - 5) / 3)), 3, 9, 0.25);
        var width = Peak(triangle, 3, 9, PeakBaseline.None).WidthAt(0.5).Value;
        var height = Peak(triangle, 3, 9, PeakBaseline.None).Height;
        Numbers.Agree(4 + height / 20, width.Left);
        Numbers.Agree(8 - 3 * height / 20, width.Right);
    }

    [Fact]
    public void Has_no_width_where_it_does_not_come_down()
    {
        var cut = Peak(Made(t => Gaussian(t)), 4.99, 5.5, PeakBaseline.None);
        Assert.Equal("The peak at 5 does not come down to 50 % of its height between 4.99 and 5.5.", Rounded(cut.WidthAt(0.5).Refusal));
        Numbers.Says("50 %", Peak(Made(t => Gaussian(t)), 4.5, 5.01, PeakBaseline.None).WidthAt(0.5).Refusal);
        Assert.Equal("The peak is 0 high, but a height above 0 was expected.", Peak(Made(_ => 1), 4.5, 5.5).WidthAt(0.5).Refusal);
        Assert.Throws<ArgumentOutOfRangeException>(() => cut.WidthAt(1));

        static string Rounded(string? text) => System.Text.RegularExpressions.Regex.Replace(text!, @"\d\.\d{6,}(E-\d+)?", "5");
    }

    [Fact]
    public void Adds_up_when_it_is_cut_in_two() =>
        Gen.Select(Gen.Double[4.2, 4.8], Gen.Double[4.85, 5.2], Gen.Double[5.25, 5.9]).Sample((a, b, c) =>
        {
            var made = Made(t => Gaussian(t) + t);
            Numbers.Near(
                Peak(made, a, c, PeakBaseline.None).Area.Value,
                Peak(made, a, b, PeakBaseline.None).Area.Value + Peak(made, b, c, PeakBaseline.None).Area.Value,
                1e-9);
        });

    [Fact]
    public void Carries_the_noise_of_every_point_it_uses()
    {
        // Between 4 and 6 by 0.5: weights .25 .5 .5 .5 .25; with the line the ends lose half of the span.
        var coarse = Made(_ => 0, step: 0.5);
        Numbers.Agree(2 * Math.Sqrt(3 * 0.25 + 2 * 0.0625), Peak(coarse, 4, 6, PeakBaseline.None, 2).Area.StandardUncertainty);
        Numbers.Agree(2 * Math.Sqrt(3 * 0.25 + 2 * 0.5625), Peak(coarse, 4, 6, PeakBaseline.Straight, 2).Area.StandardUncertainty);
        Assert.Throws<ArgumentOutOfRangeException>(() => PeakIntegration.Integrate(coarse, 4, 6, PeakBaseline.None, -1));
    }

    [Fact]
    public void Interpolates_at_limits_between_points()
    {
        var line = Made(t => 2 * t, step: 0.5);
        Numbers.Agree(5.7 * 5.7 - 4.2 * 4.2, Peak(line, 4.2, 5.7, PeakBaseline.None).Area.Value);
        Numbers.Near(0, Peak(line, 4.2, 5.7).Area.Value, 1e-12);
    }

    [Fact]
    public void Is_refused_between_limits_that_are_none()
    {
        var made = Made(t => Gaussian(t), step: 0.5);
        static string? Refusal(Chromatogram c, double a, double b) => PeakIntegration.Integrate(c, a, b, PeakBaseline.None, 0).Refusal;
        Assert.Equal("The limits are 5 and 5 min, but the earlier before the later was expected.", Refusal(made, 5, 5));
        Assert.Equal("The limits 3.9 to 5 min lie outside the data, which run from 4 to 6 min.", Refusal(made, 3.9, 5));
        Numbers.Says("4.5 to 6.1 min", Refusal(made, 4.5, 6.1));
        Assert.Equal("Between 5.1 and 5.4 min there is no point; at least 1 was expected.", Refusal(made, 5.1, 5.4));
        Numbers.Says("Between 5 and 5.5 min there is no point", Refusal(made, 5, 5.5));
        Assert.Null(Refusal(made, 5.4, 5.6));
        Assert.Null(Refusal(made, 5.4, 6));
    }

    [Fact]
    public void Lies_in_a_chromatogram_whose_time_rises()
    {
        static string? Refusal(double[] t, double[] y) => Chromatogram.Create(t, y, "min", "mV").Refusal;
        Assert.Equal("The chromatogram has 2 points, but at least 3 were expected.", Refusal([1, 2], [1, 2]));
        Assert.Equal("The time does not rise from 2 to 2 min at point 3.", Refusal([1, 2, 2], [1, 2, 3]));
        Assert.Equal("The time of point 2 is NaN, but a number was expected.", Refusal([1, double.NaN, 2], [1, 2, 3]));
        Assert.Equal("The signal of point 3 is NaN, but a number was expected.", Refusal([1, 2, 3], [1, 2, double.NaN]));
        Numbers.Says("2 values of signal, but 3", Assert.Throws<ArgumentException>(() => Refusal([1, 2, 3], [1, 2])).Message);
        var good = Chromatogram.Create([1, 2, 3], [4, 5, 6], "s", "pA").Value;
        Assert.Equal([1, 2, 3], good.Time);
        Assert.Equal([4, 5, 6], good.Signal);
        Assert.Equal(("s", "pA"), (good.TimeUnit, good.SignalUnit));
    }

    [Fact]
    public void Is_found_with_its_valley_and_its_edges()
    {
        var random = new Random(5);
        var made = Made(t => Gaussian(t, 4.8) + Gaussian(t, 5.1, 0.06, 60) + 0.05 * Curves.Normal(random), 4, 6, 0.005);
        var found = PeakDetection.Find(made, new(11, 2, 5)).Value.Peaks;
        Assert.Equal(2, found.Count);
        Numbers.Near(4.8, found[0].Apex, 0.006);
        Numbers.Near(5.1, found[1].Apex, 0.006);
        Assert.InRange(found[0].Start, 4.55, 4.68);
        Assert.InRange(found[0].End, 4.9, 5);
        // Two peaks that overlap share the valley.
        Numbers.Near(found[0].End, found[1].Start, 0.011);
        Assert.InRange(found[1].End, 5.28, 5.36);
        Assert.InRange(found[0].Prominence, 98, 102);
        var area = Peak(made, found[0].Start, found[0].End).Area.Value;
        Assert.InRange(area, 11.5, 12.6);
    }

    [Fact]
    public void Is_found_only_when_it_stands_out()
    {
        var made = Made(t => Gaussian(t, 4.8) + Gaussian(t, 4.9, 0.05, 99));
        Assert.Single(PeakDetection.Find(made, new(3, 1, 60)).Value.Peaks);
        Assert.Empty(PeakDetection.Find(made, new(3, 1, 1000)).Value.Peaks);
        Assert.Empty(PeakDetection.Find(Made(_ => 4), new(5, 2, 1)).Value.Peaks);
        Assert.Empty(PeakDetection.Find(Made(t => t), new(5, 2, 1e-6)).Value.Peaks);
    }

    [Fact]
    public void Is_found_by_prominence_over_the_higher_valley()
    {
        // 0 3 1 8 2 5 4 9 0: prominences 2, 6, 1, 9; a window of three and order two leaves the points as they are.
        double[] y = [0, 3, 1, 8, 2, 5, 4, 9, 0];
        var made = Chromatogram.Create([.. Enumerable.Range(0, 9).Select(i => (double)i)], y, "s", "1").Value;
        double[] Prominences(double least) => [.. PeakDetection.Find(made,
            new(3, 2, least)).Value.Peaks.Select(p => Math.Round(p.Prominence, 9))];
        Assert.Equal([2, 6, 1, 9], Prominences(0.99));
        Assert.Equal([2, 6, 9], Prominences(1.01));
        Assert.Equal([6, 9], Prominences(5.99));
        var second = PeakDetection.Find(made, new(3, 2, 1.99)).Value.Peaks[1];
        Assert.Equal((2.0, 3.0, 4.0), (second.Start, second.Apex, second.End));
    }

    [Fact]
    public void Is_not_looked_for_among_uneven_points()
    {
        var uneven = Chromatogram.Create([1, 2, 3, 4.3, 5, 6], [0, 0, 1, 0, 0, 0], "min", "mV").Value;
        Assert.Equal(
            "From 3 to 4.3 min the step is not within a tenth of the mean 1; equal steps were expected.",
            PeakDetection.Find(uneven, new(3, 1, 1)).Refusal);
        Numbers.Says("at least the window's 7", PeakDetection.Find(Made(_ => 0, 4, 6, 0.5), new(7, 1, 1)).Refusal);
        Assert.Throws<ArgumentOutOfRangeException>(() => PeakDetection.Find(uneven, new(3, 1, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => PeakDetection.Find(uneven, new(3, 1, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => PeakDetection.Find(uneven, new(3, 1, 1, -0.1)));
    }

    [Fact]
    public void Is_judged_by_numbers_above_nothing()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PeakMeasures.SignalToNoise(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PeakMeasures.SignalToNoise(0, 1));
        Numbers.Says("not before 2", Assert.Throws<ArgumentOutOfRangeException>(() => PeakMeasures.Resolution(2, 1, 1, 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => PeakMeasures.Resolution(0, 1, 1, 1));
        Assert.Equal(0, PeakMeasures.Resolution(2, 2, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PeakMeasures.ResolutionAtHalfHeight(1, 2, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PeakMeasures.Plates(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PeakMeasures.RetentionFactor(1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => PeakMeasures.Selectivity(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => PeakMeasures.GaussianWidth(1, 1));
    }
}
