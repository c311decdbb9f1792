using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class A_least_squares_fit_of_certified_data(ITestOutputHelper output)
{
    // Minimum digits of coefficients, standard errors, s, R² and F; degree 0 is multiple regression.
    [Theory]
    [InlineData("Norris", 1, 13)]
    [InlineData("Longley", 0, 14)]
    [InlineData("Wampler1", 5, 14.5)]
    [InlineData("Wampler2", 5, 13)]
    [InlineData("Wampler3", 5, 14)]
    [InlineData("Wampler4", 5, 14)]
    [InlineData("Wampler5", 5, 14)]
    [InlineData("Filip", 10, 13.5)]
    [InlineData("Pontius", 2, 13)]
    [InlineData("NoInt1", 1, 14)]
    [InlineData("NoInt2", 1, 14)]
    public void Reaches_the_certified_digits(string set, int degree, double digits)
    {
        var nist = Nist.Read(set);
        var certified = nist.Coefficients().ToList();
        var fit = Fit(nist, degree, intercept: !set.StartsWith("NoInt", StringComparison.Ordinal)).Value;
        var r2 = fit.HasIntercept ? fit.RSquaredCorrected!.Value : fit.RSquaredUncorrected!.Value;
        var exact = nist.Certified("s") == 0;
        var b = certified.Zip(fit.Coefficients, (c, f) => Nist.Digits(c.Value, f.Value)).Min();
        var e = certified.Zip(fit.Coefficients, (c, f) => Nist.Digits(c.Deviation, f.StandardError)).Min();
        var s = Nist.Digits(nist.Certified("s")!.Value, fit.ResidualStandardDeviation);
        var ofR2 = Nist.Digits(nist.Certified("R2")!.Value, r2);
        double? ofF = fit.F is { } f ? Nist.Digits(nist.Certified("F")!.Value, f) : null;
        output.WriteLine(FormattableString.Invariant($"{set,-10} b {b:F1}  s(b) {e:F1}  s {s:F1}  R2 {ofR2:F1}  F {ofF:F1}"));

        Assert.Equal(certified.Count, fit.Coefficients.Count);
        Assert.True(b >= digits, FormattableString.Invariant($"Coefficients: {b} digits."));
        Assert.True(e >= (exact ? 14 : digits), FormattableString.Invariant($"Standard errors: {e} digits."));
        Assert.True(s >= (exact ? 14 : digits), FormattableString.Invariant($"s: {s} digits."));
        Nist.AtLeast(Math.Min(digits, 13), nist.Certified("R2")!.Value, r2, "R²");
        Assert.Equal(exact, fit.IsExact);
        if (exact)
            Assert.Null(fit.F);
        else
            Nist.AtLeast(Math.Min(digits, 12), nist.Certified("F")!.Value, fit.F, "F");
    }

    [Theory]
    [InlineData("Norris")]
    [InlineData("Longley")]
    [InlineData("Wampler1")]
    [InlineData("Wampler2")]
    [InlineData("Wampler3")]
    [InlineData("Wampler4")]
    [InlineData("Wampler5")]
    [InlineData("Filip")]
    [InlineData("Pontius")]
    [InlineData("NoInt1")]
    [InlineData("NoInt2")]
    public void Uses_the_numbers_of_nist(string set)
    {
        var nist = Nist.Read(set);
        var columns = Enumerable.Range(0, nist.Columns("data")).Select(k => nist.Column(k)).ToList();
        Assert.Equal(Nist.Original(set), Enumerable.Range(0, columns[0].Length).SelectMany(i => columns.Select(c => c[i])));
    }

    // The certified 0.99937 of NoInt1 is about zero; about the mean the line through the origin is worse than the mean itself.
    [Fact]
    public void Through_the_origin_names_both_squares_of_R()
    {
        var fit = Fit(Nist.Read("NoInt1"), 1, intercept: false).Value;
        Numbers.Agree(0.999365492298663, fit.RSquaredUncorrected!.Value, 1e-14);
        Numbers.Agree(1 - 127.272727272727 / 110, fit.RSquaredCorrected!.Value, 1e-12);
        Assert.Equal(("b1", 10, 1), (fit.Coefficients[0].Name, fit.DegreesOfFreedom, fit.DegreesOfFreedomOfRegression));
        Numbers.Agree(200457.727272727, fit.RegressionSumOfSquares, 1e-14);
        Numbers.Agree(127.272727272727, fit.ResidualSumOfSquares, 1e-14);
    }

    private static Outcome<LeastSquaresFit> Fit(Nist nist, int degree, bool intercept) => degree == 0
        ? LeastSquaresFit.Multiple(
            [.. Enumerable.Range(1, nist.Columns("data") - 1).Select(k => nist.Column(k))], nist.Column(0), intercept)
        : LeastSquaresFit.Polynomial(nist.Column(1), nist.Column(0), degree, intercept);
}
