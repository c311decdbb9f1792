using System.Globalization;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.ShimadzuAscii;

/// <summary>Reads the sections of one data file into a run.</summary>
internal sealed class ShimadzuRun(TextFile text, char delimiter, DecimalMark mark, FileDates dates, Notes notes)
{
    private readonly List<HeaderEntry> header = [];
    private readonly List<Peak> peaks = [];
    private readonly List<Reading> readings = [];
    private readonly List<Signal> signals = [];
    private readonly List<(double[] Mz, double[] Intensity, double Time, string Title, int Line)> spectra = [];

    public InstrumentRun Read(IReadOnlyList<ShimadzuSection> parts, CancellationToken ct)
    {
        foreach (var part in parts)
        {
            switch (part.Kind)
            {
                case ShimadzuKind.Keys or ShimadzuKind.Description: header.AddRange(part.Keys); break;
                case ShimadzuKind.Peaks: Peaks(part); break;
                case ShimadzuKind.Results: Results(part); break;
                case ShimadzuKind.Trace: Trace(part, ct); break;
                case ShimadzuKind.Spectrum: Spectrum(part, ct); break;
                default:
                    // A section that declares nothing holds nothing; any other is named.
                    if (part.Keys.Any(key => key.Raw is not ("" or "0"))) notes.Ignore($"[{part.Section.Name}]");
                    header.AddRange(part.Keys.Where(key => key.Key.StartsWith('#')).Select(key => key with { Key = $"{part.Section.Name}: {key.Key}" }));
                    break;
            }
        }
        // Where the export leaves out the results by compound, the peak tables have them.
        if (!parts.Any(part => part.Kind == ShimadzuKind.Results && part.Heading > 0))
            foreach (var peak in peaks)
                if (peak is { Name.Length: > 0, Amount: { } amount })
                    readings.Add(Reported.Read(peak.Name, new(amount.Text, peak.Place.Line ?? 1, peak.Place.Column ?? 1, false), peak.AmountUnit, mark, notes));
        var acquired = header.Entry("Acquired", "Date Acquired", "Acquisition Date") is { Raw.Length: > 0 } entry ? entry : null;
        var isMs = parts.Any(part => part.Section.Name.StartsWith("MS ", StringComparison.Ordinal) || part.Section.Name.StartsWith("MC ", StringComparison.Ordinal));
        return new(header.Value("Sample Name"), isMs ? "GC-MS" : TechniqueOf(parts))
        {
            SampleId = header.Value("Sample ID"),
            MeasuredAt = acquired is null ? null : dates.Read(acquired.Raw, acquired.Place, notes),
            Instrument = header.Value("Instrument Name"),
            Method = header.Value("Method File", "Method File Name"),
            Operator = header.Value("Operator Name", "Acquired by"),
            Header = header,
            Signals = signals,
            Spectra = spectra.Count > 0 ? SpectraOf() : null,
            Peaks = peaks,
            Readings = readings,
        };
    }

    private string TechniqueOf(IReadOnlyList<ShimadzuSection> parts)
    {
        if (header.Value("Data File Name").EndsWith(".gcd", StringComparison.OrdinalIgnoreCase) || parts.Any(part => part.Section.Name.StartsWith("Chromatogram", StringComparison.Ordinal))) return "GC";
        return header.Value("Data File Name").EndsWith(".lcd", StringComparison.OrdinalIgnoreCase) || parts.Any(part => part.Section.Name.StartsWith("LC ", StringComparison.Ordinal)) ? "HPLC" : "HPLC/GC";
    }

