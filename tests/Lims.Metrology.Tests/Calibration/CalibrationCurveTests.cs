using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

internal static class Cadmium
{
    /// <summary>Five standards in triplicate, QUAM example A5.</summary>
    public static readonly double[] Amounts = [.. new[] { 0.1, 0.3, 0.5, 0.7, 0.9 }.SelectMany(x => Enumerable.Repeat(x, 3))];

    public static readonly double[] Responses =
        [.028, .029, .029, .084, .083, .081, .135, .131, .133, .180, .181, .183, .215, .230, .216];

    public static CalibrationCurve Line => CalibrationCurve.Of(Amounts, Responses, CalibrationModel.Line, "mg/L").Value;
}

public sealed class A_calibration
{
    private static readonly double[] X = [0, 2, 4, 6, 8, 10];
    private static readonly double[] Y = [.009, .158, .301, .472, .577, .739];
    private static readonly double[] S = [.001, .004, .010, .013, .017, .022];

    private static CalibrationCurve Weighted =>
        CalibrationCurve.Of(X, Y, CalibrationModel.Line, "ug/mL", CalibrationCurve.WeightsFrom(S)).Value;

    [Fact]
    public void By_a_line_has_the_worked_coefficients_and_errors()
    {
        var line = Cadmium.Line;
        Numbers.Agree(0.241, line.Slope);
        Numbers.Agree(0.0087, line.Intercept);
        Numbers.Agree(0.005007686399618398, line.Fit.Coefficients[1].StandardError);
        Numbers.Agree(0.002876696823682436, line.Fit.Coefficients[0].StandardError);
        Numbers.Agree(0.005485645603965653, line.Fit.ResidualStandardDeviation);
        Numbers.Agree(0.9972053335383427, line.Correlation!.Value);
        Numbers.Agree(1.2, line.SumOfSquaresOfAmounts);
        Numbers.Agree(0.5, line.MeanAmount);
        Assert.Equal((0.1, 0.9, "mg/L", 15), (line.Lowest, line.Highest, line.Unit, line.Amounts.Count));
        Assert.Equal(["b0", "b1"], line.Fit.Coefficients.Select(c => c.Name));
        Numbers.Agree(Math.Pow(line.Fit.Coefficients[0].StandardError, 2), line.Fit.Covariance[0, 0]);
        Numbers.Agree(-0.5 * Math.Pow(line.Fit.Coefficients[1].StandardError, 2), line.Fit.Covariance[0, 1]);
        Assert.Equal(line.Fit.Covariance[0, 1], line.Fit.Covariance[1, 0]);
        var falling = CalibrationCurve.Of(Cadmium.Amounts, [.. Cadmium.Responses.Select(y => -y)], CalibrationModel.Line, "").Value;
        Assert.Equal(-line.Correlation, falling.Correlation!.Value);
    }

    // c0 = 0.26 of two readings: QUAM prints 0.018.
    [Fact]
    public void By_a_line_is_read_backwards_with_the_worked_uncertainty()
    {
        var line = Cadmium.Line;
        var amount = line.AmountFor(line.Intercept + 0.26 * line.Slope, readings: 2).Value;
        Numbers.Agree(0.26, amount.Value);
        var s = 0.005485645603965653;
        Numbers.Agree(s / 0.241 * Math.Sqrt(1.0 / 2 + 1.0 / 15 + Math.Pow(0.26 - 0.5, 2) / 1.2), amount.StandardUncertainty);
        Numbers.Near(0.0178456, amount.StandardUncertainty, 5e-8);
        Assert.Equal(("mg/L", 13.0, 2), (amount.Unit, amount.DegreesOfFreedom, amount.Replicates));
    }

    [Fact]
    public void By_a_line_is_read_forwards_with_the_uncertainty_of_curve_and_reading()
    {
        var predicted = Cadmium.Line.ResponseAt(0.26);
        var s = 0.005485645603965653;
        var curve = s * Math.Sqrt(1.0 / 15 + Math.Pow(0.26 - 0.5, 2) / 1.2);
        Numbers.Agree(0.0087 + 0.241 * 0.26, predicted.Response);
        Numbers.Agree(curve, predicted.OfCurve);
        Numbers.Agree(Math.Sqrt(s * s + curve * curve), predicted.OfReading);
        Assert.Equal(13, predicted.DegreesOfFreedom);
        Assert.Throws<ArgumentOutOfRangeException>(() => Cadmium.Line.ResponseAt(double.NaN));
    }

