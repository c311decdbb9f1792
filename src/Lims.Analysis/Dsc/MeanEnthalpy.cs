using Lims.Metrology;

namespace Lims.Analysis;

/// <summary>
/// The mean enthalpy of pans of one kind with one budget (GUM 5.2): noise and weighing of each pan stand by themselves, repeatability falls with the
/// square root of their number, and what all pans share keeps its full weight.
/// </summary>
/// <param name="Result">J/g of dry matter.</param>
/// <param name="Budget">Where its u comes from.</param>
/// <param name="AveragedPart">The part of u that further pans make smaller, J/g.</param>
internal sealed record MeanEnthalpy(Measured Result, UncertaintyBudget Budget, double AveragedPart)
{
    /// <summary>The mean of at least one pan.</summary>
    /// <param name="pans">Pans of one kind.</param>
    /// <param name="repeatability">s_r of a pan, J/g of dry matter, from the validation.</param>
    /// <param name="lot">u of the reference lot between its units, J/g; null where the pans are no reference.</param>
    public static MeanEnthalpy Of(IReadOnlyList<PanFound> pans, double repeatability, double? lot = null)
    {
        var mean = new Replicates(pans.Select(pan => pan.Enthalpy.Result.Value)).ToMeasured(repeatability, "J/g", Metrology.Basis.DryMatter);
        var averaged = new List<UncertaintyComponent> { UncertaintyComponent.Of("repeatability", mean, 1) };
        for (var i = 0; i < pans.Count; i++)
        {
            averaged.Add(Share(Line(pans[i].Enthalpy.Budget, "noise"), $"noise, pan {i + 1}", pans.Count));
            averaged.Add(Share(Through(pans[i], "mass"), $"weighing, pan {i + 1}", pans.Count));
        }
        List<UncertaintyComponent> common =
        [
            Shared("baseline placement", pans.Select(pan => Line(pan.Enthalpy.Budget, "baseline placement")), pans.Count),
            Shared("enthalpy calibration", pans.Select(pan => Line(pan.Enthalpy.Budget, "enthalpy calibration")), pans.Count),
            Shared("moisture", pans.Select(pan => Through(pan, "moisture")), pans.Count),
        ];
        if (lot is { } between) common.Add(new UncertaintyComponent("reference lot", EvaluationType.B, between, 1));
        var budget = new UncertaintyBudget([.. averaged, .. common]);
        return new MeanEnthalpy(
            budget.Result(mean.Value, "J/g", Metrology.Basis.DryMatter, pans.Count), budget, new UncertaintyBudget(averaged).CombinedStandardUncertainty);
    }

    /// <summary>One pan's own component in the mean: its sensitivity over the number of pans.</summary>
    private static UncertaintyComponent Share(UncertaintyComponent line, string shown, int pans) =>
        line with { Name = shown, Sensitivity = line.Sensitivity / pans };

    /// <summary>
    /// A component that moves all pans together (correlation 1): contributions are added, not their squares. With one u throughout the sensitivities have
    /// one mean; the placement differs from pan to pan, so its contributions are what is averaged.
    /// </summary>
    private static UncertaintyComponent Shared(string name, IEnumerable<UncertaintyComponent> lines, int pans)
    {
        var all = lines.ToList();
        var same = all.TrueForAll(line => line.StandardUncertainty == all[0].StandardUncertainty);
        return same
            ? all[0] with { Name = name, Sensitivity = all.Sum(line => line.Sensitivity) / pans }
            : new UncertaintyComponent(name, EvaluationType.B, all.Sum(line => Math.Abs(line.Contribution)) / pans, 1);
    }

    /// <summary>A component of the dry mass as it acts on the enthalpy: ∂ΔH/∂m_dry · ∂m_dry/∂x.</summary>
    private static UncertaintyComponent Through(PanFound pan, string name)
    {
        var line = Line(pan.DryMass.Budget, name);
        return line with { Sensitivity = line.Sensitivity * Line(pan.Enthalpy.Budget, "dry mass").Sensitivity };
    }

    private static UncertaintyComponent Line(UncertaintyBudget budget, string name) => budget.Components.Single(component => component.Name == name);
}
