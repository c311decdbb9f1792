namespace Lims.Classification.Tariff.Import;

/// <summary>One step: a line that is known is changed, or a new one is opened.</summary>
/// <param name="Line">A known line; null for a new one.</param>
/// <param name="Of">What is done to it.</param>
/// <param name="Opened">The new line.</param>
/// <param name="NewWords">Whether the known line got words to be found by.</param>
internal sealed record LineChange(TariffLine? Line, Action<TariffLine>? Of, TariffLine? Opened, bool NewWords = false);

/// <summary>Compares the lines an import brings with those that are known, and says what is to be done. Nothing is touched here.</summary>
internal sealed class LineChanges(ImportPart part, int edition, int number, Func<string, DateOnly?> ends, Func<long> nextId)
{
    /// <summary>Number of the edition.</summary>
    public int Edition { get; } = edition;

    /// <summary>Chapters the import speaks for: what it does not have in them ends.</summary>
    public IReadOnlyList<string> Chapters { get; } = [.. part.Lines.Where(line => line.Place.Level != TariffLevel.Section).Select(line => line.Place.Chapter).Distinct()];

    /// <summary>Sections it has; it ends none.</summary>
    public IReadOnlyList<string> Sections { get; } = [.. part.Lines.Where(line => line.Place.Level == TariffLevel.Section).Select(line => line.Place.Key)];

    /// <summary>Filled while the changes are read.</summary>
    public ImportCounts Counts { get; private set; } = ImportCounts.None;

    public IEnumerable<LineChange> Of(IReadOnlyList<TariffLine> known)
    {
        var byKey = known.ToLookup(line => line.Key, StringComparer.Ordinal);
        var said = part.Lines.Select(line => line.Place.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var line in part.Lines)
        {
            foreach (var change in Said(line, [.. byKey[line.Place.Key]])) yield return change;
        }
        // A translation speaks for the lines it has alone: only a file in a language that a line is in can say by its silence that the line is gone.
        var languages = part.Lines.Where(line => !line.IsMade).SelectMany(line => line.Raw.Texts).Select(text => text.Language).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in byKey.Where(group => !said.Contains(group.Key) && group.Any(line => line.Texts.Any(text => languages.Contains(text.Language)))))
        {
            foreach (var change in Done(Timeline.State(gone, part.From, ends(gone.First().Chapter), false, _ => false), gone.First().Chapter)) yield return change;
        }
    }

    private IEnumerable<LineChange> Said(PlacedLine line, IReadOnlyList<TariffLine> known)
    {
        var covered = line.Place.Level == TariffLevel.Section ? line.Place.Key : line.Place.Chapter;
        var now = known.FirstOrDefault(there => there.From <= part.From && (there.To is null || there.To >= part.From));
        // A line in our own words stands in for a missing one; it never speaks against one that is there.
        var steps = Timeline.State(known, part.From, ends(covered), true, there => line.IsMade || (there.Place == line.Place && there.Words.Agrees(Words(line, there))));
        if (steps.Unchanged)
        {
            var fresh = line.IsMade ? [] : line.Raw.Texts.Where(text => now!.Texts.All(there => there.Language != text.Language)).ToList();
            Counts += fresh.Count > 0 ? ImportCounts.None with { Translated = 1 } : ImportCounts.None with { Unchanged = 1 };
            if (fresh.Count > 0) yield return new(now, there => there.Translate(fresh), null, NewWords: true);
            yield break;
        }
        if (line.IsMade && now is not null)
        {
            Counts += ImportCounts.None with { Unchanged = 1 };
            yield break;
        }
        foreach (var change in Done(steps, covered)) yield return change;
        Counts += ImportCounts.None with { Opened = 1 };
        yield return new(null, null, new(nextId(), Edition, line.Place, Words(line, now), part.From, ends(covered)));
    }

    private IEnumerable<LineChange> Done(TimelineSteps<TariffLine> steps, string covered)
    {
        Counts += ImportCounts.None with { Closed = steps.Close.Count, Superseded = steps.Supersede.Count };
        foreach (var line in steps.Reopen) yield return new(null, null, new(nextId(), Edition, line.Place, line.Words, ends(covered)!.Value.AddDays(1), line.To));
        foreach (var line in steps.Close) yield return new(line, there => there.Close(part.From.AddDays(-1), number), null);
        foreach (var line in steps.Supersede) yield return new(line, there => there.Supersede(number), null);
    }

    /// <summary>What the line says from now on: the file's words, and of what the file does not speak of, what was known.</summary>
    private static LineWords Words(PlacedLine line, TariffLine? known) => new(
        LineWords.Joined(known?.Texts ?? [], line.Raw.Texts), line.Raw.Units ?? known?.Units ?? [], line.Raw.Rates ?? known?.Rates ?? [], line.Raw.Remarks ?? known?.Remarks ?? []);
}