    [Fact]
    public void By_a_weighted_line_has_the_worked_numbers()
    {
        var line = Weighted;
        double[] weights = [
            5.535343948893746, 0.3459589968058591, 0.05535343948893746, 0.03275351449049554, 0.019153439269528533, 0.01143666105143336];
        for (var i = 0; i < 6; i++)
            Numbers.Agree(weights[i], line.Fit.Weights[i]);
        Numbers.Agree(0.07375996623705021, line.Slope);
        Numbers.Near(0.00908391, line.Intercept, 5e-9);
        Numbers.Near(0.00249548, line.Fit.ResidualStandardDeviation, 5e-9);
        var plain = CalibrationCurve.Of(X, Y, CalibrationModel.Line, "ug/mL").Value;
        Numbers.Agree(0.07254285714285715, plain.Slope);
        Numbers.Agree(0.013285714285714286, plain.Intercept);
    }

    [Fact]
    public void By_a_weighted_line_is_read_with_the_weight_of_the_reading()
    {
        var low = Weighted.AmountFor(0.1, weight: 1.8).Value;
        Numbers.Agree(1.2325940054614843, low.Value);
        Numbers.Near(0.0321867, low.StandardUncertainty, 5e-8);
        var high = Weighted.AmountFor(0.6, weight: 0.044).Value;
        Numbers.Agree(8.011338973878324, high.Value);
        Numbers.Agree(0.1969861129902119, high.StandardUncertainty);
    }

    [Fact]
    public void Through_the_origin_has_no_intercept_to_be_wrong_in()
    {
        var line = CalibrationCurve.Of([1, 2, 3], [2.1, 3.9, 6.0], CalibrationModel.LineThroughOrigin, "g").Value;
        var slope = 27.9 / 14;
        Numbers.Agree(slope, line.Slope);
        Assert.Equal(0, line.Intercept);
        Assert.Null(line.Correlation);
        var s = Math.Sqrt((Math.Pow(2.1 - slope, 2) + Math.Pow(3.9 - 2 * slope, 2) + Math.Pow(6 - 3 * slope, 2)) / 2);
        Numbers.Agree(s / Math.Sqrt(14), line.Fit.Coefficients[0].StandardError);
        var amount = line.AmountFor(4).Value;
        Numbers.Agree(s / slope * Math.Sqrt(1 + amount.Value * amount.Value / 14), amount.StandardUncertainty);
        Assert.Equal((2.0, "b1"), (amount.DegreesOfFreedom, line.Fit.Coefficients[0].Name));
    }

    [Fact]
    public void Beyond_its_standards_is_not_read_unless_asked_and_a_curve_never()
    {
        var line = Cadmium.Line;
        var above = line.AmountFor(0.5);
        Assert.StartsWith("The response 0.5 reads as 2.03", above.Refusal, StringComparison.Ordinal);
        Assert.EndsWith(" mg/L, above the highest standard; 0.1 to 0.9 mg/L was expected.", above.Refusal, StringComparison.Ordinal);
        Assert.EndsWith(
            "below the lowest standard; 0.1 to 0.9 mg/L was expected.", line.AmountFor(0.001).Refusal, StringComparison.Ordinal);
        Numbers.Agree((0.5 - 0.0087) / 0.241, line.AmountFor(0.5, beyondStandards: true).Value.Value);
        Assert.True(line.AmountFor(line.ResponseAt(0.9).Response).Succeeded);
        Assert.True(line.AmountFor(line.ResponseAt(0.1).Response).Succeeded);
        Assert.False(line.AmountFor(line.ResponseAt(0.90001).Response).Succeeded);
        Assert.False(line.AmountFor(line.ResponseAt(0.09999).Response).Succeeded);
    }

