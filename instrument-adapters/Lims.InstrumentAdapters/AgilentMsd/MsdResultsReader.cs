using System.Globalization;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.AgilentMsd;

/// <summary>
/// <c>RESULTS.CSV</c> of Agilent MSD ChemStation and MassHunter GCMS: sections in brackets, each a report with a <c>Header=</c> and numbered rows
/// (README.md).
/// </summary>
public sealed class MsdResultsReader() : InstrumentReader("agilent-msd-results", "1", "MSD ChemStation RESULTS.CSV", "Agilent", "GC-MS")
{
    public override bool Recognises(FileHead head) => head.FirstLine.Equals("[contents]", StringComparison.OrdinalIgnoreCase)
        && head.Lines.Take(10).Any(line => line.StartsWith("count=", StringComparison.OrdinalIgnoreCase));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        var sections = Section.Of(text);
        if (sections.Count == 0 || !sections[0].Name.Equals("contents", StringComparison.OrdinalIgnoreCase)) throw Refuse(new(1), $"Expected the section [contents], found {Quote(text.LineCount > 0 ? text[1] : "")}.");
        var header = Keys(text, sections[0]);
        if (header.Entry("count") is { } count && int.TryParse(count.Raw, NumberStyles.None, CultureInfo.InvariantCulture, out var declared)) notes.Count("Reports in [contents]", declared, sections.Count - 1, count.Place);
        var tables = sections.Skip(1).Select(section => Read(text, section, header, notes)).ToList();
        var evidence = new DecimalEvidence(',');
        foreach (var (_, table, rows) in tables)
            foreach (var row in rows)
                table?.See(row.Cells, evidence);
        var mark = evidence.Decide(options);
        var peaks = new List<Peak>();
        foreach (var (name, table, rows) in tables)
        {
            if (table is null || !table.Has(PeakColumn.Time))
            {
                notes.Ignore($"[{name}]");
                continue;
            }
            foreach (var row in rows)
            {
                if (row.Count != table.Width) throw Refuse(new(row.Line), $"Expected {table.Width} cells in line {row.Line}, as its Header names, found {row.Count}: {Quote(text[row.Line])}.");
                peaks.Add(table.Read(row.Cells, SignalOf(name), mark, notes));
            }
        }
        Endings.Note(text, notes);
        return new ReadOutcome.Read([new("", "GC-MS") { Header = header, Peaks = peaks, Warnings = notes.Warnings }], text.Encoding.Name, notes.Ignored);
    }

    /// <summary><c>INT TIC: run.D\data.ms</c> is the integration of TIC.</summary>
    private static string SignalOf(string name)
    {
        var end = name.IndexOf(':', StringComparison.Ordinal);
        var signal = end < 0 ? name : name[..end];
        return signal.StartsWith("INT ", StringComparison.Ordinal) ? signal[4..].Trim() : signal.Trim();
    }

    private static List<HeaderEntry> Keys(TextFile text, Section section)
    {
        var keys = new List<HeaderEntry>();
        for (var line = section.First; line <= section.Last; line++)
            if (KeyValue.TrySplit(text[line], '=', line, out var entry))
                keys.Add(entry with { Raw = entry.Raw.TrimStart(',').Trim() });
        return keys;
    }

    private static (string Name, PeakTable? Table, List<CsvRow> Rows) Read(TextFile text, Section section, List<HeaderEntry> header, Notes notes)
    {
        PeakTable? table = null;
        var rows = new List<CsvRow>();
        for (var line = section.First; line <= section.Last; line++)
        {
            var at = text[line].IndexOf('=');
            if (at < 0)
            {
                if (!text[line].IsWhiteSpace()) throw Refuse(new(line), $"Expected 'key=' in line {line}, found {Quote(text[line])}.");
                continue;
            }
            var key = text[line][..at].Trim().ToString();
            // The equals sign stands where the first comma would, and a comma may follow it: both open the first cell.
            var row = Csv.Rows(TextFile.Of(text[line][(at + 1)..].ToString(), ReadOptions.Default), ',').FirstOrDefault()?.Cells ?? [];
            var cells = row.SkipWhile((cell, i) => i == 0 && cell.IsEmpty).Select(cell => cell with { Line = line, Column = at + 1 + cell.Column }).ToList();
            if (key.Equals("Header", StringComparison.OrdinalIgnoreCase)) table = new([.. cells.Select(cell => cell.Text)], [], new(line), notes) { TimeUnit = "min" };
            else if (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _)) rows.Add(new(line, cells));
            else header.Add(new($"{section.Name}: {key}", string.Join(',', cells.Select(cell => cell.Trimmed)), FilePlace.InLine(line, at + 2)));
        }
        if (table is null) notes.Warn(WarningCode.Missing, $"Expected a Header in [{section.Name}], found none.", section.Place);
        return (section.Name, table, rows);
    }
}
