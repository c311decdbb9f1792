using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.Chromatography;

/// <summary>Whether a text may be cut: what its last line tells, and what the format itself cannot tell.</summary>
internal static class Endings
{
    /// <summary>
    /// Notes a last line without a line end, which may be cut inside a number that still reads as one; else, for a format without count and end
    /// mark, that a file cut after a whole line looks complete.
    /// </summary>
    /// <param name="text">The file.</param>
    /// <param name="notes">Takes the warning.</param>
    /// <param name="certain">True where a count or an end mark has shown that the file is whole.</param>
    public static void Note(TextFile text, Notes notes, bool certain = false)
    {
        if (text.LineCount == 0) return;
        if (!text.EndsWithLineEnd)
            notes.Warn(WarningCode.MayBeCut, $"The file ends inside line {text.LineCount}, without a line end: {Quote(text[text.LineCount])} may be cut.", new(text.LineCount));
        else if (!certain)
            notes.Warn(WarningCode.MayBeCut, "This format has neither a count nor an end mark, so a file cut after a whole line looks complete.");
    }
}
