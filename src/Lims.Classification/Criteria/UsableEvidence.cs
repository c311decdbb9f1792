using Lims.Contracts;
using Lims.Metrology;

namespace Lims.Classification.Criteria;

/// <summary>What is known of one fact a criterion asks for: the one result it can use, and those it cannot, with the reasons.</summary>
/// <param name="Asked">The fact.</param>
/// <param name="Used">The result used; null where none can be.</param>
/// <param name="Known">The same for Metrology.</param>
/// <param name="Presumed">Whether the fact was presumed because nobody stated it.</param>
/// <param name="Flagged">Results not used.</param>
internal sealed record UsableEvidence(FactAsked Asked, Evidence? Used, Fact Known, bool Presumed, IReadOnlyList<FlaggedResult> Flagged)
{
    /// <summary>Chooses among all results. “Not determined”, “below the reporting limit” and “zero” stay three different things.</summary>
    public static UsableEvidence Of(FactAsked asked, IEnumerable<Evidence> results)
    {
        var flagged = new List<FlaggedResult>();
        var usable = new List<Evidence>();
        foreach (var result in results.Where(result => result.Fact == asked.Code).DistinctBy(result => result.Result))
        {
            if (WhyNot(asked, result) is { } why) flagged.Add(Flag(result, why));
            else usable.Add(result);
        }
        var used = Standing(usable, flagged);
        if (used is not null) return new(asked, used, KnownAs(asked, used), false, flagged);
        return asked.Presume is { } presumed ? new(asked, null, Fact.Of(presumed), true, flagged) : new(asked, null, Fact.Unknown, false, flagged);
    }

    private static string? WhyNot(FactAsked asked, Evidence result)
    {
        if (asked.Method is { } method && result.Method != method)
            return $"The criterion is written for {method}; a result by another method is shown and not used.";
        if (asked.Kind != FactKind.Measured)
            return result.Truth is null ? "A yes or no was expected." : null;
        if (result.Unit != asked.Unit) return $"It is in “{result.Unit}”; the criterion asks for “{asked.Unit}”.";
        if (asked.Basis.Length > 0 && result.Basis != asked.Basis) return $"It is on the basis “{result.Basis}”; the criterion is "
            + $"written on “{asked.Basis}”.";
        var complete = result.Qualifier switch { "=" => result.Value is not null, "<" or ">" => result.Bound is not null, _ => false };
        return complete ? null : $"Its qualifier “{result.Qualifier}” comes without a number.";
    }

    /// <summary>
    /// Of several results of one fact the pooled one of most determinations stands, because it holds the others. Where none holds the others, none is
    /// chosen here: taking the one that suits would be the very thing a decision rule is there to prevent.
    /// </summary>
    private static Evidence? Standing(List<Evidence> usable, List<FlaggedResult> flagged)
    {
        if (usable.Count < 2) return usable.FirstOrDefault();
        if (usable.TrueForAll(result => result.Truth is not null && result.Truth == usable[0].Truth)) return usable[0];
        var most = usable.MaxBy(result => result.Determinations)!;
        if (usable.Count(result => result.Determinations == most.Determinations) == 1)
        {
            flagged.AddRange(usable.Where(result => result != most).Select(result => Flag(result, $"The pooled result of "
                + $"{most.Determinations} determinations stands in its place.")));
            return most;
        }
        flagged.AddRange(usable.Select(result => Flag(result, "Several results of the same standing; the laboratory has to pool them or "
            + "say which one it reports.")));
        return null;
    }

    private static Fact KnownAs(FactAsked asked, Evidence used)
    {
        if (asked.Kind != FactKind.Measured) return Fact.Of(used.Truth!.Value);
        if (used.Qualifier == "<") return Fact.Of(Metrology.Censored.Below(used.Bound!.Value, asked.Unit, used.Basis, FloorBelow(asked, used.Bound.Value)));
        if (used.Qualifier == ">") return Fact.Of(Metrology.Censored.Above(used.Bound!.Value, asked.Unit, used.Basis, CeilingAbove(asked, used.Bound.Value)));
        if (used.StandardUncertainty is not { } u) return Fact.WithoutUncertainty;
        return Fact.Of(MeasuredAs(used, u, used.DegreesOfFreedom));
    }

    /// <summary>The result as Metrology takes it, with the uncertainty given.</summary>
    public static Measured MeasuredAs(Evidence used, double u, double? degreesOfFreedom) =>
        new(used.Value!.Value, u, used.Unit, used.Basis, degreesOfFreedom ?? double.PositiveInfinity, used.Determinations > 0 ? used.Determinations : null);

    private static double FloorBelow(FactAsked asked, double bound) => asked.Floor is { } floor && floor < bound ? floor : double.NegativeInfinity;

    private static double CeilingAbove(FactAsked asked, double bound) => asked.Ceiling is { } ceiling && ceiling > bound ? ceiling : double.PositiveInfinity;

    private static FlaggedResult Flag(Evidence result, string why) => new(result.Fact, result.Reported, $"{result.Method} v{result.MethodVersion}", why);
}
