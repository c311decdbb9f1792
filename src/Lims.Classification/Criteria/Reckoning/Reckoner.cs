namespace Lims.Classification.Criteria.Reckoning;

/// <summary>
/// Works out with which probability each outcome of a criterion is the right one. The condition is one proposition: a value that is asked twice is one
/// value, two constituents that add to a whole are correlated, and what nobody measured may be all that is left of the whole.
/// </summary>
/// <remarks>
/// What is open (missing, or known only as a bound) is tried in every state the condition can tell apart; what is measured with uncertainty is integrated.
/// The answer is a range over the open states. Exact for values that stand alone and for two that hang together; see <see cref="BlockStates"/>.
/// </remarks>
internal sealed class Reckoner
{
    private const int MostScenarios = 20_000;

    /// <summary>Further out than this a normal variable never is: the probability is below the last digit of a double.</summary>
    private const double Certain = 8.3;

    private readonly IReadOnlyDictionary<string, FactAsked> asked;
    private readonly IReadOnlyDictionary<string, Known> known;
    private readonly List<Slot> slots = [];
    private readonly Dictionary<string, int> slotOf = new(StringComparer.Ordinal);
    private readonly Proposition scope;
    private readonly Proposition[] branches;
    private readonly int[] groups;
    private readonly int outcomes;
    private readonly List<string> variables;
    private readonly Func<string, string, double> correlation;
    private readonly Dictionary<string, List<BlockState>> blocksDone = new(StringComparer.Ordinal);

    /// <param name="scope">Null for none.</param>
    /// <param name="branches">In their order.</param>
    /// <param name="groups">Which outcome each branch leads to, from 0: two branches may lead to the same codes.</param>
    /// <param name="asked">The facts asked for.</param>
    /// <param name="known">What is known of them.</param>
    /// <param name="thresholds">Limits set elsewhere.</param>
    /// <param name="correlation">r of two facts.</param>
    public Reckoner(
        Condition? scope, IReadOnlyList<Condition> branches, int[] groups, IReadOnlyDictionary<string, FactAsked> asked, IReadOnlyDictionary<string, Known> known,
        IReadOnlyDictionary<string, ThresholdInForce> thresholds, Func<string, string, double> correlation)
    {
        (this.asked, this.known, this.groups, this.correlation) = (asked, known, groups, correlation);
        outcomes = groups.Max() + 3;
        variables = [.. asked.Keys.Where(code => Of(code) is Known.Number { Uncertainty: > 0 })];
        this.branches = [.. branches.Select(branch => Slot.Compile(branch, leaf => AtomOf(Slot.Of(leaf, thresholds))))];
        var inBranches = slots.SelectMany(slot => slot.Leaf.Facts).ToHashSet(StringComparer.Ordinal);
        var presumed = new List<string>();
        var presumedAbsent = new HashSet<string>(StringComparer.Ordinal);
        this.scope = scope is null ? Proposition.True : Scope(scope, true);
        Presumed = presumed;
        PresumedAbsent = presumedAbsent;

        Proposition Scope(Condition condition, bool asTrue) => condition switch
        {
            // Nobody knows, and nothing but the scope asks: presumed as the scope needs it, and said.
            LeafCondition leaf when leaf.Facts.Any(fact => Of(fact) is Known.Unknown) && !leaf.Facts.Any(inBranches.Contains) => Presume(leaf, asTrue),
            PredominatesCondition predominates => Proposition.All([.. predominates.Each.Select(each => AtomOf(Slot.Of(each, thresholds)))]),
            LeafCondition leaf => AtomOf(Slot.Of(leaf, thresholds)),
            NotCondition not => Proposition.Not(Scope(not.Part, !asTrue)),
            DefinedCondition defined => Scope(defined.Part, asTrue),
            AllCondition all => Proposition.All([.. all.Of.Select(part => Scope(part, asTrue))]),
            AnyCondition any => Proposition.Any([.. any.Of.Select(part => Scope(part, asTrue))]),
            CountCondition count => Proposition.AtLeast(count.AtLeast, [.. count.Of.Select(part => Scope(part, asTrue))]),
            _ => throw new InvalidOperationException($"Unknown condition {condition.GetType().Name}."),
        };

        Proposition Presume(LeafCondition leaf, bool asTrue)
        {
            presumed.AddRange(leaf.Facts.Where(fact => Of(fact) is Known.Unknown && !presumed.Contains(fact)));
            if (leaf is FactCondition absent && !asTrue) presumedAbsent.Add(absent.Fact);
            return Proposition.Of(asTrue);
        }
    }

