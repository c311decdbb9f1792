using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Intake;

/// <summary>
/// Goods taken under a legal basis and asked about: from the sampling act to the ruling one record, which both laboratories see.
/// What others rely on is written once; where it stands now is derived from the marks that its own acts and other modules' messages leave.
/// </summary>
internal sealed class Sample : Record, IOfLaboratory, IHasState
{
    private readonly List<FinalSet> sets = [];
    private readonly List<Portion> portions = [];
    private readonly List<CustodyEvent> custody = [];
    private readonly List<Hold> holds = [];
    private readonly List<StoryEntry> story = [];

    private Sample() { }

    /// <summary>A sample as its form says, checked before (<see cref="SubmitSampleCheck"/>); each set begins its custody with its
    /// keeper.</summary>
    /// <param name="form">The checked form; its key becomes the sample's.</param>
    /// <param name="number">The next number of the submitting laboratory.</param>
    /// <param name="sampledOn">The day of sampling in the submitting laboratory's zone.</param>
    /// <param name="who">The submitter.</param>
    /// <param name="at">Now.</param>
    internal static Sample Submit(SubmitSample form, SampleNumber number, DateOnly sampledOn, Who who, DateTimeOffset at)
    {
        var basis = form.Basis;
        var sample = new Sample
        {
            Id = form.Key,
            Number = number.ToString(),
            SubmittedBy = who.Laboratory,
            PerformedBy = form.PerformedBy,
            BasisKind = basis.Kind,
            Basis = basis.Words,
            DeclarationItem = basis.DeclarationItem,
            DeclaredCode = form.DeclaredCode,
            Goods = form.Goods,
            Origin = form.Origin,
            Importer = form.Importer,
            Consignment = form.Consignment,
            Packaging = form.Packaging,
            SampledBy = form.SampledBy,
            SampledAt = form.SampledAt.ToUniversalTime(),
            SampledOn = sampledOn,
            SamplingMethod = form.SamplingMethod,
            Asked = [.. form.Asked],
            Urgency = form.Urgency,
            Submitter = who.Name,
            SubmittedAt = at,
        };
        foreach (var set in form.Sets)
        {
            var taken = new FinalSet(sample, set.Purpose, set.Seal, set.Keeper);
            sample.sets.Add(taken);
            sample.HandOver(taken.Id, null, taken.Keeper, "sampling", sample.SampledAt, form.SampledBy, taken.Keeper);
        }
        return sample;
    }

    /// <summary>As <see cref="SampleNumber"/> writes it.</summary>
    [Recorded]
    public string Number { get; private set; } = "";

    public string SubmittedBy { get; private set; } = "";

    public string PerformedBy { get; private set; } = "";

    public LegalBasisKind BasisKind { get; private set; }

    /// <summary>The legal basis in words.</summary>
    [Recorded]
    public string Basis { get; private set; } = "";

    /// <summary>Declaration and item, of which a laboratory submits one sample; null for another basis.</summary>
    public string? DeclarationItem { get; private set; }

    /// <summary>With points, as the nomenclature writes it.</summary>
    [Recorded]
    public string DeclaredCode { get; private set; } = "";

    [Recorded]
    public string Goods { get; private set; } = "";

    /// <summary>ISO 3166-1, two letters; null where nobody knows.</summary>
    public string? Origin { get; private set; }

    public string? Importer { get; private set; }

    public string Consignment { get; private set; } = "";

    public string Packaging { get; private set; } = "";

    public string SampledBy { get; private set; } = "";

    public DateTimeOffset SampledAt { get; private set; }

    public DateOnly SampledOn { get; private set; }

    public string SamplingMethod { get; private set; } = "";

    /// <summary>Codes of <see cref="Question"/>s.</summary>
    [Recorded]
    public IReadOnlyList<string> Asked { get; private set; } = [];

    /// <summary>Why it cannot wait, or <c>routine</c>.</summary>
    public string Urgency { get; private set; } = "";

    /// <summary>Name of the person who submitted it.</summary>
    public string Submitter { get; private set; } = "";

    public DateTimeOffset SubmittedAt { get; private set; }

    public DateTimeOffset? ReceivedAt { get; private set; }

    /// <summary>Name of the person who received or returned it.</summary>
    public string? Receiver { get; private set; }

