namespace Lims.Ui;

/// <summary>Limits of an integration, on the axis of the chart.</summary>
public sealed record TraceLimits(double Lower, double Upper);

/// <summary>A named place on a trace: a peak, an onset.</summary>
/// <param name="Key">Tells it from others.</param>
/// <param name="At">On the axis.</param>
/// <param name="Label">What it is.</param>
/// <param name="Detail">A line below, lighter.</param>
/// <param name="Side"><c>left</c> or <c>right</c> of its place; null for above a peak and below a trough.</param>
public sealed record TraceMark(string Key, double At, string Label, string? Detail = null, string? Side = null);

/// <summary>A line of points over the axis of the chart.</summary>
public sealed record TraceLine(IReadOnlyList<double> X, IReadOnlyList<double> Y);

/// <summary>The stretch of the axis that is shown.</summary>
public sealed record TraceStretch(double From, double To);