    /// <summary>Facts that nobody stated and that were taken as the scope needs them.</summary>
    public IReadOnlyList<string> Presumed { get; private set; }

    /// <summary>Those of <see cref="Presumed"/> that the scope needs to be “no”.</summary>
    public IReadOnlySet<string> PresumedAbsent { get; }

    /// <summary>The probabilities of the outcomes.</summary>
    public Reckoned Reckon()
    {
        var open = Open();
        var count = open.Aggregate(1L, (product, fact) => product > MostScenarios ? product : product * fact.States.Count);
        return count > MostScenarios ? Bounded(open) : Enumerated(open, (int)count);
    }

    private Known Of(string fact) => known.GetValueOrDefault(fact, Known.Nothing);

    private Proposition AtomOf(Slot slot)
    {
        if (!slotOf.TryGetValue(slot.Key, out var index))
        {
            index = slotOf[slot.Key] = slots.Count;
            slots.Add(slot);
        }
        return Proposition.Atom(index);
    }

    /// <summary>The facts that are open where they can matter at all: not under anything that certain facts have settled.</summary>
    private List<OpenFact> Open()
    {
        if (!slots.Exists(slot => slot.Threshold is not null || slot.Leaf.Facts.Any(fact => Of(fact) is Known.Unknown or Known.Below or Known.Above))) return [];
        var (certain, _) = Values(new Dictionary<string, State>(StringComparer.Ordinal));
        var live = new HashSet<int>();
        Collect(scope);
        foreach (var branch in branches)
        {
            if (branch.Settled(certain) is { } settled)
            {
                if (settled) break;
                continue;
            }
            Collect(branch);
        }
        var facts = live.SelectMany(i => slots[i].Leaf.Facts).Distinct(StringComparer.Ordinal).ToList();
        var open = facts.Where(fact => Of(fact) is Known.Unknown or Known.Below or Known.Above)
            .Select(fact => OpenStates.Of(asked[fact], Of(fact), [.. slots.Where(slot => slot.Leaf.Facts.Contains(fact))], Remainder(asked[fact]))).ToList();
        open.AddRange(live.Where(i => slots[i].Threshold is not null).Select(i => new OpenFact("#" + i, false, [new(true, null, 0, false), new(false, null, 0, false)])));
        return open;

        void Collect(Proposition proposition)
        {
            foreach (var i in proposition.Atoms.Where(i => certain[i] is null && Matters(proposition, i))) live.Add(i);
        }

        // An atom beside a part that settles the whole changes nothing, whatever it is.
        bool Matters(Proposition proposition, int i)
        {
            var tried = (bool?[])certain.Clone();
            tried[i] = true;
            var whenTrue = proposition.Settled(tried);
            tried[i] = false;
            return whenTrue is null || proposition.Settled(tried) is null || whenTrue != proposition.Settled(tried);
        }
    }

    /// <summary>What the parts measured leave of the whole that a fact is a part of.</summary>
    private double? Remainder(FactAsked fact) => fact.Whole.Length == 0 || Of(fact.Code) is not Known.Unknown ? null
        : Math.Max(0, (double)(100 - asked.Values.Where(other => other.Whole == fact.Whole).Sum(other => Of(other.Code) is Known.Number number ? (decimal)number.Value : 0)));

