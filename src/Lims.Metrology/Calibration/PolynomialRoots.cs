namespace Lims.Metrology;

/// <summary>Real roots of a polynomial within an interval: between two turning points it is monotone, and halving finds the root.</summary>
internal static class PolynomialRoots
{
    /// <summary>c0 + c1 x + c2 x² … by Horner's rule, 32 digits.</summary>
    public static DoubleDouble At(ReadOnlySpan<DoubleDouble> coefficients, double x)
    {
        var value = DoubleDouble.Zero;
        for (var k = coefficients.Length - 1; k >= 0; k--)
            value = value * x + coefficients[k];
        return value;
    }

    /// <summary>c1 + 2 c2 x + 3 c3 x² …</summary>
    public static DoubleDouble[] Derivative(ReadOnlySpan<DoubleDouble> coefficients)
    {
        var derivative = new DoubleDouble[coefficients.Length - 1];
        for (var k = 0; k < derivative.Length; k++)
            derivative[k] = coefficients[k + 1] * (k + 1.0);
        return derivative;
    }

    /// <summary>Roots in ascending order, each once, also where the curve only touches zero on a turning point.</summary>
    public static IReadOnlyList<double> Within(DoubleDouble[] coefficients, double low, double high)
    {
        if (coefficients.Length < 2)
            return [];
        List<double> edges = [low, .. Within(Derivative(coefficients), low, high), high];
        var roots = new SortedSet<double>();
        for (var i = 1; i < edges.Count; i++)
        {
            var (from, to) = (Sign(edges[i - 1]), Sign(edges[i]));
            if (from == 0)
                roots.Add(edges[i - 1]);
            if (to == 0)
                roots.Add(edges[i]);
            if (from * to < 0)
                roots.Add(Root.Bisect(x => At(coefficients, x).ToDouble(), edges[i - 1], edges[i]));
        }

        return [.. roots];

        int Sign(double x) => Math.Sign(At(coefficients, x).ToDouble());
    }
}
