using Lims.Metrology;

namespace Lims.Classification.Criteria;

/// <summary>What is known of one fact a criterion asks for: the one finding it can use, and those it cannot, with the reasons.</summary>
/// <param name="Asked">The fact.</param>
/// <param name="Used">The finding used, in the unit asked for; null where none can be.</param>
/// <param name="Presumed">Whether the fact was presumed because nobody stated it.</param>
/// <param name="Flagged">Findings not used.</param>
internal sealed record UsableEvidence(FactAsked Asked, Finding? Used, bool Presumed, IReadOnlyList<FlaggedResult> Flagged)
{
    /// <summary>What has to be said of a finding that is used all the same: another method than the prescribed one.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Whether the basis the criterion asks for is presumed, because nobody told that of the value.</summary>
    public bool BasisIsUntold => Asked.Basis.Length > 0 && Used is { Kind: "measured" } && BasisWords.IsUntold(Used.Basis);

    /// <summary>What else is presumed of a finding because nobody tells it: the method.</summary>
    public IReadOnlyList<string> Untold { get; init; } = [];

    /// <summary>Chooses among all findings. “Not determined”, “below the reporting limit” and “zero” stay three different things.</summary>
    public static UsableEvidence Of(FactAsked asked, IEnumerable<Finding> findings)
    {
        var flagged = new List<FlaggedResult>();
        var usable = new List<Finding>();
        foreach (var finding in findings.Where(finding => finding.Fact == asked.Code).Distinct())
        {
            if (WhyNot(asked, finding) is { } why) flagged.Add(Flag(finding, why));
            else usable.Add(InUnit(asked, finding));
        }
        var used = Standing(usable, flagged);
        return new(asked, used, used is null && asked.Presume is not null && flagged.Count == 0, flagged)
        {
            Remarks = used is null ? [] : [.. Remark(asked, used)],
            Untold = used is null ? [] : [.. Presumption(asked, used)],
        };
    }

    private static string? WhyNot(FactAsked asked, Finding finding)
    {
        if (asked.Method is { } method && finding.Method is { } by && by != method)
            return $"The criterion is written for {method}; a result by another method is shown and not used.";
        if (asked.Type == FactType.Truth) return finding.Truth is null ? "A yes or no was expected." : null;
        if (asked.Type == FactType.Kind)
            return finding.Text is null || !asked.Kinds.Contains(finding.Text) ? $"“{finding.Text ?? finding.Reported}” is no kind it can be; one of {string.Join(", ", asked.Kinds)} was expected." : null;
        if (finding.Value is null && finding.Qualifier == "=") return "A number was expected.";
        if (finding.Unit != asked.Unit && Conversion.Between(finding.Unit, asked.Unit) is null)
            return $"It is in “{finding.Unit}”; the criterion asks for “{asked.Unit}”, and the one cannot be converted into the other.";
        return BasisWords.WhyNot(asked.Basis, finding.Basis);
    }

    /// <summary>The same finding in the unit of the criterion; scaled with its uncertainty.</summary>
    private static Finding InUnit(FactAsked asked, Finding finding)
    {
        if (!asked.IsNumber || finding.Unit == asked.Unit) return finding;
        var conversion = Conversion.Between(finding.Unit, asked.Unit)!;
        return finding with
        {
            Value = finding.Value is { } value ? Tidy(conversion.Value(value)) : null,
            Bound = finding.Bound is { } bound ? Tidy(conversion.Value(bound)) : null,
            StandardUncertainty = finding.StandardUncertainty is { } u ? conversion.Difference(u) : null,
            AveragedPart = finding.AveragedPart is { } part ? conversion.Difference(part) : null,
            Unit = asked.Unit,
            Reported = $"{finding.Reported}, which is {(finding.Value is { } x ? Words.Number(Shown(conversion.Value(x)), asked.Unit) : finding.Bound is { } b ? $"{finding.Qualifier} {Words.Number(Shown(conversion.Value(b)), asked.Unit)}" : "not a number")}",
        };
    }

    /// <summary>A conversion must not turn 0.3 into 0.30000000000000004: a decimal keeps the fifteen digits that a double vouches for.</summary>
    private static double Tidy(double value) => Math.Abs(value) is > 1e-12 and < 1e12 ? (double)(decimal)value : value;

    /// <summary>Seven digits are more than any reader needs; the value compared keeps all.</summary>
    private static double Shown(double value) => value == 0 ? 0 : Rounding.ToSignificantDigits(value, 7, RoundingMode.HalfEven);