    /// <summary>The item as received, seals and accepted deviation included: it stands on the report.</summary>
    [Recorded]
    public string? Condition { get; private set; }

    /// <summary>Mass of the laboratory set as received; the portions add up to it.</summary>
    [Recorded]
    public decimal? ReceivedGrams { get; private set; }

    public DateTimeOffset? ReturnedAt { get; private set; }

    public IReadOnlyList<string> ReturnReasons { get; private set; } = [];

    public string? ReturnMemo { get; private set; }

    public DateTimeOffset? PlannedAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public DateTimeOffset? FurtherAskedAt { get; private set; }

    public DateTimeOffset? JudgedAt { get; private set; }

    /// <summary>The newest verdict's sentence.</summary>
    public string? Verdict { get; private set; }

    public DateTimeOffset? RuledAt { get; private set; }

    public string? RulingNumber { get; private set; }

    public string? RulingCode { get; private set; }

    /// <summary>Written after every change by <see cref="SampleStates.Of"/> alone, so that lists can filter by it.</summary>
    public SampleState State { get; private set; }

    public IReadOnlyList<FinalSet> Sets => sets;

    public IReadOnlyList<Portion> Portions => portions;

    public IReadOnlyList<CustodyEvent> CustodyEvents => custody;

    public IReadOnlyList<Hold> Holds => holds;

    public IReadOnlyList<StoryEntry> Story => story;

    /// <inheritdoc/>
    public string StateName => State.Word();

    private Marks Marks => new(ReceivedAt, ReturnedAt, PlannedAt, CompletedAt, FurtherAskedAt, JudgedAt, RuledAt);

    /// <summary>
    /// Accepts the sample: seals compared, counter-sample put away first, then the airtight portion, and the rest for analysis, so that the
    /// portions add up to what came (ISO/IEC 17025, 7.4).
    /// </summary>
    /// <exception cref="RuleBroken"><c>seal-differs</c>, <c>seal-broken</c>, <c>seal-missing</c>: and nobody accepted the deviation.
    /// <c>too-little</c>: the split leaves nothing.</exception>
    internal void Receive(Reception reception, Who who, DateTimeOffset at)
    {
        MustBeSubmitted();
        Condition = reception.ConditionOf(this);
        var holder = $"{who.Laboratory}, {who.Name}";
        foreach (var seen in reception.Seals)
        {
            var set = sets.Single(mine => mine.Purpose == seen.Set);
            var from = Custody.HolderAt(custody, set.Id, at);
            HandOver(set.Id, from, holder, "reception", at, from ?? set.Keeper, who.Name);
        }
        (ReceivedGrams, Receiver) = (reception.Grams, who.Name);
        Split(reception, holder, $"{who.Laboratory}, counter-sample store", who.Name, at);
        ReceivedAt = at;
        Derive();
    }

    private void Split(Reception reception, string holder, string store, string by, DateTimeOffset at)
    {
        var rest = reception.Grams - reception.CounterSampleGrams - reception.MoistureGrams;
        if (rest <= 0)
            throw new RuleBroken("too-little",
                $"Counter-sample and moisture portion take {Reception.Print(reception.Grams - rest)} g "
                + $"of {Reception.Print(reception.Grams)} g; nothing would be left to analyse.");
        foreach (var (purpose, grams, to) in new[]
        {
            (PortionPurpose.CounterSample, reception.CounterSampleGrams, store),
            (PortionPurpose.Moisture, reception.MoistureGrams, holder),
            (PortionPurpose.Analysis, rest, holder),
        })
        {
            var portion = new Portion(this, portions.Count + 1, purpose, grams);
            portions.Add(portion);
            HandOver(portion.Id, null, to, "split", at, by, by);
        }
    }

    /// <summary>Sends the sample back unopened.</summary>
    internal void Return(IReadOnlyList<string> reasons, string memo, Who who, DateTimeOffset at)
    {
        MustBeSubmitted();
        (ReturnReasons, ReturnMemo, Receiver, ReturnedAt) = ([.. reasons], memo, who.Name, at);
        Derive();
    }

    /// <summary>Another holder for a final set or a portion.</summary>
    /// <exception cref="RuleBroken">See <see cref="Custody.Next"/>.</exception>
    internal void HandOver(Guid item, string? from, string to, string purpose, DateTimeOffset at, string givenBy, string takenBy) =>
        custody.Add(Custody.Next(this, custody, item, from, to, purpose, at, givenBy, takenBy));

