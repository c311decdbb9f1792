using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.TableProfile;

/// <summary>The columns of a table as a profile takes them, and what it does not take.</summary>
internal sealed class ProfileColumns
{
    private readonly Profile profile;
    private readonly CsvRow headings;
    private readonly CsvRow? units;
    private readonly bool isWorkbook;
    private readonly HashSet<int> used = [];

    /// <exception cref="Refusal">A heading of the profile stands twice in the table.</exception>
    public ProfileColumns(Profile profile, CsvRow headings, CsvRow? units, bool isWorkbook)
    {
        (this.profile, this.headings, this.units, this.isWorkbook) = (profile, headings, units, isWorkbook);
        foreach (var name in profile.Headings())
        {
            var columns = Enumerable.Range(0, headings.Count).Where(i => headings[i].Trimmed.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
            // Of two columns with one name nothing says which is meant.
            if (columns.Count > 1) throw Refuse(headings[columns[1]].Place, $"Expected the heading {Quote(name)} once, found it in columns {columns[0] + 1} and {columns[1] + 1}.");
            used.Add(columns[0]);
        }
    }

    /// <summary>Headings that the profile does not name.</summary>
    public IEnumerable<string> Unused => Enumerable.Range(0, headings.Count).Where(i => !used.Contains(i) && !headings[i].IsEmpty).Select(i => headings[i].Trimmed);

    /// <summary>The cells of a row that should be numbers.</summary>
    public IEnumerable<Cell> Numbers(CsvRow row) =>
        profile.Readings.SelectMany(reading => new[] { reading.Column, reading.Error, reading.Limit }).Append(profile.Results?.Value).Append(profile.Results?.Error).OfType<string>().Select(name => At(row, name));

    public string DateOf(CsvRow row) => profile.Sample.Time is null ? "" : $"{At(row, profile.Sample.Time).Trimmed} {At(row, profile.Sample.TimeOfDay).Trimmed}".Trim();

    /// <summary>Reads a row into a run; in a table with one result a row, into the run of its sample.</summary>
    public void Read(CsvRow row, DecimalMark mark, FileDates dates, List<InstrumentRun> runs, Notes notes)
    {
        var sample = profile.Sample;
        var readings = profile.Results is { } results ? [ResultOf(row, results, mark, notes)] : profile.Readings.Select(reading => ReadingOf(row, reading, mark, notes)).ToList();
        var header = profile.Keep.Select(name => new HeaderEntry(name, At(row, name).Trimmed, At(row, name).Place)).ToList();
        var run = new InstrumentRun(At(row, sample.Name).Trimmed, profile.Technique)
        {
            SampleId = At(row, sample.Id).Trimmed,
            MeasuredAt = sample.Time is null ? null : dates.Read(DateOf(row), At(row, sample.Time).Place, notes),
            Instrument = At(row, sample.Instrument).Trimmed,
            Method = At(row, sample.Method).Trimmed,
            Operator = At(row, sample.Operator).Trimmed,
            Header = header,
            Readings = readings,
        };
        if (run is { SampleName: "", SampleId: "" }) throw Refuse(new(row.Line), $"Expected a sample in line {row.Line}, found an empty cell under {Quote(sample.Name ?? sample.Id ?? "")}.");
        // Rows of one sample that follow each other are one run; the same sample later is another measurement.
        if (profile.Results is not null && runs.Count > 0 && runs[^1] is { } last && last.SampleName == run.SampleName && last.SampleId == run.SampleId && last.MeasuredAt?.Raw == run.MeasuredAt?.Raw && last.Header.Select(entry => entry.Raw).SequenceEqual(header.Select(entry => entry.Raw)))
            runs[^1] = last with { Readings = [.. last.Readings, .. readings] };
        else runs.Add(run);
    }

    private Reading ReadingOf(CsvRow row, ProfileReading reading, DecimalMark mark, Notes notes)
    {
        var cell = At(row, reading.Column);
        var column = headings.IndexOf(reading.Column);
        var written = reading.Unit ?? (units is not null && !units[column].IsEmpty ? units[column].Trimmed.Trim('[', ']', '(', ')') : Column.Of(headings[column].Text).Unit);
        return Of(reading.Analyte ?? Column.Of(headings[column].Text).Name, cell, written, At(row, reading.Error), reading.ErrorKind, At(row, reading.Limit), mark, notes);
    }

    private Reading ResultOf(CsvRow row, ProfileResults results, DecimalMark mark, Notes notes)
    {
        var analyte = At(row, results.Analyte);
        if (analyte.IsEmpty) throw Refuse(analyte.Place, $"Expected a name under {Quote(results.Analyte)} in line {row.Line}, found an empty cell.");
        return Of(analyte.Trimmed, At(row, results.Value), At(row, results.Unit).Trimmed, At(row, results.Error), results.ErrorKind, default, mark, notes);
    }

    private Reading Of(string analyte, Cell cell, string unit, Cell error, string? errorKind, Cell limit, DecimalMark mark, Notes notes) =>
        Reported.Read(analyte, cell with { Text = cell.Trimmed }, Ucum.Of(unit, cell.Place, notes), MarkFor(cell, mark), notes) with
        {
            Error = error.Text is not null && MarkFor(error, mark).TryReadGrouped(error.Text, out decimal sigma) ? sigma : null,
            ErrorKind = error.Text is null || error.IsEmpty ? "" : errorKind ?? "",
            Limit = limit.Text is not null && MarkFor(limit, mark).TryReadGrouped(limit.Text, out decimal least) ? least : null,
        };

    /// <summary>A number of a workbook is stored with a point, whatever the screen showed; texts have the file's mark.</summary>
    private DecimalMark MarkFor(Cell cell, DecimalMark mark) => isWorkbook && !cell.Quoted ? DecimalMark.Point : mark;

    private Cell At(CsvRow row, string? name) => name is null ? new("", row.Line, 1, false) : row[headings.IndexOf(name)];
}
