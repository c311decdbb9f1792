using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Classification.Tariff;

/// <summary>One line of a tariff, as it was worded from one day to another. A change closes it and opens another; nothing is overwritten.</summary>
/// <remarks>No <see cref="Record"/>: <see cref="TariffImport"/> is what the audit holds, and says why.</remarks>
[Common("A tariff is published law.")]
internal sealed class TariffLine : IStretch
{
    private TariffLine() { }

    /// <param name="id">Number of the import × 1 000 000 + place in it.</param>
    /// <param name="edition">Number of the edition.</param>
    /// <param name="place">What it is and where it stands.</param>
    /// <param name="words">What it says.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day, where a later import is known already.</param>
    public TariffLine(long id, int edition, LinePlace place, LineWords words, DateOnly from, DateOnly? to)
    {
        (Id, Edition, From, To, OpenedBy) = (id, edition, from, to, (int)(id / PerImport));
        (Key, Parent, Digits, Level, Sort, Depth, Chapter) = (place.Key, place.Parent, place.Digits, place.Level, place.Sort, place.Depth, place.Chapter);
        (Texts, Units, Rates, Remarks) = (words.Texts, words.Units, words.Rates, words.Remarks);
    }

    /// <summary>Most lines of one import.</summary>
    public const long PerImport = 1_000_000;

    public long Id { get; private set; }

    public int Edition { get; private set; }

    /// <summary>What makes it the same line in two imports: its digits, the section's number, or for a group the line above and its words.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Key of the line above; empty at the top.</summary>
    public string Parent { get; private set; } = "";

    /// <summary>Its code without points; empty for sections and groups.</summary>
    public string Digits { get; private set; } = "";

    public TariffLevel Level { get; private set; }

    /// <summary>Two digits; empty for a section.</summary>
    public string Chapter { get; private set; } = "";

    /// <summary>Orders the lines as they are printed.</summary>
    public string Sort { get; private set; } = "";

    /// <summary>Dashes or indents before it in its source.</summary>
    public int Depth { get; private set; }

    /// <summary>Its words, in each language loaded.</summary>
    public IReadOnlyList<LineText> Texts { get; private set; } = [];

    /// <summary>Units of quantity, as printed: <c>kg</c>, <c>pf.liters</c>.</summary>
    public IReadOnlyList<string> Units { get; private set; } = [];

    /// <summary>Duties, each under the name of its column.</summary>
    public IReadOnlyList<LineRate> Rates { get; private set; } = [];

    /// <summary>Footnotes.</summary>
    public IReadOnlyList<LineRemark> Remarks { get; private set; } = [];

    public DateOnly From { get; private set; }

    public DateOnly? To { get; private set; }

    /// <summary>Number of the import that said so.</summary>
    public int OpenedBy { get; private set; }

    /// <summary>Number of the import that gave it its last day.</summary>
    public int? ClosedBy { get; private set; }

    /// <summary>Number of the import that corrected it from its first day on: it counts for no day any more, and is kept.</summary>
    public int? SupersededBy { get; private set; }

    /// <summary>What it is and where it stands.</summary>
    public LinePlace Place => new(Key, Parent, Digits, Level, Chapter, Sort, Depth);

    /// <summary>What it says.</summary>
    public LineWords Words => new(Texts, Units, Rates, Remarks);

    public void Close(DateOnly last, int import) => (To, ClosedBy) = (last, import);

    public void Supersede(int import) => SupersededBy = import;

    /// <summary>Adds words in languages it has none in. A translation changes no law, so it opens no line.</summary>
    public void Translate(IEnumerable<LineText> more) => Texts = LineWords.Joined(Texts, more);

