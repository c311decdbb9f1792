namespace Lims.Ui;

/// <summary>One thing to choose.</summary>
/// <param name="Value">As the form keeps it.</param>
/// <param name="Text">As the person reads it.</param>
/// <param name="Hint">A few words more, where choices stand one below the other.</param>
public sealed record Choice(string Value, string Text, string? Hint = null);
