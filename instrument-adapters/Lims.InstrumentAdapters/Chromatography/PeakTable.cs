using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.Chromatography;

/// <summary>What a column of a peak table holds.</summary>
internal enum PeakColumn
{
    /// <summary>Anything else: it stands with the peak as written.</summary>
    Other,
    Number,
    Signal,
    Name,
    Time,
    Area,
    Height,
    AreaPercent,
    Amount,
}

/// <summary>
/// The columns of a chromatographic peak table by their headings, in whatever order and wording the software has. What is none of the usual
/// ones stays with the peak under its own heading, so that no column is dropped.
/// </summary>
internal sealed class PeakTable
{
    private static readonly (PeakColumn Column, string[] Keys)[] Words =
    [
        (PeakColumn.Number, ["peak#", "#", "peak", "no", "nr", "peakno", "peaknr", "peaknumber", "pk", "pk#", "peakid", "peakindex"]),
        (PeakColumn.Signal, ["sig", "channelname", "signaldesc", "detectorname"]),
        (PeakColumn.Name, ["name", "compound", "peakname", "component", "componentname", "compoundname", "analyte", "substanz", "verbindung", "peakbezeichnung", "library/id"]),
        (PeakColumn.Time, ["rettime", "rtime", "rt", "retentiontime", "retention", "time", "ret", "measrettime", "retentionszeit", "retzeit", "rt1", "min"]),
        (PeakColumn.Area, ["area", "peakarea", "corrarea", "resp", "response", "fläche", "peakfläche"]),
        (PeakColumn.Height, ["height", "peakheight", "höhe", "peakhöhe"]),
        (PeakColumn.AreaPercent, ["area%", "%area", "areapct", "pcttotal", "areapercent", "relarea", "relativearea", "fläche%", "relfläche", "%total", "%oftotal", "areasum%"]),
        (PeakColumn.Amount, ["amount", "conc", "finalconc", "concentration", "calcconc", "amt", "menge", "konzentration", "quantity", "adjustedamount"]),
    ];

    private readonly string[] headings;
    private readonly string[] units;
    private readonly PeakColumn[] columns;

    /// <param name="headings">The headings, with or without the unit in brackets.</param>
    /// <param name="units">Units of a second heading row; empty cells where the first has them.</param>
    /// <param name="at">Where the headings stand.</param>
    /// <param name="notes">Takes a unit that is not known.</param>
    public PeakTable(IReadOnlyList<string> headings, IReadOnlyList<string> units, FilePlace at, Notes notes)
    {
        this.headings = [.. headings.Select(heading => heading.Trim())];
        this.units = new string[headings.Count];
        columns = new PeakColumn[headings.Count];
        for (var i = 0; i < headings.Count; i++)
        {
            var written = i < units.Count && units[i].Trim().Length > 0 ? units[i].Trim().Trim('[', ']', '(', ')') : UnitIn(this.headings[i]);
            var column = ColumnOf(Table.Key(this.headings[i]));
            if (column == PeakColumn.Area && written == "%") column = PeakColumn.AreaPercent;
            // The first column of a kind is taken; a second one of it stays as written.
            if (column != PeakColumn.Other && columns.Contains(column)) column = PeakColumn.Other;
            columns[i] = column;
            this.units[i] = column is PeakColumn.Time or PeakColumn.Area or PeakColumn.Height or PeakColumn.Amount && written.Length > 0 ? Ucum.Of(written, at, notes) : written;
        }
    }

    /// <summary>Unit of the time where no heading has one, as the format itself has it.</summary>
    public string TimeUnit { get; init; } = "";

    /// <summary>Unit of the area where no heading has one.</summary>
    public string AreaUnit { get; init; } = "";

    /// <summary>Unit of the height where no heading has one.</summary>
    public string HeightUnit { get; init; } = "";

    /// <summary>Unit of the amount where no heading has one.</summary>
    public string AmountUnit { get; init; } = "";

    public int Width => headings.Length;

    /// <summary>Index of a column; -1 where the table has none.</summary>
    public int IndexOf(PeakColumn column) => Array.IndexOf(columns, column);

    public bool Has(PeakColumn column) => IndexOf(column) >= 0;

    public string Heading(int column) => headings[column];

    /// <summary>Whether a column holds figures.</summary>
    public bool IsFigure(int column) => columns[column] is PeakColumn.Time or PeakColumn.Area or PeakColumn.Height or PeakColumn.AreaPercent or PeakColumn.Amount;

    /// <summary>Unit of a column: its own, else the format's.</summary>
    public string Unit(PeakColumn column)
    {
        var at = IndexOf(column);
        if (at >= 0 && units[at].Length > 0) return units[at];
        return column switch
        {
            PeakColumn.Time => TimeUnit,
            PeakColumn.Area => AreaUnit,
            PeakColumn.Height => HeightUnit,
            PeakColumn.Amount => AmountUnit,
            _ => "",
        };
    }

    /// <summary>The cell of a column; an empty one where the table or the row has none.</summary>
    public Cell Cell(IReadOnlyList<Cell> row, PeakColumn column) => IndexOf(column) is >= 0 and var at && at < row.Count ? row[at] : new("", row.Count > 0 ? row[0].Line : 1, 1, false);

