namespace Lims.Kernel.Walk;

/// <summary>Fills a demonstration with samples by number, so that lists and pages can be seen and timed as full as they will be.</summary>
public interface IDemonstrationSamples
{
    /// <summary>Makes one sample through the handlers, some of it received, some returned, some left waiting.</summary>
    /// <param name="ordinal">From 0; the same ordinal gives the same goods, whatever was made before.</param>
    /// <param name="as">A scope in which the person of this user name acts.</param>
    /// <param name="ct">Ends the work between two acts.</param>
    Task Make(int ordinal, Func<string, IServiceProvider> @as, CancellationToken ct);
}
