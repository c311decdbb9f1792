namespace Lims.Classification.Tariff.Import;

/// <summary>The names of a table's columns, and the cells of a row by them.</summary>
internal sealed class TableHead(string[] names)
{
    private readonly string[] names = [.. names.Select(name => name.Trim().TrimStart('\uFEFF'))];

    /// <summary>As written.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Whether every one of these columns is there.</summary>
    public bool Has(params IEnumerable<string> columns) => columns.All(column => At(column) >= 0);

    /// <summary>The cell, trimmed; empty where the row ends before it.</summary>
    public string Cell(TableRow row, string column) => At(column) is >= 0 and var at && at < row.Cells.Length ? row.Cells[at].Trim() : "";

    /// <summary>Refuses rows that are not as wide as the head; a cell too many is usually a comma that nobody quoted.</summary>
    public bool IsWhole(TableRow row, Reading reading)
    {
        var extra = row.Cells.Skip(names.Length).Where(cell => cell.Trim().Length > 0).ToList();
        if (extra.Count > 0) reading.Refuse(row.Row, "", null, $"it has {row.Cells.Length} cells, the head has {names.Length}; “{Reading.Quoted(extra[0])}” belongs to no column.");
        else if (row.Cells.Length < names.Length) reading.Refuse(row.Row, "", null, $"it has {row.Cells.Length} cells, the head has {names.Length}; the last is “{Reading.Quoted(row.Cells[^1])}”.");
        return extra.Count == 0 && row.Cells.Length >= names.Length;
    }

    private int At(string column) => Array.FindIndex(names, name => name.Equals(column, StringComparison.OrdinalIgnoreCase));
}
