using Lims.Contracts;

namespace Lims.Kernel.Messages;

/// <summary>
/// A message on its way. Everything in it was written by the kernel when the act was saved; nothing is ever taken from a transport's headers.
/// </summary>
/// <param name="Id">The row's key in the outbox; the same at every delivery.</param>
/// <param name="Kind">Full name of the message's type.</param>
/// <param name="About">The record.</param>
/// <param name="Version">The record's revision after the act; rises with every message about it from one module.</param>
/// <param name="Actor">Who acted: a person, or a consumer.</param>
/// <param name="ActorName">Its name at that time.</param>
/// <param name="OnBehalfOf">The person behind a consumer.</param>
/// <param name="Laboratory">Laboratory of the person.</param>
/// <param name="Correlation">One for the whole chain that a person's act set off.</param>
/// <param name="Causation">The message that led to this one.</param>
/// <param name="Sent">When the act was saved, UTC.</param>
/// <param name="Message">The fact.</param>
public sealed record Envelope<T>(
    Guid Id,
    string Kind,
    Guid About,
    long Version,
    Guid Actor,
    string ActorName,
    string? OnBehalfOf,
    string Laboratory,
    Guid Correlation,
    Guid? Causation,
    DateTimeOffset Sent,
    T Message)
    where T : class, IMessage;

/// <summary>The message an act is the consequence of.</summary>
/// <param name="Id">Its key; null for an act of a person.</param>
/// <param name="Correlation">Its chain; null begins a new one.</param>
public sealed record MessageContext(Guid? Id, Guid? Correlation)
{
    /// <summary>A person's act: it begins a chain.</summary>
    public static readonly MessageContext None = new(null, null);
}
