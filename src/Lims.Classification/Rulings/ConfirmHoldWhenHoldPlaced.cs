using Lims.Contracts;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Rulings;

/// <summary>The ruling shows that its counter-sample is kept until the time for an appeal has run out. Holds for another cause are none of a ruling's.</summary>
internal sealed class ConfirmHoldWhenHoldPlaced : ModuleConsumer<ClassificationDb, HoldPlaced>
{
    protected override async Task Handle(ClassificationDb db, HoldPlaced message, Envelope<HoldPlaced> envelope, CancellationToken ct)
    {
        if (message.Ruling is { } id) (await db.Rulings.SingleAsync(ruling => ruling.Id == id, ct)).Note(message);
    }
}
