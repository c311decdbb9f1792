namespace Lims.Ui;

/// <summary>The four states a thing of the laboratory can be in for the person who looks, and none.</summary>
public enum StateKind
{
    /// <summary>Says something without judging it.</summary>
    None,

    /// <summary>Waits for somebody.</summary>
    Waiting,

    /// <summary>Somebody has it in hand.</summary>
    InWork,

    /// <summary>Accepted, within limits, decided.</summary>
    Good,

    /// <summary>Refused, out of limits, late.</summary>
    Bad,
}

internal static class StateKinds
{
    public static string Css(this StateKind state) => state switch
    {
        StateKind.Waiting => "wait",
        StateKind.InWork => "work",
        StateKind.Good => "good",
        StateKind.Bad => "bad",
        StateKind.None => "none",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state is Waiting, InWork, Good, Bad or None."),
    };

    public static string Icon(this StateKind state) => state switch
    {
        StateKind.Waiting => LimsIcons.Clock,
        StateKind.InWork => LimsIcons.InWork,
        StateKind.Good => LimsIcons.Good,
        StateKind.Bad => LimsIcons.Alert,
        _ => LimsIcons.None,
    };
}
