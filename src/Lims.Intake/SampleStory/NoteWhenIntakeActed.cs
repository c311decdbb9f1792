using System.Globalization;
using Lims.Contracts;

namespace Lims.Intake;

// What this module did itself is told by its own messages, like everything else: one story, one way into it.

internal sealed class NoteWhenSampleSubmitted() : NoteInStory<SampleSubmitted>(
    message => message.Sample, message => message.At, message => [message.PerformedBy, message.Basis, message.Urgency]);

internal sealed class NoteWhenSampleReceived() : NoteInStory<SampleReceived>(
    message => message.Sample, message => message.At, message => [message.PerformedBy, message.Condition]);

internal sealed class NoteWhenSampleReturned() : NoteInStory<SampleReturned>(
    message => message.Sample, message => message.At, message => [string.Join(", ", message.Reasons), message.Memo]);

internal sealed class NoteWhenHoldPlaced() : NoteInStory<HoldPlaced>(
    message => message.Sample, message => message.At, message => [message.Until.ToString("d MMM yyyy", CultureInfo.InvariantCulture), message.Why]);
