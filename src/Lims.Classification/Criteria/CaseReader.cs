using System.Globalization;
using Lims.Contracts;

namespace Lims.Classification.Criteria;

/// <summary>Reads the worked cases beside a criterion and sees that every limit is stood on and passed on both sides.</summary>
internal sealed class CaseReader(string at, List<FactAsked> facts, List<ThresholdAsked> thresholds, Action<string, string> fault)
{
    private static readonly (int Side, string Name)[] SidesOfALimit = [(-1, "below"), (0, "exactly on"), (1, "above")];
    private static readonly bool[] Truths = [true, false];

    public CriterionCase Read(CaseYaml entry)
    {
        if (string.IsNullOrWhiteSpace(entry.Name)) fault(at + ".name", "it is missing or empty.");
        if (string.IsNullOrWhiteSpace(entry.Declared)) fault(at + ".declared", "the declared code was expected.");
        if (Words.State(entry.Gives ?? "") is not { } gives)
        {
            fault(at + ".gives", $"“{entry.Gives}” was found; met, not-met, undecided or not-evaluable was expected.");
            gives = Metrology.Verdict.NotEvaluable;
        }
        if (entry.Confidence is { } c && c is not (> 0.5 and < 1)) fault(at + ".confidence", FormattableString.Invariant($"{c} was found; a number above 0.5 and below 1 was expected."));
        var set = entry.Thresholds.Select(pair => (thresholds.Find(threshold => threshold.Code == pair.Key), pair)).ToList();
        foreach (var (_, pair) in set.Where(found => found.Item1 is null)) fault(at + ".thresholds", $"“{pair.Key}” is no threshold of "
            + "this criterion.");
        return new(
            entry.Name ?? "", entry.Declared ?? "",
            set.Where(found => found.Item1 is not null).ToDictionary(found => found.pair.Key, found => new ThresholdInForce(found.pair.Key, found.pair.Value, found.Item1!.Unit, "taken in this case", true), StringComparer.Ordinal),
            [.. entry.Facts.Select(pair => Seen(pair.Key, pair.Value)), .. entry.Measured.Select(Measured)], entry.Confidence ?? 0.95, gives, entry.Probability, entry.Codes);
    }

    /// <summary>Below, exactly on and above every limit; true and false of every fact.</summary>
    public static void CheckCoverage(Criterion criterion, Action<string, string> fault)
    {
        foreach (var (leaf, _) in criterion.When.Leaves())
        {
            if (leaf is FactCondition)
            {
                foreach (var truth in Truths.Where(truth => !criterion.Cases.Any(one => one.Results.Any(result => result.Fact == leaf.Fact && result.Truth == truth))))
                    fault("cases", $"no case has {leaf.Fact} {(truth ? "true" : "false")}.");
                continue;
            }
            var compare = (CompareCondition)leaf;
            var sides = criterion.Cases.SelectMany(one => Sides(one, compare)).ToHashSet();
            foreach (var (_, name) in SidesOfALimit.Where(pair => !sides.Contains(pair.Side)))
                fault("cases", $"no case stands {name} the limit of {leaf.Fact} "
                    + $"({(compare.Limit is { } limit ? limit.ToString(CultureInfo.InvariantCulture) : compare.Threshold)}).");
        }
    }

    private static IEnumerable<int> Sides(CriterionCase one, CompareCondition compare)
    {
        var limit = compare.Limit ?? (compare.Threshold is { } code && one.Thresholds.TryGetValue(code, out var set) ? set.Value : null);
        return limit is { } at ? one.Results.Where(result => result.Fact == compare.Fact && result.Value is not null).Select(result => Math.Sign(result.Value!.Value - (double)at)) : [];
    }

    private Evidence Seen(string code, bool truth)
    {
        var fact = facts.Find(there => there.Code == code);
        if (fact is not { Kind: not FactKind.Measured }) fault(at + ".facts", $"“{code}” is no inspected or declared fact of this criterion.");
        return new(Ids(code), code, "inspected", null, truth, null, null, null, 1, "", "", "=", null, truth ? "yes" : "no", fact?.Method ?? "CASE", 1, "case");
    }

    private Evidence Measured(MeasuredYaml entry)
    {
        var fact = facts.Find(there => there.Code == entry.Fact);
        if (fact is not { Kind: FactKind.Measured }) fault(at + ".measured", $"“{entry.Fact}” is no measured fact of this criterion.");
        if (entry.Value is null) fault(at + ".measured", $"{entry.Fact} has no value.");
        var qualifier = entry.Qualifier ?? "=";
        if (qualifier is not ("=" or "<" or ">")) fault(at + ".measured", $"“{qualifier}” was found; =, < or > was expected.");
        var unit = entry.Unit ?? fact?.Unit ?? "";
        var reported = (qualifier == "=" ? "" : qualifier + " ") + Words.Number(entry.Value ?? 0, unit);
        var bound = qualifier == "=" ? null : entry.Value;
        return new(
            Ids(entry.Fact + entry.Method), entry.Fact ?? "", "measured", bound is null ? entry.Value : null, null, entry.U, entry.Dof, null, 2, unit, entry.Basis ?? fact?.Basis ?? "", qualifier, bound,
            reported, entry.Method ?? fact?.Method ?? "CASE", 1, "case");
    }

    /// <summary>A key that is the same whenever the file is read.</summary>
    private static Guid Ids(string name) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