    private Reckoned Enumerated(List<OpenFact> open, int count)
    {
        var results = new double[count][];
        var chosen = new Dictionary<string, State>(StringComparer.Ordinal);
        for (var scenario = 0; scenario < count; scenario++)
        {
            var digits = scenario;
            foreach (var fact in open)
            {
                chosen[fact.Name] = fact.States[digits % fact.States.Count];
                digits /= fact.States.Count;
            }
            if (Fits(chosen)) results[scenario] = Probabilities(chosen);
        }
        // What the scope takes as settled is presumed as long as it can be: a scenario outside it is dropped, unless all are.
        if (open.Exists(fact => !fact.IsCensored) && Array.Exists(results, p => p is not null && p[^1] < 0.5))
        {
            for (var i = 0; i < count; i++)
            {
                if (results[i] is not null && results[i][^1] > 0.999999) results[i] = null!;
            }
        }
        var there = results.Where(p => p is not null).ToList();
        var low = Enumerable.Range(0, outcomes).Select(k => Math.Clamp(there.Min(p => p[k]), 0, 1)).ToArray();
        var high = Enumerable.Range(0, outcomes).Select(k => Math.Clamp(there.Max(p => p[k]), 0, 1)).ToArray();
        var any = there.Select(p => p.Take(outcomes - 2).Sum()).ToList();
        var relevant = Relevant(open, results);
        return new(low, high, Math.Clamp(any.Min(), 0, 1), Math.Clamp(any.Max(), 0, 1),
            [.. relevant.Where(fact => !fact.IsCensored).Select(Name)], [.. relevant.Where(fact => fact.IsCensored).Select(Name)]);
    }

    /// <summary>Facts whose state alone, the others left as they are, changes a probability.</summary>
    private static List<OpenFact> Relevant(List<OpenFact> open, double[][] results)
    {
        var relevant = new List<OpenFact>();
        var stride = 1;
        foreach (var fact in open)
        {
            var size = fact.States.Count;
            for (var i = 0; i < results.Length; i++)
            {
                var next = i + stride;
                if (i / stride % size == size - 1 || results[i] is null || results[next] is null || !Differ(results[i], results[next])) continue;
                relevant.Add(fact);
                break;
            }
            stride *= size;
        }
        return relevant;
    }

    private static bool Differ(double[] a, double[] b)
    {
        for (var k = 0; k < a.Length; k++)
        {
            if (Math.Abs(a[k] - b[k]) > 1e-9) return true;
        }
        return false;
    }

    /// <summary>Too much is open to try it all: each slot with something open is left open by itself, which is wider and never wrong.</summary>
    private Reckoned Bounded(List<OpenFact> open)
    {
        var names = open.Select(fact => fact.Name).ToHashSet(StringComparer.Ordinal);
        var (certain, ranges) = Values(new Dictionary<string, State>(StringComparer.Ordinal));
        var (low, high, anyLow, anyHigh) = (new double[outcomes], new double[outcomes], 0.0, 0.0);
        Sum(certain, ranges, (weight, truths) =>
        {
            var possible = Possible(truths);
            foreach (var k in possible) high[k] += weight;
            if (possible.Count == 1) low[possible[0]] += weight;
            if (possible.TrueForAll(k => k < outcomes - 2)) anyLow += weight;
            if (possible.Exists(k => k < outcomes - 2)) anyHigh += weight;
        });
        return new(low, high, anyLow, anyHigh, [.. open.Where(fact => !fact.IsCensored && names.Contains(fact.Name)).Select(Name)], [.. open.Where(fact => fact.IsCensored).Select(Name)]);
    }

    private List<int> Possible(bool?[] truths)
    {
        var within = scope.Settled(truths);
        if (within == false) return [outcomes - 1];
        var possible = new List<int>();
        for (var k = 0; k < branches.Length; k++)
        {
            var met = branches[k].Settled(truths);
            if (met != false && !possible.Contains(groups[k])) possible.Add(groups[k]);
            if (met == true) return possible;
        }
        possible.Add(outcomes - 2);
        return possible;
    }

