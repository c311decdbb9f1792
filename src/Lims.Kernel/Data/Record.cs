namespace Lims.Kernel.Data;

/// <summary>
/// Anything the laboratory keeps: it has a key made before saving, a revision raised by every change, and an entry in the audit for each.
/// </summary>
public abstract class Record
{
    /// <summary>Made by <see cref="Ids.New"/>; never by the database (the audit must know it in the same transaction).</summary>
    public Guid Id { get; protected init; } = Ids.New();

    /// <summary>Raised by one with every change; the second writer of the same revision is refused.</summary>
    public long Revision { get; private set; } = 1;

    /// <summary>Refuses to go on when the person saw an older revision.</summary>
    /// <exception cref="StaleRecord">The record has changed since.</exception>
    public void MustBeAt(long revision)
    {
        if (revision != Revision)
            throw new StaleRecord($"This record was changed by somebody else (you saw revision {revision}, it is now at {Revision}). Reload to see the change; what you typed is kept.");
    }
}

/// <summary>A record that two laboratories may see: the one that submitted it and the one that performs the work.</summary>
public interface IOfLaboratory
{
    /// <summary>Code of the laboratory that submitted it.</summary>
    string SubmittedBy { get; }

    /// <summary>Code of the laboratory that does the work; the same code where nobody else does.</summary>
    string PerformedBy { get; }
}

/// <summary>The entity belongs to a parent and is seen by whoever sees the parent.</summary>
/// <param name="parent">Name of the required navigation to the parent.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PartOfAttribute(string parent) : Attribute
{
    /// <summary>The navigation's name.</summary>
    public string Parent { get; } = parent;
}

/// <summary>The entity is seen by every laboratory. The list of these is reviewed.</summary>
/// <param name="why">Why nothing in it is anybody's secret, or what else guards it.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CommonAttribute(string why) : Attribute
{
    /// <summary>The reason.</summary>
    public string Why { get; } = why;
}

/// <summary>
/// A value that others rely on once it is written (ISO/IEC 17025, 7.5.2): it may be amended, with the reason told by
/// <see cref="ModuleDb.Because"/>; old and new stand in the audit.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RecordedAttribute : Attribute;

/// <summary>A value that must not enter the audit in clear.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;

/// <summary>Rows of this table are only ever added; the database refuses anything else by a trigger.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AppendOnlyAttribute : Attribute;

/// <summary>A table of the access database, where the other kernel tables stand in every module's.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class InAccessAloneAttribute : Attribute;
