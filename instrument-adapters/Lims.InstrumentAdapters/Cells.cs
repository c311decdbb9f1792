namespace Lims.InstrumentAdapters;

/// <summary>
/// The cells of one line, without copies. A blank as delimiter means runs of blanks and tabs, as fixed-width exports have them.
/// </summary>
internal ref struct Cells(ReadOnlySpan<char> line, char delimiter)
{
    private ReadOnlySpan<char> rest = delimiter == ' ' ? line.Trim() : line;
    private bool over;

    public ReadOnlySpan<char> Current { get; private set; }

    public bool MoveNext()
    {
        if (over) return false;
        var end = delimiter == ' ' ? rest.IndexOfAny(' ', '\t') : rest.IndexOf(delimiter);
        over = end < 0;
        Current = over ? rest : rest[..end];
        if (!over) rest = delimiter == ' ' ? rest[end..].TrimStart() : rest[(end + 1)..];
        return true;
    }

    public static int Count(ReadOnlySpan<char> line, char delimiter)
    {
        var count = 0;
        for (var cells = new Cells(line, delimiter); cells.MoveNext();) count++;
        return count;
    }
}
