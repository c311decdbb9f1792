using Lims.Contracts;

namespace Lims.Classification.Cases;

/// <summary>All that stands about a sample in Classification, as a page or a program reads it. Public, as are all that a page keeps for its circuit.</summary>
/// <param name="Sample">Key of the sample.</param>
/// <param name="Revision">Of the case; acts carry it back.</param>
/// <param name="Change">Another number whenever case or ruling changed.</param>
/// <param name="Number">The sample's number.</param>
/// <param name="Goods">As declared.</param>
/// <param name="DeclaredCode">As declared.</param>
/// <param name="DeclaredPath">Its words.</param>
/// <param name="State">Of the case.</param>
/// <param name="Since">When it came into this state.</param>
/// <param name="Stage">Of the analysis.</param>
/// <param name="Rule">Code of the decision rule fixed with the plan.</param>
/// <param name="Confidence">What the rule asks.</param>
/// <param name="Report">Key of the report; null before it is issued.</param>
/// <param name="ReportNumber">Its number.</param>
/// <param name="Verdicts">Of the present round, one a criterion.</param>
/// <param name="Earlier">Of earlier rounds, newest first.</param>
/// <param name="Results">Approved results no verdict of this round shows.</param>
/// <param name="Proposed">The one code all verdicts lead to; null for none.</param>
/// <param name="ProposedPath">Its words.</param>
/// <param name="Opinion">The opinion, once signed.</param>
/// <param name="Ruling">The ruling, once drawn up.</param>
/// <param name="Why">Why an act may not be done now, by its code; acts that may be done are missing.</param>
/// <param name="Me">Name of the person, as a signature will show it.</param>
public sealed record VerdictView(
    Guid Sample, long Revision, long Change, string Number, string Goods, string DeclaredCode, IReadOnlyList<TariffName> DeclaredPath, string State, DateTimeOffset Since, int Stage,
    string? Rule, double? Confidence, Guid? Report, string? ReportNumber, IReadOnlyList<VerdictCard> Verdicts, IReadOnlyList<EarlierVerdict> Earlier,
    IReadOnlyList<FoundLine> Results, string? Proposed, IReadOnlyList<TariffName> ProposedPath, OpinionLine? Opinion, RulingLine? Ruling,
    IReadOnlyDictionary<string, string> Why, string Me);

/// <summary>One verdict.</summary>
/// <param name="Id">Its key.</param>
/// <param name="At">When it was reached.</param>
/// <param name="Criterion">Code of the criterion.</param>
/// <param name="Title">In words.</param>
/// <param name="Edition">The edition used.</param>
/// <param name="Source">Where the criterion has its authority from.</param>
/// <param name="Citation">Notes with their edition.</param>
/// <param name="State"><c>met</c>, <c>not-met</c>, <c>undecided</c> or <c>not-evaluable</c>.</param>
/// <param name="Sentence">The verdict in one sentence, as it was recorded.</param>
/// <param name="Sentences">The whole reasoning.</param>
/// <param name="Probability">Of the whole condition, in words; null where it cannot be told.</param>
/// <param name="Headline">The thing asked that decides most, for the first sentence; null where none was measured.</param>
/// <param name="Lines">A number line for each limit with a measured value; that of the headline first.</param>
/// <param name="Conditions">Each thing asked, in the order of the text.</param>
/// <param name="Flagged">Results not used, with the reasons.</param>
/// <param name="Presumptions">What was presumed.</param>
/// <param name="Codes">Codes in question: still possible or excluded.</param>
/// <param name="Ways">What would decide.</param>
public sealed record VerdictCard(
    Guid Id, DateTimeOffset At, string Criterion, string Title, string Edition, string Source, string Citation, string State, string Sentence, IReadOnlyList<string> Sentences,
    string? Probability, Headline? Headline, IReadOnlyList<LimitLine> Lines, IReadOnlyList<ConditionLine> Conditions, IReadOnlyList<FlaggedLine> Flagged,
    IReadOnlyList<string> Presumptions, IReadOnlyList<CodeLine> Codes, IReadOnlyList<WayLine> Ways);

