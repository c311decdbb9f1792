using System.Globalization;
using Lims.Metrology;
using Qualifier = Lims.Contracts.Readings.Qualifier;

namespace Lims.Analysis;

/// <summary>
/// Makes a finding of typed determinations: mean and budget by the validated repeatability and the method's common parts. All determinations of all
/// stages count, each with the same weight.
/// </summary>
internal static class TypedEvaluation
{
    /// <summary>The finding, or null with the reason.</summary>
    public static Finding? Of(Method method, IReadOnlyCollection<Determination> determinations, out string? reason)
    {
        reason = null;
        return method.Technique switch
        {
            Technique.Inspection => Inspected(determinations, out reason),
            Technique.Replicates => OfReplicates(method, determinations, out reason),
            Technique.Absorbance => OfAbsorbances(method, determinations, out reason),
            _ => throw new InvalidOperationException($"{method.Code} is not typed in."),
        };
    }

    private static Finding? Inspected(IReadOnlyCollection<Determination> determinations, out string? reason)
    {
        reason = determinations.Count == 1 ? null : $"There are {determinations.Count} answers: one is expected.";
        return reason is null && determinations.Single().Truth is { } truth ? new Finding(null, truth, 1, truth ? "yes" : "no") : null;
    }

    private static Finding? OfReplicates(Method method, IReadOnlyCollection<Determination> determinations, out string? reason)
    {
        var parameters = method.Parameters;
        if (TooFew(method, determinations.Count, out reason)) return null;
        if (determinations.Any(d => d.Qualifier != Qualifier.None)) return Bounded(method, determinations, out reason);

        var replicates = new Replicates(determinations.Select(d => (double)d.Value!.Value));
        var repeatability = parameters.Repeatability!.Value;
        if (replicates.Count > 1 && replicates.CheckRepeatability(repeatability) is { Agrees: false } check)
        {
            reason = FormattableString.Invariant($"The determinations lie {check.Range:G4} {method.Unit} apart, more than the {check.CriticalRange:G3} {method.Unit} that {replicates.Count} under repeatability conditions may (s_r = {repeatability} {method.Unit}): determine once more and type all of them.");
            return null;
        }
        var mean = replicates.ToMeasured(repeatability, method.Unit, method.Basis);
        var budget = new UncertaintyBudget([UncertaintyComponent.Of("repeatability", mean, 1), .. CommonParts(parameters)]);
        return Measured(method, budget.Result(mean.Value, method.Unit, method.Basis, replicates.Count), mean.StandardUncertainty, BudgetRow.From(method.Fact, budget));
    }

    /// <summary>Where every determination is a bound of one kind, the result is the weakest of them; bounds and numbers have no mean.</summary>
    private static Finding? Bounded(Method method, IReadOnlyCollection<Determination> determinations, out string? reason)
    {
        reason = null;
        var below = determinations.All(d => d.Qualifier == Qualifier.LessThan);
        if (!below && !determinations.All(d => d.Qualifier == Qualifier.GreaterThan))
        {
            reason = $"“{string.Join("”, “", determinations.Select(d => d.Raw.Trim()))}” have no mean: numbers, or bounds of one kind, are expected.";
            return null;
        }
        var bound = below ? determinations.Max(d => d.Value!.Value) : determinations.Min(d => d.Value!.Value);
        var sign = below ? "<" : ">";
        return new Finding(null, null, determinations.Count, string.Create(CultureInfo.InvariantCulture, $"{sign} {bound} {method.Unit}"))
        {
            Qualifier = sign,
            Bound = (double)bound,
        };
    }

    private static Finding? OfAbsorbances(Method method, IReadOnlyCollection<Determination> determinations, out string? reason)
    {
        var (sample, blank, total, native) = (MeanOf(Quantities.Sample), MeanOf(Quantities.Blank), MeanOf(Quantities.Total), MeanOf(Quantities.Native));
        if (sample is null || blank is null || total is null)
        {
            reason = "Absorbances of the sample (A_s), the blank (A_b) and the total starch (A_t) are expected; native rice (A_0) may be added.";
            return null;
        }
        if (TooFew(method, sample.Replicates!.Value, out reason)) return null;
        var degree = native is null
            ? DegreeOfGelatinization.ByGlucoamylase(sample, blank, total)
            : DegreeOfGelatinization.ByGlucoamylaseNativeCorrected(sample, native, total);
        if (!degree.Succeeded)
        {
            reason = degree.Refusal;
            return null;
        }
        var repeatability = method.Parameters.Repeatability!.Value;
        // The absorbances have one mean; what n digests make smaller is the repeatability of the degree itself, s_r/√n.
        var digests = new Replicates(Enumerable.Repeat(degree.Value.Result.Value, sample.Replicates!.Value)).ToMeasured(repeatability, method.Unit);
        var budget = new UncertaintyBudget(
            [UncertaintyComponent.Of("absorbances", degree.Value.Result, 1), UncertaintyComponent.Of("repeatability", digests, 1), .. CommonParts(method.Parameters)]);
        var found = degree.Value.Result.Value;
        var finding = Measured(method, budget.Result(found, method.Unit, method.Basis, sample.Replicates), digests.StandardUncertainty,
            [.. BudgetRow.From(method.Fact, budget), .. BudgetRow.From("absorbances", degree.Value.Budget)]);
        if (found is >= 0 and <= 100) return finding;
        var beyond = FormattableString.Invariant($"{found:F1} % lies outside 0 to 100 %: it is kept as found, since it may show a fault of the measurement.");
        return finding with { Warnings = [beyond] };

        Measured? MeanOf(string quantity)
        {
            var values = determinations.Where(d => d.Quantity == quantity).Select(d => (double)d.Value!.Value).ToList();
            return values.Count == 0 ? null : new Replicates(values).ToMeasured(method.Parameters.Absorbance!.Absorbance, "1");
        }
    }

    private static Finding Measured(Method method, Measured measured, double averaged, IReadOnlyList<BudgetRow> budget) =>
        new(measured, null, measured.Replicates!.Value, measured.Report(method.Parameters.Rounding).ToString())
        {
            AveragedPart = averaged,
            Budget = budget,
        };

    private static IEnumerable<UncertaintyComponent> CommonParts(MethodParameters parameters) =>
        parameters.Common.Select(part => new UncertaintyComponent(part.Name, EvaluationType.B, part.StandardUncertainty, 1));

    private static bool TooFew(Method method, int count, out string? reason)
    {
        var fewest = method.Parameters.Determinations;
        reason = count < fewest ? $"There are {count} determinations: {method.Code} expects at least {fewest}." : null;
        return reason is not null;
    }
}
