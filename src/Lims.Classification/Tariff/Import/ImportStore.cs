using Lims.Kernel.Files;
using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Tariff.Import;

/// <summary>Brings what an import says of one edition into the tables, inside the act's transaction, and counts there what it brought.</summary>
internal sealed class ImportStore(IReadOnlyDictionary<string, StoredFile> kept, TimeProvider clock)
{
    private const int Batch = 2000;
    private long last;
    private ImportCounts counts = ImportCounts.None;

    public async Task<EditionReport> Put(ClassificationDb db, ImportPart part, CancellationToken ct)
    {
        var report = part.Report();
        var number = (await db.Set<TariffImport>().MaxAsync(import => (int?)import.Number, ct) ?? 0) + 1;
        var earlier = await db.Set<TariffImport>().AsNoTracking().Where(import => import.Edition == part.Tariff).ToListAsync(ct);
        var editions = await db.Set<TariffEdition>().AsNoTracking().ToListAsync(ct);
        var edition = editions.Find(there => there.Code == part.Tariff) ?? new(editions.Select(there => there.Number).DefaultIfEmpty().Max() + 1, part.Tariff, part.Title, part.From);
        last = number * TariffLine.PerImport;
        counts = ImportCounts.None with { Refused = report.Counts.Refused };
        await Put(db, new LineChanges(part, edition.Number, number, Ends(earlier, part.From), () => last++), ct);
        await PutNotes(db, part, edition.Number, number, Ends(earlier, part.From), ct);
        await PutCorrelations(db, part, number, ct);
        await Note(db, part, edition, editions, number, ct);
        return await Counted(db, report, part, edition.Number, number, ct);
    }

    /// <summary>Last day of what this import says of a chapter: the day before a later import, known already, speaks of it.</summary>
    private static Func<string, DateOnly?> Ends(IReadOnlyList<TariffImport> earlier, DateOnly from) => covered =>
        earlier.Where(import => import.From > from && import.Covers.Contains(covered)).Select(import => (DateOnly?)import.From).Min()?.AddDays(-1);

    private async Task Put(ClassificationDb db, LineChanges changes, CancellationToken ct)
    {
        if (changes.Chapters.Count + changes.Sections.Count == 0) return;
        var known = await db.Set<TariffLine>().AsNoTracking()
            .Where(line => line.Edition == changes.Edition && line.SupersededBy == null && (changes.Chapters.Contains(line.Chapter) || changes.Sections.Contains(line.Key))).ToListAsync(ct);
        foreach (var batch in changes.Of(known).Chunk(Batch))
        {
            foreach (var change in batch.Where(change => change.Line is not null && change.Of is not null))
            {
                db.Attach(change.Line!);
                change.Of!(change.Line!);
            }
            var opened = batch.Where(change => change.Opened is not null).Select(change => change.Opened!).ToList();
            db.AddRange(opened);
            await Save(db, ct);
            await WordWriter.Write(db, opened, ct);
            await WordWriter.Add(db, [.. batch.Where(change => change.NewWords).Select(change => change.Line!)], ct);
        }
        counts += changes.Counts;
    }

    private async Task PutNotes(ClassificationDb db, ImportPart part, int edition, int number, Func<string, DateOnly?> ends, CancellationToken ct)
    {
        if (part.Notes.Count == 0) return;
        var scopes = part.Notes.Select(note => note.Scope).Distinct().ToList();
        var covers = part.Covers.ToHashSet(StringComparer.Ordinal);
        var known = (await db.Set<TariffNote>().Where(note => note.Edition == edition && note.SupersededBy == null && scopes.Contains(note.Scope)).ToListAsync(ct))
            .Where(note => covers.Contains(ImportPart.NotesOf(note.Scope, note.Language))).ToLookup(note => note.Words.Key);
        var said = part.Notes.ToDictionary(note => note.Key);
        foreach (var key in said.Keys.Union(known.Select(group => group.Key)))
        {
            var words = said.GetValueOrDefault(key);
            var steps = Timeline.State(known[key], part.From, ends(ImportPart.NotesOf(key.Scope, key.Language)), words is not null, note => note.Words == words);
            foreach (var note in steps.Reopen) db.Add(new TariffNote(last++, edition, note.Words, ends(ImportPart.NotesOf(key.Scope, key.Language))!.Value.AddDays(1), note.To));
            foreach (var note in steps.Close) note.Close(part.From.AddDays(-1), number);
            foreach (var note in steps.Supersede) note.Supersede(number);
            if (steps.Open) db.Add(new TariffNote(last++, edition, words!, part.From, ends(ImportPart.NotesOf(key.Scope, key.Language))));
            counts += new ImportCounts(steps.Open ? 1 : 0, steps.Close.Count, steps.Supersede.Count, steps.Unchanged && words is not null ? 1 : 0, 0, 0);
        }
        await Save(db, ct);
    }

