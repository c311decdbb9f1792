using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Intake;

/// <summary>Something that waits for this person, or came for her.</summary>
/// <param name="Key">Key of its words in the resources: <c>waiting.to-receive</c>, <c>waiting.returned</c>, <c>waiting.newest</c>.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Late">How many of them have waited longer than they should.</param>
/// <param name="Lines">The first ten.</param>
internal sealed record WaitingGroup(string Key, int Count, int Late, IReadOnlyList<WaitingLine> Lines);

/// <summary>One of them; it opens at <c>/samples/{Number}</c>.</summary>
internal sealed record WaitingLine(string Number, string Goods, string Urgency, DateTimeOffset Since, bool Late);

/// <summary>What waits in Intake, by role: for the home page.</summary>
internal sealed class WaitingInIntake(Db<IntakeDb> intake, Policy policy, TimeProvider clock)
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
        return groups;
    }

    /// <summary>Late ones first, which are the oldest.</summary>
    private async Task<WaitingGroup> ToReceive(IntakeDb db, CancellationToken ct)
    {
        var late = clock.GetUtcNow() - LateAfter;
        var all = db.Samples.Where(sample => sample.State == SampleState.Submitted && sample.PerformedBy == db.Laboratory);
        var lines = await all.OrderBy(sample => sample.SubmittedAt).Take(Shown)
            .Select(sample => new WaitingLine(sample.Number, sample.Goods, sample.Urgency, sample.SubmittedAt, sample.SubmittedAt < late)).ToListAsync(ct);
        return new WaitingGroup("waiting.to-receive", await all.CountAsync(ct), await all.CountAsync(sample => sample.SubmittedAt < late, ct), lines);
    }

    /// <summary>Returned and not submitted again: somebody has to do what the memo says.</summary>
    private static async Task<WaitingGroup> Returned(IntakeDb db, CancellationToken ct)
    {
        var all = db.Samples.Where(sample => sample.State == SampleState.Returned && sample.SubmittedBy == db.Laboratory
            && !db.Samples.Any(again => again.SubmittedBy == sample.SubmittedBy && again.DeclarationItem == sample.DeclarationItem
                && again.DeclarationItem != null && again.ReturnedAt == null));
        var lines = await all.OrderByDescending(sample => sample.ReturnedAt).Take(Shown)
            .Select(sample => new WaitingLine(sample.Number, sample.Goods, sample.Urgency, sample.ReturnedAt!.Value, false)).ToListAsync(ct);
        return new WaitingGroup("waiting.returned", await all.CountAsync(ct), 0, lines);
    }

    private static async Task<WaitingGroup> Newest(IntakeDb db, CancellationToken ct)
    {
        var all = db.Samples.Where(sample => sample.SubmittedBy == db.Laboratory && sample.State != SampleState.Ruled && sample.State != SampleState.Returned);
        var lines = await all.OrderByDescending(sample => sample.SubmittedAt).Take(Shown)
            .Select(sample => new WaitingLine(sample.Number, sample.Goods, sample.Urgency, sample.SubmittedAt, false)).ToListAsync(ct);
        return new WaitingGroup("waiting.newest", await all.CountAsync(ct), 0, lines);
    }
}
