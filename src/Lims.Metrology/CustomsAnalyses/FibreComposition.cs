namespace Lims.Metrology;

/// <summary>
/// Conventional allowances by which dry fibre masses are raised before they are compared: moisture as a law lays it down.
/// </summary>
/// <param name="Version">Law and edition.</param>
/// <param name="Percent">Allowance in % of the dry mass, by fibre.</param>
public sealed record FibreAllowances(string Version, IReadOnlyDictionary<string, double> Percent)
{
    /// <summary>Agreed allowances of the EU for the fibres a customs laboratory meets most; other fibres are given by the caller.</summary>
    public static FibreAllowances EuropeanUnion { get; } = new(
        "Regulation (EU) No 1007/2011, annex IX",
        new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["wool, combed"] = 18.25,
            ["wool, carded"] = 17.00,
            ["silk"] = 11.00,
            ["cotton"] = 8.50,
            ["cotton, mercerised"] = 10.50,
            ["flax"] = 12.00,
            ["true hemp"] = 12.00,
            ["jute"] = 17.00,
            ["ramie"] = 8.50,
            ["viscose"] = 13.00,
            ["modal"] = 13.00,
            ["cupro"] = 13.00,
            ["acetate"] = 9.00,
            ["triacetate"] = 7.00,
            ["acrylic"] = 2.00,
            ["modacrylic"] = 2.00,
            ["polyamide, staple"] = 6.25,
            ["polyamide, filament"] = 5.75,
            ["polyester"] = 1.50,
            ["polypropylene"] = 2.00,
            ["elastane"] = 1.50,
        });
}

/// <summary>One fibre of a product: its dry mass after dissolving or picking out the others.</summary>
/// <param name="Fibre">Name, as the allowances have it.</param>
/// <param name="DryMass">Dry mass, above 0, basis dry matter; one unit for all.</param>
public sealed record FibreMass(string Fibre, Measured DryMass);

/// <summary>One fibre's share of a product.</summary>
/// <param name="Fibre">Name.</param>
/// <param name="Share">% of the fibre mass, on the basis of the composition.</param>
/// <param name="Budget">Where u comes from.</param>
public sealed record FibreShare(string Fibre, Measured Share, UncertaintyBudget Budget);

/// <summary>
/// Composition of a textile by mass: x_i = 100 m_i (1 + a_i)/Σ m_j (1 + a_j), a = 0 on dry mass. The basis is part of every result, for
/// the allowances differ between fibres and can turn which one predominates.
/// </summary>
public sealed class FibreComposition
{
    /// <summary>Basis of a composition by dry mass alone.</summary>
    public const string DryMassBasis = "dry fibre mass";

    private readonly FibreMass[] masses;
    private readonly double[] raised;
    private readonly double total;

    private FibreComposition(FibreMass[] masses, double[] raised, AnalyticalMethod method, string basis)
    {
        (this.masses, this.raised, Method, Basis) = (masses, raised, method, basis);
        for (var i = 0; i < masses.Length; i++)
            total += masses[i].DryMass.Value * raised[i];
        Shares = [.. masses.Select((m, i) => Share(i))];
    }

    /// <summary>The method, with the version of the allowances.</summary>
    public AnalyticalMethod Method { get; }

    /// <summary>"dry fibre mass", or "with allowances of …".</summary>
    public string Basis { get; }

    /// <summary>The shares, in the order given; they add to 100 %.</summary>
    public IReadOnlyList<FibreShare> Shares { get; }

    /// <summary>The fibre with the largest share as measured; whether that is proven is what <see cref="Difference"/> is for.</summary>
    public string Largest => Shares.MaxBy(s => s.Share.Value)!.Fibre;

    /// <summary>Composition by dry mass.</summary>
    /// <param name="masses">At least two fibres, each once.</param>
    public static Outcome<FibreComposition> OnDryMass(IReadOnlyList<FibreMass> masses) =>
        Of(masses, null, DryMassBasis, "");

