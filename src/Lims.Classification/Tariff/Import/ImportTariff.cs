using System.Text.RegularExpressions;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Files;

namespace Lims.Classification.Tariff.Import;

/// <summary>Files of one or more tariffs, to be taken in as one act.</summary>
/// <param name="Files">Lists, schedules, notes, correlations.</param>
/// <param name="Tariff">Code of the edition; null for what the files say themselves.</param>
/// <param name="Mapping">How tables of unknown form are read; null for none.</param>
/// <param name="From">First day of what they say; null for the first day of the edition's year, or today.</param>
/// <param name="IsDryRun">Does all, says what it would have done, and leaves nothing.</param>
/// <param name="SkipRefused">Leaves refused rows out; without it nothing is taken where one row is refused.</param>
internal sealed record ImportTariff(IReadOnlyList<ImportSource> Files, string? Tariff = null, ImportSource? Mapping = null, DateOnly? From = null, bool IsDryRun = false, bool SkipRefused = false)
{
    /// <summary>Its name, beside its code.</summary>
    public string? Title { get; init; }
}

/// <summary>What became of it.</summary>
/// <param name="Stored">Whether it stands in the tables now.</param>
/// <param name="IsDryRun">Whether it was a rehearsal.</param>
/// <param name="IsUnreadable">Whether a file could not be read at all.</param>
/// <param name="Tariffs">By edition.</param>
/// <param name="Refused">Rows that could not be taken.</param>
internal sealed record ImportReport(bool Stored, bool IsDryRun, bool IsUnreadable, IReadOnlyList<EditionReport> Tariffs, IReadOnlyList<RefusedRow> Refused);

/// <summary>What became of one edition. What came in and what stands in the tables are counted apart: the one while reading, the other by the database afterwards.</summary>
/// <param name="Tariff">Code of the edition.</param>
/// <param name="Title">Its name.</param>
/// <param name="From">First day.</param>
/// <param name="Files">What was read.</param>
/// <param name="Lines">Lines that came in, by level.</param>
/// <param name="Made">Headings that stand in their only line, and chapters and sections that the files leave out and our own words stand for.</param>
/// <param name="LinesIn">Lines of the files.</param>
/// <param name="LinesStored">Lines of the files in force on the first day, counted in the tables; null where nothing was stored.</param>
/// <param name="NotesIn">Notes of the files.</param>
/// <param name="NotesStored">Likewise.</param>
/// <param name="CorrelationsIn">Correlations of the files.</param>
/// <param name="CorrelationsStored">Likewise.</param>
/// <param name="Counts">What changed.</param>
/// <param name="Import">Number of the import; null where nothing was stored.</param>
internal sealed record EditionReport(
    string Tariff, string Title, DateOnly From, IReadOnlyList<FileReport> Files, IReadOnlyDictionary<TariffLevel, int> Lines, int Made, int LinesIn, int? LinesStored, int NotesIn, int? NotesStored,
    int CorrelationsIn, int? CorrelationsStored, ImportCounts Counts, int? Import);

/// <summary>What was read of one file.</summary>
internal sealed record FileReport(string Name, string Form, int Rows, int Lines, int Notes, int Correlations, IReadOnlyList<string> SetAside, IReadOnlyList<string> NotKept);

/// <summary>
/// Takes files in: all of them or nothing, in one transaction. A dry run is the same act with the transaction taken back, so it cannot say anything else than
/// the real one would.
/// </summary>
internal sealed partial class ImportTariffHandler(Db<ClassificationDb> classification, Policy policy, FileStore store, TariffNames names, TimeProvider clock)
{
    public async Task<ImportReport> Handle(ImportTariff form, CancellationToken ct)
    {
        await using var db = await classification.Open(ct);
        if (db.Who.IsPerson) policy.Demand(db.Who, ClassificationActs.ImportTariff);
        FormRefused.ThrowIfAny(Faults(form));
        var mapped = new Reading(form.Mapping?.Name ?? "");
        var mapping = form.Mapping is { } file ? TariffMapping.Read(file, mapped) : null;
        if (mapped.IsUnreadable) return new(false, form.IsDryRun, true, [], mapped.Refused);
        List<Reading> readings = [.. form.Files.Select(source => ImportFiles.Read(source, mapping))];
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var parts = readings.GroupBy(EditionChoice.For(form.Tariff, readings, form.From ?? today), StringComparer.Ordinal).Select(group => new ImportPart(group.Key, form.Title, form.From, [.. group], today)).ToList();
        foreach (var part in parts) part.Place();
        List<RefusedRow> refused = [.. readings.SelectMany(reading => reading.Refused)];
        var unreadable = readings.Exists(reading => reading.IsUnreadable);
        if (unreadable || (refused.Count > 0 && !form.SkipRefused)) return new(false, form.IsDryRun, unreadable, [.. parts.Select(part => part.Report())], refused);
        var reports = await Store(db, form, parts, ct);
        if (!form.IsDryRun) await names.Refresh(db, ct);
        return new(!form.IsDryRun, form.IsDryRun, false, reports, refused);
    }

