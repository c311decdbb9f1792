using Lims.Metrology;

namespace Lims.Classification.Criteria.Reckoning;

/// <summary>One state of forms that hang together: the stretch each lies in, with its probability.</summary>
internal readonly record struct BlockState(double Weight, int[] Cells);

/// <summary>
/// The states of forms that share variables. One variable is always integrated exactly, from limit to limit; with two variables the other is integrated
/// by Gauss and Legendre between all places where the integrand bends (better than 1e-9); with more the others are taken on a lattice of fixed points
/// (about 1e-4), so that the same evidence always gives the same number.
/// </summary>
internal static class BlockStates
{
    private const double Edge = 8.5;
    /// <summary>More joint states than these are better taken on the lattice.</summary>
    private const int MostStates = 1024;

    private const int LatticePoints = 8192;

    // Ten-point Gauss-Legendre on [-1, 1]: abscissae and weights, symmetric.
    private static readonly double[] Abscissae = [0.14887433898163122, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717];
    private static readonly double[] Weights = [0.29552422471475287, 0.26926671930999635, 0.21908636251598204, 0.14945134915058059, 0.06667134430868814];

    public static List<BlockState> Of(IReadOnlyList<Form> forms)
    {
        var variables = Enumerable.Range(0, forms[0].Loadings.Length).Where(v => forms.Any(form => form.Loadings[v] != 0)).ToList();
        var inner = variables.MaxBy(v => forms.Where(form => form.Loadings[v] != 0).Min(form => Math.Abs(form.Loadings[v])) + forms.Count(form => form.Loadings[v] != 0) * 10);
        variables.Remove(inner);
        var states = new Dictionary<long, double>();
        var w = new double[forms[0].Loadings.Length];
        if (variables.Count == 0)
        {
            Along(forms, inner, w, 1, states);
        }
        else if (variables.Count == 1)
        {
            foreach (var (at, weight) in Nodes(Bends(forms, inner, variables[0])))
            {
                w[variables[0]] = at;
                Along(forms, inner, w, weight, states);
            }
        }
        else if (Hub(forms, [.. variables, inner]) is { } hub)
        {
            AroundHub(forms, hub, [.. variables.Append(inner).Where(v => v != hub)], states);
        }
        else
        {
            foreach (var (at, weight) in Lattice(variables.Count))
            {
                for (var i = 0; i < variables.Count; i++) w[variables[i]] = at[i];
                Along(forms, inner, w, weight, states);
            }
        }
        return Listed(forms, states);
    }

    /// <summary>
    /// A variable that every form shares, each with no more than one other: what predominates over several others. Once it is fixed the others are
    /// independent, so that one integral is enough. Null where there is none.
    /// </summary>
    private static int? Hub(IReadOnlyList<Form> forms, IReadOnlyList<int> variables)
    {
        if (forms.Aggregate(1L, (product, form) => Math.Min(product * (form.Cuts.Count + 1), MostStates + 1)) > MostStates) return null;
        foreach (var hub in variables)
        {
            if (forms.All(form => variables.Count(v => v != hub && form.Loadings[v] != 0) <= 1)) return hub;
        }
        return null;
    }

    private static void AroundHub(IReadOnlyList<Form> forms, int hub, IReadOnlyList<int> spokes, Dictionary<long, double> states)
    {
        var groups = spokes.Select(spoke => (Spoke: spoke, Forms: Enumerable.Range(0, forms.Count).Where(f => forms[f].Loadings[spoke] != 0).ToArray())).ToList();
        var alone = Enumerable.Range(0, forms.Count).Where(f => spokes.All(spoke => forms[f].Loadings[spoke] == 0)).ToArray();
        var bends = spokes.SelectMany(spoke => Bends([.. forms.Where(form => form.Loadings[spoke] != 0)], spoke, hub))
            .Concat(alone.SelectMany(f => forms[f].Cuts.Select(cut => cut / forms[f].Loadings[hub]))).Where(at => at is >= -Edge and <= Edge).Distinct().Order().ToList();
        var w = new double[forms[0].Loadings.Length];
        var cells = new int[forms.Count];
        foreach (var (at, weight) in Nodes(bends))
        {
            w[hub] = at;
            foreach (var f in alone) cells[f] = forms[f].CellOf(forms[f].Loadings[hub] * at);
            var each = groups.Select(group =>
            {
                var there = new Dictionary<long, double>();
                Form[] own = [.. group.Forms.Select(f => forms[f])];
                Along(own, group.Spoke, w, 1, there);
                return Listed(own, there);
            }).ToList();
            Over(0, weight);

            void Over(int group, double p)
            {
                if (p < 1e-16) return;
                if (group == groups.Count)
                {
                    var key = 0L;
                    for (var f = 0; f < forms.Count; f++) key = checked(key * (forms[f].Cuts.Count + 1) + cells[f]);
                    states[key] = states.GetValueOrDefault(key) + p;
                    return;
                }
                foreach (var state in each[group])
                {
                    for (var k = 0; k < state.Cells.Length; k++) cells[groups[group].Forms[k]] = state.Cells[k];
                    Over(group + 1, p * state.Weight);
                }
            }
        }
    }

