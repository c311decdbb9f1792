using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Tariff.Tree;

/// <summary>The questions every view of the tariff asks of the tables.</summary>
internal static class TariffQueries
{
    /// <summary>Lines of an edition in force on a day.</summary>
    public static IQueryable<TariffLine> Lines(this ClassificationDb db, int edition, DateOnly on) => db.Set<TariffLine>().AsNoTracking()
        .Where(line => line.Edition == edition && line.SupersededBy == null && line.From <= on && (line.To == null || line.To >= on));

    /// <summary>Notes of an edition in force on a day.</summary>
    public static IQueryable<TariffNote> Notes(this ClassificationDb db, int edition, DateOnly on) => db.Set<TariffNote>().AsNoTracking()
        .Where(note => note.Edition == edition && note.SupersededBy == null && note.From <= on && (note.To == null || note.To >= on));

    // Both databases compare these columns letter by letter; in a query these calls become >= and <, and no culture has a say.
#pragma warning disable CA1307, CA1309, CA1310, CA1304, CA1311
    /// <summary>Lines whose code begins so, by the index.</summary>
    public static IQueryable<TariffLine> Beginning(this IQueryable<TariffLine> lines, string digits)
    {
        var after = TariffWords.After(digits);
        return lines.Where(line => line.Key.CompareTo(digits) >= 0 && line.Key.CompareTo(after) < 0 && line.Digits != "");
    }

    /// <summary>Lines that have a word beginning so, by the index of words.</summary>
    public static IQueryable<TariffLine> Having(this IQueryable<TariffLine> lines, ClassificationDb db, int edition, string word)
    {
        var after = TariffWords.After(word);
        return lines.Where(line => db.Set<TariffWord>().Where(there => there.Edition == edition && there.Word.CompareTo(word) >= 0 && there.Word.CompareTo(after) < 0).Select(there => there.Line).Contains(line.Id));
    }
#pragma warning restore CA1307, CA1309, CA1310, CA1304, CA1311

    /// <summary>Editions with those first that answer first: the HS, then the countries' schedules as they were loaded, the short list last.</summary>
    public static IEnumerable<TariffEdition> InOrder(this IEnumerable<TariffEdition> editions) =>
        editions.OrderBy(edition => edition.Code == ShippedNomenclature.Code ? 2 : edition.Family == "HS" ? 0 : 1).ThenByDescending(edition => edition.From).ThenBy(edition => edition.Number);

    /// <summary>The words in the person's language, else English, else the first there are.</summary>
    public static string In(this IReadOnlyList<LineText> texts, CultureInfo culture) =>
        (texts.FirstOrDefault(text => text.Language == culture.TwoLetterISOLanguageName) ?? texts.FirstOrDefault(text => text.Language == "en") ?? (texts.Count > 0 ? texts[0] : null))?.Text ?? "";

    /// <summary>The key of what an address or a person names: <c>IV</c>, <c>190490</c>; null for neither.</summary>
    public static string? KeyOf(string? typed)
    {
        var name = typed?.Trim() ?? "";
        if (SectionNumber.Of(name.ToUpperInvariant()) > 0) return name.ToUpperInvariant();
        return TariffCode.Digits(name) is { Length: > 0 and <= TariffCode.Longest } digits ? digits : null;
    }

    /// <summary>What a line is called: its code with points, its section's number; empty for a group.</summary>
    public static string NameOf(string key, string digits) => digits.Length > 0 ? TariffCode.WithPoints(digits) : key.Contains('/', StringComparison.Ordinal) ? "" : key;
}
