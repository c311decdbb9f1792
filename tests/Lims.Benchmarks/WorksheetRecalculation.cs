using BenchmarkDotNet.Attributes;
using Lims.Metrology;

namespace Lims.Benchmarks;

/// <summary>
/// A worksheet of 200 lines worked out anew, as on every keystroke of an analyst: calibration of six standards in triplicate with lack
/// of fit, detection limits, 200 results in duplicate with their budget and U, the duplicates against r, and a year of control values
/// under the rules of Westgard and Nelson. Beside it the same lines by the plain formulas in doubles, with no check, no budget and no
/// rule. It must stay below 20 ms. Run:
/// <c>dotnet run -c Release --project tests/Lims.Benchmarks -- --filter *WorksheetRecalculation*</c>.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class WorksheetRecalculation
{
    private const int Lines = 200;
    private readonly double[] amounts = [.. Enumerable.Range(0, 18).Select(i => 0.2 * (1 + i / 3))];
    private readonly double[] responses =
        [.. Enumerable.Range(0, 18).Select(i => 0.011 + 0.241 * 0.2 * (1 + i / 3) + 0.0004 * ((i * 7 % 5) - 2))];
    private readonly double[] first = [.. Enumerable.Range(0, Lines).Select(i => 0.08 + 0.2 * i / Lines)];
    private readonly double[] second = [.. Enumerable.Range(0, Lines).Select(i => 0.0805 + 0.2 * i / Lines)];
    private readonly double[] control = [.. Enumerable.Range(0, 250).Select(i => 100 + 1.7 * Math.Sin(i * 1.3) + (i > 240 ? 2.5 : 0))];
    private readonly ChartLimits limits = new("individual", "first quarter", 60, 1, 100, 2, 94, 106);
    private readonly IReadOnlyList<ControlRule> rules = [.. ControlRules.Westgard, .. ControlRules.Nelson];

    [Benchmark(Baseline = true)]
    public double ByThePlainFormulas()
    {
        var (meanX, meanY) = (amounts.Average(), responses.Average());
        double sxx = 0, sxy = 0, sse = 0;
        for (var i = 0; i < amounts.Length; i++)
        {
            sxx += (amounts[i] - meanX) * (amounts[i] - meanX);
            sxy += (amounts[i] - meanX) * (responses[i] - meanY);
        }

        var slope = sxy / sxx;
        var intercept = meanY - slope * meanX;
        for (var i = 0; i < amounts.Length; i++) sse += Math.Pow(responses[i] - intercept - slope * amounts[i], 2);
        var s = Math.Sqrt(sse / (amounts.Length - 2));
        var sum = 0.0;
        for (var i = 0; i < Lines; i++)
        {
            var x = ((first[i] + second[i]) / 2 - intercept) / slope;
            sum += x + 2 * s / slope * Math.Sqrt(0.5 + 1.0 / amounts.Length + (x - meanX) * (x - meanX) / sxx);
        }

        return sum + control.Count(v => Math.Abs(v - 100) > 6);
    }

    [Benchmark]
    public double ByTheLibrary()
    {
        var curve = CalibrationCurve.Of(amounts, responses, CalibrationModel.Line, "mg/L").Value;
        var sum = curve.TestLackOfFit().Value.PValue + DetectionLimits.FromResiduals(curve).Quantification.Value
            + DetectionLimits.Iso11843(curve, readings: 2).Detectable.Value;
        var volume = new Measured(0.332, 0.0018, "L");
        var recovery = new Measured(0.97, 0.02, "1", degreesOfFreedom: 12);
        for (var i = 0; i < Lines; i++)
        {
            var duplicates = new Replicates([first[i], second[i]]);
            var amount = curve.AmountFor(duplicates.Mean, readings: 2).Value;
            var value = amount.Value * volume.Value / recovery.Value;
            var budget = new UncertaintyBudget([
                UncertaintyComponent.Of("concentration", amount, volume.Value / recovery.Value),
                UncertaintyComponent.Of("volume", volume, amount.Value / recovery.Value),
                UncertaintyComponent.Of("recovery", recovery, -value / recovery.Value)]);
            var result = budget.Result(value, "mg", replicates: 2);
            sum += result.Value + result.Expanded().U + (duplicates.CheckRepeatability(0.002).Agrees ? 1 : 0);
        }

        var fired = ControlRules.Evaluate(limits.Standardise(control), rules);
        var drift = CumulativeSum.From(limits).Evaluate(control)[^1].Upper;
        return sum + fired.Count + drift + new MovingAverage(100, 2).Evaluate(control)[^1].Value;
    }
}
