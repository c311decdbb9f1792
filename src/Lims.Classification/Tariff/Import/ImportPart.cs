namespace Lims.Classification.Tariff.Import;

/// <summary>What an import says of one edition: the lines in their places, the notes, the correlations, and what it speaks for.</summary>
internal sealed class ImportPart(string tariff, string? title, DateOnly? from, IReadOnlyList<Reading> readings, DateOnly today)
{
    /// <summary>Code of the edition.</summary>
    public string Tariff { get; } = tariff;

    public string Title { get; } = title ?? readings.Select(reading => reading.Title).FirstOrDefault(named => named is not null) ?? EditionChoice.TitleOf(tariff);

    /// <summary>First day of what it says.</summary>
    public DateOnly From { get; } = from ?? (TariffEdition.YearOf(tariff) is { } year ? new DateOnly(year, 1, 1) : tariff == ShippedNomenclature.Code ? ShippedNomenclature.From : today);

    public IReadOnlyList<Reading> Readings { get; } = readings;

    public IReadOnlyList<PlacedLine> Lines { get; private set; } = [];

    public IReadOnlyList<NoteWords> Notes { get; private set; } = [];

    public IReadOnlyList<CorrelationWords> Correlations { get; private set; } = [];

    /// <summary>Refuses what came twice, and gives the lines their places.</summary>
    public void Place()
    {
        Lines = LineAssembly.Place(Readings);
        Notes = [.. Once(reading => reading.Notes, note => note.Key, note => (note.Scope, $"{note.Kind} {note.Number}"))];
        Correlations = [.. Once(reading => reading.Correlations, words => (words.FromEdition, words.FromDigits, words.ToEdition, words.ToDigits), words => (words.FromDigits, words.ToDigits))];
        if (Lines.Count + Notes.Count + Correlations.Count >= TariffLine.PerImport) Readings[0].Stop(0, "", null, $"one import takes less than {TariffLine.PerImport} lines.");
    }

    /// <summary>Chapters, sections, notes and correlations it speaks for.</summary>
    public IReadOnlyList<string> Covers =>
    [
        .. Lines.Select(line => line.Place.Level == TariffLevel.Section ? line.Place.Key : line.Place.Chapter).Distinct(),
        .. Notes.Select(note => NotesOf(note.Scope, note.Language)).Distinct(),
        .. Correlations.Select(words => TableOf(words.FromEdition, words.ToEdition)).Distinct(),
    ];

    public static string NotesOf(string scope, string language) => $"notes {scope} {language}";

    public static string TableOf(string from, string to) => $"{from} to {to}";

    /// <summary>Languages its lines and notes are in.</summary>
    public IEnumerable<string> Languages => Lines.SelectMany(line => line.Raw.Texts).Select(text => text.Language).Concat(Notes.Select(note => note.Language)).Distinct(StringComparer.Ordinal);

    /// <summary>What it says, before anything is stored.</summary>
    public EditionReport Report()
    {
        var read = Lines.Where(line => !line.IsMade).ToList();
        return new(
            Tariff, Title, From,
            [.. Readings.Select(reading => new FileReport(
                reading.File, reading.Form, reading.Rows, read.Count(line => line.File == reading.File), reading.Notes.Count, reading.Correlations.Count, reading.SetAside, reading.NotKept))],
            new SortedDictionary<TariffLevel, int>(read.GroupBy(line => line.Place.Level).ToDictionary(group => group.Key, group => group.Count())),
            Lines.Count - read.Count, read.Count, null, Notes.Count, null, Correlations.Count, null, ImportCounts.None with { Refused = Readings.Sum(reading => reading.Refused.Count) }, null);
    }

    private IEnumerable<T> Once<T, TKey>(Func<Reading, IEnumerable<T>> of, Func<T, TKey> key, Func<T, (string Cell, string Name)> quoted)
        where TKey : notnull
    {
        var seen = new Dictionary<TKey, string>();
        foreach (var reading in Readings)
        {
            foreach (var item in of(reading))
            {
                if (seen.TryAdd(key(item), reading.File)) yield return item;
                else reading.Refuse(0, "", null, $"“{Reading.Quoted($"{quoted(item).Cell} {quoted(item).Name}")}” stands in {seen[key(item)]} already; it comes once.");
            }
        }
    }
}
