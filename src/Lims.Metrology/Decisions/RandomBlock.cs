using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Random;

namespace Lims.Metrology;

/// <summary>
/// A measured fact as a standard normal variable: its limits become bounds of z, its cells carry the answers of its leaves.
/// </summary>
internal sealed class RandomFact
{
    public RandomFact(string name, int[] leaves, Measured measured, Limit[] limits)
    {
        (Name, Leaves) = (name, leaves);
        foreach (var cell in LimitCells.Of(limits).Where(c => c.From < c.To))
        {
            Bounds.Add((Z(measured, cell.From), Z(measured, cell.To)));
            Truths.Add([.. limits.Select(cell.Satisfies)]);
        }
    }

    public string Name { get; }

    public int[] Leaves { get; }

    public List<(double From, double To)> Bounds { get; } = [];

    public List<bool[]> Truths { get; } = [];

    public int CellOf(double z)
    {
        var cell = 0;
        while (z > Bounds[cell].To)
            cell++;
        return cell;
    }

    private static double Z(Measured m, double value)
    {
        var t = (value - m.Value) / m.StandardUncertainty;
        if (double.IsInfinity(t) || double.IsPositiveInfinity(m.DegreesOfFreedom))
            return t;
        var z = Normal.InvCDF(0, 1, CoverageFactor.Cumulative(-Math.Abs(t), m.DegreesOfFreedom));
        return t < 0 ? z : -z;
    }
}

/// <summary>Measured facts that hang together, as a list of joint states with their probabilities.</summary>
internal sealed class RandomBlock
{
    private RandomBlock(List<RandomFact> facts, IEnumerable<(double Weight, int[] Cells)> states, int? draws)
    {
        Leaves = [.. facts.SelectMany(f => f.Leaves)];
        States = [
            .. states.Where(s => s.Weight > 0).Select(s => (s.Weight, facts.SelectMany((f, i) => f.Truths[s.Cells[i]]).ToArray()))];
        Draws = draws;
    }

    public int[] Leaves { get; }

    public IReadOnlyList<(double Weight, bool[] Truth)> States { get; }

    /// <summary>How many draws estimated the weights; null when they are exact.</summary>
    public int? Draws { get; }

    /// <summary>The probability of the one leaf of a block that has only one.</summary>
    public double? LeafProbability =>
        Leaves.Length == 1 ? Math.Min(1, States.Where(s => s.Truth[0]).Sum(s => s.Weight)) : null;

    public static List<RandomBlock> Of(
        List<RandomFact> facts, List<UncertaintyCorrelation> correlations, int seed, int draws, long mostCombinations)
    {
        var groups = Connected(facts, correlations);
        var simulated = groups.Where(g => g.Count > 2).SelectMany(g => g).ToList();
        var exact = groups.Where(g => g.Count <= 2).ToList();
        var summed = exact.Where(g => g.Count == 2 || g[0].Leaves.Length > 1).ToList();
        var combinations = summed.SelectMany(g => g).Aggregate(1.0, (n, f) => n * f.Bounds.Count);
        if (combinations > mostCombinations)
        {
            simulated.AddRange(summed.SelectMany(g => g));
            exact = [.. exact.Except(summed)];
        }

        var blocks = new List<RandomBlock>();
        if (simulated.Count > 0)
            blocks.Add(Simulated(simulated, correlations, seed, draws));
        blocks.AddRange(exact.Select(g => g.Count == 1 ? One(g[0]) : Two(g[0], g[1], Coefficient(correlations, g[0], g[1]))));
        return blocks;
    }

    private static RandomBlock One(RandomFact fact) =>
        new([fact], fact.Bounds.Select((b, i) => (CoverageFactor.Between(b.From, b.To, double.PositiveInfinity), new[] { i })), null);

    private static RandomBlock Two(RandomFact a, RandomFact b, double r) =>
        new(
            [a, b],
            from i in Enumerable.Range(0, a.Bounds.Count)
            from j in Enumerable.Range(0, b.Bounds.Count)
            select (BivariateNormal.Rectangle(a.Bounds[i].From, a.Bounds[i].To, b.Bounds[j].From, b.Bounds[j].To, r), new[] { i, j }),
            null);

    private static RandomBlock Simulated(List<RandomFact> facts, List<UncertaintyCorrelation> correlations, int seed, int draws)
    {
        var root = Root(facts, correlations);
        var random = new MersenneTwister(seed);
        var n = facts.Count;
        var independent = new double[n];
        var counts = new Dictionary<string, (int Count, int[] Cells)>(StringComparer.Ordinal);
        for (var draw = 0; draw < draws; draw++)
        {
            for (var i = 0; i < n; i++)
                independent[i] = Normal.Sample(random, 0, 1);
            var cells = new int[n];
            for (var i = 0; i < n; i++)
            {
                var z = 0.0;
                for (var j = 0; j < n; j++)
                    z += root[i, j] * independent[j];
                cells[i] = facts[i].CellOf(z);
            }

            var key = string.Join(',', cells);
            counts[key] = counts.TryGetValue(key, out var seen) ? (seen.Count + 1, seen.Cells) : (1, cells);
        }

        return new(facts, counts.Values.Select(c => ((double)c.Count / draws, c.Cells)), draws);
    }

    /// <summary>A with A Aᵀ = the correlation matrix; by eigenvalues, so that perfectly correlated facts are allowed.</summary>
    private static Matrix<double> Root(List<RandomFact> facts, List<UncertaintyCorrelation> correlations)
    {
        var n = facts.Count;
        var matrix = Matrix<double>.Build.Dense(n, n, (i, j) => i == j ? 1 : Coefficient(correlations, facts[i], facts[j]));
        var eigen = matrix.Evd(Symmetricity.Symmetric);
        var values = eigen.EigenValues.Map(v => v.Real);
        if (values.Minimum() < -1e-9)
        {
            throw new ArgumentException(
                $"The correlations of {string.Join(", ", facts.Select(f => f.Name))} cannot exist together: not positive semidefinite.");
        }

        return eigen.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(values.Map(v => Math.Sqrt(Math.Max(0, v))));
    }

    private static double Coefficient(List<UncertaintyCorrelation> correlations, RandomFact a, RandomFact b)
    {
        var pair = correlations.Where(r => (r.First == a.Name && r.Second == b.Name) || (r.First == b.Name && r.Second == a.Name)).ToList();
        return pair.Count switch
        {
            0 => 0,
            1 => pair[0].Coefficient,
            _ => throw new ArgumentException($"The correlation of '{a.Name}' and '{b.Name}' is given more than once."),
        };
    }

    private static List<List<RandomFact>> Connected(List<RandomFact> facts, List<UncertaintyCorrelation> correlations)
    {
        var groups = new List<List<RandomFact>>();
        foreach (var fact in facts)
        {
            var joined = groups.Where(g => g.Exists(other => Coefficient(correlations, fact, other) != 0)).ToList();
            groups.RemoveAll(joined.Contains);
            groups.Add([.. joined.SelectMany(g => g), fact]);
        }

        return groups;
    }
}
