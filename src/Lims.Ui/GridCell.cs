namespace Lims.Ui;

/// <summary>A column of the result grid.</summary>
/// <param name="Key">Name of the quantity, for the page.</param>
/// <param name="Head">As the person reads it.</param>
/// <param name="Unit">Under the head.</param>
/// <param name="Limits">What the column takes, under the unit: "0 – 240".</param>
public sealed record GridColumn(string Key, string Head, string? Unit = null, string? Limits = null);

/// <summary>Another text in a cell; rows and columns count from 0.</summary>
public sealed record GridEdit(int Row, int Column, string Text);

/// <summary>What is said of a row: a state, always with a word.</summary>
public sealed record GridState(StateKind State, string Text, string? Icon = null);
