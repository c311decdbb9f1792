using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class A_series_of_results(ITestOutputHelper output)
{
    // Minimum digits of mean, s and r1. NumAcc3 and NumAcc4 as doubles hold no more: 10000000.1 is 6e-10 off, 6e-9 of s.
    [Theory]
    [InlineData("Lew", 15, 14, 14)]
    [InlineData("Lottery", 14, 14, 14)]
    [InlineData("Mavro", 15, 12, 12)]
    [InlineData("Michelso", 15, 13, 13)]
    public void Has_the_certified_summary(string set, double mean, double s, double r1)
    {
        var nist = Nist.Read(set);
        var summary = Summary.Of(nist.Column(0, "y")).Value;
        Report(set, (nist.Certified("mean")!.Value, nist.Certified("s")!.Value, nist.Certified("r1")!.Value), summary, mean, s, r1);
    }

    [Theory]
    [InlineData(1, 10000002, 1, -0.5, 15, 15, 15)]
    [InlineData(2, 1.2, 0.1, -0.999, 15, 14, 14)]
    [InlineData(3, 1000000.2, 0.1, -0.999, 15, 9, 9)]
    [InlineData(4, 10000000.2, 0.1, -0.999, 15, 8, 8)]
    public void Of_large_constants_has_the_digits_its_doubles_hold(
        int set, double mean, double s, double r1, double ofMean, double ofS, double ofR1)
    {
        var values = Nist.NumAcc(set);
        Report($"NumAcc{set} as doubles", (mean, s, r1), Summary.Of([.. values.Select(v => (double)v)]).Value, ofMean, ofS, ofR1);
        Report($"NumAcc{set} as written", (mean, s, r1), Summary.Of(values).Value, 15, 15, 15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Made_by_rule_is_that_of_nist(int set) =>
        Assert.Equal(Nist.Original($"NumAcc{set}"), Nist.NumAcc(set).Select(v => (double)v));

    [Theory]
    [InlineData("Lew")]
    [InlineData("Lottery")]
    [InlineData("Mavro")]
    [InlineData("Michelso")]
    public void Copied_is_that_of_nist(string set) => Assert.Equal(Nist.Original(set), Nist.Read(set).Column(0, "y"));

    [Fact]
    public void Has_the_worked_mean_standard_deviation_and_ends()
    {
        var summary = Summary.Of([77.1, 78.6, 79.4, 78.0]).Value;
        Numbers.Agree(78.275, summary.Mean);
        Numbers.Agree(0.9708243919473799, summary.StandardDeviation!.Value);
        Numbers.Agree(2.8275, summary.SumOfSquares);
        Assert.Equal((4, 77.1, 79.4), (summary.Count, summary.Smallest, summary.Largest));
        var decimals = Summary.Of([-77.1m, -78.6m]).Value;
        Assert.Equal((-78.6, -77.1), (decimals.Smallest, decimals.Largest));
    }

    [Fact]
    public void Has_a_confidence_interval_by_students_factor()
    {
        var interval = Summary.Of([77.1, 78.6, 79.4, 78.0]).Value.ConfidenceOfMean().Value;
        Numbers.Agree(78.275 - 3.1824463052837095 * 0.48541219597368995, interval.Lower);
        Numbers.Agree(78.275 + 3.1824463052837095 * 0.48541219597368995, interval.Upper);
        Assert.Equal(0.95, interval.Probability);
        Assert.Throws<ArgumentOutOfRangeException>(() => Summary.Of([1.0, 2]).Value.ConfidenceOfMean(1));
    }

    [Fact]
    public void Of_one_value_has_no_spread_and_says_so()
    {
        var one = Summary.Of([5.5]).Value;
        Assert.Null(one.StandardDeviation);
        Assert.Null(one.Lag1Autocorrelation);
        Assert.Equal("One value (5.5) has no spread; at least two were expected.", one.ConfidenceOfMean().Refusal);
        Assert.Null(Summary.Of([2.0, 2, 2]).Value.Lag1Autocorrelation);
        Assert.Equal(0, Summary.Of([2.0, 2, 2]).Value.StandardDeviation);
    }

    [Fact]
    public void Is_refused_without_values_or_with_one_that_is_no_number()
    {
        Assert.Equal("The series has no values; at least one was expected.", Summary.Of(Array.Empty<double>()).Refusal);
        Assert.Equal("The series has no values; at least one was expected.", Summary.Of(Array.Empty<decimal>()).Refusal);
        Assert.Equal("Value 2 is NaN, but a finite number was expected.", Summary.Of([1, double.NaN]).Refusal);
    }

    [Fact]
    public void Shifted_and_scaled_keeps_its_shape() =>
        Gen.Select(Gen.Double[-10, 10].Array[3, 20], Gen.Double[0.01, 100], Gen.Double[-1000, 1000]).Sample(c =>
        {
            var (x, scale, shift) = c;
            var before = Summary.Of(x).Value;
            var after = Summary.Of([.. x.Select(v => scale * v + shift)]).Value;
            Numbers.Near(scale * before.Mean + shift, after.Mean, 1e-9);
            Numbers.Near(scale * before.StandardDeviation!.Value, after.StandardDeviation!.Value, 1e-8 * scale);
        });

    [Fact]
    public void Written_as_decimals_is_taken_digit_for_digit() =>
        Gen.Select(Gen.Int[-2_000_000_000, 2_000_000_000], Gen.Int[-2_000_000_000, 2_000_000_000], Gen.Int[0, 8]).Sample(c =>
        {
            var (a, b, scale) = c;
            var unit = new decimal(1, 0, 0, false, (byte)scale);
            var big = 792281625142643m;
            var summary = Summary.Of([big + a * unit, big + b * unit]).Value;
            Numbers.Agree(Math.Abs((double)(a - (decimal)b) * (double)unit) / Math.Sqrt(2), summary.StandardDeviation!.Value, 1e-9);
        });

    private void Report(
        string set, (double Mean, double S, double R1) certified, Summary found, double mean, double s, double r1)
    {
        var ofFoundMean = Nist.Digits(certified.Mean, found.Mean);
        var ofFoundS = Nist.Digits(certified.S, found.StandardDeviation!.Value);
        var ofFoundR1 = Nist.Digits(certified.R1, found.Lag1Autocorrelation!.Value);
        output.WriteLine(FormattableString.Invariant($"{set,-20} mean {ofFoundMean:F1}  s {ofFoundS:F1}  r1 {ofFoundR1:F1}"));
        // Certified values have 15 digits themselves.
        Nist.AtLeast(mean - 0.3, certified.Mean, found.Mean, $"{set} mean");
        Nist.AtLeast(s - 0.3, certified.S, found.StandardDeviation, $"{set} s");
        Nist.AtLeast(r1 - 0.3, certified.R1, found.Lag1Autocorrelation, $"{set} r1");
    }
}
