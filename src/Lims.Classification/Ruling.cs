using System.Text.Json;
using Lims.Classification.Tariff;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Classification;

/// <summary>A ruling on the classification of one sample's goods: drawn up by one officer, confirmed by another.</summary>
internal sealed class Ruling : Record, IOfLaboratory, IHasState, IHasDoers
{
    public const string DrawnUp = "drawn up";
    public const string SentBack = "sent back";
    public const string Issued = "issued";
    public const string Notified = "notified";

    private Ruling() { }

    public static Ruling For(Guid key, ClassificationCase of) =>
        new() { Id = key, SubmittedBy = of.SubmittedBy, PerformedBy = of.PerformedBy, Sample = of.Id, SampleNumber = of.Number, Goods = of.Goods, DeclaredCode = of.DeclaredCode };

    public string SubmittedBy { get; private set; } = "";

    public string PerformedBy { get; private set; } = "";

    public Guid Sample { get; private set; }

    public string SampleNumber { get; private set; } = "";

    public string Goods { get; private set; } = "";

    public string DeclaredCode { get; private set; } = "";

    /// <summary>Given when it is issued: <c>R-2026-000001</c>.</summary>
    [Recorded]
    public string? Number { get; private set; }

    [Recorded]
    public string Code { get; private set; } = "";

    [Recorded]
    public string Reasoning { get; private set; } = "";

    /// <summary>The General Interpretative Rules tried, in their order.</summary>
    public IReadOnlyList<GriStep> Steps { get; private set; } = [];

    public IReadOnlyList<EvidenceReference> Evidence { get; private set; } = [];

    public string StateName { get; private set; } = "";

    /// <summary>When it came into this state.</summary>
    public DateTimeOffset Since { get; private set; }

    public Guid DrawnUpBy { get; private set; }

    public string DrawnUpByName { get; private set; } = "";

    public string? SentBackBecause { get; private set; }

    public Guid? ConfirmedBy { get; private set; }

    public string? ConfirmedByName { get; private set; }

    public DateTimeOffset? IssuedAt { get; private set; }

    [Recorded]
    public DateOnly? NotifiedOn { get; private set; }

    public string? NotifiedHow { get; private set; }

    [Recorded]
    public DateOnly? AppealUntil { get; private set; }

    /// <summary>Last day of the hold on the counter-sample, once it is placed.</summary>
    public DateOnly? HeldUntil { get; private set; }

    public string? HoldWhy { get; private set; }

    /// <summary>What was done to it, in order; what anybody relies on stands in the signatures and the audit.</summary>
    public IReadOnlyList<RulingEvent> History { get; private set; } = [];

    public IEnumerable<Doer> Doers
    {
        get
        {
            yield return new Doer("ruling.draw-up", DrawnUpBy);
            if (ConfirmedBy is { } second) yield return new Doer("ruling.confirm", second);
        }
    }

    /// <summary>Sets down heading, grounds and evidence; again after it was sent back.</summary>
    public void DrawUp(string code, string reasoning, IReadOnlyList<GriStep> steps, IReadOnlyList<EvidenceReference> evidence, Who by, DateTimeOffset at)
    {
        (Code, Reasoning, Steps, Evidence) = (TariffCode.WithPoints(code), reasoning.Trim(), steps, evidence);
        (DrawnUpBy, DrawnUpByName) = (by.Person, by.Name);
        Become(DrawnUp, by, at, Code);
    }

    public void SendBack(string reason, Who by, DateTimeOffset at)
    {
        SentBackBecause = reason.Trim();
        Become(SentBack, by, at, SentBackBecause);
    }

    /// <summary>The second officer's word: from now on it stands.</summary>
    public void Confirm(string number, Who by, DateTimeOffset at)
    {
        if (by.Person == DrawnUpBy) throw new RuleBroken("self-review", "You drew this ruling up yourself; another officer has to "
            + "confirm it, whatever your roles.");
        (Number, ConfirmedBy, ConfirmedByName, IssuedAt) = (number, by.Person, by.Name, at);
        Become(Issued, by, at, number);
    }

    /// <summary>The time for an appeal runs from the day of the notice; its last day is that many days later.</summary>
    public void Notify(DateOnly on, string how, int appealDays, Who by, DateTimeOffset at)
    {
        (NotifiedOn, NotifiedHow, AppealUntil) = (on, how.Trim(), on.AddDays(appealDays));
        Become(Notified, by, at, NotifiedHow);
    }

    public void Note(HoldPlaced hold) => (HeldUntil, HoldWhy) = (hold.Until, hold.Why);

    private void Become(string state, Who by, DateTimeOffset at, string detail)
    {
        (StateName, Since) = (state, at);
        History = [.. History, new RulingEvent(state, by.Name, at, detail)];
    }

    /// <summary>What the signature binds.</summary>
    public string Canonical() => JsonSerializer.Serialize(
        new { Id, Number, Sample, SampleNumber, Goods, DeclaredCode, Code, Reasoning, Steps, Evidence, DrawnUpBy, ConfirmedBy, IssuedAt = IssuedAt?.UtcTicks }, Conventions.Json);

