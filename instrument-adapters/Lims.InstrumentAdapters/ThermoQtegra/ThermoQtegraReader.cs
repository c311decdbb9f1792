using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Elements;

namespace Lims.InstrumentAdapters.ThermoQtegra;

/// <summary>
/// Time-resolved intensities of Thermo's Qtegra as CSV: lines <c>group:key=value;…</c>, headings with a column an isotope, a row of dwell times, and a row
/// a sweep (README.md).
/// </summary>
public sealed class ThermoQtegraReader() : InstrumentReader("thermo-qtegra-time-csv", "1", "Qtegra intensity against time", "Thermo Scientific", "ICP-MS")
{
    private const int HeadingWithin = 100;

    public override bool Recognises(FileHead head) => head.Lines.Take(HeadingWithin).Any(line => line.Contains("Qtegra", StringComparison.OrdinalIgnoreCase))
        && HeadingRow.Find(head, HeadingWithin, IsHeading) is not null;

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var heading = HeadingRow.Find(text, 1, HeadingWithin, IsHeading) ?? throw Truncated(new(text.LineCount), $"Expected headings 'Time' and isotopes within {HeadingWithin} lines, found none.");
        var (notes, header) = (new Notes(), new List<HeaderEntry>());
        for (var line = 1; line < heading.Line; line++)
        {
            var bare = text.Trimmed(line).TrimEnd(';', ',');
            if (KeyValue.TrySplit(bare, ':', line, out var entry)) header.Add(entry);
            else if (bare.Length > 0) notes.Ignore(bare);
        }
        var names = HeadingRow.Cells(text[heading.Line].ToString(), heading.Delimiter).Reverse().SkipWhile(name => name.Length == 0).Reverse().ToArray();
        var first = heading.Line + 1;
        // Rows between headings and numbers belong to the columns: dwell time, calibration factor.
        for (; first <= text.LineCount && text[first].TrimStart() is [var c, ..] && !char.IsAsciiDigit(c) && c is not ('-' or '.'); first++)
        {
            var row = Csv.Row(text, first, heading.Delimiter);
            for (var i = 1; i < names.Length; i++)
                if (!row[i].IsEmpty)
                    header.Add(new(names[i], row[i].Trimmed, row[i].Place));
        }
        var last = text.LineCount;
        while (last >= first && text[last].Trim([' ', '\t', heading.Delimiter]).IsEmpty) last--;
        if (last < first) throw Truncated(new(text.LineCount), $"Expected rows of intensities below line {heading.Line}, found none.");
        var evidence = new DecimalEvidence(heading.Delimiter, firstDecides: true);
        for (var line = first; line <= last && !evidence.IsDecided; line++)
            for (var cells = new Cells(text[line], heading.Delimiter); cells.MoveNext();)
                evidence.See(cells.Current, line, cells.Start + 1);
        var values = TableNumbers.Read(text, first, last, heading.Delimiter, names.Length, evidence.Decide(options), ct);
        var axis = Column.Of(names[0]);
        notes.Warn(WarningCode.UnknownUnit, axis.Unit.Length == 0 ? "The file names neither the unit of time nor that of the intensities." : "The file names no unit of the intensities.", new(heading.Line));
        notes.Add(TextEnd.Open(text, Text($"the time {values[0][^1]} in line {last}")));
        var title = header.Count > 0 ? header[0] : null;
        var run = new InstrumentRun(title?.Key ?? "", "ICP-MS")
        {
            MeasuredAt = title is null ? null : new FileDates(dayFirst: false, options).Read(title.Raw, title.Place, notes),
            Instrument = Part(header.Value("Configuration"), "Machine"),
            Header = header,
            Signals = [.. Enumerable.Range(1, names.Length - 1).Select(i => new Signal(names[i], axis.Name, axis.Unit, "", values[0], values[i], new(first)) { YName = "Intensity" })],
            Warnings = notes.Warnings,
        };
        return new ReadOutcome.Read([run], text.Encoding.Name, notes.Ignored);
    }

    /// <summary>Isotopes begin with their mass: <c>24Mg</c>.</summary>
    private static bool IsHeading(string[] cells) => cells.Length > 1 && cells[0].StartsWith("Time", StringComparison.OrdinalIgnoreCase)
        && cells[1].Length is > 1 and < 12 && char.IsAsciiDigit(cells[1][0]) && cells[1].Any(char.IsAsciiLetterUpper);

    private static string Part(string values, string key) =>
        values.Split(';').Select(part => part.Split('=', 2)).FirstOrDefault(part => part.Length == 2 && part[0].Trim() == key)?[1].Trim() ?? "";
}