    private static IEnumerable<string> Remark(FactAsked asked, Finding used)
    {
        if (asked.Prescribed.Count > 0 && used.Method is { } by && !asked.Prescribed.Any(method => Same(method, by)))
            yield return $"{asked.Name}: it was determined by {by}, while the law prescribes {string.Join(" or ", asked.Prescribed)}. The value is used and flagged; an authority may refuse it.";
    }

    private static IEnumerable<string> Presumption(FactAsked asked, Finding used)
    {
        if (asked.Prescribed.Count > 0 && used.Method is null && used.Kind == "measured")
            yield return $"{asked.Name}: nobody says by which method; the prescribed one ({string.Join(" or ", asked.Prescribed)}) is presumed.";
    }

    private static bool Same(string prescribed, string by) =>
        by.Contains(prescribed, StringComparison.OrdinalIgnoreCase) || prescribed.Contains(by, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Of several results of one fact the pooled one of most determinations stands, because it holds the others. Where none holds the others, none is
    /// chosen here: taking the one that suits would be the very thing a decision rule is there to prevent.
    /// </summary>
    private static Finding? Standing(List<Finding> usable, List<FlaggedResult> flagged)
    {
        if (usable.Count < 2) return usable.FirstOrDefault();
        if (usable.TrueForAll(finding => finding.Truth is not null && finding.Truth == usable[0].Truth)) return usable[0];
        var most = usable.MaxBy(finding => finding.Determinations)!;
        if (usable.Count(finding => finding.Determinations == most.Determinations) == 1)
        {
            flagged.AddRange(usable.Where(finding => finding != most).Select(finding => Flag(finding, $"The pooled result of {most.Determinations} determinations stands in its place.")));
            return most;
        }
        flagged.AddRange(usable.Select(finding => Flag(finding, "Several results of the same standing; the laboratory has to pool them or say which one it reports.")));
        return null;
    }

    private static FlaggedResult Flag(Finding finding, string why) => new(finding.Fact, finding.Reported, finding.ByMethod, why);
}

/// <summary>From one unit into another that measures the same.</summary>
internal sealed record Conversion(UcumUnit From, UcumUnit To)
{
    /// <summary>Null where one of them is no unit, or the two do not measure the same.</summary>
    public static Conversion? Between(string from, string to) =>
        UcumUnit.Parse(from) is { Succeeded: true, Value: var given } && UcumUnit.Parse(to) is { Succeeded: true, Value: var wanted } && given.IsCommensurable(wanted) ? new(given, wanted) : null;

    public double Value(double value) => From.Convert(value, To);

    /// <summary>An uncertainty is scaled and never shifted.</summary>
    public double Difference(double difference) => From.ConvertDifference(difference, To);
}

/// <summary>Whether a value's basis is the one a limit is written on. People write “dry”, “d.b.” and “w/w of dry matter” for one thing.</summary>
internal static class BasisWords
{
    private static readonly HashSet<string> Filling = new(StringComparer.Ordinal) { "w", "m", "in", "of", "the", "on", "a", "an", "by", "mass", "weight", "at", "state", "basis", "and", "or", "total" };

    private static readonly Dictionary<string, string> Alike = new(StringComparer.Ordinal)
    {
        ["received"] = "presented",
        ["is"] = "presented",
        ["as"] = "presented",
        ["fraction"] = "presented",
        ["substance"] = "matter",
        ["dm"] = "dry",
        ["db"] = "dry",
        ["d"] = "dry",
        ["°c"] = "cel",
        ["c"] = "cel",
        ["anhydrous"] = "dry",
        ["product"] = "presented",
    };

    /// <summary>Whether nobody told the basis: nothing, or only that it is by mass.</summary>
    public static bool IsUntold(string basis) => Words(basis).Count == 0;

    /// <summary>Why a value on one basis cannot be compared with a limit on another; null where it can.</summary>
    public static string? WhyNot(string asked, string given)
    {
        if (asked.Length == 0 || IsUntold(given) || string.Equals(asked, given, StringComparison.OrdinalIgnoreCase)) return null;
        var (wanted, had) = (Words(asked), Words(given));
        // “dry” says all that “w/w of dry matter” says; “as presented” says something else.
        return had.IsSubsetOf(wanted) ? null : $"It is on the basis “{given}”; the criterion is written on “{asked}”.";
    }

    private static HashSet<string> Words(string basis) =>
        [.. basis.ToLowerInvariant().Split([' ', '/', ',', '.', '(', ')', '-', ';'], StringSplitOptions.RemoveEmptyEntries).Where(word => !Filling.Contains(word)).Select(word => Alike.GetValueOrDefault(word, word))];
}
