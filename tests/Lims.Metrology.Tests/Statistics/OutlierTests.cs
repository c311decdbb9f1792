using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class A_test_of_outliers
{
    // Worked to 40 digits; ISO 5725-2 prints four decimals of them.
    [Theory]
    [InlineData(3, 0.05, 1.1543048513440384)]
    [InlineData(4, 0.05, 1.48125)]
    [InlineData(4, 0.01, 1.49625)]
    [InlineData(5, 0.05, 1.7150373123433638)]
    [InlineData(6, 0.05, 1.8871451177839331)]
    [InlineData(7, 0.05, 2.019968507679597)]
    [InlineData(7, 0.01, 2.1391059894264752)]
    [InlineData(9, 0.01, 2.386809875070917)]
    [InlineData(10, 0.05, 2.2899540844796005)]
    [InlineData(10, 0.01, 2.4820832497153322)]
    [InlineData(12, 0.05, 2.4115595184316523)]
    [InlineData(12, 0.01, 2.6357330437345)]
    [InlineData(15, 0.05, 2.5483077717433438)]
    [InlineData(20, 0.05, 2.7082456458057544)]
    [InlineData(25, 0.05, 2.821681237805196)]
    public void By_Grubbs_has_the_worked_critical_value(int n, double alpha, double g) => Numbers.Agree(g, Grubbs.CriticalValue(n, alpha));

    [Theory]
    [InlineData(3, 2, 0.01, 0.9933444444444445)]
    [InlineData(3, 3, 0.05, 0.8709005551264194)]
    [InlineData(3, 3, 0.01, 0.9422649730810374)]
    [InlineData(3, 4, 0.05, 0.7977386660733736)]
    [InlineData(3, 4, 0.01, 0.8831505581424328)]
    [InlineData(3, 5, 0.05, 0.745657023652705)]
    [InlineData(3, 6, 0.05, 0.7069886859984005)]
    [InlineData(5, 2, 0.05, 0.8412552870530718)]
    [InlineData(5, 2, 0.01, 0.9278688494721022)]
    [InlineData(5, 3, 0.05, 0.6837722339831621)]
    [InlineData(5, 3, 0.01, 0.7885257473118872)]
    [InlineData(5, 4, 0.01, 0.6957328443964393)]
    [InlineData(5, 5, 0.01, 0.6328940361924407)]
    [InlineData(5, 6, 0.05, 0.5063364573142298)]
    [InlineData(5, 6, 0.01, 0.5875350659302377)]
    [InlineData(8, 2, 0.05, 0.6798209284957784)]
    [InlineData(8, 2, 0.01, 0.7944970340740151)]
    [InlineData(8, 3, 0.05, 0.5156874570365013)]
    [InlineData(8, 3, 0.01, 0.6151665102966496)]
    [InlineData(8, 4, 0.05, 0.4377025759607861)]
    [InlineData(8, 4, 0.01, 0.5209540643150908)]
    [InlineData(8, 6, 0.05, 0.35935665480224316)]
    [InlineData(10, 2, 0.05, 0.6020095610806493)]
    [InlineData(10, 2, 0.01, 0.7174886322477524)]
    [InlineData(10, 3, 0.05, 0.4449526922151885)]
    [InlineData(10, 3, 0.01, 0.5358411166387221)]
    [InlineData(10, 4, 0.01, 0.4468860990724431)]
    [InlineData(10, 5, 0.05, 0.33111214369191316)]
    [InlineData(10, 5, 0.01, 0.39337643875116685)]
    [InlineData(10, 6, 0.05, 0.30281300245391646)]
    [InlineData(10, 6, 0.01, 0.35717667292991423)]
    [InlineData(15, 2, 0.05, 0.47086003237549656)]
    [InlineData(15, 2, 0.01, 0.5746999687644794)]
    [InlineData(15, 3, 0.05, 0.3346306865464469)]
    [InlineData(15, 4, 0.01, 0.3317583580453065)]
    [InlineData(15, 5, 0.01, 0.2881811300803704)]
    [InlineData(20, 2, 0.05, 0.3894289825771747)]
    [InlineData(20, 2, 0.01, 0.4798856287086277)]
    [InlineData(20, 4, 0.01, 0.26540506642598194)]
    [InlineData(20, 5, 0.01, 0.2287948075580141)]
    [InlineData(20, 6, 0.05, 0.1735281494060741)]
    [InlineData(20, 6, 0.01, 0.20479891265946612)]
    public void By_Cochran_has_the_worked_critical_value(int p, int n, double alpha, double c) =>
        Numbers.Agree(c, Cochran.CriticalValue(p, n, alpha));

    // As ISO 5725-2 prints them, four decimals.
    [Theory]
    [InlineData(5, 0.0018, 0.0090)]
    [InlineData(6, 0.0116, 0.0349)]
    [InlineData(7, 0.0308, 0.0708)]
    [InlineData(8, 0.0563, 0.1101)]
    [InlineData(9, 0.0851, 0.1492)]
    [InlineData(10, 0.1150, 0.1864)]
    public void By_Grubbs_of_two_values_has_the_printed_critical_ratio(int n, double at1, double at5)
    {
        Numbers.Near(at1, Grubbs.CriticalPairValue(n, 0.01), 1.01e-4);
        Numbers.Near(at5, Grubbs.CriticalPairValue(n, 0.05), 1.01e-4);
    }

    // Independent of the recursion: 200 000 sets of normal values, the share below the computed critical ratio.
    [Theory]
    [InlineData(4, 0.05)]
    [InlineData(5, 0.1)]
    [InlineData(8, 0.05)]
    [InlineData(15, 0.05)]
    [InlineData(40, 0.1)]
    public void By_Grubbs_of_two_values_is_exceeded_as_often_as_it_says(int n, double alpha)
    {
        var random = new Random(n);
        var critical = Grubbs.CriticalPairValue(n, alpha);
        var x = new double[n];
        const int Sets = 200_000;
        var below = 0;
        for (var set = 0; set < Sets; set++)
        {
            for (var i = 0; i < n; i++)
                x[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            Array.Sort(x);
            if (Squares(x.AsSpan(0, n - 2)) < critical * Squares(x))
                below++;
        }

        Numbers.Near(alpha / 2, below / (double)Sets, 4 * Math.Sqrt(alpha / 2 * (1 - alpha / 2) / Sets));
    }

    // Three values: P(r > q) = 1/2 - (3/π) atan((2q - 1)/√3), exactly.
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.05)]
    [InlineData(0.01)]
    public void By_Dixon_of_three_values_has_the_exact_critical_ratio(double alpha) =>
        Numbers.Agree(0.5 + Math.Sqrt(3) / 2 * Math.Tan(Math.PI / 6 - Math.PI * alpha / 6), Dixon.CriticalValue(3, alpha), 1e-9);

    // Rorabacher 1991 prints three decimals from interpolation: .926 for the 0.921 of four values at 1 %.
    [Theory]
    [InlineData(4, 0.05, 0.829)]
    [InlineData(5, 0.05, 0.710)]
    [InlineData(6, 0.05, 0.625)]
    [InlineData(7, 0.05, 0.568)]
    [InlineData(8, 0.05, 0.526)]
    [InlineData(9, 0.05, 0.493)]
    [InlineData(10, 0.05, 0.466)]
    [InlineData(4, 0.1, 0.765)]
    [InlineData(10, 0.1, 0.412)]
    [InlineData(5, 0.01, 0.821)]
    [InlineData(10, 0.01, 0.568)]
    public void By_Dixon_lies_within_the_interpolation_of_the_printed_table(int n, double alpha, double printed) =>
        Numbers.Near(printed, Dixon.CriticalValue(n, alpha), 0.004);

    [Theory]
    [InlineData(4, DixonRatio.R10)]
    [InlineData(8, DixonRatio.R11)]
    [InlineData(7, DixonRatio.R12)]
    [InlineData(6, DixonRatio.R20)]
    [InlineData(12, DixonRatio.R21)]
    [InlineData(20, DixonRatio.R22)]
    [InlineData(30, DixonRatio.R10)]
    [InlineData(6, DixonRatio.R22)]
    public void By_Dixon_is_exceeded_as_often_as_it_says(int n, DixonRatio ratio)
    {
        var random = new Random(100 + n);
        var critical = Dixon.CriticalValue(n, 0.2, ratio);
        var (j, k) = ratio switch
        {
            DixonRatio.R10 => (1, 0),
            DixonRatio.R11 => (1, 1),
            DixonRatio.R12 => (1, 2),
            DixonRatio.R20 => (2, 0),
            DixonRatio.R21 => (2, 1),
            _ => (2, 2),
        };
        var x = new double[n];
        const int Sets = 200_000;
        var above = 0;
        for (var set = 0; set < Sets; set++)
        {
            for (var i = 0; i < n; i++)
                x[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            Array.Sort(x);
            if (x[n - 1] - x[n - 1 - j] > critical * (x[n - 1] - x[k]))
                above++;
        }

        Numbers.Near(0.1, above / (double)Sets, 4 * Math.Sqrt(0.09 / Sets));
    }

    [Theory]
    [InlineData(3, DixonRatio.R10)]
    [InlineData(7, DixonRatio.R10)]
    [InlineData(8, DixonRatio.R11)]
    [InlineData(10, DixonRatio.R11)]
    [InlineData(11, DixonRatio.R21)]
    [InlineData(13, DixonRatio.R21)]
    [InlineData(14, DixonRatio.R22)]
    [InlineData(30, DixonRatio.R22)]
    public void By_Dixon_takes_the_ratio_for_that_many_values(int n, DixonRatio ratio) => Assert.Equal(ratio, Dixon.RatioFor(n));

    private static double Squares(ReadOnlySpan<double> x)
    {
        double mean = 0, sum = 0;
        foreach (var v in x)
            mean += v / x.Length;
        foreach (var v in x)
            sum += (v - mean) * (v - mean);
        return sum;
    }
}