    /// <summary>Keeps the counter-sample until the last day of an appeal; the same ruling's clock started again only prolongs it.</summary>
    /// <returns>The hold now in force for the ruling.</returns>
    internal Hold HoldCounterSample(Guid ruling, DateOnly until, string why, DateTimeOffset at)
    {
        if (holds.FirstOrDefault(mine => mine.Ruling == ruling) is { } there)
        {
            there.Extend(until);
            return there;
        }
        var hold = new Hold(this, until, why, ruling, at);
        holds.Add(hold);
        return hold;
    }

    internal void NotePlanned(DateTimeOffset at) => Mark(() => PlannedAt = Earlier(PlannedAt, at));

    internal void NoteCompleted(DateTimeOffset at) => Mark(() => CompletedAt = Later(CompletedAt, at));

    internal void NoteFurtherAsked(DateTimeOffset at) => Mark(() => FurtherAskedAt = Later(FurtherAskedAt, at));

    internal void NoteJudged(string sentence, DateTimeOffset at) => Mark(() =>
    {
        if (JudgedAt > at) return;
        (JudgedAt, Verdict) = (at, sentence);
    });

    internal void NoteRuled(string number, string code, DateTimeOffset at) => Mark(() =>
    {
        if (RuledAt > at) return;
        (RuledAt, RulingNumber, RulingCode) = (at, number, code);
    });

    private static DateTimeOffset Earlier(DateTimeOffset? known, DateTimeOffset at) => known < at ? known.Value : at;

    private static DateTimeOffset Later(DateTimeOffset? known, DateTimeOffset at) => known > at ? known.Value : at;

    private void Mark(Action note)
    {
        note();
        Derive();
    }

    private void Derive() => State = SampleStates.Of(Marks);

    private void MustBeSubmitted()
    {
        if (State != SampleState.Submitted)
            throw new RuleBroken("state", $"Sample {Number} is {StateName}; only a submitted sample can be received or returned.");
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Sample>
    {
        public void Configure(EntityTypeBuilder<Sample> builder)
        {
            builder.ToTable("Sample");
            builder.Property(sample => sample.Number).HasMaxLength(24);
            builder.Property(sample => sample.SubmittedBy).HasMaxLength(4);
            builder.Property(sample => sample.PerformedBy).HasMaxLength(4);
            builder.Property(sample => sample.DeclarationItem).HasMaxLength(40);
            builder.Property(sample => sample.DeclaredCode).HasMaxLength(20);
            builder.Property(sample => sample.Origin).HasMaxLength(2);
            builder.Property(sample => sample.Asked).AsJson();
            builder.Property(sample => sample.ReturnReasons).AsJson();
            builder.Property(sample => sample.Condition).LongTextOrNone();
            builder.Property(sample => sample.ReturnMemo).LongTextOrNone();
            builder.Property(sample => sample.Verdict).LongTextOrNone();
            builder.HasIndex(sample => sample.Number).IsUnique();
            builder.HasIndex(sample => new { sample.SubmittedAt, sample.Number });
            builder.HasIndex(sample => new { sample.State, sample.SubmittedAt });
            // A returned sample may be submitted again; both databases understand the brackets.
            builder.HasIndex(sample => new { sample.SubmittedBy, sample.DeclarationItem }).IsUnique()
                .HasFilter("[ReturnedAt] IS NULL AND [DeclarationItem] IS NOT NULL");
            builder.HasMany(sample => sample.Sets).WithOne(set => set.Sample).HasForeignKey(set => set.SampleId).IsRequired();
            builder.HasMany(sample => sample.Portions).WithOne(portion => portion.Sample).HasForeignKey(portion => portion.SampleId).IsRequired();
            builder.HasMany(sample => sample.CustodyEvents).WithOne(custody => custody.Sample).HasForeignKey(custody => custody.SampleId).IsRequired();
            builder.Navigation(sample => sample.CustodyEvents).HasField("custody");
            builder.HasMany(sample => sample.Holds).WithOne(hold => hold.Sample).HasForeignKey(hold => hold.SampleId).IsRequired();
            builder.HasMany(sample => sample.Story).WithOne(entry => entry.Sample).HasForeignKey(entry => entry.SampleId).IsRequired();
        }
    }
}