/// <summary>What the first sentence says.</summary>
/// <param name="Relation"><c>above</c>, <c>below</c>, <c>near</c> (inside the guard band), <c>together</c> (each proven, all of them not) or <c>fact</c> (a yes or no).</param>
/// <param name="Name">Of the fact.</param>
/// <param name="Found">Value ± U unit.</param>
/// <param name="Limit">The limit with its unit, or what is asked of a yes or no.</param>
public sealed record Headline(string Relation, string Name, string Found, string Limit);

/// <summary>A number line to scale.</summary>
/// <param name="Name">Of the fact.</param>
/// <param name="Value">Rounded to the place of the second digit of U, or finer where rounding would move it across the edge of a guard band.</param>
/// <param name="Expanded">U; null for a value known exactly.</param>
/// <param name="K">Its coverage factor, for 95 %.</param>
/// <param name="Unit">UCUM code; empty for none.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Guard">Half width of the zone in which nothing is proven.</param>
/// <param name="GuardFactor">The same in standard uncertainties.</param>
/// <param name="AskedAbove">Whether what is asked lies above the limit.</param>
/// <param name="Asked">Codes that what is asked speaks for.</param>
/// <param name="Otherwise">Codes of the other side.</param>
/// <param name="Alone">Whether this is the only thing asked.</param>
/// <param name="IsDemonstration">Whether the limit is law nowhere.</param>
public sealed record LimitLine(
    string Name, decimal Value, decimal? Expanded, decimal K, string Unit, decimal Limit, decimal Guard, decimal GuardFactor, bool AskedAbove, string Asked, string Otherwise,
    bool Alone, bool IsDemonstration);

/// <summary>One thing asked and what was found.</summary>
/// <param name="Name">Of the fact.</param>
/// <param name="Asked">What is asked, in words.</param>
/// <param name="Found">As reported; null where nothing usable was.</param>
/// <param name="Method">Method and version.</param>
/// <param name="State">Of this thing alone.</param>
/// <param name="Probability">Of this thing alone, in words.</param>
/// <param name="Citation">The text that asks it.</param>
/// <param name="IsDemonstration">Whether its limit is law nowhere.</param>
/// <param name="Result">Key of the result.</param>
public sealed record ConditionLine(
    string Name, string Asked, string? Found, string? Method, string State, string? Probability, string Citation, bool IsDemonstration, Guid? Result);

/// <summary>A result that was not used.</summary>
public sealed record FlaggedLine(string Name, string Reported, string Method, string Why, Guid? Result);

/// <summary>An approved result.</summary>
/// <param name="Result">Its key.</param>
/// <param name="Name">Of the method, as the report prints it.</param>
/// <param name="Reported">As the report prints it.</param>
/// <param name="Method">Method and version.</param>
public sealed record FoundLine(Guid Result, string Name, string Reported, string Method);

/// <summary>A code in question.</summary>
/// <param name="Code">With points.</param>
/// <param name="Name">Its words; empty where unknown.</param>
/// <param name="Stands"><c>proposed</c>, <c>possible</c> or <c>excluded</c>.</param>
/// <param name="Probability">That what is asked for it holds, in words; null where it cannot be told.</param>
public sealed record CodeLine(string Code, string Name, string Stands, string? Probability);

/// <summary>A way out of an undecided verdict.</summary>
/// <param name="Way"><c>smaller-uncertainty</c>, <c>second-stage</c>, <c>second-laboratory</c> or <c>not-proven</c>.</param>
/// <param name="Why">In words.</param>
/// <param name="Uncertainty">Largest standard uncertainty that decides, with its unit; null where unknown.</param>
/// <param name="Determinations">Further determinations; 0 elsewhere.</param>
/// <param name="Chance">Chance that it decides, 0 to 1; null where it cannot be told.</param>
/// <param name="WhyNot">Why it may not be asked for; null where it may.</param>
public sealed record WayLine(string Way, string Why, string? Uncertainty, int Determinations, double? Chance, string? WhyNot);

/// <summary>A verdict of an earlier round.</summary>
public sealed record EarlierVerdict(Guid Id, int Round, int Stage, DateTimeOffset At, string State, string Sentence);

/// <summary>The opinion as signed.</summary>
public sealed record OpinionLine(Guid Id, string Code, IReadOnlyList<TariffName> Path, bool Agrees, string Basis, string SignedBy, DateTimeOffset At);

/// <summary>The ruling in a line.</summary>
public sealed record RulingLine(Guid Id, string? Number, string Code, string State, string DrawnUpBy, string? SentBackBecause);
