using System.Globalization;
using Lims.Contracts;
using Lims.Ui;

namespace Lims.Classification.Tariff.Import;

/// <summary>The import for the command line: files in, sentences out.</summary>
internal sealed class ImportForHost(ImportTariffHandler handler) : ITariffImport
{
    /// <inheritdoc/>
    public async Task<TariffImported> Import(TariffFiles files, CancellationToken ct)
    {
        var report = await handler.Handle(
            new([.. files.Files.Select(Source)], files.Tariff, files.Mapping is { } mapping ? Source(mapping) : null, files.From, files.IsDryRun, files.SkipRefused) { Title = files.Title }, ct);
        return new(report.IsUnreadable, report.Refused.Count, [.. ImportAnswer.Lines(report)], report);
    }

    private static ImportSource Source(TariffFile file) => new(file.Name, file.Content);
}

/// <summary>What became of an import, in words. The counts of what came in and of what stands in the tables are side by side.</summary>
internal static class ImportAnswer
{
    public static IEnumerable<string> Lines(ImportReport report)
    {
        foreach (var line in report.Tariffs.SelectMany(Lines)) yield return line;
        foreach (var refused in report.Refused) yield return $"refused: {refused.Sentence}";
        var rows = Number(report.Refused.Count);
        yield return report switch
        {
            { Stored: true, Refused.Count: 0 } => "Imported.",
            { Stored: true } => $"Imported, without the {rows} refused above.",
            { IsDryRun: true, Refused.Count: 0 } => "A dry run: all of this can be imported; nothing was.",
            { IsDryRun: true, Tariffs: [{ Import: not null }, ..] } => $"A dry run: this can be imported without the {rows} refused above; nothing was.",
            { IsUnreadable: true } => "Nothing was imported: a file could not be read.",
            _ => $"Nothing was imported: {rows} {(report.Refused.Count == 1 ? "row was" : "rows were")} refused. Mend them, or leave them out with --skip-refused.",
        };
    }

    private static IEnumerable<string> Lines(EditionReport tariff)
    {
        yield return $"{tariff.Tariff}  {tariff.Title}, from {LocalTimes.Print(tariff.From)}{(tariff.Import is { } number ? $" (import {Number(number)})" : "")}";
        foreach (var file in tariff.Files)
        {
            string[] held = [.. new[] { Count(file.Lines, "line"), Count(file.Notes, "note"), Count(file.Correlations, "correlation") }.OfType<string>()];
            yield return $"  read      {file.Name} ({(file.Form.Length > 0 ? file.Form : "unknown")}): {Count(file.Rows, "row") ?? "no rows"} → {(held.Length > 0 ? string.Join(", ", held) : "nothing")}";
            foreach (var aside in file.SetAside) yield return $"            set aside: {aside}";
            foreach (var lost in file.NotKept) yield return $"            not kept: {lost}";
        }
        if (tariff.LinesIn > 0)
        {
            var levels = string.Join(", ", tariff.Lines.Select(level => Count(level.Value, Word(level.Key))));
            yield return $"  lines     {levels}{(tariff.Made > 0 ? $"; and {Number(tariff.Made)} headings, chapters or sections that the files leave out" : "")}";
        }
        if (tariff.Import is null) yield break;
        if (tariff.LinesIn > 0) yield return $"  stored    {Number(tariff.LinesStored ?? 0)} of {Number(tariff.LinesIn)} lines";
        if (tariff.NotesIn > 0) yield return $"  stored    {Number(tariff.NotesStored ?? 0)} of {Number(tariff.NotesIn)} notes";
        if (tariff.CorrelationsIn > 0) yield return $"  stored    {Number(tariff.CorrelationsStored ?? 0)} of {Number(tariff.CorrelationsIn)} correlations";
        var counts = tariff.Counts;
        yield return $"  changes   {Number(counts.Opened)} opened, {Number(counts.Closed)} closed, {Number(counts.Superseded)} corrected, {Number(counts.Translated)} translated, {Number(counts.Unchanged)} unchanged";
    }

    private static string Word(TariffLevel level) => level switch
    {
        TariffLevel.National => "national line",
        TariffLevel.Group => "line without a code",
        _ => level.ToString().ToLowerInvariant(),
    };

    private static string? Count(int count, string word) =>
        count == 0 ? null : $"{Number(count)} {(count == 1 ? word : word.StartsWith("line ", StringComparison.Ordinal) ? "lines" + word[4..] : word + "s")}";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