    internal sealed class Mapping : IEntityTypeConfiguration<TariffLine>
    {
        public void Configure(EntityTypeBuilder<TariffLine> builder)
        {
            builder.ToTable("TariffLine");
            builder.HasKey(line => line.Id);
            builder.Property(line => line.Id).ValueGeneratedNever();
            builder.HasIndex(line => new { line.Edition, line.Parent, line.Sort });
            builder.HasIndex(line => new { line.Edition, line.Key });
            // What a search finds comes in this order; with the index it stops at the last line it shows.
            builder.HasIndex(line => new { line.Edition, line.Level, line.Sort });
            builder.Property(line => line.Level).HasConversion<int>();
            builder.Property(line => line.Key).HasMaxLength(200);
            builder.Property(line => line.Parent).HasMaxLength(200);
            builder.Property(line => line.Digits).HasMaxLength(TariffCode.Longest);
            builder.Property(line => line.Chapter).HasMaxLength(2);
            builder.Property(line => line.Sort).HasMaxLength(20);
            Whole(builder.Property(line => line.Texts).AsJson());
            Whole(builder.Property(line => line.Units).AsJson());
            Whole(builder.Property(line => line.Rates).AsJson());
            Whole(builder.Property(line => line.Remarks).AsJson());
            builder.Ignore(line => line.Place);
            builder.Ignore(line => line.Words);
        }

        /// <summary>These lists are exchanged whole and never written into, so that the list itself is its own snapshot: copying and comparing their JSON took most of an import's time.</summary>
        private static void Whole<T>(PropertyBuilder<IReadOnlyList<T>> property) => property.Metadata.SetValueComparer(
            new ValueComparer<IReadOnlyList<T>>((a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)), list => list.Count, list => list));
    }
}

/// <summary>What a line is and where it stands.</summary>
internal sealed record LinePlace(string Key, string Parent, string Digits, TariffLevel Level, string Chapter, string Sort, int Depth);

/// <summary>What a line says.</summary>
internal sealed record LineWords(IReadOnlyList<LineText> Texts, IReadOnlyList<string> Units, IReadOnlyList<LineRate> Rates, IReadOnlyList<LineRemark> Remarks)
{
    /// <summary>Whether two lines say the same, languages apart that only one of them has.</summary>
    public bool Agrees(LineWords other) => Units.SequenceEqual(other.Units) && Rates.SequenceEqual(other.Rates) && Remarks.SequenceEqual(other.Remarks)
        && Texts.All(text => other.Texts.FirstOrDefault(there => there.Language == text.Language) is not { } there || there.Text == text.Text);

    /// <summary>The texts of both, English first; of a language that both have, the second's.</summary>
    public static IReadOnlyList<LineText> Joined(IEnumerable<LineText> texts, IEnumerable<LineText> more)
    {
        var added = more.ToList();
        return [.. texts.Where(text => added.TrueForAll(other => other.Language != text.Language)).Concat(added)
            .OrderBy(text => text.Language != "en").ThenBy(text => text.Language, StringComparer.Ordinal)];
    }
}

/// <summary>Words in one language.</summary>
/// <param name="Language">Two letters (ISO 639-1).</param>
/// <param name="Text">As printed.</param>
public sealed record LineText(string Language, string Text);

/// <summary>A duty.</summary>
/// <param name="Name">Of its column: <c>general</c>.</param>
/// <param name="Text">As printed: <c>3.6606¢/kg less …</c>. It is no number: half of them are sentences.</param>
public sealed record LineRate(string Name, string Text);

/// <summary>A footnote of a line.</summary>
/// <param name="To">The columns it belongs to, parted by commas.</param>
/// <param name="Text">As printed.</param>
/// <param name="Kind">As its source calls it: <c>endnote</c>.</param>
public sealed record LineRemark(string To, string Text, string Kind);

/// <summary>One word of one line, for finding it: an index that both databases have.</summary>
[Common("A tariff is published law.")]
internal sealed class TariffWord(int edition, string word, long line)
{
    public int Edition { get; private set; } = edition;

    /// <summary>Lower case, accents folded: see <see cref="TariffWords"/>.</summary>
    public string Word { get; private set; } = word;

    /// <summary>Key of the line.</summary>
    public long Line { get; private set; } = line;

    internal sealed class Mapping : IEntityTypeConfiguration<TariffWord>
    {
        public void Configure(EntityTypeBuilder<TariffWord> builder)
        {
            builder.ToTable("TariffWord");
            builder.HasKey(word => new { word.Edition, word.Word, word.Line });
            builder.Property(word => word.Word).HasMaxLength(TariffWords.Longest);
        }
    }
}
