using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class An_analysis_of_variance(ITestOutputHelper output)
{
    private static decimal[][] Groups(Nist nist) => [.. Enumerable.Range(0, nist.Columns("row")).Select(k => nist.Decimals(k, "row"))];

    private static OneWayAnalysis AsWritten(decimal[][] groups) => OneWayAnalysis.Of(groups).Value;

    private static OneWayAnalysis AsDoubles(decimal[][] groups) =>
        OneWayAnalysis.Of([.. groups.Select(g => g.Select(v => (double)v).ToArray())]).Value;

    [Theory]
    [InlineData("SiRstvt", 12.5)]
    [InlineData("AtmWtAgt", 9)]
    public void Of_observed_data_reaches_the_certified_digits(string set, double asDoubles)
    {
        var nist = Nist.Read(set);
        Hold(set + " as doubles", nist, AsDoubles(Groups(nist)), asDoubles);
        Hold(set + " as written", nist, AsWritten(Groups(nist)), 14);
    }

    // The constant eats the digits: 1e12 + 0.4 as a double is 2e-5 off, and s is 0.1. As written, nothing is lost.
    [Theory]
    [InlineData(1, 21, 0.21, 15)]
    [InlineData(2, 201, 2.01, 13)]
    [InlineData(3, 2001, 20.01, 13)]
    [InlineData(4, 21, 0.21, 9.5)]
    [InlineData(5, 201, 2.01, 9.5)]
    [InlineData(6, 2001, 20.01, 9.5)]
    [InlineData(7, 21, 0.21, 2.5)]
    [InlineData(8, 201, 2.01, 2.5)]
    [InlineData(9, 2001, 20.01, 2.5)]
    public void Of_large_constants_reaches_what_its_numbers_hold(int set, int rows, double between, double asDoubles)
    {
        var groups = Nist.SmLs(set);
        var (doubles, written) = (AsDoubles(groups), AsWritten(groups));
        var f = between / 0.01;
        output.WriteLine(FormattableString.Invariant(
            $"SmLs0{set}  F as doubles {Nist.Digits(f, doubles.F!.Value):F1}, as written {Nist.Digits(f, written.F!.Value):F1}"));
        Assert.Equal(
            (9, 9 * rows, 8, 9 * rows - 9),
            (written.Groups, written.Count, written.DegreesOfFreedomBetween, written.DegreesOfFreedomWithin));
        Nist.AtLeast(asDoubles - 0.5, f, doubles.F, "F as doubles");
        Nist.AtLeast(15, f, written.F, "F as written");
        Nist.AtLeast(15, between, written.MeanSquareBetween, "between as written");
        Nist.AtLeast(15, 0.01, written.MeanSquareWithin, "within as written");
        Nist.AtLeast(15, 0.1, written.RepeatabilityStandardDeviation, "s_r as written");
        Nist.AtLeast(14.5, 8 * between / (8 * between + 0.01 * (9 * rows - 9)), written.RSquared, "R² as written");
    }

    [Theory]
    [InlineData("SiRstvt")]
    [InlineData("AtmWtAgt")]
    public void Uses_the_numbers_of_nist(string set) =>
        Assert.Equal(Nist.Original(set).Order(), Groups(Nist.Read(set)).SelectMany(g => g).Select(v => (double)v).Order());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    public void Made_by_rule_is_that_of_nist(int set) =>
        Assert.Equal(Nist.Original($"SmLs0{set}t").Order(), Nist.SmLs(set).SelectMany(g => g).Select(v => (double)v).Order());

    [Fact]
    public void Gives_the_worked_precision()
    {
        var resistivity = AsWritten(Groups(Nist.Read("SiRstvt")));
        Numbers.Agree(0.01977239186340388, resistivity.BetweenStandardDeviation);
        Numbers.Agree(0.10593760182295991, resistivity.ReproducibilityStandardDeviation);
        Numbers.Agree(0.291412991337037, resistivity.RepeatabilityLimit);
        Numbers.Agree(0.29662528510428776, resistivity.ReproducibilityLimit);
        var silver = AsWritten(Groups(Nist.Read("AtmWtAgt")));
        Numbers.Agree(1.510483144464095e-05, silver.RepeatabilityStandardDeviation);
        Numbers.Agree(1.1920196345609179e-05, silver.BetweenStandardDeviation);
        Numbers.Agree(4.229352804499466e-05, silver.RepeatabilityLimit);
        Numbers.Agree(5.387705066991776e-05, silver.ReproducibilityLimit);
        var made = AsWritten(Nist.SmLs(1));
        Numbers.Agree(0.09759000729485331, made.BetweenStandardDeviation);
        Numbers.Agree(0.1397276262011544, made.ReproducibilityStandardDeviation);
        Numbers.Agree(0.28, made.RepeatabilityLimit);
        Numbers.Agree(0.3912373533632323, made.ReproducibilityLimit);
        Assert.Equal((21.0, false), (made.AverageGroupSize, made.BetweenIsNegative));
    }

    // By hand: groups {1, 2, 3}, {5, 7}: means 2 and 6, grand 3.6; between 19.2, within 4; n̄ = (5 - 13/5)/1 = 2.4.
    [Fact]
    public void Of_groups_of_different_size_takes_the_average_size_of_the_standard()
    {
        var analysis = OneWayAnalysis.Of([[1.0, 2, 3], [5.0, 7]]).Value;
        Numbers.Agree(3.6, analysis.GrandMean, 1e-15);
        Numbers.Agree(19.2, analysis.SumOfSquaresBetween, 1e-15);
        Numbers.Agree(4, analysis.SumOfSquaresWithin, 1e-15);
        Numbers.Agree(2.4, analysis.AverageGroupSize, 1e-15);
        Numbers.Agree(4.0 / 3, analysis.MeanSquareWithin, 1e-15);
        Numbers.Agree(14.4, analysis.F!.Value, 1e-15);
        Numbers.Agree(Math.Sqrt((19.2 - 4.0 / 3) / 2.4), analysis.BetweenStandardDeviation, 1e-15);
        Numbers.Agree(19.2 / 23.2, analysis.RSquared!.Value, 1e-15);
        // F of 1 and 3 degrees of freedom is t²: twice the upper tail of t at √14.4.
        Numbers.Agree(2 * CoverageFactor.Cumulative(-Math.Sqrt(14.4), 3), analysis.PValue!.Value, 1e-12);
        Assert.Equal((2, 5, 1, 3), (analysis.Groups, analysis.Count, analysis.DegreesOfFreedomBetween, analysis.DegreesOfFreedomWithin));
    }

    [Fact]
    public void With_less_between_than_within_sets_the_difference_to_nothing_and_says_so()
    {
        var analysis = OneWayAnalysis.Of([[1.0, 3], [1.0, 3.1]]).Value;
        Assert.True(analysis.BetweenIsNegative);
        Assert.Equal(0, analysis.BetweenStandardDeviation);
        Assert.Equal(analysis.RepeatabilityStandardDeviation, analysis.ReproducibilityStandardDeviation);
        var same = OneWayAnalysis.Of([[1.0, 3], [1.0, 3]]).Value;
        Assert.Equal((0.0, 1.0), (same.F, same.PValue));
    }

    [Fact]
    public void With_equal_results_in_every_group_has_no_F()
    {
        var analysis = OneWayAnalysis.Of([[1.0, 1], [2.0, 2]]).Value;
        Assert.Null(analysis.F);
        Assert.Null(analysis.PValue);
        Assert.Equal(1, analysis.RSquared);
        Assert.Null(OneWayAnalysis.Of([[1.0, 1], [1.0, 1]]).Value.RSquared);
    }

    [Fact]
    public void Is_refused_without_groups_results_or_replicates()
    {
        Assert.Equal("There are 1 groups; at least two were expected.", OneWayAnalysis.Of([[1.0, 2]]).Refusal);
        Assert.Equal("Group 2 has no results; at least one was expected.", OneWayAnalysis.Of([[1.0, 2], []]).Refusal);
        Assert.Equal("Group 1 has no results; at least one was expected.", OneWayAnalysis.Of([[], new[] { 1m }]).Refusal);
        Assert.Equal(
            "Every group has one result; replicates in at least one group were expected.", OneWayAnalysis.Of([[1.0], [2.0]]).Refusal);
        Assert.Equal(
            "Result 2 of group 2 is Infinity, but a finite number was expected.",
            OneWayAnalysis.Of([[1.0, 2], [1, double.PositiveInfinity]]).Refusal?.Replace("∞", "Infinity", StringComparison.Ordinal));
    }

    [Fact]
    public void Splits_the_whole_sum_of_squares() =>
        Gen.Double[-100, 100].Array[2, 6].Array[2, 5].Sample(groups =>
        {
            var analysis = OneWayAnalysis.Of(groups).Value;
            var whole = Summary.Of([.. groups.SelectMany(g => g)]).Value.SumOfSquares;
            Numbers.Agree(whole, analysis.SumOfSquaresBetween + analysis.SumOfSquaresWithin, 1e-13);
        });

    private void Hold(string set, Nist nist, OneWayAnalysis analysis, double digits)
    {
        double?[] found = [
            analysis.MeanSquareBetween, analysis.MeanSquareWithin, analysis.F, analysis.RSquared, analysis.RepeatabilityStandardDeviation];
        string[] names = ["between", "within", "F", "R2", "s"];
        output.WriteLine(set + string.Concat(names.Zip(found, (k, v) =>
            FormattableString.Invariant($"  {k} {Nist.Digits(nist.Certified(k)!.Value, v!.Value):F1}"))));
        for (var i = 0; i < names.Length; i++)
            Nist.AtLeast(digits - 0.3, nist.Certified(names[i])!.Value, found[i], $"{set} {names[i]}");
    }
}
