using System.Globalization;
using Lims.Kernel.Data;
using Lims.Kernel.Walk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Intake;

/// <summary>The local laboratory submits rice that was declared as milled and may be pre-cooked.</summary>
internal sealed class SubmitTheSample(TimeProvider clock) : WalkStep
{
    public override int Order => 10;

    public override string Title => "Submit the sample";

    public override string Actor => "submitter";

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // In a kept folder the walk may go again: every walk has a declaration of its own.
        await using var db = await scope.GetRequiredService<Db<IntakeDb>>().Open(ct);
        var running = 118734 + await db.Samples.CountAsync(ct);
        var declaration = string.Create(CultureInfo.InvariantCulture, $"40215-{now.Year % 100:D2}-{running:D6}M");
        var form = new SubmitSample(
            Kernel.Ids.New(), notes.Central, LegalBasisKind.Declaration, declaration, 1, "1006.30", "Rice, long grain, milled", "TH", "Hanmaru Foods Co.",
            "1 container, 24 000 kg", "960 polypropylene sacks of 25 kg", "Jiho Baek, Busan Customs", now.AddHours(-26),
            "Sacks drawn at random, trier, reduced by riffle divider",
            [
                new SubmitSet(SetPurpose.Laboratory, "KCS-554101", "Busan Local Customs Laboratory"),
                new SubmitSet(SetPurpose.CounterSample, "KCS-554102", "Busan Customs, sample store"),
                new SubmitSet(SetPurpose.Declarant, "KCS-554103", "Hanmaru Foods Co."),
            ],
            ["rice.prepared-or-milled"], "Goods wait at the terminal");
        var submitted = await scope.GetRequiredService<SubmitSampleHandler>().Handle(form, ct);
        notes.Sample = submitted.Sample;
        return $"{submitted.Number}: rice declared as 1006.30 under declaration {declaration} item 1.";
    }
}

/// <summary>The centre looks at it, compares the seal, and splits it.</summary>
internal sealed class ReceiveTheSample : WalkStep
{
    public override int Order => 20;

    public override string Title => "Receive and split the sample";

    public override string Actor => "coordinator";

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        await using var db = await scope.GetRequiredService<Db<IntakeDb>>().Open(ct);
        var revision = await db.Samples.Where(sample => sample.Id == notes.Sample).Select(sample => sample.Revision).SingleAsync(ct);
        var portions = await scope.GetRequiredService<ReceiveSampleHandler>().Handle(new ReceiveSample(
            notes.Sample, revision, "One sealed bag, dry, undamaged",
            [new SealSeen(SetPurpose.Laboratory, "KCS-554101", SealState.Intact)], 2000m, 1000m, 150m, null), ct);
        return string.Join(", ", portions.Select(portion => $"{portion.Number} {portion.Purpose} {Reception.Print(portion.Grams)} g")) + ".";
    }
}

/// <summary>The submitter reads what became of it.</summary>
internal sealed class ReadTheStory : WalkStep
{
    public override int Order => 160;

    public override string Title => "Read the sample's story";

    public override string Actor => "submitter";

    public override async Task<bool> Ready(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        await using var db = await scope.GetRequiredService<Db<IntakeDb>>().Open(ct);
        return await db.Samples.AnyAsync(sample => sample.Id == notes.Sample && sample.State == SampleState.Ruled && sample.Holds.Any()
            && sample.Story.Any(entry => entry.Kind == nameof(Contracts.HoldPlaced)), ct);
    }

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        await using var db = await scope.GetRequiredService<Db<IntakeDb>>().Open(ct);
        var number = await db.Samples.Where(sample => sample.Id == notes.Sample).Select(sample => sample.Number).SingleAsync(ct);
        var story = await scope.GetRequiredService<SampleStory>().Find(number, ct);
        notes.Ruling = $"{story.RulingNumber}: “{story.Goods}”, declared as {story.DeclaredCode}, belongs to {story.RulingCode}.";
        var until = story.Holds[0].Until.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
        return $"{story.Number} is {story.State.Word()}; {story.Story.Count} things happened to it, and its counter-sample is held until {until}.";
    }
}
