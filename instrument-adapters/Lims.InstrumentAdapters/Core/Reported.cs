using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// A reported value as a cell writes it: a number, a bound (<c>&lt;0.05</c>, <c>&gt;100</c>), below the limit (<c>&lt;LOD</c>), a word for not
/// detected, or a word for missing. Not detected is never zero.
/// </summary>
/// <param name="Qualifier">How the number is to be taken.</param>
/// <param name="Value">The number; null where there is none.</param>
/// <param name="Understood">False where the cell is none of these, or a number that a decimal cannot hold: then the value is null, and the reader says so.</param>
internal readonly record struct Reported(Qualifier Qualifier, decimal? Value, bool Understood)
{
    private static readonly HashSet<string> NotDetected = new(StringComparer.OrdinalIgnoreCase)
    {
        "ND", "N.D.", "n.d", "Not detected", "not det.", "NotDetected", "Not Identified", "not found", "BDL", "below detection limit",
    };

    private static readonly HashSet<string> Missing = new(StringComparer.OrdinalIgnoreCase)
    {
        "n.a.", "n.a", "N/A", "NA", "NaN", "1.#QNAN", "-1.#IND", "1.#IND", "1.#INF", "*", "!", "null", "none", "n/m", "#N/A", "#DIV/0!", "missing", "no peak",
    };

    private static readonly HashSet<string> Limits = new(StringComparer.OrdinalIgnoreCase)
    {
        "LOD", "LOQ", "LLD", "DL", "MDL", "BDL", "IDL", "LLOQ", "D.L.", "L.O.D.", "LOD.", "DETECTION LIMIT",
    };

    /// <summary>Reads one cell with the file's decimal mark.</summary>
    public static Reported Of(ReadOnlySpan<char> cell, DecimalMark mark)
    {
        cell = cell.Trim();
        if (cell.IsEmpty || cell.Trim("-\u2013\u2014").IsWhiteSpace()) return new(Qualifier.Missing, null, true);
        if (cell[0] is '<' or '>' or '\u2264' or '\u2265')
        {
            var rest = cell[1..].TrimStart('=').Trim();
            if (cell[0] is '<' or '\u2264' && Limits.Contains(rest.ToString())) return new(Qualifier.BelowLimit, null, true);
            var bound = cell[0] is '<' or '\u2264' ? Qualifier.LessThan : Qualifier.GreaterThan;
            return mark.TryReadGrouped(rest, out decimal limit) ? new(bound, limit, true) : new(bound, null, false);
        }
        if (mark.TryReadGrouped(cell, out decimal value)) return new(Qualifier.None, value, true);
        var word = cell.ToString();
        if (NotDetected.Contains(word)) return new(Qualifier.NotDetected, null, true);
        if (Missing.Contains(word)) return new(Qualifier.Missing, null, true);
        return new(Qualifier.None, null, false);
    }

    /// <summary>Whether a cell stands for a missing value: empty, dashes, or one of the words for it or for not detected.</summary>
    public static bool IsMissing(ReadOnlySpan<char> cell) =>
        Of(cell, DecimalMark.Point) is { Understood: true, Qualifier: Qualifier.Missing or Qualifier.NotDetected };

    /// <summary>A reading of one cell; a cell that is neither number nor word is kept as text with a warning.</summary>
    public static Reading Read(string name, Cell cell, string unit, DecimalMark mark, Notes notes)
    {
        var reported = Of(cell.Text, mark);
        if (!reported.Understood)
        {
            var code = mark.TryReadGrouped(cell.Text, out double _) ? WarningCode.OutOfRange : WarningCode.Implausible;
            notes.Warn(code, $"Expected a number or a word for a missing one as {Quote(name)}, {mark.WhyNot(cell.Text)}.", cell.Place);
        }
        return new(name, cell.Text, reported.Value, unit, reported.Qualifier, cell.Place);
    }
}
