using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Lims.Intake;

/// <summary>What waits in Intake, by role: for the home page.</summary>
internal sealed class WaitingInIntake(Db<IntakeDb> intake, Policy policy, TimeProvider clock) : IWorkWaiting
{
    private const int Shown = 10;

    /// <summary>A sample that is under way longer than this is looked for.</summary>
    public static TimeSpan LateAfter { get; } = TimeSpan.FromDays(3);

    public async Task<IReadOnlyList<WaitingGroup>> Find(CancellationToken ct)
    {
        await using var db = await intake.Open(ct);
        var groups = new List<WaitingGroup>();
        if (policy.May(db.Who, IntakeActs.Receive).Yes) groups.Add(await ToReceive(db, ct));
        if (policy.May(db.Who, IntakeActs.Submit).Yes) groups.AddRange(await Returned(db, ct), await Newest(db, ct));
        return [.. groups.Where(group => group.Count > 0)];
    }

    /// <summary>Late ones first, which are the oldest.</summary>
    private async Task<WaitingGroup> ToReceive(IntakeDb db, CancellationToken ct)
    {
        var late = clock.GetUtcNow() - LateAfter;
        var all = db.Samples.Where(sample => sample.State == SampleState.Submitted && sample.PerformedBy == db.Laboratory);
        var lines = await all.OrderBy(sample => sample.SubmittedAt).Take(Shown)
            .Select(sample => new WaitingLine(sample.Number, "/samples/" + sample.Number + "/receive", sample.Goods, sample.SubmittedAt, sample.SubmittedAt < late)).ToListAsync(ct);
        return new WaitingGroup("waiting.to-receive", await all.CountAsync(ct), lines, 10);
    }

    /// <summary>Returned and not submitted again: somebody has to do what the memo says.</summary>
    private static async Task<WaitingGroup> Returned(IntakeDb db, CancellationToken ct)
    {
        var all = db.Samples.Where(sample => sample.State == SampleState.Returned && sample.SubmittedBy == db.Laboratory
            && !db.Samples.Any(again => again.SubmittedBy == sample.SubmittedBy && again.DeclarationItem == sample.DeclarationItem
                && again.DeclarationItem != null && again.ReturnedAt == null));
        var lines = await all.OrderByDescending(sample => sample.ReturnedAt).Take(Shown)
            .Select(sample => new WaitingLine(sample.Number, "/samples/" + sample.Number, sample.Goods, sample.ReturnedAt!.Value, false)).ToListAsync(ct);
        return new WaitingGroup("waiting.returned", await all.CountAsync(ct), lines, 0);
    }

    private static async Task<WaitingGroup> Newest(IntakeDb db, CancellationToken ct)
    {
        var all = db.Samples.Where(sample => sample.SubmittedBy == db.Laboratory && sample.State != SampleState.Ruled && sample.State != SampleState.Returned);
        var lines = await all.OrderByDescending(sample => sample.SubmittedAt).Take(Shown)
            .Select(sample => new WaitingLine(sample.Number, "/samples/" + sample.Number, sample.Goods, sample.SubmittedAt, false)).ToListAsync(ct);
        return new WaitingGroup("waiting.newest", await all.CountAsync(ct), lines, 300);
    }
}
