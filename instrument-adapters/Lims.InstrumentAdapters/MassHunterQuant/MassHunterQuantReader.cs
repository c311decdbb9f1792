using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.MassHunterQuant;

/// <summary>
/// The batch table of Agilent MassHunter Quantitative Analysis as CSV: a row of groups (only the first column of each is filled), a row of columns, a row
/// for each sample (README.md).
/// </summary>
public sealed class MassHunterQuantReader() : InstrumentReader("masshunter-quantitative", "1", "MassHunter quantitative batch table CSV", "Agilent", "GC-MS/LC-MS")
{
    private static readonly string[] Amounts = ["Final Conc.", "Calc. Conc.", "Conc."];

    public override bool Recognises(FileHead head)
    {
        if (head.Lines.Count < 3 || !head.Lines[0].TrimStart('"').StartsWith("Sample", StringComparison.Ordinal)) return false;
        return head.Lines[0].Contains(" Results", StringComparison.Ordinal) && head.Lines[1].Contains("Data File", StringComparison.Ordinal) && head.Lines[1].Contains("Acq. Date-Time", StringComparison.Ordinal)
            || (head.Lines[0].Contains(" Results", StringComparison.Ordinal) && head.Lines[1].Contains("RT", StringComparison.Ordinal) && head.Lines[1].Contains("Resp", StringComparison.Ordinal));
    }

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        var delimiter = Csv.Sniff(text, candidates: ",;\t");
        var rows = Csv.Rows(text, delimiter).ToList();
        if (rows.Count < 3) throw Truncated(new(Math.Max(1, text.LineCount)), $"Expected a row of groups, a row of columns and rows of samples, found {rows.Count} rows.");
        var columns = Columns(rows[0], rows[1]);
        var evidence = new DecimalEvidence(delimiter);
        foreach (var row in rows.Skip(2))
            for (var i = 0; i < Math.Min(row.Count, columns.Count); i++)
                if (columns[i].Group != "Sample" || columns[i].Name.EndsWith("Conc.", StringComparison.Ordinal))
                    evidence.See(row[i].Text, row[i].Line, row[i].Column);
        var mark = evidence.Decide(options);
        var date = columns.FindIndex(column => column.Name == "Acq. Date-Time");
        var dates = new FileDates(dayFirst: false, options);
        foreach (var row in rows.Skip(2)) dates.See(row[date < 0 ? row.Count : date].Text);
        var runs = new List<InstrumentRun>();
        foreach (var row in rows.Skip(2))
        {
            ct.ThrowIfCancellationRequested();
            if (row.IsBlank) continue;
            if (row.Count != columns.Count) throw Refuse(new(row.Line), $"Expected {columns.Count} cells in line {row.Line}, as the headings have, found {row.Count}: {Quote(text[row.Line])}.");
            runs.Add(Sample(row, columns, date, mark, dates, notes));
        }
        Endings.Note(text, notes);
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private sealed record QuantColumn(string Group, string Compound, string Name);

    /// <summary>A group reaches to the next filled cell; a qualifier belongs to the compound before it.</summary>
    private static List<QuantColumn> Columns(CsvRow groups, CsvRow names)
    {
        var columns = new List<QuantColumn>();
        var (group, compound) = ("", "");
        for (var i = 0; i < Math.Max(groups.Count, names.Count); i++)
        {
            if (!groups[i].IsEmpty)
            {
                group = groups[i].Trimmed;
                if (group == "Sample") compound = "";
                else if (!group.StartsWith("Qualifier", StringComparison.Ordinal)) compound = Compound(group);
            }
            columns.Add(new(group, compound, names[i].Trimmed));
        }
        return columns;
    }

    private static string Compound(string group)
    {
        foreach (var end in new[] { " Results", " Method", " (ISTD)" })
            if (group.EndsWith(end, StringComparison.Ordinal))
                group = group[..^end.Length];
        return group;
    }

    private static InstrumentRun Sample(CsvRow row, List<QuantColumn> columns, int date, DecimalMark mark, FileDates dates, Notes notes)
    {
        var header = new List<HeaderEntry>();
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].Group == "Sample")
                header.Add(new(columns[i].Name.Length > 0 ? columns[i].Name : Text($"Outlier {i + 1}"), row[i].Trimmed, row[i].Place));
        var (peaks, readings) = (new List<Peak>(), new List<Reading>());
        foreach (var compound in columns.Where(column => column.Group != "Sample").Select(column => column.Compound).Distinct(StringComparer.Ordinal)) Compound(compound);
        return new(header.Value("Name", "Sample Name"), "GC-MS/LC-MS")
        {
            MeasuredAt = date >= 0 ? dates.Read(row[date].Text, row[date].Place, notes) : null,
            Method = header.Value("Acq. Method File"),
            Operator = header.Value("Operator", "Acq. Operator"),
            Instrument = header.Value("Instrument Name"),
            Header = header,
            Peaks = peaks,
            Readings = readings,
        };

        void Compound(string compound)
        {
            var own = Enumerable.Range(0, columns.Count).Where(i => columns[i].Group != "Sample" && columns[i].Compound == compound).ToList();
            var (time, response, height) = (Index("RT", "Ret. Time"), Index("Resp.", "Area", "Response"), Index("Height"));
            var amount = Index(Amounts);
            var read = new[] { time, response, height, amount };
            var more = own.Where(i => !read.Contains(i) && !row[i].IsEmpty).Select(i => new HeaderEntry(columns[i].Group.EndsWith(" Results", StringComparison.Ordinal) && !columns[i].Group.StartsWith("Qualifier", StringComparison.Ordinal) ? columns[i].Name : $"{columns[i].Group}: {columns[i].Name}", row[i].Trimmed, row[i].Place)).ToList();
            var first = own[0];
            if (FigureAt(time) is not null || FigureAt(response) is not null)
                peaks.Add(new(row[time >= 0 ? time : first].Place)
                {
                    Name = compound,
                    RetentionTime = FigureAt(time),
                    Area = FigureAt(response),
                    Height = FigureAt(height),
                    Amount = FigureAt(amount),
                    More = more,
                });
            if (amount >= 0) readings.Add(Reported.Read(compound, row[amount] with { Text = row[amount].Trimmed }, "", mark, notes) with { More = more });

            Figure? FigureAt(int column)
            {
                if (column < 0 || Reported.IsMissing(row[column].Text)) return null;
                if (mark.Figure(row[column].Text) is { } figure) return figure;
                notes.Warn(WarningCode.Implausible, $"Expected a number as {Quote(columns[column].Name)} of {Quote(compound)}, {mark.WhyNot(row[column].Text)}.", row[column].Place);
                return null;
            }

            int Index(params string[] names)
            {
                foreach (var name in names)
                    foreach (var i in own)
                        if (columns[i].Name == name && !columns[i].Group.StartsWith("Qualifier", StringComparison.Ordinal) && !columns[i].Group.EndsWith(" Method", StringComparison.Ordinal))
                            return i;
                return -1;
            }
        }
    }
}
