using System.Globalization;

namespace Lims.Classification.Tariff.Import;

/// <summary>A file as it was handed over.</summary>
/// <param name="Name">Without its folder; its ending says what it may be.</param>
/// <param name="Content">All of it; whoever fills it keeps to <see cref="Reading.LargestFile"/>.</param>
internal sealed record ImportSource(string Name, ReadOnlyMemory<byte> Content);

/// <summary>A line as a file has it, before it is known where it hangs.</summary>
/// <param name="Row">Of its file, counted from 1.</param>
/// <param name="Code">As written; empty for a group.</param>
internal sealed record RawLine(int Row, string Code)
{
    /// <summary>The code of the line above, as written; null where the file has no such column.</summary>
    public string? Parent { get; init; }

    /// <summary>Roman number of the section; null where the file has none.</summary>
    public string? Section { get; init; }

    /// <summary>Whether it is the section itself.</summary>
    public bool IsSection { get; init; }

    /// <summary>Dashes or indents; null where the file has none.</summary>
    public int? Indent { get; init; }

    public IReadOnlyList<LineText> Texts { get; init; } = [];

    /// <summary>Null where the file does not speak of units: what is known of them stays.</summary>
    public IReadOnlyList<string>? Units { get; init; }

    /// <summary>Null where the file does not speak of duties.</summary>
    public IReadOnlyList<LineRate>? Rates { get; init; }

    /// <summary>Null where the file does not speak of footnotes.</summary>
    public IReadOnlyList<LineRemark>? Remarks { get; init; }

    /// <summary>Names of the columns the code and the line above stand in, for a refusal to name.</summary>
    public (string Code, string Parent) Columns { get; init; } = ("code", "parent");
}

/// <summary>A row that cannot be taken, with where it is and why.</summary>
/// <param name="File">Its name.</param>
/// <param name="Row">Counted from 1; 0 for the file as a whole.</param>
/// <param name="Column">Name of the column or member; empty for the row as a whole.</param>
/// <param name="Cell">The cell, shortened.</param>
/// <param name="Reason">Quotes what is wrong and says what was expected.</param>
internal sealed record RefusedRow(string File, int Row, string Column, string Cell, string Reason)
{
    /// <summary>As it is printed.</summary>
    public string Sentence => string.Create(
        CultureInfo.InvariantCulture, $"{File}{(Row > 0 ? $", row {Row}" : "")}{(Column.Length > 0 ? $", {Column} “{Cell}”" : "")}: {Reason}");
}

/// <summary>What one file was found to hold. A reader fills it row by row.</summary>
internal sealed class Reading(string file)
{
    /// <summary>The largest file that is read.</summary>
    public const int LargestFile = Contracts.TariffFile.Largest;

    /// <summary>The most rows of one file.</summary>
    public const int MostRows = 500_000;

    /// <summary>The longest text of one cell.</summary>
    public const int LongestCell = 20_000;

    public string File { get; } = file;

    /// <summary>What it was read as.</summary>
    public string Form { get; set; } = "";

    /// <summary>Code of the edition the file itself names; null where it names none.</summary>
    public string? Edition { get; set; }

    public string? Title { get; set; }

    /// <summary>Rows seen, heads apart.</summary>
    public int Rows { get; set; }

    public List<RawLine> Lines { get; } = [];

    public List<NoteWords> Notes { get; } = [];

    public List<CorrelationWords> Correlations { get; } = [];

    public List<RefusedRow> Refused { get; } = [];

    /// <summary>Rows that are no line of a tariff and say so, such as a total.</summary>
    public List<string> SetAside { get; } = [];

    /// <summary>Members or columns that are not kept, each with why.</summary>
    public List<string> NotKept { get; } = [];

    /// <summary>The file as a whole cannot be read: leaving rows out does not help.</summary>
    public bool IsUnreadable { get; private set; }

    public void Refuse(int row, string column, string? cell, string reason) => Refused.Add(new(File, row, column, Quoted(cell), reason));

    /// <summary>Refuses the file as a whole.</summary>
    public void Stop(int row, string column, string? cell, string reason)
    {
        IsUnreadable = true;
        Refuse(row, column, cell, reason);
    }

    /// <summary>Whether the text fits; refuses it where it does not.</summary>
    public bool Fits(int row, string column, string text)
    {
        if (text.Length <= LongestCell) return true;
        Refuse(row, column, text, string.Create(CultureInfo.InvariantCulture, $"it has {text.Length} characters; at most {LongestCell} are expected."));
        return false;
    }

    /// <summary>A cell for showing: short, and without letters that would move a terminal's cursor.</summary>
    public static string Quoted(string? cell)
    {
        var shown = string.Concat((cell ?? "").Select(letter => char.IsControl(letter) ? '·' : letter));
        return shown.Length <= 60 ? shown : shown[..60] + "…";
    }
}