    /// <summary>Composition with conventional allowances.</summary>
    /// <param name="masses">At least two fibres, each once, all named in the allowances.</param>
    /// <param name="allowances">The allowances; their version is part of the basis.</param>
    public static Outcome<FibreComposition> WithAllowances(IReadOnlyList<FibreMass> masses, FibreAllowances allowances)
    {
        ArgumentNullException.ThrowIfNull(allowances);
        return Of(masses, allowances, $"with allowances of {allowances.Version}", allowances.Version);
    }

    /// <summary>d = x_first - x_second with the covariance of shares of one whole: above 0 is what "predominates" asks.</summary>
    /// <remarks>∂d/∂m_k = [100 (δ_k,first - δ_k,second) - d](1 + a_k)/Σ m_j (1 + a_j).</remarks>
    /// <param name="first">Name of a fibre.</param>
    /// <param name="second">Name of another.</param>
    /// <exception cref="ArgumentException">A name that is not in the composition.</exception>
    public Evaluated Difference(string first, string second)
    {
        var (a, b) = (IndexOf(first), IndexOf(second));
        if (a == b)
            throw new ArgumentException($"'{first}' cannot be compared with itself.", nameof(second));
        var d = Shares[a].Share.Value - Shares[b].Share.Value;
        var inputs = new Input[masses.Length];
        for (var k = 0; k < masses.Length; k++)
        {
            var direct = k == a ? 100.0 : k == b ? -100.0 : 0.0;
            inputs[k] = new(masses[k].Fibre, masses[k].DryMass, (direct - d) * raised[k] / total);
        }

        return Formula.Of(d, "%", Basis, null, inputs);
    }

    private static Outcome<FibreComposition> Of(
        IReadOnlyList<FibreMass> masses, FibreAllowances? allowances, string basis, string version)
    {
        ArgumentNullException.ThrowIfNull(masses);
        if (masses.Count < 2)
            return Outcome.Because<FibreComposition>($"{masses.Count} fibres are given, but at least 2 were expected.");
        var raised = new double[masses.Count];
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < masses.Count; i++)
        {
            var (fibre, mass) = (masses[i].Fibre, masses[i].DryMass);
            Require.SameUnit(masses[0].DryMass.Unit, mass.Unit, $"The dry mass of {fibre}");
            if (!string.Equals(mass.Basis, Metrology.Basis.DryMatter, StringComparison.Ordinal))
                throw new ArgumentException(
                    $"The mass of {fibre} is on basis '{mass.Basis}', but '{Metrology.Basis.DryMatter}' was expected.");
            if (!names.Add(fibre))
                return Outcome.Because<FibreComposition>($"The fibre '{fibre}' stands twice in the composition.");
            if (mass.Value <= 0)
            {
                return Outcome.Because<FibreComposition>(
                    $"The dry mass of {fibre} is {mass.Value} {mass.Unit}, but a mass above 0 was expected.");
            }

            var allowance = 0.0;
            if (allowances is not null && !allowances.Percent.TryGetValue(fibre, out allowance))
            {
                return Outcome.Because<FibreComposition>(
                    $"There is no allowance for '{fibre}' in {version}; give the fibre as it is named there.");
            }

            raised[i] = 1 + Require.NotNegative(allowance) / 100;
        }

        return Outcome.Of(new FibreComposition(
            [.. masses], raised, new("FIBRES", "fibre composition by mass", "ISO 1833, ISO 17751", version), basis));
    }

    private FibreShare Share(int i)
    {
        var share = 100 * masses[i].DryMass.Value * raised[i] / total;
        var inputs = new Input[masses.Length];
        for (var k = 0; k < masses.Length; k++)
            inputs[k] = new(masses[k].Fibre, masses[k].DryMass, ((k == i ? 100.0 : 0.0) - share) * raised[k] / total);
        var evaluated = Formula.Of(share, "%", Basis, null, inputs);
        return new(masses[i].Fibre, evaluated.Result, evaluated.Budget);
    }

    private int IndexOf(string fibre)
    {
        var i = Array.FindIndex(masses, m => string.Equals(m.Fibre, fibre, StringComparison.Ordinal));
        return i >= 0 ? i : throw new ArgumentException($"The fibre '{fibre}' is not in the composition.", nameof(fibre));
    }
}