    /// <summary>From -∞ to ∞ along one variable, the others fixed: each limit crossed is one step of one form.</summary>
    private static void Along(IReadOnlyList<Form> forms, int inner, double[] w, double weight, Dictionary<long, double> states)
    {
        var crossings = new List<(double At, int Form, int Step)>();
        var cells = new int[forms.Count];
        for (var f = 0; f < forms.Count; f++)
        {
            var form = forms[f];
            var slope = form.Loadings[inner];
            var rest = 0.0;
            for (var v = 0; v < w.Length; v++) rest += v == inner ? 0 : form.Loadings[v] * w[v];
            if (slope == 0)
            {
                cells[f] = form.CellOf(rest);
                continue;
            }
            cells[f] = slope > 0 ? 0 : form.Cuts.Count;
            foreach (var cut in form.Cuts) crossings.Add(((cut - rest) / slope, f, Math.Sign(slope)));
        }
        crossings.Sort((a, b) => a.At.CompareTo(b.At));
        var from = double.NegativeInfinity;
        foreach (var (at, form, step) in crossings)
        {
            Add(at);
            cells[form] += step;
        }
        Add(double.PositiveInfinity);

        void Add(double to)
        {
            var p = Between(from, to);
            from = to;
            if (p <= 0) return;
            var key = 0L;
            for (var f = 0; f < forms.Count; f++) key = checked(key * (forms[f].Cuts.Count + 1) + cells[f]);
            states[key] = states.GetValueOrDefault(key) + weight * p;
        }
    }

    /// <summary>Φ(b) - Φ(a), from the side where no digits are lost.</summary>
    public static double Between(double a, double b) => a >= b ? 0
        : a > 0 ? CoverageFactor.Cumulative(-a) - CoverageFactor.Cumulative(-b)
        : CoverageFactor.Cumulative(b) - CoverageFactor.Cumulative(a);

    /// <summary>Where, along the outer variable, a form is cut or two limits of the inner one change their order.</summary>
    private static List<double> Bends(IReadOnlyList<Form> forms, int inner, int outer)
    {
        var bends = new List<double>();
        var lines = new List<(double At, double Slope)>();
        foreach (var form in forms)
        {
            var (a, b) = (form.Loadings[outer], form.Loadings[inner]);
            foreach (var cut in form.Cuts)
            {
                if (b == 0) bends.Add(cut / a);
                else lines.Add((cut / b, -a / b));
            }
        }
        for (var i = 0; i < lines.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (lines[i].Slope != lines[j].Slope) bends.Add((lines[j].At - lines[i].At) / (lines[i].Slope - lines[j].Slope));
            }
        }
        for (var at = -Edge; at <= Edge; at += 0.5) bends.Add(at);
        return [.. bends.Where(at => at >= -Edge && at <= Edge).Distinct().Order()];
    }

    private static IEnumerable<(double At, double Weight)> Nodes(List<double> bends)
    {
        for (var i = 1; i < bends.Count; i++)
        {
            var (middle, half) = ((bends[i] + bends[i - 1]) / 2, (bends[i] - bends[i - 1]) / 2);
            for (var k = 0; k < Abscissae.Length; k++)
            {
                foreach (var side in new[] { -1, 1 })
                {
                    var at = middle + side * half * Abscissae[k];
                    yield return (at, half * Weights[k] * Math.Exp(-at * at / 2) / Math.Sqrt(2 * Math.PI));
                }
            }
        }
    }

    /// <summary>Richtmyer's lattice, folded (baker's transformation) so that it converges like a smooth periodic integrand.</summary>
    private static IEnumerable<(double[] At, double Weight)> Lattice(int dimensions)
    {
        int[] primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113];
        var steps = Enumerable.Range(0, dimensions).Select(d => Math.Sqrt(primes[d % primes.Length]) * (1 + d / primes.Length) % 1).ToArray();
        var at = new double[dimensions];
        for (var n = 1; n <= LatticePoints; n++)
        {
            for (var d = 0; d < dimensions; d++)
            {
                var x = Math.Abs(2 * (n * steps[d] % 1) - 1);
                at[d] = CoverageFactor.OneSided(Math.Clamp(x, 1e-15, 1 - 1e-15));
            }
            yield return (at, 1.0 / LatticePoints);
        }
    }

    private static List<BlockState> Listed(IReadOnlyList<Form> forms, Dictionary<long, double> states)
    {
        var total = states.Values.Sum();
        return [.. states.Where(pair => pair.Value > 1e-15).OrderBy(pair => pair.Key).Select(pair =>
        {
            var (key, cells) = (pair.Key, new int[forms.Count]);
            for (var f = forms.Count - 1; f >= 0; f--)
            {
                var size = forms[f].Cuts.Count + 1;
                (cells[f], key) = ((int)(key % size), key / size);
            }
            return new BlockState(pair.Value / total, cells);
        })];
    }
}
