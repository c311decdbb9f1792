using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;

namespace Lims.Intake;

/// <summary>
/// Writes one line of a sample's story for each message about it, and the mark the message leaves on the sample, if any. Messages come
/// in any order; the line keeps the time of the fact, and marks take the earliest or the latest, whatever came first.
/// </summary>
/// <param name="sampleOf">The sample a message is about; null where nobody said, and nothing is noted.</param>
/// <param name="at">When it happened.</param>
/// <param name="details">What varies, in the order of the words' places (resources, <c>story.…</c>).</param>
/// <param name="mark">What it changes on the sample.</param>
internal abstract class NoteInStory<TMessage>(
    Func<TMessage, Guid?> sampleOf, Func<TMessage, DateTimeOffset> at, Func<TMessage, IReadOnlyList<string>> details, Action<Sample, TMessage>? mark = null)
    : ModuleConsumer<IntakeDb, TMessage>
    where TMessage : class, IMessage
{
    protected sealed override async Task Handle(IntakeDb db, TMessage message, Envelope<TMessage> envelope, CancellationToken ct)
    {
        if (sampleOf(message) is not { } id) return;
        var sample = await db.Samples.SingleOrDefaultAsync(known => known.Id == id, ct) ?? throw new NoSuchRecord("sample", id.ToString());
        db.Add(new StoryEntry(envelope.Id, sample, typeof(TMessage).Name, details(message), envelope.OnBehalfOf ?? envelope.ActorName, at(message)));
        mark?.Invoke(sample, message);
    }
}
