using Lims.Classification.Criteria;
using Lims.Contracts;

namespace Lims.Tests.Classification;

/// <summary>Evidence on rice, as Analysis tells it.</summary>
internal static class Rice
{
    public static readonly CriteriaCatalogue Criteria = new();

    public static Criterion Criterion => Criteria.All.Single(criterion => criterion.Id == "CR-C01");

    /// <summary>80 %, as the demonstration sets it.</summary>
    public static readonly IReadOnlyDictionary<string, ThresholdInForce> Eighty = new Dictionary<string, ThresholdInForce>
    {
        ["rice.gelatinization-degree.minimum"] = new("rice.gelatinization-degree.minimum", 80, "%", "demonstration", true),
    };

    public static readonly IReadOnlyDictionary<string, ThresholdInForce> NoThreshold = new Dictionary<string, ThresholdInForce>();

    public static readonly DecisionRuleFixed Proven95 = new("proven-95", 0.95, null);

    public static readonly DecisionRuleFixed WithSecondStage = new("proven-95", 0.95, new SecondStageFixed("rice.gelatinization-degree", 2));

    public static Evidence Husk(bool parboiled) => new(
        Key(1), "rice.parboiled-in-husk", "inspected", null, parboiled, null, null, null, 1, "", "", "=", null, parboiled ? "yes" : "no", "RICE-HUSK", 1, "Parboiling in the husk, by inspection");

    public static Evidence Cooks(double minutes, double? u = 0.5) => new(
        Key(2), "rice.cooking-time", "measured", minutes, null, u, null, null, 2, "min", "as is", "=", null, FormattableString.Invariant($"{minutes} min"), "RICE-CT", 2, "Cooking time");

    public static Evidence CooksCensored(string qualifier, double bound) => Cooks(bound) with
    {
        Value = null,
        StandardUncertainty = null,
        Qualifier = qualifier,
        Bound = bound,
        Reported = FormattableString.Invariant($"{qualifier} {bound} min"),
    };

    public static Evidence Gelatinized(double percent, double? u = 1.4, double? averaged = 1.2, int determinations = 2, string method = "DG-DSC", int key = 3) => new(
        Key(key), "rice.gelatinization-degree", "measured", percent, null, u, null, averaged, determinations, "%", "of starch", "=", null,
        FormattableString.Invariant($"{percent} % ± {2 * u} % (k = 2)"), method, 2, "Degree of gelatinization");

    public static Evaluation Judge(params Evidence[] results) => Criterion.Evaluate("1006.30", results, Eighty, Proven95);

    public static AnalysisCompleted Completed(Guid sample, int stage, DateTimeOffset at, params Evidence[] results) => new(
        sample, "BUS-26-000001-K", "BUS", "CCL", "Rice, long grain, in bags of 20 kg", "1006.30", ["rice.prepared-or-milled"], results, WithSecondStage, stage, at);

    public static Guid Key(int n) => new(n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
}
