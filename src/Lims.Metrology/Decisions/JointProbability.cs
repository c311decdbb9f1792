namespace Lims.Metrology;

/// <summary>
/// Works out one <see cref="JointCondition"/>: every leaf becomes certain, open, a probability, or part of a random block.
/// </summary>
internal sealed class JointProbability
{
    // Above these the exact sum over combinations gives way: open facts to bounds leaf by leaf (wider, never wrong), blocks to simulation.
    private const long MostOpenCombinations = 4096;
    private const long MostBlockCombinations = 1_000_000;

    private readonly JointCondition condition;
    private readonly JointCondition.Leaf[] leaves;
    private readonly int[] polarity;
    private readonly double[] probability;
    private readonly Dictionary<string, int[]> leavesOfFact;
    private readonly List<OpenFact> open = [];
    private readonly List<RandomBlock> blocks;
    private double standardError;

    public JointProbability(
        JointCondition condition, IReadOnlyDictionary<string, Fact> facts, UncertaintyCorrelation[] correlations, int seed, int draws)
    {
        this.condition = condition;
        leaves = [.. condition.Leaves()];
        polarity = new int[leaves.Length];
        probability = new double[leaves.Length];
        var next = 0;
        Polarities(condition, 1, ref next);
        leavesOfFact = leaves.Select((l, i) => (l.Fact, i)).GroupBy(p => p.Fact, p => p.i, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

        var random = new List<RandomFact>();
        foreach (var (name, indices) in leavesOfFact)
            Classify(name, indices, facts.GetValueOrDefault(name, Fact.Unknown), random);
        blocks = RandomBlock.Of(random, Known(correlations, facts), seed, draws, MostBlockCombinations);
        // A block of one fact in one leaf needs no summing: the leaf carries its probability.
        foreach (var block in blocks.Where(b => b.LeafProbability is not null).ToList())
        {
            probability[block.Leaves[0]] = block.LeafProbability!.Value;
            blocks.Remove(block);
        }
    }

    public JointTest Test(DecisionRule rule)
    {
        var shared = open.Where(o => o.Leaves.Length > 1).ToList();
        if (shared.Aggregate(1L, (n, o) => n > MostOpenCombinations ? n : n * o.Truths.Count) > MostOpenCombinations)
            shared = [];
        var (low, high) = Range(shared, 0);
        (low, high) = (Math.Clamp(low, 0, 1), Math.Clamp(high, 0, 1));
        var relevant = low == high ? [] : Relevant().ToHashSet(StringComparer.Ordinal);
        var missing = open.Where(o => !o.IsCensored && relevant.Contains(o.Name)).Select(o => o.Name).ToList();
        var censored = open.Where(o => o.IsCensored && relevant.Contains(o.Name)).Select(o => o.Name).ToList();
        var (least, most) = (rule.VerdictOf(low), rule.VerdictOf(high));
        var verdict = least == most ? least : missing.Count > 0 ? Verdict.NotEvaluable : Verdict.Undecided;
        return new(verdict, low, high, standardError, missing, censored, rule.Confidence);
    }

    private static List<UncertaintyCorrelation> Known(UncertaintyCorrelation[] correlations, IReadOnlyDictionary<string, Fact> facts)
    {
        foreach (var r in correlations)
        {
            if (!facts.ContainsKey(r.First) || !facts.ContainsKey(r.Second) || string.Equals(r.First, r.Second, StringComparison.Ordinal))
                throw new ArgumentException($"The correlation of '{r.First}' and '{r.Second}' does not name two facts.");
            if (!(Math.Abs(r.Coefficient) <= 1))
                throw new ArgumentException(FormattableString.Invariant(
                    $"The correlation of '{r.First}' and '{r.Second}' is {r.Coefficient}, but -1 to 1 was expected."));
        }

        return [.. correlations.Where(r => r.Coefficient != 0)];
    }

    private void Classify(string name, int[] indices, Fact fact, List<RandomFact> random)
    {
        var numeric = indices.Count(i => leaves[i].Limit is not null);
        if (numeric != 0 && numeric != indices.Length)
            throw new ArgumentException($"The fact '{name}' is compared with a limit in one place and asked as true or false in another.");
        if (fact.Truth is not null && numeric > 0)
            throw new ArgumentException($"The fact '{name}' is {fact.Truth}, but a measured value was expected.");
        if ((fact.Measured is not null || fact.Censored is not null) && numeric == 0)
            throw new ArgumentException($"The fact '{name}' is a measured value, but true or false was expected.");

        if (numeric == 0)
        {
            Fix<bool>(name, indices, fact.Truth is { } truth ? [truth] : [true, false], _ => value => value, false);
            return;
        }

        var limits = indices.Select(i => leaves[i].Limit!).ToArray();
        var cells = LimitCells.Of(limits);
        if (fact.Measured is { } m)
        {
            foreach (var limit in limits)
                limit.RequireComparable(m.Unit, m.Basis);
            if (m.StandardUncertainty > 0)
                random.Add(new RandomFact(name, indices, m, limits));
            else
                Fix(name, indices, [m.Value], i => x => limits[i].Contains(x), false);
            return;
        }

        if (fact.Censored is { } c)
        {
            foreach (var limit in limits)
                limit.RequireComparable(c.Unit, c.Basis);
        }

        var possible = cells.Where(cell => fact.Censored is null || cell.MayHold(fact.Censored));
        Fix(name, indices, possible, i => cell => cell.Satisfies(limits[i]), fact.Censored is not null);
    }

    /// <summary>Leaves of a fact that may be one of several states; certain when all states answer alike.</summary>
    private void Fix<T>(string name, int[] indices, IEnumerable<T> states, Func<int, Func<T, bool>> answers, bool censored)
    {
        var truths = states
            .Select(s => indices.Select((_, i) => answers(i)(s)).ToArray())
            .DistinctBy(t => string.Concat(t.Select(b => b ? '1' : '0')), StringComparer.Ordinal)
            .ToList();
        for (var i = 0; i < indices.Length; i++)
            probability[indices[i]] = truths[0][i] ? 1 : 0;
        if (truths.Count > 1)
            open.Add(new(name, indices, truths, censored));
    }

    private (double Low, double High) Range(List<OpenFact> shared, int at)
    {
        if (at < shared.Count)
        {
            var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (var truth in shared[at].Truths)
            {
                for (var i = 0; i < truth.Length; i++)
                    probability[shared[at].Leaves[i]] = truth[i] ? 1 : 0;
                var (l, h) = Range(shared, at + 1);
                (low, high) = (Math.Min(low, l), Math.Max(high, h));
            }

            return (low, high);
        }

        // The whole is monotone in each leaf, rising or falling by the number of "not" above it.
        var byLeaf = open.Except(shared).ToList();
        var least = Bound(-1);
        return (least, byLeaf.Count == 0 ? least : Bound(1));

        double Bound(int side)
        {
            foreach (var fact in byLeaf)
            {
                for (var i = 0; i < fact.Leaves.Length; i++)
                {
                    var wanted = polarity[fact.Leaves[i]] == side;
                    probability[fact.Leaves[i]] = fact.Truths.Any(t => t[i] == wanted) == wanted ? 1 : 0;
                }
            }

            return Expect(0);
        }
    }

    /// <summary>The probability of the whole, summed over the states of the blocks from <paramref name="block"/> on.</summary>
    private double Expect(int block)
    {
        if (block == blocks.Count)
        {
            var next = 0;
            return Of(condition, ref next);
        }

        double mean = 0, square = 0;
        foreach (var (weight, truth) in blocks[block].States)
        {
            for (var i = 0; i < truth.Length; i++)
                probability[blocks[block].Leaves[i]] = truth[i] ? 1 : 0;
            var value = Expect(block + 1);
            mean += weight * value;
            square += weight * value * value;
        }

        if (blocks[block].Draws is { } draws)
            standardError = Math.Max(standardError, Math.Sqrt(Math.Max(0, square - mean * mean) / draws));
        return mean;
    }

    /// <summary>Leaves are independent here: what is shared or correlated has been fixed by the blocks.</summary>
    private double Of(JointCondition node, ref int next)
    {
        switch (node)
        {
            case JointCondition.Leaf:
                return probability[next++];
            case JointCondition.NotOf not:
                return 1 - Of(not.Part, ref next);
            case JointCondition.AllOf all:
                var every = 1.0;
                foreach (var part in all.Parts)
                    every *= Of(part, ref next);
                return every;
            case JointCondition.AnyOf any:
                var none = 1.0;
                foreach (var part in any.Parts)
                    none *= 1 - Of(part, ref next);
                return 1 - none;
            default:
                throw new InvalidOperationException($"Unknown condition {node.GetType().Name}.");
        }
    }

    private void Polarities(JointCondition node, int sign, ref int next)
    {
        switch (node)
        {
            case JointCondition.Leaf:
                polarity[next++] = sign;
                break;
            case JointCondition.NotOf not:
                Polarities(not.Part, -sign, ref next);
                break;
            case JointCondition.AllOf all:
                foreach (var part in all.Parts)
                    Polarities(part, sign, ref next);
                break;
            case JointCondition.AnyOf any:
                foreach (var part in any.Parts)
                    Polarities(part, sign, ref next);
                break;
        }
    }

    /// <summary>Facts under no node that is settled without them (Kleene's logic).</summary>
    private List<string> Relevant()
    {
        var undetermined = open.SelectMany(o => o.Leaves).Concat(blocks.SelectMany(b => b.Leaves)).ToHashSet();
        var next = 0;
        return Settle(condition, ref next).Facts;

        (bool? Value, List<string> Facts) Settle(JointCondition node, ref int next)
        {
            switch (node)
            {
                case JointCondition.Leaf leaf:
                    var i = next++;
                    bool? certain = undetermined.Contains(i) ? null : probability[i] switch { 1 => true, 0 => false, _ => null };
                    return (certain, certain is null ? [leaf.Fact] : []);
                case JointCondition.NotOf not:
                    var (value, facts) = Settle(not.Part, ref next);
                    return (!value, facts);
                case JointCondition.AllOf all:
                    return Join(all.Parts, false, ref next);
                case JointCondition.AnyOf any:
                    return Join(any.Parts, true, ref next);
                default:
                    throw new InvalidOperationException($"Unknown condition {node.GetType().Name}.");
            }
        }

        (bool? Value, List<string> Facts) Join(JointCondition[] parts, bool settling, ref int next)
        {
            var settled = new List<(bool? Value, List<string> Facts)>();
            foreach (var part in parts)
                settled.Add(Settle(part, ref next));
            if (settled.Exists(s => s.Value == settling))
                return (settling, []);
            var facts = settled.SelectMany(s => s.Facts).ToList();
            return (facts.Count == 0 ? !settling : null, facts);
        }
    }

    private sealed record OpenFact(string Name, int[] Leaves, List<bool[]> Truths, bool IsCensored);
}
