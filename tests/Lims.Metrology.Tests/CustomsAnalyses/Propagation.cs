using Lims.Metrology;

namespace Lims.Tests.Metrology;

/// <summary>
/// The uncertainty a method states, against differences of its own formula: a wrong derivative or a forgotten input shows.
/// </summary>
internal static class Propagation
{
    /// <summary>
    /// u of the result is √(Σ (∂f/∂x u)²) with central differences, when only <paramref name="inputs"/> carry uncertainty.
    /// </summary>
    public static void Agrees(Func<Measured[], Measured> formula, params Measured[] inputs)
    {
        var variance = 0.0;
        for (var i = 0; i < inputs.Length; i++)
        {
            var step = 1e-5 * Math.Max(Math.Abs(inputs[i].Value), 1e-3);
            var slope = (At(i, step) - At(i, -step)) / (2 * step);
            variance += slope * slope * inputs[i].StandardUncertainty * inputs[i].StandardUncertainty;

            // One input alone, so that a small share cannot hide behind a large one.
            var alone = inputs.Select((x, k) => With(x, x.Value, k == i ? x.StandardUncertainty : 0)).ToArray();
            Numbers.Near(
                Math.Abs(slope) * inputs[i].StandardUncertainty,
                formula(alone).StandardUncertainty,
                1e-6 * Math.Abs(slope) * inputs[i].StandardUncertainty + 1e-9 * Math.Abs(formula(inputs).Value));
        }

        Numbers.Agree(Math.Sqrt(variance), formula(inputs).StandardUncertainty, 1e-5);

        double At(int at,
            double shift) => formula([.. inputs.Select((x, k) => With(x, k == at ? x.Value + shift : x.Value,
                x.StandardUncertainty))]).Value;

        static Measured With(Measured x, double value, double u) => new(value, u, x.Unit, x.Basis, x.DegreesOfFreedom, x.Replicates);
    }
}
