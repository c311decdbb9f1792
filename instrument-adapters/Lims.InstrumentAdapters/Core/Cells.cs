namespace Lims.InstrumentAdapters;

/// <summary>
/// The cells of one line, without copies and without quotes: for rows of numbers. A blank as delimiter means runs of blanks and tabs, as
/// fixed-width exports have them. For cells in quotes see <see cref="Csv"/>.
/// </summary>
internal ref struct Cells(ReadOnlySpan<char> line, char delimiter)
{
    private ReadOnlySpan<char> rest = delimiter == ' ' ? line.Trim() : line;
    private int at = delimiter == ' ' ? line.Length - line.TrimStart().Length : 0;
    private bool over;

    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Where the current cell begins in the line, from 0.</summary>
    public int Start { get; private set; }

    public bool MoveNext()
    {
        if (over) return false;
        var end = delimiter == ' ' ? rest.IndexOfAny(' ', '\t') : rest.IndexOf(delimiter);
        over = end < 0;
        Current = over ? rest : rest[..end];
        Start = at;
        if (over) return true;
        var before = rest.Length;
        rest = delimiter == ' ' ? rest[end..].TrimStart() : rest[(end + 1)..];
        at += before - rest.Length;
        return true;
    }

    public static int Count(ReadOnlySpan<char> line, char delimiter)
    {
        var count = 0;
        for (var cells = new Cells(line, delimiter); cells.MoveNext();) count++;
        return count;
    }
}
