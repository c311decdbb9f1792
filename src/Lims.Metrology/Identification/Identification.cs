namespace Lims.Metrology;

/// <summary>What may be said of an identity.</summary>
public enum Identity
{
    /// <summary>Every rule is kept: it is this substance.</summary>
    Identified,

    /// <summary>Something contradicts: it is not this substance.</summary>
    NotIdentified,

    /// <summary>Nothing contradicts, but not every rule is kept.</summary>
    NotExcluded,
}

/// <summary>What became of one rule.</summary>
public enum RuleOutcome
{
    /// <summary>The evidence keeps it.</summary>
    Kept,

    /// <summary>The evidence contradicts the substance.</summary>
    Contradicted,

    /// <summary>The evidence is missing or not fit to say.</summary>
    Open,

    /// <summary>Stated beside the rules; counts for nothing.</summary>
    Noted,
}

/// <summary>One rule and its evidence.</summary>
/// <param name="Rule">"retention", "ion ratio 182/303" ….</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Evidence">A sentence that quotes the numbers.</param>
public sealed record RuleFinding(string Rule, RuleOutcome Outcome, string Evidence);

/// <summary>An identity with the evidence of every rule.</summary>
/// <param name="Substance">The substance asked for.</param>
/// <param name="Rule">The rule and its version.</param>
/// <param name="Identity">What may be said.</param>
/// <param name="Findings">Every rule, in its order.</param>
public sealed record IdentityFinding(string Substance, IdentificationRule Rule, Identity Identity, IReadOnlyList<RuleFinding> Findings)
{
    /// <summary>What stands between this and "identified": the sentences of all rules not kept.</summary>
    public IReadOnlyList<string> Reasons =>
        [.. Findings.Where(f => f.Outcome is RuleOutcome.Contradicted or RuleOutcome.Open).Select(f => f.Evidence)];
}

/// <summary>Decides an identity by a rule: identified, not identified, not excluded.</summary>
/// <remarks>
/// Identified when every rule is kept; not identified when one is contradicted (a retention, ratio, band or technique that does not fit the
/// reference); else not excluded. A blank that shows the substance or readers who differ make the evidence unfit, not the identity false.
/// A likeness of a library is noted and counts for nothing: by itself it cannot give "identified", however high it is.
/// </remarks>
public static class Identification
{
    /// <summary>Applies a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="evidence">The evidence.</param>
    /// <returns>The identity; or a refusal: a number among the evidence that cannot be.</returns>
    /// <exception cref="ArgumentException">A rule that asks for no technique, or for fewer than one.</exception>
    public static Outcome<IdentityFinding> Decide(IdentificationRule rule, IdentificationEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(evidence);
        if (rule.Techniques.Count == 0 || rule.Techniques.Any(t => t.Total < 1))
            throw new ArgumentException($"The rule '{rule.Version}' asks for no technique; at least one was expected.", nameof(rule));
        if (rule.IonRatios is not null)
            Require.AtLeast(1, rule.FewestIonRatios, "fewest ion ratios");
        if (Impossible(evidence) is { } refusal)
            return Outcome.Refused<IdentityFinding>(refusal);

        var findings = new List<RuleFinding>();
        findings.AddRange(Techniques(rule, evidence));
        if (rule.Retention is { } window)
            findings.Add(RetentionOf(window, evidence.Retention));
        if (rule.IonRatios is { } tolerance)
            findings.AddRange(Ratios(tolerance, rule.FewestIonRatios, evidence.IonRatios));
        findings.AddRange(rule.Bands.Select(b => Band(b, evidence.BandsFound)));
        if (rule.BlankMustBeClean)
            findings.Add(Blank(evidence.BlankIsClean));
        if (rule.SecondReader)
            findings.Add(Readers(evidence.Readings));
        if (evidence.Library is { } library)
        {
            findings.Add(new("library", RuleOutcome.Noted, FormattableString.Invariant(
                $"A library spectrum is alike by {library.Forward:F3} (reverse {library.Reverse:F3}); by itself that proves nothing.")));
        }

        var identity = findings.Exists(f => f.Outcome == RuleOutcome.Contradicted) ? Identity.NotIdentified
            : findings.Exists(f => f.Outcome == RuleOutcome.Open) ? Identity.NotExcluded
            : Identity.Identified;
        return Outcome.Of(new IdentityFinding(evidence.Substance, rule, identity, findings));
    }

    private static string? Impossible(IdentificationEvidence evidence)
    {
        if (evidence.Retention is { } r && !(r.Reference > 0 && double.IsFinite(r.Reference) && r.Found >= 0 && double.IsFinite(r.Found)))
        {
            return FormattableString.Invariant(
                $"The retention is {r.Found} beside {r.Reference} of the reference, but numbers above 0 were expected.");
        }

        foreach (var i in evidence.IonRatios)
        {
            if (!(i.Reference > 0 && double.IsFinite(i.Reference) && i.Found >= 0 && double.IsFinite(i.Found)))
            {
                return FormattableString.Invariant(
                    $"The ion ratio {i.Name} is {i.Found} % beside {i.Reference} % of the reference, but numbers above 0 were expected.");
            }
        }

        foreach (var band in evidence.BandsFound ?? [])
        {
            if (!double.IsFinite(band))
                return FormattableString.Invariant($"A band is said to lie at {band}, but a number was expected.");
        }

        return null;
    }

