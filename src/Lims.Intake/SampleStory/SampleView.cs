using Lims.Contracts;

namespace Lims.Intake;

/// <summary>
/// Everything the sample's page shows. <c>Change</c> rises with everything that happens to the sample; <c>Path</c> is what the declared
/// code means, from chapter to itself, on the day of sampling; <c>Story</c> has the newest first. Public, as are all that a page keeps between
/// prerendering and its circuit.
/// </summary>
public sealed record SampleView(
    Guid Id, long Revision, long Change, string Number, SampleState State, string Goods, string DeclaredCode, IReadOnlyList<TariffName> Path, string Basis,
    string? Origin, string? Importer, string Consignment, string Packaging, IReadOnlyList<string> Asked, string Urgency,
    string SubmittedBy, string PerformedBy, string SampledBy, DateTimeOffset SampledAt, string SamplingMethod,
    string? Condition, decimal? ReceivedGrams, IReadOnlyList<string> ReturnReasons, string? ReturnMemo,
    string? Verdict, string? RulingNumber, string? RulingCode,
    IReadOnlyList<StationLine> Stations, IReadOnlyList<StoryLine> Story, IReadOnlyList<SetLine> Sets, IReadOnlyList<PortionLine> Portions,
    IReadOnlyList<CustodyLine> Custody, IReadOnlyList<HoldLine> Holds);

/// <summary>One station of the way.</summary>
/// <param name="State">The state that begins there.</param>
/// <param name="At">When it was reached last; null for not yet, or not known.</param>
/// <param name="Who">Who brought it there, where this module knows.</param>
public sealed record StationLine(SampleState State, DateTimeOffset? At, string? Who);

/// <summary>One thing that happened.</summary>
/// <param name="Kind">Short name of the message; its words are in the resources under <c>story.…</c>.</param>
/// <param name="Details">What varies in the words.</param>
/// <param name="Who">Whose act it was.</param>
/// <param name="At">When, UTC.</param>
public sealed record StoryLine(string Kind, IReadOnlyList<string> Details, string Who, DateTimeOffset At);

/// <summary>One set of final samples.</summary>
public sealed record SetLine(SetPurpose Purpose, string Seal, string Holder);

/// <summary>One portion.</summary>
public sealed record PortionLine(string Number, PortionPurpose Purpose, decimal Grams, bool Airtight, string Holder);

/// <summary>One hand-over of an item: the number of a portion, or the seal of a set.</summary>
public sealed record CustodyLine(string Item, string? From, string To, string Purpose, DateTimeOffset At);

/// <summary>One hold.</summary>
public sealed record HoldLine(DateOnly Until, string Why);