public sealed class A_suspect_result
{
    private static readonly double[] Participants = [4.5, 4.9, 5.6, 4.2, 6.2, 5.2, 9.9];

    [Fact]
    public void Above_the_five_and_not_the_one_percent_value_is_a_straggler()
    {
        var test = Grubbs.One(Participants).Value;
        Numbers.Agree(2.1279884515343386, test.Statistic);
        Assert.Equal((OutlierClass.Straggler, 6), (test.Class, test.Suspects.Single()));
        Assert.Equal(
            "9.9 is a straggler: above the 5 %, not above the 1 % critical value (Grubbs' G = 2.1280; 5 %: 2.0200, 1 %: 2.1391).",
            test.ToString());
    }

    [Fact]
    public void Above_the_one_percent_value_is_an_outlier_at_either_end()
    {
        Assert.Equal(
            "99 is an outlier: above the 1 % critical value (Grubbs' G = 2.2674; 5 %: 2.0200, 1 %: 2.1391).",
            Grubbs.One([4.5, 4.9, 5.6, 4.2, 6.2, 5.2, 99]).Value.ToString());
        var low = Grubbs.One([4.5, -99, 4.9, 5.6, 4.2, 6.2, 5.2]).Value;
        Assert.Equal((OutlierClass.Outlier, 1, -99.0), (low.Class, low.Suspects.Single(), low.Values.Single()));
    }

