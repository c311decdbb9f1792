using Lims.Kernel;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Intake;

/// <summary>
/// One hand-over of one item, a final set or a portion: from whom, to whom, when, for what, and which two people say so
/// (ISO/IEC 17025, 7.4.4). Rows are only added; the steps of an item are numbered without gaps, so that of two people who hand over
/// the same thing at once one is refused by the database.
/// </summary>
[AppendOnly]
[PartOf(nameof(Sample))]
internal sealed class CustodyEvent : Record
{
    private CustodyEvent() { }

    internal CustodyEvent(Sample sample, Guid item, int step, string? from, string to, string purpose, DateTimeOffset at, string givenBy, string takenBy)
    {
        (Sample, SampleId, Item, Step) = (sample, sample.Id, item, step);
        (From, To, Purpose, At, GivenBy, TakenBy) = (from, to, purpose, at, givenBy, takenBy);
    }

    public Guid SampleId { get; private set; }

    public Sample Sample { get; private set; } = null!;

    /// <summary>Key of the final set or the portion.</summary>
    public Guid Item { get; private set; }

    /// <summary>1 for the first holder.</summary>
    public int Step { get; private set; }

    /// <summary>The holder before; null for the first.</summary>
    public string? From { get; private set; }

    /// <summary>The holder from <see cref="At"/> on.</summary>
    public string To { get; private set; } = "";

    public string Purpose { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public string GivenBy { get; private set; } = "";

    public string TakenBy { get; private set; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<CustodyEvent>
    {
        public void Configure(EntityTypeBuilder<CustodyEvent> builder)
        {
            builder.ToTable("CustodyEvent");
            builder.HasIndex(custody => new { custody.Item, custody.Step }).IsUnique();
        }
    }
}

/// <summary>Who holds an item, read from its hand-overs.</summary>
internal static class Custody
{
    /// <summary>The one holder at an instant; null before the item existed.</summary>
    public static string? HolderAt(IEnumerable<CustodyEvent> events, Guid item, DateTimeOffset instant) =>
        events.Where(custody => custody.Item == item && custody.At <= instant).MaxBy(custody => custody.Step)?.To;

    /// <summary>The next hand-over of an item, if it can be one.</summary>
    /// <exception cref="RuleBroken">
    /// <c>custody-holder</c>: the giver does not hold it. <c>custody-time</c>: it would precede the last hand-over.
    /// <c>custody-self</c>: it would change nothing.
    /// </exception>
    public static CustodyEvent Next(
        Sample sample, IEnumerable<CustodyEvent> events, Guid item, string? from, string to, string purpose, DateTimeOffset at, string givenBy, string takenBy)
    {
        var last = events.Where(custody => custody.Item == item).MaxBy(custody => custody.Step);
        if (last?.To != from)
            throw new RuleBroken("custody-holder", $"{from ?? "Nobody"} cannot hand it over: {last?.To ?? "nobody"} holds it.");
        if (to == from) throw new RuleBroken("custody-self", $"{to} holds it already.");
        if (last is not null && at < last.At) throw new RuleBroken("custody-time", $"{to} would have taken it before {last.To} did.");
        return new CustodyEvent(sample, item, (last?.Step ?? 0) + 1, from, to, purpose, at, givenBy, takenBy);
    }
}
