namespace Lims.Ui;

/// <summary>A step of the way to this page; the last one, this page, has no address.</summary>
public sealed record Crumb(string Text, string? Href = null);
