namespace Lims.Ui;

/// <summary>Where a station stands on the way of a thing through the house.</summary>
public enum StationKind
{
    Done,
    Current,
    Future,

    /// <summary>The way ended here: returned, refused, withdrawn.</summary>
    Stopped,
}

/// <summary>One station of the line.</summary>
/// <param name="Name">The state as people say it: "In analysis".</param>
/// <param name="Kind">Passed, here, still to come, or ended here.</param>
/// <param name="When">A date already printed: "20 Nov, 10:15", "expected 26 Nov".</param>
/// <param name="Who">A person or a few words: "Busan, D. Moon", "seal intact".</param>
/// <param name="Turn">Whose turn it is and for what; for the current station.</param>
public sealed record Station(string Name, StationKind Kind, string? When = null, string? Who = null, string? Turn = null);