    [Fact]
    public void Not_above_the_five_percent_value_is_correct()
    {
        var test = Grubbs.One([4.5, 4.9, 5.6, 4.2, 6.2, 5.2]).Value;
        Assert.Equal(OutlierClass.Correct, test.Class);
        Assert.StartsWith(
            "6.2 is accepted as correct: not above the 5 % critical value (Grubbs' G = ", test.ToString(), StringComparison.Ordinal);
        // As far out on both sides: the larger is named.
        Assert.Equal(2, Grubbs.One([-1.0, 0, 1]).Value.Suspects.Single());
    }

    [Fact]
    public void Exactly_on_a_critical_value_is_not_beyond_it()
    {
        OutlierClass Class(double statistic, bool small = false) =>
            OutlierTest.Of("T", statistic, small ? 0.1 : 2, small ? 0.05 : 3, [0], [1.0], small).Class;
        Assert.Equal(OutlierClass.Correct, Class(2));
        Assert.Equal(OutlierClass.Straggler, Class(2.0000001));
        Assert.Equal(OutlierClass.Straggler, Class(3));
        Assert.Equal(OutlierClass.Outlier, Class(3.0000001));
        Assert.Equal(OutlierClass.Correct, Class(0.1, small: true));
        Assert.Equal(OutlierClass.Straggler, Class(0.0999, small: true));
        Assert.Equal(OutlierClass.Straggler, Class(0.05, small: true));
        Assert.Equal(OutlierClass.Outlier, Class(0.0499, small: true));
    }

