using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Intake;

/// <summary>A sample's whole life, for its submitter and for the centre: six statements, whatever happened to it.</summary>
internal sealed class SampleStory(Db<IntakeDb> intake, ITariffNames tariff, Policy policy)
{
    /// <exception cref="NoSuchRecord">No such number, or one of another laboratory.</exception>
    public async Task<SampleView> Find(string number, CancellationToken ct)
    {
        await using var db = await intake.Open(ct);
        policy.Demand(db.Who, IntakeActs.Read);
        var written = SampleNumber.Read(number).Number?.ToString() ?? throw new NoSuchRecord("sample", number);
        var sample = await db.Samples.AsNoTracking().AsSplitQuery()
            .Include(s => s.Sets).Include(s => s.Portions).Include(s => s.CustodyEvents).Include(s => s.Holds).Include(s => s.Story)
            .SingleOrDefaultAsync(s => s.Number == written, ct) ?? throw new NoSuchRecord("sample", written);
        return new SampleView(
            sample.Id, sample.Revision, ChangeOf(sample.Revision, sample.Story.Count), sample.Number, sample.State, sample.Goods, sample.DeclaredCode,
            tariff.Path(sample.DeclaredCode, sample.SampledOn), sample.Basis, sample.Origin, sample.Importer, sample.Consignment, sample.Packaging, sample.Asked,
            sample.Urgency, sample.SubmittedBy, sample.PerformedBy, sample.SampledBy, sample.SampledAt, sample.SamplingMethod,
            sample.Condition, sample.ReceivedGrams, sample.ReturnReasons, sample.ReturnMemo, sample.Verdict, sample.RulingNumber, sample.RulingCode,
            StationsOf(sample), StoryOf(sample), SetsOf(sample), PortionsOf(sample), CustodyOf(sample),
            [.. sample.Holds.OrderByDescending(hold => hold.Until).Select(hold => new HoldLine(hold.Until, hold.Why))]);
    }

    /// <summary>The change number of a sample, in one small statement; null where there is none for this person.</summary>
    public async Task<long?> Change(Guid sample, CancellationToken ct)
    {
        await using var db = await intake.Open(ct);
        policy.Demand(db.Who, IntakeActs.Read);
        var found = await db.Samples.Where(s => s.Id == sample).Select(s => new { s.Revision, Lines = s.Story.Count }).SingleOrDefaultAsync(ct);
        return found is null ? null : ChangeOf(found.Revision, found.Lines);
    }

    /// <summary>Both only rise; lines are added without touching the sample, so that messages arriving together do not wait for each
    /// other.</summary>
    private static long ChangeOf(long revision, int lines) => revision + lines;

    private static IReadOnlyList<StationLine> StationsOf(Sample sample) => sample.State == SampleState.Returned
        ? [new(SampleState.Submitted, sample.SubmittedAt, sample.Submitter), new(SampleState.Returned, sample.ReturnedAt, sample.Receiver)]
        :
        [
            new(SampleState.Submitted, sample.SubmittedAt, sample.Submitter),
            new(SampleState.Received, sample.ReceivedAt, sample.Receiver),
            new(SampleState.InAnalysis, sample.FurtherAskedAt ?? sample.PlannedAt, null),
            new(SampleState.Approved, sample.CompletedAt, null),
            new(SampleState.Judged, sample.JudgedAt, null),
            new(SampleState.Ruled, sample.RuledAt, null),
        ];

    /// <summary>Newest first; what happened at the same moment in the order in which one follows from the other.</summary>
    private static IReadOnlyList<StoryLine> StoryOf(Sample sample) =>
    [
        .. sample.Story.OrderByDescending(entry => entry.At).ThenByDescending(entry => StoryKinds.Place(entry.Kind))
            .Select(entry => new StoryLine(entry.Kind, entry.Details, entry.Who, entry.At)),
    ];

    private static IReadOnlyList<SetLine> SetsOf(Sample sample) =>
        [.. sample.Sets.OrderBy(set => set.Purpose).Select(set => new SetLine(set.Purpose, set.Seal, Holder(sample, set.Id)))];

    private static IReadOnlyList<PortionLine> PortionsOf(Sample sample) =>
        [.. sample.Portions.OrderBy(portion => portion.Place).Select(portion =>
            new PortionLine(portion.Number, portion.Purpose, portion.Grams, portion.Airtight, Holder(sample, portion.Id)))];

    private static string Holder(Sample sample, Guid item) => Custody.HolderAt(sample.CustodyEvents, item, DateTimeOffset.MaxValue) ?? "";

    private static IReadOnlyList<CustodyLine> CustodyOf(Sample sample)
    {
        var names = sample.Sets.ToDictionary(set => set.Id, set => set.Seal);
        foreach (var portion in sample.Portions) names.Add(portion.Id, portion.Number);
        return [.. sample.CustodyEvents.OrderByDescending(custody => custody.At).ThenBy(custody => names[custody.Item], StringComparer.Ordinal)
            .Select(custody => new CustodyLine(names[custody.Item], custody.From, custody.To, custody.Purpose, custody.At))];
    }
}

/// <summary>The messages of a story, in the order in which one follows from the other.</summary>
internal static class StoryKinds
{
    public static IReadOnlyList<string> All { get; } =
    [
        nameof(SampleSubmitted), nameof(SampleReturned), nameof(SampleReceived), nameof(TestsPlanned), nameof(InstrumentFileReceived),
        nameof(InstrumentFileRefused), nameof(InstrumentRunRead), nameof(ResultApproved), nameof(AnalysisCompleted), nameof(ReportIssued), nameof(VerdictReached),
        nameof(FurtherAnalysisRequested), nameof(OpinionSigned), nameof(RulingIssued), nameof(AppealClockStarted), nameof(HoldPlaced),
    ];

    public static int Place(string kind) => All.ToList().IndexOf(kind);
}
