using Lims.Contracts;
using Lims.Kernel.Data;

namespace Lims.Kernel.Messages;

/// <summary>
/// Takes one kind of message into one module. Named for what it does and when: <c>PlanTestsWhenSampleReceived</c>, whose queue is
/// <c>plan-tests-when-sample-received</c>. It writes and publishes through the given tables and does nothing else; the kernel notes the message
/// in the inbox and saves both in one transaction, so that a second delivery changes nothing. Work over five seconds is a job.
/// </summary>
public abstract class ModuleConsumer<TDb, TMessage>
    where TDb : ModuleDb
    where TMessage : class, IMessage
{
    /// <summary>
    /// True where only the newest state counts: a message older than one this consumer has taken about the same record is noted and not handled.
    /// </summary>
    protected internal virtual bool NewestOnly => false;

    /// <summary>Changes the module's rows. Saving is the kernel's.</summary>
    /// <param name="db">The module's tables, open in a transaction, acting as this consumer on behalf of the person.</param>
    /// <param name="message">The fact.</param>
    /// <param name="envelope">Who, when, in which chain.</param>
    /// <param name="ct">Ends the act.</param>
    protected internal abstract Task Handle(TDb db, TMessage message, Envelope<TMessage> envelope, CancellationToken ct);
}