    internal sealed class Mapping : IEntityTypeConfiguration<Ruling>
    {
        public void Configure(EntityTypeBuilder<Ruling> builder)
        {
            builder.ToTable("Ruling");
            builder.HasIndex(ruling => ruling.Sample).IsUnique();
            builder.HasIndex(ruling => ruling.Number).IsUnique();
            builder.HasIndex(ruling => new { ruling.StateName, ruling.Since });
            builder.Property(ruling => ruling.Number).HasMaxLength(20);
            builder.Property(ruling => ruling.StateName).HasMaxLength(20);
            builder.Property(ruling => ruling.Code).HasMaxLength(20);
            builder.Property(ruling => ruling.Goods).LongText();
            builder.Property(ruling => ruling.Reasoning).LongText();
            builder.Property(ruling => ruling.SentBackBecause).LongTextOrNone();
            builder.Property(ruling => ruling.HoldWhy).LongTextOrNone();
            builder.Property(ruling => ruling.Steps).AsJson();
            builder.Property(ruling => ruling.Evidence).AsJson();
            builder.Property(ruling => ruling.History).AsJson();
            builder.Ignore(ruling => ruling.Doers);
        }
    }
}

/// <summary>One General Interpretative Rule that was tried.</summary>
/// <param name="Rule"><c>GRI 1</c> to <c>GRI 6</c>.</param>
/// <param name="Grounds">Why it leads where it leads.</param>
/// <param name="Notes">The notes it rests on, each with its edition.</param>
/// <param name="Outcome">Codes that remain after it.</param>
internal sealed record GriStep(string Rule, string Grounds, IReadOnlyList<NoteCited> Notes, IReadOnlyList<string> Outcome);

/// <summary>A note with the edition it stands in.</summary>
internal sealed record NoteCited(string Reference, string Edition);

/// <summary>A piece of evidence a ruling rests on.</summary>
/// <param name="Kind"><c>report</c>, <c>verdict</c>, <c>opinion</c> or <c>result</c>.</param>
/// <param name="Id">Its key.</param>
/// <param name="Text">What it is, in words.</param>
/// <param name="Sha256">Hash of its canonical form, where it is a file.</param>
internal sealed record EvidenceReference(string Kind, Guid Id, string Text, string? Sha256);

/// <summary>One thing that was done to a ruling.</summary>
/// <param name="What">The state it came into.</param>
/// <param name="Who">Name of the person.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Detail">Code, reason, number or way of the notice.</param>
internal sealed record RulingEvent(string What, string Who, DateTimeOffset At, string Detail);

/// <summary>
/// What every laboratory may read of an issued ruling. A row of its own and not the ruling opened to all: the ruling names the sample, its declaration and
/// its evidence, which stay between the two laboratories; goods, heading and grounds are what a third one learns from.
/// </summary>
[Common("The public extract of an issued ruling: goods, code and grounds, without sample, declarant or evidence.")]
internal sealed class IssuedRuling : Record
{
    private IssuedRuling() { }

    public IssuedRuling(Ruling ruling, string codeName, IReadOnlyList<DecidingNumber> decided, long order)
    {
        (Order, Decided) = (order, decided);
        (Ruling, Number, Code, Goods, Reasoning) = (ruling.Id, ruling.Number!, ruling.Code, ruling.Goods, ruling.Reasoning);
        (CodeDigits, CodeName, IssuedAt, Laboratory) = (TariffCode.Digits(ruling.Code), codeName, ruling.IssuedAt!.Value, ruling.PerformedBy);
        SearchText = $"{Number} {Goods} {codeName} {string.Join(' ', decided.Select(number => $"{number.Name} {number.Found}"))} {Reasoning}".ToLowerInvariant();
    }

    public Guid Ruling { get; private set; }

    public string Number { get; private set; } = "";

    public string Code { get; private set; } = "";

    public string CodeDigits { get; private set; } = "";

    public string CodeName { get; private set; } = "";

    public string Goods { get; private set; } = "";

    public string Reasoning { get; private set; } = "";

    /// <summary>What was found of each thing the criteria asked.</summary>
    public IReadOnlyList<DecidingNumber> Decided { get; private set; } = [];

    public string Laboratory { get; private set; } = "";

    public DateTimeOffset IssuedAt { get; private set; }

    /// <summary>Year and running number as one: the order of lists, and the place where a page ends.</summary>
    public long Order { get; private set; }

    /// <summary>The order of a ruling by its year and running number.</summary>
    public static long OrderOf(int year, int running) => year * 10_000_000L + running;

    /// <summary>Goods, code and grounds in lower case: SQLite compares letters by case and SQL Server does not, so that both are given the same.</summary>
    public string SearchText { get; private set; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<IssuedRuling>
    {
        public void Configure(EntityTypeBuilder<IssuedRuling> builder)
        {
            builder.ToTable("IssuedRuling");
            builder.HasIndex(ruling => ruling.Number).IsUnique();
            builder.HasIndex(ruling => ruling.Order).IsUnique();
            builder.HasIndex(ruling => ruling.CodeDigits);
            builder.Property(ruling => ruling.Number).HasMaxLength(20);
            builder.Property(ruling => ruling.Code).HasMaxLength(20);
            builder.Property(ruling => ruling.CodeDigits).HasMaxLength(12);
            builder.Property(ruling => ruling.Goods).LongText();
            builder.Property(ruling => ruling.Reasoning).LongText();
            builder.Property(ruling => ruling.SearchText).LongText();
            builder.Property(ruling => ruling.Decided).AsJson();
        }
    }
}

/// <summary>One fact that decided a ruling. Public, as are all that a page keeps between prerendering and its circuit.</summary>
/// <param name="Name">Of the fact: <c>Cooking time</c>.</param>
/// <param name="Found">As the report prints it, without what it says in brackets.</param>
/// <param name="Asked">What was asked, in words.</param>
/// <param name="Method">Method and version.</param>
public sealed record DecidingNumber(string Name, string Found, string Asked, string Method);
