namespace Lims.Ui;

/// <summary>A limit on the number line.</summary>
/// <param name="At">Where the limit stands, in the unit of the line.</param>
/// <param name="GuardBand">Half width of the band around it in which nothing is decided (ISO/IEC Guide 98-4); 0 for none.</param>
/// <param name="Label">Instead of "limit 99.5".</param>
public sealed record NumberLineLimit(decimal At, decimal GuardBand = 0, string? Label = null);

/// <summary>What holds between two limits; a line with n limits has n + 1 zones, from the left.</summary>
/// <param name="Text">What is proven there: "proven below".</param>
/// <param name="Outcome">What follows: "raw sugar, 1701.14".</param>
/// <param name="State">How the zone is shown when the value stands in it.</param>
public sealed record NumberLineZone(string Text, string? Outcome = null, StateKind State = StateKind.Good);