    /// <summary>Parts of one whole cannot together be more than it.</summary>
    private bool Fits(Dictionary<string, State> chosen)
    {
        foreach (var group in chosen.Where(pair => pair.Key[0] != '#' && asked[pair.Key].Whole.Length > 0 && Of(pair.Key) is Known.Unknown).GroupBy(pair => asked[pair.Key].Whole, StringComparer.Ordinal))
        {
            if (group.Count(pair => pair.Value.IsRemainder) > 1) return false;
            var left = Remainder(asked[group.First().Key])!.Value;
            if (group.Sum(pair => pair.Value.Value) > left + 1e-9) return false;
        }
        return true;
    }

    private double[] Probabilities(Dictionary<string, State> chosen)
    {
        var (certain, ranges) = Values(chosen);
        var result = new double[outcomes];
        var plain = new bool[slots.Count];
        Sum(certain, ranges, (weight, truths) =>
        {
            for (var i = 0; i < truths.Length; i++) plain[i] = truths[i] ?? false;
            result[OutcomeOf(plain)] += weight;
        });
        return result;
    }

    private int OutcomeOf(bool[] truths)
    {
        if (!scope.Holds(truths)) return outcomes - 1;
        for (var k = 0; k < branches.Length; k++)
        {
            if (branches[k].Holds(truths)) return groups[k];
        }
        return outcomes - 2;
    }

    /// <summary>Every slot as a certain truth, or as a stretch of a standardised sum.</summary>
    private (bool?[] Certain, (Form Form, double Low, double High)?[] Ranges) Values(Dictionary<string, State> chosen)
    {
        var forms = new RandomForms(
            [.. variables.Select(code => ((Known.Number)Of(code)).Uncertainty)], [.. variables.Select(code => ((Known.Number)Of(code)).DegreesOfFreedom)],
            (i, j) => correlation(variables[i], variables[j]));
        var certain = new bool?[slots.Count];
        var ranges = new (Form, double, double)?[slots.Count];
        for (var i = 0; i < slots.Count; i++)
        {
            var slot = slots[i];
            if (slot.Leaf is FactCondition fact) certain[i] = Of(fact.Fact) is Known.Truth truth ? truth.Value : chosen.TryGetValue(fact.Fact, out var state) ? state.Truth : null;
            else if (slot.Leaf is CodedCondition coded) certain[i] = Kind(coded, chosen);
            else if (slot.Bounds is null) certain[i] = chosen.TryGetValue("#" + i, out var state) ? state.Truth : null;
            else Linear(i, slot, chosen, forms, certain, ranges);
        }
        return (certain, ranges);
    }

    private bool? Kind(CodedCondition coded, Dictionary<string, State> chosen)
    {
        var kind = Of(coded.Fact) is Known.Kind there ? there.Value : chosen.TryGetValue(coded.Fact, out var state) ? state.Kind : null;
        return kind is null ? null : coded.In.Contains(kind);
    }

    private void Linear(int i, Slot slot, Dictionary<string, State> chosen, RandomForms forms, bool?[] certain, (Form, double, double)?[] ranges)
    {
        var constant = 0m;
        var far = 0.0;
        var random = new SortedDictionary<int, double>();
        foreach (var (fact, factor) in slot.Terms)
        {
            if (!Add(fact, factor)) return;
        }
        foreach (var gone in random.Where(pair => pair.Value == 0).Select(pair => pair.Key).ToList()) random.Remove(gone);
        var bounds = slot.Bounds!;
        if (far != 0)
        {
            certain[i] = far > 0 ? bounds.Upper is null : bounds.Lower is null;
            return;
        }
        var made = random.Count == 0 ? null : forms.Of([.. random.Select(pair => (pair.Key, pair.Value))]);
        var mean = constant + random.Sum(pair => (decimal)pair.Value * (decimal)((Known.Number)Of(variables[pair.Key])).Value);
        if (made is not { } there)
        {
            certain[i] = bounds.Contains(mean);
            return;
        }
        var (form, scale) = there;
        var (low, high) = (Z(bounds.Lower, double.NegativeInfinity), Z(bounds.Upper, double.PositiveInfinity));
        if (scale < 0) (low, high) = (high, low);
        if (Settles((form, low, high)) is { } sure)
        {
            certain[i] = sure;
            return;
        }
        ranges[i] = (form, low, high);

        double Z(decimal? limit, double none) => limit is { } at ? form.Normal((double)(at - mean) / (scale * form.Uncertainty)) : none * Math.Sign(scale);

        bool Add(string fact, double factor)
        {
            if (Of(fact) is Known.Number number)
            {
                if (number.Uncertainty > 0) random[variables.IndexOf(fact)] = random.GetValueOrDefault(variables.IndexOf(fact)) + factor;
                else constant += (decimal)factor * (decimal)number.Value;
                return true;
            }
            if (!chosen.TryGetValue(fact, out var state)) return false;
            if (Math.Abs(state.Value) > 1e14)
            {
                far = factor * state.Value;
                return true;
            }
            if (!state.IsRemainder)
            {
                constant += (decimal)factor * (decimal)state.Value;
                return true;
            }
            // All that is left of the whole: it is as uncertain as what was measured, and hangs together with it.
            constant += 100 * (decimal)factor;
            return asked.Values.Where(other => other.Whole == asked[fact].Whole && other.Code != fact && (Of(other.Code) is Known.Number || chosen.ContainsKey(other.Code))).All(other => Add(other.Code, -factor));
        }
    }

