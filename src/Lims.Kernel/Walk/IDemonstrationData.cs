namespace Lims.Kernel.Walk;

/// <summary>
/// What a module adds to the demonstration beyond the walk itself, such as a threshold that the law leaves to the authority. Made in Development and by
/// the walk only, and marked as a demonstration wherever it is shown.
/// </summary>
public interface IDemonstrationData
{
    /// <summary>Makes what is missing; leaves what is there. The scope acts as the system.</summary>
    Task Seed(IServiceProvider scope, CancellationToken ct);
}
