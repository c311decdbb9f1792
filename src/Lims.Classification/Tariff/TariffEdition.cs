using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Classification.Tariff;

/// <summary>
/// One edition of a nomenclature: the HS of 2022, a country's schedule of a year. Its lines stand in <see cref="TariffLine"/>, each with its own
/// validity; the edition says from when to when it is the one in force of its family.
/// </summary>
[Common("A tariff is published law.")]
internal sealed class TariffEdition : Record
{
    private TariffEdition() { }

    public TariffEdition(int number, string code, string title, DateOnly from)
    {
        (Number, Code, Title, From, Family) = (number, code, title, from, FamilyOf(code));
    }

    /// <summary>1, 2, 3 … in the order of loading; the lines carry it.</summary>
    public int Number { get; private set; }

    /// <summary><c>HS-2022</c>, <c>US-2026</c>.</summary>
    public string Code { get; private set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>What the edition is one of: <c>HS</c>, <c>US</c>. Of a family one edition is in force on a day.</summary>
    public string Family { get; private set; } = "";

    public DateOnly From { get; private set; }

    /// <summary>Last day; null while no later edition of the family is known.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Languages loaded, two letters each, English first.</summary>
    public IReadOnlyList<string> Languages { get; private set; } = [];

    /// <summary>Number of the newest import: whoever keeps something of the tariff reads it again when this has grown.</summary>
    public int LastImport { get; private set; }

    /// <summary>Whether it is in force on a day.</summary>
    public bool InForce(DateOnly on) => From <= on && (To is null || on <= To);

    /// <summary>Notes an import: the first day never moves forward, languages are only added.</summary>
    public void Imported(int import, DateOnly from, IEnumerable<string> languages)
    {
        LastImport = import;
        if (from < From) From = from;
        Languages = [.. Languages.Union(languages, StringComparer.Ordinal).OrderBy(language => language != "en").ThenBy(language => language, StringComparer.Ordinal)];
    }

    /// <summary>Gives the family's editions their last days: each ends the day before the next begins.</summary>
    public static void Follow(IEnumerable<TariffEdition> family)
    {
        TariffEdition? next = null;
        foreach (var edition in family.OrderByDescending(edition => edition.From).ThenByDescending(edition => edition.Number))
        {
            edition.To = next?.From.AddDays(-1);
            next = edition;
        }
    }

    /// <summary><c>HS</c> of <c>HS-2022</c>; the whole code where no year ends it.</summary>
    public static string FamilyOf(string code) => YearOf(code) is null ? code : code[..^5];

    /// <summary>2022 of <c>HS-2022</c>; null where no year ends it.</summary>
    public static int? YearOf(string code) =>
        code.Length > 5 && code[^5] == '-' && int.TryParse(code[^4..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var year) && year is > 1900 and < 2200
            ? year : null;

    internal sealed class Mapping : IEntityTypeConfiguration<TariffEdition>
    {
        public void Configure(EntityTypeBuilder<TariffEdition> builder)
        {
            builder.ToTable("TariffEdition");
            builder.HasIndex(edition => edition.Number).IsUnique();
            builder.HasIndex(edition => edition.Code).IsUnique();
            builder.Property(edition => edition.Code).HasMaxLength(40);
            builder.Property(edition => edition.Family).HasMaxLength(40);
            builder.Property(edition => edition.Languages).AsJson();
        }
    }
}
