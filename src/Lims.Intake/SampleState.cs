namespace Lims.Intake;

/// <summary>Where a sample is on its way, as people say it.</summary>
public enum SampleState
{
    /// <summary>On its way to the centre.</summary>
    Submitted,

    /// <summary>Accepted and split; its tests are not planned yet.</summary>
    Received,

    /// <summary>Sent back unopened.</summary>
    Returned,

    /// <summary>At the bench, or back there because the evidence did not decide.</summary>
    InAnalysis,

    /// <summary>Everything planned is approved.</summary>
    Approved,

    /// <summary>A criterion was evaluated on the approved results.</summary>
    Judged,

    /// <summary>A ruling stands.</summary>
    Ruled,
}

/// <summary>When each station was reached; null for not yet. Messages arrive in any order, so a later station may be known before an
/// earlier one.</summary>
internal sealed record Marks(
    DateTimeOffset? Received = null, DateTimeOffset? Returned = null, DateTimeOffset? Planned = null, DateTimeOffset? Completed = null,
    DateTimeOffset? FurtherAsked = null, DateTimeOffset? Judged = null, DateTimeOffset? Ruled = null);

/// <summary>The one function that says where a sample is, and the words for it.</summary>
internal static class SampleStates
{
    /// <summary>
    /// The farthest station reached. A request for further analysis brings the sample back to the bench until the evidence is complete
    /// again, and a verdict counts only for the evidence before it.
    /// </summary>
    public static SampleState Of(Marks marks) => marks switch
    {
        { Ruled: not null } => SampleState.Ruled,
        { Returned: not null } => SampleState.Returned,
        { FurtherAsked: { } asked } when marks.Completed is not { } completed || asked > completed => SampleState.InAnalysis,
        { Judged: { } judged } when marks.Completed is not { } completed || judged >= completed => SampleState.Judged,
        { Completed: not null } => SampleState.Approved,
        { Planned: not null } => SampleState.InAnalysis,
        { Received: not null } => SampleState.Received,
        _ => SampleState.Submitted,
    };

    /// <summary>The word that acts, reasons and addresses use.</summary>
    public static string Word(this SampleState state) => state == SampleState.InAnalysis ? "in analysis" : state.ToString().ToLowerInvariant();
}