    /// <summary>
    /// The peak of a row. A cell that should be a number and is none is a warning with its place; its text stays with the peak.
    /// </summary>
    public Peak Read(IReadOnlyList<Cell> row, string signal, DecimalMark mark, Notes notes)
    {
        var more = new List<HeaderEntry>();
        var figures = new Dictionary<PeakColumn, Figure>();
        for (var i = 0; i < row.Count; i++)
        {
            var column = i < columns.Length ? columns[i] : PeakColumn.Other;
            var cell = row[i];
            var isNumber = i < columns.Length && IsFigure(i);
            if (isNumber && mark.Figure(cell.Text.AsSpan().Trim().TrimEnd('%')) is { } figure)
            {
                figures[column] = figure;
                continue;
            }
            if (cell.IsEmpty || column is PeakColumn.Name || (column is PeakColumn.Number && Number(cell) is not null)) continue;
            if (isNumber && !Reported.IsMissing(cell.Text) && !Reported.Of(cell.Text, mark).Understood)
                notes.Warn(WarningCode.Implausible, $"Expected a number as {Quote(headings[i])}, {mark.WhyNot(cell.Text)}.", cell.Place);
            more.Add(new(i < headings.Length && headings[i].Length > 0 ? headings[i] : Text($"column {i + 1}"), cell.Text.Trim(), cell.Place));
        }
        var named = Cell(row, PeakColumn.Signal).Trimmed;
        // 'n.a.' and dashes name nothing; 'NA' and 'Na' may be sodium.
        var name = Cell(row, PeakColumn.Name).Trimmed;
        if (name is "n.a." || name.Trim('-').Length == 0) name = "";
        // Software fills the amount of a peak that is no calibrated compound with zeros: it has none.
        if (Has(PeakColumn.Name) && name.Length == 0 && figures.TryGetValue(PeakColumn.Amount, out var filler) && filler.Value == 0)
        {
            figures.Remove(PeakColumn.Amount);
            more.Add(new(headings[IndexOf(PeakColumn.Amount)], filler.Text, Cell(row, PeakColumn.Amount).Place));
        }
        return new(row.Count > 0 ? row[0].Place : default)
        {
            Number = Number(Cell(row, PeakColumn.Number)),
            Signal = signal.Length > 0 ? signal : named,
            Name = name,
            RetentionTime = Of(PeakColumn.Time),
            RetentionTimeUnit = Unit(PeakColumn.Time),
            Area = Of(PeakColumn.Area),
            AreaUnit = Unit(PeakColumn.Area),
            Height = Of(PeakColumn.Height),
            HeightUnit = Unit(PeakColumn.Height),
            AreaPercent = Of(PeakColumn.AreaPercent),
            Amount = Of(PeakColumn.Amount),
            AmountUnit = AmountUnitOf(row, notes),
            More = more,
        };

        Figure? Of(PeakColumn column) => figures.TryGetValue(column, out var figure) ? figure : null;
    }

    /// <summary>The amount of a row as a result of its compound; null where the table has no such column.</summary>
    public Reading? Result(IReadOnlyList<Cell> row, string compound, DecimalMark mark, Notes notes)
    {
        if (!Has(PeakColumn.Amount)) return null;
        var cell = Cell(row, PeakColumn.Amount);
        return Reported.Read(compound, cell with { Text = cell.Trimmed }, AmountUnitOf(row, notes), mark, notes);
    }

    /// <summary>Unit of a row's amount: of the column, else of the row's own cell under <c>Unit</c>.</summary>
    private string AmountUnitOf(IReadOnlyList<Cell> row, Notes notes)
    {
        var unit = Unit(PeakColumn.Amount);
        if (unit.Length > 0 || !Has(PeakColumn.Amount)) return unit;
        var at = Array.FindIndex(headings, heading => Table.Key(heading) is "unit" or "units" or "concunit" or "amountunit");
        return at >= 0 && at < row.Count ? Ucum.Of(row[at].Trimmed, row[at].Place, notes) : "";
    }

    /// <summary>Shows the cells of the columns with numbers to the evidence of the decimal mark.</summary>
    public void See(IReadOnlyList<Cell> row, DecimalEvidence evidence)
    {
        for (var i = 0; i < row.Count && i < columns.Length; i++)
            if (columns[i] is not (PeakColumn.Name or PeakColumn.Signal or PeakColumn.Number))
                evidence.See(row[i].Text, row[i].Line, row[i].Column);
    }

    private static int? Number(Cell cell) => NumberText.TryParse(cell.Text, '.', out decimal number) && number is >= 0 and <= 1_000_000 && number == decimal.Truncate(number) ? (int)number : null;

    private static PeakColumn ColumnOf(string key)
    {
        foreach (var (column, keys) in Words)
            if (Array.IndexOf(keys, key) >= 0)
                return column;
        return PeakColumn.Other;
    }

    private static string UnitIn(string heading)
    {
        var at = heading.EndsWith(')') ? heading.LastIndexOf('(') : heading.EndsWith(']') ? heading.LastIndexOf('[') : -1;
        return at > 0 ? heading[(at + 1)..^1].Trim() : "";
    }
}
