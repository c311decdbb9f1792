namespace Lims.Metrology;

/// <summary>
/// Slopes by central differences, extrapolated to a step of zero (Ridders 1982): about eleven digits for a smooth function.
/// </summary>
internal static class Derivative
{
    private const int Levels = 10;
    private const double Shrink = 1.4;

    /// <summary>f'(x). The first step is u, held within 1e-4 to 1e-2 of the larger of |x| and u.</summary>
    /// <returns>Not a number when no step gives one.</returns>
    public static double At(Func<double, double> function, double x, double u)
    {
        // An x that is 0 but for noise has no scale of its own; its u has.
        var scale = Math.Max(Math.Abs(x), u) is > 0 and var largest ? largest : 1;
        var step = Math.Clamp(u, 1e-4 * scale, 1e-2 * scale);
        Span<double> previous = stackalloc double[Levels];
        Span<double> current = stackalloc double[Levels];
        var (best, error) = (double.NaN, double.PositiveInfinity);
        for (var level = 0; level < Levels; level++, step /= Shrink)
        {
            // The step that was really taken, after rounding of x + h and x - h.
            double above = x + step, below = x - step;
            current[0] = (function(above) - function(below)) / (above - below);
            if (level == 0)
                best = current[0];
            var factor = 1.0;
            for (var order = 1; order <= level; order++)
            {
                factor *= Shrink * Shrink;
                current[order] = (current[order - 1] * factor - previous[order - 1]) / (factor - 1);
                var change = Math.Max(Math.Abs(current[order] - current[order - 1]), Math.Abs(current[order] - previous[order - 1]));
                if (change <= error)
                    (best, error) = (current[order], change);
            }

            current.CopyTo(previous);
        }

        return best;
    }
}
