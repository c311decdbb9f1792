using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Classification.Tariff;

/// <summary>One note to a section or chapter, as it was worded from one day to another.</summary>
[Common("A tariff is published law.")]
internal sealed class TariffNote : IStretch
{
    private TariffNote() { }

    /// <param name="id">Number of the import × 1 000 000 + place in it.</param>
    /// <param name="edition">Number of the edition.</param>
    /// <param name="words">Which note, and what it says.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day, where a later import is known already.</param>
    public TariffNote(long id, int edition, NoteWords words, DateOnly from, DateOnly? to)
    {
        (Id, Edition, From, To, OpenedBy) = (id, edition, from, to, (int)(id / TariffLine.PerImport));
        (Scope, Kind, Number, Occurrence, Place, Language, Text) = (words.Scope, words.Kind, words.Number, words.Occurrence, words.Place, words.Language, words.Text);
    }

    public long Id { get; private set; }

    public int Edition { get; private set; }

    /// <summary>Key of the line it stands at: <c>17</c>, <c>IV</c>.</summary>
    public string Scope { get; private set; } = "";

    /// <summary>The heading it stands under: <c>Notes</c>, <c>Subheading notes</c>, <c>Additional notes</c>.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>As printed; empty for words that no number leads.</summary>
    public string Number { get; private set; } = "";

    /// <summary>1, or more where a number comes again under one heading.</summary>
    public int Occurrence { get; private set; }

    /// <summary>Order in its scope.</summary>
    public int Place { get; private set; }

    public string Language { get; private set; } = "";

    /// <summary>As in its source, marks of lists and tables included.</summary>
    public string Text { get; private set; } = "";

    public DateOnly From { get; private set; }

    public DateOnly? To { get; private set; }

    public int OpenedBy { get; private set; }

    public int? ClosedBy { get; private set; }

    public int? SupersededBy { get; private set; }

    public NoteWords Words => new(Scope, Kind, Number, Occurrence, Place, Language, Text);

    public void Close(DateOnly last, int import) => (To, ClosedBy) = (last, import);

    public void Supersede(int import) => SupersededBy = import;

    internal sealed class Mapping : IEntityTypeConfiguration<TariffNote>
    {
        public void Configure(EntityTypeBuilder<TariffNote> builder)
        {
            builder.ToTable("TariffNote");
            builder.HasKey(note => note.Id);
            builder.Property(note => note.Id).ValueGeneratedNever();
            builder.HasIndex(note => new { note.Edition, note.Scope, note.Place });
            builder.Property(note => note.Scope).HasMaxLength(10);
            builder.Property(note => note.Kind).HasMaxLength(100);
            builder.Property(note => note.Number).HasMaxLength(20);
            builder.Property(note => note.Language).HasMaxLength(2);
            builder.Property(note => note.Text).LongText();
            builder.Ignore(note => note.Words);
        }
    }
}

/// <summary>A note as a file has it.</summary>
internal sealed record NoteWords(string Scope, string Kind, string Number, int Occurrence, int Place, string Language, string Text)
{
    /// <summary>What makes it the same note in two imports.</summary>
    public (string Scope, string Kind, string Number, int Occurrence, string Language) Key => (Scope, Kind, Number, Occurrence, Language);
}

/// <summary>
/// Where the goods of a code of one edition stand in another (the WCO's correlation tables). Partial: only some of the goods of the first code, marked “ex”.
/// </summary>
[Common("A tariff is published law.")]
internal sealed class TariffCorrelation
{
    private TariffCorrelation() { }

    public TariffCorrelation(long id, CorrelationWords words)
    {
        (Id, OpenedBy) = (id, (int)(id / TariffLine.PerImport));
        (FromEdition, FromDigits, ToEdition, ToDigits, IsPartial) = (words.FromEdition, words.FromDigits, words.ToEdition, words.ToDigits, words.IsPartial);
    }

    public long Id { get; private set; }

    /// <summary>Code of the edition; it need not be loaded.</summary>
    public string FromEdition { get; private set; } = "";

    public string FromDigits { get; private set; } = "";

    public string ToEdition { get; private set; } = "";

    public string ToDigits { get; private set; } = "";

    public bool IsPartial { get; private set; }

    public int OpenedBy { get; private set; }

    /// <summary>Number of the import whose table of the same two editions no longer has it so.</summary>
    public int? SupersededBy { get; private set; }

    public CorrelationWords Words => new(FromEdition, FromDigits, ToEdition, ToDigits, IsPartial);

    public void Supersede(int import) => SupersededBy = import;

    internal sealed class Mapping : IEntityTypeConfiguration<TariffCorrelation>
    {
        public void Configure(EntityTypeBuilder<TariffCorrelation> builder)
        {
            builder.ToTable("TariffCorrelation");
            builder.HasKey(correlation => correlation.Id);
            builder.Property(correlation => correlation.Id).ValueGeneratedNever();
            builder.HasIndex(correlation => new { correlation.FromEdition, correlation.FromDigits });
            builder.HasIndex(correlation => new { correlation.ToEdition, correlation.ToDigits });
            builder.Property(correlation => correlation.FromEdition).HasMaxLength(40);
            builder.Property(correlation => correlation.ToEdition).HasMaxLength(40);
            builder.Property(correlation => correlation.FromDigits).HasMaxLength(TariffCode.Longest);
            builder.Property(correlation => correlation.ToDigits).HasMaxLength(TariffCode.Longest);
            builder.Ignore(correlation => correlation.Words);
        }
    }
}

/// <summary>A correlation as a file has it.</summary>
internal sealed record CorrelationWords(string FromEdition, string FromDigits, string ToEdition, string ToDigits, bool IsPartial);
