namespace Lims.Metrology;

/// <summary>
/// From the mass of one compound to that of another with the same amount of an element: P to P2O5, B to H3BO3, CaF2 to F.
/// </summary>
/// <remarks>
/// F = n M(to)/M(from), n = atoms of the element in "from" over atoms in "to". The element itself cancels but for the other atoms:
/// P2O5/P = 1 + 5 A(O)/(2 A(P)), and u(F) follows that, not the u of two molar masses as if they were independent.
/// </remarks>
public sealed record StoichiometricFactor
{
    private StoichiometricFactor(string from, string to, string element, string source, UncertaintyBudget budget, double value)
    {
        (From, To, Element, Source, Budget) = (from, to, element, source, budget);
        Factor = budget.Result(value, "1");
    }

    /// <summary>Formula converted from.</summary>
    public string From { get; }

    /// <summary>Formula converted to.</summary>
    public string To { get; }

    /// <summary>The element both have in common.</summary>
    public string Element { get; }

    /// <summary>The table of atomic weights.</summary>
    public string Source { get; }

    /// <summary>F, mass of "to" per mass of "from", with u from the atomic weights.</summary>
    public Measured Factor { get; }

    /// <summary>Atomic weights and what each adds.</summary>
    public UncertaintyBudget Budget { get; }

    /// <summary>The factor between two formulas.</summary>
    /// <param name="from">"P".</param>
    /// <param name="to">"P2O5".</param>
    /// <param name="weights">Table of atomic weights; <see cref="AtomicWeights.Ciaaw2021"/> when null.</param>
    /// <param name="element">The element of which the amount stays; may be left out when only one is common to both.</param>
    /// <returns>The factor; or a refusal: a formula not understood, no element in common, or more than one and none named.</returns>
    public static Outcome<StoichiometricFactor> Between(string from, string to, AtomicWeights? weights = null, string? element = null)
    {
        var table = weights ?? AtomicWeights.Ciaaw2021;
        return ChemicalFormula.Parse(from).Then(f => ChemicalFormula.Parse(to).Then(t =>
        {
            var common = f.Atoms.Keys.Where(t.Atoms.ContainsKey).Where(e =>
                element is null || string.Equals(e, element, StringComparison.Ordinal))
                .ToList();
            return common.Count == 1
                ? f.MolarMass(table).Then(_ => t.MolarMass(table).Then(_ => Outcome.Of(Of(f, t, common[0], table))))
                : Outcome.Refused<StoichiometricFactor>(common.Count == 0
                    ? $"'{from}' and '{to}' have no element {(element is null ? "" : $"'{element}' ")}in common; one was expected."
                    : $"'{from}' and '{to}' have {string.Join(", ", common)} in common; name the one of which the amount stays.");
        }));
    }

    /// <summary>A mass, mass fraction or mass concentration of "from", expressed as "to": y = F x.</summary>
    /// <param name="value">x: a quantity proportional to the mass of "from"; unit and basis are kept.</param>
    /// <returns>F x, with the value's own uncertainty and that of each atomic weight in the budget.</returns>
    public Evaluated Apply(Measured value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var budget = new UncertaintyBudget([
            UncertaintyComponent.Of($"{From}", value, Factor.Value),
            .. Budget.Components.Select(c => c with { Sensitivity = c.Sensitivity * value.Value })]);
        return new(budget.Result(Factor.Value * value.Value, value.Unit, value.Basis, value.Replicates), budget);
    }

    private static StoichiometricFactor Of(ChemicalFormula from, ChemicalFormula to, string element, AtomicWeights table)
    {
        var n = (double)from.Atoms[element] / to.Atoms[element];
        double above = Mass(to), below = Mass(from);
        var factor = n * above / below;
        var lines = from.Atoms.Keys.Union(to.Atoms.Keys).Order(StringComparer.Ordinal).Select(symbol =>
        {
            // ∂F/∂A = (n a_to - F a_from)/M(from).
            var slope = (n * to.Atoms.GetValueOrDefault(symbol) - factor * from.Atoms.GetValueOrDefault(symbol)) / below;
            return UncertaintyComponent.FromHalfWidth(
                $"atomic weight of {symbol}", table.Of(symbol).Value.HalfWidth, UncertaintyDistribution.Rectangular, slope);
        });
        return new(from.Text, to.Text, element, table.Source, new UncertaintyBudget(lines), factor);

        double Mass(ChemicalFormula formula) => formula.Atoms.Sum(a => a.Value * table.Of(a.Key).Value.Value);
    }
}
