using Lims.Contracts;
using Lims.Ui;

namespace Lims.Intake;

/// <summary>How states and happenings look: a kind of state and an icon; the word comes from the resources.</summary>
internal static class SampleLook
{
    public static StateKind KindOf(SampleState state) => state switch
    {
        SampleState.Submitted or SampleState.Received => StateKind.Waiting,
        SampleState.InAnalysis or SampleState.Approved or SampleState.Judged => StateKind.InWork,
        SampleState.Ruled => StateKind.Good,
        _ => StateKind.Bad,
    };

    public static StateKind KindOf(string happening) => happening switch
    {
        nameof(RulingIssued) or nameof(ResultApproved) or nameof(AnalysisCompleted) => StateKind.Good,
        nameof(SampleReturned) or nameof(InstrumentFileRefused) => StateKind.Bad,
        nameof(FurtherAnalysisRequested) => StateKind.Waiting,
        _ => StateKind.None,
    };

    public static string IconOf(string happening) => happening switch
    {
        nameof(SampleSubmitted) => LimsIcons.Send,
        nameof(SampleReceived) => LimsIcons.Inbox,
        nameof(SampleReturned) => LimsIcons.Back,
        nameof(TestsPlanned) => LimsIcons.Flask,
        nameof(InstrumentFileReceived) => LimsIcons.Upload,
        nameof(InstrumentFileRefused) => LimsIcons.Alert,
        nameof(InstrumentRunRead) => LimsIcons.Wave,
        nameof(ResultApproved) => LimsIcons.Check,
        nameof(AnalysisCompleted) => LimsIcons.Good,
        nameof(ReportIssued) => LimsIcons.Document,
        nameof(VerdictReached) => LimsIcons.Scales,
        nameof(FurtherAnalysisRequested) => LimsIcons.History,
        nameof(OpinionSigned) => LimsIcons.Pen,
        nameof(RulingIssued) => LimsIcons.Book,
        nameof(AppealClockStarted) => LimsIcons.Clock,
        nameof(HoldPlaced) => LimsIcons.Lock,
        _ => LimsIcons.None,
    };

    /// <summary>Where the sample is on the line of stations.</summary>
    public static StationKind StationOf(SampleState station, SampleState now) => station == SampleState.Returned ? StationKind.Stopped
        : now is SampleState.Ruled or SampleState.Returned || station < now ? StationKind.Done
        : station == now ? StationKind.Current : StationKind.Future;
}