    [Fact]
    public void By_a_quadratic_is_read_where_it_rises_and_refused_where_two_amounts_answer()
    {
        // y = 1 + 2x - 0.1x² with a little scatter; the top is at x = 10.
        double[] x = [0, 2, 4, 6, 8, 10, 12, 13];
        double[] scatter = [.01, -.01, .01, -.01, .01, -.01, .01, -.01];
        double[] y = [.. x.Select((v, i) => 1 + 2 * v - 0.1 * v * v + scatter[i])];
        var curve = CalibrationCurve.Of(x, y, CalibrationModel.Quadratic, "mg/L").Value;
        var amount = curve.AmountFor(curve.ResponseAt(3).Response, readings: 3).Value;
        Numbers.Agree(3, amount.Value, 1e-12);
        var b = curve.Fit.Coefficients.Select(c => c.Value).ToArray();
        var slope = b[1] + 2 * b[2] * 3;
        var s = curve.Fit.ResidualStandardDeviation;
        var ofCurve = curve.ResponseAt(3).OfCurve;
        Numbers.Agree(Math.Sqrt(s * s / 3 + ofCurve * ofCurve) / slope, amount.StandardUncertainty);
        double variance = 0;
        double[] g = [1, 3, 9];
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
                variance += g[i] * g[j] * curve.Fit.Covariance[i, j];
        }

        Numbers.Agree(Math.Sqrt(variance), ofCurve, 1e-9);