    private (PeakTable Table, List<CsvRow> Rows)? TableOf(ShimadzuSection part)
    {
        var rows = part.Rows(text, delimiter).ToList();
        foreach (var key in part.Keys)
        {
            if (key.Key.StartsWith("# of", StringComparison.Ordinal) && int.TryParse(key.Raw, NumberStyles.None, CultureInfo.InvariantCulture, out var declared)) notes.Count($"[{part.Section.Name}]", declared, rows.Count, key.Place);
            else header.Add(key with { Key = $"{part.Section.Name}: {key.Key}" });
        }
        if (part.Heading == 0) return null;
        var headings = Csv.Row(text, part.Heading, delimiter);
        var table = new PeakTable([.. headings.Cells.Select(cell => cell.Text)], [], new(part.Heading), notes) { TimeUnit = "min" };
        foreach (var row in rows)
            if (row.Count > table.Width && row.Cells.Skip(table.Width).Any(cell => !cell.IsEmpty))
                throw Refuse(new(row.Line), $"Expected at most {table.Width} cells in line {row.Line}, as its headings in line {part.Heading} have, found {row.Count}.");
        return (table, rows);
    }

    private void Peaks(ShimadzuSection part)
    {
        if (TableOf(part) is not var (table, rows)) return;
        foreach (var row in rows)
            if (!Table.IsStatistics(row))
                peaks.Add(table.Read(row.Cells, part.Detail, mark, notes));
    }

    private void Results(ShimadzuSection part)
    {
        if (TableOf(part) is not var (table, rows)) return;
        var headings = Csv.Row(text, part.Heading, delimiter);
        var isQuantitative = part.Section.Name.StartsWith("MS Quantitative", StringComparison.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            if (Table.IsStatistics(row)) continue;
            var peak = table.Read(row.Cells, part.Detail, mark, notes);
            var time = table.Cell(row.Cells, PeakColumn.Time);
            List<HeaderEntry> more = [.. Kept(peak), new("Section", part.Section.Name, part.Section.Place)];
            var cell = table.Has(PeakColumn.Amount) ? table.Cell(row.Cells, PeakColumn.Amount) : row[headings.IndexOf("SI") is >= 0 and var si ? si : 0];
            // The software writes 'Not Identified', or zeros where it looked for a compound and found no peak: neither is a result of zero.
            var word = Reported.Of(time.Text, mark);
            var absent = word.Qualifier is Qualifier.NotDetected || (peak.RetentionTime is { Value: 0 } && peak.Area is { Value: 0 });
            if (absent)
            {
                var told = word.Qualifier is Qualifier.NotDetected ? time : cell;
                readings.Add(new(peak.Name, told.Trimmed, null, peak.AmountUnit, Qualifier.NotDetected, told.Place) { More = more });
                continue;
            }
            readings.Add(Reported.Read(peak.Name, cell with { Text = cell.Trimmed }, peak.AmountUnit, mark, notes) with { More = more });
            if (isQuantitative) peaks.Add(peak);
        }
    }

    /// <summary>The other cells of the row, its peak's figures among them, since a result has no place for those.</summary>
    private static IEnumerable<HeaderEntry> Kept(Peak peak)
    {
        if (peak.Number is { } number) yield return new("Peak#", number.ToString(CultureInfo.InvariantCulture), peak.Place);
        if (peak.RetentionTime is { } time) yield return new("Retention time", time.Text, peak.Place);
        if (peak.Area is { } area) yield return new("Area", area.Text, peak.Place);
        if (peak.Height is { } height) yield return new("Height", height.Text, peak.Place);
        foreach (var entry in peak.More) yield return entry;
    }

