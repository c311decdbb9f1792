using Lims.Classification.Criteria;
using Lims.Metrology;

namespace Lims.Classification.Cases;

/// <summary>
/// The chance that a further result decides, told before anybody measures. What is known now says where the value may lie (x, u); from it follows where the
/// further result may fall, and each place is asked whether the whole condition would be decided there (predictive distribution: JCGM 106, 6 and 7).
/// </summary>
internal static class ChanceToDecide
{
    /// <summary>Equally likely outcomes looked at: the chance is right to about half a per cent, which is more than the forecast is worth.</summary>
    private const int Outcomes = 200;

    /// <summary>A result by another method alone, with the standard uncertainty <paramref name="u"/>: it scatters by both uncertainties.</summary>
    public static double ByAnother(Evaluator evaluator, UsableEvidence fact, double u) => Of(evaluator, fact, Math.Sqrt(Now(fact) * Now(fact) + u * u), u);

    /// <summary>
    /// The mean of n determinations and m more. What they share does not move; the pooled mean moves by s_r √(m / (n (n + m))).
    /// </summary>
    public static double ByPooling(Evaluator evaluator, UsableEvidence fact, ReplicateUncertainty split, int further)
    {
        double there = fact.Used!.Determinations;
        return Of(evaluator, fact, split.Repeatability * Math.Sqrt(further / (there * (there + further))), split.Of(fact.Used.Determinations + further));
    }

    /// <summary>The mean of this result and one as uncertain of an independent laboratory.</summary>
    public static double ByMeanOfTwo(Evaluator evaluator, UsableEvidence fact) => Of(evaluator, fact, Now(fact) / Math.Sqrt(2), Now(fact) / Math.Sqrt(2));

    private static double Now(UsableEvidence fact) => fact.Used!.StandardUncertainty!.Value;

    private static double Of(Evaluator evaluator, UsableEvidence fact, double scatter, double u)
    {
        var decided = 0;
        for (var i = 0; i < Outcomes; i++)
        {
            var found = fact.Used!.Value!.Value + scatter * CoverageFactor.OneSided((i + 0.5) / Outcomes);
            var state = evaluator.StateWith(fact.Used with { Value = found, StandardUncertainty = u, DegreesOfFreedom = null });
            if (state is Metrology.Verdict.Met or Metrology.Verdict.NotMet) decided++;
        }
        return (double)decided / Outcomes;
    }
}