    private static IEnumerable<RuleFinding> Techniques(IdentificationRule rule, IdentificationEvidence evidence)
    {
        foreach (var t in evidence.Techniques.Where(t => t.Agrees == false))
            yield return new($"technique {t.Technique.Name}", RuleOutcome.Contradicted,
                $"{t.Technique.Name} contradicts {evidence.Substance}.");
        // One principle counts once, with the category that tells most.
        var counted = evidence.Techniques
            .Where(t => t.Agrees == true && t.ReferenceMaterial is not null)
            .GroupBy(t => t.Technique.Principle, StringComparer.Ordinal)
            .Select(g => g.MinBy(t => t.Technique.Category)!.Technique)
            .ToList();
        var categories = counted.Select(t => t.Category).ToList();
        var names = counted.Count == 0 ? "no technique" : string.Join(", ", counted.Select(t => $"{t.Name} ({t.Category})"));
        var expected = string.Join(" or ", rule.Techniques);
        var kept = rule.Techniques.Any(r => r.IsMetBy(categories));
        yield return new(
            "independent techniques",
            kept ? RuleOutcome.Kept : RuleOutcome.Open,
            kept
                ? $"Beside a reference material agree: {names}."
                : $"Beside a reference material agree: {names}; expected were {expected}, of different principles.");
    }

    private static RuleFinding RetentionOf(RetentionWindow window, RetentionEvidence? retention)
    {
        if (retention is null)
            return new("retention", RuleOutcome.Open, "The retention beside a reference was not measured.");
        var width = window.For(retention.Reference);
        var within = Within(retention.Found, retention.Reference, width);
        return new("retention", within ? RuleOutcome.Kept : RuleOutcome.Contradicted, FormattableString.Invariant(
            $"The retention is {retention.Found} beside {retention.Reference} of the reference, {Side(within)} ± {width}."));
    }

    private static IEnumerable<RuleFinding> Ratios(IonRatioTolerance tolerance, int fewest, IReadOnlyList<IonRatio> ratios)
    {
        foreach (var ratio in ratios)
        {
            var width = tolerance.For(ratio.Reference);
            var within = Within(ratio.Found, ratio.Reference, width);
            yield return new($"ion ratio {ratio.Name}", within ? RuleOutcome.Kept : RuleOutcome.Contradicted, FormattableString.Invariant(
                $"The ion ratio {ratio.Name} is {ratio.Found} % beside {ratio.Reference} % of the reference, {Side(within)} ± {width} %."));
        }

        if (ratios.Count < fewest)
            yield return new("ion ratios", RuleOutcome.Open,
                FormattableString.Invariant($"{ratios.Count} ion ratios were measured, but at least {fewest} were expected."));
    }

    private static RuleFinding Band(DiagnosticBand band, IReadOnlyList<double>? found)
    {
        Require.Positive(band.Tolerance, "tolerance of the band");
        var rule = $"band {band.Name}";
        if (found is null)
            return new(rule, RuleOutcome.Open, $"No spectrum was taken for the band {band.Name}.");
        foreach (var position in found)
        {
            if (Within(position, band.Position, band.Tolerance))
                return new(rule, RuleOutcome.Kept,
                    FormattableString.Invariant($"The band {band.Name} lies at {position}, within {band.Position} ± {band.Tolerance}."));
        }

        return new(rule, RuleOutcome.Contradicted,
            FormattableString.Invariant($"There is no band {band.Name} within {band.Position} ± {band.Tolerance}."));
    }

    private static RuleFinding Blank(bool? clean) => clean switch
    {
        true => new("blank", RuleOutcome.Kept, "The blank before the sample is clean."),
        false => new("blank", RuleOutcome.Open,
            "The blank before the sample shows the substance; what was found may have been carried over."),
        null => new("blank", RuleOutcome.Open, "No blank was run before the sample."),
    };

    private static RuleFinding Readers(IReadOnlyList<ReaderConclusion> readings)
    {
        var people = readings.Select(r => r.Person).Distinct(StringComparer.Ordinal).ToList();
        if (readings.FirstOrDefault(r => !r.Agrees) is { } dissent)
            return new("second reader", RuleOutcome.Open, $"{dissent.Person} does not agree that the evidence shows the substance.");
        return people.Count >= 2
            ? new("second reader", RuleOutcome.Kept, $"Read by {string.Join(" and ", people)}, who agree.")
            : new("second reader", RuleOutcome.Open,
                FormattableString.Invariant($"Read by {people.Count} person, but a second one was expected."));
    }

    private static string Side(bool within) => within ? "within" : "outside";

    // On the limit is within; a relative width carries the rounding of its product.
    private static bool Within(double found, double reference, double width) =>
        Math.Abs(found - reference) <= width * (1 + 1e-9);
}