    private async Task<IReadOnlyList<EditionReport>> Store(ClassificationDb db, ImportTariff form, IReadOnlyList<ImportPart> parts, CancellationToken ct)
    {
        var kept = new Dictionary<string, StoredFile>(StringComparer.Ordinal);
        foreach (var file in form.Files)
        {
            kept[file.Name] = form.IsDryRun ? new("", file.Content.Length) : await store.Put(file.Content, ct);
        }
        // One transaction over many saves: forty thousand rows are saved some thousand at a time.
        await using var act = await db.Database.BeginTransactionAsync(ct);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var reports = new List<EditionReport>();
        foreach (var part in parts) reports.Add(await new ImportStore(kept, clock).Put(db, part, ct));
        if (form.IsDryRun) await act.RollbackAsync(ct);
        else await act.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return reports;
    }

    private static List<Fault> Faults(ImportTariff form)
    {
        var faults = new List<Fault>();
        if (form.Files.Count == 0) faults.Add(new(nameof(form.Files), "No file was named; a list, a schedule or notes were expected."));
        if (form.Files.GroupBy(file => file.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            faults.Add(new(nameof(form.Files), $"“{Reading.Quoted(twice.Key)}” was named twice."));
        if (form.Tariff is { } code && (code.Length > 40 || !EditionCode().IsMatch(code)))
            faults.Add(new(nameof(form.Tariff), $"“{Reading.Quoted(code)}” is no code of a tariff; capital letters and digits with hyphens were expected, like HS-2022 or US-2026."));
        return faults;
    }

    [GeneratedRegex("^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$")]
    private static partial Regex EditionCode();
}

/// <summary>Which edition a file belongs to.</summary>
internal static class EditionChoice
{
    /// <summary>Years of the WCO's editions of the HS; the one of 2028 enters into force on 1 January 2028.</summary>
    private static readonly int[] HsEditions = [1988, 1992, 1996, 2002, 2007, 2012, 2017, 2022, 2028];

    /// <summary>What was said goes first, then what the file says, then what the other files say with one voice; else the HS in force, or the US schedule of the year.</summary>
    public static Func<Reading, string> For(string? said, IReadOnlyList<Reading> readings, DateOnly on)
    {
        var named = readings.Select(reading => reading.Edition).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return reading =>
        {
            if ((said ?? reading.Edition) is { } code) return code;
            if (reading.Correlations.Count > 0) return reading.Correlations[0].FromEdition;
            if (reading.Form == "US schedule") return $"US-{on.Year}";
            if (named.Count == 1) return named[0];
            if (reading.Form is "HS list" or "HS sections" or "notes") return $"HS-{HsEditions.Last(year => year <= Math.Max(on.Year, HsEditions[0]))}";
            if (!reading.IsUnreadable) reading.Stop(0, "", null, "nothing says which tariff it is; name it (--tariff KR-2026), or in a mapping (tariff: KR-2026).");
            return "?";
        };
    }

    /// <summary>The name of an edition that was given none.</summary>
    public static string TitleOf(string code) => (TariffEdition.FamilyOf(code), TariffEdition.YearOf(code)) switch
    {
        _ when code == ShippedNomenclature.Code => ShippedNomenclature.Title,
        ("HS", { } year) => $"Harmonized System {year}",
        ("US", { } year) => $"Harmonized Tariff Schedule of the United States {year}",
        ("CN", { } year) => $"Combined Nomenclature {year}",
        _ => code,
    };
}