    [Fact]
    public void And_its_neighbour_are_tested_as_a_pair_which_hides_them_from_the_single_test()
    {
        double[] values = [5.0, 5.1, 4.9, 5.05, 4.95, 5.02, 4.98, 9.9, 9.8, 5.01];
        Assert.Equal(OutlierClass.Correct, Grubbs.One(values).Value.Class);
        var pair = Grubbs.TwoLargest(values).Value;
        Assert.Equal(OutlierClass.Outlier, pair.Class);
        Assert.Equal([7, 8], pair.Suspects);
        Assert.StartsWith(
            "9.9 and 9.8 are outliers: below the 1 % critical value (Grubbs' ratio = ", pair.ToString(), StringComparison.Ordinal);
        var mirrored = Grubbs.TwoSmallest([.. values.Select(v => -v)]).Value;
        Numbers.Agree(pair.Statistic, mirrored.Statistic, 1e-12);
        Assert.Equal([7, 8], mirrored.Suspects);
        Assert.Equal(OutlierClass.Correct, Grubbs.TwoSmallest(values).Value.Class);
    }

    [Fact]
    public void Of_a_pair_that_straggles_reads_in_the_plural()
    {
        // 1 to 6 and two further out: 17.5 is the sum of squares of 1 to 6.
        double[] values = [1, 2, 3, 4, 5, 6, 12, 12.4];
        var test = Grubbs.TwoLargest(values).Value;
        Numbers.Agree(17.5 / Summary.Of(values).Value.SumOfSquares, test.Statistic, 1e-12);
        Assert.Equal(OutlierClass.Correct, test.Class);
        Assert.StartsWith("12.4 and 12 are accepted as correct: not below the 5 %", test.ToString(), StringComparison.Ordinal);
        var further = Grubbs.TwoLargest([1, 2, 3, 4, 5, 6, 14.5, 15]).Value;
        Assert.StartsWith(
            "15 and 14.5 are stragglers: below the 5 %, not below the 1 % critical value (", further.ToString(), StringComparison.Ordinal);
    }

    // Ten nitrate results: the gap .010 over the range .022.
    [Fact]
    public void By_Dixon_is_judged_by_the_gap_to_its_neighbour()
    {
        double[] nitrate = [0.189, 0.167, 0.187, 0.183, 0.186, 0.182, 0.181, 0.184, 0.181, 0.177];
        var test = Dixon.Test(nitrate, DixonRatio.R10).Value;
        Numbers.Agree(10.0 / 22, test.Statistic);
        Assert.Equal((OutlierClass.Correct, 1), (test.Class, test.Suspects.Single()));
        Assert.StartsWith(
            "0.167 is accepted as correct: not above the 5 % critical value (Dixon's r10 = 0.4545; ",
            test.ToString(),
            StringComparison.Ordinal);
        // r11 leaves the largest value out: .010/.020.
        var r11 = Dixon.Test(nitrate).Value;
        Numbers.Agree(0.5, r11.Statistic, 1e-9);
        Assert.StartsWith("Dixon's r11", r11.Test, StringComparison.Ordinal);
        Numbers.Agree(10.0 / 22, Dixon.Test([.. nitrate.Select(v => -v)], DixonRatio.R10).Value.Statistic, 1e-9);
        Numbers.Agree(14.0 / 20, Dixon.Test(nitrate, DixonRatio.R21).Value.Statistic, 1e-9);
    }