    private static bool? Settles((Form Form, double Low, double High) range) =>
        range.Low >= Certain || range.High <= -Certain || range.Low == range.High ? false : range.Low <= -Certain && range.High >= Certain ? true : null;

    /// <summary>Adds up all joint states of what is uncertain, each with its probability.</summary>
    private void Sum(bool?[] certain, (Form Form, double Low, double High)?[] ranges, Action<double, bool?[]> add)
    {
        var live = new List<int>();
        for (var i = 0; i < ranges.Length; i++)
        {
            if (ranges[i] is not { } range) continue;
            live.Add(i);
            range.Form.Cut(range.Low);
            range.Form.Cut(range.High);
        }
        var blocks = Blocks([.. live.Select(i => ranges[i]!.Value.Form).Distinct()]);
        var states = blocks.Select(Done).ToList();
        var members = blocks.Select(block => live.Select(i => (Slot: i, Range: ranges[i]!.Value)).Where(member => block.Contains(member.Range.Form))
            .Select(member => (member.Slot, Form: block.IndexOf(member.Range.Form), member.Range.Low, member.Range.High)).ToArray()).ToList();
        Over(0, 1);

        void Over(int block, double weight)
        {
            if (block == blocks.Count)
            {
                add(weight, certain);
                return;
            }
            foreach (var state in states[block])
            {
                if (weight * state.Weight < 1e-14) continue;
                foreach (var (slot, form, low, high) in members[block])
                {
                    var z = blocks[block][form].Inside(state.Cells[form]);
                    certain[slot] = z > low && z < high;
                }
                Over(block + 1, weight * state.Weight);
            }
        }
    }

    private List<BlockState> Done(List<Form> block)
    {
        var key = string.Join(";", block.Select(form => FormattableString.Invariant($"{string.Join(',', form.Loadings.Select(l => l.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}:{string.Join(',', form.Cuts.Select(c => c.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}")));
        return blocksDone.TryGetValue(key, out var there) ? there : blocksDone[key] = BlockStates.Of(block);
    }

    /// <summary>Forms that share a variable, directly or through others, belong together.</summary>
    private static List<List<Form>> Blocks(List<Form> forms)
    {
        var blocks = new List<List<Form>>();
        foreach (var form in forms)
        {
            var touching = blocks.Where(block => block.Exists(other => Share(other, form))).ToList();
            foreach (var block in touching) blocks.Remove(block);
            blocks.Add([.. touching.SelectMany(block => block), form]);
        }
        return blocks;
    }

    private static bool Share(Form a, Form b)
    {
        for (var v = 0; v < a.Loadings.Length; v++)
        {
            if (a.Loadings[v] != 0 && b.Loadings[v] != 0) return true;
        }
        return false;
    }

    private string Name(OpenFact fact) => fact.Name[0] == '#' ? "#" + slots[int.Parse(fact.Name[1..], System.Globalization.CultureInfo.InvariantCulture)].Threshold : fact.Name;
}
