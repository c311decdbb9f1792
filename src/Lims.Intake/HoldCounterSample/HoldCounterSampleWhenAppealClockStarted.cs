using System.Globalization;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;

namespace Lims.Intake;

/// <summary>While an appeal is possible the counter-sample stays: a court that orders a second analysis must find something to
/// analyse.</summary>
internal sealed class HoldCounterSampleWhenAppealClockStarted : ModuleConsumer<IntakeDb, AppealClockStarted>
{
    protected override async Task Handle(IntakeDb db, AppealClockStarted message, Envelope<AppealClockStarted> envelope, CancellationToken ct)
    {
        var sample = await db.Samples.Include(s => s.Holds).SingleOrDefaultAsync(s => s.Id == message.Sample, ct)
            ?? throw new NoSuchRecord("sample", message.Sample.ToString());
        var why = string.Create(CultureInfo.InvariantCulture, $"Appeal against ruling {message.Number}, notified on {message.NotifiedOn:d MMM yyyy}");
        var hold = sample.HoldCounterSample(message.Ruling, message.Until, why, message.At);
        db.Because(why);
        db.Publish(new HoldPlaced(sample.Id, sample.Number, hold.Until, hold.Why, message.Ruling, message.At));
    }
}