    [Fact]
    public void Of_a_variance_is_judged_by_its_share()
    {
        var test = Cochran.Test([0.1, 0.2, 0.1, 0.9, 0.2], 3).Value;
        Numbers.Agree(0.81 / 0.91, test.Statistic);
        Assert.Equal((OutlierClass.Outlier, 3, 0.9), (test.Class, test.Suspects.Single(), test.Values.Single()));
        Numbers.Agree(0.6837722339831621, test.CriticalAt5);
        Numbers.Agree(0.7885257473118872, test.CriticalAt1);
        Assert.StartsWith(
            "0.9 is an outlier: above the 1 % critical value (Cochran's C = 0.8901;", test.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Needs_enough_values_that_differ()
    {
        Assert.Equal("Grubbs' test needs at least 3 values; 2 were given.", Grubbs.One([1, 2]).Refusal);
        Assert.Equal("Grubbs' double test needs at least 4 values; 3 were given.", Grubbs.TwoLargest([1, 2, 3]).Refusal);
        Assert.True(Grubbs.One([1, 2, 3]).Succeeded);
        Assert.True(Grubbs.TwoSmallest([1, 2, 3, 4]).Succeeded);
        Assert.Equal("All 3 values are 1; Grubbs' test needs values that differ.", Grubbs.One([1, 1, 1]).Refusal);
        Assert.Equal("Value 3 is NaN, but a finite number was expected.", Grubbs.One([1, 2, double.NaN]).Refusal);
        Assert.Equal(
            "Grubbs' double test is computed for up to 1000 values; 1001 were given.",
            Grubbs.TwoLargest([.. Enumerable.Range(0, 1001).Select(i => (double)i)]).Refusal);
        Assert.Equal("Dixon's test needs at least 3 values; 2 were given.", Dixon.Test([1, 2]).Refusal);
        Assert.Equal("Dixon's test needs at least 6 values; 5 were given.", Dixon.Test([1, 2, 3, 4, 5], DixonRatio.R22).Refusal);
        Assert.Equal(
            "Dixon's test is computed for up to 30 values; 31 were given.",
            Dixon.Test([.. Enumerable.Range(0, 31).Select(i => (double)i)]).Refusal);
        Assert.Equal("3 values are 1; Dixon's test needs values that differ.", Dixon.Test([0, 1, 1, 1], DixonRatio.R11).Refusal);
        Assert.Equal("Cochran's test needs at least 2 standard deviations; 1 were given.", Cochran.Test([1], 2).Refusal);
        Assert.Equal("All 2 standard deviations are 0; Cochran's test needs one above 0.", Cochran.Test([0, 0], 2).Refusal);
        Assert.Equal("Standard deviation 2 is -1, but a finite number, 0 or above, was expected.", Cochran.Test([0, -1], 2).Refusal);
    }

    [Fact]
    public void Has_critical_values_for_enough_values_and_a_probability_only()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Grubbs.CriticalValue(2, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => Grubbs.CriticalValue(5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Grubbs.CriticalPairValue(3, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => Grubbs.CriticalPairValue(1001, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => Grubbs.CriticalPairValue(5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dixon.CriticalValue(2, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dixon.CriticalValue(5, 0.05, DixonRatio.R22));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dixon.CriticalValue(31, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dixon.CriticalValue(5, 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dixon.CriticalValue(5, 0.05, (DixonRatio)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dixon.RatioFor(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dixon.RatioFor(31));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cochran.CriticalValue(1, 2, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cochran.CriticalValue(2, 1, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cochran.CriticalValue(2, 2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cochran.Test([1, 2], 1));
    }

    [Fact]
    public void Stays_suspect_in_other_units_and_as_far_out_in_the_mirror() =>
        Gen.Select(Gen.Int[-1000, 1000].Array[4, 12], Gen.Double[0.01, 100], Gen.Double[-50, 50]).Sample(c =>
        {
            var (hundredths, scale, shift) = c;
            // The first stands apart, so that never all are equal.
            double[] x = [.. hundredths.Select((h, i) => i == 0 ? 10.5 : h / 100.0)];
            var g = Grubbs.One(x).Value.Statistic;
            Numbers.Near(g, Grubbs.One([.. x.Select(v => scale * v + shift)]).Value.Statistic, 1e-8);
            Numbers.Near(g, Grubbs.One([.. x.Select(v => -v)]).Value.Statistic, 1e-12);
        });
}
