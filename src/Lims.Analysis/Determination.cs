using Lims.Contracts.Readings;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Analysis;

/// <summary>What a typed determination is of.</summary>
internal static class Quantities
{
    /// <summary>Yes or no.</summary>
    public const string Inspected = "inspected";

    /// <summary>One replicate of the result itself.</summary>
    public const string Value = "value";

    /// <summary>Absorbance of the digest of the sample.</summary>
    public const string Sample = "A_s";

    /// <summary>Absorbance of the blank.</summary>
    public const string Blank = "A_b";

    /// <summary>Absorbance after complete gelatinization.</summary>
    public const string Total = "A_t";

    /// <summary>Absorbance of native raw rice of the same kind; optional.</summary>
    public const string Native = "A_0";

    /// <summary>The absorbances, in the order of the form.</summary>
    public static readonly IReadOnlyList<string> Absorbances = [Sample, Blank, Total, Native];
}

/// <summary>
/// One original observation (ISO/IEC 17025, 7.5.1): the text as typed beside the number that was read from it, by whom, and when by the server's clock.
/// It may be amended with a reason; old and new stand in the audit (7.5.2).
/// </summary>
[PartOf(nameof(Test))]
internal sealed class Determination : Record
{
    private Determination() { }

    private Determination(Test test, string quantity, int number, Who by, DateTimeOffset observed, DateTimeOffset now)
    {
        (Test, Quantity, Number, Stage) = (test, quantity, number, test.Stage);
        (RecordedBy, RecordedByName, ObservedAt, RecordedAt) = (by.Person, by.Name, observed, now);
    }

    /// <summary>A number.</summary>
    public static Determination Of(Test test, string quantity, int number, TypedNumber typed, Who by, DateTimeOffset observed, DateTimeOffset now) =>
        new(test, quantity, number, by, observed, now) { Raw = typed.Raw, Value = typed.Value, Qualifier = typed.Qualifier };

    /// <summary>A yes or no.</summary>
    public static Determination Of(Test test, string raw, bool truth, Who by, DateTimeOffset observed, DateTimeOffset now) =>
        new(test, Quantities.Inspected, 1, by, observed, now) { Raw = raw, Truth = truth };

    public Test Test { get; private set; } = null!;

    /// <summary>One of <see cref="Quantities"/>.</summary>
    public string Quantity { get; private set; } = "";

    /// <summary>1, 2, 3 within its quantity.</summary>
    public int Number { get; private set; }

    public int Stage { get; private set; }

    /// <summary>As typed.</summary>
    [Recorded]
    public string Raw { get; private set; } = "";

    [Recorded]
    public decimal? Value { get; private set; }

    [Recorded]
    public bool? Truth { get; private set; }

    [Recorded]
    public Qualifier Qualifier { get; private set; }

    public Guid RecordedBy { get; private set; }

    public string RecordedByName { get; private set; } = "";

    /// <summary>When it was seen, as the analyst says.</summary>
    public DateTimeOffset ObservedAt { get; private set; }

    /// <summary>When it was typed, by the server's clock.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>How often it was amended: a print shows it.</summary>
    public int Amendments { get; private set; }

    /// <summary>Puts another number in its place.</summary>
    public void Amend(TypedNumber typed)
    {
        (Raw, Value, Qualifier) = (typed.Raw, typed.Value, typed.Qualifier);
        Amendments++;
    }

    /// <summary>Puts another answer in its place.</summary>
    public void Amend(string raw, bool truth)
    {
        (Raw, Truth) = (raw, truth);
        Amendments++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Determination>
    {
        public void Configure(EntityTypeBuilder<Determination> builder)
        {
            builder.ToTable("Determination");
            builder.HasOne(determination => determination.Test).WithMany(test => test.Determinations).HasForeignKey("TestId").IsRequired();
            builder.HasIndex("TestId", nameof(Quantity), nameof(Number)).IsUnique();
            builder.Property(determination => determination.Quantity).HasMaxLength(20);
        }
    }
}