    /// <summary>A correlation table of two editions comes whole: what it no longer has is withdrawn.</summary>
    private async Task PutCorrelations(ClassificationDb db, ImportPart part, int number, CancellationToken ct)
    {
        foreach (var table in part.Correlations.GroupBy(words => (words.FromEdition, words.ToEdition)))
        {
            var known = await db.Set<TariffCorrelation>().Where(there => there.FromEdition == table.Key.FromEdition && there.ToEdition == table.Key.ToEdition && there.SupersededBy == null).ToListAsync(ct);
            var said = table.ToHashSet();
            var withdrawn = known.Where(there => !said.Contains(there.Words)).ToList();
            var fresh = said.Except(known.Select(there => there.Words)).ToList();
            foreach (var correlation in withdrawn) correlation.Supersede(number);
            foreach (var words in fresh) db.Add(new TariffCorrelation(last++, words));
            counts += new ImportCounts(fresh.Count, 0, withdrawn.Count, said.Count - fresh.Count, 0, 0);
            await Save(db, ct);
        }
    }

    private async Task Note(ClassificationDb db, ImportPart part, TariffEdition edition, List<TariffEdition> editions, int number, CancellationToken ct)
    {
        var files = part.Readings.Select(reading => new ImportedFile(reading.File, reading.Form, kept[reading.File].Sha256, kept[reading.File].Length)).ToList();
        db.Add(new TariffImport(number, part.Tariff, part.From, files, part.Covers, counts, db.Who, clock.GetUtcNow()));
        // A correlation alone is about editions that need not be loaded.
        if (part.Lines.Count + part.Notes.Count > 0)
        {
            if (editions.Contains(edition)) db.AttachRange(editions);
            else
            {
                db.AttachRange(editions);
                db.Add(edition);
            }
            edition.Imported(number, part.From, part.Languages);
            TariffEdition.Follow(editions.Where(there => there.Family == edition.Family).Union([edition]));
        }
        db.Because($"import {number} of {part.Tariff}");
        await Save(db, ct);
    }

    /// <summary>What the database has, counted by it; another number than came in ends the import, and nothing of it stays.</summary>
    private async Task<EditionReport> Counted(ClassificationDb db, EditionReport report, ImportPart part, int edition, int number, CancellationToken ct)
    {
        var lines = 0;
        foreach (var keys in part.Lines.Select(line => line.Place.Key).Chunk(500))
            lines += await db.Set<TariffLine>().CountAsync(line => line.Edition == edition && keys.Contains(line.Key) && line.SupersededBy == null && line.From <= part.From && (line.To == null || line.To >= part.From), ct);
        var scopes = part.Notes.Select(note => note.Scope).Distinct().ToList();
        var languages = part.Notes.Select(note => note.Language).Distinct().ToList();
        var notes = await db.Set<TariffNote>().CountAsync(note => note.Edition == edition && note.SupersededBy == null && scopes.Contains(note.Scope) && languages.Contains(note.Language)
            && note.From <= part.From && (note.To == null || note.To >= part.From), ct);
        var correlations = 0;
        foreach (var (from, to) in part.Correlations.Select(words => (words.FromEdition, words.ToEdition)).Distinct())
            correlations += await db.Set<TariffCorrelation>().CountAsync(there => there.FromEdition == from && there.ToEdition == to && there.SupersededBy == null, ct);
        if (lines != part.Lines.Count || notes != part.Notes.Count || correlations != part.Correlations.Count)
            throw new InvalidOperationException($"{part.Tariff}: {part.Lines.Count} lines, {part.Notes.Count} notes and {part.Correlations.Count} correlations came in, the tables have {lines}, {notes} and {correlations}. Nothing was stored.");
        return report with { LinesStored = lines - report.Made, NotesStored = notes, CorrelationsStored = correlations, Counts = counts, Import = number };
    }

    private static async Task Save(ClassificationDb db, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }
}