    private void Trace(ShimadzuSection part, CancellationToken ct)
    {
        header.AddRange(part.Keys.Select(key => key with { Key = $"{part.Section.Name}: {key.Key}" }));
        if (part.Heading == 0)
        {
            if (Declared(part) > 0) notes.Count($"[{part.Section.Name}]", Declared(part), 0, part.Section.Place);
            return;
        }
        var headings = Csv.Row(text, part.Heading, delimiter);
        var width = headings.Cells.Count(cell => !cell.IsEmpty);
        if (width < 2) throw Refuse(new(part.Heading), $"Expected a time and an intensity in line {part.Heading}, found {Quote(text[part.Heading])}.");
        var rows = XyRows.Read(text, part.FirstPoint, part.Section.Last, delimiter, width, mark, ct);
        notes.Count($"[{part.Section.Name}]", Declared(part), rows.Count, part.Section.Place);
        var written = part.Keys.Value("Intensity Units");
        var unit = written.Length > 0 ? Ucum.Of(written == "C" ? "°C" : written, part.Keys.Entry("Intensity Units")!.Place, notes) : "";
        var multiplier = part.Keys.Value("Intensity Multiplier");
        for (var column = 1; column < width; column++)
        {
            var name = part.Detail.Length > 0 ? part.Detail : part.Section.Name;
            if (width > 2) name += " " + headings[column].Trimmed;
            var time = Column.Of(headings[0].Text);
            signals.Add(new(name, "Time", time.Unit, unit, rows[0], Scaled(rows[column], multiplier, part), new(part.FirstPoint)) { YName = headings[column].Trimmed });
        }
    }

    /// <summary>Intensities in their unit: the multiplier is most often a power of ten, by whose inverse a division is exact to the last digit.</summary>
    private ReadOnlyMemory<double> Scaled(ReadOnlyMemory<double> raw, string written, ShimadzuSection part)
    {
        if (written.Length == 0 || written == "1") return raw;
        if (!mark.TryRead(written, out double multiplier) && !NumberText.TryParse(written, '.', out multiplier))
            throw Refuse(part.Keys.Entry("Intensity Multiplier")!.Place, $"Expected a number as Intensity Multiplier, found {Quote(written)}.");
        var inverse = Math.Round(1 / multiplier);
        var isExact = multiplier is > 0 and < 1 && Math.Abs((inverse * multiplier) - 1) < 1e-15;
        var scaled = new double[raw.Length];
        for (var i = 0; i < scaled.Length; i++) scaled[i] = isExact ? raw.Span[i] / inverse : raw.Span[i] * multiplier;
        return scaled;
    }

    private void Spectrum(ShimadzuSection part, CancellationToken ct)
    {
        header.AddRange(part.Keys.Select(key => key with { Key = $"{part.Section.Name}: {key.Key}" }));
        if (part.Heading == 0) return;
        var width = Csv.Row(text, part.Heading, delimiter).Cells.Count(cell => !cell.IsEmpty);
        var rows = XyRows.Read(text, part.FirstPoint, part.Section.Last, delimiter, Math.Max(width, 2), mark, ct);
        if (part.Keys.Entry("# of Peaks") is { } count && int.TryParse(count.Raw, NumberStyles.None, CultureInfo.InvariantCulture, out var declared)) notes.Count($"[{part.Section.Name}]", declared, rows.Count, count.Place);
        var time = mark.TryRead(part.Keys.Value("Retention Time", "R.Time", "R.Time (min)"), out double at) ? at : double.NaN;
        spectra.Add((rows[0].ToArray(), rows[1].ToArray(), time, part.Detail, part.FirstPoint));
    }

    private SpectrumSet SpectraOf()
    {
        var offsets = new List<int> { 0 };
        foreach (var spectrum in spectra) offsets.Add(offsets[^1] + spectrum.Mz.Length);
        var times = spectra.Select(spectrum => spectrum.Time).ToArray();
        return new(spectra.SelectMany(spectrum => spectrum.Mz).ToArray(), spectra.SelectMany(spectrum => spectrum.Intensity).ToArray(), offsets, times, times.Any(double.IsFinite) ? "min" : "", new(spectra[0].Line)) { Titles = [.. spectra.Select(spectrum => spectrum.Title)] };
    }

    private static int Declared(ShimadzuSection part) => int.TryParse(part.Keys.Value("# of Points"), NumberStyles.None, CultureInfo.InvariantCulture, out var points) ? points : 0;
}
