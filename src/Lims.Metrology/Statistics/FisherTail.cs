using MathNet.Numerics;

namespace Lims.Metrology;

/// <summary>The upper tail of Fisher's distribution, without the loss of digits that 1 - F has far out.</summary>
internal static class FisherTail
{
    /// <summary>P(F ≥ f) for ν₁ and ν₂ degrees of freedom: I_x(ν₂/2, ν₁/2) with x = ν₂/(ν₂ + ν₁ f).</summary>
    public static double Upper(double f, double nu1, double nu2) =>
        f <= 0 ? 1 : SpecialFunctions.BetaRegularized(nu2 / 2, nu1 / 2, nu2 / (nu2 + nu1 * f));
}
