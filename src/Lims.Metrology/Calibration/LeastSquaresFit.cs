namespace Lims.Metrology;

/// <summary>A coefficient of a fit.</summary>
/// <param name="Name">"b0", "b1" …; b0 is the intercept.</param>
/// <param name="Value">Its value, unit of y over that of its x.</param>
/// <param name="StandardError">s(b), same unit, ν of the fit.</param>
public sealed record FitCoefficient(string Name, double Value, double StandardError);

/// <summary>
/// Linear least squares: coefficients with standard errors, residuals, analysis of variance (NIST StRD, linear regression).
/// </summary>
/// <remarks>
/// Weights are scaled to a mean of 1, so that s is the standard deviation of a response of average weight (Miller and Miller). Numbers are
/// those of exact arithmetic on the doubles given, rounded once.
/// </remarks>
public sealed class LeastSquaresFit
{
    private readonly HouseholderQr qr;

    private LeastSquaresFit(HouseholderQr qr, DoubleDouble[][] design, DoubleDouble[] y, double[] weights, bool intercept)
    {
        this.qr = qr;
        HasIntercept = intercept;
        Weights = weights;
        var (n, p) = (y.Length, design.Length);
        DegreesOfFreedom = n - p;
        var (residuals, fitted) = (new double[n], new double[n]);
        DoubleDouble rss = default, sumOfWeights = default, weighted = default, raw = default;
        for (var i = 0; i < n; i++)
        {
            var at = DoubleDouble.Zero;
            for (var j = 0; j < p; j++)
                at += design[j][i] * qr.Coefficients[j];
            var residual = y[i] - at;
            (residuals[i], fitted[i]) = (residual.ToDouble(), at.ToDouble());
            rss += residual * residual * weights[i];
            sumOfWeights += weights[i];
            weighted += y[i] * weights[i];
            raw += y[i] * y[i] * weights[i];
        }

        var mean = weighted / sumOfWeights;
        var about = DoubleDouble.Zero;
        for (var i = 0; i < n; i++)
            about += (y[i] - mean) * (y[i] - mean) * weights[i];
        (Residuals, Fitted) = (residuals, fitted);
        var variance = rss / DegreesOfFreedom;
        ResidualSumOfSquares = rss.ToDouble();
        ResidualStandardDeviation = DoubleDouble.Sqrt(variance).ToDouble();
        // What is left when every point lies on the curve to the last bit of a double is no residual.
        var largest = y.Max(v => Math.Abs(v.ToDouble()));
        IsExact = ResidualSumOfSquares <= n * Math.Pow(Math.ScaleB(largest, -52), 2);
        RSquaredCorrected = about.High == 0 ? null : ((about - rss) / about).ToDouble();
        RSquaredUncorrected = raw.High == 0 ? null : ((raw - rss) / raw).ToDouble();
        DegreesOfFreedomOfRegression = intercept ? p - 1 : p;
        RegressionSumOfSquares = ((intercept ? about : raw) - rss).ToDouble();
        if (!IsExact && DegreesOfFreedomOfRegression > 0)
        {
            F = (((intercept ? about : raw) - rss) / DegreesOfFreedomOfRegression / variance).ToDouble();
            PValue = FisherTail.Upper(F.Value, DegreesOfFreedomOfRegression, DegreesOfFreedom);
        }

        var inverse = qr.InverseOfNormal();
        var covariance = new double[p, p];
        var coefficients = new FitCoefficient[p];
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < p; j++)
                covariance[i, j] = (inverse[i, j] * variance).ToDouble();
            var error = DoubleDouble.Sqrt(inverse[i, i] * variance).ToDouble();
            coefficients[i] = new(FormattableString.Invariant($"b{(intercept ? i : i + 1)}"), qr.Coefficients[i].ToDouble(), error);
        }

        (Coefficients, Covariance) = (coefficients, covariance);
    }

    /// <summary>b0 (with an intercept), b1 … in the order of the columns.</summary>
    public IReadOnlyList<FitCoefficient> Coefficients { get; }

    /// <summary>u(b_i, b_j), in the order of <see cref="Coefficients"/>.</summary>
    public double[,] Covariance { get; }

    /// <summary>y less fitted y, not weighted.</summary>
    public IReadOnlyList<double> Residuals { get; }

    /// <summary>Fitted y.</summary>
    public IReadOnlyList<double> Fitted { get; }

    /// <summary>The weights used, scaled to a mean of 1.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>Whether there is a b0.</summary>
    public bool HasIntercept { get; }

    /// <summary>n less the number of coefficients.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>Degrees of freedom of the regression: coefficients without b0.</summary>
    public int DegreesOfFreedomOfRegression { get; }

    /// <summary>Σ w (y - ŷ)².</summary>
    public double ResidualSumOfSquares { get; }

    /// <summary>Σ w (ŷ - ȳ)² with an intercept, Σ w ŷ² without.</summary>
    public double RegressionSumOfSquares { get; }

    /// <summary>s = √(Σ w (y - ŷ)²/ν), unit of y.</summary>
    public double ResidualStandardDeviation { get; }

    /// <summary>True when the points lie on the curve to the precision of a double; then there is no F.</summary>
    public bool IsExact { get; }

    /// <summary>
    /// R² about the mean, 1 - Σ w (y - ŷ)²/Σ w (y - ȳ)²; negative where a line through the origin is worse than the mean.
    /// </summary>
    /// <remarks>Null when all y are equal.</remarks>
    public double? RSquaredCorrected { get; }

    /// <summary>R² about zero, 1 - Σ w (y - ŷ)²/Σ w y²: what NIST certifies for lines through the origin. Null when all y are 0.</summary>
    public double? RSquaredUncorrected { get; }

    /// <summary>Mean square of the regression over that of the residuals; null for an exact fit or a mere mean.</summary>
    public double? F { get; }

    /// <summary>P(F or more) if y did not depend on x at all; null with <see cref="F"/>.</summary>
    public double? PValue { get; }

    internal DoubleDouble[] ExactCoefficients => qr.Coefficients;

    /// <summary>√(g' Cov(b) g): the standard uncertainty of Σ g_j b_j, ν of the fit.</summary>
    internal double UncertaintyOf(ReadOnlySpan<DoubleDouble> g) =>
        ResidualStandardDeviation * DoubleDouble.Sqrt(qr.Leverage(g)).ToDouble();

    /// <summary>y = b0 + b1 x1 + b2 x2 …</summary>
    /// <param name="predictors">One series for each x, all as long as y.</param>
    /// <param name="y">Responses, more than there are coefficients.</param>
    /// <param name="intercept">Whether there is a b0.</param>
    /// <param name="weights">Weight of each response, above 0, any scale; null for equal ones.</param>
    /// <returns>A refusal that quotes what is wrong with the data.</returns>
    /// <exception cref="ArgumentException">Series of different length.</exception>
    public static Outcome<LeastSquaresFit> Multiple(
        IReadOnlyList<IReadOnlyList<double>> predictors,
        IReadOnlyList<double> y,
        bool intercept = true,
        IReadOnlyList<double>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(predictors);
        ArgumentNullException.ThrowIfNull(y);
        for (var j = 0; j < predictors.Count; j++)
        {
            SameLength(y, predictors[j], FormattableString.Invariant($"x{j + 1}"));
            if (NotFinite(predictors[j]) is >= 0 and var i)
                return Outcome.Because<LeastSquaresFit>(
                    $"x{j + 1} of point {i + 1} is {predictors[j][i]}, but a finite number was expected.");
        }

        var columns = predictors.Select(x => x.Select(v => (DoubleDouble)v).ToArray());
        return Of(intercept ? [Ones(y.Count), .. columns] : [.. columns], y, intercept, weights);
    }

    /// <summary>y = b0 + b1 x + b2 x² … to the given degree.</summary>
    /// <param name="x">Amounts.</param>
    /// <param name="y">Responses, as many.</param>
    /// <param name="degree">1 or more.</param>
    /// <param name="intercept">Whether there is a b0.</param>
    /// <param name="weights">Weight of each response, above 0, any scale; null for equal ones.</param>
    /// <returns>A refusal that quotes what is wrong with the data.</returns>
    /// <exception cref="ArgumentException">Series of different length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A degree below 1.</exception>
    public static Outcome<LeastSquaresFit> Polynomial(
        IReadOnlyList<double> x, IReadOnlyList<double> y, int degree, bool intercept = true, IReadOnlyList<double>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        Require.AtLeast(1, degree);
        SameLength(y, x, "x");
        if (NotFinite(x) is >= 0 and var bad)
            return Outcome.Because<LeastSquaresFit>($"x of point {bad + 1} is {x[bad]}, but a finite number was expected.");
        var powers = new List<DoubleDouble[]> { Ones(x.Count) };
        // Powers carry 32 digits too: x¹⁰ as a double would be another number than the curve is evaluated with.
        for (var k = 1; k <= degree; k++)
            powers.Add([.. powers[k - 1].Select((power, i) => power * x[i])]);
        return Of([.. powers.Skip(intercept ? 0 : 1)], y, intercept, weights);
    }

    private static Outcome<LeastSquaresFit> Of(
        DoubleDouble[][] design, IReadOnlyList<double> y, bool intercept, IReadOnlyList<double>? weights)
    {
        var (n, p) = (y.Count, design.Length);
        if (NotFinite(y) is >= 0 and var bad)
            return Outcome.Because<LeastSquaresFit>($"y of point {bad + 1} is {y[bad]}, but a finite number was expected.");
        if (p == 0)
            throw new ArgumentException("A fit without intercept needs at least one x.");
        if (n <= p)
            return Outcome.Because<LeastSquaresFit>(
                $"There are {n} points for {p} coefficients; at least {p + 1} were expected, or no residual is left to judge the fit by.");
        var used = Scaled(weights, y, out var refusal);
        if (refusal is not null)
            return Outcome.Refused<LeastSquaresFit>(refusal);
        var roots = used.Select(w => DoubleDouble.Sqrt(w)).ToArray();
        var responses = y.Select(v => (DoubleDouble)v).ToArray();
        var qr = HouseholderQr.Solve(
            [.. design.Select(c => c.Select((v, i) => v * roots[i]).ToArray())], [.. responses.Select((v, i) => v * roots[i])]);
        return qr is null
            ? Outcome.Refused<LeastSquaresFit>(
                "The x of the points do not tell the coefficients apart; more distinct values were expected.")
            : Outcome.Of(new LeastSquaresFit(qr, design, responses, used, intercept));
    }

    private static double[] Scaled(IReadOnlyList<double>? weights, IReadOnlyList<double> y, out string? refusal)
    {
        refusal = null;
        if (weights is null)
            return [.. Enumerable.Repeat(1.0, y.Count)];
        SameLength(y, weights, "the weights");
        for (var i = 0; i < weights.Count; i++)
        {
            if (!(double.IsFinite(weights[i]) && weights[i] > 0))
                refusal ??= FormattableString.Invariant(
                    $"The weight of point {i + 1} is {weights[i]}, but a finite number above 0 was expected.");
        }

        var sum = weights.Sum();
        return [.. weights.Select(w => w / sum * weights.Count)];
    }

    private static void SameLength(IReadOnlyList<double> y, IReadOnlyList<double> other, string name)
    {
        if (y.Count != other.Count)
            throw new ArgumentException(FormattableString.Invariant($"There are {y.Count} responses, but {other.Count} values of {name}."));
    }

    private static int NotFinite(IReadOnlyList<double> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i]))
                return i;
        }

        return -1;
    }

    private static DoubleDouble[] Ones(int n) => [.. Enumerable.Repeat(DoubleDouble.One, n)];
}