        var twice = curve.AmountFor(curve.ResponseAt(12).Response).Refusal;
        Assert.StartsWith("The response 10.59", twice, StringComparison.Ordinal);
        Numbers.Says("belongs to more than one amount: 7.9", twice);
        Numbers.Says(" and 12", twice);
        Assert.Equal(
            "No amount between the standards (0 to 13 mg/L) has the response 20.", curve.AmountFor(20, beyondStandards: true).Refusal);
        Assert.Equal(1, new[] { curve.AmountFor(curve.ResponseAt(0).Response) }.Count(o => o.Succeeded));
        Assert.Null(curve.Correlation);
    }

    [Fact]
    public void By_a_level_top_has_no_uncertainty_there()
    {
        var curve = CalibrationCurve.Of([-2, -1, 0, 1, 2], [0, 3, 4, 3, 0], CalibrationModel.Quadratic, "g").Value;
        Assert.StartsWith("The curve is level at ", curve.AmountFor(4).Refusal, StringComparison.Ordinal);
        Assert.EndsWith(" g; no uncertainty can be given there.", curve.AmountFor(4).Refusal, StringComparison.Ordinal);
        Assert.StartsWith(
            "The response 3.9 belongs to more than one amount: -0.316", curve.AmountFor(3.9).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_lack_of_fit_against_its_replicates()
    {
        var line = CalibrationCurve.Of([1, 1, 2, 2, 3, 3], [0.9, 1.1, 2.4, 2.6, 2.9, 3.1], CalibrationModel.Line, "g").Value;
        var test = line.TestLackOfFit().Value;
        Numbers.Agree(0.06, test.SumOfSquaresOfPureError);
        // Means 1, 2.5, 3: slope 1, fitted 7/6, 13/6, 19/6; lack 2 (1/36 + 1/9 + 1/36) = 1/3.
        Numbers.Agree(1.0 / 3, test.SumOfSquaresOfLack);
        Numbers.Agree(1.0 / 3 / 0.02, test.F);
        Assert.Equal((1, 3), (test.DegreesOfFreedomOfLack, test.DegreesOfFreedomOfPureError));
        Numbers.Agree(2 * CoverageFactor.Cumulative(-Math.Sqrt(50.0 / 3), 3), test.PValue);
        Assert.InRange(Cadmium.Line.TestLackOfFit().Value.PValue, 0, 0.05);
    }

    [Fact]
    public void Shows_weighted_lack_of_fit_by_weighted_means()
    {
        double[] weights = [1, 3, 1, 1, 1, 1];
        var line = CalibrationCurve.Of([1, 1, 2, 2, 3, 3], [0.9, 1.1, 2.4, 2.6, 2.9, 3.1], CalibrationModel.Line, "g", weights).Value;
        // Weights scaled by 6/8; the first mean is (0.9 + 3.3)/4 = 1.05.
        var pure = 0.75 * (0.0225 + 3 * 0.0025 + 0.04);
        Numbers.Agree(pure, line.TestLackOfFit().Value.SumOfSquaresOfPureError);
        Numbers.Agree(line.Fit.ResidualSumOfSquares - pure, line.TestLackOfFit().Value.SumOfSquaresOfLack);
    }

    [Fact]
    public void Without_replicates_or_spare_amounts_shows_no_lack_of_fit()
    {
        CalibrationCurve Of(double[] x, double[] y) => CalibrationCurve.Of(x, y, CalibrationModel.Line, "g").Value;
        Assert.Equal("No amount was measured twice; replicates were expected.", Of([1, 2, 3], [1, 2, 4]).TestLackOfFit().Refusal);
        Assert.Equal(
            "2 distinct amounts for 2 coefficients leave nothing to judge the form by.",
            Of([1, 1, 2], [1, 1.1, 2]).TestLackOfFit().Refusal);
        Assert.Equal(
            "All replicates are equal; there is no pure error to compare with.", Of([1, 1, 2, 3], [1, 1, 2, 4]).TestLackOfFit().Refusal);
    }

    [Fact]
    public void Is_refused_with_the_offending_point_quoted()
    {
        Outcome<CalibrationCurve> Of(double[] x, double[] y, double[]? w = null) =>
            CalibrationCurve.Of(x, y, CalibrationModel.Line, "g", w);
        Assert.Equal(
            "There are 2 points for 2 coefficients; at least 3 were expected, or no residual is left to judge the fit by.",
            Of([1, 2], [1, 2]).Refusal);
        Assert.Equal("x of point 2 is NaN, but a finite number was expected.", Of([1, double.NaN, 2], [1, 2, 3]).Refusal);
        Assert.Equal("y of point 3 is NaN, but a finite number was expected.", Of([1, 2, 3], [1, 2, double.NaN]).Refusal);
        Assert.Equal(
            "The x of the points do not tell the coefficients apart; more distinct values were expected.",
            Of([1, 1, 1], [1, 2, 3]).Refusal);
        Assert.Equal("The weight of point 2 is 0, but a finite number above 0 was expected.", Of([1, 2, 3], [1, 2, 3], [1, 0, -1]).Refusal);
        Assert.Equal("The response is 0 at every amount; one that changes was expected.", Of([1, 2, 3], [0, 0, 0]).Refusal);
        Assert.Equal(
            "x2 of point 1 is NaN, but a finite number was expected.",
            LeastSquaresFit.Multiple([[1.0, 2, 3], [double.NaN, 2, 3]], [1.0, 2, 3]).Refusal);
        // The second x is twice the first.
        Assert.False(LeastSquaresFit.Multiple([[1.0, 2, 3, 4], [2.0, 4, 6, 8]], [1.0, 2, 3, 5]).Succeeded);
    }

    [Fact]
    public void Is_misused_by_series_of_different_length()
    {
        Assert.Equal(
            "There are 3 responses, but 2 values of x.",
            Assert.Throws<ArgumentException>(() => CalibrationCurve.Of([1, 2], [1, 2, 3], CalibrationModel.Line, "g")).Message);
        Assert.Equal(
            "There are 3 responses, but 2 values of the weights.",
            Assert.Throws<ArgumentException>(() => CalibrationCurve.Of([1, 2, 3], [1, 2, 3], CalibrationModel.Line, "g", [1, 2])).Message);
        Assert.Equal(
            "There are 2 responses, but 3 values of x1.",
            Assert.Throws<ArgumentException>(() => LeastSquaresFit.Multiple([[1.0, 2, 3]], [1.0, 2])).Message);
        Assert.Throws<ArgumentException>(() => LeastSquaresFit.Multiple([], [1.0, 2], intercept: false));
        Assert.Throws<ArgumentOutOfRangeException>(() => LeastSquaresFit.Polynomial([1.0, 2, 3], [1.0, 2, 3], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => CalibrationCurve.WeightsFrom([1, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cadmium.Line.AmountFor(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cadmium.Line.AmountFor(0.1, readings: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cadmium.Line.AmountFor(0.1, weight: 0));
        Assert.Equal([0.25, 1.0], CalibrationCurve.WeightsFrom([2, 1]));
    }

    [Fact]
    public void By_a_mean_alone_has_neither_F_nor_R_of_equal_responses()
    {
        var mean = LeastSquaresFit.Multiple([], [1.0, 2, 3]).Value;
        Assert.Equal((2.0, 0, null, 0.0), (mean.Coefficients[0].Value, mean.DegreesOfFreedomOfRegression, mean.F, mean.RSquaredCorrected));
        Numbers.Agree(Math.Sqrt(1.0 / 3), mean.Coefficients[0].StandardError);
        var level = LeastSquaresFit.Polynomial([1.0, 2, 3], [5.0, 5, 5], 1).Value;
        Assert.Null(level.RSquaredCorrected);
        Assert.Equal(1, level.RSquaredUncorrected);
        Assert.True(level.IsExact);
        Assert.Null(LeastSquaresFit.Polynomial([1.0, 2, 3], [0.0, 0, 0], 1).Value.RSquaredUncorrected);
        var line = LeastSquaresFit.Polynomial([1.0, 2, 3, 4], [1.0, 2, 3, 5], 1).Value;
        // r of the pairs by hand: 6.5²/(5·8.75).
        Numbers.Agree(6.5 * 6.5 / (5 * 8.75), line.RSquaredCorrected!.Value);
        Numbers.Agree(6.5 * 6.5 / 5 / (0.3 / 2), line.F!.Value);
        Numbers.Agree(2 * CoverageFactor.Cumulative(-Math.Sqrt(line.F.Value), 2), line.PValue!.Value);
        Numbers.Agree(8.45, line.RegressionSumOfSquares);
        Assert.Equal([0.2, -0.1, -0.4, 0.3], line.Residuals.Select(r => Math.Round(r, 12)));
        Assert.Equal([0.8, 2.1, 3.4, 4.7], line.Fitted.Select(f => Math.Round(f, 12)));
    }

    [Fact]
    public void Reads_back_what_it_predicts() =>
        Gen.Select(Gen.Double[-5, 5], Gen.Double[0.1, 10], Gen.Double[-0.2, 0.2].Array[8], Gen.Double[0, 7]).Sample(c =>
        {
            var (b0, b1, scatter, x) = c;
            double[] amounts = [0, 1, 2, 3, 4, 5, 6, 7];
            double[] responses = [.. amounts.Select((v, i) => b0 + (5 + b1) * v + scatter[i])];
            var line = CalibrationCurve.Of(amounts, responses, CalibrationModel.Line, "g").Value;
            Numbers.Near(x, line.AmountFor(line.ResponseAt(x).Response).Value.Value, 1e-9);
        });

    [Fact]
    public void Weighted_by_counts_is_that_of_the_points_repeated() =>
        Gen.Select(Gen.Double[-5, 5].Array[5], Gen.Int[1, 4].Array[5]).Sample(c =>
        {
            var (y, counts) = c;
            double[] x = [0, 1, 2, 3, 4];
            var weighted = LeastSquaresFit.Polynomial(x, y, 2, weights: [.. counts.Select(n => (double)n)]).Value;
            var repeated = LeastSquaresFit.Polynomial(
                [.. x.SelectMany((v, i) => Enumerable.Repeat(v, counts[i]))],
                [.. y.SelectMany((v, i) => Enumerable.Repeat(v, counts[i]))],
                2).Value;
            for (var k = 0; k < 3; k++)
                Numbers.Near(repeated.Coefficients[k].Value, weighted.Coefficients[k].Value, 1e-9);
        });

    [Fact]
    public void Shifted_in_amount_keeps_its_residuals() =>
        Gen.Select(Gen.Double[-5, 5].Array[6], Gen.Double[-1e6, 1e6]).Sample(c =>
        {
            var (y, shift) = c;
            double[] x = [0, 1, 2, 3, 4, 5];
            double[] moved = [.. x.Select(v => v + shift)];
            var before = LeastSquaresFit.Polynomial([.. moved.Select(v => v - shift)], y, 2).Value;
            var after = LeastSquaresFit.Polynomial(moved, y, 2).Value;
            for (var i = 0; i < 6; i++)
                Numbers.Near(before.Residuals[i], after.Residuals[i], 1e-8);
        });
}
