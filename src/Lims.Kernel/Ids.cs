using MassTransit;

namespace Lims.Kernel;

/// <summary>
/// Keys made here, before the database sees the row: ordered in time, so that an index grows at its end, and distinct between processes
/// on one machine.
/// </summary>
public static class Ids
{
    /// <summary>A new ordered key.</summary>
    public static Guid New() => NewId.NextSequentialGuid();
}
