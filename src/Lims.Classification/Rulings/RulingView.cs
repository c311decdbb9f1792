using Lims.Contracts;

namespace Lims.Classification.Rulings;

/// <summary>A ruling as a page or a program reads it. Public, as are all that a page keeps between prerendering and its circuit.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Revision">Acts carry it back.</param>
/// <param name="Number">Given when it is issued.</param>
/// <param name="State"><c>drawn up</c>, <c>sent back</c>, <c>issued</c> or <c>notified</c>.</param>
/// <param name="Code">With points.</param>
/// <param name="Path">Its words, from the chapter down.</param>
/// <param name="Goods">As declared.</param>
/// <param name="Reasoning">The grounds.</param>
/// <param name="Laboratory">Code of the laboratory it comes from.</param>
/// <param name="IssuedAt">When; null before.</param>
/// <param name="Decided">The numbers that decided.</param>
/// <param name="Stands">Whether its code is one of the tariff in force today.</param>
/// <param name="Inside">What stays between the two laboratories of the sample; null for a third one.</param>
public sealed record RulingView(
    Guid Id, long Revision, string? Number, string State, string Code, IReadOnlyList<TariffName> Path, string Goods, string Reasoning, string Laboratory, DateTimeOffset? IssuedAt,
    IReadOnlyList<DecidingNumber> Decided, bool Stands, RulingInside? Inside);

/// <summary>What stays between the laboratories.</summary>
/// <param name="Sample">Key of the sample.</param>
/// <param name="SampleNumber">Its number.</param>
/// <param name="DeclaredCode">As declared.</param>
/// <param name="DeclaredPath">Its words.</param>
/// <param name="Steps">The General Interpretative Rules tried, in order.</param>
/// <param name="Evidence">What it rests on.</param>
/// <param name="DrawnUpBy">Name of the first officer.</param>
/// <param name="ConfirmedBy">Name of the second.</param>
/// <param name="SentBackBecause">Last reason for which it was sent back.</param>
/// <param name="Appeal">The appeal clock; null before the notice.</param>
/// <param name="AppealDays">Days an appeal may take, as set now; null where nobody has set them.</param>
/// <param name="AppealDaysDemonstration">Whether that number is law nowhere.</param>
/// <param name="History">What was done to it, newest last.</param>
/// <param name="Signatures">Under the ruling and the opinion it rests on.</param>
/// <param name="Today">The day it is at the laboratory.</param>
/// <param name="Why">Why an act may not be done now, by its code; acts that may be done are missing.</param>
/// <param name="Me">Name of the person, as a signature will show it.</param>
public sealed record RulingInside(
    Guid Sample, string SampleNumber, string DeclaredCode, IReadOnlyList<TariffName> DeclaredPath, IReadOnlyList<GriLine> Steps, IReadOnlyList<EvidenceLine> Evidence, string DrawnUpBy,
    string? ConfirmedBy, string? SentBackBecause, AppealClock? Appeal, int? AppealDays, bool AppealDaysDemonstration, IReadOnlyList<HistoryLine> History,
    IReadOnlyList<SignatureLine> Signatures, DateOnly Today, IReadOnlyDictionary<string, string> Why, string Me);

/// <summary>One rule tried.</summary>
public sealed record GriLine(string Rule, string Grounds, IReadOnlyList<NoteLine> Notes, IReadOnlyList<string> Outcome);

/// <summary>A note with its edition.</summary>
public sealed record NoteLine(string Reference, string Edition);

/// <summary>A piece of evidence with where it can be read; the address is null where it stands on no page.</summary>
public sealed record EvidenceLine(string Kind, string Text, string? Sha256, string? Href);

/// <summary>The time for an appeal.</summary>
/// <param name="NotifiedOn">First day.</param>
/// <param name="How">How the declarant was told.</param>
/// <param name="Until">Last day.</param>
/// <param name="DaysLeft">Days left; 0 on the last day, less when it has run out.</param>
/// <param name="HeldUntil">Last day of the hold on the counter-sample, once placed.</param>
public sealed record AppealClock(DateOnly NotifiedOn, string How, DateOnly Until, int DaysLeft, DateOnly? HeldUntil);

/// <summary>One thing that was done.</summary>
public sealed record HistoryLine(string What, string Who, DateTimeOffset At, string Detail);

/// <summary>A signature.</summary>
/// <param name="Person">Name at signing.</param>
/// <param name="Meaning"><c>Opinion</c> or <c>Issued</c>.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Binds">Whether it is of this house and under exactly this content.</param>
public sealed record SignatureLine(string Person, string Meaning, DateTimeOffset At, bool Binds);
