using System.Text.Json;
using Lims.Metrology;
using Lims.Tests.Harness;
using static Lims.Metrology.Comparison;

namespace Lims.Tests.Metrology;

/// <summary>Decision numbers worked to 40 digits, each asked for as a laboratory would ask.</summary>
public sealed class Worked_decision_numbers
{
    private const double Infinite = double.PositiveInfinity;
    private static readonly MethodPrecision Study = new(0.21, 0.35);
    private static readonly Limit Resistor = Limit.Between(1499.8, 1500.2, "Ohm");
    private static readonly PriorKnowledge Production = new(1500, 0.12);

    private static readonly Dictionary<string, (double Expected, Func<double> Asked)> Table = new(StringComparer.Ordinal)
    {
        ["C01 zener JCGM106: Phi(1.4)"] = (0.9192433407662289, () => P(LessOrEqual, -5.40, -5.47, 0.05)),
        ["C03 rice DG x=78.4 u=1.9 lower limit 80: P(Y>=80)"] = (0.19986451775069228, () => P(GreaterOrEqual, 80, 78.4, 1.9)),
        ["C03b same Student nu=5"] = (0.21907045885169685, () => P(GreaterOrEqual, 80, 78.4, 1.9, 5)),
        ["C04 alcohol x=0.46 u=0.03 upper 0.5: P(Y<=0.5)"] = (0.9087887802741321, () => P(LessOrEqual, 0.5, 0.46, 0.03)),
        ["C04b Student nu=3"] = (0.8626875014569759, () => P(LessOrEqual, 0.5, 0.46, 0.03, 3)),
        ["C05 sugar pol x=99.3 u=0.12 P(Y<99.5)"] = (0.9522096477271853, () => P(LessThan, 99.5, 99.3, 0.12)),
        ["C06b Student nu=6"] = (
            0.8623163605734391, () => Limit.Between(80, 95, "%").ConformanceProbability(new Measured(80.6, 0.5, "%", degreesOfFreedom: 6))),
        ["C07 guard z(1-0.5)"] = (-7.200689846108787e-42, () => Guard(0.5)),
        ["C07 r=z/2 for 0.5 (w=rU, U=2u)"] = (-3.6003449230543936e-42, () => DecisionRule.GuardFactor(0.5)),
        ["C07 guard z(1-0.1)"] = (1.2815515655446004, () => Guard(0.1)),
        ["C07 r=z/2 for 0.1 (w=rU, U=2u)"] = (0.6407757827723002, () => DecisionRule.GuardFactor(0.9)),
        ["C07 guard z(1-0.05)"] = (1.6448536269514726, () => Guard(0.05)),
        ["C07 r=z/2 for 0.05 (w=rU, U=2u)"] = (0.8224268134757363, () => DecisionRule.GuardFactor(0.95)),
        ["C07 r=z/2 for 0.025 (w=rU, U=2u)"] = (0.9799819922700271, () => DecisionRule.GuardFactor(0.975)),
        ["C07 guard z(1-0.01)"] = (2.326347874040841, () => Guard(0.01)),
        ["C07 r=z/2 for 0.01 (w=rU, U=2u)"] = (1.1631739370204206, () => DecisionRule.GuardFactor(0.99)),
        ["C07 guard z(1-0.001)"] = (3.0902323061678136, () => Guard(0.001)),
        ["C07 r=z/2 for 0.001 (w=rU, U=2u)"] = (1.5451161530839068, () => DecisionRule.GuardFactor(0.999)),
        ["C08 worst-case PFA one-sided for w=0U (k=2)"] = (0.5, () => OnTheAcceptanceLimit(0)),
        ["C08 worst-case PFA one-sided for w=0.82U (k=2)"] = (0.05050258347410371, () => OnTheAcceptanceLimit(0.82)),
        ["C08 worst-case PFA one-sided for w=0.83U (k=2)"] = (0.048457226266722817, () => OnTheAcceptanceLimit(0.83)),
        ["C08 worst-case PFA one-sided for w=1U (k=2)"] = (0.02275013194817921, () => OnTheAcceptanceLimit(1)),
        ["C08 worst-case PFA one-sided for w=1.5U (k=2)"] = (0.0013498980316300946, () => OnTheAcceptanceLimit(1.5)),
        ["C08 worst-case PFA one-sided for w=3U (k=2)"] = (9.86587645037698e-10, () => DecisionRule.WorstCaseRisk(3)),
        ["C09 t one-sided 0.95 nu=3"] = (2.3533634348018238, () => CoverageFactor.OneSided(0.95, 3)),
        ["C09 t two-sided 0.95 nu=3"] = (3.1824463052837095, () => CoverageFactor.TwoSided(0.95, 3)),
        ["C09 t two-sided 0.9545 nu=3"] = (3.3068299207201117, () => CoverageFactor.TwoSided(0.9545, 3)),
        ["C09 t one-sided 0.95 nu=5"] = (2.0150483733330242, () => CoverageFactor.OneSided(0.95, 5)),
        ["C09 t two-sided 0.95 nu=5"] = (2.5705818356363155, () => CoverageFactor.TwoSided(0.95, 5)),
        ["C09 t two-sided 0.9545 nu=5"] = (2.648654254283119, () => CoverageFactor.TwoSided(0.9545, 5)),
        ["C09 t one-sided 0.95 nu=9"] = (1.8331129326562372, () => CoverageFactor.OneSided(0.95, 9)),
        ["C09 t two-sided 0.95 nu=19"] = (2.0930240544083096, () => CoverageFactor.TwoSided(0.95, 19)),
        ["C09 t two-sided 0.9545 nu=19"] = (2.140496629911142, () => CoverageFactor.TwoSided(0.9545, 19)),
        ["C09 t two-sided 0.95 nu=50"] = (2.008559112100761, () => CoverageFactor.TwoSided(0.95, 50)),
        ["C09 t two-sided 0.9545 nu=50"] = (2.0512507818518824, () => CoverageFactor.TwoSided(0.9545, 50)),
        ["C10b AL lower for T=80,u=1.9,pc>=0.95"] = (
            83.1252218912078, () => AcceptanceRule.ForRisk(0.05).Decide(Limit.Of(GreaterOrEqual, 80, "%"),
                new(78.4, 1.9, "%")).Acceptance.Lower!.Value),
        ["C10c AL upper Student nu=5 T=0.5 u=0.03"] = (
            0.43954854880000926,
            () => AcceptanceRule.ForRisk(0.05).Decide(Limit.Of(LessOrEqual, 0.5, "%"),
                new(0.46, 0.03, "%", degreesOfFreedom: 5)).Acceptance.Upper!.Value),
        ["C11 CD95 mean of n=1 in one lab vs reference, sr=.21 sR=.35 (z=1.959964, exact)"] =
            (0.685987394589019, () => Study.FromReference(1)),
        ["C11 CD95 mean of n=2 in one lab vs reference, sr=.21 sR=.35 (z=1.959964, exact)"] =
            (0.621188005791101, () => Study.FromReference(2)),
        ["C11b same with the 2.8 rounding of ISO 5725-6"] = (0.6275061752684191, () => Study.FromReferenceAsPrinted(2)),
        ["C11 CD95 mean of n=4 in one lab vs reference, sr=.21 sR=.35 (z=1.959964, exact)"] =
            (0.5861078868609193, () => Study.FromReference(4)),
        ["C12 r=2.8*sr"] = (0.588, () => Study.RepeatabilityLimit),
        ["C12 exact factor sqrt2*z975"] = (2.771807648699356, () => new MethodPrecision(1, 1).WithinLaboratory(1, 1)),
        ["C13 critical range factor f(2)"] = (2.7718076487008148, () => CriticalRange.Factor(2)),
        ["C13 critical range factor f(3)"] = (3.314493155400669, () => CriticalRange.Factor(3)),
        ["C13 critical range factor f(4)"] = (3.6331595749006738, () => CriticalRange.Factor(4)),
        ["C13 critical range factor f(5)"] = (3.8576555103782084, () => CriticalRange.Factor(5)),
        ["C13 critical range factor f(6)"] = (4.030092053179942, () => CriticalRange.Factor(6)),
        ["C13 critical range factor f(8)"] = (4.286309409350906, () => CriticalRange.Factor(8)),
        ["C13 critical range factor f(10)"] = (4.474124221726925, () => CriticalRange.Factor(10)),
        ["C14 global producer risk, w=0"] = (0.03720780017805775, () => GlobalRisk.Of(Resistor, 0, 0.04, Production).Producer),
        ["C14 global consumer risk, w=U=0.08"] = (0.0004686335988703545, () => GlobalRisk.Of(Resistor, 0.08, 0.04, Production).Consumer),
        ["C14 global producer risk, w=U=0.08"] = (0.24766964020115234, () => GlobalRisk.Of(Resistor, 0.08, 0.04, Production).Producer),
    };

