namespace Lims.Metrology;

/// <summary>How stiff a baseline is and how little it minds what stands above it.</summary>
/// <param name="Smoothness">λ, above 0: 1e2 to 1e9, larger is stiffer.</param>
/// <param name="Asymmetry">p, above 0 and below 0.5: 0.001 to 0.1, the weight of points above the baseline.</param>
/// <param name="MostRounds">Rounds until the weights must have settled.</param>
public sealed record BaselineSettings(double Smoothness, double Asymmetry, int MostRounds = 100);

/// <summary>A baseline under a signal.</summary>
/// <param name="Values">z, one for each point of the signal.</param>
/// <param name="Rounds">Rounds after which no point changed sides, or the line no longer moved.</param>
public sealed record EstimatedBaseline(IReadOnlyList<double> Values, int Rounds);

/// <summary>
/// Baseline by asymmetric least squares: Σ w_i (y_i - z_i)² + λ Σ (z_(i-1) - 2 z_i + z_(i+1))² least, w = p above z and 1 - p below
/// (Eilers 2003, Anal. Chem. 75:3631; Eilers and Boelens 2005).
/// </summary>
/// <remarks>
/// The normal equations have five diagonals and are solved by L D Lᵀ in O(n) a round, without pivoting: the matrix is positive definite.
/// A straight line costs nothing, so a signal that is one is its own baseline.
/// </remarks>
public static class AsymmetricLeastSquares
{
    private const double Rounding = 1e-9;

    /// <summary>The baseline of a signal with peaks upwards; turn the signal over for peaks downwards.</summary>
    /// <param name="signal">Equidistant values, at least 3.</param>
    /// <param name="settings">λ, p and rounds.</param>
    /// <returns>The baseline; or a refusal: too few points, a value that is no number, weights that do not settle.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Settings outside their ranges.</exception>
    public static Outcome<EstimatedBaseline> Estimate(ReadOnlySpan<double> signal, BaselineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Require.Positive(settings.Smoothness, "smoothness");
        Require.AtLeast(1, settings.MostRounds, "most rounds");
        var p = settings.Asymmetry;
        if (!(p is > 0 and < 0.5))
            throw new ArgumentOutOfRangeException(
                nameof(settings), p, FormattableString.Invariant($"The asymmetry is {p}, but above 0 and below 0.5 was expected."));
        if (signal.Length < 3)
            return Outcome.Because<EstimatedBaseline>($"The signal has {signal.Length} points, but at least 3 were expected.");
        if (SignalCheck.FirstNotANumber(signal) is { } bad)
            return Outcome.Because<EstimatedBaseline>($"Point {bad + 1} of the signal is {signal[bad]}, but a number was expected.");

        // A straight line costs nothing, so it may be taken off first and put back: what is left has no digits to lose beside it.
        var n = signal.Length;
        var y = new double[n];
        var scale = 0.0;
        for (var i = 0; i < n; i++)
        {
            y[i] = i;
            scale = Math.Max(scale, Math.Abs(signal[i]));
        }

        var line = StraightLine.Through(y, signal);
        for (var i = 0; i < n; i++)
            y[i] = signal[i] - line.At(i);
        var above = new bool[n];
        var z = new double[n];
        var last = new double[n];
        var solver = new Pentadiagonal(n, settings.Smoothness);
        for (var round = 1; round <= settings.MostRounds; round++)
        {
            // The first round weighs all points alike, by 1 - p.
            solver.Solve(y, above, p, z);
            var (turned, moved) = (false, 0.0);
            for (var i = 0; i < n; i++)
            {
                var now = y[i] > z[i];
                turned |= now != above[i];
                above[i] = now;
                moved = Math.Max(moved, Math.Abs(z[i] - last[i]));
                last[i] = z[i];
            }

            // Where the signal is its own baseline, points lie above and below it by rounding alone and never stop turning.
            if (turned && moved > Rounding * scale)
                continue;
            for (var i = 0; i < n; i++)
                z[i] += line.At(i);
            return Outcome.Of(new EstimatedBaseline(z, round));
        }

        return Outcome.Because<EstimatedBaseline>(
            $"The baseline does not settle in {settings.MostRounds} rounds with smoothness {settings.Smoothness} and asymmetry {p}.");
    }

    /// <summary>(W + λ DᵀD) z = W y with D the second difference.</summary>
    private sealed class Pentadiagonal(int n, double lambda)
    {
        private readonly double[] diagonal = new double[n];
        private readonly double[] first = new double[n];
        private readonly double[] second = new double[n];

        public void Solve(ReadOnlySpan<double> y, bool[] above, double p, double[] z)
        {
            for (var i = 0; i < n; i++)
            {
                var w = above[i] ? p : 1 - p;
                // Row i of DᵀD: how many second differences point i ends, carries in the middle, begins.
                double ends = i >= 2 ? 1 : 0, middle = i >= 1 && i <= n - 2 ? 4 : 0, begins = i <= n - 3 ? 1 : 0;
                var d = w + lambda * (ends + middle + begins);
                var f = i < n - 1 ? -2 * lambda * ((i >= 1 ? 1 : 0) + (i <= n - 3 ? 1 : 0)) : 0;
                var s = i < n - 2 ? lambda : 0;
                if (i >= 1)
                    d -= first[i - 1] * first[i - 1] * diagonal[i - 1];
                if (i >= 2)
                    d -= second[i - 2] * second[i - 2] * diagonal[i - 2];
                if (i >= 1)
                    f -= second[i - 1] * first[i - 1] * diagonal[i - 1];
                diagonal[i] = d;
                first[i] = f / d;
                second[i] = s / d;
                z[i] = w * y[i] - (i >= 1 ? first[i - 1] * z[i - 1] : 0) - (i >= 2 ? second[i - 2] * z[i - 2] : 0);
            }

            for (var i = n - 1; i >= 0; i--)
                z[i] = z[i] / diagonal[i] - (i < n - 1 ? first[i] * z[i + 1] : 0) - (i < n - 2 ? second[i] * z[i + 2] : 0);
        }
    }
}
