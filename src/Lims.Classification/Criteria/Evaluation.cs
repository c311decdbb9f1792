namespace Lims.Classification.Criteria;

/// <summary>What the evidence says of a criterion: the worksheet a scientist signs an opinion on. It says nothing of what the goods are.</summary>
/// <param name="Criterion">Its code.</param>
/// <param name="Title">In words.</param>
/// <param name="Edition">The edition used.</param>
/// <param name="Source">Where the criterion has its authority from.</param>
/// <param name="Citation">Notes with their edition.</param>
/// <param name="State">Met (one outcome is proven), not met (none of them is, proven), undecided, not evaluable: of the whole condition.</param>
/// <param name="Low">Smallest probability over all that missing and censored facts may be: of the outcome proven or most probable; of any outcome where none is met.</param>
/// <param name="High">Largest; equal to <paramref name="Low"/> where nothing is open.</param>
/// <param name="Rule">Code of the decision rule.</param>
/// <param name="Confidence">What the probability must reach.</param>
/// <param name="Codes">Tariff codes still possible, ascending.</param>
/// <param name="Proposed">The code the worksheet leads to; null where the declared code is disproven and nothing else is proven.</param>
/// <param name="Leaves">Each thing asked, in the order of the text.</param>
/// <param name="Missing">Facts not known that could change the answer.</param>
/// <param name="Awaiting">Thresholds without a value that could change the answer.</param>
/// <param name="Censored">Facts known only as below or above something, where that leaves the answer open.</param>
/// <param name="Flagged">Results not used, each with the reason.</param>
/// <param name="Presumptions">What was presumed.</param>
/// <param name="Sentence">The verdict in one sentence.</param>
/// <param name="Sentences">The verdict in words a judge can read.</param>
/// <param name="Outcomes">Every outcome with its probability, that of “none of them” last; null in verdicts kept before it was told.</param>
/// <param name="Presumed">Codes of facts that nobody stated and that were presumed.</param>
/// <param name="Applies">False where the goods lie outside the scope of the criterion.</param>
/// <param name="Remarks">What has to be said of results that were used: another method than the prescribed one.</param>
internal sealed record Evaluation(
    string Criterion, string Title, string Edition, SourceStatus Source, string Citation, Metrology.Verdict State, double Low, double High, string Rule, double Confidence,
    IReadOnlyList<string> Codes, string? Proposed, IReadOnlyList<LeafOutcome> Leaves, IReadOnlyList<string> Missing, IReadOnlyList<string> Awaiting,
    IReadOnlyList<string> Censored, IReadOnlyList<FlaggedResult> Flagged, IReadOnlyList<string> Presumptions, string Sentence, IReadOnlyList<string> Sentences,
    IReadOnlyList<OutcomeShare>? Outcomes = null, IReadOnlyList<string>? Presumed = null, bool Applies = true, IReadOnlyList<string>? Remarks = null)
{
    /// <summary>Probability of the whole condition; null where it is a range or cannot be told.</summary>
    public double? Probability => State == Metrology.Verdict.NotEvaluable || Low != High ? null : Low;

    /// <summary>The state as messages spell it.</summary>
    public string StateCode => Words.Code(State);
}

/// <summary>One outcome of a criterion.</summary>
/// <param name="Codes">Tariff codes; empty for “none of them” where that proves nothing.</param>
/// <param name="IsElse">Whether it is what follows when no branch is met.</param>
/// <param name="Low">Smallest probability.</param>
/// <param name="High">Largest.</param>
internal sealed record OutcomeShare(IReadOnlyList<string> Codes, bool IsElse, double Low, double High);

/// <summary>One thing a criterion asks, and what was found.</summary>
/// <param name="Fact">Code of the fact; the first where several are added or compared.</param>
/// <param name="Name">Its name.</param>
/// <param name="Asked">What is asked, in words: <c>at least 80 %</c>.</param>
/// <param name="Found">What was found, as reported; null where nothing usable was.</param>
/// <param name="Method">Method and version.</param>
/// <param name="Value">Full precision.</param>
/// <param name="StandardUncertainty">u.</param>
/// <param name="Limit">The limit, of two the nearer; null for a fact and for a threshold without value.</param>
/// <param name="Unit">Of value, u and limit.</param>
/// <param name="GuardBand">Width of the zone beside the limit in which nothing is proven.</param>
/// <param name="State">Of this thing alone; the verdict is of the whole.</param>
/// <param name="Probability">Of this thing alone.</param>
/// <param name="Citation">The text that asks it.</param>
/// <param name="AskedAbove">Whether what is asked lies above the limit; null where there is no limit.</param>
/// <param name="Threshold">Code of the threshold, where the limit is one.</param>
/// <param name="IsDemonstration">Whether the limit is a threshold that is law nowhere.</param>
/// <param name="DegreesOfFreedom">Of u; null for many.</param>
/// <param name="Result">Key of the result used.</param>
internal sealed record LeafOutcome(
    string Fact, string Name, string Asked, string? Found, string? Method, double? Value, double? StandardUncertainty, double? Limit, string Unit, double? GuardBand,
    Metrology.Verdict State, double? Probability, string Citation, bool? AskedAbove = null, string? Threshold = null, bool IsDemonstration = false,
    double? DegreesOfFreedom = null, Guid? Result = null);

/// <summary>A result that was there and was not used.</summary>
/// <param name="Fact">Code of the fact.</param>
/// <param name="Reported">As the report prints it.</param>
/// <param name="Method">Method and version.</param>
/// <param name="Why">In words.</param>
internal sealed record FlaggedResult(string Fact, string Reported, string Method, string Why);
