using Lims.Contracts;

namespace Lims.Classification.Criteria;

/// <summary>A chapter that has criteria.</summary>
/// <param name="Chapter">From 1 to 97.</param>
/// <param name="Criteria">How many.</param>
internal sealed record CriteriaChapter(int Chapter, int Criteria);

/// <summary>One criterion of the list. Public, as are all that a page keeps between prerendering and its circuit.</summary>
/// <param name="Id"><c>CR-C01</c>.</param>
/// <param name="Title">In words.</param>
/// <param name="Edition">The edition in force, or the newest.</param>
/// <param name="Source">Where its authority comes from.</param>
/// <param name="Codes">Codes it leads to when it is met.</param>
/// <param name="Question">Code of what is asked of the laboratory.</param>
/// <param name="Limits">How many limits it has.</param>
/// <param name="Awaiting">Thresholds without a value.</param>
/// <param name="Demonstration">Thresholds whose value is law nowhere.</param>
/// <param name="Cases">Worked cases.</param>
/// <param name="Passed">Those that give what they should, computed now.</param>
public sealed record CriterionRow(
    string Id, string Title, string Edition, string Source, IReadOnlyList<string> Codes, string Question, int Limits, int Awaiting, int Demonstration, int Cases, int Passed);

/// <summary>One criterion in one edition.</summary>
/// <param name="Id"><c>CR-C01</c>.</param>
/// <param name="Title">In words.</param>
/// <param name="Question">Code of what is asked.</param>
/// <param name="Edition">Of nomenclature and overlay.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day; null while it stands.</param>
/// <param name="InForce">Whether it is in force today.</param>
/// <param name="Editions">All editions of it there are.</param>
/// <param name="Source">Where its authority comes from.</param>
/// <param name="Citation">Notes with their edition.</param>
/// <param name="CheckedAgainst">The text the limits were checked against.</param>
/// <param name="Scope">What the question takes as settled.</param>
/// <param name="Facts">The facts it asks for.</param>
/// <param name="Lines">The condition as indented sentences.</param>
/// <param name="Then">Codes that follow when it is met, with their words.</param>
/// <param name="ThenWords">In words.</param>
/// <param name="Else">Codes that follow when it is not; empty where failing proves nothing more.</param>
/// <param name="ElseWords">In words; empty likewise.</param>
/// <param name="NotProven">What follows when nothing is proven.</param>
/// <param name="Presumptions">What is presumed.</param>
/// <param name="Thresholds">Values that are set and not written in the file.</param>
/// <param name="Cases">The worked cases, computed now.</param>
/// <param name="WhyNotSet">Why this person may not set a threshold; null where it may be set.</param>
public sealed record CriterionView(
    string Id, string Title, string Question, string Edition, DateOnly ValidFrom, DateOnly? ValidTo, bool InForce, IReadOnlyList<string> Editions, string Source, string Citation,
    string CheckedAgainst, string Scope, IReadOnlyList<FactLine> Facts, IReadOnlyList<SentenceLine> Lines, IReadOnlyList<TariffName> Then, string ThenWords,
    IReadOnlyList<TariffName> Else, string ElseWords, string NotProven, IReadOnlyList<string> Presumptions, IReadOnlyList<ThresholdView> Thresholds,
    IReadOnlyList<CaseResult> Cases, string? WhyNotSet);

/// <summary>A fact it asks for.</summary>
public sealed record FactLine(string Code, string Name, string Kind, string Unit, string Basis, string? Method);

/// <summary>A line of the condition.</summary>
/// <param name="Depth">How far it is indented.</param>
/// <param name="Kind"><c>all</c>, <c>any</c>, <c>not</c>, <c>fact</c> or <c>compare</c>.</param>
/// <param name="Name">Of the fact; empty for what joins others.</param>
/// <param name="Asked">What is asked, in words; empty likewise.</param>
/// <param name="Citation">The text that asks it; empty where it is that of the criterion.</param>
/// <param name="Source">Where the limit has its authority from, when it is a threshold; null where it stands in the text.</param>
public sealed record SentenceLine(int Depth, string Kind, string Name, string Asked, string Citation, string? Source);

/// <summary>A threshold with all values it has had.</summary>
/// <param name="Code">Of the threshold.</param>
/// <param name="Name">In words.</param>
/// <param name="Unit">UCUM code.</param>
/// <param name="Source">Where the value in force has its authority from; <c>awaiting-authority-value</c> where there is none.</param>
/// <param name="Now">The value in force; null for none.</param>
/// <param name="All">Every value set, newest first.</param>
public sealed record ThresholdView(string Code, string Name, string Unit, string Source, ThresholdValue? Now, IReadOnlyList<ThresholdValue> All);

/// <summary>A value as it was set.</summary>
public sealed record ThresholdValue(string Shown, string Citation, bool IsDemonstration, DateTimeOffset From, string SetBy, DateTimeOffset SetAt);

/// <summary>A worked case.</summary>
/// <param name="Name">The situation.</param>
/// <param name="Declared">The declared code.</param>
/// <param name="Facts">What is given, in words.</param>
/// <param name="Gives">What it should give.</param>
/// <param name="Found">What the criterion gives now.</param>
/// <param name="Codes">Codes still possible.</param>
/// <param name="Failure">Why it does not pass; null when it does.</param>
public sealed record CaseResult(string Name, string Declared, IReadOnlyList<string> Facts, string Gives, string Found, IReadOnlyList<string> Codes, string? Failure);
