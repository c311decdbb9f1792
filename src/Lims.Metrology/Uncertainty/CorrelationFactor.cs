namespace Lims.Metrology;

/// <summary>
/// A lower triangle L with L Lᵀ = R, so that L z has the correlations R when z are independent standard normal numbers (JCGM 101, C.5).
/// </summary>
internal sealed class CorrelationFactor
{
    private CorrelationFactor(int[] members, double[] lower) => (Members, Lower) = (members, lower);

    /// <summary>Inputs that are correlated with another, by position.</summary>
    public int[] Members { get; }

    /// <summary>Row by row, Members.Length squared.</summary>
    public double[] Lower { get; }

    public static CorrelationFactor Of(string[] names, IReadOnlyList<UncertaintyCorrelation> correlations)
    {
        var members = new List<int>();
        foreach (var correlation in correlations)
        {
            Add(correlation, correlation.First);
            Add(correlation, correlation.Second);
        }

        members.Sort();
        var matrix = new double[members.Count, members.Count];
        for (var i = 0; i < members.Count; i++)
            matrix[i, i] = 1;
        foreach (var c in correlations)
        {
            if (string.Equals(c.First, c.Second, StringComparison.Ordinal) || !(Math.Abs(c.Coefficient) <= 1))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The correlation of '{c.First}' and '{c.Second}' is {c.Coefficient}, but two inputs and -1 to 1 were expected."));
            }

            var (i, j) = (members.IndexOf(Array.IndexOf(names, c.First)), members.IndexOf(Array.IndexOf(names, c.Second)));
            matrix[i, j] = matrix[j, i] = c.Coefficient;
        }

        return new([.. members], Triangle(matrix, members.Count));

        void Add(UncertaintyCorrelation correlation, string name)
        {
            var at = Array.IndexOf(names, name);
            if (at < 0)
                throw new ArgumentException(
                    $"The correlation of '{correlation.First}' and '{correlation.Second}' names no input '{name}'.");
            if (!members.Contains(at))
                members.Add(at);
        }
    }

    /// <summary>Cholesky, where a pivot of 0 (one input is a combination of others) gives a column of 0.</summary>
    private static double[] Triangle(double[,] matrix, int n)
    {
        const double Residue = 1e-12;
        var lower = new double[n * n];
        for (var j = 0; j < n; j++)
        {
            var pivot = matrix[j, j];
            for (var k = 0; k < j; k++)
                pivot -= lower[j * n + k] * lower[j * n + k];
            if (pivot < -Residue)
                throw Contradiction();
            var root = pivot <= Residue ? 0 : Math.Sqrt(pivot);
            lower[j * n + j] = root;
            for (var i = j + 1; i < n; i++)
            {
                var rest = matrix[i, j];
                for (var k = 0; k < j; k++)
                    rest -= lower[i * n + k] * lower[j * n + k];
                if (root == 0 && Math.Abs(rest) > Math.Sqrt(Residue))
                    throw Contradiction();
                lower[i * n + j] = root == 0 ? 0 : rest / root;
            }
        }

        return lower;

        static ArgumentException Contradiction() =>
            new("The correlations contradict each other: no quantities can be correlated like that.");
    }
}
