using Lims.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Lims.Tests.Kernel;

[Trait("Speed", "slow")]
public sealed class When_work_takes_long
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_done_with_its_effects_and_says_how_far_it_came()
    {
        await using var workshop = await Workshop.Open();
        var id = await Ask(workshop, new PolishArgument(5, Fail: false));
        await workshop.Until(async () => (await Progress(workshop, id)).State == JobState.Done);
        Assert.Equal(5, await workshop.As(Workshop.Anna).Pieces.CountAsync(Ct));
        Assert.Equal((1.0, "5 pieces polished"), ((await Progress(workshop, id)).Progress, (await Progress(workshop, id)).Note!));
    }

    [Fact]
    public async Task After_a_failure_it_goes_on_where_it_stood()
    {
        await using var workshop = await Workshop.Open();
        var id = await Ask(workshop, new PolishArgument(4, Fail: true));
        await workshop.Until(async () => (await Progress(workshop, id)).State is JobState.Done or JobState.Failed);
        Assert.Equal(JobState.Done, (await Progress(workshop, id)).State);
        Assert.Equal(["polished 0", "polished 1", "polished 2", "polished 3"], await workshop.As(Workshop.Anna).Pieces.Select(piece => piece.Name).OrderBy(name => name).ToListAsync(Ct));
    }

    [Fact]
    public async Task It_stops_when_asked()
    {
        await using var workshop = await Workshop.Open();
        var id = await Ask(workshop, new PolishArgument(100_000, Fail: false));
        await workshop.Until(async () => (await Progress(workshop, id)).State == JobState.Running);
        await using (var db = workshop.As(Workshop.Anna)) await db.CancelJob(id, Ct);
        await workshop.Until(async () => (await Progress(workshop, id)).State == JobState.Cancelled);
    }

    private static async Task<Guid> Ask(Workshop workshop, PolishArgument argument)
    {
        await using var db = workshop.As(Workshop.Anna);
        var id = db.Enqueue("polish-pieces", argument);
        await db.SaveChangesAsync(Ct);
        return id;
    }

    private static async Task<JobProgress> Progress(Workshop workshop, Guid id)
    {
        await using var db = workshop.As(Workshop.Anna);
        return (await db.ProgressOf(id, Ct))!;
    }
}
