namespace Lims.Ui;

/// <summary>How much of a moment is printed.</summary>
public enum TimeForm
{
    /// <summary>24 Nov 2026, 14:02 KST.</summary>
    DateAndTime,

    /// <summary>Tue 24 Nov 2026, 14:02 KST.</summary>
    DayAndTime,

    /// <summary>24 Nov 2026.</summary>
    Date,

    /// <summary>Tue 24 Nov.</summary>
    Day,

    /// <summary>14:02 KST.</summary>
    Time,

    /// <summary>24 Nov, 14:02: where the year and the zone are said beside it.</summary>
    Compact,
}