    public static TheoryData<string> Ids => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Come_out_to_nine_digits(string id)
    {
        var (expected, asked) = Table[id];
        // Two of them are 0 but for the rounding of the 40-digit work.
        if (Math.Abs(expected) < 1e-30)
            Numbers.Near(0, asked(), 1e-15);
        else
            Numbers.Agree(expected, asked());
    }

    // Worked to six digits only.
    [Fact]
    public void Include_the_consumers_risk_of_simple_acceptance() =>
        Numbers.Near(0.0189422, GlobalRisk.Of(Resistor, 0, 0.04, Production).Consumer, 5e-8);

    [Fact]
    public void Are_those_of_the_reference_file_and_none_is_left_out()
    {
        var file = Path.Combine(Repository.Root, "..", "shared", "domain", "golden.json");
        if (!File.Exists(file))
            Assert.Skip("The reference file is not beside the source tree.");
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var theirs = json.RootElement.EnumerateObject().Where(p => p.Name.StartsWith('C')).ToDictionary(p => p.Name, p =>
            p.Value.GetDouble());
        Assert.Equal(theirs.Keys.Order(StringComparer.Ordinal), Table.Keys.Order(StringComparer.Ordinal));
        Assert.All(theirs, p => Assert.Equal(p.Value, Table[p.Key].Expected));
    }

    private static double P(Comparison comparison, double limit, double x, double u, double nu = Infinite) =>
        new DecisionRule().Test(Limit.Of(comparison, limit, "%"), new Measured(x, u, "%", degreesOfFreedom: nu)).Probability!.Value;

    private static double Guard(double risk) => CoverageFactor.OneSided(1 - risk);

    private static double OnTheAcceptanceLimit(double r)
    {
        var rule = AcceptanceRule.Guarded(r);
        var w = rule.Decide(Limit.Of(LessOrEqual, 0, "%"), new(0, 1, "%")).Acceptance.GuardBand;
        return rule.Decide(Limit.Of(LessOrEqual, 0, "%"), new(-w, 1, "%")).ProbabilityOfNonconformance;
    }
}
