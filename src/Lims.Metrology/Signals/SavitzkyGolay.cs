namespace Lims.Metrology;

/// <summary>A smoothed or differentiated signal, point for point.</summary>
/// <param name="Values">Same length as the signal; signal unit, or signal unit over step unit to the power of the derivative.</param>
public sealed record SmoothedSignal(IReadOnlyList<double> Values);

/// <summary>
/// Smoothing and derivatives by a moving least-squares polynomial (Savitzky and Golay 1964, Anal. Chem. 36:1627; edges as Gorry 1990,
/// Anal. Chem. 62:570).
/// </summary>
/// <remarks>
/// Equidistant points. In the middle the polynomial is read at the centre of its window; in the first and last half window it is that of
/// the first and last whole window, read where the point lies: nothing is padded, and a polynomial of the filter's order passes unchanged.
/// The weights come from orthonormal polynomials of the window, so that wide windows and high orders lose no digits. Immutable; one filter
/// serves any number of signals.
/// </remarks>
public sealed class SavitzkyGolay
{
    private readonly double[][] weights;

    /// <summary>A filter.</summary>
    /// <param name="window">Points of the window, odd, at least 3.</param>
    /// <param name="order">Order of the polynomial, 0 to window - 1.</param>
    /// <param name="derivative">0 smooths, 1 is the slope, 2 the curvature …; at most the order.</param>
    /// <param name="step">Distance of two points, above 0; matters to derivatives alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public SavitzkyGolay(int window, int order, int derivative = 0, double step = 1)
    {
        Require.AtLeast(3, window);
        Require.AtLeast(0, order);
        Require.AtLeast(0, derivative);
        Require.Positive(step);
        if (window % 2 == 0)
            throw new ArgumentOutOfRangeException(nameof(window), window, "An odd number of points was expected.");
        if (order >= window)
            throw new ArgumentOutOfRangeException(
                nameof(order), order, FormattableString.Invariant($"An order below the window's {window} points was expected."));
        if (derivative > order)
            throw new ArgumentOutOfRangeException(
                nameof(derivative), derivative, FormattableString.Invariant($"At most the order {order} was expected."));
        (Window, Order, Derivative, Step) = (window, order, derivative, step);
        weights = Weights(window, order, derivative, step);
    }

    /// <summary>Points of the window.</summary>
    public int Window { get; }

    /// <summary>Order of the polynomial.</summary>
    public int Order { get; }

    /// <summary>Order of the derivative.</summary>
    public int Derivative { get; }

    /// <summary>Distance of two points.</summary>
    public double Step { get; }

    /// <summary>The weights at the centre of the window: the convolution numbers of the tables.</summary>
    public IReadOnlyList<double> CentreWeights => weights[Window / 2];

    /// <summary>Applies the filter, O(n · window).</summary>
    /// <param name="signal">Equidistant values.</param>
    /// <returns>The filtered signal; or a refusal: fewer points than the window, or a value that is no number.</returns>
    public Outcome<SmoothedSignal> Apply(ReadOnlySpan<double> signal)
    {
        if (signal.Length < Window)
        {
            return Outcome.Because<SmoothedSignal>(
                $"The signal has {signal.Length} points, but at least the window's {Window} were expected.");
        }

        if (SignalCheck.FirstNotANumber(signal) is { } bad)
            return Outcome.Because<SmoothedSignal>($"Point {bad + 1} of the signal is {signal[bad]}, but a number was expected.");
        var half = Window / 2;
        var result = new double[signal.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var start = Math.Clamp(i - half, 0, signal.Length - Window);
            result[i] = Dot(weights[i - start], signal.Slice(start, Window));
        }

        return Outcome.Of(new SmoothedSignal(result));
    }

    private static double Dot(ReadOnlySpan<double> w, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var j = 0; j < w.Length; j++)
            sum += w[j] * y[j];
        return sum;
    }

    /// <summary>weights[at][j] = Σ_k q_k^(d)(x_at) q_k(x_j), q_k orthonormal on the window.</summary>
    private static double[][] Weights(int window, int order, int derivative, double step)
    {
        var half = window / 2;
        var basis = new double[order + 1][];
        var derived = new double[order + 1][];
        // table[d] holds the d-th derivatives of the polynomial at hand, all points; q_(k+1) = (x q_k - b_k q_(k-1))/b_(k+1).
        var before = Empty();
        var here = Empty();
        Array.Fill(here[0], 1 / Math.Sqrt(window));
        var b = 0.0;
        for (var k = 0; k <= order; k++)
        {
            (basis[k], derived[k]) = (here[0], here[derivative]);
            var next = Empty();
            var norm = 0.0;
            for (var j = 0; j < window; j++)
            {
                double x = j - half;
                for (var d = 0; d <= derivative; d++)
                    next[d][j] = x * here[d][j] + (d > 0 ? d * here[d - 1][j] : 0) - b * before[d][j];
                norm += next[0][j] * next[0][j];
            }

            b = Math.Sqrt(norm);
            foreach (var row in next)
            {
                for (var j = 0; j < window; j++)
                    row[j] /= b;
            }

            (before, here) = (here, next);
        }

        var scale = Math.Pow(step, -derivative);
        var weights = new double[window][];
        for (var at = 0; at < window; at++)
        {
            weights[at] = new double[window];
            for (var j = 0; j < window; j++)
            {
                var sum = 0.0;
                for (var k = 0; k <= order; k++)
                    sum += derived[k][at] * basis[k][j];
                weights[at][j] = sum * scale;
            }
        }

        return weights;

        double[][] Empty()
        {
            var rows = new double[derivative + 1][];
            for (var d = 0; d <= derivative; d++)
                rows[d] = new double[window];
            return rows;
        }
    }
}
